/* Migrations run once, in order, unedited, and never backwards. */
#include "kernel/store/test_crew.h"
#include "kernel/store/test_server.h"

enum { FIRST_ONLY = 2 }; /* rows of test_conf.migrations: the platform's, and the first of a space */

static int64_t applied(Check *c, Db *db)
{
    int64_t n = -1;
    CHECK(c, test_count(check_ctx(c), db, SQL_migration_count, &n) == OK);
    return n;
}

/* test_conf with `count` migrations, those from `changed` on replaced by `with`. */
static StoreConf variant(Check *c, size_t count, size_t changed, const Migration *with)
{
    StoreConf conf = test_conf;
    Migration *all = arena_array(check_ctx(c)->arena, count, sizeof *all);
    for (size_t i = 0; all && i < count; i++)
        all[i] = i >= changed ? with[i - changed] : test_conf.migrations[i];
    conf.migrations = all;
    conf.migration_count = count;
    return conf;
}

/* Statements of tables that are not there yet would stop the start. */
static StoreConf early(Check *c)
{
    static const Sql none[] = {{"none", "SELECT COUNT(*) FROM schema_migration", DB_OF_BOTH}};
    StoreConf conf = variant(c, FIRST_ONLY, FIRST_ONLY, NULL);
    conf.sql = none;
    conf.sql_count = 1;
    return conf;
}

static void an_upgrade_runs_what_is_new(Check *c, TestDatabase *d)
{
    Id space;
    StoreConf before = early(c);
    REQUIRE(c, database_reopen_with(c, d, &before) == OK);
    space = database_space(c, d);
    int64_t n = 0;
    CHECK(c, test_count(check_ctx(c), database_open(c, d, &space), 0, &n) == OK && n == 1);
    REQUIRE(c, database_reopen_with(c, d, &test_conf) == OK);
    CHECK_INT(c, applied(c, database_open(c, d, &space)), 2);
    CHECK(c, store_migrate_space(check_ctx(c), d->thread, &space) == OK);
    CHECK_INT(c, applied(c, database_open(c, d, &space)), 2);
    database_reopen(c, d);
    CHECK_INT(c, applied(c, database_open(c, d, &space)), 2);
}

static void open_space(Crewman *me)
{
    Db *db;
    me->rc = store_space(me->cx, me->sessions, me->shared, &db);
    if (me->rc == OK)
        me->rc = test_count(me->cx, db, SQL_migration_count, &me->done);
}

static void many_at_once_run_it_once(Check *c, TestDatabase *d)
{
    Crewman crew[CREW_MAX];
    StoreConf before = early(c);
    REQUIRE(c, database_reopen_with(c, d, &before) == OK);
    Id space = database_space(c, d);
    REQUIRE(c, database_reopen_with(c, d, &test_conf) == OK);
    crew_run(c, d, CREW_MAX, open_space, &space, crew);
    for (size_t i = 0; i < CREW_MAX; i++) {
        CHECK_INT(c, crew[i].rc, OK);
        CHECK_INT(c, crew[i].done, 2);
    }
}

static void create_space(Crewman *me)
{
    me->rc = store_space_create(me->cx, me->sessions, me->shared);
    if (me->rc == OK)
        open_space(me);
}

static void many_at_once_create_it_once(Check *c, TestDatabase *d)
{
    Crewman crew[CREW_MAX];
    Id space = id_new(check_ctx(c));
    crew_run(c, d, CREW_MAX, create_space, &space, crew);
    for (size_t i = 0; i < CREW_MAX; i++) {
        CHECK_INT(c, crew[i].rc, OK);
        CHECK_INT(c, crew[i].done, 2);
    }
}

static void an_edited_migration_is_refused(Check *c, TestDatabase *d)
{
    static const Migration edited[] = {
        {"0002_thing", "CREATE TABLE thing (id TEXT PRIMARY KEY); CREATE TABLE counter (id BIGINT);", DB_OF_SPACE}};
    static const Migration edited_platform[] = {
        {"0001_registry", "CREATE TABLE registry (id TEXT NOT NULL PRIMARY KEY, name TEXT);", DB_OF_PLATFORM}};
    Ctx *cx = check_ctx(c);
    Db *db = NULL;
    Id space = database_space(c, d);
    StoreConf conf = variant(c, 3, 2, edited);
    conf.sql_count = 0;
    REQUIRE(c, database_reopen_with(c, d, &conf) == OK); /* the platform is as it was */
    CHECK(c, store_space(cx, d->thread, &space, &db) == ERR_BUG && db == NULL);
    CHECK_STR(c, str_of(cx->problem.code), "http.fault");
    conf = variant(c, 1, 0, edited_platform);
    conf.sql_count = 0;
    CHECK(c, database_reopen_with(c, d, &conf) == ERR_BUG);
    REQUIRE(c, database_reopen_with(c, d, &test_conf) == OK);
    CHECK_INT(c, applied(c, database_open(c, d, &space)), 2);
}

