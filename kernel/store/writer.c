/* A queue of waiting threads; leaving hands the turn to the first of them. */
#include "kernel/store/writer.h"

struct WriterWait {
    pthread_cond_t granted_now;
    bool granted;
    WriterWait *next;
};

void writer_init(WriterTurn *t)
{
    *t = (WriterTurn){0};
    pthread_mutex_init(&t->mutex, NULL);
}

void writer_release(WriterTurn *t)
{
    pthread_mutex_destroy(&t->mutex);
}

static struct timespec deadline(int64_t limit_ms)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    int64_t ns = at.tv_nsec + limit_ms % 1000 * 1000000;
    at.tv_sec += (time_t)(limit_ms / 1000 + ns / 1000000000);
    at.tv_nsec = (long)(ns % 1000000000);
    return at;
}

static void step_out(WriterTurn *t, const WriterWait *me)
{
    WriterWait *before = NULL;
    for (WriterWait *w = t->first; w != me; w = w->next)
        before = w;
    *(before ? &before->next : &t->first) = me->next;
    if (t->last == me)
        t->last = before;
}

/* With the mutex held. True when the turn was handed over in time. */
static bool wait_in_line(WriterTurn *t, int64_t limit_ms)
{
    WriterWait me = {.granted = false};
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&me.granted_now, &monotonic);
    pthread_condattr_destroy(&monotonic);

    *(t->last ? &t->last->next : &t->first) = &me;
    t->last = &me;
    struct timespec until = deadline(limit_ms);
    for (int waited = 0; !me.granted && waited == 0;)
        waited = pthread_cond_timedwait(&me.granted_now, &t->mutex, &until);
    if (!me.granted)
        step_out(t, &me);
    pthread_cond_destroy(&me.granted_now);
    return me.granted;
}

Rc writer_enter(WriterTurn *t, int64_t limit_ms)
{
    pthread_mutex_lock(&t->mutex);
    bool mine = !t->taken || wait_in_line(t, limit_ms);
    t->taken = true;
    pthread_mutex_unlock(&t->mutex);
    return mine ? OK : ERR_BUSY;
}

void writer_leave(WriterTurn *t)
{
    pthread_mutex_lock(&t->mutex);
    WriterWait *next = t->first;
    t->taken = next != NULL;
    if (next) {
        t->first = next->next;
        if (t->last == next)
            t->last = NULL;
        next->granted = true;
        pthread_cond_signal(&next->granted_now);
    }
    pthread_mutex_unlock(&t->mutex);
}
