/* What learners are told and reminded of, by mail and on the screen; on both databases. */
#include "domains/distribution/distribution.h"

#include "domains/distribution/test_distribution.h"
#include "domains/notify/notify_store.h"

static const Actor manager = {.person = {"00000000-0000-7000-8000-0000000000cc"},
                              .rights = ((RightSet)1 << RIGHT_MODULE_REVIEW)};

static int64_t mails(TestStage *s)
{
    int64_t n = -1;
    CHECK(s->c, notify_store_count(check_ctx(s->c), s->db, &n) == OK);
    return n;
}

/* The newest mail, whole. */
static MailRow mail(TestStage *s)
{
    MailRow row = {0}, whole = {0};
    size_t n = 0;
    CHECK(s->c, notify_store_newest(check_ctx(s->c), s->db, 1, &row, &n) == OK && n == 1);
    CHECK(s->c, notify_store_get(check_ctx(s->c), s->db, &row.id, &whole) == OK);
    return whole;
}

static InboxPage inbox(TestStage *s, const Id *person)
{
    InboxQuery query = {.person = *person, .from_start = true, .limit = 5};
    InboxPage page = {0};
    CHECK(s->c, inbox_list(check_ctx(s->c), s->db, &query, &page) == OK);
    return page;
}

static bool holds(Str s, Str part)
{
    return s.at && s.n && part.at && memmem(s.at, s.n, part.at, part.n);
}

static void told_once(Check *c, TestDatabase *d)
{
    TestStage s;
    Distribution got = {0};
    Str path = {0};
    test_stage(c, d, &s);
    int64_t now = now_ms(check_ctx(c));
    DistributionSpec spec = test_spec(&s, s.people, 2, NULL, 0);
    spec.terms = (DistributionTerms){
        .opens_ms = now + TEST_DAY_MS, .due_ms = now + 30 * TEST_DAY_MS, .message = STR("Avant l’inventaire.")};
    REQUIRE(c, test_create(&s, &spec, &got) == OK);
    CHECK_INT(c, mails(&s), 0); /* what is registered is told by the sweep, in its own time */
    DistributionSync done = test_sync(&s);
    CHECK(c, done.told == 2 && done.reminded == 0);
    CHECK_INT(c, mails(&s), 2);
    CHECK_INT(c, test_sync(&s).told, 0);
    CHECK_INT(c, mails(&s), 2);
    InboxPage page = inbox(&s, &s.people[1]);
    REQUIRE(c, page.n == 1 && page.unread == 1);
    CHECK(c, page.at[0].spec.kind == INBOX_DISTRIBUTED && page.at[0].spec.due_ms == spec.terms.due_ms);
    CHECK_STR(c, page.at[0].spec.title, "Sécurité");
    CHECK_STR(c, page.at[0].spec.detail, "Avant l’inventaire.");
    CHECK(c, id_equal(&page.at[0].spec.by, &test_author.person));
    Registration r = test_registration(&s, &s.people[1]);
    CHECK(c, str_format(check_ctx(c)->arena, &path, "/play/%s", r.id.text) == OK);
    CHECK(c, str_equal(page.at[0].spec.link, path));
    MailRow m = mail(&s);
    CHECK_STR(c, m.letter.subject, "Une formation vous attend\u00a0: Sécurité");
    CHECK(c, holds(m.letter.text, path) && holds(m.letter.text, STR("https://learn.example.com/play/")));
    CHECK(c, holds(m.letter.text, STR("Elle ouvre le")) && holds(m.letter.text, STR("À terminer avant le")));
    CHECK(c, holds(m.letter.text, STR("Avant l’inventaire.")) && !holds(m.letter.text, STR("Elle ferme")));
}

static void not_told(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    TestStage s;
    Distribution quiet = {0}, later = {0}, over = {0};
    test_stage(c, d, &s);
    DistributionSpec spec = test_spec(&s, s.people, 2, NULL, 0);
    spec.notify = false;
    REQUIRE(c, test_create(&s, &spec, &quiet) == OK);
    CHECK_INT(c, test_sync(&s).told, 0);
    spec.notify = true;
    REQUIRE(c, test_create(&s, &spec, &later) == OK);
    CHECK(c, distribution_suspend(cx, s.db, &manager, &later.id, STR(""), &later) == OK);
    CHECK_INT(c, test_sync(&s).told, 0);
    CHECK(c, distribution_resume(cx, s.db, &manager, &later.id, &later) == OK);
    CHECK_INT(c, test_sync(&s).told, 2);
    spec.terms.closes_ms = now_ms(cx) + 5000;
    REQUIRE(c, test_create(&s, &spec, &over) == OK);
    check_clock(c, spec.terms.closes_ms);
    CHECK_INT(c, test_sync(&s).told, 0);
    CHECK_INT(c, mails(&s), 2);
}

static Rc activate(Ctx *cx, Db *db, void *arg)
{
    return account_set_password(cx, db, arg, STR("x"));
}

static void told_when_active(Check *c, TestDatabase *d)
{
    TestStage s;
    test_stage(c, d, &s);
    test_distributed(&s, &s.invited, 1);
    CHECK_INT(c, test_sync(&s).told, 0); /* a page they cannot open yet */
    CHECK(c, db_write(check_ctx(c), s.db, activate, &s.invited) == OK);
    CHECK_INT(c, test_sync(&s).told, 1);
}

