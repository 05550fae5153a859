/* Shapes and handlers of captions. */
#include "domains/media/caption_api.h"

#include "domains/access/access_api.h"
#include "domains/media/caption.h"
#include "domains/media/media.h"
#include "domains/media/token.h"
#include "domains/media/vtt.h"
#include "kernel/http/api.h"

#define TIME_MAX_MS (INT64_C(100) * 3600 * 1000)
enum { ADDRESS_MAX = 400, WRITTEN_MAX = 4 * VTT_MAX };

typedef struct {
    Str language, label, url;
    int kind;
    int64_t cue_count, duration_ms, changed_ms;
    Str vtt; /* only when one is read */
} CaptionShown;

#define SHOWN_MEMBERS                                                                                \
    MEMBER_TEXT(CaptionShown, language, TEXT_TOKEN, 2, CAPTION_LANGUAGE_MAX, "BCP 47"),              \
        MEMBER_TEXT(CaptionShown, label, TEXT_LINE, 1, CAPTION_LABEL_MAX, "As the player shows it"), \
        MEMBER_ENUM(CaptionShown, kind, caption_kind_names, "What is said, or what is seen"),        \
        MEMBER_INT(CaptionShown, cue_count, 0, VTT_CUES_MAX, "Cues"),                                \
        MEMBER_INT(CaptionShown, duration_ms, 0, TIME_MAX_MS, "End of the last cue"),                \
        MEMBER_TIME(CaptionShown, changed_ms, "When they were last put"),                            \
        MEMBER_TEXT(CaptionShown, url, TEXT_LINE, 1, ADDRESS_MAX, "Where players fetch them, for an hour or two")

static const Member row_members[] = {SHOWN_MEMBERS};
static SHAPE(row_shape, "Caption", CaptionShown, row_members, "Captions in one language");

static const Member caption_members[] = {
    SHOWN_MEMBERS,
    MEMBER_TEXT(CaptionShown, vtt, TEXT_BLOCK, 1, WRITTEN_MAX, "WebVTT, as it was put in order"),
};
static SHAPE(caption_shape, "CaptionDocument", CaptionShown, caption_members,
             "Captions in one language, with their text");

typedef struct {
    ListOf(CaptionShown) items;
    bool has_next_cursor;
    Str next_cursor;
    int64_t total;
} CaptionList;

static const Member list_members[] = {
    MEMBER_LIST(CaptionList, items, row_shape, MEDIA_CAPTIONS_MAX, "By language"),
    NULLABLE(CaptionList, next_cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = 1,
             .doc = "Always null: one page holds them all"),
    MEMBER_INT(CaptionList, total, 0, MEDIA_CAPTIONS_MAX, "Languages"),
};
static SHAPE(list_shape, "CaptionList", CaptionList, list_members, "The captions of a film");

typedef struct {
    Str label, vtt;
    int kind;
} CaptionPut;

static const Member put_members[] = {
    MEMBER_TEXT(CaptionPut, label, TEXT_LINE, 1, CAPTION_LABEL_MAX, "As the player shows it"),
    MEMBER_ENUM(CaptionPut, kind, caption_kind_names, "What is said, or what is seen"),
    MEMBER_TEXT(CaptionPut, vtt, TEXT_BLOCK, 1, CAPTION_VTT_MAX,
                "WebVTT: up to 5000 cues in order, 500 characters each"),
};
static SHAPE(put_shape, "CaptionSpec", CaptionPut, put_members, "Captions to put");

static CaptionPlace place(const Req *q)
{
    return (CaptionPlace){.db = q->db, .blobs = q->api->blobs, .space = q->who.space, .by = access_actor(q)};
}

static Rc show(Req *q, const Id *media, const Caption *c, CaptionShown *ret)
{
    Str file;
    *ret = (CaptionShown){.language = c->language,
                          .label = c->label,
                          .kind = (int)c->kind,
                          .cue_count = c->cue_count,
                          .duration_ms = c->duration_ms,
                          .changed_ms = c->changed_ms};
    TRY(caption_file(q->cx, c->language, &file));
    return media_address(q->cx, q->api->media_key, &q->who.space, media, file, &ret->url);
}

