/* Durable jobs in the platform database. Knows no kind by name. A job's key makes enqueueing idempotent: the row that a
 * job serves is the truth, the job only its echo (ARCHITECTURE §2). */
#ifndef KERNEL_QUEUE_QUEUE_H
#define KERNEL_QUEUE_QUEUE_H

#include "kernel/store/db.h"

typedef enum { JOB_WAITING, JOB_LEASED, JOB_DONE, JOB_FAILED, JOB_CANCELLED, JOB_STATE_COUNT } JobState;

/* The failure or lost lease of this number ends a job. */
enum { JOB_ATTEMPTS_MAX = 3, JOB_LOST_LEASES_MAX = 20 };
enum { JOB_BATCH_MAX = 16, JOB_KINDS_MAX = 8 };
/* In bytes. */
enum { JOB_PAYLOAD_MAX = 64 << 10, JOB_KIND_MAX = 64, JOB_KEY_MAX = 200, JOB_ERROR_MAX = 2000, JOB_WORKER_MAX = 512 };

typedef struct {
    Id id;
    Str kind;
    Str key;     /* unique with kind among jobs not ended */
    Id space;    /* empty: of the platform */
    Str payload; /* JSON text */
    JobState state;
    int64_t priority; /* higher first */
    int64_t attempts, lost_leases;
    Id lease; /* changes at each claim: an old holder can no longer finish it */
    double progress;
    Str error; /* last failure, a code or a plain sentence */
} Job;

typedef struct {
    Str kind, key, payload;
    Id space;
    int64_t priority;
    int64_t not_before_ms; /* 0 = now; of jobs of one priority the earlier goes first, also in the past */
} JobSpec;

/* Enqueues, or does nothing when (kind, key) is there and not ended. `ret` = its id either way. Alone or inside the
 * caller's write transaction. ERR_LIMIT: kind, key or payload too long or empty. */
Rc queue_put(Ctx *cx, Db *platform, const JobSpec *spec, Id *ret) MUST;

/* Leases up to `max` (≤ JOB_BATCH_MAX) due jobs of these kinds (≤ JOB_KINDS_MAX), best first: priority, then due
 * longest. Two claimers never get the same job. Nobody else's transaction may be open: it is one of its own. */
Rc queue_claim(Ctx *cx, Db *platform, Str worker, const Str *kinds, size_t kind_count, size_t max, int64_t lease_ms,
               Job **ret, size_t *ret_n) MUST;

typedef struct {
    Id job, lease;
} JobHold;

/* The holder speaks. Each answers ERR_CONFLICT with code queue.lease_lost when the lease is not his any more. */
Rc queue_heartbeat(Ctx *cx, Db *platform, const JobHold *hold, double progress, int64_t lease_ms) MUST;
/* Up to JOB_BATCH_MAX at once, in one transaction; those whose lease is lost are left alone and counted. */
Rc queue_complete(Ctx *cx, Db *platform, const JobHold *holds, size_t n, size_t *ret_lost) MUST;
/* A failed attempt: waits 2^attempts × 10 s and goes again, or ends as JOB_FAILED after JOB_ATTEMPTS_MAX or when
 * `final`. */
Rc queue_fail(Ctx *cx, Db *platform, const JobHold *hold, Str error, bool final, JobState *ret) MUST;
Rc queue_give_back(Ctx *cx, Db *platform, const JobHold *hold) MUST; /* not an attempt: the worker is leaving */

Rc queue_cancel(Ctx *cx, Db *platform, Str kind, Str key) MUST; /* waiting or leased; ERR_MISSING */
Rc queue_get(Ctx *cx, Db *platform, const Id *job, Job *ret) MUST;

/* Leases that ran out go back to waiting, or end the job as failed. Ended jobs older than `keep_ms` are deleted. Both
 * bounded (500 each), so call it again; `ret_expired` = leases that ran out. */
Rc queue_sweep(Ctx *cx, Db *platform, int64_t keep_ms, int64_t *ret_expired) MUST;

typedef struct {
    Str kind;
    int64_t waiting, leased, failed;
    int64_t oldest_waiting_ms; /* how long the oldest due one has been waiting; 0 = none is due */
} QueueDepth;
Rc queue_depth(Ctx *cx, Db *platform, QueueDepth **ret, size_t *ret_n) MUST;

#endif
