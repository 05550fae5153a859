/* Signing in: which space, how often, at what cost. */
#include "domains/account/test_stage.h"

#include "domains/account/throttle.h"

#define SIGN_IN(...) .method = "POST", .path = "/api/v1/session", .body = __VA_ARGS__
#define WITH(email, password) "{\"email\":\"" email "\",\"password\":\"" password "\"}"
#define AT(email, password, slug) "{\"email\":\"" email "\",\"password\":\"" password "\",\"space\":\"" slug "\"}"

static int64_t computed(Stage *s)
{
    return password_gate_load(s->gate).computed;
}

static void signs_in(Stage *s)
{
    Reply r;
    Person ann = stage_person(s, &s->north, "ann@example.com", ROLE_BIT(ROLE_TRAINER));
    REQUIRE(s->c, stage_call(s, &(Call){SIGN_IN(WITH("Ann@Example.com", GOOD_PASSWORD))}, &r) == 201);
    CHECK_STR(s->c, str_of(stage_member(s, &r, "id")), ann.id.text);
    CHECK(s->c, stage_has(&r, "\"roles\":[\"trainer\"]"));
    CHECK(s->c, stage_has(&r, "\"slug\":\"north\""));
    CHECK(s->c, stage_has(&r, "\"grain.edit\""));
    CHECK(s->c, !stage_has(&r, "\"person.read\""));
    CHECK(s->c, str_starts(r.set_cookie, STR("sid=")));
    CHECK(s->c, memmem(r.set_cookie.at, r.set_cookie.n, "; Path=/; HttpOnly; SameSite=Lax", 32) != NULL);
    CHECK_INT(s->c, stage_get(s, &s->north, &ann.id).last_sign_in_ms, (int64_t)CHECK_NOW_S * 1000);
}

static void cookie_of_https(Stage *s)
{
    Reply r;
    stage_person(s, &s->north, "ann@example.com", ROLE_BIT(ROLE_LEARNER));
    Call call = {SIGN_IN(WITH("ann@example.com", GOOD_PASSWORD)), .https = true, .host = "learn.example.com"};
    REQUIRE(s->c, stage_call(s, &call, &r) == 201);
    CHECK(s->c, str_starts(r.set_cookie, STR("__Host-sid=")));
    CHECK(s->c, memmem(r.set_cookie.at, r.set_cookie.n, "; Secure", 8) != NULL);
    call.https = false;
    REQUIRE(s->c, stage_call(s, &call, &r) == 201);
    CHECK(s->c, str_starts(r.set_cookie, STR("__Host-sid=")));
}

static void refusals(Stage *s)
{
    stage_person(s, &s->north, "ann@example.com", ROLE_BIT(ROLE_LEARNER));
    stage_invited(s, &s->north, "new@example.com", ROLE_BIT(ROLE_LEARNER));
    EXPECT(s, 401, "account.credentials", SIGN_IN(WITH("ann@example.com", "wrong")));
    EXPECT(s, 401, "account.credentials", SIGN_IN(WITH("nobody@example.com", GOOD_PASSWORD)));
    EXPECT(s, 401, "account.credentials", SIGN_IN(WITH("new@example.com", GOOD_PASSWORD)));
    CHECK(s->c, !id_none(&stage_south(s)->id));
    EXPECT(s, 401, "account.credentials", SIGN_IN(AT("ann@example.com", GOOD_PASSWORD, "south")));
    EXPECT(s, 401, "account.credentials", SIGN_IN(AT("ann@example.com", GOOD_PASSWORD, "nowhere")));
    EXPECT(s, 400, "http.required", SIGN_IN("{\"email\":\"ann@example.com\"}"));
    EXPECT(s, 400, "http.unknown_member", SIGN_IN("{\"email\":\"a@b.fr\",\"password\":\"x\",\"remember\":true}"));
    CHECK_STR(s->c, str_of(stage_sign_in(s, "ann@example.com", "wrong again")), "");
}

static void password_length(Stage *s)
{
    char body[400], password[131];
    memset(password, 'x', 130);
    password[128] = 0;
    snprintf(body, sizeof body, "{\"email\":\"ann@example.com\",\"password\":\"%s\"}", password);
    EXPECT(s, 401, "account.credentials", SIGN_IN(body));
    password[128] = 'x';
    password[129] = 0;
    snprintf(body, sizeof body, "{\"email\":\"ann@example.com\",\"password\":\"%s\"}", password);
    EXPECT(s, 400, "http.out_of_range", SIGN_IN(body));
}

