/* Text rules, query strings and schemas. */
#include "kernel/json/schema.h"
#include "kernel/json/test_shape.h"
#include "kernel/json/text_rule.h"
#include "tests/check.h"

#include <string.h>

#define TIMES10(s) s s s s s s s s s s

static const char *judge(Check *c, TextRule rule, const char *text)
{
    Str kept;
    const char *code = "?";
    CHECK_INT(c, text_accept(check_ctx(c), rule, 0, 1000, str_of(text), &kept, &code), OK);
    return code;
}

typedef struct {
    TextRule rule;
    const char *text;
    const char *code; /* NULL: accepted */
} Judgement;

static void hold(Check *c, const Judgement *j, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *code = judge(c, j[i].rule, j[i].text);
        if (!CHECK_STR(c, str_of(code ? code : "accepted"), j[i].code ? j[i].code : "accepted"))
            check_say(c, "text: %s", j[i].text);
    }
}

static void each_rule_takes_what_it_should_and_no_more(Check *c)
{
    static const char bad[] = "http.bad_text";
    static const Judgement judgements[] = {
        {TEXT_LINE, "Ça va? 100 % _ \"ok\" \xE2\x80\x8F\xD8\xB4", NULL},
        {TEXT_LINE, "a\tb", bad},
        {TEXT_LINE, "a\nb", bad},
        {TEXT_LINE, "a\x7F", bad},
        {TEXT_LINE, "a\xC2\x85z", bad},
        {TEXT_LINE, "a\xE2\x80\xA8z", bad},
        {TEXT_LINE, "\xC2\xA0z", NULL},
        {TEXT_LINE, "\xFF", "http.bad_utf8"},
        {TEXT_BLOCK, "a\r\n\tb\xE2\x80\xA8", NULL},
        {TEXT_BLOCK, "a\x0B", bad},
        {TEXT_SECRET, " \x01\n~ ", NULL},
        {TEXT_SLUG, "a-1-b", NULL},
        {TEXT_SLUG, "-a", bad},
        {TEXT_SLUG, "a-", bad},
        {TEXT_SLUG, "a--b", bad},
        {TEXT_SLUG, "A", bad},
        {TEXT_TOKEN, "A-z_0.9", NULL},
        {TEXT_TOKEN, "a b", bad},
        {TEXT_TOKEN, "a/b", bad},
        {TEXT_EMAIL, "a.b+c@d-e.example", NULL},
        {TEXT_EMAIL, "a@localhost", NULL},
        {TEXT_EMAIL, "a", bad},
        {TEXT_EMAIL, "@b.c", bad},
        {TEXT_EMAIL, "a@", bad},
        {TEXT_EMAIL, "a@b@c", bad},
        {TEXT_EMAIL, ".a@b.c", bad},
        {TEXT_EMAIL, "a..b@b.c", bad},
        {TEXT_EMAIL, "a@-b.c", bad},
        {TEXT_EMAIL, "a@b..c", bad},
        {TEXT_EMAIL, "a b@c.d", bad},
        {TEXT_EMAIL, "é@c.d", bad},
        {TEXT_EMAIL, "a@b.c\r\nBcc: x", bad},
        {TEXT_EMAIL, "<a@b.c>", bad},
        {TEXT_EMAIL, TIMES10("123456") "1234@b.c", NULL},
        {TEXT_EMAIL, TIMES10("123456") "12345@b.c", bad},
        {TEXT_EMAIL, "a@" TIMES10("123456") "123.c", NULL},
        {TEXT_EMAIL, "a@" TIMES10("123456") "1234.c", bad},
        /* 254 bytes, then 255 */
        {TEXT_EMAIL, "ab@" TIMES10("123456789.") TIMES10("123456789.") TIMES10("1234.") "c", NULL},
        {TEXT_EMAIL, "abc@" TIMES10("123456789.") TIMES10("123456789.") TIMES10("1234.") "c", bad},
    };
    hold(c, judgements, sizeof judgements / sizeof *judgements);
}

static void a_text_with_a_nul_is_refused(Check *c)
{
    Str kept;
    const char *code = NULL;
    for (TextRule rule = 0; rule < TEXT_RULE_COUNT; rule++) {
        CHECK_INT(c, text_accept(check_ctx(c), rule, 0, 10, STR("a\0b"), &kept, &code), OK);
        CHECK_STR(c, str_of(code), "http.bad_text");
    }
}

static void lines_are_trimmed_and_addresses_made_small(Check *c)
{
    Str kept;
    const char *code = NULL;
    REQUIRE(c, text_accept(check_ctx(c), TEXT_LINE, 1, 3, STR("  abc \n"), &kept, &code) == OK && !code);
    CHECK_STR(c, kept, "abc");
    REQUIRE(c, text_accept(check_ctx(c), TEXT_EMAIL, 1, 99, STR(" ANN@X.ORG "), &kept, &code) == OK && !code);
    CHECK_STR(c, kept, "ann@x.org");
    REQUIRE(c, text_accept(check_ctx(c), TEXT_SECRET, 1, 99, STR(" p "), &kept, &code) == OK && !code);
    CHECK_STR(c, kept, " p ");
    REQUIRE(c, text_accept(check_ctx(c), TEXT_LINE, 0, 99, STR("  "), &kept, &code) == OK && !code);
    CHECK(c, kept.at && kept.n == 0);
}

