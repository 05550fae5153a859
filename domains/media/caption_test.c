/* Captions: what is read of WebVTT and what is not, where it is wrong, and their life beside a film. */
#include "domains/media/caption.h"

#include "domains/media/media.h"
#include "domains/media/vtt.h"
#include "kernel/blob/blob.h"
#include "kernel/crypt/crypt.h"
#include "tests/database.h"

#include <stdio.h>

enum { GOLDEN_MAX = 64 << 10 };

static Str golden(Check *c, const char *name)
{
    char path[1000];
    char *bytes = arena_get(check_ctx(c)->arena, GOLDEN_MAX);
    snprintf(path, sizeof path, GOLDEN_FOLDER "/%s", name);
    FILE *file = fopen(path, "r");
    if (!CHECK(c, bytes && file))
        return STR("");
    size_t n = fread(bytes, 1, GOLDEN_MAX - 1, file);
    fclose(file);
    bytes[n] = 0;
    return (Str){bytes, n};
}

static Str written(Check *c, Str in)
{
    Ctx *cx = check_ctx(c);
    Vtt vtt = {0};
    Buf b;
    buf_init(&b, cx->arena, 4 * VTT_MAX);
    if (!CHECK_INT(c, vtt_read(cx, in, &vtt), OK))
        check_say(c, "%s %.*s", cx->problem.code, STR_ARG(cx->problem.field));
    vtt_write(&vtt, &b);
    return buf_str(&b);
}

static void is_put_in_order(Check *c)
{
    Str out = golden(c, "captions_out.vtt");
    CHECK_STR(c, written(c, golden(c, "captions_in.vtt")), out.at);
    CHECK_STR(c, written(c, out), out.at);
}

static void lines_end_in_any_way(Check *c)
{
    static const char *const same[] = {
        "WEBVTT\n\n00:00.000 --> 00:01.000\na\nb\n",       "WEBVTT\r\n\r\n00:00.000 --> 00:01.000\r\na\r\nb\r\n",
        "WEBVTT\r\r00:00.000 --> 00:01.000\ra\rb",         "\xEF\xBB\xBFWEBVTT\tx\n\n\n\n00:00.000 --> 00:01.000\na\nb",
        "WEBVTT\n\nid\n 00:00.000\t-->\t00:01.000 \na\nb",
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        CHECK_STR(c, written(c, str_of(same[i])), "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\na\nb\n");
}

static void says_where(Check *c)
{
    static const struct {
        const char *vtt, *code, *field;
    } cases[] = {
        {"WEBVTTX\n\n00:00.000 --> 00:01.000\na", "caption.not_webvtt", "vtt:1"},
        {"1\n00:00:00,000 --> 00:00:01,000\na", "caption.not_webvtt", "vtt:1"},
        {"", "caption.bad_text", "vtt"},
        {"WEBVTT\n\n00:00.000 --> 00:01.000\n\xC3\x28", "caption.bad_text", "vtt"},
        {"WEBVTT\n\n00:00.000 --> 00:01.000\n\x01", "caption.bad_text", "vtt"},
        {"WEBVTT\n", "caption.empty", "vtt"},
        {"WEBVTT\n\n00:00.000 --> 00:01.000\n\n", "caption.empty", "vtt"},
        {"WEBVTT\n\n00:00.000 --> 00:00.000\na", "caption.bad_timing", "vtt:3"},
        {"WEBVTT\n\n00:00.000 --> 00:01.00\na", "caption.bad_timing", "vtt:3"},
        {"WEBVTT\n\n00:00.000 --> 00:60.000\na", "caption.bad_timing", "vtt:3"},
        {"WEBVTT\n\n00:00.000 --> 00:01.000x\na", "caption.bad_timing", "vtt:3"},
        {"WEBVTT\n\n00:00.000-->00:01.000\na", "caption.bad_timing", "vtt:3"},
        {"WEBVTT\n\n00:00.000 --> 100:00:00.000\na", "caption.bad_timing", "vtt:3"},
        {"WEBVTT\r\n\r\nid\r\n00:00,000 --> 00:01,000\r\na", "caption.bad_timing", "vtt:4"},
        {"WEBVTT\n\n00:00.000 --> 00:01.000\na\n00:01.000 --> 00:02.000\nb", "caption.bad_timing", "vtt:5"},
        {"WEBVTT\n\n00:01.000 --> 00:02.000\na\n\n00:00.999 --> 00:02.000\nb", "caption.out_of_order", "vtt:6"},
    };
    Ctx *cx = check_ctx(c);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Vtt vtt;
        fail_clear(cx);
        CHECK_INT(c, vtt_read(cx, str_of(cases[i].vtt), &vtt), ERR_REFUSED);
        CHECK_STR(c, str_of(cx->problem.code), cases[i].code);
        if (!CHECK_STR(c, cx->problem.field, cases[i].field))
            check_say(c, "%s", cases[i].vtt);
    }
}

