/* The statements of media.sql, one function each. */
#include "domains/media/media_store.h"

#include "sql_all.h"

enum { MILLION = 1000000 };

static MediaRow read_row(Ctx *cx, Stmt *s)
{
    MediaRow r = {.media.id = stmt_id(s)};
    Media *m = &r.media;
    m->owner = stmt_id(s);
    m->kind = (MediaKind)stmt_enum(s, MEDIA_KIND_COUNT);
    m->state = (MediaState)stmt_enum(s, MEDIA_STATE_COUNT);
    m->playable = stmt_bool(s);
    m->title = stmt_text(cx, s);
    m->file_name = stmt_text(cx, s);
    m->size_bytes = stmt_int(s);
    m->received_bytes = stmt_int(s);
    m->sha256 = stmt_text(cx, s);
    m->duration_ms = stmt_int(s);
    m->width = stmt_int(s);
    m->height = stmt_int(s);
    m->page_count = stmt_int(s);
    m->progress = (double)stmt_int(s) / MILLION;
    m->error_code = stmt_text(cx, s);
    m->poster = stmt_text(cx, s);
    m->created_ms = stmt_int(s);
    m->deleted_ms = stmt_int(s);
    m->version = stmt_int(s);
    r.probe = stmt_text(cx, s);
    r.pages = stmt_text(cx, s);
    r.task = stmt_id(s);
    r.progress_ms = stmt_int(s);
    return r;
}

Rc media_store_insert(Ctx *cx, Db *space, const Media *m, Str folded)
{
    AUTO_STMT s = db_stmt(space, SQL_media_insert);
    stmt_put_id(s, &m->id);
    stmt_put_id(s, &m->owner);
    stmt_put_int(s, m->kind);
    stmt_put_text(s, m->title);
    stmt_put_text(s, folded);
    stmt_put_text(s, m->file_name);
    stmt_put_int(s, m->size_bytes);
    stmt_put_int(s, m->created_ms);
    return stmt_run(cx, s, NULL);
}

Rc media_store_get(Ctx *cx, Db *space, const Id *id, MediaRow *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_media_get);
    stmt_put_id(s, id);
    TRY(stmt_row(cx, s));
    MediaRow r = read_row(cx, s);
    TRY(stmt_read(s));
    *ret = r;
    return OK;
}

Rc media_store_begin(Ctx *cx, Db *space, const Id *id, Str sha256, const Id *task, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_media_begin);
    stmt_put_text(s, sha256);
    stmt_put_id(s, task);
    stmt_put_id(s, id);
    return stmt_run(cx, s, ret_changed);
}

Rc media_store_again(Ctx *cx, Db *space, const Id *id, const Id *task, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_media_again);
    stmt_put_id(s, task);
    stmt_put_id(s, id);
    return stmt_run(cx, s, ret_changed);
}

Rc media_store_ready(Ctx *cx, Db *space, const Id *id, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_media_ready);
    stmt_put_id(s, id);
    return stmt_run(cx, s, ret_changed);
}

Rc media_store_fail(Ctx *cx, Db *space, const Id *id, Str code, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_media_fail);
    stmt_put_text(s, code);
    stmt_put_id(s, id);
    return stmt_run(cx, s, ret_changed);
}

Rc media_store_set_title(Ctx *cx, Db *space, const Media *m, Str folded, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_media_set_title);
    stmt_put_text(s, m->title);
    stmt_put_text(s, folded);
    stmt_put_id(s, &m->id);
    stmt_put_int(s, m->version);
    return stmt_run(cx, s, ret_changed);
}

Rc media_store_mark_deleted(Ctx *cx, Db *space, const Id *id, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_media_mark_deleted);
    stmt_put_int(s, now_ms(cx));
    stmt_put_id(s, id);
    return stmt_run(cx, s, ret_changed);
}

Rc media_store_mark_live(Ctx *cx, Db *space, const Id *id, int64_t since_ms, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_media_mark_live);
    stmt_put_id(s, id);
    stmt_put_int(s, since_ms);
    return stmt_run(cx, s, ret_changed);
}

static Rc set_number(Ctx *cx, Db *space, int sql, const Id *id, int64_t number)
{
    AUTO_STMT s = db_stmt(space, sql);
    stmt_put_int(s, number);
    stmt_put_id(s, id);
    return stmt_run(cx, s, NULL);
}

Rc media_store_set_received(Ctx *cx, Db *space, const Id *id, int64_t bytes)
{
    return set_number(cx, space, SQL_media_set_received, id, bytes);
}

