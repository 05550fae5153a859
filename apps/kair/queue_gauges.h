/* What /metrics says of the queue: a copy that the background thread refreshes, so that looking costs no database. */
#ifndef APPS_KAIR_QUEUE_GAUGES_H
#define APPS_KAIR_QUEUE_GAUGES_H

#include "kernel/metrics/metrics.h"
#include "kernel/store/db.h"

#include <pthread.h>

enum { QUEUE_GAUGES_MAX = 16, QUEUE_KIND_MAX = 40 };

typedef struct {
    char kind[QUEUE_KIND_MAX];
    int64_t waiting, leased, failed, oldest_waiting_ms;
} QueueGauge;

typedef struct {
    pthread_mutex_t lock;
    QueueGauge rows[QUEUE_GAUGES_MAX];
    size_t n;
    int64_t leases_lost;
} QueueGauges;

Rc queue_gauges_refresh(Ctx *cx, QueueGauges *g, Db *platform, int64_t leases_lost_since) MUST;
void queue_gauges_collect(Ctx *cx, MetricsWriter *w, void *gauges); /* a MetricsCollect */

#endif
