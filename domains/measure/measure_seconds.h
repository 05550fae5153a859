/* The days of all learners in one film, second by second. Rows come in order of registration; all days of one learner
 * are one. Internal to domains/measure. */
#ifndef DOMAINS_MEASURE_MEASURE_SECONDS_H
#define DOMAINS_MEASURE_MEASURE_SECONDS_H

#include "domains/measure/measure_scope.h"
#include "domains/measure/measure_views.h"

typedef struct {
    int64_t presence, rewatch, again; /* learners, plays beyond the first, learners with such */
} MeasureSecond;

typedef struct {
    Id film;
    int64_t film_ms, seconds;
    MeasureSecond *at;         /* of each second */
    int64_t learners, viewers; /* with a row at all; with a second played */
    int64_t finished;          /* who played MEASURE_WHOLE_PERCENT of the seconds */
    int64_t covered;           /* seconds played at least once, of all learners */
    Id current;
    int64_t *plays; /* of the current learner */
} MeasureFilm;

enum { MEASURE_WHOLE_PERCENT = 95 };

/* The film's length is asked of media; one that is not known has as many seconds as were played. */
Rc measure_seconds_of(Ctx *cx, Db *space, const MeasureScope *scope, const MeasureScopeGrain *grain,
                      MeasureFilm *ret) MUST;

#endif
