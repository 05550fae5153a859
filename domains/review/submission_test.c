/* Submissions and decisions: states, who may, what they are bound to, two at once. On both databases. */
#include "domains/review/review.h"

#include "base/fault.h"
#include "domains/grain/grain.h"
#include "domains/review/test_company.h"
#include "domains/review/test_review.h"

static void refused(Check *c, Rc rc, Rc expected, const char *code)
{
    CHECK_INT(c, rc, expected);
    CHECK_STR(c, str_of(check_ctx(c)->problem.code), code);
}

static ReviewStanding standing(TestCompany *t)
{
    ReviewStanding s = {0};
    CHECK(t->c, review_state(check_ctx(t->c), t->db, &t->module.id, &s) == OK);
    return s;
}

static bool same(Id a, Id b)
{
    return id_equal(&a, &b);
}

static Rc approved(Ctx *cx, Db *db, void *arg)
{
    const TestCompany *t = arg;
    Id version;
    return review_approved(cx, db, &t->module.id, &version);
}

static Rc submit(TestCompany *t, const Actor *by, const Id *module, Submission *ret)
{
    ReviewMails mails;
    check_clock_add(t->c, 1000);
    fail_clear(check_ctx(t->c));
    return review_submit(check_ctx(t->c), t->db, by, &t->place, module, STR(""), ret, &mails);
}

static void states(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    TestCompany t;
    Submission s, got;
    Id version;
    test_company(c, d, &t);
    CHECK(c, standing(&t).state == REVIEW_DRAFT && !standing(&t).edited && same(standing(&t).submission, (Id){0}));
    refused(c, db_write(cx, t.db, approved, &t), ERR_CONFLICT, "review.not_approved");
    s = test_submission(&t);
    CHECK(c, s.state == SUBMISSION_SUBMITTED && !s.edited && s.version_number == 1 && s.hash.n == 64);
    CHECK_STR(c, s.message, "Prêt");
    CHECK(c, standing(&t).state == REVIEW_SUBMITTED && same(standing(&t).submission, s.id));
    refused(c, db_write(cx, t.db, approved, &t), ERR_CONFLICT, "review.not_approved");
    CHECK(c, test_decide(&t, &t.manager, &s, SUBMISSION_RETURNED, "Plus court", &got) == OK);
    CHECK(c, got.state == SUBMISSION_RETURNED && standing(&t).state == REVIEW_RETURNED && got.version == 2);
    s = test_submission(&t); /* the same again, with an answer */
    CHECK(c, s.version_number == 1);
    CHECK(c, test_decide(&t, &t.manager, &s, SUBMISSION_REFUSED, "Non", &got) == OK);
    CHECK(c, standing(&t).state == REVIEW_REFUSED);
    s = test_submission(&t);
    CHECK(c, review_withdraw(cx, t.db, &t.trainer, &s.id, &got) == OK && got.state == SUBMISSION_WITHDRAWN);
    CHECK(c, standing(&t).state == REVIEW_DRAFT && !standing(&t).edited);
    s = test_submission(&t);
    CHECK(c, test_decide(&t, &t.manager, &s, SUBMISSION_APPROVED, "", &got) == OK);
    CHECK(c, id_equal(&got.decided_by, &t.manager.person) && got.decided_ms == now_ms(cx));
    CHECK(c, standing(&t).state == REVIEW_APPROVED && db_write(cx, t.db, approved, &t) == OK);
    REQUIRE(c, review_approved(cx, t.db, &t.module.id, &version) == OK);
    CHECK(c, id_equal(&version, &s.module_version));
    Id none = id_new(cx);
    refused(c, review_approved(cx, t.db, &none, &version), ERR_MISSING, "http.missing");
}

static void edits_after_approval(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    TestCompany t;
    test_company(c, d, &t);
    for (size_t i = 0; i < TEST_EDITS; i++) {
        Submission s = test_submission(&t), got;
        Id newest = {0};
        int64_t number = 0;
        REQUIRE(c, test_decide(&t, &t.manager, &s, SUBMISSION_APPROVED, "", &got) == OK);
        CHECK(c, db_write(cx, t.db, approved, &t) == OK);
        const char *what = test_edit(&t, i);
        ReviewStanding now = standing(&t);
        bool gone = now.state == REVIEW_DRAFT && now.edited && now.decided == SUBMISSION_APPROVED;
        if (!CHECK(c, gone && db_write(cx, t.db, approved, &t) == ERR_CONFLICT))
            check_say(c, "still approved after: %s", what);
        CHECK(c, review_newest_approved(cx, t.db, &t.module.id, &newest, &number) == OK);
        CHECK(c, id_equal(&newest, &s.module_version) && number == s.version_number); /* what was approved stays */
    }
    Module m;
    CHECK(c, module_delete(cx, t.db, &t.trainer, &t.module.id) == OK);
    CHECK(c, review_approved(cx, t.db, &t.module.id, &m.id) == ERR_MISSING);
}

