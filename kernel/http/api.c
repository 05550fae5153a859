/* One request through its steps. The order is a decision: cheap refusals first, nothing told to who may not know, the
 * database opened last. */
#include "kernel/http/api.h"

#include "base/log.h"
#include "kernel/crypt/crypt.h"
#include "kernel/http/csrf.h"
#include "kernel/http/headers.h"
#include "kernel/http/path.h"
#include "kernel/http/problem.h"
#include "kernel/metrics/metrics.h"

static bool is_safe(Str method)
{
    return str_equal(method, STR("GET")) || str_equal(method, STR("HEAD")) || str_equal(method, STR("OPTIONS"));
}

static bool is_open(int right)
{
    return right == RIGHT_PUBLIC || right == RIGHT_DEVELOPMENT;
}

bool req_has(const Req *q, int right)
{
    if (right == RIGHT_SIGNED_IN)
        return !id_none(&q->who.person);
    return is_open(right) || (q->who.rights & RIGHT_BIT(right));
}

static Rc find(Req *q, Reply *r)
{
    const HttpInput *in = q->in;
    TRY(in->refused);
    Rc rc = route_find(q->cx, q->api->routes, in->method, in->path, &q->route, q->parts, &r->allow);
    if (rc == ERR_CONFLICT)
        return fail(q->cx, rc, "http.method", NULL);
    TRY(rc);
    bool hidden = (q->route->right == RIGHT_DEVELOPMENT && !q->api->development) ||
                  in->metrics_listener != !!(q->route->flags & ROUTE_METRICS);
    if (!hidden)
        return OK;
    q->route = NULL; /* as if it were not there */
    return ERR_MISSING;
}

static Rc check_size(Req *q, Reply *r)
{
    (void)r;
    unsigned flags = q->route->flags;
    int64_t n = q->in->body_file.n ? q->in->body_file_size : (int64_t)q->in->body.n;
    int64_t ceiling = flags & ROUTE_FILE_BODY ? HTTP_BODY_FILE : flags & ROUTE_LARGE_BODY ? HTTP_BODY_LARGE : HTTP_BODY;
    return q->in->body_too_large || n > ceiling ? ERR_LIMIT : OK;
}

static Rc authenticate(Req *q, Reply *r)
{
    (void)r;
    return is_open(q->route->right) ? OK : q->api->authenticate(q, &q->who);
}

static Rc authorise(Req *q, Reply *r)
{
    (void)r;
    return req_has(q, q->route->right) ? OK : ERR_DENIED;
}

static Rc check_origin(Req *q, Reply *r)
{
    (void)r;
    return is_safe(q->in->method) ? OK : csrf_check(q);
}

static Rc check_writable(Req *q, Reply *r)
{
    (void)r;
    bool closed = !is_safe(q->in->method) && q->api->read_only && q->api->read_only(q->api).n;
    return closed ? fail(q->cx, ERR_BUSY, "http.read_only", NULL) : OK;
}

static Rc check_media_type(Req *q, Reply *r)
{
    (void)r;
    const char *wanted = route_body_type(q->route);
    if (!wanted || header_is_type(q->in->content_type, str_of(wanted)))
        return OK;
    if ((q->route->flags & ROUTE_TEXT_PLAIN) && header_is_type(q->in->content_type, STR("text/plain")))
        return OK;
    return fail(q->cx, ERR_INVALID, "http.media_type", "Content-Type");
}

static bool is_identity(Str name)
{
    return str_equal(name, STR("id")) || (name.n > 3 && str_equal((Str){name.at + name.n - 3, 3}, STR("_id")));
}

static bool is_plain(Str part)
{
    for (size_t i = 0; i < part.n; i++) {
        char c = part.at[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') && c != '-' && c != '_' &&
            c != '.')
            return false;
    }
    return part.n <= HTTP_PART_MAX;
}

static Rc check_parts(Req *q, Reply *r)
{
    (void)r;
    for (size_t i = 0; i < HTTP_PATH_PARTS; i++) {
        Str name = route_parameter(q->route, i), copy;
        Id id;
        if (!name.at)
            break;
        if (is_identity(name) ? id_parse(q->parts[i], &id) == OK : is_plain(q->parts[i]))
            continue;
        TRY(str_copy(q->cx->arena, name, &copy));
        return fail(q->cx, ERR_INVALID, "http.bad_id", copy.at);
    }
    return OK;
}

static Rc decode_query(Req *q, Reply *r)
{
    (void)r;
    static const Shape none = {.size = 1};
    const Shape *s = q->route->query ? q->route->query : &none;
    void *query = arena_get(q->cx->arena, s->size);
    if (!query)
        return ERR_NOMEM;
    TRY(shape_decode_query(q->cx, s, q->in->query, query));
    q->query = q->route->query ? query : NULL;
    return OK;
}

static Rc read_match(Req *q, Reply *r)
{
    (void)r;
    q->if_match = -1;
    if (q->in->if_match.n == 0)
        return q->route->flags & ROUTE_NEEDS_MATCH ? fail(q->cx, ERR_STALE, "http.match_required", "If-Match") : OK;
    if (header_version(q->in->if_match, &q->if_match) != OK)
        return fail(q->cx, ERR_INVALID, "http.malformed", "If-Match");
    return OK;
}

