/* All databases of one installation: platform, and one for each space (ARCHITECTURE §2). Opens, migrates, hands out. */
#ifndef KERNEL_STORE_STORE_H
#define KERNEL_STORE_STORE_H

#include "kernel/store/db.h"

typedef struct Store Store;
typedef struct StoreThread StoreThread;

typedef struct {
    Str url;        /* "" = SQLite below data_dir; or postgresql://… (libpq connection URI) */
    Str data_dir;   /* platform.db, spaces/<id>/space.db */
    const Sql *sql; /* generated: all statements */
    size_t sql_count;
    const Migration *migrations; /* generated: platform's and spaces', in order */
    size_t migration_count;
} StoreConf;

/* Opens the platform database, migrates it, prepares every statement once on scratch databases. With SQLite takes the
 * lock file of the data folder: ERR_BUSY when another process holds it. Copies what it needs of `conf`, except names
 * and texts of statements and migrations, which live as long as the program. */
Rc store_open(Ctx *cx, const StoreConf *conf, Store **ret) MUST;
void store_close(Store *s); /* every StoreThread is freed before */

/* The connections of one thread: platform and the most recently used spaces, at most 8. */
Rc store_thread_new(Store *s, StoreThread **ret) MUST;
void store_thread_free(StoreThread *t);

/* Borrowed until the thread opens eight other spaces (platform: until it is freed); so ask again for each request.
 * A broken PostgreSQL connection is opened again here. ERR_BUSY: database away, or newer schema than this program
 * (code http.newer_schema). ERR_MISSING: no such space. */
Rc store_platform(Ctx *cx, StoreThread *t, Db **ret) MUST;
Rc store_space(Ctx *cx, StoreThread *t, const Id *space, Db **ret) MUST;

/* Makes the empty database of a new space and migrates it; harmless when it is there. */
Rc store_space_create(Ctx *cx, StoreThread *t, const Id *space) MUST;
/* Destroys it: files or schema; harmless when it is not there. Other threads' writes to it answer ERR_BUSY from then
 * on, and store_space ERR_MISSING. */
Rc store_space_drop(Ctx *cx, StoreThread *t, const Id *space) MUST;

/* Brings one database to the newest schema under a lock. Done on first open; the command line calls it for all. */
Rc store_migrate_platform(Ctx *cx, StoreThread *t) MUST;
Rc store_migrate_space(Ctx *cx, StoreThread *t, const Id *space) MUST;

/* True once an fsync has failed: what the kernel lost then it does not report twice, so no write is acknowledged any
 * more (each answers ERR_IO), and the process must end and recover at its next start. */
bool store_sync_failed(const Store *s);

/* For /readyz: one durable write to the platform database. */
Rc store_write_check(Ctx *cx, StoreThread *t) MUST;

/* For tests: SHA-256 over every row of every table, in an order that both engines share. 64 hex digits. */
Rc store_digest(Ctx *cx, Db *db, Str *ret) MUST;

DbEngine store_engine(const Store *s);

#endif
