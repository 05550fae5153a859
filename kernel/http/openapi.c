/* The OpenAPI 3.1 document of a route table: info, tags, paths. Its order follows from the table alone, so that the
 * committed file changes only when a row does. */
#include "kernel/http/openapi.h"

#include "kernel/http/path.h"

static void tags(Openapi *o)
{
    JsonWriter *w = &o->w;
    json_name(w, STR("tags"));
    json_array_begin(w);
    for (const Surface *const *s = route_surfaces(o->routes); *s; s++) {
        Str text;
        if (!(*s)->routes || !(*s)->routes[0].method)
            continue;
        json_object_begin(w);
        json_member_text(w, "name", str_of((*s)->name));
        o->rc = str_format(o->cx->arena, &text, "Routes of the domain %s", (*s)->name);
        if (o->rc != OK)
            return;
        json_member_text(w, "description", text);
        json_object_end(w);
    }
    json_array_end(w);
}

static const char *tag_of(const Openapi *o, const Route *route)
{
    for (const Surface *const *s = route_surfaces(o->routes); *s; s++)
        for (const Route *r = (*s)->routes; r && r->method; r++)
            if (r == route)
                return (*s)->name;
    return "";
}

/* "POST /api/v1/groups/{group_id}/restore" → "post_groups_by_group_id_restore". */
static void operation_id(Openapi *o, const Route *r)
{
    Buf b;
    Str rest = str_of(r->path), part;
    buf_init(&b, o->cx->arena, 300);
    for (const char *c = r->method; *c; c++)
        buf_byte(&b, (char)(*c | 0x20));
    if (str_starts(rest, STR("/api/v1")))
        rest = (Str){rest.at + 7, rest.n - 7};
    while (str_cut(&rest, '/', &part)) {
        bool parameter = part.n && part.at[0] == '{';
        if (part.n == 0)
            continue;
        buf_put(&b, parameter ? STR("_by_") : STR("_"));
        for (size_t i = parameter; i < part.n - parameter; i++)
            buf_byte(&b, part.at[i] == '-' || part.at[i] == '.' ? '_' : part.at[i]);
    }
    if (b.rc != OK)
        o->rc = b.rc;
    json_member_text(&o->w, "operationId", buf_str(&b));
}

static void parameter_begin(JsonWriter *w, const char *where, Str name, bool required)
{
    json_object_begin(w);
    json_member_text(w, "name", name);
    json_member_text(w, "in", str_of(where));
    json_name(w, STR("required"));
    json_bool(w, required);
}

static void path_parameter(JsonWriter *w, Str name)
{
    static const Member id = {.kind = MEMBER_KIND_ID};
    static const Member token = {.kind = MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = HTTP_PART_MAX};
    static const SchemaStyle plain = {0};
    bool identity = name.n >= 2 && str_equal((Str){name.at + name.n - 2, 2}, STR("id"));
    parameter_begin(w, "path", name, true);
    json_name(w, STR("schema"));
    json_object_begin(w);
    schema_member(w, &plain, identity ? &id : &token);
    json_object_end(w);
    json_object_end(w);
}

static void query_parameter(Openapi *o, const Member *m)
{
    JsonWriter *w = &o->w;
    Member bare = *m;
    bare.doc = NULL;
    parameter_begin(w, "query", str_of(m->name), !(m->flags & (MEMBER_OPTIONAL | MEMBER_NULLABLE)));
    json_member_text(w, "description", str_of(m->doc));
    json_name(w, STR("schema"));
    json_object_begin(w);
    schema_member(w, &o->style, &bare);
    json_object_end(w);
    json_object_end(w);
}

static void match_parameter(JsonWriter *w)
{
    parameter_begin(w, "header", STR("If-Match"), true);
    json_member_text(w, "description", STR("The version that was edited, in quotes, as the ETag gave it"));
    json_name(w, STR("schema"));
    json_object_begin(w);
    json_member_text(w, "type", STR("string"));
    json_member_text(w, "pattern", STR("^(W/)?\"[0-9]+\"$"));
    json_object_end(w);
    json_object_end(w);
}

static void parameters(Openapi *o, const Route *r)
{
    JsonWriter *w = &o->w;
    json_name(w, STR("parameters"));
    json_array_begin(w);
    for (size_t i = 0; route_parameter(r, i).at; i++)
        path_parameter(w, route_parameter(r, i));
    for (size_t i = 0; r->query && i < r->query->member_count; i++)
        query_parameter(o, &r->query->members[i]);
    if (r->flags & ROUTE_NEEDS_MATCH)
        match_parameter(w);
    json_array_end(w);
}

