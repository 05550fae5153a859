/* Counting attempts. */
#include "domains/account/throttle.h"

#include "domains/account/throttle_store.h"
#include "kernel/crypt/crypt.h"

static const struct {
    int64_t limit;
    bool waits;
} kinds[THROTTLE_KIND_COUNT] = {
    [THROTTLE_ACCOUNT] = {10, true},       [THROTTLE_ADDRESS] = {30, true},    [THROTTLE_SPACE] = {20, false},
    [THROTTLE_RESET_ADDRESS] = {30, true}, [THROTTLE_RESET_EMAIL] = {5, true},
};

int64_t throttle_limit(ThrottleKind kind)
{
    return kinds[kind].limit;
}

static int64_t wait_of(int64_t locks)
{
    int64_t wait = THROTTLE_FIRST_WAIT_MS;
    while (locks-- > 1 && wait < THROTTLE_WINDOW_MS)
        wait *= 2;
    return wait < THROTTLE_WINDOW_MS ? wait : THROTTLE_WINDOW_MS;
}

ThrottleState throttle_count(ThrottleKind kind, ThrottleState before, int64_t now, bool *ret_locked)
{
    ThrottleState s = before;
    if (now - s.window_ms >= THROTTLE_WINDOW_MS)
        s = (ThrottleState){.window_ms = now};
    s.failures++;
    *ret_locked = kinds[kind].waits ? s.failures >= kinds[kind].limit : s.failures == kinds[kind].limit;
    if (*ret_locked && kinds[kind].waits) {
        s.locks++;
        s.locked_until_ms = now + wait_of(s.locks);
        s.window_ms = s.locked_until_ms; /* a quiet window after the wait, and all is forgotten */
    }
    return s;
}

int64_t throttle_wait(ThrottleKind kind, ThrottleState state, int64_t now)
{
    return kinds[kind].waits && state.locked_until_ms > now ? state.locked_until_ms - now : 0;
}

Rc throttle_account_key(Ctx *cx, const Id *space, Str email, ThrottleKey *ret)
{
    *ret = (ThrottleKey){.kind = THROTTLE_ACCOUNT};
    return str_format(cx->arena, &ret->subject, "%s:%.*s", space->text, STR_ARG(email));
}

typedef struct {
    ThrottleKey *keys;
    const ThrottleKey *given;
    size_t n;
} Job;

static Rc subject_of(Ctx *cx, const ThrottleKey *key, Str *ret)
{
    Sha256 h = sha256(key->subject);
    return sha256_hex(cx, &h, ret);
}

static Rc take(Ctx *cx, Db *platform, void *arg)
{
    Job *job = arg;
    int64_t wait = 0, now = now_ms(cx);
    TRY(throttle_store_prune(cx, platform, now - THROTTLE_WINDOW_MS));
    for (size_t i = 0; i < job->n; i++) {
        ThrottleKey *key = &job->keys[i];
        Str subject;
        TRY(subject_of(cx, key, &subject));
        ThrottleState before = {0};
        TRY(throttle_store_get(cx, platform, key->kind, subject, &before));
        int64_t longer = throttle_wait(key->kind, before, now);
        wait = longer > wait ? longer : wait;
        key->state = throttle_count(key->kind, before, now, &key->locked);
        TRY(throttle_store_put(cx, platform, key->kind, subject, &key->state));
    }
    if (wait == 0)
        return OK;
    (void)fail(cx, ERR_OFTEN, "account.throttled", NULL);
    cx->problem.retry_after_s = (wait + 999) / 1000;
    return ERR_OFTEN; /* rolled back: an attempt that was not made does not count */
}

Rc throttle_take(Ctx *cx, Db *platform, ThrottleKey *keys, size_t n)
{
    Job job = {.keys = keys, .n = n};
    return db_write(cx, platform, take, &job);
}

static Rc give_back(Ctx *cx, Db *platform, void *arg)
{
    const Job *job = arg;
    for (size_t i = 0; i < job->n; i++) {
        const ThrottleKey *key = &job->given[i];
        Str subject;
        TRY(subject_of(cx, key, &subject));
        if (key->kind == THROTTLE_ACCOUNT) {
            TRY(throttle_store_clear(cx, platform, key->kind, subject));
            continue;
        }
        ThrottleState s = {0};
        TRY(throttle_store_get(cx, platform, key->kind, subject, &s));
        s.failures = s.failures > 0 ? s.failures - 1 : 0;
        if (s.failures < kinds[key->kind].limit && s.locks > 0)
            s = (ThrottleState){.failures = s.failures, .window_ms = now_ms(cx)};
        TRY(throttle_store_put(cx, platform, key->kind, subject, &s));
    }
    return OK;
}

Rc throttle_give_back(Ctx *cx, Db *platform, const ThrottleKey *keys, size_t n)
{
    Job job = {.given = keys, .n = n};
    return n ? db_write(cx, platform, give_back, &job) : OK;
}
