/* Rules on persons: uniqueness, the last administrator, search, lists, the directory. */
#include "domains/account/person.h"
#include "domains/account/directory.h"
#include "domains/account/test_stage.h"

#include <pthread.h>

static const Actor nobody = {0};

static int64_t found(Stage *s, const char *text)
{
    PersonList list = {0};
    PersonQuery query = {.search = str_of(text), .state = -1, .limit = 50};
    CHECK(s->c, account_list(s->cx, stage_db(s, &s->north), &query, &list) == OK);
    return list.total;
}

typedef struct {
    PersonSpec spec;
    Id id;
} Insert;

static Rc insert(Ctx *cx, Db *db, void *arg)
{
    Insert *job = arg;
    return account_insert(cx, db, &nobody, &job->spec, &job->id);
}

static Rc add(Stage *s, const char *first, const char *last, const char *email)
{
    Insert job = {.spec = {.first_name = str_of(first),
                           .last_name = str_of(last),
                           .email = str_of(email),
                           .language = STR("en"),
                           .roles = ROLE_BIT(ROLE_LEARNER)}};
    fail_clear(s->cx);
    return db_write(s->cx, stage_db(s, &s->north), insert, &job);
}

static void searched(Stage *s)
{
    CHECK(s->c, add(s, "Éloïse", "Müller", "e@example.com") == OK);
    CHECK(s->c, add(s, "50% off", "under_score", "back\\slash@example.com") == OK);
    CHECK(s->c, add(s, "שָׁלוֹם", "כֹּהֵן", "shalom@example.com") == OK);
    CHECK(s->c, add(s, "مُحَمَّد", "عليّ", "mo@example.com") == OK);
    CHECK(s->c, add(s, "bang!", "Plain", "plain@example.com") == OK);
    CHECK_INT(s->c, found(s, ""), 5);
    CHECK_INT(s->c, found(s, "eloise"), 1);
    CHECK_INT(s->c, found(s, "ELOÏSE mul"), 1);
    CHECK_INT(s->c, found(s, "müller éloïse"), 1);
    CHECK_INT(s->c, found(s, "E\xCC\x81loi\xCC\x88se"), 1); /* decomposed */
    CHECK_INT(s->c, found(s, "%"), 1);
    CHECK_INT(s->c, found(s, "_"), 1);
    CHECK_INT(s->c, found(s, "\\"), 1);
    CHECK_INT(s->c, found(s, "!"), 1);
    CHECK_INT(s->c, found(s, "50%"), 1);
    CHECK_INT(s->c, found(s, "5%off"), 0);
    CHECK_INT(s->c, found(s, "שלום"), 1);
    CHECK_INT(s->c, found(s, "\xE2\x80\x8Fכהן"), 1); /* with a direction mark, as pasted */
    CHECK_INT(s->c, found(s, "محمد"), 1);
    CHECK_INT(s->c, found(s, "example.com"), 5);
    CHECK_INT(s->c, found(s, "' OR 1=1 --"), 0);
}

static void e_mail_once(Stage *s)
{
    CHECK(s->c, add(s, "Ann", "Martin", "ann@example.com") == OK);
    CHECK(s->c, add(s, "Anna", "Martin", "ann@example.com") == ERR_CONFLICT);
    CHECK_STR(s->c, str_of(s->cx->problem.code), "account.email_taken");
    stage_invited(s, stage_south(s), "ann@example.com", ROLE_BIT(ROLE_LEARNER)); /* another space: another person */
}

/* Walks a list page by page and checks its order and that each person comes once. */
static void walk(Stage *s, PersonSort sort, bool descending, const char *const *expected, size_t n)
{
    size_t seen = 0;
    PersonQuery query = {.state = -1, .sort = sort, .descending = descending, .limit = 2};
    for (bool more = true; more;) {
        PersonList list;
        REQUIRE(s->c, account_list(s->cx, stage_db(s, &s->north), &query, &list) == OK);
        CHECK_INT(s->c, list.total, (int64_t)n);
        for (size_t i = 0; i < list.n && seen < n; i++, seen++)
            CHECK_STR(s->c, list.items[i].email, expected[seen]);
        query.after = list.next;
        query.after_id = list.next_id;
        more = list.more;
    }
    CHECK_INT(s->c, (int64_t)seen, (int64_t)n);
}

