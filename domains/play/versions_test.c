/* From one version to another: what learners did is carried by identity, nothing is lost, each attempt names its
 * version (REQUIREMENTS, States of a module version). On both databases. */
#include "domains/play/play_event.h"
#include "domains/play/test_stage.h"
#include "domains/xapi/xapi.h"
#include "sql_all.h"

#include <math.h>
#include <stdlib.h>

enum { MINUTE_MS = 60000 };

static bool near(double a, double b)
{
    return fabs(a - b) < 1e-9;
}

/* Room for one more question in the quiz. */
static GrainQuestion *more(Ctx *cx, GrainDocument *d)
{
    GrainQuiz *quiz = &d->quizzes.at[0];
    GrainQuestion *questions = arena_array(cx->arena, quiz->questions.n + 1, sizeof *questions);
    if (!questions)
        abort();
    memcpy(questions, quiz->questions.at, quiz->questions.n * sizeof *questions);
    quiz->questions.at = questions;
    questions[quiz->questions.n] = questions[0];
    return &questions[quiz->questions.n++];
}

/* Moves the target, changes the key of the first question, adds a third one of four points. */
static void revise(Ctx *cx, const TestPlay *t, GrainDocument *d)
{
    (void)t;
    for (size_t i = 0; i < d->targets.at[0].keyframes.n; i++)
        d->targets.at[0].keyframes.at[i].x += 5;
    d->targets.at[0].end_ms += 1000;
    d->quizzes.at[0].questions.at[0].key.at[0] = test_id(51);
    GrainQuestion *added = more(cx, d);
    GrainChoice *choices = arena_array(cx->arena, 2, sizeof *choices);
    Id *key = arena_get(cx->arena, sizeof *key);
    if (!choices || !key)
        abort();
    choices[0] = (GrainChoice){.id = test_id(70), .text = STR("Une")};
    choices[1] = (GrainChoice){.id = test_id(71), .text = STR("Autre")};
    *key = test_id(70);
    added->id = test_id(42);
    added->points = 4;
    added->multiple = false;
    added->choices.at = choices;
    added->choices.n = 2;
    added->key.at = key;
    added->key.n = 1;
}

/* Other words, an explanation, choices in another order: the questions stay what they were. */
static void reword(Ctx *cx, const TestPlay *t, GrainDocument *d)
{
    (void)cx, (void)t;
    GrainQuestion *q = &d->quizzes.at[0].questions.at[0];
    GrainChoice first = q->choices.at[0];
    q->prompt = STR("Laquelle, au juste ?");
    q->explanation = STR("Parce que.");
    q->choices.at[0] = q->choices.at[2];
    q->choices.at[2] = first;
}

static void drop_second(Ctx *cx, const TestPlay *t, GrainDocument *d)
{
    (void)cx, (void)t;
    d->quizzes.at[0].questions.n = 1;
}

static void drop_quiz(Ctx *cx, const TestPlay *t, GrainDocument *d)
{
    (void)cx, (void)t;
    d->quizzes.n = 0;
}

static void other_film(Ctx *cx, const TestPlay *t, GrainDocument *d)
{
    (void)cx;
    d->media_id = test_media(t->c, t->db, MEDIA_VIDEO);
}

static void first_film(Ctx *cx, const TestPlay *t, GrainDocument *d)
{
    (void)cx;
    d->media_id = t->media.film;
    d->title = STR("Extincteurs, de nouveau");
}

static const PlayAnswer *answer_to(const PlayGrainState *s, unsigned question)
{
    Id id = test_id(40 + question);
    for (size_t i = 0; i < s->answers.n; i++)
        if (id_equal(&s->answers.at[i].question_id, &id))
            return &s->answers.at[i];
    return NULL;
}

static void relaunch(TestPlay *t)
{
    Str token;
    t->launch = test_launch(t, 0, &token);
}

