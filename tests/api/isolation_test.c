/* Two companies, one server (OPERATIONS §10): with an identity of the other company every route answers exactly as with
 * one that never was; the other company's data stay the same to the byte; nothing it wrote comes back in any reply. */
#include "tests/api/world.h"

#include <string.h>

/* Routes that are not of one company by design, each with its reason. */
static const struct {
    const char *method, *path, *reason;
} open_to_all[] = {
    {"GET", "/api/v1/spaces/{slug}/public", "name and language of a company are public, for its sign-in page"},
    {"GET", "/api/v1/spaces", "the publisher's list: names of companies, nothing from inside them"},
    {"GET", "/media-access/{token}/{media_id}", "a signed address opens its media for whoever was given it"},
    {"GET", "/media/{token}/{media_id}/{name}", "a signed address opens its media for whoever was given it"},
    {"GET", "/api/v1/dev/mails", "development only: every mail of the machine"},
    {"GET", "/api/v1/dev/mails/{mail_id}", "development only: every mail of the machine"},
};

static bool is_open(const Route *r)
{
    for (size_t i = 0; i < sizeof open_to_all / sizeof *open_to_all; i++)
        if (strcmp(r->method, open_to_all[i].method) == 0 && strcmp(r->path, open_to_all[i].path) == 0)
            return true;
    return false;
}

typedef struct {
    int status;
    Str body;
} Answer;

static Answer ask(World *w, const Route *r, ValueKind kind)
{
    HttpInput in = w->in;
    in.method = str_of(r->method);
    in.path = world_path(w, r, kind);
    in.query = world_query(w, r, kind);
    in.body = world_body(w, r, kind);
    in.metrics_listener = r->flags & ROUTE_METRICS;
    Reply reply = world_call_with(w, &in);
    if (!is_open(r) && !CHECK(w->c, !world_holds(&reply, w->b.canary)))
        world_say(w, r, &reply);
    return (Answer){reply.status, world_keep(w, buf_str(&reply.body))};
}

static Str digest(World *w, const Tenant *t)
{
    Str text = STR("");
    CHECK(w->c, store_digest(check_ctx(w->c), database_open(w->c, w->d, &t->space.id), &text) == OK);
    return text;
}

static Principal principal_for(World *w, const Route *r)
{
    Principal worker = {.rights = RIGHT_BIT(RIGHT_WORKER), .name = STR("worker")};
    return r->right == RIGHT_WORKER ? worker : w->a.who;
}

/* The identity that was asked for may be told back; it is masked before the answers are compared. */
static Str masked(World *w, Answer a, const Tenant *t)
{
    static const char *const unknown = "00000000-0000-7000-8000-00000000dead";
    const Id *ids[] = {&t->who.session,    &t->person,       &t->group,        &t->import,     &t->task,
                       &t->media,          &t->grain,        &t->module,       &t->submission, &t->comment,
                       &t->module_version, &t->distribution, &t->registration, &t->launch};
    Str copy = world_keep(w, a.body);
    char *at = (char *)(uintptr_t)copy.at;
    for (size_t i = 0; i + ID_TEXT <= copy.n; i++)
        for (size_t k = 0; k < sizeof ids / sizeof *ids; k++)
            if (memcmp(at + i, ids[k]->text, ID_TEXT) == 0)
                memcpy(at + i, unknown, ID_TEXT);
    return copy;
}

static void a_foreign_identity_is_an_unknown_one(Check *c, TestDatabase *d)
{
    World w;
    size_t compared = 0;
    if (!world_open(c, d, &w))
        return;
    Str before = digest(&w, &w.b);
    for (size_t i = 0; i < route_count(w.api.routes); i++) {
        const Route *r = route_at(w.api.routes, i);
        w.who = principal_for(&w, r);
        Answer foreign = ask(&w, r, VALUE_FOREIGN);
        if (is_open(r) || !world_has_identity(&w, r))
            continue;
        compared++;
        Answer unknown = ask(&w, r, VALUE_UNKNOWN);
        Str body = masked(&w, foreign, &w.b);
        if (CHECK(c, foreign.status == unknown.status && str_equal(body, unknown.body)))
            continue;
        check_say(c, "%s %s: %d %.*s", r->method, r->path, foreign.status, STR_ARG(foreign.body));
        check_say(c, "but with an unknown one: %d %.*s", unknown.status, STR_ARG(unknown.body));
    }
    CHECK(c, compared > 20);
    CHECK_STR(c, digest(&w, &w.b), before.at);
    world_close(&w);
}

/* One's own things, lists and searches: the other company's words never come along. */
static void nothing_of_another_company_comes_back(Check *c, TestDatabase *d)
{
    World w;
    if (!world_open(c, d, &w))
        return;
    Str before = digest(&w, &w.b);
    for (size_t i = 0; i < route_count(w.api.routes); i++) {
        const Route *r = route_at(w.api.routes, i);
        if (strcmp(r->method, "GET") != 0)
            continue;
        w.who = principal_for(&w, r);
        ask(&w, r, VALUE_OWN);
        for (size_t m = 0; r->query && m < r->query->member_count; m++) {
            if (strcmp(r->query->members[m].name, "search") != 0)
                continue;
            HttpInput in = w.in;
            in.method = STR("GET");
            in.path = world_path(&w, r, VALUE_OWN);
            in.query = STR("search=zebu");
            Reply reply = world_call_with(&w, &in);
            CHECK_INT(c, reply.status, 200);
            if (!is_open(r) && !CHECK(c, world_holds(&reply, "\"items\":[]")))
                world_say(&w, r, &reply);
        }
    }
    CHECK_STR(c, digest(&w, &w.b), before.at);
    world_close(&w);
}

static void foreign(Check *c)
{
    database_each_engine(c, a_foreign_identity_is_an_unknown_one);
}

static void own(Check *c)
{
    database_each_engine(c, nothing_of_another_company_comes_back);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"an identity of another company is answered like one that never was", foreign},
        {"nothing of another company comes back from lists and searches", own},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
