/* A whole request through api_run: the bytes are lines of method, target, headers and body. Whatever comes, the answer
 * is a reply with a status, and no fault of ours. */
#include "kernel/http/api.h"
#include "kernel/http/path.h"
#include "kernel/json/test_shape.h"
#include "tests/fuzz/fuzz.h"

#include "base/log.h"

#include <stdlib.h>

typedef struct {
    int64_t limit;
    bool has_limit;
} Page;
static const Member page_members[] = {OPTIONAL(Page, limit, MEMBER_KIND_INT, .min = 1, .max = 200, .doc = "Rows")};
static SHAPE(page_shape, NULL, Page, page_members, "Which");

static Rc echo(Req *q, Reply *r)
{
    r->object = q->body;
    r->version = q->if_match;
    return OK;
}

static Rc nothing(Req *q, Reply *r)
{
    (void)q;
    r->etag_of_body = true;
    return OK;
}

static const Route routes[] = {
    ROUTE("POST", "/a/{thing_id}", echo, RIGHT_SIGNED_IN, "Echo", .body = &course_shape, .reply = &course_shape),
    ROUTE("GET", "/a/{word}/b", nothing, RIGHT_PUBLIC, "Nothing", .query = &page_shape),
    ROUTE("GET", "/p/{word}", nothing, RIGHT_PUBLIC, "Page", .flags = ROUTE_HTML),
    {0},
};
static const Surface surface = {.name = "fuzz", .routes = routes};
static const Surface *const surfaces[] = {&surface, NULL};

static Rc authenticate(Req *q, Principal *ret)
{
    if (q->in->cookie.n == 0)
        return ERR_UNKNOWN;
    *ret = (Principal){.by_cookie = true, .csrf_token = STR("t"), .person = {"00000000-0000-7000-8000-000000000001"}};
    return OK;
}

int LLVMFuzzerTestOneInput(const unsigned char *at, size_t n)
{
    static RouteTable *table;
    Ctx *cx = fuzz_ctx();
    HttpInput in = {.host = STR("h"), .body = STR("")};
    Str target = {0}, rest = {(const char *)at, n};
    Str *const lines[] = {&in.method,       &target,    &in.query,    &in.cookie,       &in.csrf_token,
                          &in.content_type, &in.origin, &in.if_match, &in.if_none_match};
    log_level(LOG_FAULT + 1);
    if (!table && route_table_new(surfaces, &table) != OK)
        abort();
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (!str_cut(&rest, '\n', lines[i]))
            return 0;
    if (rest.at)
        in.body = rest;
    in.refused = path_decode(cx, target, &in.path);
    Api api = {.routes = table, .authenticate = authenticate};
    Reply r;
    api_run(cx, &api, NULL, &in, &r);
    fuzz_hold(r.status >= 200 && r.status < 600 && r.status != 500);
    fuzz_hold(r.status < 400 || r.content_type);
    fuzz_hold(utf8_valid(buf_str(&r.body)));
    return 0;
}
