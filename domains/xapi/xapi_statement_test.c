/* Statements as they come in: what the standard takes and what it refuses, with its reason and place; which of them are
 * equal. No database. */
#include "domains/xapi/xapi.h"
#include "domains/xapi/xapi_form.h"
#include "tests/check.h"

#define ACTOR "\"actor\":{\"mbox\":\"mailto:ana@example.org\"}"
#define VERB "\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/answered\"}"
#define OBJECT "\"object\":{\"id\":\"https://example.org/x/1\"}"
#define ID "\"id\":\"0190a0b0-0000-7000-8000-000000000001\""
#define WHOLE ACTOR "," VERB "," OBJECT

#define AUTHORITY "{\"openid\":\"https://example.org/lrs\"}"
static const XapiSource source = {.authority = {AUTHORITY, sizeof AUTHORITY - 1}};

static Rc read(Check *c, const char *json, XapiStatement *ret)
{
    check_ctx(c)->problem = (Problem){0};
    return xapi_statement_read(check_ctx(c), &source, str_of(json), ret);
}

static void taken(Check *c, const char *json)
{
    XapiStatement s;
    if (!CHECK(c, read(c, json, &s) == OK))
        check_say(c, "%s: %s at \"%.*s\"", json, check_ctx(c)->problem.code, STR_ARG(check_ctx(c)->problem.field));
}

static void refused(Check *c, const char *json, const char *code, const char *field)
{
    XapiStatement s;
    Rc rc = read(c, json, &s);
    const Problem *p = &check_ctx(c)->problem;
    bool right = rc != OK && p->code && strcmp(p->code, code) == 0 && str_equal(p->field, str_of(field));
    if (!CHECK(c, right))
        check_say(c, "%s: %s %s at \"%.*s\"", json, rc_name(rc), p->code ? p->code : "-", STR_ARG(p->field));
}

#define WITH(more) "{" WHOLE "," more "}"
#define OBJECT_IS(object) "{" ACTOR "," VERB ",\"object\":" object "}"
#define ACTOR_IS(actor) "{\"actor\":" actor "," VERB "," OBJECT "}"
#define CONTEXT(more) WITH("\"context\":{" more "}")
#define RESULT(more) WITH("\"result\":{" more "}")

static void the_three_required_members_suffice(Check *c)
{
    taken(c, "{" WHOLE "}");
    refused(c, "{" VERB "," OBJECT "}", "xapi.required", "actor");
    refused(c, "{" ACTOR "," OBJECT "}", "xapi.required", "verb");
    refused(c, "{" ACTOR "," VERB "}", "xapi.required", "object");
    refused(c, "[]", "xapi.wrong_type", "");
    refused(c, "{" WHOLE, "http.malformed", "");
}

static void types_nulls_and_unknown_members_are_refused(Check *c)
{
    refused(c, WITH("\"result\":null"), "xapi.wrong_type", "result");
    refused(c, WITH("\"Result\":{}"), "xapi.unknown_member", "Result");
    refused(c, RESULT("\"success\":\"true\""), "xapi.wrong_type", "result.success");
    refused(c, RESULT("\"score\":{\"raw\":\"1\"}"), "xapi.wrong_type", "result.score.raw");
    refused(c, RESULT("\"response\":null"), "xapi.wrong_type", "result.response");
    refused(c, RESULT("\"grade\":1"), "xapi.unknown_member", "result.grade");
    taken(c, RESULT("\"extensions\":{\"https://example.org/e\":{\"any\":[null,1,\"x\"]}}"));
    refused(c, RESULT("\"extensions\":{\"e\":1}"), "xapi.bad_iri", "result.extensions.e");
    refused(c, WITH("\"id\":\"1\""), "xapi.bad_uuid", "id");
    taken(c, WITH("\"id\":\"0190A0B0-0000-7000-8000-000000000001\""));
    refused(c, WITH("\"version\":\"1.1.0\""), "xapi.bad_value", "version");
    refused(c, WITH("\"version\":\"1.0x\""), "xapi.bad_value", "version");
    taken(c, WITH("\"version\":\"1.0.3\""));
    taken(c, WITH("\"version\":\"2.0.0\""));
}

