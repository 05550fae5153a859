/* Opening a space: all of it or nothing that anyone can see. */
#include "domains/onboarding/onboarding.h"

#include "base/fault.h"
#include "domains/audit/audit.h"
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

/* A client at work, with a file. */
static Space client(Check *c, TestDatabase *d, BlobStore **ret_blobs)
{
    Ctx *cx = check_ctx(c);
    Space space = {0};
    Str key;
    CHECK_INT(c, onboarding_open(cx, d->thread, &staff, &banque, ORIGIN, &space), OK);
    CHECK_INT(c, blob_open_folder(cx, str_of(check_folder(c)), ret_blobs), OK);
    CHECK_INT(c, str_format(cx->arena, &key, "%s/media/one", space.id.text), OK);
    CHECK_INT(c, blob_put(cx, *ret_blobs, key, STR("bytes"), NULL), OK);
    CHECK_INT(c, blob_put(cx, *ret_blobs, STR("another/media/one"), STR("bytes"), NULL), OK);
    return space;
}

static void suspend(Check *c, TestDatabase *d, Space *space)
{
    SpacePatch patch = {.has_state = true, .state = SPACE_SUSPENDED};
    SpaceEdit edit = {.space = space->id, .version = space->version, .by = &staff, .patch = &patch};
    CHECK_INT(c, space_edit(check_ctx(c), database_platform(c, d), &edit, space), OK);
}

static Rc count_key(Ctx *cx, Str key, int64_t size, void *arg)
{
    (void)cx, (void)key, (void)size;
    ++*(int *)arg;
    return OK;
}

static int files_below(Check *c, BlobStore *blobs, const char *prefix)
{
    int n = 0;
    CHECK_INT(c, blob_each(check_ctx(c), blobs, str_of(prefix), count_key, &n), OK);
    return n;
}

static void leaves(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    BlobStore *blobs = NULL;
    Space space = client(c, d, &blobs), found, *known;
    char prefix[ID_TEXT + 2];
    Db *db;
    size_t n;
    snprintf(prefix, sizeof prefix, "%s/", space.id.text);
    CHECK_INT(c, onboarding_close(cx, d->thread, blobs, &staff, &space), ERR_CONFLICT);
    CHECK_STR(c, str_of(cx->problem.code), "onboarding.not_suspended");
    CHECK_INT(c, files_below(c, blobs, prefix), 1);
    suspend(c, d, &space);
    CHECK_INT(c, onboarding_close(cx, d->thread, blobs, &staff, &space), OK);
    CHECK_INT(c, store_space(cx, d->thread, &space.id, &db), ERR_MISSING);
    CHECK_INT(c, files_below(c, blobs, prefix), 0);
    CHECK_INT(c, files_below(c, blobs, "another/"), 1);
    Db *platform = database_platform(c, d);
    CHECK_INT(c, space_by_slug(cx, platform, banque.slug, &found), ERR_MISSING);
    CHECK_INT(c, space_directory_find(cx, platform, banque.email, &known, &n), OK);
    CHECK_INT(c, (int64_t)n, 0);
    REQUIRE(c, space_by_slug(cx, platform, STR(SPACE_PUBLISHER_SLUG), &found) == OK);
    fail_clear(cx);
    CHECK_INT(c, onboarding_close(cx, d->thread, blobs, &staff, &found), ERR_REFUSED);
    CHECK_INT(c, onboarding_open(cx, d->thread, &staff, &banque, ORIGIN, &space), OK);
    blob_close(blobs);
}

/* The Nth statement or write fails, for each N: asked again by the same name, nothing of it stays. */
static void leaves_whatever_fails(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    BlobStore *blobs = NULL;
    Space space = client(c, d, &blobs), found;
    Rc rc = ERR_IO;
    suspend(c, d, &space);
    for (long n = 0; rc != OK && n < 400; n++) {
        fail_clear(cx);
        fault_after(FAULT_STATEMENT, n);
        rc = onboarding_close(cx, d->thread, blobs, &staff, &space);
        fault_disarm();
        Rc seen = space_by_slug(cx, database_platform(c, d), banque.slug, &found);
        CHECK_INT(c, seen, rc == OK ? ERR_MISSING : OK);
        if (seen != OK)
            break;
    }
    CHECK_INT(c, rc, OK);
    blob_close(blobs);
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

static void test_leaves(Check *c)
{
    database_each_engine(c, leaves);
}
static void test_leaves_whatever_fails(Check *c)
{
    database_each_engine(c, leaves_whatever_fails);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a new space has its administrator, invited, and the directory knows the address", test_opens},
        {"a slug is opened once", test_twice},
        {"whatever statement fails, a space that is seen has its administrator", test_fails},
        {"the staff's space is made once and takes staff only", test_publisher},
        {"what the command line is told about a person is checked like a request", checks},
        {"only a suspended client is destroyed: files, database, directory and row, and the slug is free", test_leaves},
        {"whatever statement fails, a destruction can be asked for again by the same name", test_leaves_whatever_fails},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
