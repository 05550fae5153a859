/* Who is in: people, groups, joining and leaving later, and several sessions at once; on both databases. */
#include "domains/distribution/audience.h"

#include "base/fault.h"
#include "domains/distribution/test_distribution.h"
#include "domains/group/group.h"
#include "domains/notify/notify.h"

static const Actor manager = {.person = {"00000000-0000-7000-8000-0000000000cc"},
                              .rights = ((RightSet)1 << RIGHT_MODULE_REVIEW)};

static int64_t in(TestStage *s, const Id *distribution)
{
    Distribution d = {0};
    CHECK(s->c, distribution_get(check_ctx(s->c), s->db, distribution, &d) == OK);
    return d.registration_count;
}

static Distribution to_group(TestStage *s, const Id *people, size_t n)
{
    Distribution d = {0};
    DistributionSpec spec = test_spec(s, people, n, &s->group, 1);
    CHECK(s->c, test_create(s, &spec, &d) == OK);
    return d;
}

static void joining_and_leaving(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    TestStage s;
    test_stage(c, d, &s);
    test_join(&s, &s.group, s.people, 2);
    Distribution got = to_group(&s, s.people + 1, 1); /* one of them by name too */
    CHECK_INT(c, got.registration_count, 2);
    Registration first = test_registration(&s, &s.people[0]);
    DistributionSync done = test_sync(&s);
    CHECK(c, done.registered == 0 && done.withdrawn == 0);
    test_join(&s, &s.group, s.people + 2, 1);
    test_leave(&s, &s.group, s.people, 2);
    done = test_sync(&s);
    CHECK(c, done.registered == 1 && done.withdrawn == 1); /* who is named stays in */
    CHECK_INT(c, in(&s, &got.id), 2);
    test_refused(c, registration_check_open(cx, s.db, &first.id), ERR_DENIED, "distribution.withdrawn", "");
    Registration *rows;
    size_t n = 9;
    int64_t total;
    CHECK(c, registration_list(cx, s.db, &s.people[0], &(Id){0}, 5, &rows, &n, &total) == OK && n == 0 && total == 0);
    test_join(&s, &s.group, s.people, 1);
    done = test_sync(&s);
    CHECK(c, done.registered == 1 && done.withdrawn == 0 && done.told == 0); /* told before */
    Registration back = test_registration(&s, &s.people[0]);
    CHECK(c, id_equal(&back.id, &first.id) && back.created_ms == first.created_ms); /* for ever the same */
    CHECK(c, registration_check_open(cx, s.db, &first.id) == OK);
}

static void a_group_that_is_deleted(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    TestStage s;
    Group group;
    Audience audience;
    int64_t purged;
    test_stage(c, d, &s);
    test_join(&s, &s.group, s.people, 2);
    Distribution got = to_group(&s, NULL, 0);
    CHECK(c, group_delete(cx, s.db, &test_author, &s.group) == OK);
    CHECK_INT(c, test_sync(&s).withdrawn, 2);
    CHECK(c, audience_get(cx, s.db, &got.id, &audience) == OK && audience.group_count == 1);
    CHECK_INT(c, audience.groups[0].member_count, 0);
    CHECK(c, group_restore(cx, s.db, &test_author, &s.group, &group) == OK);
    CHECK_INT(c, test_sync(&s).registered, 2);
    CHECK(c, group_delete(cx, s.db, &test_author, &s.group) == OK);
    check_clock_add(c, GROUP_KEEP_MS + 1000);
    CHECK(c, group_sweep(cx, s.db, &purged) == OK && purged == 1);
    CHECK_INT(c, test_sync(&s).withdrawn, 2);
    CHECK(c, audience_get(cx, s.db, &got.id, &audience) == OK && audience.group_count == 0);
}

