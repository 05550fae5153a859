/* Runs the statements of session.sql. */
#include "domains/account/session_store.h"

#include "kernel/store/sql_all.h"

static void read_session(Stmt *s, SessionRow *row)
{
    row->id = stmt_id(s);
    row->person = stmt_id(s);
    row->last_seen_ms = stmt_int(s);
    row->expires_ms = stmt_int(s);
    row->roles = (RoleSet)stmt_int(s);
    row->state = (PersonState)stmt_enum(s, PERSON_STATE_COUNT);
}

/* The rights of one role of the person that this space changed, if the row carries one. */
static Rc read_own_rights(Stmt *s, RightSet rights[ROLE_COUNT])
{
    bool changed = false;
    int64_t role = stmt_int_or(s, &changed);
    RightSet own = (RightSet)stmt_int(s);
    TRY(stmt_read(s));
    if (changed && role >= 0 && role < ROLE_COUNT)
        rights[role] = access_bounded((Role)role, own);
    return OK;
}

Rc session_store_find(Ctx *cx, Db *db, const Sha256 *token_hash, SessionRow *ret)
{
    SessionRow row = {0};
    RightSet rights[ROLE_COUNT];
    for (int role = 0; role < ROLE_COUNT; role++)
        rights[role] = role_table[role].standard;
    AUTO_STMT s = db_stmt(db, SQL_account_session_find);
    stmt_put_bytes(s, token_hash->bytes, sizeof token_hash->bytes);
    Rc rc = stmt_row(cx, s);
    TRY(rc);
    while (rc == OK) {
        read_session(s, &row);
        TRY(read_own_rights(s, rights));
        rc = stmt_row(cx, s);
    }
    if (rc != ERR_MISSING)
        return rc;
    for (int role = 0; role < ROLE_COUNT; role++)
        if (row.roles & ROLE_BIT(role))
            row.rights |= rights[role];
    *ret = row;
    return OK;
}

Rc session_store_insert(Ctx *cx, Db *db, const SessionRow *row, const Sha256 *token_hash)
{
    AUTO_STMT s = db_stmt(db, SQL_account_session_insert);
    stmt_put_id(s, &row->id);
    stmt_put_id(s, &row->person);
    stmt_put_bytes(s, token_hash->bytes, sizeof token_hash->bytes);
    stmt_put_int(s, row->created_ms);
    stmt_put_int(s, row->last_seen_ms);
    stmt_put_int(s, row->expires_ms);
    stmt_put_text(s, row->user_agent);
    stmt_put_text(s, row->address);
    return stmt_run(cx, s, NULL);
}

Rc session_store_seen(Ctx *cx, Db *db, const Id *id)
{
    AUTO_STMT s = db_stmt(db, SQL_account_session_seen);
    stmt_put_int(s, now_ms(cx));
    stmt_put_id(s, id);
    stmt_put_int(s, now_ms(cx));
    return stmt_run(cx, s, NULL);
}

Rc session_store_list(Ctx *cx, Db *db, const Id *person, int64_t seen_after_ms, SessionRow *ret, size_t room,
                      size_t *ret_n)
{
    AUTO_STMT s = db_stmt(db, SQL_account_session_list);
    stmt_put_id(s, person);
    stmt_put_int(s, now_ms(cx));
    stmt_put_int(s, seen_after_ms);
    size_t n = 0;
    Rc rc;
    while (n < room && (rc = stmt_row(cx, s)) != ERR_MISSING) {
        TRY(rc);
        SessionRow *row = &ret[n++];
        *row = (SessionRow){.id = stmt_id(s), .person = *person};
        row->created_ms = stmt_int(s);
        row->last_seen_ms = stmt_int(s);
        row->expires_ms = stmt_int(s);
        row->user_agent = stmt_text(cx, s);
        row->address = stmt_text(cx, s);
        TRY(stmt_read(s));
    }
    *ret_n = n;
    return OK;
}

Rc session_store_end_one(Ctx *cx, Db *db, const Id *person, const Id *session)
{
    int64_t ended = 0;
    AUTO_STMT s = db_stmt(db, SQL_account_session_end_one);
    stmt_put_id(s, person);
    stmt_put_id(s, session);
    TRY(stmt_run(cx, s, &ended));
    return ended ? OK : ERR_MISSING;
}

Rc session_store_end_others(Ctx *cx, Db *db, const Id *person, const Id *kept)
{
    AUTO_STMT s = db_stmt(db, SQL_account_session_end_others);
    stmt_put_id(s, person);
    stmt_put_id(s, kept);
    return stmt_run(cx, s, NULL);
}

Rc session_store_end_all(Ctx *cx, Db *db, const Id *person)
{
    AUTO_STMT s = db_stmt(db, SQL_account_session_end_all);
    stmt_put_id(s, person);
    return stmt_run(cx, s, NULL);
}

Rc session_store_delete_ended(Ctx *cx, Db *db)
{
    AUTO_STMT s = db_stmt(db, SQL_account_session_prune);
    stmt_put_int(s, now_ms(cx));
    return stmt_run(cx, s, NULL);
}

Rc session_store_prune(Ctx *cx, Db *db, const Id *person, int64_t newest)
{
    TRY(session_store_delete_ended(cx, db));
    AUTO_STMT many = db_stmt(db, SQL_account_session_keep_newest);
    stmt_put_id(many, person);
    stmt_put_id(many, person);
    stmt_put_int(many, newest);
    return stmt_run(cx, many, NULL);
}
