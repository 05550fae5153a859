/* Routes of reviews: limits, who may, what is told to whom, what the log keeps. On both databases. */
#include "domains/review/review_api.h"

#include "domains/audit/audit.h"
#include "domains/notify/inbox.h"
#include "domains/notify/notify_store.h"
#include "domains/review/comment.h"
#include "domains/review/test_company.h"
#include "domains/task/test_request.h"
#include "kernel/conf/conf.h"

typedef struct {
    TestCompany company;
    TestRequests t;
    Conf *conf;
    Str submission; /* path of the newest */
    Str hash;
} Stage;

static void stage(Check *c, TestDatabase *d, Stage *ret)
{
    static char origin[] = "KAIR_ORIGIN=https://learn.example";
    char *environment[] = {origin, NULL};
    Buf complaints;
    *ret = (Stage){0};
    buf_init(&complaints, check_ctx(c)->arena, 4096);
    test_company(c, d, &ret->company);
    CHECK(c, conf_load(check_ctx(c), NULL, environment, &complaints, &ret->conf) == OK);
    test_requests(c, d, &review_surface, &ret->company.space, 0, &ret->t);
    ret->t.conf = ret->conf;
}

static void end(Stage *s)
{
    test_requests_free(&s->t);
    conf_free(s->conf);
}

static void become(Stage *s, const Actor *who)
{
    s->t.who.person = who->person;
    s->t.who.rights = who->rights;
}

static Reply call(Stage *s, const char *method, Str path, const char *rest, const char *body, int status,
                  const char *code)
{
    Str whole = {0};
    Check *c = s->company.c;
    check_clock_add(c, 1000);
    CHECK(c, str_format(check_ctx(c)->arena, &whole, "%.*s%s", STR_ARG(path), rest) == OK);
    return test_expect(&s->t, method, whole.at, body, status, code);
}

static Str of_module(Stage *s, const char *rest)
{
    Str path = {0};
    CHECK(s->company.c, str_format(check_ctx(s->company.c)->arena, &path, "/api/v1/modules/%s/%s",
                                   s->company.module.id.text, rest) == OK);
    return path;
}

/* `before` `n` letters `after`, terminated. */
static const char *long_body(Stage *s, const char *before, size_t n, const char *after)
{
    Buf b;
    buf_init(&b, check_ctx(s->company.c)->arena, 16 << 10);
    buf_put(&b, str_of(before));
    for (size_t i = 0; i < n; i++)
        buf_put(&b, STR("é"));
    buf_put(&b, str_of(after));
    buf_byte(&b, 0);
    CHECK_INT(s->company.c, b.rc, OK);
    return b.at;
}

static void submit(Stage *s, const Actor *by, const char *body)
{
    Ctx *cx = check_ctx(s->company.c);
    become(s, by);
    Reply r = call(s, "POST", of_module(s, "submissions"), "", body, 201, NULL);
    CHECK(s->company.c, str_copy(cx->arena, r.location, &s->submission) == OK);
    CHECK(s->company.c, str_copy(cx->arena, test_text(&r, "hash"), &s->hash) == OK);
}

static const char *decision(Stage *s, const char *what, const char *comment)
{
    Str body = {0};
    CHECK(s->company.c, str_format(check_ctx(s->company.c)->arena, &body,
                                   "{\"decision\":\"%s\",\"hash\":\"%.*s\",\"comment\":\"%s\"}", what, STR_ARG(s->hash),
                                   comment) == OK);
    return body.at;
}

