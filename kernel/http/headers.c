/* Cookies, media types, entity tags, bearer tokens. */
#include "kernel/http/headers.h"

Str header_cookie(Str cookies, Str name)
{
    Str rest = cookies, pair, found = {0};
    while (str_cut(&rest, ';', &pair)) {
        Str value = str_trim(pair), key;
        if (!str_cut(&value, '=', &key) || !str_equal(key, name) || !value.at)
            continue;
        if (found.at)
            return (Str){0};
        found = value;
    }
    return found;
}

bool header_is_type(Str content_type, Str type)
{
    Str rest = content_type, given;
    return str_cut(&rest, ';', &given) && str_equal_nocase(str_trim(given), type);
}

/* `"x"` of `"x"` and `W/"x"`. */
static Str strong(Str tag)
{
    Str s = str_trim(tag);
    return str_starts(s, STR("W/")) ? (Str){s.at + 2, s.n - 2} : s;
}

Rc header_version(Str if_match, int64_t *ret)
{
    Str tag = strong(if_match);
    int64_t version = 0;
    if (tag.n < 3 || tag.at[0] != '"' || tag.at[tag.n - 1] != '"')
        return ERR_INVALID;
    TRY(str_i64((Str){tag.at + 1, tag.n - 2}, &version));
    if (version < 0)
        return ERR_INVALID;
    *ret = version;
    return OK;
}

bool header_none_match(Str if_none_match, Str etag)
{
    Str rest = if_none_match, tag;
    if (etag.n == 0 || if_none_match.n == 0)
        return false;
    if (str_equal(str_trim(if_none_match), STR("*")))
        return true;
    while (str_cut(&rest, ',', &tag)) /* our own tags hold no comma */
        if (str_equal(strong(tag), etag))
            return true;
    return false;
}

Str header_bearer(Str authorization)
{
    Str scheme = {authorization.at, authorization.n < 7 ? 0 : 7};
    if (!str_equal_nocase(scheme, STR("Bearer ")))
        return (Str){0};
    return str_trim((Str){authorization.at + 7, authorization.n - 7});
}
