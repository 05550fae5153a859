/* What one statement changes in the rows. Internal to domains/measure. */
#ifndef DOMAINS_MEASURE_MEASURE_APPLY_H
#define DOMAINS_MEASURE_MEASURE_APPLY_H

#include "domains/measure/measure_store.h"

/* The rows in hand during one transaction: attempts and modules that were touched are written at its end. */
typedef struct MeasureApply MeasureApply;
Rc measure_apply_new(Ctx *cx, MeasureApply **ret) MUST;
Rc measure_apply(Ctx *cx, Db *space, MeasureApply *a, const PlayReading *reading, int64_t stored_ms) MUST;
Rc measure_apply_end(Ctx *cx, Db *space, MeasureApply *a) MUST;

/* What play says of an attempt today, written down. ERR_MISSING: no such registration. */
Rc measure_apply_attempt(Ctx *cx, Db *space, const Id *registration, int64_t attempt) MUST;

#endif
