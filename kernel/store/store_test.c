/* Values, statements and their outcomes, on both engines. */
#include "kernel/store/test_schema.h"

static Db *fresh(Check *c, TestDatabase *d)
{
    Id space = database_space(c, d);
    return database_open(c, d, &space);
}

static int64_t things(Check *c, Db *db)
{
    int64_t n = -1;
    CHECK(c, test_count(check_ctx(c), db, SQL_thing_count, &n) == OK);
    return n;
}

static const unsigned char odd_bytes[] = {0, 1, 0xFF, '\\', 'x', 0};
#define ODD_TEXT "Éléonore \xF0\x9F\x8E\xAC \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D 'quote' \"name\" % _ \\ ?"

static Rc put_thing(Ctx *cx, Db *db, const Id *id, int64_t number, Str label, bool flag)
{
    AUTO_STMT s = db_stmt(db, SQL_thing_put);
    stmt_put_id(s, id);
    stmt_put_int(s, number);
    stmt_put_text(s, label);
    stmt_put_bytes(s, odd_bytes, sizeof odd_bytes);
    stmt_put_bool(s, flag);
    return stmt_run(cx, s, NULL);
}

static void values_come_back(Check *c, TestDatabase *d)
{
    static const int64_t numbers[] = {0, -1, INT64_MAX, INT64_MIN};
    Ctx *cx = check_ctx(c);
    Db *db = fresh(c, d);
    for (size_t i = 0; i < 4; i++) {
        Id id = id_new(cx);
        REQUIRE(c, put_thing(cx, db, &id, numbers[i], STR(ODD_TEXT), i % 2) == OK);
        AUTO_STMT s = db_stmt(db, SQL_thing_get);
        stmt_put_id(s, &id);
        REQUIRE(c, stmt_row(cx, s) == OK);
        Id read = stmt_id(s);
        CHECK(c, id_equal(&read, &id));
        CHECK_INT(c, stmt_int(s), numbers[i]);
        CHECK_STR(c, stmt_text(cx, s), ODD_TEXT);
        Str bytes = stmt_bytes(cx, s);
        CHECK(c, bytes.n == sizeof odd_bytes && memcmp(bytes.at, odd_bytes, sizeof odd_bytes) == 0);
        CHECK_INT(c, stmt_bool(s), i % 2);
        CHECK_STR(c, stmt_text(cx, s), "?");
        CHECK(c, stmt_read(s) == OK);
        CHECK(c, stmt_row(cx, s) == ERR_MISSING);
        CHECK(c, stmt_row(cx, s) == ERR_MISSING);
    }
}

static void nothing_is_not_empty(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Db *db = fresh(c, d);
    Id none = id_new(cx), empty = id_new(cx);
    AUTO_STMT put = db_stmt(db, SQL_thing_put);
    stmt_put_id(put, &none);
    stmt_put_null(put);
    stmt_put_text(put, (Str){0});
    stmt_put_null(put);
    stmt_put_null(put);
    CHECK(c, stmt_run(cx, put, NULL) == OK);
    stmt_put_id(put, &empty); /* the same statement once more */
    stmt_put_int(put, 0);
    stmt_put_text(put, STR(""));
    stmt_put_bytes(put, NULL, 0);
    stmt_put_bool(put, false);
    CHECK(c, stmt_run(cx, put, NULL) == OK);

    AUTO_STMT get = db_stmt(db, SQL_thing_get);
    bool has = true;
    stmt_put_id(get, &none);
    REQUIRE(c, stmt_row(cx, get) == OK);
    stmt_id(get);
    CHECK(c, stmt_int_or(get, &has) == 0 && !has);
    CHECK(c, stmt_text(cx, get).at == NULL);
    CHECK(c, stmt_bytes(cx, get).at == NULL);
    CHECK(c, stmt_read(get) == OK);
    stmt_put_id(get, &empty);
    REQUIRE(c, stmt_row(cx, get) == OK);
    stmt_id(get);
    CHECK(c, stmt_int_or(get, &has) == 0 && has);
    Str text = stmt_text(cx, get), bytes = stmt_bytes(cx, get);
    CHECK(c, text.at && text.n == 0);
    CHECK(c, bytes.at && bytes.n == 0);
    CHECK(c, stmt_read(get) == OK);
}

static void bad_text_is_refused(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Db *db = fresh(c, d);
    Id id = id_new(cx);
    CHECK(c, put_thing(cx, db, &id, 1, (Str){"a\0b", 3}, false) == ERR_INVALID);
    CHECK(c, put_thing(cx, db, &id, 1, STR("\xC3\x28"), false) == ERR_INVALID);
    CHECK(c, put_thing(cx, db, &id, 1, STR("\xED\xA0\x80"), false) == ERR_INVALID);
    CHECK_INT(c, things(c, db), 0);
    CHECK(c, put_thing(cx, db, &id, 1, STR("ab"), false) == OK);
}

