/* Percent-decoding of paths. One path has one spelling: what could be read in two ways is refused, never mended. */
#include "kernel/http/path.h"

static Rc refuse(Ctx *cx)
{
    return fail(cx, ERR_INVALID, "http.malformed", NULL);
}

static bool has_dot_part(Str path)
{
    Str rest = path, part;
    while (str_cut(&rest, '/', &part))
        if (str_equal(part, STR(".")) || str_equal(part, STR("..")))
            return true;
    return false;
}

Rc path_decode(Ctx *cx, Str raw, Str *ret)
{
    Str rest = raw, path;
    if (!str_cut(&rest, '?', &path) || path.n == 0 || path.n > HTTP_PATH_MAX || path.at[0] != '/')
        return refuse(cx);
    char *to = arena_get(cx->arena, path.n + 1);
    size_t n = 0;
    if (!to)
        return ERR_NOMEM;
    for (size_t i = 0; i < path.n; i++) {
        unsigned char c = (unsigned char)path.at[i];
        if (c == '%') {
            if (i + 2 >= path.n || hex_decode((Str){path.at + i + 1, 2}, &c, 1) != OK || c == '/')
                return refuse(cx);
            i += 2;
        }
        if (c < 0x20 || c == 0x7F)
            return refuse(cx);
        to[n++] = (char)c;
    }
    Str decoded = {to, n};
    if (!utf8_valid(decoded))
        return fail(cx, ERR_INVALID, "http.bad_utf8", NULL);
    if (has_dot_part(decoded))
        return refuse(cx);
    *ret = decoded;
    return OK;
}
