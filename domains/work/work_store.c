/* Parameters in, rows out. */
#include "domains/work/work_store.h"

#include "kernel/store/sql_all.h"

Rc work_store_insert(Ctx *cx, Db *platform, const Id *id, Str name, const Sha256 *hash, int64_t now)
{
    AUTO_STMT s = db_stmt(platform, SQL_work_token_insert);
    stmt_put_id(s, id);
    stmt_put_text(s, name);
    stmt_put_bytes(s, hash->bytes, SHA256_SIZE);
    stmt_put_int(s, now);
    return stmt_run(cx, s, NULL);
}

Rc work_store_revoke(Ctx *cx, Db *platform, Str name, int64_t now, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(platform, SQL_work_token_revoke);
    stmt_put_int(s, now);
    stmt_put_text(s, name);
    return stmt_run(cx, s, ret_changed);
}

Rc work_store_name(Ctx *cx, Db *platform, const Sha256 *hash, Str *ret)
{
    AUTO_STMT s = db_stmt(platform, SQL_work_token_name);
    stmt_put_bytes(s, hash->bytes, SHA256_SIZE);
    TRY(stmt_row(cx, s));
    Str name = stmt_text(cx, s);
    TRY(stmt_read(s));
    *ret = name;
    return OK;
}
