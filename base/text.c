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

/* Well-formed sequences by their first byte (Unicode, table 3-7): length and bounds of the second byte; the bytes after
 * it are 80..BF. */
static const struct {
    unsigned char first, last, length, low, high;
} sequences[] = {
    {0x00, 0x7F, 1, 0x00, 0x00}, {0xC2, 0xDF, 2, 0x80, 0xBF}, {0xE0, 0xE0, 3, 0xA0, 0xBF},
    {0xE1, 0xEC, 3, 0x80, 0xBF}, {0xED, 0xED, 3, 0x80, 0x9F}, {0xEE, 0xEF, 3, 0x80, 0xBF},
    {0xF0, 0xF0, 4, 0x90, 0xBF}, {0xF1, 0xF3, 4, 0x80, 0xBF}, {0xF4, 0xF4, 4, 0x80, 0x8F},
};

/* Length of the well-formed sequence at `s`, 0 when there is none. */
static size_t sequence(const unsigned char *s, size_t n)
{
    size_t row = 0;
    while (row < sizeof sequences / sizeof *sequences && s[0] > sequences[row].last)
        row++;
    if (row == sizeof sequences / sizeof *sequences || s[0] < sequences[row].first || sequences[row].length > n)
        return 0;
    for (size_t i = 1; i < sequences[row].length; i++) {
        unsigned char low = i == 1 ? sequences[row].low : 0x80, high = i == 1 ? sequences[row].high : 0xBF;
        if (s[i] < low || s[i] > high)
            return 0;
    }
    return sequences[row].length;
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

Str utf8_first(Str s, size_t max_bytes)
{
    if (s.n <= max_bytes)
        return s;
    size_t n = max_bytes;
    while (n && ((unsigned char)s.at[n] & 0xC0) == 0x80)
        n--;
    return (Str){s.at, n};
}
