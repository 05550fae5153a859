/* The routes of playing: pages, documents, statements, the learner's list; who may and who may not. */
#include "domains/play/play_api.h"

#include "domains/account/person.h"
#include "domains/play/test_bundle.h"
#include "domains/play/test_stage.h"
#include "domains/review/test_review.h"

static void pages(Check *c, TestDatabase *d)
{
    TestStage s;
    test_stage(c, d, &s);
    Reply r =
        test_expect(&s.t, "GET", test_path(&s, "/play/#", s.play.registrations[0].id.text, NULL), NULL, 200, NULL);
    CHECK(c, strcmp(r.content_type, "text/html; charset=utf-8") == 0 && test_holds(&r, "<script>play();</script>"));
    CHECK(c, test_holds(&r, "\"module_title\":\"Sécurité\"") && test_holds(&r, "<title>Extincteurs · Kair</title>"));
    CHECK(c, r.header_count == 1 && strcmp(r.headers[0].name, "Content-Security-Policy") == 0);
    CHECK_STR(c, r.headers[0].value, player_bundle_policy(s.bundle).at);
    CHECK(c, test_holds(&r, "\"token\":") && test_holds(&r, "\"activity_base\":\"https://learn.example/x/"));
    r = test_expect(&s.t, "GET",
                    test_path(&s, "/play/#?grain=#", s.play.registrations[0].id.text, s.play.grains[1].text), NULL, 200,
                    NULL);
    CHECK(c, test_holds(&r, "<title>Feu · Kair</title>"));
    test_expect(&s.t, "GET", test_path(&s, "/play/#?grain=#", s.play.registrations[0].id.text, s.play.module.id.text),
                NULL, 404, NULL);
    r = test_expect(&s.t, "GET", test_path(&s, "/play/#", s.play.registrations[1].id.text, NULL), NULL, 404, NULL);
    CHECK(c, test_holds(&r, "ne vous a pas été confiée") && r.header_count == 1);
    r = test_expect(&s.t, "GET", test_path(&s, "/preview/#", s.play.grains[0].text, NULL), NULL, 200, NULL);
    CHECK(c, !test_holds(&r, "\"launch\"") && test_holds(&r, "\"home_url\":\"/library\""));
    test_expect(&s.t, "GET", test_path(&s, "/preview/#", s.play.module.id.text, NULL), NULL, 404, NULL);
    s.t.player = NULL;
    test_expect(&s.t, "GET", test_path(&s, "/play/#", s.play.registrations[0].id.text, NULL), NULL, 503, NULL);
    test_expect(&s.t, "GET", test_path(&s, "/preview/#", s.play.grains[0].text, NULL), NULL, 503, NULL);
    test_stage_free(&s);
}

static void documents(Check *c, TestDatabase *d)
{
    TestStage s;
    GrainDocument bare = {.schema = GRAIN_SCHEMA, .title = STR("Vide"), .language = STR("fr")};
    Grain empty;
    test_stage(c, d, &s);
    Reply r = test_expect(&s.t, "GET", test_path(&s, "/api/v1/grains/#/preview", s.play.grains[0].text, NULL), NULL,
                          200, NULL);
    CHECK(c, test_holds(&r, "\"title\":\"Extincteurs\"") && !test_holds(&r, "\"launch\""));
    CHECK(c, grain_create(check_ctx(c), s.play.db, &test_author, &bare, &empty) == OK);
    test_expect(&s.t, "GET", test_path(&s, "/api/v1/grains/#/preview", empty.id.text, NULL), NULL, 422, "play.no_film");
    test_expect(&s.t, "GET", test_path(&s, "/preview/#", empty.id.text, NULL), NULL, 422, NULL);
    test_expect(&s.t, "GET", test_path(&s, "/api/v1/grains/#/preview", s.play.module.id.text, NULL), NULL, 404,
                "http.missing");
    test_stage_free(&s);
}

static Rc submit(Ctx *cx, Db *db, void *arg)
{
    TestPlay *t = arg;
    Id version;
    return test_submit(cx, db, &t->module.id, &t->distribution.id, &version);
}

