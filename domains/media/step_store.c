/* The statements of step.sql, one function each. */
#include "domains/media/step_store.h"

#include "sql_all.h"

#include <string.h>

enum { MILLION = 1000000 };

static StepRow read_step(Ctx *cx, Stmt *s)
{
    StepRow r = {.name = stmt_text(cx, s)};
    r.kind = (MediaStepKind)stmt_enum(s, MEDIA_STEP_KIND_COUNT);
    r.part = stmt_int(s);
    r.state = (StepState)stmt_enum(s, STEP_STATE_COUNT);
    Str key = stmt_bytes(cx, s);
    if (key.n == sizeof r.key.bytes)
        memcpy(r.key.bytes, key.at, sizeof r.key.bytes);
    r.progress_ppm = stmt_int(s);
    r.job = stmt_id(s);
    return r;
}

Rc step_store_lay(Ctx *cx, Db *space, const Id *media, const StepRow *step, int64_t weight)
{
    AUTO_STMT s = db_stmt(space, SQL_media_step_lay);
    stmt_put_id(s, media);
    stmt_put_text(s, step->name);
    stmt_put_int(s, step->kind);
    stmt_put_int(s, step->part);
    stmt_put_int(s, step_rules[step->kind].priority);
    stmt_put_bytes(s, step->key.bytes, sizeof step->key.bytes);
    stmt_put_int(s, weight);
    return stmt_run(cx, s, NULL);
}

Rc step_store_get(Ctx *cx, Db *space, const Id *media, Str name, StepRow *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_media_step_get);
    stmt_put_id(s, media);
    stmt_put_text(s, name);
    TRY(stmt_row(cx, s));
    StepRow r = read_step(cx, s);
    TRY(stmt_read(s));
    *ret = r;
    return OK;
}

Rc step_store_end(Ctx *cx, Db *space, const Id *media, Str name, StepState state, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_media_step_end);
    stmt_put_int(s, state);
    stmt_put_int(s, state == STEP_DONE ? MILLION : 0);
    stmt_put_id(s, media);
    stmt_put_text(s, name);
    return stmt_run(cx, s, ret_changed);
}

Rc step_store_set_progress(Ctx *cx, Db *space, const Id *media, Str name, int64_t ppm, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_media_step_set_progress);
    stmt_put_int(s, ppm);
    stmt_put_id(s, media);
    stmt_put_text(s, name);
    return stmt_run(cx, s, ret_changed);
}

Rc step_store_set_job(Ctx *cx, Db *space, const Id *media, Str name, const Id *job)
{
    AUTO_STMT s = db_stmt(space, SQL_media_step_set_job);
    stmt_put_id(s, job);
    stmt_put_id(s, media);
    stmt_put_text(s, name);
    return stmt_run(cx, s, NULL);
}

static Rc run_on_media(Ctx *cx, Db *space, int sql, const Id *media)
{
    AUTO_STMT s = db_stmt(space, sql);
    stmt_put_id(s, media);
    return stmt_run(cx, s, NULL);
}

Rc step_store_cancel(Ctx *cx, Db *space, const Id *media)
{
    return run_on_media(cx, space, SQL_media_step_cancel, media);
}

Rc step_store_again(Ctx *cx, Db *space, const Id *media)
{
    return run_on_media(cx, space, SQL_media_step_again, media);
}

Rc step_store_delete_kind(Ctx *cx, Db *space, const Id *media, MediaStepKind kind)
{
    AUTO_STMT s = db_stmt(space, SQL_media_step_delete_kind);
    stmt_put_id(s, media);
    stmt_put_int(s, kind);
    return stmt_run(cx, s, NULL);
}

Rc step_store_count(Ctx *cx, Db *space, const Id *media, StepCount ret[MEDIA_STEP_KIND_COUNT])
{
    AUTO_STMT s = db_stmt(space, SQL_media_step_count);
    StepCount counts[MEDIA_STEP_KIND_COUNT] = {0};
    Rc rc;
    stmt_put_id(s, media);
    while ((rc = stmt_row(cx, s)) == OK) {
        int kind = stmt_enum(s, MEDIA_STEP_KIND_COUNT);
        int64_t rows = stmt_int(s), done = stmt_int(s);
        TRY(stmt_read(s));
        counts[kind] = (StepCount){rows, done};
    }
    if (rc != ERR_MISSING)
        return rc;
    memcpy(ret, counts, sizeof counts);
    return OK;
}

Rc step_store_progress(Ctx *cx, Db *space, const Id *media, int64_t *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_media_step_progress);
    stmt_put_id(s, media);
    TRY(stmt_row(cx, s));
    int64_t sum = stmt_int(s);
    TRY(stmt_read(s));
    *ret = sum;
    return OK;
}

static Rc list(Ctx *cx, Db *space, int sql, const Id *media, size_t max, StepRow *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, sql);
    size_t n = 0;
    Rc rc = OK;
    stmt_put_id(s, media);
    stmt_put_int(s, (int64_t)max);
    while (n < max && (rc = stmt_row(cx, s)) == OK) {
        ret[n] = read_step(cx, s);
        TRY(stmt_read(s));
        n++;
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc step_store_list_due(Ctx *cx, Db *space, const Id *media, size_t max, StepRow *ret, size_t *ret_n)
{
    return list(cx, space, SQL_media_step_list_due, media, max, ret, ret_n);
}

Rc step_store_list_stopped(Ctx *cx, Db *space, const Id *media, size_t max, StepRow *ret, size_t *ret_n)
{
    return list(cx, space, SQL_media_step_list_stopped, media, max, ret, ret_n);
}