static void agents_have_one_identifier_and_groups_theirs(Check *c)
{
    taken(c, ACTOR_IS("{\"account\":{\"homePage\":\"https://example.org\",\"name\":\"7\"}}"));
    taken(c, ACTOR_IS("{\"objectType\":\"Agent\",\"openid\":\"https://example.org/ana\",\"name\":\"Ana\"}"));
    refused(c, ACTOR_IS("{\"name\":\"Ana\"}"), "xapi.bad_agent", "actor");
    refused(c, ACTOR_IS("{\"mbox\":\"mailto:a@b.c\",\"openid\":\"https://b.c\"}"), "xapi.bad_agent", "actor");
    refused(c, ACTOR_IS("{\"mbox\":\"ana@example.org\"}"), "xapi.bad_mailbox", "actor.mbox");
    refused(c, ACTOR_IS("{\"mbox\":\"mailto:ana\"}"), "xapi.bad_mailbox", "actor.mbox");
    refused(c, ACTOR_IS("{\"mbox_sha1sum\":\"abc\"}"), "xapi.bad_digest", "actor.mbox_sha1sum");
    refused(c, ACTOR_IS("{\"account\":{\"homePage\":\"x\",\"name\":\"7\"}}"), "xapi.bad_iri", "actor.account.homePage");
    refused(c, ACTOR_IS("{\"account\":{\"homePage\":\"https://e.org\"}}"), "xapi.required", "actor.account.name");
    refused(c, ACTOR_IS("{\"account\":{\"homePage\":\"https://e.org\",\"name\":\"\"}}"), "xapi.bad_value",
            "actor.account.name");
    taken(c, ACTOR_IS("{\"objectType\":\"Group\",\"member\":[{\"mbox\":\"mailto:a@b.c\"}]}"));
    taken(c, ACTOR_IS("{\"objectType\":\"Group\",\"mbox\":\"mailto:a@b.c\"}"));
    refused(c, ACTOR_IS("{\"objectType\":\"Group\"}"), "xapi.required", "actor.member");
    refused(c, ACTOR_IS("{\"objectType\":\"Group\",\"member\":[{\"objectType\":\"Group\",\"mbox\":\"mailto:a@b.c\"}]}"),
            "xapi.bad_value", "actor.member[0].objectType");
    refused(c, ACTOR_IS("{\"objectType\":\"agent\",\"mbox\":\"mailto:a@b.c\"}"), "xapi.bad_value", "actor.objectType");
    refused(c, WITH("\"authority\":{\"objectType\":\"Group\",\"member\":[{\"mbox\":\"mailto:a@b.c\"}]}"),
            "xapi.bad_agent", "authority");
}

static void objects_are_of_five_kinds(Check *c)
{
    taken(c, OBJECT_IS("{\"objectType\":\"Agent\",\"mbox\":\"mailto:a@b.c\"}"));
    taken(c, OBJECT_IS("{\"objectType\":\"StatementRef\",\"id\":\"0190a0b0-0000-7000-8000-000000000001\"}"));
    taken(c, OBJECT_IS("{\"objectType\":\"SubStatement\"," WHOLE "}"));
    refused(c, OBJECT_IS("{\"mbox\":\"mailto:a@b.c\"}"), "xapi.unknown_member", "object.mbox");
    refused(c, OBJECT_IS("{\"objectType\":\"activity\",\"id\":\"https://e.org\"}"), "xapi.bad_value",
            "object.objectType");
    refused(c, OBJECT_IS("{\"id\":\"no scheme\"}"), "xapi.bad_iri", "object.id");
    refused(c, OBJECT_IS("{\"objectType\":\"StatementRef\",\"id\":\"1\"}"), "xapi.bad_uuid", "object.id");
    refused(c, OBJECT_IS("{\"objectType\":\"SubStatement\"," ID "," WHOLE "}"), "xapi.unknown_member", "object.id");
    refused(c,
            OBJECT_IS("{\"objectType\":\"SubStatement\"," ACTOR "," VERB
                      ",\"object\":{\"objectType\":\"SubStatement\"," WHOLE "}}"),
            "xapi.not_here", "object.object");
    refused(c, "{" ACTOR ",\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/voided\"}," OBJECT "}", "xapi.bad_value",
            "object");
}

