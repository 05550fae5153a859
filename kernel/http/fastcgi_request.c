/* FastCGI parameters to HttpInput, Reply to CGI headers (RFC 3875 §6). */
#include "kernel/http/fastcgi_request.h"

#include "base/log.h"
#include "kernel/http/path.h"

#include <errno.h>
#include <stddef.h>
#include <sys/stat.h>

enum {
    REQUEST_ID_MIN = 16,
    REQUEST_ID_MAX = 64,
    HEADERS_MAX = 16 << 10,
    DISCARD_MAX = 16 << 20, /* read and forgotten, so that a refused body does not cost the connection */
};

/* The parameters as they come, before any of them is judged. */
typedef struct {
    HttpInput in;
    Str target, length, https, metrics, request_id;
} Raw;

#define INPUT(name, member)            \
    {                                  \
        name, offsetof(Raw, in.member) \
    }
#define OTHER(name, member)         \
    {                               \
        name, offsetof(Raw, member) \
    }
static const struct {
    const char *name;
    size_t at;
} places[] = {
    INPUT("REQUEST_METHOD", method),
    OTHER("REQUEST_URI", target),
    INPUT("QUERY_STRING", query),
    INPUT("CONTENT_TYPE", content_type),
    OTHER("CONTENT_LENGTH", length),
    INPUT("REMOTE_ADDR", address),
    OTHER("HTTPS", https),
    INPUT("HTTP_HOST", host),
    INPUT("HTTP_COOKIE", cookie),
    INPUT("HTTP_AUTHORIZATION", authorization),
    INPUT("HTTP_ORIGIN", origin),
    INPUT("HTTP_SEC_FETCH_SITE", fetch_site),
    INPUT("HTTP_X_CSRF_TOKEN", csrf_token),
    INPUT("HTTP_IF_MATCH", if_match),
    INPUT("HTTP_IF_NONE_MATCH", if_none_match),
    INPUT("HTTP_USER_AGENT", user_agent),
    INPUT("HTTP_UPLOAD_OFFSET", upload_offset),
    INPUT("HTTP_UPLOAD_LENGTH", upload_length),
    INPUT("HTTP_UPLOAD_METADATA", upload_metadata),
    INPUT("HTTP_TUS_RESUMABLE", tus_resumable),
    INPUT("BODY_FILE", body_file), /* without HTTP_ before it: no header of a client can be this one */
    OTHER("REQUEST_ID", request_id),
    OTHER("METRICS_LISTENER", metrics),
};

static void collect(char **environment, Raw *raw)
{
    for (char **e = environment; *e; e++) {
        Str value = str_of(*e), name;
        if (!str_cut(&value, '=', &name) || !value.at)
            continue;
        for (size_t i = 0; i < sizeof places / sizeof *places; i++)
            if (str_equal(name, str_of(places[i].name)))
                *(Str *)(void *)((char *)raw + places[i].at) = value;
    }
}

static Rc make_request_id(Ctx *cx, Str given)
{
    unsigned char bytes[REQUEST_ID_MIN / 2], scratch[REQUEST_ID_MAX / 2];
    bool sound =
        given.n >= REQUEST_ID_MIN && given.n <= REQUEST_ID_MAX && hex_decode(given, scratch, given.n / 2) == OK;
    if (sound)
        return str_copy(cx->arena, given, &cx->id);
    Buf b;
    buf_init(&b, cx->arena, REQUEST_ID_MIN);
    cx->random->fill(cx->random, bytes, sizeof bytes);
    buf_hex(&b, bytes, sizeof bytes);
    cx->id = buf_str(&b);
    return b.rc;
}

/* Reads the rest away; false when there is more than it is worth. */
static bool discard(FCGX_Request *f)
{
    char bin[4096];
    for (size_t total = 0; total < DISCARD_MAX; total += sizeof bin)
        if (FCGX_GetStr(bin, sizeof bin, f->in) < (int)sizeof bin)
            return true;
    return false;
}

/* The front server wrote the body to a file and sends nothing of it here. */
static Rc measure_file(Ctx *cx, HttpInput *ret)
{
    struct stat st;
    Str path;
    TRY(str_copy(cx->arena, ret->body_file, &path));
    if (stat(path.at, &st) != 0 || !S_ISREG(st.st_mode)) {
        log_fault(cx, "http", "the file of a body cannot be read", "errno=%d", errno);
        return ERR_IO;
    }
    ret->body_file = path;
    ret->body_file_size = st.st_size;
    return OK;
}

