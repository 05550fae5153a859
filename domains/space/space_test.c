/* Rules of spaces on both engines: making, settings, search, directory. */
#include "domains/space/space.h"

#include "domains/audit/audit.h"
#include "kernel/text/fold.h"
#include "tests/database.h"

static Space made(Check *c, TestDatabase *d, const char *slug, const char *name)
{
    Space space = {0};
    CHECK_INT(c, space_create(check_ctx(c), d->thread, str_of(slug), str_of(name), STR("fr"), SPACE_CLIENT, &space),
              OK);
    return space;
}

static void made_whole(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Space space = made(c, d, "banque-test", "Banque Test"), found;
    Db *platform = database_platform(c, d), *db;
    REQUIRE(c, space_by_slug(cx, platform, STR("banque-test"), &found) == OK);
    CHECK(c, id_equal(&found.id, &space.id));
    CHECK_STR(c, found.name, "Banque Test");
    CHECK_INT(c, found.version, 1);
    CHECK_INT(c, store_space(cx, d->thread, &found.id, &db), OK);
    CHECK_INT(c, space_by_slug(cx, platform, STR("banque"), &found), ERR_MISSING);
}

static void slug_once(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    made(c, d, "once", "One");
    SpaceSpec again = {.slug = STR("once"), .name = STR("Two"), .language = STR("en")};
    Space space;
    CHECK_INT(c, space_prepare(cx, d->thread, &again, &space), ERR_CONFLICT);
    CHECK_STR(c, str_of(cx->problem.code), "space.slug_taken");
    again.slug = STR(SPACE_PUBLISHER_SLUG);
    CHECK_INT(c, space_prepare(cx, d->thread, &again, &space), ERR_CONFLICT);
}

/* Two who both found the slug free: the second to publish loses, and leaves no database behind. */
static void slug_race(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    StoreThread *other = database_thread(c, d);
    SpaceSpec spec = {.slug = STR("race"), .name = STR("Race"), .language = STR("fr")};
    Space first, second;
    Db *db;
    REQUIRE(c, space_prepare(cx, d->thread, &spec, &first) == OK);
    REQUIRE(c, space_prepare(cx, other, &spec, &second) == OK);
    CHECK_INT(c, space_publish(cx, other, &second), OK);
    CHECK_INT(c, space_publish(cx, d->thread, &first), ERR_CONFLICT);
    CHECK_STR(c, str_of(cx->problem.code), "space.slug_taken");
    CHECK_INT(c, store_space(cx, d->thread, &first.id, &db), ERR_MISSING);
    CHECK_INT(c, store_space(cx, d->thread, &second.id, &db), OK);
}

static void bad_specs(Check *c, TestDatabase *d)
{
    static const struct {
        const char *slug, *name, *language, *code;
    } rows[] = {
        {"a", "Name", "fr", "space.bad_slug"},
        {"-ab", "Name", "fr", "space.bad_slug"},
        {"ab-", "Name", "fr", "space.bad_slug"},
        {"a--b", "Name", "fr", "space.bad_slug"},
        {"Ab", "Name", "fr", "space.bad_slug"},
        {"a1234567890123456789012345678901234567890", "Name", "fr", "space.bad_slug"},
        {"ok", "", "fr", "space.bad_name"},
        {"ok", "two\nlines", "fr", "space.bad_name"},
        {"ok", "Name", "de", "space.bad_language"},
    };
    Ctx *cx = check_ctx(c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        SpaceSpec spec = {str_of(rows[i].slug), str_of(rows[i].name), str_of(rows[i].language), SPACE_CLIENT};
        Space space;
        CHECK_INT(c, space_prepare(cx, d->thread, &spec, &space), ERR_INVALID);
        CHECK_STR(c, str_of(cx->problem.code), rows[i].code);
    }
    made(c, d, "a123456789012345678901234567890123456789", "At the limit of forty");
}

typedef struct {
    Check *c;
    int seen;
    Id last;
} Seen;

