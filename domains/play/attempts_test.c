/* Attempts one after the other, and what holds while a training may not be played. On both databases. */
#include "domains/play/test_stage.h"
#include "domains/xapi/xapi.h"
#include "domains/xapi/xapi_mark.h"

enum { MINUTE_MS = 60000 };

static void relaunch(TestPlay *t)
{
    t->launch = test_launch(t, 0, &t->token);
}

static Rc begin_next(TestPlay *t, LearningItem *ret)
{
    return play_next_attempt(check_ctx(t->c), t->db, &t->place, &t->registrations[0].id, &t->people[0], ret);
}

static void change_terms(TestPlay *t, const DistributionPatch *patch)
{
    DistributionEdit edit = {
        .distribution = t->distribution.id, .version = t->distribution.version, .by = &test_author, .patch = patch};
    CHECK(t->c, distribution_change(check_ctx(t->c), t->db, &edit, &t->distribution) == OK);
}

static void one_after_the_other(Check *c, TestDatabase *d)
{
    TestPlay t;
    LearningItem item;
    LearningPage page;
    test_play(c, d, &t);
    test_answer(&t, 0, 0, "0");
    CHECK(c, begin_next(&t, &item) == ERR_CONFLICT);
    CHECK_STR(c, str_of(check_ctx(c)->problem.code), "play.attempt_running");
    test_complete(&t, false);
    REQUIRE(c, begin_next(&t, &item) == OK);
    CHECK(c, item.attempt == 2 && item.state == LEARNING_NOT_STARTED && item.score_percent == 75 && !item.success);
    CHECK(c, begin_next(&t, &item) == ERR_CONFLICT);
    Launch first = t.launch;
    relaunch(&t);
    CHECK_INT(c, t.launch.attempt, 2);
    PlayGrainState s = test_state(&t, 0);
    CHECK(c, s.answers.n == 0 && s.position_ms == 0 && s.seen.n == 0 && !s.completed);
    test_answer(&t, 0, 0, "1"); /* counts for the second alone */
    CHECK_INT(c, test_summary(&t, 0, 2).points, 0);
    CHECK_INT(c, test_summary(&t, 0, 1).points, 6);
    CHECK(c, play_learning(check_ctx(c), t.db, &t.place, &t.people[0], &(Id){0}, 1, &page) == OK && page.n == 1);
    CHECK(c,
          page.at[0].state == LEARNING_IN_PROGRESS && page.at[0].score_percent == 75 && !page.at[0].has_attempts_left);
    t.launch = first; /* a tab of the first attempt goes on with that */
    test_send(&t, &(TestStatement){.verb = "paused", .result = "\"V:time\":3"}, NULL);
    CHECK(c, test_state(&t, 0).position_ms == 3000 && test_state(&t, 0).answers.n == 2);
    relaunch(&t);
    CHECK_INT(c, test_state(&t, 0).position_ms, 0);
    test_play_free(&t);
}

static void best_counts(Check *c, TestDatabase *d)
{
    TestPlay t;
    LearningItem item;
    LearningPage page;
    test_play(c, d, &t);
    test_complete(&t, true);
    REQUIRE(c, begin_next(&t, &item) == OK);
    CHECK(c, item.score_percent == 100 && item.success);
    relaunch(&t);
    test_complete(&t, false);
    CHECK(c, play_learning(check_ctx(c), t.db, &t.place, &t.people[0], &(Id){0}, 1, &page) == OK && page.n == 1);
    CHECK(c, page.at[0].state == LEARNING_DONE && page.at[0].score_percent == 100 && page.at[0].success);
    CHECK(c, !test_summary(&t, 0, 2).success && test_summary(&t, 0, 1).success);
    test_play_free(&t);
}

static void limited(Check *c, TestDatabase *d)
{
    TestPlay t;
    LearningItem item;
    test_play(c, d, &t);
    change_terms(&t, &(DistributionPatch){.has_attempts_max = true, .terms = {.attempts_max = 2}});
    test_complete(&t, true);
    REQUIRE(c, begin_next(&t, &item) == OK);
    CHECK(c, item.has_attempts_left && item.attempts_left == 0);
    relaunch(&t);
    test_complete(&t, true);
    CHECK(c, begin_next(&t, &item) == ERR_DENIED);
    CHECK_STR(c, str_of(check_ctx(c)->problem.code), "distribution.no_attempt_left");
    CHECK(c,
          play_next_attempt(check_ctx(c), t.db, &t.place, &t.registrations[0].id, &t.people[1], &item) == ERR_MISSING);
    test_play_free(&t);
}

static Rc next_of(Ctx *cx, Db *db, size_t i, void *arg)
{
    const TestPlay *t = arg;
    LearningItem item;
    (void)i;
    return play_next_attempt(cx, db, &t->place, &t->registrations[0].id, &t->people[0], &item);
}

