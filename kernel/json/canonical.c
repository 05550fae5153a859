/* RFC 8785 over a parsed tree. */
#include "kernel/json/canonical.h"

#include "kernel/json/parse.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS_MAX = 17, INTEGER_DIGITS = 21, LEADING_ZEROS = 6 };
#define EXACT_MAX 9007199254740991 /* 2^53 − 1 */

/* Shortest digits without trailing zeros, and the place of the point: 0.<digits> × 10^point. */
typedef struct {
    char digits[DIGITS_MAX + 1];
    int count, point;
} Decimal;

static Decimal shortest(double v)
{
    Decimal d = {.count = 0};
    char text[40];
    for (int digits = 1; digits <= DIGITS_MAX; digits++) {
        snprintf(text, sizeof text, "%.*e", digits - 1, v);
        double back = strtod(text, NULL);
        if (memcmp(&back, &v, sizeof v) == 0)
            break;
    }
    const char *exponent = strchr(text, 'e');
    for (const char *c = text; c < exponent; c++)
        if (*c >= '0' && *c <= '9')
            d.digits[d.count++] = *c;
    int64_t power = 0;
    bool minus = exponent[1] == '-';
    if (str_i64(str_of(exponent + 2), &power) != OK)
        power = 0; /* printf writes an exponent of two digits or more */
    d.point = (int)(minus ? -power : power) + 1;
    return d;
}

static void zeros(Buf *out, int count)
{
    for (int i = 0; i < count; i++)
        buf_byte(out, '0');
}

/* ECMA-262, Number::toString, for 0 < v: its n is d.point, its k is d.count. */
static void write_decimal(Buf *out, const Decimal *d)
{
    Str digits = {d->digits, (size_t)d->count};
    if (d->count <= d->point && d->point <= INTEGER_DIGITS) {
        buf_put(out, digits);
        zeros(out, d->point - d->count);
    } else if (0 < d->point && d->point <= INTEGER_DIGITS) {
        buf_put(out, (Str){digits.at, (size_t)d->point});
        buf_byte(out, '.');
        buf_put(out, (Str){digits.at + d->point, digits.n - (size_t)d->point});
    } else if (-LEADING_ZEROS < d->point && d->point <= 0) {
        buf_put(out, STR("0."));
        zeros(out, -d->point);
        buf_put(out, digits);
    } else {
        buf_byte(out, digits.at[0]);
        if (digits.n > 1) {
            buf_byte(out, '.');
            buf_put(out, (Str){digits.at + 1, digits.n - 1});
        }
        buf_format(out, "e%+d", d->point - 1);
    }
}

void canonical_number(Buf *out, double v)
{
    if (!(fabs(v) > 0)) { /* minus zero too */
        buf_byte(out, '0');
        return;
    }
    if (v < 0)
        buf_byte(out, '-');
    Decimal d = shortest(fabs(v));
    write_decimal(out, &d);
}

/* §3.2.2.2: the short escapes where there are any, else \u00xx in small letters; all else as it is. */
static void write_escape(Buf *out, unsigned char c)
{
    static const char shorts[][2] = {{'"', '"'},  {'\\', '\\'}, {'\b', 'b'}, {'\t', 't'},
                                     {'\n', 'n'}, {'\f', 'f'},  {'\r', 'r'}};
    for (size_t i = 0; i < sizeof shorts / sizeof *shorts; i++)
        if ((char)c == shorts[i][0]) {
            char pair[] = {'\\', shorts[i][1]};
            buf_put(out, (Str){pair, sizeof pair});
            return;
        }
    buf_format(out, "\\u%04x", c);
}

static void write_text(Buf *out, Str s)
{
    size_t from = 0;
    buf_byte(out, '"');
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        buf_put(out, (Str){s.at + from, i - from});
        write_escape(out, c);
        from = i + 1;
    }
    buf_put(out, (Str){s.at + from, s.n - from});
    buf_byte(out, '"');
}

typedef struct {
    Str name;
    const json_t *value;
} Entry;

/* §3.2.3 orders by UTF-16 code units. In UTF-8 that is the order of bytes, but for characters beyond the basic plane
 * (lead byte F0 and up, surrogates D800 and up in UTF-16), which go before U+E000 … U+FFFF (lead bytes EE, EF). */
static int by_utf16(const void *a, const void *b)
{
    Str l = ((const Entry *)a)->name, r = ((const Entry *)b)->name;
    size_t n = l.n < r.n ? l.n : r.n, i = 0;
    while (i < n && l.at[i] == r.at[i])
        i++;
    if (i == n)
        return (l.n > r.n) - (l.n < r.n);
    unsigned char x = (unsigned char)l.at[i], y = (unsigned char)r.at[i];
    bool x_beyond = x >= 0xF0, y_beyond = y >= 0xF0;
    if (x_beyond != y_beyond && (x >= 0xEE && y >= 0xEE))
        return x_beyond ? -1 : 1;
    return x < y ? -1 : 1;
}

static Rc write_value(Ctx *cx, const json_t *v, Buf *out);

static Rc write_object(Ctx *cx, const json_t *object, Buf *out)
{
    size_t count = json_object_size(object), i = 0, n;
    Entry *entries = arena_array(cx->arena, count, sizeof *entries);
    const char *name;
    json_t *value;
    if (!entries)
        return ERR_NOMEM;
    json_object_keylen_foreach((json_t *)(uintptr_t)object, name, n, value)
    {
        entries[i++] = (Entry){{name, n}, value};
    }
    qsort(entries, count, sizeof *entries, by_utf16);
    buf_byte(out, '{');
    for (i = 0; i < count; i++) {
        if (i)
            buf_byte(out, ',');
        write_text(out, entries[i].name);
        buf_byte(out, ':');
        TRY(write_value(cx, entries[i].value, out));
    }
    buf_byte(out, '}');
    return OK;
}

static Rc write_array(Ctx *cx, const json_t *array, Buf *out)
{
    buf_byte(out, '[');
    for (size_t i = 0; i < json_array_size(array); i++) {
        if (i)
            buf_byte(out, ',');
        TRY(write_value(cx, json_array_get(array, i), out));
    }
    buf_byte(out, ']');
    return OK;
}

static Rc write_integer(Ctx *cx, int64_t v, Buf *out)
{
    if (v > EXACT_MAX || v < -EXACT_MAX)
        return fail(cx, ERR_INVALID, "http.out_of_range", NULL);
    buf_format(out, "%lld", (long long)v);
    return OK;
}

/* The depth of the recursion is that of the document, which json_parse bounds. */
static Rc write_value(Ctx *cx, const json_t *v, Buf *out)
{
    switch (json_typeof(v)) {
    case JSON_OBJECT:
        return write_object(cx, v, out);
    case JSON_ARRAY:
        return write_array(cx, v, out);
    case JSON_STRING:
        write_text(out, (Str){json_string_value(v), json_string_length(v)});
        return OK;
    case JSON_INTEGER:
        return write_integer(cx, json_integer_value(v), out);
    case JSON_REAL:
        canonical_number(out, json_real_value(v));
        return OK;
    case JSON_TRUE:
        buf_put(out, STR("true"));
        return OK;
    case JSON_FALSE:
        buf_put(out, STR("false"));
        return OK;
    default:
        buf_put(out, STR("null"));
        return OK;
    }
}

Rc json_canonical(Ctx *cx, Str json, Buf *out)
{
    json_t *tree;
    TRY(json_parse(cx, json, &tree));
    TRY(write_value(cx, tree, out));
    return out->rc;
}
