/* How one learner of a population is shown, and in which order they come. Internal to domains/measure. */
#ifndef DOMAINS_MEASURE_MEASURE_LEARNER_ROW_H
#define DOMAINS_MEASURE_MEASURE_LEARNER_ROW_H

#include "domains/measure/measure_population.h"

Rc measure_learner_show(Ctx *cx, const MeasureOne *one, MeasureLearner *ret) MUST;

/* Those of the filter that match, sorted; `skip` and `limit` are the caller's. */
Rc measure_learners_sorted(Ctx *cx, const MeasurePopulation *all, const MeasureLearnerQuery *query,
                           const MeasureOne ***ret, size_t *ret_n) MUST;

/* One row of an answer as it is shown, by its version's document. */
Rc measure_answer_show(Ctx *cx, const MeasureScope *scope, const MeasureDocument *document,
                       const MeasureAnswerRead *row, MeasureAnswer *ret) MUST;

#endif
