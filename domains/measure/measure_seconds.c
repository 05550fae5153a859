/* Sums over learners and days. */
#include "domains/measure/measure_seconds.h"

static void close_learner(MeasureFilm *f)
{
    int64_t covered = 0;
    if (id_none(&f->current))
        return;
    for (int64_t i = 0; i < f->seconds; i++) {
        MeasureSecond *second = &f->at[i];
        int64_t plays = f->plays[i];
        covered += plays > 0;
        second->presence += plays > 0;
        second->rewatch += plays > 1 ? plays - 1 : 0;
        second->again += plays > 1;
    }
    f->learners++;
    f->viewers += covered > 0;
    f->finished += f->seconds > 0 && covered * 100 >= f->seconds * MEASURE_WHOLE_PERCENT;
    f->covered += covered;
    memset(f->plays, 0, (size_t)MEASURE_SECONDS_MAX * sizeof *f->plays);
}

static Rc take_day(Ctx *cx, const MeasureWatchDay *row, void *arg)
{
    MeasureFilm *f = arg;
    (void)cx;
    if (!id_equal(&f->current, &row->registration)) {
        close_learner(f);
        f->current = row->registration;
    }
    if (!id_equal(&f->film, &row->film)) /* seconds of another film are other seconds */
        return OK;
    for (size_t i = 0; i < row->views.n && i < MEASURE_SECONDS_MAX; i++)
        f->plays[i] += views_plays((unsigned char)row->views.at[i]);
    if (f->film_ms == 0 && f->seconds < (int64_t)row->views.n)
        f->seconds = (int64_t)row->views.n;
    return OK;
}

Rc measure_seconds_of(Ctx *cx, Db *space, const MeasureScope *scope, const MeasureScopeGrain *grain, MeasureFilm *ret)
{
    MeasurePart part = {.grain = grain->grain};
    MeasureFilm f = {.film = grain->film};
    Media film;
    Rc rc = media_get(cx, space, &grain->film, &film);
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    f.film_ms = rc != OK ? 0 : film.duration_ms < GRAIN_FILM_MS_MAX ? film.duration_ms : GRAIN_FILM_MS_MAX;
    f.seconds = views_seconds(f.film_ms);
    f.at = arena_array(cx->arena, MEASURE_SECONDS_MAX, sizeof *f.at);
    f.plays = arena_array(cx->arena, MEASURE_SECONDS_MAX, sizeof *f.plays);
    if (!f.at || !f.plays)
        return ERR_NOMEM;
    fail_clear(cx);
    TRY(measure_read_watch(cx, space, &scope->days, &part, take_day, &f));
    close_learner(&f);
    *ret = f;
    return OK;
}
