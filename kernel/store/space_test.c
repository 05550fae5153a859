/* Several databases of one installation: each sees its own rows only, threads keep eight open, dropping is final. */
#include "kernel/store/home.h"
#include "kernel/store/test_schema.h"
#include "kernel/store/test_server.h"

#include <unistd.h>

static int64_t parents(Check *c, Db *db)
{
    int64_t n = 0;
    Rc rc;
    AUTO_STMT s = db_stmt(db, SQL_parent_names);
    while ((rc = stmt_row(check_ctx(c), s)) == OK)
        n++;
    CHECK(c, rc == ERR_MISSING);
    return n;
}

static void own_rows_only(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id a = database_space(c, d), b = database_space(c, d), id;
    Db *db_a = database_open(c, d, &a), *db_b = database_open(c, d, &b);
    for (int i = 0; i < 3; i++) { /* to and fro, so that what one has prepared is used after the other */
        REQUIRE(c, test_put_parent(cx, db_a, (char[]){'a', (char)('0' + i), 0}, &id) == OK);
        CHECK_INT(c, parents(c, db_b), i);
        REQUIRE(c, test_put_parent(cx, db_b, (char[]){'a', (char)('0' + i), 0}, &id) == OK); /* unique in its space */
        CHECK_INT(c, parents(c, db_a), i + 1);
    }
    AUTO_STMT from_a = db_stmt(db_a, SQL_parent_names);
    AUTO_STMT from_b = db_stmt(db_b, SQL_parent_names);
    CHECK(c, stmt_row(cx, from_a) == OK && stmt_row(cx, from_b) == OK); /* rows of both open at once */
    CHECK_STR(c, stmt_text(cx, from_a), "a0");
    CHECK_STR(c, stmt_text(cx, from_b), "a0");
}

static Rc fail_after_writing(Ctx *cx, Db *db, void *arg)
{
    (void)arg;
    Id id;
    TRY(test_put_parent(cx, db, "rolled back", &id));
    return ERR_REFUSED;
}

/* Switching the schema and rolling back: a SET inside the transaction would come undone with it. */
static void a_rollback_keeps_the_database(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id a = database_space(c, d), b = database_space(c, d), id;
    Db *db_a = database_open(c, d, &a), *db_b = database_open(c, d, &b);
    REQUIRE(c, test_put_parent(cx, db_a, "of a", &id) == OK);
    CHECK(c, db_write(cx, db_b, fail_after_writing, NULL) == ERR_REFUSED);
    CHECK_INT(c, parents(c, db_b), 0);
    CHECK(c, db_write(cx, db_a, fail_after_writing, NULL) == ERR_REFUSED);
    CHECK_INT(c, parents(c, db_b), 0);
    CHECK_INT(c, parents(c, db_a), 1);
}

/* The trap: a plan is made under a search_path. With the table gone from B, its statement must fail, not find A's. */
static void a_plan_never_strays(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Str drop;
    Id a = database_space(c, d), b = database_space(c, d), id;
    Db *db_a = database_open(c, d, &a), *db_b = database_open(c, d, &b);
    REQUIRE(c, test_put_parent(cx, db_a, "of a", &id) == OK);
    CHECK_INT(c, parents(c, db_b), 0);
    CHECK_INT(c, parents(c, db_a), 1);
    if (d->engine == DB_SQLITE)
        return; /* a file has no path to search */
    REQUIRE(c, str_format(cx->arena, &drop,
                          "DROP TABLE \"space_%s\".parent CASCADE;"
                          "CREATE TABLE public.parent (id TEXT, name TEXT);"
                          "INSERT INTO public.parent VALUES ('1', 'public')",
                          b.text) == OK);
    REQUIRE(c, test_server_ask(d->url, drop.at) != NULL);
    AUTO_STMT s = db_stmt(db_b, SQL_parent_names);
    CHECK(c, stmt_row(cx, s) == ERR_BUSY);
    CHECK_INT(c, parents(c, db_a), 1);
    CHECK(c, stmt_row(cx, s) == ERR_BUSY);
}

static size_t open_spaces(const StoreThread *t)
{
    size_t n = 0;
    for (size_t i = 0; i < OPEN_SPACES_MAX; i++)
        n += t->spaces[i].db != NULL;
    return n;
}

static bool is_open(const StoreThread *t, const Id *space)
{
    for (size_t i = 0; i < OPEN_SPACES_MAX; i++)
        if (t->spaces[i].db && id_equal(&t->spaces[i].id, space))
            return true;
    return false;
}

