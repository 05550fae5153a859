/* Comments: where they may be pinned, whose they are, threads, and who hears of them. On both databases. */
#include "domains/review/comment.h"

#include "base/fault.h"
#include "domains/notify/inbox.h"
#include "domains/review/test_company.h"

static void refused(Check *c, Rc rc, Rc expected, const char *code, const char *field)
{
    CHECK_INT(c, rc, expected);
    CHECK_STR(c, str_of(check_ctx(c)->problem.code), code);
    CHECK_STR(c, check_ctx(c)->problem.field, field);
}

static Rc say(TestCompany *t, const Actor *by, const CommentSpec *spec, Comment *ret)
{
    check_clock_add(t->c, 1000);
    fail_clear(check_ctx(t->c));
    return comment_add(check_ctx(t->c), t->db, by, spec, ret);
}

static Comment said(TestCompany *t, const Actor *by, const Submission *s, const char *text, const Id *parent)
{
    Comment c = {0};
    CommentSpec spec = {.submission = s->id, .text = str_of(text)};
    if (parent)
        spec.parent = *parent;
    CHECK(t->c, say(t, by, &spec, &c) == OK);
    return c;
}

static void pins(Check *c, TestDatabase *d)
{
    TestCompany t;
    Comment got = {0};
    test_company(c, d, &t);
    Submission s = test_submission(&t);
    Id elsewhere = test_grain_by(&t, &t.trainer, "Ailleurs");
    const Id whole[] = {test_id(12), test_id(11), test_id(30), test_id(40), test_id(20)};
    CommentSpec spec = {.submission = s.id, .text = STR("Ici"), .pin = {.grain = t.grains[1]}};
    CHECK(c, say(&t, &t.manager, &spec, &got) == OK && id_equal(&got.pin.grain, &t.grains[1]));
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        spec.pin.element = whole[i];
        CHECK(c, say(&t, &t.manager, &spec, &got) == OK);
    }
    spec.pin.element = test_id(50); /* a choice lies within its question */
    refused(c, say(&t, &t.manager, &spec, &got), ERR_REFUSED, "review.unknown_element", "element_id");
    spec.pin = (CommentPin){.grain = elsewhere};
    refused(c, say(&t, &t.manager, &spec, &got), ERR_REFUSED, "review.unknown_grain", "grain_id");
    spec.pin = (CommentPin){.element = test_id(12)};
    refused(c, say(&t, &t.manager, &spec, &got), ERR_REFUSED, "review.bad_pin", "grain_id");
    spec.pin = (CommentPin){.has_at = true, .at_ms = 1};
    refused(c, say(&t, &t.manager, &spec, &got), ERR_REFUSED, "review.bad_pin", "grain_id");
    spec.pin = (CommentPin){.grain = t.grains[0], .has_place = true};
    refused(c, say(&t, &t.manager, &spec, &got), ERR_REFUSED, "review.bad_pin", "at_ms");
    spec.pin = (CommentPin){t.grains[0], test_id(12), true, true, 1500, COMMENT_PLACE_MAX, 12345};
    CHECK(c, say(&t, &t.trainer, &spec, &got) == OK);
    CommentPage page;
    REQUIRE(c, comment_list(check_ctx(c), t.db, &t.trainer, &s.id, &(Id){0}, 50, &page) == OK && page.n == 7);
    const CommentPin *pin = &page.at[6].pin;
    CHECK(c, pin->at_ms == 1500 && pin->x_milli == COMMENT_PLACE_MAX && pin->y_milli == 12345);
    CHECK(c, id_equal(&pin->element, &spec.pin.element) && !page.at[0].pin.has_at && !page.at[0].pin.has_place);
    Id author = t.trainer.person, none = id_new(check_ctx(c));
    CHECK(c, id_equal(&page.at[6].author, &author));
    spec.submission = none;
    refused(c, say(&t, &t.trainer, &spec, &got), ERR_MISSING, "http.missing", "");
}

