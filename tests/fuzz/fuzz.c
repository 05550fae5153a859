/* The context of fuzz targets. */
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>

enum { FUZZ_ARENA = 8 << 20 };

Ctx *fuzz_ctx(void)
{
    static Ctx cx;
    if (!cx.arena)
        cx.arena = arena_new(FUZZ_ARENA);
    if (!cx.arena)
        abort();
    arena_clear(cx.arena);
    cx = (Ctx){.arena = cx.arena, .clock = &clock_system, .random = &random_system, .id = STR("fuzz")};
    return &cx;
}

void fuzz_hold(bool held)
{
    if (!held)
        abort();
}
