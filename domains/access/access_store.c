/* Runs the statements of access.sql. */
#include "domains/access/access_store.h"

#include "kernel/store/sql_all.h"

Rc access_store_read(Ctx *cx, Db *space, RightSet rights[ROLE_COUNT])
{
    AUTO_STMT s = db_stmt(space, SQL_access_list);
    Rc rc;
    while ((rc = stmt_row(cx, s)) == OK) {
        int role = stmt_enum(s, ROLE_COUNT);
        RightSet own = (RightSet)stmt_int(s);
        TRY(stmt_read(s));
        rights[role] = own;
    }
    return rc == ERR_MISSING ? OK : rc;
}

Rc access_store_write(Ctx *cx, Db *space, Role role, RightSet rights)
{
    AUTO_STMT s = db_stmt(space, SQL_access_put);
    stmt_put_int(s, role);
    stmt_put_int(s, (int64_t)rights);
    stmt_put_int(s, now_ms(cx));
    return stmt_run(cx, s, NULL);
}