/* Four learners, due in ten days: one begins, one finishes, one is withdrawn. */
static void reminded(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    TestStage s;
    Distribution got = {0};
    test_stage(c, d, &s);
    int64_t due = now_ms(cx) + 10 * TEST_DAY_MS;
    DistributionSpec spec = test_spec(&s, s.people, 4, NULL, 0);
    spec.terms = (DistributionTerms){.due_ms = due, .message = STR("Pas dans le rappel")};
    REQUIRE(c, test_create(&s, &spec, &got) == OK);
    Registration first = test_registration(&s, &s.people[0]), second = test_registration(&s, &s.people[1]);
    CHECK(c, registration_start(cx, s.db, &first.id) == OK && registration_finish(cx, s.db, &second.id) == OK);
    DistributionPatch fewer = {.has_persons = true, .to = {.persons = s.people, .person_count = 3}};
    DistributionEdit edit = {.distribution = got.id, .version = 1, .by = &manager, .patch = &fewer};
    CHECK(c, distribution_change(cx, s.db, &edit, &got) == OK);
    CHECK_INT(c, test_sync(&s).told, 3);
    check_clock(c, due - DISTRIBUTION_REMIND_MS - 1);
    CHECK_INT(c, test_sync(&s).reminded, 0);
    check_clock_add(c, 1);
    CHECK_INT(c, test_sync(&s).reminded, 2);
    CHECK_INT(c, test_sync(&s).reminded, 0);
    InboxPage page = inbox(&s, &s.people[0]);
    REQUIRE(c, page.n == 2);
    CHECK(c, page.at[0].spec.kind == INBOX_DUE_SOON && page.at[0].spec.detail.n == 0);
    CHECK_INT(c, inbox(&s, &s.people[1]).total, 1); /* has finished */
    CHECK_INT(c, inbox(&s, &s.people[3]).total, 0); /* was withdrawn before */
    MailRow m = mail(&s);
    CHECK_STR(c, m.letter.subject, "Bientôt l’échéance\u00a0: Sécurité");
    CHECK(c, !holds(m.letter.text, STR("Pas dans le rappel")) && !holds(m.letter.text, STR("{")));
    DistributionPatch moved = {.has_due_ms = true, .terms = {.due_ms = due + TEST_DAY_MS}};
    edit.patch = &moved;
    edit.version = got.version;
    CHECK(c, distribution_change(cx, s.db, &edit, &got) == OK);
    check_clock_add(c, TEST_DAY_MS);
    CHECK_INT(c, test_sync(&s).reminded, 0); /* once */
}

/* Who was told of the due date less than three days before it needs no reminder; nor who cannot play. */
static void not_reminded(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    TestStage s;
    Distribution soon = {0}, stopped = {0}, quiet = {0}, over = {0};
    test_stage(c, d, &s);
    int64_t due = now_ms(cx) + 10 * TEST_DAY_MS;
    DistributionSpec spec = test_spec(&s, s.people, 1, NULL, 0);
    spec.terms.due_ms = due;
    REQUIRE(c, test_create(&s, &spec, &stopped) == OK);
    spec.notify = false;
    REQUIRE(c, test_create(&s, &spec, &quiet) == OK);
    spec.notify = true;
    CHECK_INT(c, test_sync(&s).told, 1);
    CHECK(c, distribution_suspend(cx, s.db, &manager, &stopped.id, STR(""), &stopped) == OK);
    check_clock(c, due - DISTRIBUTION_REMIND_MS);
    REQUIRE(c, test_create(&s, &spec, &soon) == OK);
    DistributionSync done = test_sync(&s);
    CHECK(c, done.told == 1 && done.reminded == 0);
    spec.terms.due_ms = due + 5 * TEST_DAY_MS;
    REQUIRE(c, test_create(&s, &spec, &over) == OK);
    CHECK_INT(c, test_sync(&s).told, 1);
    check_clock(c, spec.terms.due_ms); /* too late to remind */
    CHECK_INT(c, test_sync(&s).reminded, 0);
    check_clock(c, spec.terms.due_ms - 1);
    CHECK_INT(c, test_sync(&s).reminded, 1);
}

static void one_only(Check *c, TestDatabase *d)
{
    TestStage s;
    DistributionSync done = {0};
    test_stage(c, d, &s);
    test_distributed(&s, s.people, 1);
    Distribution second = test_distributed(&s, s.people + 1, 2);
    CHECK(c, distribution_sync(check_ctx(c), s.db, &s.place, &second.id, &done) == OK);
    CHECK_INT(c, done.told, 2);
    CHECK_INT(c, inbox(&s, &s.people[0]).total, 0);
    CHECK_INT(c, test_sync(&s).told, 1);
}

#define EACH(name, body)               \
    static void name(Check *c)         \
    {                                  \
        database_each_engine(c, body); \
    }
EACH(told_each, told_once)
EACH(not_told_each, not_told)
EACH(active_each, told_when_active)
EACH(reminded_each, reminded)
EACH(not_reminded_each, not_reminded)
EACH(one_each, one_only)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a learner is told once, by mail and on the screen, with the way to play", told_each},
        {"nobody is told of what is quiet, suspended or over", not_told_each},
        {"who is invited is told once they have an account", active_each},
        {"three days before the due date who has not finished is reminded once", reminded_each},
        {"no reminder follows a notice of the same days, nor comes late, nor of what is suspended", not_reminded_each},
        {"one distribution can be told alone", one_each},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
