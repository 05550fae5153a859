/* Parameters in, rows out. */
#include "kernel/queue/queue_store.h"

#include "kernel/store/sql_all.h"

enum { PPM = 1000000 };

Rc queue_store_put(Ctx *cx, Db *db, const Id *id, const JobSpec *spec, int64_t now, Id *ret)
{
    AUTO_STMT s = db_stmt(db, SQL_queue_put);
    stmt_put_id(s, id);
    stmt_put_text(s, spec->kind);
    stmt_put_text(s, spec->key);
    stmt_put_id(s, &spec->space);
    stmt_put_text(s, spec->payload);
    stmt_put_bool(s, spec->not_before_ms <= now);
    stmt_put_int(s, spec->priority);
    stmt_put_int(s, spec->not_before_ms ? spec->not_before_ms : now);
    stmt_put_int(s, now);
    TRY(stmt_row(cx, s));
    Id kept = stmt_id(s);
    TRY(stmt_read(s));
    *ret = kept;
    return OK;
}

/* Whether the statement, its parameters bound, has a row. */
static Rc any(Ctx *cx, Stmt *s, bool *ret)
{
    Rc rc = stmt_row(cx, s);
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret = rc == OK;
    return OK;
}

Rc queue_store_any_ahead(Ctx *cx, Db *db, int64_t now, bool *ret)
{
    AUTO_STMT s = db_stmt(db, SQL_queue_ahead);
    stmt_put_int(s, now);
    return any(cx, s, ret);
}

Rc queue_store_make_ready(Ctx *cx, Db *db, int64_t now)
{
    AUTO_STMT s = db_stmt(db, SQL_queue_make_ready);
    stmt_put_int(s, now);
    return stmt_run(cx, s, NULL);
}

static Rc row_to_job(Ctx *cx, Stmt *s, QueueRow *ret)
{
    QueueRow row = {.job = {.id = stmt_id(s), .kind = stmt_text(cx, s), .key = stmt_text(cx, s), .space = stmt_id(s)}};
    row.job.payload = stmt_text(cx, s);
    row.job.state = (JobState)stmt_enum(s, JOB_STATE_COUNT);
    row.job.priority = stmt_int(s);
    row.job.attempts = stmt_int(s);
    row.job.lost_leases = stmt_int(s);
    row.job.lease = stmt_id(s);
    row.job.progress = (double)stmt_int(s) / PPM;
    row.job.error = stmt_text(cx, s);
    row.due_ms = stmt_int(s);
    TRY(stmt_read(s));
    *ret = row;
    return OK;
}

Rc queue_store_claim(Ctx *cx, Db *db, const QueueClaim *claim, QueueRow *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(db, SQL_queue_claim);
    size_t n = 0;
    stmt_put_id(s, &claim->lease);
    stmt_put_text(s, claim->worker);
    stmt_put_int(s, claim->until_ms);
    for (size_t i = 0; i < JOB_KINDS_MAX; i++)
        stmt_put_text(s, i < claim->kind_count ? claim->kinds[i] : (Str){0});
    stmt_put_int(s, (int64_t)claim->max);
    Rc rc = stmt_row(cx, s);
    for (; rc == OK && n < JOB_BATCH_MAX; rc = stmt_row(cx, s)) {
        TRY(row_to_job(cx, s, &ret[n]));
        n++;
    }
    if (rc != ERR_MISSING)
        return rc == OK ? ERR_BUG : rc;
    *ret_n = n;
    return OK;
}

Rc queue_store_any_ready(Ctx *cx, Db *db, Str kind, bool *ret)
{
    AUTO_STMT s = db_stmt(db, SQL_queue_any_ready);
    stmt_put_text(s, kind);
    return any(cx, s, ret);
}

static void put_hold(Stmt *s, const JobHold *hold)
{
    stmt_put_id(s, &hold->job);
    stmt_put_id(s, &hold->lease);
}