static Rc list(Req *q, Reply *r)
{
    Caption rows[MEDIA_CAPTIONS_MAX];
    CaptionList *out = arena_get(q->cx->arena, sizeof *out);
    Id media;
    Media m;
    size_t n = 0;
    if (!out)
        return ERR_NOMEM;
    TRY(req_id(q, 0, &media));
    TRY(media_get(q->cx, q->db, &media, &m));
    TRY(caption_list(q->cx, q->db, &media, rows, &n));
    out->items.at = arena_array(q->cx->arena, n, sizeof *out->items.at);
    if (!out->items.at)
        return ERR_NOMEM;
    for (; out->items.n < n; out->items.n++)
        TRY(show(q, &media, &rows[out->items.n], &out->items.at[out->items.n]));
    out->total = (int64_t)n;
    r->object = out;
    return OK;
}

static Rc get(Req *q, Reply *r)
{
    CaptionShown *out = arena_get(q->cx->arena, sizeof *out);
    CaptionPlace at = place(q);
    Caption c;
    Id media;
    Str vtt;
    if (!out)
        return ERR_NOMEM;
    TRY(req_id(q, 0, &media));
    TRY(caption_read(q->cx, &at, &media, q->parts[1], &c, &vtt));
    TRY(show(q, &media, &c, out));
    out->vtt = vtt;
    r->object = out;
    return OK;
}

static Rc put(Req *q, Reply *r)
{
    const CaptionPut *in = q->body;
    CaptionSpec spec = {.language = q->parts[1], .label = in->label, .kind = (CaptionKind)in->kind, .vtt = in->vtt};
    CaptionShown *out = arena_get(q->cx->arena, sizeof *out);
    CaptionPlace at = place(q);
    Caption c;
    Id media;
    if (!out)
        return ERR_NOMEM;
    TRY(req_id(q, 0, &media));
    TRY(caption_put(q->cx, &at, &media, &spec, &c));
    TRY(show(q, &media, &c, out));
    r->object = out;
    return OK;
}

static Rc delete (Req *q, Reply *r)
{
    CaptionPlace at = place(q);
    Id media;
    (void)r;
    TRY(req_id(q, 0, &media));
    return caption_delete(q->cx, &at, &media, q->parts[1]);
}

static const char *const put_codes[] = {"caption.not_a_film",    "caption.bad_language", "caption.too_many",
                                        "caption.too_large",     "caption.bad_text",     "caption.not_webvtt",
                                        "caption.bad_timing",    "caption.out_of_order", "caption.cue_too_long",
                                        "caption.too_many_cues", "caption.empty",        NULL};

static const Route routes[] = {
    ROUTE("GET", "/api/v1/media/{media_id}/captions", list, RIGHT_GRAIN_EDIT, "List the captions of a film",
          .reply = &list_shape),
    ROUTE("GET", "/api/v1/media/{media_id}/captions/{language}", get, RIGHT_GRAIN_EDIT,
          "Read the captions of a film in one language", .reply = &caption_shape),
    ROUTE("PUT", "/api/v1/media/{media_id}/captions/{language}", put, RIGHT_GRAIN_EDIT,
          "Add or replace the captions of a film in one language", .flags = ROUTE_LARGE_BODY, .body = &put_shape,
          .reply = &row_shape, .codes = put_codes),
    ROUTE("DELETE", "/api/v1/media/{media_id}/captions/{language}", delete, RIGHT_GRAIN_EDIT,
          "Delete the captions of a film in one language"),
    {0},
};

static const ErrorCode errors[] = {
    {"caption.not_a_film", ERR_REFUSED, "Only films have captions"},
    {"caption.bad_language", ERR_REFUSED, "The language is a tag such as fr or pt-BR"},
    {"caption.too_many", ERR_REFUSED, "The film has captions in twenty languages already"},
    {"caption.too_large", ERR_LIMIT, "The captions are larger than 512 kB"},
    {"caption.bad_text", ERR_REFUSED, "The captions are not UTF-8 text"},
    {"caption.not_webvtt", ERR_REFUSED, "The first line is not WEBVTT"},
    {"caption.bad_timing", ERR_REFUSED, "A line of times is malformed, or ends before it begins"},
    {"caption.out_of_order", ERR_REFUSED, "A cue begins before the one above it"},
    {"caption.cue_too_long", ERR_LIMIT, "A cue has more than 500 characters"},
    {"caption.too_many_cues", ERR_LIMIT, "There are more than 5000 cues"},
    {"caption.empty", ERR_REFUSED, "There is no cue with words in it"},
    {0},
};

const Surface caption_surface = {"caption", routes, errors, NULL};
