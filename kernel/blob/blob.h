/* Blobs: bytes named by a key ("<space>/<kind>/<name>"), written under a temporary name, synced, renamed. One
 * interface; the folder is the first store behind it. */
#ifndef KERNEL_BLOB_BLOB_H
#define KERNEL_BLOB_BLOB_H

#include "kernel/crypt/crypt.h"

typedef struct BlobStore BlobStore;
typedef struct BlobWriter BlobWriter;

enum { BLOB_KEY_MAX = 200, BLOB_KEY_PARTS = 8 };

/* A folder, made when missing; temporary files that no living process writes are removed, stages are not. */
Rc blob_open_folder(Ctx *cx, Str folder, BlobStore **ret) MUST;
void blob_close(BlobStore *s);

/* A key is 1 to 8 parts of [A-Za-z0-9._-] separated by '/', none starting with a dot, 200 bytes at most. ERR_INVALID
 * otherwise, everywhere. A prefix is a key with a '/' behind it. */

/* Writing: nothing is visible before commit; a dropped writer leaves nothing. ERR_IO, with code blob.full when the disk
 * or a quota is full; after a failed write the commit fails too. A blob of the same key is replaced. */
Rc blob_create(Ctx *cx, BlobStore *s, Str key, BlobWriter **ret) MUST;
Rc blob_write(Ctx *cx, BlobWriter *w, const void *at, size_t n) MUST;
/* Durable on return. Frees *w and empties it, failed or not. `ret_digest` and `ret_size` may be NULL. */
Rc blob_commit(Ctx *cx, BlobWriter **w, Sha256 *ret_digest, int64_t *ret_size) MUST;
void blob_drop(BlobWriter **w);
#define AUTO_BLOB __attribute__((cleanup(blob_drop))) BlobWriter *

Rc blob_put(Ctx *cx, BlobStore *s, Str key, Str bytes, Sha256 *ret_digest) MUST;
/* At most `max` bytes from byte `from` on, into the arena; fewer at the end. ERR_MISSING. */
Rc blob_read(Ctx *cx, BlobStore *s, Str key, int64_t from, size_t max, Str *ret) MUST;
Rc blob_size(Ctx *cx, BlobStore *s, Str key, int64_t *ret) MUST; /* ERR_MISSING */
Rc blob_delete(Ctx *cx, BlobStore *s, Str key) MUST;             /* OK when not there */
/* Every key that starts with `prefix` ("<space>/"); order undefined. What `visit` does not answer OK to ends the walk
 * and is handed on. */
typedef Rc (*BlobVisit)(Ctx *cx, Str key, int64_t size, void *arg);
Rc blob_each(Ctx *cx, BlobStore *s, Str prefix, BlobVisit visit, void *arg) MUST;
Rc blob_delete_prefix(Ctx *cx, BlobStore *s, Str prefix) MUST; /* stages below it too */

/* Staged blobs: appended in parts, over days and restarts, and seen by nobody before they are committed. The caller's
 * row says how long the stage is (the truth); bytes behind that, whose acknowledgement was lost, are overwritten. */
/* Appends the `n` bytes of the file `path` at `offset`. Durable on return. ERR_CONFLICT: the stage is shorter than
 * `offset`. ERR_IO with code blob.full. */
Rc blob_stage_append(Ctx *cx, BlobStore *s, Str key, int64_t offset, const char *path, int64_t n) MUST;
/* Makes exactly the first `size` bytes the blob `key`. OK too when it was committed before with that size.
 * ERR_MISSING: no stage; ERR_CONFLICT: shorter than `size`. */
Rc blob_stage_commit(Ctx *cx, BlobStore *s, Str key, int64_t size) MUST;
Rc blob_stage_drop(Ctx *cx, BlobStore *s, Str key) MUST; /* OK when not there */

/* One at a time: held across threads and processes, gone with its holder. For callers whose row and bytes must not
 * interleave with another's; the functions above do not ask for it. ERR_BUSY: somebody has it. The empty stage that it
 * may make is dropped like any other. */
typedef struct {
    bool held;
    int fd;
} BlobStageLock;
Rc blob_stage_lock(Ctx *cx, BlobStore *s, Str key, BlobStageLock *ret) MUST;
void blob_stage_unlock(BlobStageLock *l);
#define AUTO_BLOB_STAGE_LOCK __attribute__((cleanup(blob_stage_unlock))) BlobStageLock

/* The internal nginx location that sends this blob (X-Accel-Redirect). */
#define BLOB_ACCEL_LOCATION "/internal/blobs/"
Rc blob_accel_path(Ctx *cx, BlobStore *s, Str key, Str *ret) MUST;

#endif