Rc queue_store_heartbeat(Ctx *cx, Db *db, const JobHold *hold, int64_t ppm, int64_t until_ms, int64_t *ret)
{
    AUTO_STMT s = db_stmt(db, SQL_queue_heartbeat);
    stmt_put_int(s, ppm);
    stmt_put_int(s, until_ms);
    put_hold(s, hold);
    return stmt_run(cx, s, ret);
}

Rc queue_store_complete(Ctx *cx, Db *db, const JobHold *holds, size_t n, int64_t now, int64_t *ret)
{
    static const JobHold nothing = {0};
    AUTO_STMT s = db_stmt(db, SQL_queue_complete);
    stmt_put_int(s, now);
    for (size_t i = 0; i < JOB_BATCH_MAX; i++)
        put_hold(s, i < n ? &holds[i] : &nothing);
    return stmt_run(cx, s, ret);
}

Rc queue_store_fail(Ctx *cx, Db *db, const QueueFailure *failure, JobState *ret)
{
    AUTO_STMT s = db_stmt(db, SQL_queue_fail);
    stmt_put_bool(s, failure->final);
    stmt_put_int(s, JOB_ATTEMPTS_MAX);
    stmt_put_int(s, failure->now);
    stmt_put_int(s, failure->base_ms);
    stmt_put_text(s, failure->error);
    stmt_put_bool(s, failure->final);
    stmt_put_int(s, JOB_ATTEMPTS_MAX);
    stmt_put_int(s, failure->now);
    put_hold(s, &failure->hold);
    TRY(stmt_row(cx, s));
    JobState state = (JobState)stmt_enum(s, JOB_STATE_COUNT);
    TRY(stmt_read(s));
    *ret = state;
    return OK;
}

Rc queue_store_give_back(Ctx *cx, Db *db, const JobHold *hold, int64_t *ret)
{
    AUTO_STMT s = db_stmt(db, SQL_queue_give_back);
    put_hold(s, hold);
    return stmt_run(cx, s, ret);
}

Rc queue_store_cancel(Ctx *cx, Db *db, Str kind, Str key, int64_t now, int64_t *ret)
{
    AUTO_STMT s = db_stmt(db, SQL_queue_cancel);
    stmt_put_int(s, now);
    stmt_put_text(s, kind);
    stmt_put_text(s, key);
    return stmt_run(cx, s, ret);
}

Rc queue_store_get(Ctx *cx, Db *db, const Id *job, Job *ret)
{
    AUTO_STMT s = db_stmt(db, SQL_queue_get);
    QueueRow row;
    stmt_put_id(s, job);
    TRY(stmt_row(cx, s));
    TRY(row_to_job(cx, s, &row));
    *ret = row.job;
    return OK;
}

Rc queue_store_expire(Ctx *cx, Db *db, int64_t now, int64_t *ret)
{
    AUTO_STMT s = db_stmt(db, SQL_queue_expire);
    stmt_put_int(s, JOB_LOST_LEASES_MAX);
    stmt_put_int(s, JOB_LOST_LEASES_MAX);
    stmt_put_int(s, now);
    stmt_put_int(s, now);
    stmt_put_int(s, now);
    return stmt_run(cx, s, ret);
}

Rc queue_store_forget(Ctx *cx, Db *db, int64_t before_ms)
{
    AUTO_STMT s = db_stmt(db, SQL_queue_forget);
    stmt_put_int(s, before_ms);
    return stmt_run(cx, s, NULL);
}

Rc queue_store_depth(Ctx *cx, Db *db, int64_t now, QueueDepth *ret, size_t room, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(db, SQL_queue_depth);
    size_t n = 0;
    Rc rc = stmt_row(cx, s);
    for (; rc == OK && n < room; rc = stmt_row(cx, s)) {
        bool any_waits = false;
        QueueDepth row = {
            .kind = stmt_text(cx, s), .waiting = stmt_int(s), .leased = stmt_int(s), .failed = stmt_int(s)};
        int64_t oldest = stmt_int_or(s, &any_waits);
        row.oldest_waiting_ms = any_waits && oldest < now ? now - oldest : 0;
        TRY(stmt_read(s));
        ret[n++] = row;
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}
