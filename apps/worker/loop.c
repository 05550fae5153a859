/* Lanes: one thread for light jobs, some for heavy ones, each with a connection of its own and one job at a time. */
#include "apps/worker/loop.h"

#include "apps/worker/heart.h"
#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <time.h>
#include <unistd.h>

enum {
    ARENA_BYTES = 64 << 20,
    IDLE_MAX_MS = 2000,  /* nothing to do: a person may be waiting for a mail or a film */
    AWAY_MAX_MS = 30000, /* the api is away, or refuses */
    TOKEN_MAX = 200,
    REFUSALS_MAX = 10,
    KINDS_MAX = 16,
    ERROR_MAX = 400,
    END_TRIES = 6,
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

/* What the lanes share. */
typedef struct {
    const WorkLoop *loop;
    atomic_bool leaving;
    pthread_mutex_t lock;
    pthread_cond_t wake;
} Crew;

typedef struct {
    Crew *crew;
    Lane lane;
    ClientConf client; /* the token lies in `token` */
    char token[TOKEN_MAX];
    const char *kinds[KINDS_MAX + 1];
    Arena *arena;
    pthread_t thread;
    bool started;
    Rc rc;
} Track;

/* Until then, or until it is time to leave: true. */
static bool rest(Crew *crew, int64_t ms)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += ms / 1000;
    until.tv_nsec += ms % 1000 * 1000000;
    if (until.tv_nsec >= 1000000000) {
        until.tv_sec++;
        until.tv_nsec -= 1000000000;
    }
    pthread_mutex_lock(&crew->lock);
    while (!crew->leaving && pthread_cond_timedwait(&crew->wake, &crew->lock, &until) != ETIMEDOUT)
        continue;
    pthread_mutex_unlock(&crew->lock);
    return crew->leaving;
}

static unsigned chance(void)
{
    unsigned n;
    random_system.fill(&random_system, &n, sizeof n);
    return n;
}