#define DEFINED(more) OBJECT_IS("{\"id\":\"https://e.org/1\",\"definition\":{" more "}}")
static void interactions_have_the_parts_that_fit(Check *c)
{
    taken(c, DEFINED("\"name\":{\"fr\":\"Un\",\"en-GB\":\"One\"},\"type\":\"https://e.org/t\""));
    taken(c, DEFINED("\"interactionType\":\"choice\",\"choices\":[{\"id\":\"a\"},{\"id\":\"b\"}]"));
    refused(c, DEFINED("\"name\":{\"french\xC3\xA9\":\"Un\"}"), "xapi.bad_language",
            "object.definition.name.french\xC3\xA9");
    refused(c, DEFINED("\"name\":{\"fr\":1}"), "xapi.wrong_type", "object.definition.name.fr");
    refused(c, DEFINED("\"interactionType\":\"Choice\""), "xapi.bad_value", "object.definition.interactionType");
    refused(c, DEFINED("\"choices\":[{\"id\":\"a\"}]"), "xapi.required", "object.definition.interactionType");
    refused(c, DEFINED("\"correctResponsesPattern\":[\"a\"]"), "xapi.required", "object.definition.interactionType");
    refused(c, DEFINED("\"interactionType\":\"numeric\",\"choices\":[{\"id\":\"a\"}]"), "xapi.not_here",
            "object.definition.choices");
    refused(c, DEFINED("\"interactionType\":\"likert\",\"scale\":[{\"id\":\"a\"},{\"id\":\"a\"}]"), "xapi.duplicate",
            "object.definition.scale");
}

static void scores_lie_within_their_bounds(Check *c)
{
    taken(c, RESULT("\"score\":{\"scaled\":-1,\"raw\":5,\"min\":5,\"max\":10}"));
    taken(c, RESULT("\"score\":{\"scaled\":1.0}"));
    refused(c, RESULT("\"score\":{\"scaled\":1.01}"), "xapi.bad_score", "result.score.scaled");
    refused(c, RESULT("\"score\":{\"raw\":4.9,\"min\":5}"), "xapi.bad_score", "result.score.raw");
    refused(c, RESULT("\"score\":{\"raw\":10.1,\"max\":10}"), "xapi.bad_score", "result.score.raw");
    refused(c, RESULT("\"score\":{\"min\":1,\"max\":1}"), "xapi.bad_score", "result.score.max");
}

static void contexts_say_what_they_may(Check *c)
{
    taken(c, CONTEXT("\"registration\":\"0190a0b0-0000-7000-8000-000000000001\",\"revision\":\"2\""));
    taken(c, CONTEXT("\"contextActivities\":{\"parent\":{\"id\":\"https://e.org\"},\"other\":[]}"));
    taken(c, CONTEXT("\"contextAgents\":[{\"objectType\":\"contextAgent\",\"agent\":{\"mbox\":\"mailto:a@b.c\"}}]"));
    refused(c, CONTEXT("\"registration\":\"x\""), "xapi.bad_uuid", "context.registration");
    refused(c, CONTEXT("\"contextActivities\":{\"uncle\":[]}"), "xapi.unknown_member",
            "context.contextActivities.uncle");
    refused(c, CONTEXT("\"team\":{\"mbox\":\"mailto:a@b.c\"}"), "xapi.required", "context.team.objectType");
    refused(c, CONTEXT("\"language\":\"x\""), "xapi.bad_language", "context.language");
    refused(c, CONTEXT("\"contextAgents\":[{\"objectType\":\"Agent\",\"agent\":{\"mbox\":\"mailto:a@b.c\"}}]"),
            "xapi.bad_value", "context.contextAgents[0].objectType");
    refused(c,
            CONTEXT("\"contextAgents\":[{\"objectType\":\"contextAgent\",\"agent\":{\"mbox\":\"mailto:a@b.c\"},"
                    "\"relevantTypes\":[]}]"),
            "xapi.bad_value", "context.contextAgents[0].relevantTypes");
    refused(c,
            "{" ACTOR "," VERB ",\"object\":{\"objectType\":\"Agent\",\"mbox\":\"mailto:a@b.c\"},"
            "\"context\":{\"platform\":\"x\"}}",
            "xapi.not_here", "context");
}

