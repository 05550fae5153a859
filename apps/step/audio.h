/* The step `audio`: the sound of a whole film as one AAC track, brought to the loudness all films have. One run for the
 * whole film, because encoders that begin anew are heard; its files come in parts like those of pictures, so that they
 * can be fetched as pieces. */
#ifndef APPS_STEP_AUDIO_H
#define APPS_STEP_AUDIO_H

#include "apps/step/step.h"

Rc audio_run(Ctx *cx, Step *s) MUST;

#endif