static void who_may_sign_in(Check *c, TestDatabase *d)
{
    TestStage s;
    test_stage(c, d, &s);
    test_join(&s, &s.group, (Id[]){s.invited, s.deactivated}, 2);
    Distribution got = to_group(&s, NULL, 0);
    CHECK_INT(c, got.registration_count, 1);
    Registration invited = test_registration(&s, &s.invited);
    CHECK(c, id_equal(&invited.distribution, &got.id));
    CHECK_INT(c, test_sync(&s).registered, 0);
}

static void a_thousand(Check *c, TestDatabase *d)
{
    enum { MANY = 2 * DISTRIBUTION_BATCH + 1 };
    TestStage s;
    test_stage(c, d, &s);
    Id *people = arena_array(check_ctx(c)->arena, MANY, sizeof *people);
    REQUIRE(c, people);
    test_people(&s, 1000, MANY, people);
    test_join(&s, &s.group, people, MANY);
    Distribution got = to_group(&s, NULL, 0);
    CHECK_INT(c, got.registration_count, DISTRIBUTION_BATCH); /* the rest follows */
    DistributionSync done = test_sync(&s);
    CHECK_INT(c, done.registered, MANY - DISTRIBUTION_BATCH);
    CHECK_INT(c, done.told, DISTRIBUTION_NOTICES_MAX);
    CHECK_INT(c, in(&s, &got.id), MANY);
    CHECK_INT(c, test_sync(&s).told, DISTRIBUTION_NOTICES_MAX);
    CHECK_INT(c, test_sync(&s).told, MANY - 2 * DISTRIBUTION_NOTICES_MAX);
    CHECK_INT(c, test_sync(&s).told, 0);
    for (size_t i = 0; i < MANY; i += GROUP_CHANGE_MAX)
        test_leave(&s, &s.group, people + i, MANY - i < GROUP_CHANGE_MAX ? MANY - i : GROUP_CHANGE_MAX);
    CHECK_INT(c, test_sync(&s).withdrawn, MANY);
}

static void archived_is_left_alone(Check *c, TestDatabase *d)
{
    TestStage s;
    test_stage(c, d, &s);
    test_join(&s, &s.group, s.people, 1);
    Distribution got = to_group(&s, NULL, 0);
    CHECK(c, distribution_archive(check_ctx(c), s.db, &manager, &got.id, &got) == OK);
    test_join(&s, &s.group, s.people + 1, 1);
    test_leave(&s, &s.group, s.people, 1);
    DistributionSync done = test_sync(&s);
    CHECK(c, done.registered == 0 && done.withdrawn == 0 && done.told == 0);
}

static void listed(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    TestStage s;
    test_stage(c, d, &s);
    test_join(&s, &s.group, s.people, 2);
    Distribution got = to_group(&s, s.people + 2, 1);
    test_leave(&s, &s.group, s.people, 1);
    test_sync(&s);
    AudienceQuery query = {.distribution = got.id, .from_start = true, .limit = 2};
    AudiencePage page = {0};
    REQUIRE(c, audience_list(cx, s.db, &query, &page) == OK && page.n == 2 && page.more && page.total == 3);
    CHECK(c, page.at[0].withdrawn_ms > 0 && page.at[1].withdrawn_ms == 0);
    CHECK(c, !page.at[1].named && page.at[1].version_number == 1 && page.at[1].attempt == 1);
    CHECK_STR(c, page.at[0].name, "Ana N0001");
    CHECK_STR(c, page.at[1].email, "p0002@example.com");
    query.from_start = false;
    query.after_key = page.at[1].sort_key;
    query.after_id = page.at[1].registration;
    REQUIRE(c, audience_list(cx, s.db, &query, &page) == OK && page.n == 1 && !page.more && page.total == 3);
    CHECK(c, page.at[0].named && id_equal(&page.at[0].person, &s.people[2]));
}

/* Each session adds the same people to a distribution of its own reading, until nobody was in between. */
typedef struct {
    TestStage *s;
    Id distribution;
} Race;