/* What was submitted is shown as it was then, to whoever reviews; a trainer who has nothing to do with it does not know
 * of it. */
static void submitted(Check *c, TestDatabase *d)
{
    TestStage s;
    GrainDocument document;
    Grain draft;
    Ctx *cx = check_ctx(c);
    test_stage(c, d, &s);
    TestPlay *t = &s.play;
    Id grain = t->grains[0];
    CHECK(c, db_write(cx, t->db, submit, t) == OK);
    Id submission = t->distribution.id;
    REQUIRE(c, grain_get(cx, t->db, &grain, &draft) == OK && grain_document_read(cx, draft.document, &document) == OK);
    document.title = STR("Autre chose");
    CHECK(c, grain_save(cx, t->db, &grain, draft.version, &document, &draft) == OK);
    const char *page = test_path(&s, "/preview/submissions/#/grains/#", submission.text, grain.text);
    const char *json = test_path(&s, "/api/v1/submissions/#/grains/#", submission.text, grain.text);
    s.t.who.rights = RIGHT_BIT(RIGHT_MODULE_SUBMIT) | RIGHT_BIT(RIGHT_MODULE_REVIEW);
    Reply r = test_expect(&s.t, "GET", page, NULL, 200, NULL);
    CHECK(c, test_holds(&r, "<title>Extincteurs") && !test_holds(&r, "\"launch\"") && test_holds(&r, "/reviews/"));
    r = test_expect(&s.t, "GET", json, NULL, 200, NULL);
    CHECK(c, test_holds(&r, submission.text) && test_holds(&r, "\"title\":\"Feu\""));
    test_expect(&s.t, "GET", test_path(&s, "/api/v1/submissions/#/grains/#", submission.text, t->space.text), NULL, 404,
                "http.missing");
    s.t.who.rights = RIGHT_BIT(RIGHT_MODULE_SUBMIT); /* and not the author */
    r = test_expect(&s.t, "GET", page, NULL, 404, NULL);
    CHECK(c, test_holds(&r, "Retour à l’accueil"));
    test_expect(&s.t, "GET", json, NULL, 404, "http.missing");
    s.t.who.rights = RIGHT_BIT(RIGHT_MODULE_PLAY);
    test_expect(&s.t, "GET", json, NULL, 403, "http.denied");
    test_stage_free(&s);
}

/* The player's calls: with a token, without one, with another's. */
static void calls(Check *c, TestDatabase *d)
{
    TestStage s;
    Str grains = STR(""), index = STR(""), other, url = STR("");
    Ctx *cx = check_ctx(c);
    test_stage(c, d, &s);
    test_launch(&s.play, 1, &other);
    s.t.who = (Principal){0};
    CHECK(c, str_format(cx->arena, &grains, "/api/v1/play/%s/grains/%s", s.play.launch.id.text,
                        s.play.grains[1].text) == OK);
    CHECK(c, str_format(cx->arena, &index, "/api/v1/play/%s/index?grain_id=%s", s.play.launch.id.text,
                        s.play.grains[0].text) == OK);
    CHECK(c, str_format(cx->arena, &url, "%s?token=%.*s", grains.at, STR_ARG(s.play.token)) == OK);
    Reply r = test_expect(&s.t, "GET", url.at, NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"title\":\"Feu\"") && test_holds(&r, s.play.launch.id.text));
    CHECK_STR(c, test_text(&r, "token"), s.play.token.at);
    test_expect(&s.t, "GET", grains.at, NULL, 404, "http.missing");
    CHECK(c, str_format(cx->arena, &url, "%s?token=%.*s", grains.at, STR_ARG(other)) == OK);
    test_expect(&s.t, "GET", url.at, NULL, 404, "http.missing");
    CHECK(c, str_format(cx->arena, &url, "%s?token=00000000-0000-7000-8000-00000000dead.%.*s", grains.at, 43,
                        s.play.token.at + ID_TEXT + 1) == OK);
    test_expect(&s.t, "GET", url.at, NULL, 404, "http.missing");
    CHECK(c, str_format(cx->arena, &url, "/api/v1/play/%s/grains/%s?token=%.*s", s.play.launch.id.text,
                        s.play.module.id.text, STR_ARG(s.play.token)) == OK);
    test_expect(&s.t, "GET", url.at, NULL, 404, "http.missing");
    CHECK(c, str_format(cx->arena, &url, "%s&token=%.*s", index.at, STR_ARG(s.play.token)) == OK);
    r = test_expect(&s.t, "GET", url.at, NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"duration_ms\":100000") && r.etag.n > 2);
    s.t.if_none_match = r.etag;
    test_expect(&s.t, "GET", url.at, NULL, 304, NULL);
    test_expect(&s.t, "GET", index.at, NULL, 404, "http.missing");
    test_stage_free(&s);
}