typedef struct {
    Str search;
    bool has_search;
    int64_t limit;
    bool has_limit;
    bool deep, has_deep;
    double ratio;
    bool has_ratio;
    Id group_id;
    bool has_group_id;
    int order;
    bool has_order;
    ListOf(Str) state;
    bool has_state;
} Filter;
static const char *const orders[] = {"asc", "desc", NULL};
ITEM_TEXT(state_item, TEXT_SLUG, 1, 10);
static const Member filter_members[] = {
    OPTIONAL(Filter, search, MEMBER_KIND_TEXT, .text = TEXT_LINE, .min = 1, .max = 10, .doc = "In the name"),
    OPTIONAL(Filter, limit, MEMBER_KIND_INT, .min = 1, .max = 200, .doc = "At most so many"),
    OPTIONAL(Filter, deep, MEMBER_KIND_BOOL, .doc = "Below too"),
    OPTIONAL(Filter, ratio, MEMBER_KIND_NUMBER, .min = 0, .max = 1, .doc = "Of success"),
    OPTIONAL(Filter, group_id, MEMBER_KIND_ID, .doc = "Of this group"),
    OPTIONAL(Filter, order, MEMBER_KIND_ENUM, .names = orders, .doc = "Which way"),
    OPTIONAL(Filter, state, MEMBER_KIND_LIST, .item = &state_item, .max = 2, .item_size = sizeof(Str), .doc = "Any of"),
};
static SHAPE(filter_shape, NULL, Filter, filter_members, "Filters of a list");

static Rc query(Check *c, const char *text, Filter *ret)
{
    *ret = (Filter){0};
    return shape_decode_query(check_ctx(c), &filter_shape, str_of(text), ret);
}

static void a_query_fills_scalars_and_lists(Check *c)
{
    Filter f;
    REQUIRE(c, query(c, "", &f) == OK);
    CHECK(c, !f.has_search && !f.has_limit && !f.has_state);
    REQUIRE(c, query(c,
                     "search=%C3%A9t%c3%a9+a%2Bb&limit=200&deep=true&ratio=0.25&order=desc&state=a&&state=b"
                     "&group_id=01890a5d-ac96-774b-bcce-b302099a8057",
                     &f) == OK);
    CHECK_STR(c, f.search, "été a+b");
    CHECK_INT(c, f.limit, 200);
    CHECK(c, f.deep && f.has_ratio && f.ratio > 0.24 && f.ratio < 0.26);
    CHECK_INT(c, f.order, 1);
    REQUIRE(c, f.state.n == 2);
    CHECK_STR(c, f.state.at[1], "b");
    CHECK_STR(c, id_str(&f.group_id), "01890a5d-ac96-774b-bcce-b302099a8057");
}

