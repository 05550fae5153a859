/* How often each second of a film was played, one byte a second: pure arithmetic, the same when statements come in and
 * when they are read again. What `progressed` tells is exact and is counted; what other statements tell may be told
 * again by the next `progressed`, so it only marks a second as seen until then. Internal to domains/measure. */
#ifndef DOMAINS_MEASURE_MEASURE_VIEWS_H
#define DOMAINS_MEASURE_MEASURE_VIEWS_H

#include "domains/play/play_reader.h"

enum {
    VIEWS_SEEN = 0x80, /* played once, not counted yet */
    VIEWS_MAX = 0x7f,
    VIEWS_ROOM = GRAIN_FILM_MS_MAX / 1000
};

/* `n`: up to the last second that was played. */
typedef struct {
    unsigned char at[VIEWS_ROOM];
    size_t n;
} Views;

/* The second in which the last stretch ended, unless it ended between two: what goes on from there is one stretch with
 * it. `counted`: half of it was played already. */
typedef struct {
    int64_t start_ms, end_ms;
    bool counted;
} ViewsTail;

int64_t views_seconds(int64_t film_ms); /* the last one perhaps shorter */
int64_t views_plays(unsigned char second);
/* `from` as it is stored; what is too long is cut off. */
void views_load(Views *v, Str from);

/* Adds stretches in the order in which they were played. A second is played when half of it or more is, in one stretch.
 * At most `budget_ms` of film are taken; `*ret_cut`: there was more, or more than can be told in one statement. Answers
 * how much was taken: film time to the millisecond, whatever the seconds say. */
typedef struct {
    const PlaySpan *spans;
    size_t span_count;
    int64_t film_ms; /* 0: not known */
    bool exact;
    int64_t budget_ms;
} ViewsClaim;
int64_t views_add(Views *v, ViewsTail *tail, const ViewsClaim *claim, bool *ret_cut);

#endif
