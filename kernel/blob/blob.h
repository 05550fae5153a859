/* Blobs: bytes named by a key ("<space>/<kind>/<name>"), written under a temporary name, synced, renamed. One
 * interface; the folder is the first store behind it. */
#ifndef KERNEL_BLOB_BLOB_H
#define KERNEL_BLOB_BLOB_H

#include "kernel/crypt/crypt.h"

typedef struct BlobStore BlobStore;
typedef struct BlobWriter BlobWriter;

enum { BLOB_KEY_MAX = 200, BLOB_KEY_PARTS = 8 };

/* A folder, made when missing; temporary files that no living process writes are removed. */
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
Rc blob_delete_prefix(Ctx *cx, BlobStore *s, Str prefix) MUST;

/* The internal nginx location that sends this blob (X-Accel-Redirect). */
#define BLOB_ACCEL_LOCATION "/internal/blobs/"
Rc blob_accel_path(Ctx *cx, BlobStore *s, Str key, Str *ret) MUST;

#endif
