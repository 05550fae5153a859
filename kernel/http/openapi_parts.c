/* Components and responses of the OpenAPI document. */
#include "kernel/http/openapi.h"

#include "base/log.h"
#include "kernel/http/problem.h"

typedef struct {
    Openapi *o;
    bool closed;
} Collecting;

static void collect_shape(const Shape *s, void *arg)
{
    Collecting *c = arg;
    Openapi *o = c->o;
    for (size_t i = 0; i < o->shape_count; i++) {
        OpenapiShape *known = &o->shapes[i];
        if (known->shape == s) {
            known->closed = known->closed || c->closed;
            return;
        }
        if (strcmp(known->shape->name, s->name) == 0) {
            log_fault(o->cx, "http", "two shapes have one name", "name=%s", s->name);
            o->rc = ERR_BUG;
        }
    }
    if (o->shape_count == OPENAPI_SHAPES_MAX)
        o->rc = ERR_LIMIT;
    else
        o->shapes[o->shape_count++] = (OpenapiShape){s, c->closed};
}

static void collect_from(Openapi *o, const Shape *s, bool closed)
{
    Collecting c = {o, closed};
    if (s)
        shape_each_named(s, collect_shape, &c);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const OpenapiShape *)a)->shape->name, ((const OpenapiShape *)b)->shape->name);
}

static void collect_codes(Openapi *o, const ErrorCode *rows, size_t *n)
{
    for (const ErrorCode *e = rows; e && e->code; e++)
        if (*n < OPENAPI_CODES_MAX)
            o->codes[(*n)++] = e->code;
        else
            o->rc = ERR_LIMIT;
}

static void collect_enum(Openapi *o, const NamedEnum *e)
{
    for (size_t i = 0; i < o->style.enum_count; i++)
        if (strcmp(o->enums[i].name, e->name) == 0) {
            log_fault(o->cx, "http", "two enumerations have one name", "name=%s", e->name);
            o->rc = ERR_BUG;
        }
    if (o->style.enum_count == OPENAPI_ENUMS_MAX)
        o->rc = ERR_LIMIT;
    else
        o->enums[o->style.enum_count++] = *e;
}

/* A copy of a shape whose text member "code" is an enumeration of all codes: the document may say what the program
 * learns only from its tables. */
static Rc with_codes(Openapi *o, const Shape *s, const Shape **ret)
{
    Member *members = arena_array(o->cx->arena, s->member_count, sizeof *members);
    Shape *copy = arena_get(o->cx->arena, sizeof *copy);
    if (!members || !copy)
        return ERR_NOMEM;
    for (size_t i = 0; i < s->member_count; i++) {
        members[i] = s->members[i];
        if (strcmp(members[i].name, "code") == 0)
            members[i] = (Member){.name = "code", .kind = MEMBER_KIND_ENUM, .names = o->codes, .doc = members[i].doc};
        if (members[i].of)
            TRY(with_codes(o, s->members[i].of, &members[i].of));
    }
    *copy = *s;
    copy->members = members;
    *ret = copy;
    return OK;
}

Rc openapi_collect(Openapi *o)
{
    size_t code_count = 0;
    o->style.enums = o->enums;
    collect_codes(o, http_errors, &code_count);
    collect_enum(o, &(NamedEnum){"ErrorCode", o->codes, "Every stable code of a problem"});
    for (const Surface *const *s = route_surfaces(o->routes); *s; s++) {
        collect_codes(o, (*s)->errors, &code_count);
        for (const NamedEnum *e = (*s)->enums; e && e->name; e++)
            collect_enum(o, e);
    }
    for (size_t i = 0; i < route_count(o->routes); i++) {
        const Route *r = route_at(o->routes, i);
        collect_from(o, r->body, true);
        collect_from(o, r->query, true);
        collect_from(o, r->reply, false);
        collect_from(o, r->problem, false);
    }
    const Shape *problem;
    TRY(with_codes(o, &problem_shape, &problem));
    collect_from(o, problem, false);
    qsort(o->shapes, o->shape_count, sizeof *o->shapes, by_name);
    return o->rc;
}

