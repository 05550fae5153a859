/* Putting right what a crash left between two databases, space by space: lost jobs, mails without a job, changes not
 * yet in an audit log, counts. A slice at each call, so that a thousand spaces never hold up anything. */
#ifndef APPS_KAIR_SWEEP_H
#define APPS_KAIR_SWEEP_H

#include "apps/kair/program.h"

enum {
    SWEEP_SPACES = 20,       /* at each call */
    SWEEP_ROUND_MS = 30000,  /* a new round begins no sooner than this after the last one began */
    SWEEP_RARE_ROUNDS = 120, /* what rewrites every row of a space waits for this many rounds: an hour */
    SWEEP_KEEP_JOBS_MS = 24 * 3600 * 1000,
};

typedef struct {
    Id after; /* the last space done; empty = a round begins */
    int64_t round_ms, rounds;
    bool begun;
    bool newer_schema; /* met in this round */
} Sweep;

/* One slice. Faults of one space are logged and do not keep the others from their turn. */
void sweep_slice(Ctx *cx, Program *p, StoreThread *stores, Sweep *sweep);

#endif
