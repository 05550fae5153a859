/* Pairs, base64 with padding (RFC 4648 §4), texts held to the rules of every other text that comes in. */
#include "domains/media/upload_metadata.h"

#include "domains/media/upload.h"
#include "kernel/json/text_rule.h"

enum { TYPE_MAX = 100 };

static const struct {
    const char *key;
    size_t at;
    int64_t max; /* characters */
} places[] = {
    {"filename", offsetof(UploadMetadata, file_name), UPLOAD_NAME_MAX},
    {"filetype", offsetof(UploadMetadata, type), TYPE_MAX},
    {"title", offsetof(UploadMetadata, title), MEDIA_TITLE_MAX},
};

static Rc malformed(Ctx *cx)
{
    return fail(cx, ERR_INVALID, "http.malformed", "Upload-Metadata");
}

/* The standard alphabet is turned into the one that base knows. */
static Rc decode(Ctx *cx, Str text, Str *ret)
{
    size_t n = text.n, got = 0;
    while (n && text.n - n < 2 && text.at[n - 1] == '=')
        n--;
    char *url = arena_get(cx->arena, n + 1), *bytes = arena_get(cx->arena, n + 1);
    if (!url || !bytes)
        return ERR_NOMEM;
    if (text.n % 4 != 0 || memchr(text.at, '-', n) || memchr(text.at, '_', n))
        return malformed(cx);
    for (size_t i = 0; i < n; i++)
        url[i] = text.at[i] == '+' ? '-' : text.at[i] == '/' ? '_' : text.at[i];
    if (base64url_decode((Str){url, n}, bytes, n + 1, &got) != OK)
        return malformed(cx);
    *ret = (Str){bytes, got};
    return OK;
}

static Rc take(Ctx *cx, size_t place, Str value, UploadMetadata *ret)
{
    Str *to = (Str *)(void *)((char *)ret + places[place].at);
    Str bytes = {0}, text = {0};
    const char *code;
    if (to->at)
        return malformed(cx);
    TRY(decode(cx, value, &bytes));
    TRY(text_accept(cx, TEXT_LINE, 0, places[place].max, bytes, &text, &code));
    if (code)
        return fail(cx, ERR_INVALID, code, places[place].key);
    *to = text.at ? text : STR("");
    return OK;
}

static Rc take_pair(Ctx *cx, Str pair, UploadMetadata *ret)
{
    Str value = str_trim(pair), key = {0};
    if (!str_cut(&value, ' ', &key) || key.n == 0)
        return malformed(cx);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (str_equal(key, str_of(places[i].key)))
            return take(cx, i, value.at ? value : STR(""), ret);
    return OK;
}

/* Old browsers put a path there. */
static Str without_folders(Str name)
{
    for (size_t i = name.n; i > 0; i--)
        if (name.at[i - 1] == '/' || name.at[i - 1] == '\\')
            return (Str){name.at + i, name.n - i};
    return name;
}

Rc upload_metadata(Ctx *cx, Str header, UploadMetadata *ret)
{
    UploadMetadata m = {0};
    Str rest = header, pair;
    if (header.n > UPLOAD_METADATA_MAX)
        return malformed(cx);
    while (header.n && str_cut(&rest, ',', &pair))
        TRY(take_pair(cx, pair, &m));
    m.file_name = without_folders(m.file_name);
    *ret = m;
    return OK;
}