static void write_enums(Openapi *o)
{
    for (size_t i = 0; i < o->style.enum_count; i++) {
        json_name(&o->w, str_of(o->enums[i].name));
        json_object_begin(&o->w);
        schema_enum_values(&o->w, o->enums[i].names, false);
        json_member_text(&o->w, "description", str_of(o->enums[i].doc));
        json_object_end(&o->w);
    }
}

static void write_schemas(Openapi *o)
{
    json_name(&o->w, STR("schemas"));
    json_object_begin(&o->w);
    write_enums(o);
    for (size_t i = 0; i < o->shape_count; i++) {
        SchemaStyle style = o->style;
        style.closed = o->shapes[i].closed;
        json_name(&o->w, str_of(o->shapes[i].shape->name));
        json_object_begin(&o->w);
        schema_body(&o->w, &style, o->shapes[i].shape, false);
        json_object_end(&o->w);
    }
    json_object_end(&o->w);
}

static void write_security(JsonWriter *w)
{
    static const struct {
        const char *name, *type, *key, *value, *place, *doc;
    } schemes[] = {
        {"csrf", "apiKey", "name", "X-CSRF-Token", "header", "The csrf_token of the session, on unsafe methods"},
        {"session", "apiKey", "name", "__Host-sid", "cookie", "The session; \"sid\" on loopback http"},
        {"worker", "http", "scheme", "bearer", NULL, "The token of a worker machine"},
    };
    json_name(w, STR("securitySchemes"));
    json_object_begin(w);
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        json_name(w, str_of(schemes[i].name));
        json_object_begin(w);
        json_member_text(w, "type", str_of(schemes[i].type));
        json_member_text(w, schemes[i].key, str_of(schemes[i].value));
        if (schemes[i].place)
            json_member_text(w, "in", str_of(schemes[i].place));
        json_member_text(w, "description", str_of(schemes[i].doc));
        json_object_end(w);
    }
    json_object_end(w);
}

void openapi_content(Openapi *o, const char *media_type, const Shape *s)
{
    JsonWriter *w = &o->w;
    json_object_begin(w);
    json_name(w, str_of(media_type));
    json_object_begin(w);
    json_name(w, STR("schema"));
    json_object_begin(w);
    if (!s)
        json_member_text(w, "type", STR("string"));
    else if (s->name) {
        Str path = STR("");
        if (o->rc == OK)
            o->rc = str_format(o->cx->arena, &path, "#/components/schemas/%s", s->name);
        json_member_text(w, "$ref", path);
    } else
        schema_body(w, &o->style, s, false);
    json_object_end(w);
    json_object_end(w);
    json_object_end(w);
}

void openapi_bytes(JsonWriter *w, const char *media_type)
{
    json_object_begin(w);
    json_name(w, str_of(media_type));
    json_object_begin(w);
    json_object_end(w);
    json_object_end(w);
}

static void write_problem_schema(JsonWriter *w)
{
    json_object_begin(w);
    json_member_text(w, "$ref", STR("#/components/schemas/Problem"));
    json_object_end(w);
}

static bool always(const Route *r)
{
    (void)r;
    return true;
}

static bool has_body(const Route *r)
{
    return r->body != NULL;
}

static bool has_typed_body(const Route *r)
{
    return route_body_type(r) != NULL;
}

static bool has_input(const Route *r)
{
    return r->body || r->query;
}

static bool has_parameter(const Route *r)
{
    return route_parameter(r, 0).at != NULL;
}

static bool is_guarded(const Route *r)
{
    return r->right != RIGHT_PUBLIC && r->right != RIGHT_DEVELOPMENT;
}

static bool is_hidden_or_has_parameter(const Route *r)
{
    return r->right == RIGHT_DEVELOPMENT || has_parameter(r);
}

static bool is_unsafe(const Route *r)
{
    return !route_is_safe(r);
}

