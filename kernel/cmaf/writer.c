/* Fragments: moof and mdat (ISO/IEC 14496-12 §8.8.4–§8.8.8, §8.8.12; ISO/IEC 23000-19 §7.3.2). */
#include "base/mem.h"
#include "kernel/cmaf/box.h"
#include "kernel/cmaf/cmaf.h"

#include <string.h>

enum {
    MOOF_MAX = 64 << 10,
    ARENA_BYTES = 4 * MOOF_MAX,
    DATA_FIRST = 256 << 10,
    /* tfhd §8.8.7 */
    DEFAULT_DURATION = 0x8,
    DEFAULT_FLAGS = 0x20,
    BASE_IS_MOOF = 0x20000,
    /* trun §8.8.8 */
    DATA_OFFSET = 0x1,
    FIRST_FLAGS = 0x4,
    EACH_DURATION = 0x100,
    EACH_SIZE = 0x200,
    EACH_FLAGS = 0x400,
    EACH_OFFSET = 0x800,
};
/* §8.8.3.1: depends on no other; depends on others and is no sync sample. */
static const uint32_t flags_sync = 0x02000000, flags_other = 0x01010000;

typedef struct {
    int64_t pts;
    uint32_t size;
    bool sync;
} Sample;

struct CmafWriter {
    const CmafTrack *track;
    uint32_t sequence;
    Sample *samples;
    int64_t *times; /* of the samples, rising: their decode times */
    size_t count;
    char *data;
    size_t size, room;
    Arena *arena; /* for the moof */
};

Rc cmaf_writer_new(const CmafTrack *track, uint32_t first_sequence, CmafWriter **ret)
{
    CmafWriter *w = mem_get(sizeof *w);
    if (!w)
        return ERR_NOMEM;
    w->track = track;
    w->sequence = first_sequence;
    w->samples = mem_array(CMAF_SAMPLES_MAX, sizeof *w->samples);
    w->times = mem_array(CMAF_SAMPLES_MAX, sizeof *w->times);
    w->arena = arena_new(ARENA_BYTES);
    if (!w->samples || !w->times || !w->arena) {
        cmaf_writer_free(w);
        return ERR_NOMEM;
    }
    *ret = w;
    return OK;
}

void cmaf_writer_free(CmafWriter *w)
{
    if (!w)
        return;
    mem_free(w->samples);
    mem_free(w->times);
    mem_free(w->data);
    arena_free(w->arena);
    mem_free(w);
}

size_t cmaf_writer_count(const CmafWriter *w)
{
    return w->count;
}

static Rc make_room(CmafWriter *w, size_t size)
{
    size_t room = w->room ? w->room : DATA_FIRST;
    while (room < size)
        room *= 2;
    if (room == w->room)
        return OK;
    char *data = mem_get(room);
    if (!data)
        return ERR_NOMEM;
    if (w->size)
        memcpy(data, w->data, w->size);
    mem_free(w->data);
    w->data = data;
    w->room = room;
    return OK;
}

Rc cmaf_writer_add(CmafWriter *w, const CmafSample *s)
{
    if ((w->count == 0 && !s->sync) || s->pts < 0 || s->data.n == 0)
        return ERR_INVALID;
    if (w->count == CMAF_SAMPLES_MAX || s->data.n > CMAF_SEGMENT_MAX - w->size)
        return ERR_LIMIT;
    TRY(make_room(w, w->size + s->data.n));
    memcpy(w->data + w->size, s->data.at, s->data.n);
    w->size += s->data.n;
    w->samples[w->count] = (Sample){.pts = s->pts, .size = (uint32_t)s->data.n, .sync = s->sync};
    /* Insertion: a reordered frame is only a few places away. */
    size_t i = w->count++;
    for (; i > 0 && w->times[i - 1] > s->pts; i--)
        w->times[i] = w->times[i - 1];
    w->times[i] = s->pts;
    return OK;
}

static int64_t duration_of(const CmafWriter *w, size_t i, int64_t end)
{
    return (i + 1 < w->count ? w->times[i + 1] : end) - w->times[i];
}

