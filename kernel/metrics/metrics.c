/* Counters and histograms as relaxed atomics, and the text they become. */
#include "kernel/metrics/metrics.h"

#include "base/mem.h"

#include <inttypes.h>
#include <stdalign.h>
#include <stdatomic.h>

enum { CLASSES = 6, BUCKETS = 11, CACHE_LINE = 64 };

/* Upper bounds of the duration histogram, in microseconds, and as they are written. Above the last: +Inf. */
static const struct {
    int64_t micros;
    const char *seconds;
} bounds[BUCKETS] = {
    {1000, "0.001"},  {5000, "0.005"}, {10000, "0.01"}, {25000, "0.025"}, {50000, "0.05"},  {100000, "0.1"},
    {250000, "0.25"}, {500000, "0.5"}, {1000000, "1"},  {2500000, "2.5"}, {10000000, "10"},
};

typedef struct {
    alignas(CACHE_LINE) _Atomic int64_t by_class[CLASSES]; /* index = status / 100; 0 = no sensible status */
    _Atomic int64_t buckets[BUCKETS + 1];                  /* not cumulative; the last is +Inf */
    _Atomic int64_t micros;
} RouteCount;

typedef struct {
    MetricsCollect collect;
    void *arg;
} Collector;

struct Metrics {
    _Atomic int64_t values[METRIC_COUNT];
    _Atomic uint64_t touched; /* bit by Metric: has a value of its own */
    Collector collectors[METRICS_COLLECTORS];
    size_t collector_count;
    size_t route_count;
    MetricRoute *routes;
    RouteCount *counts;
    void *counts_block; /* what mem_get gave; counts is aligned inside */
};
_Static_assert(METRIC_COUNT <= 64, "the bits of `touched`");

typedef struct {
    Metric metric;
    Str label;
    double value;
} Sample;

struct MetricsWriter {
    Sample *samples;
    size_t n;
    Rc rc;
};

Rc metrics_new(const MetricRoute *routes, size_t count, Metrics **ret)
{
    Metrics *m = mem_get(sizeof *m);
    if (!m)
        return ERR_NOMEM;
    m->route_count = count;
    m->routes = mem_array(count + 1, sizeof *m->routes);
    m->counts_block = mem_array(count + 1, sizeof *m->counts);
    if (!m->routes || !m->counts_block) {
        metrics_free(m);
        return ERR_NOMEM;
    }
    uintptr_t at = (uintptr_t)m->counts_block;
    m->counts = (RouteCount *)((at + CACHE_LINE - 1) / CACHE_LINE * CACHE_LINE); /* the spare element pays for it */
    if (count)
        memcpy(m->routes, routes, count * sizeof *routes);
    *ret = m;
    return OK;
}

void metrics_free(Metrics *m)
{
    if (!m)
        return;
    mem_free(m->counts_block);
    mem_free(m->routes);
    mem_free(m);
}

static void add(_Atomic int64_t *at, int64_t by)
{
    atomic_fetch_add_explicit(at, by, memory_order_relaxed);
}

static int64_t get(_Atomic int64_t *at)
{
    return atomic_load_explicit(at, memory_order_relaxed);
}

void metrics_route(Metrics *m, size_t route, int status, int64_t micros)
{
    if (!m || route >= m->route_count)
        return;
    RouteCount *c = &m->counts[route];
    size_t bucket = 0;
    while (bucket < BUCKETS && micros > bounds[bucket].micros)
        bucket++;
    add(&c->by_class[status >= 100 && status < 600 ? status / 100 : 0], 1);
    add(&c->buckets[bucket], 1);
    add(&c->micros, micros);
}

void metrics_add(Metrics *m, Metric metric, int64_t by)
{
    if (!m)
        return;
    add(&m->values[metric], by);
    atomic_fetch_or_explicit(&m->touched, UINT64_C(1) << metric, memory_order_relaxed);
}

Rc metrics_collect(Metrics *m, MetricsCollect collect, void *arg)
{
    if (!m)
        return OK;
    if (m->collector_count == METRICS_COLLECTORS)
        return ERR_LIMIT;
    m->collectors[m->collector_count++] = (Collector){collect, arg};
    return OK;
}

void metrics_sample(MetricsWriter *w, Metric metric, Str label, double value)
{
    if (w->n == METRICS_SAMPLES)
        w->rc = ERR_LIMIT;
    else
        w->samples[w->n++] = (Sample){metric, label, value};
}

