/* What /metrics says of the audit queue and the password gate of this process. */
#ifndef APPS_KAIR_LOAD_GAUGES_H
#define APPS_KAIR_LOAD_GAUGES_H

#include "kernel/metrics/metrics.h"

void load_gauges_collect(Ctx *cx, MetricsWriter *w, void *program); /* a MetricsCollect; `program`: the Program */

#endif
