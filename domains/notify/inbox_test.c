/* The inbox: what is written, who sees it, what a reading marks, what is forgotten; and its routes. On both databases.
 */
#include "domains/notify/inbox.h"

#include "base/fault.h"
#include "domains/notify/inbox_api.h"
#include "domains/task/test_request.h"

#define DAY_MS (INT64_C(24) * 3600 * 1000)

static Rc write_one(Ctx *cx, Db *db, void *arg)
{
    return inbox_write(cx, db, arg);
}

static void told(Check *c, Db *db, InboxSpec spec)
{
    CHECK(c, db_write(check_ctx(c), db, write_one, &spec) == OK);
    check_clock_add(c, 1000);
}

static InboxSpec about(const Id *person, const char *title)
{
    return (InboxSpec){.person = *person, .kind = INBOX_COMMENTED, .title = str_of(title), .link = STR("/reviews/1")};
}

static InboxPage page_of(Check *c, Db *db, const Id *person, int64_t limit)
{
    InboxPage page = {0};
    InboxQuery query = {.person = *person, .from_start = true, .limit = limit};
    CHECK(c, inbox_list(check_ctx(c), db, &query, &page) == OK);
    return page;
}

static void own(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d), ana = id_new(cx), bob = id_new(cx), claire = id_new(cx);
    Db *db = database_open(c, d, &space);
    int64_t unread = -1;
    told(c, db, about(&ana, "A1"));
    told(c, db, about(&bob, "B1"));
    told(c, db,
         (InboxSpec){.person = ana,
                     .kind = INBOX_DECIDED,
                     .title = STR("A2"),
                     .detail = STR("Bravo"),
                     .link = STR("/reviews/2"),
                     .by = claire,
                     .decision = INBOX_APPROVED,
                     .due_ms = 77});
    InboxPage page = page_of(c, db, &ana, 10);
    REQUIRE(c, page.n == 2 && !page.more && page.total == 2 && page.unread == 2);
    CHECK_STR(c, page.at[1].spec.title, "A1");
    const InboxEntry *e = &page.at[0]; /* newest first, whole */
    CHECK_STR(c, e->spec.title, "A2");
    CHECK_STR(c, e->spec.detail, "Bravo");
    CHECK_STR(c, e->spec.link, "/reviews/2");
    CHECK(c, e->spec.kind == INBOX_DECIDED && e->spec.decision == INBOX_APPROVED && e->spec.due_ms == 77);
    CHECK(c, id_equal(&e->spec.by, &claire) && e->read_ms == 0);
    Id bobs = page_of(c, db, &bob, 1).at[0].id, named[] = {bobs, page.at[1].id, id_new(cx)};
    CHECK(c, inbox_read(cx, db, &ana, named, 3, &unread) == OK);
    CHECK_INT(c, unread, 1);
    CHECK_INT(c, page_of(c, db, &bob, 1).unread, 1); /* nobody marks what is another's */
    int64_t first = page_of(c, db, &ana, 10).at[1].read_ms;
    CHECK(c, first > 0);
    check_clock_add(c, 1000);
    CHECK(c, inbox_read(cx, db, &ana, NULL, 0, &unread) == OK);
    CHECK_INT(c, unread, 0);
    CHECK_INT(c, page_of(c, db, &ana, 10).at[1].read_ms, first); /* once */
    CHECK_INT(c, page_of(c, db, &bob, 1).unread, 1);
}

static void limits(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d), ana = id_new(cx);
    Db *db = database_open(c, d, &space);
    Id ids[INBOX_READ_MAX + 1];
    int64_t unread;
    char *text = arena_get(cx->arena, INBOX_DETAIL_MAX + 2);
    REQUIRE(c, text);
    for (size_t i = 0; i < INBOX_READ_MAX + 1; i++)
        ids[i] = id_new(cx);
    CHECK(c, inbox_read(cx, db, &ana, ids, INBOX_READ_MAX, &unread) == OK);
    CHECK(c, inbox_read(cx, db, &ana, ids, INBOX_READ_MAX + 1, &unread) == ERR_LIMIT);
    for (size_t i = 0; i < INBOX_DETAIL_MAX + 2; i += 2)
        memcpy(text + i, "é", 2);
    InboxSpec spec = about(&ana, "x");
    spec.detail = (Str){text, INBOX_DETAIL_MAX};
    told(c, db, spec);
    CHECK(c, page_of(c, db, &ana, 1).at[0].spec.detail.n == INBOX_DETAIL_MAX);
    spec.detail.n += 2;
    told(c, db, spec);
    CHECK(c, page_of(c, db, &ana, 1).at[0].spec.detail.n == INBOX_DETAIL_MAX); /* cut; the act went through */
    spec.title = (Str){text, INBOX_TITLE_MAX + 2};
    told(c, db, spec);
    CHECK(c, page_of(c, db, &ana, 1).at[0].spec.title.n == INBOX_TITLE_MAX);
    spec.link = (Str){text, INBOX_LINK_MAX};
    CHECK(c, db_write(cx, db, write_one, &spec) == OK);
    spec.link.n++;
    CHECK(c, db_write(cx, db, write_one, &spec) == ERR_BUG);
}

