/* Three lists in the order of registrations, merged. */
#include "domains/measure/measure_population.h"

typedef struct {
    const MeasureScope *scope;
    MeasurePopulation *all;
    size_t room, next; /* next: where a list in order of registrations goes on */
} Merge;

int64_t measure_percent(int64_t part, int64_t whole)
{
    return whole > 0 ? part * 100 / whole : 0;
}

static Rc take_learner(Ctx *cx, const MeasureLearnerRow *row, void *arg)
{
    enum { ROOM_FIRST = 64 };
    Merge *m = arg;
    if (m->all->n == m->room) {
        size_t room = m->room ? 2 * m->room : ROOM_FIRST;
        MeasureOne *more = arena_array(cx->arena, room, sizeof *more);
        if (!more)
            return ERR_NOMEM;
        if (m->all->n)
            memcpy(more, m->all->at, m->all->n * sizeof *more);
        m->all->at = more;
        m->room = room;
    }
    m->all->at[m->all->n++] = (MeasureOne){.row = *row};
    return OK;
}

/* The learner of a row; NULL when registrations came or went between two statements. */
static MeasureOne *find(Merge *m, const Id *registration)
{
    while (m->next < m->all->n && strcmp(m->all->at[m->next].row.registration.text, registration->text) < 0)
        m->next++;
    bool found = m->next < m->all->n && id_equal(&m->all->at[m->next].row.registration, registration);
    return found ? &m->all->at[m->next] : NULL;
}

static Rc take_sum(Ctx *cx, const MeasureWatchSum *row, void *arg)
{
    MeasureOne *one = find(arg, &row->registration);
    (void)cx;
    if (!one)
        return OK;
    one->started = true;
    one->watched_ms = row->watched_ms;
    one->first_ms = row->first_ms;
    one->last_ms = row->last_ms;
    return OK;
}

static void take_completed(MeasureOne *one, const MeasureAttemptRow *row)
{
    if (one->finished_ms == 0 || row->completed_ms < one->finished_ms)
        one->finished_ms = row->completed_ms;
    int64_t score_percent = measure_percent(row->points, row->points_max);
    if (row->points_max > 0 && (!one->has_score || score_percent > one->score_percent))
        one->score_percent = score_percent;
    one->has_score = one->has_score || row->points_max > 0;
    one->has_success = one->has_success || row->success >= 0;
    one->success = one->success || row->success > 0;
}

static Rc take_attempt(Ctx *cx, const MeasureAttemptRow *row, void *arg)
{
    Merge *m = arg;
    const Id *version = &m->scope->days.filter->version;
    MeasureOne *one = find(m, &row->registration);
    (void)cx;
    if (!one)
        return OK;
    one->attempts++;
    one->state = row->state > one->state ? row->state : one->state;
    if (row->attempt == one->row.attempt)
        one->progress_ppm = row->progress_ppm;
    if (row->completed_ms && (id_none(version) || id_equal(version, &row->module_version)))
        take_completed(one, row);
    return OK;
}

static void decide(const MeasureScope *scope, MeasureOne *one)
{
    const MeasureFilter *f = scope->days.filter;
    bool has_access = one->row.withdrawn_ms == 0;
    bool of_version = id_none(&f->version) || id_equal(&f->version, &one->row.module_version);
    bool in_time = f->to_ms == 0 || one->row.created_ms < f->to_ms;
    one->in = one->started || ((has_access || one->attempts > 0) && of_version && in_time);
    one->finished = one->in && one->finished_ms && measure_in_days(scope, one->finished_ms);
}

Rc measure_population(Ctx *cx, Db *space, const MeasureScope *scope, bool names, MeasurePopulation *ret)
{
    MeasurePopulation all = {0};
    Merge m = {.scope = scope, .all = &all};
    TRY(measure_read_learners(cx, space, scope->days.filter, names, take_learner, &m));
    TRY(measure_read_watch_sums(cx, space, &scope->days, take_sum, &m));
    m.next = 0;
    TRY(measure_read_attempts(cx, space, scope->days.filter, take_attempt, &m));
    for (size_t i = 0; i < all.n; i++)
        decide(scope, &all.at[i]);
    *ret = all;
    return OK;
}

void measure_count(const MeasureScope *scope, const MeasurePopulation *all, MeasureCounts *ret)
{
    MeasureCounts c = {0};
    int64_t marked = 0, passed = 0;
    for (size_t i = 0; i < all->n; i++) {
        const MeasureOne *one = &all->at[i];
        bool is_marked = one->finished && one->has_success;
        c.enrolled += one->in;
        c.started += one->in && one->started;
        c.finished += one->finished;
        marked += is_marked;
        passed += is_marked && one->success;
    }
    c.has_enrolled = !measure_hides(scope, c.enrolled);
    c.has_started = !measure_hides(scope, c.started);
    c.has_finished = !measure_hides(scope, c.finished);
    c.has_success_percent = marked > 0 && !measure_hides(scope, marked);
    c.hidden = !c.has_enrolled || !c.has_started || !c.has_finished || measure_hides(scope, marked);
    c.success_percent = measure_percent(passed, marked);
    *ret = c;
}
