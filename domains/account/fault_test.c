/* Every failure on the way of two handlers: the Nth allocation, statement or commit fails, for each N until success.
 * The answer is a problem or a success, never half of one. */
#include "base/fault.h"
#include "domains/account/person.h"
#include "domains/account/test_stage.h"

static int64_t persons(Stage *s, const char *email)
{
    PersonList list = {0};
    PersonQuery query = {.search = str_of(email), .state = -1, .limit = 1};
    CHECK(s->c, account_list(s->cx, stage_db(s, &s->north), &query, &list) == OK);
    return list.total;
}

static bool answers(Stage *s, int status, int success)
{
    bool held = status == success || status == 500 || status == 503;
    if (!held)
        check_say(s->c, "answered %d", status);
    return held;
}

static void adding(Stage *s)
{
    char body[300], email[40];
    int status = 0;
    stage_person(s, &s->north, "boss@example.com", ROLE_BIT(ROLE_SPACE_ADMIN));
    const char *boss = stage_sign_in(s, "boss@example.com", GOOD_PASSWORD);
    bool reached = true;
    for (long n = 0; reached; n++) {
        snprintf(email, sizeof email, "n%ld@example.com", n);
        snprintf(body, sizeof body,
                 "{\"first_name\":\"N\",\"last_name\":\"M\",\"email\":\"%s\",\"roles\":[\"learner\"],"
                 "\"language\":\"fr\",\"invite\":true}",
                 email);
        ArenaMark mark = arena_mark(s->cx->arena);
        fault_after(FAULT_MEMORY | FAULT_STATEMENT, n);
        status =
            stage_call(s, &(Call){.method = "POST", .path = "/api/v1/persons", .body = body, .bearer = boss}, NULL);
        reached = fault_disarm();
        REQUIRE(s->c, answers(s, status, 201));
        int64_t there = persons(s, email);
        CHECK(s->c, there == stage_mails(s, &s->north, email)); /* the person and the mail, or neither */
        CHECK(s->c, status != 201 || there == 1);
        arena_rewind(s->cx->arena, mark);
    }
    CHECK_INT(s->c, status, 201);
}

static void signing_in(Stage *s)
{
    int status = 0;
    Person ann = stage_person(s, &s->north, "ann@example.com", ROLE_BIT(ROLE_LEARNER));
    bool reached = true;
    for (long n = 0; reached; n++) {
        SessionList list;
        ArenaMark mark = arena_mark(s->cx->arena);
        check_clock_add(s->c, 3600000); /* past every wait */
        fault_after(FAULT_MEMORY | FAULT_STATEMENT, n);
        status = stage_call(s,
                            &(Call){.method = "POST",
                                    .path = "/api/v1/session",
                                    .body = "{\"email\":\"ann@example.com\",\"password\":\"" GOOD_PASSWORD "\"}"},
                            NULL);
        reached = fault_disarm();
        REQUIRE(s->c, answers(s, status, 201));
        CHECK(s->c, session_list(s->cx, stage_db(s, &s->north), &ann.id, &s->door.limits, &list) == OK);
        CHECK(s->c, status != 201 || list.n == 1);
        arena_rewind(s->cx->arena, mark);
    }
    CHECK_INT(s->c, status, 201);
    check_clock(s->c, (int64_t)CHECK_NOW_S * 1000);
}

#define EACH(name)                    \
    static void each_##name(Check *c) \
    {                                 \
        stage_each_engine(c, name);   \
    }
EACH(adding)
EACH(signing_in)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"whatever fails while a person is added, person and mail are both there or neither", each_adding},
        {"whatever fails while somebody signs in, the answer is a session or a problem", each_signing_in},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
