/* Opening a Store, the databases of each thread, and the check of all statements at start. Knows no engine. */
#include "kernel/store/store.h"

#include "base/log.h"
#include "base/mem.h"
#include "kernel/store/home.h"
#include "kernel/store/migrate.h"
#include "kernel/store/sql_text.h"

enum { STORE_ARENA_BYTES = 16 << 20, STATEMENT_BYTES = 64 << 10 };

static Rc statement(Store *s, const Sql *sql, PreparedText *ret)
{
    Str text = str_of(sql->text);
    *ret = (PreparedText){.name = sql->name, .of = sql->of, .parameter_count = sql_parameter_count(text)};
    if (s->home->kind == DB_POSTGRES) {
        Buf b;
        buf_init(&b, s->arena, STATEMENT_BYTES);
        sql_put_numbered(&b, text);
        TRY(b.rc);
        text = buf_str(&b);
    }
    TRY(str_copy(s->arena, text, &text));
    ret->text = text.at;
    return OK;
}

static Rc copy_conf(Store *s, const StoreConf *conf)
{
    Migration *migrations = arena_array(s->arena, conf->migration_count, sizeof *migrations);
    s->statements.at = arena_array(s->arena, conf->sql_count, sizeof *s->statements.at);
    if (!migrations || !s->statements.at)
        return ERR_NOMEM;
    TRY(str_copy(s->arena, conf->url, &s->url));
    TRY(str_copy(s->arena, conf->data_dir, &s->data_dir));
    for (size_t i = 0; i < conf->sql_count; i++) {
        TRY(statement(s, &conf->sql[i], &s->statements.at[i]));
        s->statements.count++;
    }
    for (size_t i = 0; i < conf->migration_count; i++)
        migrations[i] = conf->migrations[i];
    s->migrations = migrations;
    s->migration_count = conf->migration_count;
    return OK;
}

/* Every statement is prepared once, so that a typo stops the start and not a person. The first bad one is reported. */
static Rc check_statements(Ctx *cx, StoreThread *t, DbOf of)
{
    Db *db = NULL;
    TRY(t->store->home->scratch(cx, t, of, &db));
    Rc rc = migrate_scratch(cx, db, t->store->migrations, t->store->migration_count);
    for (size_t i = 0; rc == OK && i < db->statements->count; i++)
        if (db->statements->at[i].of & of) {
            AUTO_STMT s = db_stmt(db, (int)i);
            rc = s == db->spare ? ERR_NOMEM : db->engine->prepare(cx, s);
        }
    db_free(db);
    return rc;
}

static Rc start(Ctx *cx, Store *s)
{
    StoreThread *t = NULL;
    Db *platform = NULL;
    TRY(store_thread_new(s, &t));
    Rc rc = store_platform(cx, t, &platform);
    if (rc == OK)
        rc = check_statements(cx, t, DB_OF_PLATFORM);
    if (rc == OK)
        rc = check_statements(cx, t, DB_OF_SPACE);
    store_thread_free(t);
    return rc;
}

Rc store_open(Ctx *cx, const StoreConf *conf, Store **ret)
{
    Store *s = mem_get(sizeof *s);
    if (!s)
        return ERR_NOMEM;
    s->home = conf->url.n ? &home_postgres : &home_sqlite;
    s->arena = arena_new(STORE_ARENA_BYTES);
    Rc rc = s->arena ? copy_conf(s, conf) : ERR_NOMEM;
    if (rc == OK)
        rc = s->home->acquire(cx, s);
    if (rc == OK)
        rc = start(cx, s);
    if (rc == OK)
        *ret = s;
    else
        store_close(s);
    return rc;
}

void store_close(Store *s)
{
    if (!s)
        return;
    s->home->release(s);
    arena_free(s->arena);
    mem_free(s);
}

DbEngine store_engine(const Store *s)
{
    return s->home->kind;
}

Rc store_thread_new(Store *s, StoreThread **ret)
{
    StoreThread *t = mem_get(sizeof *t);
    if (!t)
        return ERR_NOMEM;
    t->store = s;
    Rc rc = s->home->thread_init(t);
    if (rc == OK)
        *ret = t;
    else
        store_thread_free(t);
    return rc;
}

void store_thread_free(StoreThread *t)
{
    if (!t)
        return;
    db_free(t->platform);
    for (size_t i = 0; i < OPEN_SPACES_MAX; i++)
        db_free(t->spaces[i].db);
    t->store->home->thread_release(t);
    mem_free(t);
}