static void threads(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    TestCompany t;
    Comment got = {0};
    Submission now;
    test_company(c, d, &t);
    Submission s = test_submission(&t);
    Comment first = said(&t, &t.manager, &s, "Trop long", NULL), reply = said(&t, &t.trainer, &s, "Oui", &first.id);
    CommentSpec spec = {.submission = s.id, .parent = reply.id, .text = STR("Non")};
    refused(c, say(&t, &t.manager, &spec, &got), ERR_REFUSED, "review.unknown_comment", "parent_id");
    spec.parent = first.id;
    spec.pin.grain = t.grains[0];
    refused(c, say(&t, &t.manager, &spec, &got), ERR_REFUSED, "review.bad_pin", "parent_id");
    REQUIRE(c, review_get(cx, t.db, &t.manager, &s.id, &now) == OK);
    CHECK(c, now.comment_count == 2 && now.open_comment_count == 1);
    CommentPatch settled = {.has_resolved = true, .resolved = true}, open = {.has_resolved = true};
    refused(c, comment_change(cx, t.db, &t.manager, &s.id, &reply.id, &settled, &got), ERR_REFUSED,
            "review.not_a_thread", "resolved");
    REQUIRE(c, comment_change(cx, t.db, &t.trainer, &s.id, &first.id, &settled, &got) == OK);
    CHECK(c, got.resolved_ms == now_ms(cx) && id_equal(&got.resolved_by, &t.trainer.person) && !got.edited_ms);
    CHECK(c, comment_change(cx, t.db, &t.manager, &s.id, &first.id, &settled, &got) == OK);
    CHECK(c, id_equal(&got.resolved_by, &t.trainer.person)); /* settled twice is settled once */
    CHECK(c, review_get(cx, t.db, &t.manager, &s.id, &now) == OK && now.open_comment_count == 0);
    CHECK(c, comment_change(cx, t.db, &t.manager, &s.id, &first.id, &open, &got) == OK && !got.resolved_ms);
    refused(c, comment_delete(cx, t.db, &t.manager, &s.id, &first.id), ERR_CONFLICT, "review.has_replies", "");
    CHECK(c, comment_delete(cx, t.db, &t.trainer, &s.id, &reply.id) == OK);
    CHECK(c, comment_delete(cx, t.db, &t.manager, &s.id, &first.id) == OK);
    refused(c, comment_delete(cx, t.db, &t.manager, &s.id, &first.id), ERR_MISSING, "http.missing", "");
}

static void authors(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    TestCompany t;
    Comment got = {0};
    Submission ended;
    CommentPage page;
    test_company(c, d, &t);
    Submission s = test_submission(&t);
    Comment first = said(&t, &t.manager, &s, "Trop long", NULL);
    CommentPatch text = {.has_text = true, .text = STR("Trop court")};
    refused(c, comment_change(cx, t.db, &t.trainer, &s.id, &first.id, &text, &got), ERR_DENIED, "review.not_author",
            "");
    refused(c, comment_change(cx, t.db, &t.second, &s.id, &first.id, &text, &got), ERR_DENIED, "review.not_author", "");
    refused(c, comment_delete(cx, t.db, &t.second, &s.id, &first.id), ERR_DENIED, "review.not_author", "");
    refused(c, comment_change(cx, t.db, &t.colleague, &s.id, &first.id, &text, &got), ERR_MISSING, "http.missing", "");
    refused(c, comment_list(cx, t.db, &t.colleague, &s.id, &(Id){0}, 9, &page), ERR_MISSING, "http.missing", "");
    CHECK(c, comment_change(cx, t.db, &t.manager, &s.id, &first.id, &text, &got) == OK);
    CHECK_STR(c, got.text, "Trop court");
    CHECK_INT(c, got.edited_ms, now_ms(cx));
    check_clock_add(c, 1000);
    CHECK(c, comment_change(cx, t.db, &t.manager, &s.id, &first.id, &text, &got) == OK);
    CHECK_INT(c, got.edited_ms, now_ms(cx) - 1000); /* the same words are no edit */
    REQUIRE(c, review_withdraw(cx, t.db, &t.trainer, &s.id, &ended) == OK);
    CommentSpec spec = {.submission = s.id, .text = STR("Encore")};
    refused(c, say(&t, &t.manager, &spec, &got), ERR_CONFLICT, "review.withdrawn", "");
    Submission other = test_submission(&t); /* a comment belongs to one submission */
    refused(c, comment_change(cx, t.db, &t.manager, &other.id, &first.id, &text, &got), ERR_MISSING, "http.missing",
            "");
    spec = (CommentSpec){.submission = other.id, .parent = first.id, .text = STR("Encore")};
    refused(c, say(&t, &t.manager, &spec, &got), ERR_REFUSED, "review.unknown_comment", "parent_id");
    REQUIRE(c, test_decide(&t, &t.manager, &other, SUBMISSION_RETURNED, "Non", &ended) == OK);
    said(&t, &t.trainer, &other, "C’est corrigé", NULL); /* what was returned is talked about */
}

static void pages(Check *c, TestDatabase *d)
{
    TestCompany t;
    CommentPage page;
    Buf seen;
    Id after = {0};
    test_company(c, d, &t);
    Submission s = test_submission(&t);
    buf_init(&seen, check_ctx(c)->arena, 100);
    for (int i = 0; i < 5; i++)
        said(&t, &t.manager, &s, i % 2 ? "b" : "a", NULL);
    do {
        REQUIRE(c, comment_list(check_ctx(c), t.db, &t.manager, &s.id, &after, 2, &page) == OK && page.total == 5);
        for (size_t i = 0; i < page.n; i++)
            buf_put(&seen, page.at[i].text);
        after = page.at[page.n - 1].id;
    } while (page.more);
    CHECK_STR(c, buf_str(&seen), "ababa");
}

