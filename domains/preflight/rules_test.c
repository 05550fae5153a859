/* The rules of checks, one by one: a sound document has no findings, and each planted fault has exactly its own. */
#include "domains/preflight/preflight.h"

#include "domains/grain/test_grain.h"

enum { FILM_MS = 100000 };

/* A sound grain and its media: film, image, slides. */
typedef struct {
    Check *c;
    GrainDocument d;
    PreflightMedia media[3];
    size_t media_count;
} Stage;

static void stage(Check *c, Stage *ret)
{
    TestMedia ids = {test_id(1), test_id(2), test_id(3)};
    *ret = (Stage){.c = c, .media_count = 3};
    test_document(check_ctx(c), &ids, &ret->d);
    ret->media[0] = (PreflightMedia){ids.film, MEDIA_VIDEO, MEDIA_READY, true, FILM_MS, true};
    ret->media[1] = (PreflightMedia){ids.image, MEDIA_IMAGE, MEDIA_READY, true, 0, false};
    ret->media[2] = (PreflightMedia){ids.slides, MEDIA_DOCUMENT, MEDIA_READY, true, 0, false};
}

static PreflightReport report_of(Stage *s)
{
    Id grain = test_id(9);
    PreflightReport report = {0};
    CHECK(s->c, preflight_document(check_ctx(s->c), &grain, &s->d, s->media, s->media_count, &report) == OK);
    return report;
}

/* "code element@at field" for each finding, "-" where there is none. */
static void expect(Stage *s, const char *expected)
{
    PreflightReport report = report_of(s);
    Buf b;
    int64_t errors = 0;
    buf_init(&b, check_ctx(s->c)->arena, 64 << 10);
    for (size_t i = 0; i < report.n; i++) {
        const PreflightFinding *f = &report.at[i];
        const char *element = id_none(&f->element) ? "-" : f->element.text + ID_TEXT - 2;
        errors += preflight_level(f->code) == PREFLIGHT_ERROR;
        buf_format(&b, "%s%s %s@", i ? "; " : "", preflight_code_names[f->code] + 10, element);
        if (f->has_at)
            buf_format(&b, "%lld", (long long)f->at_ms);
        buf_format(&b, " %.*s", STR_ARG(f->field));
    }
    CHECK_STR(s->c, buf_str(&b), expected);
    CHECK(s->c, report.errors == errors && report.advice == (int64_t)report.n - errors);
}

static void add_targets(Stage *s, size_t n)
{
    GrainTarget *at = arena_array(check_ctx(s->c)->arena, n, sizeof *at);
    REQUIRE(s->c, at != NULL);
    for (size_t i = 0; i < n; i++) {
        at[i] = s->d.targets.at[0];
        at[i].id = test_id(0x80 + (unsigned)i);
    }
    s->d.targets.at = at;
    s->d.targets.n = n;
}

/* At rest in the middle of a row of ten, so that none lies on another. */
static void lay_target(Stage *s, size_t i, int64_t start_ms, int64_t end_ms)
{
    GrainTarget *t = &s->d.targets.at[i];
    GrainKeyframe *k = arena_get(check_ctx(s->c)->arena, sizeof *k);
    REQUIRE(s->c, k != NULL);
    *k = (GrainKeyframe){start_ms, 5 + 10 * (double)(i % 10), 5 + 10 * (double)(i / 10 % 10)};
    t->start_ms = start_ms;
    t->end_ms = end_ms;
    t->width = t->height = 10;
    t->keyframes.at = k;
    t->keyframes.n = 1;
}

static void sound(Check *c)
{
    Stage s;
    stage(c, &s);
    expect(&s, "");
    s.d.targets.at[0].end_ms = FILM_MS; /* up to the very end is inside */
    s.d.quizzes.at[0].at_ms = FILM_MS;
    expect(&s, "");
}

static void film(Check *c)
{
    static const struct {
        MediaState state;
        bool playable;
        const char *expected;
    } states[] = {
        {MEDIA_UPLOADING, false, "film_not_ready -@ media_id"},
        {MEDIA_PREPARING, false, "film_not_ready -@ media_id"},
        {MEDIA_PREPARING, true, ""},
        {MEDIA_READY, true, ""},
        {MEDIA_FAILED, true, "film_failed -@ media_id"},
    };
    Stage s;
    stage(c, &s);
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        s.media[0].state = states[i].state;
        s.media[0].playable = states[i].playable;
        expect(&s, states[i].expected);
    }
    s.media[0].kind = MEDIA_IMAGE;
    expect(&s, "film_missing -@ media_id");
    s.media[0].id = test_id(8);
    expect(&s, "film_missing -@ media_id");
    s.d.has_media_id = false;
    expect(&s, "no_film -@ media_id");
}

