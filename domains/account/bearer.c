/* Making and reading "<space id>.<token>". */
#include "domains/account/bearer.h"

static bool token_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

Rc bearer_parse(Str text, Bearer *ret)
{
    Bearer b;
    if (text.n != BEARER_TEXT || text.at[ID_TEXT] != '.' || id_parse((Str){text.at, ID_TEXT}, &b.space) != OK)
        return ERR_UNKNOWN;
    b.token = (Str){text.at + ID_TEXT + 1, TOKEN_TEXT};
    for (size_t i = 0; i < b.token.n; i++)
        if (!token_byte(b.token.at[i]))
            return ERR_UNKNOWN;
    b.hash = sha256(b.token);
    *ret = b;
    return OK;
}

Rc bearer_new(Ctx *cx, const Id *space, Bearer *ret, Str *ret_text)
{
    Bearer b = {.space = *space};
    Str text;
    TRY(token_new(cx, &b.token));
    b.hash = sha256(b.token);
    TRY(str_format(cx->arena, &text, "%s.%.*s", space->text, STR_ARG(b.token)));
    *ret = b;
    *ret_text = text;
    return OK;
}

Rc bearer_csrf(Ctx *cx, Str token, Str *ret)
{
    Sha256 mac = hmac_sha256(token, STR("csrf"));
    Buf b;
    buf_init(&b, cx->arena, TOKEN_TEXT);
    buf_base64url(&b, mac.bytes, sizeof mac.bytes);
    *ret = buf_str(&b);
    return b.rc;
}