static void statements(Check *c, TestDatabase *d)
{
    TestStage s;
    Str other;
    test_stage(c, d, &s);
    Launch foreign = test_launch(&s.play, 1, &other);
    Str one = test_statement(&s.play, &(TestStatement){.id = 7, .verb = "paused", .result = "\"V:time\":4.5"});
    s.t.who = (Principal){0};
    Reply r = test_post(&s, test_batch(&s, s.play.token, &one, 1), 200, NULL);
    CHECK(c, test_holds(&r, "\"refused\":[]") && test_holds(&r, "\"position_ms\":4500"));
    CHECK(c, test_holds(&r, test_id(100007).text));
    s.t.content_type = STR("text/plain;charset=UTF-8"); /* sendBeacon */
    test_post(&s, test_batch(&s, s.play.token, &one, 1), 200, NULL);
    Str nothing = STR("{}");
    r = test_post(&s, test_batch(&s, s.play.token, &nothing, 1), 200, NULL);
    CHECK(c, test_holds(&r, "\"accepted\":[],\"refused\":[{\"index\":0,\"code\":\"xapi.required\"}]}"));
    test_post(&s, test_batch(&s, other, &one, 1), 404, "http.missing");
    test_post(&s, test_batch(&s, STR("x"), &one, 1), 404, "http.missing");
    test_expect(&s.t, "POST", test_path(&s, "/api/v1/play/#/statements", foreign.id.text, NULL),
                test_batch(&s, s.play.token, &one, 1).at, 404, "http.missing");
    test_post(&s, STR("{\"statements\":[]}"), 400, "http.required");
    test_post(&s, test_batch(&s, s.play.token, NULL, 0), 200, NULL);
    test_stage_free(&s);
}

static void limits(Check *c, TestDatabase *d)
{
    TestStage s;
    Ctx *cx = check_ctx(c);
    Str *many = arena_array(cx->arena, PLAY_STATEMENTS_MAX + 1, sizeof *many);
    test_stage(c, d, &s);
    REQUIRE(c, many != NULL);
    for (int i = 0; i <= PLAY_STATEMENTS_MAX; i++)
        many[i] = STR("{}");
    many[0] = test_statement(&s.play, &(TestStatement){.verb = "played"});
    Reply r = test_post(&s, test_batch(&s, s.play.token, many, PLAY_STATEMENTS_MAX), 200, NULL);
    CHECK(c, test_holds(&r, "\"index\":199"));
    test_post(&s, test_batch(&s, s.play.token, many, PLAY_STATEMENTS_MAX + 1), 400, "http.out_of_range");
    for (size_t over = 0; over <= 1; over++) {
        Str body = test_batch(&s, s.play.token, many, 1);
        char *padded = arena_get(cx->arena, HTTP_BODY + 2);
        REQUIRE(c, padded != NULL);
        memset(padded, ' ', HTTP_BODY + over);
        memcpy(padded, body.at, body.n);
        test_post(&s, (Str){padded, HTTP_BODY + over}, over ? 413 : 200, over ? "http.too_large" : NULL);
    }
    test_stage_free(&s);
}

static void gone(Check *c, TestDatabase *d)
{
    TestStage s;
    Person got;
    test_stage(c, d, &s);
    Str one = test_statement(&s.play, &(TestStatement){.verb = "played"});
    CHECK(c, person_deactivate(check_ctx(c), s.play.db, &test_author, &s.play.people[0], &got) == OK);
    test_post(&s, test_batch(&s, s.play.token, &one, 1), 404, "http.missing");
    test_stage_free(&s);
}

