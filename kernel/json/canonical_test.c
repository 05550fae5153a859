/* The canonical form against what RFC 8785 prescribes. */
#include "kernel/json/canonical.h"
#include "tests/check.h"

#include <string.h>

static void expect(Check *c, const char *json, const char *canonical)
{
    Ctx *cx = check_ctx(c);
    Buf out;
    buf_init(&out, cx->arena, 1 << 20);
    CHECK_INT(c, json_canonical(cx, str_of(json), &out), OK);
    CHECK_STR(c, buf_str(&out), canonical);
}

static void expect_refusal(Check *c, const char *json, const char *code)
{
    Ctx *cx = check_ctx(c);
    Buf out;
    buf_init(&out, cx->arena, 1 << 20);
    CHECK_INT(c, json_canonical(cx, str_of(json), &out), ERR_INVALID);
    CHECK_STR(c, str_of(cx->problem.code), code);
}

static void expect_number(Check *c, double v, const char *text)
{
    Buf out;
    buf_init(&out, check_ctx(c)->arena, 100);
    canonical_number(&out, v);
    CHECK_STR(c, buf_str(&out), text);
}

static double of_bits(uint64_t bits)
{
    double v;
    memcpy(&v, &bits, sizeof v);
    return v;
}

/* Appendix B. */
static void doubles(Check *c)
{
    static const struct {
        uint64_t bits;
        const char *text;
    } rows[] = {
        {0x0000000000000000, "0"},
        {0x8000000000000000, "0"},
        {0x0000000000000001, "5e-324"},
        {0x8000000000000001, "-5e-324"},
        {0x7fefffffffffffff, "1.7976931348623157e+308"},
        {0xffefffffffffffff, "-1.7976931348623157e+308"},
        {0x4340000000000000, "9007199254740992"},
        {0xc340000000000000, "-9007199254740992"},
        {0x4430000000000000, "295147905179352830000"},
        {0x44b52d02c7e14af5, "9.999999999999997e+22"},
        {0x44b52d02c7e14af6, "1e+23"},
        {0x44b52d02c7e14af7, "1.0000000000000001e+23"},
        {0x444b1ae4d6e2ef4e, "999999999999999700000"},
        {0x444b1ae4d6e2ef4f, "999999999999999900000"},
        {0x444b1ae4d6e2ef50, "1e+21"},
        {0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
        {0x3eb0c6f7a0b5ed8d, "0.000001"},
        {0x41b3de4355555553, "333333333.3333332"},
        {0x41b3de4355555554, "333333333.33333325"},
        {0x41b3de4355555555, "333333333.3333333"},
        {0x41b3de4355555556, "333333333.3333334"},
        {0x41b3de4355555557, "333333333.33333343"},
        {0xbecbf647612f3696, "-0.0000033333333333333333"},
        {0x43143ff3c1cb0959, "1424953923781206.2"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_number(c, of_bits(rows[i].bits), rows[i].text);
}

/* What documents of ours hold: nothing but the digits that were meant. */
static void thousandths(Check *c)
{
    for (int i = 1; i <= 100000; i += 7) {
        char text[32];
        int n = snprintf(text, sizeof text, "%d.%03d", i / 1000, i % 1000);
        while (text[n - 1] == '0')
            text[--n] = 0;
        if (text[n - 1] == '.')
            text[--n] = 0;
        expect_number(c, i / 1000.0, text);
    }
}

static void writings(Check *c)
{
    expect(c, "[56.0, 1E3, 4.50, 2e-3, 0.000000000000000000000000001, -0, -0.0, 100e-2, 333333333.33333329, 1E30]",
           "[56,1000,4.5,0.002,1e-27,0,0,1,333333333.3333333,1e+30]");
    expect(c, " { \"b\" : [ ] , \"a\" : { } , \"c\" : [ null , true , false ] } ",
           "{\"a\":{},\"b\":[],\"c\":[null,true,false]}");
    expect(c, "\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\\b\\f\\t\\r\\u007f\"",
           "\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\\b\\f\\t\\r\x7f\"");
}

/* §3.2.3: "\r" "1" U+0080 ö € 😀 U+FB33: a pair of surrogates goes before U+E000 and above. */
static void order(Check *c)
{
    expect(c,
           "{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,\"\\u0080\":6,\"\\u00f6\":7,\"a\":8,"
           "\"\":9,\"ab\":10,\"\\ud7ff\":11,\"\\ue000\":12}",
           "{\"\":9,\"\\r\":2,\"1\":4,\"a\":8,\"ab\":10,\"\xc2\x80\":6,\"ö\":7,\"€\":1,\"\xed\x9f\xbf\":11,\"😀\":5,"
           "\"\xee\x80\x80\":12,\"\xef\xac\xb3\":3}");
}

static void integers(Check *c)
{
    expect(c, "[9007199254740991,-9007199254740991]", "[9007199254740991,-9007199254740991]");
    expect_refusal(c, "[9007199254740992]", "http.out_of_range");
    expect_refusal(c, "[-9007199254740992]", "http.out_of_range");
    expect_refusal(c, "{\"a\":1,\"a\":2}", "http.duplicate_member");
    expect_refusal(c, "{\"a\":1", "http.malformed");
}

static void room(Check *c)
{
    Ctx *cx = check_ctx(c);
    Buf out;
    buf_init(&out, cx->arena, 7);
    CHECK_INT(c, json_canonical(cx, STR("{\"a\":1}"), &out), OK);
    buf_init(&out, cx->arena, 6);
    CHECK_INT(c, json_canonical(cx, STR("{\"a\":1}"), &out), ERR_LIMIT);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"each double of appendix B is written as the RFC says", doubles},
        {"a number of three decimals is written with its own digits", thousandths},
        {"different writings of one value become the same", writings},
        {"members are ordered by UTF-16 code units", order},
        {"an integer that a double may not hold is refused", integers},
        {"a form longer than its room is told", room},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
