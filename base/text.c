/* Slices: comparison, cutting, numbers, UTF-8. */
#include "base/text.h"

#include <stdio.h>
#include <string.h>

Str str_of(const char *terminated)
{
    return terminated ? (Str){terminated, strlen(terminated)} : (Str){0};
}

bool str_equal(Str a, Str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.at, b.at, a.n) == 0);
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

bool str_equal_nocase(Str a, Str b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (lower(a.at[i]) != lower(b.at[i]))
            return false;
    return true;
}

bool str_starts(Str s, Str prefix)
{
    return s.n >= prefix.n && str_equal((Str){s.at, prefix.n}, prefix);
}

int str_compare(Str a, Str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n ? memcmp(a.at, b.at, n) : 0;
    return order ? order : (a.n > b.n) - (a.n < b.n);
}

static bool blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

Str str_trim(Str s)
{
    while (s.n && blank(s.at[0]))
        s.at++, s.n--;
    while (s.n && blank(s.at[s.n - 1]))
        s.n--;
    return s;
}

bool str_cut(Str *rest, char separator, Str *part)
{
    if (!rest->at)
        return false;
    const char *found = rest->n ? memchr(rest->at, separator, rest->n) : NULL;
    if (!found) {
        *part = *rest;
        *rest = (Str){0};
        return true;
    }
    size_t n = (size_t)(found - rest->at);
    *part = (Str){rest->at, n};
    *rest = (Str){found + 1, rest->n - n - 1};
    return true;
}

Rc str_i64(Str s, int64_t *ret)
{
    bool negative = s.n && s.at[0] == '-';
    size_t i = negative ? 1 : 0;
    int64_t value = 0;
    if (i == s.n)
        return ERR_INVALID;
    for (; i < s.n; i++) {
        int digit = s.at[i] - '0';
        if (digit < 0 || digit > 9 || __builtin_mul_overflow(value, 10, &value) ||
            __builtin_sub_overflow(value, digit, &value))
            return ERR_INVALID;
    }
    if (!negative && value == INT64_MIN)
        return ERR_INVALID;
    *ret = negative ? value : -value;
    return OK;
}

Rc str_copy(Arena *a, Str s, Str *ret)
{
    char *copy = arena_get(a, s.n + 1);
    if (!copy)
        return ERR_NOMEM;
    if (s.n)
        memcpy(copy, s.at, s.n);
    *ret = (Str){copy, s.n};
    return OK;
}

Rc str_format(Arena *a, Str *ret, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    char *text = n < 0 ? NULL : arena_get(a, (size_t)n + 1);
    if (text)
        vsnprintf(text, (size_t)n + 1, format, again);
    va_end(again);
    va_end(args);
    if (!text)
        return n < 0 ? ERR_BUG : ERR_NOMEM;
    *ret = (Str){text, (size_t)n};
    return OK;
}

/* Length of the well-formed sequence at `s` (Unicode table 3-7), 0 when there is none. */
static size_t sequence(const unsigned char *s, size_t n)
{
    unsigned char c = s[0];
    size_t need = c < 0x80 ? 1 : c < 0xC2 ? 0 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : c < 0xF5 ? 4 : 0;
    if (need == 0 || need > n)
        return 0;
    unsigned char low = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80;
    unsigned char high = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
    if (need > 1 && (s[1] < low || s[1] > high))
        return 0;
    for (size_t i = 2; i < need; i++)
        if (s[i] < 0x80 || s[i] > 0xBF)
            return 0;
    return need;
}

bool utf8_valid(Str s)
{
    for (size_t i = 0; i < s.n;) {
        size_t n = sequence((const unsigned char *)s.at + i, s.n - i);
        if (n == 0)
            return false;
        i += n;
    }
    return true;
}

size_t utf8_length(Str s)
{
    size_t count = 0;
    for (size_t i = 0; i < s.n; i++)
        count += ((unsigned char)s.at[i] & 0xC0) != 0x80;
    return count;
}
