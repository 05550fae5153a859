/* From an outcome and its reason to what the client reads. */
#include "kernel/http/problem.h"

#include "base/log.h"
#include "kernel/json/encode.h"

enum { PROBLEM_MAX = 64 << 10 };

typedef struct {
    Str field, code;
} Fault;

typedef struct {
    Str type, title;
    int64_t status;
    Str code;
    Str field;
    bool has_field;
    Str request_id;
    ListOf(Fault) errors;
    bool has_errors;
    int64_t current_version;
    bool has_current_version;
} ProblemDocument;

static const Member fault_members[] = {
    MEMBER_TEXT(Fault, field, TEXT_LINE, 0, 512, "Path of the member: items[3].email"),
    MEMBER_TEXT(Fault, code, TEXT_TOKEN, 1, 80, "What is wrong with it"),
};
static SHAPE(fault_shape, "ProblemFault", Fault, fault_members, "One fault of what came in");

static const Member problem_members[] = {
    MEMBER_TEXT(ProblemDocument, type, TEXT_LINE, 1, 200, "Relative reference that names the kind of problem"),
    MEMBER_TEXT(ProblemDocument, title, TEXT_LINE, 1, 200, "The kind of problem in a sentence, for developers"),
    MEMBER_INT(ProblemDocument, status, 400, 599, "HTTP status"),
    MEMBER_TEXT(ProblemDocument, code, TEXT_TOKEN, 1, 80, "Stable code of the problem"),
    OPTIONAL(ProblemDocument, field, MEMBER_KIND_TEXT, .text = TEXT_LINE, .max = 512,
             .doc = "The member, parameter or header that is at fault"),
    MEMBER_TEXT(ProblemDocument, request_id, TEXT_TOKEN, 1, 64, "To find the request in the log"),
    OPTIONAL(ProblemDocument, errors, MEMBER_KIND_LIST, .of = &fault_shape, .max = PROBLEM_ITEMS,
             .item_size = sizeof(Fault), .doc = "Every fault found, at most twenty"),
    OPTIONAL(ProblemDocument, current_version, MEMBER_KIND_INT, .max = INT64_MAX,
             .doc = "With http.stale: the version that is stored"),
};
SHAPE(problem_shape, "Problem", ProblemDocument, problem_members, "Why a request failed (RFC 9457)");

static Rc collect(Ctx *cx, ProblemDocument *d)
{
    const Problem *p = &cx->problem;
    d->field = p->field;
    d->has_field = p->field.n > 0;
    d->current_version = p->current_version;
    d->has_current_version = p->current_version > 0;
    d->has_errors = p->item_count > 0;
    d->errors.n = p->item_count;
    d->errors.at = arena_array(cx->arena, p->item_count, sizeof(Fault));
    if (!d->errors.at)
        return ERR_NOMEM;
    for (size_t i = 0; i < p->item_count; i++)
        d->errors.at[i] = (Fault){p->items[i].field, str_of(p->items[i].code)};
    return str_format(cx->arena, &d->type, "/problems/%.*s", STR_ARG(d->code));
}

static Rc write_json(Req *q, const ProblemDocument *d, const void *more, Buf *out)
{
    JsonWriter w = JSON_WRITER(out);
    json_object_begin(&w);
    encode_members(&w, &problem_shape, d);
    if (more && q->route && q->route->problem)
        encode_members(&w, q->route->problem, more);
    json_object_end(&w);
    return out->rc;
}

static void put_escaped(Buf *out, Str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.at[i];
        Str entity = c == '<' ? STR("&lt;") : c == '>' ? STR("&gt;") : c == '&' ? STR("&amp;") : STR("&quot;");
        buf_put(out, c == '<' || c == '>' || c == '&' || c == '"' ? entity : (Str){&s.at[i], 1});
    }
}

