/* The rule of av_timeline.h. */
#include "kernel/av/av_timeline.h"

static int64_t after(int64_t at, int64_t grid)
{
    return (at / grid + 1) * grid;
}

int64_t av_segment_after(int64_t at)
{
    return after(at, at < AV_LONG_GRID ? AV_KEY_GRID : AV_LONG_GRID);
}

bool av_segment_begins(int64_t at, int64_t part_start)
{
    return at == part_start || at == AV_KEY_GRID || at % AV_LONG_GRID == 0;
}

AvTimeline av_timeline(int64_t start_ms, int64_t end_ms)
{
    int64_t start = start_ms * AV_TICKS_MS;
    return (AvTimeline){.start = start,
                        .end = end_ms * AV_TICKS_MS,
                        .seen = -1,
                        .segment = start,
                        .next_key = after(start, AV_KEY_GRID)};
}

static bool begin_segment(AvTimeline *t, bool again, AvSlot *ret)
{
    *ret = (AvSlot){.at = t->segment, .key = true, .segment = true, .again = again};
    t->next_key = after(t->segment, AV_KEY_GRID);
    t->segment = av_segment_after(t->segment);
    return true;
}

bool av_timeline_next(AvTimeline *t, int64_t p, AvSlot *ret)
{
    bool shown_before = t->seen >= 0;
    if (p >= t->end)
        p = AV_TIMELINE_END;
    if (p <= t->seen || (p == AV_TIMELINE_END && !shown_before))
        return false;
    if (t->segment < t->end && p - AV_SNAP > t->segment)
        return begin_segment(t, shown_before, ret);
    if (p == AV_TIMELINE_END)
        return false;
    t->seen = p;
    if (p < t->start)
        return false;
    if (p >= t->segment)
        return begin_segment(t, false, ret);
    *ret = (AvSlot){.at = p, .key = p >= t->next_key};
    if (ret->key)
        t->next_key = after(p, AV_KEY_GRID);
    return true;
}

AvPace av_pace(int64_t rate)
{
    return (AvPace){.least = AV_TICKS * 4 / (rate * 5), .last = INT64_MIN / 2};
}

bool av_pace_keeps(AvPace *p, const AvSlot *slot)
{
    if (!slot->key && slot->at - p->last < p->least)
        return false;
    p->last = slot->at;
    return true;
}
