/* Three loops: the short tasks and, since they may take minutes, imports, both once a second; and the projector, which
 * is woken. */
#include "apps/kair/background.h"

#include "apps/kair/imports.h"
#include "apps/kair/projector.h"
#include "apps/kair/sweep.h"
#include "base/log.h"
#include "base/mem.h"
#include "domains/account/account.h"
#include "domains/xapi/xapi_mark.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

enum { TURN_MS = 1000, ARENA_BYTES = 64 << 20 };

typedef struct {
    Background *owner;
    const char *name;
    void (*turn)(Ctx *cx, Background *b, StoreThread *stores);
    bool waits; /* by itself, within its turn */
    StoreThread *stores;
    Arena *arena;
    pthread_t thread;
    bool started;
} Loop;

struct Background {
    Program *program;
    Sweep sweep;
    Projector projector;
    atomic_bool leaving;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    Loop loops[3];
};

static void say(Ctx *cx, const char *task, Rc rc)
{
    if (rc != OK)
        log_fault(cx, "background", "a task failed; ignoring until the next turn", "task=%s outcome=%s", task,
                  rc_name(rc));
    fail_clear(cx);
}

static void short_tasks(Ctx *cx, Background *b, StoreThread *stores)
{
    Program *p = b->program;
    int64_t disk_free = health_disk_free(conf_text(p->conf, CONF_DATA_DIR)), done;
    bool full = disk_free >= 0 && disk_free < HEALTH_DISK_FLOOR;
    if (full != p->health.disk_full)
        log_fault(cx, "background", full ? "the disk is full: writes are refused" : "the disk has room again",
                  "free_bytes=%lld", (long long)disk_free);
    p->health.disk_full = full;
    if (full) {
        p->health.swept_ms = cx->clock->monotonic_ms(cx->clock);
        return; /* whatever waits in memory or in rows stays there until there is room */
    }
    if (store_sync_failed(p->store)) { /* only a new process can trust the disk again */
        log_fault(cx, "background", "an fsync failed: ending, to recover at the next start", NULL);
        p->health.broken = true;
        kill(getpid(), SIGTERM);
        return;
    }
    say(cx, "audit", audit_flush(cx, p->audits, stores));
    say(cx, "resets", account_work_resets(cx, stores, conf_origin(p->conf), &done));
    sweep_slice(cx, p, stores, &b->sweep);
    fail_clear(cx);
    p->health.swept_ms = cx->clock->monotonic_ms(cx->clock);
}

static void long_tasks(Ctx *cx, Background *b, StoreThread *stores)
{
    if (!b->program->health.disk_full)
        imports_turn(cx, b->program, stores, &b->leaving);
}

static void count_statements(Ctx *cx, Background *b, StoreThread *stores)
{
    projector_turn(cx, b->program, stores, &b->projector);
}

/* Sleeps until the next turn; false when it is time to leave. */
static bool next_turn(Background *b)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += TURN_MS / 1000;
    pthread_mutex_lock(&b->lock);
    while (!b->leaving && pthread_cond_timedwait(&b->wake, &b->lock, &until) != ETIMEDOUT)
        continue;
    pthread_mutex_unlock(&b->lock);
    return !b->leaving;
}

static void *run(void *arg)
{
    Loop *loop = arg;
    do {
        arena_clear(loop->arena);
        Ctx cx = {.arena = loop->arena, .clock = &clock_system, .random = &random_system, .id = str_of(loop->name)};
        loop->turn(&cx, loop->owner, loop->stores);
    } while (loop->waits ? !loop->owner->leaving : next_turn(loop->owner));
    return NULL;
}

static Rc start_loop(Background *b, Loop *loop)
{
    loop->owner = b;
    loop->arena = arena_new(ARENA_BYTES);
    if (!loop->arena)
        return ERR_NOMEM;
    TRY(store_thread_new(b->program->store, &loop->stores));
    if (pthread_create(&loop->thread, NULL, run, loop) != 0)
        return ERR_NOMEM;
    loop->started = true;
    return OK;
}

Rc background_start(Ctx *cx, Program *p, Background **ret)
{
    Background *b = mem_get(sizeof *b);
    if (!b)
        return ERR_NOMEM;
    b->program = p;
    b->loops[0] = (Loop){.name = "background", .turn = short_tasks};
    b->loops[1] = (Loop){.name = "imports", .turn = long_tasks};
    b->loops[2] = (Loop){.name = "projector", .turn = count_statements, .waits = true};
    p->health.swept_ms = cx->clock->monotonic_ms(cx->clock);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&b->wake, &monotonic);
    pthread_condattr_destroy(&monotonic);
    pthread_mutex_init(&b->lock, NULL);
    for (size_t i = 0; i < sizeof b->loops / sizeof *b->loops; i++) {
        Rc rc = start_loop(b, &b->loops[i]);
        if (rc == OK)
            continue;
        background_stop(b);
        return rc;
    }
    *ret = b;
    return OK;
}

void background_stop(Background *b)
{
    if (!b)
        return;
    pthread_mutex_lock(&b->lock);
    b->leaving = true;
    pthread_cond_broadcast(&b->wake);
    pthread_mutex_unlock(&b->lock);
    xapi_mark_close(b->program->statements);
    for (size_t i = 0; i < sizeof b->loops / sizeof *b->loops; i++) {
        Loop *loop = &b->loops[i];
        if (loop->started)
            pthread_join(loop->thread, NULL);
        if (i == 0 && loop->started) { /* what the last requests left behind */
            arena_clear(loop->arena);
            Ctx cx = {.arena = loop->arena, .clock = &clock_system, .random = &random_system, .id = STR("background")};
            say(&cx, "audit", audit_flush(&cx, b->program->audits, loop->stores));
        }
        store_thread_free(loop->stores);
        arena_free(loop->arena);
    }
    pthread_cond_destroy(&b->wake);
    pthread_mutex_destroy(&b->lock);
    mem_free(b);
}