static void attachments_are_described_whole(Check *c)
{
#define SHA2 "495395e777cd98da653df9615d09c0fd6bb2f8d4788394cd53c56a3bfdcd848a"
#define ATTACHED(length, sha2)                                                                             \
    WITH("\"attachments\":[{\"usageType\":\"https://e.org/u\",\"display\":{\"en\":\"x\"},\"contentType\":" \
         "\"text/plain\",\"length\":" length ",\"sha2\":\"" sha2 "\",\"fileUrl\":\"https://e.org/f\"}]")
    taken(c, ATTACHED("27", SHA2));
    refused(c, ATTACHED("2.5", SHA2), "xapi.bad_value", "attachments[0].length");
    refused(c, ATTACHED("-1", SHA2), "xapi.bad_value", "attachments[0].length");
    refused(c, ATTACHED("27", "00"), "xapi.bad_digest", "attachments[0].sha2");
    refused(c, WITH("\"attachments\":{}"), "xapi.wrong_type", "attachments");
}

static void a_statement_has_at_most_sixteen_kilobytes(Check *c)
{
    static const char head[] = "{" WHOLE ",\"result\":{\"response\":\"", tail[] = "\"}}";
    char *json = arena_get(check_ctx(c)->arena, XAPI_STATEMENT_MAX + 2);
    XapiStatement s;
    REQUIRE(c, json != NULL);
    for (size_t n = XAPI_STATEMENT_MAX; n <= XAPI_STATEMENT_MAX + 1; n++) {
        memset(json, 'x', n);
        memcpy(json, head, sizeof head - 1);
        memcpy(json + n - (sizeof tail - 1), tail, sizeof tail - 1);
        Rc rc = xapi_statement_read(check_ctx(c), &source, (Str){json, n}, &s);
        CHECK_INT(c, rc, n > XAPI_STATEMENT_MAX ? ERR_LIMIT : OK);
    }
    CHECK(c, strcmp(check_ctx(c)->problem.code, "xapi.too_large") == 0);
}

static void components_are_at_most_two_hundred(Check *c)
{
    for (int n = 200; n <= 201; n++) {
        Buf b;
        buf_init(&b, check_ctx(c)->arena, 16 << 10);
        buf_put(&b, STR("{" ACTOR "," VERB
                        ",\"object\":{\"id\":\"https://e.org/1\",\"definition\":{\"interactionType\":\"choice\","
                        "\"choices\":["));
        for (int i = 0; i < n; i++)
            buf_format(&b, "%s{\"id\":\"c%d\"}", i ? "," : "", i);
        buf_put(&b, STR("]}}}"));
        buf_byte(&b, 0);
        if (n == 200)
            taken(c, b.at);
        else
            refused(c, b.at, "xapi.too_large", "object.definition.choices");
    }
}

static void what_is_missing_is_completed_and_what_is_the_stores_replaced(Check *c)
{
    XapiStatement s;
    CHECK(c, read(c, "{" WHOLE "}", &s) == OK);
    CHECK(c, !id_none(&s.id) && id_none(&s.registration));
    CHECK_INT(c, s.timestamp_ms, (int64_t)CHECK_NOW_S * 1000);
    CHECK_STR(c, s.verb, "http://adlnet.gov/expapi/verbs/answered");
    CHECK_STR(c, s.activity, "https://example.org/x/1");
    CHECK(c, memmem(s.text.at, s.text.n, "\"timestamp\":\"2026-01-01T00:00:00.000Z\"", 38) != NULL);
    CHECK(c, memmem(s.text.at, s.text.n, "\"version\":\"1.0.0\"", 17) != NULL);
    CHECK(c, read(c,
                  WITH(ID ",\"timestamp\":\"2026-01-01T02:00:00.5+02:00\",\"stored\":\"2020-01-01T00:00:00Z\","
                          "\"authority\":{\"mbox\":\"mailto:forged@example.org\"},"
                          "\"context\":{\"registration\":\"0190A0B0-0000-7000-8000-00000000000F\"}"),
                  &s) == OK);
    CHECK_STR(c, id_str(&s.id), "0190a0b0-0000-7000-8000-000000000001");
    CHECK_STR(c, id_str(&s.registration), "0190a0b0-0000-7000-8000-00000000000f");
    CHECK_INT(c, s.timestamp_ms, (int64_t)CHECK_NOW_S * 1000 + 500);
    CHECK(c, memmem(s.text.at, s.text.n, "forged", 6) == NULL && memmem(s.text.at, s.text.n, "stored", 6) == NULL);
    CHECK(c, memmem(s.text.at, s.text.n, "https://example.org/lrs", 23) != NULL);
}

