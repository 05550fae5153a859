/* The table of kinds. */
#include "apps/worker/kinds.h"

const Kind worker_kinds[] = {
    {"mail.send", LANE_LIGHT, mail_job},
    {"media.step", LANE_HEAVY, media_job},
    {0},
};
