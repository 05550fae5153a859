/* The text, byte for byte, and a reader as strict as the format (exposition format 0.0.4). */
#include "base/fault.h"
#include "kernel/metrics/metrics.h"
#include "tests/check.h"

#include <ctype.h>
#include <pthread.h>

static const MetricRoute routes[] = {{"GET", "/api/v1/groups/{group_id}"}, {"POST", "/a\"b\\c\nd"}, {"GET", "/idle"}};

static Metrics *new_metrics(void)
{
    Metrics *m = NULL;
    if (metrics_new(routes, 3, &m) != OK)
        abort();
    return m;
}

static Str text_of(Check *c, Metrics *m)
{
    Buf b;
    buf_init(&b, check_ctx(c)->arena, 1 << 20);
    CHECK(c, metrics_write(check_ctx(c), m, &b) == OK);
    return buf_str(&b);
}

static void queue_collector(Ctx *cx, MetricsWriter *w, void *arg)
{
    (void)cx;
    metrics_sample(w, METRIC_JOBS_WAITING, STR("mail.send"), 12);
    metrics_sample(w, METRIC_JOBS_WAITING, STR("odd\"kind"), 0);
    metrics_sample(w, METRIC_JOB_OLDEST_WAITING, STR("mail.send"), *(const double *)arg);
}

static void golden(Check *c)
{
    static const char expected[] =
        "# HELP kair_http_unrouted_requests_total Requests for a path or method that no route has.\n"
        "# TYPE kair_http_unrouted_requests_total counter\n"
        "kair_http_unrouted_requests_total 3\n"
        "# HELP kair_jobs_waiting Jobs that wait for a worker.\n"
        "# TYPE kair_jobs_waiting gauge\n"
        "kair_jobs_waiting{kind=\"mail.send\"} 12\n"
        "kair_jobs_waiting{kind=\"odd\\\"kind\"} 0\n"
        "# HELP kair_job_oldest_waiting_seconds Age of the oldest due job that waits.\n"
        "# TYPE kair_job_oldest_waiting_seconds gauge\n"
        "kair_job_oldest_waiting_seconds{kind=\"mail.send\"} 0.25\n"
        "# HELP kair_http_requests_total Requests answered, by route and class of status.\n"
        "# TYPE kair_http_requests_total counter\n"
        "kair_http_requests_total{method=\"GET\",route=\"/api/v1/groups/{group_id}\",status=\"2xx\"} 2\n"
        "kair_http_requests_total{method=\"GET\",route=\"/api/v1/groups/{group_id}\",status=\"4xx\"} 1\n"
        "kair_http_requests_total{method=\"POST\",route=\"/a\\\"b\\\\c\\nd\",status=\"5xx\"} 1\n"
        "# HELP kair_http_request_duration_seconds Time from request to reply, by route.\n"
        "# TYPE kair_http_request_duration_seconds histogram\n";
    double oldest = 0.25;
    Metrics *m = new_metrics();
    REQUIRE(c, metrics_collect(m, queue_collector, &oldest) == OK);
    metrics_add(m, METRIC_HTTP_UNROUTED, 2);
    metrics_add(m, METRIC_HTTP_UNROUTED, 1);
    metrics_route(m, 0, 200, 1000);
    metrics_route(m, 0, 204, 1001);
    metrics_route(m, 0, 404, 20000000);
    metrics_route(m, 1, 503, 1);
    metrics_route(m, 3, 200, 1); /* no such route: ignored */
    Str text = text_of(c, m);
    CHECK(c, str_starts(text, str_of(expected)));
    Str rest = {text.at + sizeof expected - 1, text.n - (sizeof expected - 1)};
    static const char histogram[] =
        "kair_http_request_duration_seconds_bucket{method=\"GET\",route=\"/api/v1/groups/{group_id}\",le=\"0.001\"} 1\n"
        "kair_http_request_duration_seconds_bucket{method=\"GET\",route=\"/api/v1/groups/{group_id}\",le=\"0.005\"} "
        "2\n";
    static const char ending[] =
        "kair_http_request_duration_seconds_bucket{method=\"GET\",route=\"/api/v1/groups/{group_id}\",le=\"10\"} 2\n"
        "kair_http_request_duration_seconds_bucket{method=\"GET\",route=\"/api/v1/groups/{group_id}\",le=\"+Inf\"} 3\n"
        "kair_http_request_duration_seconds_sum{method=\"GET\",route=\"/api/v1/groups/{group_id}\"} 20.002001\n"
        "kair_http_request_duration_seconds_count{method=\"GET\",route=\"/api/v1/groups/{group_id}\"} 3\n";
    CHECK(c, str_starts(rest, str_of(histogram)));
    CHECK(c, strstr(rest.at, ending) != NULL);
    CHECK(c, strstr(rest.at, "/idle") == NULL);
    metrics_free(m);
}

