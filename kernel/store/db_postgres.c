/* PostgreSQL: SERIALIZABLE transactions, statements prepared on the server, parameters and results as text except
 * parameters of bytes. A result is fetched whole, so a statement leaves nothing open on the connection. */
#include "kernel/store/db_postgres.h"

#include "base/mem.h"
#include "kernel/store/sql_text.h"

enum { NAME_ROOM = 48, SCRIPT_BYTES = 4 << 20, DIGITS_ROOM = 24 };

/* Types of results, from the server's catalog pg_type. */
enum {
    TYPE_BOOL = 16,
    TYPE_BYTEA = 17,
    TYPE_NAME = 19,
    TYPE_INT8 = 20,
    TYPE_INT2 = 21,
    TYPE_INT4 = 23,
    TYPE_TEXT = 25,
    TYPE_VARCHAR = 1043,
    TYPE_NUMERIC = 1700, /* SUM of BIGINT */
};

typedef struct {
    PostgresLink *link;
    uint64_t number; /* of this Db on the link */
    char schema[SCHEMA_ROOM];
} Postgres;

static Postgres *own(const Db *db)
{
    return db->own;
}

Rc postgres_db_use(Ctx *cx, Db *db)
{
    return link_use(cx, db, own(db)->link, own(db)->schema);
}

/* Outside a transaction the connection may be renewed and the schema switched; inside, neither. */
static Rc ready(Ctx *cx, Db *db)
{
    if (db->tx != TX_NONE)
        return link_lost(own(db)->link) ? db_failed(cx, db, "connection", ERR_BUSY, "lost in the transaction") : OK;
    Rc rc = postgres_db_use(cx, db);
    return rc == ERR_MISSING ? db_failed(cx, db, "begin", ERR_BUSY, "the space was dropped") : rc;
}

static void rollback(Db *db)
{
    if (!link_lost(own(db)->link)) /* a lost connection has rolled back */
        PQclear(PQexec(own(db)->link->conn, "ROLLBACK"));
}

static Rc begin(Ctx *cx, Db *db, TxKind kind)
{
    /* A migration waits for its lock and must then see what others did meanwhile: READ COMMITTED takes a new snapshot
     * for each statement, SERIALIZABLE would have taken its only one before the wait. */
    static const char *const texts[] = {
        [TX_READ] = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
        [TX_WRITE] = "BEGIN ISOLATION LEVEL SERIALIZABLE",
        [TX_ROWS] = "BEGIN ISOLATION LEVEL READ COMMITTED",
        [TX_MIGRATION] = "BEGIN ISOLATION LEVEL READ COMMITTED",
    };
    static const char lock[] = "SET LOCAL statement_timeout TO 0; SET LOCAL lock_timeout TO '60s';"
                               "SELECT pg_advisory_xact_lock(hashtextextended('kair migration '||current_schema(), 0))";
    TRY(ready(cx, db));
    TRY(link_run(cx, db, own(db)->link, "begin", texts[kind]));
    Rc rc = kind == TX_MIGRATION ? link_run(cx, db, own(db)->link, "migration lock", lock) : OK;
    if (rc != OK)
        rollback(db);
    return rc;
}

static Rc commit(Ctx *cx, Db *db)
{
    PostgresLink *l = own(db)->link;
    PGresult *r = PQexec(l->conn, "COMMIT");
    if (PQresultStatus(r) != PGRES_COMMAND_OK)
        return link_outcome(cx, db, l, "commit", r); /* rolled back; or lost, and then nobody knows: never OK */
    bool committed = strcmp(PQcmdStatus(r), "COMMIT") == 0;
    PQclear(r);
    return committed ? OK : db_failed(cx, db, "commit", ERR_BUG, "a failed transaction answers COMMIT with ROLLBACK");
}

static const char *name_of(const Stmt *s, char room[NAME_ROOM])
{
    snprintf(room, NAME_ROOM, "k%llu_%d", (unsigned long long)own(s->db)->number, s->number);
    return room;
}

