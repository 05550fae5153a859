/* One request from its parts to its reply, without a socket: route, principal, right, CSRF, decode, handler, encode.
 * FastCGI (fastcgi.h) and the tests call api_run alike. */
#ifndef KERNEL_HTTP_API_H
#define KERNEL_HTTP_API_H

#include "kernel/http/route.h"

/* Who asks: found by Api.authenticate. All zero = nobody. */
typedef struct {
    Id person; /* empty for machines */
    Id session;
    Id space; /* empty: nobody, or a machine of the platform */
    Rights rights;
    bool by_cookie; /* then unsafe methods need the CSRF token */
    Str csrf_token;
    Str name; /* machine: worker's name */
} Principal;

/* What came in, all borrowed. Headers are the few the program uses. */
typedef struct {
    Str method, query;
    Str path; /* decoded and normalised: see path.h */
    Str content_type, body;
    Str cookie, authorization, csrf_token, origin, fetch_site, if_match, if_none_match, user_agent;
    Str host;                                                         /* Host header, for the Origin check */
    Str address;                                                      /* the client's IP address, from nginx */
    Str upload_offset, upload_length, upload_metadata, tus_resumable; /* tus 1.0 */
    Str body_file; /* routes with ROUTE_FILE_BODY: path, terminated, of a temporary file that nginx wrote and removes;
                      {NULL,0}: the body is empty */
    int64_t body_file_size;
    bool https;
    bool body_too_large; /* nginx or the reader saw more than the ceiling */
    Rc refused;          /* not OK: it could not even be read (path, length); the reason is in the context */
    bool metrics_listener;
} HttpInput;

typedef struct Conf Conf;
typedef struct PasswordGate PasswordGate;
typedef struct BlobStore BlobStore;
typedef struct Metrics Metrics;
typedef struct MediaKey MediaKey;
typedef struct PlayerBundle PlayerBundle;
typedef struct XapiMark XapiMark;

typedef struct Api Api;
struct Api {
    const RouteTable *routes;
    Store *store;
    const Conf *conf;
    PasswordGate *passwords;
    BlobStore *blobs;
    const MediaKey *media_key;  /* signs addresses of media */
    const PlayerBundle *player; /* the built player, for pages that carry it; NULL: none was built */
    XapiMark *statements;       /* told which spaces got statements; NULL: nobody waits for them */
    Metrics *metrics;           /* NULL in tests that do not look */
    /* Fills *ret from cookie or Authorization. ERR_UNKNOWN: nobody (a wrong or old token too). */
    Rc (*authenticate)(Req *q, Principal *ret);
    /* Called after each routed request, its reply made: the program audits refusals (401, 403) and reads of routes with
     * ROUTE_PERSONAL. May be NULL. */
    void (*observe)(Req *q, int status);
    /* Where a page (ROUTE_HTML) sends who is not signed in, before the percent-encoded address to come back to:
     * "/sign-in?to="; NULL: it answers 401 as any route. */
    const char *sign_in;
    bool development;                 /* routes with RIGHT_DEVELOPMENT answer 404 unless set */
    Str (*read_only)(const Api *api); /* NULL, or a reason: then unsafe methods answer 503 http.read_only */
    /* First and last name of a person of q's space, for domains below the one that knows people; NULL: no names.
     * ERR_MISSING. */
    Rc (*name_person)(Req *q, const Id *person, Str *ret);
    void *program; /* the program's own, for its routes and the three callbacks; NULL in tests */
};

struct Req {
    Ctx *cx;
    const Api *api;
    const HttpInput *in;
    const Route *route;
    StoreThread *stores;
    Principal who;
    Db *db;                     /* the principal's space; NULL when there is none: never another one */
    Str parts[HTTP_PATH_PARTS]; /* path parameters in order */
    const void *query;          /* decoded by the route's shapes; NULL without a shape */
    const void *body;
    int64_t if_match; /* version; -1 = absent */
    Id written;       /* a route without a session tells here in which space it wrote, for Api.observe */
};

/* A header that only few routes send: tus, Content-Security-Policy of pages. */
typedef struct {
    const char *name;
    Str value;
} ReplyHeader;
enum { REPLY_HEADERS_MAX = 8 };

struct Reply {
    int status;          /* 0 = the route's */
    const void *object;  /* encoded by the route's reply shape */
    const void *problem; /* with a failure: members of the route's problem shape */
    Buf raw;             /* instead of an object: bytes of `content_type` */
    const char *content_type;
    Str location, set_cookie, accel_redirect;
    Str cache_control;                      /* default: no-store */
    int64_t version;                        /* > 0: ETag "version" */
    bool etag_of_body;                      /* ETag from a hash of the body; 304 when it matches If-None-Match */
    ReplyHeader headers[REPLY_HEADERS_MAX]; /* further ones: reply_header */
    size_t header_count;
    /* Written by api_run, for whoever sends it. */
    Buf body;
    Str etag, allow;
    const char *authenticate; /* WWW-Authenticate; NULL = none */
    int64_t retry_after_s;    /* 0 = none */
};

enum { HTTP_REPLY_MAX = 8 << 20 };

/* Handles one request whole. Never fails: a failure becomes a problem document in `r`. `cx` has a fresh arena.
 * Nothing tells a thing of another space from one that never was: both are ERR_MISSING, http.missing, no field. */
void api_run(Ctx *cx, const Api *api, StoreThread *stores, const HttpInput *in, Reply *r);

/* For handlers. */
Rc req_id(Req *q, size_t part, Id *ret) MUST; /* path part as Id (checked before the handler ran) */
/* If-Match against the stored version: ERR_STALE with http.stale and the current version. */
Rc req_match(Req *q, int64_t current) MUST;
bool req_has(const Req *q, int right);
/* One more header, with a problem document too. Both are kept, not copied; a ninth is left out, with a fault in the
 * log. */
void reply_header(Reply *r, const char *name, Str value);

#endif