static Rc read_code(Check *c, const Buf *b, const char *code)
{
    Ctx *cx = check_ctx(c);
    Vtt vtt;
    fail_clear(cx);
    Rc rc = vtt_read(cx, buf_str(b), &vtt);
    CHECK_STR(c, str_of(cx->problem.code), code);
    return rc;
}

static void limits(Check *c)
{
    Buf b;
    buf_init(&b, check_ctx(c)->arena, 2 * VTT_MAX);
    buf_put(&b, STR("WEBVTT\n\n00:00.000 --> 00:01.000\n"));
    for (int i = 0; i < VTT_CUE_MAX; i++)
        buf_put(&b, STR("é"));
    CHECK_INT(c, read_code(c, &b, NULL), OK);
    buf_put(&b, STR("é"));
    CHECK_INT(c, read_code(c, &b, "caption.cue_too_long"), ERR_LIMIT);
    buf_clear(&b);
    buf_put(&b, STR("WEBVTT\n\n"));
    for (int i = 0; i < VTT_CUES_MAX; i++)
        buf_put(&b, STR("00:00.000 --> 00:01.000\na\n\n"));
    CHECK_INT(c, read_code(c, &b, NULL), OK);
    buf_put(&b, STR("00:00.000 --> 00:01.000\na\n"));
    CHECK_INT(c, read_code(c, &b, "caption.too_many_cues"), ERR_LIMIT);
    buf_clear(&b);
    buf_put(&b, STR("WEBVTT\n\n00:00.000 --> 00:01.000\na\n\nNOTE "));
    while (b.n < VTT_MAX)
        buf_byte(&b, 'x');
    CHECK_INT(c, read_code(c, &b, NULL), OK);
    buf_byte(&b, 'x');
    CHECK_INT(c, read_code(c, &b, "caption.too_large"), ERR_LIMIT);
}

