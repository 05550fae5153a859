/* From a shape to JSON Schema 2020-12, as OpenAPI 3.1 uses it. */
#include "kernel/json/accept.h"
#include "kernel/json/schema.h"
#include "kernel/json/text_rule.h"

#include <assert.h>

typedef void (*KindSchema)(JsonWriter *w, const SchemaStyle *style, const Member *m);

/* "type": "string", or ["string", "null"]. */
static void write_type(JsonWriter *w, const char *type, bool nullable)
{
    json_name(w, STR("type"));
    if (!nullable) {
        json_text(w, str_of(type));
        return;
    }
    json_array_begin(w);
    json_text(w, str_of(type));
    json_text(w, STR("null"));
    json_array_end(w);
}

static bool nullable(const Member *m)
{
    return m->flags & MEMBER_NULLABLE;
}

static void schema_bool(JsonWriter *w, const SchemaStyle *style, const Member *m)
{
    (void)style;
    write_type(w, "boolean", nullable(m));
}

static void write_bounds(JsonWriter *w, const Member *m)
{
    if (m->min != INT64_MIN)
        json_member_int(w, "minimum", m->min);
    if (m->max != INT64_MAX)
        json_member_int(w, "maximum", m->max);
}

static void schema_int(JsonWriter *w, const SchemaStyle *style, const Member *m)
{
    (void)style;
    write_type(w, "integer", nullable(m));
    json_member_text(w, "format", STR("int64"));
    write_bounds(w, m);
}

static void schema_number(JsonWriter *w, const SchemaStyle *style, const Member *m)
{
    (void)style;
    write_type(w, "number", nullable(m));
    write_bounds(w, m);
}

static void schema_text(JsonWriter *w, const SchemaStyle *style, const Member *m)
{
    (void)style;
    const TextRuleRow *rule = &text_rules[m->text];
    write_type(w, "string", nullable(m));
    if (m->min > 0)
        json_member_int(w, "minLength", m->min);
    if (m->max != INT64_MAX)
        json_member_int(w, "maxLength", m->max);
    if (rule->pattern)
        json_member_text(w, "pattern", str_of(rule->pattern));
    if (rule->format)
        json_member_text(w, "format", str_of(rule->format));
}

static void schema_id(JsonWriter *w, const SchemaStyle *style, const Member *m)
{
    (void)style;
    write_type(w, "string", nullable(m));
    json_member_text(w, "format", STR("uuid"));
}

static void write_reference(JsonWriter *w, Str name)
{
    json_name(w, STR("$ref"));
    Buf path; /* the name is ours: letters only */
    buf_init(&path, w->out->arena, 200);
    buf_put(&path, STR("#/components/schemas/"));
    buf_put(&path, name);
    if (path.rc != OK)
        w->out->rc = path.rc;
    json_text(w, buf_str(&path));
}

/* "$ref": …, or {"oneOf": [{"$ref": …}, {"type": "null"}]}. */
static void write_nullable_reference(JsonWriter *w, Str name, bool or_null)
{
    if (!or_null) {
        write_reference(w, name);
        return;
    }
    json_name(w, STR("oneOf"));
    json_array_begin(w);
    json_object_begin(w);
    write_reference(w, name);
    json_object_end(w);
    json_object_begin(w);
    json_member_text(w, "type", STR("null"));
    json_object_end(w);
    json_array_end(w);
}

void schema_enum_values(JsonWriter *w, const char *const *names, bool or_null)
{
    write_type(w, "string", or_null);
    json_name(w, STR("enum"));
    json_array_begin(w);
    for (size_t i = 0; names[i]; i++)
        json_text(w, str_of(names[i]));
    if (or_null)
        json_nothing(w);
    json_array_end(w);
}

static void schema_enum(JsonWriter *w, const SchemaStyle *style, const Member *m)
{
    for (size_t i = 0; i < style->enum_count; i++)
        if (style->enums[i].names == m->names) {
            write_nullable_reference(w, str_of(style->enums[i].name), nullable(m));
            return;
        }
    schema_enum_values(w, m->names, nullable(m));
}

/* The inside of a schema of shape `s`, by reference when it has a name. */
static void write_shape(JsonWriter *w, const SchemaStyle *style, const Shape *s, bool or_null)
{
    if (s->name)
        write_nullable_reference(w, str_of(s->name), or_null);
    else
        schema_body(w, style, s, or_null);
}

static void schema_object(JsonWriter *w, const SchemaStyle *style, const Member *m)
{
    write_shape(w, style, m->of, nullable(m));
}

static void schema_list(JsonWriter *w, const SchemaStyle *style, const Member *m)
{
    write_type(w, "array", nullable(m));
    if (m->min > 0)
        json_member_int(w, "minItems", m->min);
    if (m->max != INT64_MAX)
        json_member_int(w, "maxItems", m->max);
    json_name(w, STR("items"));
    json_object_begin(w);
    if (m->item)
        schema_member(w, style, m->item);
    else
        write_shape(w, style, m->of, false);
    json_object_end(w);
}