static Rc add_both(Ctx *cx, Db *db, size_t i, void *arg)
{
    const Race *race = arg;
    DistributionPatch patch = {.has_persons = true, .to = {.persons = race->s->people, .person_count = 3}};
    (void)i;
    for (;;) {
        Distribution d;
        TRY(distribution_get(cx, db, &race->distribution, &d));
        DistributionEdit edit = {.distribution = d.id, .version = d.version, .by = &manager, .patch = &patch};
        Rc rc = distribution_change(cx, db, &edit, &d);
        if (rc != ERR_STALE && rc != ERR_BUSY)
            return rc;
    }
}

static void two_additions(Check *c, TestDatabase *d)
{
    TestStage s;
    Rc came[4];
    test_stage(c, d, &s);
    Distribution got = test_distributed(&s, s.people, 1);
    Race race = {&s, got.id};
    test_at_once(c, d, &s.space, 4, add_both, &race, came);
    for (size_t i = 0; i < 4; i++)
        CHECK_INT(c, came[i], OK);
    CHECK_INT(c, in(&s, &got.id), 3);
    AudienceQuery query = {.distribution = got.id, .from_start = true, .limit = 10};
    AudiencePage page = {0};
    CHECK(c, audience_list(check_ctx(c), s.db, &query, &page) == OK && page.total == 3);
    CHECK(c, distribution_get(check_ctx(c), s.db, &got.id, &got) == OK && got.version == 5); /* each counted once */
}

static Rc sync_all(Ctx *cx, Db *db, size_t i, void *arg)
{
    const Race *race = arg;
    DistributionSync done;
    Rc rc;
    (void)i;
    do
        rc = distribution_sync(cx, db, &race->s->place, &(Id){0}, &done);
    while (rc == ERR_BUSY); /* as the next round would */
    return rc;
}

static void two_sweeps(Check *c, TestDatabase *d)
{
    enum { MANY = 120 };
    Ctx *cx = check_ctx(c);
    TestStage s;
    Rc came[3];
    Id people[MANY];
    test_stage(c, d, &s);
    Distribution got = to_group(&s, NULL, 0);
    test_people(&s, 1000, MANY, people);
    test_join(&s, &s.group, people, MANY);
    Race race = {&s, got.id};
    test_at_once(c, d, &s.space, 3, sync_all, &race, came);
    for (size_t i = 0; i < 3; i++)
        CHECK_INT(c, came[i], OK);
    CHECK_INT(c, in(&s, &got.id), MANY);
    test_sync(&s);
    for (size_t i = 0; i < MANY; i++) {
        InboxQuery query = {.person = people[i], .from_start = true, .limit = 5};
        InboxPage page = {0};
        CHECK(c, inbox_list(cx, s.db, &query, &page) == OK && page.total == 1); /* each told once */
    }
}

/* The first session suspends; the others play until they are refused. What was accepted before the suspension is over,
 * nothing is accepted after it. */
typedef struct {
    Id distribution, registration;
    _Atomic bool suspended;
    _Atomic int accepted_late;
} Stop;

static Rc play(Ctx *cx, Db *db, void *arg)
{
    return registration_check_open(cx, db, arg);
}

static Rc stop_or_play(Ctx *cx, Db *db, size_t i, void *arg)
{
    Stop *stop = arg;
    Distribution d;
    Rc rc = OK;
    if (i == 0) {
        do
            rc = distribution_suspend(cx, db, &manager, &stop->distribution, STR(""), &d);
        while (rc == ERR_BUSY);
        stop->suspended = true;
        return rc;
    }
    while (rc == OK || rc == ERR_BUSY) {
        bool before = stop->suspended;
        rc = db_write_rows(cx, db, play, &stop->registration);
        stop->accepted_late += before && rc == OK;
        arena_clear(cx->arena);
    }
    return rc;
}

static void a_suspension_while_they_play(Check *c, TestDatabase *d)
{
    TestStage s;
    Rc came[4];
    test_stage(c, d, &s);
    Distribution got = test_distributed(&s, s.people, 1);
    Stop stop = {.distribution = got.id, .registration = test_registration(&s, &s.people[0]).id};
    test_at_once(c, d, &s.space, 4, stop_or_play, &stop, came);
    CHECK_INT(c, came[0], OK);
    for (size_t i = 1; i < 4; i++)
        CHECK_INT(c, came[i], ERR_DENIED);
    CHECK_INT(c, stop.accepted_late, 0);
}

