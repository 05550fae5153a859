/* Argon2id behind a gate: each computation takes tens of megabytes and a whole core, so only a few run at once and the
 * others wait, not for ever. Parallelism is 1: libsodium's encoded form knows no other. */
#include "kernel/crypt/password.h"

#include "base/fault.h"
#include "base/mem.h"

#include <errno.h>
#include <pthread.h>
#include <sodium.h>

struct PasswordGate {
    PasswordCost cost;
    pthread_mutex_t lock;
    pthread_cond_t place_free;
    PasswordLoad load;
};

enum { PASSWORD_BYTES_MAX = 4 * PASSWORD_MAX };

static bool cost_known(const PasswordCost *c)
{
    return c->passes >= (int64_t)crypto_pwhash_argon2id_OPSLIMIT_MIN &&
           c->passes <= (int64_t)crypto_pwhash_argon2id_OPSLIMIT_MAX &&
           c->memory_kib >= (int64_t)(crypto_pwhash_argon2id_MEMLIMIT_MIN / 1024) && c->memory_kib <= (4 << 20) &&
           c->at_once >= 1 && c->wait_ms >= 0;
}

Rc password_gate_new(const PasswordCost *cost, PasswordGate **ret)
{
    if (!cost_known(cost))
        return ERR_INVALID;
    PasswordGate *g = mem_get(sizeof *g);
    if (!g)
        return ERR_NOMEM;
    g->cost = *cost;
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_mutex_init(&g->lock, NULL);
    pthread_cond_init(&g->place_free, &attributes);
    pthread_condattr_destroy(&attributes);
    *ret = g;
    return OK;
}

void password_gate_free(PasswordGate *g)
{
    if (!g)
        return;
    pthread_cond_destroy(&g->place_free);
    pthread_mutex_destroy(&g->lock);
    mem_free(g);
}

PasswordLoad password_gate_load(PasswordGate *g)
{
    pthread_mutex_lock(&g->lock);
    PasswordLoad load = g->load;
    pthread_mutex_unlock(&g->lock);
    return load;
}

static struct timespec after(int64_t ms)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    int64_t ns = t.tv_nsec + ms % 1000 * 1000000;
    t.tv_sec += (time_t)(ms / 1000 + ns / 1000000000);
    t.tv_nsec = (long)(ns % 1000000000);
    return t;
}

/* Takes a place, or ERR_BUSY after the longest wait. */
static Rc enter(Ctx *cx, PasswordGate *g)
{
    struct timespec until = after(g->cost.wait_ms);
    int late = 0;
    pthread_mutex_lock(&g->lock);
    g->load.waiting++;
    while (g->load.running >= g->cost.at_once && late == 0)
        late = pthread_cond_timedwait(&g->place_free, &g->lock, &until);
    g->load.waiting--;
    bool entered = g->load.running < g->cost.at_once;
    if (entered) {
        g->load.running++;
        g->load.computed++;
        if (g->load.running > g->load.peak)
            g->load.peak = g->load.running;
    }
    pthread_mutex_unlock(&g->lock);
    if (entered)
        return OK;
    fail(cx, ERR_BUSY, "http.busy", NULL);
    cx->problem.retry_after_s = 1 + g->cost.wait_ms / 1000;
    return ERR_BUSY;
}

static void leave(PasswordGate *g)
{
    pthread_mutex_lock(&g->lock);
    g->load.running--;
    pthread_cond_signal(&g->place_free);
    pthread_mutex_unlock(&g->lock);
}

static unsigned long long passes(const PasswordGate *g)
{
    return (unsigned long long)g->cost.passes;
}

static size_t memory(const PasswordGate *g)
{
    return (size_t)g->cost.memory_kib * 1024;
}

Rc password_hash(Ctx *cx, PasswordGate *g, Str password, Str *ret)
{
    if (password.n > PASSWORD_BYTES_MAX)
        return ERR_LIMIT;
    char encoded[crypto_pwhash_STRBYTES];
    TRY(enter(cx, g));
    int failed = fault_here(FAULT_MEMORY) || crypto_pwhash_str_alg(encoded, password.at, password.n, passes(g),
                                                                   memory(g), crypto_pwhash_ALG_ARGON2ID13);
    leave(g);
    return failed ? ERR_NOMEM : str_copy(cx->arena, str_of(encoded), ret);
}

/* One computation whose result is of no use: what an unknown account costs. */
static Rc compute_for_nothing(const PasswordGate *g, Str password)
{
    unsigned char out[32];
    static const unsigned char salt[crypto_pwhash_SALTBYTES] = {0};
    int failed = fault_here(FAULT_MEMORY) || crypto_pwhash(out, sizeof out, password.at, password.n, salt, passes(g),
                                                           memory(g), crypto_pwhash_ALG_ARGON2ID13);
    return failed ? ERR_NOMEM : ERR_UNKNOWN;
}

static Rc compare(const char *encoded, Str password)
{
    if (fault_here(FAULT_MEMORY))
        return ERR_NOMEM;
    errno = 0;
    if (crypto_pwhash_str_verify(encoded, password.at, password.n) == 0)
        return OK;
    return errno == ENOMEM ? ERR_NOMEM : ERR_UNKNOWN;
}

Rc password_verify(Ctx *cx, PasswordGate *g, Str hash, Str password, bool *ret_old)
{
    char encoded[crypto_pwhash_STRBYTES] = {0};
    if (password.n > PASSWORD_BYTES_MAX || hash.n >= sizeof encoded)
        return ERR_UNKNOWN;
    if (hash.n)
        memcpy(encoded, hash.at, hash.n);
    TRY(enter(cx, g));
    Rc rc = hash.n ? compare(encoded, password) : compute_for_nothing(g, password);
    leave(g);
    if (rc == OK && ret_old)
        *ret_old = crypto_pwhash_str_needs_rehash(encoded, passes(g), memory(g)) != 0;
    return rc;
}
