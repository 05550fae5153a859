/* The identities of a document, in order. */
#include "domains/grain/grain_element.h"

typedef struct {
    GrainElement *at;
    size_t n;
} Elements;

static size_t count_quiz(const GrainQuiz *quiz)
{
    size_t n = 1 + quiz->questions.n;
    for (size_t i = 0; i < quiz->questions.n; i++)
        n += quiz->questions.at[i].choices.n;
    return n;
}

static size_t count(const GrainDocument *d)
{
    size_t n = d->chapters.n + d->targets.n + d->contents.n;
    for (size_t i = 0; i < d->quizzes.n; i++)
        n += count_quiz(&d->quizzes.at[i]);
    return n;
}

static void add(Elements *e, const Id *id, GrainElementKind kind, size_t a, size_t b, size_t c)
{
    e->at[e->n++] = (GrainElement){*id, kind, {a, b, c}};
}

static void add_quiz(Elements *e, const GrainQuiz *quiz, size_t i)
{
    add(e, &quiz->id, GRAIN_ELEMENT_QUIZ, i, 0, 0);
    for (size_t k = 0; k < quiz->questions.n; k++) {
        const GrainQuestion *q = &quiz->questions.at[k];
        add(e, &q->id, GRAIN_ELEMENT_QUESTION, i, k, 0);
        for (size_t m = 0; m < q->choices.n; m++)
            add(e, &q->choices.at[m].id, GRAIN_ELEMENT_CHOICE, i, k, m);
    }
}

static int by_id(const void *a, const void *b)
{
    const GrainElement *l = a, *r = b;
    int order = memcmp(l->id.text, r->id.text, ID_TEXT);
    if (order == 0)
        order = (int)l->kind - (int)r->kind;
    for (size_t i = 0; order == 0 && i < sizeof l->at / sizeof *l->at; i++)
        order = (l->at[i] > r->at[i]) - (l->at[i] < r->at[i]);
    return order;
}

Rc grain_elements(Ctx *cx, const GrainDocument *d, GrainElement **ret, size_t *ret_n)
{
    static const GrainElementKind contents[GRAIN_CONTENT_KIND_COUNT] = {
        [GRAIN_IMAGE] = GRAIN_ELEMENT_IMAGE,
        [GRAIN_SLIDES] = GRAIN_ELEMENT_SLIDES,
        [GRAIN_TEXT] = GRAIN_ELEMENT_TEXT,
    };
    Elements e = {.at = arena_array(cx->arena, count(d), sizeof *e.at)};
    if (!e.at)
        return ERR_NOMEM;
    for (size_t i = 0; i < d->chapters.n; i++)
        add(&e, &d->chapters.at[i].id, GRAIN_ELEMENT_CHAPTER, i, 0, 0);
    for (size_t i = 0; i < d->targets.n; i++)
        add(&e, &d->targets.at[i].id, GRAIN_ELEMENT_TARGET, i, 0, 0);
    for (size_t i = 0; i < d->quizzes.n; i++)
        add_quiz(&e, &d->quizzes.at[i], i);
    for (size_t i = 0; i < d->contents.n; i++)
        add(&e, &d->contents.at[i].id, contents[d->contents.at[i].kind], i, 0, 0);
    qsort(e.at, e.n, sizeof *e.at, by_id);
    *ret = e.at;
    *ret_n = e.n;
    return OK;
}

Rc grain_element_path(Ctx *cx, const char *prefix, const GrainElement *e, Str *ret)
{
    const size_t *at = e->at;
    switch (e->kind) {
    case GRAIN_ELEMENT_CHAPTER:
        return str_format(cx->arena, ret, "%schapters[%zu].id", prefix, at[0]);
    case GRAIN_ELEMENT_TARGET:
        return str_format(cx->arena, ret, "%stargets[%zu].id", prefix, at[0]);
    case GRAIN_ELEMENT_QUIZ:
        return str_format(cx->arena, ret, "%squizzes[%zu].id", prefix, at[0]);
    case GRAIN_ELEMENT_QUESTION:
        return str_format(cx->arena, ret, "%squizzes[%zu].questions[%zu].id", prefix, at[0], at[1]);
    case GRAIN_ELEMENT_CHOICE:
        return str_format(cx->arena, ret, "%squizzes[%zu].questions[%zu].choices[%zu].id", prefix, at[0], at[1], at[2]);
    default:
        return str_format(cx->arena, ret, "%scontents[%zu].id", prefix, at[0]);
    }
}
