/* The table of kinds. */
#include "apps/worker/kinds.h"

const Kind worker_kinds[] = {
    {"mail.send", mail_job},
    {0},
};
