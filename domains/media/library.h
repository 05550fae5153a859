/* The trainer's library: lists, titles, deletion and its undoing, another try. Private to this domain. */
#ifndef DOMAINS_MEDIA_LIBRARY_H
#define DOMAINS_MEDIA_LIBRARY_H

#include "domains/media/media.h"

#define MEDIA_KEEP_MS (INT64_C(30) * 24 * 3600 * 1000)

/* Where: both databases, because jobs follow. */
typedef struct {
    Db *platform, *space;
    Id space_id;
    Actor by;
} MediaPlace;

typedef struct {
    Str search;      /* part of the title, without case and accents */
    int kind, state; /* −1 = all */
    bool from_start; /* else behind: */
    int64_t after_ms;
    Id after;
    int64_t limit; /* 1 … MEDIA_LIST_MAX */
} MediaQuery;

/* Newest first. */
typedef struct {
    Media *at;
    size_t n;
    bool more;
    int64_t total;
} MediaList;
Rc library_list(Ctx *cx, Db *space, const MediaQuery *query, MediaList *ret) MUST;

/* `version` is the one that the caller read: ERR_STALE http.stale with the current one. */
Rc library_rename(Ctx *cx, Db *space, const Id *media, int64_t version, Str title, Media *ret) MUST;

/* Its preparing pauses. ERR_MISSING; ERR_CONFLICT media.in_use: a grain needs it. */
Rc library_delete(Ctx *cx, const MediaPlace *at, const Id *media) MUST;
/* Within MEDIA_KEEP_MS; preparing goes on where it was. ERR_MISSING: none, not deleted, or too late. */
Rc library_restore(Ctx *cx, const MediaPlace *at, const Id *media, Media *ret) MUST;

/* A failed one is prepared again; finished steps are not done twice. ERR_CONFLICT media.not_failed, or
 * media.source_missing: it failed before all of its bytes came. */
Rc library_retry(Ctx *cx, const MediaPlace *at, const Id *media, Media *ret) MUST;

#endif
