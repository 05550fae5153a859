/* One connection to a PostgreSQL server, shared by all databases that a thread holds open there.
 *
 * Why one: with a connection for each (thread, space) 16 threads × 9 databases would take 144 server processes. Instead
 * the search_path is switched when the thread turns to another schema, and each Db prepares its statements under names
 * of its own, because a plan belongs to the search_path it was made under: a shared name would be planned again at
 * every switch, and would depend on the server noticing. The path is switched only outside transactions (a rolled-back
 * SET would come undone unseen), which holds because a thread in a transaction may use no other database. */
#ifndef KERNEL_STORE_POSTGRES_LINK_H
#define KERNEL_STORE_POSTGRES_LINK_H

#include "kernel/store/engine.h"

#include <libpq-fe.h>

enum { SCHEMA_ROOM = 48 }; /* "space_" and a UUID */

typedef struct {
    const char *url;
    PGconn *conn;        /* NULL: not connected */
    uint64_t connection; /* counts connections: what was prepared on an older one is gone */
    uint64_t databases;  /* counts Dbs, for the names of prepared statements */
    bool away;           /* said so in the log already */
    char schema[SCHEMA_ROOM];
    Arena *scratch; /* parameters on their way, cleared after each statement */
} PostgresLink;

Rc link_init(PostgresLink *l, const char *url) MUST; /* connects on first use */
void link_release(PostgresLink *l);

/* Connected and alive? Connects again when not; only outside a transaction. ERR_BUSY when the server is away. */
Rc link_ensure(Ctx *cx, Db *db, PostgresLink *l) MUST;

/* The same, and `schema` (letters, digits, '_', '-') is the search_path. ERR_MISSING when there is no such schema. */
Rc link_use(Ctx *cx, Db *db, PostgresLink *l, const char *schema) MUST;

/* Is the connection that a transaction began on lost? */
bool link_lost(const PostgresLink *l);

/* The outcome of a result, said once; takes it over. */
Rc link_outcome(Ctx *cx, Db *db, PostgresLink *l, const char *name, PGresult *r) MUST;

/* Runs statements without parameters and forgets their rows. */
Rc link_run(Ctx *cx, Db *db, PostgresLink *l, const char *name, const char *sql) MUST;

#endif
