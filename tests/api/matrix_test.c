/* The refusals of every route, generated from the route table: whatever a row says must be refused is refused, with the
 * right status and code, before the handler runs. */
#include "tests/api/world.h"

#include <string.h>

typedef struct {
    World *w;
    const Route *r;
    HttpInput in; /* sound: with it the handler would run */
    Principal who;
} Case;

static bool is_guarded(const Route *r)
{
    return r->right != RIGHT_PUBLIC && r->right != RIGHT_DEVELOPMENT;
}

static bool is_unsafe(const Route *r)
{
    return !route_is_safe(r);
}

static Principal principal_for(World *w, const Route *r)
{
    Principal worker = {.rights = RIGHT_BIT(RIGHT_WORKER), .name = STR("worker")};
    return r->right == RIGHT_WORKER ? worker : w->a.who;
}

static void expect(Case *k, const char *why, int status, const char *code)
{
    k->w->who = k->who;
    Reply r = world_call_with(k->w, &k->in);
    bool page = k->r->flags & ROUTE_HTML;
    bool ok = r.status == status && (page || world_holds(&r, code));
    if (CHECK(k->w->c, ok))
        return;
    check_say(k->w->c, "%s: expected %d %s", why, status, code);
    world_say(k->w, k->r, &r);
}

static void nobody(Case *k)
{
    if (!is_guarded(k->r))
        return;
    k->who = (Principal){0};
    expect(k, "without a session", 401, "http.unauthenticated");
}

/* All rights but the one that the row asks for. */
static void without_the_right(Case *k)
{
    if (!is_guarded(k->r))
        return;
    if (k->r->right == RIGHT_SIGNED_IN)
        k->who = (Principal){.rights = ~(Rights)0, .space = k->w->a.space.id, .name = STR("machine")};
    else if (k->r->right == RIGHT_WORKER)
        k->who = k->w->a.who;
    else
        k->who.rights = ~RIGHT_BIT(k->r->right);
    expect(k, "without the right", 403, "http.denied");
}

static void without_the_token(Case *k)
{
    if (!is_unsafe(k->r) || !is_guarded(k->r) || (k->r->flags & ROUTE_NO_CSRF))
        return;
    k->in.csrf_token = (Str){0};
    expect(k, "without the CSRF token", 403, "http.csrf");
    k->in.csrf_token = STR("nekot");
    expect(k, "with a wrong CSRF token", 403, "http.csrf");
}

static void from_elsewhere(Case *k)
{
    if (!is_unsafe(k->r))
        return;
    k->in.origin = STR("https://elsewhere.example");
    expect(k, "from another origin", 403, "http.csrf");
}

static void with_a_bad_id(Case *k)
{
    if (!route_parameter(k->r, 0).at)
        return;
    k->in.path = world_path(k->w, k->r, VALUE_BAD);
    expect(k, "with malformed path parts", 400, "http.bad_id");
}

static void with_an_unknown_id(Case *k)
{
    if (!route_parameter(k->r, 0).at || k->r->right == RIGHT_WORKER) /* a worker's job: any answer but success */
        return;
    k->in.path = world_path(k->w, k->r, VALUE_UNKNOWN);
    expect(k, "with an unknown id", 404, "http.missing");
}

static void below_the_path(Case *k)
{
    Buf b;
    buf_init(&b, check_ctx(k->w->c)->arena, 500);
    buf_put(&b, k->in.path);
    buf_put(&b, STR("/nowhere/at/all"));
    k->in.path = buf_str(&b);
    k->r = &(Route){.method = k->r->method, .path = k->r->path};
    expect(k, "below the path", 404, "http.missing");
}

/* Told again from the rows themselves: each method on this very pattern, in order, HEAD after GET. */
static Str allowed(World *w, const char *path)
{
    Buf b;
    buf_init(&b, check_ctx(w->c)->arena, 200);
    for (size_t i = 0; i < route_count(w->api.routes); i++) {
        const Route *r = route_at(w->api.routes, i);
        if (strcmp(r->path, path) != 0)
            continue;
        buf_format(&b, "%s%s%s", b.n ? ", " : "", r->method, strcmp(r->method, "GET") == 0 ? ", HEAD" : "");
    }
    return buf_str(&b);
}

