/* Worker machines by request objects: tokens, leases, ends, and what they may not do. */
#include "domains/work/work.h"
#include "domains/work/work_api.h"
#include "kernel/crypt/crypt.h"
#include "tests/database.h"

/* What the kinds of this test do and were told; each test starts with an empty one. */
typedef struct {
    Rc payload_rc, end_rc;
    size_t payload_bytes;
    int completed, failed;
    char said[64];
} Probe;

typedef struct {
    Check *c;
    TestDatabase *d;
    RouteTable *routes;
    Str token;
    Probe probe;
} Stage;

static Rc build(Ctx *cx, const WorkPlace *at, const Job *job, Buf *out)
{
    const Stage *s = at->program;
    (void)cx;
    if (s->probe.payload_rc != OK)
        return s->probe.payload_rc;
    buf_format(out, "{\"key\":\"%.*s\",\"fill\":\"", STR_ARG(job->key));
    for (size_t i = 0; i < s->probe.payload_bytes; i += 64)
        buf_put(out, STR("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"));
    buf_put(out, STR("\"}"));
    return OK;
}

static Rc complete(Ctx *cx, const WorkPlace *at, const Job *job, Str result)
{
    Stage *s = at->program;
    (void)cx, (void)job;
    s->probe.completed++;
    snprintf(s->probe.said, sizeof s->probe.said, "%.*s", STR_ARG(result));
    return s->probe.end_rc;
}

static Rc failed(Ctx *cx, const WorkPlace *at, const Job *job, Str error)
{
    Stage *s = at->program;
    (void)cx, (void)job;
    s->probe.failed++;
    snprintf(s->probe.said, sizeof s->probe.said, "%.*s", STR_ARG(error));
    return s->probe.end_rc;
}

const WorkKind work_kinds[] = {{"test.one", build, complete, failed}, {"test.two", build, complete, failed}, {0}};

static Reply post(Stage *s, const char *path, const char *body)
{
    Api api = {.routes = s->routes, .store = s->d->store, .authenticate = work_authenticate, .program = s};
    Str bearer = STR("");
    HttpInput in = {.method = STR("POST"), .content_type = STR("application/json")};
    Reply r = {0};
    in.path = str_of(path);
    in.body = str_of(body);
    if (str_format(check_ctx(s->c)->arena, &bearer, "Bearer %.*s", STR_ARG(s->token)) != OK)
        abort();
    if (s->token.n)
        in.authorization = bearer;
    fail_clear(check_ctx(s->c));
    api_run(check_ctx(s->c), &api, s->d->thread, &in, &r);
    return r;
}

/* What stands behind `mark` in the reply; NULL when it does not hold it. */
static const char *behind(const Reply *r, const char *mark)
{
    Str body = buf_str(&r->body);
    size_t n = strlen(mark);
    const char *found = body.at ? memmem(body.at, body.n, mark, n) : NULL;
    return found ? found + n : NULL;
}

static Reply expect(Stage *s, const char *path, const char *body, int status, const char *part)
{
    Reply r = post(s, path, body);
    Str got = buf_str(&r.body);
    if (!CHECK_INT(s->c, r.status, status) || !CHECK(s->c, *part == 0 || behind(&r, part)))
        check_say(s->c, "%s %s: %.*s", path, body, (int)(got.n < 300 ? got.n : 300), got.at);
    return r;
}

static Stage open_stage(Check *c, TestDatabase *d)
{
    static const Surface *const surfaces[] = {&work_surface, NULL};
    Stage s = {.c = c, .d = d};
    if (route_table_new(surfaces, &s.routes) != OK ||
        work_token_create(check_ctx(c), database_platform(c, d), STR("worker-1"), &s.token) != OK)
        abort();
    return s;
}

static Id put(Stage *s, const char *kind, const char *key)
{
    Id id = {0};
    JobSpec spec = {.kind = str_of(kind), .key = str_of(key), .payload = STR("{}")};
    CHECK_INT(s->c, queue_put(check_ctx(s->c), database_platform(s->c, s->d), &spec, &id), OK);
    return id;
}

