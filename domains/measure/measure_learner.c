/* All that is known of one learner. */
#include "domains/measure/measure.h"

#include "domains/measure/measure_learner_row.h"
#include "domains/measure/measure_views.h"

#include <stdlib.h>

typedef struct {
    const MeasureRequest *rq;
    const Id *registration;
    MeasureLearnerDetail *ret;
} Reading;

typedef struct {
    const MeasureScope *scope;
    const Id *registration;
    MeasureLearnerDetail *detail;
    /* of the grain in hand */
    const MeasureScopeGrain *grain;
    MeasureLearnerGrain *shown;
    MeasureDocument *documents;
    size_t document_count, room;
    int64_t *plays, seconds;
} Walk;

static Rc take_attempt(Ctx *cx, const MeasureAttemptRow *row, void *arg)
{
    enum { PPM = 1000000 };
    Walk *w = arg;
    (void)cx;
    if (!id_equal(&row->registration, w->registration) || w->detail->attempts.n == MEASURE_ATTEMPTS_MAX)
        return OK;
    w->detail->attempts.at[w->detail->attempts.n++] =
        (MeasureAttempt){.attempt = row->attempt,
                         .version_number = measure_scope_number(w->scope, &row->module_version),
                         .state = row->state,
                         .progress = (double)row->progress_ppm / PPM,
                         .has_score_percent = row->completed_ms && row->points_max > 0,
                         .score_percent = measure_percent(row->points, row->points_max),
                         .has_success = row->success >= 0,
                         .success = row->success > 0,
                         .has_first_ms = row->first_ms > 0,
                         .first_ms = row->first_ms,
                         .has_finished_ms = row->completed_ms > 0,
                         .finished_ms = row->completed_ms};
    return OK;
}

static Rc take_day(Ctx *cx, const MeasureWatchDay *row, void *arg)
{
    Walk *w = arg;
    (void)cx;
    w->shown->watched_ms += row->watched_ms;
    if (!id_equal(&row->film, &w->grain->film))
        return OK;
    for (size_t i = 0; i < row->views.n && i < MEASURE_SECONDS_MAX; i++)
        w->plays[i] += views_plays((unsigned char)row->views.at[i]);
    if (w->shown->duration_ms == 0 && w->seconds < (int64_t)row->views.n)
        w->seconds = (int64_t)row->views.n;
    return OK;
}

static Rc fill_spans(Ctx *cx, const Walk *w)
{
    MeasureLearnerGrain *g = w->shown;
    g->spans.at = arena_array(cx->arena, (size_t)w->seconds / 2 + 1, sizeof *g->spans.at);
    if (!g->spans.at)
        return ERR_NOMEM;
    for (int64_t i = 0; i < w->seconds; i++) {
        int64_t end_ms = (i + 1) * 1000;
        if (g->duration_ms && end_ms > g->duration_ms)
            end_ms = g->duration_ms;
        if (w->plays[i] == 0)
            continue;
        if (g->spans.n == 0 || g->spans.at[g->spans.n - 1].end_ms < i * 1000)
            g->spans.at[g->spans.n++].start_ms = i * 1000;
        g->spans.at[g->spans.n - 1].end_ms = end_ms;
    }
    return OK;
}

static Rc fill_watch(Ctx *cx, Db *space, Walk *w)
{
    MeasurePart part = {w->grain->grain, *w->registration};
    Media film;
    Rc rc = media_get(cx, space, &w->grain->film, &film);
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    fail_clear(cx);
    w->shown->duration_ms = rc != OK ? 0 : film.duration_ms < GRAIN_FILM_MS_MAX ? film.duration_ms : GRAIN_FILM_MS_MAX;
    w->seconds = views_seconds(w->shown->duration_ms);
    w->plays = arena_array(cx->arena, MEASURE_SECONDS_MAX, sizeof *w->plays);
    if (!w->plays)
        return ERR_NOMEM;
    TRY(measure_read_watch(cx, space, &w->scope->days, &part, take_day, w));
    w->shown->views.at = w->plays;
    w->shown->views.n = (size_t)w->seconds;
    return fill_spans(cx, w);
}

