/* Events into rows, in the turn of whoever stores statements or rebuilds: progress, answers, targets, launches.
 * Internal to domains/play. */
#ifndef DOMAINS_PLAY_PLAY_APPLY_H
#define DOMAINS_PLAY_PLAY_APPLY_H

#include "domains/play/play_store.h"

enum { PLAY_LAUNCHES_MAX = 16 }; /* of one batch: those of the same registration whose statements had been kept */

/* The rows in hand during one transaction; each is read at its first use and written by play_apply_end. */
typedef struct {
    PlayCourse *course;
    struct {
        PlayProgress progress;
        bool used;
    } grains[MODULE_GRAINS_MAX];
    PlayLaunchRow launches[PLAY_LAUNCHES_MAX];
    size_t launch_count;
    const int64_t *durations_ms; /* of each part, where a row was forgotten; 0: the film's own. NULL: none was */
} PlayApply;

void play_apply_begin(PlayApply *a, PlayCourse *course);
/* One event that was stored at `stored_ms`. */
Rc play_apply(Ctx *cx, Db *space, PlayApply *a, const PlayEvent *event, int64_t stored_ms) MUST;
Rc play_apply_end(Ctx *cx, Db *space, const PlayApply *a) MUST;

#endif
