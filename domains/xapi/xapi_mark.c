/* A small set of spaces under one lock. */
#include "domains/xapi/xapi_mark.h"

#include "base/mem.h"

#include <errno.h>
#include <pthread.h>

struct XapiMark {
    pthread_mutex_t lock;
    pthread_cond_t set;
    Id spaces[XAPI_MARK_MAX];
    size_t n;
    bool closed;
};

Rc xapi_mark_new(XapiMark **ret)
{
    XapiMark *m = mem_get(sizeof *m);
    pthread_condattr_t monotonic;
    if (!m)
        return ERR_NOMEM;
    pthread_mutex_init(&m->lock, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&m->set, &monotonic);
    pthread_condattr_destroy(&monotonic);
    *ret = m;
    return OK;
}

void xapi_mark_free(XapiMark *m)
{
    if (!m)
        return;
    pthread_cond_destroy(&m->set);
    pthread_mutex_destroy(&m->lock);
    mem_free(m);
}

static bool is_set(const XapiMark *m, const Id *space)
{
    for (size_t i = 0; i < m->n; i++)
        if (id_equal(&m->spaces[i], space))
            return true;
    return false;
}

void xapi_mark_set(XapiMark *m, const Id *space)
{
    if (!m)
        return;
    pthread_mutex_lock(&m->lock);
    if (m->n < XAPI_MARK_MAX && !is_set(m, space)) {
        m->spaces[m->n++] = *space;
        pthread_cond_signal(&m->set);
    }
    pthread_mutex_unlock(&m->lock);
}

static struct timespec in_ms(int64_t ms)
{
    enum { SECOND_NS = 1000000000 };
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    t.tv_sec += ms / 1000;
    t.tv_nsec += ms % 1000 * 1000000;
    t.tv_sec += t.tv_nsec / SECOND_NS;
    t.tv_nsec %= SECOND_NS;
    return t;
}

size_t xapi_mark_wait(XapiMark *m, int64_t timeout_ms, Id *ret, size_t room)
{
    struct timespec until = in_ms(timeout_ms);
    pthread_mutex_lock(&m->lock);
    while (m->n == 0 && !m->closed && pthread_cond_timedwait(&m->set, &m->lock, &until) != ETIMEDOUT)
        continue;
    size_t n = m->n < room ? m->n : room;
    memcpy(ret, m->spaces, n * sizeof *ret);
    m->n -= n;
    memmove(m->spaces, m->spaces + n, m->n * sizeof *m->spaces);
    pthread_mutex_unlock(&m->lock);
    return n;
}

void xapi_mark_close(XapiMark *m)
{
    pthread_mutex_lock(&m->lock);
    m->closed = true;
    pthread_cond_broadcast(&m->set);
    pthread_mutex_unlock(&m->lock);
}
