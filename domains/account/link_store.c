/* Runs the statements of link.sql. */
#include "domains/account/link_store.h"

#include "kernel/store/sql_all.h"

Rc link_store_insert(Ctx *cx, Db *db, const LinkRow *row, const Sha256 *token_hash)
{
    AUTO_STMT s = db_stmt(db, SQL_account_link_insert);
    stmt_put_id(s, &row->id);
    stmt_put_id(s, &row->person);
    stmt_put_int(s, (int64_t)row->purpose);
    stmt_put_bytes(s, token_hash->bytes, sizeof token_hash->bytes);
    stmt_put_int(s, now_ms(cx));
    stmt_put_int(s, row->expires_ms);
    return stmt_run(cx, s, NULL);
}

Rc link_store_find(Ctx *cx, Db *db, const Sha256 *token_hash, LinkRow *ret)
{
    AUTO_STMT s = db_stmt(db, SQL_account_link_find);
    stmt_put_bytes(s, token_hash->bytes, sizeof token_hash->bytes);
    stmt_put_int(s, now_ms(cx));
    TRY(stmt_row(cx, s));
    LinkRow row = {.id = stmt_id(s)};
    row.person = stmt_id(s);
    row.purpose = (LinkPurpose)stmt_enum(s, LINK_PURPOSE_COUNT);
    row.expires_ms = stmt_int(s);
    TRY(stmt_read(s));
    *ret = row;
    return OK;
}

Rc link_store_take(Ctx *cx, Db *db, const Id *id)
{
    AUTO_STMT s = db_stmt(db, SQL_account_link_take);
    stmt_put_id(s, id);
    stmt_put_int(s, now_ms(cx));
    TRY(stmt_row(cx, s));
    return stmt_read(s);
}

Rc link_store_void(Ctx *cx, Db *db, const Id *person, LinkPurpose purpose)
{
    AUTO_STMT s = db_stmt(db, SQL_account_link_void);
    stmt_put_id(s, person);
    stmt_put_int(s, (int64_t)purpose);
    return stmt_run(cx, s, NULL);
}

Rc link_store_void_all(Ctx *cx, Db *db, const Id *person)
{
    AUTO_STMT s = db_stmt(db, SQL_account_link_void_all);
    stmt_put_id(s, person);
    return stmt_run(cx, s, NULL);
}

Rc link_store_prune(Ctx *cx, Db *db)
{
    AUTO_STMT s = db_stmt(db, SQL_account_link_prune);
    stmt_put_int(s, now_ms(cx));
    return stmt_run(cx, s, NULL);
}
