/* What db.c and tx.c need from a database engine, and what an open database and a statement are made of. Internal to
 * kernel/store: db_sqlite.c and db_postgres.c stand behind it. Knows no table of a domain. */
#ifndef KERNEL_STORE_ENGINE_H
#define KERNEL_STORE_ENGINE_H

#include "kernel/store/db.h"

typedef struct Engine Engine;

/* One parameter of a statement, borrowed until the statement has run. */
typedef enum { PARAMETER_NULL, PARAMETER_INT, PARAMETER_TEXT, PARAMETER_BYTES } ParameterKind;
typedef struct {
    ParameterKind kind;
    int64_t number;
    Str bytes;
} Parameter;

/* One column of the current row, borrowed until the next one. CELL_HEX: bytes as "\x…" hexadecimal (PostgreSQL). */
typedef enum { CELL_NULL, CELL_INT, CELL_TEXT, CELL_BYTES, CELL_HEX, CELL_OTHER } CellKind;
typedef struct {
    CellKind kind;
    int64_t number;
    Str bytes;
} Cell;

/* The named statements of a Store in its engine's dialect; shared by all its databases and never changed. */
typedef struct {
    const char *name;
    const char *text;
    DbOf of;
    size_t parameter_count;
} PreparedText;
typedef struct {
    PreparedText *at;
    size_t count;
} Statements;

struct Stmt {
    Db *db;
    const char *name; /* for the log */
    const char *text;
    int number;  /* in Statements; -1 = made for one use, freed when dropped */
    int holders; /* who got it from db_stmt and has not dropped it: one at a time */
    bool shared; /* there were two: neither may go on */
    bool started, ended;
    Rc rc;      /* what went wrong before or when it was run: sticks until it is bound again or dropped */
    Rc read_rc; /* what went wrong while reading the row */
    int column, column_count;
    int64_t changed;
    void *handle;        /* engine: the prepared statement */
    void *result;        /* engine: rows fetched ahead */
    int64_t row;         /* engine: place in the result */
    uint64_t connection; /* engine: the connection that `handle` belongs to */
    size_t parameter_count, bound;
    Parameter parameters[];
};

typedef enum { TX_NONE, TX_READ, TX_WRITE, TX_ROWS, TX_MIGRATION } TxKind;

/* What one thread has going on, over all databases that it holds open. */
typedef struct {
    Db *in_transaction; /* there is no transaction across two databases, so no other may be used meanwhile */
} ThreadState;

struct Db {
    const Engine *engine;
    const Statements *statements;
    ThreadState *thread;
    DbOf of;
    TxKind tx;
    Rc tx_rc;     /* first failure of a statement in the open transaction: it can only be rolled back */
    bool clashed; /* the engine asks to try the transaction (or the lone statement) again */
    Stmt **stmts; /* by number, made on first use */
    Stmt *spare;  /* handed out when there is no memory for a statement */
    void *own;    /* the engine's */
};

struct Engine {
    DbEngine kind;
    const char *tables; /* names of all tables of the database, one column, sorted by bytes */

    Rc (*begin)(Ctx *cx, Db *db, TxKind kind);
    Rc (*commit)(Ctx *cx, Db *db); /* not OK: rolled back */
    void (*rollback)(Db *db);

    /* Group commit; NULL: each transaction commits for itself. A savepoint lies inside the open transaction. */
    struct GroupQueue *(*group)(const Db *db); /* NULL: this database has none */
    Rc (*mark)(Ctx *cx, Db *db);
    Rc (*keep)(Ctx *cx, Db *db);
    bool (*undo)(Db *db); /* false: the engine has given up the whole transaction */

    Rc (*prepare)(Ctx *cx, Stmt *s);
    Rc (*start)(Ctx *cx, Stmt *s); /* prepared if need be, bound, run: completely when it writes */
    Rc (*next)(Ctx *cx, Stmt *s);  /* OK, or ERR_MISSING and then `changed` is set */
    void (*cell)(Stmt *s, int column, Cell *ret);
    void (*reset)(Stmt *s);
    void (*forget)(Stmt *s); /* its handle too */

    Rc (*script)(Ctx *cx, Db *db, const char *name, const char *text); /* of a migration, in its dialect of SQLite */
    Rc (*refresh)(Ctx *cx, Db *db); /* usable? connects again; ERR_MISSING when it was dropped, ERR_BUSY when away */
    void (*close)(Db *db);          /* frees `own`; statements are forgotten before */
};

/* A Db over `own`, which it owns from then on. NULL without memory: `own` is still the caller's. */
Db *db_new(const Engine *engine, const Statements *statements, ThreadState *thread, DbOf of, void *own) MUST;
void db_free(Db *db); /* accepts NULL; rolls back what is open */

/* A statement for one use, of the store's own SQL; `text` is kept. Drop it as any other. */
Rc db_own_stmt(Ctx *cx, Db *db, const char *name, const char *text, Stmt **ret) MUST;

/* Says why for client and operator, once, where the failure is met; hands `rc` on. `message` may be NULL. */
Rc db_failed(Ctx *cx, Db *db, const char *name, Rc rc, const char *message);
/* The same when the disk of the database is full: nothing is broken, so ERR_BUSY with code http.read_only, not tried
 * again. */
Rc db_full(Ctx *cx, Db *db, const char *name, const char *message);

/* True after a pause, growing with `attempt`, when one more attempt is allowed. */
enum { TX_ATTEMPTS = 10 };
bool tx_wait_turn(int attempt);

/* The runner behind db_read and db_write. */
Rc tx_run(Ctx *cx, Db *db, TxKind kind, TxBody body, void *arg) MUST;

#endif
