/* Each answer with its learner, one by one: for tables that are too long to hold. */
#include "domains/measure/measure.h"

#include "domains/measure/measure_learner_row.h"

#include <stdlib.h>

typedef struct {
    const MeasureRequest *rq;
    MeasureAnswerSink take;
    void *arg;
    const MeasureScope *scope;
    const MeasurePopulation *all;
    MeasureScopeGrain grain; /* in hand; rows come in order of grain */
    MeasureDocument *documents;
    size_t document_count;
    Db *space;
    Ctx *outer; /* where grains live; the arena of a row is emptied behind it */
} Walk;

static int by_registration(const void *key, const void *element)
{
    return strcmp(((const Id *)key)->text, ((const MeasureOne *)element)->row.registration.text);
}

static Rc open_grain(Ctx *cx, Walk *w, const Id *grain)
{
    if (id_equal(&w->grain.grain, grain))
        return OK;
    TRY(measure_scope_grain(cx, w->scope, grain, &w->grain));
    return measure_scope_documents(cx, w->space, w->scope, grain, &w->documents, &w->document_count);
}

/* In the arena of one row. */
static Rc take_answer(Ctx *cx, const MeasureAnswerRead *row, void *arg)
{
    Walk *w = arg;
    MeasureLearner learner;
    MeasureAnswer answer;
    const MeasureOne *one =
        w->all->n ? bsearch(&row->registration, w->all->at, w->all->n, sizeof *w->all->at, by_registration) : NULL;
    if (!one)
        return OK; /* registered after the people were read, on an engine that allows it */
    TRY(open_grain(w->outer, w, &row->grain));
    const MeasureDocument *document =
        measure_document_of(w->scope, w->documents, w->document_count, &row->grain, &row->module_version);
    TRY(measure_learner_show(cx, one, &learner));
    TRY(measure_answer_show(cx, w->scope, document, row, &answer));
    TRY(w->take(cx, &learner, w->grain.title, &answer, w->arg));
    arena_clear(cx->arena);
    return OK;
}

static Rc read_answers(Ctx *cx, Db *space, void *arg)
{
    enum { ROW_BYTES = 4 << 20 };
    Walk *w = arg;
    MeasureScope scope;
    MeasurePopulation all;
    AUTO_ARENA arena = arena_new(ROW_BYTES);
    Ctx row = *cx;
    row.arena = arena;
    if (!arena)
        return ERR_NOMEM;
    TRY(w->take(cx, NULL, STR(""), NULL, w->arg));
    TRY(measure_scope_open(cx, space, w->rq, &scope));
    TRY(measure_population(cx, space, &scope, true, &all));
    w->scope = &scope;
    w->all = &all;
    w->space = space;
    w->outer = cx;
    w->grain = (MeasureScopeGrain){0};
    return measure_read_answers(&row, space, &scope.days, INT64_MAX, &(Id){0}, take_answer, w);
}

Rc measure_each_answer(Ctx *cx, Db *space, const MeasureRequest *rq, MeasureAnswerSink take, void *arg)
{
    return db_read(cx, space, read_answers, &(Walk){.rq = rq, .take = take, .arg = arg});
}

typedef struct {
    const MeasureRequest *rq;
    MeasureNamed *at;
    size_t n;
} Grains;

static Rc read_grains(Ctx *cx, Db *space, void *arg)
{
    Grains *g = arg;
    MeasureScope scope;
    MeasureScopeGrain *grains;
    TRY(measure_scope_open(cx, space, g->rq, &scope));
    TRY(measure_scope_grains(cx, &scope, &grains, &g->n));
    g->at = arena_array(cx->arena, g->n, sizeof *g->at);
    if (!g->at)
        return ERR_NOMEM;
    for (size_t i = 0; i < g->n; i++)
        g->at[i] = (MeasureNamed){grains[i].grain, grains[i].title};
    return OK;
}

Rc measure_grains(Ctx *cx, Db *space, const MeasureRequest *rq, MeasureNamed **ret, size_t *ret_n)
{
    Grains g = {.rq = rq};
    TRY(db_read(cx, space, read_grains, &g));
    *ret = g.at;
    *ret_n = g.n;
    return OK;
}
