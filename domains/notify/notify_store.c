/* The statements of notify.sql, one function each. */
#include "domains/notify/notify_store.h"

#include "sql_all.h"

Rc notify_store_insert(Ctx *cx, Db *space, const Id *id, const Notice *notice, const Letter *letter)
{
    AUTO_STMT s = db_stmt(space, SQL_notify_mail_insert);
    stmt_put_id(s, id);
    stmt_put_int(s, notice->template);
    stmt_put_id(s, &notice->person);
    stmt_put_text(s, notice->to);
    stmt_put_text(s, notice->to_name.at ? notice->to_name : STR(""));
    stmt_put_text(s, notice->language.at ? notice->language : STR("fr"));
    stmt_put_text(s, letter->subject);
    stmt_put_text(s, letter->text);
    stmt_put_text(s, letter->html);
    stmt_put_int(s, now_ms(cx));
    return stmt_run(cx, s, NULL);
}

Rc notify_store_pending(Ctx *cx, Db *space, const Id *id, MailRow *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_notify_mail_get_pending);
    stmt_put_id(s, id);
    TRY(stmt_row(cx, s));
    MailRow row = {.id = stmt_id(s)};
    row.to = stmt_text(cx, s);
    row.to_name = stmt_text(cx, s);
    row.language = stmt_text(cx, s);
    row.letter.subject = stmt_text(cx, s);
    row.letter.text = stmt_text(cx, s);
    row.letter.html = stmt_text(cx, s);
    TRY(stmt_read(s));
    *ret = row;
    return OK;
}

Rc notify_store_end(Ctx *cx, Db *space, const Id *id, MailState state, Str error, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_notify_mail_end);
    stmt_put_int(s, state);
    stmt_put_text(s, error.at ? error : STR(""));
    stmt_put_int(s, now_ms(cx));
    stmt_put_id(s, id);
    return stmt_run(cx, s, ret_changed);
}

Rc notify_store_erase(Ctx *cx, Db *space, const Id *id)
{
    AUTO_STMT s = db_stmt(space, SQL_notify_mail_erase);
    stmt_put_id(s, id);
    return stmt_run(cx, s, NULL);
}

Rc notify_store_due(Ctx *cx, Db *space, int64_t before_ms, size_t max, Id *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_notify_mail_list_due);
    stmt_put_int(s, before_ms);
    stmt_put_int(s, (int64_t)max);
    size_t n = 0;
    Rc rc = OK;
    while (n < max && (rc = stmt_row(cx, s)) == OK) {
        ret[n++] = stmt_id(s);
        TRY(stmt_read(s));
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc notify_store_mark_queued(Ctx *cx, Db *space, const Id *id)
{
    AUTO_STMT s = db_stmt(space, SQL_notify_mail_mark_queued);
    stmt_put_int(s, now_ms(cx));
    stmt_put_id(s, id);
    return stmt_run(cx, s, NULL);
}

Rc notify_store_delete_old(Ctx *cx, Db *space, int64_t before_ms, int64_t max, int64_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_notify_mail_delete_old);
    stmt_put_int(s, before_ms);
    stmt_put_int(s, max);
    return stmt_run(cx, s, ret_n);
}

Rc notify_store_newest(Ctx *cx, Db *space, size_t max, MailRow *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_notify_mail_list_newest);
    stmt_put_int(s, (int64_t)max);
    size_t n = 0;
    Rc rc = OK;
    while (n < max && (rc = stmt_row(cx, s)) == OK) {
        MailRow row = {.id = stmt_id(s)};
        row.created_ms = stmt_int(s);
        row.to = stmt_text(cx, s);
        row.letter.subject = stmt_text(cx, s);
        TRY(stmt_read(s));
        ret[n++] = row;
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc notify_store_count(Ctx *cx, Db *space, int64_t *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_notify_mail_count);
    TRY(stmt_row(cx, s));
    int64_t count = stmt_int(s);
    TRY(stmt_read(s));
    *ret = count;
    return OK;
}

Rc notify_store_get(Ctx *cx, Db *space, const Id *id, MailRow *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_notify_mail_get);
    stmt_put_id(s, id);
    TRY(stmt_row(cx, s));
    MailRow row = {.id = stmt_id(s)};
    row.created_ms = stmt_int(s);
    row.to = stmt_text(cx, s);
    row.letter.subject = stmt_text(cx, s);
    row.letter.text = stmt_text(cx, s);
    row.letter.html = stmt_text(cx, s);
    TRY(stmt_read(s));
    *ret = row;
    return OK;
}
