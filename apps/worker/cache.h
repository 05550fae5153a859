/* Sources already fetched, by SHA-256, in a folder of at most so many bytes: a film's chunks are cut from one download.
 * Several workers may share the folder: files appear whole, by a rename, and one that is removed while it is read stays
 * readable. */
#ifndef APPS_WORKER_CACHE_H
#define APPS_WORKER_CACHE_H

#include "base/ctx.h"

/* The file with this digest, open for reading; marks it as just used. ERR_MISSING. */
Rc cache_open(Ctx *cx, Str folder, Str sha256, int *ret_fd) MUST;

/* A file to write the source into, kept over a break of the connection, and its length so far. The caller closes it. */
Rc cache_begin(Ctx *cx, Str folder, Str sha256, int *ret_fd, int64_t *ret_size) MUST;

/* The file of cache_begin is whole: checks its digest, makes it appear, and forgets the least recently used ones until
 * the folder holds `max_bytes` at most. ERR_INVALID: it is something else; the file is gone. */
Rc cache_commit(Ctx *cx, Str folder, Str sha256, int fd, int64_t max_bytes) MUST;

#endif