static void contents(Check *c)
{
    Stage s;
    stage(c, &s);
    s.media_count = 1;
    expect(&s, "media_missing 14@ contents[0].media_id; media_missing 15@ contents[1].media_id");
    stage(c, &s);
    s.media[1].state = MEDIA_FAILED;
    s.media[1].playable = false;
    s.media[2].state = MEDIA_UPLOADING;
    s.media[2].playable = false;
    expect(&s, "media_not_ready 15@ contents[1].media_id; media_failed 14@ contents[0].media_id");
    stage(c, &s);
    s.d.contents.at[0].image.alternative = STR(" \t");
    expect(&s, "no_alternative 14@ contents[0].alternative");
}

static void dead_targets(Check *c)
{
    Stage s;
    stage(c, &s);
    s.d.targets.at[0].content = test_id(7);
    expect(&s, "target_without_content 0c@1000 targets[0].content_id");
    s.d.targets.at[0].content = test_id(22);
    expect(&s, "");
    s.d.contents.at[2].text.body = STR("\n");
    expect(&s, "target_without_content 0c@1000 targets[0].content_id");
}

static void names(Check *c)
{
    Stage s;
    stage(c, &s);
    s.d.targets.at[0].label = STR("");
    expect(&s, "no_text 0c@1000 targets[0].label");
    s.d.targets.at[0].alternative = STR("Manomètre");
    expect(&s, "");
    s.d.quizzes.at[0].questions.at[1].choices.at[2].text = STR(" ");
    expect(&s, "no_text 29@9000 quizzes[0].questions[1].choices[2].text");
}

static void outside(Check *c)
{
    Stage s;
    stage(c, &s);
    s.media[0].duration_ms = 4999;
    s.d.targets.at[0].end_ms = 5000;
    s.d.quizzes.at[0].questions.at[0].review_from_ms = 4999;
    expect(&s, "outside_film 0c@1000 targets[0].end_ms; outside_film 0b@5000 chapters[1].start_ms; "
               "outside_film 1e@9000 quizzes[0].at_ms; outside_film 28@9000 quizzes[0].questions[0].review_from_ms");
    s.media[0].duration_ms = 5000; /* a chapter or a passage that begins at the end holds nothing */
    s.d.quizzes.at[0].at_ms = 5000;
    expect(&s, "outside_film 0b@5000 chapters[1].start_ms");
    s.media[0].duration_ms = 0; /* not known yet */
    s.d.targets.at[0].end_ms = 60000;
    expect(&s, "");
}

static void questions(Check *c)
{
    Stage s;
    stage(c, &s);
    s.d.quizzes.at[0].questions.at[0].key.n = 0;
    s.d.quizzes.at[0].questions.at[1].prompt = STR("");
    expect(&s, "no_right_answer 28@9000 quizzes[0].questions[0].key; "
               "no_question 29@9000 quizzes[0].questions[1].prompt");
    stage(c, &s);
    s.d.quizzes.at[0].questions.at[0].key.at[0] = test_id(7); /* a choice that is gone */
    expect(&s, "no_right_answer 28@9000 quizzes[0].questions[0].key");
    s.d.quizzes.at[0].questions.n = 0;
    expect(&s, "no_question 1e@9000 quizzes[0].questions");
}

static void short_targets(Check *c)
{
    Stage s;
    stage(c, &s);
    s.d.targets.at[0].end_ms = s.d.targets.at[0].start_ms + PREFLIGHT_SHORT_MS;
    expect(&s, "");
    s.d.targets.at[0].end_ms--;
    expect(&s, "too_short 0c@1000 targets[0].end_ms");
}

static void captions(Check *c)
{
    Stage s;
    stage(c, &s);
    s.media[0].captioned = false;
    expect(&s, "no_captions -@ media_id");
    s.media_count = 0; /* one thing at a time: the film first */
    s.d.contents.n = 0;
    s.d.targets.n = 0;
    expect(&s, "film_missing -@ media_id");
}

