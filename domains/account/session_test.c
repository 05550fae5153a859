/* The life of sessions: idle and absolute limits, revocation, CSRF, rights at each request. */
#include "domains/account/link_store.h"
#include "domains/account/test_stage.h"
#include "domains/account/throttle.h"

#include "kernel/conf/conf.h"

#define GET(where) .method = "GET", .path = where
#define DELETE(where) .method = "DELETE", .path = where
#define SESSION "/api/v1/session"
enum { MINUTE_MS = 60000 };

static const char *learner(Stage *s, const char *email)
{
    stage_person(s, &s->north, email, ROLE_BIT(ROLE_LEARNER));
    return stage_sign_in(s, email, GOOD_PASSWORD);
}

static const char *admin(Stage *s, const char *email)
{
    stage_person(s, &s->north, email, ROLE_BIT(ROLE_SPACE_ADMIN));
    return stage_sign_in(s, email, GOOD_PASSWORD);
}

static void idle(Stage *s)
{
    const char *ann = learner(s, "ann@example.com"), *boss = admin(s, "boss@example.com");
    check_clock_add(s->c, 15 * MINUTE_MS - 1);
    EXPECT(s, 200, NULL, GET(SESSION), .bearer = boss);
    check_clock_add(s->c, 15 * MINUTE_MS);
    EXPECT(s, 401, "http.unauthenticated", GET(SESSION), .bearer = boss);
    EXPECT(s, 200, NULL, GET(SESSION), .bearer = ann);
    check_clock_add(s->c, 30 * MINUTE_MS);
    EXPECT(s, 401, "http.unauthenticated", GET(SESSION), .bearer = ann);
    check_clock(s->c, (int64_t)CHECK_NOW_S * 1000);
}

/* Requests keep it alive although its row is written once a minute only; it never outlives its idle limit by more. */
static void kept_alive(Stage *s)
{
    Reply r;
    int64_t start = (int64_t)CHECK_NOW_S * 1000;
    const char *ann = learner(s, "ann@example.com");
    check_clock_add(s->c, MINUTE_MS - 1);
    stage_call(s, &(Call){GET("/api/v1/sessions"), .bearer = ann}, &r);
    CHECK_INT(s->c, strtoll(stage_member(s, &r, "last_seen_ms"), NULL, 10), start);
    check_clock_add(s->c, 1);
    stage_call(s, &(Call){GET("/api/v1/sessions"), .bearer = ann}, &r);
    CHECK_INT(s->c, strtoll(stage_member(s, &r, "last_seen_ms"), NULL, 10), start + MINUTE_MS);
    for (int i = 0; i < 4; i++) {
        check_clock_add(s->c, 29 * MINUTE_MS);
        EXPECT(s, 200, NULL, GET(SESSION), .bearer = ann);
    }
    check_clock(s->c, start);
}

static void absolute(Stage *s)
{
    int64_t start = (int64_t)CHECK_NOW_S * 1000;
    const char *ann = learner(s, "ann@example.com");
    for (int i = 1; i < 36; i++) {
        check_clock(s->c, start + i * 20 * MINUTE_MS);
        EXPECT(s, 200, NULL, GET(SESSION), .bearer = ann);
    }
    check_clock(s->c, start + 12 * 60 * MINUTE_MS - 1);
    EXPECT(s, 200, NULL, GET(SESSION), .bearer = ann);
    check_clock(s->c, start + 12 * 60 * MINUTE_MS);
    EXPECT(s, 401, "http.unauthenticated", GET(SESSION), .bearer = ann);
    check_clock(s->c, start);
}

static void shown(Stage *s)
{
    Reply r;
    const char *ann = learner(s, "ann@example.com");
    REQUIRE(s->c, stage_call(s, &(Call){GET(SESSION), .bearer = ann}, &r) == 200);
    CHECK_INT(s->c, strtoll(stage_member(s, &r, "idle_expires_ms"), NULL, 10), ((int64_t)CHECK_NOW_S + 1800) * 1000);
    CHECK_INT(s->c, strtoll(stage_member(s, &r, "expires_ms"), NULL, 10), ((int64_t)CHECK_NOW_S + 12 * 3600) * 1000);
    CHECK(s->c, strlen(stage_member(s, &r, "csrf_token")) == TOKEN_TEXT);
    CHECK(s->c, strstr(ann, stage_member(s, &r, "csrf_token")) == NULL);
}