static void carried(Check *c, TestDatabase *d)
{
    TestPlay t;
    test_play(c, d, &t);
    check_clock_add(c, MINUTE_MS);
    test_watch(&t, 0, 0, 50);
    test_answer(&t, 0, 0, "0");
    test_answer(&t, 0, 1, "10");
    test_send(&t, &(TestStatement){.verb = "open", .kind = "target", .element = test_id(12)}, NULL);
    test_new_version(&t, revise, true);
    relaunch(&t);
    PlayGrainState s = test_state(&t, 0);
    REQUIRE(c, s.answers.n == 2 && s.opened_ids.n == 1);
    const PlayAnswer *changed = answer_to(&s, 0), *same = answer_to(&s, 1);
    REQUIRE(c, changed && same);
    CHECK(c, changed->to_review && changed->correct && changed->points == 2 && changed->points_max == 2);
    CHECK(c, !same->to_review && !same->correct && same->points == 0);
    CHECK(c, near(s.progress, 0.5) && s.position_ms == 50000);
    PlaySummary sum = test_summary(&t, 0, 1);
    CHECK_INT(c, sum.points, 2);
    CHECK_INT(c, sum.points_max, 2 + 2 + 4 + 4); /* the added one is pending; the other grain has two of two */
    test_answer(&t, 0, 0, "1");                  /* right today, and not the first */
    test_answer(&t, 0, 2, "20");
    s = test_state(&t, 0);
    CHECK(c, s.answers.n == 3 && answer_to(&s, 0)->points == 2 && answer_to(&s, 0)->to_review);
    CHECK(c, !answer_to(&s, 2)->to_review && answer_to(&s, 2)->points == 4);
    CHECK_INT(c, test_summary(&t, 0, 1).points, 6);
    test_play_free(&t);
}

static void reworded(Check *c, TestDatabase *d)
{
    TestPlay t;
    test_play(c, d, &t);
    test_answer(&t, 0, 0, "0");
    test_new_version(&t, reword, true);
    relaunch(&t);
    PlayGrainState s = test_state(&t, 0);
    CHECK(c, s.answers.n == 1 && !s.answers.at[0].to_review && s.answers.at[0].points == 2);
    test_play_free(&t);
}

static void removed(Check *c, TestDatabase *d)
{
    TestPlay t;
    test_play(c, d, &t);
    Launch before = t.launch;
    test_answer(&t, 0, 0, "1");
    test_answer(&t, 0, 1, "10 11");
    CHECK_INT(c, test_summary(&t, 0, 1).points, 2);
    test_new_version(&t, drop_second, true);
    relaunch(&t);
    PlayGrainState s = test_state(&t, 0);
    CHECK(c, s.answers.n == 1 && answer_to(&s, 0));
    PlaySummary sum = test_summary(&t, 0, 1);
    CHECK(c, sum.points == 0 && sum.points_max == 2 + 4);
    t.launch = before; /* kept: whoever looks by the version of then finds it */
    s = test_state(&t, 0);
    CHECK(c, s.answers.n == 2 && answer_to(&s, 1)->points == 2);
    test_play_free(&t);
}

/* What a version asks no longer keeps nobody from the end; nobody has to do anything but open it. */
static void asks_less(Check *c, TestDatabase *d)
{
    TestPlay t;
    test_play(c, d, &t);
    check_clock_add(c, 5 * MINUTE_MS);
    test_watch(&t, 1, 0, 100);
    test_answer(&t, 1, 0, "0");
    test_answer(&t, 1, 1, "10 11");
    test_watch(&t, 0, 0, 100);
    CHECK(c, !test_state(&t, 0).completed && test_summary(&t, 0, 1).state == LEARNING_IN_PROGRESS);
    test_new_version(&t, drop_quiz, true);
    relaunch(&t);
    test_send(&t, &(TestStatement){.verb = "initialized"}, NULL);
    CHECK(c, test_state(&t, 0).completed);
    PlaySummary sum = test_summary(&t, 0, 1);
    CHECK(c, sum.state == LEARNING_DONE && sum.points == 4 && sum.points_max == 4 && sum.has_success && sum.success);
    test_play_free(&t);
}

static void of_a_film(Check *c, TestDatabase *d)
{
    TestPlay t;
    test_play(c, d, &t);
    check_clock_add(c, MINUTE_MS);
    test_watch(&t, 0, 0, 40);
    test_answer(&t, 0, 0, "0");
    test_new_version(&t, other_film, true);
    relaunch(&t);
    PlayGrainState s = test_state(&t, 0);
    CHECK(c, near(s.progress, 0) && s.position_ms == 0 && s.answers.n == 1 && !s.answers.at[0].to_review);
    test_new_version(&t, first_film, true);
    relaunch(&t);
    s = test_state(&t, 0);
    CHECK(c, near(s.progress, 0.4) && s.position_ms == 40000);
    CHECK_INT(c, test_summary(&t, 0, 1).watched_s, 40);
    test_play_free(&t);
}