/* A page for a person, in both languages; without style, which the policy of our pages would refuse inline. */
static Rc write_page(const ProblemDocument *d, Buf *out)
{
    buf_put(out, STR("<!doctype html><html lang=\"fr\"><meta charset=\"utf-8\">"
                     "<meta name=\"viewport\" content=\"width=device-width\"><title>Kair</title>"
                     "<h1>Cette page ne peut pas s’afficher</h1><p lang=\"en\">This page cannot be shown: "));
    put_escaped(out, d->title);
    buf_put(out, STR(".</p><p><code>"));
    put_escaped(out, d->code);
    buf_put(out, STR("</code> <code>"));
    put_escaped(out, d->request_id);
    buf_put(out, STR("</code></p>"));
    return out->rc;
}

/* The row of the code; a code without a row is our fault, and is answered all the same. */
static const char *title_of(Req *q, const char *code)
{
    const ErrorCode *row = route_error(q->api->routes, code);
    if (row)
        return row->doc;
    log_fault(q->cx, "http", "an error code has no row", "code=%s", code);
    return "The request failed";
}

static Rc write(Req *q, int status, const char *code, const void *more, Reply *r)
{
    Ctx *cx = q->cx;
    bool page = q->route && (q->route->flags & ROUTE_HTML);
    ProblemDocument d = {
        .title = str_of(title_of(q, code)), .status = status, .code = str_of(code), .request_id = cx->id};
    buf_init(&r->body, cx->arena, PROBLEM_MAX);
    TRY(collect(cx, &d));
    TRY(page ? write_page(&d, &r->body) : write_json(q, &d, more, &r->body));
    r->content_type = page ? "text/html; charset=utf-8" : "application/problem+json";
    return OK;
}

static const char *challenge(const Req *q)
{
    return q->route && q->route->right == RIGHT_WORKER ? "Bearer realm=\"kair\"" : "Session realm=\"kair\"";
}

/* RFC 3986 §2.3, and '/', which means nothing in a query. */
static void put_encoded(Buf *out, Str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.at[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-._~/", c);
        if (plain && c)
            buf_byte(out, (char)c);
        else
            buf_format(out, "%%%02X", c);
    }
}

/* To the sign-in page and back: for a person, who asked for a page. */
static bool send_to_sign_in(Req *q, Rc rc, Reply *r)
{
    enum { LOCATION_MAX = 8 << 10 };
    bool page = q->route && (q->route->flags & ROUTE_HTML);
    bool asks = str_equal(q->in->method, STR("GET")) || str_equal(q->in->method, STR("HEAD"));
    Buf b;
    if (rc != ERR_UNKNOWN || !page || !asks || !q->api->sign_in)
        return false;
    buf_init(&b, q->cx->arena, LOCATION_MAX);
    buf_put(&b, str_of(q->api->sign_in));
    put_encoded(&b, q->in->path);
    if (q->in->query.n) {
        put_encoded(&b, STR("?"));
        put_encoded(&b, q->in->query);
    }
    if (b.rc != OK)
        return false;
    *r = (Reply){.status = 303, .location = buf_str(&b), .cache_control = STR("no-store")};
    return true;
}

void problem_reply(Req *q, Rc rc, Reply *r)
{
    const Problem *p = &q->cx->problem;
    if (send_to_sign_in(q, rc, r))
        return;
    const char *code = p->code ? p->code : http_code(rc);
    int status = http_status_of(rc, code);
    if (status == 500) /* the cause is ours to know and nobody else's */
        log_fault(q->cx, "http", "request failed", "rc=%s code=%s route=%s", rc_name(rc), code,
                  q->route ? q->route->path : "-");
    Reply refusal = {.status = status, .allow = r->allow, .problem = r->problem, .cache_control = STR("no-store")};
    memcpy(refusal.headers, r->headers, sizeof refusal.headers);
    refusal.header_count = r->header_count;
    *r = refusal;
    r->authenticate = status == 401 ? challenge(q) : NULL;
    r->retry_after_s = p->retry_after_s > 0 ? p->retry_after_s : status == 503 ? 5 : 0;
    if (write(q, status, code, r->problem, r) == OK)
        return;
    r->content_type = NULL; /* no memory even for this: the status alone tells it */
    buf_clear(&r->body);
}
