/* One request through its steps, with a surface of its own: order of refusals, CSRF, conditional requests, problems. */
#include "kernel/http/api.h"
#include "tests/check.h"

#include "base/fault.h"
#include "base/log.h"

#include <stdio.h>
#include <string.h>

#define THING "01890a5d-ac96-774b-bcce-b302099a8057"
enum { RIGHT_THING_EDIT = RIGHT_FIRST, THING_VERSION = 7 };

typedef struct {
    Id id;
    Str name;
    int64_t version;
} Thing;
static const Member thing_members[] = {
    MEMBER_ID(Thing, id, "Identity"),
    MEMBER_TEXT(Thing, name, TEXT_LINE, 0, 80, "Name"),
    MEMBER_INT(Thing, version, 1, INT64_MAX, "Version"),
};
static SHAPE(thing_shape, "Thing", Thing, thing_members, "A thing");

typedef struct {
    Str name;
} ThingSpec;
static const Member spec_members[] = {MEMBER_TEXT(ThingSpec, name, TEXT_LINE, 1, 8, "Name")};
static SHAPE(spec_shape, "ThingSpec", ThingSpec, spec_members, "A thing to make");

typedef struct {
    int64_t limit;
    bool has_limit;
} ThingQuery;
static const Member query_members[] = {
    OPTIONAL(ThingQuery, limit, MEMBER_KIND_INT, .min = 1, .max = 200, .doc = "Rows")};
static SHAPE(query_shape, NULL, ThingQuery, query_members, "Which");

typedef struct {
    Str owner;
} ThingProblem;
static const Member problem_members[] = {MEMBER_TEXT(ThingProblem, owner, TEXT_LINE, 0, 80, "Who has it")};
static SHAPE(thing_problem_shape, NULL, ThingProblem, problem_members, "More about a clash");

static Rc give(Req *q, Reply *r, Str name)
{
    Thing *t = arena_get(q->cx->arena, sizeof *t);
    if (!t)
        return ERR_NOMEM;
    TRY(id_parse(STR(THING), &t->id));
    t->name = name;
    t->version = THING_VERSION;
    r->object = t;
    return OK;
}

static Rc list(Req *q, Reply *r)
{
    r->etag_of_body = true;
    return give(q, r, STR("first"));
}

static Rc create(Req *q, Reply *r)
{
    const ThingSpec *spec = q->body;
    static const ThingProblem clash = {{"Ann", 3}};
    if (str_equal(spec->name, STR("taken"))) {
        r->problem = &clash;
        return fail(q->cx, ERR_CONFLICT, "thing.taken", "name");
    }
    if (str_equal(spec->name, STR("odd")))
        return fail(q->cx, ERR_REFUSED, "thing.odd", NULL);
    if (str_equal(spec->name, STR("often"))) {
        q->cx->problem.retry_after_s = 42;
        return fail(q->cx, ERR_OFTEN, "http.too_often", NULL);
    }
    if (str_equal(spec->name, STR("bug")))
        return ERR_BUG;
    r->location = STR("/api/v1/things/" THING);
    return give(q, r, spec->name);
}

static Rc get(Req *q, Reply *r)
{
    Id id;
    TRY(req_id(q, 0, &id));
    if (!str_equal(id_str(&id), STR(THING)))
        return ERR_MISSING;
    r->version = THING_VERSION;
    return give(q, r, STR("one"));
}

static Rc rename_thing(Req *q, Reply *r)
{
    TRY(req_match(q, THING_VERSION));
    return get(q, r);
}

static Rc done(Req *q, Reply *r)
{
    (void)q, (void)r;
    return OK;
}

static Rc page(Req *q, Reply *r)
{
    if (!str_equal(q->parts[0], STR("home")))
        return ERR_MISSING;
    r->content_type = "text/html; charset=utf-8";
    buf_put(&r->raw, STR("<p>home</p>"));
    return OK;
}

