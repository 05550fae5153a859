/* The queue's figures for /metrics. */
#include "apps/kair/queue_gauges.h"

#include "kernel/queue/queue.h"

Rc queue_gauges_refresh(Ctx *cx, QueueGauges *g, Db *platform, int64_t leases_lost_since)
{
    QueueDepth *depths;
    size_t n;
    TRY(queue_depth(cx, platform, &depths, &n));
    pthread_mutex_lock(&g->lock);
    g->leases_lost += leases_lost_since;
    g->n = n < QUEUE_GAUGES_MAX ? n : QUEUE_GAUGES_MAX;
    for (size_t i = 0; i < g->n; i++) {
        const QueueDepth *d = &depths[i];
        g->rows[i] = (QueueGauge){
            .waiting = d->waiting, .leased = d->leased, .failed = d->failed, .oldest_waiting_ms = d->oldest_waiting_ms};
        snprintf(g->rows[i].kind, QUEUE_KIND_MAX, "%.*s", STR_ARG(d->kind));
    }
    pthread_mutex_unlock(&g->lock);
    return OK;
}

void queue_gauges_collect(Ctx *cx, MetricsWriter *w, void *gauges)
{
    QueueGauges *g = gauges;
    QueueGauge *rows = arena_array(cx->arena, QUEUE_GAUGES_MAX, sizeof *rows); /* labels are kept until written */
    if (!rows)
        return;
    pthread_mutex_lock(&g->lock);
    size_t n = g->n;
    int64_t lost = g->leases_lost;
    memcpy(rows, g->rows, n * sizeof *rows);
    pthread_mutex_unlock(&g->lock);
    for (size_t i = 0; i < n; i++) {
        Str kind = str_of(rows[i].kind);
        metrics_sample(w, METRIC_JOBS_WAITING, kind, (double)rows[i].waiting);
        metrics_sample(w, METRIC_JOBS_LEASED, kind, (double)rows[i].leased);
        metrics_sample(w, METRIC_JOBS_FAILED, kind, (double)rows[i].failed);
        metrics_sample(w, METRIC_JOB_OLDEST_WAITING, kind, (double)rows[i].oldest_waiting_ms / 1000);
    }
    metrics_sample(w, METRIC_JOB_LEASES_LOST, (Str){0}, (double)lost);
}
