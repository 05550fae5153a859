/* The step `encode`: one part of a film as one or more rungs, from one decoding; with the first part the poster. How
 * parts join: kernel/av/av_timeline.h. */
#ifndef APPS_STEP_ENCODE_H
#define APPS_STEP_ENCODE_H

#include "apps/step/step.h"

Rc encode_run(Ctx *cx, Step *s) MUST;

#endif
