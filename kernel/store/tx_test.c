/* Transactions: whole or not at all, tried again when they clash, right under races. On both engines unless said. */
#include "kernel/store/engine.h"
#include "kernel/store/test_crew.h"
#include "kernel/store/test_server.h"

#include <sqlite3.h>

static Db *fresh(Check *c, TestDatabase *d, Id *ret_space)
{
    *ret_space = database_space(c, d);
    return database_open(c, d, ret_space);
}

static Rc set_counter(Ctx *cx, Db *db, int64_t value)
{
    AUTO_STMT s = db_stmt(db, SQL_counter_set);
    stmt_put_int(s, value);
    stmt_put_int(s, 1);
    return stmt_run(cx, s, NULL);
}

static Rc get_counter(Ctx *cx, Db *db, int64_t *ret)
{
    AUTO_STMT s = db_stmt(db, SQL_counter_get);
    stmt_put_int(s, 1);
    TRY(stmt_row(cx, s));
    *ret = stmt_int(s);
    return stmt_read(s);
}

static Rc new_counter(Ctx *cx, Db *db)
{
    AUTO_STMT s = db_stmt(db, SQL_counter_put);
    stmt_put_int(s, 1);
    stmt_put_int(s, 0);
    return stmt_run(cx, s, NULL);
}

static int64_t counter(Check *c, Db *db)
{
    int64_t n = -1;
    CHECK(c, get_counter(check_ctx(c), db, &n) == OK);
    return n;
}

static Rc put_two_and_answer(Ctx *cx, Db *db, void *arg)
{
    const Rc *answer = arg;
    TRY(test_put_label(cx, db, "one"));
    TRY(test_put_label(cx, db, "two"));
    return *answer;
}

static Rc look_away(Ctx *cx, Db *db, void *arg)
{
    (void)arg;
    Id first, second;
    TRY(test_put_parent(cx, db, "same", &first));
    (void)!test_put_parent(cx, db, "same", &second);
    return test_put_parent(cx, db, "other", &second) == ERR_CONFLICT ? OK : ERR_BUG;
}

static void all_or_nothing(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space;
    Db *db = fresh(c, d, &space);
    int64_t n = -1;
    CHECK(c, db_write(cx, db, put_two_and_answer, &(Rc){ERR_REFUSED}) == ERR_REFUSED);
    CHECK(c, test_count(cx, db, SQL_thing_count, &n) == OK && n == 0);
    CHECK(c, db_write(cx, db, put_two_and_answer, &(Rc){OK}) == OK);
    CHECK(c, test_count(cx, db, SQL_thing_count, &n) == OK && n == 2);
    CHECK(c, db_write(cx, db, look_away, NULL) == ERR_CONFLICT);
    AUTO_STMT names = db_stmt(db, SQL_parent_names);
    CHECK(c, stmt_row(cx, names) == ERR_MISSING);
}

static Rc write_one(Ctx *cx, Db *db, void *arg)
{
    (void)arg;
    return test_put_label(cx, db, "written");
}

static Rc write_within(Ctx *cx, Db *db, void *arg)
{
    return db_write(cx, db, write_one, arg);
}

typedef struct {
    TestDatabase *d;
    Db *other;
    Id space;
} Elsewhere;

static Rc use_another_database(Ctx *cx, Db *db, void *arg)
{
    (void)db;
    int64_t n;
    return test_count(cx, ((Elsewhere *)arg)->other, SQL_registry_count, &n);
}

static Rc ask_for_another_database(Ctx *cx, Db *db, void *arg)
{
    (void)db;
    Elsewhere *e = arg;
    return store_space(cx, e->d->thread, &e->space, &e->other);
}

static void one_database_one_transaction(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space;
    Db *db = fresh(c, d, &space);
    Elsewhere e = {.d = d, .other = database_platform(c, d), .space = space};
    CHECK(c, db_write(cx, db, write_within, NULL) == ERR_BUG);
    CHECK(c, db_read(cx, db, write_within, NULL) == ERR_BUG);
    CHECK(c, db_read(cx, db, write_one, NULL) == ERR_BUG);
    CHECK(c, db_write(cx, db, use_another_database, &e) == ERR_BUG);
    CHECK(c, db_write(cx, db, ask_for_another_database, &e) == ERR_BUG);
    CHECK(c, db_write(cx, db, write_one, NULL) == OK);
    int64_t n = -1;
    CHECK(c, test_count(cx, db, SQL_thing_count, &n) == OK && n == 1);
}

typedef struct {
    StoreThread *other;
    Ctx other_cx;
    Id space;
    int clashes; /* how often the other session gets in between */
    int runs;
    size_t used_at_start[TX_ATTEMPTS + 1];
    const char *code_at_start;
} Interloper;

