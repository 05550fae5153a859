/* HTTP with libcurl, JSON with shapes. */
#include "apps/worker/client_link.h"

#include "base/log.h"
#include "base/mem.h"
#include "kernel/json/codec.h"
#include "kernel/json/member.h"

#include <stddef.h>

enum { REPLY_MAX = 2 << 20, REQUEST_MAX = 3 << 20, CONNECT_MS = 5000, ANSWER_MS = 30000, KINDS_MAX = 16 };

typedef struct {
    Str worker;
    ListOf(Str) kinds;
    int64_t max;
} LeaseRequest;

ITEM_TEXT(kind_item, TEXT_TOKEN, 1, 80);
static const Member request_members[] = {
    MEMBER_TEXT(LeaseRequest, worker, TEXT_LINE, 1, 80, "Name of the worker"),
    MEMBER_LIST_OF(LeaseRequest, kinds, kind_item, 1, KINDS_MAX, "What it can do"),
    MEMBER_INT(LeaseRequest, max, 1, 16, "How many jobs at most"),
};
static SHAPE(request_shape, NULL, LeaseRequest, request_members, "Asks for work");

typedef struct {
    Id job_id, lease;
    Str kind, payload;
} LeaseItem;
typedef struct {
    ListOf(LeaseItem) items;
} LeaseReply;

static const Member item_members[] = {
    MEMBER_ID(LeaseItem, job_id, "The job"),
    MEMBER_ID(LeaseItem, lease, "The right to do it"),
    MEMBER_TEXT(LeaseItem, kind, TEXT_TOKEN, 1, 80, "What to do"),
    MEMBER_JSON(LeaseItem, payload, REPLY_MAX, "With what"),
};
static SHAPE(item_shape, NULL, LeaseItem, item_members, "A leased job");
static const Member reply_members[] = {MEMBER_LIST(LeaseReply, items, item_shape, 16, "Leased jobs")};
static SHAPE(reply_shape, NULL, LeaseReply, reply_members, "Work");

typedef struct {
    Id lease;
    bool has_progress, has_error, has_final, has_result;
    double progress;
    Str error, result;
    bool final;
} Report;

static const Member report_members[] = {
    MEMBER_ID(Report, lease, "The right to speak"),
    OPTIONAL(Report, progress, MEMBER_KIND_NUMBER, .min = 0, .max = 1, .doc = "How far"),
    OPTIONAL(Report, result, MEMBER_KIND_JSON, .max = REQUEST_MAX, .doc = "What came out"),
    OPTIONAL(Report, error, MEMBER_KIND_TEXT, .text = TEXT_LINE, .min = 1, .max = 400, .doc = "What went wrong"),
    OPTIONAL(Report, final, MEMBER_KIND_BOOL, .doc = "Trying again cannot help"),
};
static SHAPE(report_shape, NULL, Report, report_members, "How a job goes");

Rc client_new(const ClientConf *conf, Client **ret)
{
    Client *c = mem_get(sizeof *c);
    if (!c)
        return ERR_NOMEM;
    char bearer[400];
    snprintf(bearer, sizeof bearer, "Authorization: Bearer %.*s", STR_ARG(conf->token));
    c->conf = conf;
    c->curl = curl_easy_init();
    c->headers = curl_slist_append(c->headers, bearer);
    c->byte_headers = curl_slist_append(NULL, bearer);
    bool whole = c->curl && c->headers && c->byte_headers &&
                 curl_slist_append(c->headers, "Content-Type: application/json") &&
                 curl_slist_append(c->byte_headers, "Content-Type: application/octet-stream") &&
                 curl_slist_append(c->byte_headers, "Expect:");
    if (!whole) {
        client_free(c);
        return ERR_NOMEM;
    }
    *ret = c;
    return OK;
}

void client_free(Client *c)
{
    if (!c)
        return;
    curl_slist_free_all(c->headers);
    curl_slist_free_all(c->byte_headers);
    curl_easy_cleanup(c->curl);
    mem_free(c);
}

static size_t take(char *at, size_t size, size_t count, void *arg)
{
    Buf *b = arg;
    buf_put(b, (Str){at, size * count});
    return b->rc == OK ? size * count : 0;
}

Rc client_outcome(long status)
{
    switch (status) {
    case 200:
    case 202:
    case 204:
    case 206:
        return OK;
    case 401:
    case 403:
        return ERR_DENIED;
    case 404:
    case 409:
        return ERR_CONFLICT;
    case 400:
    case 422:
        return ERR_INVALID;
    default:
        return ERR_BUSY;
    }
}