/* A tab that was open all the while goes on with what it shows, and says which version that is. */
static void open_tab(Check *c, TestDatabase *d)
{
    TestPlay t;
    XapiRecord records[4];
    Str revision = STR("");
    size_t n;
    test_play(c, d, &t);
    Launch tab = t.launch;
    test_send(&t, &(TestStatement){.verb = "initialized"}, NULL);
    Id second = test_new_version(&t, drop_second, true);
    Registration now = test_registration(&t, 0);
    CHECK(c, id_equal(&now.module_version, &second));
    test_answer(&t, 0, 1, "10 11"); /* the second version has no such question */
    relaunch(&t);
    CHECK(c, id_equal(&t.launch.module_version, &second) &&
                 id_equal(&tab.module_version, &t.registrations[0].module_version));
    test_answer(&t, 0, 0, "0");
    TestStatement gone = {
        .verb = "answered", .kind = "question", .element = test_id(41), .result = "\"response\":\"\"", .plain = true};
    test_send(&t, &gone, "play.unknown_element");
    REQUIRE(c, xapi_after(check_ctx(c), t.db, &t.registrations[0].id, 0, 4, records, &n) == OK && n == 3);
    const Launch *of[] = {&tab, &tab, &t.launch};
    for (size_t i = 0; i < n; i++) {
        CHECK(c, str_format(check_ctx(c)->arena, &revision, "\"revision\":\"%s\"", of[i]->module_version.text) == OK);
        CHECK(c, memmem(records[i].text.at, records[i].text.n, revision.at, revision.n) != NULL);
    }
    test_play_free(&t);
}

static void done_stays_done(Check *c, TestDatabase *d)
{
    TestPlay t;
    test_play(c, d, &t);
    test_complete(&t, true);
    PlaySummary before = test_summary(&t, 0, 1);
    CHECK(c, before.state == LEARNING_DONE && before.points == 8 && before.points_max == 8 && before.success);
    CHECK(c, before.completed_ms == now_ms(check_ctx(c)) && test_registration(&t, 0).finished_ms > 0);
    test_new_version(&t, revise, true);
    PlaySummary after = test_summary(&t, 0, 1);
    CHECK(c, after.state == LEARNING_DONE && after.points == 8 && after.points_max == 8 && after.success);
    CHECK(c, id_equal(&after.module_version, &before.module_version));
    PlaySummary other = test_summary(&t, 1, 1);
    CHECK(c, other.state == LEARNING_NOT_STARTED && other.points_max == 12 &&
                 id_equal(&other.module_version, &t.distribution.module_version));
    test_play_free(&t);
}

static void by_reader(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    TestPlay t;
    PlayReader *reader;
    XapiRecord records[8];
    PlayReading r;
    size_t n;
    test_play(c, d, &t);
    test_send(&t, &(TestStatement){.verb = "initialized"}, NULL);
    test_send(&t, &(TestStatement){.verb = "experienced", .kind = "target", .element = test_id(12)}, NULL);
    test_new_version(&t, revise, true);
    relaunch(&t);
    TestStatement close = {
        .verb = "close", .kind = "target", .element = test_id(12), .result = "\"duration\":\"PT4.5S\"", .plain = true};
    test_send(&t, &close, NULL);
    test_answer(&t, 0, 0, "1");
    REQUIRE(c, play_reader_new(cx, t.db, &t.place, &reader) == OK);
    REQUIRE(c, xapi_after(cx, t.db, &(Id){0}, 0, 8, records, &n) == OK && n == 4);
    static const PlayEventKind kinds[] = {PLAY_INITIALIZED, PLAY_SHOWN, PLAY_CLOSED, PLAY_ANSWERED};
    for (size_t i = 0; i < n; i++) {
        REQUIRE(c, play_read(cx, t.db, reader, &records[i], &r) == OK);
        CHECK_INT(c, r.event.kind, kinds[i]);
        CHECK_INT(c, r.version_number, i < 2 ? 1 : 2);
        CHECK(c, r.attempt == 1 && id_equal(&r.person, &t.people[0]) && id_equal(&r.module, &t.module.id));
        CHECK(c, id_equal(&r.distribution, &t.distribution.id) && id_equal(&r.film, &t.media.film));
        CHECK(c, id_equal(&r.grain, &t.grains[0]) && r.film_duration_ms == TEST_FILM_MS);
        CHECK(c, id_equal(&r.event.statement, &records[i].id));
        CHECK_INT(c, (int64_t)r.document->quizzes.at[0].questions.n, i < 2 ? 2 : 3);
        if (kinds[i] == PLAY_CLOSED || kinds[i] == PLAY_SHOWN)
            CHECK(c, id_equal(&r.event.target, &(Id[]){test_id(12)}[0]));
        CHECK_INT(c, r.event.dwell_ms, kinds[i] == PLAY_CLOSED ? 4500 : 0);
    }
    CHECK(c, r.event.correct && r.event.points == 2); /* by the key of the second version */
    records[0].registration = t.registrations[1].id;
    CHECK(c, play_read(cx, t.db, reader, &records[0], &r) == ERR_MISSING); /* its launch is another's */
    records[1].registration = (Id){0};
    CHECK(c, play_read(cx, t.db, reader, &records[1], &r) == ERR_MISSING);
    records[2].text = STR("{\"verb\":{\"id\":\"https://e.org/v\"}}");
    CHECK(c, play_read(cx, t.db, reader, &records[2], &r) == ERR_MISSING && !cx->problem.code);
    test_play_free(&t);
}