static void sorted(Stage *s)
{
    static const char *const by_email[] = {"a@x.fr", "b@x.fr", "c@x.fr", "d@x.fr", "e@x.fr"};
    static const char *const by_email_back[] = {"e@x.fr", "d@x.fr", "c@x.fr", "b@x.fr", "a@x.fr"};
    static const char *const people[][3] = {
        {"Zoé", "Éclair", "e@x.fr"}, {"Ann", "Zimmer", "a@x.fr"}, {"Bob", "martin", "b@x.fr"},
        {"Cid", "École", "c@x.fr"},  {"Dan", "Abel", "d@x.fr"},
    };
    static const char *const by_time[] = {"e@x.fr", "a@x.fr", "b@x.fr", "c@x.fr", "d@x.fr"};
    static const char *const by_time_back[] = {"d@x.fr", "c@x.fr", "b@x.fr", "a@x.fr", "e@x.fr"};
    for (size_t i = 0; i < 5; i++, check_clock_add(s->c, 1000))
        CHECK(s->c, add(s, people[i][0], people[i][1], people[i][2]) == OK);
    walk(s, PERSON_BY_NAME, false, (const char *const[]){"d@x.fr", "e@x.fr", "c@x.fr", "b@x.fr", "a@x.fr"}, 5);
    walk(s, PERSON_BY_NAME, true, (const char *const[]){"a@x.fr", "b@x.fr", "c@x.fr", "e@x.fr", "d@x.fr"}, 5);
    walk(s, PERSON_BY_EMAIL, false, by_email, 5);
    walk(s, PERSON_BY_EMAIL, true, by_email_back, 5);
    walk(s, PERSON_BY_CREATED, false, by_time, 5);
    walk(s, PERSON_BY_CREATED, true, by_time_back, 5);
    walk(s, PERSON_BY_LAST_SIGN_IN, false, by_time, 5); /* all never: in order of identity */
    walk(s, PERSON_BY_LAST_SIGN_IN, true, by_time_back, 5);
    check_clock(s->c, (int64_t)CHECK_NOW_S * 1000);
}

static void identity(Stage *s)
{
    Person ann = stage_person(s, &s->north, "ann@example.com", ROLE_BIT(ROLE_LEARNER)), before, after;
    Db *db = stage_db(s, &s->north);
    PersonPatch both = {.first_name = STR("Bob"), .email = STR("bob@example.com"), .theme = -1};
    CHECK(s->c, person_edit(s->cx, db, &nobody, &ann.id, -1, &both, &before, &after) == ERR_REFUSED);
    CHECK_STR(s->c, str_of(s->cx->problem.code), "account.identity_change");
    both.reason = STR("Married, new address");
    CHECK(s->c, person_edit(s->cx, db, &nobody, &ann.id, -1, &both, &before, &after) == OK);
    CHECK_STR(s->c, after.email, "bob@example.com");
    CHECK_STR(s->c, before.email, "ann@example.com");
    PersonPatch name = {.last_name = STR("Durand"), .theme = -1}, email = {.email = STR("b@example.com"), .theme = -1};
    CHECK(s->c, person_edit(s->cx, db, &nobody, &ann.id, -1, &name, &before, &after) == OK);
    CHECK(s->c, person_edit(s->cx, db, &nobody, &ann.id, -1, &email, &before, &after) == OK);
    CHECK_INT(s->c, after.version, before.version + 1);
    CHECK(s->c, person_edit(s->cx, db, &nobody, &ann.id, -1, &email, &before, &after) == OK);
    CHECK_INT(s->c, after.version, before.version); /* nothing changed */
}

