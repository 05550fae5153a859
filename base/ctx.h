/* What one request or one job carries down the call chain: its memory, time, chance, name in the log, and the reason of
 * its failure. */
#ifndef BASE_CTX_H
#define BASE_CTX_H

#include "base/clock.h"
#include "base/text.h"

enum { PROBLEM_ITEMS = 20 };

/* One fault of what came in: a field ("email", "items[3].name") and a stable code. */
typedef struct {
    Str field;
    const char *code;
} ProblemItem;

/* Why the request failed, for the client. `code` is a literal of an error table ("account.email_taken"). */
typedef struct {
    const char *code;
    Str field;
    int64_t retry_after_s;   /* with ERR_OFTEN and ERR_BUSY; 0 = not said */
    int64_t current_version; /* with ERR_STALE */
    ProblemItem items[PROBLEM_ITEMS];
    size_t item_count;
} Problem;

typedef struct {
    Arena *arena;
    const Clock *clock;
    const Random *random;
    Str id; /* request or job id, for the log and the problem document */
    Problem problem;
} Ctx;

/* Notes the reason and returns `rc`: `return fail(cx, ERR_CONFLICT, "grain.empty", "duration_s");`. `field` may be
 * NULL. Both texts are kept, not copied. The first reason of a call chain wins no more than the last: it overwrites. */
Rc fail(Ctx *cx, Rc rc, const char *code, const char *field);

/* Adds one fault to the list and keeps going; the first also becomes the problem's own code and field. Copies `field`.
 */
void fail_item(Ctx *cx, const char *code, Str field);

/* Forgets the reason: before a second try. */
void fail_clear(Ctx *cx);

int64_t now_ms(const Ctx *cx);

#endif
