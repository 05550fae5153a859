/* One part of one track on its way out: samples in, segments kept until the part is whole, then the init segment and
 * the part as slices of the output, and the rows of the index. */
#ifndef APPS_STEP_TRACK_H
#define APPS_STEP_TRACK_H

#include "apps/step/step.h"
#include "kernel/cmaf/cmaf.h"

enum { TRACK_NAME_MAX = 20, TRACK_PART_BYTES_MAX = 48 << 20, TRACK_PART_SEGMENTS_MAX = CMAF_PART_SEQUENCES };

typedef struct {
    int64_t size, duration, start; /* bytes of moof and mdat; ticks */
} TrackSegment;

/* One entry of a result. */
typedef struct {
    Str name;
    int64_t part;
    Str codecs;
    int64_t width, height, timescale;
    Str init_sha256, part_sha256;
    int64_t part_size;
    ListOf(TrackSegment) segments;
} TrackPart;
extern const Shape track_part_shape;

typedef struct Track Track;

/* `name` and `cmaf`'s texts are kept. ERR_INVALID: a name or a description out of range. */
Rc track_new(Ctx *cx, Step *s, Str name, const CmafTrack *cmaf, int64_t part, Track **ret) MUST;
void track_free(Track *t); /* accepts NULL */
Rc track_add(Track *t, const CmafSample *sample) MUST;
/* Ends the segment, if it has begun, where the next one starts. */
Rc track_cut(Ctx *cx, Track *t, int64_t end) MUST;
/* Writes `NAME.PART.m4s`, before the first part of this run `NAME.init.mp4` too, and goes on with the next part. The
 * caller has cut. ERR_INVALID: nothing is in it. */
Rc track_end_part(Ctx *cx, Track *t, TrackPart *ret) MUST;

#endif