static void with_a_wrong_method(Case *k)
{
    k->in.method = STR("BREW");
    expect(k, "with a wrong method", 405, "http.method");
    CHECK_STR(k->w->c, world_call_with(k->w, &k->in).allow, allowed(k->w, k->r->path).at);
}

static void with_too_large_a_body(Case *k)
{
    static char bytes[HTTP_BODY_LARGE + 1];
    if (k->r->flags & ROUTE_FILE_BODY) {
        k->in.body_file = k->w->part;
        k->in.body_file_size = HTTP_BODY_FILE + 1;
    } else
        k->in.body = (Str){bytes, (k->r->flags & ROUTE_LARGE_BODY ? HTTP_BODY_LARGE : HTTP_BODY) + 1};
    expect(k, "with a body above the ceiling", 413, "http.too_large");
}

static void with_a_wrong_media_type(Case *k)
{
    if (!route_body_type(k->r))
        return;
    k->in.content_type = STR("application/x-www-form-urlencoded");
    expect(k, "with a wrong media type", 415, "http.media_type");
}

static void without_a_version(Case *k)
{
    if (!(k->r->flags & ROUTE_NEEDS_MATCH))
        return;
    k->in.if_match = (Str){0};
    expect(k, "without If-Match", 428, "http.match_required");
}

static void with_an_unknown_member(Case *k)
{
    k->in.query = STR("no_such_filter=1");
    expect(k, "with an unknown filter", 400, "http.unknown_member");
    if (!k->r->body)
        return;
    Buf b;
    buf_init(&b, check_ctx(k->w->c)->arena, 128 << 10);
    buf_put(&b, (Str){k->in.body.at, k->in.body.n - 1});
    buf_put(&b, k->in.body.n > 2 ? STR(",\"no_such_member\":1}") : STR("\"no_such_member\":1}"));
    k->in.body = buf_str(&b);
    k->in.query = STR("");
    expect(k, "with an unknown member", 400, "http.unknown_member");
}

static void when_not_in_development(Case *k)
{
    if (k->r->right != RIGHT_DEVELOPMENT)
        return;
    k->w->api.development = false;
    expect(k, "outside of development", 404, "http.missing");
    k->w->api.development = true;
}

static void on_the_other_listener(Case *k)
{
    k->in.metrics_listener = !k->in.metrics_listener;
    expect(k, "on the other listener", 404, "http.missing");
}

static void (*const refusals[])(Case *k) = {
    nobody,
    without_the_right,
    without_the_token,
    from_elsewhere,
    with_a_bad_id,
    below_the_path,
    with_an_unknown_id,
    with_a_wrong_method,
    with_too_large_a_body,
    with_a_wrong_media_type,
    without_a_version,
    with_an_unknown_member,
    when_not_in_development,
    on_the_other_listener,
};

static void every_route(Check *c, TestDatabase *d)
{
    World w;
    if (world_open(c, d, &w))
        for (size_t i = 0; i < route_count(w.api.routes); i++)
            for (size_t k = 0; k < sizeof refusals / sizeof *refusals; k++) {
                const Route *r = route_at(w.api.routes, i);
                Case one = {.w = &w, .r = r, .in = w.in, .who = principal_for(&w, r)};
                one.in.method = str_of(r->method);
                one.in.path = world_path(&w, r, VALUE_OWN);
                one.in.body = world_body(&w, r, VALUE_UNKNOWN);
                one.in.metrics_listener = r->flags & ROUTE_METRICS;
                refusals[k](&one);
            }
    world_close(&w);
}

static void matrix(Check *c)
{
    database_each_engine(c, every_route);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"every route refuses what its row says", matrix},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
