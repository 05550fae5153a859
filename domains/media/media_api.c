/* Handlers and shapes of the library. */
#include "domains/media/media_api.h"

#include "domains/access/access_api.h"
#include "domains/media/library.h"
#include "domains/media/media_hls.h"
#include "kernel/http/cursor.h"
#include "kernel/json/member.h"

#include <stddef.h>

enum { LIMIT_STANDARD = 50, SEARCH_MAX = 120, FILE_NAME_CHARACTERS = 255, URL_MAX = 400, CODE_MAX = 80, ALL = -1 };

typedef struct {
    Id id;
    int kind, state;
    bool playable, has_owner_id, has_error_code, has_poster_url;
    Id owner_id;
    Str title, file_name, error_code, poster_url;
    int64_t size_bytes, received_bytes, duration_ms, width, height, page_count, created_ms, version;
    double progress;
} MediaShown;

static const Member media_members[] = {
    MEMBER_ID(MediaShown, id, "Stable identity"),
    MEMBER_ENUM(MediaShown, kind, media_kind_names, "What it is"),
    MEMBER_ENUM(MediaShown, state, media_state_names, "How far it is"),
    MEMBER_BOOL(MediaShown, playable, "Something of it can be shown; a film may be while it is still preparing"),
    NULLABLE(MediaShown, owner_id, MEMBER_KIND_ID, .doc = "Who brought it; null: the program"),
    MEMBER_TEXT(MediaShown, title, TEXT_LINE, 1, MEDIA_TITLE_MAX, "Shown in lists"),
    MEMBER_TEXT(MediaShown, file_name, TEXT_LINE, 0, FILE_NAME_CHARACTERS, "As it was called where it came from"),
    MEMBER_INT(MediaShown, size_bytes, 0, INT64_MAX, "Of the file"),
    MEMBER_INT(MediaShown, received_bytes, 0, INT64_MAX, "Bytes that came so far"),
    MEMBER_INT(MediaShown, duration_ms, 0, INT64_MAX, "Of a film; 0 = not known yet"),
    MEMBER_INT(MediaShown, width, 0, INT64_MAX, "Pixels as shown; 0 = not known yet"),
    MEMBER_INT(MediaShown, height, 0, INT64_MAX, "Pixels as shown; 0 = not known yet"),
    MEMBER_INT(MediaShown, page_count, 0, MEDIA_PAGES_MAX, "Of a document; 0 = not known yet"),
    MEMBER_NUMBER(MediaShown, progress, 0, 1, "Share of the preparation that is done"),
    NULLABLE(MediaShown, error_code, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CODE_MAX,
             .doc = "Why it failed"),
    NULLABLE(MediaShown, poster_url, MEMBER_KIND_TEXT, .text = TEXT_LINE, .min = 1, .max = URL_MAX,
             .doc = "A picture that stands for it; good for an hour or two"),
    MEMBER_TIME(MediaShown, created_ms, "When it was brought"),
    MEMBER_INT(MediaShown, version, 1, INT64_MAX, "For If-Match"),
};
static SHAPE(media_shape, "Media", MediaShown, media_members, "A film, an image or a document");

typedef struct {
    ListOf(MediaShown) items;
    bool has_next_cursor;
    Str next_cursor;
    int64_t total;
} ListReply;

static const Member list_members[] = {
    MEMBER_LIST(ListReply, items, media_shape, MEDIA_LIST_MAX, "Newest first"),
    NULLABLE(ListReply, next_cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_TEXT_MAX,
             .doc = "For the next page; null on the last one"),
    MEMBER_INT(ListReply, total, 0, INT64_MAX, "Media that match"),
};
static SHAPE(list_shape, "MediaList", ListReply, list_members, "A page of media");

typedef struct {
    bool has_search, has_kind, has_state, has_cursor, has_limit;
    Str search, cursor;
    int kind, state;
    int64_t limit;
} ListQuery;

static const Member query_members[] = {
    OPTIONAL(ListQuery, search, MEMBER_KIND_TEXT, .text = TEXT_LINE, .min = 0, .max = SEARCH_MAX,
             .doc = "Part of the title"),
    OPTIONAL(ListQuery, kind, MEMBER_KIND_ENUM, .names = media_kind_names, .doc = "Only these"),
    OPTIONAL(ListQuery, state, MEMBER_KIND_ENUM, .names = media_state_names, .doc = "Only these"),
    OPTIONAL(ListQuery, cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_TEXT_MAX,
             .doc = "next_cursor of the page before"),
    OPTIONAL(ListQuery, limit, MEMBER_KIND_INT, .min = 1, .max = MEDIA_LIST_MAX, .doc = "Rows of a page"),
};
static SHAPE(query_shape, NULL, ListQuery, query_members, "Which media");