static void scheme(JsonWriter *w, const char *name)
{
    json_name(w, str_of(name));
    json_array_begin(w);
    json_array_end(w);
}

static void security(JsonWriter *w, const Route *r)
{
    bool open = r->right == RIGHT_PUBLIC || r->right == RIGHT_DEVELOPMENT;
    json_name(w, STR("security"));
    json_array_begin(w);
    if (!open) {
        json_object_begin(w);
        scheme(w, r->right == RIGHT_WORKER ? "worker" : "session");
        if (r->right != RIGHT_WORKER && !route_is_safe(r) && !(r->flags & ROUTE_NO_CSRF))
            scheme(w, "csrf");
        json_object_end(w);
    }
    json_array_end(w);
}

static void request_body(Openapi *o, const Route *r)
{
    JsonWriter *w = &o->w;
    json_name(w, STR("requestBody"));
    json_object_begin(w);
    json_name(w, STR("required"));
    json_bool(w, true);
    json_name(w, STR("content"));
    if (r->body)
        openapi_content(o, route_body_type(r), r->body);
    else
        openapi_bytes(w, route_body_type(r));
    json_object_end(w);
}

static void operation(Openapi *o, const Route *r)
{
    JsonWriter *w = &o->w;
    char method[8] = {0};
    for (size_t i = 0; i + 1 < sizeof method && r->method[i]; i++)
        method[i] = (char)(r->method[i] | 0x20);
    json_name(w, str_of(method));
    json_object_begin(w);
    operation_id(o, r);
    json_name(w, STR("tags"));
    json_array_begin(w);
    json_text(w, str_of(tag_of(o, r)));
    json_array_end(w);
    json_member_text(w, "summary", str_of(r->doc));
    Str right = STR("");
    if (o->rc == OK)
        o->rc = str_format(o->cx->arena, &right, "Right: %s", o->right_names[r->right]);
    json_member_text(w, "description", right);
    security(w, r);
    parameters(o, r);
    if (route_body_type(r))
        request_body(o, r);
    if (o->rc == OK)
        o->rc = openapi_responses(o, r);
    json_object_end(w);
}

static int by_path(const void *a, const void *b)
{
    const Route *const *left = a, *const *right = b;
    int order = strcmp((*left)->path, (*right)->path);
    return order ? order : strcmp((*left)->method, (*right)->method);
}

static void paths(Openapi *o)
{
    size_t count = route_count(o->routes);
    const Route **sorted = arena_array(o->cx->arena, count, sizeof(Route *));
    const char *open = NULL;
    if (!sorted) {
        o->rc = ERR_NOMEM;
        return;
    }
    for (size_t i = 0; i < count; i++)
        sorted[i] = route_at(o->routes, i);
    qsort(sorted, count, sizeof(Route *), by_path);
    json_name(&o->w, STR("paths"));
    json_object_begin(&o->w);
    for (size_t i = 0; i < count && o->rc == OK; i++) {
        if (open && strcmp(open, sorted[i]->path) != 0)
            json_object_end(&o->w);
        if (!open || strcmp(open, sorted[i]->path) != 0) {
            open = sorted[i]->path;
            json_name(&o->w, str_of(open));
            json_object_begin(&o->w);
        }
        operation(o, sorted[i]);
    }
    if (open)
        json_object_end(&o->w);
    json_object_end(&o->w);
}

static void head(Openapi *o, Str version)
{
    JsonWriter *w = &o->w;
    json_member_text(w, "openapi", STR("3.1.0"));
    json_name(w, STR("info"));
    json_object_begin(w);
    json_member_text(w, "title", STR("Kair API"));
    json_member_text(w, "version", version);
    json_member_text(w, "description",
                     STR("Times are integer milliseconds UTC, identities UUIDs. Failures are problem documents "
                         "(RFC 9457) with a stable code. A thing of another space answers like one that never was."));
    json_object_end(w);
    json_name(w, STR("servers"));
    json_array_begin(w);
    json_object_begin(w);
    json_member_text(w, "url", STR("/"));
    json_object_end(w);
    json_array_end(w);
}

Rc route_openapi(Ctx *cx, const RouteTable *t, const char *const *right_names, Str version, Buf *out)
{
    Openapi *o = arena_get(cx->arena, sizeof *o);
    if (!o)
        return ERR_NOMEM;
    *o = (Openapi){.cx = cx, .routes = t, .right_names = right_names, .w = JSON_WRITER(out)};
    TRY(openapi_collect(o));
    o->w.pretty = true;
    json_object_begin(&o->w);
    head(o, version);
    tags(o);
    paths(o);
    openapi_components(o);
    json_object_end(&o->w);
    buf_byte(out, '\n');
    return o->rc != OK ? o->rc : out->rc;
}
