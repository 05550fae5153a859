/* Small files of the running program: made whole or not at all, readable by their owner. */
#ifndef APPS_KAIR_FILES_H
#define APPS_KAIR_FILES_H

#include "base/ctx.h"

/* Makes the folder and those above it, mode 0700. OK when it is there. ERR_IO; errno says why. */
Rc folder_make(const char *path) MUST;

/* Writes under a temporary name, syncs, renames; mode 0600. ERR_IO; errno says why. */
Rc file_write(Ctx *cx, const char *path, Str bytes) MUST;

/* The whole file, at most `max` bytes, terminated. ERR_MISSING when there is none, ERR_LIMIT, ERR_IO. */
Rc file_read(Ctx *cx, const char *path, size_t max, Str *ret) MUST;

void fd_close(int *fd); /* -1 = none */
#define AUTO_FD __attribute__((cleanup(fd_close))) int

#endif
