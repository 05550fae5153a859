/* TAP lines, the test context, temporary folders. */
#include "tests/check.h"

#include "base/log.h"

#include <ftw.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TEST_ARENA = 64 << 20, FOLDERS_MAX = 8, PATH_ROOM = 256 };

typedef struct {
    Clock clock;
    int64_t at_ms;
} HandClock;

typedef struct {
    Random random;
    uint64_t state;
} SeededRandom;

struct Check {
    bool failed;
    const char *skipped;
    Ctx cx;
    HandClock clock;
    SeededRandom random;
    char folders[FOLDERS_MAX][PATH_ROOM];
    size_t folder_count;
};

static int64_t hand_now(const Clock *c)
{
    return ((const HandClock *)(const void *)c)->at_ms;
}

static void seeded_fill(const Random *r, void *bytes, size_t n)
{
    SeededRandom *s = (SeededRandom *)(uintptr_t)r; /* the state moves; the interface is const for real generators */
    unsigned char *at = bytes;
    for (size_t i = 0; i < n; i++) { /* splitmix64 */
        s->state += 0x9E3779B97F4A7C15u;
        uint64_t z = s->state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        at[i] = (unsigned char)(z >> 56);
    }
}

bool check_note(Check *c, bool held, const char *file, int line, const char *expression)
{
    if (!held) {
        c->failed = true;
        printf("# %s:%d: %s\n", file, line, expression);
    }
    return held;
}

void check_say(Check *c, const char *format, ...)
{
    (void)c;
    va_list args;
    va_start(args, format);
    printf("# ");
    vprintf(format, args);
    printf("\n");
    va_end(args);
}

void check_skip(Check *c, const char *reason)
{
    c->skipped = reason;
}

bool check_str(Check *c, Str got, const char *expected, const char *file, int line, const char *expression)
{
    if (str_equal(got, str_of(expected)))
        return true;
    check_note(c, false, file, line, expression);
    check_say(c, "got \"%.*s\", expected \"%s\"", STR_ARG(got), expected);
    return false;
}

bool check_int(Check *c, int64_t got, int64_t expected, const char *file, int line, const char *expression)
{
    if (got == expected)
        return true;
    check_note(c, false, file, line, expression);
    check_say(c, "got %" PRId64 ", expected %" PRId64, got, expected);
    return false;
}

Ctx *check_ctx(Check *c)
{
    if (!c->cx.arena)
        c->cx.arena = arena_new(TEST_ARENA);
    return &c->cx;
}

void check_clock(Check *c, int64_t ms)
{
    c->clock.at_ms = ms;
}

void check_clock_add(Check *c, int64_t ms)
{
    c->clock.at_ms += ms;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
    (void)st, (void)kind, (void)ftw;
    return remove(path);
}

const char *check_folder(Check *c)
{
    if (c->folder_count == FOLDERS_MAX)
        abort();
    char *path = c->folders[c->folder_count++];
    const char *root = getenv("TMPDIR");
    snprintf(path, PATH_ROOM, "%s/kair-test.XXXXXX", root ? root : "/tmp");
    if (!mkdtemp(path))
        abort();
    return path;
}

static void run_one(const CheckTest *t, size_t number, size_t *failed)
{
    Check c = {.clock = {{hand_now, hand_now}, CHECK_NOW_S * INT64_C(1000)}, .random = {{seeded_fill}, number}};
    c.cx = (Ctx){.clock = &c.clock.clock, .random = &c.random.random, .id = STR("test")};
    t->run(&c);
    *failed += c.failed;
    printf("%s %zu - %s%s%s\n", c.failed ? "not ok" : "ok", number, t->sentence, c.skipped ? " # SKIP " : "",
           c.skipped ? c.skipped : "");
    fflush(stdout);
    arena_free(c.cx.arena);
    for (size_t i = 0; i < c.folder_count; i++)
        nftw(c.folders[i], remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static bool chosen(const char *sentence, int argc, char **argv)
{
    bool any = argc < 2;
    for (int i = 1; i < argc; i++)
        any = any || strstr(sentence, argv[i]);
    return any;
}

int check_main(int argc, char **argv, const CheckTest *tests, size_t count)
{
    size_t run = 0, failed = 0;
    log_level(getenv("KAIR_TEST_LOG") ? LOG_DEBUG : LOG_FAULT + 1);
    for (size_t i = 0; i < count; i++)
        if (chosen(tests[i].sentence, argc, argv))
            run_one(&tests[i], ++run, &failed);
    printf("1..%zu\n", run);
    return failed != 0;
}
