/* Statements: the cache of one connection, parameters, rows, and what each outcome means for an open transaction.
 * Knows neither engine. */
#include "kernel/store/engine.h"

#include "base/fault.h"
#include "base/log.h"
#include "base/mem.h"

static Stmt *stmt_new(Db *db, const PreparedText *t, int number)
{
    Stmt *s = mem_get(sizeof *s + t->parameter_count * sizeof *s->parameters);
    if (s) {
        s->db = db;
        s->name = t->name;
        s->text = t->text;
        s->number = number;
        s->parameter_count = t->parameter_count;
    }
    return s;
}

static void stmt_free(Stmt *s)
{
    if (!s)
        return;
    s->db->engine->reset(s);
    s->db->engine->forget(s);
    mem_free(s);
}

Db *db_new(const Engine *engine, const Statements *statements, ThreadState *thread, DbOf of, void *own)
{
    Db *db = mem_get(sizeof *db);
    if (!db)
        return NULL;
    *db = (Db){.engine = engine, .statements = statements, .thread = thread, .of = of};
    db->stmts = mem_array(statements->count + 1, sizeof *db->stmts);
    db->spare = stmt_new(db, &(PreparedText){.name = "spare"}, -1);
    if (db->stmts && db->spare) {
        db->own = own;
        return db;
    }
    mem_free(db->stmts);
    mem_free(db->spare);
    mem_free(db);
    return NULL;
}

void db_free(Db *db)
{
    if (!db)
        return;
    if (db->tx != TX_NONE)
        db->engine->rollback(db);
    if (db->thread->in_transaction == db)
        db->thread->in_transaction = NULL;
    for (size_t i = 0; i < db->statements->count; i++)
        stmt_free(db->stmts[i]);
    stmt_free(db->spare);
    db->engine->close(db);
    mem_free(db->stmts);
    mem_free(db);
}

Rc db_full(Ctx *cx, Db *db, const char *name, const char *message)
{
    char quoted[256];
    log_fault(cx, "store", "no room left: nothing can be written", "statement=%s message=%s", name,
              log_quote(message ? str_of(message) : STR("-"), quoted, sizeof quoted));
    db->clashed = false;
    return fail(cx, ERR_BUSY, "http.read_only", NULL);
}

Rc db_failed(Ctx *cx, Db *db, const char *name, Rc rc, const char *message)
{
    static const char *const engines[] = {[DB_SQLITE] = "sqlite", [DB_POSTGRES] = "postgresql"};
    char quoted[256];
    const char *said = log_quote(message ? str_of(message) : STR("-"), quoted, sizeof quoted);
    bool fault = rc == ERR_IO || rc == ERR_BUG;
    if (fault)
        log_fault(cx, "store", "statement failed", "statement=%s engine=%s outcome=%s message=%s", name,
                  engines[db->engine->kind], rc_name(rc), said);
    else
        log_debug(cx, "store", "statement refused", "statement=%s outcome=%s message=%s", name, rc_name(rc), said);
    if (fault)
        return fail(cx, rc, "http.fault", NULL);
    return rc == ERR_BUSY ? fail(cx, rc, "http.busy", NULL) : rc;
}

static void clear(Stmt *s)
{
    s->db->engine->reset(s);
    s->rc = s->read_rc = OK;
    s->started = s->ended = false;
    s->bound = 0;
    s->column = s->column_count = 0;
    s->changed = 0;
}

static Stmt *spare(Db *db, Rc rc)
{
    clear(db->spare);
    db->spare->rc = rc;
    return db->spare;
}

Stmt *db_stmt(Db *db, int sql)
{
    if (sql < 0 || (size_t)sql >= db->statements->count || !(db->statements->at[sql].of & db->of))
        return spare(db, ERR_BUG);
    Stmt *s = db->stmts[sql];
    if (!s)
        s = db->stmts[sql] = stmt_new(db, &db->statements->at[sql], sql);
    if (!s)
        return spare(db, ERR_NOMEM);
    bool over = s->ended || (s->started && s->rc != OK);
    if (s->holders++ && !over) /* somebody up the call chain reads its rows: sharing would end his loop early */
        s->shared = true;
    else
        clear(s);
    return s;
}

Rc db_own_stmt(Ctx *cx, Db *db, const char *name, const char *text, Stmt **ret)
{
    size_t count = 0;
    for (const char *at = text; *at; at++)
        count += *at == '?' || *at == '$'; /* the store's own SQL has neither inside quotes */
    Stmt *s = stmt_new(db, &(PreparedText){.name = name, .text = text, .parameter_count = count}, -1);
    if (!s)
        return db_failed(cx, db, name, ERR_NOMEM, NULL);
    s->holders = 1;
    *ret = s;
    return OK;
}

