/* Routes of the program itself. Health (OPERATIONS §7): /healthz says that the process answers, /readyz that it can do
 * its work, /metrics counts, on its own listener. */
#include "apps/kair/instance_api.h"

#include "apps/kair/demo.h"
#include "apps/kair/program.h"
#include "domains/space/space.h"
#include "kernel/conf/conf.h"
#include "kernel/http/api.h"
#include "kernel/json/member.h"
#include "kernel/metrics/metrics.h"

#include <stddef.h>

enum { METRICS_TEXT_MAX = 4 << 20 };

typedef struct {
    int role;
    Str email, password, first_name, last_name, space_name;
    bool sample;
} DemoRow;

static const Member demo_members[] = {
    MEMBER_ENUM(DemoRow, role, role_names, "What this person may do"),
    MEMBER_TEXT(DemoRow, email, TEXT_EMAIL, 3, 254, "E-mail to sign in with"),
    MEMBER_TEXT(DemoRow, password, TEXT_LINE, 1, 128, "Password of the demonstration"),
    MEMBER_TEXT(DemoRow, first_name, TEXT_LINE, 1, 80, "First name"),
    MEMBER_TEXT(DemoRow, last_name, TEXT_LINE, 1, 80, "Last name"),
    MEMBER_TEXT(DemoRow, space_name, TEXT_LINE, 1, 80, "Where this person works"),
    MEMBER_BOOL(DemoRow, sample, "Of the space of sample data"),
};
static SHAPE(demo_shape, "DemoAccount", DemoRow, demo_members, "An account of the demonstration");

typedef struct {
    Str name, version;
    ListOf(int) languages;
    ListOf(DemoRow) demo_accounts;
    bool mail_page;
} Instance;

static const char *const languages[] = {"fr", "en", NULL};
ITEM_ENUM(language_item, languages);
static const Member instance_members[] = {
    MEMBER_TEXT(Instance, name, TEXT_LINE, 1, 80, "Name of the product"),
    MEMBER_TEXT(Instance, version, TEXT_LINE, 1, 40, "Version of the program"),
    MEMBER_LIST_OF(Instance, languages, language_item, 1, 2, "Languages of the screens"),
    MEMBER_LIST(Instance, demo_accounts, demo_shape, DEMO_ACCOUNTS_MAX, "Empty unless this is a demonstration"),
    MEMBER_BOOL(Instance, mail_page, "Sent mails can be read on a page: development only"),
};
static SHAPE(instance_shape, "Instance", Instance, instance_members, "What this installation is");

typedef struct {
    Str name;
    bool ok;
} Check;

static const Member check_members[] = {
    MEMBER_TEXT(Check, name, TEXT_TOKEN, 1, 40, "What was looked at"),
    MEMBER_BOOL(Check, ok, "Whether it is well"),
};
static SHAPE(check_shape, "HealthCheck", Check, check_members, "One thing looked at");

typedef struct {
    int status;
    ListOf(Check) checks;
} HealthReport;

static const char *const status_names[] = {"ok", "failing", NULL};
static const Member report_members[] = {
    MEMBER_ENUM(HealthReport, status, status_names, "All well, or not"),
    MEMBER_LIST(HealthReport, checks, check_shape, HEALTH_CHECK_COUNT, "One by one; empty for the process alone"),
};
static SHAPE(report_shape, "Health", HealthReport, report_members, "How the api is");

/* The accounts are shown only where they exist. */
static Rc put_accounts(Req *q, Db *platform, const DemoSpace *demo, Instance *out)
{
    Space space;
    Rc rc = space_by_slug(q->cx, platform, str_of(demo->slug), &space);
    if (rc != OK || space.state != SPACE_ACTIVE)
        return rc == ERR_MISSING ? OK : rc;
    for (size_t i = 0; i < demo->account_count; i++) {
        const DemoAccount *a = &demo->accounts[i];
        out->demo_accounts.at[out->demo_accounts.n++] =
            (DemoRow){.role = (int)a->role,
                      .email = str_of(a->email),
                      .password = STR(DEMO_PASSWORD),
                      .first_name = str_of(a->first_name),
                      .last_name = str_of(a->last_name),
                      .space_name = str_of(a->of_publisher ? "Kair" : demo->name),
                      .sample = demo->sample};
    }
    return OK;
}

