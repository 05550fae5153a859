/* Links in mails: invitation, forgotten password; once, in time, for one person. */
#include "domains/account/link.h"
#include "domains/account/test_stage.h"

#include <pthread.h>

#define POST(where, ...) .method = "POST", .path = where, .body = __VA_ARGS__
#define CHECK_LINK "/api/v1/access-links/check"
#define REDEEM "/api/v1/access-links/redeem"
#define RESETS "/api/v1/password-resets"
#define NEW_PASSWORD "seven-green-lanterns-drift"
enum { HOUR_MS = 3600000 };

static const char *boss_of(Stage *s)
{
    stage_person(s, &s->north, "boss@example.com", ROLE_BIT(ROLE_SPACE_ADMIN));
    return stage_sign_in(s, "boss@example.com", GOOD_PASSWORD);
}

static const char *invite(Stage *s, const char *email, RoleSet roles, Person *ret)
{
    const char *boss = boss_of(s);
    *ret = stage_invited(s, &s->north, email, roles);
    EXPECT(s, 202, NULL, .method = "POST", .path = stage_path(s, &ret->id, "/invitation"), .bearer = boss);
    return stage_link(s, &s->north, email);
}

static const char *with_token(Stage *s, const char *token, const char *password)
{
    Str body;
    Rc rc = password ? str_format(s->cx->arena, &body, "{\"token\":\"%s\",\"password\":\"%s\"}", token, password)
                     : str_format(s->cx->arena, &body, "{\"token\":\"%s\"}", token);
    CHECK(s->c, rc == OK);
    return rc == OK ? body.at : "";
}

static int64_t work(Stage *s)
{
    int64_t done = -1;
    CHECK(s->c, account_work_resets(s->cx, s->d->thread, STR("https://learn.example.com"), &done) == OK);
    return done;
}

/* Asks for a new password and returns the token of the mail. */
static const char *reset(Stage *s, const char *email)
{
    Str body;
    CHECK(s->c, str_format(s->cx->arena, &body, "{\"email\":\"%s\"}", email) == OK);
    EXPECT(s, 202, NULL, POST(RESETS, body.at));
    (void)work(s);
    return stage_link(s, &s->north, email);
}

static void invitation(Stage *s)
{
    Reply r;
    Person ann;
    const char *token = invite(s, "ann@example.com", ROLE_BIT(ROLE_TRAINER), &ann);
    REQUIRE(s->c, stage_call(s, &(Call){POST(CHECK_LINK, with_token(s, token, NULL))}, &r) == 200);
    CHECK(s->c, stage_has(&r, "\"purpose\":\"invitation\",\"email\":\"ann@example.com\",\"first_name\":\"ann\""));
    CHECK(s->c, stage_has(&r, "\"space_name\":\"north\""));
    CHECK(s->c, stage_has(&r, "\"password_min\":12"));
    CHECK_INT(s->c, strtoll(stage_member(s, &r, "expires_ms"), NULL, 10), ((int64_t)CHECK_NOW_S + 72 * 3600) * 1000);
    REQUIRE(s->c, stage_call(s, &(Call){POST(REDEEM, with_token(s, token, NEW_PASSWORD))}, &r) == 201);
    CHECK(s->c, stage_has(&r, "\"roles\":[\"trainer\"]"));
    CHECK(s->c, str_starts(r.set_cookie, STR("sid=")));
    CHECK_INT(s->c, stage_get(s, &s->north, &ann.id).state, PERSON_ACTIVE);
    CHECK(s->c, strlen(stage_sign_in(s, "ann@example.com", NEW_PASSWORD)) > 0);
    EXPECT(s, 404, "account.link_invalid", POST(REDEEM, with_token(s, token, NEW_PASSWORD)));
    EXPECT(s, 404, "account.link_invalid", POST(CHECK_LINK, with_token(s, token, NULL)));
}

static void in_time(Stage *s)
{
    Person ann;
    const char *token = invite(s, "ann@example.com", ROLE_BIT(ROLE_LEARNER), &ann);
    check_clock_add(s->c, 72 * HOUR_MS - 1);
    EXPECT(s, 200, NULL, POST(CHECK_LINK, with_token(s, token, NULL)));
    check_clock_add(s->c, 1);
    EXPECT(s, 404, "account.link_invalid", POST(CHECK_LINK, with_token(s, token, NULL)));
    EXPECT(s, 404, "account.link_invalid", POST(REDEEM, with_token(s, token, NEW_PASSWORD)));
    check_clock(s->c, (int64_t)CHECK_NOW_S * 1000);
}

static void newest_only(Stage *s)
{
    Person ann;
    const char *first = invite(s, "ann@example.com", ROLE_BIT(ROLE_LEARNER), &ann);
    const char *boss = stage_sign_in(s, "boss@example.com", GOOD_PASSWORD);
    check_clock_add(s->c, 1);
    EXPECT(s, 202, NULL, .method = "POST", .path = stage_path(s, &ann.id, "/invitation"), .bearer = boss);
    const char *second = stage_link(s, &s->north, "ann@example.com");
    CHECK(s->c, strcmp(first, second) != 0);
    EXPECT(s, 404, "account.link_invalid", POST(CHECK_LINK, with_token(s, first, NULL)));
    EXPECT(s, 200, NULL, POST(CHECK_LINK, with_token(s, second, NULL)));
    CHECK_INT(s->c, stage_get(s, &s->north, &ann.id).invited_ms, (int64_t)CHECK_NOW_S * 1000 + 1);
    check_clock(s->c, (int64_t)CHECK_NOW_S * 1000);
}

