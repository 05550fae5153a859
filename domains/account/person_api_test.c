/* Routes of persons, roles and one's own profile: success, each error code, each limit and one above. */
#include "domains/account/password_rule.h"
#include "domains/account/person.h"
#include "domains/account/test_stage.h"
#include "domains/audit/audit.h"
#include "kernel/store/sql_all.h"

#define PERSONS "/api/v1/persons"
#define NEW(first, last, email, roles, rest)                                                            \
    "{\"first_name\":\"" first "\",\"last_name\":\"" last "\",\"email\":\"" email "\",\"roles\":" roles \
    ",\"language\":\"fr\",\"invite\":false" rest "}"
#define ANN NEW("Ann", "Martin", "Ann@Example.com", "[\"learner\"]", "")

static const char *signed_in(Stage *s, const Space *space, const char *email, RoleSet roles)
{
    Str body;
    Reply r;
    Bearer bearer;
    stage_person(s, space, email, roles);
    CHECK(s->c,
          str_format(s->cx->arena, &body, "{\"email\":\"%s\",\"password\":\"" GOOD_PASSWORD "\",\"space\":\"%.*s\"}",
                     email, STR_ARG(space->slug)) == OK);
    CHECK_INT(s->c, stage_call(s, &(Call){.method = "POST", .path = "/api/v1/session", .body = body.at}, &r), 201);
    Str rest = r.set_cookie, part = {0}, copy = STR("");
    CHECK(s->c, str_cut(&rest, '=', &part) && str_cut(&rest, ';', &part) && bearer_parse(part, &bearer) == OK);
    CHECK(s->c, str_copy(s->cx->arena, part, &copy) == OK);
    return copy.at;
}

static const char *boss_of(Stage *s)
{
    return signed_in(s, &s->north, "boss@example.com", ROLE_BIT(ROLE_SPACE_ADMIN));
}

static Id group_of(Stage *s, const char *name)
{
    Id id = id_new(s->cx);
    AUTO_STMT st = db_stmt(stage_db(s, &s->north), SQL_group_insert);
    stmt_put_id(st, &id);
    stmt_put_text(st, str_of(name));
    stmt_put_text(st, str_of(name));
    stmt_put_text(st, STR(""));
    stmt_put_int(st, 1);
    CHECK(s->c, stmt_run(s->cx, st, NULL) == OK);
    return id;
}

static void added(Stage *s)
{
    Reply r;
    const char *boss = boss_of(s);
    Call call = {.method = "POST", .path = PERSONS, .body = ANN, .bearer = boss};
    REQUIRE(s->c, stage_call(s, &call, &r) == 201);
    CHECK(s->c, stage_has(&r, "\"first_name\":\"Ann\",\"last_name\":\"Martin\",\"email\":\"ann@example.com\""));
    CHECK(s->c,
          stage_has(
              &r, "\"state\":\"invited\",\"roles\":[\"learner\"],\"language\":\"fr\",\"group_count\":0,\"groups\":[]"));
    CHECK(s->c, stage_has(&r, "\"invited_ms\":null,\"last_sign_in_ms\":null,\"version\":1"));
    CHECK_STR(s->c, r.etag, "\"1\"");
    CHECK(s->c, str_starts(r.location, STR(PERSONS "/")));
    CHECK_INT(s->c, stage_mails(s, &s->north, "ann@example.com"), 0);
    EXPECT(s, 409, "account.email_taken", .method = "POST", .path = PERSONS, .body = ANN, .bearer = boss);
    EXPECT(s, 422, "account.role_elsewhere", .method = "POST", .path = PERSONS, .bearer = boss,
           .body = NEW("B", "B", "b@example.com", "[\"operator\"]", ""));
    EXPECT(s, 400, "http.out_of_range", .method = "POST", .path = PERSONS, .bearer = boss,
           .body = NEW("B", "B", "b@example.com", "[]", ""));
    EXPECT(s, 400, "http.out_of_range", .method = "POST", .path = PERSONS, .bearer = boss,
           .body = NEW("", "B", "b@example.com", "[\"learner\"]", ""));
    EXPECT(s, 400, "http.required", .method = "POST", .path = PERSONS, .bearer = boss,
           .body = "{\"last_name\":\"B\",\"email\":\"b@example.com\",\"roles\":[\"learner\"],\"language\":\"fr\","
                   "\"invite\":false}");
    EXPECT(s, 422, "account.group_unknown", .method = "POST", .path = PERSONS, .bearer = boss,
           .body = NEW("B", "B", "b@example.com", "[\"learner\"]",
                       ",\"group_ids\":[\"01890a5d-ac96-774b-bcce-b302099a8057\"]"));
    CHECK_INT(s->c, stage_call(s, &(Call){.method = "GET", .path = PERSONS, .bearer = boss}, &r), 200);
    CHECK(s->c, stage_has(&r, "\"total\":2")); /* nothing of what was refused */
}