static void crowds(Check *c)
{
    Stage s;
    stage(c, &s);
    s.media[0].duration_ms = 300000;
    s.d.quizzes.at[0].at_ms = 290000;
    add_targets(&s, 5);
    for (size_t i = 0; i < 5; i++) /* not in order of time */
        lay_target(&s, 4 - i, (int64_t)i * 15000, 99000);
    expect(&s, "");
    lay_target(&s, 0, 59999, 99000);
    expect(&s, "too_many_targets 84@0 targets[4].start_ms");
    add_targets(&s, 10);
    for (size_t i = 0; i < 10; i++)
        lay_target(&s, i, (int64_t)i * 1000, 99000);
    expect(&s, "too_many_targets 80@0 targets[0].start_ms"); /* the crowd once, not each of it */
    for (size_t i = 0; i < 10; i++)
        lay_target(&s, i, (int64_t)(i / 5) * 100000, 250000);
    expect(&s, "too_many_targets 80@0 targets[0].start_ms; too_many_targets 85@100000 targets[5].start_ms");
    for (size_t i = 0; i < 10; i++)
        lay_target(&s, i, (int64_t)(i / 4) * 60000, 250000);
    expect(&s, ""); /* four a minute, for ever */
}

static void quiet(Check *c)
{
    Stage s;
    stage(c, &s);
    s.d.quizzes.at[0].at_ms = PREFLIGHT_QUIET_MS;
    s.media[0].duration_ms = 2 * PREFLIGHT_QUIET_MS;
    expect(&s, "");
    s.media[0].duration_ms++;
    expect(&s, "no_question_for_long -@300000 quizzes");
    s.d.quizzes.at[0].at_ms++;
    expect(&s, "no_question_for_long -@0 quizzes");
    s.d.quizzes.n = 0;
    expect(&s, "no_question_for_long -@0 quizzes");
    s.media[0].duration_ms = PREFLIGHT_QUIET_MS;
    expect(&s, "");
}

static void set_path(Stage *s, GrainTarget *t, double x0, double x1)
{
    GrainKeyframe *k = arena_array(check_ctx(s->c)->arena, 2, sizeof *k);
    REQUIRE(s->c, k != NULL);
    k[0] = (GrainKeyframe){10000, x0, 50};
    k[1] = (GrainKeyframe){20000, x1, 50};
    t->keyframes.at = k;
    t->keyframes.n = 2;
}

static void overlaps(Check *c)
{
    Stage s;
    stage(c, &s);
    add_targets(&s, 2);
    GrainTarget *a = &s.d.targets.at[0], *b = &s.d.targets.at[1];
    for (size_t i = 0; i < 2; i++)
        lay_target(&s, i, 10000, 20000);
    expect(&s, ""); /* side by side, edges touching */
    set_path(&s, a, 10, 90);
    set_path(&s, b, 90, 10);
    expect(&s, "overlapping_targets 81@14375 targets[1].keyframes"); /* 80 apart closes to 10 at 16 a second */
    b->keyframes.at[0].y = b->keyframes.at[1].y = 60;
    expect(&s, "");            /* they pass above each other */
    b->keyframes.at[1].y = 40; /* it crosses downwards: both coordinates meet at the same time */
    expect(&s, "overlapping_targets 81@14375 targets[1].keyframes");
    b->keyframes.at[0].y = 90;
    b->keyframes.at[1].y = 70; /* not at the same time */
    expect(&s, "");
    set_path(&s, b, 10, 90);
    b->start_ms = 20000; /* the same way, one after the other */
    b->end_ms = 30000;
    expect(&s, "");
    b->start_ms = 19999;
    b->keyframes.at[1].at_ms = 19999;
    expect(&s, "overlapping_targets 81@19999 targets[1].keyframes");
}

/* By brute force: both positions written down a thousand times. */
static bool meet(const GrainTarget *a, const GrainTarget *b)
{
    bool met = false;
    for (int64_t i = 0; i <= 4000 && !met; i++) {
        double share = (double)i / 4000;
        double dx = (a->keyframes.at[0].x - b->keyframes.at[0].x) * (1 - share) +
                    (a->keyframes.at[1].x - b->keyframes.at[1].x) * share;
        double dy = (a->keyframes.at[0].y - b->keyframes.at[0].y) * (1 - share) +
                    (a->keyframes.at[1].y - b->keyframes.at[1].y) * share;
        met = dx > -10 && dx < 10 && dy > -10 && dy < 10;
    }
    return met;
}

