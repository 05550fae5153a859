/* A jansson tree behind an opaque name, so that no other folder depends on jansson. */
#include "kernel/json/value.h"

#include "kernel/json/parse.h"

/* JsonValue is never defined: it is a json_t by another name. */
static const json_t *tree(const JsonValue *v)
{
    return (const json_t *)(const void *)v;
}

static const JsonValue *shown(const json_t *v)
{
    return (const JsonValue *)(const void *)v;
}

/* jansson walks objects through pointers that are not const, and does not change them. */
static json_t *walked(const JsonValue *v)
{
    return (json_t *)(uintptr_t)v;
}

Rc value_parse(Ctx *cx, Str json, const JsonValue **ret)
{
    json_t *made;
    TRY(json_parse(cx, json, &made));
    *ret = shown(made);
    return OK;
}

ValueKind value_kind(const JsonValue *v)
{
    switch (json_typeof(tree(v))) {
    case JSON_OBJECT:
        return VALUE_OBJECT;
    case JSON_ARRAY:
        return VALUE_LIST;
    case JSON_STRING:
        return VALUE_TEXT;
    case JSON_INTEGER:
        return VALUE_INT;
    case JSON_REAL:
        return VALUE_REAL;
    case JSON_TRUE:
    case JSON_FALSE:
        return VALUE_BOOL;
    case JSON_NULL:
        break;
    }
    return VALUE_NULL;
}

bool value_bool(const JsonValue *v)
{
    return json_is_true(tree(v));
}

double value_number(const JsonValue *v)
{
    return json_number_value(tree(v));
}

Str value_text(const JsonValue *v)
{
    return json_is_string(tree(v)) ? (Str){json_string_value(tree(v)), json_string_length(tree(v))} : (Str){0};
}

size_t value_count(const JsonValue *v)
{
    return json_is_object(tree(v)) ? json_object_size(tree(v)) : json_array_size(tree(v));
}

const JsonValue *value_item(const JsonValue *list, size_t i)
{
    return shown(json_array_get(tree(list), i));
}

const JsonValue *value_member(const JsonValue *object, const char *name)
{
    return shown(json_object_get(tree(object), name));
}

bool value_next(const JsonValue *object, ValueMember *m)
{
    if (!json_is_object(tree(object)))
        return false;
    m->place = m->place ? json_object_iter_next(walked(object), m->place) : json_object_iter(walked(object));
    if (!m->place)
        return false;
    m->name = (Str){json_object_iter_key(m->place), json_object_iter_key_len(m->place)};
    m->value = shown(json_object_iter_value(m->place));
    return true;
}

/* As deep as the document, at most JSON_DEPTH_MAX. */
void value_write(JsonWriter *w, const JsonValue *v)
{
    ValueMember m = {0};
    switch (value_kind(v)) {
    case VALUE_NULL:
        json_nothing(w);
        break;
    case VALUE_BOOL:
        json_bool(w, value_bool(v));
        break;
    case VALUE_INT:
        json_int(w, json_integer_value(tree(v)));
        break;
    case VALUE_REAL:
        json_double(w, value_number(v));
        break;
    case VALUE_TEXT:
        json_text(w, value_text(v));
        break;
    case VALUE_LIST:
        json_array_begin(w);
        for (size_t i = 0; i < value_count(v); i++)
            value_write(w, value_item(v, i));
        json_array_end(w);
        break;
    case VALUE_OBJECT:
        json_object_begin(w);
        while (value_next(v, &m)) {
            json_name(w, m.name);
            value_write(w, m.value);
        }
        json_object_end(w);
        break;
    }
}