static void wrong_reads_stick(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Db *db = fresh(c, d);
    Id id = id_new(cx);
    REQUIRE(c, put_thing(cx, db, &id, 7, STR("text"), true) == OK);
    AUTO_STMT s = db_stmt(db, SQL_thing_get);
    stmt_put_id(s, &id);
    REQUIRE(c, stmt_row(cx, s) == OK);
    stmt_id(s);
    CHECK_INT(c, stmt_enum(s, 8), 7);
    CHECK(c, stmt_read(s) == OK);
    CHECK_INT(c, stmt_int(s), 0); /* it is a text */
    CHECK(c, stmt_read(s) == ERR_BUG);
    CHECK(c, stmt_row(cx, s) == ERR_BUG);

    stmt_put_id(s, &id);
    REQUIRE(c, stmt_row(cx, s) == OK);
    stmt_id(s);
    CHECK_INT(c, stmt_enum(s, 7), 0); /* 0 to 6 */
    CHECK(c, stmt_read(s) == ERR_BUG);

    stmt_put_id(s, &id);
    REQUIRE(c, stmt_row(cx, s) == OK);
    for (int i = 0; i < 6; i++)
        (void)stmt_bytes(cx, s);
    CHECK(c, stmt_read(s) == ERR_BUG);
}

static void parameters_are_counted(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Db *db = fresh(c, d);
    AUTO_STMT few = db_stmt(db, SQL_counter_put);
    stmt_put_int(few, 1);
    CHECK(c, stmt_run(cx, few, NULL) == ERR_BUG);
    stmt_put_int(few, 1);
    stmt_put_int(few, 2);
    stmt_put_int(few, 3);
    CHECK(c, stmt_run(cx, few, NULL) == ERR_BUG);
    stmt_put_int(few, 1);
    stmt_put_int(few, 2);
    CHECK(c, stmt_run(cx, few, NULL) == OK);
}

static Rc nested(Ctx *cx, Db *db)
{
    AUTO_STMT inner = db_stmt(db, SQL_thing_labels);
    return stmt_run(cx, inner, NULL);
}

static void one_holder_for_each_statement(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Db *db = fresh(c, d);
    REQUIRE(c, test_put_label(cx, db, "a") == OK && test_put_label(cx, db, "b") == OK);
    {
        AUTO_STMT outer = db_stmt(db, SQL_thing_labels);
        CHECK(c, stmt_row(cx, outer) == OK);
        CHECK(c, nested(cx, db) == ERR_BUG);
        CHECK(c, stmt_row(cx, outer) == ERR_BUG);
    }
    CHECK(c, nested(cx, db) == OK);
}

static void statements_belong_to_a_database(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    int64_t n;
    Db *space = fresh(c, d), *platform = database_platform(c, d);
    CHECK(c, test_count(cx, space, SQL_registry_count, &n) == ERR_BUG);
    CHECK(c, test_count(cx, platform, SQL_thing_count, &n) == ERR_BUG);
    CHECK(c, test_count(cx, platform, TEST_SQL_COUNT, &n) == ERR_BUG);
    CHECK(c, test_count(cx, platform, -1, &n) == ERR_BUG);
    CHECK(c, test_count(cx, platform, SQL_registry_count, &n) == OK);
    CHECK(c, test_count(cx, platform, SQL_migration_count, &n) == OK && n == 1);
    CHECK(c, test_count(cx, space, SQL_migration_count, &n) == OK && n == 2);
}

static void constraints_answer_conflict(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Db *db = fresh(c, d);
    Id a, b, nobody = id_new(cx);
    CHECK(c, test_put_parent(cx, db, "one", &a) == OK);
    CHECK(c, test_put_parent(cx, db, "one", &b) == ERR_CONFLICT); /* unique */
    CHECK(c, test_put_child(cx, db, &nobody) == ERR_CONFLICT);    /* foreign key */
    AUTO_STMT s = db_stmt(db, SQL_parent_put);                    /* not null */
    stmt_put_id(s, &nobody);
    stmt_put_null(s);
    CHECK(c, stmt_run(cx, s, NULL) == ERR_CONFLICT);
    AUTO_STMT t = db_stmt(db, SQL_thing_put); /* check */
    stmt_put_id(t, &nobody);
    stmt_put_null(t);
    stmt_put_null(t);
    stmt_put_null(t);
    stmt_put_int(t, 2);
    CHECK(c, stmt_run(cx, t, NULL) == ERR_CONFLICT);
    CHECK(c, test_put_parent(cx, db, "two", &b) == OK); /* and the connection goes on */
}

