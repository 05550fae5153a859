/* Distributions: what may be distributed and how it is changed, suspended, archived and brought to a newer version; on
 * both databases. */
#include "domains/distribution/distribution.h"

#include "base/fault.h"
#include "domains/audit/audit.h"
#include "domains/distribution/test_distribution.h"
#include "domains/group/group.h"

static const Actor manager = {.person = {"00000000-0000-7000-8000-0000000000cc"},
                              .rights = ((RightSet)1 << RIGHT_MODULE_REVIEW)};
static const Actor admin = {.person = {"00000000-0000-7000-8000-0000000000dd"}};

static void only_what_is_approved(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    TestStage s;
    Distribution first = {0}, got = {0};
    Module changed;
    test_stage(c, d, &s);
    Id twice[] = {s.people[0], s.people[1], s.people[0]};
    DistributionSpec spec = test_spec(&s, twice, 3, NULL, 0);
    REQUIRE(c, test_create(&s, &spec, &first) == OK);
    CHECK_INT(c, first.registration_count, 2);
    CHECK_STR(c, first.title, "Sécurité");
    CHECK(c, id_equal(&first.module_version, &s.version) && first.version_number == 1);
    CHECK(c, first.state == DISTRIBUTION_OPEN && first.version == 1);
    ModulePatch patch = {.has_title = true, .title = STR("Autre")};
    CHECK(c, module_change(cx, s.db, &s.module.id, s.module.version, &patch, &changed) == OK);
    test_refused(c, test_create(&s, &spec, &got), ERR_CONFLICT, "review.not_approved", "");
    CHECK(c, distribution_get(cx, s.db, &first.id, &got) == OK);
    CHECK_STR(c, got.title, "Sécurité"); /* as frozen */
    Id next = test_next_version(&s, "Encore");
    CHECK(c, test_create(&s, &spec, &got) == OK && id_equal(&got.module_version, &next) && got.version_number == 2);
    CHECK(c, module_delete(cx, s.db, &test_author, &s.module.id) == OK);
    CHECK(c, distribution_get(cx, s.db, &first.id, &got) == OK); /* a draft that is gone takes nothing away */
    test_refused(c, test_create(&s, &spec, &got), ERR_REFUSED, "distribution.unknown_module", "module_id");
    test_refused(c, distribution_get(cx, s.db, &s.people[0], &got), ERR_MISSING, "http.missing", "");
}

static void refusals(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    TestStage s;
    Distribution got = {0};
    Str before, after;
    test_stage(c, d, &s);
    Id strange[] = {s.people[0], id_new(cx)}, gone[] = {s.people[0], s.people[1], s.deactivated};
    Id groups[] = {s.group, id_new(cx)};
    DistributionSpec nobody = test_spec(&s, NULL, 0, NULL, 0), stranger = test_spec(&s, strange, 2, NULL, 0),
                     left = test_spec(&s, gone, 3, NULL, 0), no_group = test_spec(&s, s.people, 1, groups, 2);
    CHECK(c, store_digest(cx, s.db, &before) == OK);
    test_refused(c, test_create(&s, &nobody, &got), ERR_REFUSED, "distribution.nobody", "person_ids");
    test_refused(c, test_create(&s, &stranger, &got), ERR_REFUSED, "distribution.unknown_person", "person_ids[1]");
    test_refused(c, test_create(&s, &left, &got), ERR_REFUSED, "distribution.unknown_person", "person_ids[2]");
    test_refused(c, test_create(&s, &no_group, &got), ERR_REFUSED, "distribution.unknown_group", "group_ids[1]");
    CHECK(c, store_digest(cx, s.db, &after) == OK && str_equal(before, after)); /* all or none */
    DistributionSpec invited = test_spec(&s, &s.invited, 1, NULL, 0);
    CHECK(c, test_create(&s, &invited, &got) == OK && got.registration_count == 1);
}

