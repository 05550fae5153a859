/* From statements to what is known of a learner: each judged alone, exact after each acknowledgement, the same again
 * from the statements alone. On both databases. */
#include "domains/play/test_play.h"

#include "base/fault.h"
#include "domains/account/account.h"
#include "domains/xapi/xapi.h"
#include "sql_all.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>

enum { MINUTE_MS = 60000 };

static bool near(double a, double b)
{
    return fabs(a - b) < 1e-9;
}

static void whole(Check *c, TestDatabase *d)
{
    TestPlay t;
    test_play(c, d, &t);
    test_send(&t, &(TestStatement){.verb = "initialized"}, NULL);
    check_clock_add(c, MINUTE_MS);
    test_watch(&t, 0, 0, 30);
    PlayGrainState s = test_state(&t, 0);
    CHECK(c, s.position_ms == 30000 && near(s.progress, 0.3) && !s.completed && s.answers.n == 0);
    test_send(&t, &(TestStatement){.verb = "seeked", .result = "\"V:time-from\":30,\"V:time-to\":12.5"}, NULL);
    CHECK_INT(c, test_state(&t, 0).position_ms, 12500);
    test_send(&t, &(TestStatement){.verb = "experienced", .kind = "target", .element = test_id(12)}, NULL);
    CHECK_INT(c, (int64_t)test_state(&t, 0).opened_ids.n, 0);
    test_send(&t, &(TestStatement){.verb = "open", .kind = "target", .element = test_id(12)}, NULL);
    test_send(&t, &(TestStatement){.verb = "open", .kind = "target", .element = test_id(12)}, NULL);
    test_send(&t, &(TestStatement){.verb = "open", .kind = "content", .element = test_id(21)}, NULL);
    s = test_state(&t, 0);
    CHECK(c, s.opened_ids.n == 1 && id_equal(&s.opened_ids.at[0], &(Id[]){test_id(12)}[0]));
    check_clock_add(c, MINUTE_MS);
    test_watch(&t, 0, 30, 97);
    CHECK(c, !test_state(&t, 0).completed); /* the quiz is required */
    test_answer(&t, 0, 0, "0");
    CHECK(c, !test_state(&t, 0).completed);
    test_answer(&t, 0, 1, "11 10");
    s = test_state(&t, 0);
    CHECK(c, s.completed && near(s.progress, 0.97));
    CHECK_INT(c, test_state(&t, 1).position_ms, 0); /* the other grain has elements of the same names */
    CHECK_INT(c, (int64_t)test_state(&t, 1).answers.n, 0);
    test_play_free(&t);
}

static void scored(Check *c, TestDatabase *d)
{
    TestPlay t;
    test_play(c, d, &t);
    test_answer(&t, 0, 0, "1");
    test_answer(&t, 0, 0, "0");  /* better, but the second */
    test_answer(&t, 0, 1, "10"); /* one of two right ones */
    PlayGrainState s = test_state(&t, 0);
    REQUIRE(c, s.answers.n == 2);
    CHECK(c, !s.answers.at[0].correct && s.answers.at[0].points == 0 && s.answers.at[0].choice_ids.n == 1);
    CHECK(c, !s.answers.at[1].correct);
    test_answer(&t, 1, 1, "10 11");
    test_answer(&t, 1, 0, "");
    s = test_state(&t, 1);
    REQUIRE(c, s.answers.n == 2);
    CHECK(c, s.answers.at[0].choice_ids.n == 0 && !s.answers.at[0].correct);
    CHECK(c, s.answers.at[1].correct && s.answers.at[1].points == 2);
    test_play_free(&t);
}

