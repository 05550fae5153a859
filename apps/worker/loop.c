/* One job at a time. While it runs, a second thread with a connection of its own keeps the lease. */
#include "apps/worker/loop.h"

#include "apps/worker/kinds.h"
#include "base/log.h"
#include "kernel/conf/conf.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <time.h>
#include <unistd.h>

enum {
    ARENA_BYTES = 32 << 20,
    HEARTBEAT_S = 10,
    IDLE_MAX_MS = 4000,  /* nothing to do: a person may be waiting for a mail */
    AWAY_MAX_MS = 30000, /* the api is away, or refuses */
    TOKEN_MAX = 200,
    REFUSALS_MAX = 10,
    KINDS_MAX = 16,
    ERROR_MAX = 400,
};

int64_t wait_after(int n, int64_t max_ms, unsigned chance)
{
    int64_t ms = 1000;
    for (int i = 1; i < n && ms < max_ms; i++)
        ms *= 2;
    if (ms > max_ms)
        ms = max_ms;
    return ms - ms / 4 + (int64_t)(chance % 1000) * (ms / 2) / 1000;
}

typedef struct {
    Client *client;
    const LeasedJob *job;
    Arena *arena;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool over;
} Heart;

static void *beat(void *arg)
{
    Heart *h = arg;
    pthread_mutex_lock(&h->lock);
    while (!h->over) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_sec += HEARTBEAT_S;
        if (pthread_cond_timedwait(&h->wake, &h->lock, &until) != ETIMEDOUT || h->over)
            continue;
        pthread_mutex_unlock(&h->lock);
        arena_clear(h->arena);
        Ctx cx = {.arena = h->arena, .clock = &clock_system, .random = &random_system, .id = id_str(&h->job->id)};
        if (client_heartbeat(&cx, h->client, h->job, 0) == ERR_CONFLICT)
            log_mistake(&cx, "worker", "the lease is gone; the job's end will be refused", NULL);
        pthread_mutex_lock(&h->lock);
    }
    pthread_mutex_unlock(&h->lock);
    return NULL;
}

static Rc run_kind(Ctx *cx, const Conf *conf, const LeasedJob *job, Str *ret_error)
{
    for (const Kind *k = worker_kinds; k->kind; k++)
        if (str_equal(str_of(k->kind), job->kind))
            return k->run(cx, conf, job->payload, ret_error);
    *ret_error = STR("this worker does not know the kind");
    return ERR_REFUSED;
}

/* The job between two heartbeats; without memory for the second thread it runs all the same. */
static Rc run_with_heart(Ctx *cx, const WorkLoop *loop, const LeasedJob *job, Str *ret_error)
{
    Heart heart = {.job = job, .arena = arena_new(1 << 20)};
    pthread_t thread;
    bool beating = false;
    pthread_mutex_init(&heart.lock, NULL);
    pthread_cond_init(&heart.wake, NULL);
    if (heart.arena && client_new(&loop->client, &heart.client) == OK)
        beating = pthread_create(&thread, NULL, beat, &heart) == 0;
    Rc rc = run_kind(cx, loop->conf, job, ret_error);
    if (beating) {
        pthread_mutex_lock(&heart.lock);
        heart.over = true;
        pthread_cond_signal(&heart.wake);
        pthread_mutex_unlock(&heart.lock);
        pthread_join(thread, NULL);
    }
    client_free(heart.client);
    arena_free(heart.arena);
    pthread_cond_destroy(&heart.wake);
    pthread_mutex_destroy(&heart.lock);
    return rc;
}

/* One line, as the report's shape wants it, of at most ERROR_MAX bytes: a mail server may have said anything. */
static Str one_line(Str error, char room[ERROR_MAX])
{
    size_t n = 0;
    for (; n < error.n && n < ERROR_MAX; n++) {
        unsigned char c = (unsigned char)error.at[n];
        room[n] = c >= 0x20 && c < 0x7F ? error.at[n] : ' ';
    }
    Str line = str_trim((Str){room, n});
    return line.n ? line : STR("failed");
}

