/* Bringing one database to the newest schema. */
#ifndef KERNEL_STORE_MIGRATE_H
#define KERNEL_STORE_MIGRATE_H

#include "kernel/store/engine.h"

/* Runs those of `migrations` that are for `db->of` and not yet in its table schema_migration, all in one transaction
 * under a lock; harmless when there are none. ERR_BUSY with code http.newer_schema when the database knows a number
 * that this program does not; ERR_BUG when a migration that has run was edited, or one was slipped in before it. */
Rc migrate(Ctx *cx, Db *db, const Migration *migrations, size_t count) MUST;

/* The same without transaction, table and lock, for a scratch database. */
Rc migrate_scratch(Ctx *cx, Db *db, const Migration *migrations, size_t count) MUST;

#endif
