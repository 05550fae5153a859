/* The bounded buffer, and the two text forms of bytes. */
#include "base/text.h"

#include <stdio.h>
#include <string.h>

void buf_init(Buf *b, Arena *arena, size_t ceiling)
{
    *b = (Buf){.arena = arena, .ceiling = ceiling};
}

void buf_clear(Buf *b)
{
    b->n = 0;
    b->rc = OK;
}

/* Room for `more` bytes and a terminator; false after noting why not. */
static bool reserve(Buf *b, size_t more)
{
    if (b->rc != OK)
        return false;
    if (more > b->ceiling - b->n) {
        b->rc = ERR_LIMIT;
        return false;
    }
    size_t need = b->n + more + 1;
    if (need <= b->room)
        return true;
    size_t room = need < 256 ? 256 : need + need / 2;
    char *at = arena_get(b->arena, room);
    if (!at) {
        b->rc = ERR_NOMEM;
        return false;
    }
    if (b->n)
        memcpy(at, b->at, b->n);
    b->at = at;
    b->room = room;
    return true;
}

void buf_put(Buf *b, Str s)
{
    if (!reserve(b, s.n))
        return;
    if (s.n)
        memcpy(b->at + b->n, s.at, s.n);
    b->n += s.n;
    b->at[b->n] = 0;
}

void buf_byte(Buf *b, char c)
{
    buf_put(b, (Str){&c, 1});
}

void buf_vformat(Buf *b, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    if (n < 0)
        b->rc = ERR_BUG;
    else if (reserve(b, (size_t)n)) {
        vsnprintf(b->at + b->n, (size_t)n + 1, format, again);
        b->n += (size_t)n;
    }
    va_end(again);
}

void buf_format(Buf *b, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    buf_vformat(b, format, args);
    va_end(args);
}

Str buf_str(const Buf *b)
{
    return b->at ? (Str){b->at, b->n} : STR("");
}

void buf_hex(Buf *b, const void *bytes, size_t n)
{
    static const char digits[] = "0123456789abcdef";
    const unsigned char *from = bytes;
    for (size_t i = 0; i < n; i++) {
        char pair[2] = {digits[from[i] >> 4], digits[from[i] & 15]};
        buf_put(b, (Str){pair, 2});
    }
}

static int hex_value(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

Rc hex_decode(Str s, void *ret, size_t n)
{
    if (s.n != 2 * n)
        return ERR_INVALID;
    for (size_t i = 0; i < s.n; i++)
        if (hex_value(s.at[i]) < 0)
            return ERR_INVALID;
    unsigned char *to = ret;
    for (size_t i = 0; i < n; i++)
        to[i] = (unsigned char)(hex_value(s.at[2 * i]) << 4 | hex_value(s.at[2 * i + 1]));
    return OK;
}

/* Groups of three bytes as up to four digits. */
static void put_base64(Buf *b, const unsigned char *from, size_t n, const char *digits)
{
    for (size_t i = 0; i < n; i += 3) {
        size_t have = n - i < 3 ? n - i : 3;
        uint32_t group = (uint32_t)from[i] << 16 | (have > 1 ? (uint32_t)from[i + 1] << 8 : 0) |
                         (have > 2 ? (uint32_t)from[i + 2] : 0);
        for (size_t k = 0; k <= have; k++)
            buf_byte(b, digits[group >> (18 - 6 * k) & 63]);
    }
}

void buf_base64(Buf *b, const void *bytes, size_t n)
{
    put_base64(b, bytes, n, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
    for (size_t rest = n % 3; rest && rest < 3; rest++)
        buf_byte(b, '=');
}

static const char base64url_digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

void buf_base64url(Buf *b, const void *bytes, size_t n)
{
    put_base64(b, bytes, n, base64url_digits);
}

Rc base64url_decode(Str s, void *ret, size_t room, size_t *ret_n)
{
    unsigned char *to = ret;
    uint32_t bits = 0;
    unsigned count = 0;
    size_t n = 0;
    if (s.n % 4 == 1)
        return ERR_INVALID;
    for (size_t i = 0; i < s.n; i++) {
        const char *digit = s.at[i] ? strchr(base64url_digits, s.at[i]) : NULL;
        if (!digit)
            return ERR_INVALID;
        bits = bits << 6 | (uint32_t)(digit - base64url_digits);
        count += 6;
        if (count < 8)
            continue;
        count -= 8;
        if (n == room)
            return ERR_LIMIT;
        to[n++] = (unsigned char)(bits >> count);
    }
    if (bits & ((1u << count) - 1)) /* one text only for each value: stray bits are refused */
        return ERR_INVALID;
    *ret_n = n;
    return OK;
}