static void submissions(Check *c, TestDatabase *d)
{
    Stage s;
    stage(c, d, &s);
    TestCompany *t = &s.company;
    become(&s, &t->trainer);
    call(&s, "POST", of_module(&s, "submissions"), "", long_body(&s, "{\"message\":\"", REVIEW_MESSAGE_MAX + 1, "\"}"),
         400, "http.out_of_range");
    submit(&s, &t->trainer, long_body(&s, "{\"message\":\"", REVIEW_MESSAGE_MAX, "\"}"));
    call(&s, "POST", of_module(&s, "submissions"), "", "{}", 409, "review.already_submitted");
    Reply r = call(&s, "GET", s.submission, "", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"state\":\"submitted\"") && test_holds(&r, "\"edited\":false"));
    CHECK(c, test_holds(&r, "\"name\":\"Ana trainer\"") && test_holds(&r, "\"title\":\"Extincteurs\""));
    CHECK(c, test_holds(&r, "\"duration_ms\":100000") && test_holds(&r, t->grains[1].text));
    CHECK(c, test_holds(&r, "\"may\":{\"approve\":false,\"return\":false,\"refuse\":false,\"withdraw\":true,"
                            "\"comment\":true},\"why_not\":\"http.denied\""));
    s.t.if_none_match = r.etag;
    call(&s, "GET", s.submission, "", NULL, 304, NULL);
    become(&s, &t->manager);
    r = call(&s, "GET", s.submission, "", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"may\":{\"approve\":true,\"return\":true,\"refuse\":true,\"withdraw\":false,"
                            "\"comment\":true}}"));
    become(&s, &t->colleague);
    call(&s, "GET", s.submission, "", NULL, 404, "http.missing");
    call(&s, "GET", s.submission, "/difference", NULL, 404, "http.missing");
    call(&s, "GET", s.submission, "/comments", NULL, 404, "http.missing");
    call(&s, "POST", s.submission, "/withdraw", NULL, 404, "http.missing");
    call(&s, "POST", of_module(&s, "submissions"), "", "{}", 403, "review.not_owner");
    become(&s, &t->learner);
    call(&s, "GET", s.submission, "", NULL, 403, "http.denied");
    become(&s, &t->trainer);
    r = call(&s, "POST", s.submission, "/withdraw", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"state\":\"withdrawn\"") && test_holds(&r, "\"decided_by\""));
    end(&s);
}

static void decisions(Check *c, TestDatabase *d)
{
    Stage s;
    stage(c, d, &s);
    TestCompany *t = &s.company;
    submit(&s, &t->trainer, "{}");
    call(&s, "POST", s.submission, "/decision", decision(&s, "approve", ""), 403, "http.denied"); /* by any door */
    become(&s, &t->manager);
    call(&s, "POST", s.submission, "/decision", decision(&s, "return", ""), 422, "review.reason_required");
    call(&s, "POST", s.submission, "/decision", decision(&s, "keep", ""), 400, NULL);
    call(&s, "POST", s.submission, "/decision",
         long_body(&s, "{\"decision\":\"refuse\",\"hash\":\"\",\"comment\":\"", 1, "\"}"), 400, "http.out_of_range");
    Str before = {0};
    CHECK(c, str_format(check_ctx(c)->arena, &before, "{\"decision\":\"return\",\"hash\":\"%.*s\",\"comment\":\"",
                        STR_ARG(s.hash)) == OK);
    call(&s, "POST", s.submission, "/decision", long_body(&s, before.at, REVIEW_MESSAGE_MAX + 1, "\"}"), 400,
         "http.out_of_range");
    Reply r =
        call(&s, "POST", s.submission, "/decision", long_body(&s, before.at, REVIEW_MESSAGE_MAX, "\"}"), 200, NULL);
    CHECK(c, test_holds(&r, "\"state\":\"returned\"") && test_holds(&r, "\"why_not\":\"review.decided\""));
    call(&s, "POST", s.submission, "/decision", decision(&s, "approve", ""), 409, "review.decided");
    test_edit(t, 2);
    submit(&s, &t->trainer, "{}");
    test_edit(t, 0);
    become(&s, &t->manager);
    call(&s, "POST", s.submission, "/decision", decision(&s, "approve", ""), 409, "review.edited");
    r = call(&s, "GET", s.submission, "", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"edited\":true") && test_holds(&r, "\"why_not\":\"review.edited\""));
    submit(&s, &t->trainer, "{}");
    become(&s, &t->manager);
    call(&s, "POST", s.submission, "/decision", decision(&s, "approve", "Bien"), 200, NULL);
    r = call(&s, "GET", of_module(&s, "review"), "", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "{\"state\":\"approved\",\"edited\":false,\"submission\":{"));
    CHECK(c, test_holds(&r, "\"number\":3") && test_holds(&r, "\"state\":\"withdrawn\""));
    CHECK(c, test_holds(&r, "\"four_eyes\":true}") && test_holds(&r, "\"name\":\"Ana manager\""));
    test_edit(t, 1);
    r = call(&s, "GET", of_module(&s, "review"), "", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "{\"state\":\"draft\",\"edited\":true,"));
    end(&s);
}

