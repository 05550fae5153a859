/* What an encoder gives, as parameter sets and as a picture: lengths and records never lead outside of it. */
#include "kernel/cmaf/cmaf.h"
#include "tests/fuzz/fuzz.h"

/* Lengths of four bytes lead from one unit to the next, and end where the bytes do. */
static void follow(Str units)
{
    while (units.n) {
        fuzz_hold(units.n > 4);
        size_t n = 0;
        for (size_t i = 0; i < 4; i++)
            n = n << 8 | (unsigned char)units.at[i];
        fuzz_hold(n > 0 && n <= units.n - 4);
        units = (Str){units.at + 4 + n, units.n - 4 - n};
    }
}

int LLVMFuzzerTestOneInput(const unsigned char *at, size_t n)
{
    Ctx *cx = fuzz_ctx();
    Str bytes = {(const char *)at, n}, codecs;
    CmafTrack t = {.kind = CMAF_VIDEO, .timescale = 90000, .width = 2, .height = 2};
    Buf out;
    buf_init(&out, cx->arena, 2 * n + 16);
    if (cmaf_nal_lengths(bytes, &out) == OK)
        follow(buf_str(&out));
    if (cmaf_avcc(cx, bytes, &t.config) != OK)
        return 0;
    buf_init(&out, cx->arena, CMAF_INIT_MAX);
    fuzz_hold(cmaf_codecs(cx, &t, &codecs) == OK && codecs.n == 11);
    fuzz_hold(cmaf_init_segment(cx, &t, &out) == OK);
    return 0;
}