static Rc prepare(Ctx *cx, Stmt *s)
{
    PostgresLink *l = own(s->db)->link;
    char name[NAME_ROOM];
    if (s->number < 0 || s->connection == l->connection)
        return OK;
    TRY(link_outcome(cx, s->db, l, s->name, PQprepare(l->conn, name_of(s, name), s->text, 0, NULL)));
    s->connection = l->connection;
    return OK;
}

typedef struct {
    const char **values;
    int *lengths, *formats;
} Arguments;

static Rc argument(Arena *scratch, const Parameter *p, Arguments *a, size_t i)
{
    Str copy;
    char digits[DIGITS_ROOM];
    switch (p->kind) {
    case PARAMETER_NULL:
        break;
    case PARAMETER_INT:
        snprintf(digits, sizeof digits, "%lld", (long long)p->number);
        TRY(str_copy(scratch, str_of(digits), &copy));
        a->values[i] = copy.at;
        break;
    case PARAMETER_TEXT:
        TRY(str_copy(scratch, p->bytes, &copy));
        a->values[i] = copy.at;
        break;
    case PARAMETER_BYTES:
        if (p->bytes.n > INT32_MAX)
            return ERR_LIMIT;
        a->values[i] = p->bytes.at;
        a->lengths[i] = (int)p->bytes.n;
        a->formats[i] = 1;
        break;
    }
    return OK;
}

static Rc arguments(Arena *scratch, const Stmt *s, Arguments *ret)
{
    ret->values = arena_array(scratch, s->bound, sizeof *ret->values);
    ret->lengths = arena_array(scratch, s->bound, sizeof *ret->lengths);
    ret->formats = arena_array(scratch, s->bound, sizeof *ret->formats);
    if (!ret->values || !ret->lengths || !ret->formats)
        return ERR_NOMEM;
    for (size_t i = 0; i < s->bound; i++)
        TRY(argument(scratch, &s->parameters[i], ret, i));
    return OK;
}

static PGresult *execute(const Stmt *s, PGconn *conn, const Arguments *a)
{
    char name[NAME_ROOM];
    int n = (int)s->bound;
    if (s->number < 0)
        return PQexecParams(conn, s->text, n, NULL, a->values, a->lengths, a->formats, 0);
    return PQexecPrepared(conn, name_of(s, name), n, a->values, a->lengths, a->formats, 0);
}

/* The count of a command tag ("UPDATE 3"); SELECT has one too and changes nothing. */
static int64_t changed(PGresult *r)
{
    int64_t n = 0;
    bool reads = str_starts(str_of(PQcmdStatus(r)), STR("SELECT"));
    return !reads && str_i64(str_of(PQcmdTuples(r)), &n) == OK ? n : 0;
}

static void reset(Stmt *s)
{
    PQclear(s->result);
    s->result = NULL;
}

static Rc start(Ctx *cx, Stmt *s)
{
    Db *db = s->db;
    PostgresLink *l = own(db)->link;
    Arguments a;
    TRY(ready(cx, db));
    TRY(prepare(cx, s));
    Rc rc = arguments(l->scratch, s, &a);
    PGresult *r = rc == OK ? execute(s, l->conn, &a) : NULL;
    arena_clear(l->scratch);
    if (rc != OK)
        return db_failed(cx, db, s->name, rc, NULL);
    ExecStatusType status = PQresultStatus(r);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        return link_outcome(cx, db, l, s->name, r);
    s->result = r;
    /* The answer to a lone statement comes before its commit; only an idle connection says that the commit is done. */
    if (db->tx == TX_NONE && PQtransactionStatus(l->conn) != PQTRANS_IDLE) {
        reset(s);
        return db_failed(cx, db, s->name, ERR_BUSY, "the connection was lost before the commit");
    }
    s->row = -1;
    s->column_count = PQnfields(r);
    s->changed = changed(r);
    return OK;
}

static Rc next(Ctx *cx, Stmt *s)
{
    (void)cx;
    return ++s->row < PQntuples(s->result) ? OK : ERR_MISSING;
}

static Cell whole_number(Str v)
{
    int64_t n;
    return str_i64(v, &n) == OK ? (Cell){.kind = CELL_INT, .number = n} : (Cell){.kind = CELL_OTHER, .bytes = v};
}