static void rows_written_are_counted(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Db *db = fresh(c, d);
    int64_t changed = -1;
    for (int i = 0; i < 3; i++)
        REQUIRE(c, test_put_label(cx, db, "same") == OK);
    AUTO_STMT s = db_stmt(db, SQL_thing_relabel);
    stmt_put_text(s, STR("other"));
    stmt_put_text(s, STR("same"));
    CHECK(c, stmt_run(cx, s, &changed) == OK);
    CHECK_INT(c, changed, 3);
    stmt_put_text(s, STR("other"));
    stmt_put_text(s, STR("same"));
    CHECK(c, stmt_run(cx, s, &changed) == OK);
    CHECK_INT(c, changed, 0);
    AUTO_STMT reading = db_stmt(db, SQL_thing_labels);
    CHECK(c, stmt_run(cx, reading, &changed) == OK);
    CHECK_INT(c, changed, 0);
}

static void returning_is_complete(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Db *db = fresh(c, d);
    for (int i = 0; i < 3; i++) {
        Id id = id_new(cx);
        REQUIRE(c, put_thing(cx, db, &id, i, STR("taken"), true) == OK);
    }
    {
        AUTO_STMT s = db_stmt(db, SQL_thing_take);
        stmt_put_bool(s, true);
        REQUIRE(c, stmt_row(cx, s) == OK);
        CHECK_STR(c, stmt_text(cx, s), "taken");
        CHECK_INT(c, (int64_t)stmt_bytes(cx, s).n, sizeof odd_bytes);
        CHECK(c, stmt_read(s) == OK);
        CHECK_INT(c, things(c, db), 0); /* done before its first row is handed out */
    }                                   /* left without reading the others */
    CHECK_INT(c, things(c, db), 0);
}

static void text_is_compared_by_bytes(Check *c, TestDatabase *d)
{
    static const char *const labels[] = {"b", "a", "B", "\xC3\xA9", "A_1", "A%1", "Z", "a b", "ab"};
    Ctx *cx = check_ctx(c);
    Db *db = fresh(c, d);
    Buf all;
    Rc rc;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        REQUIRE(c, test_put_label(cx, db, labels[i]) == OK);
    buf_init(&all, cx->arena, 200);
    AUTO_STMT s = db_stmt(db, SQL_thing_labels);
    while ((rc = stmt_row(cx, s)) == OK) {
        buf_put(&all, stmt_text(cx, s));
        buf_byte(&all, '|');
    }
    CHECK(c, rc == ERR_MISSING);
    CHECK_STR(c, buf_str(&all), "A%1|A_1|B|Z|a|a b|ab|b|\xC3\xA9|");
    AUTO_STMT like = db_stmt(db, SQL_thing_like);
    stmt_put_text(like, STR("a%"));
    REQUIRE(c, stmt_row(cx, like) == OK);
    CHECK_INT(c, stmt_int(like), 3); /* small letters only */
    stmt_put_text(like, STR("A!_1"));
    REQUIRE(c, stmt_row(cx, like) == OK);
    CHECK_INT(c, stmt_int(like), 1);
}

static void sums_are_numbers(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Db *db = fresh(c, d);
    for (int i = 0; i < 3; i++) {
        AUTO_STMT s = db_stmt(db, SQL_counter_put);
        stmt_put_int(s, i);
        stmt_put_int(s, INT64_C(3000000000));
        REQUIRE(c, stmt_run(cx, s, NULL) == OK);
    }
    int64_t n = 0;
    CHECK(c, test_count(cx, db, SQL_counter_sum, &n) == OK);
    CHECK_INT(c, n, INT64_C(9000000000));
}

#define ON_BOTH(name, body)                               \
    static void name(Check *c)                            \
    {                                                     \
        database_each_engine_with(c, &test_conf, (body)); \
    }
ON_BOTH(values, values_come_back)
ON_BOTH(nothing, nothing_is_not_empty)
ON_BOTH(bad_text, bad_text_is_refused)
ON_BOTH(wrong_reads, wrong_reads_stick)
ON_BOTH(parameters, parameters_are_counted)
ON_BOTH(holder, one_holder_for_each_statement)
ON_BOTH(belonging, statements_belong_to_a_database)
ON_BOTH(constraints, constraints_answer_conflict)
ON_BOTH(counted, rows_written_are_counted)
ON_BOTH(returning, returning_is_complete)
ON_BOTH(collation, text_is_compared_by_bytes)
ON_BOTH(sums, sums_are_numbers)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"every kind of value comes back as it was put", values},
        {"NULL and empty are two things", nothing},
        {"text with a zero byte or bad UTF-8 is refused before the database sees it", bad_text},
        {"reading a column as something it is not sticks until stmt_read", wrong_reads},
        {"too few and too many parameters are refused", parameters},
        {"a statement held twice is refused to both", holder},
        {"a statement runs only in the kind of database it was written for", belonging},
        {"every kind of broken constraint answers conflict and the connection goes on", constraints},
        {"rows written are counted, rows read are not", counted},
        {"a lone statement that returns rows is committed before the first of them", returning},
        {"text sorts and matches by bytes whatever the server's locale", collation},
        {"a sum beyond 32 bits is a number", sums},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