static void raced(Check *c, TestDatabase *d)
{
    enum { RACERS = 4 };
    TestPlay t;
    Rc rc[RACERS];
    int won = 0;
    test_play(c, d, &t);
    test_complete(&t, true);
    test_at_once(c, d, &t.space, RACERS, next_of, &t, rc);
    for (size_t i = 0; i < RACERS; i++) {
        won += rc[i] == OK;
        CHECK(c, rc[i] == OK || rc[i] == ERR_CONFLICT);
    }
    CHECK_INT(c, won, 1);
    CHECK_INT(c, test_registration(&t, 0).attempt, 2);
    test_play_free(&t);
}

static void mark_of_its_own(Check *c, TestDatabase *d)
{
    TestPlay t;
    test_play(c, d, &t);
    test_complete(&t, false);
    CHECK(c, test_summary(&t, 0, 1).pass_percent == 80 && !test_summary(&t, 0, 1).success);
    change_terms(&t, &(DistributionPatch){.has_pass_percent = true, .terms = {.pass_percent = 50}});
    PlaySummary s = test_summary(&t, 0, 1);
    CHECK(c, s.pass_percent == 50 && s.has_success && s.success && s.points == 4 && s.points_max == 8);
    test_play_free(&t);
}

static Str stamped(TestPlay *t, double position_s, int64_t at_ms)
{
    char timestamp[CLOCK_TEXT];
    Str result = STR("");
    clock_text(at_ms, timestamp);
    CHECK(t->c, str_format(check_ctx(t->c)->arena, &result, "\"V:time\":%.3f", position_s) == OK);
    return test_statement(t, &(TestStatement){.verb = "paused", .result = result.at, .timestamp = timestamp});
}

/* What was done before counts whenever it comes; the rest waits in the browser, and counts when it goes on. */
static void suspended(Check *c, TestDatabase *d)
{
    TestStage s;
    test_stage(c, d, &s);
    TestPlay *t = &s.play;
    Ctx *cx = check_ctx(c);
    const char *page = test_path(&s, "/play/#", t->registrations[0].id.text, NULL);
    Str index = STR("");
    check_clock_add(c, 10 * MINUTE_MS);
    CHECK(c, distribution_suspend(cx, t->db, &test_author, &t->distribution.id, STR("une erreur"), &t->distribution) ==
                 OK);
    check_clock_add(c, MINUTE_MS);
    Str both[] = {stamped(t, 4, now_ms(cx) - MINUTE_MS - 1), stamped(t, 5, now_ms(cx) - MINUTE_MS)};
    test_post(&s, test_batch(&s, t->token, both + 1, 1), 403, "distribution.suspended");
    Reply r = test_post(&s, test_batch(&s, t->token, both, 2), 200, NULL);
    CHECK(c, test_holds(&r, "\"refused\":[]") && test_holds(&r, "\"position_ms\":4000"));
    Str bad = STR("{}");
    test_post(&s, test_batch(&s, t->token, &bad, 1), 200, NULL);
    CHECK(c, str_format(cx->arena, &index, "/api/v1/play/%s/index?grain_id=%s&token=%.*s", t->launch.id.text,
                        t->grains[0].text, STR_ARG(t->token)) == OK);
    test_expect(&s.t, "GET", index.at, NULL, 403, "distribution.suspended");
    r = test_expect(&s.t, "GET", page, NULL, 403, NULL);
    CHECK(c, test_holds(&r, "suspendue") && test_holds(&r, "suspended for now") && test_holds(&r, "href=\"/\""));
    r = test_expect(&s.t, "GET", "/api/v1/learning", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"availability\":\"suspended\"") && test_holds(&r, "\"state\":\"in_progress\""));
    CHECK(c, distribution_resume(cx, t->db, &test_author, &t->distribution.id, &t->distribution) == OK);
    r = test_post(&s, test_batch(&s, t->token, both, 2), 200, NULL);
    CHECK(c, test_holds(&r, "\"position_ms\":5000"));
    test_expect(&s.t, "GET", page, NULL, 200, NULL);
    test_stage_free(&s);
}

