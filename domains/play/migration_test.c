/* What learners had done before there were attempts becomes their first attempt; on both databases. */
#include "domains/play/play_reader.h"
#include "tests/database.h"

#define ANA "00000000-0000-7000-8000-0000000000a1"
#define MODULE "00000000-0000-7000-8000-0000000000b1"
#define VERSION "00000000-0000-7000-8000-0000000000b2"
#define GRAIN "00000000-0000-7000-8000-0000000000b3"
#define GRAIN_VERSION "00000000-0000-7000-8000-0000000000b4"
#define FILM "00000000-0000-7000-8000-0000000000b5"
#define DISTRIBUTION "00000000-0000-7000-8000-0000000000c1"
#define REGISTRATION "00000000-0000-7000-8000-0000000000d1"
#define LAUNCH "00000000-0000-7000-8000-0000000000d2"
#define QUIZ "00000000-0000-7000-8000-0000000000e1"
#define QUESTION "00000000-0000-7000-8000-0000000000e2"
#define RIGHT "00000000-0000-7000-8000-0000000000e3"
#define WRONG "00000000-0000-7000-8000-0000000000e4"

#define DOCUMENT                                                                                                      \
    "{\"schema\":1,\"title\":\"Feu\",\"language\":\"fr\",\"pass_percent\":50,\"auto_pause\":false,\"chapters\":[],"   \
    "\"targets\":[],\"contents\":[],\"quizzes\":[{\"id\":\"" QUIZ "\",\"title\":\"q\",\"at_ms\":5,"                   \
    "\"required\":true,\"replay\":false,\"questions\":[{\"id\":\"" QUESTION                                           \
    "\",\"prompt\":\"p\",\"explanation\":\"\",\"multiple\":false,\"choices\":[{\"id\":\"" RIGHT                       \
    "\",\"text\":\"a\",\"feedback\":\"\"},{\"id\":\"" WRONG "\",\"text\":\"b\",\"feedback\":\"\"}],\"key\":[\"" RIGHT \
    "\"],\"points\":4}]}]}"

/* As the release before wrote them; the bytes of the last two are parameters. */
static const Sql rows[] = {
    {"ana",
     "INSERT INTO person (id, first_name, last_name, email, name_folded, search_folded, language, roles, state, "
     "created_ms) VALUES ('" ANA "', 'Ana', 'A', 'ana@example.com', 'a', 'a', 0, 1, 1, 1)",
     DB_OF_SPACE},
    {"module", "INSERT INTO module VALUES ('" MODULE "', '" ANA "', 'Feu', 'feu', '', 1, 1, NULL, 1)", DB_OF_SPACE},
    {"version", "INSERT INTO module_version VALUES ('" VERSION "', '" MODULE "', 1, 'Feu', '', 'h', 1)", DB_OF_SPACE},
    {"grain",
     "INSERT INTO grain VALUES ('" GRAIN "', '" ANA "', '" FILM "', 'Feu', 'feu', '" DOCUMENT
     "', 'h', 0, 1, 0, 0, 1, 1, NULL, 1)",
     DB_OF_SPACE},
    {"grain_version",
     "INSERT INTO grain_version VALUES ('" GRAIN_VERSION "', '" GRAIN "', 1, '" FILM "', 'Feu', '" DOCUMENT
     "', 'h', 1)",
     DB_OF_SPACE},
    {"grain_of", "INSERT INTO module_version_grain VALUES ('" VERSION "', 0, '" GRAIN_VERSION "')", DB_OF_SPACE},
    {"distribution", "INSERT INTO distribution VALUES ('" DISTRIBUTION "', '" MODULE "', '" VERSION "', 1000)",
     DB_OF_SPACE},
    {"registration", "INSERT INTO registration VALUES ('" REGISTRATION "', '" DISTRIBUTION "', '" ANA "', 1000)",
     DB_OF_SPACE},
    {"answer",
     "INSERT INTO play_answer VALUES ('" REGISTRATION "', '" GRAIN "', '" QUESTION "', 1, '" LAUNCH "', '" RIGHT
     "', 1, 4, 700, 3000)",
     DB_OF_SPACE},
    {"again",
     "INSERT INTO play_answer VALUES ('" REGISTRATION "', '" GRAIN "', '" QUESTION "', 2, '" FILM "', '" WRONG
     "', 0, 0, 700, 3500)",
     DB_OF_SPACE},
    {"launch", "INSERT INTO play_launch VALUES ('" LAUNCH "', '" REGISTRATION "', '" ANA "', ?, 2000, 9, 10)",
     DB_OF_SPACE},
    {"state",
     "INSERT INTO play_state VALUES ('" REGISTRATION "', '" GRAIN "', 10000, 9000, '" LAUNCH
     "', 2500, ?, 10, 9000, 10000, 4, 4, 50, 4000, 2000, 5000)",
     DB_OF_SPACE},
};
enum { ROWS = sizeof rows / sizeof *rows, LAUNCH_ROW = ROWS - 2, STATE_ROW = ROWS - 1 };

static Rc write_rows(Ctx *cx, Db *db, void *arg)
{
    static const unsigned char coverage[] = {0xff, 0x03}, hash[SHA256_SIZE] = {1};
    (void)arg;
    for (int i = 0; i < ROWS; i++) {
        AUTO_STMT s = db_stmt(db, i);
        if (i == LAUNCH_ROW)
            stmt_put_bytes(s, hash, sizeof hash);
        if (i == STATE_ROW)
            stmt_put_bytes(s, coverage, sizeof coverage);
        TRY(stmt_run(cx, s, NULL));
    }
    return OK;
}

static void carried(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    REQUIRE(c, database_reopen_before(c, d, "0018", rows, ROWS) == OK);
    Id space = database_space(c, d), registration = database_id(REGISTRATION), grain = database_id(GRAIN), version = database_id(VERSION);
    REQUIRE(c, db_write(cx, database_open(c, d, &space), write_rows, NULL) == OK);
    REQUIRE(c, database_reopen_product(c, d) == OK);
    Db *db = database_open(c, d, &space);
    Registration r = {0};
    PlaySummary sum = {0};
    PlayGrainState state = {0};
    REQUIRE(c, registration_get(cx, db, &registration, &r) == OK && r.attempt == 1 && r.finished_ms == 4000);
    REQUIRE(c, play_summary(cx, db, &r, 1, &sum) == OK);
    CHECK(c, sum.state == LEARNING_DONE && id_equal(&sum.module_version, &version));
    CHECK(c, sum.points == 4 && sum.points_max == 4 && sum.success && sum.pass_percent == 50);
    CHECK(c, sum.first_ms == 2000 && sum.last_ms == 5000 && sum.completed_ms == 4000 && sum.watched_s == 10);
    Launch launch = {.registration = registration, .module_version = version, .attempt = 1};
    REQUIRE(c, play_state(cx, db, &launch, &grain, &state) == OK);
    CHECK(c, state.completed && state.position_ms == 9000 && str_equal(state.seen, STR("0[.]10")));
    REQUIRE(c, state.answers.n == 1 && state.answers.at[0].choice_ids.n == 1);
    CHECK(c, state.answers.at[0].correct && state.answers.at[0].points == 4 && !state.answers.at[0].to_review);
}

static void carried_each(Check *c)
{
    database_each_engine(c, carried);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"what was done before there were attempts is the first one", carried_each},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