static void limits(Check *c, TestDatabase *d)
{
    TestStage s;
    Distribution got = {0};
    Id people[DISTRIBUTION_PEOPLE_MAX + 1], groups[DISTRIBUTION_GROUPS_MAX + 1];
    test_stage(c, d, &s);
    test_people(&s, 10, DISTRIBUTION_PEOPLE_MAX + 1, people);
    for (int i = 0; i <= DISTRIBUTION_GROUPS_MAX; i++) {
        Group group;
        Str name = {0};
        CHECK(c, str_format(check_ctx(c)->arena, &name, "G%d", i) == OK);
        REQUIRE(c, group_create(check_ctx(c), s.db, &test_author, name, STR(""), &group) == OK);
        groups[i] = group.id;
    }
    DistributionSpec spec = test_spec(&s, people, DISTRIBUTION_PEOPLE_MAX, groups, DISTRIBUTION_GROUPS_MAX);
    CHECK(c, test_create(&s, &spec, &got) == OK);
    CHECK_INT(c, got.registration_count, DISTRIBUTION_PEOPLE_MAX);
    spec.to.person_count++;
    test_refused(c, test_create(&s, &spec, &got), ERR_REFUSED, "distribution.too_many_people", "person_ids");
    spec.to.person_count--;
    spec.to.group_count++;
    test_refused(c, test_create(&s, &spec, &got), ERR_REFUSED, "distribution.too_many_groups", "group_ids");
}

static void windows(Check *c, TestDatabase *d)
{
    TestStage s;
    test_stage(c, d, &s);
    int64_t now = now_ms(check_ctx(c)) + 1000; /* test_create moves the clock */
    const struct {
        int64_t opens, closes, due;
        const char *field; /* NULL: allowed */
        DistributionState state;
    } rows[] = {
        {now + 10, now + 11, 0, NULL, DISTRIBUTION_SCHEDULED},
        {now + 10, now + 10, 0, "closes_ms", 0},
        {now, now + 10, now + 10, NULL, DISTRIBUTION_OPEN},
        {now, now + 10, now + 11, "due_ms", 0},
        {now + 5, 0, now + 5, "due_ms", 0},
        {now + 5, 0, now + 6, NULL, DISTRIBUTION_SCHEDULED},
        {0, now + 1, 0, NULL, DISTRIBUTION_OPEN},
        {0, now, 0, "closes_ms", 0}, /* over already */
        {0, 0, now, "due_ms", 0},
        {now - 10, 0, now + 1, NULL, DISTRIBUTION_OPEN},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        DistributionSpec spec = test_spec(&s, s.people, 1, NULL, 0);
        Distribution got = {0};
        check_clock(c, now - 1000);
        spec.terms = (DistributionTerms){.opens_ms = rows[i].opens, .closes_ms = rows[i].closes, .due_ms = rows[i].due};
        Rc rc = test_create(&s, &spec, &got);
        if (rows[i].field)
            test_refused(c, rc, ERR_REFUSED, "distribution.bad_window", rows[i].field);
        else
            CHECK(c, rc == OK && got.state == rows[i].state);
        fail_clear(check_ctx(c));
    }
}

