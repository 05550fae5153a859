/* SQLite: WAL, full synchronisation, one writer for each file in order of arrival, snapshots for readers. A statement
 * that writes runs to its end at once and keeps the rows of its RETURNING, because a lone one commits only with its
 * last step: rows handed out before would acknowledge what may still fail. */
#include "kernel/store/db_sqlite.h"

#include "base/fault.h"
#include "base/log.h"
#include "base/mem.h"

#include <sqlite3.h>

enum {
    BUSY_TIMEOUT_MS = 200, /* another process; repeated TX_ATTEMPTS times */
    TURN_LIMIT_MS = 5000,  /* another thread of ours */
    KEPT_ROWS_BYTES = 4 << 20
};

/* Small caches: a thread holds nine connections, and the operating system caches the file anyway. */
static const char settings[] = "PRAGMA journal_mode=WAL;"
                               "PRAGMA synchronous=FULL;"
                               "PRAGMA foreign_keys=ON;"
                               "PRAGMA cache_size=-512;"
                               "PRAGMA mmap_size=0;"
                               "PRAGMA temp_store=MEMORY;"
                               "PRAGMA trusted_schema=OFF;"
                               "PRAGMA case_sensitive_like=ON;"; /* as PostgreSQL */

typedef struct {
    sqlite3 *handle;
    SqliteFiles *files;
    SqliteFile *file; /* NULL: in memory */
    bool writing;     /* has the turn */
} Sqlite;

typedef struct KeptRow KeptRow;
struct KeptRow {
    KeptRow *next;
    Cell cells[];
};

typedef struct {
    Arena *arena;
    KeptRow *first, *last, *current;
} KeptRows;

static Sqlite *own(const Db *db)
{
    return db->own;
}

/* ERR_BUSY is a clash worth another try: another process had the lock. */
static Rc outcome(Ctx *cx, Db *db, const char *name, int code)
{
    static const struct {
        int primary;
        Rc rc;
    } rows[] = {
        {SQLITE_BUSY, ERR_BUSY},    {SQLITE_LOCKED, ERR_BUSY}, {SQLITE_CONSTRAINT, ERR_CONFLICT},
        {SQLITE_NOMEM, ERR_NOMEM},  {SQLITE_IOERR, ERR_IO},    {SQLITE_READONLY, ERR_IO},
        {SQLITE_CORRUPT, ERR_IO},   {SQLITE_NOTADB, ERR_IO},   {SQLITE_CANTOPEN, ERR_IO},
        {SQLITE_TOOBIG, ERR_LIMIT},
    };
    Rc rc = ERR_BUG;
    if (code == SQLITE_FULL)
        return db_full(cx, db, name, sqlite3_errmsg(own(db)->handle));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].primary == (code & 0xFF))
            rc = rows[i].rc;
    if (code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC)
        own(db)->files->sync_failed = true;
    db->clashed = rc == ERR_BUSY;
    return db_failed(cx, db, name, rc, own(db)->handle ? sqlite3_errmsg(own(db)->handle) : sqlite3_errstr(code));
}

/* May this database be written to, and is it this connection's turn? */
static Rc enter(Ctx *cx, Db *db)
{
    Sqlite *c = own(db);
    if (!c->file)
        return OK;
    if (c->files->sync_failed)
        return db_failed(cx, db, "begin", ERR_IO, "an earlier fsync failed: restart the server");
    db->clashed = false; /* after TURN_LIMIT_MS a client has waited long enough */
    if (writer_enter(&c->file->turn, TURN_LIMIT_MS) != OK)
        return db_failed(cx, db, "begin", ERR_BUSY, "other writers took too long");
    c->writing = true;
    return OK;
}

static void leave(Db *db)
{
    Sqlite *c = own(db);
    if (c->writing)
        writer_leave(&c->file->turn);
    c->writing = false;
}

static Rc present(Ctx *cx, Db *db)
{
    const SqliteFile *f = own(db)->file;
    return f && f->dropped ? db_failed(cx, db, "begin", ERR_BUSY, "the space was dropped") : OK;
}