static void edits_before_decision(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    TestCompany t;
    test_company(c, d, &t);
    for (size_t i = 0; i < TEST_EDITS; i++) {
        Submission s = test_submission(&t), got = {0}, seen = {0};
        const char *what = test_edit(&t, i);
        CHECK(c, review_get(cx, t.db, &t.manager, &s.id, &seen) == OK && seen.edited);
        Rc rc = test_decide(&t, &t.manager, &s, SUBMISSION_APPROVED, "", &got);
        if (!CHECK(c, rc == ERR_CONFLICT && strcmp(cx->problem.code, "review.edited") == 0))
            check_say(c, "approved after: %s", what);
        CHECK(c, standing(&t).state == REVIEW_DRAFT);
        if (i % 2) /* what was seen can still be said; else the next submission takes its place */
            CHECK(c, test_decide(&t, &t.manager, &s, SUBMISSION_RETURNED, "Vu", &got) == OK);
    }
}

static void newer_submission(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    TestCompany t;
    Submission first, second, got = {0};
    test_company(c, d, &t);
    first = test_submission(&t);
    refused(c, submit(&t, &t.trainer, &t.module.id, &got), ERR_CONFLICT, "review.already_submitted");
    test_edit(&t, 2);
    second = test_submission(&t);
    CHECK(c, second.version_number == 2 && !str_equal(first.hash, second.hash));
    REQUIRE(c, review_get(cx, t.db, &t.trainer, &first.id, &got) == OK);
    CHECK(c, got.state == SUBMISSION_WITHDRAWN && id_equal(&got.decided_by, &t.trainer.person) && got.edited);
    refused(c, test_decide(&t, &t.manager, &first, SUBMISSION_APPROVED, "", &got), ERR_CONFLICT, "review.decided");
    REQUIRE(c, test_decide(&t, &t.manager, &second, SUBMISSION_APPROVED, "", &got) == OK);
    refused(c, submit(&t, &t.trainer, &t.module.id, &got), ERR_CONFLICT, "review.already_approved");
}

static void refusals(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    TestCompany t;
    Submission got = {0};
    Str before, after;
    test_company(c, d, &t);
    Id empty = test_module_by(&t, &t.trainer, "Vide", NULL, 0).id, none = id_new(cx);
    CHECK(c, store_digest(cx, t.db, &before) == OK);
    refused(c, submit(&t, &t.trainer, &empty, &got), ERR_REFUSED, "module.empty");
    refused(c, submit(&t, &t.trainer, &none, &got), ERR_MISSING, "http.missing");
    refused(c, submit(&t, &t.colleague, &t.module.id, &got), ERR_DENIED, "review.not_owner");
    CHECK(c, store_digest(cx, t.db, &after) == OK && str_equal(before, after));
    test_show_media(c, t.db, &t.media, 3000); /* the target now ends behind the film */
    refused(c, submit(&t, &t.trainer, &t.module.id, &got), ERR_REFUSED, "review.has_errors");
    test_show_media(c, t.db, &t.media, 400000);                 /* nothing is asked for long: advice only */
    CHECK(c, submit(&t, &t.manager, &t.module.id, &got) == OK); /* who reviews may submit for others */
}

static void bound(Check *c, TestDatabase *d)
{
    TestCompany t;
    Submission s, got = {0};
    test_company(c, d, &t);
    s = test_submission(&t);
    Submission other = s;
    other.hash = STR("00000000000000000000000000000000000000000000000000000000deadbeef");
    refused(c, test_decide(&t, &t.manager, &other, SUBMISSION_APPROVED, "", &got), ERR_CONFLICT,
            "review.other_content");
    refused(c, test_decide(&t, &t.manager, &other, SUBMISSION_RETURNED, "Non", &got), ERR_CONFLICT,
            "review.other_content");
    refused(c, test_decide(&t, &t.manager, &s, SUBMISSION_RETURNED, "", &got), ERR_REFUSED, "review.reason_required");
    refused(c, test_decide(&t, &t.manager, &s, SUBMISSION_REFUSED, " \t\n", &got), ERR_REFUSED,
            "review.reason_required");
    CHECK(c, standing(&t).state == REVIEW_SUBMITTED);
    CHECK(c, test_decide(&t, &t.manager, &s, SUBMISSION_APPROVED, "", &got) == OK);
    refused(c, test_decide(&t, &t.second, &s, SUBMISSION_REFUSED, "Non", &got), ERR_CONFLICT, "review.decided");
    refused(c, review_withdraw(check_ctx(c), t.db, &t.trainer, &s.id, &got), ERR_CONFLICT, "review.decided");
}

