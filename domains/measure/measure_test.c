/* Who sees what, and what counts: small histories written by hand. */
#include "domains/measure/measure.h"
#include "domains/play/test_play.h"

#include <string.h>

#define RIGHT_OF(right) ((RightSet)1 << (right))

/* A training manager sees names; an auditor sees all modules and no name; a trainer sees their own. */
static const RightSet manager = RIGHT_OF(RIGHT_MEASURE_READ) | RIGHT_OF(RIGHT_MEASURE_READ_NAMED) |
                                RIGHT_OF(RIGHT_MODULE_SUBMIT) | RIGHT_OF(RIGHT_MODULE_REVIEW);
static const RightSet auditor = RIGHT_OF(RIGHT_MEASURE_READ) | RIGHT_OF(RIGHT_AUDIT_READ);
static const RightSet trainer = RIGHT_OF(RIGHT_MEASURE_READ) | RIGHT_OF(RIGHT_MODULE_SUBMIT);

typedef struct {
    TestPlay play;
    MeasureViewer viewer;
    MeasureFilter filter;
    MeasureRequest rq;
} Stage;

static void begin(Check *c, TestDatabase *d, RightSet rights, Stage *ret)
{
    test_play(c, d, &ret->play);
    ret->viewer = (MeasureViewer){.person = test_author.person, .rights = rights};
    ret->filter = (MeasureFilter){.module = ret->play.module.id};
    ret->rq = (MeasureRequest){
        .key = ret->play.key, .space = ret->play.space, .viewer = &ret->viewer, .filter = &ret->filter};
}

static void project(Stage *s)
{
    MeasureStep step = {.more = true};
    int64_t refreshed;
    Ctx *cx = check_ctx(s->play.c);
    while (step.more)
        REQUIRE(s->play.c, measure_project(cx, s->play.db, &s->play.place, &step) == OK);
    CHECK(s->play.c, measure_refresh(cx, s->play.db, &refreshed) == OK);
}

static void sit_down(Stage *s, size_t person)
{
    Str token;
    s->play.launch = test_launch(&s->play, person, &token);
}

static MeasureOverview overview(Stage *s)
{
    MeasureOverview o = {0};
    CHECK(s->play.c, measure_overview(check_ctx(s->play.c), s->play.db, &s->rq, &o) == OK);
    return o;
}

static MeasureAttention attention(Stage *s)
{
    MeasureAttention a = {0};
    CHECK(s->play.c, measure_attention(check_ctx(s->play.c), s->play.db, &s->rq, &s->play.grains[0], &a) == OK);
    return a;
}

static MeasureQuestion question(Stage *s, size_t i)
{
    MeasureQuestionList list = {0};
    bool ok = measure_questions(check_ctx(s->play.c), s->play.db, &s->rq, &s->play.grains[0], &list) == OK;
    return CHECK(s->play.c, ok && i < list.items.n) ? list.items.at[i] : (MeasureQuestion){0};
}

/* So many people watch the first twenty seconds, answer the first question right or, the last of them, wrong. */
static void watch(Stage *s, size_t first, size_t people)
{
    for (size_t i = first; i < first + people; i++) {
        sit_down(s, i);
        check_clock_add(s->play.c, 20000);
        test_watch(&s->play, 0, 0, 20);
        test_answer(&s->play, 0, 0, "0");
        test_send(&s->play, &(TestStatement){.verb = "experienced", .kind = "target", .element = test_id(12)}, NULL);
    }
    project(s);
}

static void four_are_hidden(Check *c, TestDatabase *d)
{
    Stage s;
    begin(c, d, auditor, &s);
    watch(&s, 0, 4);
    MeasureOverview o = overview(&s);
    CHECK(c, o.counts.hidden && !o.counts.has_started && o.counts.has_enrolled && o.counts.has_finished);
    CHECK(c, o.grains.at[0].hidden && !o.grains.at[0].has_started && !o.grains.at[0].has_attention_percent);
    MeasureAttention a = attention(&s);
    CHECK(c, a.hidden && !a.has_viewers);
    CHECK(c, a.seconds.presence.at[5] == JSON_NO_NUMBER && a.seconds.rewatch.at[5] == JSON_NO_NUMBER);
    CHECK_INT(c, a.seconds.presence.at[50], 0); /* of nobody: nothing to hide */
    test_play_free(&s.play);
}

