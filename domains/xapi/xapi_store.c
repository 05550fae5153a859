/* The statements of xapi.sql, one function each. */
#include "domains/xapi/xapi_store.h"

#include "sql_all.h"

Rc xapi_store_take_turn(Ctx *cx, Db *space, size_t count, int64_t *ret_last, int64_t *ret_stored_ms)
{
    AUTO_STMT s = db_stmt(space, SQL_xapi_take_turn);
    int64_t now = now_ms(cx);
    stmt_put_int(s, (int64_t)count);
    stmt_put_int(s, now);
    stmt_put_int(s, now);
    TRY(stmt_row(cx, s));
    int64_t last = stmt_int(s), stored_ms = stmt_int(s);
    TRY(stmt_read(s));
    *ret_last = last;
    *ret_stored_ms = stored_ms;
    return OK;
}

Rc xapi_store_insert(Ctx *cx, Db *space, const XapiStatement *statement, int64_t position, int64_t stored_ms,
                     bool *ret_new)
{
    AUTO_STMT s = db_stmt(space, SQL_xapi_insert);
    int64_t changed = 0;
    stmt_put_int(s, position);
    stmt_put_id(s, &statement->id);
    stmt_put_int(s, stored_ms);
    stmt_put_int(s, statement->timestamp_ms);
    stmt_put_id(s, &statement->registration);
    stmt_put_id(s, &statement->person);
    stmt_put_text(s, statement->verb);
    stmt_put_text(s, statement->activity);
    stmt_put_bytes(s, statement->fingerprint.bytes, sizeof statement->fingerprint.bytes);
    stmt_put_text(s, statement->text);
    TRY(stmt_run(cx, s, &changed));
    *ret_new = changed > 0;
    return OK;
}

Rc xapi_store_fingerprint(Ctx *cx, Db *space, const Id *id, Str *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_xapi_fingerprint);
    stmt_put_id(s, id);
    TRY(stmt_row(cx, s));
    Str fingerprint = stmt_bytes(cx, s);
    TRY(stmt_read(s));
    *ret = fingerprint;
    return OK;
}

static XapiRecord row_to_record(Ctx *cx, Stmt *s)
{
    XapiRecord r = {.position = stmt_int(s)};
    r.stored_ms = stmt_int(s);
    r.timestamp_ms = stmt_int(s);
    r.id = stmt_id(s);
    r.registration = stmt_id(s);
    r.person = stmt_id(s);
    r.verb = stmt_text(cx, s);
    r.activity = stmt_text(cx, s);
    r.text = stmt_text(cx, s);
    return r;
}

Rc xapi_store_list(Ctx *cx, Db *space, const Id *registration, int64_t position, size_t limit, XapiRecord *ret,
                   size_t *ret_n)
{
    bool all = id_none(registration);
    AUTO_STMT s = db_stmt(space, all ? SQL_xapi_list : SQL_xapi_list_registration);
    size_t n = 0;
    Rc rc;
    if (!all)
        stmt_put_id(s, registration);
    stmt_put_int(s, position);
    stmt_put_int(s, (int64_t)limit);
    while ((rc = stmt_row(cx, s)) == OK) {
        ret[n++] = row_to_record(cx, s);
        TRY(stmt_read(s));
    }
    if (rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc xapi_store_get_origin(Ctx *cx, Db *space, Str *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_xapi_get_origin);
    TRY(stmt_row(cx, s));
    Str origin = stmt_text(cx, s);
    TRY(stmt_read(s));
    *ret = origin;
    return OK;
}

Rc xapi_store_set_origin(Ctx *cx, Db *space, Str origin)
{
    AUTO_STMT s = db_stmt(space, SQL_xapi_set_origin);
    stmt_put_text(s, origin);
    return stmt_run(cx, s, NULL);
}
