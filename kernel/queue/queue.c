/* What a job may be and what becomes of it. Every change is one statement that guards the rows it writes; those that
 * many workers send at once run READ COMMITTED, where they never clash. */
#include "kernel/queue/queue_store.h"

#include <stdlib.h>

enum { RETRY_BASE_MS = 10000, DEPTH_ROWS = 100 };

static bool within(Str s, size_t max)
{
    return s.n >= 1 && s.n <= max;
}

Rc queue_put(Ctx *cx, Db *platform, const JobSpec *spec, Id *ret)
{
    if (!within(spec->kind, JOB_KIND_MAX) || !within(spec->key, JOB_KEY_MAX) || !within(spec->payload, JOB_PAYLOAD_MAX))
        return ERR_LIMIT;
    Id id = id_new(cx);
    return queue_store_put(cx, platform, &id, spec, now_ms(cx), ret);
}

static int better_first(const void *a, const void *b)
{
    const QueueRow *x = a, *y = b;
    if (x->job.priority != y->job.priority)
        return x->job.priority > y->job.priority ? -1 : 1;
    if (x->due_ms != y->due_ms)
        return x->due_ms < y->due_ms ? -1 : 1;
    return str_compare(id_str(&x->job.id), id_str(&y->job.id));
}

static Rc any_ready(Ctx *cx, Db *platform, const QueueClaim *claim, bool *ret)
{
    bool any = false;
    for (size_t i = 0; i < claim->kind_count && !any; i++)
        TRY(queue_store_any_ready(cx, platform, claim->kinds[i], &any));
    *ret = any;
    return OK;
}

typedef struct {
    const QueueClaim *claim;
    QueueRow rows[JOB_BATCH_MAX];
    size_t n;
} ClaimedRows;

static Rc claim_rows(Ctx *cx, Db *platform, void *arg)
{
    ClaimedRows *r = arg;
    return queue_store_claim(cx, platform, r->claim, r->rows, &r->n);
}

Rc queue_claim(Ctx *cx, Db *platform, Str worker, const Str *kinds, size_t kind_count, size_t max, int64_t lease_ms,
               Job **ret, size_t *ret_n)
{
    bool ahead = false, ready = false;
    int64_t now = now_ms(cx);
    if (!within(worker, JOB_WORKER_MAX) || kind_count > JOB_KINDS_MAX || max < 1 || max > JOB_BATCH_MAX || lease_ms < 1)
        return ERR_LIMIT;
    TRY(queue_store_any_ahead(cx, platform, now, &ahead));
    if (ahead)
        TRY(queue_store_make_ready(cx, platform, now));
    QueueClaim claim = {.lease = id_new(cx), .worker = worker, .until_ms = now + lease_ms, .kinds = kinds};
    claim.kind_count = kind_count;
    claim.max = max;
    Job *jobs = arena_array(cx->arena, JOB_BATCH_MAX, sizeof *jobs);
    if (!jobs)
        return ERR_NOMEM; /* before anything is leased */
    ClaimedRows claimed = {.claim = &claim};
    TRY(any_ready(cx, platform, &claim, &ready)); /* asking costs no write; most workers ask in vain */
    if (ready)
        TRY(db_write_rows(cx, platform, claim_rows, &claimed));
    qsort(claimed.rows, claimed.n, sizeof *claimed.rows, better_first); /* RETURNING promises no order */
    for (size_t i = 0; i < claimed.n; i++)
        jobs[i] = claimed.rows[i].job;
    *ret = jobs;
    *ret_n = claimed.n;
    return OK;
}

static Rc held(Ctx *cx, int64_t changed)
{
    return changed ? OK : fail(cx, ERR_CONFLICT, "queue.lease_lost", NULL);
}

typedef struct {
    const JobHold *hold;
    int64_t ppm, until_ms, changed;
} Beat;

static Rc beat(Ctx *cx, Db *platform, void *arg)
{
    Beat *b = arg;
    return queue_store_heartbeat(cx, platform, b->hold, b->ppm, b->until_ms, &b->changed);
}

Rc queue_heartbeat(Ctx *cx, Db *platform, const JobHold *hold, double progress, int64_t lease_ms)
{
    double bounded = progress > 0 ? progress < 1 ? progress : 1 : 0;
    Beat b = {.hold = hold, .ppm = (int64_t)(bounded * 1e6), .until_ms = now_ms(cx) + lease_ms};
    TRY(db_write_rows(cx, platform, beat, &b));
    return held(cx, b.changed);
}

typedef struct {
    const JobHold *holds;
    size_t n;
    int64_t now, changed;
} Completion;

static Rc complete(Ctx *cx, Db *platform, void *arg)
{
    Completion *c = arg;
    return queue_store_complete(cx, platform, c->holds, c->n, c->now, &c->changed);
}

Rc queue_complete(Ctx *cx, Db *platform, const JobHold *holds, size_t n, size_t *ret_lost)
{
    Completion c = {.holds = holds, .n = n, .now = now_ms(cx)};
    if (n > JOB_BATCH_MAX)
        return ERR_LIMIT;
    if (n)
        TRY(db_write_rows(cx, platform, complete, &c));
    *ret_lost = n - (size_t)c.changed;
    return OK;
}

Rc queue_fail(Ctx *cx, Db *platform, const JobHold *hold, Str error, bool final, JobState *ret)
{
    if (error.n > JOB_ERROR_MAX)
        return ERR_LIMIT;
    QueueFailure failure = {.hold = *hold, .error = error, .final = final, .now = now_ms(cx), .base_ms = RETRY_BASE_MS};
    Rc rc = queue_store_fail(cx, platform, &failure, ret);
    return rc == ERR_MISSING ? held(cx, 0) : rc;
}

Rc queue_give_back(Ctx *cx, Db *platform, const JobHold *hold)
{
    int64_t changed = 0;
    TRY(queue_store_give_back(cx, platform, hold, &changed));
    return held(cx, changed);
}

Rc queue_cancel(Ctx *cx, Db *platform, Str kind, Str key)
{
    int64_t changed = 0;
    TRY(queue_store_cancel(cx, platform, kind, key, now_ms(cx), &changed));
    return changed ? OK : ERR_MISSING;
}

Rc queue_get(Ctx *cx, Db *platform, const Id *job, Job *ret)
{
    return queue_store_get(cx, platform, job, ret);
}

Rc queue_sweep(Ctx *cx, Db *platform, int64_t keep_ms, int64_t *ret_expired)
{
    int64_t now = now_ms(cx), expired = 0;
    TRY(queue_store_expire(cx, platform, now, &expired));
    TRY(queue_store_forget(cx, platform, now - keep_ms));
    *ret_expired = expired;
    return OK;
}

Rc queue_depth(Ctx *cx, Db *platform, QueueDepth **ret, size_t *ret_n)
{
    QueueDepth *rows = arena_array(cx->arena, DEPTH_ROWS, sizeof *rows);
    if (!rows)
        return ERR_NOMEM;
    TRY(queue_store_depth(cx, platform, now_ms(cx), rows, DEPTH_ROWS, ret_n));
    *ret = rows;
    return OK;
}
