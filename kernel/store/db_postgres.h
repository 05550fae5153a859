/* PostgreSQL behind engine.h. */
#ifndef KERNEL_STORE_DB_POSTGRES_H
#define KERNEL_STORE_DB_POSTGRES_H

#include "kernel/store/postgres_link.h"

/* A Db for `schema` on the thread's connection; whether the schema is there is not asked. */
Rc postgres_db_new(const Statements *statements, ThreadState *thread, PostgresLink *link, const char *schema, DbOf of,
                   Db **ret) MUST;

/* Begins the transaction in which a scratch Db lives, with a schema that nobody else sees; closing it rolls back. */
Rc postgres_db_scratch(Ctx *cx, Db *db) MUST;

/* The Db's schema is there and is what its connection uses now. ERR_MISSING, ERR_BUSY. */
Rc postgres_db_use(Ctx *cx, Db *db) MUST;

#endif
