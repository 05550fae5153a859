/* The store when something fails: every allocation, statement, write and fsync in turn, a full disk, a lost fsync.
 * Right answer, nothing half done, nothing acknowledged lost. */
#include "base/fault.h"
#include "kernel/store/engine.h"
#include "kernel/store/test_disk.h"
#include "kernel/store/test_schema.h"

enum { FAULTS_MAX = 3000, FAMILY = 4 };

/* A parent with FAMILY children, and a look at them. `arg`: the name. */
static Rc put_family(Ctx *cx, Db *db, void *arg)
{
    Id parent;
    int64_t n;
    TRY(test_put_parent(cx, db, arg, &parent));
    for (int i = 0; i < FAMILY; i++)
        TRY(test_put_child(cx, db, &parent));
    TRY(test_count_children(cx, db, &parent, &n));
    return n == FAMILY ? OK : ERR_BUG;
}

/* Families in the space; ERR_BUG when one is not whole. */
static Rc count_families(Ctx *cx, Db *db, void *arg)
{
    int64_t *ret = arg, families, children;
    TRY(test_count(cx, db, SQL_parent_count, &families));
    TRY(test_count(cx, db, SQL_child_count_all, &children));
    *ret = families;
    return children == families * FAMILY ? OK : ERR_BUG;
}

static int64_t families(Check *c, TestDatabase *d, const Id *space)
{
    int64_t n = -1;
    CHECK(c, db_read(check_ctx(c), database_open(c, d, space), count_families, &n) == OK);
    return n;
}

static bool fault_answer(Rc rc)
{
    return rc == ERR_NOMEM || rc == ERR_IO;
}

/* A context that starts empty each time, so that its arena's own allocations are counted too. */
static Rc with_new_session(Check *c, TestDatabase *d, const Id *space,
                           Rc (*act)(Ctx *cx, StoreThread *t, const Id *space))
{
    AUTO_ARENA arena = arena_new(1 << 20);
    Ctx *outer = check_ctx(c);
    StoreThread *t = NULL;
    if (!arena)
        return ERR_NOMEM;
    Ctx cx = {.arena = arena, .clock = outer->clock, .random = outer->random, .id = outer->id};
    TRY(store_thread_new(d->store, &t));
    Rc rc = act(&cx, t, space);
    store_thread_free(t);
    return rc;
}

static Rc write_family(Ctx *cx, StoreThread *t, const Id *space)
{
    Db *db;
    Str name;
    Id id = id_new(cx);
    TRY(store_space(cx, t, space, &db));
    TRY(str_copy(cx->arena, id_str(&id), &name));
    return db_write(cx, db, put_family, (void *)(uintptr_t)name.at);
}

static void each_fault_while_writing(Check *c, TestDatabase *d)
{
    Id space = database_space(c, d);
    int64_t before = 0;
    Rc rc = ERR_BUG;
    for (long n = 0; n < FAULTS_MAX; n++) {
        fault_after(FAULT_MEMORY | FAULT_STATEMENT, n);
        rc = with_new_session(c, d, &space, write_family);
        bool reached = fault_disarm();
        int64_t after = families(c, d, &space);
        CHECK(c, rc == OK || fault_answer(rc));
        CHECK_INT(c, after, before + (rc == OK));
        before = after;
        if (!reached)
            break;
    }
    CHECK(c, rc == OK);
}

static Rc count_up(Ctx *cx, StoreThread *t, const Id *space)
{
    Db *db;
    TRY(store_space(cx, t, space, &db));
    AUTO_STMT s = db_stmt(db, SQL_counter_add);
    stmt_put_int(s, 1);
    return stmt_row(cx, s);
}

static int64_t counter(Check *c, TestDatabase *d, const Id *space)
{
    int64_t n = -1;
    CHECK(c, test_count(check_ctx(c), database_open(c, d, space), SQL_counter_sum, &n) == OK);
    return n;
}

