/* An installation for each engine and body: a folder, or a database on the test server. */
#include "tests/database.h"

#include "base/log.h"
#include "kernel/store/migrations_all.h"
#include "kernel/store/sql_all.h"
#include "kernel/store/test_server.h"

typedef struct {
    TestDatabase d; /* first: what the body sees */
    StoreConf conf;
} Installation;

static const StoreConf product = {
    .sql = sql_all, .sql_count = SQL_COUNT, .migrations = migrations_all, .migration_count = MIGRATION_COUNT};

/* The store's own log says why; the test frame has turned it off. */
static void require(bool held, const char *what)
{
    if (held)
        return;
    fprintf(stderr, "database: %s failed; KAIR_TEST_LOG=1 shows why\n", what);
    abort();
}

static Rc open_store(Check *c, TestDatabase *d)
{
    Installation *i = (Installation *)d;
    TRY(store_open(check_ctx(c), &i->conf, &d->store));
    return store_thread_new(d->store, &d->thread);
}

static void close_store(TestDatabase *d)
{
    for (size_t i = 0; i < d->other_count; i++)
        store_thread_free(d->others[i]);
    store_thread_free(d->thread);
    store_close(d->store);
    d->other_count = 0;
    d->thread = NULL;
    d->store = NULL;
}

static void use_conf(Installation *i, const StoreConf *conf)
{
    i->conf = *conf;
    i->conf.url = i->d.url;
    i->conf.data_dir = str_of(i->d.data_dir);
}

static void run_once(Check *c, const StoreConf *conf, DbEngine engine, Str url, DatabaseTest run)
{
    Installation i = {.d = {.engine = engine, .data_dir = check_folder(c), .url = url}};
    use_conf(&i, conf);
    require(open_store(c, &i.d) == OK, "store_open");
    run(c, &i.d);
    close_store(&i.d);
}

void database_each_engine_with(Check *c, const StoreConf *conf, DatabaseTest run)
{
    run_once(c, conf, DB_SQLITE, STR(""), run);
    TestServer *server = NULL;
    const char *reason = test_server_open(&server);
    if (reason) {
        const char *required = getenv("KAIR_TEST_REQUIRE_POSTGRES");
        check_skip(c, reason);
        check_note(c, !required || strcmp(required, "1") != 0, __FILE__, __LINE__, reason);
        return;
    }
    arena_clear(check_ctx(c)->arena);
    fail_clear(check_ctx(c));
    run_once(c, conf, DB_POSTGRES, test_server_url(server), run);
    test_server_close(server);
}

void database_each_engine(Check *c, DatabaseTest run)
{
    database_each_engine_with(c, &product, run);
}

Db *database_platform(Check *c, TestDatabase *d)
{
    Db *db = NULL;
    require(store_platform(check_ctx(c), d->thread, &db) == OK, "store_platform");
    return db;
}

Id database_space(Check *c, TestDatabase *d)
{
    Id id = id_new(check_ctx(c));
    require(store_space_create(check_ctx(c), d->thread, &id) == OK, "store_space_create");
    return id;
}

Db *database_open(Check *c, TestDatabase *d, const Id *space)
{
    Db *db = NULL;
    require(store_space(check_ctx(c), d->thread, space, &db) == OK, "store_space");
    return db;
}

StoreThread *database_thread(Check *c, TestDatabase *d)
{
    (void)c;
    require(d->other_count < DATABASE_THREADS_MAX, "one more session");
    require(store_thread_new(d->store, &d->others[d->other_count]) == OK, "store_thread_new");
    return d->others[d->other_count++];
}

void database_reopen(Check *c, TestDatabase *d)
{
    close_store(d);
    require(open_store(c, d) == OK, "store_open");
}

Rc database_reopen_with(Check *c, TestDatabase *d, const StoreConf *conf)
{
    close_store(d);
    use_conf((Installation *)d, conf);
    return open_store(c, d);
}

Rc database_reopen_before(Check *c, TestDatabase *d, const char *first, const Sql *sql, size_t sql_count)
{
    Migration *kept = arena_array(check_ctx(c)->arena, MIGRATION_COUNT, sizeof *kept);
    size_t n = 0;
    require(kept != NULL, "arena_array");
    for (size_t i = 0; i < MIGRATION_COUNT; i++)
        if (!(migrations_all[i].of & DB_OF_SPACE) || strcmp(migrations_all[i].name, first) < 0)
            kept[n++] = migrations_all[i];
    return database_reopen_with(
        c, d, &(StoreConf){.sql = sql, .sql_count = sql_count, .migrations = kept, .migration_count = n});
}

Rc database_reopen_product(Check *c, TestDatabase *d)
{
    return database_reopen_with(c, d, &product);
}

Id database_id(const char *text)
{
    Id id = {0};
    memcpy(id.text, text, ID_TEXT);
    return id;
}