static void invited(Stage *s)
{
    Reply r;
    Call call = {
        .method = "POST",
        .path = PERSONS,
        .bearer = boss_of(s),
        .body = "{\"first_name\":\"Ann\",\"last_name\":\"M\",\"email\":\"ann@example.com\",\"roles\":[\"learner\"],"
                "\"language\":\"en\",\"invite\":true}"};
    REQUIRE(s->c, stage_call(s, &call, &r) == 201);
    CHECK(s->c, !stage_has(&r, "\"invited_ms\":null"));
    CHECK_INT(s->c, stage_mails(s, &s->north, "ann@example.com"), 1);
    CHECK_INT(s->c, (int64_t)strlen(stage_link(s, &s->north, "ann@example.com")), BEARER_TEXT);
}

static void name_limits(Stage *s)
{
    char name[83] = "", body[400];
    const char *boss = boss_of(s);
    memset(name, 'n', 81);
    for (int i = 80; i <= 81; i++) {
        name[i] = 0;
        snprintf(body, sizeof body, NEW("%s", "M", "n%d@example.com", "[\"learner\"]", ""), name, i);
        EXPECT(s, i == 80 ? 201 : 400, i == 80 ? NULL : "http.out_of_range", .method = "POST", .path = PERSONS,
               .bearer = boss, .body = body);
        name[i] = 'n';
    }
}

