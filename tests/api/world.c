/* Opening, filling, calling. */
#include "tests/api/world.h"

#include "apps/kair/surfaces.h"
#include "domains/account/session.h"
#include "domains/media/media_store.h"
#include "domains/media/token.h"
#include "domains/media/track_store.h"
#include "domains/notify/notify.h"
#include "domains/play/play.h"
#include "domains/play/test_bundle.h"
#include "domains/review/review.h"
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

/* Four bytes, for routes that take a file. */
static bool write_part(World *w)
{
    if (!CHECK(w->c, str_format(check_ctx(w->c)->arena, &w->part, "%s/part", check_folder(w->c)) == OK))
        return false;
    FILE *file = fopen(w->part.at, "w");
    return CHECK(w->c, file && fputs("film", file) >= 0 && fclose(file) == 0);
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
    MediaKey *media_key = NULL;
    buf_init(&complaints, cx->arena, 4096);
    snprintf(folder, sizeof folder, "KAIR_DATA_DIR=%s", w->d->data_dir);
    bool ok = CHECK(w->c, crypt_init() == OK) &&
              CHECK(w->c, conf_load(cx, NULL, environment, &complaints, &conf) == OK) &&
              CHECK(w->c, password_gate_new(&cost, &w->api.passwords) == OK) &&
              CHECK(w->c, blob_open_folder(cx, str_of(check_folder(w->c)), &w->api.blobs) == OK) &&
              CHECK(w->c, media_key_open(cx, conf_media_key(conf), &media_key) == OK) &&
              CHECK(w->c, route_table_new(app_surfaces, &routes) == OK);
    w->api.media_key = media_key;
    w->api.player = test_bundle(w->c, w->d->data_dir);
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
                        .address = STR("192.0.2.1"),
                        .tus_resumable = STR("1.0.0"),
                        .upload_length = STR("4"),
                        .upload_offset = STR("0"),
                        .upload_metadata = STR("filename ZmlsbS5tcDQ=")};
    return ok && write_part(w);
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
    SpaceSpec space = {
        .slug = str_of(t->canary), .name = str_of(t->canary), .language = STR("fr"), .kind = SPACE_CLIENT};
    TRY(space_prepare(cx, w->d->thread, &space, &t->space));
    t->space.four_eyes = false; /* one principal does everything here */
    TRY(space_publish(cx, w->d->thread, &t->space));
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

/* Blanks fill the title up to whole groups of base64; the decoder trims them. */
static Str upload_metadata_of(World *w, const Tenant *t)
{
    Buf title, b;
    buf_init(&title, check_ctx(w->c)->arena, 100);
    buf_init(&b, check_ctx(w->c)->arena, 200);
    buf_format(&title, "Film %s", t->canary);
    while (title.n % 3)
        buf_byte(&title, ' ');
    buf_put(&b, STR("filename ZmlsbS5tcDQ=,title "));
    buf_base64url(&b, title.at, title.n);
    return buf_str(&b);
}

/* One track of the film in one file: enough for a playlist, and for whoever looks at what was submitted. */
static Rc put_track(Ctx *cx, Db *db, void *arg)
{
    const Tenant *t = arg;
    TrackRow track = {.name = STR("v240"),
                      .codecs = STR("avc1.64000c"),
                      .timescale = 90000,
                      .init = STR("init"),
                      .init_sha256 = STR("digest"),
                      .finalised_ms = now_ms(cx)};
    TRY(track_store_insert(cx, db, &t->media, &track));
    TRY(media_store_set_playable(cx, db, &t->media));
    return track_store_finalise(cx, db, &t->media, &track);
}

/* A film announced: its four bytes are still to come. With captions, and an address below /media/. */
static bool fill_film(World *w, Tenant *t)
{
    Ctx *cx = check_ctx(w->c);
    Str path = {0}, captions = {0}, address = {0};
    HttpInput in = w->in;
    in.method = STR("POST");
    in.path = STR("/api/v1/uploads");
    in.upload_metadata = upload_metadata_of(w, t);
    Reply r = world_call_with(w, &in);
    Str body = buf_str(&r.body);
    const char *id = memmem(body.at, body.n, "\"media_id\":\"", 12);
    if (!CHECK(w->c, id && id_parse((Str){id + 12, ID_TEXT}, &t->media) == OK) ||
        !CHECK(w->c, str_format(cx->arena, &path, "/api/v1/media/%s/captions/fr", t->media.text) == OK) ||
        !CHECK(w->c, str_format(cx->arena, &captions,
                                "{\"label\":\"Français %s\",\"kind\":\"captions\",\"vtt\":\"WEBVTT\\n\\n"
                                "00:00.000 --> 00:01.000\\n%s\\n\"}",
                                t->canary, t->canary) == OK))
        return false;
    r = world_call(w, "PUT", path, STR(""), captions);
    if (!CHECK_INT(w->c, r.status, 200) ||
        !CHECK(w->c, db_write(cx, database_open(w->c, w->d, &t->space.id), put_track, t) == OK) ||
        !CHECK(w->c, media_address(cx, w->api.media_key, &t->space.id, &t->media, STR(""), &address) == OK))
        return false;
    address = (Str){address.at + 7, address.n - 7};
    return str_cut(&address, '/', &t->token);
}

