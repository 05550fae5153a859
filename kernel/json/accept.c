/* Faults with their place, and the rules of scalars. */
#include "kernel/json/accept.h"

#include "kernel/json/text_rule.h"

enum { PLACE_TEXT_MAX = 512 };

static void write_place(Buf *b, const Place *p)
{
    if (p->parent)
        write_place(b, p->parent);
    if (!p->name.at)
        buf_format(b, "[%zu]", p->index);
    else {
        if (b->n)
            buf_byte(b, '.');
        buf_put(b, p->name);
    }
}

void decode_refuse(Decoder *d, const Place *p, const char *code)
{
    Buf b;
    buf_init(&b, d->cx->arena, PLACE_TEXT_MAX);
    if (p)
        write_place(&b, p);
    if (b.rc == ERR_NOMEM)
        d->rc = ERR_NOMEM;
    fail_item(d->cx, code, buf_str(&b));
}

bool decode_over(const Decoder *d)
{
    return d->rc != OK || d->cx->problem.item_count == PROBLEM_ITEMS;
}

Rc decode_outcome(const Decoder *d)
{
    if (d->rc != OK)
        return d->rc;
    return d->cx->problem.item_count ? ERR_INVALID : OK;
}

void accept_int(Decoder *d, const Place *p, const Member *m, int64_t v, void *to)
{
    if (v < m->min || v > m->max)
        decode_refuse(d, p, "http.out_of_range");
    else
        *(int64_t *)to = v;
}

void accept_number(Decoder *d, const Place *p, const Member *m, double v, void *to)
{
    if (!(v >= (double)m->min && v <= (double)m->max))
        decode_refuse(d, p, "http.out_of_range");
    else
        *(double *)to = v;
}

void accept_text(Decoder *d, const Place *p, const Member *m, Str v, void *to)
{
    const char *code = NULL;
    Rc rc = text_accept(d->cx, m->text, m->min, m->max, v, to, &code);
    if (rc != OK)
        d->rc = rc;
    else if (code)
        decode_refuse(d, p, code);
}

void accept_id(Decoder *d, const Place *p, const Member *m, Str v, void *to)
{
    (void)m;
    if (id_parse(v, to) != OK)
        decode_refuse(d, p, "http.bad_id");
}

void accept_enum(Decoder *d, const Place *p, const Member *m, Str v, void *to)
{
    for (int i = 0; m->names[i]; i++)
        if (str_equal(v, str_of(m->names[i]))) {
            *(int *)to = i;
            return;
        }
    decode_refuse(d, p, "http.out_of_range");
}

char *accept_list(Decoder *d, const Place *p, const Member *m, size_t count, void *to)
{
    if ((int64_t)count < m->min || (int64_t)count > m->max) {
        decode_refuse(d, p, "http.out_of_range");
        return NULL;
    }
    char *items = arena_array(d->cx->arena, count, m->item_size);
    if (!items)
        d->rc = ERR_NOMEM;
    else
        *(ListHead *)to = (ListHead){items, count};
    return items;
}

void member_set_has(const Member *m, void *object)
{
    if (m->has_at != MEMBER_NO_HAS)
        *(bool *)(void *)((char *)object + m->has_at) = true;
}

bool member_has(const Member *m, const void *object)
{
    return m->has_at == MEMBER_NO_HAS || *(const bool *)(const void *)((const char *)object + m->has_at);
}

bool member_is_no_number(const Member *m, int64_t value)
{
    return (m->flags & MEMBER_NULLABLE) && m->has_at == MEMBER_NO_HAS && value == JSON_NO_NUMBER;
}
