/* The grain document: what is sound comes back unchanged, what is not is told with its place. */
#include "domains/grain/test_grain.h"

#include <stdio.h>
#include <string.h>

static const TestMedia any_media = {{"018f0000-0000-7000-8000-000000000f01"},
                                    {"018f0000-0000-7000-8000-000000000f02"},
                                    {"018f0000-0000-7000-8000-000000000f03"}};

static Rc decode(Check *c, const GrainDocument *d)
{
    GrainDocument got;
    return grain_document_decode(check_ctx(c), test_json(c, d), &got);
}

static void random_documents(Check *c)
{
    Ctx *cx = check_ctx(c);
    for (int i = 0; i < 1500; i++) {
        ArenaMark mark = arena_mark(cx->arena);
        GrainDocument first, second, third;
        test_random_document(cx, &first);
        Str once = test_json(c, &first);
        if (!CHECK_INT(c, grain_document_decode(cx, once, &second), OK)) {
            check_say(c, "%s at %.*s", cx->problem.code, STR_ARG(cx->problem.field));
            return;
        }
        CHECK(c, str_equal(test_json(c, &second), once));
        CHECK(c, grain_document_read(cx, once, &third) == OK && str_equal(test_json(c, &third), once));
        arena_rewind(cx->arena, mark);
    }
}

/* One change to a sound document, and what must be said of it. */
typedef struct {
    const char *why;
    void (*spoil)(Ctx *cx, GrainDocument *d);
    Rc rc;
    const char *code, *field;
} Case;

#define SPOIL(name, statement)                                   \
    static void name(Ctx *cx, GrainDocument *d)                  \
    {                                                            \
        (void)cx;                                                \
        GrainTarget *target = d->targets.at;                     \
        GrainQuestion *question = d->quizzes.at[0].questions.at; \
        (void)target, (void)question;                            \
        statement;                                               \
    }

SPOIL(target_twice, d->contents.at[1].id = target->id)
SPOIL(choice_twice, question[1].choices.at[2].id = question[0].choices.at[0].id)
SPOIL(chapter_is_question, d->chapters.at[1].id = question[1].id)
SPOIL(chapters_back, d->chapters.at[1].start_ms = 0; d->chapters.at[0].start_ms = 1)
SPOIL(chapters_at_once, d->chapters.at[1].start_ms = d->chapters.at[0].start_ms)
SPOIL(target_of_no_time, target->end_ms = target->start_ms)
SPOIL(keyframes_back, target->keyframes.at[1].at_ms = 1000)
SPOIL(keyframe_before, target->keyframes.at[0].at_ms = 999)
SPOIL(keyframe_behind, target->keyframes.at[1].at_ms = 4001)
SPOIL(no_keyframe, target->keyframes.n = 0)
SPOIL(unknown_content, target->content = target->id)
SPOIL(no_question, d->quizzes.at[0].questions.n = 0)
SPOIL(one_choice, question[0].choices.n = 1)
SPOIL(no_key, question[1].key.n = 0)
SPOIL(two_keys, question[1].multiple = false)
SPOIL(strange_key, question[0].key.at[0] = question[1].choices.at[0].id)
SPOIL(key_twice, question[1].key.at[1] = question[1].key.at[0])
SPOIL(newer, d->schema = 2)
SPOIL(oldest, d->schema = 0)
SPOIL(no_title, d->title = STR(""))
SPOIL(late, d->quizzes.at[0].at_ms = GRAIN_FILM_MS_MAX + 1)
SPOIL(outside, target->keyframes.at[1].x = 100.001)
SPOIL(flat, target->height = 0.999)
SPOIL(pass_mark, d->pass_percent = 101)
SPOIL(points, question[1].points = 101)
SPOIL(negative, d->chapters.at[0].start_ms = -1)