typedef struct {
    const TestCompany *t;
    Id submission;
} Race;

static Rc say_both(Ctx *cx, Db *db, size_t i, void *arg)
{
    const Race *r = arg;
    Comment got;
    CommentSpec spec = {.submission = r->submission, .text = STR("x")};
    return comment_add(cx, db, i ? &r->t->manager : &r->t->trainer, &spec, &got);
}

static void too_many(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    TestCompany t;
    CommentPage page;
    Comment got = {0};
    Rc rc[2];
    test_company(c, d, &t);
    Submission s = test_submission(&t);
    for (int i = 0; i < COMMENTS_MAX - 1; i++) {
        ArenaMark mark = arena_mark(cx->arena);
        said(&t, &t.manager, &s, "x", NULL);
        arena_rewind(cx->arena, mark);
    }
    Race race = {&t, s.id};
    test_at_once(c, d, &t.space, 2, say_both, &race, rc); /* the five hundredth, twice */
    CHECK(c, (rc[0] == OK && rc[1] == ERR_REFUSED) || (rc[0] == ERR_REFUSED && rc[1] == OK));
    CommentSpec spec = {.submission = s.id, .text = STR("x")};
    refused(c, say(&t, &t.manager, &spec, &got), ERR_REFUSED, "review.too_many_comments", "");
    CHECK(c, comment_list(cx, t.db, &t.manager, &s.id, &(Id){0}, 1, &page) == OK && page.total == COMMENTS_MAX);
}

static int64_t unread(TestCompany *t, const Actor *who, InboxKind kind)
{
    InboxPage page;
    InboxQuery query = {.person = who->person, .from_start = true, .limit = INBOX_LIST_MAX};
    int64_t n = 0;
    CHECK(t->c, inbox_list(check_ctx(t->c), t->db, &query, &page) == OK);
    for (size_t i = 0; i < page.n; i++)
        n += page.at[i].spec.kind == kind;
    return n;
}

static void notices(Check *c, TestDatabase *d)
{
    TestCompany t;
    test_company(c, d, &t);
    Submission s = test_submission(&t);
    said(&t, &t.trainer, &s, "Une question", NULL); /* nobody has looked at it: all who may */
    CHECK(c, unread(&t, &t.manager, INBOX_COMMENTED) == 1 && unread(&t, &t.second, INBOX_COMMENTED) == 1);
    said(&t, &t.manager, &s, "Une réponse", NULL);
    CHECK(c, unread(&t, &t.trainer, INBOX_COMMENTED) == 1 && unread(&t, &t.manager, INBOX_COMMENTED) == 1);
    said(&t, &t.trainer, &s, "Merci", NULL); /* now who has */
    CHECK(c, unread(&t, &t.manager, INBOX_COMMENTED) == 2 && unread(&t, &t.second, INBOX_COMMENTED) == 1);
    CHECK(c, unread(&t, &t.colleague, INBOX_COMMENTED) == 0 && unread(&t, &t.learner, INBOX_COMMENTED) == 0);
    CHECK(c, unread(&t, &t.trainer, INBOX_COMMENTED) == 1);
}

static void faults(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    TestCompany t;
    bool reached = true;
    test_company(c, d, &t);
    Submission s = test_submission(&t);
    CommentSpec spec = {
        .submission = s.id, .text = STR("Ici"), .pin = {t.grains[0], test_id(12), true, true, 1500, 1, 2}};
    for (long n = 0; n < 3000 && reached; n++) {
        ArenaMark mark = arena_mark(cx->arena);
        Comment got;
        Str before, after;
        CHECK(c, store_digest(cx, t.db, &before) == OK);
        fault_after(FAULT_MEMORY | FAULT_STATEMENT, n);
        Rc rc = say(&t, &t.manager, &spec, &got);
        reached = fault_disarm();
        CHECK(c, rc == OK || (reached && (rc == ERR_IO || rc == ERR_NOMEM)));
        CHECK(c, store_digest(cx, t.db, &after) == OK);
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
EACH(pins_each, pins)
EACH(threads_each, threads)
EACH(authors_each, authors)
EACH(pages_each, pages)
EACH(too_many_each, too_many)
EACH(notices_each, notices)
EACH(faults_each, faults)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a comment is pinned to a grain, an element, a moment and a place of what was submitted", pins_each},
        {"threads have one level, are settled by either side, and stay while they have replies", threads_each},
        {"an author changes their words, others do not, and strangers see nothing", authors_each},
        {"comments come in the order they were written, in pages", pages_each},
        {"of two who write the five hundredth comment at once one does", too_many_each},
        {"the other side hears of a comment", notices_each},
        {"every failure of the machine leaves nothing half done", faults_each},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
