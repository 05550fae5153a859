/* First answers of learners, summed: what the figures of a question are made of. Internal to domains/measure. */
#ifndef DOMAINS_MEASURE_MEASURE_TALLY_H
#define DOMAINS_MEASURE_MEASURE_TALLY_H

#include "domains/measure/measure_scope.h"

/* Of one module version. */
typedef struct {
    int64_t number, answered, right;
    bool asked; /* it has the question */
    bool same;  /* and asks what the newest does */
} TallyVersion;

typedef struct {
    const GrainQuiz *quiz;
    const GrainQuestion *question; /* as the newest version has it */
    int64_t number;
    size_t order; /* within its quiz, where that is newest */
    int64_t answered, right;
    int64_t *masks;                                    /* how often each set of choices was given: bit i = choice i */
    int64_t *latencies;                                /* `answered` of them */
    double sum_rest, sum_rest_squared, sum_rest_right; /* points in other questions: of all, of who was right here */
    TallyVersion *versions;                            /* as the scope's */
} Tally;

/* Of every question that the grain has in some version of the filter, in order of time. */
Rc measure_tally(Ctx *cx, Db *space, const MeasureScope *scope, const Id *grain, Tally **ret, size_t *ret_n) MUST;

#endif