/* A lone statement commits by itself; its row needs memory. */
static void each_fault_while_counting(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d);
    AUTO_STMT s = db_stmt(database_open(c, d, &space), SQL_counter_put);
    stmt_put_int(s, 1);
    stmt_put_int(s, 0);
    REQUIRE(c, stmt_run(cx, s, NULL) == OK);
    int64_t before = 0;
    Rc rc = ERR_BUG;
    for (long n = 0; n < FAULTS_MAX; n++) {
        fault_after(FAULT_MEMORY | FAULT_STATEMENT, n);
        rc = with_new_session(c, d, &space, count_up);
        bool reached = fault_disarm();
        CHECK(c, rc == OK || fault_answer(rc));
        CHECK_INT(c, counter(c, d, &space), before + (rc == OK));
        before += rc == OK;
        if (!reached)
            break;
    }
    CHECK(c, rc == OK);
}

static Rc create_space(Ctx *cx, StoreThread *t, const Id *space)
{
    return store_space_create(cx, t, space);
}

static void each_fault_while_creating(Check *c, TestDatabase *d)
{
    Rc rc = ERR_BUG;
    for (long n = 0; n < FAULTS_MAX; n++) {
        Id space = id_new(check_ctx(c));
        fault_after(FAULT_MEMORY | FAULT_STATEMENT, n);
        rc = with_new_session(c, d, &space, create_space);
        bool reached = fault_disarm();
        CHECK(c, rc == OK || fault_answer(rc));
        CHECK(c, with_new_session(c, d, &space, create_space) == OK); /* what was begun can be finished */
        CHECK_INT(c, families(c, d, &space), 0);
        CHECK(c, store_space_drop(check_ctx(c), d->thread, &space) == OK);
        if (!reached)
            break;
    }
    CHECK(c, rc == OK);
}

static void each_fault_while_opening(Check *c, TestDatabase *d)
{
    StoreConf conf = test_conf;
    Id space = database_space(c, d);
    REQUIRE(c, with_new_session(c, d, &space, write_family) == OK);
    conf.sql_count = SQL_child_count; /* a few will do */
    Rc rc = ERR_BUG;
    for (long n = 0; n < FAULTS_MAX; n++) {
        fault_after(FAULT_MEMORY | FAULT_STATEMENT, n);
        rc = database_reopen_with(c, d, &conf);
        bool reached = fault_disarm();
        CHECK(c, rc == OK || fault_answer(rc));
        if (!reached)
            break;
    }
    CHECK(c, rc == OK);
    REQUIRE(c, database_reopen_with(c, d, &test_conf) == OK);
    CHECK_INT(c, families(c, d, &space), 1);
}

/* After a restart: every family is whole, and those acknowledged are there. */
static void survives(Check *c, TestDatabase *d, const Id *space, int64_t acknowledged, int64_t attempted)
{
    database_reopen(c, d);
    int64_t n = families(c, d, space);
    CHECK(c, n >= acknowledged && n <= attempted);
}

static void each_write_in_turn(Check *c, TestDatabase *d)
{
    Id space = database_space(c, d);
    int64_t acknowledged = 0;
    Rc rc = ERR_BUG;
    if (d->engine != DB_SQLITE)
        return; /* its disk is the server's */
    for (long n = 0; n < FAULTS_MAX; n++) {
        test_disk(DISK_FAULTY);
        fault_after(FAULT_WRITE, n);
        rc = with_new_session(c, d, &space, write_family);
        bool reached = fault_disarm();
        test_disk(DISK_SOUND);
        CHECK(c, rc == OK || rc == ERR_IO);
        if (rc == OK)
            acknowledged++;
        survives(c, d, &space, acknowledged, acknowledged + (rc != OK));
        acknowledged = families(c, d, &space);
        if (!reached)
            break;
    }
    CHECK(c, rc == OK);
}