static void withdrawing(Check *c, TestDatabase *d)
{
    TestCompany t;
    Submission s, got = {0};
    test_company(c, d, &t);
    REQUIRE(c, submit(&t, &t.manager, &t.module.id, &s) == OK);
    refused(c, review_withdraw(check_ctx(c), t.db, &t.second, &s.id, &got), ERR_DENIED, "review.not_owner");
    refused(c, review_withdraw(check_ctx(c), t.db, &t.colleague, &s.id, &got), ERR_MISSING, "http.missing");
    CHECK(c, review_withdraw(check_ctx(c), t.db, &t.trainer, &s.id, &got) == OK); /* the owner */
    s = test_submission(&t);
    CHECK(c, review_withdraw(check_ctx(c), t.db, &t.trainer, &s.id, &got) == OK);
}

/* Who handed in which module; whether the manager may approve it with four eyes asked for. */
static void check_eyes(TestCompany *t, const Actor *by, const Id *module, bool may)
{
    Ctx *cx = check_ctx(t->c);
    Submission s, got = {0};
    const char *code = "";
    REQUIRE(t->c, submit(t, by, module, &s) == OK);
    CHECK(t->c, review_why_not(cx, t->db, &t->manager, true, &s, &code) == OK);
    CHECK_STR(t->c, str_of(code), may ? "" : "review.four_eyes");
    CHECK(t->c, review_why_not(cx, t->db, &t->manager, false, &s, &code) == OK && !code);
    CHECK(t->c, review_why_not(cx, t->db, &t->trainer, false, &s, &code) == OK);
    CHECK_STR(t->c, str_of(code), "http.denied");
    t->place.four_eyes = true;
    Rc rc = test_decide(t, &t->manager, &s, SUBMISSION_APPROVED, "", &got);
    if (!may) {
        refused(t->c, rc, ERR_DENIED, "review.four_eyes");
        rc = test_decide(t, &t->second, &s, SUBMISSION_APPROVED, "", &got);
    }
    CHECK_INT(t->c, rc, by == &t->second ? ERR_DENIED : OK);
    t->place.four_eyes = false;
}

static void four_eyes(Check *c, TestDatabase *d)
{
    TestCompany t;
    Submission s, got = {0};
    test_company(c, d, &t);
    Id mixed[] = {t.grains[0], test_grain_by(&t, &t.manager, "Du responsable")};
    Module whole = test_module_by(&t, &t.manager, "Le sien", t.grains, 2);
    Module part = test_module_by(&t, &t.trainer, "Un grain de lui", mixed, 2);
    Module second = test_module_by(&t, &t.trainer, "Un autre", t.grains, 1);
    check_eyes(&t, &t.trainer, &t.module.id, true);
    check_eyes(&t, &t.second, &whole.id, false);   /* owns the module */
    check_eyes(&t, &t.trainer, &part.id, false);   /* owns one of its grains */
    check_eyes(&t, &t.manager, &second.id, false); /* submitted it */
    Module own = test_module_by(&t, &t.manager, "Encore", t.grains, 1);
    REQUIRE(c, submit(&t, &t.manager, &own.id, &s) == OK);
    CHECK(c, test_decide(&t, &t.manager, &s, SUBMISSION_APPROVED, "", &got) == OK); /* the space does not ask */
}

