/* Reading the built files, and writing pages around them. */
#include "domains/play/player_bundle.h"

#include "base/log.h"
#include "base/mem.h"
#include "kernel/crypt/crypt.h"
#include "kernel/json/codec.h"
#include "kernel/json/member.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { POLICY_MAX = 2000, NAME_MAX_CHARACTERS = 60, SHA256_BASE64 = 44 };

struct PlayerBundle {
    Arena *arena;
    Str script, engine, style, policy;
};

typedef struct {
    Str script, engine, style, script_sha256, engine_sha256, style_sha256;
} InlineParts;
typedef struct {
    InlineParts kept; /* "inline" is a word of C */
} Description;

static const Member inline_members[] = {
    MEMBER_TEXT(InlineParts, script, TEXT_TOKEN, 1, NAME_MAX_CHARACTERS, "File of the script"),
    MEMBER_TEXT(InlineParts, engine, TEXT_TOKEN, 1, NAME_MAX_CHARACTERS, "File of the script after it"),
    MEMBER_TEXT(InlineParts, style, TEXT_TOKEN, 1, NAME_MAX_CHARACTERS, "File of the style"),
    MEMBER_TEXT(InlineParts, script_sha256, TEXT_LINE, SHA256_BASE64, SHA256_BASE64, "Its digest, base64"),
    MEMBER_TEXT(InlineParts, engine_sha256, TEXT_LINE, SHA256_BASE64, SHA256_BASE64, "Its digest, base64"),
    MEMBER_TEXT(InlineParts, style_sha256, TEXT_LINE, SHA256_BASE64, SHA256_BASE64, "Its digest, base64"),
};
static SHAPE(inline_shape, NULL, InlineParts, inline_members, "What stands in the page");
static const Member description_members[] = {
    {.name = "inline",
     .kind = MEMBER_KIND_OBJECT,
     .at = offsetof(Description, kept),
     .has_at = MEMBER_NO_HAS,
     .of = &inline_shape,
     .doc = "What stands in the page"},
};
static SHAPE(description_shape, NULL, Description, description_members, "What the build of the player made");

static Rc read_all(Ctx *cx, int fd, Str *ret)
{
    char *bytes = arena_get(cx->arena, PLAYER_FILE_MAX + 1);
    size_t n = 0;
    ssize_t got = 1;
    if (!bytes)
        return ERR_NOMEM;
    while (got > 0 && n <= PLAYER_FILE_MAX) {
        got = read(fd, bytes + n, PLAYER_FILE_MAX + 1 - n);
        if (got < 0 && errno != EINTR)
            return ERR_IO;
        n += got > 0 ? (size_t)got : 0;
        got = got < 0 ? 1 : got;
    }
    if (n > PLAYER_FILE_MAX)
        return ERR_LIMIT;
    *ret = (Str){bytes, n};
    return OK;
}