static Rc open_migrated(Ctx *cx, StoreThread *t, const Id *space, bool create, Db **ret)
{
    Db *db = NULL;
    TRY(t->store->home->open(cx, t, space, create, &db));
    Rc rc = migrate(cx, db, t->store->migrations, t->store->migration_count);
    if (rc == OK)
        *ret = db;
    else
        db_free(db);
    return rc;
}

static Rc free_of_transaction(Ctx *cx, const StoreThread *t)
{
    if (!t->state.in_transaction)
        return OK;
    log_fault(cx, "store", "a database was asked for inside a transaction", "outcome=bug");
    return fail(cx, ERR_BUG, "http.fault", NULL);
}

Rc store_platform(Ctx *cx, StoreThread *t, Db **ret)
{
    TRY(free_of_transaction(cx, t));
    TRY(t->platform ? t->platform->engine->refresh(cx, t->platform) : open_migrated(cx, t, NULL, true, &t->platform));
    *ret = t->platform;
    return OK;
}

static void close_space(OpenSpace *o)
{
    db_free(o->db);
    *o = (OpenSpace){0};
}

static OpenSpace *find_space(StoreThread *t, const Id *space)
{
    for (size_t i = 0; i < OPEN_SPACES_MAX; i++)
        if (t->spaces[i].db && id_equal(&t->spaces[i].id, space))
            return &t->spaces[i];
    return NULL;
}

/* A free place, or that of the space not used for longest, closed. */
static OpenSpace *make_room(StoreThread *t)
{
    OpenSpace *oldest = &t->spaces[0];
    for (size_t i = 0; i < OPEN_SPACES_MAX; i++) {
        if (!t->spaces[i].db)
            return &t->spaces[i];
        if (t->spaces[i].used < oldest->used)
            oldest = &t->spaces[i];
    }
    close_space(oldest);
    return oldest;
}

static Rc use_space(Ctx *cx, StoreThread *t, const Id *space, bool create, Db **ret)
{
    Id valid;
    TRY(free_of_transaction(cx, t));
    if (id_parse(id_str(space), &valid) != OK) /* it becomes a path, or the name of a schema */
        return ERR_MISSING;
    OpenSpace *o = find_space(t, &valid);
    Rc rc = o ? o->db->engine->refresh(cx, o->db) : OK;
    if (o && rc == ERR_MISSING) { /* dropped; there may be a new one of the same id */
        close_space(o);
        o = NULL;
    } else {
        TRY(rc);
    }
    if (!o) {
        Db *db = NULL;
        TRY(open_migrated(cx, t, &valid, create, &db));
        o = make_room(t);
        *o = (OpenSpace){.id = valid, .db = db};
    }
    o->used = ++t->clock;
    *ret = o->db;
    return OK;
}

Rc store_space(Ctx *cx, StoreThread *t, const Id *space, Db **ret)
{
    return use_space(cx, t, space, false, ret);
}

Rc store_space_create(Ctx *cx, StoreThread *t, const Id *space)
{
    Db *db;
    return use_space(cx, t, space, true, &db);
}

Rc store_space_drop(Ctx *cx, StoreThread *t, const Id *space)
{
    Id valid;
    TRY(free_of_transaction(cx, t));
    if (id_parse(id_str(space), &valid) != OK)
        return ERR_MISSING;
    OpenSpace *o = find_space(t, &valid);
    if (o)
        close_space(o);
    return t->store->home->drop(cx, t, &valid);
}

Rc store_migrate_platform(Ctx *cx, StoreThread *t)
{
    Db *db;
    TRY(store_platform(cx, t, &db));
    return migrate(cx, db, t->store->migrations, t->store->migration_count);
}

Rc store_migrate_space(Ctx *cx, StoreThread *t, const Id *space)
{
    Db *db;
    TRY(store_space(cx, t, space, &db));
    return migrate(cx, db, t->store->migrations, t->store->migration_count);
}

bool store_sync_failed(const Store *s)
{
    return s->home->sync_failed(s);
}

Rc store_write_check(Ctx *cx, StoreThread *t)
{
    Db *db;
    AUTO_STMT s = NULL;
    TRY(store_platform(cx, t, &db));
    TRY(db_own_stmt(cx, db, "store_check",
                    "INSERT INTO store_check (id, written) VALUES (1, 1)"
                    " ON CONFLICT (id) DO UPDATE SET written = store_check.written + 1",
                    &s)); /* another value each time: SQLite skips a write that changes nothing */
    return stmt_run(cx, s, NULL);
}