static void rollback(Db *db)
{
    Sqlite *c = own(db);
    if (!sqlite3_get_autocommit(c->handle))                          /* a full disk has rolled back already */
        (void)sqlite3_exec(c->handle, "ROLLBACK", NULL, NULL, NULL); /* nothing is committed, whatever it says */
    leave(db);
}

static Rc begin(Ctx *cx, Db *db, TxKind kind)
{
    TRY(present(cx, db));
    if (kind != TX_READ)
        TRY(enter(cx, db));
    int code = sqlite3_exec(own(db)->handle, kind == TX_READ ? "BEGIN DEFERRED" : "BEGIN IMMEDIATE", NULL, NULL, NULL);
    Rc rc = code == SQLITE_OK ? present(cx, db) : outcome(cx, db, "begin", code); /* dropped while it waited */
    if (rc != OK)
        rollback(db);
    return rc;
}

static Rc commit(Ctx *cx, Db *db)
{
    int code = sqlite3_exec(own(db)->handle, "COMMIT", NULL, NULL, NULL);
    Rc rc = code == SQLITE_OK ? OK : outcome(cx, db, "commit", code);
    if (rc != OK)
        rollback(db);
    leave(db);
    return rc;
}

static GroupQueue *group(const Db *db)
{
    SqliteFile *f = own(db)->file;
    return f ? &f->group : NULL;
}

static Rc run_word(Ctx *cx, Db *db, const char *word)
{
    int code = sqlite3_exec(own(db)->handle, word, NULL, NULL, NULL);
    return code == SQLITE_OK ? OK : outcome(cx, db, word, code);
}

static Rc mark(Ctx *cx, Db *db)
{
    return run_word(cx, db, "SAVEPOINT batch");
}

static Rc keep(Ctx *cx, Db *db)
{
    return run_word(cx, db, "RELEASE batch");
}

/* A full disk or a failed read may have rolled back everything (sqlite.org/lang_transaction.html §3). */
static bool undo(Db *db)
{
    sqlite3 *handle = own(db)->handle;
    return !sqlite3_get_autocommit(handle) &&
           sqlite3_exec(handle, "ROLLBACK TO batch; RELEASE batch", NULL, NULL, NULL) == SQLITE_OK;
}

static Rc prepare(Ctx *cx, Stmt *s)
{
    if (s->handle)
        return OK;
    sqlite3_stmt *made = NULL;
    unsigned flags = s->number < 0 ? 0 : SQLITE_PREPARE_PERSISTENT;
    int code = sqlite3_prepare_v3(own(s->db)->handle, s->text, -1, flags, &made, NULL);
    if (code != SQLITE_OK)
        return outcome(cx, s->db, s->name, code);
    if ((size_t)sqlite3_bind_parameter_count(made) != s->parameter_count) {
        sqlite3_finalize(made);
        return db_failed(cx, s->db, s->name, ERR_BUG, "parameters are not plain question marks");
    }
    s->handle = made;
    return OK;
}

/* Texts of a statement that is read row by row are copied: their owner may be gone before the last row. */
static int bind(Stmt *s, bool copy)
{
    sqlite3_stmt *h = s->handle;
    sqlite3_destructor_type how = copy ? SQLITE_TRANSIENT : SQLITE_STATIC;
    int code = SQLITE_OK;
    for (int i = 0; i < (int)s->bound && code == SQLITE_OK; i++) {
        const Parameter *p = &s->parameters[i];
        switch (p->kind) {
        case PARAMETER_NULL:
            code = sqlite3_bind_null(h, i + 1);
            break;
        case PARAMETER_INT:
            code = sqlite3_bind_int64(h, i + 1, p->number);
            break;
        case PARAMETER_TEXT:
            code = sqlite3_bind_text64(h, i + 1, p->bytes.at, p->bytes.n, how, SQLITE_UTF8);
            break;
        case PARAMETER_BYTES:
            code = sqlite3_bind_blob64(h, i + 1, p->bytes.at, p->bytes.n, how);
            break;
        }
    }
    return code;
}

