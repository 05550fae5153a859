/* Jobs of steps: their payload in the queue, and which row they serve. Private to this domain. */
#ifndef DOMAINS_MEDIA_JOB_H
#define DOMAINS_MEDIA_JOB_H

#include "domains/media/lay.h"
#include "kernel/queue/queue.h"

/* Steps of one media that may have a job at the same time: further ones follow as these end, so that a film of hours
 * never fills the queue. */
enum { MEDIA_JOBS_AT_ONCE = 32 };

typedef struct {
    Id space, media;
    Str step; /* name of its row */
} StepJob;

Rc step_job_spec(Ctx *cx, const StepJob *job, JobSpec *ret) MUST;
Rc step_job_read(Ctx *cx, const Job *job, StepJob *ret) MUST;

/* "<space>/media/<media>/<name>" */
Rc media_file_key(Ctx *cx, const Id *space_id, const Id *media, Str name, Str *ret) MUST;

/* media_wake for a sweep: looks at steps that have a job as well, and asks again for those that were lost. */
Rc media_wake_again(Ctx *cx, Db *platform, Db *space, const Id *space_id, const Id *media) MUST;

/* Takes the jobs away from steps that must not run: the media is deleted or has failed. Outside of any transaction. */
Rc media_stop_jobs(Ctx *cx, Db *platform, Db *space, const Id *space_id, const Id *media) MUST;

#endif
