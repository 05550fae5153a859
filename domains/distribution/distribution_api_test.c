/* The routes of distributions and of the states of modules; on both databases. */
#include "domains/distribution/distribution_api.h"

#include "domains/distribution/module_state_api.h"
#include "domains/distribution/test_distribution.h"
#include "domains/review/test_review.h"
#include "domains/task/test_request.h"

#define ALL "/api/v1/distributions"
#define RIGHTS_OF_MANAGER (RIGHT_BIT(RIGHT_DISTRIBUTION_MANAGE) | RIGHT_BIT(RIGHT_MODULE_REVIEW))

typedef struct {
    TestStage stage;
    TestRequests t;
    Str one; /* path of the distribution that was made */
} Routes;

__attribute__((format(printf, 2, 3))) static const char *text(Routes *s, const char *format, ...)
{
    Buf out;
    va_list args;
    buf_init(&out, check_ctx(s->stage.c)->arena, 4096);
    va_start(args, format);
    buf_vformat(&out, format, args);
    va_end(args);
    buf_byte(&out, '\0');
    CHECK(s->stage.c, out.rc == OK);
    return out.at;
}

static const char *of_one(Routes *s, const char *part)
{
    return text(s, "%s%s", s->one.at, part);
}

/* In place: the route table keeps a pointer into it. */
static void start(Check *c, TestDatabase *d, Routes *s)
{
    *s = (Routes){0};
    test_stage(c, d, &s->stage);
    test_requests(c, d, &distribution_surface, &s->stage.space, RIGHTS_OF_MANAGER, &s->t);
    const char *body = text(s,
                            "{\"module_id\":\"%s\",\"person_ids\":[\"%s\"],\"attempts_max\":3,\"pass_percent\":80,"
                            "\"message\":\"Bonne route\"}",
                            s->stage.module.id.text, s->stage.people[0].text);
    Reply r = test_expect(&s->t, "POST", ALL, body, 201, NULL);
    CHECK(c, str_copy(check_ctx(c)->arena, r.location, &s->one) == OK);
}

static void reading(Check *c, TestDatabase *d)
{
    Routes s;
    start(c, d, &s);
    Reply r = test_expect(&s.t, "GET", s.one.at, NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"state\":\"open\"") && test_holds(&r, "\"attempts_max\":3"));
    CHECK(c, test_holds(&r, "\"pass_percent\":80") && test_holds(&r, "\"message\":\"Bonne route\""));
    CHECK(c, test_holds(&r, "\"notify\":true") && test_holds(&r, "\"registration_count\":1"));
    CHECK(c, test_holds(&r, "\"people\":[{\"id\":\"") && test_holds(&r, "\"name\":\"Ana N0001\""));
    CHECK(c, test_holds(&r, "\"groups\":[]") && test_holds(&r, "\"version_number\":1"));
    CHECK(c, !test_holds(&r, "\"due_ms\"") && !test_holds(&r, "newer_version"));
    r = test_expect(&s.t, "GET", ALL "?state=open", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"total\":1") && test_holds(&r, "\"person_ids\":[\"") && !test_holds(&r, "\"people\""));
    r = test_expect(&s.t, "GET", ALL "?state=archived", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"items\":[]"));
    r = test_expect(&s.t, "GET", text(&s, ALL "?module_id=%s", s.stage.people[0].text), NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"items\":[]"));
    test_expect(&s.t, "GET", text(&s, ALL "/%s", s.stage.people[0].text), NULL, 404, "http.missing");
    test_expect(&s.t, "GET", ALL "?limit=200", NULL, 200, NULL);
    test_expect(&s.t, "GET", ALL "?limit=201", NULL, 400, "http.out_of_range");
    test_expect(&s.t, "GET", ALL "?cursor=AAAA", NULL, 400, "http.bad_cursor");
    const char *body =
        text(&s, "{\"module_id\":\"%s\",\"group_ids\":[\"%s\"]}", s.stage.module.id.text, s.stage.group.text);
    check_clock_add(c, 1000);
    r = test_expect(&s.t, "POST", ALL, body, 201, NULL);
    CHECK(c, test_holds(&r, "\"name\":\"Caristes\"") && test_holds(&r, "\"member_count\":0"));
    r = test_expect(&s.t, "GET", ALL "?limit=1", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"total\":2") && test_holds(&r, s.stage.group.text));
    Str next = test_text(&r, "next_cursor");
    r = test_expect(&s.t, "GET", text(&s, ALL "?limit=1&cursor=%.*s", STR_ARG(next)), NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"next_cursor\":null") && !test_holds(&r, s.stage.group.text));
    test_requests_free(&s.t);
}