typedef struct {
    Stage *s;
    StoreThread *thread;
    Id self, other;
    bool by_roles;
    Rc rc;
} Racer;

static void *race(void *arg)
{
    Racer *r = arg;
    AUTO_ARENA arena = arena_new(16 << 20);
    Ctx cx = *r->s->cx;
    cx.arena = arena;
    cx.random = &random_system;
    Db *db = NULL;
    Person p;
    Actor by = {.person = r->self};
    r->rc = arena ? store_space(&cx, r->thread, &r->s->north.id, &db) : ERR_NOMEM;
    if (r->rc == OK && r->by_roles)
        r->rc = person_set_roles(&cx, db, &by, &r->other, -1, ROLE_BIT(ROLE_LEARNER), &p);
    else if (r->rc == OK)
        r->rc = person_deactivate(&cx, db, &by, &r->other, &p);
    return NULL;
}

/* Two administrators remove each other at the same moment: whatever the order, one remains. */
static void last_admin_raced(Stage *s)
{
    for (int round = 0; round < 4; round++) {
        char email[40];
        Id ids[2];
        pthread_t threads[2];
        Racer racers[2];
        for (int i = 0; i < 2; i++) {
            snprintf(email, sizeof email, "r%d-%d@example.com", round, i);
            ids[i] = stage_person(s, &s->north, email, ROLE_BIT(ROLE_SPACE_ADMIN)).id;
        }
        if (round) { /* the one who remained of the round before leaves first */
            PersonList rest;
            PersonQuery admins = {.state = PERSON_ACTIVE, .roles = ROLE_BIT(ROLE_SPACE_ADMIN), .limit = 9};
            Person gone;
            REQUIRE(s->c, account_list(s->cx, stage_db(s, &s->north), &admins, &rest) == OK);
            for (size_t i = 0; i < rest.n; i++)
                if (!id_equal(&rest.items[i].id, &ids[0]) && !id_equal(&rest.items[i].id, &ids[1]))
                    CHECK(s->c,
                          person_deactivate(s->cx, stage_db(s, &s->north), &nobody, &rest.items[i].id, &gone) == OK);
        }
        for (int i = 0; i < 2; i++) {
            racers[i] = (Racer){s, database_thread(s->c, s->d), ids[i], ids[1 - i], round % 2 == 1, OK};
            REQUIRE(s->c, pthread_create(&threads[i], NULL, race, &racers[i]) == 0);
        }
        for (int i = 0; i < 2; i++)
            pthread_join(threads[i], NULL);
        CHECK_INT(s->c, (racers[0].rc == OK) + (racers[1].rc == OK), 1);
        CHECK_INT(s->c, (racers[0].rc == ERR_CONFLICT) + (racers[1].rc == ERR_CONFLICT), 1);
    }
}

static size_t known_in(Stage *s, const char *email)
{
    Space *spaces;
    size_t n = 0;
    CHECK(s->c, space_directory_find(s->cx, stage_platform(s), str_of(email), &spaces, &n) == OK);
    return n;
}

static void directory(Stage *s)
{
    Person gone;
    CHECK(s->c, add(s, "Ann", "Martin", "ann@example.com") == OK); /* a crash before the directory was written */
    Person bob = stage_person(s, &s->north, "bob@example.com", ROLE_BIT(ROLE_LEARNER));
    CHECK(s->c, person_deactivate(s->cx, stage_db(s, &s->north), &nobody, &bob.id, &gone) == OK);
    CHECK_INT(s->c, (int64_t)known_in(s, "ann@example.com"), 0);
    CHECK_INT(s->c, (int64_t)known_in(s, "bob@example.com"), 1);
    for (int i = 0; i < 2; i++)
        CHECK(s->c, account_directory_rebuild(s->cx, stage_platform(s), stage_db(s, &s->north), &s->north.id) == OK);
    CHECK_INT(s->c, (int64_t)known_in(s, "ann@example.com"), 1);
    CHECK_INT(s->c, (int64_t)known_in(s, "bob@example.com"), 0);
    Space space;
    CHECK(s->c, space_get(s->cx, stage_platform(s), &s->north.id, &space) == OK);
    CHECK_INT(s->c, space.person_count, 2);
}