static const char *const create_codes[] = {"thing.taken", "thing.odd", NULL};
static const Route routes[] = {
    ROUTE("GET", "/api/v1/things", list, RIGHT_SIGNED_IN, "List", .query = &query_shape, .reply = &thing_shape),
    ROUTE("POST", "/api/v1/things", create, RIGHT_THING_EDIT, "Create", .status = 201, .body = &spec_shape,
          .reply = &thing_shape, .problem = &thing_problem_shape, .codes = create_codes),
    ROUTE("GET", "/api/v1/things/{thing_id}", get, RIGHT_SIGNED_IN, "Read", .reply = &thing_shape),
    ROUTE("PATCH", "/api/v1/things/{thing_id}", rename_thing, RIGHT_THING_EDIT, "Rename", .flags = ROUTE_NEEDS_MATCH,
          .body = &spec_shape, .reply = &thing_shape),
    ROUTE("DELETE", "/api/v1/things/{thing_id}", done, RIGHT_THING_EDIT, "Delete"),
    ROUTE("GET", "/api/v1/things/latest", list, RIGHT_SIGNED_IN, "Read the newest", .reply = &thing_shape),
    ROUTE("POST", "/api/v1/sign-in", done, RIGHT_PUBLIC, "Sign in", .flags = ROUTE_NO_CSRF),
    ROUTE("POST", "/api/v1/work", done, RIGHT_WORKER, "Work", .flags = ROUTE_NO_CSRF),
    ROUTE("GET", "/api/v1/dev/mails", done, RIGHT_DEVELOPMENT, "Mails"),
    ROUTE("GET", "/metrics", done, RIGHT_PUBLIC, "Metrics", .flags = ROUTE_METRICS),
    ROUTE("POST", "/api/v1/films", done, RIGHT_PUBLIC, "Film", .flags = ROUTE_LARGE_BODY | ROUTE_NO_CSRF),
    ROUTE("GET", "/s/{slug}", page, RIGHT_PUBLIC, "Page", .flags = ROUTE_HTML),
    ROUTE("GET", "/play/{slug}", page, RIGHT_SIGNED_IN, "Own page", .flags = ROUTE_HTML, .query = &query_shape),
    {0},
};
static const ErrorCode errors[] = {{"thing.taken", ERR_CONFLICT, "Another thing has this name"}, {0}};
static const Surface surface = {"thing", routes, errors, NULL};
static const Surface *const surfaces[] = {&surface, NULL};

static int64_t observed_status;
static void observe(Req *q, int status)
{
    (void)q;
    observed_status = status;
}

static Rc authenticate(Req *q, Principal *ret)
{
    Str who = q->in->cookie.n ? q->in->cookie : q->in->authorization;
    if (who.n == 0 || str_equal(who, STR("old")))
        return ERR_UNKNOWN;
    if (str_equal(who, STR("away")))
        return ERR_BUSY;
    Principal p = {.by_cookie = q->in->cookie.n > 0, .csrf_token = STR("token")};
    if (str_equal(who, STR("machine")))
        p.rights = RIGHT_BIT(RIGHT_WORKER);
    else
        TRY(id_parse(STR(THING), &p.person));
    if (str_equal(who, STR("editor")))
        p.rights = RIGHT_BIT(RIGHT_THING_EDIT);
    *ret = p;
    return OK;
}

/* A request that succeeds; each test spoils one thing. */
static HttpInput request(const char *method, const char *path)
{
    return (HttpInput){.method = str_of(method),
                       .path = str_of(path),
                       .cookie = STR("editor"),
                       .content_type = STR("application/json; charset=utf-8"),
                       .body = STR("{\"name\":\"a\"}"),
                       .csrf_token = STR("token"),
                       .host = STR("kair.example:8080"),
                       .origin = STR("http://kair.example:8080"),
                       .fetch_site = STR("same-origin"),
                       .if_match = STR("\"7\"")};
}

static Str reason(const Api *api)
{
    (void)api;
    return STR("restoring");
}

static const Api api_of_test = {.authenticate = authenticate, .observe = observe};

static Reply run_with(Check *c, const Api *api, const HttpInput *in)
{
    static RouteTable *table; /* freed at exit: one for all tests */
    Ctx *cx = check_ctx(c);
    Api with = *api;
    Reply r = {0};
    if (!table && route_table_new(surfaces, &table) != OK)
        abort();
    with.routes = table;
    fail_clear(cx);
    api_run(cx, &with, NULL, in, &r);
    return r;
}

static Reply run(Check *c, const HttpInput *in)
{
    return run_with(c, &api_of_test, in);
}

static bool holds(const Reply *r, const char *part)
{
    Str body = buf_str(&r->body);
    return memmem(body.at, body.n, part, strlen(part)) != NULL;
}

static void expect(Check *c, const HttpInput *in, int status, const char *code)
{
    Reply r = run(c, in);
    char text[80];
    snprintf(text, sizeof text, "\"code\":\"%s\"", code);
    bool ok = CHECK_INT(c, r.status, status);
    if (!CHECK(c, holds(&r, text)) || !ok)
        check_say(c, "%.*s %.*s: %.*s", STR_ARG(in->method), STR_ARG(in->path), STR_ARG(buf_str(&r.body)));
}

