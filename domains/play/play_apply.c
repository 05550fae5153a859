/* What an event changes. */
#include "domains/play/play_apply.h"

#include "base/log.h"

void play_apply_begin(PlayApply *a, PlayCourse *course)
{
    *a = (PlayApply){.course = course};
}

static Rc new_coverage(Ctx *cx, PlayProgress *p, int64_t duration_ms)
{
    p->duration_ms = duration_ms;
    p->coverage = arena_get(cx->arena, progress_bytes(duration_ms));
    return p->coverage ? OK : ERR_NOMEM;
}

/* The row of a part, or what it will be. A film that was not probed yet when play began gets its length now. */
static Rc open_grain(Ctx *cx, Db *space, PlayApply *a, const Id *grain, PlayProgress **ret)
{
    PlayPart *part;
    TRY(play_course_part(cx, a->course, grain, &part));
    size_t i = (size_t)(part - a->course->parts);
    PlayProgress *p = &a->grains[i].progress;
    *ret = p;
    if (a->grains[i].used)
        return OK;
    int64_t kept_ms = a->durations_ms ? a->durations_ms[i] : 0, film_ms = kept_ms ? kept_ms : part->film.duration_ms;
    Rc rc = play_store_get_state(cx, space, &a->course->registration.id, grain, p);
    if (rc == ERR_MISSING)
        *p = (PlayProgress){.grain = *grain};
    else
        TRY(rc);
    if (p->duration_ms == 0)
        TRY(new_coverage(cx, p, film_ms > GRAIN_FILM_MS_MAX ? GRAIN_FILM_MS_MAX : film_ms));
    p->points_max = grain_points(part->document);
    p->pass_percent = part->document->pass_percent;
    a->grains[i].used = true;
    return OK;
}

/* NULL: unknown here, so nothing can be held against its beginning. */
static Rc open_launch(Ctx *cx, Db *space, PlayApply *a, const Id *id, PlayLaunchRow **ret)
{
    *ret = NULL;
    for (size_t i = 0; i < a->launch_count; i++)
        if (id_equal(&a->launches[i].id, id))
            *ret = &a->launches[i];
    if (*ret || a->launch_count == PLAY_LAUNCHES_MAX)
        return OK;
    Rc rc = play_store_get_launch(cx, space, id, &a->launches[a->launch_count]);
    if (rc == OK)
        *ret = &a->launches[a->launch_count++];
    return rc == ERR_MISSING ? OK : rc;
}

static Rc watch(Ctx *cx, Db *space, PlayApply *a, PlayProgress *p, const PlayEvent *event, int64_t stored_ms)
{
    PlayLaunchRow *launch;
    bool cut = false;
    if (event->span_count == 0)
        return OK;
    TRY(open_launch(cx, space, a, &event->launch, &launch));
    int64_t budget_s = launch ? progress_budget(launch->created_ms, stored_ms, launch->claimed_s) : 0;
    int64_t new_s = progress_cover(p, event->spans, event->span_count, budget_s, &cut);
    if (launch)
        launch->claimed_s += new_s;
    if (cut)
        log_mistake(cx, "play", "more film was claimed than there was time for; the rest does not count",
                    "launch=%s statement=%s budget_s=%lld", event->launch.text, event->statement.text,
                    (long long)budget_s);
    return OK;
}

static Rc answer(Ctx *cx, Db *space, const PlayApply *a, PlayProgress *p, const PlayEvent *event, int64_t stored_ms)
{
    int64_t attempt;
    TRY(play_store_insert_answer(cx, space, &a->course->registration.id, event, stored_ms, &attempt));
    if (attempt == 1) /* the first one counts */
        p->points += event->points;
    return OK;
}

static Rc complete(Ctx *cx, Db *space, const PlayApply *a, PlayProgress *p, int64_t stored_ms)
{
    PlayAnswer *answers;
    PlayPart *part;
    size_t n;
    if (p->completed_ms || !progress_watched(p))
        return OK;
    TRY(play_course_part(cx, a->course, &p->grain, &part));
    TRY(play_store_list_answers(cx, space, &a->course->registration.id, &p->grain, &answers, &n));
    Id *answered = arena_array(cx->arena, n, sizeof *answered);
    if (!answered)
        return ERR_NOMEM;
    for (size_t i = 0; i < n; i++)
        answered[i] = answers[i].question_id;
    if (play_required_answered(part->document, answered, n))
        p->completed_ms = stored_ms;
    return OK;
}

Rc play_apply(Ctx *cx, Db *space, PlayApply *a, const PlayEvent *event, int64_t stored_ms)
{
    PlayProgress *p;
    TRY(open_grain(cx, space, a, &event->grain, &p));
    progress_move(p, event);
    TRY(watch(cx, space, a, p, event, stored_ms));
    if (event->question)
        TRY(answer(cx, space, a, p, event, stored_ms));
    if (!id_none(&event->opened))
        TRY(play_store_insert_opened(cx, space, &a->course->registration.id, event, stored_ms));
    if (event->question || event->span_count)
        TRY(complete(cx, space, a, p, stored_ms));
    p->first_ms = p->first_ms ? p->first_ms : stored_ms;
    p->last_ms = stored_ms;
    return OK;
}

Rc play_apply_end(Ctx *cx, Db *space, const PlayApply *a)
{
    for (size_t i = 0; i < a->course->n; i++)
        if (a->grains[i].used)
            TRY(play_store_put_state(cx, space, &a->course->registration.id, &a->grains[i].progress));
    for (size_t i = 0; i < a->launch_count; i++)
        TRY(play_store_claim_launch(cx, space, &a->launches[i].id, a->launches[i].claimed_s));
    return OK;
}
