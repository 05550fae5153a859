/* Two walks over the first answers of a module, in order of question and learner: the first sums each learner's points,
 * the second counts. Nothing is kept of a learner but one number. */
#include "domains/measure/measure_tally.h"

#include "domains/play/play_reader.h"

#include <stdlib.h>

typedef struct {
    Id registration;
    int64_t points;
} Total;

typedef struct {
    Total *at; /* open addressing; `room` is a power of two */
    size_t n, room;
} Totals;

static size_t hash_of(const Id *id)
{
    size_t h = 5381;
    for (const char *c = id->text; *c; c++)
        h = h * 33 + (unsigned char)*c;
    return h;
}

static Total *slot(const Totals *t, const Id *registration)
{
    size_t i = hash_of(registration) & (t->room - 1);
    while (!id_none(&t->at[i].registration) && !id_equal(&t->at[i].registration, registration))
        i = (i + 1) & (t->room - 1);
    return &t->at[i];
}

static Rc grow(Ctx *cx, Totals *t)
{
    enum { ROOM_FIRST = 256 };
    Totals more = {.n = t->n, .room = t->room ? 2 * t->room : ROOM_FIRST};
    more.at = arena_array(cx->arena, more.room, sizeof *more.at);
    if (!more.at)
        return ERR_NOMEM;
    for (size_t i = 0; i < t->room; i++)
        if (!id_none(&t->at[i].registration))
            *slot(&more, &t->at[i].registration) = t->at[i];
    *t = more;
    return OK;
}

/* The first row of each learner and question is the first answer in the filter. */
typedef struct {
    Id grain, question, registration;
} Place;

static bool moves_on(Place *last, const MeasureAnswerRead *row)
{
    Place here = {row->grain, row->question, row->registration};
    bool moved = !id_equal(&last->registration, &here.registration) || !id_equal(&last->question, &here.question) ||
                 !id_equal(&last->grain, &here.grain);
    *last = here;
    return moved;
}

typedef struct {
    const MeasureScope *scope;
    const Id *grain;
    const MeasureDocument *documents;
    size_t document_count;
    Totals totals;
    Place last;
    Tally *tallies;
    size_t n;
    Tally *tally;         /* of the question in hand; NULL: none of the filter's documents has it */
    int64_t first_points; /* of the learner in hand, for this question */
    bool counted;         /* the learner in hand is */
    bool *seen;           /* versions of the learner in hand */
} Walk;

static Rc add_points(Ctx *cx, const MeasureAnswerRead *row, void *arg)
{
    Walk *w = arg;
    if (!moves_on(&w->last, row))
        return OK;
    if (2 * (w->totals.n + 1) > w->totals.room)
        TRY(grow(cx, &w->totals));
    Total *total = slot(&w->totals, &row->registration);
    w->totals.n += id_none(&total->registration);
    total->registration = row->registration;
    total->points += row->points;
    return OK;
}

static size_t version_of(const MeasureScope *scope, const Id *module_version)
{
    size_t i = 0;
    while (i < scope->version_count && !id_equal(&scope->versions[i].module_version_id, module_version))
        i++;
    return i;
}

static unsigned mask_of(const GrainQuestion *q, Str choices)
{
    unsigned mask = 0;
    Str rest = choices, part;
    while (rest.n && str_cut(&rest, ' ', &part))
        for (size_t i = 0; i < q->choices.n; i++)
            if (str_equal(part, id_str(&q->choices.at[i].id)))
                mask |= 1u << i;
    return mask;
}

static void count(Walk *w, const MeasureAnswerRead *row)
{
    Tally *t = w->tally;
    double rest = (double)(slot(&w->totals, &row->registration)->points - w->first_points);
    t->masks[mask_of(t->question, row->choices)]++;
    t->latencies[t->answered++] = row->latency_ms;
    t->right += row->correct;
    t->sum_rest += rest;
    t->sum_rest_squared += rest * rest;
    t->sum_rest_right += row->correct ? rest : 0;
    w->counted = true;
}

static Rc take(Ctx *cx, const MeasureAnswerRead *row, void *arg)
{
    Walk *w = arg;
    size_t version = version_of(w->scope, &row->module_version);
    (void)cx;
    if (!id_equal(&row->grain, w->grain))
        return OK;
    if (moves_on(&w->last, row)) {
        w->tally = NULL;
        for (size_t i = 0; i < w->n; i++)
            if (id_equal(&w->tallies[i].question->id, &row->question))
                w->tally = &w->tallies[i];
        w->first_points = row->points;
        w->counted = false;
        memset(w->seen, 0, MEASURE_VERSIONS_MAX * sizeof *w->seen);
    }
    if (!w->tally || version == w->scope->version_count)
        return OK;
    if (!w->seen[version]) {
        w->seen[version] = true;
        w->tally->versions[version].answered++;
        w->tally->versions[version].right += row->correct;
    }
    if (!w->counted && w->tally->versions[version].same)
        count(w, row);
    return OK;
}

