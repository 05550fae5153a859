/* Segments whose samples are counted bytes, reordered as an encoder with B-frames would: I P b b P b b … */
#include "kernel/cmaf/test_track.h"

#include <string.h>

#define TEST_AVCC "\x01\x64\x00\x0c\xff\xe1\x00\x04\x67\x64\x00\x0c\x01\x00\x02\x68\xee\xfd\xf8\xf8\x00"

const CmafTrack test_video = {
    .kind = CMAF_VIDEO, .config = {TEST_AVCC, sizeof TEST_AVCC - 1}, .timescale = 90000, .width = 426, .height = 240};
const CmafTrack test_audio = {.kind = CMAF_AUDIO,
                              .config = {"\x11\x90", 2},
                              .timescale = 48000,
                              .rate = 48000,
                              .channels = 2,
                              .priming = 1024,
                              .bandwidth = 48000};

Rc test_init(Ctx *cx, const CmafTrack *t, Buf *out)
{
    return cmaf_init_segment(cx, t, out);
}

Rc test_sink(Ctx *cx, void *buf, Str bytes)
{
    (void)cx;
    buf_put(buf, bytes);
    return ((Buf *)buf)->rc;
}

/* Place in time of the i-th frame in decode order: 0, then groups of three of which the first is shown last. */
static int64_t shown(const CmafTrack *t, int i)
{
    static const int moved[] = {2, -1, -1};
    if (t->kind == CMAF_AUDIO || i == 0 || i > (TEST_FRAMES - 1) / 3 * 3)
        return i;
    return i + moved[(i - 1) % 3];
}

static Rc add_segment(Ctx *cx, CmafWriter *w, const CmafTrack *t, int64_t start, Buf *out)
{
    char bytes[64];
    CmafSegment ignored;
    for (int i = 0; i < TEST_FRAMES; i++) {
        memset(bytes, i, sizeof bytes);
        CmafSample s = {.data = {bytes, 1 + (size_t)i % sizeof bytes},
                        .pts = start + shown(t, i) * TEST_TICKS,
                        .sync = i == 0 || t->kind == CMAF_AUDIO};
        TRY(cmaf_writer_add(w, &s));
    }
    return cmaf_writer_cut(cx, w, start + TEST_FRAMES * TEST_TICKS, test_sink, out, &ignored);
}

Rc test_part(Ctx *cx, const CmafTrack *t, size_t part, int64_t start, size_t count, Buf *out)
{
    CmafWriter *w;
    TRY(cmaf_writer_new(t, CMAF_SEQUENCE(part, 0), &w));
    Rc rc = OK;
    for (size_t i = 0; i < count && rc == OK; i++)
        rc = add_segment(cx, w, t, start + (int64_t)i * TEST_FRAMES * TEST_TICKS, out);
    cmaf_writer_free(w);
    return rc;
}

static Rc read_memory(void *arg, int64_t offset, void *to, size_t n)
{
    const Str *bytes = arg;
    if (offset < 0 || (size_t)offset > bytes->n || n > bytes->n - (size_t)offset)
        return ERR_IO;
    memcpy(to, bytes->at + offset, n);
    return OK;
}

CmafSource test_source(const Str *bytes)
{
    return (CmafSource){.read = read_memory, .arg = (void *)(uintptr_t)bytes, .size = (int64_t)bytes->n};
}
