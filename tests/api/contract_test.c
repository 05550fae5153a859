/* Every route is called at least once with success, in process, and every reply on the way satisfies its declaration
 * (world_call holds it to that). GET routes need no row unless they need preparing; every other route has one here, in
 * an order in which each finds what it needs. A route that no row brings to success fails the test. */
#include "tests/api/world.h"

#include <stdio.h>
#include <string.h>

/* What one step learns for the next ones. */
typedef struct {
    World *w;
    Str token, job_id, lease; /* of an invitation's mail, and of a job */
} Story;

typedef struct {
    const char *method, *path;
    const char *body; /* <name> stands for a value of the story or of one's own company */
    int status;
    void (*before)(Story *s); /* makes what the step needs, through other routes */
    const char *version_from; /* path whose ETag goes into If-Match */
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
        {"person_id", id_str(&t->person)},
        {"group_id", id_str(&t->group)},
        {"import_id", id_str(&t->import)},
        {"task_id", id_str(&t->task)},
        {"mail_id", id_str(&t->mail)},
        {"session_id", id_str(&t->who.session)},
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

#define PASSWORD "phare-boussole-ancre-1871"
static const Step steps[] = {
    {"POST", "/api/v1/session", "{\"email\":\"odile@alpha-quokka.example\",\"password\":\"" PASSWORD "\"}", 201},
    {"POST", "/api/v1/persons/{person_id}/invitation", "", 202},
    {"POST", "/api/v1/work/lease", "{\"worker\":\"w1\",\"kinds\":[\"none\"],\"max\":1}", 200},
    {"POST", "/api/v1/work/{job_id}/heartbeat", "{\"lease\":\"<lease>\",\"progress\":0.5}", 0, lease_a_job},
    {"POST", "/api/v1/work/{job_id}/fail", "{\"lease\":\"<lease>\",\"error\":\"no answer\"}", 0},
    {"POST", "/api/v1/work/{job_id}/complete", "{\"lease\":\"<lease>\",\"result\":{}}", 0, lease_a_job},
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
    w->who = principal_for(w, r);
    Reply reply = world_call_with(w, &in);
    bool held = step->status ? reply.status == step->status : reply.status < 300;
    if (!CHECK(w->c, held))
        world_say(w, r, &reply);
}

static void read_everything(World *w)
{
    for (size_t i = 0; i < route_count(w->api.routes); i++) {
        const Route *r = route_at(w->api.routes, i);
        HttpInput in = w->in;
        if (strcmp(r->method, "GET") != 0)
            continue;
        w->who = principal_for(w, r);
        in.method = STR("GET");
        in.path = world_path(w, r, VALUE_OWN);
        in.metrics_listener = r->flags & ROUTE_METRICS;
        Reply reply = world_call_with(w, &in);
        if (!CHECK_INT(w->c, reply.status, 200))
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
