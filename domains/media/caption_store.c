/* The statements of caption.sql, one function each. */
#include "domains/media/caption_store.h"

#include "sql_all.h"

static Caption row_to_caption(Ctx *cx, Stmt *s)
{
    Caption row = {.language = stmt_text(cx, s)};
    row.label = stmt_text(cx, s);
    row.kind = (CaptionKind)stmt_enum(s, CAPTION_KIND_COUNT);
    row.cue_count = stmt_int(s);
    row.duration_ms = stmt_int(s);
    row.changed_ms = stmt_int(s);
    return row;
}

Rc caption_store_list(Ctx *cx, Db *space, const Id *media, size_t max, Caption *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_media_caption_list);
    stmt_put_id(s, media);
    stmt_put_int(s, (int64_t)max);
    size_t n = 0;
    Rc rc = OK;
    while (n < max && (rc = stmt_row(cx, s)) == OK) {
        ret[n++] = row_to_caption(cx, s);
        TRY(stmt_read(s));
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc caption_store_get(Ctx *cx, Db *space, const Id *media, Str language, Caption *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_media_caption_get);
    stmt_put_id(s, media);
    stmt_put_text(s, language);
    TRY(stmt_row(cx, s));
    Caption row = row_to_caption(cx, s);
    TRY(stmt_read(s));
    *ret = row;
    return OK;
}

Rc caption_store_count_others(Ctx *cx, Db *space, const Id *media, Str language, int64_t *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_media_caption_count_others);
    stmt_put_id(s, media);
    stmt_put_text(s, language);
    TRY(stmt_row(cx, s));
    int64_t count = stmt_int(s);
    TRY(stmt_read(s));
    *ret = count;
    return OK;
}

Rc caption_store_put(Ctx *cx, Db *space, const Id *media, const Caption *caption)
{
    AUTO_STMT s = db_stmt(space, SQL_media_caption_put);
    stmt_put_id(s, media);
    stmt_put_text(s, caption->language);
    stmt_put_text(s, caption->label);
    stmt_put_int(s, caption->kind);
    stmt_put_int(s, caption->cue_count);
    stmt_put_int(s, caption->duration_ms);
    stmt_put_int(s, caption->changed_ms);
    return stmt_run(cx, s, NULL);
}

Rc caption_store_delete(Ctx *cx, Db *space, const Id *media, Str language, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_media_caption_delete);
    stmt_put_id(s, media);
    stmt_put_text(s, language);
    return stmt_run(cx, s, ret_changed);
}
