/* The learners of a filter with what is known of each: the one place that says who is enrolled, started and finished.
 * Internal to domains/measure. */
#ifndef DOMAINS_MEASURE_MEASURE_POPULATION_H
#define DOMAINS_MEASURE_MEASURE_POPULATION_H

#include "domains/measure/measure_scope.h"

typedef struct {
    MeasureLearnerRow row;                 /* texts only with `names` */
    bool in;                               /* of the filter */
    bool started;                          /* something of theirs is in the filter */
    int64_t watched_ms, first_ms, last_ms; /* in the filter */
    int64_t attempts;
    int state;            /* LearningState of the furthest attempt */
    int64_t progress_ppm; /* of the present attempt */
    int64_t finished_ms;  /* of the first attempt that was completed; 0 = none */
    bool finished;        /* and that is in the filter */
    bool has_score, has_success, success;
    int64_t score_percent; /* of the best completed attempt */
} MeasureOne;

typedef struct {
    MeasureOne *at; /* in order of registration, those outside of the filter too */
    size_t n;
} MeasurePopulation;

Rc measure_population(Ctx *cx, Db *space, const MeasureScope *scope, bool names, MeasurePopulation *ret) MUST;
void measure_count(const MeasureScope *scope, const MeasurePopulation *all, MeasureCounts *ret);

/* A percentage as the product shows them: whole, rounded down. */
int64_t measure_percent(int64_t part, int64_t whole);

#endif