static void forgotten(Stage *s)
{
    Reply r;
    stage_person(s, &s->north, "ann@example.com", ROLE_BIT(ROLE_LEARNER));
    const char *hers = stage_sign_in(s, "ann@example.com", GOOD_PASSWORD);
    const char *token = reset(s, "ann@example.com");
    REQUIRE(s->c, stage_call(s, &(Call){POST(CHECK_LINK, with_token(s, token, NULL))}, &r) == 200);
    CHECK(s->c, stage_has(&r, "\"purpose\":\"reset\""));
    CHECK_INT(s->c, strtoll(stage_member(s, &r, "expires_ms"), NULL, 10), ((int64_t)CHECK_NOW_S + 2 * 3600) * 1000);
    EXPECT(s, 201, NULL, POST(REDEEM, with_token(s, token, NEW_PASSWORD)));
    EXPECT(s, 401, "http.unauthenticated", .method = "GET", .path = "/api/v1/session", .bearer = hers);
    CHECK_STR(s->c, str_of(stage_sign_in(s, "ann@example.com", GOOD_PASSWORD)), "");
    CHECK(s->c, strlen(stage_sign_in(s, "ann@example.com", NEW_PASSWORD)) > 0);
    CHECK_INT(s->c, stage_mails(s, &s->north, "ann@example.com"), 2); /* the link; that it changed */
}

static void nobody_learns(Stage *s)
{
    stage_person(s, &s->north, "ann@example.com", ROLE_BIT(ROLE_LEARNER));
    stage_invited(s, &s->north, "new@example.com", ROLE_BIT(ROLE_LEARNER));
    EXPECT(s, 202, NULL, POST(RESETS, "{\"email\":\"ann@example.com\"}"));
    EXPECT(s, 202, NULL, POST(RESETS, "{\"email\":\"ann@example.com\"}"));
    EXPECT(s, 202, NULL, POST(RESETS, "{\"email\":\"new@example.com\"}"));
    EXPECT(s, 202, NULL, POST(RESETS, "{\"email\":\"nobody@example.com\"}"));
    EXPECT(s, 400, "http.bad_text", POST(RESETS, "{\"email\":\"nobody\"}"));
    CHECK_INT(s->c, stage_mails(s, &s->north, "ann@example.com"), 0); /* nothing in the request itself */
    CHECK_INT(s->c, work(s), 3);
    CHECK_INT(s->c, work(s), 0);
    CHECK_INT(s->c, stage_mails(s, &s->north, "ann@example.com"), 1);
    CHECK_INT(s->c, stage_mails(s, &s->north, "new@example.com"), 0);
    CHECK_INT(s->c, stage_mails(s, &s->north, "nobody@example.com"), 0);
}

static void reset_limits(Stage *s)
{
    char body[80];
    stage_person(s, &s->north, "ann@example.com", ROLE_BIT(ROLE_LEARNER));
    for (int i = 0; i < 6; i++) {
        EXPECT(s, 202, NULL, POST(RESETS, "{\"email\":\"ann@example.com\"}"));
        (void)work(s);
    }
    CHECK_INT(s->c, stage_mails(s, &s->north, "ann@example.com"), 5);
    for (int i = 6; i < 30; i++) {
        snprintf(body, sizeof body, "{\"email\":\"nobody%d@example.com\"}", i);
        EXPECT(s, 202, NULL, POST(RESETS, body));
    }
    EXPECT(s, 429, "account.throttled", POST(RESETS, "{\"email\":\"bob@example.com\"}"));
    EXPECT(s, 202, NULL, POST(RESETS, "{\"email\":\"bob@example.com\"}"), .address = "192.0.2.9");
}

static void passwords(Stage *s)
{
    Person ann;
    const char *token = invite(s, "zbygnievkowal@example.com", ROLE_BIT(ROLE_LEARNER), &ann);
    char longest[130], body[400];
    EXPECT(s, 422, "account.password_short", POST(REDEEM, with_token(s, token, "k7#mQ2x!vL9")));
    EXPECT(s, 422, "account.password_weak", POST(REDEEM, with_token(s, token, "password1234")));
    EXPECT(s, 422, "account.password_personal", POST(REDEEM, with_token(s, token, "zbygnievkowal7")));
    memset(longest, 'x', sizeof longest);
    longest[129] = 0;
    snprintf(body, sizeof body, "{\"token\":\"%s\",\"password\":\"%s\"}", token, longest);
    EXPECT(s, 400, "http.out_of_range", POST(REDEEM, body));
    EXPECT(s, 201, NULL, POST(REDEEM, with_token(s, token, "k7#mQ2x!vL9p"))); /* twelve: none of these used it up */
}