static void a_sound_request_is_answered(Check *c)
{
    HttpInput in = request("POST", "/api/v1/things");
    Reply r = run(c, &in);
    CHECK_INT(c, r.status, 201);
    CHECK_STR(c, str_of(r.content_type), "application/json");
    CHECK_STR(c, buf_str(&r.body), "{\"id\":\"" THING "\",\"name\":\"a\",\"version\":7}");
    CHECK_STR(c, r.location, "/api/v1/things/" THING);
    CHECK_STR(c, r.cache_control, "no-store");
    CHECK_INT(c, observed_status, 201);
    in = request("DELETE", "/api/v1/things/" THING);
    r = run(c, &in);
    CHECK_INT(c, r.status, 204);
    CHECK_INT(c, (int64_t)r.body.n, 0);
    CHECK(c, r.content_type == NULL);
}

static void unknown_paths_and_methods_are_told_apart(Check *c)
{
    static const char *const unknown[] = {"/",
                                          "/api/v1/thing",
                                          "/api/v1/things/",
                                          "//api/v1/things",
                                          "",
                                          "api/v1/things",
                                          "/metrics",
                                          "/api/v1/dev/mails",
                                          "/s",
                                          "/api/v1/things/" THING "/x"};
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        HttpInput in = request("GET", unknown[i]);
        expect(c, &in, 404, "http.missing");
    }
    HttpInput in = request("PUT", "/api/v1/things");
    expect(c, &in, 405, "http.method");
    CHECK_STR(c, run(c, &in).allow, "GET, HEAD, POST");
    in = request("OPTIONS", "/api/v1/things/" THING);
    CHECK_STR(c, run(c, &in).allow, "GET, HEAD, PATCH, DELETE");
    in = request("get", "/api/v1/things");
    expect(c, &in, 405, "http.method");
}

static void a_literal_part_goes_before_a_parameter(Check *c)
{
    HttpInput in = request("GET", "/api/v1/things/latest");
    CHECK_INT(c, run(c, &in).status, 200);
    in = request("DELETE", "/api/v1/things/latest");
    CHECK_INT(c, run(c, &in).status, 405);
}

static void head_is_answered_like_get(Check *c)
{
    HttpInput in = request("HEAD", "/api/v1/things/" THING);
    Reply r = run(c, &in);
    CHECK_INT(c, r.status, 200);
    CHECK_STR(c, r.etag, "\"7\"");
}

static void nobody_gets_401_and_too_few_rights_403(Check *c)
{
    HttpInput in = request("POST", "/api/v1/things");
    in.cookie = (Str){0};
    expect(c, &in, 401, "http.unauthenticated");
    CHECK_STR(c, str_of(run(c, &in).authenticate), "Session realm=\"kair\"");
    in.cookie = STR("old");
    expect(c, &in, 401, "http.unauthenticated");
    in.cookie = STR("reader");
    expect(c, &in, 403, "http.denied");
    CHECK_INT(c, observed_status, 403);
    in.cookie = STR("away");
    expect(c, &in, 503, "http.busy");
    in = request("GET", "/api/v1/things");
    in.cookie = STR("machine");
    expect(c, &in, 403, "http.denied");
    in = request("POST", "/api/v1/work");
    expect(c, &in, 403, "http.denied");
    in.cookie = (Str){0};
    CHECK_STR(c, str_of(run(c, &in).authenticate), "Bearer realm=\"kair\"");
    in.authorization = STR("machine");
    CHECK_INT(c, run(c, &in).status, 204);
}

