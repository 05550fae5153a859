/* Tests of base: arenas, text, buffers, identities, instants, faults. */
#include "base/fault.h"
#include "base/id.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/paris.h"
#include "tests/check.h"

#include <stdint.h>
#include <string.h>

static void an_arena_stops_at_its_limit(Check *c)
{
    AUTO_ARENA a = arena_new(64);
    REQUIRE(c, a != NULL);
    CHECK(c, arena_get(a, 64) != NULL);
    CHECK(c, arena_get(a, 1) == NULL);
    arena_clear(a);
    CHECK(c, arena_get(a, 65) == NULL);
    CHECK(c, arena_get(a, SIZE_MAX) == NULL);
    CHECK(c, arena_array(a, SIZE_MAX / 2, 3) == NULL);
    CHECK(c, arena_get(a, 0) != NULL);
}

static void arena_memory_is_zero_even_when_used_again(Check *c)
{
    AUTO_ARENA a = arena_new(1 << 16);
    REQUIRE(c, a != NULL);
    char *first = arena_get(a, 100);
    REQUIRE(c, first != NULL);
    memset(first, 'x', 100);
    arena_clear(a);
    char *again = arena_get(a, 100);
    REQUIRE(c, again != NULL);
    for (int i = 0; i < 100; i++)
        CHECK(c, again[i] == 0);
}

static void an_arena_goes_back_to_a_mark(Check *c)
{
    AUTO_ARENA a = arena_new(1 << 20);
    REQUIRE(c, a != NULL);
    char *kept = arena_get(a, 8);
    REQUIRE(c, kept != NULL);
    kept[0] = 'k';
    size_t used = arena_used(a);
    ArenaMark mark = arena_mark(a);
    CHECK(c, arena_get(a, 100000) != NULL);
    CHECK(c, arena_get(a, 10) != NULL);
    arena_rewind(a, mark);
    CHECK_INT(c, (int64_t)arena_used(a), (int64_t)used);
    CHECK(c, kept[0] == 'k');
    CHECK(c, arena_get(a, 100000) != NULL);
}

static void the_nth_allocation_fails_once(Check *c)
{
    fault_after(FAULT_MEMORY, 1);
    void *first = mem_get(1), *second = mem_get(1), *third = mem_get(1);
    CHECK(c, first && !second && third);
    CHECK(c, fault_disarm());
    mem_free(first);
    mem_free(third);
    fault_after(FAULT_WRITE, 0);
    CHECK(c, !fault_here(FAULT_MEMORY));
    CHECK(c, fault_here(FAULT_WRITE));
    fault_disarm();
}

