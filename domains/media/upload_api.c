/* Headers of tus 1.0 in, rules called, headers out. What the protocol says is told in
 * tus.io/protocols/resumable-upload.
 */
#include "domains/media/upload_api.h"

#include "domains/access/access_api.h"
#include "domains/media/upload.h"
#include "domains/media/upload_metadata.h"
#include "kernel/http/api.h"

#include <inttypes.h>

#define TUS_VERSION "1.0.0"

typedef struct {
    Id media_id;
    int64_t offset, total;
    bool finished;
} UploadShown;

static const Member upload_members[] = {
    MEMBER_ID(UploadShown, media_id, "The media that these bytes become"),
    MEMBER_INT(UploadShown, offset, 0, UPLOAD_SIZE_MAX, "Bytes received: the next part begins here"),
    MEMBER_INT(UploadShown, total, 1, UPLOAD_SIZE_MAX, "Bytes of the whole file"),
    MEMBER_BOOL(UploadShown, finished, "All bytes are there and the media is being prepared"),
};
static SHAPE(upload_shape, "Upload", UploadShown, upload_members, "A file that comes in parts");

static Rc place(Req *q, UploadPlace *ret)
{
    *ret = (UploadPlace){.db = q->db, .blobs = q->api->blobs, .space = q->who.space, .by = access_actor(q)};
    return store_platform(q->cx, q->stores, &ret->platform);
}

/* Every reply says which version is spoken; a request that speaks another one is told which ones there are. Asking
 * needs no version: browsers and people look too. */
static Rc speak(Req *q, Reply *r, bool required)
{
    Str version = q->in->tus_resumable;
    reply_header(r, "Tus-Resumable", STR(TUS_VERSION));
    if (str_equal(version, STR(TUS_VERSION)) || (!required && version.n == 0))
        return OK;
    reply_header(r, "Tus-Version", STR(TUS_VERSION));
    return fail(q->cx, ERR_STALE, "upload.version", "Tus-Resumable");
}

/* A number of bytes in a header, which must be there. */
static Rc header_number(Req *q, Str value, const char *name, int64_t *ret)
{
    if (value.n == 0)
        return fail(q->cx, ERR_INVALID, "http.required", name);
    if (str_i64(value, ret) != OK || *ret < 0)
        return fail(q->cx, ERR_INVALID, "http.malformed", name);
    return OK;
}

static Rc put_number(Req *q, Reply *r, const char *name, int64_t value)
{
    Str text;
    TRY(str_format(q->cx->arena, &text, "%" PRId64, value));
    reply_header(r, name, text);
    return OK;
}

static Rc give(Req *q, Reply *r, const Upload *u)
{
    UploadShown *out = arena_get(q->cx->arena, sizeof *out);
    if (!out)
        return ERR_NOMEM;
    *out = (UploadShown){u->media, u->offset, u->total, u->finished};
    r->object = out;
    return put_number(q, r, "Upload-Offset", u->offset);
}

static Rc ask(Req *q, Reply *r)
{
    reply_header(r, "Tus-Resumable", STR(TUS_VERSION));
    reply_header(r, "Tus-Version", STR(TUS_VERSION));
    reply_header(r, "Tus-Extension", STR("creation,termination"));
    return put_number(q, r, "Tus-Max-Size", UPLOAD_SIZE_MAX);
}

static Rc create(Req *q, Reply *r)
{
    UploadPlace at;
    UploadMetadata metadata;
    UploadSpec spec = {0};
    Upload u;
    TRY(speak(q, r, true));
    TRY(header_number(q, q->in->upload_length, "Upload-Length", &spec.total));
    TRY(upload_metadata(q->cx, q->in->upload_metadata, &metadata));
    if (metadata.file_name.n == 0)
        return fail(q->cx, ERR_INVALID, "http.required", "filename");
    spec.file_name = metadata.file_name;
    spec.type = metadata.type;
    spec.title = metadata.title;
    TRY(place(q, &at));
    TRY(upload_create(q->cx, &at, &spec, &u));
    TRY(str_format(q->cx->arena, &r->location, "/api/v1/uploads/%s", u.media.text));
    return give(q, r, &u);
}

static Rc get(Req *q, Reply *r)
{
    UploadPlace at;
    Id media;
    Upload u;
    TRY(speak(q, r, false));
    TRY(req_id(q, 0, &media));
    TRY(place(q, &at));
    TRY(upload_get(q->cx, &at, &media, &u));
    TRY(put_number(q, r, "Upload-Length", u.total));
    return give(q, r, &u);
}

static Rc append(Req *q, Reply *r)
{
    UploadPlace at;
    UploadPart part = {.n = q->in->body_file_size, .path = q->in->body_file.at};
    Id media;
    Upload u;
    TRY(speak(q, r, true));
    TRY(req_id(q, 0, &media));
    TRY(header_number(q, q->in->upload_offset, "Upload-Offset", &part.offset));
    TRY(place(q, &at));
    TRY(upload_append(q->cx, &at, &media, &part, &u));
    return put_number(q, r, "Upload-Offset", u.offset);
}

static Rc drop(Req *q, Reply *r)
{
    UploadPlace at;
    Id media;
    TRY(speak(q, r, true));
    TRY(req_id(q, 0, &media));
    TRY(place(q, &at));
    return upload_drop(q->cx, &at, &media);
}

static const char *const create_codes[] = {
    "upload.version", "http.required",   "http.out_of_range",      "http.bad_utf8",   "http.bad_text",
    "media.empty",    "media.too_large", "media.unsupported_type", "upload.too_many", NULL};
static const char *const get_codes[] = {"upload.version", NULL};
static const char *const append_codes[] = {"upload.version",    "http.required", "upload.wrong_offset",
                                           "upload.beyond_end", "upload.busy",   NULL};
static const char *const drop_codes[] = {"upload.version", "upload.finished", "upload.busy", NULL};

static const Route routes[] = {
    ROUTE("OPTIONS", "/api/v1/uploads", ask, RIGHT_GRAIN_EDIT, "Ask which tus protocol is spoken"),
    ROUTE("POST", "/api/v1/uploads", create, RIGHT_GRAIN_EDIT, "Announce a film, an image or a document (tus creation)",
          .status = 201, .reply = &upload_shape, .codes = create_codes),
    ROUTE("GET", "/api/v1/uploads/{media_id}", get, RIGHT_GRAIN_EDIT, "Read how much of an upload is there",
          .reply = &upload_shape, .codes = get_codes),
    ROUTE("PATCH", "/api/v1/uploads/{media_id}", append, RIGHT_GRAIN_EDIT, "Add the next bytes of an upload",
          .flags = ROUTE_FILE_BODY, .body_type = "application/offset+octet-stream", .codes = append_codes),
    ROUTE("DELETE", "/api/v1/uploads/{media_id}", drop, RIGHT_GRAIN_EDIT, "Give an unfinished upload up",
          .codes = drop_codes),
    {0},
};

static const ErrorCode errors[] = {
    {"upload.version", ERR_STALE, "The tus protocol is spoken in version 1.0.0 here"},
    {"upload.too_many", ERR_REFUSED, "Twenty uploads of this person are unfinished: end or drop one first"},
    {"upload.wrong_offset", ERR_CONFLICT, "The part does not begin where the upload stands: ask for its offset"},
    {"upload.beyond_end", ERR_LIMIT, "The part goes beyond the announced length"},
    {"upload.busy", ERR_CONFLICT, "Another part of this upload is being written"},
    {"upload.finished", ERR_CONFLICT, "The upload is finished: delete the media instead"},
    {0},
};

const Surface upload_surface = {"upload", routes, errors, NULL};