static void a_foreign_page_cannot_write(Check *c)
{
    static const char *const origins[] = {"null", "http://evil.example", "https://kair.example:8080",
                                          "http://kair.example:8080.evil.example", "http://kair.example"};
    for (size_t i = 0; i < sizeof origins / sizeof *origins; i++) {
        HttpInput in = request("POST", "/api/v1/things");
        in.origin = str_of(origins[i]);
        expect(c, &in, 403, "http.csrf");
        in.path = STR("/api/v1/sign-in");
        in.cookie = (Str){0};
        expect(c, &in, 403, "http.csrf");
        in = request("GET", "/api/v1/things");
        in.origin = str_of(origins[i]);
        CHECK_INT(c, run(c, &in).status, 200);
    }
    static const char *const sites[] = {"cross-site", "same-site", "none", "x"};
    for (size_t i = 0; i < sizeof sites / sizeof *sites; i++) {
        HttpInput in = request("POST", "/api/v1/things");
        in.fetch_site = str_of(sites[i]);
        expect(c, &in, 403, "http.csrf");
    }
    static const char *const tokens[] = {"", "toke", "tokem", "token2"};
    for (size_t i = 0; i < sizeof tokens / sizeof *tokens; i++) {
        HttpInput in = request("POST", "/api/v1/things");
        in.csrf_token = str_of(tokens[i]);
        expect(c, &in, 403, "http.csrf");
    }
    HttpInput in = request("POST", "/api/v1/things");
    in.origin = in.fetch_site = (Str){0}; /* an old browser: the token alone */
    CHECK_INT(c, run(c, &in).status, 201);
    in = request("POST", "/api/v1/things");
    in.https = true;
    in.origin = STR("https://Kair.example:8080");
    CHECK_INT(c, run(c, &in).status, 201);
}

static void a_body_passes_at_its_ceiling_and_not_above(Check *c)
{
    static char blanks[HTTP_BODY_LARGE + 1];
    memset(blanks, ' ', sizeof blanks);
    memcpy(blanks, "{\"name\":\"a\"}", 12);
    HttpInput in = request("POST", "/api/v1/things");
    in.body = (Str){blanks, HTTP_BODY};
    CHECK_INT(c, run(c, &in).status, 201);
    in.body.n++;
    expect(c, &in, 413, "http.too_large");
    in = request("POST", "/api/v1/films");
    in.body = (Str){blanks, HTTP_BODY_LARGE};
    CHECK_INT(c, run(c, &in).status, 204);
    in.body.n++;
    expect(c, &in, 413, "http.too_large");
    in = request("POST", "/api/v1/things");
    in.body_too_large = true;
    in.cookie = (Str){0};
    expect(c, &in, 413, "http.too_large");
}

static void what_is_malformed_is_refused_by_its_own_code(Check *c)
{
    HttpInput in = request("POST", "/api/v1/things");
    in.content_type = STR("text/plain");
    expect(c, &in, 415, "http.media_type");
    in.content_type = (Str){0};
    expect(c, &in, 415, "http.media_type");
    in = request("POST", "/api/v1/things");
    in.body = STR("");
    expect(c, &in, 400, "http.malformed");
    in.body = STR("{\"name\":\"a\",\"size\":1}");
    expect(c, &in, 400, "http.unknown_member");
    in = request("POST", "/api/v1/things");
    in.query = STR("x=1");
    expect(c, &in, 400, "http.unknown_member");
    in = request("GET", "/api/v1/things");
    in.query = STR("limit=201");
    expect(c, &in, 400, "http.out_of_range");
    in.query = STR("limit=200");
    CHECK_INT(c, run(c, &in).status, 200);
    in = request("GET", "/api/v1/things/01890A5D-AC96-774B-BCCE-B302099A8057");
    expect(c, &in, 400, "http.bad_id");
    in = request("GET", "/s/a b");
    CHECK_INT(c, run(c, &in).status, 400);
}

static void an_edit_needs_the_version_it_started_from(Check *c)
{
    HttpInput in = request("PATCH", "/api/v1/things/" THING);
    CHECK_INT(c, run(c, &in).status, 200);
    in.if_match = STR("W/\"7\"");
    CHECK_INT(c, run(c, &in).status, 200);
    in.if_match = (Str){0};
    expect(c, &in, 428, "http.match_required");
    in.if_match = STR("\"6\"");
    expect(c, &in, 412, "http.stale");
    Reply r = run(c, &in);
    CHECK(c, holds(&r, "\"current_version\":7"));
    static const char *const odd[] = {"7", "*", "\"\"", "\"x\"", "\"-1\"", "\"7\",\"8\""};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        in.if_match = str_of(odd[i]);
        expect(c, &in, 400, "http.malformed");
    }
}

static void an_unchanged_reply_is_304(Check *c)
{
    HttpInput in = request("GET", "/api/v1/things");
    Reply first = run(c, &in);
    CHECK_INT(c, first.status, 200);
    REQUIRE(c, first.etag.n == 24);
    in.if_none_match = first.etag;
    Reply second = run(c, &in);
    CHECK_INT(c, second.status, 304);
    CHECK_INT(c, (int64_t)second.body.n, 0);
    CHECK_STR(c, second.etag, first.etag.at);
    in.if_none_match = STR("\"x\", W/\"7\"");
    in.path = STR("/api/v1/things/" THING);
    CHECK_INT(c, run(c, &in).status, 304);
    in.if_none_match = STR("\"8\"");
    CHECK_INT(c, run(c, &in).status, 200);
    in.if_none_match = STR("*");
    CHECK_INT(c, run(c, &in).status, 304);
}

