/* The step `finalise`: init segment and parts in, one track file with its index out. */
#ifndef APPS_STEP_FINALISE_H
#define APPS_STEP_FINALISE_H

#include "apps/step/step.h"

Rc finalise_run(Ctx *cx, Step *s) MUST;

#endif
