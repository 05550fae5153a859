/* Packed segments. */
#include "domains/media/segments.h"

static void put32(unsigned char *at, int64_t v)
{
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)(v >> (8 * i));
}

static int64_t get32(const unsigned char *at)
{
    return (int64_t)at[0] | (int64_t)at[1] << 8 | (int64_t)at[2] << 16 | (int64_t)at[3] << 24;
}

Rc segments_pack(Ctx *cx, const StepSegment *at, size_t n, Str *ret)
{
    unsigned char *bytes = arena_array(cx->arena, n, SEGMENT_PACKED);
    if (!bytes)
        return ERR_NOMEM;
    for (size_t i = 0; i < n; i++) {
        put32(bytes + i * SEGMENT_PACKED, at[i].size);
        put32(bytes + i * SEGMENT_PACKED + 4, at[i].duration);
    }
    *ret = (Str){(const char *)bytes, n * SEGMENT_PACKED};
    return OK;
}

size_t segments_count(Str packed)
{
    return packed.n / SEGMENT_PACKED;
}

void segments_at(Str packed, size_t i, int64_t *ret_size, int64_t *ret_duration)
{
    const unsigned char *at = (const unsigned char *)packed.at + i * SEGMENT_PACKED;
    *ret_size = get32(at);
    *ret_duration = get32(at + 4);
}

SegmentSum segments_sum(Str packed)
{
    SegmentSum sum = {0};
    for (size_t i = 0; i < segments_count(packed); i++) {
        int64_t size, duration;
        segments_at(packed, i, &size, &duration);
        sum.bytes += size;
        sum.ticks += duration;
    }
    return sum;
}

static int64_t rate(SegmentSum s, int64_t timescale)
{
    return s.ticks ? (int64_t)((double)s.bytes * 8 * (double)timescale / (double)s.ticks) : 0;
}

int64_t segments_average(Str packed, int64_t timescale)
{
    return rate(segments_sum(packed), timescale);
}

/* Ticks of segment `i`. */
static int64_t ticks_at(Str packed, size_t i)
{
    int64_t size, duration;
    segments_at(packed, i, &size, &duration);
    return duration;
}

int64_t segments_peak(Str packed, int64_t timescale)
{
    int64_t peak = 0, least = timescale * 3 / 2;
    SegmentSum run = {0};
    size_t from = 0;
    for (size_t i = 0; i < segments_count(packed); i++) { /* the shortest stretch that ends here and is long enough */
        int64_t size, duration;
        segments_at(packed, i, &size, &duration);
        run.bytes += size;
        run.ticks += duration;
        for (; run.ticks - ticks_at(packed, from) >= least; from++) {
            segments_at(packed, from, &size, &duration);
            run.bytes -= size;
            run.ticks -= duration;
        }
        if (run.ticks >= least && rate(run, timescale) > peak)
            peak = rate(run, timescale);
    }
    return peak ? peak : segments_average(packed, timescale);
}
