/* From a struct to JSON text, straight into the buffer. */
#include "kernel/json/encode.h"

#include "kernel/json/accept.h"

#include <assert.h>

typedef void (*KindEncoder)(JsonWriter *w, const Member *m, const void *at);
static void encode_shape(JsonWriter *w, const Shape *s, const void *object);

static void encode_bool(JsonWriter *w, const Member *m, const void *at)
{
    (void)m;
    json_bool(w, *(const bool *)at);
}

static void encode_int(JsonWriter *w, const Member *m, const void *at)
{
    int64_t value = *(const int64_t *)at;
    if (member_is_no_number(m, value))
        json_nothing(w);
    else
        json_int(w, value);
}

static void encode_number(JsonWriter *w, const Member *m, const void *at)
{
    (void)m;
    json_double(w, *(const double *)at);
}

static void encode_text(JsonWriter *w, const Member *m, const void *at)
{
    (void)m;
    json_text(w, *(const Str *)at);
}

static void encode_id(JsonWriter *w, const Member *m, const void *at)
{
    (void)m;
    json_text(w, id_str(at));
}

static void encode_bug(JsonWriter *w)
{
    if (w->out->rc == OK)
        w->out->rc = ERR_BUG;
}

static void encode_enum(JsonWriter *w, const Member *m, const void *at)
{
    int value = *(const int *)at, count = 0;
    while (m->names[count])
        count++;
    if (value < 0 || value >= count)
        encode_bug(w);
    else
        json_text(w, str_of(m->names[value]));
}

static void encode_object(JsonWriter *w, const Member *m, const void *at)
{
    encode_shape(w, m->of, at);
}

static void encode_list(JsonWriter *w, const Member *m, const void *at);

static void encode_json(JsonWriter *w, const Member *m, const void *at)
{
    (void)m;
    const Str *text = at;
    if (text->n)
        json_raw(w, *text);
    else
        json_nothing(w);
}

static const KindEncoder encoders[] = {
    [MEMBER_KIND_BOOL] = encode_bool,     [MEMBER_KIND_INT] = encode_int,   [MEMBER_KIND_NUMBER] = encode_number,
    [MEMBER_KIND_TEXT] = encode_text,     [MEMBER_KIND_ID] = encode_id,     [MEMBER_KIND_ENUM] = encode_enum,
    [MEMBER_KIND_OBJECT] = encode_object, [MEMBER_KIND_LIST] = encode_list, [MEMBER_KIND_ONE_OF] = encode_object,
    [MEMBER_KIND_JSON] = encode_json,
};
static_assert(sizeof encoders / sizeof *encoders == MEMBER_KIND_COUNT, "each kind is encoded");

static void encode_list(JsonWriter *w, const Member *m, const void *at)
{
    const ListHead *list = at;
    json_array_begin(w);
    for (size_t i = 0; i < list->n; i++) {
        const char *item = (const char *)list->at + i * m->item_size;
        if (m->item)
            encoders[m->item->kind](w, m->item, item);
        else
            encode_shape(w, m->of, item);
    }
    json_array_end(w);
}

void encode_members(JsonWriter *w, const Shape *s, const void *object)
{
    for (size_t i = 0; i < s->member_count; i++) {
        const Member *m = &s->members[i];
        bool has = member_has(m, object);
        if (!has && (m->flags & MEMBER_OPTIONAL))
            continue;
        json_name(w, str_of(m->name));
        if (has)
            encoders[m->kind](w, m, (const char *)object + m->at);
        else
            json_nothing(w);
    }
}

static void encode_shape(JsonWriter *w, const Shape *s, const void *object)
{
    json_object_begin(w);
    if (s->variants) {
        int kind = *(const int *)object;
        if (kind < 0 || (size_t)kind >= s->variant_count) {
            encode_bug(w);
            return;
        }
        const Variant *v = &s->variants[kind];
        json_member_text(w, "kind", str_of(v->kind));
        encode_members(w, v->of, (const char *)object + v->at);
    } else
        encode_members(w, s, object);
    json_object_end(w);
}

Rc shape_encode(Ctx *cx, const Shape *s, const void *object, Buf *out)
{
    (void)cx;
    JsonWriter w = JSON_WRITER(out);
    encode_shape(&w, s, object);
    return out->rc;
}
