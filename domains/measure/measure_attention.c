/* Attention to a film by the second, and what lies on it. */
#include "domains/measure/measure.h"

#include "domains/measure/measure_seconds.h"

#include <stdlib.h>

typedef struct {
    const MeasureRequest *rq;
    const Id *grain;
    MeasureAttention *ret;
    Id *ret_film;
} Reading;

/* Documents come newest first: what is known already stays as it is. */
static bool is_marked(const MeasureAttention *a, const Id *element)
{
    for (size_t i = 0; i < a->markers.n; i++)
        if (id_equal(&a->markers.at[i].element_id, element))
            return true;
    return false;
}

static void mark(MeasureAttention *a, MeasureMarker marker)
{
    if (a->markers.n < GRAIN_ELEMENTS_MAX && !is_marked(a, &marker.element_id))
        a->markers.at[a->markers.n++] = marker;
}

static void mark_document(MeasureAttention *a, const MeasureDocument *from)
{
    const GrainDocument *d = from->document;
    for (size_t i = 0; i < d->targets.n; i++) {
        const GrainTarget *t = &d->targets.at[i];
        MeasureMarker m = {t->id, MARKER_TARGET, t->label, t->start_ms, t->end_ms, false, 0, from->number};
        m.has_content_kind = measure_content_kind(d, &t->content, &m.content_kind);
        mark(a, m);
    }
    for (size_t i = 0; i < d->quizzes.n; i++) {
        const GrainQuiz *q = &d->quizzes.at[i];
        mark(a, (MeasureMarker){q->id, MARKER_QUIZ, q->title, q->at_ms, q->at_ms, false, 0, from->number});
    }
    for (size_t i = 0; i < d->chapters.n; i++) {
        const GrainChapter *c = &d->chapters.at[i];
        mark(a, (MeasureMarker){c->id, MARKER_CHAPTER, c->title, c->start_ms, c->start_ms, false, 0, from->number});
    }
}

static int by_time(const void *a, const void *b)
{
    const MeasureMarker *x = a, *y = b;
    if (x->start_ms != y->start_ms)
        return x->start_ms < y->start_ms ? -1 : 1;
    return strcmp(x->element_id.text, y->element_id.text);
}

static Rc fill_markers(Ctx *cx, Db *space, const MeasureScope *scope, MeasureAttention *a)
{
    MeasureDocument *documents;
    size_t n;
    TRY(measure_scope_documents(cx, space, scope, &a->grain_id, &documents, &n));
    a->markers.at = arena_array(cx->arena, GRAIN_ELEMENTS_MAX, sizeof *a->markers.at);
    if (!a->markers.at)
        return ERR_NOMEM;
    for (size_t i = 0; i < n; i++)
        if (id_equal(&documents[i].media, &a->film_media_id)) /* times of another film say nothing here */
            mark_document(a, &documents[i]);
    qsort(a->markers.at, a->markers.n, sizeof *a->markers.at, by_time);
    return OK;
}

static Rc fill_seconds(Ctx *cx, const MeasureScope *scope, const MeasureFilm *film, MeasureAttention *a)
{
    MeasureSeconds *s = &a->seconds;
    s->presence.n = s->rewatch.n = (size_t)film->seconds;
    s->presence.at = arena_array(cx->arena, s->presence.n, sizeof *s->presence.at);
    s->rewatch.at = arena_array(cx->arena, s->rewatch.n, sizeof *s->rewatch.at);
    if (!s->presence.at || !s->rewatch.at)
        return ERR_NOMEM;
    for (size_t i = 0; i < s->presence.n; i++) {
        const MeasureSecond *second = &film->at[i];
        bool few = measure_hides(scope, second->presence), again_few = few || measure_hides(scope, second->again);
        s->presence.at[i] = few ? JSON_NO_NUMBER : second->presence;
        s->rewatch.at[i] = again_few ? JSON_NO_NUMBER : second->rewatch;
        a->hidden = a->hidden || again_few;
    }
    return OK;
}

static Rc read_attention(Ctx *cx, Db *space, void *arg)
{
    const Reading *r = arg;
    MeasureScope scope;
    MeasureScopeGrain grain;
    MeasureFilm film;
    TRY(measure_scope_open(cx, space, r->rq, &scope));
    TRY(measure_scope_grain(cx, &scope, r->grain, &grain));
    TRY(measure_seconds_of(cx, space, &scope, &grain, &film));
    MeasureAttention a = {.grain_id = *r->grain,
                          .film_media_id = grain.film,
                          .duration_s = film.seconds,
                          .duration_ms = film.film_ms,
                          .viewers = film.viewers,
                          .has_viewers = !measure_hides(&scope, film.viewers)};
    a.hidden = !a.has_viewers;
    TRY(fill_seconds(cx, &scope, &film, &a));
    TRY(fill_markers(cx, space, &scope, &a));
    *r->ret = a;
    return OK;
}

Rc measure_attention(Ctx *cx, Db *space, const MeasureRequest *rq, const Id *grain, MeasureAttention *ret)
{
    return db_read(cx, space, read_attention, &(Reading){.rq = rq, .grain = grain, .ret = ret});
}

static Rc read_film(Ctx *cx, Db *space, void *arg)
{
    const Reading *r = arg;
    MeasureScope scope;
    MeasureScopeGrain grain;
    TRY(measure_scope_open(cx, space, r->rq, &scope));
    TRY(measure_scope_grain(cx, &scope, r->grain, &grain));
    *r->ret_film = grain.film;
    return OK;
}

Rc measure_film(Ctx *cx, Db *space, const MeasureRequest *rq, const Id *grain, Id *ret_media)
{
    return db_read(cx, space, read_film, &(Reading){.rq = rq, .grain = grain, .ret_film = ret_media});
}