static void lists(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    TestCompany t;
    Submission got;
    ReviewPage page;
    test_company(c, d, &t);
    Module other = test_module_by(&t, &t.colleague, "Autre", t.grains, 1);
    Submission first = test_submission(&t), second;
    REQUIRE(c, submit(&t, &t.colleague, &other.id, &second) == OK);
    REQUIRE(c, test_decide(&t, &t.manager, &first, SUBMISSION_RETURNED, "Non", &got) == OK);
    ReviewQuery query = {.by = &t.manager, .state = -1, .from_start = true, .limit = 1};
    REQUIRE(c, review_list(cx, t.db, &query, &page) == OK && page.n == 1);
    CHECK(c, page.total == 2 && page.more && id_equal(&page.at[0].id, &second.id));
    query.from_start = false;
    query.after_ms = page.at[0].submitted_ms;
    query.after_id = page.at[0].id;
    REQUIRE(c, review_list(cx, t.db, &query, &page) == OK && page.n == 1);
    CHECK(c, !page.more && id_equal(&page.at[0].id, &first.id));
    query = (ReviewQuery){.by = &t.manager, .state = SUBMISSION_SUBMITTED, .from_start = true, .limit = 9};
    REQUIRE(c, review_list(cx, t.db, &query, &page) == OK && page.n == 1 && page.total == 1);
    CHECK(c, id_equal(&page.at[0].id, &second.id));
    query = (ReviewQuery){.by = &t.manager, .state = -1, .module = t.module.id, .from_start = true, .limit = 9};
    CHECK(c, review_list(cx, t.db, &query, &page) == OK && page.n == 1 && id_equal(&page.at[0].id, &first.id));
    query = (ReviewQuery){.by = &t.trainer, .state = -1, .from_start = true, .limit = 9}; /* their own */
    CHECK(c, review_list(cx, t.db, &query, &page) == OK && page.n == 1 && page.total == 1);
    CHECK(c, id_equal(&page.at[0].id, &first.id));
    refused(c, review_get(cx, t.db, &t.trainer, &second.id, &got), ERR_MISSING, "http.missing");
    CHECK(c, review_get(cx, t.db, &t.trainer, &first.id, &got) == OK);
    CHECK(c, review_get(cx, t.db, &t.manager, &second.id, &got) == OK);
}

typedef struct {
    TestCompany *t;
    const Submission *s;
} Race;

static Rc decide_as(Ctx *cx, Db *db, const Race *r, const Actor *by, SubmissionState state)
{
    Submission got;
    ReviewMails mails;
    ReviewDecision decision = {.state = state, .hash = r->s->hash, .comment = STR("Vu")};
    return review_decide(cx, db, by, &r->t->place, &r->s->id, &decision, &got, &mails);
}

static Rc approve_both(Ctx *cx, Db *db, size_t i, void *arg)
{
    const Race *r = arg;
    return decide_as(cx, db, r, i ? &r->t->manager : &r->t->second, i ? SUBMISSION_APPROVED : SUBMISSION_REFUSED);
}

static void two_managers(Check *c, TestDatabase *d)
{
    TestCompany t;
    test_company(c, d, &t);
    for (int round = 0; round < 8; round++) {
        Submission s = test_submission(&t), got = {0};
        Race race = {&t, &s};
        Rc rc[2];
        test_at_once(c, d, &t.space, 2, approve_both, &race, rc);
        CHECK(c, (rc[0] == OK && rc[1] == ERR_CONFLICT) || (rc[0] == ERR_CONFLICT && rc[1] == OK));
        REQUIRE(c, review_get(check_ctx(c), t.db, &t.manager, &s.id, &got) == OK);
        CHECK(c, got.state == (rc[0] == OK ? SUBMISSION_REFUSED : SUBMISSION_APPROVED) && got.version == 2);
        CHECK(c, id_equal(&got.decided_by, rc[0] == OK ? &t.second.person : &t.manager.person));
        test_edit(&t, 0);
    }
}

static Rc approve_or_edit(Ctx *cx, Db *db, size_t i, void *arg)
{
    const Race *r = arg;
    Module m;
    ModulePatch patch = {.has_description = true, .description = STR("Changé")};
    TRY(module_get(cx, db, &r->t->module.id, &m));
    return i ? module_change(cx, db, &m.id, m.version, &patch, &m)
             : decide_as(cx, db, r, &r->t->manager, SUBMISSION_APPROVED);
}

static void approval_against_edit(Check *c, TestDatabase *d)
{
    TestCompany t;
    test_company(c, d, &t);
    for (int round = 0; round < 8; round++) {
        Submission s = test_submission(&t);
        Race race = {&t, &s};
        Rc rc[2];
        test_at_once(c, d, &t.space, 2, approve_or_edit, &race, rc);
        CHECK(c, rc[1] == OK && (rc[0] == OK || rc[0] == ERR_CONFLICT));
        CHECK(c, standing(&t).state == REVIEW_DRAFT); /* whichever came first, this draft was not approved */
        CHECK(c, db_write(check_ctx(c), t.db, approved, &t) == ERR_CONFLICT);
    }
}

