/* What holds between the members of a grain document, and what its questions are worth. Every fault is told, up to
 * PROBLEM_ITEMS, so that whoever imports a document corrects it in one go. */
#include "domains/grain/grain_document.h"

#include "domains/grain/grain_element.h"
#include "kernel/json/codec.h"
#include "kernel/json/member.h"

#include <math.h>

enum { PATH_MAX_LENGTH = 200 };

typedef struct {
    Ctx *cx;
    const char *prefix;
    Rc rc; /* ERR_NOMEM ends it */
} Rules;

static void refuse(Rules *r, const char *code, const char *path, ...) __attribute__((format(printf, 3, 4)));

static void refuse(Rules *r, const char *code, const char *path, ...)
{
    Buf b;
    va_list args;
    buf_init(&b, r->cx->arena, PATH_MAX_LENGTH);
    buf_put(&b, str_of(r->prefix));
    va_start(args, path);
    buf_vformat(&b, path, args);
    va_end(args);
    if (b.rc != OK)
        r->rc = b.rc;
    else
        fail_item(r->cx, code, buf_str(&b));
}

static bool over(const Rules *r)
{
    return r->rc != OK || r->cx->problem.item_count == PROBLEM_ITEMS;
}

static void check_schema(Rules *r, const GrainDocument *d)
{
    if (d->schema > GRAIN_SCHEMA)
        refuse(r, "grain.newer_schema", "schema");
}

static void check_count(Rules *r, const GrainDocument *d)
{
    if (d->chapters.n + d->targets.n + d->quizzes.n + d->contents.n > GRAIN_ELEMENTS_MAX)
        fail_item(r->cx, "grain.too_many_elements", STR(""));
}

static void check_identities(Rules *r, const GrainDocument *d)
{
    GrainElement *at;
    size_t n;
    r->rc = grain_elements(r->cx, d, &at, &n);
    for (size_t i = 1; !over(r) && i < n; i++) {
        Str path;
        if (!id_equal(&at[i].id, &at[i - 1].id))
            continue;
        r->rc = grain_element_path(r->cx, r->prefix, &at[i], &path);
        if (r->rc == OK)
            fail_item(r->cx, "grain.duplicate_id", path);
    }
}

static void check_chapters(Rules *r, const GrainDocument *d)
{
    for (size_t i = 1; i < d->chapters.n && !over(r); i++)
        if (d->chapters.at[i].start_ms <= d->chapters.at[i - 1].start_ms)
            refuse(r, "grain.time_order", "chapters[%zu].start_ms", i);
}

static void check_keyframes(Rules *r, const GrainTarget *t, size_t i)
{
    if (t->keyframes.n == 0)
        refuse(r, "grain.no_keyframe", "targets[%zu].keyframes", i);
    for (size_t k = 0; k < t->keyframes.n && !over(r); k++) {
        int64_t at = t->keyframes.at[k].at_ms;
        if (at < t->start_ms || at > t->end_ms)
            refuse(r, "grain.keyframe_outside", "targets[%zu].keyframes[%zu].at_ms", i, k);
        else if (k && at <= t->keyframes.at[k - 1].at_ms)
            refuse(r, "grain.time_order", "targets[%zu].keyframes[%zu].at_ms", i, k);
    }
}

static bool has_content(const GrainDocument *d, const Id *id)
{
    for (size_t i = 0; i < d->contents.n; i++)
        if (id_equal(&d->contents.at[i].id, id))
            return true;
    return false;
}

static void check_targets(Rules *r, const GrainDocument *d)
{
    for (size_t i = 0; i < d->targets.n && !over(r); i++) {
        const GrainTarget *t = &d->targets.at[i];
        if (t->end_ms <= t->start_ms)
            refuse(r, "grain.time_order", "targets[%zu].end_ms", i);
        else
            check_keyframes(r, t, i);
        if (!has_content(d, &t->content))
            refuse(r, "grain.unknown_content", "targets[%zu].content_id", i);
    }
}

static bool is_among(const Id *ids, size_t n, const Id *id)
{
    for (size_t i = 0; i < n; i++)
        if (id_equal(&ids[i], id))
            return true;
    return false;
}

static bool is_choice(const GrainQuestion *q, const Id *id)
{
    for (size_t i = 0; i < q->choices.n; i++)
        if (id_equal(&q->choices.at[i].id, id))
            return true;
    return false;
}

