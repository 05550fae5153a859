/* The learners of a module by name. */
#include "domains/measure/measure.h"

#include "domains/measure/measure_learner_row.h"
#include "kernel/text/fold.h"

#include <stdlib.h>

typedef struct {
    const MeasureRequest *rq;
    const MeasureLearnerQuery *query;
    MeasureLearnerList *ret;
} Reading;

static Rc write_name(Ctx *cx, const MeasureLearnerRow *row, Str *ret)
{
    *ret = STR("");
    if (!row->first_name.at) /* erased */
        return OK;
    return str_format(cx->arena, ret, "%.*s %.*s", STR_ARG(row->first_name), STR_ARG(row->last_name));
}

Rc measure_learner_show(Ctx *cx, const MeasureOne *one, MeasureLearner *ret)
{
    enum { PPM = 1000000 };
    const MeasureLearnerRow *row = &one->row;
    MeasureLearner l = {.registration_id = row->registration,
                        .person.id = row->person,
                        .distribution = {row->distribution, row->title},
                        .version_number = row->version_number,
                        .attempt = row->attempt,
                        .attempts = one->attempts,
                        .state = one->state,
                        .progress = (double)one->progress_ppm / PPM,
                        .has_score_percent = one->has_score,
                        .score_percent = one->score_percent,
                        .has_success = one->has_success,
                        .success = one->success,
                        .watched_ms = one->watched_ms,
                        .has_first_ms = one->started,
                        .first_ms = one->first_ms,
                        .has_last_ms = one->started,
                        .last_ms = one->last_ms,
                        .has_finished_ms = one->finished_ms > 0,
                        .finished_ms = one->finished_ms,
                        .has_due_ms = row->due_ms > 0,
                        .due_ms = row->due_ms,
                        .withdrawn = row->withdrawn_ms > 0};
    int64_t until_ms = one->finished_ms ? one->finished_ms : now_ms(cx);
    l.late = l.has_due_ms && until_ms > row->due_ms;
    TRY(write_name(cx, row, &l.person.name));
    *ret = l;
    return OK;
}

/* What an order compares besides the name: nothing comes before something. */
static int64_t sort_value(const MeasureOne *one, MeasureSort sort)
{
    switch (sort) {
    case MEASURE_BY_PROGRESS:
        return one->progress_ppm;
    case MEASURE_BY_SCORE:
        return one->has_score ? one->score_percent : -1;
    case MEASURE_BY_WATCHED:
        return one->watched_ms;
    case MEASURE_BY_FIRST:
        return one->started ? one->first_ms : -1;
    case MEASURE_BY_FINISHED:
        return one->finished_ms ? one->finished_ms : -1;
    case MEASURE_BY_LAST:
        return one->started ? one->last_ms : -1;
    default:
        return 0;
    }
}

typedef struct {
    const MeasureOne *one;
    int64_t value;
    bool descending;
} Sorted;

static int by_order(const void *a, const void *b)
{
    const Sorted *x = a, *y = b;
    int sign = x->descending ? -1 : 1;
    if (x->value != y->value)
        return x->value < y->value ? -sign : sign;
    int name = str_compare(x->one->row.name_folded, y->one->row.name_folded);
    return name ? sign * name : strcmp(x->one->row.registration.text, y->one->row.registration.text);
}

static bool matches(const MeasureOne *one, Str folded)
{
    if (folded.n == 0)
        return true;
    Str in = one->row.search_folded;
    return in.n > 0 && memmem(in.at, in.n, folded.at, folded.n) != NULL;
}

Rc measure_learners_sorted(Ctx *cx, const MeasurePopulation *all, const MeasureLearnerQuery *query,
                           const MeasureOne ***ret, size_t *ret_n)
{
    Str folded = STR("");
    Sorted *rows = arena_array(cx->arena, all->n, sizeof *rows);
    const MeasureOne **sorted = arena_array(cx->arena, all->n, sizeof *sorted);
    size_t n = 0;
    if (!rows || !sorted)
        return ERR_NOMEM;
    if (query->search.n)
        TRY(text_fold(cx, query->search, &folded));
    for (size_t i = 0; i < all->n; i++)
        if (all->at[i].in && matches(&all->at[i], folded))
            rows[n++] = (Sorted){&all->at[i], sort_value(&all->at[i], query->sort), query->descending};
    if (n)
        qsort(rows, n, sizeof *rows, by_order);
    for (size_t i = 0; i < n; i++)
        sorted[i] = rows[i].one;
    *ret = sorted;
    *ret_n = n;
    return OK;
}

static Rc read_learners(Ctx *cx, Db *space, void *arg)
{
    const Reading *r = arg;
    MeasureScope scope;
    MeasurePopulation all;
    MeasureLearnerList list = {0};
    const MeasureOne **sorted;
    size_t n, skip = r->query->skip, limit = r->query->limit;
    TRY(measure_scope_open(cx, space, r->rq, &scope));
    TRY(measure_population(cx, space, &scope, true, &all));
    TRY(measure_learners_sorted(cx, &all, r->query, &sorted, &n));
    list.total = (int64_t)n;
    list.items.at = arena_array(cx->arena, limit < n ? limit : n, sizeof *list.items.at);
    if (!list.items.at)
        return ERR_NOMEM;
    for (size_t i = skip; i < n && list.items.n < limit; i++, list.items.n++)
        TRY(measure_learner_show(cx, sorted[i], &list.items.at[list.items.n]));
    list.has_next_cursor = list.items.n > 0 && skip + list.items.n < n;
    *r->ret = list;
    return OK;
}

Rc measure_learners(Ctx *cx, Db *space, const MeasureRequest *rq, const MeasureLearnerQuery *query,
                    MeasureLearnerList *ret)
{
    return db_read(cx, space, read_learners, &(Reading){.rq = rq, .query = query, .ret = ret});
}