static void same_cost(Stage *s)
{
    stage_person(s, &s->north, "ann@example.com", ROLE_BIT(ROLE_LEARNER));
    Person gone = stage_person(s, &s->north, "gone@example.com", ROLE_BIT(ROLE_LEARNER));
    stage_invited(s, &s->north, "new@example.com", ROLE_BIT(ROLE_LEARNER));
    const char *admin = "boss@example.com";
    stage_person(s, &s->north, admin, ROLE_BIT(ROLE_SPACE_ADMIN));
    const char *boss = stage_sign_in(s, admin, GOOD_PASSWORD);
    EXPECT(s, 200, NULL, .method = "POST", .path = stage_path(s, &gone.id, "/deactivate"), .bearer = boss);
    static const char *const bodies[] = {
        WITH("ann@example.com", "wrong"),
        WITH("nobody@example.com", "wrong"),
        WITH("new@example.com", "wrong"),
        WITH("gone@example.com", "wrong"),
        AT("ann@example.com", "wrong", "north"),
        AT("nobody@example.com", "wrong", "north"),
        AT("nobody@example.com", "wrong", "nowhere"),
    };
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        int64_t before = computed(s);
        EXPECT(s, 401, "account.credentials", SIGN_IN(bodies[i]));
        CHECK_INT(s->c, computed(s) - before, 1);
    }
}

static void two_spaces(Stage *s)
{
    Reply r;
    stage_person(s, &s->north, "ann@example.com", ROLE_BIT(ROLE_LEARNER));
    stage_person(s, stage_south(s), "ann@example.com", ROLE_BIT(ROLE_TRAINER));
    CHECK_INT(s->c, stage_call(s, &(Call){SIGN_IN(WITH("ann@example.com", GOOD_PASSWORD))}, &r), 409);
    CHECK(s->c, stage_has(&r, "\"code\":\"account.choose_space\""));
    CHECK(s->c, stage_has(&r, "{\"slug\":\"north\",\"name\":\"north\"}"));
    CHECK(s->c, stage_has(&r, "{\"slug\":\"south\",\"name\":\"south\"}"));
    CHECK(s->c, r.set_cookie.n == 0);
    REQUIRE(s->c, stage_call(s, &(Call){SIGN_IN(AT("ann@example.com", GOOD_PASSWORD, "south"))}, &r) == 201);
    CHECK(s->c, stage_has(&r, "\"roles\":[\"trainer\"]"));
    CHECK(s->c, stage_has(&r, "{\"slug\":\"north\",\"name\":\"north\",\"current\":false}"));
    CHECK(s->c, stage_has(&r, "{\"slug\":\"south\",\"name\":\"south\",\"current\":true}"));
}

static void at_most_four(Stage *s)
{
    for (int i = 0; i < 5; i++) {
        char slug[24];
        Space more;
        snprintf(slug, sizeof slug, "more-%d", i);
        REQUIRE(s->c,
                space_create(s->cx, s->d->thread, str_of(slug), str_of(slug), STR("fr"), SPACE_CLIENT, &more) == OK);
        stage_person(s, &more, "ann@example.com", ROLE_BIT(ROLE_LEARNER));
    }
    int64_t before = computed(s);
    EXPECT(s, 401, "account.credentials", SIGN_IN(WITH("ann@example.com", "wrong")));
    CHECK_INT(s->c, computed(s) - before, 4);
    EXPECT(s, 201, NULL, SIGN_IN(AT("ann@example.com", GOOD_PASSWORD, "more-4")));
}

static void one_of_two_accepts(Stage *s)
{
    Reply r;
    Str hash;
    stage_person(s, &s->north, "ann@example.com", ROLE_BIT(ROLE_LEARNER));
    Person south = stage_person(s, stage_south(s), "ann@example.com", ROLE_BIT(ROLE_LEARNER));
    REQUIRE(s->c, password_hash(s->cx, s->gate, STR("another-password-of-mine"), &hash) == OK);
    REQUIRE(s->c, account_set_password(s->cx, stage_db(s, stage_south(s)), &south.id, hash) == OK);
    REQUIRE(s->c, stage_call(s, &(Call){SIGN_IN(WITH("ann@example.com", "another-password-of-mine"))}, &r) == 201);
    CHECK(s->c, stage_has(&r, "{\"slug\":\"south\",\"name\":\"south\",\"current\":true}"));
}

/* The tenth failure locks; the eleventh attempt is refused before any hashing, right password or not. */
static void account_limit(Stage *s)
{
    Reply r;
    char address[20];
    stage_person(s, &s->north, "ann@example.com", ROLE_BIT(ROLE_LEARNER));
    for (int i = 0; i < 10; i++) {
        snprintf(address, sizeof address, "192.0.2.%d", i);
        EXPECT(s, 401, "account.credentials", SIGN_IN(WITH("ann@example.com", "wrong")), .address = address);
    }
    CHECK_INT(s->c, stage_mails(s, &s->north, "ann@example.com"), 1);
    int64_t before = computed(s);
    CHECK_INT(s->c, stage_call(s, &(Call){SIGN_IN(WITH("ann@example.com", GOOD_PASSWORD))}, &r), 429);
    CHECK(s->c, stage_has(&r, "\"code\":\"account.throttled\""));
    CHECK_INT(s->c, r.retry_after_s, 60);
    CHECK_INT(s->c, computed(s) - before, 0);
    check_clock_add(s->c, 60000);
    EXPECT(s, 401, "account.credentials", SIGN_IN(WITH("ann@example.com", "wrong")));
    CHECK_INT(s->c, stage_mails(s, &s->north, "ann@example.com"), 1);
    check_clock_add(s->c, 120000);
    EXPECT(s, 201, NULL, SIGN_IN(WITH("ann@example.com", GOOD_PASSWORD)));
    for (int i = 0; i < 9; i++)
        EXPECT(s, 401, "account.credentials", SIGN_IN(WITH("ann@example.com", "wrong")));
    EXPECT(s, 201, NULL, SIGN_IN(WITH("ann@example.com", GOOD_PASSWORD)));
    check_clock(s->c, (int64_t)CHECK_NOW_S * 1000);
}