static void do_job(Ctx *cx, const WorkLoop *loop, Client *client, const LeasedJob *job)
{
    Str error = {0};
    char room[ERROR_MAX];
    Rc rc = run_with_heart(cx, loop, job, &error);
    error = one_line(error, room);
    Rc told = rc == OK ? client_complete(cx, client, job)
                       : client_fail(cx, client, job, error, rc == ERR_REFUSED || rc == ERR_INVALID);
    if (rc == OK)
        log_info(cx, "worker", "done", "kind=%.*s job=%s", STR_ARG(job->kind), job->id.text);
    else
        log_mistake(cx, "worker", "failed", "kind=%.*s job=%s error=\"%.*s\"", STR_ARG(job->kind), job->id.text,
                    STR_ARG(error));
    if (told != OK)
        log_mistake(cx, "worker", "the end of the job was not taken", "job=%s outcome=%s", job->id.text, rc_name(told));
}

static Rc read_token(const char *path, char *room, size_t size, Str *ret)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return ERR_IO;
    ssize_t n = read(fd, room, size);
    close(fd);
    *ret = str_trim((Str){room, n > 0 ? (size_t)n : 0});
    return ret->n ? OK : ERR_IO;
}

/* True when a signal says to leave. */
static bool rest(const WorkLoop *loop, int64_t ms)
{
    struct timespec wait = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};
    return sigtimedwait(&loop->ends, NULL, &wait) > 0;
}

static unsigned chance(void)
{
    unsigned n;
    random_system.fill(&random_system, &n, sizeof n);
    return n;
}

/* One turn with an open connection: OK = a job was done. */
static Rc turn(Arena *arena, const WorkLoop *loop, Client *client, const char *const *kinds)
{
    LeasedJob job;
    arena_clear(arena);
    Ctx cx = {.arena = arena, .clock = &clock_system, .random = &random_system, .id = loop->client.name};
    TRY(client_lease(&cx, client, kinds, &job));
    do_job(&cx, loop, client, &job);
    return OK;
}

/* Turns with one token, until it is refused or it is time to leave. */
static Rc with_token(Arena *arena, WorkLoop *loop, const char *const *kinds, int *refusals)
{
    Client *client;
    TRY(client_new(&loop->client, &client));
    Rc rc = OK;
    for (int idle = 0, away = 0; rc != ERR_DENIED;) {
        rc = turn(arena, loop, client, kinds);
        idle = rc == ERR_MISSING ? idle + 1 : 0;
        away = rc == OK || rc == ERR_MISSING || rc == ERR_DENIED ? 0 : away + 1;
        if (rc != ERR_DENIED)
            *refusals = 0;
        if (away == 1)
            log_info(NULL, "worker", "the api is away; waiting", NULL);
        int64_t ms = rc == OK ? 0
                     : away   ? wait_after(away, AWAY_MAX_MS, chance())
                              : wait_after(idle, IDLE_MAX_MS, chance());
        if (rc != ERR_DENIED && rest(loop, ms)) {
            rc = OK;
            break;
        }
    }
    client_free(client);
    return rc;
}

Rc work_loop(WorkLoop *loop)
{
    const char *kinds[KINDS_MAX + 1] = {0};
    char token[TOKEN_MAX];
    AUTO_ARENA arena = arena_new(ARENA_BYTES);
    if (!arena)
        return ERR_NOMEM;
    for (size_t i = 0; worker_kinds[i].kind && i < KINDS_MAX; i++)
        kinds[i] = worker_kinds[i].kind;
    for (int refusals = 0; refusals < REFUSALS_MAX;) {
        Rc rc = read_token(loop->token_file, token, sizeof token, &loop->client.token);
        if (rc == OK)
            rc = with_token(arena, loop, kinds, &refusals);
        if (rc == OK || rc == ERR_NOMEM)
            return rc;
        refusals++;
        log_mistake(NULL, "worker", rc == ERR_IO ? "the token file cannot be read" : "the token is refused",
                    "file=\"%s\" times=%d", loop->token_file, refusals);
        if (rest(loop, wait_after(refusals, AWAY_MAX_MS, chance())))
            return OK;
    }
    return ERR_DENIED;
}