static void live_cell(sqlite3_stmt *h, int column, Cell *ret)
{
    size_t n = (size_t)sqlite3_column_bytes(h, column);
    switch (sqlite3_column_type(h, column)) {
    case SQLITE_INTEGER:
        *ret = (Cell){.kind = CELL_INT, .number = sqlite3_column_int64(h, column)};
        break;
    case SQLITE_TEXT:
        *ret = (Cell){.kind = CELL_TEXT, .bytes = {(const char *)sqlite3_column_text(h, column), n}};
        break;
    case SQLITE_BLOB: /* NULL when empty */
        *ret = (Cell){.kind = CELL_BYTES, .bytes = {n ? sqlite3_column_blob(h, column) : "", n}};
        break;
    case SQLITE_NULL:
        *ret = (Cell){.kind = CELL_NULL};
        break;
    default:
        *ret = (Cell){.kind = CELL_OTHER};
    }
}

static KeptRows *kept_rows(Stmt *s)
{
    if (s->result)
        return s->result;
    Arena *a = arena_new(KEPT_ROWS_BYTES);
    KeptRows *rows = a ? arena_get(a, sizeof *rows) : NULL;
    if (!rows) {
        arena_free(a);
        return NULL;
    }
    rows->arena = a;
    return s->result = rows;
}

static Rc keep_row(Stmt *s)
{
    KeptRows *rows = kept_rows(s);
    KeptRow *row = NULL;
    if (rows)
        row = arena_get(rows->arena, sizeof *row + (size_t)s->column_count * sizeof *row->cells);
    if (!row)
        return ERR_NOMEM;
    for (int i = 0; i < s->column_count; i++) {
        live_cell(s->handle, i, &row->cells[i]);
        if (row->cells[i].bytes.at)
            TRY(str_copy(rows->arena, row->cells[i].bytes, &row->cells[i].bytes));
    }
    *(rows->last ? &rows->last->next : &rows->first) = row;
    rows->last = row;
    return OK;
}

static void reset(Stmt *s)
{
    KeptRows *rows = s->result;
    if (rows)
        arena_free(rows->arena);
    s->result = NULL;
    if (s->handle) {
        sqlite3_reset(s->handle);
        sqlite3_clear_bindings(s->handle);
    }
}

static Rc run_whole(Ctx *cx, Stmt *s)
{
    int code;
    while ((code = sqlite3_step(s->handle)) == SQLITE_ROW) {
        Rc rc = keep_row(s);
        if (rc != OK) {
            reset(s);
            return db_failed(cx, s->db, s->name, rc, "rows of RETURNING");
        }
    }
    Rc rc = code == SQLITE_DONE ? OK : outcome(cx, s->db, s->name, code);
    s->changed = sqlite3_changes64(own(s->db)->handle);
    sqlite3_reset(s->handle);
    return rc;
}

/* One statement as a whole transaction. An explicit one when there are rows to keep: a statement that is reset halfway
 * commits what it wrote, and then a lack of memory could not be answered with the truth. */
static Rc run_alone(Ctx *cx, Stmt *s)
{
    Db *db = s->db;
    if (s->column_count > 0) {
        TRY(begin(cx, db, TX_WRITE));
        Rc rc = run_whole(cx, s);
        if (rc == OK)
            return commit(cx, db);
        rollback(db);
        return rc;
    }
    TRY(enter(cx, db));
    Rc rc = present(cx, db);
    if (rc == OK)
        rc = run_whole(cx, s);
    leave(db);
    return rc;
}

static Rc start(Ctx *cx, Stmt *s)
{
    Db *db = s->db;
    TRY(present(cx, db));
    TRY(prepare(cx, s));
    bool writes = !sqlite3_stmt_readonly(s->handle);
    int code = bind(s, !writes);
    if (code != SQLITE_OK)
        return outcome(cx, db, s->name, code);
    s->column_count = sqlite3_column_count(s->handle);
    if (!writes)
        return OK;
    if (db->tx == TX_READ)
        return db_failed(cx, db, s->name, ERR_BUG, "writes inside db_read");
    return db->tx == TX_NONE ? run_alone(cx, s) : run_whole(cx, s);
}

static Rc next_kept(Stmt *s)
{
    KeptRows *rows = s->result;
    if (!rows)
        return ERR_MISSING;
    rows->current = rows->current ? rows->current->next : rows->first;
    return rows->current ? OK : ERR_MISSING;
}