static Rc count(Ctx *cx, const Space *space, void *arg)
{
    (void)cx;
    Seen *seen = arg;
    CHECK(seen->c, str_compare(id_str(&seen->last), id_str(&space->id)) < 0);
    seen->last = space->id;
    seen->seen++;
    return OK;
}

static void each_once(Check *c, TestDatabase *d)
{
    made(c, d, "first", "First");
    made(c, d, "second", "Second");
    made(c, d, "third", "Third");
    Seen seen = {.c = c};
    CHECK_INT(c, space_each(check_ctx(c), database_platform(c, d), count, &seen), OK);
    CHECK_INT(c, seen.seen, 3);
}

static void search(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Db *platform = database_platform(c, d);
    made(c, d, "credit-ouest", "Crédit de l’Ouest");
    made(c, d, "ecole-100", "École 100% ouest");
    made(c, d, "zenith", "Zénith");
    Space staff;
    REQUIRE(c, space_create(cx, d->thread, STR("publisher"), STR("Ouest staff"), STR("fr"), SPACE_PUBLISHER, &staff) ==
                   OK);
    SpacePage page;
    SpaceSearch query = {.search = STR("OUEST"), .limit = 1};
    REQUIRE(c, space_search(cx, platform, &query, &page) == OK);
    CHECK_INT(c, page.total, 2);
    REQUIRE(c, page.n == 1 && page.more);
    CHECK_STR(c, page.at[0].slug, "credit-ouest");
    query.after = page.at[0].id;
    REQUIRE(c, text_fold(cx, page.at[0].name, &query.after_name) == OK);
    REQUIRE(c, space_search(cx, platform, &query, &page) == OK);
    REQUIRE(c, page.n == 1 && !page.more);
    CHECK_STR(c, page.at[0].slug, "ecole-100");
    SpaceSearch percent = {.search = STR("0%"), .limit = 10};
    REQUIRE(c, space_search(cx, platform, &percent, &page) == OK);
    CHECK_INT(c, page.total, 1);
    SpaceSearch wild = {.search = STR("z%t"), .limit = 10};
    REQUIRE(c, space_search(cx, platform, &wild, &page) == OK);
    CHECK_INT(c, page.total, 0);
}

static Rc edit(Check *c, TestDatabase *d, const Space *space, int64_t version, const char *name, Space *ret)
{
    static const Actor by = {.address = {"192.0.2.1", 9}};
    SpacePatch patch = {.has_name = true, .name = str_of(name), .has_four_eyes = true, .four_eyes = true};
    SpaceEdit what = {.space = space->id, .version = version, .by = &by, .patch = &patch};
    return space_edit(check_ctx(c), database_platform(c, d), &what, ret);
}

static int64_t audit_rows(Check *c, Db *db)
{
    AuditVerdict verdict = {0};
    int64_t sealed;
    CHECK_INT(c, audit_seal(check_ctx(c), db, &sealed), OK);
    CHECK_INT(c, audit_verify(check_ctx(c), db, &verdict), OK);
    return verdict.rows;
}

static void settings(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Space space = made(c, d, "edit", "Before"), after = {0};
    CHECK_INT(c, edit(c, d, &space, 1, "After", &after), OK);
    CHECK_STR(c, after.name, "After");
    CHECK(c, after.four_eyes);
    CHECK_INT(c, after.version, 2);
    CHECK_INT(c, edit(c, d, &space, 1, "Lost", &after), ERR_STALE);
    CHECK_INT(c, cx->problem.current_version, 2);
    CHECK_STR(c, after.name, "After");
    Db *db = database_open(c, d, &space.id), *platform = database_platform(c, d);
    int64_t before = audit_rows(c, db);
    CHECK_INT(c, space_audit_changes(cx, platform, db, &space.id), OK);
    CHECK_INT(c, audit_rows(c, db), before + 1);
    CHECK_INT(c, space_audit_changes(cx, platform, db, &space.id), OK);
    CHECK_INT(c, audit_rows(c, db), before + 1);
}

