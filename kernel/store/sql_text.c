/* A scanner of SQL tokens and the rewritings made with it. */
#include "kernel/store/sql_text.h"

typedef enum { TOKEN_OTHER, TOKEN_WORD, TOKEN_PARAMETER, TOKEN_QUOTED, TOKEN_BLANK } TokenKind;

/* Length of what starts with `open` at s[0] and ends with `close`, both included; the rest when it never ends. */
static size_t span(Str s, Str open, Str close)
{
    for (size_t i = open.n; i + close.n <= s.n; i++)
        if (str_starts((Str){s.at + i, s.n - i}, close))
            return i + close.n;
    return s.n;
}

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (unsigned char)c >= 0x80;
}

/* Takes the next token off *rest. A doubled quote inside a string ends one token and begins the next: the same text. */
static TokenKind take(Str *rest, Str *token)
{
    static const struct {
        Str open, close;
        TokenKind kind;
    } spans[] = {
        {{"--", 2}, {"\n", 1}, TOKEN_BLANK},
        {{"/*", 2}, {"*/", 2}, TOKEN_BLANK},
        {{"'", 1}, {"'", 1}, TOKEN_QUOTED},
        {{"\"", 1}, {"\"", 1}, TOKEN_QUOTED},
    };
    size_t n = 0;
    TokenKind kind = *rest->at == '?' ? TOKEN_PARAMETER : TOKEN_OTHER;
    for (size_t i = 0; i < sizeof spans / sizeof *spans && !n; i++)
        if (str_starts(*rest, spans[i].open)) {
            n = span(*rest, spans[i].open, spans[i].close);
            kind = spans[i].kind;
        }
    if (!n && word(*rest->at))
        for (kind = TOKEN_WORD; n < rest->n && word(rest->at[n]);)
            n++;
    if (!n && blank(*rest->at))
        for (kind = TOKEN_BLANK; n < rest->n && blank(rest->at[n]);)
            n++;
    *token = (Str){rest->at, n ? n : 1};
    *rest = (Str){rest->at + token->n, rest->n - token->n};
    return kind;
}

size_t sql_parameter_count(Str sql)
{
    size_t count = 0;
    for (Str token; sql.n;)
        count += take(&sql, &token) == TOKEN_PARAMETER;
    return count;
}

void sql_put_numbered(Buf *b, Str sql)
{
    static const Str aloud = {"/*postgresql ", 13};
    size_t count = 0;
    for (Str token; sql.n;) {
        if (take(&sql, &token) == TOKEN_PARAMETER)
            buf_format(b, "$%zu", ++count);
        else if (str_starts(token, aloud) && token.n >= aloud.n + 2)
            buf_put(b, (Str){token.at + aloud.n, token.n - aloud.n - 2});
        else
            buf_put(b, token);
    }
}

void sql_put_migration(Buf *b, Str sql)
{
    Str before = {0};
    for (Str token; sql.n;) {
        TokenKind kind = take(&sql, &token);
        bool type = kind == TOKEN_WORD && !str_equal_nocase(before, STR("AS"));
        if (kind == TOKEN_WORD && str_equal_nocase(token, STR("BLOB")))
            buf_put(b, STR("BYTEA"));
        else if (type && str_equal_nocase(token, STR("TEXT")))
            buf_put(b, STR("TEXT COLLATE \"C\""));
        else
            buf_put(b, token);
        if (kind != TOKEN_BLANK)
            before = token;
    }
}
