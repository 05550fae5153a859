/* Values for what a route takes: the fixture of each path parameter and of each identity in bodies and queries. A name
 * without a row here fails the test: no route stays outside of the isolation test unnoticed. */
#include "tests/api/world.h"

#include "kernel/json/accept.h"

#include <string.h>

static const Id unknown_id = {"00000000-0000-7000-8000-00000000dead"};

static Str session_of(const Tenant *t)
{
    return id_str(&t->who.session);
}

static Str person_of(const Tenant *t)
{
    return id_str(&t->person);
}

static Str group_of(const Tenant *t)
{
    return id_str(&t->group);
}

static Str import_of(const Tenant *t)
{
    return id_str(&t->import);
}

static Str task_of(const Tenant *t)
{
    return id_str(&t->task);
}

static Str mail_of(const Tenant *t)
{
    return id_str(&t->mail);
}

static Str media_of(const Tenant *t)
{
    return id_str(&t->media);
}

static Str token_of(const Tenant *t)
{
    return t->token;
}

/* A file of the film, and an output of a job. */
static Str name_of(const Tenant *t)
{
    (void)t;
    return STR("master.m3u8");
}

static Str language_of(const Tenant *t)
{
    (void)t;
    return STR("fr"); /* the same in every company */
}

static Str grain_of(const Tenant *t)
{
    return id_str(&t->grain);
}

static Str module_of(const Tenant *t)
{
    return id_str(&t->module);
}

static Str submission_of(const Tenant *t)
{
    return id_str(&t->submission);
}

static Str module_version_of(const Tenant *t)
{
    return id_str(&t->module_version);
}

static Str comment_of(const Tenant *t)
{
    return id_str(&t->comment);
}

static Str registration_of(const Tenant *t)
{
    return id_str(&t->registration);
}

static Str launch_of(const Tenant *t)
{
    return id_str(&t->launch);
}

static Str distribution_of(const Tenant *t)
{
    return id_str(&t->distribution);
}

static Str slug_of(const Tenant *t)
{
    return t->space.slug;
}

static Str role_of(const Tenant *t)
{
    (void)t;
    return STR("trainer"); /* the same in every company */
}

static Str digest_of(const Tenant *t)
{
    (void)t;
    return STR("0000000000000000000000000000000000000000000000000000000000000000");
}

/* Jobs are of the platform; none is made here. */
static Str job_of(const Tenant *t)
{
    (void)t;
    return STR("00000000-0000-7000-8000-00000000beef");
}

static const struct {
    const char *name; /* of a path parameter, or of an identity in a body or a query */
    Str (*of)(const Tenant *t);
    bool identity;
} fixtures[] = {
    {"session_id", session_of, true},
    {"person_id", person_of, true},
    {"group_id", group_of, true},
    {"import_id", import_of, true},
    {"task_id", task_of, true},
    {"mail_id", mail_of, true},
    {"job_id", job_of, true},
    {"sha256", digest_of, false},
    {"slug", slug_of, false},
    {"role", role_of, false},
    {"group_ids", group_of, true},
    {"add", person_of, true},
    {"remove", person_of, true},
    {"lease", job_of, true},
    {"media_id", media_of, true},
    {"token", token_of, false},
    {"name", name_of, false},
    {"language", language_of, false},
    {"grain_id", grain_of, true},
    {"grain_ids", grain_of, true},
    {"module_id", module_of, true},
    {"module_ids", module_of, true},
    {"submission_id", submission_of, true},
    {"version", module_version_of, true},
    {"comment_id", comment_of, true},
    {"parent_id", comment_of, true},
    {"element_id", grain_of, true}, /* no element anywhere */
    {"person_ids", person_of, true},
    {"ids", distribution_of, true}, /* no entry of any inbox */
    {"distribution_id", distribution_of, true},
    {"registration_id", registration_of, true},
    {"launch_id", launch_of, true},
    {"grain", grain_of, true},
};

static bool is_identity(Str name)
{
    for (size_t i = 0; i < sizeof fixtures / sizeof *fixtures; i++)
        if (str_equal(name, str_of(fixtures[i].name)))
            return fixtures[i].identity;
    return true; /* then value() complains */
}

