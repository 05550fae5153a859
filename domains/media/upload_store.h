/* Rows of uploads. Knows no rule. Private to this domain. */
#ifndef DOMAINS_MEDIA_UPLOAD_STORE_H
#define DOMAINS_MEDIA_UPLOAD_STORE_H

#include "domains/media/upload.h"
#include "kernel/crypt/crypt.h"

typedef struct {
    Upload upload;
    Sha256Stream hash; /* of the bytes up to the offset */
    int64_t changed_ms;
} UploadRow;

Rc upload_store_insert(Ctx *cx, Db *space, const UploadRow *row) MUST;
Rc upload_store_get(Ctx *cx, Db *space, const Id *media, UploadRow *ret) MUST;
/* From the offset `from` to the row's; changes nothing when the stored one is another, and tells. */
Rc upload_store_advance(Ctx *cx, Db *space, const UploadRow *row, int64_t from, int64_t *ret_changed) MUST;
Rc upload_store_finish(Ctx *cx, Db *space, const Id *media, int64_t *ret_changed) MUST;
Rc upload_store_delete(Ctx *cx, Db *space, const Id *media) MUST;
Rc upload_store_count_open(Ctx *cx, Db *space, const Id *owner, int64_t *ret) MUST;
/* Behind `after`, in order of identities: whole ones that are not finished, and all not touched since `before_ms`. */
Rc upload_store_due(Ctx *cx, Db *space, const Id *after, int64_t before_ms, size_t max, UploadRow *ret,
                    size_t *ret_n) MUST;

#endif