static void strangers(Stage *s)
{
    char forged[BEARER_TEXT + 1];
    const char *ann = learner(s, "ann@example.com");
    EXPECT(s, 401, "http.unauthenticated", GET(SESSION));
    EXPECT(s, 401, "http.unauthenticated", GET(SESSION), .bearer = "");
    EXPECT(s, 401, "http.unauthenticated", GET(SESSION), .bearer = "x");
    snprintf(forged, sizeof forged, "%s", ann);
    forged[BEARER_TEXT - 1] = forged[BEARER_TEXT - 1] == 'A' ? 'B' : 'A';
    EXPECT(s, 401, "http.unauthenticated", GET(SESSION), .bearer = forged);
    snprintf(forged, sizeof forged, "%s%s", stage_south(s)->id.text, ann + ID_TEXT); /* the token in another space */
    EXPECT(s, 401, "http.unauthenticated", GET(SESSION), .bearer = forged);
    Id nowhere = id_new(s->cx);
    snprintf(forged, sizeof forged, "%s%s", nowhere.text, ann + ID_TEXT);
    EXPECT(s, 401, "http.unauthenticated", GET(SESSION), .bearer = forged);
    EXPECT(s, 401, "http.unauthenticated", GET(SESSION), .bearer = ann, .host = "kair.example.com"); /* not loopback */
}

static void csrf(Stage *s)
{
    const char *ann = learner(s, "ann@example.com");
    EXPECT(s, 403, "http.csrf", DELETE(SESSION), .bearer = ann, .no_csrf = true);
    EXPECT(s, 200, NULL, GET(SESSION), .bearer = ann, .no_csrf = true);
    EXPECT(s, 204, NULL, DELETE(SESSION), .bearer = ann);
}

static void sign_out(Stage *s)
{
    Reply r;
    const char *ann = learner(s, "ann@example.com");
    CHECK_INT(s->c, stage_call(s, &(Call){DELETE(SESSION), .bearer = ann}, &r), 204);
    CHECK(s->c, memmem(r.set_cookie.at, r.set_cookie.n, "sid=; ", 6) != NULL);
    CHECK(s->c, memmem(r.set_cookie.at, r.set_cookie.n, "Max-Age=0", 9) != NULL);
    EXPECT(s, 401, "http.unauthenticated", GET(SESSION), .bearer = ann);
}

static void new_token(Stage *s)
{
    const char *first = learner(s, "ann@example.com");
    const char *second = stage_sign_in(s, "ann@example.com", GOOD_PASSWORD);
    CHECK(s->c, strcmp(first, second) != 0);
    EXPECT(s, 200, NULL, GET(SESSION), .bearer = first);
    EXPECT(s, 200, NULL, GET(SESSION), .bearer = second);
}

static void revoked(Stage *s)
{
    Reply r;
    Str path;
    const char *a = learner(s, "ann@example.com");
    check_clock_add(s->c, 1);
    const char *b = stage_sign_in(s, "ann@example.com", GOOD_PASSWORD);
    check_clock_add(s->c, 1);
    const char *d = stage_sign_in(s, "ann@example.com", GOOD_PASSWORD);
    const char *other = learner(s, "bob@example.com");
    REQUIRE(s->c, stage_call(s, &(Call){GET("/api/v1/sessions"), .bearer = a}, &r) == 200);
    CHECK(s->c, stage_has(&r, "\"total\":3"));
    REQUIRE(s->c, str_format(s->cx->arena, &path, "/api/v1/sessions/%s", stage_member(s, &r, "id")) == OK); /* d */
    EXPECT(s, 404, "http.missing", DELETE(path.at), .bearer = other);
    EXPECT(s, 204, NULL, DELETE(path.at), .bearer = a);
    EXPECT(s, 404, "http.missing", DELETE(path.at), .bearer = a);
    EXPECT(s, 400, "http.bad_id", DELETE("/api/v1/sessions/x"), .bearer = a);
    EXPECT(s, 401, "http.unauthenticated", GET(SESSION), .bearer = d);
    EXPECT(s, 204, NULL, DELETE("/api/v1/sessions"), .bearer = a);
    EXPECT(s, 401, "http.unauthenticated", GET(SESSION), .bearer = b);
    EXPECT(s, 200, NULL, GET(SESSION), .bearer = a);
    EXPECT(s, 200, NULL, GET(SESSION), .bearer = other);
}

static void at_most_twenty(Stage *s)
{
    Reply r;
    const char *first = learner(s, "ann@example.com"), *last = first;
    for (int i = 1; i < 20; i++) {
        check_clock_add(s->c, 1);
        last = stage_sign_in(s, "ann@example.com", GOOD_PASSWORD);
    }
    EXPECT(s, 200, NULL, GET(SESSION), .bearer = first);
    check_clock_add(s->c, 1);
    last = stage_sign_in(s, "ann@example.com", GOOD_PASSWORD);
    EXPECT(s, 401, "http.unauthenticated", GET(SESSION), .bearer = first);
    REQUIRE(s->c, stage_call(s, &(Call){GET("/api/v1/sessions"), .bearer = last}, &r) == 200);
    CHECK(s->c, stage_has(&r, "\"total\":20"));
    check_clock(s->c, (int64_t)CHECK_NOW_S * 1000);
}

