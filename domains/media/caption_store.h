/* Rows of captions. Knows no rule. Private to this domain. */
#ifndef DOMAINS_MEDIA_CAPTION_STORE_H
#define DOMAINS_MEDIA_CAPTION_STORE_H

#include "domains/media/caption.h"

Rc caption_store_list(Ctx *cx, Db *space, const Id *media, size_t max, Caption *ret, size_t *ret_n) MUST;
Rc caption_store_get(Ctx *cx, Db *space, const Id *media, Str language, Caption *ret) MUST; /* ERR_MISSING */
Rc caption_store_count_others(Ctx *cx, Db *space, const Id *media, Str language, int64_t *ret) MUST;
Rc caption_store_put(Ctx *cx, Db *space, const Id *media, const Caption *caption) MUST;
Rc caption_store_delete(Ctx *cx, Db *space, const Id *media, Str language, int64_t *ret_changed) MUST;

#endif