static void many(Stage *s)
{
    char email[40];
    PersonList list;
    for (int i = 0; i < 501; i++) {
        snprintf(email, sizeof email, "p%03d@example.com", i);
        REQUIRE(s->c, add(s, "P", "Q", email) == OK);
    }
    CHECK(s->c, account_directory_rebuild(s->cx, stage_platform(s), stage_db(s, &s->north), &s->north.id) == OK);
    CHECK_INT(s->c, (int64_t)known_in(s, "p000@example.com"), 1);
    CHECK_INT(s->c, (int64_t)known_in(s, "p500@example.com"), 1);
    PersonQuery query = {.state = -1, .limit = 200};
    REQUIRE(s->c, account_list(s->cx, stage_db(s, &s->north), &query, &list) == OK);
    CHECK_INT(s->c, (int64_t)list.n, 200);
    CHECK_INT(s->c, list.total, 501);
    CHECK(s->c, list.more);
}

static void roles_fit(Check *c)
{
    Ctx *cx = check_ctx(c);
    CHECK(c, account_roles_fit(cx, ROLES_OF_CLIENT, SPACE_CLIENT) == OK);
    CHECK(c, account_roles_fit(cx, ROLES_OF_PUBLISHER, SPACE_PUBLISHER) == OK);
    for (int role = 0; role < ROLE_COUNT; role++) {
        bool staff = role == ROLE_SUPPORT || role == ROLE_OPERATOR;
        bool both = role == ROLE_SPACE_ADMIN || role == ROLE_AUDITOR;
        CHECK(c, (account_roles_fit(cx, ROLE_BIT(role), SPACE_CLIENT) == OK) == !staff);
        CHECK(c, (account_roles_fit(cx, ROLE_BIT(role), SPACE_PUBLISHER) == OK) == (staff || both));
    }
    CHECK(c, account_roles_fit(cx, 0, SPACE_CLIENT) == ERR_REFUSED);
    CHECK_STR(c, str_of(cx->problem.code), "account.role_required");
}

static void long_names(Stage *s)
{
    char name[PERSON_NAME_MAX * 4 + 1] = "", email[32];
    for (int i = 0; i < PERSON_NAME_MAX; i++)
        memcpy(name + 4 * i, "\xF0\x9F\xA6\x8A", 5); /* four bytes a character */
    for (int i = 0; i < 3; i++) {
        snprintf(email, sizeof email, "fox%d@example.com", i);
        CHECK(s->c, add(s, name, name, email) == OK);
        check_clock_add(s->c, 1); /* identities in this order */
    }
    walk(s, PERSON_BY_NAME, false, (const char *const[]){"fox0@example.com", "fox1@example.com", "fox2@example.com"},
         3);
    check_clock(s->c, (int64_t)CHECK_NOW_S * 1000);
}

#define EACH(name)                    \
    static void each_##name(Check *c) \
    {                                 \
        stage_each_engine(c, name);   \
    }
EACH(searched)
EACH(e_mail_once)
EACH(sorted)
EACH(identity)
EACH(last_admin_raced)
EACH(directory)
EACH(many)
EACH(long_names)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"search knows no case, accent, vowel point or direction mark, and no wildcard", each_searched},
        {"an e-mail belongs to one person of a space", each_e_mail_once},
        {"each order and its reverse, page by page, shows everyone once", each_sorted},
        {"names and e-mail change together only with a reason", each_identity},
        {"two administrators who remove each other leave one", each_last_admin_raced},
        {"the directory follows from the persons, again and again", each_directory},
        {"the directory and a page hold at their batch sizes and one above", each_many},
        {"client roles in a client's space, staff roles in the publisher's", roles_fit},
        {"the longest names sort and page", each_long_names},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