static Rc read_file(Ctx *cx, Str web_dir, Str name, Str *ret)
{
    Str path;
    TRY(str_format(cx->arena, &path, "%.*s/player/%.*s", STR_ARG(web_dir), STR_ARG(name)));
    int fd = open(path.at, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT ? ERR_MISSING : ERR_IO;
    Rc rc = read_all(cx, fd, ret);
    close(fd);
    return rc;
}

/* As policies want it. */
static Rc in_base64(Ctx *cx, Sha256 digest, Str *ret)
{
    Buf b;
    buf_init(&b, cx->arena, SHA256_BASE64);
    buf_base64(&b, digest.bytes, sizeof digest.bytes);
    *ret = buf_str(&b);
    return b.rc;
}

static bool closes(Str text, const char *element)
{
    for (size_t i = 0; i + 2 < text.n; i++) {
        Str end = {text.at + i + 2, strlen(element)};
        if (text.at[i] == '<' && text.at[i + 1] == '/' && i + 2 + end.n <= text.n &&
            str_equal_nocase(end, str_of(element)))
            return true;
    }
    return memmem(text.at, text.n, "<!--", 4) != NULL;
}

/* A text as it will stand in the page: whole, and with the digest that the policy will name. */
static Rc check_text(Ctx *cx, Str text, Str sha256_said, const char *element)
{
    Str digest;
    TRY(in_base64(cx, sha256(text), &digest));
    return str_equal(digest, sha256_said) && !closes(text, element) && utf8_valid(text) ? OK : ERR_INVALID;
}

static Rc write_policy(Ctx *cx, Str script_source, Str style_source, Str *ret)
{
    return str_format(cx->arena, ret,
                      "default-src 'none'; script-src 'self'%.*s; style-src 'self'%.*s; img-src 'self' data:; "
                      "media-src 'self' blob:; connect-src 'self'; font-src 'self'; frame-ancestors 'self'; "
                      "form-action 'none'; base-uri 'none'; object-src 'none'; require-trusted-types-for 'script'",
                      STR_ARG(script_source), STR_ARG(style_source));
}

static Rc source_of(Ctx *cx, Str sha256_base64, Str *ret)
{
    return str_format(cx->arena, ret, " 'sha256-%.*s'", STR_ARG(sha256_base64));
}

static Rc fill(Ctx *cx, Str web_dir, PlayerBundle *b)
{
    Str json, script_source, engine_source, style_source;
    Description d = {0};
    TRY(read_file(cx, web_dir, STR("player.json"), &json));
    TRY(shape_decode(cx, &description_shape, json, DECODE_LENIENT, &d));
    Rc rc = read_file(cx, web_dir, d.kept.script, &b->script);
    if (rc == OK)
        rc = read_file(cx, web_dir, d.kept.engine, &b->engine);
    if (rc == OK)
        rc = read_file(cx, web_dir, d.kept.style, &b->style);
    if (rc == ERR_MISSING)
        return ERR_INVALID; /* described and not there */
    TRY(rc);
    TRY(check_text(cx, b->script, d.kept.script_sha256, "script"));
    TRY(check_text(cx, b->engine, d.kept.engine_sha256, "script"));
    TRY(check_text(cx, b->style, d.kept.style_sha256, "style"));
    TRY(source_of(cx, d.kept.script_sha256, &script_source));
    TRY(source_of(cx, d.kept.engine_sha256, &engine_source));
    TRY(source_of(cx, d.kept.style_sha256, &style_source));
    TRY(str_format(cx->arena, &script_source, "%.*s%.*s", STR_ARG(script_source), STR_ARG(engine_source)));
    return write_policy(cx, script_source, style_source, &b->policy);
}

Rc player_bundle_open(Ctx *cx, Str web_dir, PlayerBundle **ret)
{
    PlayerBundle *b = mem_get(sizeof *b);
    Arena *arena = arena_new(8 * (size_t)PLAYER_FILE_MAX);
    Ctx own = *cx; /* the texts outlive the context of the start */
    if (!b || !arena) {
        mem_free(b);
        arena_free(arena);
        return ERR_NOMEM;
    }
    b->arena = own.arena = arena;
    Rc rc = fill(&own, web_dir, b);
    if (rc == OK) {
        *ret = b;
        return OK;
    }
    if (rc != ERR_MISSING)
        log_fault(cx, "play", "the built player cannot be used", "folder=\"%.*s/player\" outcome=%s", STR_ARG(web_dir),
                  rc_name(rc));
    player_bundle_free(b);
    return rc;
}

void player_bundle_free(PlayerBundle *b)
{
    if (b)
        arena_free(b->arena);
    mem_free(b);
}

Str player_bundle_policy(const PlayerBundle *b)
{
    return b->policy;
}

static void put_escaped(Buf *out, Str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.at[i];
        Str entity = c == '<' ? STR("&lt;") : c == '>' ? STR("&gt;") : c == '&' ? STR("&amp;") : STR("&quot;");
        buf_put(out, c == '<' || c == '>' || c == '&' || c == '"' ? entity : (Str){&s.at[i], 1});
    }
}

