/* What keeps a grain from being submitted. */
#include "domains/preflight/preflight_check.h"

/* How a media of each place is said to be missing, unfinished or failed. */
typedef struct {
    PreflightCode missing, not_ready, failed;
} MediaCodes;
static const MediaCodes film_codes = {PREFLIGHT_FILM_MISSING, PREFLIGHT_FILM_NOT_READY, PREFLIGHT_FILM_FAILED};
static const MediaCodes content_codes = {PREFLIGHT_MEDIA_MISSING, PREFLIGHT_MEDIA_NOT_READY, PREFLIGHT_MEDIA_FAILED};

/* What can be shown already may be reviewed: the rest of its renditions follows, its content is what it is. */
static bool has_fault(const PreflightMedia *m, const MediaCodes *codes, PreflightCode *ret)
{
    if (!m)
        *ret = codes->missing;
    else if (m->state == MEDIA_FAILED)
        *ret = codes->failed;
    else if (m->state != MEDIA_READY && !m->playable)
        *ret = codes->not_ready;
    else
        return false;
    return true;
}

static const PreflightPlace whole = {NULL, {"", 0}, -1};

static void check_film(PreflightCheck *k)
{
    PreflightCode code;
    if (!k->d->has_media_id)
        preflight_find(k, PREFLIGHT_NO_FILM, whole, "media_id");
    else if (has_fault(k->film, &film_codes, &code))
        preflight_find(k, code, whole, "media_id");
}

static void check_content_media(PreflightCheck *k, PreflightPlace at, const Id *media, MediaKind kind, size_t i)
{
    PreflightCode code;
    if (has_fault(preflight_media(k, media, kind), &content_codes, &code))
        preflight_find(k, code, at, "contents[%zu].media_id", i);
}

static void check_contents(PreflightCheck *k)
{
    for (size_t i = 0; i < k->d->contents.n; i++) {
        const GrainContent *c = &k->d->contents.at[i];
        if (c->kind == GRAIN_IMAGE) {
            PreflightPlace at = {&c->id, c->image.title, -1};
            check_content_media(k, at, &c->image.media, MEDIA_IMAGE, i);
            if (preflight_blank(c->image.alternative))
                preflight_find(k, PREFLIGHT_NO_ALTERNATIVE, at, "contents[%zu].alternative", i);
        } else if (c->kind == GRAIN_SLIDES) {
            check_content_media(k, (PreflightPlace){&c->id, c->slides.title, -1}, &c->slides.media, MEDIA_DOCUMENT, i);
        }
    }
}

/* Whether the film is known to end before. */
static bool is_outside(const PreflightCheck *k, int64_t at_ms)
{
    return k->film && k->film->duration_ms > 0 && at_ms > k->film->duration_ms;
}

static void check_chapters(PreflightCheck *k)
{
    for (size_t i = 0; i < k->d->chapters.n; i++) {
        const GrainChapter *c = &k->d->chapters.at[i];
        if (is_outside(k, c->start_ms + 1)) /* one that begins at the end holds nothing */
            preflight_find(k, PREFLIGHT_OUTSIDE_FILM, (PreflightPlace){&c->id, c->title, c->start_ms},
                           "chapters[%zu].start_ms", i);
    }
}

/* Opens something that shows something. */
static bool opens_something(const GrainDocument *d, const Id *content)
{
    for (size_t i = 0; i < d->contents.n; i++)
        if (id_equal(&d->contents.at[i].id, content))
            return d->contents.at[i].kind != GRAIN_TEXT || !preflight_blank(d->contents.at[i].text.body);
    return false;
}

static void check_targets(PreflightCheck *k)
{
    for (size_t i = 0; i < k->d->targets.n; i++) {
        const GrainTarget *t = &k->d->targets.at[i];
        PreflightPlace at = {&t->id, t->label, t->start_ms};
        if (!opens_something(k->d, &t->content))
            preflight_find(k, PREFLIGHT_TARGET_WITHOUT_CONTENT, at, "targets[%zu].content_id", i);
        if (preflight_blank(t->label) && preflight_blank(t->alternative))
            preflight_find(k, PREFLIGHT_NO_TEXT, at, "targets[%zu].label", i);
        if (is_outside(k, t->end_ms))
            preflight_find(k, PREFLIGHT_OUTSIDE_FILM, at, "targets[%zu].end_ms", i);
    }
}

static bool has_right_answer(const GrainQuestion *q)
{
    for (size_t i = 0; i < q->key.n; i++)
        for (size_t k = 0; k < q->choices.n; k++)
            if (id_equal(&q->key.at[i], &q->choices.at[k].id))
                return true;
    return false;
}

static void check_question(PreflightCheck *k, const GrainQuiz *quiz, size_t i, size_t m)
{
    const GrainQuestion *q = &quiz->questions.at[m];
    PreflightPlace at = {&q->id, q->prompt, quiz->at_ms};
    if (preflight_blank(q->prompt))
        preflight_find(k, PREFLIGHT_NO_QUESTION, at, "quizzes[%zu].questions[%zu].prompt", i, m);
    if (!has_right_answer(q))
        preflight_find(k, PREFLIGHT_NO_RIGHT_ANSWER, at, "quizzes[%zu].questions[%zu].key", i, m);
    for (size_t c = 0; c < q->choices.n; c++)
        if (preflight_blank(q->choices.at[c].text))
            preflight_find(k, PREFLIGHT_NO_TEXT, at, "quizzes[%zu].questions[%zu].choices[%zu].text", i, m, c);
    if (q->has_review_from_ms && is_outside(k, q->review_from_ms + 1))
        preflight_find(k, PREFLIGHT_OUTSIDE_FILM, at, "quizzes[%zu].questions[%zu].review_from_ms", i, m);
}

static void check_quizzes(PreflightCheck *k)
{
    for (size_t i = 0; i < k->d->quizzes.n; i++) {
        const GrainQuiz *quiz = &k->d->quizzes.at[i];
        PreflightPlace at = {&quiz->id, quiz->title, quiz->at_ms};
        if (is_outside(k, quiz->at_ms))
            preflight_find(k, PREFLIGHT_OUTSIDE_FILM, at, "quizzes[%zu].at_ms", i);
        if (quiz->questions.n == 0)
            preflight_find(k, PREFLIGHT_NO_QUESTION, at, "quizzes[%zu].questions", i);
        for (size_t m = 0; m < quiz->questions.n; m++)
            check_question(k, quiz, i, m);
    }
}

void preflight_errors(PreflightCheck *k)
{
    check_film(k);
    check_chapters(k);
    check_targets(k);
    check_quizzes(k);
    check_contents(k);
}
