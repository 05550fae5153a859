/* What a worker is told of a step: parameters, files, limits. The parameters are part of the step's key, so equal keys
 * mean equal bytes. Pure: no database. */
#ifndef DOMAINS_MEDIA_STEP_SPEC_H
#define DOMAINS_MEDIA_STEP_SPEC_H

#include "domains/media/graph.h"
#include "kernel/crypt/crypt.h"

typedef struct {
    Str sha256;
    int64_t size;
} StepInput;

typedef struct {
    const MediaPlan *plan;
    MediaStepKind kind;
    int64_t part;
} StepOf;

/* SHA-256 of source, step, version and parameters. */
Rc step_key(Ctx *cx, const StepOf *step, Sha256 *ret) MUST;

/* What a child may use, from what the probe found. */
typedef struct {
    int64_t memory_mb, cpu_s, output_mb;
} StepLimits;
StepLimits step_limits(const StepOf *step, const StepInput *inputs, size_t input_count);

/* The whole payload (see apps/step): appended to `out`. */
Rc step_spec(Ctx *cx, const StepOf *step, const Id *media, const StepInput *inputs, size_t input_count, Buf *out) MUST;

/* Whether the step may hand in a file of this name. */
bool step_output_allowed(const StepOf *step, Str name);

#endif