static Rc demo_rows(Req *q, Instance *out)
{
    Db *platform;
    out->demo_accounts.at = arena_array(q->cx->arena, DEMO_ACCOUNTS_MAX, sizeof *out->demo_accounts.at);
    if (!out->demo_accounts.at)
        return ERR_NOMEM;
    TRY(store_platform(q->cx, q->stores, &platform));
    for (size_t i = 0; i < DEMO_SPACE_COUNT; i++)
        TRY(put_accounts(q, platform, &demo_spaces[i], out));
    return OK;
}

static Rc get_instance(Req *q, Reply *r)
{
    static int both[] = {0, 1};
    Instance *out = arena_get(q->cx->arena, sizeof *out);
    if (!out)
        return ERR_NOMEM;
    *out = (Instance){.name = STR("Kair"), .version = STR(KAIR_VERSION), .mail_page = q->api->development};
    out->languages.at = both;
    out->languages.n = sizeof both / sizeof *both;
    if (q->api->development)
        TRY(demo_rows(q, out));
    r->object = out;
    return OK;
}

static Rc get_health(Req *q, Reply *r)
{
    HealthReport *out = arena_get(q->cx->arena, sizeof *out);
    if (!out)
        return ERR_NOMEM;
    r->object = out;
    return OK;
}

static bool store_writable(Req *q, Health *health)
{
    int64_t now = q->cx->clock->monotonic_ms(q->cx->clock);
    if (health && health->written_ms && now - health->written_ms < HEALTH_WRITE_MS)
        return health->written;
    bool well = store_write_check(q->cx, q->stores) == OK;
    if (health) {
        health->written = well;
        health->written_ms = now;
    }
    return well;
}

static bool check(Req *q, HealthCheck what)
{
    Program *program = q->api->program;
    Health *health = program ? &program->health : NULL;
    switch (what) {
    case HEALTH_STORE:
        return store_writable(q, health);
    case HEALTH_DISK:
        return health_disk_free(conf_text(q->api->conf, CONF_DATA_DIR)) >= HEALTH_DISK_FLOOR;
    case HEALTH_MIGRATIONS:
        return !health || !health->newer_schema;
    case HEALTH_QUEUE:
        return !health || q->cx->clock->monotonic_ms(q->cx->clock) - health->swept_ms < HEALTH_SWEEP_MAX_MS;
    default:
        return !health || !health->draining;
    }
}

static Rc get_ready(Req *q, Reply *r)
{
    HealthReport *out = arena_get(q->cx->arena, sizeof *out);
    Check *checks = arena_array(q->cx->arena, HEALTH_CHECK_COUNT, sizeof *checks);
    if (!out || !checks)
        return ERR_NOMEM;
    bool well = true;
    for (int i = 0; i < HEALTH_CHECK_COUNT; i++) {
        checks[i] = (Check){str_of(health_check_names[i]), check(q, (HealthCheck)i)};
        well &= checks[i].ok;
    }
    fail_clear(q->cx);
    *out = (HealthReport){.status = well ? 0 : 1};
    out->checks.at = checks;
    out->checks.n = HEALTH_CHECK_COUNT;
    r->object = out;
    r->status = well ? 200 : 503;
    return OK;
}

static Rc get_metrics(Req *q, Reply *r)
{
    buf_init(&r->raw, q->cx->arena, METRICS_TEXT_MAX);
    r->content_type = METRICS_CONTENT_TYPE;
    return metrics_write(q->cx, q->api->metrics, &r->raw);
}

static const Route routes[] = {
    ROUTE("GET", "/api/v1/instance", get_instance, RIGHT_PUBLIC, "What this installation is", .reply = &instance_shape),
    ROUTE("GET", "/healthz", get_health, RIGHT_PUBLIC, "Whether the process answers", .reply = &report_shape),
    ROUTE("GET", "/readyz", get_ready, RIGHT_PUBLIC, "Whether it can do its work; 503 when not",
          .reply = &report_shape),
    ROUTE("GET", "/metrics", get_metrics, RIGHT_PUBLIC, "Counters in the Prometheus text format",
          .flags = ROUTE_METRICS),
    {0},
};

static const ErrorCode errors[] = {{0}};

const Surface instance_surface = {.name = "instance", .routes = routes, .errors = errors};