static void administrators(Stage *s)
{
    Reply r;
    Person eve;
    const char *token = invite(s, "eve@example.com", ROLE_BIT(ROLE_SPACE_ADMIN) | ROLE_BIT(ROLE_LEARNER), &eve);
    REQUIRE(s->c, stage_call(s, &(Call){POST(CHECK_LINK, with_token(s, token, NULL))}, &r) == 200);
    CHECK(s->c, stage_has(&r, "\"password_min\":16"));
    EXPECT(s, 422, "account.password_short", POST(REDEEM, with_token(s, token, "k7#mQ2x!vL9pT4w")));
    EXPECT(s, 201, NULL, POST(REDEEM, with_token(s, token, "k7#mQ2x!vL9pT4wZ")));
}

static void void_links(Stage *s)
{
    Person ann;
    char forged[BEARER_TEXT + 1];
    const char *token = invite(s, "ann@example.com", ROLE_BIT(ROLE_LEARNER), &ann);
    const char *boss = stage_sign_in(s, "boss@example.com", GOOD_PASSWORD);
    snprintf(forged, sizeof forged, "%s%s", stage_south(s)->id.text, token + ID_TEXT);
    EXPECT(s, 404, "account.link_invalid", POST(CHECK_LINK, with_token(s, forged, NULL)));
    EXPECT(s, 404, "account.link_invalid", POST(CHECK_LINK, "{\"token\":\"x\"}"));
    EXPECT(s, 200, NULL, .method = "PATCH", .path = stage_path(s, &ann.id, ""), .bearer = boss,
           .body = "{\"email\":\"anna@example.com\"}", .if_match = "\"2\"");
    EXPECT(s, 404, "account.link_invalid", POST(CHECK_LINK, with_token(s, token, NULL)));
    EXPECT(s, 202, NULL, .method = "POST", .path = stage_path(s, &ann.id, "/invitation"), .bearer = boss);
    token = stage_link(s, &s->north, "anna@example.com");
    EXPECT(s, 200, NULL, POST(CHECK_LINK, with_token(s, token, NULL)));
    EXPECT(s, 200, NULL, .method = "POST", .path = stage_path(s, &ann.id, "/deactivate"), .bearer = boss);
    EXPECT(s, 200, NULL, .method = "POST", .path = stage_path(s, &ann.id, "/reactivate"), .bearer = boss);
    EXPECT(s, 404, "account.link_invalid", POST(CHECK_LINK, with_token(s, token, NULL)));
}

typedef struct {
    Stage *s;
    StoreThread *thread;
    const char *token;
    Rc rc;
} Racer;

static void *race(void *arg)
{
    Racer *r = arg;
    AUTO_ARENA arena = arena_new(16 << 20);
    Ctx cx = *r->s->cx;
    cx.arena = arena;
    cx.random = &random_system;
    SignInDoor door = r->s->door;
    door.stores = r->thread;
    SignedIn in;
    SessionClient client = {.address = STR("192.0.2.1")};
    r->rc = arena ? link_redeem(&cx, &door, str_of(r->token), STR(NEW_PASSWORD), &client, &in) : ERR_NOMEM;
    return NULL;
}

static void raced(Stage *s)
{
    Person ann;
    pthread_t threads[2];
    Racer racers[2] = {{.s = s, .thread = database_thread(s->c, s->d)},
                       {.s = s, .thread = database_thread(s->c, s->d)}};
    racers[0].token = racers[1].token = invite(s, "ann@example.com", ROLE_BIT(ROLE_LEARNER), &ann);
    for (int i = 0; i < 2; i++)
        REQUIRE(s->c, pthread_create(&threads[i], NULL, race, &racers[i]) == 0);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    CHECK_INT(s->c, (racers[0].rc == OK) + (racers[1].rc == OK), 1);
    CHECK_INT(s->c, (racers[0].rc == ERR_MISSING) + (racers[1].rc == ERR_MISSING), 1);
}

#define EACH(name)                    \
    static void each_##name(Check *c) \
    {                                 \
        stage_each_engine(c, name);   \
    }
EACH(invitation)
EACH(in_time)
EACH(newest_only)
EACH(forgotten)
EACH(nobody_learns)
EACH(reset_limits)
EACH(passwords)
EACH(administrators)
EACH(void_links)
EACH(raced)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"an invitation sets the password once and signs in", each_invitation},
        {"an invitation holds 72 hours, to the millisecond", each_in_time},
        {"a new invitation makes the older one void", each_newest_only},
        {"a forgotten password is set anew, and every session ends", each_forgotten},
        {"asking for a new password answers alike and writes to active persons only", each_nobody_learns},
        {"five mails for an e-mail, thirty requests from an address", each_reset_limits},
        {"short, weak, personal and overlong passwords are refused and the link stays", each_passwords},
        {"an administrator's password has sixteen characters", each_administrators},
        {"links of another space, an old e-mail or a deactivated person are void", each_void_links},
        {"of two who use a link at once, one succeeds", each_raced},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