static void check_question(Rules *r, const GrainQuestion *q, size_t quiz, size_t i)
{
    if (q->choices.n < 2)
        refuse(r, "grain.too_few_choices", "quizzes[%zu].questions[%zu].choices", quiz, i);
    if (q->key.n == 0)
        refuse(r, "grain.no_key", "quizzes[%zu].questions[%zu].key", quiz, i);
    if (q->key.n > 1 && !q->multiple)
        refuse(r, "grain.many_keys", "quizzes[%zu].questions[%zu].key", quiz, i);
    for (size_t k = 0; k < q->key.n && !over(r); k++) {
        if (!is_choice(q, &q->key.at[k]))
            refuse(r, "grain.unknown_choice", "quizzes[%zu].questions[%zu].key[%zu]", quiz, i, k);
        else if (is_among(q->key.at, k, &q->key.at[k]))
            refuse(r, "grain.duplicate_key", "quizzes[%zu].questions[%zu].key[%zu]", quiz, i, k);
    }
}

static void check_quizzes(Rules *r, const GrainDocument *d)
{
    for (size_t i = 0; i < d->quizzes.n && !over(r); i++) {
        const GrainQuiz *quiz = &d->quizzes.at[i];
        if (quiz->questions.n == 0)
            refuse(r, "grain.no_question", "quizzes[%zu].questions", i);
        for (size_t k = 0; k < quiz->questions.n && !over(r); k++)
            check_question(r, &quiz->questions.at[k], i, k);
    }
}

/* A thousandth of a per cent is less than a tenth of a pixel of the largest film. */
static void round_place(double *v)
{
    *v = round(*v * 1000) / 1000;
}

static void round_places(GrainDocument *d)
{
    for (size_t i = 0; i < d->targets.n; i++) {
        GrainTarget *t = &d->targets.at[i];
        round_place(&t->width);
        round_place(&t->height);
        for (size_t k = 0; k < t->keyframes.n; k++) {
            round_place(&t->keyframes.at[k].x);
            round_place(&t->keyframes.at[k].y);
        }
    }
}

Rc grain_document_check(Ctx *cx, const char *prefix, GrainDocument *d)
{
    static void (*const checks[])(Rules *, const GrainDocument *) = {
        check_schema, check_count, check_identities, check_chapters, check_targets, check_quizzes,
    };
    Rules r = {.cx = cx, .prefix = prefix};
    fail_clear(cx);
    for (size_t i = 0; i < sizeof checks / sizeof *checks && !over(&r); i++)
        checks[i](&r, d);
    TRY(r.rc);
    if (cx->problem.item_count)
        return ERR_REFUSED;
    round_places(d);
    return OK;
}

typedef struct {
    int64_t schema;
} Head;

static const Member head_members[] = {MEMBER_INT(Head, schema, 0, INT64_MAX, "Number of the schema")};
static SHAPE(head_shape, NULL, Head, head_members, "A document of whatever schema");

Rc grain_document_decode(Ctx *cx, Str json, GrainDocument *ret)
{
    GrainDocument d = {0};
    Head head = {0};
    if (json.n > GRAIN_DOCUMENT_MAX)
        return fail(cx, ERR_LIMIT, "grain.document_too_large", NULL);
    Rc rc = shape_decode(cx, &grain_document_shape, json, DECODE_STRICT, &d);
    if (rc == ERR_INVALID) { /* a newer schema has members and kinds that this one cannot know */
        Problem told = cx->problem;
        if (shape_decode(cx, &head_shape, json, DECODE_LENIENT, &head) == OK && head.schema > GRAIN_SCHEMA)
            return fail(cx, ERR_REFUSED, "grain.newer_schema", "schema");
        cx->problem = told;
    }
    TRY(rc);
    TRY(grain_document_check(cx, "", &d));
    *ret = d;
    return OK;
}

Rc grain_document_read(Ctx *cx, Str json, GrainDocument *ret)
{
    GrainDocument d = {0};
    TRY(shape_decode(cx, &grain_document_shape, json, DECODE_LENIENT, &d));
    *ret = d;
    return OK;
}

const GrainQuestion *grain_question(const GrainDocument *d, const Id *question)
{
    for (size_t i = 0; i < d->quizzes.n; i++)
        for (size_t k = 0; k < d->quizzes.at[i].questions.n; k++)
            if (id_equal(&d->quizzes.at[i].questions.at[k].id, question))
                return &d->quizzes.at[i].questions.at[k];
    return NULL;
}

int64_t grain_points(const GrainDocument *d)
{
    int64_t points = 0;
    for (size_t i = 0; i < d->quizzes.n; i++)
        for (size_t k = 0; k < d->quizzes.at[i].questions.n; k++)
            points += d->quizzes.at[i].questions.at[k].points;
    return points;
}

int64_t grain_score(const GrainQuestion *q, const Id *choices, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!is_among(q->key.at, q->key.n, &choices[i]))
            return 0;
    for (size_t i = 0; i < q->key.n; i++)
        if (!is_among(choices, n, &q->key.at[i]))
            return 0;
    return n ? q->points : 0;
}
