/* media: films, images and documents of a space. A row in state "preparing" is the truth; steps and jobs are its echo
 * (ARCHITECTURE §2, MEDIA §3). Bytes lie in the blob store: sources below "<space>/source/", everything that learners
 * may fetch below "<space>/media/<media>/". */
#ifndef DOMAINS_MEDIA_MEDIA_H
#define DOMAINS_MEDIA_MEDIA_H

#include "domains/access/access.h"
#include "domains/media/media_play.h"
#include "domains/media/token.h"

typedef struct BlobStore BlobStore;

typedef enum { MEDIA_VIDEO, MEDIA_IMAGE, MEDIA_DOCUMENT, MEDIA_KIND_COUNT } MediaKind;
/* Uploading: bytes are missing. Preparing: steps are under way; a film may be playable already. */
typedef enum { MEDIA_UPLOADING, MEDIA_PREPARING, MEDIA_READY, MEDIA_FAILED, MEDIA_STATE_COUNT } MediaState;
extern const char *const media_kind_names[MEDIA_KIND_COUNT + 1];
extern const char *const media_state_names[MEDIA_STATE_COUNT + 1];

enum { MEDIA_TITLE_MAX = 120, MEDIA_LIST_MAX = 200 };

typedef struct {
    Id id, owner;
    MediaKind kind;
    MediaState state;
    bool playable; /* something of it can be shown */
    Str title, file_name;
    int64_t size_bytes, received_bytes;
    Str sha256;            /* hexadecimal; empty while uploading */
    int64_t duration_ms;   /* films; as probed */
    int64_t width, height; /* as shown: rotation applied */
    int64_t page_count;    /* documents */
    double progress;       /* 0–1 of preparing */
    Str error_code;        /* failed: a code of the table, empty otherwise */
    Str poster;            /* name of the file that stands for it in lists; empty = none yet */
    int64_t created_ms, deleted_ms, version;
} Media;

typedef struct {
    MediaKind kind;
    Str title, file_name;
    int64_t size_bytes;
} MediaSpec;

/* A row whose bytes are still to come. Inside the caller's write transaction. */
Rc media_insert(Ctx *cx, Db *space, const Actor *by, const MediaSpec *spec, Id *ret) MUST;
/* All bytes are there, under media_source_key, with this digest: the first steps are written and their jobs asked for.
 * Twice is harmless. Inside the caller's write transaction; call media_wake after the commit. */
Rc media_received(Ctx *cx, Db *space, const Id *media, Str sha256) MUST;
/* Puts jobs for steps that are ready and have none. `space_id`'s database is `space`. ERR_MISSING: none, or deleted. */
Rc media_wake(Ctx *cx, Db *platform, Db *space, const Id *space_id, const Id *media) MUST;
/* Makes lost jobs again, deletes parts nobody needs and media that were deleted thirty days ago. */
Rc media_sweep(Ctx *cx, Db *platform, Db *space, const Id *space_id, BlobStore *blobs) MUST;

Rc media_get(Ctx *cx, Db *space, const Id *media, Media *ret) MUST; /* ERR_MISSING: none, or deleted */
Rc media_source_key(Ctx *cx, const Id *space_id, const Id *media, Str *ret) MUST;

/* Bytes came (upload): shown in lists. */
Rc media_set_received(Ctx *cx, Db *space, const Id *media, int64_t received_bytes) MUST;
/* From now on `user` (a draft, or a version of one) needs exactly these; with n = 0 none. What somebody needs is not
 * deleted; what is deleted already is passed over. Inside the caller's write transaction. */
Rc media_use(Ctx *cx, Db *space, const Id *user, const Id *media, size_t n) MUST;

/* The end of a media that cannot be: `code` of the table. Inside the caller's transaction. */
Rc media_fail(Ctx *cx, Db *space, const Id *media, const char *code) MUST;

/* What a browser needs to show it: see media_play.h. ERR_MISSING: no such media. Nothing playable yet: no tracks. In a
 * snapshot of its own: not inside another transaction. */
Rc media_play(Ctx *cx, Db *space, const MediaKey *key, const Id *space_id, const Id *media, MediaPlay *ret) MUST;

/* Whether a film has captions; descriptions alone are none. */
Rc media_captioned(Ctx *cx, Db *space, const Id *media, bool *ret) MUST;

/* The address of its poster, good for an hour or two; {NULL,0} = it has none. */
Rc media_poster_url(Ctx *cx, const MediaKey *key, const Id *space_id, const Media *media, Str *ret) MUST;

/* The kind of all jobs of steps; what the program does for it: media_work.h. */
#define MEDIA_JOB "media.step"

#endif
