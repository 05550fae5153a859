/* PostgreSQL: the schema "platform" and one schema "space_<id>" for each space, in the database of the URI. */
#include "kernel/store/db_postgres.h"
#include "kernel/store/home.h"

#include "base/mem.h"

static PostgresLink *own(const StoreThread *t)
{
    return t->own;
}

static Rc acquire(Ctx *cx, Store *s)
{
    (void)cx, (void)s; /* several processes may use one server: nothing to hold */
    return OK;
}

static void release(Store *s)
{
    (void)s;
}

/* The server sees to it itself: it stops and recovers. */
static bool sync_failed(const Store *s)
{
    (void)s;
    return false;
}

static Rc thread_init(StoreThread *t)
{
    PostgresLink *l = t->own = mem_get(sizeof *l);
    return l ? link_init(l, t->store->url.at) : ERR_NOMEM;
}

static void thread_release(StoreThread *t)
{
    if (own(t))
        link_release(own(t));
    mem_free(own(t));
}

/* `space` has the form of a UUID: store.c has checked. */
static void schema_of(const Id *space, char ret[SCHEMA_ROOM])
{
    snprintf(ret, SCHEMA_ROOM, "%s%s", space ? "space_" : "platform", space ? space->text : "");
}

/* IF NOT EXISTS alone does not help two at once: the second meets the first one's row in the catalogue, with an error
 * that is not the same in every version. So they queue. */
static Rc create_schema(Ctx *cx, Db *db, PostgresLink *l, const char *schema)
{
    char sql[SCHEMA_ROOM + 160];
    snprintf(sql, sizeof sql,
             "SELECT pg_advisory_xact_lock(hashtextextended('kair schemas', 0)); CREATE SCHEMA IF NOT EXISTS \"%s\"",
             schema);
    TRY(link_ensure(cx, db, l));
    return link_run(cx, db, l, "create", sql);
}

static Rc open_one(Ctx *cx, StoreThread *t, const Id *space, bool create, Db **ret)
{
    char schema[SCHEMA_ROOM];
    Db *db = NULL;
    schema_of(space, schema);
    TRY(postgres_db_new(&t->store->statements, &t->state, own(t), schema, space ? DB_OF_SPACE : DB_OF_PLATFORM, &db));
    Rc rc = postgres_db_use(cx, db);
    if (rc == ERR_MISSING && create) {
        rc = create_schema(cx, db, own(t), schema);
        if (rc == OK)
            rc = postgres_db_use(cx, db);
    }
    if (rc == OK)
        *ret = db;
    else
        db_free(db);
    return rc;
}

static Rc drop(Ctx *cx, StoreThread *t, const Id *space)
{
    char schema[SCHEMA_ROOM], sql[SCHEMA_ROOM + 64];
    Db *db = NULL;
    schema_of(space, schema);
    snprintf(sql, sizeof sql, "DROP SCHEMA IF EXISTS \"%s\" CASCADE", schema);
    TRY(postgres_db_new(&t->store->statements, &t->state, own(t), schema, DB_OF_SPACE, &db));
    Rc rc = link_ensure(cx, db, own(t));
    if (rc == OK)
        rc = link_run(cx, db, own(t), "drop", sql);
    own(t)->schema[0] = 0;
    db_free(db);
    return rc;
}

static Rc scratch(Ctx *cx, StoreThread *t, DbOf of, Db **ret)
{
    char schema[SCHEMA_ROOM];
    uint64_t chance;
    Db *db = NULL;
    random_system.fill(&random_system, &chance, sizeof chance); /* several processes may start at once */
    snprintf(schema, sizeof schema, "scratch_%016llx", (unsigned long long)chance);
    TRY(postgres_db_new(&t->store->statements, &t->state, own(t), schema, of, &db));
    Rc rc = postgres_db_scratch(cx, db);
    if (rc == OK)
        *ret = db;
    else
        db_free(db);
    return rc;
}

const Home home_postgres = {
    .kind = DB_POSTGRES,
    .acquire = acquire,
    .release = release,
    .sync_failed = sync_failed,
    .thread_init = thread_init,
    .thread_release = thread_release,
    .open = open_one,
    .drop = drop,
    .scratch = scratch,
};