static const Kind *kind_named(Str name)
{
    for (const Kind *k = worker_kinds; k->kind; k++)
        if (str_equal(str_of(k->kind), name))
            return k;
    return NULL;
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

typedef enum { TOLD_DONE, TOLD_FAILED, TOLD_RELEASED } Told;

static Rc tell_once(Ctx *cx, Client *client, const LeasedJob *job, Told what, const JobEnd *end, Rc rc)
{
    char room[ERROR_MAX];
    switch (what) {
    case TOLD_DONE:
        return client_complete(cx, client, job, end->result);
    case TOLD_RELEASED:
        return client_release(cx, client, job);
    default:
        return client_fail(cx, client, job, one_line(end->error, room), rc == ERR_REFUSED || rc == ERR_INVALID);
    }
}

/* An api that restarts just now must not cost a finished job. */
static void tell(Ctx *cx, Crew *crew, Client *client, const LeasedJob *job, const JobEnd *end, Rc rc)
{
    Told what = rc == OK ? TOLD_DONE : rc == ERR_CONFLICT ? TOLD_RELEASED : TOLD_FAILED;
    Rc told = tell_once(cx, client, job, what, end, rc);
    for (int tried = 1; told == ERR_BUSY && tried < END_TRIES; tried++) {
        if (rest(crew, wait_after(tried, IDLE_MAX_MS, chance())))
            tried = END_TRIES; /* the last word before leaving */
        told = tell_once(cx, client, job, what, end, rc);
    }
    if (told != OK)
        log_mistake(cx, "worker", "the end of the job was not taken", "job=%s outcome=%s", job->id.text, rc_name(told));
}

static void do_job(Ctx *cx, Track *t, Client *client, const LeasedJob *job)
{
    static const atomic_bool never = false;
    const Kind *kind = kind_named(job->kind);
    JobEnd end = {.error = STR("this worker does not know the kind")};
    /* A light job is finished even when it is time to leave. */
    Pulse pulse = {.leaving = t->lane == LANE_HEAVY ? &t->crew->leaving : &never};
    JobRun run = {.shop = &t->crew->loop->shop, .job = job, .client = client, .pulse = &pulse};
    Rc rc = ERR_REFUSED;
    if (kind) {
        end = (JobEnd){0};
        rc = heart_run(cx, &t->client, kind->run, &run, &end);
    }
    if (rc == OK)
        log_info(cx, "worker", "done", "kind=%.*s job=%s", STR_ARG(job->kind), job->id.text);
    else if (rc == ERR_CONFLICT)
        log_info(cx, "worker", "stopped", "kind=%.*s job=%s", STR_ARG(job->kind), job->id.text);
    else
        log_mistake(cx, "worker", "failed", "kind=%.*s job=%s error=\"%.*s\"", STR_ARG(job->kind), job->id.text,
                    STR_ARG(end.error));
    if (!atomic_load(&pulse.lost))
        tell(cx, t->crew, client, job, &end, rc);
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

/* One turn with an open connection: OK = a job was done. */
static Rc turn(Track *t, Client *client)
{
    LeasedJob job;
    arena_clear(t->arena);
    Ctx cx = {.arena = t->arena, .clock = &clock_system, .random = &random_system, .id = t->client.name};
    TRY(client_lease(&cx, client, t->kinds, &job));
    do_job(&cx, t, client, &job);
    return OK;
}

/* Turns with one token, until it is refused or it is time to leave. */
static Rc with_token(Track *t, int *refusals)
{
    Client *client;
    TRY(client_new(&t->client, &client));
    Rc rc = OK;
    for (int idle = 0, away = 0; rc != ERR_DENIED;) {
        rc = turn(t, client);
        idle = rc == ERR_MISSING ? idle + 1 : 0;
        away = rc == OK || rc == ERR_MISSING || rc == ERR_DENIED ? 0 : away + 1;
        if (rc != ERR_DENIED)
            *refusals = 0;
        if (away == 1)
            log_info(NULL, "worker", "the api is away; waiting", NULL);
        int64_t ms = rc == OK ? 0
                     : away   ? wait_after(away, AWAY_MAX_MS, chance())
                              : wait_after(idle, IDLE_MAX_MS, chance());
        if (rc != ERR_DENIED && rest(t->crew, ms)) {
            rc = OK;
            break;
        }
    }
    client_free(client);
    return rc;
}

static Rc run_track(Track *t)
{
    for (int refusals = 0; refusals < REFUSALS_MAX;) {
        Rc rc = read_token(t->crew->loop->token_file, t->token, sizeof t->token, &t->client.token);
        if (rc == OK)
            rc = with_token(t, &refusals);
        if (rc == OK || rc == ERR_NOMEM)
            return rc;
        refusals++;
        log_mistake(NULL, "worker", rc == ERR_IO ? "the token file cannot be read" : "the token is refused",
                    "file=\"%s\" times=%d", t->crew->loop->token_file, refusals);
        if (rest(t->crew, wait_after(refusals, AWAY_MAX_MS, chance())))
            return OK;
    }
    return ERR_DENIED;
}

static void *track_thread(void *arg)
{
    Track *t = arg;
    t->rc = run_track(t);
    if (t->rc != OK) /* wakes the one who waits for signals: without this lane the program is no use */
        kill(getpid(), SIGTERM);
    return NULL;
}

static Rc start(Crew *crew, Track *t, Lane lane)
{
    size_t n = 0;
    *t = (Track){.crew = crew, .lane = lane, .client = crew->loop->client, .arena = arena_new(ARENA_BYTES)};
    if (!t->arena)
        return ERR_NOMEM;
    for (const Kind *k = worker_kinds; k->kind && n < KINDS_MAX; k++)
        if (k->lane == lane)
            t->kinds[n++] = k->kind;
    t->started = pthread_create(&t->thread, NULL, track_thread, t) == 0;
    return t->started ? OK : ERR_NOMEM;
}

Rc work_loop(const WorkLoop *loop)
{
    Crew crew = {.loop = loop, .lock = PTHREAD_MUTEX_INITIALIZER, .wake = PTHREAD_COND_INITIALIZER};
    static Track tracks[WORK_HEAVY_MAX + 1];
    int count = loop->heavy_jobs + 1, got;
    Rc rc = OK;
    for (int i = 0; i < count && rc == OK; i++)
        rc = start(&crew, &tracks[i], i == 0 ? LANE_LIGHT : LANE_HEAVY);
    if (rc == OK)
        sigwait(&loop->ends, &got);
    pthread_mutex_lock(&crew.lock);
    crew.leaving = true;
    pthread_cond_broadcast(&crew.wake);
    pthread_mutex_unlock(&crew.lock);
    for (int i = 0; i < count; i++) {
        if (tracks[i].started)
            pthread_join(tracks[i].thread, NULL);
        if (rc == OK)
            rc = tracks[i].rc;
        arena_free(tracks[i].arena);
        tracks[i] = (Track){0};
    }
    return rc;
}