static JobState state_of(Stage *s, const Id *id)
{
    Job job = {.state = JOB_STATE_COUNT};
    CHECK_INT(s->c, queue_get(check_ctx(s->c), database_platform(s->c, s->d), id, &job), OK);
    return job.state;
}

#define LEASE_ONE "{\"worker\":\"w\",\"kinds\":[\"test.one\"],\"max\":1}"

/* Leases the next job of test.one; path and body of what comes next are built from it. */
typedef struct {
    char path[80], body[300];
    Id job;
} Leased;

static bool lease(Stage *s, Leased *ret)
{
    Reply r = expect(s, "/api/v1/work/lease", LEASE_ONE, 200, "job_id");
    const char *job = behind(&r, "\"job_id\":\""), *hold = behind(&r, "\"lease\":\"");
    if (!job || !hold || id_parse((Str){job, ID_TEXT}, &ret->job) != OK)
        return false;
    snprintf(ret->body, sizeof ret->body, "\"lease\":\"%.36s\"", hold);
    return true;
}

static Reply say(Stage *s, Leased *l, const char *what, const char *members, int status, const char *part)
{
    char body[400];
    snprintf(l->path, sizeof l->path, "/api/v1/work/%s/%s", l->job.text, what);
    snprintf(body, sizeof body, "{%s%s}", l->body, members);
    return expect(s, l->path, body, status, part);
}

