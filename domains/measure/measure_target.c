/* What became of the targets of a grain. */
#include "domains/measure/measure.h"

#include "domains/measure/measure_scope.h"

#include <stdlib.h>

typedef struct {
    const MeasureRequest *rq;
    const Id *grain;
    MeasureTargetList *ret;
} Reading;

typedef struct {
    MeasureTarget *at;
    size_t n;
    MeasureTarget *target; /* in hand; rows come in order of target */
    int64_t *dwells;
    size_t dwell_count, dwell_room;
} Walk;

static MeasureTarget *find(Walk *w, const Id *target)
{
    for (size_t i = 0; i < w->n; i++)
        if (id_equal(&w->at[i].target_id, target))
            return &w->at[i];
    return NULL;
}

/* Documents come newest first: what is known already stays as it is. */
static Rc list_targets(Ctx *cx, Db *space, const MeasureScope *scope, const Id *grain, Walk *w)
{
    MeasureDocument *documents;
    size_t n, room = 0;
    TRY(measure_scope_documents(cx, space, scope, grain, &documents, &n));
    for (size_t i = 0; i < n; i++)
        room += documents[i].document->targets.n;
    w->at = arena_array(cx->arena, room, sizeof *w->at);
    if (!w->at)
        return ERR_NOMEM;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < documents[i].document->targets.n; k++) {
            const GrainTarget *t = &documents[i].document->targets.at[k];
            if (w->n == GRAIN_ELEMENTS_MAX || find(w, &t->id))
                continue;
            MeasureTarget *target = &w->at[w->n++];
            *target = (MeasureTarget){.target_id = t->id,
                                      .label = t->label,
                                      .start_ms = t->start_ms,
                                      .end_ms = t->end_ms,
                                      .version_number = documents[i].number};
            measure_content_kind(documents[i].document, &t->content, &target->content_kind);
        }
    return OK;
}

static void close_target(Walk *w)
{
    if (w->target && w->dwell_count) {
        w->target->has_median_dwell_ms = true;
        w->target->median_dwell_ms = measure_median(w->dwells, w->dwell_count);
        w->target->hidden = w->dwell_count < MEASURE_PEOPLE_MIN;
    }
    w->dwell_count = 0;
}

static Rc add_dwell(Ctx *cx, Walk *w, int64_t dwell_ms)
{
    enum { ROOM_FIRST = 64 };
    if (w->dwell_count == w->dwell_room) {
        size_t room = w->dwell_room ? 2 * w->dwell_room : ROOM_FIRST;
        int64_t *more = arena_array(cx->arena, room, sizeof *more);
        if (!more)
            return ERR_NOMEM;
        if (w->dwell_count)
            memcpy(more, w->dwells, w->dwell_count * sizeof *more);
        w->dwells = more;
        w->dwell_room = room;
    }
    w->dwells[w->dwell_count++] = dwell_ms;
    return OK;
}

/* Whoever closed it had opened it, and whoever opened it had it before them: perhaps on a day outside of the filter. */
static Rc take(Ctx *cx, const MeasureTargetSum *row, void *arg)
{
    Walk *w = arg;
    if (!w->target || !id_equal(&w->target->target_id, &row->target)) {
        close_target(w);
        w->target = find(w, &row->target);
    }
    if (!w->target)
        return OK;
    bool opened = row->opened > 0 || row->closed > 0;
    w->target->shown++;
    w->target->opened += opened;
    w->target->ignored += !opened;
    return row->closed > 0 ? add_dwell(cx, w, row->dwell_ms / row->closed) : OK;
}

/* Opened and ignored make up shown: where one is hidden the other would tell it. */
static void hide(const MeasureScope *scope, MeasureTarget *t)
{
    bool few_closed = !scope->named && t->hidden;
    bool few = measure_hides(scope, t->opened) || measure_hides(scope, t->ignored);
    t->has_shown = !measure_hides(scope, t->shown);
    t->has_opened = t->has_ignored = !few;
    t->has_median_dwell_ms = t->has_median_dwell_ms && !few_closed;
    t->hidden = few_closed || few || !t->has_shown;
}

static int by_time(const void *a, const void *b)
{
    const MeasureTarget *x = a, *y = b;
    if (x->start_ms != y->start_ms)
        return x->start_ms < y->start_ms ? -1 : 1;
    return strcmp(x->target_id.text, y->target_id.text);
}

static Rc read_targets(Ctx *cx, Db *space, void *arg)
{
    const Reading *r = arg;
    MeasureScope scope;
    MeasureScopeGrain grain;
    MeasurePart part = {.grain = *r->grain};
    Walk w = {0};
    TRY(measure_scope_open(cx, space, r->rq, &scope));
    TRY(measure_scope_grain(cx, &scope, r->grain, &grain));
    TRY(list_targets(cx, space, &scope, r->grain, &w));
    TRY(measure_read_targets(cx, space, &scope.days, &part, take, &w));
    close_target(&w);
    for (size_t i = 0; i < w.n; i++)
        hide(&scope, &w.at[i]);
    if (w.n)
        qsort(w.at, w.n, sizeof *w.at, by_time);
    r->ret->items.at = w.at;
    r->ret->items.n = w.n;
    return OK;
}

Rc measure_targets(Ctx *cx, Db *space, const MeasureRequest *rq, const Id *grain, MeasureTargetList *ret)
{
    return db_read(cx, space, read_targets, &(Reading){.rq = rq, .grain = grain, .ret = ret});
}
