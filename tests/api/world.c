/* Opening, filling, calling. */
#include "tests/api/world.h"

#include "apps/kair/surfaces.h"
#include "domains/account/session.h"
#include "domains/notify/notify.h"
#include "domains/task/task.h"
#include "kernel/blob/blob.h"
#include "kernel/conf/conf.h"
#include "kernel/crypt/crypt.h"
#include "kernel/crypt/password.h"
#include "kernel/http/problem.h"

#include <stdio.h>
#include <string.h>

enum { CALL_ARENA = 32 << 20 };

static Rc authenticate(Req *q, Principal *ret)
{
    const World *w = (const World *)(const void *)q->api;
    if (id_none(&w->who.person) && w->who.rights == 0)
        return ERR_UNKNOWN;
    *ret = w->who;
    return OK;
}

static bool open_parts(World *w)
{
    Ctx *cx = check_ctx(w->c);
    PasswordCost cost = {.memory_kib = 19456, .passes = 2, .at_once = 2, .wait_ms = 10000};
    char folder[300];
    char *environment[] = {folder, NULL};
    Buf complaints;
    Conf *conf = NULL;
    RouteTable *routes = NULL;
    buf_init(&complaints, cx->arena, 4096);
    snprintf(folder, sizeof folder, "KAIR_DATA_DIR=%s", w->d->data_dir);
    bool ok = CHECK(w->c, crypt_init() == OK) &&
              CHECK(w->c, conf_load(cx, NULL, environment, &complaints, &conf) == OK) &&
              CHECK(w->c, password_gate_new(&cost, &w->api.passwords) == OK) &&
              CHECK(w->c, blob_open_folder(cx, str_of(check_folder(w->c)), &w->api.blobs) == OK) &&
              CHECK(w->c, route_table_new(app_surfaces, &routes) == OK);
    w->api.conf = conf;
    w->api.routes = routes;
    w->api.store = w->d->store;
    w->api.authenticate = authenticate;
    w->api.development = true;
    w->in = (HttpInput){.content_type = STR("application/json"),
                        .csrf_token = STR(WORLD_TOKEN),
                        .host = STR("localhost"),
                        .origin = STR("http://localhost"),
                        .fetch_site = STR("same-origin"),
                        .if_match = STR("\"1\""),
                        .user_agent = STR("test"),
                        .address = STR("192.0.2.1")};
    return ok;
}

typedef struct {
    World *w;
    Tenant *t;
    PersonSpec spec;
    Str hash;
} First;

/* The first person of a company has nobody to make them. */
static Rc insert_first(Ctx *cx, Db *db, void *arg)
{
    First *f = arg;
    Actor by = {.rights = ~(RightSet)0};
    Person person;
    SessionRow session;
    SessionClient client = {STR("test"), STR("192.0.2.1")};
    SessionLimits limits = {.idle_ms = 1800000, .admin_idle_ms = 900000, .life_ms = 43200000};
    Str bearer;
    TRY(account_insert(cx, db, &by, &f->spec, &f->t->who.person));
    TRY(account_set_password(cx, db, &f->t->who.person, f->hash));
    TRY(account_get(cx, db, &f->t->who.person, &person));
    TRY(session_begin(cx, db, &f->t->space.id, &person, &client, &limits, &session, &bearer));
    f->t->who.session = session.id;
    return str_format(cx->arena, &f->t->cookie, "sid=%.*s", STR_ARG(bearer));
}