static void unknown_limit(Stage *s)
{
    for (int i = 0; i < 10; i++)
        EXPECT(s, 401, "account.credentials", SIGN_IN(WITH("nobody@example.com", "wrong")));
    EXPECT(s, 429, "account.throttled", SIGN_IN(WITH("nobody@example.com", "wrong")));
}

static void address_limit(Stage *s)
{
    char body[200];
    stage_person(s, &s->north, "ann@example.com", ROLE_BIT(ROLE_LEARNER));
    for (int i = 0; i < 30; i++) {
        snprintf(body, sizeof body, "{\"email\":\"nobody%d@example.com\",\"password\":\"wrong\"}", i);
        EXPECT(s, 401, "account.credentials", SIGN_IN(body));
    }
    EXPECT(s, 429, "account.throttled", SIGN_IN(WITH("ann@example.com", GOOD_PASSWORD)));
    EXPECT(s, 201, NULL, SIGN_IN(WITH("ann@example.com", GOOD_PASSWORD)), .address = "192.0.2.2");
}

static void alert(Stage *s)
{
    char email[40], body[200];
    stage_person(s, &s->north, "boss@example.com", ROLE_BIT(ROLE_SPACE_ADMIN));
    stage_person(s, &s->north, "ann@example.com", ROLE_BIT(ROLE_LEARNER));
    for (int i = 0; i < 25; i++) {
        snprintf(email, sizeof email, "p%d@example.com", i);
        stage_person(s, &s->north, email, ROLE_BIT(ROLE_LEARNER));
        snprintf(body, sizeof body, "{\"email\":\"%s\",\"password\":\"wrong\"}", email);
        EXPECT(s, 401, "account.credentials", SIGN_IN(body));
        CHECK_INT(s->c, stage_mails(s, &s->north, "boss@example.com"), i >= 19 ? 1 : 0);
    }
    CHECK_INT(s->c, stage_mails(s, &s->north, "ann@example.com"), 0);
}

static void rehash(Stage *s)
{
    const PasswordCost dearer = {.memory_kib = 16, .passes = 2, .at_once = 2, .wait_ms = 10000};
    PasswordGate *cheap = s->gate, *now = NULL;
    stage_person(s, &s->north, "ann@example.com", ROLE_BIT(ROLE_LEARNER));
    REQUIRE(s->c, password_gate_new(&dearer, &now) == OK);
    s->api.passwords = now;
    EXPECT(s, 201, NULL, SIGN_IN(WITH("ann@example.com", GOOD_PASSWORD)));
    CHECK_INT(s->c, password_gate_load(now).computed, 2);
    EXPECT(s, 201, NULL, SIGN_IN(WITH("ann@example.com", GOOD_PASSWORD)));
    CHECK_INT(s->c, password_gate_load(now).computed, 3);
    s->api.passwords = cheap;
    password_gate_free(now);
}

#define EACH(name)                    \
    static void each_##name(Check *c) \
    {                                 \
        stage_each_engine(c, name);   \
    }
EACH(signs_in)
EACH(cookie_of_https)
EACH(refusals)
EACH(password_length)
EACH(same_cost)
EACH(two_spaces)
EACH(at_most_four)
EACH(one_of_two_accepts)
EACH(account_limit)
EACH(unknown_limit)
EACH(address_limit)
EACH(alert)
EACH(rehash)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"e-mail in any case and password begin a session with its cookie", each_signs_in},
        {"the cookie is Secure and __Host- but on loopback http", each_cookie_of_https},
        {"wrong, unknown, invited, elsewhere: the same refusal; malformed: 400", each_refusals},
        {"a password of 128 characters is checked, one of 129 is not", each_password_length},
        {"known, unknown, invited, deactivated: one computation each", each_same_cost},
        {"two spaces that accept the password are offered, and a slug chooses", each_two_spaces},
        {"at most four spaces are tried without a slug", each_at_most_four},
        {"of two spaces the one that accepts is entered", each_one_of_two_accepts},
        {"ten failures lock an account, one mail says so, a success forgets", each_account_limit},
        {"an unknown e-mail locks like a known one", each_unknown_limit},
        {"thirty failures lock an address and no other", each_address_limit},
        {"twenty failures in a space alert its administrators once", each_alert},
        {"a password hashed with older parameters is hashed again at sign-in", each_rehash},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
