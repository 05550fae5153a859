/* The part of a spec that every step has: which step, over which inputs, within which limits. */
#ifndef APPS_STEP_SPEC_H
#define APPS_STEP_SPEC_H

#include "apps/step/resource_limits.h"
#include "apps/step/step.h"

typedef struct {
    Str step;
    ListOf(StepInput) inputs;
    bool has_limits;
    StepLimits limits;
} StepSpec;

/* Reads the descriptor to its end and decodes. ERR_INVALID, ERR_LIMIT past STEP_SPEC_MAX, ERR_IO. */
Rc spec_read(Ctx *cx, int fd, Str *ret_json, StepSpec *ret) MUST;

#endif
