/* Uploads: the bytes of a media come in parts, over days and restarts (tus 1.0). The row says how many bytes are there;
 * the stage of the blob store holds them; nothing is acknowledged before both are durable. Knows nothing of HTTP. */
#ifndef DOMAINS_MEDIA_UPLOAD_H
#define DOMAINS_MEDIA_UPLOAD_H

#include "domains/media/media.h"

enum { UPLOAD_OPEN_MAX = 20 /* unfinished ones of one person */, UPLOAD_NAME_MAX = 200 };
#define UPLOAD_SIZE_MAX (INT64_C(20) << 30)
#define UPLOAD_KEEP_MS (INT64_C(7) * 24 * 3600 * 1000)

typedef struct {
    Id media, owner;
    int64_t total, offset;
    bool finished; /* offset == total, and the media is being prepared */
} Upload;

/* In whose name and where. `by` is not read by the sweep. */
typedef struct {
    Db *platform, *db;
    BlobStore *blobs;
    Id space;
    Actor by;
} UploadPlace;

typedef struct {
    Str file_name; /* 1 to UPLOAD_NAME_MAX characters */
    Str type;      /* media type as the browser says it; may be empty */
    Str title;     /* empty: the file's name without its ending */
    int64_t total;
} UploadSpec;

/* ERR_REFUSED media.empty, media.unsupported_type, upload.too_many; ERR_LIMIT media.too_large. */
Rc upload_create(Ctx *cx, const UploadPlace *at, const UploadSpec *spec, Upload *ret) MUST;
/* ERR_MISSING: none, another person's, or its media was deleted. So below. */
Rc upload_get(Ctx *cx, const UploadPlace *at, const Id *media, Upload *ret) MUST;

/* The `n` bytes of the file `path` belong at `offset`. The last ones make the media begin its preparation. ERR_CONFLICT
 * upload.wrong_offset: ask upload_get where to go on; upload.busy: another part is being written. ERR_LIMIT
 * upload.beyond_end. ERR_IO blob.full: the same part may come again later. */
typedef struct {
    int64_t offset, n;
    const char *path;
} UploadPart;
Rc upload_append(Ctx *cx, const UploadPlace *at, const Id *media, const UploadPart *part, Upload *ret) MUST;

/* Gives an unfinished one up: row, media and bytes. ERR_CONFLICT upload.finished, upload.busy. */
Rc upload_drop(Ctx *cx, const UploadPlace *at, const Id *media) MUST;

/* Finishes what is whole, drops what nobody has touched for UPLOAD_KEEP_MS. One that fails does not keep the others. */
Rc upload_sweep(Ctx *cx, const UploadPlace *at) MUST;

/* What a file is, by the ending of its name, else by its media type. ERR_MISSING: nothing we take. */
Rc upload_kind(Str file_name, Str type, MediaKind *ret) MUST;

#endif
