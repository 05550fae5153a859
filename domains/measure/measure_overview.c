/* The list of modules, and one module as a whole. */
#include "domains/measure/measure.h"

#include "domains/measure/measure_population.h"
#include "domains/measure/measure_seconds.h"
#include "domains/xapi/xapi.h"
#include "kernel/text/fold.h"

typedef struct {
    const MeasureRequest *rq;
    const MeasureModuleQuery *query;
    MeasureModuleList *list;
    MeasureOverview *overview;
} Reading;

static Rc poster_of(Ctx *cx, Db *space, const MeasureRequest *rq, const Id *film, bool *ret_has, Str *ret)
{
    Media media;
    if (!rq->key)
        return OK;
    Rc rc = media_get(cx, space, film, &media);
    if (rc == ERR_MISSING) {
        fail_clear(cx);
        return OK;
    }
    TRY(rc);
    TRY(media_poster_url(cx, rq->key, &rq->space, &media, ret));
    *ret_has = ret->n > 0;
    return OK;
}

static Rc fill_module(Ctx *cx, Db *space, const MeasureRequest *rq, const MeasureModuleRow *row, MeasureModule *ret)
{
    MeasureFilter filter = {.module = row->id};
    MeasureRequest one = {.key = rq->key, .space = rq->space, .viewer = rq->viewer, .filter = &filter};
    MeasureModule m = {.module_id = row->id, .title = row->title};
    MeasureScope scope;
    MeasurePopulation all;
    MeasureScopeGrain *grains;
    int64_t stored_ms;
    size_t n;
    TRY(measure_scope_open(cx, space, &one, &scope));
    TRY(measure_scope_grains(cx, &scope, &grains, &n));
    for (size_t i = 0; i < n && grains[i].current; i++) {
        m.grain_count++;
        if (!m.has_poster_url)
            TRY(poster_of(cx, space, rq, &grains[i].film, &m.has_poster_url, &m.poster_url));
    }
    TRY(measure_population(cx, space, &scope, false, &all));
    measure_count(&scope, &all, &m.counts);
    Rc rc = measure_read_module(cx, space, &row->id, &stored_ms, &m.last_ms);
    m.has_last_ms = rc == OK;
    *ret = m;
    return rc == ERR_MISSING ? OK : rc;
}

/* What is only needed for the figures of one module is forgotten before the next; the poster's address is not. */
static Rc fill_alone(Ctx *cx, Db *space, const MeasureRequest *rq, const MeasureModuleRow *row, MeasureModule *ret)
{
    enum { ALONE_BYTES = 48 << 20 };
    AUTO_ARENA arena = arena_new(ALONE_BYTES);
    Ctx own = *cx;
    own.arena = arena;
    if (!arena)
        return ERR_NOMEM;
    TRY(fill_module(&own, space, rq, row, ret));
    return ret->has_poster_url ? str_copy(cx->arena, ret->poster_url, &ret->poster_url) : OK;
}

static Rc read_modules(Ctx *cx, Db *space, void *arg)
{
    const Reading *r = arg;
    MeasureModuleSearch search = {.owner = measure_viewer_owner(r->rq->viewer), .after = r->query->after};
    MeasureModuleRow *rows = arena_array(cx->arena, (size_t)r->query->limit + 1, sizeof *rows);
    MeasureModuleList list = {0};
    size_t n;
    TRY(text_like(cx, r->query->search, &search.like));
    search.limit = (size_t)r->query->limit + 1;
    if (!rows)
        return ERR_NOMEM;
    TRY(measure_read_modules(cx, space, &search, rows, &n));
    TRY(measure_read_module_count(cx, space, &search, &list.total));
    list.has_next_cursor = n == search.limit;
    list.items.n = n - list.has_next_cursor;
    list.items.at = arena_array(cx->arena, list.items.n, sizeof *list.items.at);
    if (!list.items.at)
        return ERR_NOMEM;
    for (size_t i = 0; i < list.items.n; i++)
        TRY(fill_alone(cx, space, r->rq, &rows[i], &list.items.at[i]));
    *r->list = list;
    return OK;
}

Rc measure_modules(Ctx *cx, Db *space, const MeasureRequest *rq, const MeasureModuleQuery *query,
                   MeasureModuleList *ret)
{
    return db_read(cx, space, read_modules, &(Reading){.rq = rq, .query = query, .list = ret});
}

static Rc fill_distributions(Ctx *cx, Db *space, const MeasureScope *scope, MeasureOverview *o)
{
    DistributionQuery query = {
        .module = scope->days.filter->module, .state = -1, .from_start = true, .limit = DISTRIBUTION_LIST_MAX};
    DistributionPage page;
    TRY(distribution_list(cx, space, &query, &page));
    o->distributions.at = arena_array(cx->arena, page.n, sizeof *o->distributions.at);
    if (!o->distributions.at)
        return ERR_NOMEM;
    for (size_t i = 0; i < page.n; i++)
        o->distributions.at[o->distributions.n++] = (MeasureDistribution){.id = page.at[i].id,
                                                                          .title = page.at[i].title,
                                                                          .created_ms = page.at[i].created_ms,
                                                                          .version_number = page.at[i].version_number,
                                                                          .state = (int)page.at[i].state};
    return OK;
}

