/* The beating thread. A lease that is gone ends the job by its pulse. */
#include "apps/worker/heart.h"

#include "base/log.h"

#include <errno.h>
#include <pthread.h>

enum { BEAT_S = 3, ARENA_BYTES = 1 << 20 };

typedef struct {
    Client *client;
    const LeasedJob *job;
    Pulse *pulse;
    Arena *arena;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool over;
} Heart;

static void beat_once(Heart *h)
{
    arena_clear(h->arena);
    Ctx cx = {.arena = h->arena, .clock = &clock_system, .random = &random_system, .id = id_str(&h->job->id)};
    if (client_heartbeat(&cx, h->client, h->job, atomic_load(&h->pulse->permille) / 1000.0) != ERR_CONFLICT)
        return;
    log_mistake(&cx, "worker", "the lease is gone; the job stops", NULL);
    atomic_store(&h->pulse->lost, true);
}

static void *beat(void *arg)
{
    Heart *h = arg;
    pthread_mutex_lock(&h->lock);
    while (!h->over) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_sec += BEAT_S;
        if (pthread_cond_timedwait(&h->wake, &h->lock, &until) != ETIMEDOUT || h->over)
            continue;
        pthread_mutex_unlock(&h->lock);
        beat_once(h);
        pthread_mutex_lock(&h->lock);
    }
    pthread_mutex_unlock(&h->lock);
    return NULL;
}

Rc heart_run(Ctx *cx, const ClientConf *conf, KindRun kind, const JobRun *run, JobEnd *ret)
{
    Heart heart = {.job = run->job, .pulse = run->pulse, .arena = arena_new(ARENA_BYTES)};
    pthread_t thread;
    bool beating = false;
    pthread_mutex_init(&heart.lock, NULL);
    pthread_cond_init(&heart.wake, NULL);
    if (heart.arena && client_new(conf, &heart.client) == OK)
        beating = pthread_create(&thread, NULL, beat, &heart) == 0;
    Rc rc = kind(cx, run, ret);
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
