/* Noting why a request failed. */
#include "base/ctx.h"

Rc fail(Ctx *cx, Rc rc, const char *code, const char *field)
{
    cx->problem.code = code;
    cx->problem.field = str_of(field);
    return rc;
}

void fail_item(Ctx *cx, const char *code, Str field)
{
    Problem *p = &cx->problem;
    Str kept = STR("");
    if (str_copy(cx->arena, field, &kept) != OK)
        kept = STR(""); /* the code alone is still true; the caller's own allocation reports the shortage */
    if (p->item_count == 0) {
        p->code = code;
        p->field = kept;
    }
    if (p->item_count < PROBLEM_ITEMS)
        p->items[p->item_count++] = (ProblemItem){kept, code};
}

void fail_clear(Ctx *cx)
{
    cx->problem = (Problem){0};
}

int64_t now_ms(const Ctx *cx)
{
    return cx->clock->now_ms(cx->clock);
}
