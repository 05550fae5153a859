/* What two threads share about one job in hand: how far it is, and whether anybody still wants it. */
#ifndef APPS_WORKER_PULSE_H
#define APPS_WORKER_PULSE_H

#include <stdatomic.h>
#include <stdbool.h>

typedef struct {
    atomic_int permille;        /* done so far */
    atomic_bool lost;           /* the lease is somebody else's, or the job was cancelled */
    const atomic_bool *leaving; /* the program is ending */
} Pulse;

static inline bool pulse_stopped(const Pulse *p)
{
    return atomic_load(&p->lost) || atomic_load(p->leaving);
}

#endif