static void a_problem_says_why_and_no_more(Check *c)
{
    HttpInput in = request("POST", "/api/v1/things");
    in.body = STR("{\"name\":\"taken\"}");
    Reply r = run(c, &in);
    CHECK_INT(c, r.status, 409);
    CHECK_STR(c, str_of(r.content_type), "application/problem+json");
    CHECK_STR(c, buf_str(&r.body),
              "{\"type\":\"/problems/thing.taken\",\"title\":\"Another thing has this name\",\"status\":409,"
              "\"code\":\"thing.taken\",\"field\":\"name\",\"request_id\":\"test\",\"owner\":\"Ann\"}");
    in.body = STR("{\"name\":\"\",\"x\":1}");
    r = run(c, &in);
    CHECK(c, holds(&r, "\"field\":\"name\",\"request_id\":\"test\",\"errors\":[{\"field\":\"name\",\"code\":"
                       "\"http.out_of_range\"},{\"field\":\"x\",\"code\":\"http.unknown_member\"}]}"));
    in.body = STR("{\"name\":\"odd\"}");
    expect(c, &in, 422, "thing.odd");
    in.body = STR("{\"name\":\"often\"}");
    expect(c, &in, 429, "http.too_often");
    CHECK_INT(c, run(c, &in).retry_after_s, 42);
    in.body = STR("{\"name\":\"bug\"}");
    expect(c, &in, 500, "http.fault");
}

static void the_id_of_nothing_and_a_foreign_id_look_alike(Check *c)
{
    HttpInput in = request("GET", "/api/v1/things/01890a5d-ac96-774b-bcce-b302099a8058");
    Reply r = run(c, &in);
    CHECK_INT(c, r.status, 404);
    CHECK_STR(c, buf_str(&r.body),
              "{\"type\":\"/problems/http.missing\",\"title\":\"There is no such thing\",\"status\":404,"
              "\"code\":\"http.missing\",\"request_id\":\"test\"}");
}

static void a_page_fails_as_a_page(Check *c)
{
    HttpInput in = request("GET", "/s/home");
    Reply r = run(c, &in);
    CHECK_STR(c, buf_str(&r.body), "<p>home</p>");
    in.path = STR("/s/away");
    r = run(c, &in);
    CHECK_INT(c, r.status, 404);
    CHECK_STR(c, str_of(r.content_type), "text/html; charset=utf-8");
    CHECK(c, holds(&r, "<code>http.missing</code> <code>test</code>"));
}

static void a_page_sends_who_is_not_signed_in_to_do_so(Check *c)
{
    Api api = api_of_test;
    HttpInput in = request("GET", "/play/home");
    api.sign_in = "/sign-in?to=";
    CHECK_INT(c, run_with(c, &api, &in).status, 200);
    in.cookie = (Str){0};
    in.query = STR("limit=1&é=<b>");
    Reply r = run_with(c, &api, &in);
    CHECK_INT(c, r.status, 303);
    CHECK_STR(c, r.location, "/sign-in?to=/play/home%3Flimit%3D1%26%C3%A9%3D%3Cb%3E");
    CHECK(c, r.body.n == 0 && r.authenticate == NULL);
    api.sign_in = NULL;
    CHECK_INT(c, run_with(c, &api, &in).status, 401);
    in = request("GET", "/api/v1/things"); /* no page: whoever called it cannot sign in there */
    in.cookie = (Str){0};
    api.sign_in = "/sign-in?to=";
    CHECK_INT(c, run_with(c, &api, &in).status, 401);
}

static void development_and_metrics_show_only_where_they_may(Check *c)
{
    Api api = api_of_test;
    HttpInput in = request("GET", "/api/v1/dev/mails");
    in.cookie = (Str){0};
    api.development = true;
    CHECK_INT(c, run_with(c, &api, &in).status, 204);
    in.path = STR("/metrics");
    CHECK_INT(c, run_with(c, &api, &in).status, 404);
    in.metrics_listener = true;
    CHECK_INT(c, run_with(c, &api, &in).status, 204);
    in.path = STR("/api/v1/dev/mails");
    CHECK_INT(c, run_with(c, &api, &in).status, 404);
}

