/* What is put right once in a while, space by space: jobs that a crash lost, parts that nobody needs any more, media
 * that were deleted long ago. Files go first and rows after them, so that a crash in between leaves a row that is met
 * again. */
#include "domains/media/media.h"

#include "domains/media/job.h"
#include "domains/media/library.h"
#include "domains/media/track_store.h"
#include "kernel/blob/blob.h"

enum { BATCH = 50, RUNS_READ_MAX = 4096 };
/* Players still hold the index that names the parts. */
#define PARTS_GRACE_MS (INT64_C(2) * 3600 * 1000)

typedef struct {
    Db *platform, *space;
    const Id *space_id;
    BlobStore *blobs;
} Round;

/* Media in this state, in batches; `visit` may move them out of it. */
static Rc each(Ctx *cx, const Round *r, MediaState state, Rc (*visit)(Ctx *cx, const Round *r, const Id *media))
{
    Id ids[BATCH], after = {0};
    size_t n = BATCH;
    while (n == BATCH) {
        TRY(media_store_list_state(cx, r->space, state, &after, BATCH, ids, &n));
        for (size_t i = 0; i < n; i++) {
            ArenaMark mark = arena_mark(cx->arena);
            Rc rc = visit(cx, r, &ids[i]);
            if (rc != OK && rc != ERR_MISSING) /* deleted meanwhile */
                return rc;
            fail_clear(cx);
            arena_rewind(cx->arena, mark);
        }
        if (n)
            after = ids[n - 1];
    }
    return OK;
}

static Rc wake(Ctx *cx, const Round *r, const Id *media)
{
    return media_wake_again(cx, r->platform, r->space, r->space_id, media);
}

static Rc delete_file(Ctx *cx, const Round *r, const Id *media, Str name)
{
    Str key;
    TRY(media_file_key(cx, r->space_id, media, name, &key));
    return blob_delete(cx, r->blobs, key);
}

static Rc forget_runs(Ctx *cx, Db *space, void *arg)
{
    const StaleRuns *s = arg;
    return track_store_delete_runs(cx, space, &s->media, s->track);
}

static Rc delete_parts(Ctx *cx, const Round *r, StaleRuns *s)
{
    RunRow *runs = arena_array(cx->arena, RUNS_READ_MAX, sizeof *runs);
    size_t n = 0;
    Str name;
    if (!runs)
        return ERR_NOMEM;
    TRY(track_store_list_runs(cx, r->space, &s->media, s->track, RUNS_READ_MAX, runs, &n));
    for (size_t i = 0; i < n; i++) {
        TRY(str_format(cx->arena, &name, "%.*s.%04lld.m4s", STR_ARG(s->track), (long long)runs[i].part));
        TRY(delete_file(cx, r, &s->media, name));
    }
    TRY(str_format(cx->arena, &name, "%.*s.init.mp4", STR_ARG(s->track)));
    TRY(delete_file(cx, r, &s->media, name));
    return db_write(cx, r->space, forget_runs, s);
}

static Rc delete_old_parts(Ctx *cx, const Round *r)
{
    StaleRuns stale[BATCH];
    size_t n = 0;
    TRY(track_store_list_stale(cx, r->space, now_ms(cx) - PARTS_GRACE_MS, BATCH, stale, &n));
    for (size_t i = 0; i < n; i++) {
        ArenaMark mark = arena_mark(cx->arena);
        TRY(delete_parts(cx, r, &stale[i]));
        arena_rewind(cx->arena, mark);
    }
    return OK;
}

static Rc forget(Ctx *cx, Db *space, void *arg)
{
    return media_store_delete(cx, space, arg);
}

static Rc destroy(Ctx *cx, const Round *r, Id *media)
{
    Str prefix, source;
    TRY(media_file_key(cx, r->space_id, media, STR(""), &prefix));
    TRY(media_source_key(cx, r->space_id, media, &source));
    TRY(blob_delete_prefix(cx, r->blobs, prefix));
    TRY(blob_stage_drop(cx, r->blobs, source));
    TRY(blob_delete(cx, r->blobs, source));
    return db_write(cx, r->space, forget, media);
}

static Rc destroy_deleted(Ctx *cx, const Round *r)
{
    Id ids[BATCH];
    size_t n = 0;
    TRY(media_store_list_deleted(cx, r->space, now_ms(cx) - MEDIA_KEEP_MS, BATCH, ids, &n));
    for (size_t i = 0; i < n; i++)
        TRY(destroy(cx, r, &ids[i]));
    return OK;
}

Rc media_sweep(Ctx *cx, Db *platform, Db *space, const Id *space_id, BlobStore *blobs)
{
    Round r = {platform, space, space_id, blobs};
    TRY(each(cx, &r, MEDIA_PREPARING, wake));
    TRY(delete_old_parts(cx, &r));
    return destroy_deleted(cx, &r);
}