static Rc make_first(World *w, Tenant *t)
{
    Ctx *cx = check_ctx(w->c);
    First f = {.w = w, .t = t, .spec = {.language = STR("fr"), .roles = ROLE_BIT(ROLE_SPACE_ADMIN)}};
    TRY(str_format(cx->arena, &f.spec.first_name, "Odile %s", t->canary));
    TRY(str_format(cx->arena, &f.spec.last_name, "Tessier %s", t->canary));
    TRY(str_format(cx->arena, &f.spec.email, "odile@%s.example", t->canary));
    TRY(password_hash(cx, w->api.passwords, STR("phare-boussole-ancre-1871"), &f.hash));
    TRY(space_create(cx, w->d->thread, str_of(t->canary), str_of(t->canary), STR("fr"), SPACE_CLIENT, &t->space));
    TRY(db_write(cx, database_open(w->c, w->d, &t->space.id), insert_first, &f));
    TRY(space_directory_put(cx, database_platform(w->c, w->d), f.spec.email, &t->space.id));
    t->who.space = t->space.id;
    t->who.by_cookie = true;
    t->who.csrf_token = STR(WORLD_TOKEN);
    t->who.rights = ~(Rights)0 & ~RIGHT_BIT(RIGHT_WORKER);
    return OK;
}

/* The first "id" of a reply. */
static bool take_id(World *w, const Reply *r, Id *ret)
{
    Str body = buf_str(&r->body);
    const char *at = memmem(body.at, body.n, "\"id\":\"", 6);
    bool ok = r->status < 300 && at && id_parse((Str){at + 6, ID_TEXT}, ret) == OK;
    if (!CHECK(w->c, ok))
        world_say(w, NULL, r);
    return ok;
}

/* Each "~" of the template becomes the canary. */
static bool post(World *w, Id *ret, const char *path, const char *format, const char *canary)
{
    Buf b;
    buf_init(&b, check_ctx(w->c)->arena, 4096);
    for (const char *c = format; *c; c++)
        buf_put(&b, *c == '~' ? str_of(canary) : (Str){c, 1});
    Reply r = world_call(w, "POST", str_of(path), STR(""), buf_str(&b));
    return take_id(w, &r, ret);
}

static Rc find_mail(World *w, Tenant *t)
{
    Ctx *cx = check_ctx(w->c);
    Db *db = database_open(w->c, w->d, &t->space.id);
    Notice notice = {.template = NOTIFY_RESET,
                     .person = t->person,
                     .to = STR("x@example.org"),
                     .to_name = str_of(t->canary),
                     .language = STR("fr"),
                     .space_name = str_of(t->canary),
                     .link = STR("http://localhost/#t"),
                     .expires_ms = now_ms(cx) + 1000};
    return notify_write(cx, db, &notice, &t->mail);
}

static bool fill(World *w, Tenant *t)
{
    Ctx *cx = check_ctx(w->c);
    char path[120];
    if (!CHECK(w->c, make_first(w, t) == OK))
        return false;
    Db *db = database_open(w->c, w->d, &t->space.id);
    w->who = t->who;
    if (!post(w, &t->group, "/api/v1/groups", "{\"name\":\"Groupe ~\",\"description\":\"~\"}", t->canary) ||
        !post(
            w, &t->person, "/api/v1/persons",
            "{\"first_name\":\"Ana ~\",\"last_name\":\"Dupuis ~\",\"email\":\"ana@~.example\",\"roles\":[\"learner\"],"
            "\"language\":\"fr\",\"invite\":true}",
            t->canary) ||
        !post(w, &t->import, "/api/v1/person-imports",
              "{\"file_name\":\"~.csv\",\"csv\":\"prenom;nom;email\\nLou ~;Petit ~;lou@~.example\\n;;bad ~\\n\"}",
              t->canary))
        return false;
    snprintf(path, sizeof path, "/api/v1/groups/%s/members", t->group.text);
    Str members;
    Reply r = {0};
    if (str_format(cx->arena, &members, "{\"add\":[\"%s\"],\"remove\":[]}", t->person.text) == OK)
        r = world_call(w, "POST", str_of(path), STR(""), members);
    return CHECK_INT(w->c, r.status, 200) &&
           CHECK(w->c, task_create(cx, db, &t->who.person, STR("person_import"), str_of(t->canary), (Str){0},
                                   &t->task) == OK) &&
           CHECK(w->c, find_mail(w, t) == OK);
}

