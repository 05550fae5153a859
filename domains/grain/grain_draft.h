/* What a draft and its versions share inside the domain: a document made ready to be stored, the media it names, the
 * identities a grain ever had. */
#ifndef DOMAINS_GRAIN_GRAIN_DRAFT_H
#define DOMAINS_GRAIN_GRAIN_DRAFT_H

#include "domains/grain/grain.h"

/* A document as columns. Borrows the texts of the document. */
typedef struct {
    const GrainDocument *document;
    Id media;
    Str json, hash; /* canonical; SHA-256 of it, hexadecimal */
    Str folded;     /* title */
} GrainContentRow;
Rc grain_content_row(Ctx *cx, const GrainDocument *document, GrainContentRow *ret) MUST;

/* Every media that the document names, once each, sorted, with the digest of its source. ERR_REFUSED
 * grain.unknown_media: it is not there, or of another kind than its place asks for; all such places are told. */
typedef struct {
    Id id;
    Str sha256;
} GrainMedia;
Rc grain_media(Ctx *cx, Db *space, const GrainDocument *document, GrainMedia **ret, size_t *ret_n) MUST;
/* `user` (a draft or a version) needs exactly these media from now on: they are not deleted. */
Rc grain_hold(Ctx *cx, Db *space, const Id *user, const GrainMedia *media, size_t n) MUST;

/* Remembers the identities of the document, inside the caller's write transaction. ERR_REFUSED grain.id_changed_kind,
 * all such places told; grain.too_many_identities. */
Rc grain_remember(Ctx *cx, Db *space, const Id *grain, const GrainDocument *document) MUST;

#endif
