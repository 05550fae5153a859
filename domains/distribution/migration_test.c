/* What stood before distributions had terms and assignments is carried over; on both databases. */
#include "domains/distribution/audience.h"
#include "domains/distribution/test_distribution.h"
#include "domains/notify/notify_store.h"

#define ANA "00000000-0000-7000-8000-0000000000a1"
#define BEA "00000000-0000-7000-8000-0000000000a2"
#define MODULE "00000000-0000-7000-8000-0000000000b1"
#define VERSION "00000000-0000-7000-8000-0000000000b2"
#define DISTRIBUTION "00000000-0000-7000-8000-0000000000c1"
#define FIRST "00000000-0000-7000-8000-0000000000d1"
#define SECOND "00000000-0000-7000-8000-0000000000d2"
#define MAIL "00000000-0000-7000-8000-0000000000e1"

#define PERSON(id, email, name)                                                                                  \
    "INSERT INTO person (id, first_name, last_name, email, name_folded, search_folded, language, roles, state, " \
    "created_ms) VALUES ('" id "', 'Ana', '" name "', '" email "', '" name "', '" name "', 0, 1, 1, 1)"
#define REGISTRATION(id, person, created) \
    "INSERT INTO registration VALUES ('" id "', '" DISTRIBUTION "', '" person "', " created ")"
#define LAUNCH(id, at)                                                                                         \
    "INSERT INTO play_launch (id, registration_id, person_id, token_hash, created_ms, expires_ms, claimed_s) " \
    "SELECT '" id "', '" FIRST "', '" ANA "', token_hash, " at ", 9, 0 FROM access_link"

/* As the release before wrote them. */
static const Sql rows[] = {
    {"ana", PERSON(ANA, "ana@example.com", "a"), DB_OF_SPACE},
    {"bea", PERSON(BEA, "bea@example.com", "b"), DB_OF_SPACE},
    {"module", "INSERT INTO module VALUES ('" MODULE "', '" ANA "', 'Feu', 'feu', '', 1, 1, NULL, 1)", DB_OF_SPACE},
    {"version", "INSERT INTO module_version VALUES ('" VERSION "', '" MODULE "', 3, 'Feu', '', 'h', 1)", DB_OF_SPACE},
    {"distribution", "INSERT INTO distribution VALUES ('" DISTRIBUTION "', '" MODULE "', '" VERSION "', 1000)",
     DB_OF_SPACE},
    {"log",
     "INSERT INTO audit (id, at_ms, action, times, person_id, target_kind, target_id, personal_hash) VALUES "
     "('00000000-0000-7000-8000-0000000000f1', 1000, 'distribution.created', 1, '" BEA
     "', 'distribution', '" DISTRIBUTION "', 'x')",
     DB_OF_SPACE},
    {"first", REGISTRATION(FIRST, ANA, "1000"), DB_OF_SPACE},
    {"second", REGISTRATION(SECOND, BEA, "2000"), DB_OF_SPACE},
    {"mail",
     "INSERT INTO mail VALUES ('" MAIL "', 4, 0, NULL, 'ana@example.com', 'Ana', 'fr', 'S', 'T', 'H', '', 5, 6, 0)",
     DB_OF_SPACE},
    {"bytes",
     "INSERT INTO access_link (id, person_id, purpose, token_hash, created_ms, expires_ms) VALUES ('" MAIL "', '" ANA
     "', 0, ?, 1, 2)",
     DB_OF_SPACE},
    {"later", LAUNCH("00000000-0000-7000-8000-000000000aa1", "7000"), DB_OF_SPACE},
    {"earlier", LAUNCH("00000000-0000-7000-8000-000000000aa2", "5000"), DB_OF_SPACE},
};
enum { ROWS = sizeof rows / sizeof *rows, BYTES = 9 };

static Rc write_rows(Ctx *cx, Db *db, void *arg)
{
    (void)arg;
    for (int i = 0; i < ROWS; i++) {
        AUTO_STMT s = db_stmt(db, i);
        if (i == BYTES)
            stmt_put_bytes(s, "hash", 4);
        TRY(stmt_run(cx, s, NULL));
    }
    return OK;
}

static void check_registrations(Check *c, Db *db)
{
    Ctx *cx = check_ctx(c);
    Registration r = {0};
    Id first = database_id(FIRST), second = database_id(SECOND), version = database_id(VERSION);
    REQUIRE(c, registration_get(cx, db, &first, &r) == OK);
    CHECK(c, id_equal(&r.module_version, &version) && r.version_number == 3 && r.attempt == 1);
    CHECK(c, r.started_ms == 5000 && r.finished_ms == 0 && r.withdrawn_ms == 0 && r.created_ms == 1000);
    CHECK(c, registration_check_open(cx, db, &first) == OK);
    REQUIRE(c, registration_get(cx, db, &second, &r) == OK);
    CHECK(c, id_equal(&r.module_version, &version) && r.started_ms == 0);
}

static void carried(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    REQUIRE(c, database_reopen_before(c, d, "0018", rows, ROWS) == OK);
    Id space = database_space(c, d), distribution = database_id(DISTRIBUTION), bea = database_id(BEA), mail = database_id(MAIL);
    REQUIRE(c, db_write(cx, database_open(c, d, &space), write_rows, NULL) == OK);
    REQUIRE(c, database_reopen_product(c, d) == OK);
    Db *db = database_open(c, d, &space);
    Distribution got = {0};
    Audience audience = {0};
    REQUIRE(c, distribution_get(cx, db, &distribution, &got) == OK);
    CHECK(c, got.state == DISTRIBUTION_OPEN && got.registration_count == 2 && got.version == 1 && !got.notify);
    CHECK(c, id_equal(&got.created_by, &bea) && got.terms.attempts_max == 0 && got.terms.pass_percent == 0);
    REQUIRE(c, audience_get(cx, db, &distribution, &audience) == OK && audience.person_count == 2);
    CHECK(c, id_equal(&audience.persons[1].id, &bea) && audience.group_count == 0);
    check_registrations(c, db);
    AccountPlace place = {.space = space, .space_name = STR("Acme"), .origin = STR("https://x.example")};
    DistributionSync done = {0};
    CHECK(c, distribution_sync(cx, db, &place, &(Id){0}, &done) == OK);
    CHECK(c, done.registered == 0 && done.withdrawn == 0 && done.told == 0); /* nobody is told of what they know */
    MailRow row = {0};
    CHECK(c, notify_store_pending(cx, db, &mail, &row) == OK);
    CHECK_STR(c, row.letter.html, "H");
}

static void carried_each(Check *c)
{
    database_each_engine(c, carried);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"distributions, registrations and mails of the release before are carried over", carried_each},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