static void a_read_only_server_still_reads(Check *c)
{
    Api api = api_of_test;
    api.read_only = reason;
    HttpInput in = request("GET", "/api/v1/things");
    CHECK_INT(c, run_with(c, &api, &in).status, 200);
    in = request("POST", "/api/v1/things");
    Reply r = run_with(c, &api, &in);
    CHECK_INT(c, r.status, 503);
    CHECK(c, holds(&r, "http.read_only"));
    CHECK_INT(c, r.retry_after_s, 5);
}

static void a_shortage_of_memory_is_answered_busy(Check *c)
{
    HttpInput in = request("POST", "/api/v1/things");
    bool hit = true;
    Ctx *cx = check_ctx(c);
    Arena *before = cx->arena;
    for (long n = 0; hit; n++) {
        AUTO_ARENA a = arena_new(1 << 20);
        cx->arena = a;
        fault_after(FAULT_MEMORY, n);
        Reply r = run(c, &in);
        hit = fault_disarm();
        CHECK_INT(c, r.status, hit ? 503 : 201);
        CHECK(c, !hit || holds(&r, "http.busy"));
        cx->arena = before;
    }
    for (size_t limit = 0; limit < 32768; limit += 256) { /* too small an arena for anything, then for this or that */
        AUTO_ARENA a = arena_new(limit);
        cx->arena = a;
        Reply r = run(c, &in);
        CHECK(c, r.status == 503 || r.status == 201);
        cx->arena = before;
    }
}

static void rows_that_are_not_whole_stop_the_start(Check *c)
{
    static const Route twice[] = {
        ROUTE("GET", "/a/{x}", done, RIGHT_PUBLIC, "A"), ROUTE("GET", "/a/{y_id}", done, RIGHT_PUBLIC, "B"), {0}};
    static const Route deep[] = {ROUTE("GET", "/{a}/{b}/{c}/{d}/{e}", done, RIGHT_PUBLIC, "A"), {0}};
    static const Route high[] = {ROUTE("GET", "/a", done, RIGHT_LIMIT, "A"), {0}};
    static const Route *const bad[] = {twice, deep, high};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const Surface one = {"x", bad[i], NULL, NULL};
        const Surface *const all[] = {&one, NULL};
        RouteTable *t = NULL;
        CHECK_INT(c, route_table_new(all, &t), ERR_BUG);
    }
}

static void what_nobody_has_a_row_for_stays_out_of_the_document(Check *c)
{
    RouteTable *t = NULL;
    Buf b;
    static const char *const names[] = {"", "public", "signed_in", "worker", "development", "thing.edit", NULL};
    REQUIRE(c, route_table_new(surfaces, &t) == OK);
    buf_init(&b, check_ctx(c)->arena, 1 << 20);
    CHECK_INT(c, route_openapi(check_ctx(c), t, names, STR("1"), &b), ERR_BUG); /* thing.odd has no row */
    route_table_free(t);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a sound request is answered", a_sound_request_is_answered},
        {"unknown paths and methods are told apart", unknown_paths_and_methods_are_told_apart},
        {"a literal part goes before a parameter", a_literal_part_goes_before_a_parameter},
        {"HEAD is answered like GET", head_is_answered_like_get},
        {"nobody gets 401 and too few rights 403", nobody_gets_401_and_too_few_rights_403},
        {"a foreign page cannot write", a_foreign_page_cannot_write},
        {"a body passes at its ceiling and not above", a_body_passes_at_its_ceiling_and_not_above},
        {"what is malformed is refused by its own code", what_is_malformed_is_refused_by_its_own_code},
        {"an edit needs the version it started from", an_edit_needs_the_version_it_started_from},
        {"an unchanged reply is 304", an_unchanged_reply_is_304},
        {"a problem says why and no more", a_problem_says_why_and_no_more},
        {"the id of nothing and a foreign id look alike", the_id_of_nothing_and_a_foreign_id_look_alike},
        {"a page fails as a page", a_page_fails_as_a_page},
        {"a page sends who is not signed in to do so", a_page_sends_who_is_not_signed_in_to_do_so},
        {"development and metrics show only where they may", development_and_metrics_show_only_where_they_may},
        {"a read-only server still reads", a_read_only_server_still_reads},
        {"a shortage of memory is answered busy", a_shortage_of_memory_is_answered_busy},
        {"rows that are not whole stop the start", rows_that_are_not_whole_stop_the_start},
        {"a code without a row stops the document", what_nobody_has_a_row_for_stays_out_of_the_document},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
