/* From sums to what is shown of a question, and what stays hidden of it: where one cell of a whole is missing, the rest
 * would tell it, so a second one goes with it. */
#include "domains/measure/measure.h"

#include "domains/measure/measure_tally.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
    const MeasureRequest *rq;
    const Id *grain;
    MeasureQuestionList *ret;
} Reading;

static unsigned key_of(const GrainQuestion *q)
{
    unsigned mask = 0;
    for (size_t i = 0; i < q->choices.n; i++)
        for (size_t k = 0; k < q->key.n; k++)
            if (id_equal(&q->choices.at[i].id, &q->key.at[k]))
                mask |= 1u << i;
    return mask;
}

static int64_t choice_count(const Tally *t, size_t choice)
{
    int64_t sum = 0;
    for (unsigned mask = 0; mask < 1u << t->question->choices.n; mask++)
        sum += mask >> choice & 1 ? t->masks[mask] : 0;
    return sum;
}

/* Which of the counts that together make a whole are shown. */
static void show(const MeasureScope *scope, const int64_t *counts, size_t n, bool *ret_shown)
{
    size_t hidden = 0, smallest = n;
    for (size_t i = 0; i < n; i++) {
        ret_shown[i] = !measure_hides(scope, counts[i]);
        hidden += !ret_shown[i];
        if (ret_shown[i] && counts[i] > 0 && (smallest == n || counts[i] < counts[smallest]))
            smallest = i;
    }
    if (hidden == 1 && smallest < n)
        ret_shown[smallest] = false;
}

static Rc fill_choices(Ctx *cx, const MeasureScope *scope, const Tally *t, MeasureQuestion *q)
{
    size_t n = t->question->choices.n;
    int64_t counts[GRAIN_CHOICES_MAX];
    bool shown[GRAIN_CHOICES_MAX];
    unsigned key = key_of(t->question);
    q->choices.at = arena_array(cx->arena, n, sizeof *q->choices.at);
    if (!q->choices.at)
        return ERR_NOMEM;
    for (size_t i = 0; i < n; i++)
        counts[i] = choice_count(t, i);
    show(scope, counts, n, shown);
    for (size_t i = 0; i < n; i++) {
        bool has = q->has_answered && shown[i], right = key >> i & 1;
        q->choices.at[q->choices.n++] =
            (MeasureChoice){.choice_id = t->question->choices.at[i].id,
                            .text = t->question->choices.at[i].text,
                            .right = right,
                            .has_count = has,
                            .has_share = has && t->answered > 0,
                            .count = counts[i],
                            .share = t->answered ? (double)counts[i] / (double)t->answered : 0};
        q->hidden = q->hidden || !has;
        if (right && !has && !q->multiple) /* the same number */
            q->has_right = false;
    }
    return OK;
}

static int by_count(const void *a, const void *b)
{
    const MeasureCombination *x = a, *y = b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return x->choice_ids.n < y->choice_ids.n ? -1 : x->choice_ids.n > y->choice_ids.n;
}

static Rc fill_combination(Ctx *cx, const GrainQuestion *q, unsigned mask, MeasureCombination *ret)
{
    ret->choice_ids.at = arena_array(cx->arena, q->choices.n, sizeof *ret->choice_ids.at);
    if (!ret->choice_ids.at)
        return ERR_NOMEM;
    for (size_t i = 0; i < q->choices.n; i++)
        if (mask >> i & 1)
            ret->choice_ids.at[ret->choice_ids.n++] = q->choices.at[i].id;
    ret->right = mask == key_of(q);
    return OK;
}

static Rc fill_combinations(Ctx *cx, const MeasureScope *scope, const Tally *t, MeasureQuestion *q)
{
    size_t all = (size_t)1 << t->question->choices.n;
    bool *shown = arena_array(cx->arena, all, sizeof *shown);
    q->combinations.at = arena_array(cx->arena, all, sizeof *q->combinations.at);
    if (!shown || !q->combinations.at)
        return ERR_NOMEM;
    show(scope, t->masks, all, shown);
    for (unsigned mask = 0; mask < all; mask++) {
        if (t->masks[mask] == 0)
            continue;
        MeasureCombination *c = &q->combinations.at[q->combinations.n++];
        *c = (MeasureCombination){.count = t->masks[mask], .has_count = q->has_answered && shown[mask]};
        TRY(fill_combination(cx, t->question, mask, c));
        q->hidden = q->hidden || !c->has_count;
        if (c->right && !c->has_count)
            q->has_right = false;
    }
    qsort(q->combinations.at, q->combinations.n, sizeof *q->combinations.at, by_count);
    return OK;
}