static void utf8_is_told_from_what_only_looks_like_it(Check *c)
{
    static const char *const good[] = {
        "", "a", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x8E\xAC", "\xED\x9F\xBF", "\xF4\x8F\xBF\xBF"};
    static const char *const bad[] = {"\x80",
                                      "\xC0\xAF",
                                      "\xC1\xBF",
                                      "\xE0\x80\xAF",
                                      "\xED\xA0\x80",
                                      "\xF0\x80\x80\x80",
                                      "\xF4\x90\x80\x80",
                                      "\xF5\x80\x80\x80",
                                      "\xE2\x82",
                                      "\xC3",
                                      "a\xFFz"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        CHECK(c, utf8_valid(str_of(good[i])));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK(c, !utf8_valid(str_of(bad[i])));
    CHECK_INT(c, (int64_t)utf8_length(STR("\xC3\xA9t\xC3\xA9")), 3);
    CHECK_STR(c, utf8_first(STR("\xC3\xA9t\xC3\xA9"), 5), "\xC3\xA9t\xC3\xA9");
    CHECK_STR(c, utf8_first(STR("\xC3\xA9t\xC3\xA9"), 4), "\xC3\xA9t"); /* no half of a character */
    CHECK_STR(c, utf8_first(STR("\xC3\xA9"), 1), "");
}

static void integers_are_read_whole_or_not_at_all(Check *c)
{
    static const struct {
        const char *text;
        Rc rc;
        int64_t value;
    } rows[] = {{"0", OK, 0},
                {"-0", OK, 0},
                {"42", OK, 42},
                {"9223372036854775807", OK, INT64_MAX},
                {"-9223372036854775808", OK, INT64_MIN},
                {"9223372036854775808", ERR_INVALID, 0},
                {"-9223372036854775809", ERR_INVALID, 0},
                {"", ERR_INVALID, 0},
                {"-", ERR_INVALID, 0},
                {" 1", ERR_INVALID, 0},
                {"1x", ERR_INVALID, 0},
                {"+1", ERR_INVALID, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t got = 0;
        CHECK_INT(c, str_i64(str_of(rows[i].text), &got), rows[i].rc);
        CHECK_INT(c, got, rows[i].value);
    }
}

static void a_text_is_cut_at_each_separator(Check *c)
{
    Str rest = STR("a,,b"), part;
    REQUIRE(c, str_cut(&rest, ',', &part));
    CHECK_STR(c, part, "a");
    REQUIRE(c, str_cut(&rest, ',', &part));
    CHECK_STR(c, part, "");
    REQUIRE(c, str_cut(&rest, ',', &part));
    CHECK_STR(c, part, "b");
    CHECK(c, !str_cut(&rest, ',', &part));
    CHECK_STR(c, str_trim(STR(" \t x y\r\n")), "x y");
    CHECK(c, str_compare(STR("a"), STR("ab")) < 0 && str_compare(STR("b"), STR("ab")) > 0);
}

static void a_buffer_keeps_its_first_error(Check *c)
{
    Buf b;
    buf_init(&b, check_ctx(c)->arena, 4);
    buf_put(&b, STR("abcd"));
    CHECK_INT(c, b.rc, OK);
    buf_byte(&b, 'e');
    CHECK_INT(c, b.rc, ERR_LIMIT);
    buf_format(&b, "%d", 1);
    CHECK_STR(c, buf_str(&b), "abcd");
    buf_clear(&b);
    buf_format(&b, "%d", 1234);
    CHECK_INT(c, b.rc, OK);
    CHECK_STR(c, buf_str(&b), "1234");
}

static void base64url_matches_the_vectors_of_rfc_4648(Check *c)
{
    static const char *const rows[][2] = {
        {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},         {"foo", "Zm9v"},
        {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Buf b;
        char back[8];
        size_t n = 99;
        buf_init(&b, check_ctx(c)->arena, 64);
        buf_base64url(&b, rows[i][0], strlen(rows[i][0]));
        CHECK_STR(c, buf_str(&b), rows[i][1]);
        CHECK_INT(c, base64url_decode(str_of(rows[i][1]), back, sizeof back, &n), OK);
        CHECK_STR(c, ((Str){back, n}), rows[i][0]);
    }
    char back[2];
    size_t n;
    CHECK_INT(c, base64url_decode(STR("Zm9v"), back, sizeof back, &n), ERR_LIMIT);
    CHECK_INT(c, base64url_decode(STR("Zh"), back, sizeof back, &n), ERR_INVALID); /* stray bits */
    CHECK_INT(c, base64url_decode(STR("Z+8"), back, sizeof back, &n), ERR_INVALID);
    CHECK_INT(c, base64url_decode(STR("Z"), back, sizeof back, &n), ERR_INVALID);
}

static void base64_is_padded(Check *c)
{
    static const char *const rows[][2] = {
        {"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foobar", "Zm9vYmFy"}, {"\xfb\xff", "+/8="}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Buf b;
        buf_init(&b, check_ctx(c)->arena, 64);
        buf_base64(&b, rows[i][0], strlen(rows[i][0]));
        CHECK_STR(c, buf_str(&b), rows[i][1]);
    }
}

static void hexadecimal_goes_there_and_back(Check *c)
{
    Buf b;
    unsigned char back[3];
    buf_init(&b, check_ctx(c)->arena, 64);
    buf_hex(&b, "\x00\xAB\xFF", 3);
    CHECK_STR(c, buf_str(&b), "00abff");
    CHECK_INT(c, hex_decode(STR("00ABff"), back, 3), OK);
    CHECK(c, memcmp(back, "\x00\xAB\xFF", 3) == 0);
    CHECK_INT(c, hex_decode(STR("00ab"), back, 3), ERR_INVALID);
    CHECK_INT(c, hex_decode(STR("00abfg"), back, 3), ERR_INVALID);
}

static void identities_are_uuids_of_version_7_in_order_of_time(Check *c)
{
    Ctx *cx = check_ctx(c);
    Id first = id_new(cx), read;
    check_clock_add(c, 1);
    Id second = id_new(cx);
    CHECK_INT(c, id_parse(id_str(&first), &read), OK);
    CHECK(c, id_equal(&first, &read) && !id_equal(&first, &second));
    CHECK(c, first.text[14] == '7' && strchr("89ab", first.text[19]));
    CHECK(c, str_compare(id_str(&first), id_str(&second)) < 0);
    CHECK(c, str_starts(id_str(&first), STR("019b76da-a800"))); /* 2026-01-01T00:00:00Z */
    CHECK_INT(c, id_parse(STR("019B76DA-A800-7000-8000-000000000000"), &read), ERR_INVALID);
    CHECK_INT(c, id_parse(STR("019b76daa80070008000000000000000"), &read), ERR_INVALID);
    CHECK(c, id_none(&(Id){0}) && !id_none(&first));
}

static void instants_are_written_in_rfc_3339(Check *c)
{
    static const struct {
        int64_t ms;
        const char *text;
    } rows[] = {{0, "1970-01-01T00:00:00.000Z"},
                {-1, "1969-12-31T23:59:59.999Z"},
                {951782400000, "2000-02-29T00:00:00.000Z"},
                {1709164800000, "2024-02-29T00:00:00.000Z"},
                {1772352061007, "2026-03-01T08:01:01.007Z"},
                {4107542400000, "2100-03-01T00:00:00.000Z"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[CLOCK_TEXT];
        clock_text(rows[i].ms, text);
        CHECK_STR(c, str_of(text), rows[i].text);
    }
}

static void the_first_fault_names_the_problem_and_twenty_are_kept(Check *c)
{
    Ctx *cx = check_ctx(c);
    for (int i = 0; i < PROBLEM_ITEMS + 1; i++)
        fail_item(cx, i ? "http.wrong_type" : "http.required", i ? STR("b") : STR("a"));
    CHECK_STR(c, str_of(cx->problem.code), "http.required");
    CHECK_STR(c, cx->problem.field, "a");
    CHECK_INT(c, (int64_t)cx->problem.item_count, PROBLEM_ITEMS);
    fail_clear(cx);
    CHECK(c, cx->problem.code == NULL && cx->problem.item_count == 0);
}

static void text_of_a_stranger_cannot_forge_a_log_line(Check *c)
{
    char room[64];
    CHECK_STR(c, str_of(log_quote(STR("a\n\"b\\"), room, sizeof room)), "\"a\\x0a\\x22b\\x5c\"");
    char small[12];
    CHECK_STR(c, str_of(log_quote(STR("abcdefghijkl"), small, sizeof small)), "\"abcde\"");
}

static void days_in_paris(Check *c)
{
    enum { HOUR_MS = 3600000 };
    const int64_t winter = INT64_C(1767225600000),
                  summer = INT64_C(1782864000000); /* 1 January, 1 July 2026 at 00:00 UTC */
    CHECK_INT(c, paris_day(winter), 20454);
    CHECK_INT(c, paris_day(winter - HOUR_MS), 20454); /* midnight there */
    CHECK_INT(c, paris_day(winter - HOUR_MS - 1), 20453);
    CHECK_INT(c, paris_day(summer - 2 * HOUR_MS), 20635);
    CHECK_INT(c, paris_day(summer - 2 * HOUR_MS - 1), 20634);
    CHECK_INT(c, paris_day(0), 0);
    CHECK_INT(c, paris_day(-2 * HOUR_MS), -1);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a day in Paris begins at its midnight, summer and winter", days_in_paris},
        {"an arena stops at its limit", an_arena_stops_at_its_limit},
        {"arena memory is zero even when used again", arena_memory_is_zero_even_when_used_again},
        {"an arena goes back to a mark", an_arena_goes_back_to_a_mark},
        {"the nth allocation fails once", the_nth_allocation_fails_once},
        {"UTF-8 is told from what only looks like it", utf8_is_told_from_what_only_looks_like_it},
        {"integers are read whole or not at all", integers_are_read_whole_or_not_at_all},
        {"a text is cut at each separator", a_text_is_cut_at_each_separator},
        {"a buffer keeps its first error", a_buffer_keeps_its_first_error},
        {"base64url matches the vectors of RFC 4648", base64url_matches_the_vectors_of_rfc_4648},
        {"base64 is padded and has the other two digits", base64_is_padded},
        {"hexadecimal goes there and back", hexadecimal_goes_there_and_back},
        {"identities are UUIDs of version 7 in order of time", identities_are_uuids_of_version_7_in_order_of_time},
        {"instants are written in RFC 3339", instants_are_written_in_rfc_3339},
        {"the first fault names the problem and twenty are kept",
         the_first_fault_names_the_problem_and_twenty_are_kept},
        {"text of a stranger cannot forge a log line", text_of_a_stranger_cannot_forge_a_log_line},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