static bool needs_match(const Route *r)
{
    return r->flags & ROUTE_NEEDS_MATCH;
}

/* The codes that kernel/http itself answers with, and for which routes. */
static const struct {
    const char *code;
    bool (*applies)(const Route *r);
} generic_codes[] = {
    {"http.malformed", always},
    {"http.bad_utf8", has_input},
    {"http.bad_text", has_input},
    {"http.unknown_member", always},
    {"http.required", has_input},
    {"http.wrong_type", has_input},
    {"http.out_of_range", has_input},
    {"http.duplicate_member", has_input},
    {"http.too_deep", has_body},
    {"http.bad_id", has_parameter},
    {"http.unauthenticated", is_guarded},
    {"http.denied", is_guarded},
    {"http.csrf", is_unsafe},
    {"http.missing", is_hidden_or_has_parameter},
    {"http.stale", needs_match},
    {"http.too_large", always},
    {"http.media_type", has_typed_body},
    {"http.match_required", needs_match},
};

typedef struct {
    const char *code;
    int status;
    bool generic;
} Answer;
enum { ANSWERS_MAX = 64 };

static Rc answer(Openapi *o, const Route *r, const char *code, bool generic, Answer *answers, size_t *n)
{
    const ErrorCode *row = route_error(o->routes, code);
    if (!row || *n == ANSWERS_MAX) {
        log_fault(o->cx, "http", "a route names a code without a row", "path=%s code=%s", r->path, code);
        return ERR_BUG;
    }
    for (size_t i = 0; i < *n; i++)
        if (strcmp(answers[i].code, code) == 0)
            return OK;
    answers[(*n)++] = (Answer){code, http_status_of(row->rc, code), generic};
    return OK;
}

static void write_codes(JsonWriter *w, int status, const Answer *answers, size_t n)
{
    json_name(w, STR("code"));
    json_object_begin(w);
    json_name(w, STR("enum"));
    json_array_begin(w);
    for (size_t i = 0; i < n; i++)
        if (answers[i].status == status)
            json_text(w, str_of(answers[i].code));
    json_array_end(w);
    json_object_end(w);
}

/* A response with a problem document whose code is one of `answers` of this status, and `more` members. */
static void write_problem(Openapi *o, int status, const Answer *answers, size_t n, const Shape *more)
{
    JsonWriter *w = &o->w;
    json_object_begin(w);
    json_member_text(w, "description", str_of("Problem"));
    json_name(w, STR("content"));
    json_object_begin(w);
    json_name(w, STR("application/problem+json"));
    json_object_begin(w);
    json_name(w, STR("schema"));
    json_object_begin(w);
    json_name(w, STR("allOf"));
    json_array_begin(w);
    write_problem_schema(w);
    json_object_begin(w);
    json_member_text(w, "type", STR("object"));
    json_name(w, STR("properties"));
    json_object_begin(w);
    write_codes(w, status, answers, n);
    for (size_t i = 0; more && i < more->member_count; i++) {
        json_name(w, str_of(more->members[i].name));
        json_object_begin(w);
        schema_member(w, &o->style, &more->members[i]);
        json_object_end(w);
    }
    json_object_end(w);
    json_object_end(w);
    json_array_end(w);
    json_object_end(w);
    json_object_end(w);
    json_object_end(w);
    json_object_end(w);
}

static void write_reference(Openapi *o, const char *name, int status)
{
    Str path = STR("");
    if (o->rc == OK)
        o->rc = str_format(o->cx->arena, &path, "#/components/responses/%s%d", name, status);
    json_object_begin(&o->w);
    json_member_text(&o->w, "$ref", path);
    json_object_end(&o->w);
}

static void name_of_status(JsonWriter *w, const char *prefix, int status)
{
    char name[16];
    snprintf(name, sizeof name, "%s%d", prefix, status);
    json_name(w, str_of(name));
}

