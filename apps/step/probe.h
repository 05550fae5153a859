/* The step `probe`: what an uploaded film is, and whether something can be made of it. No output file. */
#ifndef APPS_STEP_PROBE_H
#define APPS_STEP_PROBE_H

#include "apps/step/step.h"

Rc probe_run(Ctx *cx, Step *s) MUST;

#endif