static void write_label(Buf *out, Str value)
{
    buf_byte(out, '"');
    for (size_t i = 0; i < value.n; i++) {
        char c = value.at[i];
        if (c == '\n') {
            buf_put(out, STR("\\n"));
            continue;
        }
        if (c == '"' || c == '\\')
            buf_byte(out, '\\');
        buf_byte(out, c);
    }
    buf_byte(out, '"');
}

static void write_head(Buf *out, const char *name, const char *type, const char *help)
{
    buf_format(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void write_sample(Buf *out, const MetricRow *row, Str label, double value)
{
    buf_put(out, str_of(row->name));
    if (row->label) {
        buf_format(out, "{%s=", row->label);
        write_label(out, label);
        buf_byte(out, '}');
    }
    buf_format(out, " %.15g\n", value);
}

/* One metric: its own value, or what collectors said. Nothing at all when neither has spoken. */
static void write_metric(Buf *out, Metrics *m, const MetricsWriter *w, Metric metric)
{
    const MetricRow *row = &metric_rows[metric];
    bool own = atomic_load(&m->touched) >> metric & 1, headed = false;
    for (size_t i = 0; i < w->n; i++) {
        if (w->samples[i].metric != metric)
            continue;
        if (!headed)
            write_head(out, row->name, row->type == METRIC_COUNTER ? "counter" : "gauge", row->help);
        headed = true;
        write_sample(out, row, w->samples[i].label, w->samples[i].value);
    }
    if (!own || headed)
        return;
    write_head(out, row->name, row->type == METRIC_COUNTER ? "counter" : "gauge", row->help);
    write_sample(out, row, (Str){0}, (double)get(&m->values[metric]));
}

static void write_route_labels(Buf *out, const MetricRoute *r)
{
    buf_format(out, "{method=\"%s\",route=", r->method);
    write_label(out, str_of(r->pattern));
}

static void write_requests(Buf *out, Metrics *m)
{
    write_head(out, "kair_http_requests_total", "counter", "Requests answered, by route and class of status.");
    for (size_t i = 0; i < m->route_count; i++)
        for (size_t k = 0; k < CLASSES; k++) {
            int64_t n = get(&m->counts[i].by_class[k]);
            if (n == 0)
                continue;
            buf_put(out, STR("kair_http_requests_total"));
            write_route_labels(out, &m->routes[i]);
            buf_format(out, ",status=\"%zuxx\"} %" PRId64 "\n", k, n);
        }
}

static void write_duration(Buf *out, RouteCount *c, const MetricRoute *r)
{
    static const char name[] = "kair_http_request_duration_seconds";
    int64_t counts[BUCKETS + 1], total = 0, micros = get(&c->micros);
    for (size_t b = 0; b <= BUCKETS; b++)
        total += counts[b] = get(&c->buckets[b]);
    if (total == 0) /* a route nobody asked for has no series */
        return;
    int64_t so_far = 0;
    for (size_t b = 0; b <= BUCKETS; b++) {
        so_far += counts[b];
        buf_format(out, "%s_bucket", name);
        write_route_labels(out, r);
        buf_format(out, ",le=\"%s\"} %" PRId64 "\n", b < BUCKETS ? bounds[b].seconds : "+Inf", so_far);
    }
    buf_format(out, "%s_sum", name);
    write_route_labels(out, r);
    buf_format(out, "} %" PRId64 ".%06" PRId64 "\n%s_count", micros / 1000000, micros % 1000000, name);
    write_route_labels(out, r);
    buf_format(out, "} %" PRId64 "\n", total);
}

Rc metrics_write(Ctx *cx, Metrics *m, Buf *out)
{
    if (!m)
        return OK;
    MetricsWriter w = {.samples = arena_array(cx->arena, METRICS_SAMPLES, sizeof(Sample))};
    if (!w.samples)
        return ERR_NOMEM;
    for (size_t i = 0; i < m->collector_count; i++)
        m->collectors[i].collect(cx, &w, m->collectors[i].arg);
    TRY(w.rc);
    for (int metric = 0; metric < METRIC_COUNT; metric++)
        write_metric(out, m, &w, (Metric)metric);
    write_requests(out, m);
    write_head(out, "kair_http_request_duration_seconds", "histogram", "Time from request to reply, by route.");
    for (size_t i = 0; i < m->route_count; i++)
        write_duration(out, &m->counts[i], &m->routes[i]);
    return out->rc;
}
