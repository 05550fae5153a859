/* Documents whose names are not known ahead: reading them, and writing them again. */
#include "kernel/json/value.h"
#include "tests/check.h"

static const JsonValue *parsed(Check *c, const char *json)
{
    const JsonValue *v = NULL;
    CHECK(c, value_parse(check_ctx(c), str_of(json), &v) == OK);
    return v;
}

static void every_kind_is_read(Check *c)
{
    const JsonValue *v = parsed(c, "{\"a\":null,\"b\":true,\"c\":-3,\"d\":0.5,\"e\":\"x\",\"f\":[1,2],\"g\":{}}");
    REQUIRE(c, v != NULL);
    static const ValueKind kinds[] = {VALUE_NULL, VALUE_BOOL, VALUE_INT,   VALUE_REAL,
                                      VALUE_TEXT, VALUE_LIST, VALUE_OBJECT};
    ValueMember m = {0};
    size_t n = 0;
    for (; value_next(v, &m); n++)
        CHECK(c, n < 7 && value_kind(m.value) == kinds[n] && m.name.at[0] == (char)('a' + n));
    CHECK_INT(c, (int64_t)n, 7);
    CHECK_INT(c, (int64_t)value_count(v), 7);
    CHECK(c, value_bool(value_member(v, "b")) && value_number(value_member(v, "c")) <= -3);
    CHECK_STR(c, value_text(value_member(v, "e")), "x");
    CHECK_INT(c, (int64_t)value_number(value_item(value_member(v, "f"), 1)), 2);
    CHECK(c, value_member(v, "h") == NULL && value_item(value_member(v, "f"), 2) == NULL);
}

static void what_is_of_another_kind_reads_as_nothing(Check *c)
{
    const JsonValue *v = parsed(c, "[\"x\"]");
    ValueMember m = {0};
    REQUIRE(c, v != NULL);
    CHECK(c, !value_next(v, &m) && value_member(v, "a") == NULL && !value_bool(v));
    CHECK(c, value_text(v).at == NULL && value_count(value_item(v, 0)) == 0);
    CHECK(c, !(value_number(v) > 0) && !(value_number(v) < 0));
}

static void what_is_written_reads_back_the_same(Check *c)
{
    static const char *const texts[] = {
        "{\"é\\u0001\":[null,true,false,12.345,1e+300,-9007199254740993,\"\\\"\"],\"b\":{}}", "\"\"", "[]", "0.1"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        Buf b;
        buf_init(&b, check_ctx(c)->arena, 1000);
        JsonWriter w = JSON_WRITER(&b);
        value_write(&w, parsed(c, texts[i]));
        CHECK_STR(c, buf_str(&b), texts[i]);
    }
}

static void what_is_no_document_is_refused(Check *c)
{
    const JsonValue *v = NULL;
    static const struct {
        const char *json, *code;
    } rows[] = {{"{", "http.malformed"},
                {"", "http.malformed"},
                {"{\"a\":1,\"a\":2}", "http.duplicate_member"},
                {"\"\xFF\"", "http.bad_utf8"},
                {"[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]", "http.too_deep"},
                {"1e999", "http.out_of_range"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CHECK(c, value_parse(check_ctx(c), str_of(rows[i].json), &v) == ERR_INVALID);
        CHECK_STR(c, str_of(check_ctx(c)->problem.code), rows[i].code);
    }
    CHECK(c, v == NULL);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"every kind is read", every_kind_is_read},
        {"what is of another kind reads as nothing", what_is_of_another_kind_reads_as_nothing},
        {"what is written reads back the same", what_is_written_reads_back_the_same},
        {"what is no document is refused", what_is_no_document_is_refused},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
