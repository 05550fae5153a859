/* Bytes and ticks of the segments of a track, packed for its row: 32 bits each, little endian. */
#ifndef DOMAINS_MEDIA_SEGMENTS_H
#define DOMAINS_MEDIA_SEGMENTS_H

#include "domains/media/step_result.h"

enum { SEGMENT_PACKED = 8 };

/* In the arena. The shape has bounded every number. */
Rc segments_pack(Ctx *cx, const StepSegment *at, size_t n, Str *ret) MUST;
size_t segments_count(Str packed);
void segments_at(Str packed, size_t i, int64_t *ret_size, int64_t *ret_duration);

typedef struct {
    int64_t bytes, ticks;
} SegmentSum;
SegmentSum segments_sum(Str packed);

/* What a browser must be ready for: bits per second of the worst stretch of at least a second and a half, so that a
 * last segment of a few pictures does not count as a torrent; and of the whole. */
int64_t segments_peak(Str packed, int64_t timescale);
int64_t segments_average(Str packed, int64_t timescale);

#endif
