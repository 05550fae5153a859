/* Decoding and encoding of shapes: each kind, each rule at its limit and one above, hostile documents. */
#include "kernel/json/test_shape.h"
#include "tests/check.h"

#include "base/fault.h"

#include <stdio.h>
#include <string.h>

/* Decodes and answers the outcome; the code and the field of the first fault are in the context. */
static Rc decode(Check *c, const char *json, Course *ret)
{
    *ret = (Course){0};
    return shape_decode(check_ctx(c), &course_shape, str_of(json), DECODE_STRICT, ret);
}

static void expect_fault(Check *c, const char *json, const char *code, const char *field)
{
    Course course;
    CHECK_INT(c, decode(c, json, &course), ERR_INVALID);
    if (!CHECK_STR(c, str_of(check_ctx(c)->problem.code), code) || !CHECK_STR(c, check_ctx(c)->problem.field, field))
        check_say(c, "document: %s", json);
}

#define LEAST "\"title\":\"a\",\"level\":1,\"owner\":null,\"lessons\":[]"

static void the_least_document_decodes(Check *c)
{
    Course course;
    REQUIRE(c, decode(c, "{" LEAST "}", &course) == OK);
    CHECK_STR(c, course.title, "a");
    CHECK_INT(c, course.level, 1);
    CHECK_INT(c, (int64_t)course.lessons.n, 0);
    CHECK(c, !course.has_rating && !course.has_owner && !course.has_note);
}

static void every_kind_decodes(Check *c)
{
    Course course;
    Rc rc = decode(c,
                   "{\"title\":\" Été \",\"level\":9,\"open\":true,\"rating\":4.5,"
                   "\"owner\":\"01890a5d-ac96-774b-bcce-b302099a8057\",\"language\":\"en\","
                   "\"tags\":[\"a-b\",\"c\"],\"extra\":{\"x\":[1,null,2.5]},\"note\":\"a\\nb\","
                   "\"email\":\"Ann.Lee@Example.ORG\","
                   "\"lessons\":[{\"name\":\"n\",\"part\":{\"kind\":\"video\",\"seconds\":61}},"
                   "{\"name\":\"m\",\"part\":{\"kind\":\"page\",\"text\":\"t\"}}]}",
                   &course);
    REQUIRE(c, rc == OK);
    CHECK_STR(c, course.title, "Été");
    CHECK(c, course.open && course.has_open);
    CHECK(c, course.has_rating && course.rating > 4.4 && course.rating < 4.6);
    CHECK_STR(c, id_str(&course.owner), "01890a5d-ac96-774b-bcce-b302099a8057");
    CHECK_INT(c, course.language, 1);
    CHECK_INT(c, (int64_t)course.tags.n, 2);
    CHECK_STR(c, course.tags.at[0], "a-b");
    CHECK_STR(c, course.extra, "{\"x\":[1,null,2.5]}");
    CHECK_STR(c, course.note, "a\nb");
    CHECK_STR(c, course.email, "ann.lee@example.org");
    REQUIRE(c, course.lessons.n == 2);
    CHECK_INT(c, course.lessons.at[0].part.kind, PART_VIDEO);
    CHECK_INT(c, course.lessons.at[0].part.video.seconds, 61);
    CHECK_STR(c, course.lessons.at[1].part.page.text, "t");
}

