/* Which modules are offered to whoever distributes, and the route that lists them; on both databases. */
#include "domains/distribution/offer.h"

#include "domains/distribution/offer_api.h"
#include "domains/grain/test_grain.h"
#include "domains/review/test_review.h"
#include "domains/task/test_request.h"

typedef struct {
    Id space;
    Db *db;
    TestMedia media;
} Stage;

static void stage(Check *c, TestDatabase *d, Stage *ret)
{
    ret->space = database_space(c, d);
    ret->db = database_open(c, d, &ret->space);
    ret->media = test_media_of_each_kind(c, ret->db);
}

static Module made(Check *c, const Stage *s, const char *title)
{
    Module m = {0};
    Id grain = test_grain(c, s->db, &s->media, title).id;
    ModuleSpec spec = {.title = str_of(title), .grains = &grain, .grain_count = 1};
    CHECK(c, module_create(check_ctx(c), s->db, &test_author, &spec, &m) == OK);
    return m;
}

static Module approved(Check *c, const Stage *s, const char *title)
{
    Id version;
    Module m = made(c, s, title);
    check_clock_add(c, 1000);
    CHECK(c, test_approve(check_ctx(c), s->db, &m.id, &version) == OK);
    return m;
}

static void edit(Check *c, const Stage *s, const Module *m)
{
    Module got;
    ModulePatch patch = {.has_title = true, .title = STR("Autrement")};
    CHECK(c, module_change(check_ctx(c), s->db, &m->id, m->version, &patch, &got) == OK);
}

static OfferPage offers(Check *c, const Stage *s, OfferQuery query)
{
    OfferPage page = {0};
    query.from_start = id_none(&query.after_id);
    query.limit = query.limit ? query.limit : OFFER_LIST_MAX;
    CHECK(c, offer_list(check_ctx(c), s->db, &query, &page) == OK);
    return page;
}

static void what_is_offered(Check *c, TestDatabase *d)
{
    Stage s;
    stage(c, d, &s);
    Module first = approved(c, &s, "Accueil"), edited = approved(c, &s, "Extincteurs");
    Module gone = approved(c, &s, "Gestes"), last = approved(c, &s, "Évacuation");
    made(c, &s, "Brouillon");
    edit(c, &s, &edited);
    CHECK(c, module_delete(check_ctx(c), s.db, &test_author, &gone.id) == OK);
    OfferPage page = offers(c, &s, (OfferQuery){0});
    CHECK_INT(c, (int64_t)page.n, 2);
    CHECK(c, id_equal(&page.at[0].module, &last.id) && id_equal(&page.at[1].module, &first.id));
    CHECK_STR(c, page.at[0].title, "Évacuation");
    CHECK_INT(c, page.at[0].version_number, 1);
    CHECK(c, !page.more);
    CHECK_INT(c, (int64_t)offers(c, &s, (OfferQuery){.search = STR("evacu")}).n, 1);
    CHECK_INT(c, (int64_t)offers(c, &s, (OfferQuery){.module = first.id}).n, 1);
    CHECK_INT(c, (int64_t)offers(c, &s, (OfferQuery){.module = edited.id}).n, 0);
}

static void again(Check *c, TestDatabase *d)
{
    Stage s;
    Id version;
    stage(c, d, &s);
    Module m = approved(c, &s, "Accueil");
    edit(c, &s, &m);
    check_clock_add(c, 1000);
    CHECK_INT(c, (int64_t)offers(c, &s, (OfferQuery){0}).n, 0);
    CHECK(c, test_approve(check_ctx(c), s.db, &m.id, &version) == OK);
    OfferPage page = offers(c, &s, (OfferQuery){0});
    CHECK_INT(c, (int64_t)page.n, 1);
    CHECK(c, page.n == 1 && id_equal(&page.at[0].module_version, &version));
}

static void pages(Check *c, TestDatabase *d)
{
    Stage s;
    int64_t met = 0, looked = 0;
    OfferPage page = {.more = true};
    stage(c, d, &s);
    approved(c, &s, "Un");
    Module edited = approved(c, &s, "Deux");
    approved(c, &s, "Trois");
    edit(c, &s, &edited);
    for (OfferQuery query = {.limit = 1}; page.more && looked < 10; looked++) {
        page = offers(c, &s, query);
        met += (int64_t)page.n;
        query.after_ms = page.last_ms;
        query.after_id = page.last_id;
    }
    CHECK_INT(c, looked, 3); /* the page of the edited one is empty, and not the last */
    CHECK_INT(c, met, 2);
}

static void the_route(Check *c, TestDatabase *d)
{
    Stage s;
    TestRequests t;
    stage(c, d, &s);
    approved(c, &s, "Accueil");
    test_requests(c, d, &offer_surface, &s.space, RIGHT_BIT(RIGHT_DISTRIBUTION_MANAGE), &t);
    Reply r = test_expect(&t, "GET", "/api/v1/distributable-modules?search=accu&limit=50", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"title\":\"Accueil\"") && test_holds(&r, "\"grain_count\":1"));
    CHECK(c, test_holds(&r, "\"next_cursor\":null"));
    test_expect(&t, "GET", "/api/v1/distributable-modules?limit=51", NULL, 400, "http.out_of_range");
    test_expect(&t, "GET", "/api/v1/distributable-modules?cursor=x", NULL, 400, "http.bad_cursor");
    test_requests_free(&t);
}

#define EACH(name, body)               \
    static void name(Check *c)         \
    {                                  \
        database_each_engine(c, body); \
    }
EACH(offered_each, what_is_offered)
EACH(again_each, again)
EACH(pages_each, pages)
EACH(route_each, the_route)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a draft that is approved as it stands is offered; one edited or deleted since, or never handed in, is not",
         offered_each},
        {"what was approved again is offered in its new version", again_each},
        {"a page whose modules were all edited is empty and leads on", pages_each},
        {"the route shows what helps to recognise a module, to whoever distributes", route_each},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