static void comments(Check *c, TestDatabase *d)
{
    static const struct {
        const char *pin;
        int status;
        const char *code;
    } pins[] = {
        {"\"at_ms\":43200000,\"x\":0,\"y\":100", 201, NULL},
        {"\"at_ms\":43200001", 400, "http.out_of_range"},
        {"\"at_ms\":-1", 400, "http.out_of_range"},
        {"\"at_ms\":0,\"x\":100.001,\"y\":1", 400, "http.out_of_range"},
        {"\"at_ms\":0,\"x\":1,\"y\":-0.001", 400, "http.out_of_range"},
        {"\"at_ms\":0,\"x\":1", 422, "review.bad_pin"},
        {"\"at_ms\":0,\"y\":1", 422, "review.bad_pin"},
        {"\"x\":1,\"y\":1", 422, "review.bad_pin"},
        {"\"element_id\":\"00000000-0000-7000-8000-000000000001\"", 422, "review.unknown_element"},
    };
    Stage s;
    Str body = {0}, path = {0};
    stage(c, d, &s);
    submit(&s, &s.company.trainer, "{}");
    for (size_t i = 0; i < sizeof pins / sizeof *pins; i++) {
        CHECK(c, str_format(check_ctx(c)->arena, &body, "{\"text\":\"Ici\",\"grain_id\":\"%s\",%s}",
                            s.company.grains[0].text, pins[i].pin) == OK);
        call(&s, "POST", s.submission, "/comments", body.at, pins[i].status, pins[i].code);
    }
    call(&s, "POST", s.submission, "/comments", long_body(&s, "{\"text\":\"", COMMENT_TEXT_MAX + 1, "\"}"), 400,
         "http.out_of_range");
    call(&s, "POST", s.submission, "/comments", "{\"text\":\"\"}", 400, "http.out_of_range");
    Reply r =
        call(&s, "POST", s.submission, "/comments", long_body(&s, "{\"text\":\"", COMMENT_TEXT_MAX, "\"}"), 201, NULL);
    CHECK(c, str_copy(check_ctx(c)->arena, r.location, &path) == OK);
    become(&s, &s.company.manager);
    call(&s, "PATCH", path, "", "{\"text\":\"Autre\"}", 403, "review.not_author");
    r = call(&s, "PATCH", path, "", "{\"resolved\":true}", 200, NULL);
    CHECK(c, test_holds(&r, "\"resolved_by\":{") && test_holds(&r, "\"name\":\"Ana manager\""));
    call(&s, "DELETE", path, "", NULL, 403, "review.not_author");
    r = call(&s, "GET", s.submission, "/comments?limit=1", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"total\":2") && test_holds(&r, "\"x\":0,\"y\":100"));
    CHECK(c, str_format(check_ctx(c)->arena, &body, "/comments?limit=1&cursor=%.*s",
                        STR_ARG(test_text(&r, "next_cursor"))) == OK);
    r = call(&s, "GET", s.submission, body.at, NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"next_cursor\":null") && !test_holds(&r, "\"x\""));
    call(&s, "GET", s.submission, "/comments?limit=201", NULL, 400, "http.out_of_range");
    call(&s, "GET", s.submission, "/comments?cursor=AAAA", NULL, 400, "http.bad_cursor");
    become(&s, &s.company.trainer);
    call(&s, "DELETE", path, "", NULL, 204, NULL);
    call(&s, "PATCH", path, "", "{\"resolved\":true}", 404, "http.missing");
    end(&s);
}

