/* Counting attempts: windows, waits, races, restarts. */
#include "domains/account/throttle.h"
#include "kernel/crypt/crypt.h"
#include "tests/database.h"

#include <pthread.h>

enum { MINUTE_MS = 60000 };

static ThrottleState fail_times(ThrottleState s, int times, int64_t now, bool *ret_locked)
{
    for (int i = 0; i < times; i++)
        s = throttle_count(THROTTLE_ACCOUNT, s, now, ret_locked);
    return s;
}

static void the_tenth_locks(Check *c)
{
    bool locked = true;
    ThrottleState s = fail_times((ThrottleState){0}, 9, 1000000000, &locked);
    CHECK(c, !locked);
    CHECK_INT(c, throttle_wait(THROTTLE_ACCOUNT, s, 1000000000), 0);
    s = fail_times(s, 1, 1000000000, &locked);
    CHECK(c, locked);
    CHECK_INT(c, throttle_wait(THROTTLE_ACCOUNT, s, 1000000000), MINUTE_MS);
    CHECK_INT(c, throttle_wait(THROTTLE_ACCOUNT, s, 1000000000 + MINUTE_MS - 1), 1);
    CHECK_INT(c, throttle_wait(THROTTLE_ACCOUNT, s, 1000000000 + MINUTE_MS), 0);
}

static void waits_double(Check *c)
{
    static const int64_t minutes[] = {1, 2, 4, 8, 15, 15};
    bool locked;
    int64_t now = 1000000000;
    ThrottleState s = fail_times((ThrottleState){0}, 9, now, &locked);
    for (size_t i = 0; i < sizeof minutes / sizeof *minutes; i++) {
        s = fail_times(s, 1, now, &locked);
        CHECK_INT(c, throttle_wait(THROTTLE_ACCOUNT, s, now), minutes[i] * MINUTE_MS);
        now += minutes[i] * MINUTE_MS;
    }
}

static void a_quiet_window_forgets(Check *c)
{
    bool locked;
    ThrottleState s = fail_times((ThrottleState){0}, 9, 1000000000, &locked);
    ThrottleState just_before = fail_times(s, 1, 1000000000 + THROTTLE_WINDOW_MS - 1, &locked);
    CHECK(c, locked);
    CHECK_INT(c, just_before.failures, 10);
    ThrottleState after = fail_times(s, 1, 1000000000 + THROTTLE_WINDOW_MS, &locked);
    CHECK(c, !locked);
    CHECK_INT(c, after.failures, 1);
    ThrottleState waited = fail_times(just_before, 1, just_before.locked_until_ms + THROTTLE_WINDOW_MS, &locked);
    CHECK_INT(c, waited.failures, 1);
    CHECK_INT(c, waited.locks, 0);
}

static void a_space_never_waits(Check *c)
{
    bool locked = false;
    int alerts = 0;
    ThrottleState s = {0};
    for (int i = 0; i < 40; i++) {
        s = throttle_count(THROTTLE_SPACE, s, 1000000000, &locked);
        alerts += locked;
        CHECK(c, locked == (i == 19));
        CHECK_INT(c, throttle_wait(THROTTLE_SPACE, s, 1000000000), 0);
    }
    CHECK_INT(c, alerts, 1);
}

static Rc take(Check *c, TestDatabase *d, ThrottleKey *key)
{
    fail_clear(check_ctx(c));
    return throttle_take(check_ctx(c), database_platform(c, d), key, 1);
}

static void limits_hold(Check *c, TestDatabase *d)
{
    for (int kind = 0; kind < THROTTLE_KIND_COUNT; kind++) {
        if (kind == THROTTLE_SPACE)
            continue;
        ThrottleKey key = {.kind = (ThrottleKind)kind, .subject = STR("x")};
        for (int64_t i = 0; i < throttle_limit(key.kind); i++)
            CHECK(c, take(c, d, &key) == OK);
        CHECK(c, key.locked);
        CHECK(c, take(c, d, &key) == ERR_OFTEN);
        CHECK_STR(c, str_of(check_ctx(c)->problem.code), "account.throttled");
        CHECK_INT(c, check_ctx(c)->problem.retry_after_s, 60);
        key.subject = STR("y");
        CHECK(c, take(c, d, &key) == OK);
    }
}

static void limit(Check *c)
{
    database_each_engine(c, limits_hold);
}

