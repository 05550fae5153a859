/* One connection to one database: its prepared statements and transactions. SQLite or PostgreSQL behind the same calls
 * and the same SQL ('?' parameters). Knows no table. A Db belongs to one thread at a time.
 *
 *     AUTO_STMT s = db_stmt(db, SQL_person_get);
 *     stmt_put_id(s, &id);
 *     TRY(stmt_row(cx, s));                       // OK, ERR_MISSING, or a fault
 *     Person p = {.id = stmt_id(s), .name = stmt_text(cx, s)};
 *     TRY(stmt_read(s));                          // what went wrong while reading columns, if anything
 */
#ifndef KERNEL_STORE_DB_H
#define KERNEL_STORE_DB_H

#include "base/id.h"

typedef struct Db Db;
typedef struct Stmt Stmt;

typedef enum { DB_SQLITE, DB_POSTGRES } DbEngine;

/* Which database a statement or a migration is for: '-- :database' in the .sql file. */
typedef enum { DB_OF_PLATFORM = 1, DB_OF_SPACE = 2, DB_OF_BOTH = 3 } DbOf;

/* One named statement, generated from a domain's .sql file into sql_all.h: enum SQL_<name> and this table. */
typedef struct {
    const char *name;
    const char *text;
    DbOf of;
} Sql;

/* One migration, generated from migrations/. `number` from the file name; SHA-256 of the text is its checksum. */
typedef struct {
    const char *name; /* "0001_space" */
    const char *text;
    DbOf of;
} Migration;

/* The statement number `sql` (SQL_…), reset and unbound; prepared on first use. Never NULL: a failure to prepare sticks
 * and comes out of stmt_row or stmt_run. Whoever reads its rows is its only holder: a
 * second db_stmt before they are at their end makes both fail with ERR_BUG. */
Stmt *db_stmt(Db *db, int sql);

/* Parameters, in order of the question marks. Texts and bytes are borrowed until the statement is run or reset. */
void stmt_put_int(Stmt *s, int64_t v);
void stmt_put_bool(Stmt *s, bool v);
void stmt_put_text(Stmt *s, Str v);     /* {NULL,0} puts NULL */
void stmt_put_id(Stmt *s, const Id *v); /* an empty id puts NULL */
void stmt_put_bytes(Stmt *s, const void *at, size_t n);
void stmt_put_null(Stmt *s);

/* Next row: OK, ERR_MISSING when there is none (left), ERR_CONFLICT on a broken constraint, ERR_BUSY when the
 * transaction must be retried, ERR_IO (logged once here, with the statement's name). */
Rc stmt_row(Ctx *cx, Stmt *s) MUST;

/* Runs to the end; `ret_changed` (may be NULL) = rows written. Same outcomes without ERR_MISSING. */
Rc stmt_run(Ctx *cx, Stmt *s, int64_t *ret_changed) MUST;

/* Columns of the current row, in order of the SELECT list. Texts are copied into cx->arena. */
int64_t stmt_int(Stmt *s); /* NULL reads as 0 */
bool stmt_bool(Stmt *s);
Id stmt_id(Stmt *s);             /* NULL reads as the empty id */
Str stmt_text(Ctx *cx, Stmt *s); /* NULL reads as {NULL,0} */
Str stmt_bytes(Ctx *cx, Stmt *s);
int64_t stmt_int_or(Stmt *s, bool *ret_has); /* a nullable number */
int stmt_enum(Stmt *s, int count);           /* an integer 0..count-1; another value sticks as ERR_BUG */
Rc stmt_read(Stmt *s) MUST;                  /* sticky outcome of the reads since the row came */

void stmt_drop(Stmt **s);
#define AUTO_STMT __attribute__((cleanup(stmt_drop))) Stmt *

/* A transaction: the body runs inside, and runs again (after the arena is rewound and the problem forgotten) when the
 * engine says that two transactions clashed: at most 10 tries, then ERR_BUSY. It must have no effect outside the
 * database and write its results only through `arg`. Not OK rolls back and is handed on. */
typedef Rc (*TxBody)(Ctx *cx, Db *db, void *arg);
Rc db_write(Ctx *cx, Db *db, TxBody body, void *arg) MUST; /* SERIALIZABLE; BEGIN IMMEDIATE on SQLite */
Rc db_read(Ctx *cx, Db *db, TxBody body, void *arg) MUST;  /* one snapshot, read only */
/* As db_write, but READ COMMITTED on PostgreSQL: for statements that are right row by row whatever others do meanwhile
 * (ON CONFLICT, or a guard on the row they write), where serialisable transactions would only clash: queue, ingest. */
Rc db_write_rows(Ctx *cx, Db *db, TxBody body, void *arg) MUST;
/* As db_write_rows, and on SQLite together with what other threads write by this call at the same moment: one
 * transaction, one fsync, each body in its own savepoint (group commit). The body may run on another thread's
 * connection: it writes to the Db it is given. For small batches that come all the time. */
Rc db_write_group(Ctx *cx, Db *db, TxBody body, void *arg) MUST;

#endif
