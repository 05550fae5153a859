/* Rows of media. Knows no rule. Private to this domain. */
#ifndef DOMAINS_MEDIA_MEDIA_STORE_H
#define DOMAINS_MEDIA_MEDIA_STORE_H

#include "domains/media/media.h"

/* A media and what only this domain looks at. Absent texts are {NULL,0}. */
typedef struct {
    Media media;
    Str probe, pages;    /* JSON: see step_result.h */
    Id task;             /* empty = none */
    int64_t progress_ms; /* when progress was last written */
} MediaRow;

Rc media_store_insert(Ctx *cx, Db *space, const Media *media, Str folded) MUST;
Rc media_store_get(Ctx *cx, Db *space, const Id *id, MediaRow *ret) MUST; /* a deleted one too */

/* Each leaves a row alone that is not in the state before, and tells. */
Rc media_store_begin(Ctx *cx, Db *space, const Id *id, Str sha256, const Id *task, int64_t *ret_changed) MUST;
Rc media_store_again(Ctx *cx, Db *space, const Id *id, const Id *task, int64_t *ret_changed) MUST;
Rc media_store_ready(Ctx *cx, Db *space, const Id *id, int64_t *ret_changed) MUST;
Rc media_store_fail(Ctx *cx, Db *space, const Id *id, Str code, int64_t *ret_changed) MUST;
Rc media_store_set_title(Ctx *cx, Db *space, const Media *media, Str folded, int64_t *ret_changed) MUST;
Rc media_store_mark_deleted(Ctx *cx, Db *space, const Id *id, int64_t *ret_changed) MUST; /* one in use neither */
Rc media_store_mark_live(Ctx *cx, Db *space, const Id *id, int64_t since_ms, int64_t *ret_changed) MUST;

Rc media_store_clear_use(Ctx *cx, Db *space, const Id *user) MUST;
Rc media_store_insert_use(Ctx *cx, Db *space, const Id *user, const Id *media) MUST; /* a deleted one is passed over */

Rc media_store_set_received(Ctx *cx, Db *space, const Id *id, int64_t bytes) MUST;
Rc media_store_set_playable(Ctx *cx, Db *space, const Id *id) MUST;
Rc media_store_set_progress(Ctx *cx, Db *space, const Id *id, int64_t ppm) MUST;
Rc media_store_set_poster(Ctx *cx, Db *space, const Id *id, Str name) MUST;
/* `found` is its text; duration, width and height are copied out of it. */
Rc media_store_set_probe(Ctx *cx, Db *space, const Media *media, Str found) MUST;
Rc media_store_set_pages(Ctx *cx, Db *space, const Media *media, Str pages) MUST; /* and count, size, poster */
Rc media_store_delete(Ctx *cx, Db *space, const Id *id) MUST;

/* Newest first. */
typedef struct {
    Str like;
    int kind, state; /* −1 = all */
    bool from_start; /* else behind: */
    int64_t after_ms;
    Id after;
} MediaFilter;
Rc media_store_list(Ctx *cx, Db *space, const MediaFilter *filter, size_t max, Media *ret, size_t *ret_n) MUST;
Rc media_store_count(Ctx *cx, Db *space, const MediaFilter *filter, int64_t *ret) MUST;

/* Identities behind `after`, in order; `ret` has room for `max`. */
Rc media_store_list_state(Ctx *cx, Db *space, MediaState state, const Id *after, size_t max, Id *ret,
                          size_t *ret_n) MUST;
Rc media_store_list_deleted(Ctx *cx, Db *space, int64_t before_ms, size_t max, Id *ret, size_t *ret_n) MUST;

#endif
