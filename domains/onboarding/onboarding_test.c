/* Opening a space: all of it or nothing that anyone can see. */
#include "domains/onboarding/onboarding.h"

#include "base/fault.h"
#include "tests/database.h"

static const Actor staff = {.address = {"192.0.2.7", 9}};
static const OnboardingSpec banque = {.slug = {"banque", 6},
                                      .name = {"Banque", 6},
                                      .language = {"fr", 2},
                                      .first_name = {"Ada", 3},
                                      .last_name = {"Lovelace", 8},
                                      .email = {"ada@example.org", 15}};
#define ORIGIN STR("https://learn.example.org")

static void opens(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Space space, *known;
    size_t n;
    REQUIRE(c, onboarding_open(cx, d->thread, &staff, &banque, ORIGIN, &space) == OK);
    Db *platform = database_platform(c, d), *db = database_open(c, d, &space.id);
    Person admin;
    REQUIRE(c, account_by_email(cx, db, STR("ada@example.org"), &admin) == OK);
    CHECK_INT(c, admin.roles, ROLE_BIT(ROLE_SPACE_ADMIN));
    CHECK_INT(c, admin.state, PERSON_INVITED);
    CHECK(c, admin.invited_ms > 0);
    REQUIRE(c, space_directory_find(cx, platform, STR("ada@example.org"), &known, &n) == OK);
    REQUIRE(c, n == 1);
    CHECK(c, id_equal(&known[0].id, &space.id));
    CHECK_INT(c, known[0].person_count, 1);
}

static void twice(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Space space;
    REQUIRE(c, onboarding_open(cx, d->thread, &staff, &banque, ORIGIN, &space) == OK);
    CHECK_INT(c, onboarding_open(cx, d->thread, &staff, &banque, ORIGIN, &space), ERR_CONFLICT);
    CHECK_STR(c, str_of(cx->problem.code), "space.slug_taken");
}

/* The Nth statement or commit fails, for each N: either the space is there with its administrator, or it is not there.
 */
static void fails_anywhere(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Rc rc = ERR_IO;
    for (long n = 0; rc != OK && n < 400; n++) {
        Space space, found;
        Person admin;
        fail_clear(cx);
        fault_after(FAULT_STATEMENT, n);
        rc = onboarding_open(cx, d->thread, &staff, &banque, ORIGIN, &space);
        fault_disarm();
        Db *platform = database_platform(c, d);
        Rc seen = space_by_slug(cx, platform, banque.slug, &found);
        CHECK(c, seen == OK || (rc != OK && seen == ERR_MISSING));
        if (seen != OK)
            continue;
        CHECK_INT(c, account_by_email(cx, database_open(c, d, &found.id), banque.email, &admin), OK);
        return;
    }
    CHECK_INT(c, rc, OK);
}

static void publisher(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Space space;
    PersonSpec staffer = {.first_name = STR("Marc"),
                          .last_name = STR("Delattre"),
                          .email = STR("marc@example.org"),
                          .language = STR("fr"),
                          .roles = ROLE_BIT(ROLE_OPERATOR)};
    CHECK_INT(c, onboarding_publisher(cx, d->thread), OK);
    CHECK_INT(c, onboarding_publisher(cx, d->thread), OK);
    REQUIRE(c, space_by_slug(cx, database_platform(c, d), STR(SPACE_PUBLISHER_SLUG), &space) == OK);
    CHECK_INT(c, onboarding_invite(cx, d->thread, &staff, &space, &staffer, ORIGIN), OK);
    staffer.email = STR("other@example.org");
    staffer.roles = ROLE_BIT(ROLE_LEARNER);
    CHECK_INT(c, onboarding_invite(cx, d->thread, &staff, &space, &staffer, ORIGIN), ERR_REFUSED);
}

static void checks(Check *c)
{
    Ctx *cx = check_ctx(c);
    Str first = STR(" Ada "), last = STR("Lovelace"), email = STR("ADA@Example.org");
    REQUIRE(c, onboarding_check(cx, &first, &last, &email) == OK);
    CHECK_STR(c, first, "Ada");
    CHECK_STR(c, email, "ada@example.org");
    Str wrong = STR("ada at example.org");
    CHECK_INT(c, onboarding_check(cx, &first, &last, &wrong), ERR_INVALID);
    CHECK_STR(c, str_of(cx->problem.code), "onboarding.bad_person");
    Str nobody = STR("");
    CHECK_INT(c, onboarding_check(cx, &nobody, &last, &email), ERR_INVALID);
}

static void test_opens(Check *c)
{
    database_each_engine(c, opens);
}
static void test_twice(Check *c)
{
    database_each_engine(c, twice);
}
static void test_fails(Check *c)
{
    database_each_engine(c, fails_anywhere);
}
static void test_publisher(Check *c)
{
    database_each_engine(c, publisher);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a new space has its administrator, invited, and the directory knows the address", test_opens},
        {"a slug is opened once", test_twice},
        {"whatever statement fails, a space that is seen has its administrator", test_fails},
        {"the staff's space is made once and takes staff only", test_publisher},
        {"what the command line is told about a person is checked like a request", checks},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
