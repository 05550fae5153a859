/* The access list, role by role and action by action, held against the API in process: whoever may do something gets
 * past the door of each of its routes, whoever may not gets 403. The list is written down here once more, from what was
 * promised and not from the program's own table; a route with a business right that no action claims fails the test. */
#include "tests/api/world.h"

#include "domains/access/access.h"

#include <string.h>

/* As in the requirements; publisher's staff without a mandate. */
#define L ROLE_BIT(ROLE_LEARNER)
#define T ROLE_BIT(ROLE_TRAINER)
#define M ROLE_BIT(ROLE_TRAINING_MANAGER)
#define A ROLE_BIT(ROLE_SPACE_ADMIN)
#define U ROLE_BIT(ROLE_AUDITOR)
#define S ROLE_BIT(ROLE_SUPPORT)
#define O ROLE_BIT(ROLE_OPERATOR)

typedef enum {
    PLAY,
    EDIT,
    SUBMIT,
    REVIEW,
    DISTRIBUTE,
    MEASURE,
    MEASURE_NAMED,
    PEOPLE_SEE,
    PEOPLE_CHANGE,
    GROUP_CHANGE,
    ROLE_CHANGE,
    LOG,
    SETTINGS_SEE,
    SETTINGS_CHANGE,
    SPACES_SEE,
    SPACES_MAKE,
    ACTION_COUNT
} Action;

static const struct {
    const char *sentence;
    RoleSet roles;
} actions[ACTION_COUNT] = {
    [PLAY] = {"play a distributed module", L | T | M | A},
    [EDIT] = {"create and edit grains, modules and their media", T | M},
    [SUBMIT] = {"submit for validation, and talk about it", T | M},
    [REVIEW] = {"validate or refuse", M},
    [DISTRIBUTE] = {"manage distributions", M | A},
    [MEASURE] = {"read measures of modules", T | M | A | U | O},
    [MEASURE_NAMED] = {"read results by name", M | A},
    [PEOPLE_SEE] = {"see people, groups and roles", M | A | U | O},
    [PEOPLE_CHANGE] = {"change people", A | O},
    [GROUP_CHANGE] = {"change groups", M | A | O},
    [ROLE_CHANGE] = {"change what roles may do", A},
    [LOG] = {"read the log", A | U | O},
    [SETTINGS_SEE] = {"see the settings of the space", A | U | O},
    [SETTINGS_CHANGE] = {"change the settings of the space", A},
    [SPACES_SEE] = {"list the spaces of the installation", S | O},
    [SPACES_MAKE] = {"make a space", O},
};

/* Which routes an action is: the first row that fits. `reads`: GET only, or anything but GET, or both. */
typedef enum { ANY, READS, WRITES } Verbs;
static const struct {
    Verbs verbs;
    const char *path; /* begins so */
    const char *ends; /* ends so; NULL: anyhow */
    Action action;
} claims[] = {
    {ANY, "/api/v1/learning", NULL, PLAY},
    {ANY, "/play/", NULL, PLAY},
    {WRITES, "/api/v1/modules/", "/submissions", SUBMIT},
    {WRITES, "/api/v1/submissions/", "/decision", REVIEW},
    {ANY, "/api/v1/submissions", NULL, SUBMIT},
    {ANY, "/preview/submissions/", NULL, SUBMIT},
    {ANY, "/api/v1/grains", NULL, EDIT},
    {ANY, "/api/v1/modules", NULL, EDIT},
    {ANY, "/api/v1/module-states", NULL, EDIT},
    {ANY, "/api/v1/media", NULL, EDIT},
    {ANY, "/api/v1/uploads", NULL, EDIT},
    {ANY, "/preview/", NULL, EDIT},
    {ANY, "/api/v1/distributions", NULL, DISTRIBUTE},
    {ANY, "/api/v1/distributable-modules", NULL, DISTRIBUTE},
    {READS, "/api/v1/measures/", "/learners", MEASURE_NAMED},
    {READS, "/api/v1/measures/", "/learners.csv", MEASURE_NAMED},
    {READS, "/api/v1/measures/", "/learners/{registration_id}", MEASURE_NAMED},
    {READS, "/api/v1/measures/", "/answers.csv", MEASURE_NAMED},
    {READS, "/api/v1/measures", NULL, MEASURE},
    {ANY, "/api/v1/person-imports", NULL, PEOPLE_CHANGE},
    {READS, "/api/v1/persons", NULL, PEOPLE_SEE},
    {WRITES, "/api/v1/persons", NULL, PEOPLE_CHANGE},
    {READS, "/api/v1/groups", NULL, PEOPLE_SEE},
    {WRITES, "/api/v1/groups", NULL, GROUP_CHANGE},
    {READS, "/api/v1/roles", NULL, PEOPLE_SEE},
    {WRITES, "/api/v1/roles", NULL, ROLE_CHANGE},
    {READS, "/api/v1/audit", NULL, LOG},
    {READS, "/api/v1/spaces", NULL, SPACES_SEE},
    {WRITES, "/api/v1/spaces", NULL, SPACES_MAKE},
    {READS, "/api/v1/space", NULL, SETTINGS_SEE},
    {WRITES, "/api/v1/space", NULL, SETTINGS_CHANGE},
};