static void a_query_is_held_to_its_shape(Check *c)
{
    static const struct {
        const char *query, *code, *field;
    } cases[] = {
        {"limit=201", "http.out_of_range", "limit"},
        {"limit=0", "http.out_of_range", "limit"},
        {"limit=1.0", "http.wrong_type", "limit"},
        {"limit=", "http.wrong_type", "limit"},
        {"limit=99999999999999999999", "http.wrong_type", "limit"},
        {"limit=1&limit=2", "http.duplicate_member", "limit"},
        {"search=", "http.out_of_range", "search"},
        {"search", "http.out_of_range", "search"},
        {"search=12345678901", "http.out_of_range", "search"},
        {"search=%00", "http.bad_text", "search"},
        {"search=%ff", "http.bad_utf8", ""},
        {"search=%C0%80", "http.bad_utf8", ""},
        {"search=%4", "http.malformed", ""},
        {"search=%zz", "http.malformed", ""},
        {"deep=1", "http.wrong_type", "deep"},
        {"ratio=nan", "http.wrong_type", "ratio"},
        {"ratio=0x1", "http.wrong_type", "ratio"},
        {"ratio=1.01", "http.out_of_range", "ratio"},
        {"ratio=1e999", "http.wrong_type", "ratio"},
        {"group_id=1", "http.bad_id", "group_id"},
        {"order=up", "http.out_of_range", "order"},
        {"state=a&state=b&state=c", "http.out_of_range", "state"},
        {"state=a&state=B", "http.bad_text", "state[1]"},
        {"colour=1", "http.unknown_member", "colour"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Filter f;
        CHECK_INT(c, query(c, cases[i].query, &f), ERR_INVALID);
        if (!CHECK_STR(c, str_of(check_ctx(c)->problem.code), cases[i].code) ||
            !CHECK_STR(c, check_ctx(c)->problem.field, cases[i].field))
            check_say(c, "query: %s", cases[i].query);
    }
}

static void a_query_of_64_pairs_passes_and_one_more_does_not(Check *c)
{
    Filter f;
    Buf b;
    buf_init(&b, check_ctx(c)->arena, 4096);
    for (int i = 0; i < 64; i++)
        buf_put(&b, STR("x=1&"));
    CHECK_INT(c, query(c, buf_str(&b).at, &f), ERR_INVALID);
    CHECK_STR(c, str_of(check_ctx(c)->problem.code), "http.unknown_member");
    buf_put(&b, STR("x=1"));
    CHECK_INT(c, query(c, buf_str(&b).at, &f), ERR_INVALID);
    CHECK_STR(c, str_of(check_ctx(c)->problem.code), "http.out_of_range");
}

static void remember(const Shape *s, void *arg)
{
    buf_format(arg, "%s ", s->name);
}

static void named_shapes_come_deepest_first(Check *c)
{
    Buf b;
    buf_init(&b, check_ctx(c)->arena, 4096);
    shape_each_named(&course_shape, remember, &b);
    CHECK_STR(c, buf_str(&b), "Part Lesson Course ");
}

static bool holds(Str s, const char *part)
{
    return memmem(s.at, s.n, part, strlen(part)) != NULL;
}

static void a_schema_says_what_the_shape_says(Check *c)
{
    Buf b;
    NamedEnum named = {"Direction", orders, "Which way"};
    SchemaStyle closed = {.closed = true}, open = {.enums = &named, .enum_count = 1};
    buf_init(&b, check_ctx(c)->arena, 1 << 16);
    REQUIRE(c, shape_schema(check_ctx(c), &course_shape, &closed, &b) == OK);
    static const char *const parts[] = {
        "\"title\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":8,\"pattern\":\"^[^\\\\u0000-",
        "\"level\":{\"type\":\"integer\",\"format\":\"int64\",\"minimum\":1,\"maximum\":9,",
        "\"owner\":{\"type\":[\"string\",\"null\"],\"format\":\"uuid\"",
        "\"language\":{\"type\":\"string\",\"enum\":[\"fr\",\"en\"]",
        "\"tags\":{\"type\":\"array\",\"minItems\":1,\"maxItems\":3,\"items\":{\"type\":\"string\",\"minLength\":1",
        "\"email\":{\"type\":\"string\",\"minLength\":3,\"maxLength\":254,\"format\":\"email\"",
        "\"items\":{\"$ref\":\"#/components/schemas/Lesson\"}",
        "\"required\":[\"title\",\"level\",\"owner\",\"lessons\"],\"additionalProperties\":false",
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!CHECK(c, holds(buf_str(&b), parts[i])))
            check_say(c, "%s not in %.*s", parts[i], STR_ARG(buf_str(&b)));
    const Shape *part = course_shape.members[course_shape.member_count - 1].of->members[1].of;
    buf_clear(&b);
    REQUIRE(c, shape_schema(check_ctx(c), part, &closed, &b) == OK);
    CHECK(c,
          holds(buf_str(&b),
                "{\"oneOf\":[{\"type\":\"object\",\"properties\":{\"kind\":{\"type\":\"string\",\"const\":\"page\"}"));
    buf_clear(&b);
    REQUIRE(c, shape_schema(check_ctx(c), &filter_shape, &open, &b) == OK);
    CHECK(c, holds(buf_str(&b), "\"order\":{\"$ref\":\"#/components/schemas/Direction\""));
    CHECK(c, !holds(buf_str(&b), "additionalProperties"));
}

static void a_pretty_document_has_a_line_for_each_value(Check *c)
{
    Buf b;
    buf_init(&b, check_ctx(c)->arena, 4096);
    JsonWriter w = {.out = &b, .pretty = true};
    json_object_begin(&w);
    json_member_int(&w, "a", -1);
    json_name(&w, STR("b"));
    json_array_begin(&w);
    json_array_end(&w);
    json_name(&w, STR("c"));
    json_array_begin(&w);
    json_bool(&w, true);
    json_object_begin(&w);
    json_object_end(&w);
    json_array_end(&w);
    json_object_end(&w);
    CHECK_STR(c, buf_str(&b), "{\n  \"a\": -1,\n  \"b\": [],\n  \"c\": [\n    true,\n    {}\n  ]\n}");
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"each rule takes what it should and no more", each_rule_takes_what_it_should_and_no_more},
        {"a text with a NUL is refused by every rule", a_text_with_a_nul_is_refused},
        {"lines are trimmed and addresses made small", lines_are_trimmed_and_addresses_made_small},
        {"a query fills scalars and lists", a_query_fills_scalars_and_lists},
        {"a query is held to its shape", a_query_is_held_to_its_shape},
        {"a query of 64 pairs passes and one more does not", a_query_of_64_pairs_passes_and_one_more_does_not},
        {"named shapes come deepest first", named_shapes_come_deepest_first},
        {"a pretty document has a line for each value", a_pretty_document_has_a_line_for_each_value},
        {"a schema says what the shape says", a_schema_says_what_the_shape_says},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