static void lists(Check *c, TestDatabase *d)
{
    Stage s;
    Str list = STR("/api/v1/submissions"), rest = {0};
    stage(c, d, &s);
    submit(&s, &s.company.trainer, "{}");
    become(&s, &s.company.manager);
    Reply r = call(&s, "GET", list, "?state=open&limit=1", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"total\":1") && test_holds(&r, "\"state\":\"submitted\"") && !test_holds(&r, "\"may\""));
    call(&s, "POST", s.submission, "/decision", decision(&s, "approve", ""), 200, NULL);
    test_edit(&s.company, 0);
    submit(&s, &s.company.trainer, "{}");
    r = call(&s, "GET", list, "?limit=1", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"total\":2") && test_holds(&r, "\"state\":\"submitted\""));
    CHECK(c,
          str_format(check_ctx(c)->arena, &rest, "?limit=1&cursor=%.*s", STR_ARG(test_text(&r, "next_cursor"))) == OK);
    r = call(&s, "GET", list, rest.at, NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"state\":\"approved\"") && test_holds(&r, "\"next_cursor\":null"));
    r = call(&s, "GET", list, "?state=approved", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"total\":1"));
    become(&s, &s.company.colleague);
    r = call(&s, "GET", list, "", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"items\":[]"));
    r = call(&s, "GET", list, "?state=withdrawn&limit=200", NULL, 200, NULL);
    call(&s, "GET", list, "?limit=201", NULL, 400, "http.out_of_range");
    call(&s, "GET", list, "?cursor=AAAA", NULL, 400, "http.bad_cursor");
    become(&s, &s.company.trainer);
    r = call(&s, "GET", s.submission, "/difference", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "{\"against\":{") && test_holds(&r, "\"number\":1") &&
                 test_holds(&r, "\"change\":\"same\",\"elements\":[],\"omitted\":0"));
    end(&s);
}

/* Mails of that subject to that person, and entries of their inbox. */
static int64_t mails_to(Stage *s, const char *to)
{
    MailRow rows[100];
    size_t n = 0;
    int64_t count = 0;
    CHECK(s->company.c, notify_store_newest(check_ctx(s->company.c), s->company.db, 100, rows, &n) == OK);
    for (size_t i = 0; i < n; i++)
        count += str_starts(rows[i].to, str_of(to));
    return count;
}

static int64_t entries_of(Stage *s, const Actor *who, InboxKind kind, int decision_)
{
    InboxPage page;
    InboxQuery query = {.person = who->person, .from_start = true, .limit = INBOX_LIST_MAX};
    int64_t count = 0;
    CHECK(s->company.c, inbox_list(check_ctx(s->company.c), s->company.db, &query, &page) == OK);
    for (size_t i = 0; i < page.n; i++) {
        const InboxSpec *e = &page.at[i].spec;
        bool right = e->kind == kind && e->decision == decision_ && str_equal(e->title, STR("Sécurité")) &&
                     str_starts(e->link, STR("/reviews/"));
        count += right;
    }
    return count;
}