static bool times_hold(const CmafWriter *w, int64_t end)
{
    if (w->count == 0 || w->times[0] != w->samples[0].pts)
        return false;
    for (size_t i = 0; i < w->count; i++) {
        int64_t duration = duration_of(w, i, end);
        if (duration <= 0 || duration > INT32_MAX)
            return false;
    }
    return true;
}

/* How much of a sample must be said for each: what all share is said once. */
static uint32_t run_flags(const CmafWriter *w, int64_t end)
{
    uint32_t flags = DATA_OFFSET | EACH_SIZE;
    size_t syncs = 0;
    for (size_t i = 0; i < w->count; i++) {
        syncs += w->samples[i].sync;
        if (duration_of(w, i, end) != duration_of(w, 0, end))
            flags |= EACH_DURATION;
        if (w->samples[i].pts != w->times[i])
            flags |= EACH_OFFSET;
    }
    if (syncs == 1 && w->count > 1)
        flags |= FIRST_FLAGS;
    else if (syncs != w->count)
        flags |= EACH_FLAGS;
    return flags;
}

static void put_tfhd(Buf *b, const CmafWriter *w, uint32_t run, int64_t end)
{
    bool common = !(run & EACH_DURATION);
    size_t box = box_begin_full(b, "tfhd", 0, BASE_IS_MOOF | DEFAULT_FLAGS | (common ? DEFAULT_DURATION : 0U));
    put_u32(b, 1);
    if (common)
        put_u32(b, (uint32_t)duration_of(w, 0, end));
    put_u32(b, run & FIRST_FLAGS ? flags_other : flags_sync);
    box_end(b, box);
}

/* Answers the place of the data offset, known only when the moof is whole. */
static size_t put_trun(Buf *b, const CmafWriter *w, uint32_t run, int64_t end)
{
    size_t box = box_begin_full(b, "trun", 1, run);
    put_u32(b, (uint32_t)w->count);
    size_t offset_at = b->n;
    put_u32(b, 0);
    if (run & FIRST_FLAGS)
        put_u32(b, flags_sync);
    for (size_t i = 0; i < w->count; i++) {
        const Sample *s = w->samples + i;
        if (run & EACH_DURATION)
            put_u32(b, (uint32_t)duration_of(w, i, end));
        put_u32(b, s->size);
        if (run & EACH_FLAGS)
            put_u32(b, s->sync ? flags_sync : flags_other);
        if (run & EACH_OFFSET)
            put_u32(b, (uint32_t)(int32_t)(s->pts - w->times[i]));
    }
    box_end(b, box);
    return offset_at;
}

static void put_moof(Buf *b, const CmafWriter *w, int64_t end)
{
    enum { MDAT_HEADER = 8 };
    uint32_t run = run_flags(w, end);
    size_t moof = box_begin(b, "moof"), box = box_begin_full(b, "mfhd", 0, 0);
    put_u32(b, w->sequence);
    box_end(b, box);
    size_t traf = box_begin(b, "traf");
    put_tfhd(b, w, run, end);
    box = box_begin_full(b, "tfdt", 1, 0);
    put_u64(b, (uint64_t)w->times[0]);
    box_end(b, box);
    size_t offset_at = put_trun(b, w, run, end);
    box_end(b, traf);
    box_end(b, moof);
    patch_u32(b, offset_at, (uint32_t)(b->n + MDAT_HEADER));
    put_u32(b, (uint32_t)(MDAT_HEADER + w->size));
    buf_put(b, STR("mdat"));
}

Rc cmaf_writer_cut(Ctx *cx, CmafWriter *w, int64_t end, CmafSink sink, void *arg, CmafSegment *ret)
{
    Buf head;
    if (!times_hold(w, end))
        return ERR_INVALID;
    arena_clear(w->arena);
    buf_init(&head, w->arena, MOOF_MAX);
    put_moof(&head, w, end);
    TRY(head.rc);
    TRY(sink(cx, arg, buf_str(&head)));
    TRY(sink(cx, arg, (Str){w->data, w->size}));
    *ret = (CmafSegment){.start = w->times[0], .duration = end - w->times[0], .size = (int64_t)(head.n + w->size)};
    w->count = 0;
    w->size = 0;
    w->sequence++;
    return OK;
}