static void a_wrong_type_is_named_by_its_path(Check *c)
{
    static const struct {
        const char *json, *field;
    } cases[] = {
        {"{\"title\":1,\"level\":1,\"owner\":null,\"lessons\":[]}", "title"},
        {"{\"title\":null,\"level\":1,\"owner\":null,\"lessons\":[]}", "title"},
        {"{\"title\":\"a\",\"level\":\"1\",\"owner\":null,\"lessons\":[]}", "level"},
        {"{\"title\":\"a\",\"level\":1.0,\"owner\":null,\"lessons\":[]}", "level"},
        {"{\"title\":\"a\",\"level\":true,\"owner\":null,\"lessons\":[]}", "level"},
        {"{\"title\":\"a\",\"level\":1,\"owner\":null,\"lessons\":{}}", "lessons"},
        {"{\"title\":\"a\",\"level\":1,\"owner\":null,\"lessons\":[3]}", "lessons[0]"},
        {"{" LEAST ",\"open\":1}", "open"},
        {"{" LEAST ",\"open\":null}", "open"},
        {"{" LEAST ",\"rating\":\"5\"}", "rating"},
        {"{\"title\":\"a\",\"level\":1,\"owner\":5,\"lessons\":[]}", "owner"},
        {"{" LEAST ",\"language\":0}", "language"},
        {"{" LEAST ",\"tags\":[\"a\",7]}", "tags[1]"},
        {"{\"title\":\"a\",\"level\":1,\"owner\":null,\"lessons\":[{\"name\":\"n\",\"part\":{\"kind\":\"video\","
         "\"seconds\":\"1\"}}]}",
         "lessons[0].part.seconds"},
        {"{\"title\":\"a\",\"level\":1,\"owner\":null,\"lessons\":[{\"name\":\"n\",\"part\":{\"kind\":7}}]}",
         "lessons[0].part.kind"},
        {"[]", ""},
        {"3", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_fault(c, cases[i].json, "http.wrong_type", cases[i].field);
}

static void bounds_hold_at_the_limit_and_refuse_one_above(Check *c)
{
    static const struct {
        const char *json, *field; /* field NULL: accepted */
    } cases[] = {
        {"{\"title\":\"a\",\"level\":9,\"owner\":null,\"lessons\":[]}", NULL},
        {"{\"title\":\"a\",\"level\":10,\"owner\":null,\"lessons\":[]}", "level"},
        {"{\"title\":\"a\",\"level\":0,\"owner\":null,\"lessons\":[]}", "level"},
        {"{\"title\":\"a\",\"level\":9223372036854775807,\"owner\":null,\"lessons\":[]}", "level"},
        {"{\"title\":\"\",\"level\":1,\"owner\":null,\"lessons\":[]}", "title"},
        {"{\"title\":\"   \",\"level\":1,\"owner\":null,\"lessons\":[]}", "title"},
        {"{\"title\":\"éééééééé\",\"level\":1,\"owner\":null,\"lessons\":[]}", NULL},
        {"{\"title\":\"ééééééééé\",\"level\":1,\"owner\":null,\"lessons\":[]}", "title"},
        {"{" LEAST ",\"rating\":5}", NULL},
        {"{" LEAST ",\"rating\":5.0001}", "rating"},
        {"{" LEAST ",\"language\":\"de\"}", "language"},
        {"{" LEAST ",\"tags\":[\"a\",\"b\",\"c\"]}", NULL},
        {"{" LEAST ",\"tags\":[\"a\",\"b\",\"c\",\"d\"]}", "tags"},
        {"{" LEAST ",\"tags\":[]}", "tags"},
        {"{" LEAST ",\"extra\":\"12345678901234567890123456789012345678\"}", NULL},
        {"{" LEAST ",\"extra\":\"123456789012345678901234567890123456789\"}", "extra"},
        {"{\"title\":\"a\",\"level\":1,\"owner\":null,\"lessons\":[{\"name\":\"n\",\"part\":{\"kind\":\"song\"}}]}",
         "lessons[0].part.kind"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Course course;
        if (cases[i].field)
            expect_fault(c, cases[i].json, "http.out_of_range", cases[i].field);
        else if (!CHECK_INT(c, decode(c, cases[i].json, &course), OK))
            check_say(c, "document: %s", cases[i].json);
    }
}

static void a_number_beyond_64_bits_is_out_of_range(Check *c)
{
    expect_fault(c, "{\"title\":\"a\",\"level\":9223372036854775808,\"owner\":null,\"lessons\":[]}",
                 "http.out_of_range", "");
    expect_fault(c, "{" LEAST ",\"rating\":1e999}", "http.out_of_range", "");
    expect_fault(c, "{" LEAST ",\"rating\":NaN}", "http.malformed", "");
}

static void an_absent_member_is_required(Check *c)
{
    expect_fault(c, "{}", "http.required", "title");
    CHECK_INT(c, (int64_t)check_ctx(c)->problem.item_count, 4);
    CHECK_STR(c, check_ctx(c)->problem.items[1].field, "level");
    expect_fault(c, "{\"title\":\"a\",\"level\":1,\"owner\":null,\"lessons\":[{\"name\":\"n\",\"part\":{}}]}",
                 "http.required", "lessons[0].part.kind");
}

static void an_unknown_member_is_refused_or_skipped(Check *c)
{
    Course course = {0};
    expect_fault(c, "{" LEAST ",\"colour\":1}", "http.unknown_member", "colour");
    expect_fault(c,
                 "{\"title\":\"a\",\"level\":1,\"owner\":null,\"lessons\":[{\"name\":\"n\",\"part\":{\"kind\":\"page\","
                 "\"x\":1}}]}",
                 "http.required", "lessons[0].part.text");
    CHECK_STR(c, check_ctx(c)->problem.items[1].field, "lessons[0].part.x");
    CHECK_INT(c, shape_decode(check_ctx(c), &course_shape, STR("{" LEAST ",\"colour\":1}"), DECODE_LENIENT, &course),
              OK);
}

static void hostile_documents_are_refused_whole(Check *c)
{
    static const struct {
        const char *json, *code;
    } cases[] = {
        {"", "http.malformed"},
        {"{", "http.malformed"},
        {"{" LEAST "} x", "http.malformed"},
        {"{" LEAST ",}", "http.malformed"},
        {"{'title':1}", "http.malformed"},
        {"{\"title\":\"a", "http.malformed"},
        {"{\"title\":\"\\ud800\"}", "http.malformed"},
        {"{\"title\":\"\\x\"}", "http.malformed"},
        {"{\"title\":\"a\nb\"}", "http.malformed"},
        {"{\"title\":\"a\\u0000b\"}", "http.bad_text"},
        {"{\"title\":\"a\",\"title\":\"b\"}", "http.duplicate_member"},
        {"{\"extra\":{\"a\":1,\"a\":1}}", "http.duplicate_member"},
        {"{\"title\":\"\xC0\x80\"}", "http.bad_utf8"},
        {"{\"title\":\"\xE0\x80\xAF\"}", "http.bad_utf8"},
        {"{\"title\":\"\xED\xA0\x80\"}", "http.bad_utf8"},
        {"{\"title\":\"\xF4\x90\x80\x80\"}", "http.bad_utf8"},
        {"{\"title\":\"\xC3\"}", "http.bad_utf8"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_fault(c, cases[i].json, cases[i].code, "");
}

/* {…,"extra":[[…]]} with `depth` levels in all. */
static const char *nested(Check *c, int depth)
{
    Buf b;
    buf_init(&b, check_ctx(c)->arena, 1 << 20);
    buf_put(&b, STR("{" LEAST ",\"extra\":"));
    for (int i = 1; i < depth; i++)
        buf_byte(&b, '[');
    for (int i = 1; i < depth; i++)
        buf_byte(&b, ']');
    buf_byte(&b, '}');
    return buf_str(&b).at;
}

static void sixteen_levels_pass_and_seventeen_do_not(Check *c)
{
    Course course;
    CHECK_INT(c, decode(c, nested(c, JSON_DEPTH_MAX), &course), OK);
    expect_fault(c, nested(c, JSON_DEPTH_MAX + 1), "http.too_deep", "");
    expect_fault(c, nested(c, 100000), "http.too_deep", "");
    CHECK_INT(c, decode(c, "{" LEAST ",\"extra\":\"[[[[[[[[[[[[[[[[[[[[[\\\"{{{{{\"}", &course), OK);
}

static void a_document_of_too_many_values_is_too_large(Check *c)
{
    for (int extra = 0; extra < 2; extra++) {
        Buf b;
        Course course = {0};
        buf_init(&b, check_ctx(c)->arena, 1 << 20);
        buf_put(&b, STR("{\"x\":[0"));
        for (int i = 0; i < 64000 - 3 + extra; i++) /* the root, the list and its first item make three */
            buf_put(&b, STR(",0"));
        buf_put(&b, STR("]}"));
        Rc rc = shape_decode(check_ctx(c), &course_shape, buf_str(&b), DECODE_STRICT, &course);
        CHECK_INT(c, rc, extra ? ERR_LIMIT : ERR_INVALID);
        CHECK_STR(c, str_of(check_ctx(c)->problem.code), extra ? "http.too_large" : "http.required");
    }
}

static void at_most_twenty_faults_are_told(Check *c)
{
    Buf b;
    Course course = {0};
    buf_init(&b, check_ctx(c)->arena, 1 << 16);
    buf_put(&b, STR("{" LEAST));
    for (int i = 0; i < 50; i++)
        buf_format(&b, ",\"m%d\":1", i);
    buf_byte(&b, '}');
    CHECK_INT(c, shape_decode(check_ctx(c), &course_shape, buf_str(&b), DECODE_STRICT, &course), ERR_INVALID);
    CHECK_INT(c, (int64_t)check_ctx(c)->problem.item_count, PROBLEM_ITEMS);
}

static void decoding_survives_every_shortage_of_memory(Check *c)
{
    Ctx *cx = check_ctx(c);
    static const char json[] = "{" LEAST ",\"tags\":[\"a\",\"b\"],\"email\":\"A@B.C\",\"extra\":{\"a\":[1,2]}}";
    Rc rc = ERR_NOMEM;
    Arena *before = cx->arena;
    for (size_t limit = 0; rc != OK && limit < 65536; limit += 16) { /* each ceiling stops at another allocation */
        Course course = {0};
        AUTO_ARENA a = arena_new(limit);
        cx->arena = a;
        rc = shape_decode(cx, &course_shape, STR(json), DECODE_STRICT, &course);
        cx->arena = before;
        CHECK(c, rc == OK || rc == ERR_NOMEM);
    }
    CHECK_INT(c, rc, OK);
    bool hit = true;
    for (long n = 0; hit; n++) {
        Course course = {0};
        AUTO_ARENA a = arena_new(1 << 20);
        cx->arena = a;
        fault_after(FAULT_MEMORY, n);
        rc = shape_decode(cx, &course_shape, STR(json), DECODE_STRICT, &course);
        hit = fault_disarm();
        cx->arena = before;
        CHECK_INT(c, rc, hit ? ERR_NOMEM : OK);
    }
}

static void what_is_encoded_decodes_to_the_same(Check *c)
{
    Ctx *cx = check_ctx(c);
    for (int i = 0; i < 500; i++) {
        Course course, back = {0};
        Buf first, second;
        random_course(cx, &course);
        buf_init(&first, cx->arena, 1 << 16);
        buf_init(&second, cx->arena, 1 << 16);
        REQUIRE(c, shape_encode(cx, &course_shape, &course, &first) == OK);
        Rc rc = shape_decode(cx, &course_shape, buf_str(&first), DECODE_STRICT, &back);
        if (!CHECK_INT(c, rc, OK)) {
            check_say(c, "%.*s: %s at %.*s", STR_ARG(buf_str(&first)), cx->problem.code, STR_ARG(cx->problem.field));
            return;
        }
        REQUIRE(c, shape_encode(cx, &course_shape, &back, &second) == OK);
        CHECK_STR(c, buf_str(&second), buf_str(&first).at);
    }
}

static void texts_are_escaped_and_numbers_whole(Check *c)
{
    Ctx *cx = check_ctx(c);
    Buf b;
    Course course = {
        .title = STR("a\"\\\n\x01\x7F\xE2\x80\xA8é"), .level = INT64_MIN, .has_rating = true, .rating = 0.1};
    buf_init(&b, cx->arena, 4096);
    REQUIRE(c, shape_encode(cx, &course_shape, &course, &b) == OK);
    CHECK_STR(c, buf_str(&b),
              "{\"title\":\"a\\\"\\\\\\n\\u0001\x7F\xE2\x80\xA8é\",\"level\":-9223372036854775808,\"rating\":0.1,"
              "\"owner\":null,\"lessons\":[]}");
}

static void a_value_without_a_name_is_our_bug(Check *c)
{
    Ctx *cx = check_ctx(c);
    Buf b;
    Course course = {.title = STR("a"), .has_language = true, .language = 2};
    buf_init(&b, cx->arena, 4096);
    CHECK_INT(c, shape_encode(cx, &course_shape, &course, &b), ERR_BUG);
    course = (Course){.title = STR("a"), .has_rating = true, .rating = 1e308 * 10};
    buf_clear(&b);
    CHECK_INT(c, shape_encode(cx, &course_shape, &course, &b), ERR_BUG);
    course = (Course){.title = STR("a")};
    buf_init(&b, cx->arena, 10);
    CHECK_INT(c, shape_encode(cx, &course_shape, &course, &b), ERR_LIMIT);
}

static void a_sample_is_valid(Check *c)
{
    Ctx *cx = check_ctx(c);
    for (unsigned seed = 0; seed < 100; seed++) {
        Course course = {0}, back = {0};
        Buf b;
        buf_init(&b, cx->arena, 4096);
        REQUIRE(c, shape_sample(cx, &course_shape, seed, &course) == OK);
        REQUIRE(c, shape_encode(cx, &course_shape, &course, &b) == OK);
        CHECK_INT(c, shape_decode(cx, &course_shape, buf_str(&b), DECODE_STRICT, &back), OK);
    }
}

typedef struct {
    ListOf(int64_t) numbers;
} Numbers;
static const Member number_item = {
    .kind = MEMBER_KIND_INT, .flags = MEMBER_NULLABLE, .has_at = MEMBER_NO_HAS, .min = 0, .max = 9};
static const Member numbers_members[] = {MEMBER_LIST_OF(Numbers, numbers, number_item, 0, 5, "Some")};
static SHAPE(numbers_shape, NULL, Numbers, numbers_members, "Numbers, some of which are not told");

static void null_numbers(Check *c)
{
    Ctx *cx = check_ctx(c);
    int64_t three[] = {4, JSON_NO_NUMBER, 0};
    Numbers in = {.numbers = {three, 3}}, out = {0};
    Buf b;
    buf_init(&b, cx->arena, 200);
    REQUIRE(c, shape_encode(cx, &numbers_shape, &in, &b) == OK);
    CHECK_STR(c, buf_str(&b), "{\"numbers\":[4,null,0]}");
    REQUIRE(c, shape_decode(cx, &numbers_shape, buf_str(&b), DECODE_STRICT, &out) == OK && out.numbers.n == 3);
    CHECK(c, out.numbers.at[1] == JSON_NO_NUMBER && out.numbers.at[2] == 0);
    CHECK(c, shape_decode(cx, &numbers_shape, STR("{\"numbers\":[\"x\"]}"), DECODE_STRICT, &out) == ERR_INVALID);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a list may hold numbers that are null", null_numbers},
        {"the least document decodes", the_least_document_decodes},
        {"every kind of member decodes", every_kind_decodes},
        {"a wrong type is named by its path", a_wrong_type_is_named_by_its_path},
        {"bounds hold at the limit and refuse one above", bounds_hold_at_the_limit_and_refuse_one_above},
        {"a number beyond 64 bits is out of range", a_number_beyond_64_bits_is_out_of_range},
        {"an absent member is required", an_absent_member_is_required},
        {"an unknown member is refused, or skipped when lenient", an_unknown_member_is_refused_or_skipped},
        {"hostile documents are refused whole", hostile_documents_are_refused_whole},
        {"sixteen levels pass and seventeen do not", sixteen_levels_pass_and_seventeen_do_not},
        {"a document of too many values is too large", a_document_of_too_many_values_is_too_large},
        {"at most twenty faults are told", at_most_twenty_faults_are_told},
        {"decoding survives every shortage of memory", decoding_survives_every_shortage_of_memory},
        {"what is encoded decodes to the same", what_is_encoded_decodes_to_the_same},
        {"texts are escaped and numbers whole", texts_are_escaped_and_numbers_whole},
        {"a value without a name is our bug", a_value_without_a_name_is_our_bug},
        {"a sample is valid", a_sample_is_valid},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
