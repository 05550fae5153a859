/* The good end of a step: its result checked against what the step must give and against the files that came, then
 * written with all that follows from it in one transaction. Private to this domain. */
#ifndef DOMAINS_MEDIA_STEP_END_H
#define DOMAINS_MEDIA_STEP_END_H

#include "domains/media/lay.h"
#include "domains/media/step_spec.h"
#include "domains/media/track_store.h"

/* A step in the hands of a worker. */
typedef struct {
    Db *db;
    BlobStore *blobs;
    Id space;
    MediaRow row;
    MediaPlan plan;
    StepRow step;
} StepCall;

/* What a result comes to, ready to be written. */
typedef struct {
    Str probe; /* normalised JSON */
    ProbeResult found;
    TrackRow *tracks; /* one for each entry of a pass or of the sound; of a join the one track, whole */
    RunRow *runs;
    size_t track_count;
    Str pages; /* normalised JSON */
    int64_t page_count, width, height;
    Str poster; /* empty = none came */
} StepOutcome;

/* ERR_INVALID media.bad_result, logged. */
Rc step_check(Ctx *cx, const StepCall *call, Str result, StepOutcome *ret) MUST;

/* OK too when the step has ended before: the first end holds. ERR_MISSING: the media is deleted. Not inside a
 * transaction. */
Rc step_end(Ctx *cx, const StepCall *call, const StepOutcome *outcome) MUST;

#endif
