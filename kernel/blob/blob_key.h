/* Which names a blob may have. Private to this folder. */
#ifndef KERNEL_BLOB_BLOB_KEY_H
#define KERNEL_BLOB_BLOB_KEY_H

#include "kernel/blob/blob.h"

typedef struct {
    char text[BLOB_KEY_MAX + 1];
    size_t n;
} BlobKey;

Rc blob_key(Str s, BlobKey *ret) MUST;
Rc blob_prefix(Str s, BlobKey *ret) MUST; /* without its last '/' */

#endif