static void purged(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d), ana = id_new(cx);
    Db *db = database_open(c, d, &space);
    enum { ENTRIES = 501 }; /* more than one transaction takes */
    int64_t n = -1;
    InboxSpec spec = about(&ana, "old");
    for (int i = 0; i < ENTRIES; i++)
        CHECK(c, db_write(cx, db, write_one, &spec) == OK);
    check_clock_add(c, 1);
    told(c, db, about(&ana, "young"));
    check_clock_add(c, 90 * DAY_MS - 1001);
    CHECK(c, inbox_purge(cx, db, &n) == OK);
    CHECK_INT(c, n, 0);
    check_clock_add(c, 1);
    CHECK(c, inbox_purge(cx, db, &n) == OK);
    CHECK_INT(c, n, ENTRIES);
    InboxPage left = page_of(c, db, &ana, 10);
    REQUIRE(c, left.n == 1);
    CHECK_STR(c, left.at[0].spec.title, "young");
}

static void routes(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space);
    TestRequests t;
    Str path = {0}, body = {0};
    test_requests(c, d, &inbox_surface, &space, 0, &t); /* signed in is enough */
    Id other = id_new(cx), me = t.who.person;
    Reply r = test_expect(&t, "GET", "/api/v1/inbox", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"items\":[]") && test_holds(&r, "\"unread_count\":0"));
    Str etag = r.etag;
    t.if_none_match = etag;
    test_expect(&t, "GET", "/api/v1/inbox", NULL, 304, NULL);
    told(c, db, about(&other, "Not mine"));
    InboxSpec decided = about(&me, "Second");
    decided.kind = INBOX_DECIDED;
    decided.decision = INBOX_RETURNED;
    decided.due_ms = 1000;
    told(c, db, about(&me, "First"));
    told(c, db, decided);
    t.if_none_match = etag;
    r = test_expect(&t, "GET", "/api/v1/inbox?limit=1", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"title\":\"Second\"") && test_holds(&r, "\"decision\":\"returned\""));
    CHECK(c, test_holds(&r, "\"due_ms\":1000") && test_holds(&r, "\"total\":2") && !test_holds(&r, "First"));
    Str id = {0};
    CHECK(c, str_copy(cx->arena, test_text(&r, "id"), &id) == OK);
    CHECK(c, str_format(cx->arena, &path, "/api/v1/inbox?cursor=%.*s", STR_ARG(test_text(&r, "next_cursor"))) == OK);
    r = test_expect(&t, "GET", path.at, NULL, 200, NULL);
    CHECK(c, test_holds(&r, "First") && test_holds(&r, "\"next_cursor\":null") && !test_holds(&r, "\"decision\""));
    CHECK(c, str_format(cx->arena, &body, "{\"ids\":[\"%.*s\"]}", STR_ARG(id)) == OK);
    r = test_expect(&t, "POST", "/api/v1/inbox/read", body.at, 200, NULL);
    CHECK(c, test_holds(&r, "\"unread_count\":1"));
    r = test_expect(&t, "GET", "/api/v1/inbox", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"read_ms\":") && test_holds(&r, "\"unread_count\":1") && !test_holds(&r, "Not mine"));
    r = test_expect(&t, "POST", "/api/v1/inbox/read", "{\"all\":true}", 200, NULL);
    CHECK(c, test_holds(&r, "\"unread_count\":0"));
    test_expect(&t, "POST", "/api/v1/inbox/read", "{}", 422, "inbox.ids_or_all");
    test_expect(&t, "POST", "/api/v1/inbox/read", "{\"all\":false}", 422, "inbox.ids_or_all");
    CHECK(c, str_format(cx->arena, &body, "{\"all\":true,\"ids\":[\"%.*s\"]}", STR_ARG(id)) == OK);
    test_expect(&t, "POST", "/api/v1/inbox/read", body.at, 422, "inbox.ids_or_all");
    test_expect(&t, "POST", "/api/v1/inbox/read", "{\"ids\":[]}", 400, "http.out_of_range");
    test_expect(&t, "GET", "/api/v1/inbox?limit=100", NULL, 200, NULL);
    test_expect(&t, "GET", "/api/v1/inbox?limit=101", NULL, 400, "http.out_of_range");
    test_expect(&t, "GET", "/api/v1/inbox?cursor=AAAA", NULL, 400, "http.bad_cursor");
    t.who.space = (Id){0};
    test_expect(&t, "GET", "/api/v1/inbox", NULL, 401, "http.unauthenticated");
    test_requests_free(&t);
}

static void faults(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d), ana = id_new(cx);
    Db *db = database_open(c, d, &space);
    InboxSpec spec = about(&ana, "x");
    bool reached = true;
    int64_t made = 0;
    for (long n = 0; n < 500 && reached; n++) {
        ArenaMark mark = arena_mark(cx->arena);
        int64_t unread;
        fault_after(FAULT_MEMORY | FAULT_STATEMENT, n);
        Rc rc = db_write(cx, db, write_one, &spec);
        made += rc == OK;
        if (rc == OK)
            rc = inbox_read(cx, db, &ana, NULL, 0, &unread);
        reached = fault_disarm();
        CHECK(c, rc == OK || (reached && (rc == ERR_IO || rc == ERR_NOMEM)));
        arena_rewind(cx->arena, mark);
    }
    CHECK(c, !reached);
    CHECK_INT(c, page_of(c, db, &ana, 1).total, made);
}

#define EACH(name, body)               \
    static void name(Check *c)         \
    {                                  \
        database_each_engine(c, body); \
    }
EACH(own_each, own)
EACH(limits_each, limits)
EACH(purged_each, purged)
EACH(routes_each, routes)
EACH(faults_each, faults)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"people see and mark their own entries only, newest first", own_each},
        {"texts are cut at their limit and a mark of too many is refused", limits_each},
        {"an entry is forgotten after ninety days, not a millisecond before", purged_each},
        {"every route of the inbox answers and refuses", routes_each},
        {"every failure of the machine leaves whole entries", faults_each},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