static Rc read_body(Ctx *cx, FCGX_Request *f, Str length, HttpInput *ret)
{
    int64_t n = 0;
    if (ret->body_file.n)
        return measure_file(cx, ret);
    if (length.n && (str_i64(length, &n) != OK || n < 0))
        return fail(cx, ERR_INVALID, "http.malformed", "Content-Length");
    if (n > HTTP_BODY_LARGE) {
        ret->body_too_large = true;
        return OK;
    }
    char *body = arena_get(cx->arena, (size_t)n + 1);
    if (!body)
        return ERR_NOMEM;
    if (n && FCGX_GetStr(body, (int)n, f->in) != (int)n) /* the client went away in the middle */
        return fail(cx, ERR_INVALID, "http.malformed", "Content-Length");
    ret->body = (Str){body, (size_t)n};
    return OK;
}

bool fastcgi_read(Ctx *cx, FCGX_Request *f, HttpInput *ret)
{
    Raw raw = {0};
    collect(f->envp, &raw);
    raw.in.https = str_equal(raw.https, STR("on"));
    raw.in.metrics_listener = str_equal(raw.metrics, STR("1"));
    Rc rc = make_request_id(cx, raw.request_id);
    if (rc == OK)
        rc = path_decode(cx, raw.target, &raw.in.path);
    if (rc == OK)
        rc = read_body(cx, f, raw.length, &raw.in);
    raw.in.refused = rc;
    *ret = raw.in;
    return discard(f);
}

static bool breaks_header(Str value)
{
    for (size_t i = 0; i < value.n; i++)
        if ((unsigned char)value.at[i] < 0x20 || value.at[i] == 0x7F)
            return true;
    return false;
}

static void put_header(Ctx *cx, Buf *out, const char *name, Str value)
{
    if (!value.n)
        return;
    if (breaks_header(value)) {
        log_fault(cx, "http", "a header value with control characters was left out", "name=%s", name);
        return;
    }
    buf_put(out, str_of(name));
    buf_put(out, STR(": "));
    buf_put(out, value);
    buf_put(out, STR("\r\n"));
}

static void put_number(Buf *out, const char *name, int64_t value)
{
    buf_format(out, "%s: %lld\r\n", name, (long long)value);
}

/* Names from the registry of HTTP status codes (RFC 9110 §15; 428 and 429: RFC 6585; 507: RFC 4918). The front server
 * hands this line on as it is, and RFC 9112 §4 wants a space behind the number even where no phrase follows. */
static const char *phrase(int status)
{
    static const struct {
        int status;
        const char *phrase;
    } rows[] = {
        {200, "OK"},
        {201, "Created"},
        {202, "Accepted"},
        {204, "No Content"},
        {303, "See Other"},
        {304, "Not Modified"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {409, "Conflict"},
        {412, "Precondition Failed"},
        {413, "Content Too Large"},
        {415, "Unsupported Media Type"},
        {422, "Unprocessable Content"},
        {428, "Precondition Required"},
        {429, "Too Many Requests"},
        {500, "Internal Server Error"},
        {503, "Service Unavailable"},
        {507, "Insufficient Storage"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].status == status)
            return rows[i].phrase;
    return "";
}

void fastcgi_write(Ctx *cx, FCGX_Request *f, const HttpInput *in, const Reply *r)
{
    Buf head;
    Str body = buf_str(&r->body);
    bool empty = r->status == 204 || r->status == 304;
    buf_init(&head, cx->arena, HEADERS_MAX);
    buf_format(&head, "Status: %d %s\r\n", r->status, phrase(r->status));
    put_header(cx, &head, "Content-Type", str_of(r->content_type));
    put_header(cx, &head, "Location", r->location);
    put_header(cx, &head, "Set-Cookie", r->set_cookie);
    put_header(cx, &head, "X-Accel-Redirect", r->accel_redirect);
    put_header(cx, &head, "Cache-Control", r->cache_control);
    put_header(cx, &head, "ETag", r->etag);
    put_header(cx, &head, "Allow", r->allow);
    put_header(cx, &head, "WWW-Authenticate", str_of(r->authenticate));
    put_header(cx, &head, "X-Request-Id", cx->id);
    for (size_t i = 0; i < r->header_count; i++)
        put_header(cx, &head, r->headers[i].name, r->headers[i].value);
    if (r->retry_after_s > 0)
        put_number(&head, "Retry-After", r->retry_after_s);
    if (!empty && !r->accel_redirect.n)
        put_number(&head, "Content-Length", (int64_t)body.n);
    buf_put(&head, STR("\r\n"));
    if (head.rc != OK) { /* the arena is spent: a status that needs none */
        static const char busy[] = "Status: 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n";
        FCGX_PutStr(busy, sizeof busy - 1, f->out);
        return;
    }
    FCGX_PutStr(head.at, (int)head.n, f->out);
    if (!empty && body.n && !str_equal(in->method, STR("HEAD")))
        FCGX_PutStr(body.at, (int)body.n, f->out);
}