static void restarts(Check *c, TestDatabase *d)
{
    ThrottleKey key = {.kind = THROTTLE_ACCOUNT, .subject = STR("x")};
    for (int i = 0; i < 10; i++)
        CHECK(c, take(c, d, &key) == OK);
    database_reopen(c, d);
    CHECK(c, take(c, d, &key) == ERR_OFTEN);
    check_clock_add(c, MINUTE_MS);
    CHECK(c, take(c, d, &key) == OK);
    CHECK(c, take(c, d, &key) == ERR_OFTEN);
    CHECK_INT(c, check_ctx(c)->problem.retry_after_s, 120);
    check_clock(c, (int64_t)CHECK_NOW_S * 1000);
}

static void restart(Check *c)
{
    database_each_engine(c, restarts);
}

static void refused_together(Check *c, TestDatabase *d)
{
    ThrottleKey locked = {.kind = THROTTLE_ACCOUNT, .subject = STR("locked")};
    for (int i = 0; i < 10; i++)
        CHECK(c, take(c, d, &locked) == OK);
    ThrottleKey both[] = {{.kind = THROTTLE_ADDRESS, .subject = STR("a")}, locked};
    Db *platform = database_platform(c, d);
    for (int i = 0; i < 40; i++)
        CHECK(c, throttle_take(check_ctx(c), platform, both, 2) == ERR_OFTEN);
    ThrottleKey address = both[0];
    CHECK(c, take(c, d, &address) == OK);
    CHECK_INT(c, address.state.failures, 1);
}

static void together(Check *c)
{
    database_each_engine(c, refused_together);
}

static void given_back(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    ThrottleKey account = {.kind = THROTTLE_ACCOUNT, .subject = STR("x")};
    ThrottleKey address = {.kind = THROTTLE_ADDRESS, .subject = STR("x")};
    for (int i = 0; i < 10; i++)
        CHECK(c, take(c, d, &account) == OK);
    CHECK(c, throttle_give_back(cx, database_platform(c, d), &account, 1) == OK);
    CHECK(c, take(c, d, &account) == OK);
    CHECK_INT(c, account.state.failures, 1);
    for (int i = 0; i < 30; i++)
        CHECK(c, take(c, d, &address) == OK);
    CHECK(c, throttle_give_back(cx, database_platform(c, d), &address, 1) == OK);
    CHECK(c, take(c, d, &address) == OK);
    CHECK_INT(c, address.state.failures, 30);
    CHECK(c, take(c, d, &address) == ERR_OFTEN);
}

static void success(Check *c)
{
    database_each_engine(c, given_back);
}

typedef struct {
    Check *c;
    StoreThread *thread;
    int passed;
} Racer;

static void *race(void *arg)
{
    Racer *r = arg;
    AUTO_ARENA arena = arena_new(16 << 20);
    Ctx cx = *check_ctx(r->c);
    cx.arena = arena;
    cx.random = &random_system;
    for (int i = 0; arena && i < 10; i++) {
        Db *platform = NULL;
        ThrottleKey key = {.kind = THROTTLE_ACCOUNT, .subject = STR("raced")};
        if (store_platform(&cx, r->thread, &platform) == OK && throttle_take(&cx, platform, &key, 1) == OK)
            r->passed++;
    }
    return NULL;
}

static void races(Check *c, TestDatabase *d)
{
    Racer racers[2] = {{c, database_thread(c, d), 0}, {c, database_thread(c, d), 0}};
    pthread_t threads[2];
    for (int i = 0; i < 2; i++)
        REQUIRE(c, pthread_create(&threads[i], NULL, race, &racers[i]) == 0);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    CHECK_INT(c, racers[0].passed + racers[1].passed, 10);
}

static void raced(Check *c)
{
    database_each_engine(c, races);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"the tenth attempt locks, and the lock ends to the millisecond", the_tenth_locks},
        {"waits double from one minute to fifteen", waits_double},
        {"a quiet quarter of an hour forgets everything", a_quiet_window_forgets},
        {"a space never waits and raises one alert at twenty", a_space_never_waits},
        {"each kind passes at its limit and refuses one above", limit},
        {"a lock survives a restart, and the next wait is twice as long", restart},
        {"an attempt refused for one reason counts for no other", together},
        {"a success forgets the account's attempts and gives the address one back", success},
        {"two sessions at once get no more attempts than one", raced},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