static void windows(Check *c, TestDatabase *d)
{
    enum { HOUR_MS = 3600000 };
    TestStage s;
    test_stage(c, d, &s);
    TestPlay *t = &s.play;
    int64_t now = now_ms(check_ctx(c));
    const char *page = test_path(&s, "/play/#", t->registrations[0].id.text, NULL);
    const char *attempts = test_path(&s, "/api/v1/learning/#/attempts", t->registrations[0].id.text, NULL);
    change_terms(t, &(DistributionPatch){.has_opens_ms = true,
                                         .has_closes_ms = true,
                                         .has_due_ms = true,
                                         .terms = {.opens_ms = now + HOUR_MS,
                                                   .closes_ms = now + 3 * (int64_t)HOUR_MS,
                                                   .due_ms = now + 2 * (int64_t)HOUR_MS}});
    Str one = test_statement(t, &(TestStatement){.verb = "played", .timestamp = "2025-01-01T00:00:00Z"});
    Reply r = test_expect(&s.t, "GET", page, NULL, 403, NULL);
    CHECK(c, test_holds(&r, "pas encore ouverte") && test_holds(&r, "not open yet"));
    test_post(&s, test_batch(&s, t->token, &one, 1), 403, "distribution.not_open_yet");
    r = test_expect(&s.t, "GET", "/api/v1/learning", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"availability\":\"scheduled\"") && test_holds(&r, "\"due_ms\":") &&
                 test_holds(&r, "\"opens_ms\":") && test_holds(&r, "\"closes_ms\":"));
    check_clock_add(c, HOUR_MS);
    test_expect(&s.t, "GET", page, NULL, 200, NULL);
    test_expect(&s.t, "POST", attempts, NULL, 409, "play.attempt_running");
    test_complete(t, true);
    r = test_expect(&s.t, "POST", attempts, NULL, 201, NULL);
    CHECK(c, test_holds(&r, "\"attempt\":2") && test_holds(&r, "\"availability\":\"open\""));
    check_clock_add(c, 2 * HOUR_MS);
    one = test_statement(t, &(TestStatement){.verb = "played"});
    test_post(&s, test_batch(&s, t->token, &one, 1), 403, "distribution.closed");
    r = test_expect(&s.t, "GET", page, NULL, 403, NULL);
    CHECK(c, test_holds(&r, "est close") && test_holds(&r, "is closed"));
    r = test_expect(&s.t, "GET", "/api/v1/learning", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"availability\":\"closed\""));
    DistributionPatch nobody = {.has_persons = true, .to = {.persons = t->people + 1, .person_count = 1}};
    change_terms(t, &nobody);
    r = test_expect(&s.t, "GET", page, NULL, 403, NULL);
    CHECK(c, test_holds(&r, "ne vous est plus confi"));
    r = test_expect(&s.t, "GET", "/api/v1/learning", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"total\":0"));
    test_stage_free(&s);
}

static void waiting(Check *c, TestDatabase *d)
{
    TestPlay t;
    Id got[2];
    test_play(c, d, &t);
    REQUIRE(c, xapi_mark_new(&t.place.mark) == OK);
    Str sound = test_statement(&t, &(TestStatement){.verb = "played"}), bad = STR("{}");
    PlayOutcome out;
    CHECK(c, play_ingest(check_ctx(c), t.db, &t.place, &t.launch, &bad, 1, &out) == OK);
    CHECK_INT(c, (int64_t)xapi_mark_wait(t.place.mark, 0, got, 2), 0);
    CHECK(c, play_ingest(check_ctx(c), t.db, &t.place, &t.launch, &sound, 1, &out) == OK);
    CHECK(c, xapi_mark_wait(t.place.mark, 0, got, 2) == 1 && id_equal(&got[0], &t.space));
    CHECK(c, play_ingest(check_ctx(c), t.db, &t.place, &t.launch, &sound, 1, &out) == OK); /* nothing new */
    CHECK_INT(c, (int64_t)xapi_mark_wait(t.place.mark, 0, got, 2), 0);
    xapi_mark_free(t.place.mark);
    test_play_free(&t);
}

#define ON_EACH(name, run)            \
    static void name(Check *c)        \
    {                                 \
        database_each_engine(c, run); \
    }
ON_EACH(attempts_follow_one_another, one_after_the_other)
ON_EACH(the_best_attempt_counts, best_counts)
ON_EACH(attempts_run_out, limited)
ON_EACH(four_sessions_begin_one_attempt, raced)
ON_EACH(the_mark_of_the_distribution_goes_first, mark_of_its_own)
ON_EACH(a_suspension_holds_and_loses_nothing, suspended)
ON_EACH(windows_open_and_close, windows)
ON_EACH(whoever_waits_is_told, waiting)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"attempts follow one another and each is kept", attempts_follow_one_another},
        {"the best attempt counts", the_best_attempt_counts},
        {"no more attempts than were given", attempts_run_out},
        {"four sessions that begin the next attempt begin one", four_sessions_begin_one_attempt},
        {"the distribution's mark goes before the grains'", the_mark_of_the_distribution_goes_first},
        {"a suspension holds at once and loses nothing", a_suspension_holds_and_loses_nothing},
        {"what is not open says why", windows_open_and_close},
        {"whoever waits for statements is told of new ones", whoever_waits_is_told},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
