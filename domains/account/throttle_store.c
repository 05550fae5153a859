/* Runs the statements of throttle.sql. */
#include "domains/account/throttle_store.h"

#include "kernel/store/sql_all.h"

Rc throttle_store_get(Ctx *cx, Db *platform, ThrottleKind kind, Str subject, ThrottleState *ret)
{
    AUTO_STMT s = db_stmt(platform, SQL_account_throttle_get);
    stmt_put_int(s, (int64_t)kind);
    stmt_put_text(s, subject);
    Rc rc = stmt_row(cx, s);
    if (rc != OK)
        return rc == ERR_MISSING ? OK : rc;
    ThrottleState state = {.failures = stmt_int(s)};
    state.window_ms = stmt_int(s);
    state.locked_until_ms = stmt_int(s);
    state.locks = stmt_int(s);
    TRY(stmt_read(s));
    *ret = state;
    return OK;
}

Rc throttle_store_put(Ctx *cx, Db *platform, ThrottleKind kind, Str subject, const ThrottleState *state)
{
    AUTO_STMT s = db_stmt(platform, SQL_account_throttle_put);
    stmt_put_int(s, (int64_t)kind);
    stmt_put_text(s, subject);
    stmt_put_int(s, state->failures);
    stmt_put_int(s, state->window_ms);
    stmt_put_int(s, state->locked_until_ms);
    stmt_put_int(s, state->locks);
    return stmt_run(cx, s, NULL);
}

Rc throttle_store_clear(Ctx *cx, Db *platform, ThrottleKind kind, Str subject)
{
    AUTO_STMT s = db_stmt(platform, SQL_account_throttle_clear);
    stmt_put_int(s, (int64_t)kind);
    stmt_put_text(s, subject);
    return stmt_run(cx, s, NULL);
}

Rc throttle_store_prune(Ctx *cx, Db *platform, int64_t ms)
{
    AUTO_STMT s = db_stmt(platform, SQL_account_throttle_prune);
    stmt_put_int(s, ms);
    return stmt_run(cx, s, NULL);
}

Rc reset_store_put(Ctx *cx, Db *platform, const ResetRequest *request)
{
    AUTO_STMT s = db_stmt(platform, SQL_account_reset_put);
    stmt_put_text(s, request->email);
    stmt_put_text(s, request->address.n ? request->address : STR(""));
    stmt_put_int(s, now_ms(cx));
    return stmt_run(cx, s, NULL);
}

Rc reset_store_list(Ctx *cx, Db *platform, ResetRequest *ret, size_t room, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(platform, SQL_account_reset_list);
    stmt_put_int(s, (int64_t)room);
    size_t n = 0;
    Rc rc;
    while (n < room && (rc = stmt_row(cx, s)) != ERR_MISSING) {
        TRY(rc);
        ret[n].email = stmt_text(cx, s);
        ret[n].address = stmt_text(cx, s);
        TRY(stmt_read(s));
        n++;
    }
    *ret_n = n;
    return OK;
}

Rc reset_store_drop(Ctx *cx, Db *platform, Str email)
{
    AUTO_STMT s = db_stmt(platform, SQL_account_reset_drop);
    stmt_put_text(s, email);
    return stmt_run(cx, s, NULL);
}
