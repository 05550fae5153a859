/* Distributions and registrations, and their routes; on both databases. */
#include "domains/distribution/distribution.h"

#include "base/fault.h"
#include "domains/account/account.h"
#include "domains/audit/audit.h"
#include "domains/distribution/distribution_api.h"
#include "domains/grain/test_grain.h"
#include "domains/task/test_request.h"

static void refused(Check *c, Rc rc, Rc expected, const char *code, const char *field)
{
    CHECK_INT(c, rc, expected);
    CHECK_STR(c, str_of(check_ctx(c)->problem.code), code);
    CHECK_STR(c, check_ctx(c)->problem.field, field);
}

typedef struct {
    int from, n;
    bool active;
    Id *ret;
} People;

static Rc insert_people(Ctx *cx, Db *db, void *arg)
{
    const People *p = arg;
    for (int i = 0; i < p->n; i++) {
        PersonSpec spec = {.first_name = STR("Ana"), .language = STR("fr"), .roles = ROLE_BIT(ROLE_LEARNER)};
        TRY(str_format(cx->arena, &spec.email, "p%04d@example.com", p->from + i));
        spec.last_name = spec.email;
        TRY(account_insert(cx, db, &test_author, &spec, &p->ret[i]));
        if (p->active)
            TRY(account_set_password(cx, db, &p->ret[i], STR("x")));
    }
    return OK;
}

/* Three active people, and a module of one grain. */
typedef struct {
    Id space;
    Db *db;
    TestMedia media;
    Id people[3], invited;
    Module module;
} Stage;

static void stage(Check *c, TestDatabase *d, Stage *ret)
{
    ret->space = database_space(c, d);
    ret->db = database_open(c, d, &ret->space);
    ret->media = test_media_of_each_kind(c, ret->db);
    People active = {1, 3, true, ret->people}, invited = {4, 1, false, &ret->invited};
    CHECK(c, db_write(check_ctx(c), ret->db, insert_people, &active) == OK);
    CHECK(c, db_write(check_ctx(c), ret->db, insert_people, &invited) == OK);
    Id grain = test_grain(c, ret->db, &ret->media, "Extincteurs").id;
    ModuleSpec spec = {.title = STR("Sécurité"), .grains = &grain, .grain_count = 1};
    CHECK(c, module_create(check_ctx(c), ret->db, &test_author, &spec, &ret->module) == OK);
}

static Rc create(Check *c, const Stage *s, const Id *people, size_t n, Distribution *ret)
{
    return distribution_create(check_ctx(c), s->db, &test_author, &s->module.id, people, n, ret);
}

static void creation(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Stage s;
    Distribution first = {0}, got = {0};
    Module changed;
    stage(c, d, &s);
    Id twice[] = {s.people[0], s.people[1], s.people[0]};
    REQUIRE(c, create(c, &s, twice, 3, &first) == OK);
    CHECK_INT(c, first.registration_count, 2);
    CHECK_STR(c, first.title, "Sécurité");
    ModulePatch patch = {.has_title = true, .title = STR("Autre")};
    CHECK(c, module_change(cx, s.db, &s.module.id, 1, &patch, &changed) == OK);
    CHECK(c, distribution_get(cx, s.db, &first.id, &got) == OK);
    CHECK_STR(c, got.title, "Sécurité"); /* as frozen */
    CHECK(c, create(c, &s, s.people, 1, &got) == OK && !id_equal(&got.module_version, &first.module_version));
    CHECK(c, module_delete(cx, s.db, &test_author, &s.module.id) == OK);
    CHECK(c, distribution_get(cx, s.db, &first.id, &got) == OK); /* a draft that is gone takes nothing away */
    refused(c, create(c, &s, s.people, 1, &got), ERR_REFUSED, "distribution.unknown_module", "module_id");
    refused(c, distribution_get(cx, s.db, &s.people[0], &got), ERR_MISSING, "http.missing", "");
}