static void faults(Check *c)
{
    static const Case cases[] = {
        {"content with a target's identity", target_twice, ERR_REFUSED, "grain.duplicate_id", "contents[1].id"},
        {"two choices alike", choice_twice, ERR_REFUSED, "grain.duplicate_id", "quizzes[0].questions[1].choices[2].id"},
        {"chapter and question alike", chapter_is_question, ERR_REFUSED, "grain.duplicate_id",
         "quizzes[0].questions[1].id"},
        {"chapters backwards", chapters_back, ERR_REFUSED, "grain.time_order", "chapters[1].start_ms"},
        {"chapters at the same time", chapters_at_once, ERR_REFUSED, "grain.time_order", "chapters[1].start_ms"},
        {"target of no time", target_of_no_time, ERR_REFUSED, "grain.time_order", "targets[0].end_ms"},
        {"keyframes at the same time", keyframes_back, ERR_REFUSED, "grain.time_order",
         "targets[0].keyframes[1].at_ms"},
        {"keyframe before", keyframe_before, ERR_REFUSED, "grain.keyframe_outside", "targets[0].keyframes[0].at_ms"},
        {"keyframe behind", keyframe_behind, ERR_REFUSED, "grain.keyframe_outside", "targets[0].keyframes[1].at_ms"},
        {"no keyframe", no_keyframe, ERR_REFUSED, "grain.no_keyframe", "targets[0].keyframes"},
        {"unknown content", unknown_content, ERR_REFUSED, "grain.unknown_content", "targets[0].content_id"},
        {"quiz without question", no_question, ERR_REFUSED, "grain.no_question", "quizzes[0].questions"},
        {"one choice", one_choice, ERR_REFUSED, "grain.too_few_choices", "quizzes[0].questions[0].choices"},
        {"no key", no_key, ERR_REFUSED, "grain.no_key", "quizzes[0].questions[1].key"},
        {"two keys", two_keys, ERR_REFUSED, "grain.many_keys", "quizzes[0].questions[1].key"},
        {"key of another question", strange_key, ERR_REFUSED, "grain.unknown_choice", "quizzes[0].questions[0].key[0]"},
        {"key twice", key_twice, ERR_REFUSED, "grain.duplicate_key", "quizzes[0].questions[1].key[1]"},
        {"newer schema", newer, ERR_REFUSED, "grain.newer_schema", "schema"},
        {"schema 0", oldest, ERR_INVALID, "http.out_of_range", "schema"},
        {"no title", no_title, ERR_INVALID, "http.out_of_range", "title"},
        {"after the longest film", late, ERR_INVALID, "http.out_of_range", "quizzes[0].at_ms"},
        {"outside of the picture", outside, ERR_INVALID, "http.out_of_range", "targets[0].keyframes[1].x"},
        {"too flat", flat, ERR_INVALID, "http.out_of_range", "targets[0].height"},
        {"pass mark", pass_mark, ERR_INVALID, "http.out_of_range", "pass_percent"},
        {"points", points, ERR_INVALID, "http.out_of_range", "quizzes[0].questions[1].points"},
        {"before the film", negative, ERR_INVALID, "http.out_of_range", "chapters[0].start_ms"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Ctx *cx = check_ctx(c);
        GrainDocument d;
        test_document(cx, &any_media, &d);
        CHECK_INT(c, decode(c, &d), OK);
        cases[i].spoil(cx, &d);
        bool held = CHECK_INT(c, decode(c, &d), cases[i].rc);
        held &= CHECK_STR(c, str_of(cx->problem.code), cases[i].code);
        held &= CHECK_STR(c, cx->problem.field, cases[i].field);
        if (!held)
            check_say(c, "%s", cases[i].why);
    }
}

static void all_at_once(Check *c)
{
    Ctx *cx = check_ctx(c);
    GrainDocument d, got;
    test_document(cx, &any_media, &d);
    unknown_content(cx, &d);
    no_key(cx, &d);
    one_choice(cx, &d);
    CHECK_INT(c, decode(c, &d), ERR_REFUSED);
    CHECK_INT(c, (int64_t)cx->problem.item_count, 3);
    CHECK_STR(c, cx->problem.items[0].field, "targets[0].content_id");
    test_document(cx, &any_media, &d);
    no_key(cx, &d);
    CHECK_INT(c, grain_document_check(cx, "document.", &d), ERR_REFUSED);
    CHECK_STR(c, cx->problem.field, "document.quizzes[0].questions[1].key");
    CHECK_INT(c, grain_document_decode(cx, STR("{\"schema\":2,\"scenes\":[1],\"title\":7}"), &got), ERR_REFUSED);
    CHECK_STR(c, str_of(cx->problem.code), "grain.newer_schema");
    CHECK_INT(c, grain_document_decode(cx, STR("{\"schema\":1,\"scenes\":[1],\"title\":7}"), &got), ERR_INVALID);
    CHECK(c, cx->problem.item_count > 2);
}

/* `n` texts as contents, and nothing else. */
static void only_texts(Ctx *cx, GrainDocument *d, size_t n)
{
    *d = (GrainDocument){.schema = 1, .title = STR("t"), .language = STR("fr")};
    d->contents.at = arena_array(cx->arena, n + 1, sizeof *d->contents.at);
    d->contents.n = n;
    for (size_t i = 0; i < n; i++)
        d->contents.at[i] = (GrainContent){.kind = GRAIN_TEXT, .id = id_new(cx), .text = {STR("t"), STR("b")}};
}

static void element_limits(Check *c)
{
    Ctx *cx = check_ctx(c);
    GrainDocument d;
    GrainChapter chapter = {id_new(cx), 0, STR("")};
    only_texts(cx, &d, GRAIN_ELEMENTS_MAX);
    CHECK_INT(c, decode(c, &d), OK);
    d.chapters.at = &chapter;
    d.chapters.n = 1;
    CHECK_INT(c, decode(c, &d), ERR_REFUSED);
    CHECK_STR(c, str_of(cx->problem.code), "grain.too_many_elements");
    only_texts(cx, &d, GRAIN_ELEMENTS_MAX + 1);
    CHECK_INT(c, decode(c, &d), ERR_INVALID);
    CHECK_STR(c, str_of(cx->problem.code), "http.out_of_range");
}

static void list_limits(Check *c)
{
    Ctx *cx = check_ctx(c);
    GrainDocument d;
    test_document(cx, &any_media, &d);
    GrainTarget *t = d.targets.at;
    t->end_ms = t->start_ms + GRAIN_KEYFRAMES_MAX;
    t->keyframes.at = arena_array(cx->arena, GRAIN_KEYFRAMES_MAX + 1, sizeof *t->keyframes.at);
    for (int i = 0; i <= GRAIN_KEYFRAMES_MAX; i++)
        t->keyframes.at[i] = (GrainKeyframe){t->start_ms + i, 50, 50};
    t->keyframes.n = GRAIN_KEYFRAMES_MAX;
    CHECK_INT(c, decode(c, &d), OK);
    t->keyframes.n++;
    CHECK_INT(c, decode(c, &d), ERR_INVALID);
    CHECK_STR(c, cx->problem.field, "targets[0].keyframes");
}

static void question_limits(Check *c)
{
    Ctx *cx = check_ctx(c);
    GrainDocument d;
    test_document(cx, &any_media, &d);
    GrainQuiz *quiz = d.quizzes.at;
    GrainQuestion model = quiz->questions.at[0];
    quiz->questions.at = arena_array(cx->arena, GRAIN_QUESTIONS_MAX + 1, sizeof model);
    for (size_t i = 0; i <= GRAIN_QUESTIONS_MAX; i++) {
        GrainQuestion *q = &quiz->questions.at[i];
        *q = model;
        q->id = id_new(cx);
        q->choices.n = GRAIN_CHOICES_MAX;
        q->choices.at = arena_array(cx->arena, GRAIN_CHOICES_MAX + 1, sizeof *q->choices.at);
        for (size_t k = 0; k <= GRAIN_CHOICES_MAX; k++)
            q->choices.at[k] = (GrainChoice){id_new(cx), STR("c"), STR("")};
        q->key.at = &q->choices.at[0].id;
        q->key.n = 1;
    }
    quiz->questions.n = GRAIN_QUESTIONS_MAX;
    CHECK_INT(c, decode(c, &d), OK);
    quiz->questions.n++;
    CHECK_INT(c, decode(c, &d), ERR_INVALID);
    CHECK_STR(c, cx->problem.field, "quizzes[0].questions");
    quiz->questions.n = 1;
    quiz->questions.at[0].choices.n++;
    CHECK_INT(c, decode(c, &d), ERR_INVALID);
    CHECK_STR(c, cx->problem.field, "quizzes[0].questions[0].choices");
}

static void text_limits(Check *c)
{
    static char letters[10002];
    Ctx *cx = check_ctx(c);
    GrainDocument d;
    memset(letters, 'a', sizeof letters);
    test_document(cx, &any_media, &d);
    d.title = (Str){letters, GRAIN_TITLE_MAX};
    d.contents.at[2].text.body = (Str){letters, 10000};
    CHECK_INT(c, decode(c, &d), OK);
    d.title.n++;
    d.contents.at[2].text.body.n++;
    CHECK_INT(c, decode(c, &d), ERR_INVALID);
    CHECK_INT(c, (int64_t)cx->problem.item_count, 2);
    CHECK_STR(c, cx->problem.items[1].field, "contents[2].body");
}

/* Blanks around a document count too. */
static void size_limit(Check *c)
{
    Ctx *cx = check_ctx(c);
    GrainDocument d, got;
    test_document(cx, &any_media, &d);
    Str json = test_json(c, &d);
    char *at = arena_get(cx->arena, GRAIN_DOCUMENT_MAX + 1);
    REQUIRE(c, at != NULL);
    memset(at, ' ', GRAIN_DOCUMENT_MAX + 1);
    memcpy(at, json.at, json.n);
    CHECK_INT(c, grain_document_decode(cx, (Str){at, GRAIN_DOCUMENT_MAX}, &got), OK);
    CHECK_INT(c, grain_document_decode(cx, (Str){at, GRAIN_DOCUMENT_MAX + 1}, &got), ERR_LIMIT);
    CHECK_STR(c, str_of(cx->problem.code), "grain.document_too_large");
}

static void places(Check *c)
{
    Ctx *cx = check_ctx(c);
    GrainDocument d, got = {0};
    test_document(cx, &any_media, &d);
    d.targets.at[0].width = 33.3333333;
    d.targets.at[0].keyframes.at[0].x = 0.00049;
    d.targets.at[0].keyframes.at[0].y = 66.66666;
    CHECK_INT(c, grain_document_decode(cx, test_json(c, &d), &got), OK);
    Str json = test_json(c, &got);
    CHECK(c, memmem(json.at, json.n, "\"width\":33.333,", 15) != NULL);
    CHECK(c, memmem(json.at, json.n, "\"x\":0,\"y\":66.667}", 17) != NULL);
}

static void scores(Check *c)
{
    Ctx *cx = check_ctx(c);
    GrainDocument d;
    test_document(cx, &any_media, &d);
    Id one = test_id(40), two = test_id(41), none = test_id(50);
    const GrainQuestion *single = grain_question(&d, &one), *multiple = grain_question(&d, &two);
    REQUIRE(c, single && multiple);
    CHECK(c, grain_question(&d, &none) == NULL);
    CHECK_INT(c, grain_points(&d), 4);
    Id right[] = {test_id(50)}, wrong[] = {test_id(51)}, both[] = {test_id(50), test_id(51)};
    CHECK_INT(c, grain_score(single, right, 1), 2);
    CHECK_INT(c, grain_score(single, wrong, 1), 0);
    CHECK_INT(c, grain_score(single, both, 2), 0);
    CHECK_INT(c, grain_score(single, NULL, 0), 0);
    Id all[] = {test_id(61), test_id(60), test_id(61)}, more[] = {test_id(60), test_id(61), test_id(62)};
    CHECK_INT(c, grain_score(multiple, all, 3), 2);
    CHECK_INT(c, grain_score(multiple, all, 1), 0);
    CHECK_INT(c, grain_score(multiple, more, 3), 0);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a random document comes back from its text unchanged", random_documents},
        {"each fault has its code and its place", faults},
        {"all faults are told together, and a newer schema before all others", all_at_once},
        {"five hundred elements are accepted and one more is not", element_limits},
        {"two hundred keyframes are accepted and one more is not", list_limits},
        {"twenty questions of ten choices are accepted and one more is not", question_limits},
        {"texts are accepted up to their limits", text_limits},
        {"half a mebibyte of JSON is accepted and one byte more is not", size_limit},
        {"places keep three decimals", places},
        {"an answer counts when it is all and only the right choices", scores},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
