/* Rows of tracks and of their finished parts. Knows no rule. Private to this domain. */
#ifndef DOMAINS_MEDIA_TRACK_STORE_H
#define DOMAINS_MEDIA_TRACK_STORE_H

#include "domains/media/step_result.h"
#include "kernel/store/db.h"

enum { TRACK_VIDEO, TRACK_AUDIO, TRACK_KIND_COUNT };

/* Bytes and ticks of segments in order, 32 bits each, little endian: see segments_pack. */
typedef struct {
    Str name;
    int kind;
    Str codecs;
    int64_t width, height, timescale;
    Str init, init_sha256;
    bool finalised; /* one file: */
    int64_t finalised_ms, header_bytes, size_bytes, start;
    Str segments;
} TrackRow;

typedef struct {
    Str track;
    int64_t part, start;
    Str sha256;
    int64_t size_bytes;
    Str segments;
} RunRow;

/* There already: nothing changes. */
Rc track_store_insert(Ctx *cx, Db *space, const Id *media, const TrackRow *track) MUST;
Rc track_store_get(Ctx *cx, Db *space, const Id *media, Str name, TrackRow *ret) MUST; /* ERR_MISSING */
Rc track_store_list(Ctx *cx, Db *space, const Id *media, size_t max, TrackRow *ret, size_t *ret_n) MUST;
Rc track_store_finalise(Ctx *cx, Db *space, const Id *media, const TrackRow *track) MUST;
Rc track_store_delete(Ctx *cx, Db *space, const Id *media, Str name) MUST;

Rc track_store_put_run(Ctx *cx, Db *space, const Id *media, const RunRow *run) MUST;
/* By part; `ret` has room for `max`. */
Rc track_store_list_runs(Ctx *cx, Db *space, const Id *media, Str track, size_t max, RunRow *ret, size_t *ret_n) MUST;
Rc track_store_has_part(Ctx *cx, Db *space, const Id *media, Str track, int64_t part, bool *ret) MUST;
Rc track_store_find_run(Ctx *cx, Db *space, const Id *media, Str track, Str sha256, RunRow *ret) MUST; /* ERR_MISSING */
Rc track_store_delete_runs(Ctx *cx, Db *space, const Id *media, Str track) MUST;

typedef struct {
    Id media;
    Str track;
} StaleRuns;
Rc track_store_list_stale(Ctx *cx, Db *space, int64_t before_ms, size_t max, StaleRuns *ret, size_t *ret_n) MUST;

#endif