static void by_the_administrator(Stage *s)
{
    Reply r;
    const char *boss = admin(s, "boss@example.com");
    Person ann = stage_person(s, &s->north, "ann@example.com", ROLE_BIT(ROLE_LEARNER));
    const char *hers = stage_sign_in(s, "ann@example.com", GOOD_PASSWORD);
    REQUIRE(s->c, stage_call(s, &(Call){GET(stage_path(s, &ann.id, "/sessions")), .bearer = boss}, &r) == 200);
    CHECK(s->c, stage_has(&r, "\"user_agent\":\"tests/1\",\"address\":\"192.0.2.1\",\"current\":false"));
    EXPECT(s, 403, "http.denied", DELETE(stage_path(s, &ann.id, "/sessions")), .bearer = hers);
    EXPECT(s, 204, NULL, DELETE(stage_path(s, &ann.id, "/sessions")), .bearer = boss);
    EXPECT(s, 401, "http.unauthenticated", GET(SESSION), .bearer = hers);
    Id nobody = id_new(s->cx);
    EXPECT(s, 404, "http.missing", GET(stage_path(s, &nobody, "/sessions")), .bearer = boss);
    EXPECT(s, 404, "http.missing", DELETE(stage_path(s, &nobody, "/sessions")), .bearer = boss);
}

static void rights_at_once(Stage *s)
{
    const char *boss = admin(s, "boss@example.com");
    Person ann = stage_person(s, &s->north, "ann@example.com", ROLE_BIT(ROLE_TRAINING_MANAGER));
    const char *hers = stage_sign_in(s, "ann@example.com", GOOD_PASSWORD);
    EXPECT(s, 200, NULL, GET("/api/v1/persons"), .bearer = hers);
    EXPECT(s, 200, NULL, .method = "PUT", .path = stage_path(s, &ann.id, "/roles"), .bearer = boss,
           .body = "{\"roles\":[\"learner\"]}", .if_match = "\"2\"");
    EXPECT(s, 403, "http.denied", GET("/api/v1/persons"), .bearer = hers);
    EXPECT(s, 200, NULL, .method = "POST", .path = stage_path(s, &ann.id, "/deactivate"), .bearer = boss);
    EXPECT(s, 401, "http.unauthenticated", GET(SESSION), .bearer = hers);
    EXPECT(s, 200, NULL, .method = "POST", .path = stage_path(s, &ann.id, "/reactivate"), .bearer = boss);
    EXPECT(s, 401, "http.unauthenticated", GET(SESSION), .bearer = hers);
}

static void long_agent(Stage *s)
{
    Str bearer;
    SessionRow row;
    SessionList list;
    char agent[202];
    Person ann = stage_person(s, &s->north, "ann@example.com", ROLE_BIT(ROLE_LEARNER));
    memset(agent, 'a', 201);
    agent[201] = 0;
    agent[1] = '\n';
    agent[2] = (char)0xFF;
    SessionClient client = {.user_agent = str_of(agent), .address = STR("2001:db8::1")};
    REQUIRE(s->c, session_begin(s->cx, stage_db(s, &s->north), &s->north.id, &ann, &client, &s->door.limits, &row,
                                &bearer) == OK);
    REQUIRE(s->c, session_list(s->cx, stage_db(s, &s->north), &ann.id, &s->door.limits, &list) == OK);
    REQUIRE(s->c, list.n == 1);
    CHECK_INT(s->c, (int64_t)list.items[0].user_agent.n, 200);
    CHECK(s->c, str_starts(list.items[0].user_agent, STR("a??a")));
}

static void set_state(Stage *s, SpaceState state)
{
    static const Actor by = {0};
    SpacePatch patch = {.has_state = true, .state = state};
    SpaceEdit edit = {.space = s->north.id, .by = &by, .patch = &patch};
    Space now;
    CHECK(s->c, space_get(s->cx, stage_platform(s), &s->north.id, &now) == OK);
    edit.version = now.version;
    CHECK(s->c, space_edit(s->cx, stage_platform(s), &edit, &now) == OK);
}

