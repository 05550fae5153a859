/* From application/x-www-form-urlencoded text into a struct of scalars and lists of scalars. */
#include "kernel/json/accept.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { QUERY_PAIRS_MAX = 64 };

typedef struct {
    Str name, value;
} Pair;

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* One name or value: %XX and '+'. */
static Rc unescape(Ctx *cx, Str s, Str *ret)
{
    char *to = arena_get(cx->arena, s.n + 1);
    size_t n = 0;
    if (!to)
        return ERR_NOMEM;
    for (size_t i = 0; i < s.n; i++) {
        if (s.at[i] != '%') {
            to[n++] = s.at[i] == '+' ? ' ' : s.at[i];
            continue;
        }
        int high = i + 2 < s.n ? hex_digit(s.at[i + 1]) : -1;
        int low = i + 2 < s.n ? hex_digit(s.at[i + 2]) : -1;
        if (high < 0 || low < 0)
            return fail(cx, ERR_INVALID, "http.malformed", NULL);
        to[n++] = (char)(high << 4 | low);
        i += 2;
    }
    *ret = (Str){to, n};
    return utf8_valid(*ret) ? OK : fail(cx, ERR_INVALID, "http.bad_utf8", NULL);
}

static Rc split(Ctx *cx, Str query, Pair *pairs, size_t *ret_count)
{
    Str rest = query, part;
    size_t count = 0;
    while (query.n && str_cut(&rest, '&', &part)) {
        Str value = part, name;
        if (part.n == 0)
            continue;
        if (count == QUERY_PAIRS_MAX)
            return fail(cx, ERR_INVALID, "http.out_of_range", NULL);
        str_cut(&value, '=', &name);
        TRY(unescape(cx, name, &pairs[count].name));
        TRY(unescape(cx, value, &pairs[count].value));
        count++;
    }
    *ret_count = count;
    return OK;
}

static void query_bool(Decoder *d, const Place *p, const Member *m, Str v, void *to)
{
    (void)m;
    if (!str_equal(v, STR("true")) && !str_equal(v, STR("false")))
        decode_refuse(d, p, "http.wrong_type");
    else
        *(bool *)to = v.n == 4;
}

static void query_int(Decoder *d, const Place *p, const Member *m, Str v, void *to)
{
    int64_t value;
    if (str_i64(v, &value) != OK)
        decode_refuse(d, p, "http.wrong_type");
    else
        accept_int(d, p, m, value, to);
}

/* Plain decimals only: strtod alone would also take "inf", "nan" and hexadecimal. */
static void query_number(Decoder *d, const Place *p, const Member *m, Str v, void *to)
{
    char text[32], *end;
    if (v.n == 0 || v.n >= sizeof text || strspn(v.at, "0123456789+-.eE") < v.n) {
        decode_refuse(d, p, "http.wrong_type");
        return;
    }
    memcpy(text, v.at, v.n);
    text[v.n] = 0;
    double value = strtod(text, &end);
    if (*end || !isfinite(value))
        decode_refuse(d, p, "http.wrong_type");
    else
        accept_number(d, p, m, value, to);
}

static void query_scalar(Decoder *d, const Place *p, const Member *m, Str v, void *to)
{
    static void (*const accept[MEMBER_KIND_COUNT])(Decoder *, const Place *, const Member *, Str, void *) = {
        [MEMBER_KIND_BOOL] = query_bool,  [MEMBER_KIND_INT] = query_int, [MEMBER_KIND_NUMBER] = query_number,
        [MEMBER_KIND_TEXT] = accept_text, [MEMBER_KIND_ID] = accept_id,  [MEMBER_KIND_ENUM] = accept_enum,
    };
    if (accept[m->kind])
        accept[m->kind](d, p, m, v, to);
    else
        d->rc = ERR_BUG; /* a query shape with a member that a query cannot hold */
}

static void query_list(Decoder *d, const Place *p, const Member *m, const Pair *pairs, size_t count, void *to)
{
    size_t wanted = 0, i = 0;
    for (size_t k = 0; k < count; k++)
        wanted += str_equal(pairs[k].name, p->name);
    char *items = m->item ? accept_list(d, p, m, wanted, to) : NULL;
    for (size_t k = 0; items && k < count; k++)
        if (str_equal(pairs[k].name, p->name)) {
            Place here = {p, .index = i};
            query_scalar(d, &here, m->item, pairs[k].value, items + i++ * m->item_size);
        }
}

static void query_member(Decoder *d, const Member *m, const Pair *pairs, size_t count, void *ret)
{
    Place here = {.name = str_of(m->name)};
    const Pair *first = NULL;
    size_t met = 0;
    for (size_t k = 0; k < count; k++)
        if (str_equal(pairs[k].name, here.name)) {
            first = first ? first : &pairs[k];
            met++;
        }
    if (!first) {
        if (!(m->flags & (MEMBER_OPTIONAL | MEMBER_NULLABLE)))
            decode_refuse(d, &here, "http.required");
        return;
    }
    if (m->kind == MEMBER_KIND_LIST)
        query_list(d, &here, m, pairs, count, (char *)ret + m->at);
    else if (met > 1)
        decode_refuse(d, &here, "http.duplicate_member");
    else
        query_scalar(d, &here, m, first->value, (char *)ret + m->at);
    member_set_has(m, ret);
}

static bool has_member(const Shape *s, Str name)
{
    for (size_t i = 0; i < s->member_count; i++)
        if (str_equal(name, str_of(s->members[i].name)))
            return true;
    return false;
}

Rc shape_decode_query(Ctx *cx, const Shape *s, Str query, void *ret)
{
    Decoder d = {.cx = cx, .mode = DECODE_STRICT};
    Pair pairs[QUERY_PAIRS_MAX];
    size_t count = 0;
    fail_clear(cx);
    TRY(split(cx, query, pairs, &count));
    for (size_t i = 0; i < s->member_count && !decode_over(&d); i++)
        query_member(&d, &s->members[i], pairs, count, ret);
    for (size_t k = 0; k < count && !decode_over(&d); k++)
        if (!has_member(s, pairs[k].name))
            decode_refuse(&d, &(Place){.name = pairs[k].name}, "http.unknown_member");
    return decode_outcome(&d);
}