static Rc next_attempt(Ctx *cx, Db *db, void *arg)
{
    Registration next;
    return registration_next_attempt(cx, db, arg, &next);
}

static Rc begin_again(Ctx *cx, Db *db, size_t i, void *arg)
{
    Rc rc;
    (void)i;
    do
        rc = db_write(cx, db, next_attempt, arg);
    while (rc == ERR_BUSY);
    return rc;
}

static void two_attempts(Check *c, TestDatabase *d)
{
    TestStage s;
    Distribution got = {0};
    Rc came[4];
    int made = 0;
    test_stage(c, d, &s);
    DistributionSpec spec = test_spec(&s, s.people, 1, NULL, 0);
    spec.terms.attempts_max = 3;
    REQUIRE(c, test_create(&s, &spec, &got) == OK);
    Id registration = test_registration(&s, &s.people[0]).id;
    test_at_once(c, d, &s.space, 4, begin_again, &registration, came);
    for (size_t i = 0; i < 4; i++) {
        CHECK(c, came[i] == OK || came[i] == ERR_DENIED);
        made += came[i] == OK;
    }
    CHECK_INT(c, made, 2);
    CHECK_INT(c, test_registration(&s, &s.people[0]).attempt, 3);
}

static void faults(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    TestStage s;
    bool reached = true;
    test_stage(c, d, &s);
    Distribution got = to_group(&s, NULL, 0);
    test_join(&s, &s.group, s.people, 3);
    for (long n = 0; n < 3000 && reached; n++) {
        ArenaMark mark = arena_mark(cx->arena);
        DistributionSync done;
        fault_after(FAULT_MEMORY | FAULT_STATEMENT, n);
        Rc rc = distribution_sync(cx, s.db, &s.place, &(Id){0}, &done);
        reached = fault_disarm();
        CHECK(c, rc == OK || (reached && (rc == ERR_IO || rc == ERR_NOMEM)));
        arena_rewind(cx->arena, mark);
    }
    CHECK(c, !reached);
    CHECK_INT(c, in(&s, &got.id), 3);
    for (size_t i = 0; i < 3; i++) {
        InboxQuery query = {.person = s.people[i], .from_start = true, .limit = 5};
        InboxPage page = {0};
        CHECK(c, inbox_list(cx, s.db, &query, &page) == OK && page.total == 1);
    }
}

#define EACH(name, body)               \
    static void name(Check *c)         \
    {                                  \
        database_each_engine(c, body); \
    }
EACH(joining_each, joining_and_leaving)
EACH(deleted_each, a_group_that_is_deleted)
EACH(sign_in_each, who_may_sign_in)
EACH(thousand_each, a_thousand)
EACH(archived_each, archived_is_left_alone)
EACH(listed_each, listed)
EACH(additions_each, two_additions)
EACH(sweeps_each, two_sweeps)
EACH(suspension_each, a_suspension_while_they_play)
EACH(attempts_each, two_attempts)
EACH(faults_each, faults)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"who joins a group later is registered, who leaves is withdrawn, who comes back finds their own",
         joining_each},
        {"a deleted group means nobody until it is restored", deleted_each},
        {"who is invited is registered, who is deactivated is not", sign_in_each},
        {"a group of a thousand is registered, told and withdrawn in batches", thousand_each},
        {"an archived distribution is left as it is", archived_each},
        {"registrations are listed by name, with how they came in", listed_each},
        {"two additions at once register a person once, and each counts", additions_each},
        {"several sweeps at once register and tell each person once", sweeps_each},
        {"nothing is accepted after a suspension, whoever plays meanwhile", suspension_each},
        {"several next attempts at once end at their number", attempts_each},
        {"every failure of the machine is made good by the next sweep", faults_each},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
