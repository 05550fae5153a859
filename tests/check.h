/* The smallest test frame: a table of sentences and functions, TAP on standard output.
 *
 *     static void a_full_group_refuses(Check *c) { CHECK(c, rc == ERR_REFUSED); }
 *     int main(int argc, char **argv) {
 *         static const CheckTest tests[] = {{"a full group refuses one more person", a_full_group_refuses}};
 *         return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
 *     }
 *
 * Arguments: words; only sentences that hold one of them run. */
#ifndef TESTS_CHECK_H
#define TESTS_CHECK_H

#include "base/ctx.h"

typedef struct Check Check;
typedef struct {
    const char *sentence;
    void (*run)(Check *c);
} CheckTest;

int check_main(int argc, char **argv, const CheckTest *tests, size_t count);

/* Notes a failure with place and expression, and goes on. Returns `held`. */
bool check_note(Check *c, bool held, const char *file, int line, const char *expression);
/* Says on a comment line what was there instead; for CHECK_STR and friends. */
void check_say(Check *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The test needs something this machine lacks: counted as skipped, with the reason. */
void check_skip(Check *c, const char *reason);

#define CHECK(c, condition) check_note(c, condition, __FILE__, __LINE__, #condition)
/* Ends the test function when the rest makes no sense. */
#define REQUIRE(c, condition)                                          \
    do {                                                               \
        if (!check_note(c, condition, __FILE__, __LINE__, #condition)) \
            return;                                                    \
    } while (0)
#define CHECK_STR(c, got, expected) check_str(c, got, expected, __FILE__, __LINE__, #got)
#define CHECK_INT(c, got, expected) check_int(c, got, expected, __FILE__, __LINE__, #got)
bool check_str(Check *c, Str got, const char *expected, const char *file, int line, const char *expression);
bool check_int(Check *c, int64_t got, int64_t expected, const char *file, int line, const char *expression);

/* A context for tests: its own arena (64 MiB), a clock that stands at check_now_ms and moves only by hand, seeded
 * chance. */
Ctx *check_ctx(Check *c);               /* freed when the test ends; the same one on each call */
void check_clock(Check *c, int64_t ms); /* sets it */
void check_clock_add(Check *c, int64_t ms);
enum { CHECK_NOW_S = 1767225600 }; /* 2026-01-01T00:00:00Z: where the clock starts, in seconds */

/* An empty folder below the build's, removed when the test ends. Terminated path. */
const char *check_folder(Check *c);

#endif
