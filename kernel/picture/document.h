/* PDF documents: how many pages, what they look like, what they say. The only door to poppler and cairo. Nothing of a
 * page's size is believed: it is drawn into a picture of our size. Linked into kair-step only. */
#ifndef KERNEL_PICTURE_DOCUMENT_H
#define KERNEL_PICTURE_DOCUMENT_H

#include "kernel/picture/picture.h"

typedef struct Document Document;

typedef enum {
    DOCUMENT_READ,
    DOCUMENT_UNKNOWN,   /* no PDF, or damaged beyond repair */
    DOCUMENT_ENCRYPTED, /* asks for a password */
} DocumentVerdict;

/* The seekable descriptor stays the caller's. ERR_INVALID: see *ret_verdict. ERR_NOMEM, ERR_IO. */
Rc document_open(Ctx *cx, int fd, Document **ret, DocumentVerdict *ret_verdict) MUST;
void document_free(Document *d); /* accepts NULL */
int64_t document_page_count(const Document *d);

/* Page `page` (from 0), on white, as large as fits `width` × `height`, at least one pixel each way. ERR_INVALID: this
 * page cannot be read. ERR_NOMEM. */
Rc document_draw(Ctx *cx, Document *d, int64_t page, int64_t width, int64_t height, Picture **ret) MUST;

/* What the page says, in reading order as far as it tells: UTF-8, line breaks and no other control characters, at most
 * `characters` of them and `bytes`. Empty when it has no text. In the arena. ERR_INVALID, ERR_NOMEM. */
Rc document_text(Ctx *cx, Document *d, int64_t page, size_t characters, size_t bytes, Str *ret) MUST;

#endif