void stmt_drop(Stmt **s)
{
    Stmt *it = *s;
    *s = NULL;
    if (!it)
        return;
    if (it == it->db->spare)
        return;
    bool last = --it->holders == 0;
    if (last && it->number < 0) {
        stmt_free(it);
        return;
    }
    if (last || !it->shared) /* who is left behind learns that it was shared */
        clear(it);
    if (last)
        it->shared = false;
}

static void put(Stmt *s, Parameter p)
{
    if (s->started && !s->shared)
        clear(s); /* the same statement once more */
    if (s->rc == OK && s->bound == s->parameter_count)
        s->rc = ERR_BUG;
    if (s->rc == OK)
        s->parameters[s->bound++] = p;
}

void stmt_put_int(Stmt *s, int64_t v)
{
    put(s, (Parameter){.kind = PARAMETER_INT, .number = v});
}

void stmt_put_bool(Stmt *s, bool v)
{
    stmt_put_int(s, v);
}

void stmt_put_text(Stmt *s, Str v)
{
    if (v.at && (memchr(v.at, 0, v.n) || !utf8_valid(v))) { /* PostgreSQL would refuse it, SQLite would keep it */
        put(s, (Parameter){0});
        s->rc = s->rc == OK ? ERR_INVALID : s->rc;
        return;
    }
    put(s, v.at ? (Parameter){.kind = PARAMETER_TEXT, .bytes = v} : (Parameter){0});
}

void stmt_put_id(Stmt *s, const Id *v)
{
    put(s, id_none(v) ? (Parameter){0} : (Parameter){.kind = PARAMETER_TEXT, .bytes = id_str(v)});
}

void stmt_put_bytes(Stmt *s, const void *at, size_t n)
{
    put(s, (Parameter){.kind = PARAMETER_BYTES, .bytes = {at ? at : "", n}});
}

void stmt_put_null(Stmt *s)
{
    put(s, (Parameter){0});
}

/* A failed statement ends its transaction on PostgreSQL; here it does on both engines. */
static Rc noted(Db *db, Rc rc)
{
    if (rc != OK && rc != ERR_MISSING && db->tx != TX_NONE && db->tx_rc == OK)
        db->tx_rc = rc;
    return rc;
}

/* A lone statement is a transaction of its own, so a clash is tried again here. */
static Rc start_alone(Ctx *cx, Stmt *s)
{
    Db *db = s->db;
    Rc rc;
    int attempt = 0;
    do {
        db->clashed = false;
        rc = db->engine->start(cx, s);
    } while (rc == ERR_BUSY && db->clashed && tx_wait_turn(++attempt));
    return rc;
}

static Rc start(Ctx *cx, Stmt *s)
{
    Db *db = s->db;
    const Db *other = db->thread->in_transaction;
    if (s->rc == OK && s->bound != s->parameter_count)
        s->rc = ERR_BUG;
    if (s->rc != OK)
        return noted(db, db_failed(cx, db, s->name, s->rc, "wrong parameters"));
    if (other && other != db)
        return db_failed(cx, db, s->name, ERR_BUG, "another database is in a transaction");
    if (db->tx != TX_NONE && db->tx_rc != OK)
        return db->tx_rc;
    if (fault_here(FAULT_STATEMENT))
        return noted(db, db_failed(cx, db, s->name, ERR_IO, "fault point"));
    return noted(db, db->tx == TX_NONE ? start_alone(cx, s) : db->engine->start(cx, s));
}

Rc stmt_row(Ctx *cx, Stmt *s)
{
    if (s->shared)
        return noted(s->db, db_failed(cx, s->db, s->name, ERR_BUG, "held twice"));
    TRY(s->read_rc);
    if (!s->started) {
        s->rc = start(cx, s);
        s->started = true;
    }
    TRY(s->rc);
    if (s->ended)
        return ERR_MISSING;
    Rc rc = s->db->engine->next(cx, s);
    s->column = 0;
    if (rc == OK)
        return OK;
    s->column_count = 0;
    s->ended = true;
    s->rc = rc == ERR_MISSING ? OK : rc;
    return noted(s->db, rc);
}

Rc stmt_run(Ctx *cx, Stmt *s, int64_t *ret_changed)
{
    Rc rc;
    do
        rc = stmt_row(cx, s);
    while (rc == OK);
    if (rc != ERR_MISSING)
        return rc;
    if (ret_changed)
        *ret_changed = s->changed;
    return OK;
}