/* Reads a row, lets the other session change it, then writes it: impossible in any order of the two. */
static Rc read_then_write(Ctx *cx, Db *db, void *arg)
{
    Interloper *i = arg;
    int64_t value;
    if (i->runs > TX_ATTEMPTS)
        return ERR_BUG;
    i->used_at_start[i->runs] = arena_used(cx->arena);
    i->code_at_start = cx->problem.code;
    bool clash = i->runs++ < i->clashes;
    TRY(get_counter(cx, db, &value));
    if (clash) {
        Db *same;
        (void)fail(cx, ERR_REFUSED, "test.noted", NULL);
        if (!arena_get(cx->arena, 100000))
            return ERR_NOMEM;
        TRY(store_space(&i->other_cx, i->other, &i->space, &same));
        TRY(set_counter(&i->other_cx, same, value + 10));
    }
    return set_counter(cx, db, value + 1);
}

static void clashes_are_tried_again(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Interloper i = {.clashes = 3};
    Db *db = fresh(c, d, &i.space);
    REQUIRE(c, new_counter(cx, db) == OK);
    if (d->engine == DB_SQLITE) /* two sessions cannot write in between each other there */
        i.clashes = 0;
    i.other = database_thread(c, d);
    AUTO_ARENA other = arena_new(1 << 20);
    i.other_cx = (Ctx){.arena = other, .clock = cx->clock, .random = cx->random};
    CHECK(c, db_write(cx, db, read_then_write, &i) == OK);
    CHECK_INT(c, i.runs, i.clashes + 1);
    CHECK_INT(c, counter(c, db), i.clashes * 10 + 1);
    for (int run = 1; run <= i.clashes; run++)
        CHECK_INT(c, (int64_t)i.used_at_start[run], (int64_t)i.used_at_start[0]);
    CHECK(c, i.code_at_start == NULL);
}

static void ten_clashes_on_postgres(Check *c, TestDatabase *d, Db *db, Interloper *i)
{
    Ctx *cx = check_ctx(c);
    i->other = database_thread(c, d);
    AUTO_ARENA other = arena_new(1 << 20);
    i->other_cx = (Ctx){.arena = other, .clock = cx->clock, .random = cx->random};
    CHECK(c, db_write(cx, db, read_then_write, i) == ERR_BUSY);
    CHECK_STR(c, str_of(cx->problem.code), "http.busy");
    CHECK_INT(c, i->runs, TX_ATTEMPTS);
    CHECK_INT(c, counter(c, db), TX_ATTEMPTS * 10);
}

static sqlite3 *foreign_writer(Check *c, TestDatabase *d, const Id *space)
{
    Str path;
    sqlite3 *raw = NULL;
    CHECK(c, str_format(check_ctx(c)->arena, &path, "%s/spaces/%s/space.db", d->data_dir, space->text) == OK);
    CHECK(c, sqlite3_open(path.at, &raw) == SQLITE_OK);
    return raw;
}