static void a_full_disk(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d);
    if (d->engine != DB_SQLITE)
        return;
    REQUIRE(c, with_new_session(c, d, &space, write_family) == OK);
    test_disk(DISK_FULL);
    CHECK(c, db_write(cx, database_open(c, d, &space), put_family, (char[]){"full"}) == ERR_BUSY);
    CHECK_STR(c, str_of(cx->problem.code), "http.read_only");
    CHECK(c, test_put_label(cx, database_open(c, d, &space), "alone") == ERR_BUSY);
    CHECK_STR(c, str_of(cx->problem.code), "http.read_only");
    CHECK(c, store_write_check(cx, d->thread) == ERR_BUSY);
    CHECK_INT(c, families(c, d, &space), 1); /* reading goes on */
    test_disk(DISK_SOUND);
    CHECK(c, !store_sync_failed(d->store)); /* it need not restart */
    CHECK(c, db_write(cx, database_open(c, d, &space), put_family, (char[]){"again"}) == OK);
    CHECK(c, store_write_check(cx, d->thread) == OK);
    survives(c, d, &space, 2, 2);
}

/* What the server says when its disk, its memory or its connections are used up, said by itself. */
static void an_exhausted_server(Check *c, TestDatabase *d)
{
    static const struct {
        const char *state, *code;
    } rows[] = {{"53100", "http.read_only"}, {"53200", "http.busy"}, {"53300", "http.busy"}};
    Ctx *cx = check_ctx(c);
    char script[120];
    if (d->engine != DB_POSTGRES)
        return;
    Db *db = database_platform(c, d);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        snprintf(script, sizeof script, "DO $$ BEGIN RAISE EXCEPTION 'used up' USING ERRCODE = '%s'; END $$",
                 rows[i].state);
        fail_clear(cx);
        CHECK_INT(c, db->engine->script(cx, db, "used_up", script), ERR_BUSY);
        CHECK_STR(c, str_of(cx->problem.code), rows[i].code);
        CHECK(c, !db->clashed); /* not worth another try at once */
    }
    CHECK(c, store_write_check(cx, d->thread) == OK);
}

static void a_lost_fsync(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d), other = database_space(c, d);
    if (d->engine != DB_SQLITE)
        return;
    REQUIRE(c, with_new_session(c, d, &space, write_family) == OK);
    REQUIRE(c, with_new_session(c, d, &other, write_family) == OK);
    test_disk(DISK_SYNC_FAILS);
    CHECK(c, db_write(cx, database_open(c, d, &space), put_family, (char[]){"unsure"}) == ERR_IO);
    test_disk(DISK_SOUND);
    CHECK(c, store_sync_failed(d->store));
    CHECK(c, db_write(cx, database_open(c, d, &space), put_family, (char[]){"refused"}) == ERR_IO);
    CHECK(c, with_new_session(c, d, &other, write_family) == ERR_IO);
    CHECK(c, store_write_check(cx, d->thread) == ERR_IO);
    survives(c, d, &space, 1, 2);
    survives(c, d, &other, 1, 1);
    CHECK(c, db_write(cx, database_open(c, d, &space), put_family, (char[]){"recovered"}) == OK);
}

#define ON_BOTH(name, body)                               \
    static void name(Check *c)                            \
    {                                                     \
        database_each_engine_with(c, &test_conf, (body)); \
    }
ON_BOTH(writing, each_fault_while_writing)
ON_BOTH(counting, each_fault_while_counting)
ON_BOTH(creating, each_fault_while_creating)
ON_BOTH(opening, each_fault_while_opening)
ON_BOTH(writes, each_write_in_turn)
ON_BOTH(full, a_full_disk)
ON_BOTH(exhausted, an_exhausted_server)
ON_BOTH(fsync_lost, a_lost_fsync)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"each allocation and statement fails in turn while writing: all or nothing", writing},
        {"each allocation and statement fails in turn in a lone statement: counted or not, and said so", counting},
        {"each allocation and statement fails in turn while a space is made: it can be finished", creating},
        {"each allocation and statement fails in turn while the store opens: it can be opened", opening},
        {"each write and fsync fails in turn: what was acknowledged survives, families stay whole", writes},
        {"a full disk refuses writes, keeps what is there, and recovers when there is room", full},
        {"a server without room or connections is busy, not broken", exhausted},
        {"after a failed fsync nothing more is acknowledged until the next start", fsync_lost},
    };
    return test_disk_install() ? check_main(argc, argv, tests, sizeof tests / sizeof *tests) : 1;
}