static void refused(Check *c, TestDatabase *d)
{
    Routes s;
    start(c, d, &s);
    const char *module = s.stage.module.id.text, *person = s.stage.people[0].text;
    test_expect(&s.t, "POST", ALL, text(&s, "{\"module_id\":\"%s\"}", module), 422, "distribution.nobody");
    test_expect(&s.t, "POST", ALL, text(&s, "{\"module_id\":\"%s\",\"person_ids\":[\"%s\"]}", person, person), 422,
                "distribution.unknown_module");
    test_expect(&s.t, "POST", ALL,
                text(&s, "{\"module_id\":\"%s\",\"person_ids\":[\"%s\"],\"due_ms\":1}", module, person), 422,
                "distribution.bad_window");
    test_expect(&s.t, "POST", ALL,
                text(&s, "{\"module_id\":\"%s\",\"person_ids\":[\"%s\"],\"attempts_max\":100}", module, person), 201,
                NULL);
    test_expect(&s.t, "POST", ALL,
                text(&s, "{\"module_id\":\"%s\",\"person_ids\":[\"%s\"],\"attempts_max\":101}", module, person), 400,
                "http.out_of_range");
    test_expect(&s.t, "POST", ALL,
                text(&s, "{\"module_id\":\"%s\",\"person_ids\":[\"%s\"],\"pass_percent\":101}", module, person), 400,
                "http.out_of_range");
    s.t.who.rights = RIGHT_BIT(RIGHT_GRAIN_EDIT) | RIGHT_BIT(RIGHT_MODULE_SUBMIT); /* a trainer */
    test_expect(&s.t, "POST", ALL, text(&s, "{\"module_id\":\"%s\",\"person_ids\":[\"%s\"]}", module, person), 403,
                "http.denied");
    test_expect(&s.t, "GET", s.one.at, NULL, 403, "http.denied");
    s.t.who.rights = RIGHT_BIT(RIGHT_DISTRIBUTION_MANAGE); /* an administrator: it is theirs, then another's */
    test_expect(&s.t, "GET", s.one.at, NULL, 200, NULL);
    s.t.who.person = s.stage.people[1];
    test_expect(&s.t, "GET", s.one.at, NULL, 404, "http.missing");
    test_expect(&s.t, "GET", of_one(&s, "/registrations"), NULL, 404, "http.missing");
    Reply r = test_expect(&s.t, "GET", ALL, NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"total\":0"));
    test_requests_free(&s.t);
}

