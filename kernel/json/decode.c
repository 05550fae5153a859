/* From a JSON tree into a struct. Every fault that can be told is told, up to PROBLEM_ITEMS; the depth of the recursion
 * is that of the document, at most JSON_DEPTH_MAX. */
#include "kernel/json/accept.h"
#include "kernel/json/parse.h"

#include <assert.h>

typedef void (*KindDecoder)(Decoder *d, const Place *p, const Member *m, const json_t *v, void *to);
static void decode_member(Decoder *d, const Place *p, const Member *m, const json_t *v, void *to);
static void decode_shape(Decoder *d, const Place *p, const Shape *s, const json_t *v, void *to);

static Str text_of(const json_t *v)
{
    return (Str){json_string_value(v), json_string_length(v)};
}

static void decode_bool(Decoder *d, const Place *p, const Member *m, const json_t *v, void *to)
{
    (void)m;
    if (!json_is_boolean(v))
        decode_refuse(d, p, "http.wrong_type");
    else
        *(bool *)to = json_is_true(v);
}

static void decode_int(Decoder *d, const Place *p, const Member *m, const json_t *v, void *to)
{
    if (json_is_null(v) && member_is_no_number(m, JSON_NO_NUMBER))
        *(int64_t *)to = JSON_NO_NUMBER;
    else if (!json_is_integer(v))
        decode_refuse(d, p, "http.wrong_type");
    else
        accept_int(d, p, m, json_integer_value(v), to);
}

static void decode_number(Decoder *d, const Place *p, const Member *m, const json_t *v, void *to)
{
    if (!json_is_number(v))
        decode_refuse(d, p, "http.wrong_type");
    else
        accept_number(d, p, m, json_number_value(v), to);
}

static void decode_text(Decoder *d, const Place *p, const Member *m, const json_t *v, void *to)
{
    static void (*const accept[MEMBER_KIND_COUNT])(Decoder *, const Place *, const Member *, Str, void *) = {
        [MEMBER_KIND_TEXT] = accept_text,
        [MEMBER_KIND_ID] = accept_id,
        [MEMBER_KIND_ENUM] = accept_enum,
    };
    if (!json_is_string(v))
        decode_refuse(d, p, "http.wrong_type");
    else
        accept[m->kind](d, p, m, text_of(v), to);
}

static void decode_object(Decoder *d, const Place *p, const Member *m, const json_t *v, void *to)
{
    decode_shape(d, p, m->of, v, to);
}

static void decode_list(Decoder *d, const Place *p, const Member *m, const json_t *v, void *to)
{
    if (!json_is_array(v)) {
        decode_refuse(d, p, "http.wrong_type");
        return;
    }
    size_t count = json_array_size(v);
    char *items = accept_list(d, p, m, count, to);
    for (size_t i = 0; items && i < count && !decode_over(d); i++) {
        Place here = {p, .index = i};
        char *at = items + i * m->item_size;
        if (m->item)
            decode_member(d, &here, m->item, json_array_get(v, i), at);
        else
            decode_shape(d, &here, m->of, json_array_get(v, i), at);
    }
}

static void decode_json(Decoder *d, const Place *p, const Member *m, const json_t *v, void *to)
{
    Rc rc = json_compact(d->cx, v, (size_t)m->max, to);
    if (rc == ERR_LIMIT)
        decode_refuse(d, p, "http.out_of_range");
    else if (rc != OK)
        d->rc = rc;
}

static const KindDecoder decoders[] = {
    [MEMBER_KIND_BOOL] = decode_bool,     [MEMBER_KIND_INT] = decode_int,   [MEMBER_KIND_NUMBER] = decode_number,
    [MEMBER_KIND_TEXT] = decode_text,     [MEMBER_KIND_ID] = decode_text,   [MEMBER_KIND_ENUM] = decode_text,
    [MEMBER_KIND_OBJECT] = decode_object, [MEMBER_KIND_LIST] = decode_list, [MEMBER_KIND_ONE_OF] = decode_object,
    [MEMBER_KIND_JSON] = decode_json,
};
static_assert(sizeof decoders / sizeof *decoders == MEMBER_KIND_COUNT, "each kind is decoded");

static void decode_member(Decoder *d, const Place *p, const Member *m, const json_t *v, void *to)
{
    decoders[m->kind](d, p, m, v, to);
}

static bool known(const Shape *s, Str name, bool with_kind)
{
    if (with_kind && str_equal(name, STR("kind")))
        return true;
    for (size_t i = 0; i < s->member_count; i++)
        if (str_equal(name, str_of(s->members[i].name)))
            return true;
    return false;
}

static void refuse_unknown(Decoder *d, const Place *p, const Shape *s, const json_t *v, bool with_kind)
{
    const char *name;
    size_t n;
    json_t *value;
    json_object_keylen_foreach((json_t *)(uintptr_t)v, name, n, value)
    {
        Place here = {p, .name = {name, n}};
        if (decode_over(d))
            return;
        if (!known(s, here.name, with_kind))
            decode_refuse(d, &here, "http.unknown_member");
    }
}

/* The members of one struct. `with_kind`: the object also carries the discriminator of a one-of. */
static void decode_members(Decoder *d, const Place *p, const Shape *s, const json_t *v, void *to, bool with_kind)
{
    size_t met = with_kind;
    for (size_t i = 0; i < s->member_count && !decode_over(d); i++) {
        const Member *m = &s->members[i];
        const json_t *value = json_object_get(v, m->name);
        Place here = {p, .name = str_of(m->name)};
        met += value != NULL;
        if (!value) {
            if (!(m->flags & MEMBER_OPTIONAL))
                decode_refuse(d, &here, "http.required");
        } else if (!json_is_null(value) || m->kind == MEMBER_KIND_JSON) {
            decode_member(d, &here, m, value, (char *)to + m->at);
            member_set_has(m, to);
        } else if (!(m->flags & MEMBER_NULLABLE))
            decode_refuse(d, &here, "http.wrong_type");
    }
    if (d->mode == DECODE_STRICT && met < json_object_size(v))
        refuse_unknown(d, p, s, v, with_kind);
}

static void decode_one_of(Decoder *d, const Place *p, const Shape *s, const json_t *v, void *to)
{
    const json_t *kind = json_object_get(v, "kind");
    Place here = {p, .name = STR("kind")};
    if (!json_is_string(kind)) {
        decode_refuse(d, &here, kind ? "http.wrong_type" : "http.required");
        return;
    }
    for (size_t i = 0; i < s->variant_count; i++)
        if (str_equal(text_of(kind), str_of(s->variants[i].kind))) {
            *(int *)to = (int)i;
            decode_members(d, p, s->variants[i].of, v, (char *)to + s->variants[i].at, true);
            return;
        }
    decode_refuse(d, &here, "http.out_of_range");
}

static void decode_shape(Decoder *d, const Place *p, const Shape *s, const json_t *v, void *to)
{
    if (!json_is_object(v))
        decode_refuse(d, p, "http.wrong_type");
    else if (s->variants)
        decode_one_of(d, p, s, v, to);
    else
        decode_members(d, p, s, v, to, false);
}

Rc shape_decode(Ctx *cx, const Shape *s, Str json, DecodeMode mode, void *ret)
{
    Decoder d = {.cx = cx, .mode = mode};
    json_t *tree;
    fail_clear(cx);
    TRY(json_parse(cx, json, &tree));
    decode_shape(&d, NULL, s, tree, ret);
    return decode_outcome(&d);
}
