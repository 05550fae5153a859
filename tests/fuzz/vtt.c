/* Captions: whatever the bytes, what is taken keeps its limits, is in order, and comes back the same from what is
 * written of it. */
#include "domains/media/vtt.h"
#include "tests/fuzz/fuzz.h"

enum { WRITTEN_MAX = 4 * VTT_MAX };

static void hold_same(const VttCue *a, const VttCue *b)
{
    fuzz_hold(a->start_ms == b->start_ms && a->end_ms == b->end_ms);
    fuzz_hold(str_equal(a->text, b->text) && str_equal(a->speaker, b->speaker));
}

static void hold_cues(const Vtt *vtt)
{
    int64_t last = 0;
    fuzz_hold(vtt->n > 0 && vtt->n <= VTT_CUES_MAX);
    for (size_t i = 0; i < vtt->n; i++) {
        const VttCue *cue = &vtt->at[i];
        fuzz_hold(cue->start_ms >= last && cue->end_ms > cue->start_ms);
        fuzz_hold(cue->text.n && utf8_valid(cue->text) && utf8_length(cue->text) <= VTT_CUE_MAX);
        fuzz_hold(utf8_valid(cue->speaker) && utf8_length(cue->speaker) <= VTT_SPEAKER_MAX);
        last = cue->start_ms;
    }
}

/* What is written may be longer than what may come in, with times of their full length: then it is left alone. */
static void hold_round_trip(Ctx *cx, const Vtt *vtt)
{
    Vtt again = {0};
    Buf b;
    buf_init(&b, cx->arena, WRITTEN_MAX);
    vtt_write(vtt, &b);
    if (b.rc == ERR_NOMEM || b.n > VTT_MAX)
        return;
    Rc rc = vtt_read(cx, buf_str(&b), &again);
    if (rc == ERR_NOMEM)
        return;
    fuzz_hold(rc == OK && again.n == vtt->n);
    for (size_t i = 0; i < vtt->n; i++)
        hold_same(&vtt->at[i], &again.at[i]);
}

int LLVMFuzzerTestOneInput(const unsigned char *at, size_t n)
{
    Ctx *cx = fuzz_ctx();
    Vtt vtt;
    Rc rc = vtt_read(cx, (Str){(const char *)at, n}, &vtt);
    if (rc == OK) {
        hold_cues(&vtt);
        hold_round_trip(cx, &vtt);
    } else {
        fuzz_hold(rc == ERR_REFUSED || rc == ERR_LIMIT || rc == ERR_NOMEM);
        fuzz_hold(rc == ERR_NOMEM || cx->problem.code);
    }
    return 0;
}