void client_aim(Client *c, const char *address)
{
    curl_easy_reset(c->curl); /* keeps the connection */
    curl_easy_setopt(c->curl, CURLOPT_URL, address);
    curl_easy_setopt(c->curl, CURLOPT_HTTPHEADER, c->headers);
    curl_easy_setopt(c->curl, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
    curl_easy_setopt(c->curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c->curl, CURLOPT_USERAGENT, "kair-worker/" KAIR_VERSION);
    if (c->conf->socket.n)
        curl_easy_setopt(c->curl, CURLOPT_UNIX_SOCKET_PATH, c->conf->socket.at);
}

Rc client_perform(Ctx *cx, Client *c)
{
    long status = 0;
    CURLcode code = curl_easy_perform(c->curl);
    if (code != CURLE_OK) {
        log_debug(cx, "worker", "the api cannot be reached", "error=\"%s\"", curl_easy_strerror(code));
        return ERR_BUSY;
    }
    curl_easy_getinfo(c->curl, CURLINFO_RESPONSE_CODE, &status);
    return client_outcome(status);
}

static void set_options(Client *c, const char *address, const Buf *request, Buf *reply)
{
    client_aim(c, address);
    curl_easy_setopt(c->curl, CURLOPT_POSTFIELDSIZE, (long)request->n);
    curl_easy_setopt(c->curl, CURLOPT_POSTFIELDS, request->at);
    curl_easy_setopt(c->curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(c->curl, CURLOPT_WRITEDATA, reply);
    curl_easy_setopt(c->curl, CURLOPT_TIMEOUT_MS, (long)ANSWER_MS);
}

static Rc post(Ctx *cx, Client *c, const char *path, const Shape *shape, const void *object, Buf *reply)
{
    Buf request;
    Str address;
    buf_init(&request, cx->arena, REQUEST_MAX);
    buf_init(reply, cx->arena, REPLY_MAX);
    TRY(shape_encode(cx, shape, object, &request));
    TRY(str_format(cx->arena, &address, "%.*s/api/v1/work/%s", STR_ARG(c->conf->api), path));
    set_options(c, address.at, &request, reply);
    return client_perform(cx, c);
}

Rc client_lease(Ctx *cx, Client *c, const char *const *kinds, LeasedJob *ret)
{
    LeaseRequest request = {.worker = c->conf->name, .max = 1};
    LeaseReply got = {0};
    Buf reply;
    request.kinds.at = arena_array(cx->arena, KINDS_MAX, sizeof *request.kinds.at);
    if (!request.kinds.at)
        return ERR_NOMEM;
    for (; kinds[request.kinds.n] && request.kinds.n < KINDS_MAX; request.kinds.n++)
        request.kinds.at[request.kinds.n] = str_of(kinds[request.kinds.n]);
    TRY(post(cx, c, "lease", &request_shape, &request, &reply));
    TRY(shape_decode(cx, &reply_shape, buf_str(&reply), DECODE_LENIENT, &got));
    if (got.items.n == 0)
        return ERR_MISSING;
    *ret = (LeasedJob){got.items.at[0].job_id, got.items.at[0].lease, got.items.at[0].kind, got.items.at[0].payload};
    return OK;
}

static Rc report(Ctx *cx, Client *c, const LeasedJob *job, const char *what, Report *r)
{
    char path[80];
    Buf reply;
    snprintf(path, sizeof path, "%s/%s", job->id.text, what);
    r->lease = job->lease;
    return post(cx, c, path, &report_shape, r, &reply);
}

Rc client_heartbeat(Ctx *cx, Client *c, const LeasedJob *job, double progress)
{
    return report(cx, c, job, "heartbeat", &(Report){.has_progress = true, .progress = progress});
}

Rc client_complete(Ctx *cx, Client *c, const LeasedJob *job, Str result)
{
    return report(cx, c, job, "complete", &(Report){.has_result = result.n > 0, .result = result});
}

Rc client_release(Ctx *cx, Client *c, const LeasedJob *job)
{
    return report(cx, c, job, "release", &(Report){0});
}

Rc client_fail(Ctx *cx, Client *c, const LeasedJob *job, Str error, bool final)
{
    return report(cx, c, job, "fail", &(Report){.has_error = true, .error = error, .has_final = true, .final = final});
}