static bool equal(Check *c, const char *one, const char *other)
{
    XapiStatement a, b;
    if (!CHECK(c, read(c, one, &a) == OK && read(c, other, &b) == OK))
        return false;
    return memcmp(&a.fingerprint, &b.fingerprint, sizeof a.fingerprint) == 0;
}

static void equal_statements_are_those_that_say_the_same(Check *c)
{
    CHECK(c, equal(c, "{" WHOLE "}", "{" OBJECT "," ACTOR "," VERB "}"));
    CHECK(c, equal(c, "{" WHOLE "}", WITH(ID ",\"version\":\"1.0.3\",\"stored\":\"2020-01-01T00:00:00Z\"")));
    CHECK(c, equal(c, "{" WHOLE "}",
                   "{" ACTOR
                   ",\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/answered\",\"display\":{\"en\":\"said\"}},"
                   "\"object\":{\"objectType\":\"Activity\",\"id\":\"https://example.org/x/1\",\"definition\":{}}}"));
    CHECK(c, equal(c, WITH("\"timestamp\":\"2026-01-01T00:00:00Z\""),
                   WITH("\"timestamp\":\"2026-01-01T01:00:00+01:00\"")));
    CHECK(c, !equal(c, WITH("\"timestamp\":\"2026-01-01T00:00:00Z\""),
                    WITH("\"timestamp\":\"2026-01-01T00:00:00.001Z\"")));
    CHECK(c, equal(c, RESULT("\"duration\":\"PT1.234S\""), RESULT("\"duration\":\"PT1.239S\"")));
    CHECK(c, !equal(c, RESULT("\"duration\":\"PT1.23S\""), RESULT("\"duration\":\"PT1.24S\"")));
    CHECK(c, equal(c, RESULT("\"score\":{\"raw\":1}"), RESULT("\"score\":{\"raw\":1.0}")));
    CHECK(c, !equal(c, RESULT("\"response\":\"a\""), RESULT("\"response\":\"A\"")));
    CHECK(c, equal(c, CONTEXT("\"contextActivities\":{\"parent\":{\"id\":\"https://e.org\"}}"),
                   CONTEXT("\"contextActivities\":{\"parent\":[{\"id\":\"https://e.org\"}]}")));
    CHECK(c, equal(c, CONTEXT("\"language\":\"fr-FR\""), CONTEXT("\"language\":\"fr-fr\"")));
#define TWO(a, b)                                                                                            \
    ACTOR_IS("{\"objectType\":\"Group\",\"member\":[{\"mbox\":\"mailto:" a "@e.org\"},{\"mbox\":\"mailto:" b \
             "@e.org\"}]}")
    CHECK(c, equal(c, TWO("x", "y"), TWO("y", "x")));
    CHECK(c, !equal(c, TWO("x", "y"), TWO("x", "x")));
    CHECK(c, !equal(c, "{" WHOLE "}", OBJECT_IS("{\"id\":\"https://example.org/x/2\"}")));
    CHECK(c, !equal(c, RESULT("\"extensions\":{\"https://e.org/e\":{\"definition\":1}}"),
                    RESULT("\"extensions\":{\"https://e.org/e\":{\"definition\":2}}")));
    CHECK(c, !equal(c, RESULT("\"extensions\":{\"https://e.org/e\":\"12\"}"),
                    RESULT("\"extensions\":{\"https://e.org/e\":12}")));
}

typedef struct {
    const char *text;
    int64_t ms; /* -1: refused */
} Timed;

static void each_time(Check *c, const Timed *rows, size_t n, Rc (*form)(Str s, int64_t *ret_ms))
{
    for (size_t i = 0; i < n; i++) {
        int64_t ms = -1;
        Rc rc = form(str_of(rows[i].text), &ms);
        if (!CHECK(c, rc == (rows[i].ms < 0 ? ERR_INVALID : OK) && ms == rows[i].ms))
            check_say(c, "\"%s\" gave %lld", rows[i].text, (long long)ms);
    }
}