static void eight_stay_open(Check *c, TestDatabase *d)
{
    enum { SPACES = OPEN_SPACES_MAX + 1 };
    Ctx *cx = check_ctx(c);
    Id ids[SPACES], id;
    for (size_t i = 0; i < SPACES; i++) {
        ids[i] = database_space(c, d);
        for (size_t n = 0; n < i; n++)
            REQUIRE(c, test_put_parent(cx, database_open(c, d, &ids[i]), (char[]){(char)('a' + n), 0}, &id) == OK);
        CHECK_INT(c, (int64_t)open_spaces(d->thread), i < OPEN_SPACES_MAX ? (int64_t)i + 1 : OPEN_SPACES_MAX);
    }
    CHECK(c, !is_open(d->thread, &ids[0])); /* the ninth closed it */
    CHECK_INT(c, parents(c, database_open(c, d, &ids[1])), 1);
    CHECK_INT(c, parents(c, database_open(c, d, &ids[0])), 0);
    CHECK(c, is_open(d->thread, &ids[1]) && !is_open(d->thread, &ids[2])); /* used, and not used for longest */
    for (size_t round = 0; round < 2; round++)
        for (size_t i = 0; i < SPACES; i++)
            CHECK_INT(c, parents(c, database_open(c, d, &ids[i])), (int64_t)i);
}

static void unknown_spaces_are_missing(Check *c, TestDatabase *d)
{
    static const char *const names[] = {"", "../../etc", "x\" CASCADE; --", "0190AAAA-0000-7000-8000-000000000000"};
    Ctx *cx = check_ctx(c);
    Db *db = NULL;
    Id id = id_new(cx);
    CHECK(c, store_space(cx, d->thread, &id, &db) == ERR_MISSING);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        Id odd = {0};
        memcpy(odd.text, names[i], strlen(names[i]));
        CHECK(c, store_space(cx, d->thread, &odd, &db) == ERR_MISSING);
        CHECK(c, store_space_create(cx, d->thread, &odd) == ERR_MISSING);
        CHECK(c, store_space_drop(cx, d->thread, &odd) == ERR_MISSING);
    }
    CHECK(c, db == NULL);
}

static void creating_twice_is_harmless(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d), id;
    REQUIRE(c, test_put_parent(cx, database_open(c, d, &space), "kept", &id) == OK);
    CHECK(c, store_space_create(cx, d->thread, &space) == OK);
    database_reopen(c, d);
    CHECK(c, store_space_create(cx, d->thread, &space) == OK);
    CHECK_INT(c, parents(c, database_open(c, d, &space)), 1);
    CHECK(c, store_migrate_space(cx, d->thread, &space) == OK);
    CHECK(c, store_migrate_platform(cx, d->thread) == OK);
}

static void a_dropped_space_is_gone(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d), neighbour = database_space(c, d), id;
    StoreThread *other = database_thread(c, d);
    Db *theirs, *db;
    REQUIRE(c, test_put_parent(cx, database_open(c, d, &space), "doomed", &id) == OK);
    REQUIRE(c, test_put_parent(cx, database_open(c, d, &neighbour), "kept", &id) == OK);
    REQUIRE(c, store_space(cx, other, &space, &theirs) == OK);
    REQUIRE(c, test_put_parent(cx, theirs, "theirs", &id) == OK);
    CHECK(c, store_space_drop(cx, d->thread, &space) == OK);
    CHECK(c, test_put_parent(cx, theirs, "into nothing", &id) == ERR_BUSY);
    CHECK(c, store_space(cx, other, &space, &theirs) == ERR_MISSING);
    CHECK(c, store_space(cx, d->thread, &space, &db) == ERR_MISSING);
    CHECK(c, store_space_drop(cx, d->thread, &space) == OK);
    CHECK_INT(c, parents(c, database_open(c, d, &neighbour)), 1);
    CHECK(c, store_space_create(cx, d->thread, &space) == OK); /* the same id again: empty */
    CHECK_INT(c, parents(c, database_open(c, d, &space)), 0);
    REQUIRE(c, store_space(cx, other, &space, &theirs) == OK);
    CHECK_INT(c, parents(c, theirs), 0);
}