static void four_answers_are_hidden(Check *c, TestDatabase *d)
{
    Stage s;
    begin(c, d, auditor, &s);
    watch(&s, 0, 4);
    MeasureQuestion q = question(&s, 0);
    CHECK(c, q.hidden && !q.has_answered && !q.has_right && !q.has_difficulty && !q.has_median_latency_ms);
    CHECK(c, !q.choices.at[0].has_count && !q.choices.at[0].has_share && !q.choices.at[1].has_count);
    CHECK(c, !q.versions.at[0].has_answered && !q.versions.at[0].has_right);
    MeasureTargetList targets = {0};
    CHECK(c, measure_targets(check_ctx(c), s.play.db, &s.rq, &s.play.grains[0], &targets) == OK);
    CHECK(c, targets.items.at[0].hidden && !targets.items.at[0].has_shown && !targets.items.at[0].has_ignored);
    test_play_free(&s.play);
}

static void five_are_shown(Check *c, TestDatabase *d)
{
    Stage s;
    begin(c, d, auditor, &s);
    watch(&s, 0, 5);
    MeasureOverview o = overview(&s);
    CHECK(c, !o.counts.hidden && o.counts.has_started);
    CHECK_INT(c, o.counts.started, 5);
    CHECK_INT(c, o.grains.at[0].started, 5);
    CHECK_INT(c, o.grains.at[0].attention_percent, 20);
    MeasureAttention a = attention(&s);
    CHECK(c, !a.hidden);
    CHECK_INT(c, a.viewers, 5);
    CHECK_INT(c, a.seconds.presence.at[19], 5);
    CHECK_INT(c, a.seconds.presence.at[20], 0);
    MeasureQuestion q = question(&s, 0);
    CHECK(c, !q.hidden && q.has_difficulty && q.difficulty == 1 && q.flags.n == 1);
    CHECK_INT(c, q.choices.at[0].count, 5);
    CHECK_INT(c, q.median_latency_ms, 2500);
    test_play_free(&s.play);
}

/* Seven people, one of whom is wrong: who was right would tell how many were not. */
static void the_rest_tells(Check *c, TestDatabase *d)
{
    Stage s;
    begin(c, d, auditor, &s);
    watch(&s, 0, 6);
    sit_down(&s, 6);
    test_answer(&s.play, 0, 0, "1");
    project(&s);
    MeasureQuestion q = question(&s, 0);
    CHECK_INT(c, q.answered, 7);
    CHECK(c, q.has_answered && q.hidden && !q.choices.at[1].has_count && !q.choices.at[0].has_count);
    CHECK(c, q.choices.at[2].has_count && !q.has_right && !q.has_difficulty && !q.has_discrimination);
    s.viewer.rights = manager;
    q = question(&s, 0);
    CHECK(c, !q.hidden && q.choices.at[0].count == 6 && q.choices.at[1].count == 1 && q.right == 6);
    test_play_free(&s.play);
}

static void own_only(Check *c, TestDatabase *d)
{
    Stage s;
    Ctx *cx = check_ctx(c);
    MeasureModuleQuery query = {.search = STR(""), .limit = 10};
    MeasureModuleList list = {0};
    MeasureOverview o = {0};
    MeasureAttention a = {0};
    begin(c, d, trainer, &s);
    CHECK(c, measure_overview(cx, s.play.db, &s.rq, &o) == OK);
    CHECK(c, measure_modules(cx, s.play.db, &s.rq, &query, &list) == OK && list.items.n == 1 && list.total == 1);
    s.viewer.person = s.play.people[0];
    CHECK(c, measure_overview(cx, s.play.db, &s.rq, &o) == ERR_MISSING);
    CHECK_STR(c, str_of(cx->problem.code), "http.missing");
    CHECK(c, measure_attention(cx, s.play.db, &s.rq, &s.play.grains[0], &a) == ERR_MISSING);
    CHECK(c, measure_modules(cx, s.play.db, &s.rq, &query, &list) == OK && list.items.n == 0 && list.total == 0);
    s.viewer.rights = trainer | RIGHT_OF(RIGHT_DISTRIBUTION_MANAGE); /* an administrator who also writes */
    CHECK(c, measure_overview(cx, s.play.db, &s.rq, &o) == OK);
    s.viewer.rights = auditor;
    CHECK(c, measure_modules(cx, s.play.db, &s.rq, &query, &list) == OK && list.items.n == 1);
    test_play_free(&s.play);
}