static Rc decode_body(Req *q, Reply *r)
{
    (void)r;
    if (!q->route->body)
        return OK;
    void *body = arena_get(q->cx->arena, q->route->body->size);
    if (!body)
        return ERR_NOMEM;
    TRY(q->route->decode ? q->route->decode(q->cx, q->in->body, body)
                         : shape_decode(q->cx, q->route->body, q->in->body, DECODE_STRICT, body));
    q->body = body;
    return OK;
}

/* The principal's own space and no other. A session of a space that is gone is no session. */
static Rc open_space(Req *q, Reply *r)
{
    (void)r;
    if (id_none(&q->who.space))
        return OK;
    Rc rc = store_space(q->cx, q->stores, &q->who.space, &q->db);
    return rc == ERR_MISSING ? ERR_UNKNOWN : rc;
}

static Rc handle(Req *q, Reply *r)
{
    fail_clear(q->cx);
    return q->route->handler(q, r);
}

static Rc encode(Req *q, Reply *r)
{
    if (r->content_type)
        r->body = r->raw;
    else if (r->object && q->route->reply) {
        TRY(shape_encode(q->cx, q->route->reply, r->object, &r->body));
        r->content_type = "application/json";
    } else if (q->route->reply && r->status == 0 && !r->accel_redirect.n)
        return ERR_BUG; /* a handler that forgot its reply */
    bool full = r->content_type || r->accel_redirect.n;
    if (r->status == 0)
        r->status = q->route->status ? q->route->status : full ? 200 : 204;
    return r->body.rc;
}

static Rc tag(Req *q, Reply *r)
{
    Ctx *cx = q->cx;
    if (r->version > 0)
        TRY(str_format(cx->arena, &r->etag, "\"%lld\"", (long long)r->version));
    else if (r->etag_of_body) {
        enum { TAG_BYTES = 16 };
        Sha256 h = sha256(buf_str(&r->body));
        Buf b;
        buf_init(&b, cx->arena, 64);
        buf_byte(&b, '"');
        buf_base64url(&b, h.bytes, TAG_BYTES);
        buf_byte(&b, '"');
        TRY(b.rc);
        r->etag = buf_str(&b);
    }
    if (is_safe(q->in->method) && header_none_match(q->in->if_none_match, r->etag)) {
        r->status = 304;
        r->content_type = NULL;
        buf_clear(&r->body);
    }
    if (!r->cache_control.at)
        r->cache_control = STR("no-store");
    return OK;
}

static Rc (*const steps[])(Req *q, Reply *r) = {
    find,           check_size,       authenticate, authorise,    check_origin,
    check_writable, check_media_type, check_parts,  decode_query, read_match,
    decode_body,    open_space,       handle,       encode,       tag,
};

static Rc run(Req *q, Reply *r)
{
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        TRY(steps[i](q, r));
    return OK;
}

/* A clock of its own: durations are for the operator, never for rules. */
static int64_t micros(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

void api_run(Ctx *cx, const Api *api, StoreThread *stores, const HttpInput *in, Reply *r)
{
    Req q = {.cx = cx, .api = api, .in = in, .stores = stores, .if_match = -1};
    int64_t begun = api->metrics ? micros() : 0;
    ArenaMark mark = arena_mark(cx->arena);
    metrics_add(api->metrics, METRIC_HTTP_IN_FLIGHT, 1);
    *r = (Reply){0};
    buf_init(&r->body, cx->arena, HTTP_REPLY_MAX);
    buf_init(&r->raw, cx->arena, HTTP_REPLY_MAX);
    Rc rc = run(&q, r);
    if (rc == ERR_NOMEM) { /* room for the answer: all that the request took is given back */
        arena_rewind(cx->arena, mark);
        fail_clear(cx);
        *r = (Reply){0};
        q.who = (Principal){.person = q.who.person, .space = q.who.space};
    }
    if (rc != OK)
        problem_reply(&q, rc, r);
    if (q.route && api->observe)
        api->observe(&q, r->status);
    if (q.route)
        metrics_route(api->metrics, route_index(api->routes, q.route), r->status, micros() - begun);
    else
        metrics_add(api->metrics, METRIC_HTTP_UNROUTED, 1);
    metrics_add(api->metrics, METRIC_HTTP_IN_FLIGHT, -1);
}

void reply_header(Reply *r, const char *name, Str value)
{
    if (r->header_count < REPLY_HEADERS_MAX)
        r->headers[r->header_count++] = (ReplyHeader){name, value};
    else
        log_fault(NULL, "http", "a reply has too many headers; one was left out", "name=%s rc=%s", name,
                  rc_name(ERR_BUG));
}

Rc req_id(Req *q, size_t part, Id *ret)
{
    return id_parse(q->parts[part], ret) == OK ? OK : fail(q->cx, ERR_INVALID, "http.bad_id", NULL);
}

Rc req_match(Req *q, int64_t current)
{
    if (q->if_match < 0 || q->if_match == current)
        return OK;
    q->cx->problem.current_version = current;
    return fail(q->cx, ERR_STALE, "http.stale", NULL);
}
