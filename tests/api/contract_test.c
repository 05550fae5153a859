/* Every route is called at least once with success, in process, and every reply on the way satisfies its declaration
 * (world_call holds it to that). GET routes need no row unless they need preparing; every other route has one here, in
 * an order in which each finds what it needs. A route that no row brings to success fails the test. */
#include "tests/api/world.h"

#include "domains/distribution/distribution.h"
#include "domains/media/media.h"
#include "kernel/blob/blob.h"
#include "sql_all.h"

#include <stdio.h>
#include <string.h>

/* What one step learns for the next ones. */
typedef struct {
    World *w;
    Str token, job_id, lease; /* of an invitation's mail, and of a job */
    Str sha256;               /* of a picture, which is also what a worker makes of it here */
    Str media;                /* of one step only, instead of the company's film */
    Str submission, comment;  /* the newest, instead of the company's */
    Str hash;                 /* of what was submitted */
} Story;

typedef struct {
    const char *method, *path;
    const char *body; /* <name> stands for a value of the story or of one's own company */
    int status;
    void (*before)(Story *s); /* makes what the step needs, through other routes */
    const char *version_from; /* path whose ETag goes into If-Match */
    const char *query;        /* as the body */
} Step;

static Str story_value(Story *s, Str name)
{
    const Tenant *t = &s->w->a;
    const struct {
        const char *name;
        Str value;
    } values[] = {
        {"token", s->token},
        {"job_id", s->job_id},
        {"lease", s->lease},
        {"sha256", s->sha256},
        {"person_id", id_str(&t->person)},
        {"group_id", id_str(&t->group)},
        {"import_id", id_str(&t->import)},
        {"task_id", id_str(&t->task)},
        {"mail_id", id_str(&t->mail)},
        {"session_id", id_str(&t->who.session)},
        {"media_id", s->media.n ? s->media : id_str(&t->media)},
        {"language", STR("fr")},
        {"name", STR("i-320.webp")},
        {"grain_id", id_str(&t->grain)},
        {"module_id", id_str(&t->module)},
        {"submission_id", s->submission.n ? s->submission : id_str(&t->submission)},
        {"comment_id", s->comment.n ? s->comment : id_str(&t->comment)},
        {"hash", s->hash},
        {"distribution_id", id_str(&t->distribution)},
        {"me", id_str(&t->who.person)},
        {"registration_id", id_str(&t->registration)},
        {"launch_id", id_str(&t->launch)},
        {"launch_token", t->launch_token},
        {"slug", t->space.slug},
        {"role", STR("trainer")},
    };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (str_equal(name, str_of(values[i].name)))
            return values[i].value;
    check_note(s->w->c, false, __FILE__, __LINE__, "every name of a step has a value");
    return STR("");
}

/* `template` with each name between `open` and `close` replaced. */
static Str fill(Story *s, const char *template, char open, char close)
{
    Buf b;
    Str rest = str_of(template), part;
    buf_init(&b, check_ctx(s->w->c)->arena, 8192);
    while (str_cut(&rest, open, &part)) {
        buf_put(&b, part);
        if (!rest.at)
            break;
        Str name;
        str_cut(&rest, close, &name);
        buf_put(&b, story_value(s, name));
    }
    return buf_str(&b);
}

static Str path_of(Story *s, const char *pattern)
{
    return fill(s, pattern, '{', '}');
}

/* The value of the first member `name` of the reply that is a text and starts with `start`. */
static Str text_member(World *w, const Reply *r, const char *name, const char *start)
{
    char opening[80];
    Str body = buf_str(&r->body);
    int n = snprintf(opening, sizeof opening, "\"%s\":\"%s", name, start);
    const char *at = memmem(body.at, body.n, opening, (size_t)n);
    if (!at)
        return (Str){0};
    Str rest = {at + strlen(name) + 4, (size_t)(body.at + body.n - at) - strlen(name) - 4}, value;
    str_cut(&rest, '"', &value);
    return world_keep(w, value);
}

