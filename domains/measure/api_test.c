/* Routes: tags, files, limits, what a viewer without names gets. */
#include "domains/measure/measure_api.h"
#include "domains/measure/measure.h"
#include "domains/play/test_play.h"
#include "domains/task/test_request.h"

typedef struct {
    TestPlay play;
    TestRequests t;
} Stage;

static void begin(Check *c, TestDatabase *d, Stage *s)
{
    test_play(c, d, &s->play);
    test_requests(c, d, &measure_surface, &s->play.space,
                  RIGHT_BIT(RIGHT_MEASURE_READ) | RIGHT_BIT(RIGHT_MEASURE_READ_NAMED), &s->t);
    s->t.who.person = s->play.people[0];
    s->t.media_key = s->play.key;
}

static void end(Stage *s)
{
    test_requests_free(&s->t);
    test_play_free(&s->play);
}

static void project(Stage *s)
{
    MeasureStep step = {.more = true};
    while (step.more)
        REQUIRE(s->play.c, measure_project(check_ctx(s->play.c), s->play.db, &s->play.place, &step) == OK);
}

static const char *path(Stage *s, const char *behind)
{
    Str p = STR("");
    CHECK(s->play.c,
          str_format(check_ctx(s->play.c)->arena, &p, "/api/v1/measures/%s%s", s->play.module.id.text, behind) == OK);
    return p.at;
}

static void asked_again(Check *c, TestDatabase *d)
{
    Stage s;
    begin(c, d, &s);
    Reply r = test_expect(&s.t, "GET", path(&s, ""), "", 200, NULL);
    Str tag = {0};
    REQUIRE(c, r.etag.n && str_copy(check_ctx(c)->arena, r.etag, &tag) == OK);
    s.t.if_none_match = tag;
    test_expect(&s.t, "GET", path(&s, ""), "", 304, NULL);
    check_clock_add(c, 30000);
    test_watch(&s.play, 0, 0, 20);
    project(&s);
    test_expect(&s.t, "GET", path(&s, ""), "", 200, NULL);
    end(&s);
}

static void limits(Check *c, TestDatabase *d)
{
    Stage s;
    begin(c, d, &s);
    test_expect(&s.t, "GET", path(&s, "/learners?limit=200"), "", 200, NULL);
    test_expect(&s.t, "GET", path(&s, "/learners?limit=201"), "", 400, "http.out_of_range");
    test_expect(&s.t, "GET", path(&s, "/learners?cursor=zzz"), "", 400, "http.bad_cursor");
    test_expect(&s.t, "GET", path(&s, "/learners?sort=luck"), "", 400, "http.out_of_range");
    test_expect(&s.t, "GET", path(&s, "?from_ms=253402300799999"), "", 200, NULL);
    test_expect(&s.t, "GET", path(&s, "?from_ms=253402300800000"), "", 400, "http.out_of_range");
    test_expect(&s.t, "GET", path(&s, "?from_ms=-1"), "", 400, "http.out_of_range");
    test_expect(&s.t, "GET", "/api/v1/measures?limit=201", "", 400, "http.out_of_range");
    test_expect(&s.t, "GET", path(&s, "/grains/00000000-0000-7000-8000-00000000dead/attention"), "", 404,
                "http.missing");
    test_expect(&s.t, "GET", path(&s, "/attention.csv?grain_id=00000000-0000-7000-8000-00000000dead"), "", 404,
                "http.missing");
    end(&s);
}

/* Every page once, in order, each learner once. */
static void pages(Check *c, TestDatabase *d)
{
    Stage s;
    Str cursor = STR("");
    size_t seen = 0;
    begin(c, d, &s);
    for (int i = 0; i < 5 && (i == 0 || cursor.n); i++) {
        Str p = STR("");
        CHECK(c, str_format(check_ctx(c)->arena, &p, "/learners?limit=3%s%.*s", cursor.n ? "&cursor=" : "",
                            STR_ARG(cursor)) == OK);
        Reply r = test_expect(&s.t, "GET", path(&s, p.at), "", 200, NULL);
        for (size_t k = 0; k < TEST_PEOPLE; k++) {
            char name[40];
            snprintf(name, sizeof name, "Ana p%zu@example.com", k);
            seen += test_holds(&r, name) && CHECK(c, k / 3 == (size_t)i);
        }
        CHECK(c, str_copy(check_ctx(c)->arena, test_text(&r, "next_cursor"), &cursor) == OK);
    }
    CHECK_INT(c, (int64_t)seen, TEST_PEOPLE);
    end(&s);
}

static void files(Check *c, TestDatabase *d)
{
    Stage s;
    begin(c, d, &s);
    check_clock_add(c, 30000);
    test_watch(&s.play, 0, 0, 20);
    test_answer(&s.play, 0, 0, "0");
    project(&s);
    Reply r = test_expect(&s.t, "GET", path(&s, "/learners.csv"), "", 200, NULL);
    CHECK(c, r.header_count == 1 && str_equal(r.headers[0].value, STR("attachment; filename=\"learners.csv\"")));
    CHECK(c, test_holds(&r, "\xEF\xBB\xBFNom;Diffusion;") && test_holds(&r, "en cours") && test_holds(&r, ";20,0;"));
    r = test_expect(&s.t, "GET", path(&s, "/attention.csv"), "", 200, NULL);
    CHECK(c, test_holds(&r, "Extincteurs;19;1;0\r\n") && test_holds(&r, "Feu;19;0;0\r\n"));
    r = test_expect(&s.t, "GET", path(&s, "/answers.csv"), "", 200, NULL);
    CHECK(c,
          test_holds(&r, "Ana p0@example.com;Extincteurs;Retenu ?;Laquelle ?;9,0;1;1;1;Celle-ci;oui;2;2;2026-01-01 "));
    CHECK(c, test_holds(&r, ";2,5\r\n"));
    r = test_expect(&s.t, "GET", path(&s, "/targets.csv"), "", 200, NULL);
    CHECK(c, test_holds(&r, "Extincteurs;Manomètre;image;1,0;4,0;0;0;0;\r\n"));
    s.t.who.rights = RIGHT_BIT(RIGHT_MEASURE_READ);
    r = test_expect(&s.t, "GET", path(&s, "/attention.csv"), "", 200, NULL);
    CHECK(c, test_holds(&r, "Extincteurs;19;<5;<5\r\n") && test_holds(&r, "Extincteurs;20;0;0\r\n"));
    r = test_expect(&s.t, "GET", path(&s, "/questions.csv"), "", 200, NULL);
    CHECK(c, test_holds(&r, ";Celle-ci;oui;<5;;<5;<5;;;\r\n"));
    test_expect(&s.t, "GET", path(&s, "/learners.csv"), "", 403, NULL);
    test_expect(&s.t, "GET", path(&s, "/answers.csv"), "", 403, NULL);
    end(&s);
}

#define EACH(name, run)               \
    static void name(Check *c)        \
    {                                 \
        database_each_engine(c, run); \
    }
EACH(again, asked_again)
EACH(limit, limits)
EACH(page, pages)
EACH(file, files)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"who asks again gets 304 until a figure moves", again},
        {"every parameter has its limits", limit},
        {"learners come in pages, each once", page},
        {"tables are files in the language of the person, small figures hidden", file},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