static Rc submit_both(Ctx *cx, Db *db, size_t i, void *arg)
{
    const Race *r = arg;
    Submission got;
    ReviewMails mails;
    return review_submit(cx, db, i ? &r->t->trainer : &r->t->manager, &r->t->place, &r->t->module.id, STR(""), &got,
                         &mails);
}

static void two_submissions(Check *c, TestDatabase *d)
{
    TestCompany t;
    ReviewPage page;
    test_company(c, d, &t);
    for (int round = 0; round < 5; round++) {
        Race race = {&t, NULL};
        Rc rc[2];
        test_at_once(c, d, &t.space, 2, submit_both, &race, rc);
        CHECK(c, (rc[0] == OK && rc[1] == ERR_CONFLICT) || (rc[0] == ERR_CONFLICT && rc[1] == OK));
        ReviewQuery query = {.by = &t.manager, .state = SUBMISSION_SUBMITTED, .from_start = true, .limit = 9};
        CHECK(c, review_list(check_ctx(c), t.db, &query, &page) == OK && page.n == 1);
        test_edit(&t, 0);
    }
}

static void fixture(Check *c, TestDatabase *d)
{
    TestCompany t;
    Id version = {0};
    test_company(c, d, &t);
    CHECK(c, test_approve(check_ctx(c), t.db, &t.module.id, &version) == OK);
    CHECK(c, standing(&t).state == REVIEW_APPROVED && same(standing(&t).module_version, version));
}

static void faults(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    TestCompany t;
    bool reached = true;
    test_company(c, d, &t);
    for (long n = 0; n < 5000 && reached; n++) {
        ArenaMark mark = arena_mark(cx->arena);
        Submission s = {0}, got;
        Str before, after;
        CHECK(c, store_digest(cx, t.db, &before) == OK);
        fault_after(FAULT_MEMORY | FAULT_STATEMENT, n);
        Rc rc = submit(&t, &t.trainer, &t.module.id, &s);
        bool submitted = rc == OK;
        if (submitted)
            rc = test_decide(&t, &t.manager, &s, SUBMISSION_RETURNED, "Non", &got);
        reached = fault_disarm();
        CHECK(c, rc == OK || (reached && (rc == ERR_IO || rc == ERR_NOMEM)));
        CHECK(c, store_digest(cx, t.db, &after) == OK);
        CHECK(c, submitted || str_equal(before, after)); /* nothing half-done */
        if (submitted && rc != OK) {
            CHECK(c, standing(&t).state == REVIEW_SUBMITTED);
            CHECK(c, test_decide(&t, &t.manager, &s, SUBMISSION_RETURNED, "Non", &got) == OK);
        }
        arena_rewind(cx->arena, mark);
    }
    CHECK(c, !reached);
}

#define EACH(name, body)               \
    static void name(Check *c)         \
    {                                  \
        database_each_engine(c, body); \
    }
EACH(states_each, states)
EACH(edits_after_each, edits_after_approval)
EACH(edits_before_each, edits_before_decision)
EACH(newer_each, newer_submission)
EACH(refusals_each, refusals)
EACH(bound_each, bound)
EACH(withdrawing_each, withdrawing)
EACH(four_eyes_each, four_eyes)
EACH(lists_each, lists)
EACH(managers_each, two_managers)
EACH(against_each, approval_against_edit)
EACH(submissions_each, two_submissions)
EACH(fixture_each, fixture)
EACH(faults_each, faults)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a draft is submitted, returned, refused, withdrawn and approved, and says so", states_each},
        {"any edit after the approval takes the approval from the draft, not from the version", edits_after_each},
        {"a draft that was edited since it was submitted is not approved, and may be returned", edits_before_each},
        {"a newer submission withdraws the older one; the same draft is not submitted twice", newer_each},
        {"an empty, unsound or foreign module is not submitted", refusals_each},
        {"a decision is bound to the content that was looked at, is made once, and has its reason", bound_each},
        {"who submitted it or owns it takes it back", withdrawing_each},
        {"with four eyes nobody approves what they submitted or own", four_eyes_each},
        {"lists are filtered and paged, and a trainer sees their own", lists_each},
        {"of two managers who decide at once one wins", managers_each},
        {"an edit at the moment of the approval leaves no approved draft", against_each},
        {"of two submissions of one draft at once one is made", submissions_each},
        {"the approval that other tests stand on is one", fixture_each},
        {"every failure of the machine leaves nothing half done", faults_each},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
