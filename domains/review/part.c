/* Fields of each kind of element. A field that a learner never notices (an order of lists on the same film) is none. */
#include "domains/review/part.h"

#include <stdlib.h>
#include <string.h>

enum { KEYFRAME_TEXT = 60, LIST_TEXT_MAX = 64 << 10 };

typedef struct {
    Ctx *cx;
    const GrainDocument *d;
    Part *at;
    size_t n;
    Rc rc; /* ERR_NOMEM ends it */
} Parts;

static Part *begin(Parts *p, const Id *id, PartKind kind, Str label, int64_t at_ms)
{
    PartField *fields = arena_array(p->cx->arena, PART_FIELDS_MAX, sizeof *fields);
    if (!fields && p->rc == OK)
        p->rc = ERR_NOMEM;
    Part *part = &p->at[p->n++];
    *part = (Part){.id = *id,
                   .kind = kind,
                   .label = label.at ? label : STR(""),
                   .has_at = at_ms >= 0,
                   .at_ms = at_ms >= 0 ? at_ms : 0,
                   .fields = fields};
    return part;
}

static void put(Parts *p, Part *part, Str name, const Id *key, Str raw, Str shown)
{
    if (p->rc != OK)
        return;
    PartField *f = &part->fields[part->n++];
    *f = (PartField){.name = name, .raw = raw, .shown = shown};
    if (key)
        f->key = *key;
}

static void put_of(Parts *p, Part *part, Str name, const Id *key, Str text)
{
    Str value = text.at ? text : STR("");
    put(p, part, name, key, value, value);
}

static void put_text(Parts *p, Part *part, Str name, Str text)
{
    put_of(p, part, name, NULL, text);
}

static void put_int(Parts *p, Part *part, Str name, int64_t v)
{
    Str text = {0};
    if (p->rc == OK)
        p->rc = str_format(p->cx->arena, &text, "%lld", (long long)v);
    put_text(p, part, name, text);
}

static void put_number(Parts *p, Part *part, Str name, double v)
{
    Str text = {0};
    if (p->rc == OK)
        p->rc = str_format(p->cx->arena, &text, "%.10g", v);
    put_text(p, part, name, text);
}

static void put_bool(Parts *p, Part *part, Str name, bool v)
{
    put_text(p, part, name, v ? STR("true") : STR("false"));
}

static void put_grain(Parts *p, const Id *grain)
{
    const GrainDocument *d = p->d;
    Part *part = begin(p, grain, PART_GRAIN, d->title, -1);
    put_text(p, part, STR("title"), d->title);
    put_text(p, part, STR("language"), d->language);
    put_text(p, part, STR("media_id"), d->has_media_id ? id_str(&d->media_id) : STR(""));
    put_int(p, part, STR("pass_percent"), d->pass_percent);
    put_bool(p, part, STR("auto_pause"), d->auto_pause);
}

static Str content_title(const GrainContent *c)
{
    return c->kind == GRAIN_IMAGE ? c->image.title : c->kind == GRAIN_SLIDES ? c->slides.title : c->text.title;
}

static Str title_of(const GrainDocument *d, const Id *content)
{
    for (size_t i = 0; i < d->contents.n; i++)
        if (id_equal(&d->contents.at[i].id, content))
            return content_title(&d->contents.at[i]);
    return STR("");
}

/* "1000: 10 20.125; 4000: 60.5 80" */
static void put_keyframes(Parts *p, Part *part, const GrainTarget *t)
{
    Buf b;
    buf_init(&b, p->cx->arena, KEYFRAME_TEXT * (size_t)GRAIN_KEYFRAMES_MAX);
    for (size_t i = 0; i < t->keyframes.n; i++) {
        const GrainKeyframe *k = &t->keyframes.at[i];
        buf_format(&b, "%s%lld: %.10g %.10g", i ? "; " : "", (long long)k->at_ms, k->x, k->y);
    }
    if (p->rc == OK)
        p->rc = b.rc;
    put_text(p, part, STR("keyframes"), buf_str(&b));
}

static void put_target(Parts *p, const GrainTarget *t)
{
    Part *part = begin(p, &t->id, PART_TARGET, t->label, t->start_ms);
    put_text(p, part, STR("label"), t->label);
    put_text(p, part, STR("alternative"), t->alternative);
    put_int(p, part, STR("start_ms"), t->start_ms);
    put_int(p, part, STR("end_ms"), t->end_ms);
    put_number(p, part, STR("width"), t->width);
    put_number(p, part, STR("height"), t->height);
    put_keyframes(p, part, t);
    put(p, part, STR("content_id"), NULL, id_str(&t->content), title_of(p->d, &t->content));
    put_bool(p, part, STR("pause"), t->pause);
    put_bool(p, part, STR("required"), t->required);
}

static bool is_key(const GrainQuestion *q, const Id *choice)
{
    for (size_t i = 0; i < q->key.n; i++)
        if (id_equal(&q->key.at[i], choice))
            return true;
    return false;
}

/* Choices in order, all or the right ones, by their words. */
static Str words_of(Parts *p, const GrainQuestion *q, bool right_only)
{
    Buf b;
    buf_init(&b, p->cx->arena, LIST_TEXT_MAX);
    for (size_t i = 0; i < q->choices.n; i++) {
        if (right_only && !is_key(q, &q->choices.at[i].id))
            continue;
        buf_put(&b, b.n ? STR(" · ") : STR(""));
        buf_put(&b, q->choices.at[i].text);
    }
    if (p->rc == OK)
        p->rc = b.rc;
    return b.n ? buf_str(&b) : STR("");
}

static int by_text(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(Id));
}