static void cell(Stmt *s, int column, Cell *ret)
{
    const PGresult *r = s->result;
    int row = (int)s->row;
    Str v = {PQgetvalue(r, row, column), (size_t)PQgetlength(r, row, column)};
    if (PQgetisnull(r, row, column)) {
        *ret = (Cell){.kind = CELL_NULL};
        return;
    }
    switch (PQftype(r, column)) {
    case TYPE_INT8:
    case TYPE_INT4:
    case TYPE_INT2:
    case TYPE_NUMERIC:
        *ret = whole_number(v);
        break;
    case TYPE_BOOL:
        *ret = (Cell){.kind = CELL_INT, .number = *v.at == 't'};
        break;
    case TYPE_TEXT:
    case TYPE_VARCHAR:
    case TYPE_NAME:
        *ret = (Cell){.kind = CELL_TEXT, .bytes = v};
        break;
    case TYPE_BYTEA:
        *ret = (Cell){.kind = CELL_HEX, .bytes = v};
        break;
    default:
        *ret = (Cell){.kind = CELL_OTHER, .bytes = v};
    }
}

static Rc script(Ctx *cx, Db *db, const char *name, const char *text)
{
    Buf b;
    TRY(ready(cx, db));
    buf_init(&b, own(db)->link->scratch, SCRIPT_BYTES);
    sql_put_migration(&b, str_of(text));
    buf_byte(&b, 0);
    Rc rc = b.rc == OK ? link_run(cx, db, own(db)->link, name, b.at) : db_failed(cx, db, name, b.rc, NULL);
    arena_clear(own(db)->link->scratch);
    return rc;
}

static Rc refresh(Ctx *cx, Db *db)
{
    return postgres_db_use(cx, db);
}

/* On the server a prepared statement lives as long as the connection, which outlives this Db. */
static void forget(Stmt *s)
{
    PostgresLink *l = own(s->db)->link;
    char name[NAME_ROOM], sql[NAME_ROOM + 16];
    if (s->number < 0 || s->connection != l->connection || link_lost(l))
        return;
    snprintf(sql, sizeof sql, "DEALLOCATE %s", name_of(s, name));
    PQclear(PQexec(l->conn, sql));
    s->connection = 0;
}

static void close_db(Db *db)
{
    mem_free(own(db));
}

static const Engine postgres_engine = {
    .kind = DB_POSTGRES,
    .tables = "SELECT c.relname FROM pg_catalog.pg_class c"
              " WHERE c.relnamespace = pg_catalog.to_regnamespace(pg_catalog.quote_ident(pg_catalog.current_schema()))"
              " AND c.relkind IN ('r', 'p') ORDER BY c.relname",
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .prepare = prepare,
    .start = start,
    .next = next,
    .cell = cell,
    .reset = reset,
    .forget = forget,
    .script = script,
    .refresh = refresh,
    .close = close_db,
};

Rc postgres_db_new(const Statements *statements, ThreadState *thread, PostgresLink *link, const char *schema, DbOf of,
                   Db **ret)
{
    Postgres *p = mem_get(sizeof *p);
    Db *db = p ? db_new(&postgres_engine, statements, thread, of, p) : NULL;
    if (!db) {
        mem_free(p);
        return ERR_NOMEM;
    }
    *p = (Postgres){.link = link, .number = ++link->databases};
    snprintf(p->schema, sizeof p->schema, "%s", schema);
    *ret = db;
    return OK;
}

Rc postgres_db_scratch(Ctx *cx, Db *db)
{
    PostgresLink *l = own(db)->link;
    char sql[2 * SCHEMA_ROOM + 64];
    TRY(link_ensure(cx, db, l));
    TRY(link_run(cx, db, l, "begin", "BEGIN ISOLATION LEVEL READ COMMITTED"));
    db->tx = TX_MIGRATION;
    db->thread->in_transaction = db;
    snprintf(sql, sizeof sql, "CREATE SCHEMA \"%s\"; SET LOCAL search_path TO \"%s\"", own(db)->schema,
             own(db)->schema);
    return link_run(cx, db, l, "scratch", sql);
}
