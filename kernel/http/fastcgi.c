/* The pool of threads. Each waits for the next request in a poll of its own, on the listening socket or on its kept
 * connection, together with the pipe that tells it to leave: so a drain reaches every idle thread at once, and libfcgi
 * only ever reads what is already coming. */
#include "kernel/http/fastcgi.h"

#include "base/log.h"
#include "base/mem.h"
#include "kernel/http/fastcgi_request.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { BACKLOG = 511, STACK_BYTES = 512 << 10, MALLOC_ARENAS = 2 };

typedef struct {
    FastcgiPool *pool;
    pthread_t thread;
    bool started;
    Arena *arena;
    StoreThread *stores;
} Worker;

struct FastcgiPool {
    const Api *api;
    int listener;
    int leave[2]; /* a pipe whose reading end becomes ready when its writing end is closed */
    atomic_bool draining;
    bool left_behind;
    char socket_path[sizeof((struct sockaddr_un *)0)->sun_path];
    int count;
    Worker workers[];
};

/* Until `fd` has something to read. False: leave. */
static bool wait_for(FastcgiPool *p, int fd)
{
    struct pollfd watch[] = {{.fd = fd, .events = POLLIN}, {.fd = p->leave[0], .events = POLLIN}};
    while (!atomic_load(&p->draining)) {
        int ready = poll(watch, 2, -1);
        if (ready < 0 && errno != EINTR)
            return false;
        if (ready > 0 && watch[0].revents && !watch[1].revents)
            return true;
    }
    return false;
}

static void serve(Worker *w, FCGX_Request *f)
{
    Ctx cx = {.arena = w->arena, .clock = &clock_system, .random = &random_system, .id = STR("-")};
    HttpInput in;
    Reply reply;
    bool whole = fastcgi_read(&cx, f, &in);
    api_run(&cx, w->pool->api, w->stores, &in, &reply);
    fastcgi_write(&cx, f, &in, &reply);
    FCGX_Finish_r(f);
    if (!whole || atomic_load(&w->pool->draining))
        FCGX_Free(f, 1);
    arena_clear(w->arena);
}

static void *work(void *arg)
{
    Worker *w = arg;
    FastcgiPool *p = w->pool;
    FCGX_Request f;
    FCGX_InitRequest(&f, p->listener, FCGI_FAIL_ACCEPT_ON_INTR);
    while (wait_for(p, f.ipcFd < 0 ? p->listener : f.ipcFd)) {
        int rc = FCGX_Accept_r(&f);
        if (rc == 0)
            serve(w, &f);
        else if (!atomic_load(&p->draining) && rc != -EINTR && rc != -ECONNABORTED)
            log_fault(NULL, "http", "cannot accept", "errno=%d", -rc);
    }
    FCGX_Free(&f, 1);
    return NULL;
}

static Rc io_fault(Ctx *cx, const char *what)
{
    log_fault(cx, "http", what, "errno=%d", errno);
    return ERR_IO;
}

static Rc listen_on(Ctx *cx, FastcgiPool *p, const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    Str s = str_of(path);
    if (s.n >= sizeof address.sun_path)
        return fail(cx, ERR_INVALID, "http.fault", NULL);
    memcpy(address.sun_path, s.at, s.n);
    memcpy(p->socket_path, s.at, s.n);
    p->listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (p->listener < 0)
        return io_fault(cx, "no socket");
    unlink(path); /* of a process that was killed; the lock of the data folder says that it is gone */
    if (bind(p->listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(p->listener, BACKLOG) < 0)
        return io_fault(cx, "cannot listen");
    return pipe2(p->leave, O_CLOEXEC) < 0 ? io_fault(cx, "no pipe") : OK;
}

static Rc start_worker(Ctx *cx, Worker *w, const FastcgiConf *conf, const pthread_attr_t *attributes)
{
    w->arena = arena_new(conf->arena_bytes);
    if (!w->arena)
        return ERR_NOMEM;
    if (w->pool->api->store)
        TRY(store_thread_new(w->pool->api->store, &w->stores));
    errno = pthread_create(&w->thread, attributes, work, w);
    w->started = errno == 0;
    return w->started ? OK : io_fault(cx, "no thread");
}

static Rc start_workers(Ctx *cx, FastcgiPool *p, const FastcgiConf *conf)
{
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK_BYTES);
    Rc rc = OK;
    for (int i = 0; rc == OK && i < p->count; i++) {
        p->workers[i].pool = p;
        rc = start_worker(cx, &p->workers[i], conf, &attributes);
    }
    pthread_attr_destroy(&attributes);
    return rc;
}

Rc fastcgi_start(Ctx *cx, const FastcgiConf *conf, const Api *api, FastcgiPool **ret)
{
    FastcgiPool *p = mem_get(sizeof *p + (size_t)conf->threads * sizeof(Worker));
    if (!p)
        return ERR_NOMEM;
    p->api = api;
    p->count = conf->threads;
    p->listener = p->leave[0] = p->leave[1] = -1;
    mallopt(M_ARENA_MAX, MALLOC_ARENAS); /* an arena of glibc per thread would keep memory for nothing */
    Rc rc = FCGX_Init() == 0 ? listen_on(cx, p, conf->socket_path) : ERR_IO;
    if (rc == OK)
        rc = start_workers(cx, p, conf);
    if (rc == OK) {
        *ret = p;
        return OK;
    }
    fastcgi_drain(p, 0);
    fastcgi_free(p);
    return rc;
}

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

void fastcgi_drain(FastcgiPool *p, int64_t grace_ms)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until); /* what pthread_timedjoin_np wants */
    int64_t ns = until.tv_nsec + grace_ms % 1000 * 1000000;
    until.tv_sec += grace_ms / 1000 + ns / 1000000000;
    until.tv_nsec = ns % 1000000000;
    atomic_store(&p->draining, true);
    if (p->listener >= 0)
        shutdown(p->listener, SHUT_RDWR); /* wakes the threads that wait in accept */
    close_fd(&p->leave[1]);
    p->left_behind = false;
    for (int i = 0; i < p->count; i++) {
        Worker *w = &p->workers[i];
        if (w->started && pthread_timedjoin_np(w->thread, NULL, &until) != 0)
            p->left_behind = true;
        else
            w->started = false;
    }
    if (p->left_behind)
        log_fault(NULL, "http", "a request did not end in time", NULL);
}

void fastcgi_free(FastcgiPool *p)
{
    if (!p)
        return;
    if (p->socket_path[0])
        unlink(p->socket_path);
    if (p->left_behind)
        return;
    for (int i = 0; i < p->count; i++) {
        arena_free(p->workers[i].arena);
        store_thread_free(p->workers[i].stores);
    }
    close_fd(&p->listener);
    close_fd(&p->leave[0]);
    close_fd(&p->leave[1]);
    mem_free(p);
}
