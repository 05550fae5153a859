/* The worker's life: lease, do, report, again; slower when there is nothing or the api is away. */
#ifndef APPS_WORKER_LOOP_H
#define APPS_WORKER_LOOP_H

#include "apps/worker/kinds.h"

#include <signal.h>

/* Until a signal of `ends` (blocked in every thread) comes: a light job in hand is finished, a heavy one given back.
 * The token is read again whenever it is refused: it may have been replaced. ERR_DENIED: refused for good. */
typedef struct {
    Workshop shop;
    const char *token_file;
    ClientConf client; /* but for the token */
    int heavy_jobs;    /* at the same time; 1 … WORK_HEAVY_MAX */
    sigset_t ends;
} WorkLoop;
enum { WORK_HEAVY_MAX = 32 };
Rc work_loop(const WorkLoop *loop) MUST;

/* How long to wait after `n` (≥ 1) empty or failed turns in a row: doubling from 1 s, at most `max_ms`, spread by a
 * quarter to each side with `chance`. */
int64_t wait_after(int n, int64_t max_ms, unsigned chance);

#endif
