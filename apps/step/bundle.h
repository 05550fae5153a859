/* The outputs of a step: slices of one file (fd 5), written one after the other, each with its SHA-256. The worker
 * takes them apart again. */
#ifndef APPS_STEP_BUNDLE_H
#define APPS_STEP_BUNDLE_H

#include "base/ctx.h"
#include "kernel/crypt/crypt.h"
#include "kernel/json/member.h"

enum { BUNDLE_FILES_MAX = 2000, BUNDLE_NAME_MAX = 60 };

typedef struct {
    Str name; /* A-Z a-z 0-9 . _ - */
    int64_t offset, size;
    Str sha256; /* hexadecimal */
} StepFile;

extern const Shape step_file_shape;
#define STEP_FILES(S) MEMBER_LIST(S, files, step_file_shape, BUNDLE_FILES_MAX, "Slices of the output file")

typedef struct Bundle Bundle;

/* Over the descriptor `fd`, which stays the caller's, at its beginning. */
Rc bundle_new(int fd, Bundle **ret) MUST;
void bundle_free(Bundle *b); /* accepts NULL */

/* One slice at a time: begin, append as often as needed, end. Between them nothing else may be written. ERR_IO: the
 * disk is full or the size limit is reached. ERR_LIMIT: one file too many. ERR_INVALID: the name. */
Rc bundle_begin(Bundle *b, Str name) MUST;
Rc bundle_append(Bundle *b, Str bytes) MUST;
Rc bundle_end(Ctx *cx, Bundle *b, StepFile *ret) MUST; /* `ret` may be NULL */

/* All three at once. */
Rc bundle_put(Ctx *cx, Bundle *b, Str name, Str bytes, StepFile *ret) MUST;

/* What was written, in order; items are the bundle's and live as long as it. */
const StepFile *bundle_files(const Bundle *b, size_t *ret_count);

#endif