typedef struct {
    Str title;
} MediaPatch;

static const Member patch_members[] = {
    MEMBER_TEXT(MediaPatch, title, TEXT_LINE, 1, MEDIA_TITLE_MAX, "Shown in lists"),
};
static SHAPE(patch_shape, "MediaPatch", MediaPatch, patch_members, "What to change");

static Rc shown(Req *q, const Media *m, MediaShown *ret)
{
    MediaShown s = {.id = m->id,
                    .kind = (int)m->kind,
                    .state = (int)m->state,
                    .playable = m->playable,
                    .has_owner_id = !id_none(&m->owner),
                    .owner_id = m->owner,
                    .title = m->title,
                    .file_name = m->file_name,
                    .size_bytes = m->size_bytes,
                    .received_bytes = m->received_bytes,
                    .duration_ms = m->duration_ms,
                    .width = m->width,
                    .height = m->height,
                    .page_count = m->page_count,
                    .progress = m->progress,
                    .has_error_code = m->error_code.n > 0,
                    .error_code = m->error_code,
                    .has_poster_url = m->poster.n > 0,
                    .created_ms = m->created_ms,
                    .version = m->version};
    TRY(media_poster_url(q->cx, q->api->media_key, &q->who.space, m, &s.poster_url));
    *ret = s;
    return OK;
}

static Rc give(Req *q, Reply *r, const Media *m)
{
    MediaShown *out = arena_get(q->cx->arena, sizeof *out);
    if (!out)
        return ERR_NOMEM;
    TRY(shown(q, m, out));
    r->object = out;
    r->version = m->version;
    return OK;
}

static Rc place(Req *q, MediaPlace *ret)
{
    MediaPlace at = {.space = q->db, .space_id = q->who.space, .by = access_actor(q)};
    TRY(store_platform(q->cx, q->stores, &at.platform));
    *ret = at;
    return OK;
}

static Rc list_media(Req *q, Reply *r)
{
    const ListQuery *in = q->query;
    MediaList page;
    MediaQuery query = {.search = in->has_search ? in->search : STR(""),
                        .kind = in->has_kind ? in->kind : ALL,
                        .state = in->has_state ? in->state : ALL,
                        .from_start = !in->has_cursor,
                        .limit = in->has_limit ? in->limit : LIMIT_STANDARD};
    if (in->has_cursor)
        TRY(cursor_read_number(q->cx, in->cursor, &query.after_ms, &query.after));
    TRY(library_list(q->cx, q->db, &query, &page));
    ListReply *out = arena_get(q->cx->arena, sizeof *out);
    MediaShown *items = arena_array(q->cx->arena, page.n, sizeof *items);
    if (!out || !items)
        return ERR_NOMEM;
    for (size_t i = 0; i < page.n; i++)
        TRY(shown(q, &page.at[i], &items[i]));
    out->items.at = items;
    out->items.n = page.n;
    out->total = page.total;
    out->has_next_cursor = page.more;
    if (page.more) {
        const Media *last = &page.at[page.n - 1];
        TRY(cursor_write_number(q->cx, last->created_ms, &last->id, &out->next_cursor));
    }
    r->object = out;
    r->etag_of_body = true; /* the library polls while something is being prepared */
    return OK;
}

static Rc get_media(Req *q, Reply *r)
{
    Id id;
    Media m;
    TRY(req_id(q, 0, &id));
    TRY(media_get(q->cx, q->db, &id, &m));
    return give(q, r, &m);
}

static Rc change_media(Req *q, Reply *r)
{
    const MediaPatch *in = q->body;
    Id id;
    Media m;
    TRY(req_id(q, 0, &id));
    TRY(library_rename(q->cx, q->db, &id, q->if_match, in->title, &m));
    return give(q, r, &m);
}

static Rc delete_media(Req *q, Reply *r)
{
    Id id;
    MediaPlace at;
    (void)r;
    TRY(req_id(q, 0, &id));
    TRY(place(q, &at));
    return library_delete(q->cx, &at, &id);
}

static Rc restore_media(Req *q, Reply *r)
{
    Id id;
    MediaPlace at;
    Media m;
    TRY(req_id(q, 0, &id));
    TRY(place(q, &at));
    TRY(library_restore(q->cx, &at, &id, &m));
    return give(q, r, &m);
}

static Rc retry_media(Req *q, Reply *r)
{
    Id id;
    MediaPlace at;
    Media m;
    TRY(req_id(q, 0, &id));
    TRY(place(q, &at));
    TRY(library_retry(q->cx, &at, &id, &m));
    return give(q, r, &m);
}