static void refusals(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Stage s;
    Distribution got = {0};
    Str before, after;
    stage(c, d, &s);
    Id strange[] = {s.people[0], id_new(cx)}, invited[] = {s.people[0], s.people[1], s.invited};
    CHECK(c, store_digest(cx, s.db, &before) == OK);
    refused(c, create(c, &s, NULL, 0, &got), ERR_REFUSED, "distribution.nobody", "person_ids");
    refused(c, create(c, &s, strange, 2, &got), ERR_REFUSED, "distribution.unknown_person", "person_ids[1]");
    refused(c, create(c, &s, invited, 3, &got), ERR_REFUSED, "distribution.unknown_person", "person_ids[2]");
    CHECK(c, store_digest(cx, s.db, &after) == OK && str_equal(before, after)); /* all or none, versions too */
    ModuleSpec empty = {.title = STR("Vide")};
    CHECK(c, module_create(cx, s.db, &test_author, &empty, &s.module) == OK);
    refused(c, create(c, &s, s.people, 1, &got), ERR_REFUSED, "module.empty", "");
}

static void limits(Check *c, TestDatabase *d)
{
    Stage s;
    Distribution got = {0};
    Id people[DISTRIBUTION_PEOPLE_MAX + 1];
    stage(c, d, &s);
    People all = {10, DISTRIBUTION_PEOPLE_MAX + 1, true, people};
    REQUIRE(c, db_write(check_ctx(c), s.db, insert_people, &all) == OK);
    CHECK(c, create(c, &s, people, DISTRIBUTION_PEOPLE_MAX, &got) == OK);
    CHECK_INT(c, got.registration_count, DISTRIBUTION_PEOPLE_MAX);
    refused(c, create(c, &s, people, DISTRIBUTION_PEOPLE_MAX + 1, &got), ERR_REFUSED, "distribution.too_many_people",
            "person_ids");
}

static void registrations(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Stage s;
    Distribution made[3];
    Registration *at, one;
    size_t n;
    int64_t total;
    Id none = {0};
    stage(c, d, &s);
    for (int i = 0; i < 3; i++) {
        check_clock_add(c, 1000);
        REQUIRE(c, create(c, &s, s.people, i == 1 ? 2 : 1, &made[i]) == OK);
    }
    REQUIRE(c, registration_list(cx, s.db, &s.people[0], &none, 2, &at, &n, &total) == OK);
    CHECK(c, n == 2 && total == 3);
    CHECK(c, id_equal(&at[0].distribution, &made[2].id) && id_equal(&at[1].distribution, &made[1].id));
    CHECK(c, id_equal(&at[0].person, &s.people[0]) && id_equal(&at[0].module_version, &made[2].module_version));
    CHECK_STR(c, at[0].title, "Sécurité");
    CHECK(c, registration_get(cx, s.db, &at[0].id, &one) == OK && id_equal(&one.distribution, &made[2].id));
    Id after = at[1].id;
    REQUIRE(c, registration_list(cx, s.db, &s.people[0], &after, 2, &at, &n, &total) == OK);
    CHECK(c, n == 1 && total == 3 && id_equal(&at[0].distribution, &made[0].id));
    REQUIRE(c, registration_list(cx, s.db, &s.people[1], &none, 10, &at, &n, &total) == OK);
    CHECK(c, n == 1 && total == 1);
    REQUIRE(c, registration_list(cx, s.db, &s.people[2], &none, 10, &at, &n, &total) == OK);
    CHECK(c, n == 0 && total == 0);
    refused(c, registration_get(cx, s.db, &made[0].id, &one), ERR_MISSING, "http.missing", "");
}

static void faults(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Stage s;
    bool reached = true;
    stage(c, d, &s);
    for (long n = 0; n < 3000 && reached; n++) {
        ArenaMark mark = arena_mark(cx->arena);
        Distribution got;
        Str before, after;
        CHECK(c, store_digest(cx, s.db, &before) == OK);
        fault_after(FAULT_MEMORY | FAULT_STATEMENT, n);
        Rc rc = create(c, &s, s.people, 2, &got);
        reached = fault_disarm();
        CHECK(c, rc == OK || (reached && (rc == ERR_IO || rc == ERR_NOMEM)));
        CHECK(c, store_digest(cx, s.db, &after) == OK);
        CHECK(c, rc == OK || str_equal(before, after)); /* nothing half-done */
        arena_rewind(cx->arena, mark);
    }
    CHECK(c, !reached);
}