static void languages(Check *c)
{
    static const struct {
        const char *tag, *usual; /* NULL: refused */
    } cases[] = {
        {"fr", "fr"},
        {"FR", "fr"},
        {"pt-br", "pt-BR"},
        {"zh-hant-TW", "zh-Hant-TW"},
        {"es-419", "es-419"},
        {"ast", "ast"},
        {"", NULL},
        {"f", NULL},
        {"fran", NULL},
        {"fr-", NULL},
        {"-fr", NULL},
        {"fr-FR-FR", NULL},
        {"fr-FR-Latn", NULL},
        {"fr_FR", NULL},
        {"f1", NULL},
        {"fr-x-a", NULL},
        {"no-such-thing", NULL},
        {"fr-41", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Str language = STR("");
        Rc rc = caption_language(check_ctx(c), str_of(cases[i].tag), &language);
        if (!CHECK_INT(c, rc, cases[i].usual ? OK : ERR_INVALID))
            check_say(c, "%s", cases[i].tag);
        if (rc == OK && cases[i].usual)
            CHECK_STR(c, language, cases[i].usual);
    }
}

#define ONE_CUE "WEBVTT\n\n00:00.000 --> 00:01.500\nBonjour\n"

typedef struct {
    CaptionPlace at;
    Id film;
} Stage;

typedef struct {
    MediaKind kind;
    Id id;
} NewMedia;

static Rc insert(Ctx *cx, Db *db, void *arg)
{
    NewMedia *m = arg;
    MediaSpec spec = {m->kind, STR("Film"), STR("film.mp4"), 1};
    Actor by = {0};
    return media_insert(cx, db, &by, &spec, &m->id);
}

static Id media(Check *c, Db *db, MediaKind kind)
{
    NewMedia m = {.kind = kind};
    CHECK_INT(c, db_write(check_ctx(c), db, insert, &m), OK);
    return m.id;
}

static Stage open_stage(Check *c, TestDatabase *d)
{
    Stage s = {.at = {.space = database_space(c, d)}};
    s.at.db = database_open(c, d, &s.at.space);
    if (crypt_init() != OK || blob_open_folder(check_ctx(c), str_of(check_folder(c)), &s.at.blobs) != OK)
        abort();
    s.film = media(c, s.at.db, MEDIA_VIDEO);
    return s;
}

static Rc put(Check *c, Stage *s, const Id *film, const char *language, const char *vtt)
{
    CaptionSpec spec = {str_of(language), STR("Sous-titres"), CAPTION_CAPTIONS, str_of(vtt)};
    Caption out;
    fail_clear(check_ctx(c));
    return caption_put(check_ctx(c), &s->at, film, &spec, &out);
}

static void live_beside_a_film(Check *c, TestDatabase *d)
{
    Stage s = open_stage(c, d);
    Ctx *cx = check_ctx(c);
    Caption rows[MEDIA_CAPTIONS_MAX], one = {0};
    Str vtt = STR(""), key = STR("");
    size_t n = 0;
    int64_t size;
    CHECK_INT(c, put(c, &s, &s.film, "pt-br", ONE_CUE), OK);
    CHECK_INT(c, put(c, &s, &s.film, "fr", ONE_CUE), OK);
    CHECK_INT(c, put(c, &s, &s.film, "FR", ONE_CUE "\n00:01.000 --> 00:01.200\nBis"), OK); /* in its place */
    REQUIRE(c, caption_list(cx, s.at.db, &s.film, rows, &n) == OK && n == 2);
    CHECK_STR(c, rows[0].language, "fr");
    CHECK_STR(c, rows[1].language, "pt-BR");
    CHECK_INT(c, rows[0].cue_count, 2);
    CHECK_INT(c, rows[0].duration_ms, 1500);
    CHECK_INT(c, caption_read(cx, &s.at, &s.film, STR("fr"), &one, &vtt), OK);
    CHECK_STR(c, vtt, "WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nBonjour\n\n00:00:01.000 --> 00:00:01.200\nBis\n");
    CHECK_STR(c, one.label, "Sous-titres");
    REQUIRE(c, str_format(cx->arena, &key, "%s/media/%s/c-fr.vtt", s.at.space.text, s.film.text) == OK);
    CHECK_INT(c, blob_size(cx, s.at.blobs, key, &size), OK);
    CHECK_INT(c, caption_delete(cx, &s.at, &s.film, STR("fr")), OK);
    CHECK_INT(c, blob_size(cx, s.at.blobs, key, &size), ERR_MISSING);
    CHECK_INT(c, caption_delete(cx, &s.at, &s.film, STR("fr")), ERR_MISSING);
    CHECK_INT(c, caption_read(cx, &s.at, &s.film, STR("no tag"), &one, &vtt), ERR_MISSING);
    REQUIRE(c, caption_list(cx, s.at.db, &s.film, rows, &n) == OK);
    CHECK_INT(c, (int64_t)n, 1);
    blob_close(s.at.blobs);
}

static void refused(Check *c, Rc rc, Rc expected, const char *code)
{
    CHECK_INT(c, rc, expected);
    CHECK_STR(c, str_of(check_ctx(c)->problem.code), code);
}

static void are_refused(Check *c, TestDatabase *d)
{
    Stage s = open_stage(c, d);
    Id image = media(c, s.at.db, MEDIA_IMAGE), none = {"01890a5d-ac96-774b-bcce-b302099a8057"};
    refused(c, put(c, &s, &image, "fr", ONE_CUE), ERR_REFUSED, "caption.not_a_film");
    refused(c, put(c, &s, &none, "fr", ONE_CUE), ERR_MISSING, "http.missing");
    refused(c, put(c, &s, &s.film, "french", ONE_CUE), ERR_REFUSED, "caption.bad_language");
    for (int i = 0; i < MEDIA_CAPTIONS_MAX; i++)
        CHECK_INT(c, put(c, &s, &s.film, (char[]){'a', (char)('a' + i), 0}, ONE_CUE), OK);
    refused(c, put(c, &s, &s.film, "fr", ONE_CUE), ERR_REFUSED, "caption.too_many");
    CHECK_INT(c, put(c, &s, &s.film, "ab", ONE_CUE), OK); /* one that is there */
    blob_close(s.at.blobs);
}

static void each_live_beside_a_film(Check *c)
{
    database_each_engine(c, live_beside_a_film);
}

static void each_are_refused(Check *c)
{
    database_each_engine(c, are_refused);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"WebVTT is put in order: times, words and speakers stay (golden)", is_put_in_order},
        {"lines may end in any way", lines_end_in_any_way},
        {"what is wrong is told with its line", says_where},
        {"500 characters, 5000 cues and 512 kB pass and one more does not", limits},
        {"a language tag is put in its usual case, or refused", languages},
        {"captions are put, replaced, read and deleted beside their film", each_live_beside_a_film},
        {"captions of no film, of no language or of too many are refused", each_are_refused},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
