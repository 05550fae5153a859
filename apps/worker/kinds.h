/* What this worker can do: one row for each kind of job. */
#ifndef APPS_WORKER_KINDS_H
#define APPS_WORKER_KINDS_H

#include "apps/worker/client.h"
#include "apps/worker/pulse.h"

typedef struct Conf Conf;

/* Light jobs take seconds and wait for the network; heavy ones take minutes of a processor. A mail never waits behind a
 * film. */
typedef enum { LANE_LIGHT, LANE_HEAVY, LANE_COUNT } Lane;

/* What the machine gives to its jobs. */
typedef struct {
    const Conf *conf;
    Str step_program; /* kair-step */
    Str work_dir;     /* scratch files and the cache of sources */
    int64_t cache_bytes;
} Workshop;

typedef struct {
    const Workshop *shop;
    const LeasedJob *job;
    Client *client; /* of the thread that runs the job */
    Pulse *pulse;
} JobRun;

/* How a job ended, besides its outcome. */
typedef struct {
    Str result; /* JSON, or {NULL,0} */
    Str error;  /* why it failed: a code, or a sentence for the people who look at the queue */
} JobEnd;

/* Does the job. OK; ERR_REFUSED or ERR_INVALID: trying again cannot help; ERR_CONFLICT: stopped, see the pulse; others:
 * later. */
typedef Rc (*KindRun)(Ctx *cx, const JobRun *run, JobEnd *ret);
typedef struct {
    const char *kind;
    Lane lane;
    KindRun run;
} Kind;
extern const Kind worker_kinds[]; /* ends with an empty row */

Rc mail_job(Ctx *cx, const JobRun *run, JobEnd *ret);
Rc media_job(Ctx *cx, const JobRun *run, JobEnd *ret);

#endif
