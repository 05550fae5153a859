/* For tests: learners who watch and answer by chance, over several days, launches, attempts and versions; and the
 * figures of that history, counted from its stored statements the slow way. */
#ifndef DOMAINS_MEASURE_TEST_HISTORY_H
#define DOMAINS_MEASURE_TEST_HISTORY_H

#include "domains/measure/measure.h"
#include "domains/play/test_play.h"

enum { HISTORY_LAUNCHES_MAX = 60, HISTORY_VERSIONS_MAX = 4, HISTORY_SECONDS = TEST_FILM_MS / 1000 };

typedef struct {
    Launch launch;
    size_t person;
    bool over;                   /* its browser was killed: nothing more comes */
    int64_t end_ms[TEST_GRAINS]; /* where its last report ended */
} HistoryLaunch;

typedef struct {
    TestPlay play;
    HistoryLaunch launches[HISTORY_LAUNCHES_MAX];
    size_t launch_count;
    Id versions[HISTORY_VERSIONS_MAX]; /* of the module, oldest first */
    size_t version_count;
    size_t keys[HISTORY_VERSIONS_MAX]; /* which choice is right in the first question of the first grain */
    Id group;                          /* the first four people */
} History;

/* The module of test_play.h in somebody's hands; nothing was played yet. */
void history_begin(Check *c, TestDatabase *d, History *ret);
void history_end(History *h);
/* `steps` things that may happen. */
void history_go_on(History *h, size_t steps);
/* One launch of this person that is not over. */
HistoryLaunch *history_launch(History *h, size_t person);
/* All that is stored is counted. */
void history_project(History *h);
unsigned history_below(History *h, unsigned n);

/* Figures of one grain: by second, of its two questions, of its target. */
typedef struct {
    int64_t presence[HISTORY_SECONDS], rewatch[HISTORY_SECONDS], viewers, started;
    int64_t watched_ms[TEST_PEOPLE]; /* of each person, in all grains */
    int64_t answered[2], right[2], chosen[2][3], latency_ms[2];
    int64_t shown, opened, dwelt, dwell_ms; /* dwelt: how many closed it */
} SlowFigures;
/* Of the statements of this filter, whose group and distribution are the history's or none. */
void history_slow(History *h, const MeasureFilter *filter, size_t grain, SlowFigures *ret);

#endif