/* The server's own judgement is what is stored, whatever the client says of success. */
static void honest(Check *c, TestDatabase *d)
{
    TestPlay t;
    XapiRecord r;
    Str result = STR("");
    size_t n;
    test_play(c, d, &t);
    CHECK(c, str_format(check_ctx(c)->arena, &result, "\"response\":\"%s\",\"success\":true,\"score\":{\"scaled\":1}",
                        test_id(51).text) == OK);
    TestStatement s = {
        .verb = "answered", .kind = "question", .element = test_id(40), .result = result.at, .plain = true};
    test_send(&t, &s, NULL);
    REQUIRE(c, xapi_after(check_ctx(c), t.db, &t.registrations[0].id, 0, 1, &r, &n) == OK && n == 1);
    static const char *const said[] = {"\"success\":false", "\"score\":{\"scaled\":0,\"raw\":0,\"min\":0,\"max\":2}"};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        CHECK(c, memmem(r.text.at, r.text.n, said[i], strlen(said[i])) != NULL);
    CHECK(c, memmem(r.text.at, r.text.n, t.people[0].text, ID_TEXT) != NULL);
    CHECK(c, id_equal(&r.person, &t.people[0]) && id_equal(&r.registration, &t.registrations[0].id));
    CHECK(c, str_format(check_ctx(c)->arena, &result, "\"revision\":\"%s\"", t.registrations[0].module_version.text) ==
                 OK);
    CHECK(c, memmem(r.text.at, r.text.n, result.at, result.n) != NULL);
    test_play_free(&t);
}

static void refusals(Check *c, TestDatabase *d)
{
    TestPlay t;
    test_play(c, d, &t);
    Id unknown = id_new(check_ctx(c));
    Launch foreign = test_launch(&t, 1, &(Str){0});
    static const char *const bad_spans[] = {"1",      "1[.]",  "[.]1",   "2[.]1",    "1[.]2[,]",
                                            "1.[.]2", "a[.]b", "-1[.]2", "1[.]50000"};
    static const char *const bad_times[] = {"-1", "43201", "\"1\"", "true"};
    test_send(&t, &(TestStatement){.verb = "https://example.org/else"}, "play.unknown_statement");
    test_send(&t, &(TestStatement){.verb = "progressed", .kind = "target", .element = test_id(12)},
              "play.unknown_statement");
    test_send(&t, &(TestStatement){.verb = "open", .kind = "question", .element = test_id(40)},
              "play.unknown_statement");
    test_send(&t, &(TestStatement){.verb = "open", .kind = "thing", .element = test_id(12)}, "play.unknown_statement");
    test_send(&t, &(TestStatement){.verb = "open", .kind = "target", .element = unknown}, "play.unknown_element");
    test_send(&t, &(TestStatement){.verb = "open", .kind = "target", .element = test_id(30)}, "play.unknown_element");
    test_send(&t, &(TestStatement){.verb = "played", .launch = &foreign}, "play.no_session");
    test_send(&t, &(TestStatement){.verb = "played", .launch = &(Launch){.id = unknown}}, "play.no_session");
    test_send(&t, &(TestStatement){.verb = "played", .timestamp = "yesterday"}, "xapi.bad_timestamp");
    test_send(&t, &(TestStatement){.verb = "played", .result = "\"no iri\":1"}, "xapi.bad_iri");
    for (size_t i = 0; i < sizeof bad_spans / sizeof *bad_spans; i++) {
        Str result = STR("");
        CHECK(c, str_format(check_ctx(c)->arena, &result, "\"V:played-segments\":\"%s\"", bad_spans[i]) == OK);
        test_send(&t, &(TestStatement){.verb = "progressed", .result = result.at}, "play.bad_segments");
    }
    for (size_t i = 0; i < sizeof bad_times / sizeof *bad_times; i++) {
        Str result = STR("");
        CHECK(c, str_format(check_ctx(c)->arena, &result, "\"V:time\":%s", bad_times[i]) == OK);
        test_send(&t, &(TestStatement){.verb = "played", .result = result.at}, "play.bad_time");
    }
    TestStatement answer = {.verb = "answered", .kind = "question", .element = test_id(40), .plain = true};
    static const char *const bad_responses[] = {
        "\"success\":true", "\"response\":1", "\"response\":\"x\"",
        "\"response\":\"018f0000-0000-7000-8000-00000000003c\"", /* a choice of the other question */
        "\"response\":\"018f0000-0000-7000-8000-000000000032[,]018f0000-0000-7000-8000-000000000032\""};
    for (size_t i = 0; i < sizeof bad_responses / sizeof *bad_responses; i++) {
        answer.result = bad_responses[i];
        test_send(&t, &answer, "play.bad_response");
    }
    CHECK_INT(c, test_state(&t, 0).position_ms, 0);
    test_play_free(&t);
}