static void listed(Stage *s)
{
    Reply r;
    Str query;
    const char *boss = boss_of(s);
    stage_invited(s, &s->north, "ann@example.com", ROLE_BIT(ROLE_TRAINER));
    stage_person(s, &s->north, "bob@example.com", ROLE_BIT(ROLE_TRAINER) | ROLE_BIT(ROLE_LEARNER));
    static const struct {
        const char *query;
        const char *total;
    } cases[] = {
        {"", "\"total\":3"},
        {"role=trainer", "\"total\":2"},
        {"role=learner", "\"total\":1"},
        {"state=invited", "\"total\":1"},
        {"state=active&role=trainer", "\"total\":1"},
        {"search=MARTIN", "\"total\":3"},
        {"search=bob", "\"total\":1"},
        {"group_id=01890a5d-ac96-774b-bcce-b302099a8057", "\"total\":0"},
        {"sort=last_sign_in&order=desc&limit=1", "\"total\":3"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CHECK_INT(s->c,
                  stage_call(s, &(Call){.method = "GET", .path = PERSONS, .query = cases[i].query, .bearer = boss}, &r),
                  200);
        if (!CHECK(s->c, stage_has(&r, cases[i].total)))
            check_say(s->c, "%s", cases[i].query);
    }
    CHECK(s->c, stage_has(&r, "\"email\":\"boss@example.com\"")); /* who signed in last */
    REQUIRE(s->c, str_format(s->cx->arena, &query, "sort=last_sign_in&order=desc&limit=200&cursor=%s",
                             stage_member(s, &r, "next_cursor")) == OK);
    CHECK_INT(s->c, stage_call(s, &(Call){.method = "GET", .path = PERSONS, .query = query.at, .bearer = boss}, &r),
              200);
    CHECK(s->c, !stage_has(&r, "boss@example.com"));
    CHECK(s->c, stage_has(&r, "\"next_cursor\":null"));
    EXPECT(s, 400, "http.bad_cursor", .method = "GET", .path = PERSONS, .query = "cursor=abc", .bearer = boss);
    EXPECT(s, 400, "http.out_of_range", .method = "GET", .path = PERSONS, .query = "limit=201", .bearer = boss);
    EXPECT(s, 400, "http.out_of_range", .method = "GET", .path = PERSONS, .query = "limit=0", .bearer = boss);
    EXPECT(s, 400, "http.unknown_member", .method = "GET", .path = PERSONS, .query = "sort=name&x=1", .bearer = boss);
}

static void search_limit(Stage *s)
{
    char query[120] = "search=";
    const char *boss = boss_of(s);
    memset(query + 7, 'a', 101);
    query[108] = 0;
    EXPECT(s, 400, "http.out_of_range", .method = "GET", .path = PERSONS, .query = query, .bearer = boss);
    query[107] = 0;
    EXPECT(s, 200, NULL, .method = "GET", .path = PERSONS, .query = query, .bearer = boss);
}

static void changed(Stage *s)
{
    Reply r;
    const char *boss = boss_of(s);
    Person ann = stage_invited(s, &s->north, "ann@example.com", ROLE_BIT(ROLE_LEARNER));
    const char *path = stage_path(s, &ann.id, "");
    EXPECT(s, 428, "http.match_required", .method = "PATCH", .path = path, .bearer = boss, .body = "{}");
    EXPECT(s, 200, NULL, .method = "PATCH", .path = path, .bearer = boss, .body = "{\"last_name\":\"Durand\"}",
           .if_match = "\"1\"");
    CHECK_INT(s->c,
              stage_call(s,
                         &(Call){.method = "PATCH",
                                 .path = path,
                                 .bearer = boss,
                                 .if_match = "\"1\"",
                                 .body = "{\"last_name\":\"Dupont\"}"},
                         &r),
              412);
    CHECK(s->c, stage_has(&r, "\"code\":\"http.stale\""));
    CHECK(s->c, stage_has(&r, "\"current_version\":2"));
    EXPECT(s, 422, "account.identity_change", .method = "PATCH", .path = path, .bearer = boss, .if_match = "\"2\"",
           .body = "{\"first_name\":\"Eve\",\"email\":\"eve@example.com\"}");
    EXPECT(s, 409, "account.email_taken", .method = "PATCH", .path = path, .bearer = boss, .if_match = "\"2\"",
           .body = "{\"email\":\"boss@example.com\"}");
    EXPECT(s, 200, NULL, .method = "PATCH", .path = path, .bearer = boss, .if_match = "\"2\"",
           .body = "{\"first_name\":\"Eve\",\"email\":\"eve@example.com\",\"reason\":\"Typed wrongly\"}");
    CHECK_INT(s->c, stage_call(s, &(Call){.method = "GET", .path = path, .bearer = boss}, &r), 200);
    CHECK(s->c, stage_has(&r, "\"first_name\":\"Eve\",\"last_name\":\"Durand\",\"email\":\"eve@example.com\""));
    Id nobody = id_new(s->cx);
    EXPECT(s, 404, "http.missing", .method = "GET", .path = stage_path(s, &nobody, ""), .bearer = boss);
    EXPECT(s, 404, "http.missing", .method = "PATCH", .path = stage_path(s, &nobody, ""), .bearer = boss, .body = "{}",
           .if_match = "\"1\"");
}

static void roles(Stage *s)
{
    const char *boss = boss_of(s);
    Person ann = stage_person(s, &s->north, "ann@example.com", ROLE_BIT(ROLE_LEARNER)), me;
    REQUIRE(s->c, account_by_email(s->cx, stage_db(s, &s->north), STR("boss@example.com"), &me) == OK);
    const char *hers = stage_path(s, &ann.id, "/roles"), *mine = stage_path(s, &me.id, "/roles");
    EXPECT(s, 409, "account.last_admin", .method = "PUT", .path = mine, .bearer = boss, .if_match = "\"2\"",
           .body = "{\"roles\":[\"learner\"]}");
    EXPECT(s, 422, "account.role_elsewhere", .method = "PUT", .path = hers, .bearer = boss, .if_match = "\"2\"",
           .body = "{\"roles\":[\"support\"]}");
    EXPECT(s, 412, "http.stale", .method = "PUT", .path = hers, .bearer = boss, .if_match = "\"1\"",
           .body = "{\"roles\":[\"space_admin\"]}");
    EXPECT(s, 200, NULL, .method = "PUT", .path = hers, .bearer = boss, .if_match = "\"2\"",
           .body = "{\"roles\":[\"space_admin\",\"trainer\"]}");
    EXPECT(s, 200, NULL, .method = "PUT", .path = mine, .bearer = boss, .if_match = "\"2\"",
           .body = "{\"roles\":[\"learner\"]}");
    EXPECT(s, 403, "http.denied", .method = "GET", .path = PERSONS, .bearer = boss);
}

static void turned_off(Stage *s)
{
    Reply r;
    const char *boss = boss_of(s);
    Person ann = stage_person(s, &s->north, "ann@example.com", ROLE_BIT(ROLE_LEARNER)), me;
    Person new = stage_invited(s, &s->north, "new@example.com", ROLE_BIT(ROLE_LEARNER));
    REQUIRE(s->c, account_by_email(s->cx, stage_db(s, &s->north), STR("boss@example.com"), &me) == OK);
    EXPECT(s, 409, "account.self", .method = "POST", .path = stage_path(s, &me.id, "/deactivate"), .bearer = boss);
    for (int i = 0; i < 2; i++) {
        CHECK_INT(
            s->c,
            stage_call(s, &(Call){.method = "POST", .path = stage_path(s, &ann.id, "/deactivate"), .bearer = boss}, &r),
            200);
        CHECK(s->c, stage_has(&r, "\"state\":\"deactivated\""));
        CHECK(s->c, stage_has(&r, "\"version\":3"));
    }
    EXPECT(s, 409, "account.not_invited", .method = "POST", .path = stage_path(s, &ann.id, "/invitation"),
           .bearer = boss);
    EXPECT(s, 401, "account.credentials", .method = "POST", .path = "/api/v1/session",
           .body = "{\"email\":\"ann@example.com\",\"password\":\"" GOOD_PASSWORD "\"}");
    CHECK_INT(
        s->c,
        stage_call(s, &(Call){.method = "POST", .path = stage_path(s, &ann.id, "/reactivate"), .bearer = boss}, &r),
        200);
    CHECK(s->c, stage_has(&r, "\"state\":\"active\""));
    CHECK(s->c, strlen(stage_sign_in(s, "ann@example.com", GOOD_PASSWORD)) > 0);
    EXPECT(s, 200, NULL, .method = "POST", .path = stage_path(s, &new.id, "/deactivate"), .bearer = boss);
    CHECK_INT(
        s->c,
        stage_call(s, &(Call){.method = "POST", .path = stage_path(s, &new.id, "/reactivate"), .bearer = boss}, &r),
        200);
    CHECK(s->c, stage_has(&r, "\"state\":\"invited\""));
    Id nobody = id_new(s->cx);
    EXPECT(s, 404, "http.missing", .method = "POST", .path = stage_path(s, &nobody, "/deactivate"), .bearer = boss);
    EXPECT(s, 404, "http.missing", .method = "POST", .path = stage_path(s, &nobody, "/reactivate"), .bearer = boss);
    EXPECT(s, 404, "http.missing", .method = "POST", .path = stage_path(s, &nobody, "/invitation"), .bearer = boss);
    EXPECT(s, 400, "http.bad_id", .method = "POST", .path = PERSONS "/x/deactivate", .bearer = boss);
}

static void last_by_operator(Stage *s)
{
    const char *staff = signed_in(s, stage_publisher(s), "op@example.com", ROLE_BIT(ROLE_OPERATOR));
    Person chief = stage_person(s, stage_publisher(s), "chief@example.com", ROLE_BIT(ROLE_SPACE_ADMIN));
    EXPECT(s, 409, "account.last_admin", .method = "POST", .path = stage_path(s, &chief.id, "/deactivate"),
           .bearer = staff);
    EXPECT(s, 422, "account.role_elsewhere", .method = "POST", .path = PERSONS, .bearer = staff, .body = ANN);
    EXPECT(s, 201, NULL, .method = "POST", .path = PERSONS, .bearer = staff,
           .body = NEW("S", "S", "s@example.com", "[\"support\"]", ""));
}

static void grouped(Stage *s)
{
    Reply r;
    Str body, query;
    const char *boss = boss_of(s);
    Id sales = group_of(s, "Sales"), old = group_of(s, "Old");
    AUTO_STMT st = db_stmt(stage_db(s, &s->north), SQL_group_mark_deleted);
    stmt_put_int(st, 1);
    stmt_put_id(st, &old);
    CHECK(s->c, stmt_run(s->cx, st, NULL) == OK);
    REQUIRE(s->c, str_format(s->cx->arena, &body,
                             NEW("B", "B", "b@example.com", "[\"learner\"]", ",\"group_ids\":[\"%s\",\"%s\"]"),
                             sales.text, sales.text) == OK);
    REQUIRE(s->c,
            stage_call(s, &(Call){.method = "POST", .path = PERSONS, .bearer = boss, .body = body.at}, &r) == 201);
    CHECK(s->c, stage_has(&r, "\"group_count\":1"));
    CHECK(s->c, stage_has(&r, "\"name\":\"Sales\"}]"));
    REQUIRE(s->c, str_format(s->cx->arena, &query, "group_id=%s", sales.text) == OK);
    CHECK_INT(s->c, stage_call(s, &(Call){.method = "GET", .path = PERSONS, .query = query.at, .bearer = boss}, &r),
              200);
    CHECK(s->c, stage_has(&r, "\"total\":1"));
    CHECK(s->c, !stage_has(&r, "\"groups\""));
    REQUIRE(s->c,
            str_format(s->cx->arena, &body, NEW("C", "C", "c@example.com", "[\"learner\"]", ",\"group_ids\":[\"%s\"]"),
                       old.text) == OK);
    EXPECT(s, 422, "account.group_unknown", .method = "POST", .path = PERSONS, .bearer = boss, .body = body.at);
}

static void myself(Stage *s)
{
    Reply r;
    const char *ann = signed_in(s, &s->north, "ann@example.com", ROLE_BIT(ROLE_LEARNER));
    REQUIRE(s->c, stage_call(s,
                             &(Call){.method = "PATCH",
                                     .path = "/api/v1/me",
                                     .bearer = ann,
                                     .body = "{\"first_name\":\"Anne\",\"language\":\"en\",\"theme\":\"dark\"}"},
                             &r) == 200);
    CHECK(s->c, stage_has(&r, "\"first_name\":\"Anne\""));
    REQUIRE(s->c, stage_call(s, &(Call){.method = "GET", .path = "/api/v1/session", .bearer = ann}, &r) == 200);
    CHECK(s->c, stage_has(&r, "\"language\":\"en\",\"theme\":\"dark\""));
    EXPECT(s, 400, "http.unknown_member", .method = "PATCH", .path = "/api/v1/me", .bearer = ann,
           .body = "{\"email\":\"me@example.com\"}");
    EXPECT(s, 400, "http.out_of_range", .method = "PATCH", .path = "/api/v1/me", .bearer = ann,
           .body = "{\"first_name\":\"\"}");
}

#define CHANGE(old, new) "{\"current_password\":\"" old "\",\"new_password\":\"" new "\"}"
static void my_password(Stage *s)
{
    const char *ann = signed_in(s, &s->north, "ann@example.com", ROLE_BIT(ROLE_LEARNER));
    const char *elsewhere = stage_sign_in(s, "ann@example.com", GOOD_PASSWORD), *path = "/api/v1/me/password";
    EXPECT(s, 422, "account.current_password", .method = "PUT", .path = path, .bearer = ann,
           .body = CHANGE("wrong", "seven-green-lanterns-drift"));
    EXPECT(s, 422, "account.password_short", .method = "PUT", .path = path, .bearer = ann,
           .body = CHANGE(GOOD_PASSWORD, "k7#mQ2x!vL9"));
    EXPECT(s, 422, "account.password_weak", .method = "PUT", .path = path, .bearer = ann,
           .body = CHANGE(GOOD_PASSWORD, "password1234"));
    EXPECT(s, 200, NULL, .method = "GET", .path = "/api/v1/session", .bearer = elsewhere);
    EXPECT(s, 204, NULL, .method = "PUT", .path = path, .bearer = ann,
           .body = CHANGE(GOOD_PASSWORD, "seven-green-lanterns-drift"));
    EXPECT(s, 200, NULL, .method = "GET", .path = "/api/v1/session", .bearer = ann);
    EXPECT(s, 401, "http.unauthenticated", .method = "GET", .path = "/api/v1/session", .bearer = elsewhere);
    CHECK(s->c, strlen(stage_sign_in(s, "ann@example.com", "seven-green-lanterns-drift")) > 0);
    CHECK_INT(s->c, stage_mails(s, &s->north, "ann@example.com"), 1);
    for (int i = 0; i < 10; i++)
        EXPECT(s, 422, "account.current_password", .method = "PUT", .path = path, .bearer = ann,
               .body = CHANGE("wrong", "seven-green-lanterns-drift"));
    EXPECT(s, 429, "account.throttled", .method = "PUT", .path = path, .bearer = ann,
           .body = CHANGE("seven-green-lanterns-drift", "six-green-lanterns-sink"));
}

/* The judge of kernel/crypt counts characters; here: which verdict becomes which code, at the limit and one above. */
static void password_codes(Check *c)
{
    Ctx *cx = check_ctx(c);
    char text[PASSWORD_MAX + 2];
    Person p = {
        .first_name = STR("Ann"), .last_name = STR("Martin"), .email = STR("a@x.fr"), .roles = ROLE_BIT(ROLE_LEARNER)};
    for (size_t i = 0; i <= PASSWORD_MAX; i++)
        text[i] = (char)('!' + (i * 37 + i * i * 11) % 90);
    CHECK(c, password_rule(cx, &p, STR("north"), (Str){text, PASSWORD_MAX}, "password") == OK);
    CHECK(c, password_rule(cx, &p, STR("north"), (Str){text, PASSWORD_MAX + 1}, "password") == ERR_REFUSED);
    CHECK_STR(c, str_of(cx->problem.code), "account.password_long");
    CHECK(c, password_rule(cx, &p, STR("north"), (Str){text, 12}, "password") == OK);
    CHECK(c, password_rule(cx, &p, STR("north"), (Str){text, 11}, "password") == ERR_REFUSED);
    CHECK_STR(c, str_of(cx->problem.code), "account.password_short");
    p.roles = ROLE_BIT(ROLE_OPERATOR);
    CHECK(c, password_rule(cx, &p, STR("north"), (Str){text, 15}, "password") == ERR_REFUSED);
    CHECK(c, password_rule(cx, &p, STR("north"), (Str){text, 16}, "password") == OK);
}

static void rights_of_roles(Stage *s)
{
    Reply r;
    const char *boss = boss_of(s), *path = "/api/v1/roles/learner/rights";
    const char *ann = signed_in(s, &s->north, "ann@example.com", ROLE_BIT(ROLE_TRAINING_MANAGER));
    REQUIRE(s->c, stage_call(s, &(Call){.method = "GET", .path = "/api/v1/roles", .bearer = ann}, &r) == 200);
    CHECK(s->c, stage_has(&r, "{\"role\":\"learner\",\"rights\":[\"module.play\",\"ticket.open\"],"
                              "\"allowed\":[\"module.play\",\"ticket.open\"],\"required\":[\"module.play\"]}"));
    CHECK(s->c, !stage_has(&r, "\"role\":\"operator\""));
    EXPECT(s, 403, "http.denied", .method = "PUT", .path = path, .bearer = ann,
           .body = "{\"rights\":[\"module.play\"]}");
    EXPECT(s, 200, NULL, .method = "PUT", .path = path, .bearer = boss, .body = "{\"rights\":[\"module.play\"]}");
    EXPECT(s, 422, "access.out_of_bounds", .method = "PUT", .path = path, .bearer = boss, .body = "{\"rights\":[]}");
    EXPECT(s, 422, "access.out_of_bounds", .method = "PUT", .path = path, .bearer = boss,
           .body = "{\"rights\":[\"module.play\",\"person.edit\"]}");
    EXPECT(s, 400, "http.out_of_range", .method = "PUT", .path = path, .bearer = boss,
           .body = "{\"rights\":[\"public\"]}");
    EXPECT(s, 404, "http.missing", .method = "PUT", .path = "/api/v1/roles/operator/rights", .bearer = boss,
           .body = "{\"rights\":[]}");
    EXPECT(s, 404, "http.missing", .method = "PUT", .path = "/api/v1/roles/root/rights", .bearer = boss,
           .body = "{\"rights\":[]}");
    /* A live session feels it at its next request. */
    EXPECT(s, 200, NULL, .method = "GET", .path = PERSONS, .bearer = ann);
    EXPECT(s, 200, NULL, .method = "PUT", .path = "/api/v1/roles/training_manager/rights", .bearer = boss,
           .body = "{\"rights\":[\"module.play\"]}");
    EXPECT(s, 403, "http.denied", .method = "GET", .path = PERSONS, .bearer = ann);
}

static void isolated(Stage *s)
{
    const char *boss = boss_of(s);
    Person south = stage_person(s, stage_south(s), "sue@example.com", ROLE_BIT(ROLE_LEARNER));
    EXPECT(s, 404, "http.missing", .method = "GET", .path = stage_path(s, &south.id, ""), .bearer = boss);
    EXPECT(s, 404, "http.missing", .method = "POST", .path = stage_path(s, &south.id, "/deactivate"), .bearer = boss);
    CHECK_INT(s->c, stage_get(s, stage_south(s), &south.id).state, PERSON_ACTIVE);
}

static void logged(Stage *s)
{
    Reply r;
    Str path;
    const char *boss = boss_of(s);
    EXPECT(s, 401, "account.credentials", .method = "POST", .path = "/api/v1/session",
           .body = "{\"email\":\"boss@example.com\",\"password\":\"wrong\"}");
    REQUIRE(s->c, stage_call(s, &(Call){.method = "POST", .path = PERSONS, .body = ANN, .bearer = boss}, &r) == 201);
    REQUIRE(s->c, str_format(s->cx->arena, &path, "%.*s", STR_ARG(r.location)) == OK);
    Id ann;
    REQUIRE(s->c, id_parse((Str){path.at + sizeof PERSONS, ID_TEXT}, &ann) == OK);
    EXPECT(s, 202, NULL, .method = "POST", .path = stage_path(s, &ann, "/invitation"), .bearer = boss);
    EXPECT(s, 200, NULL, .method = "PATCH", .path = path.at, .bearer = boss, .if_match = "\"2\"",
           .body = "{\"last_name\":\"Durand\"}");
    EXPECT(s, 200, NULL, .method = "PUT", .path = stage_path(s, &ann, "/roles"), .bearer = boss, .if_match = "\"3\"",
           .body = "{\"roles\":[\"trainer\"]}");
    EXPECT(s, 200, NULL, .method = "POST", .path = stage_path(s, &ann, "/deactivate"), .bearer = boss);
    EXPECT(s, 200, NULL, .method = "POST", .path = stage_path(s, &ann, "/reactivate"), .bearer = boss);
    EXPECT(s, 200, NULL, .method = "PUT", .path = "/api/v1/roles/trainer/rights", .bearer = boss,
           .body = "{\"rights\":[]}");
    EXPECT(s, 204, NULL, .method = "DELETE", .path = stage_path(s, &ann, "/sessions"), .bearer = boss);
    EXPECT(s, 204, NULL, .method = "DELETE", .path = "/api/v1/session", .bearer = boss);
    static const struct {
        AuditAction action;
        int64_t lines;
    } expected[] = {
        {AUDIT_SIGNED_IN, 1},          {AUDIT_SIGN_IN_FAILED, 1},      {AUDIT_SIGNED_OUT, 1},
        {AUDIT_SESSION_REVOKED, 1},    {AUDIT_PERSON_CREATED, 2},      {AUDIT_PERSON_INVITED, 1},
        {AUDIT_PERSON_CHANGED, 1},     {AUDIT_ROLES_CHANGED, 1},       {AUDIT_PERSON_DEACTIVATED, 1},
        {AUDIT_PERSON_REACTIVATED, 1}, {AUDIT_ROLE_RIGHTS_CHANGED, 1},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        int64_t lines = stage_audited(s, &s->north, (int)expected[i].action);
        if (!CHECK(s->c, lines == expected[i].lines))
            check_say(s->c, "%s: %lld", audit_action_names[expected[i].action], (long long)lines);
    }
}

#define EACH(name)                    \
    static void each_##name(Check *c) \
    {                                 \
        stage_each_engine(c, name);   \
    }
EACH(added)
EACH(invited)
EACH(name_limits)
EACH(listed)
EACH(search_limit)
EACH(changed)
EACH(roles)
EACH(turned_off)
EACH(last_by_operator)
EACH(grouped)
EACH(myself)
EACH(my_password)
EACH(rights_of_roles)
EACH(isolated)
EACH(logged)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a person is added with the three names a licence needs, or not at all", each_added},
        {"a person may be invited at once", each_invited},
        {"a name has at most 80 characters", each_name_limits},
        {"persons are listed by filters, order and page", each_listed},
        {"a search has at most 100 characters", each_search_limit},
        {"a person is changed by who saw the newest version", each_changed},
        {"roles are set within the kind of space, and one administrator stays", each_roles},
        {"a deactivated person is out, and comes back as they were", each_turned_off},
        {"the publisher's staff keep their last administrator and their own roles", each_last_by_operator},
        {"groups of a person show while they exist", each_grouped},
        {"one's own profile and preferences are one's own to change", each_myself},
        {"one's own password changes with the present one, and other sessions end", each_my_password},
        {"passwords hold at each length and fail one beside", password_codes},
        {"rights of a role change within bounds and for live sessions", each_rights_of_roles},
        {"a person of another space is nobody here", each_isolated},
        {"each act leaves its line in the audit log", each_logged},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