/* Which versions ask the same. */
static Rc fill_versions(Ctx *cx, const Walk *w, Tally *t)
{
    Str hash, other;
    TRY(play_question_hash(cx, t->question, &hash));
    t->versions = arena_array(cx->arena, w->scope->version_count, sizeof *t->versions);
    if (!t->versions)
        return ERR_NOMEM;
    for (size_t i = 0; i < w->scope->version_count; i++) {
        const MeasureVersion *version = &w->scope->versions[i];
        const MeasureDocument *d =
            measure_document_of(w->scope, w->documents, w->document_count, w->grain, &version->module_version_id);
        const GrainQuestion *q = d ? grain_question(d->document, &t->question->id) : NULL;
        t->versions[i].number = version->number;
        if (!q)
            continue;
        TRY(play_question_hash(cx, q, &other));
        t->versions[i].asked = true;
        t->versions[i].same = str_equal(hash, other);
    }
    return OK;
}

static bool is_known(const Walk *w, const Id *question)
{
    for (size_t i = 0; i < w->n; i++)
        if (id_equal(&w->tallies[i].question->id, question))
            return true;
    return false;
}

static Rc add_question(Ctx *cx, Walk *w, const GrainQuiz *quiz, const GrainQuestion *question, int64_t number)
{
    Tally t = {.quiz = quiz, .question = question, .number = number, .order = w->n};
    t.masks = arena_array(cx->arena, (size_t)1 << question->choices.n, sizeof *t.masks);
    t.latencies = arena_array(cx->arena, w->totals.n, sizeof *t.latencies);
    if (!t.masks || !t.latencies)
        return ERR_NOMEM;
    TRY(fill_versions(cx, w, &t));
    w->tallies[w->n++] = t;
    return OK;
}

static Rc add_questions(Ctx *cx, Walk *w)
{
    size_t room = 0;
    for (size_t i = 0; i < w->document_count; i++)
        for (size_t k = 0; k < w->documents[i].document->quizzes.n; k++)
            room += w->documents[i].document->quizzes.at[k].questions.n;
    w->tallies = arena_array(cx->arena, room, sizeof *w->tallies);
    if (!w->tallies)
        return ERR_NOMEM;
    for (size_t i = 0; i < w->document_count; i++)
        for (size_t k = 0; k < w->documents[i].document->quizzes.n; k++) {
            const GrainQuiz *quiz = &w->documents[i].document->quizzes.at[k];
            for (size_t j = 0; j < quiz->questions.n; j++)
                if (!is_known(w, &quiz->questions.at[j].id))
                    TRY(add_question(cx, w, quiz, &quiz->questions.at[j], w->documents[i].number));
        }
    return OK;
}

static int by_time(const void *a, const void *b)
{
    const Tally *x = a, *y = b;
    if (x->quiz->at_ms != y->quiz->at_ms)
        return x->quiz->at_ms < y->quiz->at_ms ? -1 : 1;
    int order = strcmp(x->quiz->id.text, y->quiz->id.text);
    return order ? order : (x->order > y->order) - (x->order < y->order);
}

Rc measure_tally(Ctx *cx, Db *space, const MeasureScope *scope, const Id *grain, Tally **ret, size_t *ret_n)
{
    MeasureDocument *documents;
    Walk w = {.scope = scope, .grain = grain};
    TRY(measure_scope_documents(cx, space, scope, grain, &documents, &w.document_count));
    w.documents = documents;
    w.seen = arena_array(cx->arena, MEASURE_VERSIONS_MAX, sizeof *w.seen);
    if (!w.seen)
        return ERR_NOMEM;
    TRY(grow(cx, &w.totals));
    TRY(measure_read_answers(cx, space, &scope->days, 1, &(Id){0}, add_points, &w));
    TRY(add_questions(cx, &w));
    w.last = (Place){0};
    TRY(measure_read_answers(cx, space, &scope->days, 1, &(Id){0}, take, &w));
    if (w.n)
        qsort(w.tallies, w.n, sizeof *w.tallies, by_time);
    *ret = w.tallies;
    *ret_n = w.n;
    return OK;
}