static PlayOutcome send_text(TestPlay *t, const Str *statements, size_t n)
{
    PlayOutcome out = {0};
    CHECK(t->c, play_ingest(check_ctx(t->c), t->db, &t->place, &t->launch, statements, n, &out) == OK);
    return out;
}

static void alone(Check *c, TestDatabase *d)
{
    TestPlay t;
    test_play(c, d, &t);
    Str sound = test_statement(&t, &(TestStatement){.id = 1, .verb = "paused", .result = "\"V:time\":5"});
    Str other = test_statement(&t, &(TestStatement){.id = 1, .verb = "paused", .result = "\"V:time\":6"});
    Str batch[] = {STR("{}"),
                   sound,
                   STR("nonsense"),
                   sound,
                   other,
                   STR("[1]"),
                   STR("{\"id\":\"018f0000-0000-7000-8000-000000000001\",\"timestamp\":\"2026-01-01T00:00:00Z\"}"),
                   STR("\"x\"")};
    static const char *const codes[] = {
        "xapi.required",          NULL,           "http.malformed", NULL, "xapi.conflict", "xapi.required",
        "play.unknown_statement", "xapi.required"};
    PlayOutcome out = send_text(&t, batch, 8);
    for (size_t i = 0; i < 8 && out.verdicts; i++) {
        CHECK_INT(c, out.verdicts[i].accepted, !codes[i]);
        if (codes[i])
            CHECK_STR(c, str_of(out.verdicts[i].code), codes[i]);
    }
    CHECK(c, out.has_state && out.state.position_ms == 5000);
    CHECK_STR(c, id_str(&out.verdicts[4].id), test_id(100001).text);
    out = send_text(&t, batch, 2); /* the acknowledgement was lost */
    CHECK(c, out.verdicts[1].accepted && out.has_state && out.state.position_ms == 5000);
    out = send_text(&t, batch, 1);
    CHECK(c, !out.has_state);
    out = send_text(&t, batch, 0);
    CHECK(c, !out.has_state);
    test_play_free(&t);
}

/* What only the server may say. */
static void forged(Check *c, TestDatabase *d)
{
    static const char *const added[] = {
        "\"actor\":{\"mbox\":\"mailto:a@b.c\"},", "\"stored\":\"2026-01-01T00:00:00Z\",",
        "\"authority\":{\"mbox\":\"mailto:a@b.c\"},", "\"version\":\"1.0.0\",", "\"attachments\":[],"};
    TestPlay t;
    Str json = STR("");
    test_play(c, d, &t);
    Str sound = test_statement(&t, &(TestStatement){.verb = "played"});
    for (size_t i = 0; i < sizeof added / sizeof *added; i++) {
        CHECK(c, str_format(check_ctx(c)->arena, &json, "{%s%.*s", added[i], (int)sound.n - 1, sound.at + 1) == OK);
        CHECK_STR(c, str_of(send_text(&t, &json, 1).verdicts[0].code), "play.not_yours");
    }
    CHECK(c, str_format(check_ctx(c)->arena, &json, "%.*s,\"registration\":\"%s\"}}", (int)sound.n - 2, sound.at,
                        t.registrations[1].id.text) == OK);
    CHECK_STR(c, str_of(send_text(&t, &json, 1).verdicts[0].code), "play.not_yours");
    CHECK(c, str_format(check_ctx(c)->arena, &json, "%.*s,\"revision\":\"mine\"}}", (int)sound.n - 2, sound.at) == OK);
    CHECK_STR(c, str_of(send_text(&t, &json, 1).verdicts[0].code), "play.not_yours");
    test_play_free(&t);
}

static void plausible(Check *c, TestDatabase *d)
{
    TestPlay t;
    test_play(c, d, &t);
    test_watch(&t, 0, 0, 90); /* at once after the launch */
    CHECK(c, near(test_state(&t, 0).progress, 0.3));
    test_watch(&t, 1, 0, 90); /* nothing is left for another film */
    CHECK(c, near(test_state(&t, 1).progress, 0));
    check_clock_add(c, 20000);
    test_watch(&t, 0, 0, 90);
    CHECK(c, near(test_state(&t, 0).progress, 0.7)); /* 20 s at most at double rate */
    Str token;
    t.launch = test_launch(&t, 0, &token);
    test_watch(&t, 0, 70, 100);
    CHECK(c, near(test_state(&t, 0).progress, 1));
    test_play_free(&t);
}