static Rc play_media(Req *q, Reply *r)
{
    Id id;
    MediaPlay *out = arena_get(q->cx->arena, sizeof *out);
    if (!out)
        return ERR_NOMEM;
    TRY(req_id(q, 0, &id));
    TRY(media_play(q->cx, q->db, q->api->media_key, &q->who.space, &id, out));
    r->object = out;
    r->etag_of_body = true; /* players poll while rungs are coming */
    return OK;
}

static const char *const cursor_codes[] = {"http.bad_cursor", NULL};
static const char *const stale_codes[] = {"http.stale", NULL};
static const char *const retry_codes[] = {"media.not_failed", "media.source_missing", NULL};

static const char *const in_use_codes[] = {"media.in_use", NULL};

static const Route routes[] = {
    ROUTE("GET", "/api/v1/media", list_media, RIGHT_GRAIN_EDIT, "List films, images and documents",
          .query = &query_shape, .reply = &list_shape, .codes = cursor_codes),
    ROUTE("GET", "/api/v1/media/{media_id}", get_media, RIGHT_GRAIN_EDIT, "Read a media", .reply = &media_shape),
    ROUTE("PATCH", "/api/v1/media/{media_id}", change_media, RIGHT_GRAIN_EDIT, "Change the title of a media",
          .flags = ROUTE_NEEDS_MATCH, .body = &patch_shape, .reply = &media_shape, .codes = stale_codes),
    ROUTE("DELETE", "/api/v1/media/{media_id}", delete_media, RIGHT_GRAIN_EDIT,
          "Delete a media that no grain needs; it can be restored for 30 days", .codes = in_use_codes),
    ROUTE("POST", "/api/v1/media/{media_id}/restore", restore_media, RIGHT_GRAIN_EDIT, "Restore a deleted media",
          .reply = &media_shape),
    ROUTE("POST", "/api/v1/media/{media_id}/retry", retry_media, RIGHT_GRAIN_EDIT, "Prepare a media that failed again",
          .reply = &media_shape, .codes = retry_codes),
    ROUTE("GET", "/api/v1/media/{media_id}/play", play_media, RIGHT_GRAIN_EDIT, "Read what a player needs of a media",
          .reply = &media_play_shape),
    ROUTE("GET", "/media/{token}/{media_id}/{name}", media_hls_route, RIGHT_PUBLIC, "Read a playlist of a film",
          .reply_type = HLS_TYPE),
    {0},
};

static const ErrorCode errors[] = {
    {"media.not_a_film", ERR_REFUSED, "This file is not a film that can be read"},
    {"media.truncated", ERR_REFUSED, "The film ends in the middle: the file is not whole"},
    {"media.no_picture_no_sound", ERR_REFUSED, "The film has neither picture nor sound"},
    {"media.unsupported_codec", ERR_REFUSED, "The film is coded in a way that is not supported"},
    {"media.too_long", ERR_REFUSED, "The film is longer than twelve hours"},
    {"media.too_large_picture", ERR_REFUSED, "The picture is larger than 8192 pixels on a side"},
    {"media.not_an_image", ERR_REFUSED, "This file is not an image that can be read"},
    {"media.too_many_pixels", ERR_REFUSED, "The image has more than 80 million pixels"},
    {"media.not_a_pdf", ERR_REFUSED, "This file is not a PDF document that can be read"},
    {"media.encrypted_pdf", ERR_REFUSED, "The document is protected by a password"},
    {"media.too_many_pages", ERR_REFUSED, "The document has more than 200 pages"},
    {"media.empty", ERR_REFUSED, "The file is empty"},
    {"media.unsupported_type", ERR_REFUSED, "Files of this type are not supported"},
    {"media.step_failed", ERR_REFUSED, "The preparation failed three times"},
    {"media.too_large", ERR_LIMIT, "The file is larger than 20 GiB"},
    {"media.disk_full", ERR_IO, "There was no room left on the server"},
    {"media.cancelled", ERR_CONFLICT, "The preparation was stopped"},
    {"media.in_use", ERR_CONFLICT, "A grain or a module that was distributed needs this media"},
    {"media.not_failed", ERR_CONFLICT, "Only a media that failed can be prepared again"},
    {"media.source_missing", ERR_CONFLICT, "Not all of the file came; send it again"},
    {"media.bad_result", ERR_INVALID, "The result of a step is not what it must be"},
    {"media.bad_output", ERR_REFUSED, "The step has no output of this name"},
    {0},
};

const Surface media_surface = {.name = "media", .routes = routes, .errors = errors};