static unsigned chance(Check *c, unsigned below)
{
    unsigned v;
    check_ctx(c)->random->fill(check_ctx(c)->random, &v, sizeof v);
    return v % below;
}

/* Launches of all versions and attempts, used as they come. */
typedef struct {
    TestPlay t;
    Launch launches[24];
    size_t launch_count, version_count;
} History;

static void grow(History *h)
{
    static const TestChange changes[] = {revise, reword, drop_second, other_film, first_film, drop_quiz};
    TestPlay *t = &h->t;
    LearningItem item;
    if (chance(t->c, 3) == 0 && h->version_count < sizeof changes / sizeof *changes)
        test_new_version(t, changes[h->version_count++], chance(t->c, 2));
    else if (test_summary(t, 0, test_registration(t, 0).attempt).state == LEARNING_DONE)
        CHECK(t->c, play_next_attempt(check_ctx(t->c), t->db, &t->place, &t->registrations[0].id, &t->people[0],
                                      &item) == OK);
    relaunch(t);
    h->launches[h->launch_count++] = t->launch;
}

static TestStatement random_answer(TestPlay *t, unsigned question)
{
    static const char *const choices[] = {"50", "51", "60 61", "60", "70", "71"};
    Str rest = str_of(choices[question * 2 + chance(t->c, 2)]), part;
    Buf b;
    buf_init(&b, check_ctx(t->c)->arena, 400);
    buf_put(&b, STR("\"response\":\""));
    for (const char *between = ""; str_cut(&rest, ' ', &part); between = "[,]") {
        int64_t number = 0;
        CHECK(t->c, str_i64(part, &number) == OK);
        buf_format(&b, "%s%s", between, test_id((unsigned)number).text);
    }
    buf_put(&b, STR("\""));
    buf_byte(&b, 0);
    return (TestStatement){
        .verb = "answered", .kind = "question", .element = test_id(40 + question), .result = b.at, .plain = true};
}

static TestStatement random_watching(TestPlay *t)
{
    double from = chance(t->c, TEST_FILM_MS / 2) / 1000.0;
    Str result = STR("");
    CHECK(t->c, str_format(check_ctx(t->c)->arena, &result, "\"V:time\":%.3f,\"V:played-segments\":\"%.3f[.]%.3f\"",
                           from + 50, from, from + 50) == OK);
    return (TestStatement){.verb = "progressed", .result = result.at};
}

/* One of the launches does something; what its version does not have is refused, and that is right too. */
static void live(History *h)
{
    TestPlay *t = &h->t;
    TestStatement s;
    PlayOutcome out;
    unsigned pick = chance(t->c, 8);
    check_clock_add(t->c, 1000 + chance(t->c, 60000));
    t->launch = h->launches[chance(t->c, (unsigned)h->launch_count)];
    if (pick < 4)
        s = random_answer(t, chance(t->c, 3));
    else if (pick == 4)
        s = (TestStatement){.verb = "open", .kind = "target", .element = test_id(12)};
    else if (pick == 5)
        s = (TestStatement){.verb = "initialized"};
    else
        s = random_watching(t);
    s.grain = chance(t->c, TEST_GRAINS);
    Str json = test_statement(t, &s);
    CHECK(t->c, play_ingest(check_ctx(t->c), t->db, &t->place, &t->launch, &json, 1, &out) == OK);
}