/* A browser that was closed keeps its statements and sends them under the launch of the next time. */
static void kept(Check *c, TestDatabase *d)
{
    TestPlay t;
    Str token;
    test_play(c, d, &t);
    Launch before = t.launch;
    check_clock_add(c, 10 * MINUTE_MS);
    t.launch = test_launch(&t, 0, &token);
    TestStatement s = {.verb = "progressed",
                       .launch = &before,
                       .result = "\"V:time\":80,\"V:played-segments\":\"0.000[.]80.000\"",
                       .timestamp = "2026-01-01T00:01:00Z"};
    test_send(&t, &s, NULL);
    CHECK(c, near(test_state(&t, 0).progress, 0.8)); /* there was time for it in that launch */
    test_play_free(&t);
}

static unsigned chance(Check *c, unsigned below)
{
    unsigned v;
    check_ctx(c)->random->fill(check_ctx(c)->random, &v, sizeof v);
    return v % below;
}

static void live_a_little(TestPlay *t)
{
    static const char *const verbs[] = {"progressed", "paused", "terminated", "completed"};
    static const char *const choices[] = {"", "0", "1", "0 1", "10", "10 11", "10 12", "12"};
    unsigned pick = chance(t->c, 12), grain = chance(t->c, TEST_GRAINS), question = chance(t->c, 2);
    Str result = STR("");
    Str token;
    double from = chance(t->c, TEST_FILM_MS) / 1000.0, to = from + chance(t->c, 60000) / 1000.0;
    check_clock_add(t->c, chance(t->c, 8000));
    if (pick == 0)
        t->launch = test_launch(t, 0, &token);
    else if (pick <= 2)
        test_answer(t, grain, question,
                    choices[question * 4 + chance(t->c, 4)][0] ? choices[question * 4 + chance(t->c, 3) + 1] : "");
    else if (pick == 3)
        test_send(t, &(TestStatement){.grain = grain, .verb = "open", .kind = "target", .element = test_id(12)}, NULL);
    else {
        CHECK(t->c, str_format(check_ctx(t->c)->arena, &result, "\"V:time\":%.3f,\"V:played-segments\":\"%.3f[.]%.3f\"",
                               to, from, to) == OK);
        test_send(t, &(TestStatement){.grain = grain, .verb = verbs[chance(t->c, 4)], .result = result.at}, NULL);
    }
}

/* Statements of another client about the same registration say nothing to the player. */
static void store_a_stranger(TestPlay *t)
{
    Ctx *cx = check_ctx(t->c);
    XapiSource from = {.authority = STR("{\"openid\":\"https://e.org\"}")};
    XapiStatement s;
    XapiOutcome out;
    Str json;
    CHECK(t->c, str_format(cx->arena, &json,
                           "{\"actor\":{\"openid\":\"https://e.org/a\"},\"verb\":{\"id\":\"https://e.org/v\"},"
                           "\"object\":{\"id\":\"https://e.org/o\"},\"context\":{\"registration\":\"%s\"}}",
                           t->registrations[0].id.text) == OK);
    CHECK(t->c, xapi_statement_read(cx, &from, json, &s) == OK);
    CHECK(t->c, xapi_ingest_batch(cx, t->db, &(XapiBatch){.at = &s, .n = 1}, &out) == OK && out == XAPI_STORED);
}

static void rebuilt(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    for (int history = 0; history < 3; history++) {
        TestPlay t;
        Str before, after;
        test_play(c, d, &t);
        for (int i = 0; i < 40; i++)
            live_a_little(&t);
        store_a_stranger(&t);
        CHECK(c, store_digest(cx, t.db, &before) == OK);
        CHECK(c, play_rebuild(cx, t.db, &t.place, &t.registrations[0].id) == OK);
        CHECK(c, store_digest(cx, t.db, &after) == OK);
        CHECK_STR(c, after, before.at);
        test_play_free(&t);
    }
}

