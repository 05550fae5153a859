/* What the files of the folder store share: the store itself, durable folders, outcomes. Private to this folder. */
#ifndef KERNEL_BLOB_BLOB_FOLDER_H
#define KERNEL_BLOB_BLOB_FOLDER_H

#include "kernel/blob/blob_key.h"

#define STAGE_FOLDER ".stage" /* a name no key can have */
enum { BLOB_FILE_MODE = 0640 };

struct BlobStore {
    int root;
};

/* ERR_IO for an errno; with code blob.full when it says that there is no room. */
Rc blob_io_failed(Ctx *cx, int cause) MUST;
/* Asked before each write: true, with errno set, when a test lets the disk be full now. */
bool blob_disk_full(void);
/* fsync, once: errno tells why not. */
bool blob_synced(int fd) MUST;

/* Make what was created, renamed or removed in a folder last. Paths are relative to `root`. */
Rc blob_sync_folder(Ctx *cx, int root, const char *folder) MUST;
Rc blob_sync_parent(Ctx *cx, int root, const char *path) MUST;
/* One folder, or all that a key needs, durably; OK when they are there. */
Rc blob_make_folder(Ctx *cx, int root, const char *path) MUST;
Rc blob_make_parents(Ctx *cx, int root, const BlobKey *key) MUST;

/* Drops every stage whose key lies below `folder`. */
Rc blob_stage_drop_below(Ctx *cx, BlobStore *s, const BlobKey *folder) MUST;

#endif