static Rc fill_groups(Ctx *cx, Db *space, const MeasureScope *scope, MeasureOverview *o)
{
    o->groups.at = arena_array(cx->arena, MEASURE_LIST_MAX, sizeof *o->groups.at);
    if (!o->groups.at)
        return ERR_NOMEM;
    return measure_read_groups(cx, space, &scope->days.filter->module, o->groups.at, MEASURE_LIST_MAX, &o->groups.n);
}

static Rc fill_people(Ctx *cx, Db *space, const MeasureScope *scope, MeasureOverview *o)
{
    MeasurePopulation all;
    TRY(measure_population(cx, space, scope, false, &all));
    int64_t *watched = arena_array(cx->arena, all.n, sizeof *watched);
    int64_t finished = 0, scored = 0, sum = 0;
    if (!watched)
        return ERR_NOMEM;
    for (size_t i = 0; i < all.n; i++) {
        const MeasureOne *one = &all.at[i];
        if (!one->finished)
            continue;
        watched[finished++] = one->watched_ms;
        scored += one->has_score;
        sum += one->has_score ? one->score_percent : 0;
    }
    measure_count(scope, &all, &o->counts);
    o->has_median_time_ms = finished > 0 && !measure_hides(scope, finished);
    o->median_time_ms = measure_median(watched, (size_t)finished);
    o->has_average_score_percent = scored > 0 && !measure_hides(scope, scored);
    o->average_score_percent = scored ? sum / scored : 0;
    o->counts.hidden = o->counts.hidden || measure_hides(scope, scored);
    return OK;
}

static Rc fill_grain(Ctx *cx, Db *space, const MeasureScope *scope, const MeasureScopeGrain *grain, MeasureGrain *ret)
{
    MeasureFilm film;
    MeasureGrain g = {.grain_id = grain->grain, .title = grain->title, .current = grain->current};
    ArenaMark mark = arena_mark(cx->arena);
    TRY(measure_seconds_of(cx, space, scope, grain, &film));
    arena_rewind(cx->arena, mark);
    g.duration_ms = film.film_ms;
    g.has_started = !measure_hides(scope, film.learners);
    g.started = film.learners;
    g.has_finished = !measure_hides(scope, film.finished);
    g.finished = film.finished;
    g.has_attention_percent = film.learners > 0 && film.seconds > 0 && g.has_started;
    g.attention_percent = measure_percent(film.covered, film.learners * film.seconds);
    g.hidden = !g.has_started || !g.has_finished;
    TRY(poster_of(cx, space, scope->rq, &grain->film, &g.has_poster_url, &g.poster_url));
    *ret = g;
    return OK;
}

static Rc fill_grains(Ctx *cx, Db *space, const MeasureScope *scope, MeasureOverview *o)
{
    MeasureScopeGrain *grains;
    size_t n;
    TRY(measure_scope_grains(cx, scope, &grains, &n));
    o->grains.at = arena_array(cx->arena, n, sizeof *o->grains.at);
    if (!o->grains.at)
        return ERR_NOMEM;
    for (; o->grains.n < n; o->grains.n++)
        TRY(fill_grain(cx, space, scope, &grains[o->grains.n], &o->grains.at[o->grains.n]));
    return OK;
}

/* How far behind the projector is, and up to when this module is counted. */
static Rc fill_freshness(Ctx *cx, Db *space, const MeasureScope *scope, MeasureOverview *o)
{
    int64_t position, last_ms;
    XapiRecord next;
    size_t n;
    Rc rc = measure_read_module(cx, space, &scope->days.filter->module, &o->as_of_ms, &last_ms);
    o->has_as_of_ms = rc == OK;
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    TRY(measure_read_position(cx, space, &position));
    TRY(xapi_after(cx, space, &(Id){0}, position, 1, &next, &n));
    int64_t now = now_ms(cx);
    o->lag_ms = n && now > next.stored_ms ? now - next.stored_ms : 0;
    return OK;
}

static Rc read_overview(Ctx *cx, Db *space, void *arg)
{
    const Reading *r = arg;
    MeasureScope scope;
    MeasureOverview o = {.module_id = r->rq->filter->module};
    TRY(measure_scope_open(cx, space, r->rq, &scope));
    o.title = scope.subject.title;
    o.versions.at = scope.versions;
    o.versions.n = scope.version_count;
    TRY(fill_distributions(cx, space, &scope, &o));
    TRY(fill_groups(cx, space, &scope, &o));
    TRY(fill_people(cx, space, &scope, &o));
    TRY(fill_grains(cx, space, &scope, &o));
    TRY(fill_freshness(cx, space, &scope, &o));
    *r->overview = o;
    return OK;
}

Rc measure_overview(Ctx *cx, Db *space, const MeasureRequest *rq, MeasureOverview *ret)
{
    return db_read(cx, space, read_overview, &(Reading){.rq = rq, .overview = ret});
}
