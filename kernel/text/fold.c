/* Folding by utf8proc, which is used here only. */
#include "kernel/text/fold.h"

#include <utf8proc.h>

/* Compatibility forms and decomposition first, so that "ﬁ" finds "fi"; default-ignorable code points go (U+200F and
 * friends travel with pasted Arabic and Hebrew text). */
static const utf8proc_option_t folding = (utf8proc_option_t)(UTF8PROC_COMPAT | UTF8PROC_STABLE | UTF8PROC_DECOMPOSE |
                                                             UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);

Rc text_fold(Ctx *cx, Str text, Str *ret)
{
    if (text.n == 0) {
        *ret = STR("");
        return OK;
    }
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text.at;
    utf8proc_ssize_t n = utf8proc_decompose(bytes, (utf8proc_ssize_t)text.n, NULL, 0, folding);
    if (n < 0)
        return fail(cx, ERR_INVALID, "http.bad_utf8", NULL);
    utf8proc_int32_t *points = arena_array(cx->arena, (size_t)n + 1, sizeof *points);
    if (!points)
        return ERR_NOMEM;
    n = utf8proc_decompose(bytes, (utf8proc_ssize_t)text.n, points, n, folding);
    n = n < 0 ? n : utf8proc_reencode(points, n, folding); /* in place: four bytes a point are always enough */
    if (n < 0)
        return fail(cx, ERR_INVALID, "http.bad_utf8", NULL);
    *ret = str_trim((Str){(const char *)points, (size_t)n});
    return OK;
}

Rc text_like(Ctx *cx, Str text, Str *ret)
{
    Str folded;
    TRY(text_fold(cx, text, &folded));
    Buf b;
    buf_init(&b, cx->arena, folded.n * 2 + 2);
    buf_byte(&b, '%');
    for (size_t i = 0; i < folded.n; i++) {
        char c = folded.at[i];
        if (c == '%' || c == '_' || c == '!')
            buf_byte(&b, '!');
        buf_byte(&b, c);
    }
    if (folded.n > 0)
        buf_byte(&b, '%');
    *ret = buf_str(&b);
    return b.rc;
}