static Rc next(Ctx *cx, Stmt *s)
{
    if (!sqlite3_stmt_readonly(s->handle))
        return next_kept(s);
    if (fault_here(FAULT_STATEMENT))
        return db_failed(cx, s->db, s->name, ERR_IO, "fault point");
    int code = sqlite3_step(s->handle);
    if (code == SQLITE_ROW)
        return OK;
    sqlite3_reset(s->handle); /* or it pins its snapshot */
    return code == SQLITE_DONE ? ERR_MISSING : outcome(cx, s->db, s->name, code);
}

static void cell(Stmt *s, int column, Cell *ret)
{
    const KeptRows *rows = s->result;
    if (rows)
        *ret = rows->current->cells[column];
    else
        live_cell(s->handle, column, ret);
}

static void forget(Stmt *s)
{
    sqlite3_finalize(s->handle);
    s->handle = NULL;
}

static Rc script(Ctx *cx, Db *db, const char *name, const char *text)
{
    int code = sqlite3_exec(own(db)->handle, text, NULL, NULL, NULL);
    return code == SQLITE_OK ? OK : outcome(cx, db, name, code);
}

static Rc refresh(Ctx *cx, Db *db)
{
    (void)cx;
    return own(db)->file && own(db)->file->dropped ? ERR_MISSING : OK;
}

static void shut(Sqlite *c)
{
    sqlite3_close_v2(c->handle);
    if (c->file)
        sqlite_file_leave(c->files, c->file);
    mem_free(c);
}

static void close_db(Db *db)
{
    shut(own(db));
}

static const Engine sqlite_engine = {
    .kind = DB_SQLITE,
    .tables =
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name",
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .group = group,
    .mark = mark,
    .keep = keep,
    .undo = undo,
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

SqliteFile *sqlite_db_file(const Db *db)
{
    return own(db)->file;
}

static int configure(Sqlite *c)
{
    sqlite3_busy_timeout(c->handle, BUSY_TIMEOUT_MS);
    sqlite3_db_config(c->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL); /* "x" is a name, as in PostgreSQL */
    sqlite3_db_config(c->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(c->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    return sqlite3_exec(c->handle, settings, NULL, NULL, NULL);
}

static int open_alone(Sqlite *c, const char *path, bool create)
{
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | (create ? SQLITE_OPEN_CREATE : 0);
    int code = sqlite3_open_v2(path, &c->handle, flags, NULL);
    /* Switching a new file to WAL needs it alone; another process may be making the same one. */
    for (int attempt = 1; code == SQLITE_OK; attempt++) {
        code = configure(c);
        if ((code & 0xFF) != SQLITE_BUSY || !tx_wait_turn(attempt))
            break;
        code = SQLITE_OK;
    }
    return code;
}

/* Threads of ours take turns, so that none waits for luck. */
static int open_handle(Sqlite *c, const char *path, bool create)
{
    if (!c->file)
        return open_alone(c, path, create);
    pthread_mutex_lock(&c->file->opening);
    int code = open_alone(c, path, create);
    pthread_mutex_unlock(&c->file->opening);
    return code;
}

Rc sqlite_db_open(Ctx *cx, const SqliteShared *shared, ThreadState *thread, const char *path, bool create, DbOf of,
                  Db **ret)
{
    bool memory = strcmp(path, ":memory:") == 0;
    Sqlite *c = mem_get(sizeof *c);
    if (!c)
        return ERR_NOMEM;
    c->files = shared->files;
    c->file = memory ? NULL : sqlite_file_use(shared->files, path);
    Db *db = memory || c->file ? db_new(&sqlite_engine, shared->statements, thread, of, c) : NULL;
    if (!db) {
        shut(c);
        return ERR_NOMEM;
    }
    int code = open_handle(c, path, create || memory);
    if (code == SQLITE_OK) {
        *ret = db;
        return OK;
    }
    Rc rc = (code & 0xFF) == SQLITE_CANTOPEN && !create ? ERR_MISSING : outcome(cx, db, "open", code);
    db_free(db);
    return rc;
}