static void a_migration_slipped_in_is_refused(Check *c, TestDatabase *d)
{
    static const Migration later[] = {{"0003_thing", "CREATE TABLE thing (id TEXT PRIMARY KEY);", DB_OF_SPACE}};
    static const Migration slipped[] = {
        {"0002_forgotten", "CREATE TABLE forgotten (id TEXT PRIMARY KEY);", DB_OF_SPACE},
        {"0003_thing", "CREATE TABLE thing (id TEXT PRIMARY KEY);", DB_OF_SPACE}};
    Db *db = NULL;
    StoreConf conf = variant(c, 3, 2, later);
    conf.sql_count = 0;
    REQUIRE(c, database_reopen_with(c, d, &conf) == OK);
    Id space = database_space(c, d);
    conf = variant(c, 4, 2, slipped);
    conf.sql_count = 0;
    REQUIRE(c, database_reopen_with(c, d, &conf) == OK);
    CHECK(c, store_space(check_ctx(c), d->thread, &space, &db) == ERR_BUG);
}

static void a_newer_schema_is_refused(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Db *db = NULL;
    Id space = database_space(c, d);
    StoreConf before = early(c);
    REQUIRE(c, database_reopen_with(c, d, &before) == OK);
    CHECK(c, store_space(cx, d->thread, &space, &db) == ERR_BUSY && db == NULL);
    CHECK_STR(c, str_of(cx->problem.code), "http.newer_schema");
    CHECK(c, store_space_create(cx, d->thread, &space) == ERR_BUSY);
    REQUIRE(c, database_reopen_with(c, d, &test_conf) == OK);
    CHECK(c, store_space(cx, d->thread, &space, &db) == OK);
}

static void a_broken_migration_leaves_nothing(Check *c, TestDatabase *d)
{
    static const Migration broken[] = {
        {"0002_thing", "CREATE TABLE thing (id TEXT PRIMARY KEY);", DB_OF_SPACE},
        {"0003_clash",
         "CREATE TABLE half (id TEXT PRIMARY KEY); INSERT INTO half (id) SELECT id FROM parent;"
         "INSERT INTO half (id) SELECT id FROM parent;", /* fails only where there is a parent */
         DB_OF_SPACE}};
    Ctx *cx = check_ctx(c);
    StoreConf before = variant(c, FIRST_ONLY, FIRST_ONLY, NULL), conf = variant(c, 4, 2, broken);
    Db *db = NULL;
    Id id;
    before.sql_count = SQL_child_put; /* those of parent */
    conf.sql_count = 0;
    REQUIRE(c, database_reopen_with(c, d, &before) == OK);
    Id space = database_space(c, d);
    REQUIRE(c, test_put_parent(cx, database_open(c, d, &space), "one", &id) == OK);
    REQUIRE(c, database_reopen_with(c, d, &conf) == OK);
    CHECK(c, store_space(cx, d->thread, &space, &db) == ERR_CONFLICT);
    REQUIRE(c, database_reopen_with(c, d, &test_conf) == OK); /* the real second one still runs */
    CHECK_INT(c, applied(c, database_open(c, d, &space)), 2);
}

static void a_bad_statement_stops_the_start(Check *c, TestDatabase *d)
{
    static const Sql bad[] = {
        {"good", "SELECT name FROM parent", DB_OF_SPACE},
        {"bad", "SELECT nane FROM parent", DB_OF_SPACE},
    };
    static const Sql numbered[] = {{"numbered", "SELECT name FROM parent WHERE id = ?1", DB_OF_SPACE}};
    StoreConf conf = test_conf;
    conf.sql = bad;
    conf.sql_count = 2;
    CHECK(c, database_reopen_with(c, d, &conf) == ERR_BUG);
    conf.sql_count = 1;
    CHECK(c, database_reopen_with(c, d, &conf) == OK);
    if (d->engine == DB_SQLITE)
        return;
    conf.sql = numbered;
    CHECK(c, database_reopen_with(c, d, &conf) == ERR_BUG);
    const char *left = test_server_ask(d->url, "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'scratch%'");
    CHECK_STR(c, str_of(left), "0");
}

#define ON_BOTH(name, body)                               \
    static void name(Check *c)                            \
    {                                                     \
        database_each_engine_with(c, &test_conf, (body)); \
    }
ON_BOTH(upgrade, an_upgrade_runs_what_is_new)
ON_BOTH(at_once, many_at_once_run_it_once)
ON_BOTH(create_at_once, many_at_once_create_it_once)
ON_BOTH(edited, an_edited_migration_is_refused)
ON_BOTH(slipped_in, a_migration_slipped_in_is_refused)
ON_BOTH(newer, a_newer_schema_is_refused)
ON_BOTH(broken_one, a_broken_migration_leaves_nothing)
ON_BOTH(bad_statement, a_bad_statement_stops_the_start)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"an upgrade runs what is new, once", upgrade},
        {"8 threads that open an old space at once migrate it once", at_once},
        {"8 threads that create a space at once create it once", create_at_once},
        {"a migration edited after it ran is refused", edited},
        {"a migration slipped in before one that has run is refused", slipped_in},
        {"a schema newer than the program is refused with a code of its own", newer},
        {"a migration that fails leaves nothing of itself or of those before it", broken_one},
        {"a statement with a mistake stops the start and leaves no scratch schema", bad_statement},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