static void lose_the_answers(TestPlay *t)
{
    AUTO_STMT s = db_stmt(t->db, SQL_play_delete_responses);
    stmt_put_id(s, &t->registrations[0].id);
    CHECK(t->c, stmt_run(check_ctx(t->c), s, NULL) == OK);
}

/* Rows that were spoilt by hand come right again, and those of others stay. */
static void repaired(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    TestPlay t;
    Str before, after;
    test_play(c, d, &t);
    check_clock_add(c, MINUTE_MS);
    for (int i = 0; i < 105; i++) /* more than a page */
        test_watch(&t, 0, i % 90, i % 90 + 1);
    test_answer(&t, 0, 0, "0");
    CHECK(c, store_digest(cx, t.db, &before) == OK);
    lose_the_answers(&t);
    CHECK(c, store_digest(cx, t.db, &after) == OK && !str_equal(before, after));
    CHECK(c, play_rebuild(cx, t.db, &t.place, &t.registrations[1].id) == OK);
    CHECK(c, play_rebuild(cx, t.db, &t.place, &t.registrations[0].id) == OK);
    CHECK(c, store_digest(cx, t.db, &after) == OK);
    CHECK_STR(c, after, before.at);
    test_play_free(&t);
}

typedef struct {
    const TestPlay *t;
    Str statements[2];
    int64_t accepted[TEST_RACERS_MAX];
} Race;

static Rc send_same(Ctx *cx, Db *db, size_t i, void *arg)
{
    Race *r = arg;
    PlayOutcome out;
    TRY(play_ingest(cx, db, &r->t->place, &r->t->launch, r->statements, 2, &out));
    r->accepted[i] = out.verdicts[0].accepted + out.verdicts[1].accepted;
    return OK;
}

static void raced(Check *c, TestDatabase *d)
{
    enum { RACERS = 6 };
    TestPlay t;
    Rc rc[RACERS];
    test_play(c, d, &t);
    Str result = STR("");
    CHECK(c, str_format(check_ctx(c)->arena, &result, "\"response\":\"%s\"", test_id(50).text) == OK);
    Race race = {.t = &t};
    race.statements[0] = test_statement(
        &t, &(TestStatement){.verb = "progressed", .result = "\"V:time\":9,\"V:played-segments\":\"0[.]9\""});
    race.statements[1] = test_statement(
        &t, &(TestStatement){
                .verb = "answered", .kind = "question", .element = test_id(40), .result = result.at, .plain = true});
    test_at_once(c, d, &t.space, RACERS, send_same, &race, rc);
    for (size_t i = 0; i < RACERS; i++)
        CHECK(c, rc[i] == OK && race.accepted[i] == 2);
    PlayGrainState s = test_state(&t, 0);
    CHECK(c, near(s.progress, 0.09) && s.position_ms == 9000);
    CHECK(c, s.answers.n == 1 && s.answers.at[0].points == 2);
    XapiRecord records[5];
    size_t n;
    CHECK(c, xapi_after(check_ctx(c), t.db, &(Id){0}, 0, 5, records, &n) == OK && n == 2);
    Str before, after;
    CHECK(c, store_digest(check_ctx(c), t.db, &before) == OK);
    CHECK(c, play_rebuild(check_ctx(c), t.db, &t.place, &t.registrations[0].id) == OK);
    CHECK(c, store_digest(check_ctx(c), t.db, &after) == OK && str_equal(before, after));
    test_play_free(&t);
}

static void launches(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    TestPlay t;
    Launch got;
    Str other;
    test_play(c, d, &t);
    Launch second = test_launch(&t, 1, &other);
    CHECK(c, launch_find(cx, t.db, &t.launch.id, t.token, &got) == OK && id_equal(&got.person, &t.people[0]));
    CHECK(c, launch_find(cx, t.db, &t.launch.id, other, &got) == ERR_MISSING);
    CHECK(c, launch_find(cx, t.db, &second.id, t.token, &got) == ERR_MISSING);
    CHECK(c, launch_find(cx, t.db, &t.launch.id, STR("x"), &got) == ERR_MISSING);
    check_clock_add(c, PLAY_LAUNCH_MS - 1);
    CHECK(c, launch_find(cx, t.db, &t.launch.id, t.token, &got) == OK); /* used in time: it goes on */
    CHECK(c, launch_find(cx, t.db, &second.id, other, &got) == OK);
    check_clock_add(c, PLAY_LAUNCH_MS - 1);
    CHECK(c, launch_find(cx, t.db, &t.launch.id, t.token, &got) == OK);
    check_clock_add(c, 1);
    CHECK(c, launch_find(cx, t.db, &second.id, other, &got) == ERR_MISSING); /* not used for twelve hours */
    test_play_free(&t);
}