static Rc fill_versions(Ctx *cx, const MeasureScope *scope, const Tally *t, MeasureQuestion *q)
{
    q->versions.at = arena_array(cx->arena, scope->version_count, sizeof *q->versions.at);
    if (!q->versions.at)
        return ERR_NOMEM;
    for (size_t i = 0; i < scope->version_count; i++) {
        const TallyVersion *v = &t->versions[i];
        bool has_answered = !measure_hides(scope, v->answered);
        if (!v->asked)
            continue;
        q->versions.at[q->versions.n++] =
            (MeasureQuestionVersion){.version_number = v->number,
                                     .answered = v->answered,
                                     .right = v->right,
                                     .has_answered = has_answered,
                                     .has_right = has_answered && !measure_hides(scope, v->right)};
        q->hidden = q->hidden || !q->versions.at[q->versions.n - 1].has_right;
    }
    return OK;
}

/* Point-biserial r: Pearson's r of a number with what is 0 or 1. */
static void correlate(const Tally *t, MeasureQuestion *q)
{
    double n = (double)t->answered, right = (double)t->right;
    if (t->answered < MEASURE_DISCRIMINATION_MIN || !q->has_right)
        return;
    double rest_variance = n * t->sum_rest_squared - t->sum_rest * t->sum_rest;
    double right_variance = n * right - right * right;
    if (!(rest_variance > 0) || !(right_variance > 0))
        return;
    q->discrimination = (n * t->sum_rest_right - t->sum_rest * right) / sqrt(rest_variance * right_variance);
    q->discrimination = fmax(-1, fmin(1, q->discrimination));
    q->has_discrimination = true;
}

static Rc fill_flags(Ctx *cx, MeasureQuestion *q)
{
    q->flags.at = arena_array(cx->arena, QUESTION_FLAG_COUNT, sizeof *q->flags.at);
    if (!q->flags.at)
        return ERR_NOMEM;
    if (q->has_difficulty && q->difficulty > 0.95)
        q->flags.at[q->flags.n++] = QUESTION_TOO_EASY;
    if (q->has_discrimination && q->discrimination < 0.1)
        q->flags.at[q->flags.n++] = QUESTION_WEAK;
    return OK;
}

static Rc fill_question(Ctx *cx, const MeasureScope *scope, Tally *t, MeasureQuestion *ret)
{
    bool has_answered = !measure_hides(scope, t->answered);
    MeasureQuestion q = {.question_id = t->question->id,
                         .quiz_title = t->quiz->title,
                         .prompt = t->question->prompt,
                         .at_ms = t->quiz->at_ms,
                         .multiple = t->question->multiple,
                         .points = t->question->points,
                         .version_number = t->number,
                         .answered = t->answered,
                         .has_answered = has_answered,
                         .right = t->right,
                         .has_right = has_answered && !measure_hides(scope, t->right),
                         .median_latency_ms = measure_median(t->latencies, (size_t)t->answered),
                         .has_median_latency_ms = has_answered && t->answered > 0};
    TRY(fill_choices(cx, scope, t, &q));
    if (q.multiple)
        TRY(fill_combinations(cx, scope, t, &q));
    TRY(fill_versions(cx, scope, t, &q));
    q.has_difficulty = q.has_right && t->answered > 0;
    q.difficulty = q.has_difficulty ? (double)t->right / (double)t->answered : 0;
    correlate(t, &q);
    q.hidden = q.hidden || !q.has_right;
    *ret = q;
    return fill_flags(cx, ret);
}

static Rc read_questions(Ctx *cx, Db *space, void *arg)
{
    const Reading *r = arg;
    MeasureScope scope;
    MeasureScopeGrain grain;
    MeasureQuestionList list = {0};
    Tally *tallies;
    size_t n;
    TRY(measure_scope_open(cx, space, r->rq, &scope));
    TRY(measure_scope_grain(cx, &scope, r->grain, &grain));
    TRY(measure_tally(cx, space, &scope, r->grain, &tallies, &n));
    list.items.at = arena_array(cx->arena, n, sizeof *list.items.at);
    if (!list.items.at)
        return ERR_NOMEM;
    for (; list.items.n < n; list.items.n++)
        TRY(fill_question(cx, &scope, &tallies[list.items.n], &list.items.at[list.items.n]));
    *r->ret = list;
    return OK;
}

Rc measure_questions(Ctx *cx, Db *space, const MeasureRequest *rq, const Id *grain, MeasureQuestionList *ret)
{
    return db_read(cx, space, read_questions, &(Reading){.rq = rq, .grain = grain, .ret = ret});
}