static void one_process_owns_the_folder(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    StoreConf conf = test_conf;
    Store *second = NULL;
    conf.url = d->url;
    conf.data_dir = str_of(d->data_dir);
    bool owned = d->engine == DB_SQLITE;
    CHECK(c, store_open(cx, &conf, &second) == (owned ? ERR_BUSY : OK)); /* servers share a PostgreSQL */
    CHECK(c, (second == NULL) == owned);
    store_close(second);
    database_reopen(c, d); /* the lock goes with its owner */
    CHECK(c, store_write_check(cx, d->thread) == OK);
    CHECK(c, store_write_check(cx, d->thread) == OK);
    CHECK(c, store_engine(d->store) == d->engine);
}

static Id fixed(char last)
{
    Id id = {.text = "0190aaaa-0000-7000-8000-00000000000"};
    id.text[ID_TEXT - 1] = last;
    return id;
}

static Rc fill(Ctx *cx, Db *db, const char *order)
{
    for (const char *at = order; *at; at++) {
        Id id = fixed(*at);
        AUTO_STMT s = db_stmt(db, SQL_thing_put);
        stmt_put_id(s, &id);
        if (*at == '1')
            stmt_put_null(s);
        else
            stmt_put_int(s, *at);
        stmt_put_text(s, *at == '2' ? (Str){0} : STR("\xC3\xA9t\xC3\xA9"));
        stmt_put_bytes(s, "\0\xFF", 2);
        stmt_put_bool(s, *at & 1);
        TRY(stmt_run(cx, s, NULL));
    }
    return OK;
}

static Str digest(Check *c, TestDatabase *d, const Id *space)
{
    Str ret = {0};
    CHECK(c, store_digest(check_ctx(c), database_open(c, d, space), &ret) == OK);
    return ret;
}

static void digests_tell_rows_apart(Check *c, TestDatabase *d)
{
    static char of_sqlite[65];
    Ctx *cx = check_ctx(c);
    Id a = database_space(c, d), b = database_space(c, d);
    Str empty = digest(c, d, &a);
    CHECK(c, str_equal(empty, digest(c, d, &b)));
    REQUIRE(c, fill(cx, database_open(c, d, &a), "1234") == OK);
    REQUIRE(c, fill(cx, database_open(c, d, &b), "4321") == OK);
    Str full = digest(c, d, &a);
    CHECK(c, full.n == 64 && !str_equal(full, empty));
    CHECK(c, str_equal(full, digest(c, d, &b))); /* whatever the order of writing */
    if (d->engine == DB_SQLITE)
        memcpy(of_sqlite, full.at, 64);
    else
        CHECK_STR(c, full, of_sqlite);
    AUTO_STMT s = db_stmt(database_open(c, d, &b), SQL_counter_put);
    stmt_put_int(s, 1);
    stmt_put_int(s, 1);
    REQUIRE(c, stmt_run(cx, s, NULL) == OK);
    Str more = digest(c, d, &b);
    CHECK(c, !str_equal(full, more));
    AUTO_STMT changed = db_stmt(database_open(c, d, &b), SQL_counter_set);
    stmt_put_int(changed, 2);
    stmt_put_int(changed, 1);
    REQUIRE(c, stmt_run(cx, changed, NULL) == OK);
    CHECK(c, !str_equal(more, digest(c, d, &b)));
}

#define ON_BOTH(name, body)                               \
    static void name(Check *c)                            \
    {                                                     \
        database_each_engine_with(c, &test_conf, (body)); \
    }
ON_BOTH(isolation, own_rows_only)
ON_BOTH(rollbacks, a_rollback_keeps_the_database)
ON_BOTH(plans, a_plan_never_strays)
ON_BOTH(eight, eight_stay_open)
ON_BOTH(unknown, unknown_spaces_are_missing)
ON_BOTH(twice, creating_twice_is_harmless)
ON_BOTH(dropped, a_dropped_space_is_gone)
ON_BOTH(owner, one_process_owns_the_folder)
ON_BOTH(digests, digests_tell_rows_apart)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"the same statement in two spaces sees its own rows only", isolation},
        {"a rollback in one space leaves the next statement in its own", rollbacks},
        {"a statement whose table is gone fails instead of finding another schema's", plans},
        {"a thread keeps eight spaces open and closes the one not used for longest", eight},
        {"a space that is not there is missing, whatever its name looks like", unknown},
        {"creating and migrating a space again keeps its rows", twice},
        {"a dropped space is gone for every thread, and its id can be used again", dropped},
        {"a data folder has one owner, a PostgreSQL may have several", owner},
        {"the digest is the same on both engines and differs when one value changes", digests},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
