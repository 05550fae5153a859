/* From what a statement says to the rows of its day. */
#include "domains/measure/measure_apply.h"

#include "domains/measure/measure.h"

#include "base/log.h"
#include "base/paris.h"

enum { RATE_MAX = 2, GRACE_MS = 30000 }; /* as for completion: film seconds in a second of the wall */
#define LATE_MS (INT64_C(30) * 24 * 3600 * 1000)

typedef struct {
    Id registration;
    int64_t attempt;
} Touched;

typedef struct {
    Id module;
    int64_t stored_ms, last_ms;
} TouchedModule;

struct MeasureApply {
    Views views;
    Touched attempts[MEASURE_BATCH];
    TouchedModule modules[MEASURE_BATCH];
    size_t attempt_count, module_count;
};

Rc measure_apply_new(Ctx *cx, MeasureApply **ret)
{
    *ret = arena_get(cx->arena, sizeof **ret);
    return *ret ? OK : ERR_NOMEM;
}

/* When it happened: what the browser's clock says, unless that cannot be. */
static int64_t moment(const PlayEvent *event, int64_t stored_ms)
{
    int64_t late_ms = stored_ms - event->timestamp_ms;
    return late_ms >= 0 && late_ms <= LATE_MS ? event->timestamp_ms : stored_ms;
}

/* What paused told of is told again by the next report, and becomes exact. */
static Rc take_back(Ctx *cx, Db *space, const MeasureKey *key, MeasureLaunchRow *launch, MeasureWatchRow *today)
{
    MeasureKey then = *key;
    int64_t pending_ms = launch->pending_ms;
    then.day = launch->pending_day;
    launch->pending_ms = 0;
    if (then.day != key->day)
        return pending_ms ? measure_store_take_watched(cx, space, &then, pending_ms) : OK;
    today->watched_ms -= pending_ms;
    return OK;
}

static Rc watch(Ctx *cx, Db *space, const PlayReading *r, const MeasureKey *key, int64_t stored_ms,
                MeasureWatchRow *today)
{
    MeasureLaunchRow row = {0};
    int64_t claimed_ms, elapsed_ms = stored_ms > r->launched_ms ? stored_ms - r->launched_ms : 0;
    bool cut, exact = r->event.kind == PLAY_PROGRESSED;
    Rc rc = measure_store_get_launch(cx, space, &r->event.launch, &r->grain, &row);
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    TRY(measure_store_launch_claimed(cx, space, &r->event.launch, &claimed_ms));
    int64_t left_ms = elapsed_ms * RATE_MAX + GRACE_MS - (claimed_ms - row.pending_ms);
    TRY(take_back(cx, space, key, &row, today));
    ViewsClaim claim = {.spans = r->event.spans,
                        .span_count = r->event.span_count,
                        .film_ms = r->film_duration_ms,
                        .exact = exact,
                        .budget_ms = left_ms > 0 ? left_ms : 0};
    int64_t taken_ms = views_add(today->views, &row.tail, &claim, &cut);
    today->watched_ms += taken_ms;
    *(exact ? &row.exact_ms : &row.pending_ms) += taken_ms;
    row.pending_day = key->day;
    if (cut)
        log_mistake(cx, "measure", "more film was claimed than there was time for; the rest does not count",
                    "launch=%s statement=%s", r->event.launch.text, r->event.statement.text);
    return measure_store_put_launch(cx, space, &r->event.launch, &r->grain, &row);
}

static Rc apply_day(Ctx *cx, Db *space, MeasureApply *a, const PlayReading *r, const MeasureKey *key, int64_t at_ms,
                    int64_t stored_ms)
{
    MeasureWatchRow row = {.views = &a->views};
    Rc rc = measure_store_get_watch(cx, space, key, &row);
    if (rc == ERR_MISSING) {
        views_load(&a->views, (Str){0});
        row.first_ms = row.last_ms = at_ms;
    } else
        TRY(rc);
    row.film = r->film;
    row.first_ms = at_ms < row.first_ms ? at_ms : row.first_ms;
    row.last_ms = at_ms > row.last_ms ? at_ms : row.last_ms;
    if (r->event.span_count)
        TRY(watch(cx, space, r, key, stored_ms, &row));
    return measure_store_put_watch(cx, space, key, &row);
}