#define ON_EACH_ENGINE(name)                   \
    static void name(Check *c)                 \
    {                                          \
        database_each_engine(c, name##_there); \
    }

static void life_there(Check *c, TestDatabase *d)
{
    Stage s = open_stage(c, d);
    Leased l;
    Id id = put(&s, "test.one", "k1");
    put(&s, "test.two", "k2");
    put(&s, "unknown", "k3");
    REQUIRE(c, lease(&s, &l));
    CHECK(c, id_equal(&l.job, &id));
    expect(&s, "/api/v1/work/lease", LEASE_ONE, 200, "{\"items\":[]}");
    expect(&s, "/api/v1/work/lease", "{\"worker\":\"w\",\"kinds\":[\"unknown\",\"nobody.knows\"],\"max\":16}", 200,
           "{\"items\":[]}");
    expect(&s, "/api/v1/work/lease", "{\"worker\":\"w\",\"kinds\":[\"test.two\",\"test.two\"],\"max\":16}", 200,
           "\"payload\":{\"key\":\"k2\",\"fill\":\"\"}");
    say(&s, &l, "heartbeat", ",\"progress\":0.5", 204, "");
    say(&s, &l, "complete", ",\"result\":{\"n\":1}", 204, "");
    CHECK_INT(c, s.probe.completed, 1);
    CHECK_STR(c, str_of(s.probe.said), "{\"n\":1}");
    CHECK_INT(c, state_of(&s, &id), JOB_DONE);
    say(&s, &l, "complete", "", 409, "queue.lease_lost");
    say(&s, &l, "heartbeat", ",\"progress\":1", 409, "queue.lease_lost");
    CHECK_INT(c, s.probe.completed, 1);
    route_table_free(s.routes);
}
ON_EACH_ENGINE(life)

static void failures_there(Check *c, TestDatabase *d)
{
    Stage s = open_stage(c, d);
    Leased l;
    Id id = put(&s, "test.one", "k");
    for (int attempt = 1; attempt <= JOB_ATTEMPTS_MAX; attempt++) {
        REQUIRE(c, lease(&s, &l));
        CHECK_INT(c, s.probe.failed, 0);
        say(&s, &l, "fail", ",\"error\":\"no route\"", 204, "");
        check_clock_add(c, 10 * WORK_LEASE_MS);
    }
    CHECK_INT(c, s.probe.failed, 1); /* told once, at the end */
    CHECK_STR(c, str_of(s.probe.said), "no route");
    CHECK_INT(c, state_of(&s, &id), JOB_FAILED);
    id = put(&s, "test.one", "k");
    REQUIRE(c, lease(&s, &l));
    say(&s, &l, "fail", ",\"error\":\"550\",\"final\":true", 204, "");
    CHECK_INT(c, s.probe.failed, 2);
    CHECK_INT(c, state_of(&s, &id), JOB_FAILED);
    route_table_free(s.routes);
}
ON_EACH_ENGINE(failures)

static void ends_first_there(Check *c, TestDatabase *d)
{
    Stage s = open_stage(c, d);
    Leased l;
    Id id = put(&s, "test.one", "k");
    REQUIRE(c, lease(&s, &l));
    s.probe.end_rc = ERR_BUSY; /* the space's database is away: the worker says it again later */
    say(&s, &l, "complete", "", 503, "");
    say(&s, &l, "fail", ",\"error\":\"e\",\"final\":true", 503, "");
    CHECK_INT(c, state_of(&s, &id), JOB_LEASED);
    s.probe.end_rc = ERR_MISSING; /* what it served is gone */
    say(&s, &l, "complete", "", 204, "");
    CHECK_INT(c, state_of(&s, &id), JOB_DONE);
    route_table_free(s.routes);
}
ON_EACH_ENGINE(ends_first)

static void payloads_there(Check *c, TestDatabase *d)
{
    Stage s = open_stage(c, d);
    Job job;
    Id id = put(&s, "test.one", "gone");
    s.probe.payload_rc = ERR_MISSING;
    expect(&s, "/api/v1/work/lease", LEASE_ONE, 200, "{\"items\":[]}");
    CHECK_INT(c, state_of(&s, &id), JOB_DONE);
    id = put(&s, "test.one", "away");
    s.probe.payload_rc = ERR_BUSY;
    expect(&s, "/api/v1/work/lease", LEASE_ONE, 200, "{\"items\":[]}");
    REQUIRE(c, queue_get(check_ctx(c), database_platform(c, d), &id, &job) == OK);
    CHECK_INT(c, job.state, JOB_WAITING);
    CHECK_STR(c, job.error, "busy");
    s.probe = (Probe){.payload_bytes = WORK_PAYLOAD_MAX}; /* one that never fits */
    id = put(&s, "test.one", "huge");
    expect(&s, "/api/v1/work/lease", LEASE_ONE, 200, "{\"items\":[]}");
    REQUIRE(c, queue_get(check_ctx(c), database_platform(c, d), &id, &job) == OK);
    CHECK_STR(c, job.error, "limit");
    s.probe = (Probe){.payload_bytes = WORK_PAYLOAD_MAX / 2}; /* two that fit one by one */
    Id first = put(&s, "test.two", "1");
    check_clock_add(c, 1);
    Id second = put(&s, "test.two", "2");
    expect(&s, "/api/v1/work/lease", "{\"worker\":\"w\",\"kinds\":[\"test.two\"],\"max\":16}", 200, "\"key\":\"1\"");
    CHECK_INT(c, state_of(&s, &first), JOB_LEASED);
    CHECK_INT(c, state_of(&s, &second), JOB_WAITING);
    route_table_free(s.routes);
}
ON_EACH_ENGINE(payloads)

static void bad_input_there(Check *c, TestDatabase *d)
{
    static char body[2000];
    Stage s = open_stage(c, d);
    Leased l;
    put(&s, "test.one", "k");
    expect(&s, "/api/v1/work/lease", "{\"worker\":\"w\",\"kinds\":[\"x\"],\"max\":16}", 200, "items");
    expect(&s, "/api/v1/work/lease", "{\"worker\":\"w\",\"kinds\":[\"x\"],\"max\":17}", 400, "http.out_of_range");
    expect(&s, "/api/v1/work/lease", "{\"worker\":\"w\",\"kinds\":[\"x\"],\"max\":0}", 400, "http.out_of_range");
    expect(&s, "/api/v1/work/lease", "{\"worker\":\"w\",\"kinds\":[],\"max\":1}", 400, "kinds");
    expect(&s, "/api/v1/work/lease", "{\"worker\":\"\",\"kinds\":[\"x\"],\"max\":1}", 400, "worker");
    snprintf(body, sizeof body, "{\"worker\":\"%080d\",\"kinds\":[\"x\"],\"max\":1}", 0);
    expect(&s, "/api/v1/work/lease", body, 200, "items");
    snprintf(body, sizeof body, "{\"worker\":\"%081d\",\"kinds\":[\"x\"],\"max\":1}", 0);
    expect(&s, "/api/v1/work/lease", body, 400, "worker");
    REQUIRE(c, lease(&s, &l));
    say(&s, &l, "heartbeat", ",\"progress\":1.1", 400, "progress");
    say(&s, &l, "heartbeat", "", 400, "http.required");
    say(&s, &l, "fail", ",\"error\":\"\"", 400, "error");
    snprintf(l.path, sizeof l.path, "/api/v1/work/%s/fail", l.job.text);
    snprintf(body, sizeof body, "{%s,\"error\":\"%0501d\"}", l.body, 0);
    expect(&s, l.path, body, 400, "error");
    snprintf(body, sizeof body, "{%s,\"error\":\"%0500d\"}", l.body, 0);
    expect(&s, l.path, body, 204, "");
    expect(&s, "/api/v1/work/1/fail", "{}", 400, "http.bad_id");
    Id unknown = id_new(check_ctx(c));
    l.job = unknown;
    say(&s, &l, "complete", "", 409, "queue.lease_lost");
    route_table_free(s.routes);
}
ON_EACH_ENGINE(bad_input)

static void tokens_there(Check *c, TestDatabase *d)
{
    Stage s = open_stage(c, d);
    Db *db = database_platform(c, d);
    Str good = s.token, name = STR(""), second = STR("");
    char long_name[WORK_NAME_MAX + 1];
    memset(long_name, 'n', sizeof long_name);
    CHECK_INT(c, (int64_t)good.n, TOKEN_TEXT);
    CHECK_INT(c, work_token_name(check_ctx(c), db, good, &name), OK);
    CHECK_STR(c, name, "worker-1");
    CHECK_INT(c, work_token_create(check_ctx(c), db, STR("worker-1"), &second), ERR_CONFLICT);
    CHECK_STR(c, str_of(check_ctx(c)->problem.code), "work.name_taken");
    CHECK_INT(c, work_token_create(check_ctx(c), db, STR(""), &second), ERR_INVALID);
    CHECK_INT(c, work_token_create(check_ctx(c), db, STR("a b"), &second), ERR_INVALID);
    CHECK_INT(c, work_token_create(check_ctx(c), db, (Str){long_name, WORK_NAME_MAX}, &second), OK);
    CHECK_INT(c, work_token_create(check_ctx(c), db, (Str){long_name, WORK_NAME_MAX + 1}, &second), ERR_INVALID);
    s.token = (Str){0};
    expect(&s, "/api/v1/work/lease", LEASE_ONE, 401, "http.unauthenticated");
    s.token = STR("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    expect(&s, "/api/v1/work/lease", LEASE_ONE, 401, "http.unauthenticated");
    s.token = good;
    expect(&s, "/api/v1/work/lease", LEASE_ONE, 200, "items");
    CHECK_INT(c, work_token_revoke(check_ctx(c), db, STR("worker-1")), OK);
    CHECK_INT(c, work_token_revoke(check_ctx(c), db, STR("worker-1")), ERR_MISSING);
    expect(&s, "/api/v1/work/lease", LEASE_ONE, 401, "http.unauthenticated");
    CHECK_INT(c, work_token_create(check_ctx(c), db, STR("worker-1"), &second), OK); /* the name is free again */
    route_table_free(s.routes);
}
ON_EACH_ENGINE(tokens)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a machine leases what it knows, follows it and ends it once", life},
        {"a failure is told to the kind when the job ends by it, not before", failures},
        {"the end is written where the truth is before the job ends", ends_first},
        {"a payload that is gone, away or too large never blocks the queue", payloads},
        {"requests are accepted at their limits and refused beyond", bad_input},
        {"a token is good until it is revoked and its name is its own", tokens},
    };
    if (crypt_init() != OK)
        return 1;
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