static bool ends_with(const char *text, const char *end)
{
    size_t n = strlen(text), k = strlen(end);
    return n >= k && strcmp(text + n - k, end) == 0;
}

/* ACTION_COUNT: no action claims it. */
static Action action_of(const Route *r)
{
    bool reads = strcmp(r->method, "GET") == 0;
    for (size_t i = 0; i < sizeof claims / sizeof *claims; i++) {
        bool verb = claims[i].verbs == ANY || (claims[i].verbs == READS) == reads;
        bool path = strncmp(r->path, claims[i].path, strlen(claims[i].path)) == 0;
        if (verb && path && (!claims[i].ends || ends_with(r->path, claims[i].ends)))
            return claims[i].action;
    }
    return ACTION_COUNT;
}

static bool is_business(const Route *r)
{
    return r->right >= RIGHT_FIRST;
}

/* `person` with the rights that this role has in the company. */
static void become(World *w, const Id *person, Role role)
{
    RightSet rights = 0;
    Db *db = database_open(w->c, w->d, &w->a.space.id);
    CHECK(w->c, access_rights(check_ctx(w->c), db, ROLE_BIT((unsigned)role), &rights) == OK);
    w->who = w->a.who;
    w->who.person = *person;
    w->who.rights = rights;
}

/* Reading is of one's own things; what would change something is asked of things that never were. */
static Reply ask(World *w, const Route *r)
{
    ValueKind kind = strcmp(r->method, "GET") == 0 ? VALUE_OWN : VALUE_UNKNOWN;
    HttpInput in = w->in;
    in.method = str_of(r->method);
    in.path = world_path(w, r, kind);
    in.query = world_query(w, r, kind);
    in.body = world_body(w, r, kind);
    return world_call_with(w, &in);
}

static bool is_denied(const Route *r, const Reply *reply)
{
    bool page = r->flags & ROUTE_HTML;
    return reply->status == 403 && (page || world_holds(reply, "\"code\":\"http.denied\""));
}

static void hold(World *w, const Route *r, Role role)
{
    Action action = action_of(r);
    become(w, &w->a.who.person, role);
    Reply reply = ask(w, r);
    bool may = actions[action].roles & ROLE_BIT((unsigned)role);
    bool right = may ? reply.status != 401 && reply.status != 403 : is_denied(r, &reply);
    if (CHECK(w->c, right))
        return;
    check_say(w->c, "%s %s %s", role_names[role], may ? "may" : "may not", actions[action].sentence);
    world_say(w, r, &reply);
}

static void roles_and_actions(Check *c, TestDatabase *d)
{
    World w;
    size_t held[ACTION_COUNT] = {0};
    if (!world_open(c, d, &w))
        return;
    for (size_t i = 0; i < route_count(w.api.routes); i++) {
        const Route *r = route_at(w.api.routes, i);
        if (!is_business(r))
            continue;
        Action action = action_of(r);
        if (!CHECK(c, action != ACTION_COUNT)) {
            check_say(c, "no action claims %s %s: add it to tests/api/acl_test.c", r->method, r->path);
            continue;
        }
        held[action]++;
        for (int role = 0; role < ROLE_COUNT; role++)
            hold(&w, r, (Role)role);
    }
    for (int action = 0; action < ACTION_COUNT; action++)
        if (!CHECK(c, held[action] > 0))
            check_say(c, "no route to %s", actions[action].sentence);
    world_close(&w);
}

/* The "#" of the path stands for the identity. */
static Reply call(World *w, const char *method, const char *path, const Id *id, const char *body)
{
    Buf b;
    buf_init(&b, check_ctx(w->c)->arena, 200);
    for (const char *at = path; *at; at++)
        buf_put(&b, *at == '#' ? id_str(id) : (Str){at, 1});
    CHECK_INT(w->c, b.rc, OK);
    return world_call(w, method, buf_str(&b), STR(""), str_of(body));
}

static void expect(World *w, const Reply *r, int status, const char *code)
{
    bool right = r->status == status && (!code || world_holds(r, code));
    if (!CHECK(w->c, right)) {
        check_say(w->c, "expected %d %s", status, code ? code : "");
        world_say(w, NULL, r);
    }
}

