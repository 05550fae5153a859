/* How far a learner is in one grain, and how a statement moves it: pure rules, the same at ingest and at a rebuild, so
 * that both come to the same (ARCHITECTURE §7). Knows neither SQL nor JSON. Internal to domains/play. */
#ifndef DOMAINS_PLAY_PLAY_PROGRESS_H
#define DOMAINS_PLAY_PLAY_PROGRESS_H

#include "domains/play/play_event.h"

enum {
    PLAY_COVERAGE_MAX = GRAIN_FILM_MS_MAX / 1000 / 8 + 1, /* bytes */
    PLAY_DONE_PERCENT = 95,                               /* of the film's seconds */
    PLAY_RATE_MAX = 2,                                    /* film seconds watched in a second of the wall */
    PLAY_GRACE_S = 30
};

/* One film in one grain, in one attempt. */
typedef struct {
    Id grain, film;
    int64_t attempt, duration_ms;
    int64_t position_ms, position_said_ms;
    Id position_launch;
    unsigned char *coverage; /* of progress_bytes(duration_ms) bytes */
    int64_t covered_s;
    int64_t tail_start_ms, tail_end_ms;
} PlayProgress;

/* Seconds of a film, the last one perhaps not whole; bytes of its coverage. */
int64_t progress_seconds(int64_t duration_ms);
size_t progress_bytes(int64_t duration_ms);
bool progress_has(const PlayProgress *p, int64_t second);
/* The seconds covered, "0[.]12[,]30[.]45", in the arena; of a film seen in very many pieces the first ones. */
enum { PROGRESS_SPANS_MAX = 8000 };
Rc progress_spans(Ctx *cx, const PlayProgress *p, Str *ret) MUST;
double progress_share(const PlayProgress *p); /* 0–1 */
bool progress_watched(const PlayProgress *p); /* enough of the film for completion */

/* Film seconds that may be newly watched in a launch that began then and has claimed so many. */
int64_t progress_budget(int64_t launched_ms, int64_t now_ms, int64_t claimed_s);

/* Marks the seconds of which half or more was played, at most `budget_s` new ones. Answers how many were new;
 * `*ret_cut`: there were more, beyond the budget or beyond all reason. */
int64_t progress_cover(PlayProgress *p, const PlaySpan *spans, size_t n, int64_t budget_s, bool *ret_cut);

/* Where the film was left, by this event. Within a launch the later time of its own clock wins; between launches, whose
 * clocks differ, what came last. */
void progress_move(PlayProgress *p, const PlayEvent *event);

#endif