static Str value(World *w, Str name, ValueKind kind)
{
    for (size_t i = 0; i < sizeof fixtures / sizeof *fixtures; i++)
        if (str_equal(name, str_of(fixtures[i].name))) {
            Str unknown = fixtures[i].identity ? id_str(&unknown_id) : STR("no-such-thing");
            return kind == VALUE_OWN       ? fixtures[i].of(&w->a)
                   : kind == VALUE_FOREIGN ? fixtures[i].of(&w->b)
                   : kind == VALUE_BAD     ? STR("x y")
                                           : unknown;
        }
    check_say(w->c, "no fixture for \"%.*s\": add a row to tests/api/values.c", STR_ARG(name));
    check_note(w->c, false, __FILE__, __LINE__, "every parameter has a fixture");
    return STR("");
}

Str world_path(World *w, const Route *r, ValueKind kind)
{
    Buf b;
    Str rest = str_of(r->path), part;
    buf_init(&b, check_ctx(w->c)->arena, 500);
    for (bool first = true; str_cut(&rest, '/', &part); first = false) {
        if (!first)
            buf_byte(&b, '/');
        bool parameter = part.n > 2 && part.at[0] == '{';
        buf_put(&b, parameter ? value(w, (Str){part.at + 1, part.n - 2}, kind) : part);
    }
    return buf_str(&b);
}

static bool is_id_list(const Member *m)
{
    return m->kind == MEMBER_KIND_LIST && m->item && m->item->kind == MEMBER_KIND_ID;
}

/* Puts identities of `kind` wherever `s` takes one; answers how many. `object` NULL: only counts. */
static int put_ids(World *w, const Shape *s, void *object, ValueKind kind)
{
    int count = 0;
    for (size_t i = 0; s && i < s->member_count; i++) {
        const Member *m = &s->members[i];
        char *at = object ? (char *)object + m->at : NULL;
        Id id = unknown_id;
        if (m->kind == MEMBER_KIND_OBJECT) {
            count += put_ids(w, m->of, at, kind);
            continue;
        }
        if (m->kind != MEMBER_KIND_ID && !is_id_list(m))
            continue;
        count++;
        if (!at || id_parse(value(w, str_of(m->name), kind), &id) != OK)
            continue;
        member_set_has(m, object);
        if (m->kind == MEMBER_KIND_ID) {
            *(Id *)(void *)at = id;
            continue;
        }
        Id *list = arena_get(check_ctx(w->c)->arena, sizeof *list);
        if (list)
            *list = id;
        *(ListHead *)(void *)at = (ListHead){list, list ? 1 : 0};
    }
    return count;
}

/* The token of a launch always is one's own: whoever has another's may, for that is what it proves. */
static bool takes_launch(const Route *r)
{
    return strncmp(r->path, "/api/v1/play/", 13) == 0;
}

static void put_launch_token(World *w, const Route *r, void *object)
{
    for (size_t i = 0; i < r->body->member_count; i++)
        if (strcmp(r->body->members[i].name, "token") == 0)
            *(Str *)(void *)((char *)object + r->body->members[i].at) = w->a.launch_token;
}

Str world_body(World *w, const Route *r, ValueKind kind)
{
    Ctx *cx = check_ctx(w->c);
    Buf b;
    if (!r->body)
        return STR("");
    void *object = arena_get(cx->arena, r->body->size);
    buf_init(&b, cx->arena, 64 << 10);
    if (!CHECK(w->c, object && shape_sample(cx, r->body, 7, object) == OK))
        return STR("");
    put_ids(w, r->body, object, kind);
    if (takes_launch(r))
        put_launch_token(w, r, object);
    CHECK(w->c, shape_encode(cx, r->body, object, &b) == OK);
    return buf_str(&b);
}

Str world_query(World *w, const Route *r, ValueKind kind)
{
    Buf b;
    buf_init(&b, check_ctx(w->c)->arena, 1000);
    for (size_t i = 0; r->query && i < r->query->member_count; i++) {
        const Member *m = &r->query->members[i];
        bool token = takes_launch(r) && strcmp(m->name, "token") == 0;
        bool ids = strcmp(m->name, "module_ids") == 0; /* a list as text */
        if (m->kind != MEMBER_KIND_ID && !token && !ids)
            continue;
        if (b.n)
            buf_byte(&b, '&');
        buf_put(&b, str_of(m->name));
        buf_byte(&b, '=');
        buf_put(&b, token ? w->a.launch_token : value(w, str_of(m->name), kind));
    }
    return buf_str(&b);
}

bool world_has_identity(World *w, const Route *r)
{
    for (size_t i = 0; route_parameter(r, i).at; i++)
        if (is_identity(route_parameter(r, i)))
            return true;
    return world_query(w, r, VALUE_UNKNOWN).n || put_ids(w, r->body, NULL, VALUE_UNKNOWN) > 0;
}
