/* Metrics of one process, in the Prometheus text format 0.0.4. Counting never locks and never fails; reading is by
 * GET /metrics on its own listener. One prefix, base units, _total for counters (OPERATIONS §7). Labels are patterns of
 * routes and kinds of jobs, never identities. Knows routes by number only. */
#ifndef KERNEL_METRICS_METRICS_H
#define KERNEL_METRICS_METRICS_H

#include "base/ctx.h"

typedef enum {
    METRIC_BUILD_INFO,
    METRIC_PROCESS_START,
    METRIC_PROCESS_CPU,
    METRIC_PROCESS_MEMORY,
    METRIC_PROCESS_DESCRIPTORS,
    METRIC_HTTP_UNROUTED,
    METRIC_HTTP_IN_FLIGHT,
    METRIC_PASSWORD_HASHES,
    METRIC_PASSWORD_WAITING,
    METRIC_JOBS_WAITING,
    METRIC_JOBS_LEASED,
    METRIC_JOBS_FAILED,
    METRIC_JOB_OLDEST_WAITING,
    METRIC_JOB_LEASES_LOST,
    METRIC_AUDIT_PENDING,
    METRIC_AUDIT_DROPPED,
    METRIC_COUNT
} Metric;

typedef enum { METRIC_COUNTER, METRIC_GAUGE } MetricType;

typedef struct {
    const char *name; /* whole: "kair_jobs_waiting" */
    MetricType type;
    const char *unit;  /* "seconds", "bytes", "ratio"; "" for things counted */
    const char *label; /* the one label of its series, or NULL: then there is one series */
    const char *help;
} MetricRow;
extern const MetricRow metric_rows[METRIC_COUNT];

/* How a route is called in the labels. */
typedef struct {
    const char *method, *pattern; /* "GET", "/api/v1/groups/{group_id}" */
} MetricRoute;

typedef struct Metrics Metrics;

/* Copies the array and keeps the texts it points to. */
Rc metrics_new(const MetricRoute *routes, size_t count, Metrics **ret) MUST;
void metrics_free(Metrics *m);

/* Every function below accepts a NULL `m` and does nothing: tests that do not look need none. */

/* One request answered: number of its route, status, time it took. */
void metrics_route(Metrics *m, size_t route, int status, int64_t micros);

/* Adds to a counter, or moves a gauge up or down. For rows without a label. */
void metrics_add(Metrics *m, Metric metric, int64_t by);

/* Values that are asked for when someone looks: the collector calls metrics_sample for the rows it knows. At most
 * METRICS_COLLECTORS of them, all added before the first read. ERR_LIMIT. */
typedef struct MetricsWriter MetricsWriter;
typedef void (*MetricsCollect)(Ctx *cx, MetricsWriter *w, void *arg);
enum { METRICS_COLLECTORS = 8, METRICS_SAMPLES = 512 };
Rc metrics_collect(Metrics *m, MetricsCollect collect, void *arg) MUST;

/* One value; `label` is {NULL,0} for a row without a label. Kept, not copied, until the text is written. */
void metrics_sample(MetricsWriter *w, Metric metric, Str label, double value);

/* Processor time, memory, descriptors and start of this process, from /proc. `arg` is not used. */
void metrics_process(Ctx *cx, MetricsWriter *w, void *arg);

#define METRICS_CONTENT_TYPE "text/plain; version=0.0.4; charset=utf-8"
Rc metrics_write(Ctx *cx, Metrics *m, Buf *out) MUST;

#endif