static size_t word(Str line, size_t i)
{
    while (i < line.n && (islower((unsigned char)line.at[i]) || line.at[i] == '_'))
        i++;
    return i;
}

/* Behind label="escaped", from its first letter on; 0 when it is not one. */
static size_t label(Str line, size_t i)
{
    size_t name = i;
    i = word(line, i);
    if (i == name || i + 1 >= line.n || line.at[i] != '=' || line.at[i + 1] != '"')
        return 0;
    for (i += 2; i < line.n && line.at[i] != '"'; i++)
        i += line.at[i] == '\\';
    return i < line.n ? i + 1 : 0;
}

/* name ['{' label {',' label} '}'] ' ' number */
static bool sample_line(Str line)
{
    size_t i = word(line, 0);
    char *end = NULL;
    if (i > 0 && i < line.n && line.at[i] == '{') {
        do
            i = label(line, i + 1);
        while (i && i < line.n && line.at[i] == ',');
        if (!i || i >= line.n || line.at[i++] != '}')
            return false;
    }
    if (i == 0 || i >= line.n || line.at[i] != ' ')
        return false;
    strtod(line.at + i + 1, &end);
    return end == line.at + line.n && end > line.at + i + 1;
}

static void text_is_readable(Check *c)
{
    double oldest = 1e9;
    Metrics *m = new_metrics();
    REQUIRE(c, metrics_collect(m, queue_collector, &oldest) == OK && metrics_collect(m, metrics_process, NULL) == OK);
    for (int metric = 0; metric < METRIC_COUNT; metric++)
        if (!metric_rows[metric].label)
            metrics_add(m, (Metric)metric, metric);
    for (int status = 0; status <= 700; status += 50)
        metrics_route(m, (size_t)status / 50 % 3, status, status * 1000);
    Str rest = text_of(c, m), line;
    CHECK(c, strstr(rest.at, "kair_build_info{version=\"" KAIR_VERSION "\"} 1\n") != NULL);
    CHECK(c, strstr(rest.at, "\nkair_process_resident_memory_bytes ") != NULL);
    CHECK(c, strstr(rest.at, "\nkair_process_open_fds ") != NULL);
    size_t samples = 0;
    while (str_cut(&rest, '\n', &line) && rest.at) {
        bool head = str_starts(line, STR("# HELP kair_")) || str_starts(line, STR("# TYPE kair_"));
        samples += !head;
        if (!CHECK(c, head || sample_line(line)))
            check_say(c, "%.*s", STR_ARG(line));
    }
    CHECK(c, samples > 60);
    metrics_free(m);
}

static bool ends(const char *name, const char *with)
{
    size_t n = strlen(name), k = strlen(with);
    return n >= k && strcmp(name + n - k, with) == 0;
}