/* Identities in the order of the list, or in their own when the order means nothing. */
static Str ids_of(Parts *p, Id *ids, size_t n, bool in_order)
{
    Buf b;
    buf_init(&b, p->cx->arena, LIST_TEXT_MAX);
    if (!in_order)
        qsort(ids, n, sizeof *ids, by_text);
    for (size_t i = 0; i < n; i++)
        buf_put(&b, id_str(&ids[i]));
    if (p->rc == OK)
        p->rc = b.rc;
    return b.n ? buf_str(&b) : STR("");
}

static void put_choices(Parts *p, Part *part, const GrainQuestion *q)
{
    Id ids[GRAIN_CHOICES_MAX];
    size_t n = 0;
    while (n < q->choices.n && n < GRAIN_CHOICES_MAX) {
        ids[n] = q->choices.at[n].id;
        n++;
    }
    put(p, part, STR("choices"), NULL, ids_of(p, ids, n, true), words_of(p, q, false));
    for (n = 0; n < q->key.n && n < GRAIN_CHOICES_MAX; n++)
        ids[n] = q->key.at[n];
    put(p, part, STR("key"), NULL, ids_of(p, ids, n, false), words_of(p, q, true));
    for (size_t i = 0; i < q->choices.n && i < GRAIN_CHOICES_MAX; i++) {
        const GrainChoice *c = &q->choices.at[i];
        put_of(p, part, STR("choice"), &c->id, c->text);
        put_of(p, part, STR("feedback"), &c->id, c->feedback);
    }
}

static void put_question(Parts *p, const GrainQuiz *quiz, const GrainQuestion *q)
{
    Part *part = begin(p, &q->id, PART_QUESTION, q->prompt, quiz->at_ms);
    Str none = {0};
    put_text(p, part, STR("prompt"), q->prompt);
    put_text(p, part, STR("explanation"), q->explanation);
    put_bool(p, part, STR("multiple"), q->multiple);
    put_int(p, part, STR("points"), q->points);
    put(p, part, STR("quiz"), NULL, id_str(&quiz->id), quiz->title.at ? quiz->title : STR(""));
    if (q->has_review_from_ms)
        put_int(p, part, STR("review_from_ms"), q->review_from_ms);
    else
        put(p, part, STR("review_from_ms"), NULL, none, none);
    put_choices(p, part, q);
}

static void put_quiz(Parts *p, const GrainQuiz *quiz)
{
    Part *part = begin(p, &quiz->id, PART_QUIZ, quiz->title, quiz->at_ms);
    put_text(p, part, STR("title"), quiz->title);
    put_int(p, part, STR("at_ms"), quiz->at_ms);
    put_bool(p, part, STR("required"), quiz->required);
    put_bool(p, part, STR("replay"), quiz->replay);
    for (size_t i = 0; i < quiz->questions.n; i++)
        put_question(p, quiz, &quiz->questions.at[i]);
}

/* Where the first target opens it; −1: none does. */
static int64_t opened_at(const GrainDocument *d, const Id *content)
{
    int64_t at = -1;
    for (size_t i = 0; i < d->targets.n; i++) {
        const GrainTarget *t = &d->targets.at[i];
        if (id_equal(&t->content, content) && (at < 0 || t->start_ms < at))
            at = t->start_ms;
    }
    return at;
}

static void put_content(Parts *p, const GrainContent *c)
{
    static const PartKind kinds[GRAIN_CONTENT_KIND_COUNT] = {
        [GRAIN_IMAGE] = PART_IMAGE, [GRAIN_SLIDES] = PART_SLIDES, [GRAIN_TEXT] = PART_TEXT};
    Part *part = begin(p, &c->id, kinds[c->kind], content_title(c), opened_at(p->d, &c->id));
    put_text(p, part, STR("title"), content_title(c));
    if (c->kind == GRAIN_IMAGE) {
        put_text(p, part, STR("alternative"), c->image.alternative);
        put_text(p, part, STR("media_id"), id_str(&c->image.media));
    } else if (c->kind == GRAIN_SLIDES) {
        put_text(p, part, STR("media_id"), id_str(&c->slides.media));
    } else {
        put_text(p, part, STR("body"), c->text.body);
    }
}

static void put_chapter(Parts *p, const GrainChapter *c)
{
    Part *part = begin(p, &c->id, PART_CHAPTER, c->title, c->start_ms);
    put_text(p, part, STR("title"), c->title);
    put_int(p, part, STR("start_ms"), c->start_ms);
}

static size_t count(const GrainDocument *d)
{
    size_t n = 1 + d->chapters.n + d->targets.n + d->quizzes.n + d->contents.n;
    for (size_t i = 0; i < d->quizzes.n; i++)
        n += d->quizzes.at[i].questions.n;
    return n;
}

Rc parts_of(Ctx *cx, const Id *grain, const GrainDocument *d, Part **ret, size_t *ret_n)
{
    Parts p = {.cx = cx, .d = d, .at = arena_array(cx->arena, count(d), sizeof *p.at)};
    if (!p.at)
        return ERR_NOMEM;
    put_grain(&p, grain);
    for (size_t i = 0; i < d->chapters.n; i++)
        put_chapter(&p, &d->chapters.at[i]);
    for (size_t i = 0; i < d->targets.n; i++)
        put_target(&p, &d->targets.at[i]);
    for (size_t i = 0; i < d->quizzes.n; i++)
        put_quiz(&p, &d->quizzes.at[i]);
    for (size_t i = 0; i < d->contents.n; i++)
        put_content(&p, &d->contents.at[i]);
    TRY(p.rc);
    *ret = p.at;
    *ret_n = p.n;
    return OK;
}