static void acting(Check *c, TestDatabase *d)
{
    Routes s;
    start(c, d, &s);
    test_expect(&s.t, "PATCH", s.one.at, "{\"due_ms\":0}", 428, "http.match_required");
    s.t.if_match = STR("\"9\"");
    test_expect(&s.t, "PATCH", s.one.at, "{\"due_ms\":0}", 412, "http.stale");
    s.t.if_match = STR("\"1\"");
    const char *body =
        text(&s, "{\"attempts_max\":0,\"person_ids\":[\"%s\",\"%s\"]}", s.stage.people[1].text, s.stage.people[2].text);
    Reply r = test_expect(&s.t, "PATCH", s.one.at, body, 200, NULL);
    CHECK(c, test_holds(&r, "\"registration_count\":2") && !test_holds(&r, "\"attempts_max\""));
    CHECK(c, test_holds(&r, "\"pass_percent\":80"));
    r = test_expect(&s.t, "GET", of_one(&s, "/registrations?limit=2"), NULL, 200, NULL);
    CHECK(c,
          test_holds(&r, "\"total\":3") && test_holds(&r, "\"withdrawn_ms\":") && test_holds(&r, "\"via\":\"person\""));
    CHECK(c, test_holds(&r, "\"email\":\"p0001@example.com\""));
    Str next = test_text(&r, "next_cursor");
    r = test_expect(&s.t, "GET", text(&s, "%s/registrations?cursor=%.*s", s.one.at, STR_ARG(next)), NULL, 200, NULL);
    CHECK(c, test_holds(&r, "p0003@example.com") && test_holds(&r, "\"next_cursor\":null"));
    test_expect(&s.t, "GET", of_one(&s, "/registrations?limit=201"), NULL, 400, "http.out_of_range");
    r = test_expect(&s.t, "POST", of_one(&s, "/suspend"), "{\"reason\":\"Erreur\"}", 200, NULL);
    CHECK(c, test_holds(&r, "\"state\":\"suspended\"") && test_holds(&r, "\"suspend_reason\":\"Erreur\""));
    r = test_expect(&s.t, "POST", of_one(&s, "/resume"), NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"state\":\"open\"") && !test_holds(&r, "suspend"));
    test_expect(&s.t, "POST", of_one(&s, "/version"), "{\"learners\":\"all\"}", 409, "distribution.no_newer_version");
    test_next_version(&s.stage, "Deux");
    r = test_expect(&s.t, "GET", s.one.at, NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"newer_version\":{\"module_version_id\":\"") && test_holds(&r, "\"number\":2"));
    test_expect(&s.t, "POST", of_one(&s, "/version"), "{\"learners\":\"some\"}", 400, "http.out_of_range");
    r = test_expect(&s.t, "POST", of_one(&s, "/version"), "{\"learners\":\"new\"}", 200, NULL);
    CHECK(c, test_holds(&r, "\"version_number\":2") && test_holds(&r, "\"title\":\"Deux\""));
    r = test_expect(&s.t, "POST", of_one(&s, "/archive"), NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"state\":\"archived\""));
    test_expect(&s.t, "POST", of_one(&s, "/suspend"), "{}", 409, "distribution.archived");
    test_requests_free(&s.t);
}

static void state_is(Routes *s, const char *state, bool edited, int count)
{
    Str expected = {0};
    Reply r = test_expect(&s->t, "GET", text(s, "/api/v1/module-states?module_ids=%s", s->stage.module.id.text), NULL,
                          200, NULL);
    CHECK(s->stage.c, str_format(check_ctx(s->stage.c)->arena, &expected, "\"state\":\"%s\",\"edited\":%s", state,
                                 edited ? "true" : "false") == OK);
    CHECK(s->stage.c, test_holds(&r, expected.at));
    CHECK(s->stage.c, str_format(check_ctx(s->stage.c)->arena, &expected, "\"distribution_count\":%d}", count) == OK);
    CHECK(s->stage.c, test_holds(&r, expected.at));
}

static void edit(Routes *s)
{
    Module now, changed;
    ModulePatch patch = {.has_title = true, .title = STR("Retouché")};
    CHECK(s->stage.c, module_get(check_ctx(s->stage.c), s->stage.db, &s->stage.module.id, &now) == OK);
    CHECK(s->stage.c, module_change(check_ctx(s->stage.c), s->stage.db, &now.id, now.version, &patch, &changed) == OK);
}