static Rc answer(Ctx *cx, Db *space, const PlayReading *r, const MeasureKey *key, int64_t at_ms)
{
    const PlayEvent *e = &r->event;
    MeasureAnswerRow row = {.question = e->question->id,
                            .choices = e->choices,
                            .choice_count = e->choice_count,
                            .correct = e->correct,
                            .points = e->points,
                            .points_max = e->question->points,
                            .answered_ms = at_ms,
                            .latency_ms = e->latency_ms};
    return measure_store_insert_answer(cx, space, key, &row);
}

/* At most one of each for each statement of the batch. */
static void touch(MeasureApply *a, const PlayReading *r, int64_t at_ms, int64_t stored_ms)
{
    size_t i = 0;
    while (i < a->attempt_count &&
           (a->attempts[i].attempt != r->attempt || !id_equal(&a->attempts[i].registration, &r->registration)))
        i++;
    if (i == a->attempt_count)
        a->attempts[a->attempt_count++] = (Touched){r->registration, r->attempt};
    for (i = 0; i < a->module_count && !id_equal(&a->modules[i].module, &r->module);)
        i++;
    if (i == a->module_count)
        a->modules[a->module_count++] = (TouchedModule){.module = r->module};
    a->modules[i].stored_ms = stored_ms;
    a->modules[i].last_ms = at_ms > a->modules[i].last_ms ? at_ms : a->modules[i].last_ms;
}

Rc measure_apply(Ctx *cx, Db *space, MeasureApply *a, const PlayReading *r, int64_t stored_ms)
{
    int64_t at_ms = moment(&r->event, stored_ms);
    MeasureKey key = {.module = r->module,
                      .grain = r->grain,
                      .registration = r->registration,
                      .module_version = r->module_version,
                      .distribution = r->distribution,
                      .person = r->person,
                      .attempt = r->attempt,
                      .day = paris_day(at_ms)};
    if (a->attempt_count == MEASURE_BATCH)
        return ERR_BUG;
    TRY(apply_day(cx, space, a, r, &key, at_ms, stored_ms));
    if (!id_none(&r->event.target))
        TRY(measure_store_add_target(cx, space, &key, &r->event));
    if (r->event.question)
        TRY(answer(cx, space, r, &key, at_ms));
    touch(a, r, at_ms, stored_ms);
    return OK;
}

Rc measure_apply_attempt(Ctx *cx, Db *space, const Id *registration, int64_t attempt)
{
    Registration row;
    RegistrationTerms terms;
    PlaySummary summary = {0};
    TRY(registration_get(cx, space, registration, &row));
    TRY(registration_terms(cx, space, registration, &terms));
    TRY(play_summary(cx, space, &row, attempt, &summary));
    MeasureAttemptKey key = {.module = row.module,
                             .registration = row.id,
                             .distribution = row.distribution,
                             .person = row.person,
                             .attempt = attempt,
                             .asked_version = row.module_version,
                             .asked_percent = terms.pass_percent < 0 ? 0 : terms.pass_percent};
    return measure_store_put_attempt(cx, space, &key, &summary);
}

Rc measure_apply_end(Ctx *cx, Db *space, MeasureApply *a)
{
    for (size_t i = 0; i < a->attempt_count; i++) {
        ArenaMark mark = arena_mark(cx->arena);
        TRY(measure_apply_attempt(cx, space, &a->attempts[i].registration, a->attempts[i].attempt));
        arena_rewind(cx->arena, mark);
    }
    for (size_t i = 0; i < a->module_count; i++)
        TRY(measure_store_put_module(cx, space, &a->modules[i].module, a->modules[i].stored_ms, a->modules[i].last_ms));
    return OK;
}
