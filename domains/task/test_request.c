/* Builds the few parts of a program that a route needs. */
#include "domains/task/test_request.h"

#include <stdlib.h>

static Rc authenticate(Req *q, Principal *ret)
{
    const TestRequests *t = q->api->program;
    if (id_none(&t->who.space))
        return ERR_UNKNOWN;
    *ret = t->who;
    return OK;
}

void test_requests(Check *c, TestDatabase *d, const Surface *surface, const Id *space, Rights rights, TestRequests *ret)
{
    *ret = (TestRequests){.c = c,
                          .d = d,
                          .surfaces = {surface},
                          .who = {.person = id_new(check_ctx(c)), .space = *space, .rights = rights}};
    if (route_table_new(ret->surfaces, &ret->routes) != OK)
        abort();
}

void test_requests_free(TestRequests *t)
{
    route_table_free(t->routes);
}

Reply test_call(TestRequests *t, const char *method, const char *path, const char *body)
{
    Api api = {.routes = t->routes,
               .store = t->d->store,
               .authenticate = authenticate,
               .blobs = t->blobs,
               .media_key = t->media_key,
               .conf = t->conf,
               .player = t->player,
               .development = t->development,
               .program = t};
    Str rest = str_of(path), plain = {0};
    str_cut(&rest, '?', &plain);
    HttpInput in = {.method = str_of(method),
                    .path = plain,
                    .query = rest,
                    .content_type = t->content_type.n ? t->content_type : STR("application/json"),
                    .body = str_of(body),
                    .address = STR("192.0.2.7"),
                    .if_match = t->if_match,
                    .if_none_match = t->if_none_match};
    Reply r = {0};
    t->if_match = t->if_none_match = t->content_type = (Str){0};
    fail_clear(check_ctx(t->c));
    api_run(check_ctx(t->c), &api, t->d->thread, &in, &r);
    return r;
}

bool test_holds(const Reply *r, const char *part)
{
    Str body = buf_str(&r->body);
    return memmem(body.at, body.n, part, strlen(part)) != NULL;
}

Reply test_expect(TestRequests *t, const char *method, const char *path, const char *body, int status, const char *code)
{
    Reply r = test_call(t, method, path, body);
    char text[120];
    snprintf(text, sizeof text, "\"code\":\"%s\"", code ? code : "");
    bool right = check_int(t->c, r.status, status, path, status, method);
    if ((code && !check_note(t->c, test_holds(&r, text), path, status, text)) || !right)
        check_say(t->c, "%s %s: %.*s", method, path, STR_ARG(buf_str(&r.body)));
    return r;
}

Str test_text(const Reply *r, const char *name)
{
    char text[80];
    Str body = buf_str(&r->body), value = {0};
    snprintf(text, sizeof text, "\"%s\":\"", name);
    const char *found = memmem(body.at, body.n, text, strlen(text));
    if (!found)
        return STR("");
    const char *at = found + strlen(text);
    Str rest = {at, body.n - (size_t)(at - body.at)};
    return str_cut(&rest, '"', &value) ? value : STR("");
}
