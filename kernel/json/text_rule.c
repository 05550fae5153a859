/* The table of text rules and its checks. */
#include "kernel/json/text_rule.h"

#include <assert.h>
#include <string.h>

static bool between(char c, char low, char high)
{
    return c >= low && c <= high;
}

static bool alphanumeric(char c)
{
    return between(c, 'a', 'z') || between(c, 'A', 'Z') || between(c, '0', '9');
}

static bool is_line_end(unsigned char c)
{
    return c == '\t' || c == '\n' || c == '\r';
}

/* A C1 control (U+0080 to U+009F) or one of the two Unicode line separators starts at `at`. */
static bool starts_control(const unsigned char *at, size_t n, bool breaks)
{
    static const unsigned char separators[][3] = {{0xE2, 0x80, 0xA8}, {0xE2, 0x80, 0xA9}};
    if (at[0] == 0xC2 && n > 1)
        return at[1] < 0xA0;
    return !breaks && n > 2 && (memcmp(at, separators[0], 3) == 0 || memcmp(at, separators[1], 3) == 0);
}

/* `breaks` lets tabs and line ends through. */
static bool free_of_controls(Str s, bool breaks)
{
    const unsigned char *at = (const unsigned char *)s.at;
    for (size_t i = 0; i < s.n; i++) {
        if ((at[i] < 0x20 && !(breaks && is_line_end(at[i]))) || at[i] == 0x7F)
            return false;
        if (starts_control(at + i, s.n - i, breaks))
            return false;
    }
    return true;
}

static bool is_line(Str s)
{
    return free_of_controls(s, false);
}

static bool is_block(Str s)
{
    return free_of_controls(s, true);
}

static bool is_secret(Str s)
{
    return s.n > 0;
}

static bool is_slug(Str s)
{
    bool dash = true; /* a slug neither starts with a dash nor doubles one */
    for (size_t i = 0; i < s.n; i++) {
        if (s.at[i] == '-' && dash)
            return false;
        dash = s.at[i] == '-';
        if (!dash && !between(s.at[i], 'a', 'z') && !between(s.at[i], '0', '9'))
            return false;
    }
    return !dash;
}

static bool is_token(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!alphanumeric(s.at[i]) && s.at[i] != '-' && s.at[i] != '_' && s.at[i] != '.')
            return false;
    return true;
}

/* RFC 5321 §4.1.2 Dot-string. */
static bool is_mailbox_local(Str s)
{
    bool dot = true;
    if (s.n > 64)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.at[i];
        if (c == '.' && dot)
            return false;
        dot = c == '.';
        if (!dot && !alphanumeric(c) && (c == 0 || !strchr("!#$%&'*+-/=?^_`{|}~", c)))
            return false;
    }
    return !dot;
}

/* RFC 5321 §4.1.2 Domain: labels of letters, digits and inner dashes. */
static bool is_mailbox_domain(Str s)
{
    Str rest = s, label;
    while (str_cut(&rest, '.', &label)) {
        if (label.n == 0 || label.n > 63 || label.at[0] == '-' || label.at[label.n - 1] == '-')
            return false;
        for (size_t i = 0; i < label.n; i++)
            if (!alphanumeric(label.at[i]) && label.at[i] != '-')
                return false;
    }
    return true;
}

static bool is_email(Str s)
{
    Str rest = s, local;
    return s.n <= TEXT_EMAIL_MAX && str_cut(&rest, '@', &local) && rest.at && is_mailbox_local(local) &&
           is_mailbox_domain(rest);
}

const TextRuleRow text_rules[TEXT_RULE_COUNT] = {
    [TEXT_LINE] = {is_line, .trim = true, .pattern = "^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]*$"},
    [TEXT_BLOCK] = {is_block, .pattern = "^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f]*$"},
    [TEXT_EMAIL] = {is_email, .trim = true, .lower = true, .format = "email"},
    [TEXT_SECRET] = {is_secret, .format = "password"},
    [TEXT_SLUG] = {is_slug, .pattern = "^([a-z0-9]+(-[a-z0-9]+)*)?$"},
    [TEXT_TOKEN] = {is_token, .pattern = "^[A-Za-z0-9._-]*$"},
};
static_assert(sizeof text_rules / sizeof *text_rules == TEXT_RULE_COUNT, "each text rule has a row");

static Rc to_lower(Ctx *cx, Str s, Str *ret)
{
    Str copy;
    TRY(str_copy(cx->arena, s, &copy));
    char *at = (char *)(uintptr_t)copy.at; /* ours: just copied */
    for (size_t i = 0; i < copy.n; i++)
        if (between(at[i], 'A', 'Z'))
            at[i] = (char)(at[i] + 32);
    *ret = copy;
    return OK;
}

Rc text_accept(Ctx *cx, TextRule rule, int64_t min, int64_t max, Str s, Str *ret, const char **ret_code)
{
    const TextRuleRow *row = &text_rules[rule];
    Str tidy = row->trim ? str_trim(s) : s;
    const char *code = NULL;
    if (!utf8_valid(tidy))
        code = "http.bad_utf8";
    else {
        int64_t length = (int64_t)utf8_length(tidy);
        if (tidy.n && memchr(tidy.at, 0, tidy.n))
            code = "http.bad_text";
        else if (length < min || length > max)
            code = "http.out_of_range";
        else if (tidy.n && !row->holds(tidy))
            code = "http.bad_text";
    }
    if (!code && row->lower)
        TRY(to_lower(cx, tidy, &tidy));
    *ret_code = code;
    if (!code)
        *ret = tidy.at ? tidy : STR(""); /* given, though empty: not the same as no text */
    return OK;
}