static void lists(Check *c, TestDatabase *d)
{
    TestStage s;
    test_stage(c, d, &s);
    Reply r = test_expect(&s.t, "GET", "/api/v1/learning", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"total\":1") && test_holds(&r, "\"state\":\"not_started\"") &&
                 test_holds(&r, "\"grain_count\":2") && test_holds(&r, "\"duration_ms\":200000") &&
                 !test_holds(&r, "resume"));
    check_clock_add(c, 300000);
    test_watch(&s.play, 1, 0, 40);
    r = test_expect(&s.t, "GET", "/api/v1/learning", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"state\":\"in_progress\"") && test_holds(&r, "\"progress\":0.2,"));
    CHECK(c, test_holds(&r, "\"title\":\"Feu\",\"position_ms\":40000") && !test_holds(&r, "score_percent"));
    for (size_t i = 0; i < TEST_GRAINS; i++) {
        test_watch(&s.play, i, 0, 100);
        test_answer(&s.play, i, 0, "0");
        test_answer(&s.play, i, 1, i ? "10 11" : "12");
    }
    r = test_expect(&s.t, "GET", "/api/v1/learning?limit=1", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"state\":\"done\",\"score_percent\":75,\"success\":false"));
    CHECK(c, test_holds(&r, "\"progress\":1,") && test_holds(&r, "\"next_cursor\":null"));
    s.t.who.person = s.play.people[1];
    r = test_expect(&s.t, "GET", "/api/v1/learning", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"state\":\"not_started\""));
    Distribution again;
    DistributionSpec spec = {.module = s.play.module.id, .to = {.persons = s.play.people, .person_count = 2}};
    CHECK(c, distribution_create(check_ctx(c), s.play.db, &test_author, &spec, &again) == OK);
    r = test_expect(&s.t, "GET", "/api/v1/learning?limit=1", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"total\":2"));
    Str next = STR(""), cursor = test_text(&r, "next_cursor");
    CHECK(c, str_format(check_ctx(c)->arena, &next, "/api/v1/learning?limit=1&cursor=%.*s", STR_ARG(cursor)) == OK);
    r = test_expect(&s.t, "GET", next.at, NULL, 200, NULL);
    CHECK(c, test_holds(&r, s.play.registrations[1].id.text) && test_holds(&r, "\"next_cursor\":null"));
    test_expect(&s.t, "GET", "/api/v1/learning?cursor=x", NULL, 400, "http.bad_cursor");
    test_expect(&s.t, "GET", "/api/v1/learning?limit=201", NULL, 400, "http.out_of_range");
    test_stage_free(&s);
}

#define ON_EACH(name, run)            \
    static void name(Check *c)        \
    {                                 \
        database_each_engine(c, run); \
    }
ON_EACH(pages_carry_the_player_or_say_why_not, pages)
ON_EACH(a_draft_is_shown_without_a_launch, documents)
ON_EACH(what_was_submitted_is_shown_to_reviewers, submitted)
ON_EACH(the_player_asks_with_its_token_and_nobody_else, calls)
ON_EACH(statements_are_taken_with_the_token, statements)
ON_EACH(batches_end_at_200_statements_and_64_kilobytes, limits)
ON_EACH(who_was_deactivated_plays_no_more, gone)
ON_EACH(the_list_tells_how_far_each_module_is, lists)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"pages carry the player or say why not", pages_carry_the_player_or_say_why_not},
        {"a draft is shown without a launch", a_draft_is_shown_without_a_launch},
        {"what was submitted is shown as it was, to those whom it concerns", what_was_submitted_is_shown_to_reviewers},
        {"the player asks with its token and nobody else does", the_player_asks_with_its_token_and_nobody_else},
        {"statements are taken with the token", statements_are_taken_with_the_token},
        {"batches end at 200 statements and 64 kilobytes", batches_end_at_200_statements_and_64_kilobytes},
        {"who was deactivated plays no more", who_was_deactivated_plays_no_more},
        {"the list tells how far each module is", the_list_tells_how_far_each_module_is},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
