/* What the steps over films share: opening one, and saying why it cannot be used. */
#ifndef APPS_STEP_FILM_H
#define APPS_STEP_FILM_H

#include "apps/step/step.h"
#include "kernel/av/av_input.h"

/* Over the step's input; freed with av_input_close. */
Rc film_open(Ctx *cx, Step *s, AvInput **ret) MUST;

/* Every step over a film ends with it: what kernel/av refused becomes the step's refusal, other outcomes go to the log
 * with their cause. Answers `rc`. */
Rc film_end(Ctx *cx, Step *s, Rc rc) MUST;

#endif
