/* The graph walked over the rows of one media. */
#include "domains/media/lay.h"

#include "domains/media/step_spec.h"
#include "domains/media/track_store.h"
#include "domains/task/task.h"
#include "kernel/json/codec.h"

enum { MILLION = 1000000 };
#define TASK_KIND "media_preparation"
#define TASK_LINK "/library"

Rc media_plan(Ctx *cx, const MediaRow *row, MediaPlan *ret)
{
    const Media *m = &row->media;
    ProbeResult probe = {0};
    if (row->probe.n)
        TRY(shape_decode(cx, &probe_result_shape, row->probe, DECODE_LENIENT, &probe));
    *ret = plan_make(m->kind, m->sha256, m->size_bytes, row->probe.n ? &probe : NULL);
    return OK;
}

static Rc lay_kind(Ctx *cx, Db *space, const Id *media, const MediaPlan *plan, MediaStepKind kind)
{
    for (int64_t part = 0; part < plan->count[kind]; part++) {
        ArenaMark mark = arena_mark(cx->arena);
        StepRow step = {.kind = kind, .part = part};
        TRY(plan_step_name(cx, kind, part, &step.name));
        TRY(step_key(cx, &(StepOf){plan, kind, part}, &step.key));
        TRY(step_store_lay(cx, space, media, &step, plan_weight(plan, kind, part)));
        arena_rewind(cx->arena, mark);
    }
    return OK;
}

static bool needs_met(const MediaPlan *plan, const StepCount *counts, MediaStepKind kind)
{
    for (int need = 0; need < MEDIA_STEP_KIND_COUNT; need++)
        if (step_rules[kind].needs & STEP_BIT(need) && counts[need].done < plan->count[need])
            return false;
    return true;
}

/* The rows of a kind and what its steps made of tracks. */
static Rc undo_kind(Ctx *cx, Db *space, const Id *media, const MediaPlan *plan, MediaStepKind kind)
{
    for (size_t i = 0; plan_track(plan, kind, i); i++) {
        TRY(track_store_delete_runs(cx, space, media, str_of(plan_track(plan, kind, i))));
        TRY(track_store_delete(cx, space, media, str_of(plan_track(plan, kind, i))));
    }
    return step_store_delete_kind(cx, space, media, kind);
}

/* Parts of a track fit together only when all were made alike: one that is to be done again takes the others along. */
static Rc lay_kind_again(Ctx *cx, Db *space, const Id *media, const MediaPlan *plan, MediaStepKind kind, int64_t done)
{
    StepCount counts[MEDIA_STEP_KIND_COUNT];
    TRY(lay_kind(cx, space, media, plan, kind));
    TRY(step_store_count(cx, space, media, counts));
    if (counts[kind].done == done)
        return OK;
    TRY(undo_kind(cx, space, media, plan, kind));
    return lay_kind(cx, space, media, plan, kind);
}

static Rc lay_again(Ctx *cx, Db *space, const Id *media, const MediaPlan *plan)
{
    StepCount counts[MEDIA_STEP_KIND_COUNT];
    for (int i = 0; i < MEDIA_STEP_KIND_COUNT; i++) {
        MediaStepKind kind = (MediaStepKind)i;
        TRY(step_store_count(cx, space, media, counts)); /* a kind may stand on one that is now to be done again */
        bool met = needs_met(plan, counts, kind);
        if (met && !(plan_joins(kind) && counts[i].done == plan->count[i])) /* one file: its parts may be gone */
            TRY(lay_kind_again(cx, space, media, plan, kind, counts[i].done));
        else if (!met && counts[i].rows)
            TRY(undo_kind(cx, space, media, plan, kind));
    }
    return OK;
}

Rc media_lay(Ctx *cx, Db *space, const Id *media, const MediaPlan *plan, LayMode mode)
{
    StepCount counts[MEDIA_STEP_KIND_COUNT];
    if (mode == LAY_AGAIN)
        return lay_again(cx, space, media, plan);
    TRY(step_store_count(cx, space, media, counts));
    for (int i = 0; i < MEDIA_STEP_KIND_COUNT; i++)
        if (counts[i].rows < plan->count[i] && needs_met(plan, counts, (MediaStepKind)i))
            TRY(lay_kind(cx, space, media, plan, (MediaStepKind)i));
    return OK;
}

Rc media_task(Ctx *cx, Db *space, const Media *m, Id *ret)
{
    if (!id_none(&m->owner))
        return task_create(cx, space, &m->owner, STR(TASK_KIND), m->title, STR(TASK_LINK), ret);
    *ret = (Id){0};
    return OK;
}

/* A task that is gone, or that has ended otherwise, stops nothing. */
static Rc tell_task(Ctx *cx, Db *space, const MediaRow *row, int64_t ppm)
{
    if (id_none(&row->task))
        return OK;
    Rc rc = task_progress(cx, space, &row->task, (double)ppm / MILLION);
    bool stopped = rc == ERR_CONFLICT && str_equal(str_of(cx->problem.code), STR("task.cancelled"));
    if (rc != ERR_MISSING && rc != ERR_CONFLICT)
        return rc;
    fail_clear(cx);
    if (!stopped)
        return OK;
    TRY(media_fail(cx, space, &row->media.id, "media.cancelled"));
    return ERR_CONFLICT;
}

Rc media_set_progress(Ctx *cx, Db *space, const MediaRow *row, const MediaPlan *plan)
{
    int64_t done = 0, total = plan_total_weight(plan);
    TRY(step_store_progress(cx, space, &row->media.id, &done));
    int64_t ppm = total ? done / total : 0;
    TRY(media_store_set_progress(cx, space, &row->media.id, ppm));
    return tell_task(cx, space, row, ppm);
}

/* The first part of the picture and all of the sound: enough to begin. */
static Rc film_playable(Ctx *cx, Db *space, const Id *media, const MediaPlan *plan, const StepCount *counts, bool *ret)
{
    bool picture = !plan->probe.has_video;
    if (!plan->probed || counts[MEDIA_STEP_AUDIO].done < plan->count[MEDIA_STEP_AUDIO])
        return OK;
    if (!picture)
        TRY(track_store_has_part(cx, space, media, str_of(media_rungs[0].name), 0, &picture));
    *ret = picture;
    return OK;
}

Rc media_advance(Ctx *cx, Db *space, const MediaRow *row)
{
    const Id *id = &row->media.id;
    MediaPlan plan;
    StepCount counts[MEDIA_STEP_KIND_COUNT];
    bool playable = row->media.playable, whole;
    int64_t changed;
    TRY(media_plan(cx, row, &plan));
    TRY(media_lay(cx, space, id, &plan, LAY_NEW));
    TRY(step_store_count(cx, space, id, counts));
    whole = plan_whole(&plan);
    for (int i = 0; i < MEDIA_STEP_KIND_COUNT; i++)
        whole = whole && counts[i].done >= plan.count[i];
    if (whole) {
        TRY(media_store_ready(cx, space, id, &changed));
        return id_none(&row->task) ? OK : task_finish(cx, space, &row->task, TASK_DONE, (Str){0}, (Str){0});
    }
    if (!playable)
        TRY(film_playable(cx, space, id, &plan, counts, &playable));
    if (playable && !row->media.playable)
        TRY(media_store_set_playable(cx, space, id));
    Rc rc = media_set_progress(cx, space, row, &plan);
    return rc == ERR_CONFLICT ? OK : rc; /* stopped: the step that ended stays done all the same */
}