/* Statuses that only kernel/http answers are written once for all routes. */
static void answer_of_status(Openapi *o, const Route *r, int status, const Answer *answers, size_t n)
{
    bool any = false, generic = !r->problem;
    for (size_t i = 0; i < n; i++)
        if (answers[i].status == status) {
            any = true;
            generic = generic && answers[i].generic;
        }
    if (!any)
        return;
    name_of_status(&o->w, "", status);
    if (generic)
        write_reference(o, "Problem", status);
    else
        write_problem(o, status, answers, n, r->problem);
}

/* NULL: an empty reply. */
static const char *success_type(const Route *r)
{
    if (r->reply)
        return "application/json";
    if (r->flags & ROUTE_HTML)
        return "text/html";
    return r->flags & ROUTE_METRICS ? "text/plain" : r->reply_type;
}

static void write_success(Openapi *o, const Route *r)
{
    JsonWriter *w = &o->w;
    const char *type = success_type(r);
    int status = r->status ? r->status : type ? 200 : 204;
    name_of_status(w, "", status);
    json_object_begin(w);
    json_member_text(w, "description", str_of(r->reply && r->reply->doc ? r->reply->doc : "Done"));
    if (type) {
        json_name(w, STR("content"));
        if (r->reply_type)
            openapi_bytes(w, type);
        else
            openapi_content(o, type, r->reply);
    }
    json_object_end(w);
}

Rc openapi_responses(Openapi *o, const Route *r)
{
    Answer answers[ANSWERS_MAX];
    size_t n = 0;
    for (size_t i = 0; i < sizeof generic_codes / sizeof *generic_codes; i++)
        if (generic_codes[i].applies(r))
            TRY(answer(o, r, generic_codes[i].code, true, answers, &n));
    for (size_t i = 0; r->codes && r->codes[i]; i++)
        TRY(answer(o, r, r->codes[i], false, answers, &n));
    json_name(&o->w, STR("responses"));
    json_object_begin(&o->w);
    write_success(o, r);
    for (int status = 400; status < 500; status++)
        answer_of_status(o, r, status, answers, n);
    json_name(&o->w, STR("5XX"));
    json_object_begin(&o->w);
    json_member_text(&o->w, "$ref", STR("#/components/responses/Fault"));
    json_object_end(&o->w);
    json_object_end(&o->w);
    return OK;
}

static void write_fault(JsonWriter *w)
{
    json_name(w, STR("Fault"));
    json_object_begin(w);
    json_member_text(w, "description", STR("The server is busy, read-only, or at fault"));
    json_name(w, STR("content"));
    json_object_begin(w);
    json_name(w, STR("application/problem+json"));
    json_object_begin(w);
    json_name(w, STR("schema"));
    write_problem_schema(w);
    json_object_end(w);
    json_object_end(w);
    json_object_end(w);
}

/* The generic codes of a status that some route answers with. */
static size_t generic_of_status(const Openapi *o, int status, Answer *answers)
{
    size_t n = 0;
    for (size_t i = 0; i < sizeof generic_codes / sizeof *generic_codes; i++) {
        const ErrorCode *row = route_error(o->routes, generic_codes[i].code);
        bool used = false;
        for (size_t r = 0; r < route_count(o->routes) && !used; r++)
            used = generic_codes[i].applies(route_at(o->routes, r));
        if (used && row && http_status_of(row->rc, row->code) == status)
            answers[n++] = (Answer){row->code, status, true};
    }
    return n;
}

void openapi_components(Openapi *o)
{
    JsonWriter *w = &o->w;
    Answer answers[ANSWERS_MAX];
    json_name(w, STR("components"));
    json_object_begin(w);
    write_schemas(o);
    json_name(w, STR("responses"));
    json_object_begin(w);
    write_fault(w);
    for (int status = 400; status < 500; status++) {
        size_t n = generic_of_status(o, status, answers);
        if (n == 0)
            continue;
        name_of_status(w, "Problem", status);
        write_problem(o, status, answers, n, NULL);
    }
    json_object_end(w);
    write_security(w);
    json_object_end(w);
}