bool world_open(Check *c, TestDatabase *d, World *ret)
{
    *ret = (World){.c = c, .d = d, .a = {.canary = "alpha-quokka"}, .b = {.canary = "omega-zebu"}};
    ret->arena = arena_new(CALL_ARENA);
    if (!CHECK(c, ret->arena != NULL) || !open_parts(ret) || !fill(ret, &ret->a) || !fill(ret, &ret->b))
        return false;
    memset(ret->succeeded, 0, sizeof ret->succeeded);
    ret->who = ret->a.who;
    return true;
}

void world_close(World *w)
{
    route_table_free((RouteTable *)(uintptr_t)w->api.routes);
    conf_free((Conf *)(uintptr_t)w->api.conf);
    password_gate_free(w->api.passwords);
    blob_close(w->api.blobs);
    arena_free(w->arena);
}

Str world_keep(World *w, Str s)
{
    Str copy = STR("");
    CHECK(w->c, str_copy(check_ctx(w->c)->arena, s, &copy) == OK);
    return copy;
}

bool world_holds(const Reply *r, const char *part)
{
    Str body = buf_str(&r->body);
    return memmem(body.at, body.n, part, strlen(part)) != NULL;
}

void world_say(World *w, const Route *r, const Reply *reply)
{
    Str body = buf_str(&reply->body);
    check_say(w->c, "%s %s answered %d %.*s", r ? r->method : "", r ? r->path : "", reply->status,
              (int)(body.n < 600 ? body.n : 600), body.at);
}

static bool is_type(const Reply *r, const char *type)
{
    return r->content_type && strcmp(r->content_type, type) == 0;
}

static bool decodes(World *w, const Shape *shape, const Reply *r, DecodeMode mode)
{
    AUTO_ARENA arena = arena_new(CALL_ARENA);
    Ctx cx = *check_ctx(w->c);
    cx.arena = arena;
    void *object = arena_get(arena, shape->size);
    Rc rc = object ? shape_decode(&cx, shape, buf_str(&r->body), mode, object) : ERR_NOMEM;
    if (rc != OK)
        check_say(w->c, "contract: %s at \"%.*s\"", cx.problem.code, STR_ARG(cx.problem.field));
    return rc == OK;
}

/* The reply's own declaration: a problem for every failure, the route's shape for JSON, else a text or nothing. */
static bool in_contract(World *w, const Route *route, const Reply *r)
{
    bool page = route && (route->flags & ROUTE_HTML);
    if (is_type(r, "application/problem+json"))
        return r->status >= 400 &&
               decodes(w, &problem_shape, r, route && route->problem ? DECODE_LENIENT : DECODE_STRICT);
    if (r->status >= 400)
        return page;
    if (is_type(r, "application/json"))
        return route && route->reply && decodes(w, route->reply, r, DECODE_STRICT);
    return r->body.n == 0 || strncmp(r->content_type, "text/", 5) == 0;
}

Reply world_call_with(World *w, const HttpInput *in)
{
    Ctx cx = *check_ctx(w->c);
    Reply r;
    HttpInput sent = *in;
    const Route *route = NULL;
    Str parts[HTTP_PATH_PARTS], allow;
    if (id_equal(&w->who.person, &w->a.who.person)) /* some handlers look at their own session */
        sent.cookie = w->a.cookie;
    arena_clear(w->arena);
    cx.arena = w->arena;
    cx.problem = (Problem){0};
    api_run(&cx, &w->api, w->d->thread, &sent, &r);
    if (route_find(&cx, w->api.routes, in->method, in->path, &route, parts, &allow) != OK)
        route = NULL;
    if (!CHECK(w->c, in_contract(w, route, &r)))
        world_say(w, route, &r);
    if (route && r.status < 400)
        w->succeeded[route_index(w->api.routes, route)] = true;
    return r;
}

Reply world_call(World *w, const char *method, Str path, Str query, Str body)
{
    HttpInput in = w->in;
    in.method = str_of(method);
    in.path = path;
    in.query = query;
    in.body = body;
    return world_call_with(w, &in);
}