/* The story itself: the trainer hands it in, and every door behind that stays closed to them. */
static void trainer(Check *c, TestDatabase *d)
{
    World w;
    Str body = {0}, hash = {0};
    Id submission;
    if (!world_open(c, d, &w))
        return;
    Ctx *cx = check_ctx(c);
    become(&w, &w.a.who.person, ROLE_TRAINER); /* who owns the module */
    Reply r = call(&w, "PATCH", "/api/v1/modules/#", &w.a.module, "{\"title\":\"Corrigé\"}");
    expect(&w, &r, 200, NULL);
    r = call(&w, "POST", "/api/v1/modules/#/submissions", &w.a.module, "{}");
    expect(&w, &r, 201, NULL);
    Str reply = world_keep(&w, buf_str(&r.body));
    const char *at = memmem(reply.at, reply.n, "\"hash\":\"", 8);
    REQUIRE(c, at && id_parse((Str){reply.at + 7, ID_TEXT}, &submission) == OK);
    hash = (Str){at + 8, 64};
    CHECK(c, str_format(cx->arena, &body, "{\"decision\":\"approve\",\"hash\":\"%.*s\"}", STR_ARG(hash)) == OK);
    r = call(&w, "POST", "/api/v1/submissions/#/decision", &submission, body.at);
    expect(&w, &r, 403, "http.denied");
    Str distribution = {0};
    CHECK(c, str_format(cx->arena, &distribution, "{\"module_id\":\"%s\",\"person_ids\":[\"%s\"]}", w.a.module.text,
                        w.a.person.text) == OK);
    r = world_call(&w, "POST", STR("/api/v1/distributions"), STR(""), distribution);
    expect(&w, &r, 403, "http.denied");
    static const char *const others[] = {"/api/v1/distributions/#/suspend", "/api/v1/distributions/#/resume",
                                         "/api/v1/distributions/#/archive", "/api/v1/distributions/#/version"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        r = call(&w, "POST", others[i], &w.a.distribution, "{}");
        expect(&w, &r, 403, "http.denied");
    }
    become(&w, &w.a.who.person, ROLE_SPACE_ADMIN); /* nor does who looks after the company decide about content */
    r = call(&w, "POST", "/api/v1/submissions/#/decision", &submission, body.at);
    expect(&w, &r, 403, "http.denied");
    become(&w, &w.a.who.person, ROLE_TRAINING_MANAGER);
    r = world_call(&w, "POST", STR("/api/v1/distributions"), STR(""), distribution);
    expect(&w, &r, 409, "review.not_approved");
    r = call(&w, "POST", "/api/v1/submissions/#/decision", &submission, body.at);
    expect(&w, &r, 200, NULL);
    become(&w, &w.a.who.person, ROLE_TRAINER);
    r = world_call(&w, "POST", STR("/api/v1/distributions"), STR(""), distribution); /* approved or not */
    expect(&w, &r, 403, "http.denied");
    become(&w, &w.a.who.person, ROLE_TRAINING_MANAGER);
    r = world_call(&w, "POST", STR("/api/v1/distributions"), STR(""), distribution);
    expect(&w, &r, 201, NULL);
    world_close(&w);
}

/* What "own" means: everything in the world belongs to its principal, and somebody else asks. */
static void own_things(Check *c, TestDatabase *d)
{
    static const struct {
        Role role;
        const char *pattern;
        size_t id; /* offset in Tenant */
        int status;
    } rows[] = {
        {ROLE_TRAINER, "/api/v1/submissions/#", offsetof(Tenant, submission), 404},
        {ROLE_TRAINER, "/api/v1/submissions/#/comments", offsetof(Tenant, submission), 404},
        {ROLE_TRAINER, "/api/v1/submissions/#/difference", offsetof(Tenant, submission), 404},
        {ROLE_TRAINING_MANAGER, "/api/v1/submissions/#", offsetof(Tenant, submission), 200},
        {ROLE_TRAINER, "/api/v1/measures/#", offsetof(Tenant, module), 404},
        {ROLE_TRAINING_MANAGER, "/api/v1/measures/#", offsetof(Tenant, module), 200},
        {ROLE_AUDITOR, "/api/v1/measures/#", offsetof(Tenant, module), 200},
        {ROLE_SPACE_ADMIN, "/api/v1/distributions/#", offsetof(Tenant, distribution), 404},
        {ROLE_TRAINING_MANAGER, "/api/v1/distributions/#", offsetof(Tenant, distribution), 200},
        {ROLE_LEARNER, "/play/#", offsetof(Tenant, registration), 404},
        {ROLE_TRAINING_MANAGER, "/play/#", offsetof(Tenant, registration), 404},
    };
    World w;
    if (!world_open(c, d, &w))
        return;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        become(&w, &w.a.person, rows[i].role);
        Reply r = call(&w, "GET", rows[i].pattern, (const Id *)(const void *)((const char *)&w.a + rows[i].id), "");
        if (!CHECK_INT(c, r.status, rows[i].status))
            check_say(c, "%s: %s", role_names[rows[i].role], rows[i].pattern);
    }
    become(&w, &w.a.person, ROLE_TRAINER);
    Reply r = call(&w, "POST", "/api/v1/modules/#/submissions", &w.a.module, "{}");
    expect(&w, &r, 403, "review.not_owner");
    r = world_call(&w, "GET", STR("/api/v1/submissions"), STR(""), STR(""));
    expect(&w, &r, 200, "\"items\":[]");
    world_close(&w);
}

static void roles_each(Check *c)
{
    database_each_engine(c, roles_and_actions);
}

static void trainer_each(Check *c)
{
    database_each_engine(c, trainer);
}

static void own_each(Check *c)
{
    database_each_engine(c, own_things);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"each role may do what the access list says, by every route, and nothing else", roles_each},
        {"a trainer submits, and neither approves nor distributes by any route", trainer_each},
        {"what is for one's own things only answers to others as if there were nothing", own_each},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