static void names_follow_the_rule(Check *c)
{
    for (int i = 0; i < METRIC_COUNT; i++) {
        const MetricRow *row = &metric_rows[i];
        char unit[32];
        snprintf(unit, sizeof unit, "_%s%s", row->unit, row->type == METRIC_COUNTER && *row->unit ? "_total" : "");
        CHECK(c, strncmp(row->name, "kair_", 5) == 0);
        CHECK(c, ends(row->name, "_total") == (row->type == METRIC_COUNTER));
        CHECK(c, *row->unit == 0 || ends(row->name, unit));
        CHECK(c, ends(row->help, "."));
        for (int k = 0; k < i; k++)
            CHECK(c, strcmp(metric_rows[k].name, row->name) != 0);
    }
}

static void *count_many(void *arg)
{
    for (int i = 0; i < 10000; i++) {
        metrics_route(arg, 0, 200, 3);
        metrics_add(arg, METRIC_HTTP_IN_FLIGHT, i % 2 ? -1 : 1);
    }
    return NULL;
}

static void threads_lose_nothing(Check *c)
{
    Metrics *m = new_metrics();
    pthread_t threads[4];
    for (int i = 0; i < 4; i++)
        REQUIRE(c, pthread_create(&threads[i], NULL, count_many, m) == 0);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    Str text = text_of(c, m);
    CHECK(c, strstr(text.at, "status=\"2xx\"} 40000\n") != NULL);
    CHECK(c, strstr(text.at, "}\",le=\"+Inf\"} 40000\n") || strstr(text.at, ",le=\"+Inf\"} 40000\n"));
    CHECK(c, strstr(text.at, "_sum{method=\"GET\",route=\"/api/v1/groups/{group_id}\"} 0.120000\n") != NULL);
    CHECK(c, strstr(text.at, "kair_http_requests_in_flight 0\n") != NULL);
    metrics_free(m);
}

static void too_many(Ctx *cx, MetricsWriter *w, void *arg)
{
    (void)cx;
    for (int i = 0; i < *(const int *)arg; i++)
        metrics_sample(w, METRIC_JOBS_LEASED, STR("k"), 1);
}

static void limits(Check *c)
{
    Metrics *m = new_metrics();
    Buf b;
    int n = METRICS_SAMPLES;
    buf_init(&b, check_ctx(c)->arena, 1 << 20);
    REQUIRE(c, metrics_collect(m, too_many, &n) == OK);
    CHECK_INT(c, metrics_write(check_ctx(c), m, &b), OK);
    n = METRICS_SAMPLES + 1;
    CHECK_INT(c, metrics_write(check_ctx(c), m, &b), ERR_LIMIT);
    for (int i = 1; i < METRICS_COLLECTORS; i++)
        CHECK_INT(c, metrics_collect(m, too_many, &n), OK);
    CHECK_INT(c, metrics_collect(m, too_many, &n), ERR_LIMIT);
    metrics_free(m);
    metrics_route(NULL, 0, 200, 1);
    metrics_add(NULL, METRIC_HTTP_UNROUTED, 1);
    CHECK_INT(c, metrics_write(check_ctx(c), NULL, &b), OK);
}

static void memory_faults(Check *c)
{
    Rc rc = ERR_NOMEM;
    long n = 0;
    for (; rc != OK && n < 100; n++) {
        Metrics *m = NULL;
        AUTO_ARENA arena = arena_new(1 << 20);
        Ctx cx = *check_ctx(c);
        Buf b;
        REQUIRE(c, arena);
        cx.arena = arena;
        buf_init(&b, arena, 1 << 20);
        fault_after(FAULT_MEMORY, n);
        rc = metrics_new(routes, 3, &m);
        if (rc == OK)
            rc = metrics_write(&cx, m, &b);
        fault_disarm();
        CHECK(c, rc == OK || rc == ERR_NOMEM);
        metrics_free(m);
    }
    CHECK(c, rc == OK && n > 3);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"the text is as Prometheus wants it, byte for byte", golden},
        {"every line of a full page is a comment or a sample", text_is_readable},
        {"every name has the prefix, its unit, and _total when it counts", names_follow_the_rule},
        {"four threads count and nothing is lost", threads_lose_nothing},
        {"samples and collectors are accepted to their limit and refused beyond", limits},
        {"out of memory at any point is an outcome", memory_faults},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