static void crossings(Check *c)
{
    Ctx *cx = check_ctx(c);
    Stage s;
    unsigned met = 0;
    stage(c, &s);
    add_targets(&s, 2);
    for (int round = 0; round < 500; round++) {
        unsigned char chance[8];
        cx->random->fill(cx->random, chance, sizeof chance);
        for (size_t i = 0; i < 2; i++) {
            lay_target(&s, i, 10000, 20000);
            set_path(&s, &s.d.targets.at[i], chance[4 * i] * 100 / 255.0, chance[4 * i + 1] * 100 / 255.0);
            for (size_t k = 0; k < 2; k++)
                s.d.targets.at[i].keyframes.at[k].y = chance[4 * i + 2 + k] * 100 / 255.0;
        }
        PreflightReport report = report_of(&s);
        bool told = report.n == 1 && report.at[0].code == PREFLIGHT_OVERLAPPING_TARGETS;
        bool seen = meet(&s.d.targets.at[0], &s.d.targets.at[1]);
        CHECK(c, told == seen);
        met += seen;
    }
    CHECK(c, met > 50 && met < 450);
}

static void many(Check *c)
{
    Stage s;
    stage(c, &s);
    add_targets(&s, GRAIN_ELEMENTS_MAX);
    for (size_t i = 0; i < GRAIN_ELEMENTS_MAX; i++) {
        lay_target(&s, i, 1000 * (int64_t)(i % 90), 1000 * (int64_t)(i % 90) + 1000);
        s.d.targets.at[i].content = test_id(7);
    }
    PreflightReport report = report_of(&s);
    CHECK_INT(c, (int64_t)report.n, PREFLIGHT_FINDINGS_MAX);
    CHECK_INT(c, report.errors, GRAIN_ELEMENTS_MAX); /* the rest is counted */
    CHECK(c, report.advice >= GRAIN_ELEMENTS_MAX);
    for (size_t i = 0; i < report.n; i++) /* errors go before advice */
        CHECK(c, report.at[i].code == PREFLIGHT_TARGET_WITHOUT_CONTENT);
    for (size_t i = 1; i < report.n; i++)
        CHECK(c, report.at[i - 1].at_ms <= report.at[i].at_ms);
}

static void several(Check *c)
{
    Ctx *cx = check_ctx(c);
    Stage s;
    PreflightReport report = {0};
    Id first = test_id(9), second = test_id(10);
    stage(c, &s);
    s.d.has_media_id = false;
    REQUIRE(c, preflight_document(cx, &first, &s.d, s.media, 3, &report) == OK);
    s.d.targets.at[0].content = test_id(7);
    REQUIRE(c, preflight_document(cx, &second, &s.d, s.media, 3, &report) == OK);
    CHECK(c, report.n == 3 && report.errors == 3);
    CHECK(c, id_equal(&report.at[0].grain, &first) && id_equal(&report.at[1].grain, &second));
    CHECK_STR(c, report.at[2].grain_title, "Extincteurs");
    CHECK_STR(c, report.at[2].label, "Manomètre");
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a sound document has no findings", sound},
        {"a film is chosen, there, of the right kind, and can be played", film},
        {"media of contents are there and whole, and an image says what it shows", contents},
        {"a target opens something that shows something", dead_targets},
        {"a target has a name and a choice has words", names},
        {"no time lies beyond the end of the film", outside},
        {"a quiz asks, and a question has a right answer", questions},
        {"a target shorter than two seconds is advised against", short_targets},
        {"a film without captions is advised against, once there is a film", captions},
        {"more than four targets that begin within a minute are told once a crowd", crowds},
        {"more than five minutes without a question are told from where they begin", quiet},
        {"targets that lie on each other at a moment are told, those that pass by are not", overlaps},
        {"moving targets overlap exactly when a slow walk along their ways says so", crossings},
        {"findings beyond the two hundredth of a grain are only counted, errors first", many},
        {"findings of several documents follow each other", several},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