static void previews(Check *c, TestDatabase *d)
{
    Stage s;
    Ctx *cx = check_ctx(c);
    begin(c, d, manager, &s);
    PlayDocument *preview = arena_get(cx->arena, sizeof *preview);
    CHECK(c,
          preview && play_preview(cx, s.play.db, &s.play.place, &s.play.people[0], &s.play.grains[0], preview) == OK);
    CHECK(c, !preview->has_launch); /* so there is nothing that a statement could name */
    /* One that was made up is nobody's launch. */
    Launch none = {.id = test_id(777)};
    test_send(&s.play, &(TestStatement){.launch = &none, .verb = "initialized"}, "play.no_session");
    project(&s);
    MeasureOverview o = overview(&s);
    CHECK(c, o.counts.started == 0 && !o.has_as_of_ms && o.counts.enrolled == TEST_PEOPLE);
    CHECK_INT(c, attention(&s).viewers, 0);
    test_play_free(&s.play);
}

static void people_and_scores(Check *c, TestDatabase *d)
{
    Stage s;
    Ctx *cx = check_ctx(c);
    MeasureLearnerList list = {0};
    MeasureLearnerQuery query = {.search = STR(""), .sort = MEASURE_BY_SCORE, .descending = true, .limit = 2};
    begin(c, d, manager, &s);
    for (size_t i = 0; i < 3; i++) {
        sit_down(&s, i);
        test_complete(&s.play, i != 1);
    }
    sit_down(&s, 3);
    check_clock_add(c, 20000);
    test_watch(&s.play, 0, 0, 20);
    test_watch(&s.play, 0, 0, 10);
    project(&s);
    MeasureOverview o = overview(&s);
    CHECK_INT(c, o.counts.enrolled, TEST_PEOPLE);
    CHECK_INT(c, o.counts.started, 4);
    CHECK_INT(c, o.counts.finished, 3);
    CHECK_INT(c, o.counts.success_percent, 66); /* two of three */
    CHECK_INT(c, o.average_score_percent, (100 + 50 + 100) / 3);
    CHECK_INT(c, o.median_time_ms, 2 * TEST_FILM_MS);
    CHECK_INT(c, o.grains.at[0].finished, 3);
    CHECK(c, measure_learners(cx, s.play.db, &s.rq, &query, &list) == OK);
    CHECK_INT(c, list.total, TEST_PEOPLE);
    CHECK(c, list.items.n == 2 && list.has_next_cursor && list.items.at[0].score_percent == 100);
    query.skip = 2;
    CHECK(c, measure_learners(cx, s.play.db, &s.rq, &query, &list) == OK);
    CHECK(c, list.items.at[0].score_percent == 50 && list.items.at[0].has_success && !list.items.at[0].success);
    CHECK(c, list.items.at[0].state == LEARNING_DONE && list.items.at[0].progress == 1);
    query = (MeasureLearnerQuery){.search = STR("P3@EXAMPLE"), .limit = 5};
    CHECK(c, measure_learners(cx, s.play.db, &s.rq, &query, &list) == OK && list.items.n == 1);
    CHECK_INT(c, list.items.at[0].watched_ms, 30000);
    CHECK(c, list.items.at[0].state == LEARNING_IN_PROGRESS && !list.items.at[0].has_score_percent);
    test_play_free(&s.play);
}

static void one_learner(Check *c, TestDatabase *d)
{
    Stage s;
    Ctx *cx = check_ctx(c);
    MeasureLearnerDetail detail = {0};
    begin(c, d, manager, &s);
    check_clock_add(c, 60000);
    test_watch(&s.play, 0, 0, 20);
    test_watch(&s.play, 0, 40, 50.5);
    test_watch(&s.play, 0, 45, 47);
    test_answer(&s.play, 0, 0, "1");
    check_clock_add(c, 1000);
    test_answer(&s.play, 0, 0, "0");
    test_send(&s.play, &(TestStatement){.verb = "open", .kind = "target", .element = test_id(12)}, NULL);
    project(&s);
    REQUIRE(c, measure_learner(cx, s.play.db, &s.rq, &s.play.registrations[0].id, &detail) == OK);
    const MeasureLearnerGrain *g = &detail.grains.at[0];
    CHECK(c, detail.grains.n == 2 && detail.attempts.n == 1 && g->spans.n == 2 && g->views.n == 100);
    CHECK(c, g->spans.at[0].end_ms == 20000 && g->spans.at[1].start_ms == 40000 && g->spans.at[1].end_ms == 51000);
    CHECK(c, g->views.at[19] == 1 && g->views.at[20] == 0 && g->views.at[46] == 2 && g->views.at[47] == 1);
    CHECK_INT(c, g->watched_ms, 32500);
    CHECK(c, g->answers.n == 2 && g->answers.at[0].nth == 1 && !g->answers.at[0].correct && g->answers.at[1].correct);
    CHECK_STR(c, g->answers.at[0].choices.at[0], "Celle-ci");
    CHECK(c, g->targets.n == 1 && g->targets.at[0].opened == 1);
    CHECK(c, measure_learner(cx, s.play.db, &s.rq, &s.play.distribution.id, &detail) == ERR_MISSING);
    test_play_free(&s.play);
}