static void words(Check *c, TestDatabase *d)
{
    static const Actor manager = {.rights = (RightSet)1 << RIGHT_MODULE_REVIEW};
    Ctx *cx = check_ctx(c);
    Routes s = {0};
    Distribution first = {0}, second = {0};
    test_stage(c, d, &s.stage);
    test_requests(c, d, &module_state_surface, &s.stage.space, RIGHT_BIT(RIGHT_GRAIN_EDIT), &s.t);
    state_is(&s, "approved", false, 0);
    DistributionSpec spec = test_spec(&s.stage, s.stage.people, 1, NULL, 0);
    spec.terms.opens_ms = now_ms(cx) + TEST_DAY_MS;
    REQUIRE(c, test_create(&s.stage, &spec, &first) == OK);
    state_is(&s, "scheduled", false, 1);
    second = test_distributed(&s.stage, s.stage.people, 1);
    state_is(&s, "distributed", false, 2); /* one of them is open */
    CHECK(c, distribution_suspend(cx, s.stage.db, &manager, &second.id, STR(""), &second) == OK);
    state_is(&s, "scheduled", false, 2);
    CHECK(c, distribution_archive(cx, s.stage.db, &manager, &first.id, &first) == OK);
    state_is(&s, "suspended", false, 1);
    edit(&s);
    state_is(&s, "draft", true, 1);
    test_next_version(&s.stage, "Deux");
    state_is(&s, "approved", false, 1); /* what is distributed is another version */
    CHECK(c, distribution_go_over(cx, s.stage.db, &manager, &second.id, true, &second) == OK);
    state_is(&s, "suspended", false, 1);
    CHECK(c, distribution_archive(cx, s.stage.db, &manager, &second.id, &second) == OK);
    state_is(&s, "archived", false, 0);
    test_requests_free(&s.t);
}

static void asked_for(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Routes s = {0};
    Buf path;
    test_stage(c, d, &s.stage);
    test_requests(c, d, &module_state_surface, &s.stage.space, RIGHT_BIT(RIGHT_GRAIN_EDIT), &s.t);
    buf_init(&path, cx->arena, 8192);
    buf_put(&path, STR("/api/v1/module-states?module_ids="));
    for (int i = 0; i < DISTRIBUTION_STATES_MAX; i++) {
        Id unknown = id_new(cx);
        if (i)
            buf_byte(&path, ',');
        buf_put(&path, id_str(i == 7 ? &s.stage.module.id : &unknown));
    }
    Str full = {0}, over = {0};
    CHECK(c, str_copy(cx->arena, buf_str(&path), &full) == OK);
    Reply r = test_expect(&s.t, "GET", full.at, NULL, 200, NULL); /* who is not there is left out */
    CHECK(c, test_holds(&r, s.stage.module.id.text) && !test_holds(&r, "},{"));
    s.t.if_none_match = r.etag;
    test_expect(&s.t, "GET", full.at, NULL, 304, NULL);
    CHECK(c, str_format(cx->arena, &over, "%s,%s", full.at, s.stage.module.id.text) == OK);
    test_expect(&s.t, "GET", over.at, NULL, 400, "http.out_of_range");
    test_expect(&s.t, "GET", "/api/v1/module-states?module_ids=x", NULL, 400, "http.bad_id");
    test_expect(&s.t, "GET", "/api/v1/module-states", NULL, 400, "http.required");
    s.t.who.rights = RIGHT_BIT(RIGHT_MODULE_PLAY);
    test_expect(&s.t, "GET", full.at, NULL, 403, "http.denied");
    test_requests_free(&s.t);
}

#define EACH(name, body)               \
    static void name(Check *c)         \
    {                                  \
        database_each_engine(c, body); \
    }
EACH(reading_each, reading)
EACH(refused_each, refused)
EACH(acting_each, acting)
EACH(words_each, words)
EACH(asked_each, asked_for)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a distribution is made, read and listed", reading_each},
        {"what is wrong, of another or of a trainer is refused", refused_each},
        {"a distribution is changed, suspended, resumed, brought over and archived", acting_each},
        {"a module's word is that of its review until it is approved, then of its distributions", words_each},
        {"fifty modules are asked for at once and one more is refused", asked_each},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