static Rc set_state(Check *c, TestDatabase *d, const Space *space, SpaceState state, Space *ret)
{
    static const Actor by = {0};
    SpacePatch patch = {.has_state = true, .state = state};
    SpaceEdit what = {.space = space->id, .version = space->version, .by = &by, .patch = &patch};
    return space_edit(check_ctx(c), database_platform(c, d), &what, ret);
}

static void suspended(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Db *platform = database_platform(c, d);
    Space space = made(c, d, "late-payer", "Late payer"), staff, *found;
    size_t n = 9;
    REQUIRE(c, space_create(cx, d->thread, STR("publisher"), STR("Staff"), STR("fr"), SPACE_PUBLISHER, &staff) == OK);
    CHECK_INT(c, space_directory_put(cx, platform, STR("ada@example.org"), &space.id), OK);
    CHECK_INT(c, space_check_active(cx, platform, &space.id), OK);
    CHECK_INT(c, set_state(c, d, &space, SPACE_SUSPENDED, &space), OK);
    CHECK_INT(c, space_check_active(cx, platform, &space.id), ERR_MISSING);
    CHECK_INT(c, space_directory_find(cx, platform, STR("ada@example.org"), &found, &n), OK);
    CHECK_INT(c, (int64_t)n, 0);
    CHECK_INT(c, set_state(c, d, &space, SPACE_ACTIVE, &space), OK);
    CHECK_INT(c, space_check_active(cx, platform, &space.id), OK);
    Db *db = database_open(c, d, &space.id);
    int64_t before = audit_rows(c, db);
    CHECK_INT(c, space_audit_changes(cx, platform, db, &space.id), OK);
    CHECK_INT(c, audit_rows(c, db), before + 2);
    CHECK_INT(c, set_state(c, d, &staff, SPACE_SUSPENDED, &staff), ERR_REFUSED);
    CHECK_STR(c, str_of(cx->problem.code), "http.refused");
    CHECK_INT(c, space_check_active(cx, platform, &staff.id), OK);
}

static void directory(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Db *platform = database_platform(c, d);
    Space one = made(c, d, "one", "One"), two = made(c, d, "two", "Two"), *found;
    size_t n = 9;
    Str email = STR("ada@example.org");
    CHECK_INT(c, space_directory_put(cx, platform, email, &two.id), OK);
    CHECK_INT(c, space_directory_put(cx, platform, email, &one.id), OK);
    CHECK_INT(c, space_directory_put(cx, platform, email, &one.id), OK);
    REQUIRE(c, space_directory_find(cx, platform, email, &found, &n) == OK);
    REQUIRE(c, n == 2);
    CHECK_STR(c, found[0].slug, "one");
    CHECK_INT(c, space_directory_remove(cx, platform, email, &one.id), OK);
    REQUIRE(c, space_directory_find(cx, platform, email, &found, &n) == OK);
    REQUIRE(c, n == 1);
    CHECK_STR(c, found[0].slug, "two");
    CHECK_INT(c, space_directory_find(cx, platform, STR("nobody@example.org"), &found, &n), OK);
    CHECK_INT(c, (int64_t)n, 0);
}

#define ON_BOTH(name, body)            \
    static void name(Check *c)         \
    {                                  \
        database_each_engine(c, body); \
    }
ON_BOTH(test_made, made_whole)
ON_BOTH(test_slug, slug_once)
ON_BOTH(test_race, slug_race)
ON_BOTH(test_bad, bad_specs)
ON_BOTH(test_each, each_once)
ON_BOTH(test_search, search)
ON_BOTH(test_settings, settings)
ON_BOTH(test_directory, directory)
ON_BOTH(test_suspended, suspended)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a new space has a row and a database", test_made},
        {"a slug is taken once, and the staff's never", test_slug},
        {"of two who publish the same slug one wins and the other leaves nothing", test_race},
        {"a slug, a name or a language that is not one is refused", test_bad},
        {"every space is visited once, in order", test_each},
        {"search ignores case and accents, takes signs as they are, and never shows the staff", test_search},
        {"settings change with the version that was read, and the audit log hears of it once", test_settings},
        {"a space is suspended and taken up again, both audited, the staff's never", test_suspended},
        {"the directory knows which spaces an address is in", test_directory},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
