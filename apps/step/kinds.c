/* The table of steps. */
#include "apps/step/audio.h"
#include "apps/step/encode.h"
#include "apps/step/finalise.h"
#include "apps/step/pictures.h"
#include "apps/step/probe.h"

const StepKind step_kinds[] = {
    {"probe", STEP_AV, probe_run, NULL},
    {"encode", STEP_AV, encode_run, NULL},
    {"audio", STEP_AV, audio_run, NULL},
    {"finalise", STEP_AV, finalise_run, NULL},
    {"image", STEP_DOC, image_run, pictures_prepare},
    {"pages", STEP_DOC, pages_run, pictures_prepare},
    {0},
};