/* The quiz that holds a question. */
static const GrainQuiz *quiz_of(const GrainDocument *d, const GrainQuestion *q)
{
    for (size_t i = 0; i < d->quizzes.n; i++)
        for (size_t k = 0; k < d->quizzes.at[i].questions.n; k++)
            if (&d->quizzes.at[i].questions.at[k] == q)
                return &d->quizzes.at[i];
    return NULL;
}

static Rc fill_choices(Ctx *cx, const GrainQuestion *q, Str choices, MeasureAnswer *a)
{
    Str rest = choices, part;
    a->choice_ids.at = arena_array(cx->arena, GRAIN_CHOICES_MAX, sizeof *a->choice_ids.at);
    a->choices.at = arena_array(cx->arena, GRAIN_CHOICES_MAX, sizeof *a->choices.at);
    if (!a->choice_ids.at || !a->choices.at)
        return ERR_NOMEM;
    while (rest.n && str_cut(&rest, ' ', &part) && a->choice_ids.n < GRAIN_CHOICES_MAX) {
        Id *id = &a->choice_ids.at[a->choice_ids.n++];
        if (id_parse(part, id) != OK)
            return ERR_BUG;
        for (size_t i = 0; q && i < q->choices.n; i++)
            if (id_equal(&q->choices.at[i].id, id))
                a->choices.at[a->choices.n++] = q->choices.at[i].text;
    }
    return OK;
}

Rc measure_answer_show(Ctx *cx, const MeasureScope *scope, const MeasureDocument *document,
                       const MeasureAnswerRead *row, MeasureAnswer *ret)
{
    const GrainQuestion *q = document ? grain_question(document->document, &row->question) : NULL;
    const GrainQuiz *quiz = q ? quiz_of(document->document, q) : NULL;
    MeasureAnswer a = {.question_id = row->question,
                       .quiz_title = quiz ? quiz->title : STR(""),
                       .prompt = q ? q->prompt : STR(""),
                       .at_ms = quiz ? quiz->at_ms : 0,
                       .correct = row->correct,
                       .points = row->points,
                       .points_max = row->points_max,
                       .answered_ms = row->answered_ms,
                       .latency_ms = row->latency_ms,
                       .version_number = measure_scope_number(scope, &row->module_version),
                       .attempt = row->attempt,
                       .nth = row->nth};
    TRY(fill_choices(cx, q, row->choices, &a));
    *ret = a;
    return OK;
}

static Rc take_answer(Ctx *cx, const MeasureAnswerRead *row, void *arg)
{
    enum { ROOM_FIRST = 32 };
    Walk *w = arg;
    if (!id_equal(&row->grain, &w->grain->grain) || w->shown->answers.n == MEASURE_ANSWERS_MAX)
        return OK;
    if (w->shown->answers.n == w->room) {
        size_t room = w->room ? 2 * w->room : ROOM_FIRST;
        MeasureAnswer *more = arena_array(cx->arena, room, sizeof *more);
        if (!more)
            return ERR_NOMEM;
        if (w->room)
            memcpy(more, w->shown->answers.at, w->room * sizeof *more);
        w->shown->answers.at = more;
        w->room = room;
    }
    const MeasureDocument *document =
        measure_document_of(w->scope, w->documents, w->document_count, &row->grain, &row->module_version);
    return measure_answer_show(cx, w->scope, document, row, &w->shown->answers.at[w->shown->answers.n++]);
}

static int by_moment(const void *a, const void *b)
{
    const MeasureAnswer *x = a, *y = b;
    if (x->answered_ms != y->answered_ms)
        return x->answered_ms < y->answered_ms ? -1 : 1;
    int order = strcmp(x->question_id.text, y->question_id.text);
    return order ? order : (x->nth > y->nth) - (x->nth < y->nth);
}

