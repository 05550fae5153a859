/* Events into rows, in the turn of whoever stores statements or rebuilds: coverage, answers, targets, what is
 * completed, launches. Internal to domains/play. */
#ifndef DOMAINS_PLAY_PLAY_APPLY_H
#define DOMAINS_PLAY_PLAY_APPLY_H

#include "domains/play/play_fact.h"
#include "domains/play/play_store.h"

/* The rows in hand during one transaction, lists in the arena; each is read at its first use and written by
 * play_apply_end. */
typedef struct PlayApply {
    Id registration;
    struct FilmInHand *films;
    struct GrainInHand *grains;
    struct AttemptInHand *attempts;
    struct LaunchInHand *launches;
    const PlayProgress *kept; /* how long films were taken to be before the rows were forgotten */
    size_t kept_count;
    bool started;             /* something was done for the first time */
    int64_t finished_attempt; /* the last one that was completed; 0: none was */
} PlayApply;

void play_apply_begin(PlayApply *a, const Id *registration);
/* One event that was stored at `stored_ms`. */
Rc play_apply(Ctx *cx, Db *space, PlayApply *a, const PlayFact *fact, int64_t stored_ms) MUST;
Rc play_apply_end(Ctx *cx, Db *space, const PlayApply *a) MUST;

#endif
