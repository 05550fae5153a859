/* The statements of review.sql about comments. */
#include "domains/review/comment_store.h"

#include "sql_all.h"

static void put_int_or_null(Stmt *s, bool has, int64_t v)
{
    if (has)
        stmt_put_int(s, v);
    else
        stmt_put_null(s);
}

Rc comment_store_insert(Ctx *cx, Db *space, const Comment *c)
{
    AUTO_STMT s = db_stmt(space, SQL_review_comment_insert);
    stmt_put_id(s, &c->id);
    stmt_put_id(s, &c->submission);
    stmt_put_id(s, &c->parent);
    stmt_put_id(s, &c->author);
    stmt_put_text(s, c->text);
    stmt_put_id(s, &c->pin.grain);
    stmt_put_id(s, &c->pin.element);
    put_int_or_null(s, c->pin.has_at, c->pin.at_ms);
    put_int_or_null(s, c->pin.has_place, c->pin.x_milli);
    put_int_or_null(s, c->pin.has_place, c->pin.y_milli);
    stmt_put_int(s, c->created_ms);
    return stmt_run(cx, s, NULL);
}

static Comment row_to_comment(Ctx *cx, Stmt *s)
{
    Comment c = {.id = stmt_id(s)};
    c.submission = stmt_id(s);
    c.parent = stmt_id(s);
    c.author = stmt_id(s);
    c.text = stmt_text(cx, s);
    c.pin.grain = stmt_id(s);
    c.pin.element = stmt_id(s);
    c.pin.at_ms = stmt_int_or(s, &c.pin.has_at);
    c.pin.x_milli = stmt_int_or(s, &c.pin.has_place);
    c.pin.y_milli = stmt_int(s);
    c.created_ms = stmt_int(s);
    c.edited_ms = stmt_int(s);
    c.resolved_ms = stmt_int(s);
    c.resolved_by = stmt_id(s);
    return c;
}

Rc comment_store_get(Ctx *cx, Db *space, const Id *submission, const Id *id, Comment *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_review_comment_get);
    stmt_put_id(s, id);
    stmt_put_id(s, submission);
    TRY(stmt_row(cx, s));
    Comment c = row_to_comment(cx, s);
    TRY(stmt_read(s));
    *ret = c;
    return OK;
}

Rc comment_store_list(Ctx *cx, Db *space, const Id *submission, const Id *after, size_t max, Comment *ret,
                      size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_review_comment_list);
    size_t n = 0;
    Rc rc = OK;
    stmt_put_id(s, submission);
    for (int i = 0; i < 2; i++)
        stmt_put_text(s, id_str(after));
    stmt_put_int(s, (int64_t)max);
    while (n < max && (rc = stmt_row(cx, s)) == OK) {
        ret[n] = row_to_comment(cx, s);
        TRY(stmt_read(s));
        n++;
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

static Rc count(Ctx *cx, Db *space, int sql, const Id *of, int64_t *ret)
{
    AUTO_STMT s = db_stmt(space, sql);
    stmt_put_id(s, of);
    TRY(stmt_row(cx, s));
    int64_t number = stmt_int(s);
    TRY(stmt_read(s));
    *ret = number;
    return OK;
}

Rc comment_store_count(Ctx *cx, Db *space, const Id *submission, int64_t *ret)
{
    return count(cx, space, SQL_review_comment_count, submission, ret);
}

Rc comment_store_count_replies(Ctx *cx, Db *space, const Id *comment, int64_t *ret)
{
    return count(cx, space, SQL_review_comment_count_replies, comment, ret);
}

Rc comment_store_update(Ctx *cx, Db *space, const Comment *c)
{
    AUTO_STMT s = db_stmt(space, SQL_review_comment_update);
    stmt_put_text(s, c->text);
    put_int_or_null(s, c->edited_ms != 0, c->edited_ms);
    put_int_or_null(s, c->resolved_ms != 0, c->resolved_ms);
    stmt_put_id(s, &c->resolved_by);
    stmt_put_id(s, &c->id);
    return stmt_run(cx, s, NULL);
}

Rc comment_store_delete(Ctx *cx, Db *space, const Id *id)
{
    AUTO_STMT s = db_stmt(space, SQL_review_comment_delete);
    stmt_put_id(s, id);
    return stmt_run(cx, s, NULL);
}

Rc comment_store_authors(Ctx *cx, Db *space, const Id *submission, const Id *but, const Id *nor, size_t max, Id *ret,
                         size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_review_comment_author_list);
    size_t n = 0;
    Rc rc = OK;
    stmt_put_id(s, submission);
    stmt_put_text(s, id_str(but));
    stmt_put_text(s, id_str(nor));
    stmt_put_int(s, (int64_t)max);
    while (n < max && (rc = stmt_row(cx, s)) == OK) {
        ret[n++] = stmt_id(s);
        TRY(stmt_read(s));
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}