static Str label_of(const Walk *w, const Id *target)
{
    for (size_t i = 0; i < w->document_count; i++)
        for (size_t k = 0; k < w->documents[i].document->targets.n; k++)
            if (id_equal(&w->documents[i].document->targets.at[k].id, target))
                return w->documents[i].document->targets.at[k].label;
    return STR("");
}

static Rc take_target(Ctx *cx, const MeasureTargetSum *row, void *arg)
{
    Walk *w = arg;
    (void)cx;
    if (w->shown->targets.n < GRAIN_ELEMENTS_MAX)
        w->shown->targets.at[w->shown->targets.n++] = (MeasureTargetUse){.target_id = row->target,
                                                                         .label = label_of(w, &row->target),
                                                                         .shown = row->shown,
                                                                         .opened = row->opened,
                                                                         .dwell_ms = row->dwell_ms};
    return OK;
}

static Rc fill_grain(Ctx *cx, Db *space, Walk *w)
{
    MeasurePart part = {w->grain->grain, *w->registration};
    *w->shown = (MeasureLearnerGrain){.grain_id = w->grain->grain, .title = w->grain->title};
    w->room = 0;
    TRY(fill_watch(cx, space, w));
    TRY(measure_scope_documents(cx, space, w->scope, &w->grain->grain, &w->documents, &w->document_count));
    TRY(measure_read_answers(cx, space, &w->scope->days, INT64_MAX, w->registration, take_answer, w));
    if (w->shown->answers.n)
        qsort(w->shown->answers.at, w->shown->answers.n, sizeof *w->shown->answers.at, by_moment);
    w->shown->targets.at = arena_array(cx->arena, GRAIN_ELEMENTS_MAX, sizeof *w->shown->targets.at);
    if (!w->shown->targets.at)
        return ERR_NOMEM;
    return measure_read_targets(cx, space, &w->scope->days, &part, take_target, w);
}

static Rc find_learner(Ctx *cx, Db *space, const MeasureScope *scope, const Id *registration, MeasureLearner *ret)
{
    MeasurePopulation all;
    TRY(measure_population(cx, space, scope, true, &all));
    for (size_t i = 0; i < all.n; i++)
        if (id_equal(&all.at[i].row.registration, registration))
            return measure_learner_show(cx, &all.at[i], ret);
    return fail(cx, ERR_MISSING, "http.missing", NULL);
}

static Rc read_learner(Ctx *cx, Db *space, void *arg)
{
    const Reading *r = arg;
    MeasureFilter filter = *r->rq->filter;
    MeasureRequest rq = *r->rq;
    MeasureScope scope;
    MeasureScopeGrain *grains;
    MeasureLearnerDetail detail = {0};
    Walk w = {.scope = &scope, .registration = r->registration, .detail = &detail};
    size_t n;
    filter.distribution = filter.group = (Id){0}; /* who it is has been said */
    rq.filter = &filter;
    TRY(measure_scope_open(cx, space, &rq, &scope));
    TRY(find_learner(cx, space, &scope, r->registration, &detail.learner));
    detail.attempts.at = arena_array(cx->arena, MEASURE_ATTEMPTS_MAX, sizeof *detail.attempts.at);
    if (!detail.attempts.at)
        return ERR_NOMEM;
    TRY(measure_read_attempts(cx, space, &filter, take_attempt, &w));
    TRY(measure_scope_grains(cx, &scope, &grains, &n));
    detail.grains.at = arena_array(cx->arena, n, sizeof *detail.grains.at);
    if (!detail.grains.at)
        return ERR_NOMEM;
    for (; detail.grains.n < n; detail.grains.n++) {
        w.grain = &grains[detail.grains.n];
        w.shown = &detail.grains.at[detail.grains.n];
        TRY(fill_grain(cx, space, &w));
    }
    *r->ret = detail;
    return OK;
}

Rc measure_learner(Ctx *cx, Db *space, const MeasureRequest *rq, const Id *registration, MeasureLearnerDetail *ret)
{
    return db_read(cx, space, read_learner, &(Reading){.rq = rq, .registration = registration, .ret = ret});
}