static void log_row(Check *c, const Stage *s)
{
    AuditPage page;
    AuditSearch search = {.action = STR("distribution.created"), .after_ms = -1, .to_ms = INT64_MAX, .limit = 10};
    REQUIRE(c, audit_list(check_ctx(c), s->db, &search, &page) == OK && page.n > 0);
    CHECK_STR(c, page.at[0].target_name, "Sécurité");
    CHECK_STR(c, page.at[0].detail, "{\"registrations\":2}");
}

static void routes(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Stage s;
    TestRequests t;
    Str body = {0}, path = {0};
    stage(c, d, &s);
    test_requests(c, d, &distribution_surface, &s.space, RIGHT_BIT(RIGHT_DISTRIBUTION_MANAGE), &t);
    CHECK(c, str_format(cx->arena, &body, "{\"module_id\":\"%s\",\"person_ids\":[\"%s\",\"%s\"]}", s.module.id.text,
                        s.people[0].text, s.people[1].text) == OK);
    Reply r = test_expect(&t, "POST", "/api/v1/distributions", body.at, 201, NULL);
    CHECK(c, test_holds(&r, "\"registration_count\":2") && test_holds(&r, "\"title\":\"Sécurité\""));
    CHECK(c, str_copy(cx->arena, r.location, &path) == OK);
    log_row(c, &s);
    r = test_expect(&t, "GET", path.at, NULL, 200, NULL);
    CHECK(c, test_holds(&r, s.module.id.text) && test_holds(&r, "\"registration_count\":2"));
    CHECK(c, str_format(cx->arena, &path, "/api/v1/distributions/%s", s.module.id.text) == OK);
    test_expect(&t, "GET", path.at, NULL, 404, "http.missing");
    check_clock_add(c, 1000);
    test_expect(&t, "POST", "/api/v1/distributions", body.at, 201, NULL);
    CHECK(c, str_format(cx->arena, &path, "/api/v1/distributions?limit=1&module_id=%s", s.module.id.text) == OK);
    r = test_expect(&t, "GET", path.at, NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"total\":2"));
    CHECK(c, str_format(cx->arena, &path, "/api/v1/distributions?limit=1&cursor=%.*s",
                        STR_ARG(test_text(&r, "next_cursor"))) == OK);
    r = test_expect(&t, "GET", path.at, NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"next_cursor\":null"));
    CHECK(c, str_format(cx->arena, &path, "/api/v1/distributions?module_id=%s", s.people[0].text) == OK);
    r = test_expect(&t, "GET", path.at, NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"items\":[]"));
    CHECK(c, str_format(cx->arena, &body, "{\"module_id\":\"%s\",\"person_ids\":[\"%s\"]}", s.people[0].text,
                        s.people[0].text) == OK);
    test_expect(&t, "POST", "/api/v1/distributions", body.at, 422, "distribution.unknown_module");
    test_expect(&t, "GET", "/api/v1/distributions?limit=200", NULL, 200, NULL);
    test_expect(&t, "GET", "/api/v1/distributions?limit=201", NULL, 400, "http.out_of_range");
    test_expect(&t, "GET", "/api/v1/distributions?cursor=AAAA", NULL, 400, "http.bad_cursor");
    test_requests_free(&t);
}

#define EACH(name, body)               \
    static void name(Check *c)         \
    {                                  \
        database_each_engine(c, body); \
    }
EACH(creation_each, creation)
EACH(refusals_each, refusals)
EACH(limits_each, limits)
EACH(registrations_each, registrations)
EACH(faults_each, faults)
EACH(routes_each, routes)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"people are registered once for the module as it was frozen", creation_each},
        {"one person who is unknown or not active refuses all, and nothing is left behind", refusals_each},
        {"two hundred people are registered at once and one more refuses", limits_each},
        {"a person's registrations come newest first, in pages", registrations_each},
        {"every failure of the machine leaves nothing half done", faults_each},
        {"every route of distributions answers and refuses", routes_each},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
