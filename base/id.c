/* Making and reading UUIDs. */
#include "base/id.h"

#include <string.h>

static bool dash_at(size_t i)
{
    return i == 8 || i == 13 || i == 18 || i == 23;
}

Id id_new(const Ctx *cx)
{
    static const char digits[] = "0123456789abcdef";
    unsigned char b[16];
    uint64_t ms = (uint64_t)now_ms(cx);
    cx->random->fill(cx->random, b, sizeof b);
    for (int i = 0; i < 6; i++)
        b[i] = (unsigned char)(ms >> (40 - 8 * i));
    b[6] = (unsigned char)((b[6] & 0x0F) | 0x70); /* version 7 */
    b[8] = (unsigned char)((b[8] & 0x3F) | 0x80); /* variant 10 */
    Id id = {0};
    for (size_t i = 0, byte = 0; i < ID_TEXT;) {
        if (dash_at(i)) {
            id.text[i++] = '-';
            continue;
        }
        id.text[i++] = digits[b[byte] >> 4];
        id.text[i++] = digits[b[byte++] & 15];
    }
    return id;
}

Rc id_parse(Str s, Id *ret)
{
    if (s.n != ID_TEXT)
        return ERR_INVALID;
    for (size_t i = 0; i < ID_TEXT; i++) {
        char c = s.at[i];
        bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (dash_at(i) ? c != '-' : !hex)
            return ERR_INVALID;
    }
    memcpy(ret->text, s.at, ID_TEXT);
    ret->text[ID_TEXT] = 0;
    return OK;
}

bool id_none(const Id *id)
{
    return id->text[0] == 0;
}

bool id_equal(const Id *a, const Id *b)
{
    return memcmp(a->text, b->text, ID_TEXT) == 0;
}

Str id_str(const Id *id)
{
    return (Str){id->text, strlen(id->text)};
}
