/* A smallest valid value of a shape, for generated tests. */
#include "kernel/json/accept.h"
#include "kernel/json/text_rule.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

typedef Rc (*KindSample)(Ctx *cx, const Member *m, unsigned seed, void *to);
static Rc sample_shape(Ctx *cx, const Shape *s, unsigned seed, void *to) MUST;

static int64_t nearest_to_zero(const Member *m)
{
    return m->min > 0 ? m->min : m->max < 0 ? m->max : 0;
}

static Rc sample_bool(Ctx *cx, const Member *m, unsigned seed, void *to)
{
    (void)cx, (void)m, (void)seed;
    *(bool *)to = false;
    return OK;
}

static Rc sample_int(Ctx *cx, const Member *m, unsigned seed, void *to)
{
    (void)cx, (void)seed;
    *(int64_t *)to = nearest_to_zero(m);
    return OK;
}

static Rc sample_number(Ctx *cx, const Member *m, unsigned seed, void *to)
{
    (void)cx, (void)seed;
    *(double *)to = (double)nearest_to_zero(m);
    return OK;
}

/* Letters that spell `seed`, repeated to the length asked for: they obey every rule but that of e-mails. */
static Rc sample_letters(Ctx *cx, int64_t length, unsigned seed, Str *ret)
{
    char *at = arena_get(cx->arena, (size_t)length + 1);
    if (!at)
        return ERR_NOMEM;
    unsigned left = seed;
    for (int64_t i = 0; i < length; i++, left = left / 26 ? left / 26 : seed + (unsigned)i)
        at[i] = (char)('a' + left % 26);
    *ret = (Str){at, (size_t)length};
    return OK;
}

static Rc sample_text(Ctx *cx, const Member *m, unsigned seed, void *to)
{
    if (m->text == TEXT_EMAIL && m->max >= 20)
        return str_format(cx->arena, to, "p%u@example.org", seed);
    return sample_letters(cx, m->min, seed, to);
}

static Rc sample_id(Ctx *cx, const Member *m, unsigned seed, void *to)
{
    (void)cx, (void)m;
    Id id;
    snprintf(id.text, sizeof id.text, "00000000-0000-7000-8000-%012x", seed);
    *(Id *)to = id;
    return OK;
}

static Rc sample_enum(Ctx *cx, const Member *m, unsigned seed, void *to)
{
    (void)cx, (void)m, (void)seed;
    *(int *)to = 0;
    return OK;
}

static Rc sample_object(Ctx *cx, const Member *m, unsigned seed, void *to)
{
    return sample_shape(cx, m->of, seed, to);
}

static Rc sample_list(Ctx *cx, const Member *m, unsigned seed, void *to);

static Rc sample_json(Ctx *cx, const Member *m, unsigned seed, void *to)
{
    (void)cx, (void)m, (void)seed;
    *(Str *)to = STR("{}");
    return OK;
}

static const KindSample samples[] = {
    [MEMBER_KIND_BOOL] = sample_bool,     [MEMBER_KIND_INT] = sample_int,   [MEMBER_KIND_NUMBER] = sample_number,
    [MEMBER_KIND_TEXT] = sample_text,     [MEMBER_KIND_ID] = sample_id,     [MEMBER_KIND_ENUM] = sample_enum,
    [MEMBER_KIND_OBJECT] = sample_object, [MEMBER_KIND_LIST] = sample_list, [MEMBER_KIND_ONE_OF] = sample_object,
    [MEMBER_KIND_JSON] = sample_json,
};
static_assert(sizeof samples / sizeof *samples == MEMBER_KIND_COUNT, "each kind has a sample");

static Rc sample_list(Ctx *cx, const Member *m, unsigned seed, void *to)
{
    ListHead list = {arena_array(cx->arena, (size_t)m->min, m->item_size), (size_t)m->min};
    if (!list.at)
        return ERR_NOMEM;
    for (size_t i = 0; i < list.n; i++) {
        char *at = (char *)list.at + i * m->item_size;
        unsigned other = seed + (unsigned)i;
        TRY(m->item ? samples[m->item->kind](cx, m->item, other, at) : sample_shape(cx, m->of, other, at));
    }
    *(ListHead *)to = list;
    return OK;
}

static Rc sample_shape(Ctx *cx, const Shape *s, unsigned seed, void *to)
{
    char *at = to;
    if (s->variants) {
        *(int *)to = 0;
        return sample_shape(cx, s->variants[0].of, seed, at + s->variants[0].at);
    }
    for (size_t i = 0; i < s->member_count; i++) {
        const Member *m = &s->members[i];
        if (m->flags & (MEMBER_OPTIONAL | MEMBER_NULLABLE))
            continue;
        TRY(samples[m->kind](cx, m, seed, at + m->at));
    }
    return OK;
}

Rc shape_sample(Ctx *cx, const Shape *s, unsigned seed, void *ret)
{
    return sample_shape(cx, s, seed, ret);
}
