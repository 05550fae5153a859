/* The statements of upload.sql, one function each. */
#include "domains/media/upload_store.h"

#include "base/log.h"
#include "sql_all.h"

static Rc row_to_upload(Ctx *cx, Stmt *s, UploadRow *ret)
{
    UploadRow row = {.upload.media = stmt_id(s)};
    row.upload.owner = stmt_id(s);
    row.upload.total = stmt_int(s);
    row.upload.offset = stmt_int(s);
    Str hash = stmt_bytes(cx, s);
    row.upload.finished = stmt_bool(s);
    row.changed_ms = stmt_int(s);
    TRY(stmt_read(s));
    if (hash.n != sizeof row.hash.state) {
        log_fault(cx, "media", "the hash of an upload is not whole", "media=%s bytes=%zu", row.upload.media.text,
                  hash.n);
        return ERR_BUG;
    }
    memcpy(row.hash.state, hash.at, hash.n);
    *ret = row;
    return OK;
}

Rc upload_store_insert(Ctx *cx, Db *space, const UploadRow *row)
{
    AUTO_STMT s = db_stmt(space, SQL_media_upload_insert);
    stmt_put_id(s, &row->upload.media);
    stmt_put_id(s, &row->upload.owner);
    stmt_put_int(s, row->upload.total);
    stmt_put_bytes(s, row->hash.state, sizeof row->hash.state);
    stmt_put_int(s, now_ms(cx));
    return stmt_run(cx, s, NULL);
}

Rc upload_store_get(Ctx *cx, Db *space, const Id *media, UploadRow *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_media_upload_get);
    stmt_put_id(s, media);
    TRY(stmt_row(cx, s));
    return row_to_upload(cx, s, ret);
}

Rc upload_store_advance(Ctx *cx, Db *space, const UploadRow *row, int64_t from, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_media_upload_advance);
    stmt_put_int(s, row->upload.offset);
    stmt_put_bytes(s, row->hash.state, sizeof row->hash.state);
    stmt_put_int(s, now_ms(cx));
    stmt_put_id(s, &row->upload.media);
    stmt_put_int(s, from);
    return stmt_run(cx, s, ret_changed);
}

Rc upload_store_finish(Ctx *cx, Db *space, const Id *media, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_media_upload_finish);
    stmt_put_int(s, now_ms(cx));
    stmt_put_id(s, media);
    return stmt_run(cx, s, ret_changed);
}

Rc upload_store_delete(Ctx *cx, Db *space, const Id *media)
{
    AUTO_STMT s = db_stmt(space, SQL_media_upload_delete);
    stmt_put_id(s, media);
    return stmt_run(cx, s, NULL);
}

Rc upload_store_count_open(Ctx *cx, Db *space, const Id *owner, int64_t *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_media_upload_count_open);
    stmt_put_id(s, owner);
    TRY(stmt_row(cx, s));
    int64_t count = stmt_int(s);
    TRY(stmt_read(s));
    *ret = count;
    return OK;
}

Rc upload_store_due(Ctx *cx, Db *space, const Id *after, int64_t before_ms, size_t max, UploadRow *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_media_upload_list_due);
    stmt_put_text(s, id_str(after));
    stmt_put_int(s, before_ms);
    stmt_put_int(s, (int64_t)max);
    size_t n = 0;
    Rc rc = OK;
    while (n < max && (rc = stmt_row(cx, s)) == OK) {
        TRY(row_to_upload(cx, s, &ret[n]));
        n++;
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}
