/* The statements of track.sql, one function each. */
#include "domains/media/track_store.h"

#include "sql_all.h"

static Str bytes_or_empty(Str s)
{
    return s.at ? s : STR("");
}

static TrackRow read_track(Ctx *cx, Stmt *s)
{
    TrackRow t = {.name = stmt_text(cx, s)};
    t.kind = stmt_enum(s, TRACK_KIND_COUNT);
    t.codecs = stmt_text(cx, s);
    t.width = stmt_int(s);
    t.height = stmt_int(s);
    t.timescale = stmt_int(s);
    t.init = stmt_bytes(cx, s);
    t.init_sha256 = stmt_text(cx, s);
    t.finalised_ms = stmt_int_or(s, &t.finalised);
    t.header_bytes = stmt_int(s);
    t.size_bytes = stmt_int(s);
    t.start = stmt_int(s);
    t.segments = stmt_bytes(cx, s);
    return t;
}

static RunRow read_run(Ctx *cx, Stmt *s)
{
    RunRow r = {.track = stmt_text(cx, s)};
    r.part = stmt_int(s);
    r.start = stmt_int(s);
    r.sha256 = stmt_text(cx, s);
    r.size_bytes = stmt_int(s);
    r.segments = stmt_bytes(cx, s);
    return r;
}

Rc track_store_insert(Ctx *cx, Db *space, const Id *media, const TrackRow *t)
{
    AUTO_STMT s = db_stmt(space, SQL_media_track_insert);
    stmt_put_id(s, media);
    stmt_put_text(s, t->name);
    stmt_put_int(s, t->kind);
    stmt_put_text(s, t->codecs);
    stmt_put_int(s, t->width);
    stmt_put_int(s, t->height);
    stmt_put_int(s, t->timescale);
    stmt_put_bytes(s, t->init.at, t->init.n);
    stmt_put_text(s, t->init_sha256);
    stmt_put_bytes(s, "", 0);
    return stmt_run(cx, s, NULL);
}

static Rc one_track(Ctx *cx, Stmt *s, TrackRow *ret)
{
    TRY(stmt_row(cx, s));
    TrackRow t = read_track(cx, s);
    TRY(stmt_read(s));
    *ret = t;
    return OK;
}

Rc track_store_get(Ctx *cx, Db *space, const Id *media, Str name, TrackRow *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_media_track_get);
    stmt_put_id(s, media);
    stmt_put_text(s, name);
    return one_track(cx, s, ret);
}

Rc track_store_list(Ctx *cx, Db *space, const Id *media, size_t max, TrackRow *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_media_track_list);
    size_t n = 0;
    Rc rc = OK;
    stmt_put_id(s, media);
    stmt_put_int(s, (int64_t)max);
    while (n < max && (rc = one_track(cx, s, &ret[n])) == OK)
        n++;
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc track_store_finalise(Ctx *cx, Db *space, const Id *media, const TrackRow *t)
{
    Str segments = bytes_or_empty(t->segments);
    AUTO_STMT s = db_stmt(space, SQL_media_track_finalise);
    stmt_put_int(s, t->finalised_ms);
    stmt_put_int(s, t->header_bytes);
    stmt_put_int(s, t->size_bytes);
    stmt_put_int(s, t->start);
    stmt_put_bytes(s, segments.at, segments.n);
    stmt_put_id(s, media);
    stmt_put_text(s, t->name);
    return stmt_run(cx, s, NULL);
}

Rc track_store_put_run(Ctx *cx, Db *space, const Id *media, const RunRow *r)
{
    Str segments = bytes_or_empty(r->segments);
    AUTO_STMT s = db_stmt(space, SQL_media_run_put);
    stmt_put_id(s, media);
    stmt_put_text(s, r->track);
    stmt_put_int(s, r->part);
    stmt_put_int(s, r->start);
    stmt_put_text(s, r->sha256);
    stmt_put_int(s, r->size_bytes);
    stmt_put_bytes(s, segments.at, segments.n);
    return stmt_run(cx, s, NULL);
}

static Rc one_run(Ctx *cx, Stmt *s, RunRow *ret)
{
    TRY(stmt_row(cx, s));
    RunRow r = read_run(cx, s);
    TRY(stmt_read(s));
    *ret = r;
    return OK;
}

Rc track_store_list_runs(Ctx *cx, Db *space, const Id *media, Str track, size_t max, RunRow *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_media_run_list);
    size_t n = 0;
    Rc rc = OK;
    stmt_put_id(s, media);
    stmt_put_text(s, track);
    stmt_put_int(s, (int64_t)max);
    while (n < max && (rc = one_run(cx, s, &ret[n])) == OK)
        n++;
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc track_store_has_part(Ctx *cx, Db *space, const Id *media, Str track, int64_t part, bool *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_media_run_has);
    stmt_put_id(s, media);
    stmt_put_text(s, track);
    stmt_put_int(s, part);
    TRY(stmt_row(cx, s));
    int64_t count = stmt_int(s);
    TRY(stmt_read(s));
    *ret = count > 0;
    return OK;
}

Rc track_store_find_run(Ctx *cx, Db *space, const Id *media, Str track, Str sha256, RunRow *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_media_run_find_digest);
    stmt_put_id(s, media);
    stmt_put_text(s, track);
    stmt_put_text(s, sha256);
    return one_run(cx, s, ret);
}

static Rc delete_named(Ctx *cx, Db *space, int sql, const Id *media, Str name)
{
    AUTO_STMT s = db_stmt(space, sql);
    stmt_put_id(s, media);
    stmt_put_text(s, name);
    return stmt_run(cx, s, NULL);
}

Rc track_store_delete(Ctx *cx, Db *space, const Id *media, Str name)
{
    return delete_named(cx, space, SQL_media_track_delete, media, name);
}

Rc track_store_delete_runs(Ctx *cx, Db *space, const Id *media, Str track)
{
    return delete_named(cx, space, SQL_media_run_delete, media, track);
}

Rc track_store_list_stale(Ctx *cx, Db *space, int64_t before_ms, size_t max, StaleRuns *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_media_run_list_stale);
    size_t n = 0;
    Rc rc = OK;
    stmt_put_int(s, before_ms);
    stmt_put_int(s, (int64_t)max);
    while (n < max && (rc = stmt_row(cx, s)) == OK) {
        ret[n].media = stmt_id(s);
        ret[n].track = stmt_text(cx, s);
        TRY(stmt_read(s));
        n++;
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}