static void states_follow_the_clock(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    TestStage s;
    Distribution got = {0};
    test_stage(c, d, &s);
    DistributionSpec spec = test_spec(&s, s.people, 1, NULL, 0);
    int64_t opens = now_ms(cx) + TEST_DAY_MS;
    spec.terms = (DistributionTerms){.opens_ms = opens, .closes_ms = opens + TEST_DAY_MS};
    REQUIRE(c, test_create(&s, &spec, &got) == OK);
    Registration r = test_registration(&s, &s.people[0]);
    static const struct {
        int64_t from_opening;
        DistributionState state;
        const char *code; /* NULL: it plays */
    } rows[] = {{-1, DISTRIBUTION_SCHEDULED, "distribution.not_open_yet"},
                {0, DISTRIBUTION_OPEN, NULL},
                {TEST_DAY_MS - 1, DISTRIBUTION_OPEN, NULL},
                {TEST_DAY_MS, DISTRIBUTION_CLOSED, "distribution.closed"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        DistributionQuery query = {.state = (int)rows[i].state, .from_start = true, .limit = 10};
        DistributionPage page;
        check_clock(c, opens + rows[i].from_opening);
        CHECK(c, distribution_get(cx, s.db, &got.id, &got) == OK && got.state == rows[i].state);
        CHECK(c, distribution_list(cx, s.db, &query, &page) == OK && page.n == 1 && page.total == 1);
        query.state = rows[i].state == DISTRIBUTION_OPEN ? DISTRIBUTION_CLOSED : DISTRIBUTION_OPEN;
        CHECK(c, distribution_list(cx, s.db, &query, &page) == OK && page.n == 0 && page.total == 0);
        if (rows[i].code)
            test_refused(c, registration_check_open(cx, s.db, &r.id), ERR_DENIED, rows[i].code, "");
        else
            CHECK(c, registration_check_open(cx, s.db, &r.id) == OK);
        fail_clear(cx);
    }
}

static Rc edit(TestStage *s, Distribution *d, const DistributionPatch *patch, int64_t version)
{
    DistributionEdit e = {.distribution = d->id, .version = version, .by = &manager, .patch = patch};
    return distribution_change(check_ctx(s->c), s->db, &e, d);
}

static void changes(Check *c, TestDatabase *d)
{
    TestStage s;
    test_stage(c, d, &s);
    Distribution got = test_distributed(&s, s.people, 2);
    int64_t due = now_ms(check_ctx(c)) + TEST_DAY_MS;
    DistributionPatch terms = {.has_due_ms = true,
                               .has_attempts_max = true,
                               .has_pass_percent = true,
                               .has_message = true,
                               .terms = {.due_ms = due, .attempts_max = 2, .pass_percent = 80, .message = STR("Vite")}};
    CHECK(c, edit(&s, &got, &terms, 1) == OK && got.version == 2);
    CHECK(c, got.terms.due_ms == due && got.terms.attempts_max == 2 && got.terms.pass_percent == 80);
    CHECK_STR(c, got.terms.message, "Vite");
    CHECK_INT(c, got.registration_count, 2); /* whom it is for stayed */
    test_refused(c, edit(&s, &got, &terms, 1), ERR_STALE, "http.stale", "");
    CHECK_INT(c, check_ctx(c)->problem.current_version, 2);
    DistributionPatch people = {.has_persons = true, .to = {.persons = s.people + 1, .person_count = 3}};
    CHECK(c, edit(&s, &got, &people, 2) == OK && got.registration_count == 3 && got.terms.due_ms == due);
    DistributionPatch nobody = {.has_persons = true};
    test_refused(c, edit(&s, &got, &nobody, 3), ERR_REFUSED, "distribution.nobody", "person_ids");
    DistributionPatch group = {.has_persons = true, .has_groups = true, .to = {.groups = &s.group, .group_count = 1}};
    CHECK(c, edit(&s, &got, &group, 3) == OK && got.registration_count == 0); /* a group that is empty today */
    DistributionPatch closes = {.has_closes_ms = true, .terms = {.closes_ms = due - 1}};
    test_refused(c, edit(&s, &got, &closes, 4), ERR_REFUSED, "distribution.bad_window", "due_ms");
    DistributionPatch none = {.has_due_ms = true, .has_closes_ms = true, .terms = {.closes_ms = due - 1}};
    CHECK(c, edit(&s, &got, &none, 4) == OK && got.terms.due_ms == 0);
}

static void suspension(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    TestStage s;
    RegistrationTerms terms = {0};
    test_stage(c, d, &s);
    Distribution got = test_distributed(&s, s.people, 1);
    Registration r = test_registration(&s, &s.people[0]);
    CHECK(c, distribution_suspend(cx, s.db, &manager, &got.id, STR("Erreur"), &got) == OK);
    CHECK(c, got.state == DISTRIBUTION_SUSPENDED && got.version == 2);
    CHECK_STR(c, got.suspend_reason, "Erreur");
    int64_t since = got.suspended_ms;
    test_refused(c, registration_check_open(cx, s.db, &r.id), ERR_DENIED, "distribution.suspended", "");
    CHECK(c, registration_terms(cx, s.db, &r.id, &terms) == OK && terms.suspended_ms == since);
    check_clock_add(c, 1000);
    CHECK(c, distribution_suspend(cx, s.db, &manager, &got.id, STR("Autre"), &got) == OK);
    CHECK(c, got.suspended_ms == since && got.version == 2); /* once */
    CHECK(c, distribution_resume(cx, s.db, &manager, &got.id, &got) == OK && got.state == DISTRIBUTION_OPEN);
    CHECK(c, got.suspend_reason.n == 0 && got.version == 3);
    CHECK(c, distribution_resume(cx, s.db, &manager, &got.id, &got) == OK && got.version == 3);
    CHECK(c, registration_check_open(cx, s.db, &r.id) == OK);
}

static void archiving(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    TestStage s;
    Registration *rows;
    size_t n = 9;
    int64_t total = 9;
    test_stage(c, d, &s);
    Distribution got = test_distributed(&s, s.people, 1);
    Registration r = test_registration(&s, &s.people[0]);
    CHECK(c, distribution_suspend(cx, s.db, &manager, &got.id, STR(""), &got) == OK);
    CHECK(c, distribution_archive(cx, s.db, &manager, &got.id, &got) == OK && got.state == DISTRIBUTION_ARCHIVED);
    CHECK(c, distribution_archive(cx, s.db, &manager, &got.id, &got) == OK && got.version == 3);
    test_refused(c, registration_check_open(cx, s.db, &r.id), ERR_DENIED, "distribution.closed", "");
    CHECK(c, registration_list(cx, s.db, &s.people[0], &(Id){0}, 5, &rows, &n, &total) == OK && n == 0 && total == 0);
    CHECK(c, registration_get(cx, s.db, &r.id, &r) == OK); /* the history stays */
    DistributionPatch patch = {.has_message = true, .terms = {.message = STR("x")}};
    test_refused(c, edit(&s, &got, &patch, 3), ERR_CONFLICT, "distribution.archived", "");
    test_refused(c, distribution_resume(cx, s.db, &manager, &got.id, &got), ERR_CONFLICT, "distribution.archived", "");
    test_refused(c, distribution_suspend(cx, s.db, &manager, &got.id, STR(""), &got), ERR_CONFLICT,
                 "distribution.archived", "");
    test_next_version(&s, "Deux");
    test_refused(c, distribution_go_over(cx, s.db, &manager, &got.id, true, &got), ERR_CONFLICT,
                 "distribution.archived", "");
}

static Id version_of(TestStage *s, size_t person)
{
    return test_registration(s, &s->people[person]).module_version;
}

/* The first has not begun, the second is in the middle, the third has finished. */
static void three_learners(TestStage *s, Distribution *ret)
{
    Ctx *cx = check_ctx(s->c);
    *ret = test_distributed(s, s->people, 3);
    for (size_t i = 1; i < 3; i++) {
        Registration r = test_registration(s, &s->people[i]);
        CHECK(s->c, registration_start(cx, s->db, &r.id) == OK);
        if (i == 2)
            CHECK(s->c, registration_finish(cx, s->db, &r.id) == OK);
    }
}

static void going_over(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    TestStage s;
    Distribution got = {0}, other = {0};
    Registration again = {0};
    Id newer = {0};
    int64_t number = -1;
    test_stage(c, d, &s);
    three_learners(&s, &got);
    CHECK(c, distribution_newer(cx, s.db, &got, &newer, &number) == OK && id_none(&newer));
    test_refused(c, distribution_go_over(cx, s.db, &manager, &got.id, true, &other), ERR_CONFLICT,
                 "distribution.no_newer_version", "");
    Id second = test_next_version(&s, "Deux");
    CHECK(c, distribution_newer(cx, s.db, &got, &newer, &number) == OK && id_equal(&newer, &second) && number == 2);
    CHECK(c, distribution_go_over(cx, s.db, &manager, &got.id, false, &got) == OK && got.version_number == 2);
    CHECK_STR(c, got.title, "Deux");
    Id versions[] = {version_of(&s, 0), version_of(&s, 1), version_of(&s, 2)};
    CHECK(c,
          id_equal(&versions[0], &second) && id_equal(&versions[1], &s.version) && id_equal(&versions[2], &s.version));
    Id third = test_next_version(&s, "Trois");
    CHECK(c, distribution_go_over(cx, s.db, &manager, &got.id, true, &got) == OK && got.version_number == 3);
    Id after[] = {version_of(&s, 0), version_of(&s, 1), version_of(&s, 2)};
    CHECK(c, id_equal(&after[0], &third) && id_equal(&after[1], &third) && id_equal(&after[2], &s.version));
    Registration done = test_registration(&s, &s.people[2]);
    CHECK(c, registration_next_attempt(cx, s.db, &done.id, &again) == OK); /* on the version of today */
    CHECK(c, again.attempt == 2 && id_equal(&again.module_version, &third) && again.finished_ms == 0);
    CHECK(c, again.started_ms == done.started_ms);
}

static void attempts(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    TestStage s;
    Distribution got = {0};
    Registration next = {0};
    test_stage(c, d, &s);
    DistributionSpec spec = test_spec(&s, s.people, 1, NULL, 0);
    spec.terms.attempts_max = 2;
    REQUIRE(c, test_create(&s, &spec, &got) == OK);
    Registration r = test_registration(&s, &s.people[0]);
    RegistrationTerms terms = {0};
    CHECK(c, registration_terms(cx, s.db, &r.id, &terms) == OK && terms.attempts_max == 2 && terms.pass_percent == -1);
    CHECK(c, registration_start(cx, s.db, &r.id) == OK && registration_finish(cx, s.db, &r.id) == OK);
    int64_t first = test_registration(&s, &s.people[0]).started_ms;
    check_clock_add(c, 1000);
    CHECK(c, registration_start(cx, s.db, &r.id) == OK);
    CHECK_INT(c, test_registration(&s, &s.people[0]).started_ms, first); /* once */
    CHECK(c, registration_next_attempt(cx, s.db, &r.id, &next) == OK && next.attempt == 2);
    test_refused(c, registration_next_attempt(cx, s.db, &r.id, &next), ERR_DENIED, "distribution.no_attempt_left", "");
    DistributionPatch more = {.has_attempts_max = true};
    CHECK(c, edit(&s, &got, &more, 1) == OK && registration_next_attempt(cx, s.db, &r.id, &next) == OK);
    CHECK_INT(c, next.attempt, 3);
    CHECK(c, distribution_suspend(cx, s.db, &manager, &got.id, STR(""), &got) == OK);
    test_refused(c, registration_next_attempt(cx, s.db, &r.id, &next), ERR_DENIED, "distribution.suspended", "");
    test_refused(c, registration_next_attempt(cx, s.db, &got.id, &next), ERR_MISSING, "http.missing", "");
}

static void own_only(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    TestStage s;
    Distribution own = {0}, other = {0}, got = {0};
    DistributionPage page = {0};
    DistributionQuery all = {.state = -1, .from_start = true, .limit = 10};
    test_stage(c, d, &s);
    DistributionSpec spec = test_spec(&s, s.people, 1, NULL, 0);
    REQUIRE(c, test_create(&s, &spec, &other) == OK);
    check_clock_add(c, 1000);
    REQUIRE(c, distribution_create(cx, s.db, &admin, &spec, &own) == OK);
    CHECK(c, distribution_list_managed(cx, s.db, &admin, &all, &page) == OK && page.n == 1 && page.total == 1);
    CHECK(c, id_equal(&page.at[0].id, &own.id));
    CHECK(c, distribution_list_managed(cx, s.db, &manager, &all, &page) == OK && page.n == 2 && page.total == 2);
    CHECK(c, id_equal(&page.at[0].id, &own.id)); /* newest first */
    all.limit = 1;
    CHECK(c, distribution_list(cx, s.db, &all, &page) == OK && page.n == 1 && page.more && page.total == 2);
    all.from_start = false;
    all.after_ms = page.at[0].created_ms;
    all.after_id = page.at[0].id;
    CHECK(c, distribution_list(cx, s.db, &all, &page) == OK && page.n == 1 && !page.more);
    CHECK(c, id_equal(&page.at[0].id, &other.id));
    CHECK(c, distribution_managed(cx, s.db, &admin, &own.id, &got) == OK);
    test_refused(c, distribution_managed(cx, s.db, &admin, &other.id, &got), ERR_MISSING, "http.missing", "");
    test_refused(c, distribution_suspend(cx, s.db, &admin, &other.id, STR(""), &got), ERR_MISSING, "http.missing", "");
    test_refused(c, distribution_archive(cx, s.db, &admin, &other.id, &got), ERR_MISSING, "http.missing", "");
    test_refused(c, distribution_go_over(cx, s.db, &admin, &other.id, true, &got), ERR_MISSING, "http.missing", "");
    DistributionPatch patch = {.has_message = true};
    DistributionEdit foreign = {.distribution = other.id, .version = 1, .by = &admin, .patch = &patch};
    test_refused(c, distribution_change(cx, s.db, &foreign, &got), ERR_MISSING, "http.missing", "");
    CHECK(c, distribution_suspend(cx, s.db, &admin, &own.id, STR(""), &got) == OK);
}

static void logged(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    TestStage s;
    Distribution got = {0};
    test_stage(c, d, &s);
    got = test_distributed(&s, s.people, 2);
    DistributionPatch patch = {.has_persons = true, .to = {.persons = s.people + 1, .person_count = 2}};
    CHECK(c, edit(&s, &got, &patch, 1) == OK);
    CHECK(c, distribution_suspend(cx, s.db, &manager, &got.id, STR("Erreur"), &got) == OK);
    CHECK(c, distribution_resume(cx, s.db, &manager, &got.id, &got) == OK);
    test_next_version(&s, "Deux");
    CHECK(c, distribution_go_over(cx, s.db, &manager, &got.id, true, &got) == OK);
    CHECK(c, distribution_archive(cx, s.db, &manager, &got.id, &got) == OK);
    static const char *const rows[][2] = {{"distribution.created", "{\"registrations\":2,\"version\":1}"},
                                          {"distribution.changed", "{\"registered\":1,\"withdrawn\":1}"},
                                          {"distribution.suspended", "Erreur"},
                                          {"distribution.resumed", ""},
                                          {"distribution.version_changed", "{\"from\":1,\"to\":2,\"learners\":3}"},
                                          {"distribution.archived", ""}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        AuditPage page = {0};
        AuditSearch search = {.action = str_of(rows[i][0]), .after_ms = -1, .to_ms = INT64_MAX, .limit = 10};
        REQUIRE(c, audit_list(cx, s.db, &search, &page) == OK && page.n == 1);
        CHECK_STR(c, page.at[0].detail, rows[i][1]);
        CHECK_STR(c, page.at[0].target_id, got.id.text);
    }
}

static void faults(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    TestStage s;
    bool reached = true;
    test_stage(c, d, &s);
    test_join(&s, &s.group, s.people + 2, 1);
    DistributionSpec spec = test_spec(&s, s.people, 2, &s.group, 1);
    for (long n = 0; n < 5000 && reached; n++) {
        ArenaMark mark = arena_mark(cx->arena);
        Distribution got;
        Str before, after;
        CHECK(c, store_digest(cx, s.db, &before) == OK);
        fault_after(FAULT_MEMORY | FAULT_STATEMENT, n);
        Rc rc = test_create(&s, &spec, &got);
        reached = fault_disarm();
        CHECK(c, rc == OK || (reached && (rc == ERR_IO || rc == ERR_NOMEM)));
        CHECK(c, store_digest(cx, s.db, &after) == OK);
        CHECK(c, rc == OK || str_equal(before, after)); /* nothing half-done */
        arena_rewind(cx->arena, mark);
    }
    CHECK(c, !reached);
}

#define EACH(name, body)               \
    static void name(Check *c)         \
    {                                  \
        database_each_engine(c, body); \
    }
EACH(approved_each, only_what_is_approved)
EACH(refusals_each, refusals)
EACH(limits_each, limits)
EACH(windows_each, windows)
EACH(states_each, states_follow_the_clock)
EACH(changes_each, changes)
EACH(suspension_each, suspension)
EACH(archiving_each, archiving)
EACH(going_over_each, going_over)
EACH(attempts_each, attempts)
EACH(own_each, own_only)
EACH(logged_each, logged)
EACH(faults_each, faults)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"only a draft that is approved as it stands is distributed, as frozen", approved_each},
        {"one person or group that is unknown refuses all, and nothing is left behind", refusals_each},
        {"two hundred people and fifty groups are named at once and one more refuses", limits_each},
        {"it opens before it closes, is due in between, and is not over when it is made", windows_each},
        {"its state follows the clock to the millisecond, in lists and for who plays", states_each},
        {"a change replaces what it names, on the version that was read", changes_each},
        {"a suspension stops who plays at once, is done once, and is undone", suspension_each},
        {"an archived one lets nobody play and nothing change, and keeps its history", archiving_each},
        {"a newer version is for who has not begun, with all for who is in the middle, never for who is done",
         going_over_each},
        {"attempts end at their number", attempts_each},
        {"who does not approve modules manages their own distributions only", own_each},
        {"every act is in the log", logged_each},
        {"every failure of the machine leaves nothing half done", faults_each},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