static void schema_json(JsonWriter *w, const SchemaStyle *style, const Member *m)
{
    (void)w, (void)style, (void)m; /* any value: the empty schema */
}

static const KindSchema schemas[] = {
    [MEMBER_KIND_BOOL] = schema_bool,     [MEMBER_KIND_INT] = schema_int,   [MEMBER_KIND_NUMBER] = schema_number,
    [MEMBER_KIND_TEXT] = schema_text,     [MEMBER_KIND_ID] = schema_id,     [MEMBER_KIND_ENUM] = schema_enum,
    [MEMBER_KIND_OBJECT] = schema_object, [MEMBER_KIND_LIST] = schema_list, [MEMBER_KIND_ONE_OF] = schema_object,
    [MEMBER_KIND_JSON] = schema_json,
};
static_assert(sizeof schemas / sizeof *schemas == MEMBER_KIND_COUNT, "each kind has a schema");

void schema_member(JsonWriter *w, const SchemaStyle *style, const Member *m)
{
    schemas[m->kind](w, style, m);
    if (m->doc && m->doc[0])
        json_member_text(w, "description", str_of(m->doc));
}

/* properties, required, additionalProperties of one struct; `kind` = the discriminator's value, or NULL. */
static void write_object(JsonWriter *w, const SchemaStyle *style, const Shape *s, const char *kind, bool or_null)
{
    write_type(w, "object", or_null);
    json_name(w, STR("properties"));
    json_object_begin(w);
    if (kind) {
        json_name(w, STR("kind"));
        json_object_begin(w);
        json_member_text(w, "type", STR("string"));
        json_member_text(w, "const", str_of(kind));
        json_object_end(w);
    }
    for (size_t i = 0; i < s->member_count; i++) {
        json_name(w, str_of(s->members[i].name));
        json_object_begin(w);
        schema_member(w, style, &s->members[i]);
        json_object_end(w);
    }
    json_object_end(w);
    json_name(w, STR("required"));
    json_array_begin(w);
    if (kind)
        json_text(w, STR("kind"));
    for (size_t i = 0; i < s->member_count; i++)
        if (!(s->members[i].flags & MEMBER_OPTIONAL))
            json_text(w, str_of(s->members[i].name));
    json_array_end(w);
    if (style->closed) {
        json_name(w, STR("additionalProperties"));
        json_bool(w, false);
    }
}

/* Each variant says its kind as a constant; a discriminator could only point at schemas with names. */
static void write_one_of(JsonWriter *w, const SchemaStyle *style, const Shape *s, bool or_null)
{
    json_name(w, STR("oneOf"));
    json_array_begin(w);
    for (size_t i = 0; i < s->variant_count; i++) {
        json_object_begin(w);
        write_object(w, style, s->variants[i].of, s->variants[i].kind, false);
        json_object_end(w);
    }
    if (or_null) {
        json_object_begin(w);
        json_member_text(w, "type", STR("null"));
        json_object_end(w);
    }
    json_array_end(w);
}

void schema_body(JsonWriter *w, const SchemaStyle *style, const Shape *s, bool or_null)
{
    if (s->variants)
        write_one_of(w, style, s, or_null);
    else
        write_object(w, style, s, NULL, or_null);
    if (s->doc && s->doc[0])
        json_member_text(w, "description", str_of(s->doc));
}

Rc shape_schema(Ctx *cx, const Shape *s, const SchemaStyle *style, Buf *out)
{
    (void)cx;
    JsonWriter w = JSON_WRITER(out);
    json_object_begin(&w);
    schema_body(&w, style, s, false);
    json_object_end(&w);
    return out->rc;
}

enum { SEEN_MAX = 256 };

typedef struct {
    const Shape *shapes[SEEN_MAX];
    size_t count;
    void (*visit)(const Shape *s, void *arg);
    void *arg;
} Walk;

static void walk(Walk *k, const Shape *s)
{
    if (!s)
        return;
    for (size_t i = 0; i < k->count; i++)
        if (k->shapes[i] == s)
            return;
    if (k->count == SEEN_MAX)
        return;
    k->shapes[k->count++] = s;
    for (size_t i = 0; i < s->variant_count;
         i++) /* variants are written inside the one-of: only what they hold counts */
        for (size_t j = 0; j < s->variants[i].of->member_count; j++)
            walk(k, s->variants[i].of->members[j].of);
    for (size_t i = 0; i < s->member_count; i++)
        walk(k, s->members[i].of);
    if (s->name)
        k->visit(s, k->arg);
}

void shape_each_named(const Shape *s, void (*visit)(const Shape *s, void *arg), void *arg)
{
    Walk k = {.visit = visit, .arg = arg};
    walk(&k, s);
}
