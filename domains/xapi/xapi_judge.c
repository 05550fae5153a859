/* Walking tables, and the rules of scalars. */
#include "domains/xapi/xapi_judge.h"

#include "domains/xapi/xapi_form.h"

#include <math.h>

static Str path_text(const Judge *j, Str last)
{
    enum { PATH_MAX_BYTES = 400 };
    Buf b;
    buf_init(&b, j->cx->arena, PATH_MAX_BYTES);
    for (size_t i = 0; i < j->depth; i++) {
        bool item = j->path[i].n > 0 && j->path[i].at[0] == '[';
        if (i && !item)
            buf_byte(&b, '.');
        buf_put(&b, j->path[i]);
    }
    if (last.n && b.n)
        buf_byte(&b, '.');
    buf_put(&b, last);
    return b.rc == OK ? buf_str(&b) : (Str){0}; /* a path too long to tell is not told */
}

static Rc refuse_at(Judge *j, Str last, const char *code)
{
    Rc rc = fail(j->cx, ERR_INVALID, code, NULL);
    j->cx->problem.field = path_text(j, last);
    return rc;
}

Rc judge_refuse(Judge *j, const char *code)
{
    return refuse_at(j, (Str){0}, code);
}

Rc judge_refuse_member(Judge *j, const char *name, const char *code)
{
    return refuse_at(j, str_of(name), code);
}

static Rc below(Judge *j, Str name, JudgeRule rule, const JsonValue *v)
{
    if (j->depth == JSON_DEPTH_MAX) /* as deep as the parser goes: never met */
        return judge_refuse(j, "xapi.wrong_type");
    j->path[j->depth++] = name;
    Rc rc = rule(j, v);
    j->depth--;
    return rc;
}

static const JudgePart *part_named(const JudgePart *parts, Str name)
{
    for (; parts->name; parts++)
        if (str_equal(name, str_of(parts->name)))
            return parts;
    return NULL;
}

Rc judge_parts(Judge *j, const JsonValue *v, const JudgePart *parts)
{
    ValueMember m = {0};
    if (value_kind(v) != VALUE_OBJECT)
        return judge_refuse(j, "xapi.wrong_type");
    while (value_next(v, &m)) {
        const JudgePart *part = part_named(parts, m.name);
        if (!part)
            return refuse_at(j, m.name, "xapi.unknown_member");
        TRY(below(j, m.name, part->rule, m.value));
    }
    for (; parts->name; parts++)
        if (parts->required && !value_member(v, parts->name))
            return judge_refuse_member(j, parts->name, "xapi.required");
    return OK;
}

Rc judge_items(Judge *j, const JsonValue *v, JudgeRule rule)
{
    if (value_kind(v) != VALUE_LIST)
        return judge_refuse(j, "xapi.wrong_type");
    for (size_t i = 0; i < value_count(v); i++) {
        Str index;
        TRY(str_format(j->cx->arena, &index, "[%zu]", i));
        TRY(below(j, index, rule, value_item(v, i)));
    }
    return OK;
}

static Rc of_kind(Judge *j, const JsonValue *v, ValueKind kind)
{
    return value_kind(v) == kind ? OK : judge_refuse(j, "xapi.wrong_type");
}

Rc judge_text(Judge *j, const JsonValue *v)
{
    return of_kind(j, v, VALUE_TEXT);
}

Rc judge_bool(Judge *j, const JsonValue *v)
{
    return of_kind(j, v, VALUE_BOOL);
}

Rc judge_number(Judge *j, const JsonValue *v)
{
    return value_kind(v) == VALUE_INT ? OK : of_kind(j, v, VALUE_REAL);
}

Rc judge_size(Judge *j, const JsonValue *v)
{
    TRY(judge_number(j, v));
    double n = value_number(v);
    return n >= 0 && floor(n) >= n ? OK : judge_refuse(j, "xapi.bad_value");
}

Rc judge_iri(Judge *j, const JsonValue *v)
{
    TRY(judge_text(j, v));
    return form_is_iri(value_text(v)) ? OK : judge_refuse(j, "xapi.bad_iri");
}

Rc judge_uuid(Judge *j, const JsonValue *v)
{
    Id id;
    TRY(judge_text(j, v));
    return form_uuid(value_text(v), &id) == OK ? OK : judge_refuse(j, "xapi.bad_uuid");
}

Rc judge_time(Judge *j, const JsonValue *v)
{
    int64_t ms;
    TRY(judge_text(j, v));
    return form_time(value_text(v), &ms) == OK ? OK : judge_refuse(j, "xapi.bad_timestamp");
}

Rc judge_duration(Judge *j, const JsonValue *v)
{
    int64_t ms;
    TRY(judge_text(j, v));
    return form_duration(value_text(v), &ms) == OK ? OK : judge_refuse(j, "xapi.bad_duration");
}

Rc judge_language(Judge *j, const JsonValue *v)
{
    TRY(judge_text(j, v));
    return form_is_language(value_text(v)) ? OK : judge_refuse(j, "xapi.bad_language");
}

Rc judge_language_map(Judge *j, const JsonValue *v)
{
    ValueMember m = {0};
    TRY(of_kind(j, v, VALUE_OBJECT));
    while (value_next(v, &m)) {
        if (!form_is_language(m.name))
            return refuse_at(j, m.name, "xapi.bad_language");
        TRY(below(j, m.name, judge_text, m.value));
    }
    return OK;
}

Rc judge_extensions(Judge *j, const JsonValue *v)
{
    ValueMember m = {0};
    TRY(of_kind(j, v, VALUE_OBJECT));
    while (value_next(v, &m))
        if (!form_is_iri(m.name))
            return refuse_at(j, m.name, "xapi.bad_iri");
    return OK;
}

Rc judge_one_of(Judge *j, const JsonValue *v, const char *const *names)
{
    TRY(judge_text(j, v));
    for (; *names; names++)
        if (str_equal(value_text(v), str_of(*names)))
            return OK;
    return judge_refuse(j, "xapi.bad_value");
}

bool judge_is_type(const JsonValue *v, const char *name)
{
    const JsonValue *type = value_member(v, "objectType");
    return type && str_equal(value_text(type), str_of(name));
}