static void every_fault(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    TestPlay t;
    Rc rc = ERR_BUG;
    Str base;
    test_play(c, d, &t);
    CHECK(c, play_activity_base(cx, t.db, &t.place, &base) == OK); /* freezes the origin */
    Str batch[] = {test_statement(&t, &(TestStatement){.verb = "progressed",
                                                       .result = "\"V:time\":9,\"V:played-segments\":\"0[.]9\""}),
                   test_statement(&t, &(TestStatement){.verb = "open", .kind = "target", .element = test_id(12)})};
    for (long n = 0; n < 4000 && rc != OK; n++) {
        PlayOutcome out = {0};
        Str before, after;
        CHECK(c, store_digest(cx, t.db, &before) == OK);
        ArenaMark mark = arena_mark(cx->arena);
        fault_after(FAULT_MEMORY | FAULT_STATEMENT, n);
        rc = play_ingest(cx, t.db, &t.place, &t.launch, batch, 2, &out);
        bool reached = fault_disarm();
        CHECK(c, rc == OK || rc == ERR_NOMEM || rc == ERR_IO);
        CHECK(c, reached || rc == OK);
        arena_rewind(cx->arena, mark);
        CHECK(c, store_digest(cx, t.db, &after) == OK);
        /* What fails after the commit is not acknowledged, and is sent again. */
        CHECK(c, rc == OK || str_equal(before, after) || test_state(&t, 0).opened_ids.n == 1);
    }
    CHECK(c, rc == OK);
    CHECK_INT(c, test_state(&t, 0).position_ms, 9000);
    test_play_free(&t);
}

#define ON_EACH(name, run)            \
    static void name(Check *c)        \
    {                                 \
        database_each_engine(c, run); \
    }
ON_EACH(what_a_learner_does_is_known_at_once, whole)
ON_EACH(the_first_answer_counts_and_the_server_scores_it, scored)
ON_EACH(what_a_client_says_of_its_success_is_not_kept, honest)
ON_EACH(what_no_player_says_is_refused_with_its_reason, refusals)
ON_EACH(each_statement_is_judged_alone, alone)
ON_EACH(what_the_server_says_a_client_may_not, forged)
ON_EACH(more_film_than_time_does_not_count, plausible)
ON_EACH(statements_kept_by_a_browser_come_under_a_later_launch, kept)
ON_EACH(random_histories_are_rebuilt_to_the_same, rebuilt)
ON_EACH(spoilt_rows_come_right_by_a_rebuild, repaired)
ON_EACH(six_sessions_that_send_the_same_count_once, raced)
ON_EACH(a_launch_lives_by_being_used, launches)
ON_EACH(every_fault_leaves_nothing_half_done, every_fault)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"what a learner does is known at once", what_a_learner_does_is_known_at_once},
        {"the first answer counts and the server scores it", the_first_answer_counts_and_the_server_scores_it},
        {"what a client says of its success is not kept", what_a_client_says_of_its_success_is_not_kept},
        {"what no player says is refused with its reason", what_no_player_says_is_refused_with_its_reason},
        {"each statement is judged alone", each_statement_is_judged_alone},
        {"what the server says a client may not", what_the_server_says_a_client_may_not},
        {"more film than time does not count", more_film_than_time_does_not_count},
        {"statements kept by a browser come under a later launch",
         statements_kept_by_a_browser_come_under_a_later_launch},
        {"random histories are rebuilt to the same", random_histories_are_rebuilt_to_the_same},
        {"spoilt rows come right by a rebuild", spoilt_rows_come_right_by_a_rebuild},
        {"six sessions that send the same count once", six_sessions_that_send_the_same_count_once},
        {"a launch lives by being used", a_launch_lives_by_being_used},
        {"every fault of the machine leaves nothing half done", every_fault_leaves_nothing_half_done},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