/* The secret of the newest link, out of the mail that the development page shows. */
static void read_the_link(Story *s)
{
    World *w = s->w;
    Reply list = world_call(w, "GET", STR("/api/v1/dev/mails"), STR(""), STR(""));
    Str rest = world_keep(w, buf_str(&list.body)), part;
    s->token = (Str){0};
    while (!s->token.at && str_cut(&rest, '{', &part)) {
        char path[120];
        const char *id = memmem(part.at, part.n, "\"id\":\"", 6);
        if (!id || !memmem(part.at, part.n, "ana@alpha", 9))
            continue;
        snprintf(path, sizeof path, "/api/v1/dev/mails/%.*s", ID_TEXT, id + 6);
        Reply mail = world_call(w, "GET", str_of(path), STR(""), STR(""));
        Str text = buf_str(&mail.body);
        const char *hash = memmem(text.at, text.n, "/access#", 8);
        size_t n = hash ? strspn(hash + 8, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.") : 0;
        if (n)
            s->token = world_keep(w, (Str){hash + 8, n});
    }
    CHECK(w->c, s->token.n > 0);
}

/* A worker's job: the sending of the invitation. */
static void lease_a_job(Story *s)
{
    World *w = s->w;
    Principal person = w->who;
    w->who = (Principal){.rights = RIGHT_BIT(RIGHT_WORKER), .name = STR("worker")};
    Reply r = world_call(w, "POST", STR("/api/v1/work/lease"), STR(""),
                         STR("{\"worker\":\"w1\",\"kinds\":[\"mail.send\"],\"max\":1}"));
    s->job_id = text_member(w, &r, "job_id", "");
    s->lease = text_member(w, &r, "lease", "");
    if (!CHECK(w->c, s->job_id.n && s->lease.n))
        world_say(w, NULL, &r);
    w->who = person;
}

typedef struct {
    const Tenant *t;
    Str sha256;
    Id media;
} Picture;

static Rc receive_picture(Ctx *cx, Db *db, void *arg)
{
    Picture *p = arg;
    Actor by = {.person = p->t->who.person, .rights = ~(RightSet)0};
    MediaSpec spec = {.kind = MEDIA_IMAGE, .title = STR("Plan"), .file_name = STR("plan.png"), .size_bytes = 4};
    TRY(media_insert(cx, db, &by, &spec, &p->media));
    return media_received(cx, db, &p->media, p->sha256);
}

/* Uploads a picture of the bytes of World.part by the back door, and wakes its step. */
static Rc put_picture(World *w, Picture *p)
{
    Ctx *cx = check_ctx(w->c);
    const Id *space = &w->a.space.id;
    Db *db = database_open(w->c, w->d, space);
    Sha256 digest = sha256(STR("film"));
    Str key;
    TRY(sha256_hex(cx, &digest, &p->sha256));
    TRY(db_write(cx, db, receive_picture, p));
    TRY(media_source_key(cx, space, &p->media, &key));
    TRY(blob_put(cx, w->api.blobs, key, STR("film"), NULL));
    return media_wake(cx, database_platform(w->c, w->d), db, space, &p->media);
}

/* The step that makes the small copies of a picture, among whatever else is waiting. */
static void lease_a_picture(Story *s)
{
    World *w = s->w;
    Picture picture = {.t = &w->a};
    CHECK_INT(w->c, put_picture(w, &picture), OK);
    s->sha256 = world_keep(w, picture.sha256);
    w->who = (Principal){.rights = RIGHT_BIT(RIGHT_WORKER), .name = STR("worker")};
    Reply r = world_call(w, "POST", STR("/api/v1/work/lease"), STR(""),
                         STR("{\"worker\":\"w1\",\"kinds\":[\"media.step\"],\"max\":16}"));
    Str rest = world_keep(w, buf_str(&r.body));
    const char *step = memmem(rest.at, rest.n, "\"step\":\"image\"", 14), *job = NULL, *lease = NULL;
    for (const char *at = rest.at; step && at && at < step; at++) {
        size_t left = (size_t)(step - at);
        job = left > 10 && memcmp(at, "\"job_id\":\"", 10) == 0 ? at + 10 : job;
        lease = left > 9 && memcmp(at, "\"lease\":\"", 9) == 0 ? at + 9 : lease;
    }
    if (!CHECK(w->c, job && lease))
        return;
    s->job_id = (Str){job, ID_TEXT};
    s->lease = (Str){lease, ID_TEXT};
}

/* The invitation is then the newest mail by its identity too. */
static void a_moment_later(Story *s)
{
    check_clock_add(s->w->c, 1000);
}

static void delete_the_group(Story *s)
{
    world_call(s->w, "DELETE", path_of(s, "/api/v1/groups/{group_id}"), STR(""), STR(""));
}

static void deactivate_the_person(Story *s)
{
    world_call(s->w, "POST", path_of(s, "/api/v1/persons/{person_id}/deactivate"), STR(""), STR(""));
}

static void cancel_the_task(Story *s)
{
    world_call(s->w, "POST", path_of(s, "/api/v1/tasks/{task_id}/cancel"), STR(""), STR(""));
}

static void announce_a_film(Story *s)
{
    Reply r = world_call(s->w, "POST", STR("/api/v1/uploads"), STR(""), STR(""));
    s->media = text_member(s->w, &r, "media_id", "");
    CHECK(s->w->c, s->media.n > 0);
}

static void delete_a_film(Story *s)
{
    announce_a_film(s);
    world_call(s->w, "DELETE", path_of(s, "/api/v1/media/{media_id}"), STR(""), STR(""));
}

/* As the draft stands now. */
static void submit_the_module(Story *s)
{
    check_clock_add(s->w->c, 1000); /* the last submission is the one of last */
    Reply r = world_call(s->w, "POST", path_of(s, "/api/v1/modules/{module_id}/submissions"), STR(""), STR("{}"));
    s->submission = text_member(s->w, &r, "id", "");
    s->hash = text_member(s->w, &r, "hash", "");
    if (!CHECK(s->w->c, s->submission.n && s->hash.n))
        world_say(s->w, NULL, &r);
}

static void comment_on_it(Story *s)
{
    Reply r = world_call(s->w, "POST", path_of(s, "/api/v1/submissions/{submission_id}/comments"), STR(""),
                         STR("{\"text\":\"Une faute\"}"));
    s->comment = text_member(s->w, &r, "id", "");
    CHECK(s->w->c, s->comment.n > 0);
}

static Rc finish_attempt(Ctx *cx, Db *db, void *arg)
{
    const Tenant *t = arg;
    Registration r;
    TRY(registration_get(cx, db, &t->registration, &r));
    AUTO_STMT s = db_stmt(db, SQL_play_put_attempt);
    stmt_put_id(s, &r.id);
    stmt_put_int(s, r.attempt);
    stmt_put_id(s, &r.module_version);
    for (int time = 0; time < 3; time++) /* begun, gone on, done */
        stmt_put_int(s, now_ms(cx));
    return stmt_run(cx, s, NULL);
}

static void finish_the_attempt(Story *s)
{
    Tenant *t = &s->w->a;
    CHECK(s->w->c,
          db_write(check_ctx(s->w->c), database_open(s->w->c, s->w->d, &t->space.id), finish_attempt, t) == OK);
}

static Rc fail_film(Ctx *cx, Db *db, void *arg)
{
    return media_fail(cx, db, arg, "media.step_failed");
}

static void fail_the_film(Story *s)
{
    Tenant *t = &s->w->a;
    CHECK(s->w->c,
          db_write(check_ctx(s->w->c), database_open(s->w->c, s->w->d, &t->space.id), fail_film, &t->media) == OK);
}

#define PASSWORD "phare-boussole-ancre-1871"
static const Step steps[] = {
    {"POST", "/api/v1/session", "{\"email\":\"odile@alpha-quokka.example\",\"password\":\"" PASSWORD "\"}", 201},
    {"POST", "/api/v1/persons/{person_id}/invitation", "", 202, a_moment_later},
    {"POST", "/api/v1/work/lease", "{\"worker\":\"w1\",\"kinds\":[\"none\"],\"max\":1}", 200},
    {"POST", "/api/v1/work/{job_id}/heartbeat", "{\"lease\":\"<lease>\",\"progress\":0.5}", 0, lease_a_job},
    {"POST", "/api/v1/work/{job_id}/fail", "{\"lease\":\"<lease>\",\"error\":\"no answer\"}", 0},
    {"POST", "/api/v1/work/{job_id}/complete", "{\"lease\":\"<lease>\",\"result\":{}}", 0, lease_a_job},
    {"GET", "/api/v1/work/{job_id}/inputs/{sha256}", "", 200, lease_a_picture, NULL, "lease=<lease>"},
    {"PUT", "/api/v1/work/{job_id}/outputs/{name}", "", 204, NULL, NULL,
     "lease=<lease>&offset=0&total=4&sha256=<sha256>"},
    {"POST", "/api/v1/work/{job_id}/release", "{\"lease\":\"<lease>\"}", 204},
    {"POST", "/api/v1/access-links/check", "{\"token\":\"<token>\"}", 200, read_the_link},
    {"POST", "/api/v1/access-links/redeem", "{\"token\":\"<token>\",\"password\":\"quai-lanterne-saumon-2093\"}", 201},
    {"POST", "/api/v1/password-resets", "{\"email\":\"odile@alpha-quokka.example\"}", 202},
    {"PATCH", "/api/v1/me", "{\"language\":\"en\"}", 200},
    {"PUT", "/api/v1/me/password",
     "{\"current_password\":\"" PASSWORD "\",\"new_password\":\"falaise-tambour-neige-4417\"}", 204},
    {"POST", "/api/v1/persons",
     "{\"first_name\":\"Éva\",\"last_name\":\"Roy\",\"email\":\"eva@example.org\",\"roles\":[\"trainer\"],"
     "\"language\":\"en\",\"group_ids\":[\"<group_id>\"],\"invite\":false}",
     201},
    {"PATCH", "/api/v1/persons/{person_id}", "{\"first_name\":\"Anna\"}", 200, NULL, "/api/v1/persons/{person_id}"},
    {"PUT", "/api/v1/persons/{person_id}/roles", "{\"roles\":[\"trainer\",\"learner\"]}", 200, NULL,
     "/api/v1/persons/{person_id}"},
    {"DELETE", "/api/v1/persons/{person_id}/sessions", "", 204},
    {"POST", "/api/v1/persons/{person_id}/deactivate", "", 200},
    {"POST", "/api/v1/persons/{person_id}/reactivate", "", 200, deactivate_the_person},
    {"PUT", "/api/v1/roles/{role}/rights", "{\"rights\":[\"module.play\",\"grain.edit\"]}", 200},
    {"POST", "/api/v1/groups", "{\"name\":\"Nuit\",\"description\":\"Équipe de nuit\"}", 201},
    {"PATCH", "/api/v1/groups/{group_id}", "{\"name\":\"Jour\"}", 200, NULL, "/api/v1/groups/{group_id}"},
    {"POST", "/api/v1/groups/{group_id}/members", "{\"add\":[\"<person_id>\"],\"remove\":[]}", 200},
    {"DELETE", "/api/v1/groups/{group_id}", "", 204},
    {"POST", "/api/v1/groups/{group_id}/restore", "", 200, delete_the_group},
    {"POST", "/api/v1/person-imports",
     "{\"file_name\":\"a.csv\",\"csv\":\"prenom;nom;email\\nJo;Le Bris;jo@example.org\\n\"}", 201},
    {"POST", "/api/v1/person-imports/{import_id}/run", "{\"skip_invalid\":true,\"invite\":false}", 202},
    {"POST", "/api/v1/tasks/{task_id}/cancel", "", 200},
    {"DELETE", "/api/v1/tasks/{task_id}", "", 204, cancel_the_task},
    {"OPTIONS", "/api/v1/uploads", "", 204},
    {"POST", "/api/v1/uploads", "", 201},
    {"DELETE", "/api/v1/uploads/{media_id}", "", 204, announce_a_film},
    {"PATCH", "/api/v1/uploads/{media_id}", "", 204},
    {"PATCH", "/api/v1/media/{media_id}", "{\"title\":\"Visite\"}", 200, NULL, "/api/v1/media/{media_id}"},
    {"POST", "/api/v1/media/{media_id}/retry", "", 200, fail_the_film},
    {"DELETE", "/api/v1/media/{media_id}", "", 204, announce_a_film},
    {"POST", "/api/v1/media/{media_id}/restore", "", 200, delete_a_film},
    {"PUT", "/api/v1/media/{media_id}/captions/{language}",
     "{\"label\":\"English\",\"kind\":\"descriptions\",\"vtt\":\"WEBVTT\\n\\n00:00.000 --> 00:01.000\\na\\n\"}", 200},
    {"DELETE", "/api/v1/media/{media_id}/captions/{language}", "", 204},
    {"POST", "/api/v1/grains", "{\"title\":\"Feu\",\"media_id\":\"<media_id>\"}", 201},
    {"PUT", "/api/v1/grains/{grain_id}",
     "{\"schema\":1,\"title\":\"Eau\",\"language\":\"fr\",\"media_id\":\"<media_id>\",\"pass_percent\":0,\"auto_"
     "pause\":false,"
     "\"chapters\":[],\"targets\":[],\"quizzes\":[],\"contents\":[]}",
     200, NULL, "/api/v1/grains/{grain_id}"},
    {"POST", "/api/v1/grains/{grain_id}/duplicate", "", 201},
    {"POST", "/api/v1/modules", "{\"title\":\"Gestes\"}", 201},
    {"PATCH", "/api/v1/modules/{module_id}", "{\"title\":\"Autres gestes\"}", 200, NULL, "/api/v1/modules/{module_id}"},
    {"PUT", "/api/v1/modules/{module_id}/grains", "{\"grain_ids\":[\"<grain_id>\"]}", 200, NULL,
     "/api/v1/modules/{module_id}"},
    {"POST", "/api/v1/modules/{module_id}/submissions", "{\"message\":\"Prêt\"}", 201},
    {"PATCH", "/api/v1/modules/{module_id}", "{\"title\":\"Gestes sûrs\"}", 200, NULL, "/api/v1/modules/{module_id}"},
    {"POST", "/api/v1/submissions/{submission_id}/withdraw", "", 200, submit_the_module},
    {"POST", "/api/v1/submissions/{submission_id}/decision",
     "{\"decision\":\"approve\",\"hash\":\"<hash>\",\"comment\":\"Bien\"}", 200, submit_the_module},
    {"POST", "/api/v1/submissions/{submission_id}/comments", "{\"text\":\"Bravo\",\"grain_id\":\"<grain_id>\"}", 201},
    {"PATCH", "/api/v1/submissions/{submission_id}/comments/{comment_id}", "{\"text\":\"Revu\",\"resolved\":true}", 200,
     comment_on_it},
    {"DELETE", "/api/v1/submissions/{submission_id}/comments/{comment_id}", "", 204},
    {"POST", "/api/v1/distributions", "{\"module_id\":\"<module_id>\",\"person_ids\":[\"<me>\"]}", 201},
    {"PATCH", "/api/v1/distributions/{distribution_id}",
     "{\"group_ids\":[\"<group_id>\"],\"message\":\"Bonne route\",\"attempts_max\":3,\"due_ms\":0}", 200, NULL,
     "/api/v1/distributions/{distribution_id}"},
    {"POST", "/api/v1/distributions/{distribution_id}/suspend", "{\"reason\":\"Une erreur\"}", 200},
    {"POST", "/api/v1/distributions/{distribution_id}/resume", "", 200},
    {"POST", "/api/v1/distributions/{distribution_id}/version", "{\"learners\":\"all\"}", 200},
    {"POST", "/api/v1/inbox/read", "{\"all\":true}", 200},
    {"POST", "/api/v1/play/{launch_id}/statements", "{\"token\":\"<launch_token>\",\"statements\":[{}]}", 200},
    {"POST", "/api/v1/learning/{registration_id}/attempts", "", 201, finish_the_attempt},
    {"POST", "/api/v1/distributions/{distribution_id}/archive", "", 200},
    {"DELETE", "/api/v1/modules/{module_id}", "", 204},
    {"DELETE", "/api/v1/grains/{grain_id}", "", 204},
    {"POST", "/api/v1/grains/{grain_id}/restore", "", 200},
    {"POST", "/api/v1/modules/{module_id}/restore", "", 200},
    {"PATCH", "/api/v1/space", "{\"name\":\"Maison Quokka\"}", 200, NULL, "/api/v1/space"},
    {"POST", "/api/v1/spaces",
     "{\"name\":\"Neuve\",\"slug\":\"neuve\",\"default_language\":\"fr\",\"admin\":{\"first_name\":\"Al\","
     "\"last_name\":\"Mer\",\"email\":\"al@example.org\"}}",
     201},
    {"DELETE", "/api/v1/sessions", "", 204},
    {"DELETE", "/api/v1/sessions/{session_id}", "", 204},
    {"DELETE", "/api/v1/session", "", 204},
};

static const Route *route_named(World *w, const char *method, const char *path)
{
    for (size_t i = 0; i < route_count(w->api.routes); i++) {
        const Route *r = route_at(w->api.routes, i);
        if (strcmp(r->method, method) == 0 && strcmp(r->path, path) == 0)
            return r;
    }
    return NULL;
}

static Principal principal_for(World *w, const Route *r)
{
    Principal worker = {.rights = RIGHT_BIT(RIGHT_WORKER), .name = STR("worker")};
    return r->right == RIGHT_WORKER ? worker : w->a.who;
}

static void take(Story *s, const Step *step)
{
    World *w = s->w;
    const Route *r = route_named(w, step->method, step->path);
    if (!r) {
        check_say(w->c, "%s %s has a step and no route", step->method, step->path);
        CHECK(w->c, r != NULL);
        return;
    }
    w->who = w->a.who;
    if (step->before)
        step->before(s);
    HttpInput in = w->in;
    if (step->version_from)
        in.if_match = world_keep(w, world_call(w, "GET", path_of(s, step->version_from), STR(""), STR("")).etag);
    in.method = str_of(step->method);
    in.path = path_of(s, step->path);
    in.body = fill(s, step->body, '<', '>');
    in.query = step->query ? fill(s, step->query, '<', '>') : (Str){0};
    w->who = principal_for(w, r);
    Reply reply = world_call_with(w, &in);
    s->media = (Str){0};
    bool held = step->status ? reply.status == step->status : reply.status < 300;
    if (!CHECK(w->c, held))
        world_say(w, r, &reply);
}

static void read_everything(World *w)
{
    for (size_t i = 0; i < route_count(w->api.routes); i++) {
        const Route *r = route_at(w->api.routes, i);
        HttpInput in = w->in;
        if (strcmp(r->method, "GET") != 0 || r->right == RIGHT_WORKER) /* a worker's files have steps */
            continue;
        w->who = principal_for(w, r);
        in.method = STR("GET");
        in.path = world_path(w, r, VALUE_OWN);
        in.query = world_query(w, r, VALUE_OWN);
        in.metrics_listener = r->flags & ROUTE_METRICS;
        Reply reply = world_call_with(w, &in);
        if (!CHECK(w->c, reply.status == 200 || reply.status == 204))
            world_say(w, r, &reply);
    }
}

static void every_route(Check *c, TestDatabase *d)
{
    World w;
    if (!world_open(c, d, &w))
        return;
    Story s = {.w = &w};
    read_everything(&w);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        take(&s, &steps[i]);
    for (size_t i = 0; i < route_count(w.api.routes); i++)
        if (!CHECK(c, w.succeeded[i]))
            check_say(c, "never called with success: %s %s", route_at(w.api.routes, i)->method,
                      route_at(w.api.routes, i)->path);
    world_close(&w);
}

static void contract(Check *c)
{
    database_each_engine(c, every_route);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"every route succeeds once and every reply has its declared shape", contract},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
