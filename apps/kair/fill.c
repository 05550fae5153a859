/* Filling a template. A name is capitals and underscores between two at-signs; any other at-sign is text. */
#include "apps/kair/fill.h"

static bool name_char(char c)
{
    return (c >= 'A' && c <= 'Z') || c == '_';
}

/* Length of the name between the at-sign at the start of `s` and the next one; 0 when there is none. */
static size_t name_length(Str s)
{
    size_t n = 1;
    while (n < s.n && name_char(s.at[n]))
        n++;
    return n < s.n && s.at[n] == '@' ? n - 1 : 0;
}

static const FillValue *find(const FillValue *values, Str name)
{
    for (; values->name; values++)
        if (str_equal(str_of(values->name), name))
            return values;
    return NULL;
}

Rc fill_template(Str template, const FillValue *values, Buf *out)
{
    for (size_t i = 0; i < template.n; i++) {
        Str rest = {template.at + i, template.n - i};
        size_t n = rest.at[0] == '@' ? name_length(rest) : 0;
        if (n == 0) {
            buf_byte(out, rest.at[0]);
            continue;
        }
        const FillValue *value = find(values, (Str){rest.at + 1, n});
        if (!value)
            return ERR_BUG;
        buf_put(out, value->value);
        i += n + 1;
    }
    return out->rc;
}