static void times_follow_rfc_3339(Check *c)
{
    static const Timed rows[] = {
        {"1970-01-01T00:00:00Z", 0},
        {"1970-01-01t00:00:01.25z", 1250},
        {"2000-02-29T00:00:00Z", INT64_C(951782400000)},
        {"2026-01-01T00:00:00.0009Z", INT64_C(1767225600000)},
        {"2026-01-01T00:00:00+01:30", INT64_C(1767220200000)},
        {"2026-01-01T00:00:00-0130", INT64_C(1767231000000)},
        {"2026-01-01T00:00:00+01", INT64_C(1767222000000)},
        {"2016-12-31T23:59:60Z", INT64_C(1483228799999)},
        {"2026-01-01T00:00:00+00:00", INT64_C(1767225600000)},
        {"2026-01-01T00:00:00-00:00", -1},
        {"2026-01-01T00:00:00-0000", -1},
        {"2026-01-01T00:00:00-00", -1},
        {"2026-01-01T00:00:00", -1},
        {"2026-01-01", -1},
        {"2026-02-29T00:00:00Z", -1},
        {"2026-13-01T00:00:00Z", -1},
        {"2026-01-00T00:00:00Z", -1},
        {"2026-01-01T24:00:00Z", -1},
        {"2026-01-01T00:60:00Z", -1},
        {"2026-01-01T00:00:61Z", -1},
        {"2026-01-01T00:00:00.Z", -1},
        {"2026-01-01 00:00:00Z", -1},
        {"2026-01-01T00:00:00Zx", -1},
        {"26-01-01T00:00:00Z", -1},
        {"", -1},
    };
    each_time(c, rows, sizeof rows / sizeof *rows, form_time);
}

static void durations_follow_iso_8601(Check *c)
{
    static const Timed rows[] = {
        {"PT0S", 0},
        {"PT1M2.5S", 62500},
        {"PT2,25S", 2250},
        {"P1DT1H", 90000000},
        {"P2W", 1209600000},
        {"P1Y", INT64_C(31536000000)},
        {"P1M", INT64_C(2592000000)},
        {"PT0.5H", 1800000},
        {"PT1.0009S", 1000},
        {"P", -1},
        {"PT", -1},
        {"P1DT", -1},
        {"1D", -1},
        {"PT1.5M2S", -1},
        {"PT1S1M", -1},
        {"P1W1D", -1},
        {"P1D1W", -1},
        {"PT1W", -1},
        {"P1H", -1},
        {"PT1.S", -1},
        {"PT1", -1},
        {"PT-1S", -1},
        {"P9999Y", -1},
        {"PT9999999999S", -1},
        {"", -1},
    };
    each_time(c, rows, sizeof rows / sizeof *rows, form_duration);
}

static void language_tags_follow_rfc_5646(Check *c)
{
    static const char *const sound[] = {"fr",         "en-GB",   "zh-Hant-TW", "zh-cmn-Hans-CN", "sl-rozaj-biske",
                                        "de-CH-1996", "es-419",  "x-any",      "en-a-bbb-x-a",   "i-klingon",
                                        "und",        "abcdefgh"};
    static const char *const unsound[] = {"",          "f",      "fr_",  "fr-", "-fr",  "123",
                                          "abcdefghi", "en--GB", "en-a", "x",   "en-x", "é"};
    for (size_t i = 0; i < sizeof sound / sizeof *sound; i++)
        if (!CHECK(c, form_is_language(str_of(sound[i]))))
            check_say(c, "%s", sound[i]);
    for (size_t i = 0; i < sizeof unsound / sizeof *unsound; i++)
        if (!CHECK(c, !form_is_language(str_of(unsound[i]))))
            check_say(c, "%s", unsound[i]);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"the three required members suffice", the_three_required_members_suffice},
        {"wrong types, nulls and unknown members are refused", types_nulls_and_unknown_members_are_refused},
        {"agents have one identifier and groups theirs", agents_have_one_identifier_and_groups_theirs},
        {"objects are of five kinds", objects_are_of_five_kinds},
        {"interactions have the parts that fit", interactions_have_the_parts_that_fit},
        {"scores lie within their bounds", scores_lie_within_their_bounds},
        {"contexts say what they may", contexts_say_what_they_may},
        {"attachments are described whole", attachments_are_described_whole},
        {"a statement has at most sixteen kilobytes", a_statement_has_at_most_sixteen_kilobytes},
        {"components are at most two hundred", components_are_at_most_two_hundred},
        {"what is missing is completed and what is the store's replaced",
         what_is_missing_is_completed_and_what_is_the_stores_replaced},
        {"equal statements are those that say the same", equal_statements_are_those_that_say_the_same},
        {"times follow RFC 3339", times_follow_rfc_3339},
        {"durations follow ISO 8601", durations_follow_iso_8601},
        {"language tags follow RFC 5646", language_tags_follow_rfc_5646},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
