/* The worker's life: lease, do, report, again; slower when there is nothing or the api is away. */
#ifndef APPS_WORKER_LOOP_H
#define APPS_WORKER_LOOP_H

#include "apps/worker/client.h"

#include <signal.h>

typedef struct Conf Conf;

/* Until a signal of `ends` (blocked in this thread) comes; a job in hand is finished first. The token is read again
 * from its file after a refusal, so it may be replaced while the worker runs. ERR_DENIED: it stays refused. */
typedef struct {
    const Conf *conf;
    const char *token_file;
    ClientConf client; /* its token is filled in here */
    sigset_t ends;
} WorkLoop;
Rc work_loop(WorkLoop *loop) MUST;

/* How long to wait after the `n`th turn in a row without work or without an answer (n ≥ 1): 1, 2, 4 … s up to `max_ms`,
 * each spread by ± a quarter with `chance`, so that many workers do not come at once. */
int64_t wait_after(int n, int64_t max_ms, unsigned chance);

#endif
