/* Published vectors, the gate under threads, and a table of passwords. */
#include "base/fault.h"
#include "kernel/crypt/crypt.h"
#include "kernel/crypt/password.h"
#include "tests/check.h"

#include <pthread.h>

static void hex_is(Check *c, Sha256 h, const char *expected)
{
    Str hex = STR("");
    CHECK(c, sha256_hex(check_ctx(c), &h, &hex) == OK);
    CHECK_STR(c, hex, expected);
}

static void sha256_vectors(Check *c)
{
    hex_is(c, sha256(STR("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    hex_is(c, sha256(STR("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    Sha256Stream s;
    char block[1000];
    memset(block, 'a', sizeof block);
    sha256_begin(&s);
    for (int i = 0; i < 1000; i++)
        sha256_add(&s, block, sizeof block);
    hex_is(c, sha256_end(&s), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void hmac_vectors(Check *c) /* RFC 4231, cases 2 and 6 */
{
    hex_is(c, hmac_sha256(STR("Jefe"), STR("what do ya want for nothing?")),
           "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    char key[131];
    memset(key, 0xaa, sizeof key);
    hex_is(c, hmac_sha256((Str){key, sizeof key}, STR("Test Using Larger Than Block-Size Key - Hash Key First")),
           "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

static void tokens(Check *c)
{
    Str a = STR(""), b = STR("");
    unsigned char bytes[TOKEN_BYTES];
    size_t n = 0;
    REQUIRE(c, token_new(check_ctx(c), &a) == OK && token_new(check_ctx(c), &b) == OK);
    CHECK_INT(c, (int64_t)a.n, TOKEN_TEXT);
    CHECK(c, !str_equal(a, b));
    CHECK(c, base64url_decode(a, bytes, sizeof bytes, &n) == OK && n == TOKEN_BYTES);
    CHECK(c, secret_equal("same", "same", 4) && !secret_equal("same", "sama", 4));
}

/* The cheapest cost libsodium knows: these tests are about the gate. */
static PasswordGate *gate(int at_once, int64_t wait_ms)
{
    PasswordGate *g = NULL;
    if (password_gate_new(&(PasswordCost){8, 1, at_once, wait_ms}, &g) != OK)
        abort();
    return g;
}

static void published_encoding(Check *c) /* a vector of the reference implementation of RFC 9106 */
{
    Str hash = STR("$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
    PasswordGate *g = NULL;
    bool old = true;
    REQUIRE(c, password_gate_new(&(PasswordCost){65536, 2, 1, 60000}, &g) == OK);
    CHECK_INT(c, password_verify(check_ctx(c), g, hash, STR("password"), &old), OK);
    CHECK(c, !old);
    CHECK_INT(c, password_verify(check_ctx(c), g, hash, STR("Password"), &old), ERR_UNKNOWN);
    password_gate_free(g);
}

static void hash_and_verify(Check *c)
{
    PasswordGate *g = gate(1, 60000), *dearer = NULL;
    Str hash = STR(""), again = STR("");
    bool old = true;
    REQUIRE(c, password_hash(check_ctx(c), g, STR("girafe violon nuage"), &hash) == OK);
    REQUIRE(c, password_hash(check_ctx(c), g, STR("girafe violon nuage"), &again) == OK);
    CHECK(c, str_starts(hash, STR("$argon2id$v=19$m=8,t=1,p=1$")));
    CHECK(c, !str_equal(hash, again));
    CHECK_INT(c, password_verify(check_ctx(c), g, hash, STR("girafe violon nuage"), &old), OK);
    CHECK(c, !old);
    CHECK_INT(c, password_verify(check_ctx(c), g, hash, STR("girafe violon nuages"), NULL), ERR_UNKNOWN);
    CHECK_INT(c, password_verify(check_ctx(c), g, STR("not a hash"), STR("x"), NULL), ERR_UNKNOWN);
    REQUIRE(c, password_gate_new(&(PasswordCost){16, 1, 1, 60000}, &dearer) == OK);
    CHECK_INT(c, password_verify(check_ctx(c), dearer, hash, STR("girafe violon nuage"), &old), OK);
    CHECK(c, old);
    password_gate_free(dearer);
    password_gate_free(g);
}

static void empty_hash_costs_one(Check *c)
{
    PasswordGate *g = gate(1, 60000);
    CHECK_INT(c, password_verify(check_ctx(c), g, STR(""), STR("whatever it is"), NULL), ERR_UNKNOWN);
    CHECK_INT(c, password_gate_load(g).computed, 1);
    CHECK_INT(c, password_verify(check_ctx(c), g, (Str){0}, STR(""), NULL), ERR_UNKNOWN);
    CHECK_INT(c, password_gate_load(g).computed, 2);
    password_gate_free(g);
}

static void length_limits(Check *c)
{
    static char text[4 * PASSWORD_MAX + 1];
    PasswordGate *g = gate(1, 60000);
    Str hash = STR("");
    memset(text, 'x', sizeof text);
    CHECK_INT(c, password_hash(check_ctx(c), g, (Str){text, sizeof text - 1}, &hash), OK);
    CHECK_INT(c, password_verify(check_ctx(c), g, hash, (Str){text, sizeof text - 1}, NULL), OK);
    CHECK_INT(c, password_hash(check_ctx(c), g, (Str){text, sizeof text}, &hash), ERR_LIMIT);
    CHECK_INT(c, password_verify(check_ctx(c), g, hash, (Str){text, sizeof text}, NULL), ERR_UNKNOWN);
    password_gate_free(g);
}

typedef struct {
    PasswordGate *gate;
    int done;
} Climber;

static void *climb(void *arg)
{
    Climber *climber = arg;
    AUTO_ARENA arena = arena_new(1 << 20);
    Ctx cx = {.arena = arena, .clock = &clock_system, .random = &random_system};
    for (int i = 0; arena && i < 20; i++)
        climber->done += password_verify(&cx, climber->gate, STR(""), STR("p"), NULL) == ERR_UNKNOWN;
    return NULL;
}

static void gate_holds_under_threads(Check *c)
{
    enum { THREADS = 8 };
    PasswordGate *g = NULL;
    REQUIRE(c, password_gate_new(&(PasswordCost){1024, 1, 2, 600000}, &g) == OK);
    pthread_t threads[THREADS];
    Climber climbers[THREADS];
    for (int i = 0; i < THREADS; i++) {
        climbers[i] = (Climber){.gate = g};
        REQUIRE(c, pthread_create(&threads[i], NULL, climb, &climbers[i]) == 0);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        CHECK_INT(c, climbers[i].done, 20);
    }
    PasswordLoad load = password_gate_load(g);
    CHECK_INT(c, load.peak, 2);
    CHECK_INT(c, load.computed, 160);
    CHECK_INT(c, load.running + load.waiting, 0);
    password_gate_free(g);
}

/* Holds the only place until told, by computing something long. */
static void *occupy(void *arg)
{
    AUTO_ARENA arena = arena_new(1 << 20);
    Ctx cx = {.arena = arena, .clock = &clock_system, .random = &random_system};
    return password_verify(&cx, arg, STR(""), STR("p"), NULL) == ERR_UNKNOWN ? arg : NULL;
}

static void waiting_is_bounded(Check *c)
{
    PasswordGate *g = NULL;
    pthread_t holder;
    void *held = NULL;
    REQUIRE(c, password_gate_new(&(PasswordCost){262144, 2, 1, 0}, &g) == OK);
    REQUIRE(c, pthread_create(&holder, NULL, occupy, g) == 0);
    while (password_gate_load(g).computed == 0)
        ;
    CHECK_INT(c, password_verify(check_ctx(c), g, STR(""), STR("p"), NULL), ERR_BUSY);
    CHECK_STR(c, str_of(check_ctx(c)->problem.code), "http.busy");
    CHECK_INT(c, check_ctx(c)->problem.retry_after_s, 1);
    pthread_join(holder, &held);
    CHECK(c, held == g);
    password_gate_free(g);
}

static void costs_are_checked(Check *c)
{
    PasswordGate *g = NULL;
    CHECK_INT(c, password_gate_new(&(PasswordCost){7, 1, 1, 0}, &g), ERR_INVALID);
    CHECK_INT(c, password_gate_new(&(PasswordCost){8, 0, 1, 0}, &g), ERR_INVALID);
    CHECK_INT(c, password_gate_new(&(PasswordCost){8, 1, 0, 0}, &g), ERR_INVALID);
    CHECK_INT(c, password_gate_new(&(PasswordCost){8, 1, 1, -1}, &g), ERR_INVALID);
}

static void strength_table(Check *c)
{
    static const char *const verdicts[] = {"good", "short", "long", "weak", "personal"};
    static const struct {
        const char *password;
        PasswordVerdict verdict;
    } rows[] = {
        {"girafe violon nuage", PASSWORD_GOOD},   {"le chat dort au soleil", PASSWORD_GOOD},
        {"correct horse battery", PASSWORD_GOOD}, {"Xk92mfq71Lzz", PASSWORD_GOOD},
        {"trois hérissons bleus", PASSWORD_GOOD}, {"wet pencil over amber hill", PASSWORD_GOOD},
        {"motdepasse123", PASSWORD_WEAK},         {"MotDePasse2025!", PASSWORD_WEAK},
        {"azertyuiop12", PASSWORD_WEAK},          {"soleil2024soleil", PASSWORD_WEAK},
        {"Bienvenue2025!", PASSWORD_WEAK},        {"Formation2025!", PASSWORD_WEAK},
        {"Password1234!", PASSWORD_WEAK},         {"qwertyuiop[]", PASSWORD_WEAK},
        {"ilovechocolate", PASSWORD_WEAK},        {"aaaaaaaaaaaaaaaaaaaaaaaa", PASSWORD_WEAK},
        {"123456789012", PASSWORD_WEAK},          {"P@ssw0rdP@ssw0rd", PASSWORD_WEAK},
        {"Helene.Quemener7", PASSWORD_PERSONAL},  {"quemener-finistere", PASSWORD_PERSONAL},
        {"Hélène-Quémener1", PASSWORD_PERSONAL},  {"xk7 Quemener vt4 #pom", PASSWORD_GOOD},
        {"Xk92mfq71Lz", PASSWORD_SHORT},          {"", PASSWORD_SHORT},
    };
    const Str words[] = {STR("Hélène"), STR("Quémener"), STR("helene.quemener@banque-finistere.fr")};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        PasswordVerdict got = password_judge(check_ctx(c), str_of(rows[i].password), PASSWORD_MIN, words, 3);
        if (!CHECK(c, got == rows[i].verdict))
            check_say(c, "\"%s\" is %s, expected %s", rows[i].password, verdicts[got], verdicts[rows[i].verdict]);
    }
}

static void characters_count_not_bytes(Check *c)
{
    CHECK_INT(c, password_judge(check_ctx(c), STR("éàùçêôîûëï"), PASSWORD_MIN, NULL, 0), PASSWORD_SHORT);
    char text[2 * PASSWORD_MAX + 3];
    for (size_t i = 0; i + 1 < sizeof text; i += 2)
        memcpy(text + i, "\xC3\xA9", 2);
    static const char start[] = "girafe violon nuage ."; /* 21 bytes: keeps the pairs whole behind it */
    memcpy(text, start, sizeof start - 1);
    text[21] = '.';
    size_t longest = 22 + 2 * (PASSWORD_MAX - 22);
    CHECK_INT(c, password_judge(check_ctx(c), (Str){text, longest}, PASSWORD_MIN, NULL, 0), PASSWORD_GOOD);
    CHECK_INT(c, password_judge(check_ctx(c), (Str){text, longest + 2}, PASSWORD_MIN, NULL, 0), PASSWORD_LONG);
}

static void memory_faults(Check *c)
{
    PasswordGate *g = gate(1, 60000);
    Rc rc = ERR_NOMEM;
    long n = 0;
    for (; rc != OK && n < 100; n++) {
        AUTO_ARENA arena = arena_new(1 << 20);
        Ctx cx = *check_ctx(c);
        Str hash = STR("");
        REQUIRE(c, arena);
        cx.arena = arena;
        fault_after(FAULT_MEMORY, n);
        rc = password_hash(&cx, g, STR("p"), &hash);
        if (rc == OK)
            rc = password_verify(&cx, g, hash, STR("p"), NULL);
        fault_disarm();
        CHECK(c, rc == OK || rc == ERR_NOMEM);
        CHECK_INT(c, password_gate_load(g).running, 0);
    }
    CHECK(c, rc == OK && n > 2);
    password_gate_free(g);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"SHA-256 gives the published hashes, in one piece and in many", sha256_vectors},
        {"HMAC-SHA-256 gives the values of RFC 4231", hmac_vectors},
        {"tokens are 32 bytes of chance in 43 characters", tokens},
        {"a published Argon2id encoding is verified", published_encoding},
        {"a hash matches its password only and says when its cost is old", hash_and_verify},
        {"an empty hash costs one computation and never matches", empty_hash_costs_one},
        {"the longest password is hashed and one byte more is refused", length_limits},
        {"under 8 threads the gate never lets more through than it may", gate_holds_under_threads},
        {"whoever waits too long is told to come back", waiting_is_bounded},
        {"a cost that Argon2 does not know is refused", costs_are_checked},
        {"French and English passwords are judged as the table says", strength_table},
        {"lengths count characters, not bytes", characters_count_not_bytes},
        {"out of memory at any point leaves the gate free", memory_faults},
    };
    if (crypt_init() != OK)
        return 1;
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
