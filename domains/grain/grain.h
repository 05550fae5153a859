/* grain: the authored document of one film and what lies on it (ARCHITECTURE §6). The document is JSON with a schema
 * number; whatever a learner can meet in it has an identity kept for ever. Drafts are edited with optimistic
 * concurrency; a frozen version never changes. Knows nothing of modules and learners. */
#ifndef DOMAINS_GRAIN_GRAIN_H
#define DOMAINS_GRAIN_GRAIN_H

#include "domains/access/access.h"
#include "domains/grain/grain_document.h"

/* Identities: all that a grain ever had. */
enum { GRAIN_TITLE_MAX = 120, GRAIN_LIST_MAX = 200, GRAIN_IDENTITIES_MAX = 20000 };

typedef struct MediaKey MediaKey;

typedef struct {
    Id id, owner;
    Id media; /* empty: no film yet */
    Str title;
    Str document; /* JSON in the form of RFC 8785; in lists empty */
    int64_t target_count, quiz_count, content_count, chapter_count;
    int64_t created_ms, edited_ms, deleted_ms, version;
} Grain;

Rc grain_get(Ctx *cx, Db *space, const Id *grain, Grain *ret) MUST; /* ERR_MISSING: none, or deleted */

/* A new draft. `document` obeys its rules already (grain_document_decode). ERR_REFUSED grain.unknown_media on the
 * field: not a media of this space, or not of the kind that stands there. */
Rc grain_create(Ctx *cx, Db *space, const Actor *by, const GrainDocument *document, Grain *ret) MUST;
/* Another draft with the same document and the same identities in it (identity = grain and element), titled "… (2)". */
Rc grain_duplicate(Ctx *cx, Db *space, const Actor *by, const Id *grain, Grain *ret) MUST;
/* Saves a draft edited from `version`: ERR_STALE http.stale with the current one. The document that is stored already
 * changes nothing, from whatever version. ERR_REFUSED grain.unknown_media, grain.id_changed_kind,
 * grain.too_many_identities. */
Rc grain_save(Ctx *cx, Db *space, const Id *grain, int64_t version, const GrainDocument *document, Grain *ret) MUST;
/* ERR_CONFLICT grain.in_use while anything uses it. A deleted one can be restored. */
Rc grain_delete(Ctx *cx, Db *space, const Actor *by, const Id *grain) MUST;
Rc grain_restore(Ctx *cx, Db *space, const Actor *by, const Id *grain, Grain *ret) MUST;

/* Newest edit first. */
typedef struct {
    Str search;      /* part of the title, without case and accents */
    Id owner, media; /* empty = any */
    bool from_start; /* else behind: */
    int64_t after_ms;
    Id after_id;
    int64_t limit; /* 1 … GRAIN_LIST_MAX */
} GrainQuery;
typedef struct {
    Grain *at;
    size_t n;
    bool more;
    int64_t total;
} GrainPage;
Rc grain_list(Ctx *cx, Db *space, const GrainQuery *query, GrainPage *ret) MUST;

/* `user` (a module) uses these grains from now on and no others; who is used cannot be deleted. Inside the caller's
 * write transaction. ERR_MISSING: one of them is not there, its index in *ret_at. */
Rc grain_use(Ctx *cx, Db *space, const Id *user, const Id *grains, size_t n, size_t *ret_at) MUST;

/* Copies the draft into an immutable version, or finds the one with the same hash. Inside the caller's write
 * transaction. ERR_REFUSED grain.no_film; grain.unknown_media when one was deleted since the draft was saved. */
Rc grain_freeze(Ctx *cx, Db *space, const Id *grain, Id *ret_version) MUST;

typedef struct {
    Id id, grain, media;
    int64_t number; /* 1, 2, … within the grain */
    Str title, document;
    Str hash; /* SHA-256 of the RFC 8785 form of the document and the digests of its media's sources; hexadecimal */
    int64_t created_ms;
} GrainVersion;
Rc grain_version_get(Ctx *cx, Db *space, const Id *version, GrainVersion *ret) MUST; /* ERR_MISSING */

/* A grain without its document: what lists show, and what saving answers. */
typedef struct {
    Id id, owner_id, media_id;
    Str owner_name, title, poster_url;
    bool has_media_id, has_poster_url, has_film_state, playable;
    int film_state; /* MediaState */
    int64_t duration_ms, target_count, quiz_count, content_count, chapter_count, created_ms, edited_ms, version;
} GrainShown;
extern const Shape grain_shape;
/* Fills in what other domains know: name of the owner, state, length and poster of the film. `key` NULL: no poster. */
Rc grain_shown(Ctx *cx, Db *space, const MediaKey *key, const Id *space_id, const Grain *grain, GrainShown *ret) MUST;

#endif