static void spoil(TestPlay *t)
{
    AUTO_STMT s = db_stmt(t->db, SQL_play_reset_launches);
    stmt_put_id(s, &t->registrations[0].id);
    CHECK(t->c, stmt_run(check_ctx(t->c), s, NULL) == OK);
}

static void rebuilt(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    for (int history = 0; history < 3; history++) {
        History *h = arena_get(cx->arena, sizeof *h);
        Str before, after;
        REQUIRE(c, h != NULL);
        test_play(c, d, &h->t);
        h->launches[h->launch_count++] = h->t.launch;
        for (int i = 0; i < 60; i++) {
            if (i % 6 == 5)
                grow(h);
            live(h);
        }
        test_send(&h->t, &(TestStatement){.verb = "initialized"},
                  NULL); /* the log's clock is that of the last one stored */
        PlaySummary was = test_summary(&h->t, 0, 1);
        CHECK(c, store_digest(cx, h->t.db, &before) == OK);
        CHECK(c, play_rebuild(cx, h->t.db, &h->t.place, &h->t.registrations[0].id) == OK);
        CHECK(c, store_digest(cx, h->t.db, &after) == OK);
        CHECK_STR(c, after, before.at);
        PlaySummary is = test_summary(&h->t, 0, 1);
        bool same = false;
        CHECK(c, play_verify(cx, h->t.db, &h->t.place, &h->t.registrations[0].id, &same) == OK && same);
        spoil(&h->t);
        CHECK(c, store_digest(cx, h->t.db, &before) == OK);
        CHECK(c, play_verify(cx, h->t.db, &h->t.place, &h->t.registrations[0].id, &same) == OK && !same);
        CHECK(c, store_digest(cx, h->t.db, &after) == OK && str_equal(before, after)); /* looking changes nothing */
        CHECK(c, memcmp(&was, &is, sizeof was) == 0);
        test_play_free(&h->t);
    }
}

/* The story of ten learners, through the routes alone. */
static const char *title_of(size_t learner)
{
    static const char *const what[] = {"not begun", "in the middle", "done"};
    return what[learner % 3];
}

static void act(TestStage *s, size_t learner)
{
    TestPlay *t = &s->play;
    t->launch = test_launch(t, learner, &t->token);
    t->registrations[learner] = test_registration(t, learner);
    check_clock_add(t->c, 4 * MINUTE_MS);
    Str batch[2 * 3];
    size_t n = 0;
    for (size_t grain = 0; grain < TEST_GRAINS && learner % 3; grain++) {
        if (grain && learner % 3 == 1)
            break;
        batch[n++] = test_statement(t, &(TestStatement){.grain = grain,
                                                        .verb = "progressed",
                                                        .result = "\"V:time\":100,\"V:played-segments\":\"0[.]100\""});
        for (unsigned q = 0; q < (learner % 3 == 2 ? 2u : 1u); q++) {
            Str result = STR("");
            CHECK(t->c, str_format(check_ctx(t->c)->arena, &result, "\"response\":\"%s%s%s\"",
                                   test_id(50 + 10 * q).text, q ? "[,]" : "", q ? test_id(61).text : "") == OK);
            batch[n++] = test_statement(t, &(TestStatement){.grain = grain,
                                                            .verb = "answered",
                                                            .kind = "question",
                                                            .element = test_id(40 + q),
                                                            .result = result.at,
                                                            .plain = true});
        }
    }
    Reply r = test_post(s, test_batch(s, t->token, batch, n), 200, NULL);
    CHECK(t->c, test_holds(&r, "\"refused\":[]"));
}

