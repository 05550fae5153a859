/* Routes are data: the same rows serve requests, refuse what must be refused, write docs/api/openapi.json and drive the
 * generated tests. Knows no domain: rights are numbers whose names the program gives (Api.rights). */
#ifndef KERNEL_HTTP_ROUTE_H
#define KERNEL_HTTP_ROUTE_H

#include "kernel/json/codec.h"
#include "kernel/json/schema.h"
#include "kernel/store/store.h"

typedef struct Req Req;
typedef struct Reply Reply;
typedef Rc (*Handler)(Req *q, Reply *r);

/* 0 is no right: a row without one does not compile (see ROUTE). Business rights start at RIGHT_FIRST. */
enum { RIGHT_PUBLIC = 1, RIGHT_SIGNED_IN, RIGHT_WORKER, RIGHT_DEVELOPMENT, RIGHT_FIRST, RIGHT_LIMIT = 64 };
typedef uint64_t Rights; /* bit set by right number */
#define RIGHT_BIT(right) ((Rights)1 << (right))

typedef enum {
    ROUTE_NO_CSRF = 1 << 0,     /* unsafe, yet without a session: sign-in, reset, links, worker */
    ROUTE_NEEDS_MATCH = 1 << 1, /* If-Match required: 428 without */
    ROUTE_HTML = 1 << 2,        /* answers a page, problems too */
    ROUTE_METRICS = 1 << 3,     /* only on the separate listener */
    ROUTE_LARGE_BODY = 1 << 4,  /* body up to HTTP_BODY_LARGE instead of HTTP_BODY */
    ROUTE_PERSONAL = 1 << 5,    /* shows personal data of others: each read goes to the audit log (ARCHITECTURE §8) */
    ROUTE_FILE_BODY = 1 << 6,  /* body is bytes, up to HTTP_BODY_FILE: HttpInput.body_file, never in memory; no route on
                                  the same path takes JSON, for the front server knows paths only */
    ROUTE_TEXT_PLAIN = 1 << 7, /* JSON may come as text/plain: navigator.sendBeacon (PLAYER §3) */
} RouteFlag;
enum { HTTP_BODY = 64 << 10, HTTP_BODY_LARGE = 3 << 20, HTTP_BODY_FILE = 8 << 20, HTTP_PATH_PARTS = 4 };

typedef struct {
    const char *method;
    const char *path; /* "/api/v1/groups/{group_id}"; a part named …_id must be a UUID, others a slug or token ≤ 80 */
    Handler handler;
    int right;
    int status; /* on success; 0 = 200, or 204 without a reply shape */
    unsigned flags;
    const Shape *query, *body, *reply;
    const Shape *problem;     /* members that this route's problem documents may carry besides the standard ones */
    const char *doc;          /* a sentence without a final dot: the operation's summary */
    const char *const *codes; /* error codes beyond the generic ones, NULL-terminated: for the document */
    /* Reads the body instead of shape_decode: documents with a schema number. */
    Rc (*decode)(Ctx *cx, Str json, void *ret);
    const char *body_type; /* with ROUTE_FILE_BODY: its media type; NULL = application/octet-stream */
    const char
        *reply_type; /* instead of a reply shape: text or bytes of this media type (Reply.raw, X-Accel-Redirect) */
} Route;

/* ROUTE("POST", "/api/v1/groups", create, RIGHT_GROUP_EDIT, "Create a group", .status = 201, .body = &…, .reply = &…)
 */
#define ROUTE(verb, pattern, function, need, sentence, ...)                                             \
    {                                                                                                   \
        .method = verb, .path = pattern, .handler = function,                                           \
        .right = (need) + 0 * (int)sizeof(struct { int a_route_needs_a_right : (need) > 0 ? 1 : -1; }), \
        .doc = sentence, ##__VA_ARGS__                                                                  \
    }

/* A stable error code of a domain, what it answers and what it means. The lint holds every fail() against these tables.
 */
typedef struct {
    const char *code;
    Rc rc;
    const char *doc;
} ErrorCode;

/* What a domain gives to the program. All tables end with an empty row. */
typedef struct {
    const char *name;
    const Route *routes;
    const ErrorCode *errors;
    const NamedEnum *enums; /* enumerations the document shows under a name; NULL = none */
} Surface;

extern const ErrorCode http_errors[]; /* the generic ones */

/* Keeps `surfaces` (NULL-terminated). ERR_BUG, logged: two rows alike, a row that is not whole, bytes and JSON on one
 * path. ERR_NOMEM. */
typedef struct RouteTable RouteTable;
Rc route_table_new(const Surface *const *surfaces, RouteTable **ret) MUST;
void route_table_free(RouteTable *t);

/* Finds the row for a decoded path; HEAD finds GET. Parts are slices of `path`. `*ret_allowed` gets the methods of a
 * known path ("GET, HEAD, POST", in cx->arena) when no row has this method (ERR_CONFLICT); ERR_MISSING for an unknown
 * path. A literal part goes before a parameter. */
Rc route_find(Ctx *cx, const RouteTable *t, Str method, Str path, const Route **ret, Str ret_parts[HTTP_PATH_PARTS],
              Str *ret_allowed) MUST;
bool route_is_safe(const Route *r);          /* GET or OPTIONS (RFC 9110 §9.2.1): changes nothing */
const char *route_body_type(const Route *r); /* NULL: takes no body */
size_t route_count(const RouteTable *t);
const Route *route_at(const RouteTable *t, size_t i);
size_t route_index(const RouteTable *t, const Route *r); /* for metrics; route_count when it is none of the table's */
const Surface *const *route_surfaces(const RouteTable *t);
Str route_parameter(const Route *r, size_t i); /* name of path parameter `i`; {NULL,0} past the last */
const ErrorCode *route_error(const RouteTable *t, const char *code); /* NULL when no table has it */

/* HTTP status of an outcome: 400 422 401 403 404 409 412 413 429 503 500; and of a code, where the code says more
 * (405, 415, 428). */
int http_status(Rc rc);
int http_status_of(Rc rc, const char *code);
const char *http_code(Rc rc); /* the generic code of an outcome that came without one */

/* Appends the OpenAPI 3.1 document of the table. `right_names[i]` names right i. */
Rc route_openapi(Ctx *cx, const RouteTable *t, const char *const *right_names, Str version, Buf *out) MUST;

#endif
