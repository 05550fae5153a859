/* SQLite behind engine.h. */
#ifndef KERNEL_STORE_DB_SQLITE_H
#define KERNEL_STORE_DB_SQLITE_H

#include "kernel/store/engine.h"
#include "kernel/store/sqlite_file.h"

/* What all databases of a Store share. */
typedef struct {
    SqliteFiles *files;
    const Statements *statements;
} SqliteShared;

/* Opens the file at `path`, or makes it when `create`; ":memory:" is a database of its own that vanishes when closed.
 * ERR_MISSING when there is no file. */
Rc sqlite_db_open(Ctx *cx, const SqliteShared *shared, ThreadState *thread, const char *path, bool create, DbOf of,
                  Db **ret) MUST;

/* The file behind a Db, for dropping it. */
SqliteFile *sqlite_db_file(const Db *db);

#endif
