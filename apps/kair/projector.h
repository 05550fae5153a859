/* Turns statements into figures as they come: woken by whoever stored some, and once in a while looking into every
 * space for what another process stored or a crash left behind. */
#ifndef APPS_KAIR_PROJECTOR_H
#define APPS_KAIR_PROJECTOR_H

#include "apps/kair/program.h"

enum {
    PROJECTOR_WAIT_MS = 1000,
    PROJECTOR_ROUND_MS = 30000, /* a look into every space begins no sooner than this after the last one began */
    PROJECTOR_SPACES = 20,      /* of that look, at each turn */
    PROJECTOR_STEPS = 20        /* of one space before the others have their turn */
};

typedef struct {
    Id after; /* the last space of the look that is under way; empty = none is */
    int64_t round_ms;
    bool begun;
} Projector;

/* Waits for statements, up to PROJECTOR_WAIT_MS, and counts them. Faults of one space are logged and do not keep the
 * others from their turn. */
void projector_turn(Ctx *cx, Program *p, StoreThread *stores, Projector *projector);

#endif