static void check_learner(TestStage *s, size_t learner, bool all)
{
    TestPlay *t = &s->play;
    bool moved = learner % 3 == 0 || (all && learner % 3 == 1);
    s->t.who.person = t->people[learner];
    Reply r = test_expect(&s->t, "GET", "/api/v1/learning", NULL, 200, NULL);
    static const char *const states[] = {"\"state\":\"not_started\"", "\"state\":\"in_progress\"",
                                         "\"state\":\"done\""};
    bool sound = CHECK(t->c, test_holds(&r, states[learner % 3])) &&
                 CHECK(t->c, test_holds(&r, moved ? "\"version_number\":2" : "\"version_number\":1"));
    if (learner % 3 == 2)
        sound = CHECK(t->c, test_holds(&r, "\"score_percent\":100,\"success\":true")) && sound;
    r = test_expect(&s->t, "GET", test_path(s, "/play/#?grain=#", t->registrations[learner].id.text, t->grains[0].text),
                    NULL, 200, NULL);
    sound = CHECK(t->c, test_holds(&r, test_id(42).text) == moved) && sound;
    if (learner % 3)
        sound =
            CHECK(t->c, test_holds(&r, moved ? "\"correct\":true,\"points\":2,\"points_max\":2,\"to_review\":true"
                                             : "\"correct\":true,\"points\":2,\"points_max\":2,\"to_review\":false")) &&
            sound;
    if (!sound)
        check_say(t->c, "learner %zu, %s, %s", learner, title_of(learner), all ? "all go over" : "new ones only");
}

/* The tab of before says one thing more; then what each has is looked at again. */
static void ten(Check *c, TestDatabase *d)
{
    for (int all = 0; all <= 1; all++) {
        TestStage s;
        Launch tabs[TEST_PEOPLE];
        Str tokens[TEST_PEOPLE];
        test_stage(c, d, &s);
        Id first = s.play.registrations[0].module_version;
        for (size_t i = 0; i < TEST_PEOPLE; i++) {
            act(&s, i);
            tabs[i] = s.play.launch;
            tokens[i] = s.play.token;
        }
        test_new_version(&s.play, revise, all);
        for (size_t i = 0; i < TEST_PEOPLE; i++) {
            check_learner(&s, i, all);
            if (i % 3 != 1)
                continue;
            s.play.launch = tabs[i];
            Str late = test_statement(&s.play, &(TestStatement){.verb = "paused", .result = "\"V:time\":7"});
            Reply r = test_post(&s, test_batch(&s, tokens[i], &late, 1), 200, NULL);
            CHECK(c, test_holds(&r, "\"refused\":[]") && test_holds(&r, "\"position_ms\":7000"));
            CHECK(c, test_holds(&r, "\"to_review\":false")); /* by the version of the tab */
            check_learner(&s, i, all);
        }
        for (size_t i = 2; i < TEST_PEOPLE; i += 3) {
            PlaySummary old = test_summary(&s.play, i, 1);
            CHECK(c, old.state == LEARNING_DONE && id_equal(&old.module_version, &first) && old.points == 8);
        }
        test_stage_free(&s);
    }
}

#define ON_EACH(name, run)            \
    static void name(Check *c)        \
    {                                 \
        database_each_engine(c, run); \
    }
ON_EACH(answers_are_carried_by_identity, carried)
ON_EACH(other_words_change_nothing, reworded)
ON_EACH(what_is_removed_leaves_the_score, removed)
ON_EACH(a_version_that_asks_less_completes, asks_less)
ON_EACH(coverage_is_of_the_film, of_a_film)
ON_EACH(an_open_tab_loses_nothing, open_tab)
ON_EACH(what_is_done_stays_done, done_stays_done)
ON_EACH(measurers_read_each_by_its_version, by_reader)
ON_EACH(random_histories_are_rebuilt, rebuilt)
ON_EACH(ten_learners_lose_nothing, ten)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"answers are carried by identity, changed ones to review, added ones pending",
         answers_are_carried_by_identity},
        {"other words and another order of choices change no question", other_words_change_nothing},
        {"what is removed leaves the score and stays in history", what_is_removed_leaves_the_score},
        {"a version that asks less completes whoever opens it", a_version_that_asks_less_completes},
        {"coverage belongs to the film and comes back with it", coverage_is_of_the_film},
        {"a tab that stayed open on the first version loses nothing", an_open_tab_loses_nothing},
        {"what is done stays done, by its version", what_is_done_stays_done},
        {"those who measure read each statement by its version", measurers_read_each_by_its_version},
        {"random histories over versions and attempts are rebuilt to the same", random_histories_are_rebuilt},
        {"ten learners on two versions lose nothing, and old attempts name theirs", ten_learners_lose_nothing},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
