/* The statements of queue.sql as functions. Decides nothing. Private to this folder. */
#ifndef KERNEL_QUEUE_QUEUE_STORE_H
#define KERNEL_QUEUE_QUEUE_STORE_H

#include "kernel/queue/queue.h"

typedef struct {
    Id lease;
    Str worker;
    int64_t until_ms;
    const Str *kinds;
    size_t kind_count, max;
} QueueClaim;

typedef struct {
    JobHold hold;
    Str error;
    bool final;
    int64_t now, base_ms;
} QueueFailure;

/* A claimed job and the moment it was due, which orders jobs of one priority. */
typedef struct {
    Job job;
    int64_t due_ms;
} QueueRow;

Rc queue_store_put(Ctx *cx, Db *db, const Id *id, const JobSpec *spec, int64_t now, Id *ret) MUST;
Rc queue_store_any_ahead(Ctx *cx, Db *db, int64_t now, bool *ret) MUST;
Rc queue_store_make_ready(Ctx *cx, Db *db, int64_t now) MUST;
Rc queue_store_claim(Ctx *cx, Db *db, const QueueClaim *claim, QueueRow *ret, size_t *ret_n) MUST;
Rc queue_store_any_ready(Ctx *cx, Db *db, Str kind, bool *ret) MUST;
Rc queue_store_heartbeat(Ctx *cx, Db *db, const JobHold *hold, int64_t ppm, int64_t until_ms, int64_t *ret) MUST;
Rc queue_store_complete(Ctx *cx, Db *db, const JobHold *holds, size_t n, int64_t now, int64_t *ret) MUST;
Rc queue_store_fail(Ctx *cx, Db *db, const QueueFailure *failure, JobState *ret) MUST; /* ERR_MISSING */
Rc queue_store_give_back(Ctx *cx, Db *db, const JobHold *hold, int64_t *ret) MUST;
Rc queue_store_cancel(Ctx *cx, Db *db, Str kind, Str key, int64_t now, int64_t *ret) MUST;
Rc queue_store_get(Ctx *cx, Db *db, const Id *job, Job *ret) MUST;
Rc queue_store_expire(Ctx *cx, Db *db, int64_t now, int64_t *ret) MUST;
Rc queue_store_forget(Ctx *cx, Db *db, int64_t before_ms) MUST;
Rc queue_store_depth(Ctx *cx, Db *db, int64_t now, QueueDepth *ret, size_t room, size_t *ret_n) MUST;

#endif