/* JSON inside a script element: '<' stands in texts only, so as an escape of JSON it ends nothing, whatever follows. */
static void put_json(Buf *out, Str json)
{
    size_t from = 0;
    for (size_t i = 0; i < json.n; i++) {
        if (json.at[i] != '<')
            continue;
        buf_put(out, (Str){json.at + from, i - from});
        buf_put(out, STR("\\u003c"));
        from = i + 1;
    }
    buf_put(out, (Str){json.at + from, json.n - from});
}

static void put_head(Buf *out, Str language, Str title, Str style)
{
    buf_put(out, STR("<!doctype html>\n<html lang=\""));
    put_escaped(out, language);
    buf_put(out, STR("\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, "
                     "initial-scale=1, viewport-fit=cover\">\n<meta name=\"robots\" content=\"noindex\">\n"
                     "<link rel=\"icon\" href=\"/mark.svg\">\n<title>"));
    put_escaped(out, title);
    buf_put(out, STR("</title>\n<style>"));
    buf_put(out, style);
    buf_put(out, STR("</style>\n</head>\n<body>\n"));
}

Rc player_page_write(const PlayerBundle *b, const PlayerPage *page, Buf *out)
{
    bool english = str_equal(page->language, STR("en"));
    Str title;
    TRY(str_format(out->arena, &title, "%.*s · Kair", STR_ARG(page->title)));
    put_head(out, page->language, title, b->style);
    buf_put(out, STR("<div id=\"player\"></div>\n<noscript><p>"));
    buf_put(out, english ? STR("This page plays an interactive film. It needs JavaScript, which is switched off.")
                         : STR("Cette page lit un film interactif. Elle a besoin de JavaScript, qui est désactivé."));
    buf_put(out, STR("</p></noscript>\n<script type=\"application/json\" id=\"play\">"));
    put_json(out, page->document);
    buf_put(out, STR("</script>\n<script>"));
    buf_put(out, b->script);
    /* A script of its own: what the first one draws is seen before this one comes. */
    buf_put(out, STR("</script>\n<script>"));
    buf_put(out, b->engine);
    buf_put(out, STR("</script>\n</body>\n</html>\n"));
    return out->rc;
}

/* The look of the pages that nginx shows when the api is away. */
#define NOTICE_STYLE                                                                                              \
    ":root{color-scheme:light dark}"                                                                              \
    "body{margin:0;min-height:100vh;display:grid;place-items:center;font:1.0625rem/1.6 system-ui,sans-serif;"     \
    "background:#f7f7f5;color:#22252b}"                                                                           \
    "main{max-width:34rem;padding:2rem}h1{font-size:1.5rem;line-height:1.3;margin:0 0 .75rem}p{margin:0 0 .5rem}" \
    "a{color:inherit}"                                                                                            \
    "@media(prefers-color-scheme:dark){body{background:#17191d;color:#e8e8e4}}"

Rc player_notice_write(const PlayerNotice *notice, Buf *out)
{
    put_head(out, STR("fr"), STR("Kair"), STR(NOTICE_STYLE));
    buf_put(out, STR("<main>\n<h1>"));
    put_escaped(out, str_of(notice->french));
    buf_put(out, STR("</h1>\n<p lang=\"en\">"));
    put_escaped(out, str_of(notice->english));
    buf_put(out,
            STR("</p>\n<p><a href=\"/\">Retour à l’accueil</a> · <a href=\"/\" lang=\"en\">Back to the start</a></p>\n"
                "</main>\n</body>\n</html>\n"));
    return out->rc;
}

Rc player_notice_policy(Ctx *cx, Str *ret)
{
    Str digest, source;
    TRY(in_base64(cx, sha256(STR(NOTICE_STYLE)), &digest));
    TRY(source_of(cx, digest, &source));
    return write_policy(cx, STR(""), source, ret);
}