/* Another process writes, such as a tool of the operator. */
static void lock_held_on_sqlite(Check *c, TestDatabase *d, Db *db, Interloper *i)
{
    Ctx *cx = check_ctx(c);
    sqlite3 *raw = foreign_writer(c, d, &i->space);
    CHECK(c, sqlite3_exec(raw, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK);
    CHECK(c, db_write(cx, db, read_then_write, i) == ERR_BUSY);
    CHECK_STR(c, str_of(cx->problem.code), "http.busy");
    CHECK_INT(c, i->runs, 0);
    CHECK(c, sqlite3_exec(raw, "ROLLBACK", NULL, NULL, NULL) == SQLITE_OK);
    sqlite3_close(raw);
}

static void ten_clashes_are_busy(Check *c, TestDatabase *d)
{
    Interloper i = {.clashes = 1000};
    Db *db = fresh(c, d, &i.space);
    REQUIRE(c, new_counter(check_ctx(c), db) == OK);
    if (d->engine == DB_SQLITE)
        lock_held_on_sqlite(c, d, db, &i);
    else
        ten_clashes_on_postgres(c, d, db, &i);
    i.clashes = 0;
    i.runs = 0;
    CHECK(c, db_write(check_ctx(c), db, read_then_write, &i) == OK);
}

typedef struct {
    Interloper i;
    bool alone; /* nobody gets in between */
} RowByRow;

static Rc add_one(Ctx *cx, Db *db)
{
    AUTO_STMT s = db_stmt(db, SQL_counter_add);
    stmt_put_int(s, 1);
    return stmt_run(cx, s, NULL);
}

/* As read_then_write, but what is written does not depend on what was read. */
static Rc read_then_add(Ctx *cx, Db *db, void *arg)
{
    RowByRow *r = arg;
    int64_t value;
    r->i.runs++;
    TRY(get_counter(cx, db, &value));
    if (!r->alone) {
        Db *same;
        TRY(store_space(&r->i.other_cx, r->i.other, &r->i.space, &same));
        TRY(add_one(&r->i.other_cx, same));
    }
    return add_one(cx, db);
}

static void rows_do_not_clash(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    RowByRow r = {.i.other = database_thread(c, d), .alone = d->engine == DB_SQLITE};
    Db *db = fresh(c, d, &r.i.space);
    AUTO_ARENA other = arena_new(1 << 20);
    r.i.other_cx = (Ctx){.arena = other, .clock = cx->clock, .random = cx->random};
    REQUIRE(c, new_counter(cx, db) == OK);
    CHECK(c, db_write_rows(cx, db, read_then_add, &r) == OK);
    CHECK_INT(c, r.i.runs, 1);
    CHECK_INT(c, counter(c, db), r.alone ? 1 : 2);
}

static Rc read_twice(Ctx *cx, Db *db, void *arg)
{
    Interloper *i = arg;
    int64_t first, second;
    Db *same;
    TRY(get_counter(cx, db, &first));
    TRY(store_space(&i->other_cx, i->other, &i->space, &same));
    TRY(set_counter(&i->other_cx, same, first + 1));
    TRY(get_counter(cx, db, &second));
    return first == second ? OK : ERR_BUG;
}

static void reading_sees_one_moment(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Interloper i = {.other = database_thread(c, d)};
    Db *db = fresh(c, d, &i.space);
    AUTO_ARENA other = arena_new(1 << 20);
    i.other_cx = (Ctx){.arena = other, .clock = cx->clock, .random = cx->random};
    REQUIRE(c, new_counter(cx, db) == OK);
    CHECK(c, db_read(cx, db, read_twice, &i) == OK);
    CHECK_INT(c, counter(c, db), 1);
}

enum { PLACES = 8, ROUNDS = 6, TRIES = 4 };

typedef struct {
    Id space, parents[ROUNDS];
    bool lone; /* one statement that counts and writes, instead of a transaction */
} Race;

static Rc take_a_place(Ctx *cx, Db *db, void *arg)
{
    int64_t taken;
    TRY(test_count_children(cx, db, arg, &taken));
    return taken < PLACES ? test_put_child(cx, db, arg) : ERR_REFUSED;
}

static Rc take_a_place_at_once(Ctx *cx, Db *db, const Id *parent)
{
    int64_t changed = 0;
    Id id = id_new(cx);
    AUTO_STMT s = db_stmt(db, SQL_child_put_limited);
    stmt_put_id(s, &id);
    stmt_put_id(s, parent);
    TRY(stmt_run(cx, s, &changed));
    return changed ? OK : ERR_REFUSED;
}

static void race(Crewman *me)
{
    Race *r = me->shared;
    Db *db;
    me->rc = store_space(me->cx, me->sessions, &r->space, &db);
    for (size_t i = 0; i < ROUNDS * TRIES && me->rc == OK; i++) {
        Id *parent = &r->parents[i % ROUNDS];
        Rc rc = r->lone ? take_a_place_at_once(me->cx, db, parent) : db_write(me->cx, db, take_a_place, parent);
        me->done += rc == OK;
        if (rc != OK && rc != ERR_REFUSED && rc != ERR_BUSY)
            me->rc = rc;
    }
}

static void race_of(Check *c, TestDatabase *d, bool lone)
{
    Crewman crew[CREW_MAX];
    Race r = {.lone = lone};
    Db *db = fresh(c, d, &r.space);
    for (size_t i = 0; i < ROUNDS; i++)
        REQUIRE(c, test_put_parent(check_ctx(c), db, (char[]){(char)('a' + i), 0}, &r.parents[i]) == OK);
    crew_run(c, d, CREW_MAX, race, &r, crew);
    int64_t acknowledged = 0, stored = 0;
    for (size_t i = 0; i < CREW_MAX; i++) {
        CHECK(c, crew[i].rc == OK);
        acknowledged += crew[i].done;
    }
    for (size_t i = 0; i < ROUNDS; i++) {
        int64_t n = 0;
        CHECK(c, test_count_children(check_ctx(c), db, &r.parents[i], &n) == OK);
        CHECK(c, n > 0 && n <= PLACES);
        stored += n;
    }
    CHECK_INT(c, acknowledged, stored);
}

static void a_limit_holds(Check *c, TestDatabase *d)
{
    race_of(c, d, false);
}

static void a_limit_in_one_statement_holds(Check *c, TestDatabase *d)
{
    race_of(c, d, true);
}

static void count_up(Crewman *me)
{
    Db *db;
    me->rc = store_space(me->cx, me->sessions, me->shared, &db);
    for (int i = 0; i < 20 && me->rc == OK; i++) {
        AUTO_STMT s = db_stmt(db, SQL_counter_add);
        stmt_put_int(s, 1);
        Rc rc = stmt_row(me->cx, s);
        me->done += rc == OK;
        if (rc != OK && rc != ERR_BUSY)
            me->rc = rc;
    }
}

static void nothing_acknowledged_is_lost(Check *c, TestDatabase *d)
{
    Crewman crew[CREW_MAX];
    Id space;
    Db *db = fresh(c, d, &space);
    int64_t acknowledged = 0;
    REQUIRE(c, new_counter(check_ctx(c), db) == OK);
    crew_run(c, d, CREW_MAX, count_up, &space, crew);
    for (size_t i = 0; i < CREW_MAX; i++) {
        CHECK(c, crew[i].rc == OK);
        acknowledged += crew[i].done;
    }
    CHECK(c, acknowledged > 0);
    CHECK_INT(c, counter(c, db), acknowledged);
}

static Rc end_sessions_between(Ctx *cx, Db *db, void *arg)
{
    TestDatabase *d = arg;
    TRY(test_put_label(cx, db, "lost"));
    if (test_server_end_sessions(d->url) < 1)
        return ERR_BUG;
    return test_put_label(cx, db, "never");
}

static Rc end_sessions_before_commit(Ctx *cx, Db *db, void *arg)
{
    TestDatabase *d = arg;
    TRY(test_put_label(cx, db, "lost"));
    return test_server_end_sessions(d->url) < 1 ? ERR_BUG : OK;
}

static void a_lost_connection_is_busy(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space;
    Db *db = fresh(c, d, &space);
    int64_t n = -1;
    if (d->engine == DB_SQLITE)
        return; /* no server */
    CHECK(c, db_write(cx, db, end_sessions_between, d) == ERR_BUSY);
    CHECK_STR(c, str_of(cx->problem.code), "http.busy");
    CHECK(c, db_write(cx, db, write_one, NULL) == OK);
    CHECK(c, db_write(cx, db, end_sessions_before_commit, d) == ERR_BUSY);
    CHECK(c, test_count(cx, db, SQL_thing_count, &n) == OK && n == 1);

    CHECK(c, test_server_end_sessions(d->url) >= 1); /* while idle: nobody notices */
    CHECK(c, db_write(cx, db, write_one, NULL) == OK);
    CHECK(c, test_server_end_sessions(d->url) >= 1);
    CHECK(c, test_put_label(cx, db, "alone") == OK);
    CHECK(c, test_server_end_sessions(d->url) >= 1);
    CHECK(c, store_space(cx, d->thread, &space, &db) == OK);
    CHECK(c, test_count(cx, db, SQL_thing_count, &n) == OK && n == 3);
}

#define ON_BOTH(name, body)                               \
    static void name(Check *c)                            \
    {                                                     \
        database_each_engine_with(c, &test_conf, (body)); \
    }
ON_BOTH(whole, all_or_nothing)
ON_BOTH(single, one_database_one_transaction)
ON_BOTH(again, clashes_are_tried_again)
ON_BOTH(ten, ten_clashes_are_busy)
ON_BOTH(row_by_row, rows_do_not_clash)
ON_BOTH(snapshot, reading_sees_one_moment)
ON_BOTH(limit, a_limit_holds)
ON_BOTH(lone_limit, a_limit_in_one_statement_holds)
ON_BOTH(lost_updates, nothing_acknowledged_is_lost)
ON_BOTH(lost, a_lost_connection_is_busy)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a transaction that fails leaves nothing, even when its body looks away from the failure", whole},
        {"a transaction touches one database, does not nest, and writes only when it may", single},
        {"a body that clashes runs again with its arena rewound and its problem forgotten", again},
        {"ten clashes answer busy and the next transaction works", ten},
        {"writes that are right row by row do not clash with another writer", row_by_row},
        {"a read transaction sees one moment while others write", snapshot},
        {"at most 8 rows per parent holds against 8 threads", limit},
        {"at most 8 rows per parent in one statement holds against 8 threads", lone_limit},
        {"8 threads that count up lose nothing that was acknowledged", lost_updates},
        {"a session that the server ends answers busy and is opened again", lost},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
