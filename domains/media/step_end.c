/* What follows from a good result, in one transaction. */
#include "domains/media/step_end.h"

typedef struct {
    const StepCall *call;
    const StepOutcome *outcome;
} End;

static Rc write_probe(Ctx *cx, const StepCall *c, const StepOutcome *o)
{
    Media m = c->row.media;
    m.duration_ms = o->found.duration_ms;
    m.width = o->found.video.width;
    m.height = o->found.video.height;
    return media_store_set_probe(cx, c->db, &m, o->probe);
}

static Rc write_tracks(Ctx *cx, const StepCall *c, const StepOutcome *o)
{
    const Id *id = &c->row.media.id;
    for (size_t i = 0; i < o->track_count; i++) {
        TRY(track_store_insert(cx, c->db, id, &o->tracks[i]));
        TRY(track_store_put_run(cx, c->db, id, &o->runs[i]));
    }
    return o->poster.n ? media_store_set_poster(cx, c->db, id, o->poster) : OK;
}

static Rc write_joined(Ctx *cx, const StepCall *c, const StepOutcome *o)
{
    TrackRow track = o->tracks[0];
    track.finalised_ms = now_ms(cx);
    return track_store_finalise(cx, c->db, &c->row.media.id, &track);
}

static Rc write_pages(Ctx *cx, const StepCall *c, const StepOutcome *o)
{
    Media m = c->row.media;
    m.page_count = o->page_count;
    m.width = o->width;
    m.height = o->height;
    m.poster = o->poster;
    return media_store_set_pages(cx, c->db, &m, o->pages);
}

typedef Rc (*Writer)(Ctx *cx, const StepCall *c, const StepOutcome *o);
static const Writer writers[MEDIA_STEP_KIND_COUNT] = {
    [MEDIA_STEP_PROBE] = write_probe,   [MEDIA_STEP_PASS_A] = write_tracks,     [MEDIA_STEP_AUDIO] = write_tracks,
    [MEDIA_STEP_JOIN_A] = write_joined, [MEDIA_STEP_JOIN_AUDIO] = write_joined, [MEDIA_STEP_PASS_B] = write_tracks,
    [MEDIA_STEP_JOIN_B] = write_joined, [MEDIA_STEP_IMAGE] = write_pages,       [MEDIA_STEP_PAGES] = write_pages,
};

static Rc end(Ctx *cx, Db *db, void *arg)
{
    const End *e = arg;
    const StepCall *c = e->call;
    const StepOutcome *o = e->outcome;
    MediaRow row;
    int64_t changed = 0;
    TRY(media_store_get(cx, db, &c->row.media.id, &row));
    if (row.media.deleted_ms)
        return ERR_MISSING;
    TRY(step_store_end(cx, db, &row.media.id, c->step.name, STEP_DONE, &changed));
    if (!changed)
        return OK;
    TRY(writers[c->step.kind](cx, c, o));
    if (c->step.kind == MEDIA_STEP_PROBE && !o->found.has_video && !o->found.has_audio)
        return media_fail(cx, db, &row.media.id, "media.no_picture_no_sound");
    TRY(media_store_get(cx, db, &row.media.id, &row));
    return media_advance(cx, db, &row);
}

Rc step_end(Ctx *cx, const StepCall *call, const StepOutcome *outcome)
{
    End e = {call, outcome};
    return db_write(cx, call->db, end, &e);
}