/* What was submitted, by its identity. */
static bool read_submission(World *w, Tenant *t, Str *ret_hash)
{
    Submission s;
    Actor by = {.person = t->who.person, .rights = t->who.rights};
    Db *db = database_open(w->c, w->d, &t->space.id);
    if (!CHECK(w->c, review_get(check_ctx(w->c), db, &by, &t->submission, &s) == OK))
        return false;
    t->module_version = s.module_version;
    *ret_hash = s.hash;
    return true;
}

/* The principal, who has every right, submits the module, says something to it and approves it. */
static bool fill_review(World *w, Tenant *t)
{
    Ctx *cx = check_ctx(w->c);
    Str submit = {0}, comment = {0}, decide = {0}, decision = {0}, hash = {0};
    Id decided;
    return CHECK(w->c, str_format(cx->arena, &submit, "/api/v1/modules/%s/submissions", t->module.text) == OK) &&
           post(w, &t->submission, submit.at, "{\"message\":\"Prêt ~\"}", t->canary) &&
           CHECK(w->c, str_format(cx->arena, &comment, "/api/v1/submissions/%s/comments", t->submission.text) == OK) &&
           post(w, &t->comment, comment.at, "{\"text\":\"Vu ~\"}", t->canary) && read_submission(w, t, &hash) &&
           CHECK(w->c, str_format(cx->arena, &decide, "/api/v1/submissions/%s/decision", t->submission.text) == OK) &&
           CHECK(w->c,
                 str_format(cx->arena, &decision, "{\"decision\":\"approve\",\"hash\":\"%.*s\",\"comment\":\"~\"}",
                            STR_ARG(hash)) == OK) &&
           post(w, &decided, decide.at, decision.at, t->canary);
}

/* A film, a grain on it, a module of that grain, approved, and the module in somebody's hands. */
static bool fill_lesson(World *w, Tenant *t)
{
    Ctx *cx = check_ctx(w->c);
    Str grain = {0}, module = {0}, distribution = {0};
    return fill_film(w, t) &&
           CHECK(w->c,
                 str_format(cx->arena, &grain, "{\"title\":\"Grain ~\",\"media_id\":\"%s\"}", t->media.text) == OK) &&
           post(w, &t->grain, "/api/v1/grains", grain.at, t->canary) &&
           CHECK(w->c,
                 str_format(cx->arena, &module, "{\"title\":\"Module ~\",\"description\":\"~\",\"grain_ids\":[\"%s\"]}",
                            t->grain.text) == OK) &&
           post(w, &t->module, "/api/v1/modules", module.at, t->canary) && fill_review(w, t) &&
           CHECK(w->c, str_format(cx->arena, &distribution, "{\"module_id\":\"%s\",\"person_ids\":[\"%s\"]}",
                                  t->module.text, t->who.person.text) == OK) &&
           post(w, &t->distribution, "/api/v1/distributions", distribution.at, t->canary);
}

/* The principal has opened the module once. */
static bool fill_launch(World *w, Tenant *t)
{
    Ctx *cx = check_ctx(w->c);
    Db *db = database_open(w->c, w->d, &t->space.id);
    Registration *rows;
    Launch launch;
    int64_t total;
    size_t n = 0;
    bool ok = CHECK(w->c, registration_list(cx, db, &t->who.person, &(Id){0}, 1, &rows, &n, &total) == OK && n == 1) &&
              CHECK(w->c, launch_create(cx, db, &t->space.id, &rows[0], &launch, &t->launch_token) == OK);
    if (ok) {
        t->registration = rows[0].id;
        t->launch = launch.id;
    }
    return ok;
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
           CHECK(w->c, find_mail(w, t) == OK) && fill_lesson(w, t) && fill_launch(w, t);
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
    media_key_free((MediaKey *)(uintptr_t)w->api.media_key);
    player_bundle_free((PlayerBundle *)(uintptr_t)w->api.player);
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
    if (route && route->reply_type)
        return r->body.n == 0 || is_type(r, route->reply_type);
    return r->body.n == 0 || strncmp(r->content_type, "text/", 5) == 0;
}

/* The media type of what the route takes, and bytes where it takes a file, unless the test said otherwise. */
static void suit(World *w, const Route *route, HttpInput *in)
{
    const char *type = route ? route_body_type(route) : NULL;
    if (type && in->content_type.at == w->in.content_type.at)
        in->content_type = str_of(type);
    if (!route || !(route->flags & ROUTE_FILE_BODY) || in->body_file.n)
        return;
    in->body_file = w->part;
    in->body_file_size = 4;
}

Reply world_call_with(World *w, const HttpInput *in)
{
    Ctx cx = *check_ctx(w->c);
    Reply r;
    HttpInput sent = *in;
    const Route *route = NULL;
    Str parts[HTTP_PATH_PARTS], allow;
    Ctx look = cx;
    if (route_find(&look, w->api.routes, in->method, in->path, &route, parts, &allow) != OK)
        route = NULL;
    suit(w, route, &sent);
    if (id_equal(&w->who.person, &w->a.who.person)) /* some handlers look at their own session */
        sent.cookie = w->a.cookie;
    arena_clear(w->arena);
    cx.arena = w->arena;
    cx.problem = (Problem){0};
    api_run(&cx, &w->api, w->d->thread, &sent, &r);
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