static void notices(Check *c, TestDatabase *d)
{
    Stage s;
    stage(c, d, &s);
    TestCompany *t = &s.company;
    int64_t before = mails_to(&s, "");
    submit(&s, &t->trainer, "{\"message\":\"Prêt\"}");
    CHECK(c, mails_to(&s, "manager@") == 1 && mails_to(&s, "second@") == 1 && mails_to(&s, "") == before + 2);
    CHECK(c,
          entries_of(&s, &t->manager, INBOX_SUBMITTED, 0) == 1 && entries_of(&s, &t->second, INBOX_SUBMITTED, 0) == 1);
    CHECK(c,
          entries_of(&s, &t->trainer, INBOX_SUBMITTED, 0) == 0 && entries_of(&s, &t->learner, INBOX_SUBMITTED, 0) == 0);
    become(&s, &t->manager);
    call(&s, "POST", s.submission, "/decision", decision(&s, "return", "Trop long"), 200, NULL);
    CHECK(c, mails_to(&s, "trainer@") == 1 && mails_to(&s, "") == before + 3);
    CHECK_INT(c, entries_of(&s, &t->trainer, INBOX_DECIDED, INBOX_RETURNED), 1);
    submit(&s, &t->second, "{}"); /* nobody is told what they did themselves */
    CHECK(c, mails_to(&s, "second@") == 1 && mails_to(&s, "manager@") == 2);
    call(&s, "POST", s.submission, "/decision", decision(&s, "return", "Trop court"), 200, NULL);
    CHECK(c, entries_of(&s, &t->second, INBOX_DECIDED, INBOX_RETURNED) == 0 && mails_to(&s, "second@") == 1);
    end(&s);
}

static void log_rows(Check *c, TestDatabase *d)
{
    static const struct {
        const char *action;
        int64_t times;
    } expected[] = {{"module.submitted", 5},
                    {"module.withdrawn", 2},
                    {"module.returned", 1},
                    {"module.refused", 1},
                    {"module.approved", 1}};
    Stage s;
    AuditPage page;
    stage(c, d, &s);
    TestCompany *t = &s.company;
    submit(&s, &t->trainer, "{}");
    call(&s, "POST", s.submission, "/withdraw", NULL, 200, NULL);
    submit(&s, &t->trainer, "{}");
    become(&s, &t->manager);
    call(&s, "POST", s.submission, "/decision", decision(&s, "return", "Non"), 200, NULL);
    submit(&s, &t->trainer, "{}");
    become(&s, &t->manager);
    call(&s, "POST", s.submission, "/decision", decision(&s, "refuse", "Non"), 200, NULL);
    submit(&s, &t->trainer, "{}");
    test_edit(t, 1);
    submit(&s, &t->trainer, "{}");
    become(&s, &t->manager);
    call(&s, "POST", s.submission, "/decision", decision(&s, "approve", ""), 200, NULL);
    AuditSearch search = {.after_ms = -1, .to_ms = INT64_MAX, .limit = 200};
    REQUIRE(c, audit_list(check_ctx(c), t->db, &search, &page) == OK);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        int64_t met = 0;
        for (size_t k = 0; k < page.n; k++)
            met += str_equal(page.at[k].action, str_of(expected[i].action)) &&
                   str_equal(page.at[k].target_id, id_str(&t->module.id));
        CHECK_INT(c, met, expected[i].times);
    }
    CHECK_STR(c, page.at[0].action, "module.approved");
    Str hash = {0};
    CHECK(c, str_format(check_ctx(c)->arena, &hash, "\"hash\":\"%.*s\"", STR_ARG(s.hash)) == OK);
    CHECK(c, memmem(page.at[0].detail.at, page.at[0].detail.n, hash.at, hash.n) != NULL);
    end(&s);
}

#define EACH(name, body)               \
    static void name(Check *c)         \
    {                                  \
        database_each_engine(c, body); \
    }
EACH(submissions_each, submissions)
EACH(decisions_each, decisions)
EACH(comments_each, comments)
EACH(lists_each, lists)
EACH(notices_each, notices)
EACH(log_each, log_rows)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a submission is made, read and withdrawn by whom it concerns", submissions_each},
        {"a decision is a manager's, within its limits, and shows in the history", decisions_each},
        {"comments have limits in length, time and place", comments_each},
        {"lists and differences answer and refuse", lists_each},
        {"managers hear of a submission, who submitted hears of the decision", notices_each},
        {"every act is in the log with the hash of the content", log_each},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