static int64_t watched_ms(Stage *s)
{
    MeasureLearnerDetail detail = {0};
    project(s);
    Rc rc = measure_learner(check_ctx(s->play.c), s->play.db, &s->rq, &s->play.registrations[0].id, &detail);
    return CHECK(s->play.c, rc == OK) ? detail.grains.at[0].watched_ms : -1;
}

/* What paused told counts at once, and once: also when the report that tells it again comes on another day. */
static void over_midnight(Check *c, TestDatabase *d)
{
    enum { DAY_MS = 86400000, EVENING_MS = 22 * 3600000 }; /* 23:00 in Paris, in winter */
    Stage s;
    TestStatement paused = {.verb = "paused", .result = "\"V:time\":1.4,\"V:played-segments\":\"0.000[.]1.400\""};
    begin(c, d, manager, &s);
    int64_t now = now_ms(check_ctx(c));
    check_clock_add(c, DAY_MS - now % DAY_MS + EVENING_MS);
    sit_down(&s, 0);
    test_send(&s.play, &paused, NULL);
    CHECK_INT(c, watched_ms(&s), 1400);
    paused.result = "\"V:time\":2.2,\"V:played-segments\":\"0.000[.]1.400[,]2.000[.]2.200\"";
    test_send(&s.play, &paused, NULL);
    CHECK_INT(c, watched_ms(&s), 1600);
    check_clock_add(c, 2 * 3600000);
    test_watch(&s.play, 0, 0, 2.3);
    CHECK_INT(c, watched_ms(&s), 2300);
    s.filter.to_ms = now_ms(check_ctx(c)) - 3600000;
    CHECK_INT(c, watched_ms(&s), 0);
    test_play_free(&s.play);
}

/* There was time for thirty seconds of film: what paused tells again and again uses none of it twice. */
static void pauses_and_time(Check *c, TestDatabase *d)
{
    Stage s;
    TestStatement paused = {.verb = "paused", .result = "\"V:time\":20,\"V:played-segments\":\"0.000[.]20.000\""};
    begin(c, d, manager, &s);
    sit_down(&s, 0);
    for (int i = 0; i < 3; i++)
        test_send(&s.play, &paused, NULL);
    CHECK_INT(c, watched_ms(&s), 20000);
    test_watch(&s.play, 0, 0, 20);
    CHECK_INT(c, watched_ms(&s), 20000);
    test_watch(&s.play, 0, 20, 40);
    CHECK_INT(c, watched_ms(&s), 30000);
    test_play_free(&s.play);
}

/* The mark of a distribution changes: who passed is another question, without a statement. */
static void another_mark(Check *c, TestDatabase *d)
{
    Stage s;
    Ctx *cx = check_ctx(c);
    begin(c, d, manager, &s);
    test_complete(&s.play, false);
    project(&s);
    CHECK_INT(c, overview(&s).counts.success_percent, 0);
    DistributionPatch patch = {.has_pass_percent = true, .terms.pass_percent = 50};
    DistributionEdit edit = {s.play.distribution.id, s.play.distribution.version, &test_author, &patch};
    if (!CHECK(c, distribution_change(cx, s.play.db, &edit, &s.play.distribution) == OK))
        check_say(c, "%s", cx->problem.code);
    project(&s);
    CHECK_INT(c, overview(&s).counts.success_percent, 100);
    test_play_free(&s.play);
}

#define EACH(name, run)               \
    static void name(Check *c)        \
    {                                 \
        database_each_engine(c, run); \
    }
EACH(four, four_are_hidden)
EACH(answers, four_answers_are_hidden)
EACH(five, five_are_shown)
EACH(rest, the_rest_tells)
EACH(own, own_only)
EACH(preview, previews)
EACH(people, people_and_scores)
EACH(learner, one_learner)
EACH(midnight, over_midnight)
EACH(pauses, pauses_and_time)
EACH(mark, another_mark)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"figures of four people are hidden from who may not see names", four},
        {"so are four answers and four people before a target", answers},
        {"figures of five people are shown", five},
        {"a hidden choice is not told by the others", rest},
        {"a trainer sees the figures of their own modules only", own},
        {"a preview is never counted", preview},
        {"people are enrolled, started, finished and successful as defined", people},
        {"all that one learner did is told", learner},
        {"what is told again on the next day counts once", midnight},
        {"pauses use no time twice, and more than there was time for does not count", pauses},
        {"success follows the mark of the distribution without a statement", mark},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
