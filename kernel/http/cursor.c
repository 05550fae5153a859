/* The text inside a cursor is the identity, which has a fixed length, and then the value. */
#include "kernel/http/cursor.h"

#include <inttypes.h>

static Rc refuse(Ctx *cx)
{
    return fail(cx, ERR_INVALID, "http.bad_cursor", "cursor");
}

Rc cursor_write(Ctx *cx, const Cursor *cursor, Str *ret)
{
    if (cursor->value.n > CURSOR_VALUE_MAX)
        return ERR_LIMIT;
    Buf plain, b;
    buf_init(&plain, cx->arena, ID_TEXT + CURSOR_VALUE_MAX);
    buf_init(&b, cx->arena, CURSOR_TEXT_MAX);
    buf_put(&plain, id_str(&cursor->id));
    buf_put(&plain, cursor->value);
    TRY(plain.rc);
    buf_base64url(&b, plain.at, plain.n);
    TRY(b.rc);
    *ret = buf_str(&b);
    return OK;
}

Rc cursor_read(Ctx *cx, Str text, Cursor *ret)
{
    enum { ROOM = ID_TEXT + CURSOR_VALUE_MAX };
    char *plain = arena_get(cx->arena, ROOM);
    size_t n = 0;
    Id id;
    if (!plain)
        return ERR_NOMEM;
    if (base64url_decode(text, plain, ROOM, &n) != OK || n < ID_TEXT || id_parse((Str){plain, ID_TEXT}, &id) != OK)
        return refuse(cx);
    Str value = {plain + ID_TEXT, n - ID_TEXT};
    if (!utf8_valid(value) || (value.n && memchr(value.at, 0, value.n)))
        return refuse(cx);
    *ret = (Cursor){value, id};
    return OK;
}

Rc cursor_write_number(Ctx *cx, int64_t value, const Id *id, Str *ret)
{
    Str text;
    TRY(str_format(cx->arena, &text, "%" PRId64, value));
    return cursor_write(cx, &(Cursor){text, *id}, ret);
}

Rc cursor_read_number(Ctx *cx, Str text, int64_t *ret_value, Id *ret_id)
{
    Cursor c;
    int64_t value = 0;
    TRY(cursor_read(cx, text, &c));
    if (str_i64(c.value, &value) != OK)
        return refuse(cx);
    *ret_value = value;
    *ret_id = c.id;
    return OK;
}