Rc media_store_set_playable(Ctx *cx, Db *space, const Id *id)
{
    AUTO_STMT s = db_stmt(space, SQL_media_set_playable);
    stmt_put_id(s, id);
    return stmt_run(cx, s, NULL);
}

Rc media_store_set_progress(Ctx *cx, Db *space, const Id *id, int64_t ppm)
{
    AUTO_STMT s = db_stmt(space, SQL_media_set_progress);
    stmt_put_int(s, ppm);
    stmt_put_int(s, now_ms(cx));
    stmt_put_id(s, id);
    return stmt_run(cx, s, NULL);
}

Rc media_store_set_poster(Ctx *cx, Db *space, const Id *id, Str name)
{
    AUTO_STMT s = db_stmt(space, SQL_media_set_poster);
    stmt_put_text(s, name);
    stmt_put_id(s, id);
    return stmt_run(cx, s, NULL);
}

Rc media_store_set_probe(Ctx *cx, Db *space, const Media *m, Str found)
{
    AUTO_STMT s = db_stmt(space, SQL_media_set_probe);
    stmt_put_text(s, found);
    stmt_put_int(s, m->duration_ms);
    stmt_put_int(s, m->width);
    stmt_put_int(s, m->height);
    stmt_put_id(s, &m->id);
    return stmt_run(cx, s, NULL);
}

Rc media_store_set_pages(Ctx *cx, Db *space, const Media *m, Str pages)
{
    AUTO_STMT s = db_stmt(space, SQL_media_set_pages);
    stmt_put_text(s, pages);
    stmt_put_int(s, m->page_count);
    stmt_put_int(s, m->width);
    stmt_put_int(s, m->height);
    stmt_put_text(s, m->poster);
    stmt_put_id(s, &m->id);
    return stmt_run(cx, s, NULL);
}

Rc media_store_delete(Ctx *cx, Db *space, const Id *id)
{
    AUTO_STMT s = db_stmt(space, SQL_media_delete);
    stmt_put_id(s, id);
    return stmt_run(cx, s, NULL);
}

static void put_filter(Stmt *s, const MediaFilter *f)
{
    stmt_put_text(s, f->like);
    stmt_put_int(s, f->kind);
    stmt_put_int(s, f->kind);
    stmt_put_int(s, f->state);
    stmt_put_int(s, f->state);
}

Rc media_store_list(Ctx *cx, Db *space, const MediaFilter *f, size_t max, Media *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_media_list);
    put_filter(s, f);
    stmt_put_bool(s, f->from_start);
    stmt_put_int(s, f->after_ms);
    stmt_put_text(s, id_str(&f->after));
    stmt_put_int(s, (int64_t)max);
    size_t n = 0;
    Rc rc = OK;
    while (n < max && (rc = stmt_row(cx, s)) == OK) {
        ret[n] = read_row(cx, s).media;
        TRY(stmt_read(s));
        n++;
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc media_store_count(Ctx *cx, Db *space, const MediaFilter *f, int64_t *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_media_count);
    put_filter(s, f);
    TRY(stmt_row(cx, s));
    int64_t count = stmt_int(s);
    TRY(stmt_read(s));
    *ret = count;
    return OK;
}

static Rc read_ids(Ctx *cx, Stmt *s, size_t max, Id *ret, size_t *ret_n)
{
    size_t n = 0;
    Rc rc = OK;
    while (n < max && (rc = stmt_row(cx, s)) == OK) {
        ret[n] = stmt_id(s);
        TRY(stmt_read(s));
        n++;
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc media_store_list_state(Ctx *cx, Db *space, MediaState state, const Id *after, size_t max, Id *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_media_list_state);
    stmt_put_int(s, state);
    stmt_put_text(s, id_str(after));
    stmt_put_int(s, (int64_t)max);
    return read_ids(cx, s, max, ret, ret_n);
}

Rc media_store_list_deleted(Ctx *cx, Db *space, int64_t before_ms, size_t max, Id *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_media_list_deleted);
    stmt_put_int(s, before_ms);
    stmt_put_int(s, (int64_t)max);
    return read_ids(cx, s, max, ret, ret_n);
}

Rc media_store_clear_use(Ctx *cx, Db *space, const Id *user)
{
    AUTO_STMT s = db_stmt(space, SQL_media_use_clear);
    stmt_put_id(s, user);
    return stmt_run(cx, s, NULL);
}

Rc media_store_insert_use(Ctx *cx, Db *space, const Id *user, const Id *media)
{
    AUTO_STMT s = db_stmt(space, SQL_media_use_insert);
    stmt_put_id(s, user);
    stmt_put_id(s, media);
    return stmt_run(cx, s, NULL);
}