static void space_suspended(Stage *s)
{
    const char *ann = learner(s, "ann@example.com");
    set_state(s, SPACE_SUSPENDED);
    check_clock_add(s->c, MINUTE_MS);
    for (int i = 0; i < 3; i++) { /* each time, not only when the minute has passed */
        EXPECT(s, 401, "http.unauthenticated", GET(SESSION), .bearer = ann);
        check_clock_add(s->c, 1000);
    }
    CHECK_STR(s->c, str_of(stage_sign_in(s, "ann@example.com", GOOD_PASSWORD)), "");
    set_state(s, SPACE_ACTIVE);
    EXPECT(s, 200, NULL, GET(SESSION), .bearer = ann); /* it was refused, not ended */
    check_clock(s->c, (int64_t)CHECK_NOW_S * 1000);
}

typedef struct {
    Stage *s;
    Person ann;
} Beginning;

static Rc begin_two(Ctx *cx, Db *db, void *arg)
{
    const Beginning *b = arg;
    SessionClient client = {.user_agent = STR("a"), .address = STR("192.0.2.1")};
    SessionRow row;
    Str bearer;
    LinkRow link = {.id = id_new(cx), .person = b->ann.id, .expires_ms = now_ms(cx) + b->s->door.limits.life_ms};
    Sha256 hash = sha256(STR("link"));
    TRY(session_begin(cx, db, &b->s->north.id, &b->ann, &client, &b->s->door.limits, &row, &bearer));
    return link_store_insert(cx, db, &link, &hash);
}

static const char *digest(Stage *s, Db *db)
{
    Str text = STR("");
    CHECK(s->c, store_digest(s->cx, db, &text) == OK);
    return text.at;
}

/* To the millisecond: what was there before is all there is afterwards. */
static void purged(Stage *s)
{
    Beginning b = {.s = s, .ann = stage_person(s, &s->north, "ann@example.com", ROLE_BIT(ROLE_LEARNER))};
    Db *db = stage_db(s, &s->north), *platform = stage_platform(s);
    ThrottleKey key = {.kind = THROTTLE_ADDRESS, .subject = STR("192.0.2.1")};
    const char *before = digest(s, db), *platform_before = digest(s, platform);
    REQUIRE(s->c, db_write(s->cx, db, begin_two, &b) == OK);
    REQUIRE(s->c, throttle_take(s->cx, platform, &key, 1) == OK);
    const char *full = digest(s, db), *platform_full = digest(s, platform);
    check_clock_add(s->c, THROTTLE_WINDOW_MS);
    CHECK(s->c, account_purge_platform(s->cx, platform) == OK);
    CHECK_STR(s->c, str_of(digest(s, platform)), platform_full);
    check_clock_add(s->c, 1);
    CHECK(s->c, account_purge_platform(s->cx, platform) == OK);
    CHECK_STR(s->c, str_of(digest(s, platform)), platform_before);
    check_clock(s->c, (int64_t)CHECK_NOW_S * 1000 + s->door.limits.life_ms - 1);
    CHECK(s->c, account_purge(s->cx, db) == OK);
    CHECK_STR(s->c, str_of(digest(s, db)), full);
    check_clock_add(s->c, 1);
    CHECK(s->c, account_purge(s->cx, db) == OK);
    CHECK_STR(s->c, str_of(digest(s, db)), before);
    check_clock(s->c, (int64_t)CHECK_NOW_S * 1000);
}

#define EACH(name)                    \
    static void each_##name(Check *c) \
    {                                 \
        stage_each_engine(c, name);   \
    }
EACH(idle)
EACH(kept_alive)
EACH(absolute)
EACH(shown)
EACH(strangers)
EACH(csrf)
EACH(sign_out)
EACH(new_token)
EACH(revoked)
EACH(at_most_twenty)
EACH(by_the_administrator)
EACH(rights_at_once)
EACH(long_agent)
EACH(space_suspended)
EACH(purged)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a session ends after 30 idle minutes, an administrator's after 15", each_idle},
        {"requests keep a session alive, and its row is written once a minute", each_kept_alive},
        {"a session ends after twelve hours however busy", each_absolute},
        {"a session says when it ends, and its CSRF token is not its token", each_shown},
        {"no cookie, a forged one, one of another space: nobody", each_strangers},
        {"what changes something needs the CSRF token", each_csrf},
        {"signing out ends the session and removes the cookie", each_sign_out},
        {"each sign-in gets a token of its own", each_new_token},
        {"one's sessions are listed and ended, one or all others, never somebody else's", each_revoked},
        {"the twenty-first session ends the oldest", each_at_most_twenty},
        {"who may edit people ends their sessions", each_by_the_administrator},
        {"a lost role and a deactivation hold from the next request", each_rights_at_once},
        {"within a minute a suspended space refuses its live sessions, and nobody signs in", each_space_suspended},
        {"ended sessions, old links and old counts are forgotten at their end", each_purged},
        {"what a browser calls itself is cut at 200 characters and made plain", each_long_agent},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
