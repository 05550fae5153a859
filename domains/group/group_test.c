/* Groups: names, versions, deletion and its undoing, members, lists; rules and routes, on both databases. */
#include "domains/group/group.h"

#include "base/fault.h"
#include "domains/account/account.h"
#include "domains/group/group_api.h"
#include "domains/task/test_request.h"

#include <pthread.h>

static const Actor nobody = {0};

static Group made(Check *c, Db *db, const char *name)
{
    Group g = {0};
    if (!CHECK(c, group_create(check_ctx(c), db, &nobody, str_of(name), STR(""), &g) == OK))
        check_say(c, "no group %s", name);
    return g;
}

static void refused(Check *c, Rc rc, Rc expected, const char *code)
{
    CHECK_INT(c, rc, expected);
    CHECK_STR(c, str_of(check_ctx(c)->problem.code), code);
}

typedef struct {
    Str email;
    Id id;
} NewPerson;

static Rc insert_person(Ctx *cx, Db *db, void *arg)
{
    NewPerson *p = arg;
    PersonSpec spec = {.first_name = STR("Ana"),
                       .last_name = p->email,
                       .email = p->email,
                       .language = STR("fr"),
                       .roles = ROLE_BIT(ROLE_LEARNER)};
    return account_insert(cx, db, &nobody, &spec, &p->id);
}

static Id person(Check *c, Db *db, int number)
{
    NewPerson p = {0};
    CHECK(c, str_format(check_ctx(c)->arena, &p.email, "p%04d@example.com", number) == OK);
    CHECK(c, db_write(check_ctx(c), db, insert_person, &p) == OK);
    return p.id;
}

static void names(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space);
    Group a = made(c, db, "Équipe Nord"), b = made(c, db, "Équipe Sud"), got = {0};
    refused(c, group_create(cx, db, &nobody, STR("equipe  NORD"), STR(""), &got), OK, "");
    refused(c, group_create(cx, db, &nobody, STR("equipe NORD"), STR(""), &got), ERR_CONFLICT, "account.group_taken");
    GroupPatch patch = {.has_name = true, .name = STR("ÉQUIPE nord")};
    CHECK(c, group_change(cx, db, &nobody, &a.id, 1, &patch, &got) == OK); /* its own name in another case */
    CHECK_STR(c, got.name, "ÉQUIPE nord");
    CHECK_INT(c, got.version, 2);
    refused(c, group_change(cx, db, &nobody, &b.id, 1, &patch, &got), ERR_CONFLICT, "account.group_taken");
    refused(c, group_change(cx, db, &nobody, &a.id, 1, &patch, &got), ERR_STALE, "http.stale");
    CHECK_INT(c, cx->problem.current_version, 2);
    patch = (GroupPatch){.has_description = true, .description = STR("du nord\nau sud")};
    CHECK(c, group_change(cx, db, &nobody, &a.id, 2, &patch, &got) == OK);
    CHECK_STR(c, got.name, "ÉQUIPE nord");
    CHECK_STR(c, got.description, "du nord\nau sud");
}

static void deletion(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space);
    Group a = made(c, db, "Nord"), got = {0};
    Id p = person(c, db, 1);
    int64_t purged = 0;
    bool has = false;
    GroupMembers add = {.add = &p, .add_count = 1};
    CHECK(c, group_change_members(cx, db, &nobody, &a.id, &add, &got) == OK);
    refused(c, group_restore(cx, db, &nobody, &a.id, &got), ERR_MISSING, "http.missing");
    CHECK(c, group_delete(cx, db, &nobody, &a.id) == OK);
    refused(c, group_delete(cx, db, &nobody, &a.id), ERR_MISSING, "http.missing");
    refused(c, group_get(cx, db, &a.id, &got), ERR_MISSING, "http.missing");
    refused(c, group_change_members(cx, db, &nobody, &a.id, &add, &got), ERR_MISSING, "http.missing");
    Group b = made(c, db, "nord"); /* the name is free again */
    refused(c, group_restore(cx, db, &nobody, &a.id, &got), ERR_CONFLICT, "account.group_taken");
    CHECK(c, group_delete(cx, db, &nobody, &b.id) == OK);
    check_clock_add(c, GROUP_KEEP_MS);
    CHECK(c, group_sweep(cx, db, &purged) == OK);
    CHECK_INT(c, purged, 0);
    CHECK(c, group_restore(cx, db, &nobody, &a.id, &got) == OK);
    CHECK_INT(c, got.member_count, 1);
    CHECK(c, group_delete(cx, db, &nobody, &a.id) == OK);
    check_clock_add(c, GROUP_KEEP_MS + 1);
    refused(c, group_restore(cx, db, &nobody, &a.id, &got), ERR_MISSING, "http.missing");
    CHECK(c, group_sweep(cx, db, &purged) == OK);
    CHECK_INT(c, purged, 2);
    CHECK(c, group_has(cx, db, &a.id, &p, &has) == OK && !has);
}

static void members(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space);
    Group a = made(c, db, "Nord"), got = {0};
    enum { PEOPLE = 60 };
    Id people[PEOPLE], mixed[2], many[GROUP_CHANGE_MAX + 1];
    for (int i = 0; i < PEOPLE; i++)
        people[i] = person(c, db, i);
    GroupMembers all = {.add = people, .add_count = PEOPLE};
    CHECK(c, group_change_members(cx, db, &nobody, &a.id, &all, &got) == OK);
    CHECK_INT(c, got.member_count, PEOPLE);
    CHECK_INT(c, got.version, 1); /* who edits the name need not know who joined */
    CHECK(c, group_change_members(cx, db, &nobody, &a.id, &all, &got) == OK);
    CHECK_INT(c, got.member_count, PEOPLE);
    mixed[0] = people[0];
    mixed[1] = id_new(cx);
    GroupMembers bad = {.add = mixed, .add_count = 2, .remove = people, .remove_count = PEOPLE};
    refused(c, group_change_members(cx, db, &nobody, &a.id, &bad, &got), ERR_REFUSED, "account.person_unknown");
    CHECK_STR(c, cx->problem.field, "add[1]");
    CHECK(c, group_get(cx, db, &a.id, &got) == OK);
    CHECK_INT(c, got.member_count, PEOPLE); /* all or none */
    GroupMembers fewer = {.remove = people, .remove_count = 10};
    CHECK(c, group_change_members(cx, db, &nobody, &a.id, &fewer, &got) == OK);
    CHECK_INT(c, got.member_count, PEOPLE - 10);
    for (int i = 0; i <= GROUP_CHANGE_MAX; i++)
        many[i] = people[i % PEOPLE];
    GroupMembers most = {.add = many, .add_count = GROUP_CHANGE_MAX};
    CHECK(c, group_change_members(cx, db, &nobody, &a.id, &most, &got) == OK);
    CHECK_INT(c, got.member_count, PEOPLE);
    most.add_count++;
    CHECK_INT(c, group_change_members(cx, db, &nobody, &a.id, &most, &got), ERR_LIMIT);
}

/* Walks all pages of two rows and checks the names in order, "a,b,c". */
static void walk(Check *c, Db *db, GroupQuery query, const char *expected)
{
    Ctx *cx = check_ctx(c);
    GroupPage page = {.more = true};
    Buf names_seen;
    buf_init(&names_seen, cx->arena, 400);
    query.from_start = true;
    query.limit = 2;
    while (page.more) {
        REQUIRE(c, group_list(cx, db, &query, &page) == OK);
        for (size_t i = 0; i < page.n; i++)
            buf_format(&names_seen, "%s%.*s", names_seen.n ? "," : "", STR_ARG(page.at[i].name));
        query.from_start = false;
        query.after_text = page.last_text;
        query.after_number = page.last_number;
        if (page.n)
            query.after_id = page.at[page.n - 1].id;
    }
    CHECK_STR(c, buf_str(&names_seen), expected);
}

static void lists(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space);
    static const char *const wanted[] = {"Été", "alpha", "Zoé", "100 %", "etage_2"};
    Group g[5], got;
    for (int i = 0; i < 5; i++) {
        g[i] = made(c, db, wanted[i]);
        check_clock_add(c, 1000);
    }
    Group gone = made(c, db, "étagère");
    CHECK(c, group_delete(cx, db, &nobody, &gone.id) == OK);
    Id p = person(c, db, 1);
    GroupMembers add = {.add = &p, .add_count = 1};
    CHECK(c, group_change_members(cx, db, &nobody, &g[2].id, &add, &got) == OK);
    walk(c, db, (GroupQuery){.sort = GROUP_BY_NAME}, "100 %,alpha,etage_2,Été,Zoé");
    walk(c, db, (GroupQuery){.sort = GROUP_BY_NAME, .descending = true}, "Zoé,Été,etage_2,alpha,100 %");
    walk(c, db, (GroupQuery){.sort = GROUP_BY_CREATED}, "Été,alpha,Zoé,100 %,etage_2");
    walk(c, db, (GroupQuery){.sort = GROUP_BY_CREATED, .descending = true}, "etage_2,100 %,Zoé,alpha,Été");
    walk(c, db, (GroupQuery){.sort = GROUP_BY_MEMBER_COUNT}, "Été,alpha,100 %,etage_2,Zoé");
    walk(c, db, (GroupQuery){.sort = GROUP_BY_MEMBER_COUNT, .descending = true}, "Zoé,etage_2,100 %,alpha,Été");
    walk(c, db, (GroupQuery){.search = STR("ÉT")}, "etage_2,Été");
    walk(c, db, (GroupQuery){.search = STR("%")}, "100 %"); /* a wildcard is a character */
    walk(c, db, (GroupQuery){.search = STR("_")}, "etage_2");
    walk(c, db, (GroupQuery){.search = STR("\u200f")}, "100 %,alpha,etage_2,Été,Zoé"); /* an invisible mark finds all */
}

typedef struct {
    StoreThread *stores;
    Id space;
    Arena *arena;
    Ctx cx;
    Rc rc;
} Racer;

static void *create_same(void *arg)
{
    Racer *r = arg;
    Db *db;
    Group g;
    r->rc = store_space(&r->cx, r->stores, &r->space, &db);
    if (r->rc == OK)
        r->rc = group_create(&r->cx, db, &nobody, STR("Même nom"), STR(""), &g);
    return NULL;
}

static void race(Check *c, TestDatabase *d)
{
    enum { RACERS = 4 };
    Racer racers[RACERS];
    pthread_t threads[RACERS];
    int64_t won = 0, lost = 0;
    Id space = database_space(c, d);
    for (int i = 0; i < RACERS; i++) {
        Arena *arena = arena_new(1 << 20);
        racers[i] = (Racer){.stores = database_thread(c, d), .space = space, .arena = arena};
        racers[i].cx = (Ctx){.arena = arena, .clock = &clock_system, .random = &random_system};
        REQUIRE(c, pthread_create(&threads[i], NULL, create_same, &racers[i]) == 0);
    }
    for (int i = 0; i < RACERS; i++) {
        pthread_join(threads[i], NULL);
        won += racers[i].rc == OK;
        lost += racers[i].rc == ERR_CONFLICT;
        arena_free(racers[i].arena);
    }
    CHECK_INT(c, won, 1);
    CHECK_INT(c, lost, RACERS - 1);
}

static void faults(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d), p = {0};
    Db *db = database_open(c, d, &space);
    bool reached = true;
    p = person(c, db, 1);
    for (long n = 0; n < 2000 && reached; n++) {
        Group g = {0};
        Str before, after;
        CHECK(c, store_digest(cx, db, &before) == OK);
        fault_after(FAULT_MEMORY | FAULT_STATEMENT, n);
        GroupMembers add = {.add = &p, .add_count = 1};
        Rc rc = group_create(cx, db, &nobody, STR("Nord"), STR(""), &g);
        bool created = rc == OK;
        if (created)
            rc = group_change_members(cx, db, &nobody, &g.id, &add, &g);
        bool joined = rc == OK;
        reached = fault_disarm();
        CHECK(c, rc == OK || (reached && (rc == ERR_IO || rc == ERR_NOMEM)));
        CHECK(c, store_digest(cx, db, &after) == OK);
        CHECK(c, created || str_equal(before, after)); /* nothing half-done */
        if (created) {
            CHECK(c, group_get(cx, db, &g.id, &g) == OK && g.member_count == joined);
            CHECK(c, group_delete(cx, db, &nobody, &g.id) == OK);
        }
    }
    CHECK(c, !reached);
}

static const char *path_of(Check *c, const char *id, const char *rest)
{
    Str path = {0};
    CHECK(c, str_format(check_ctx(c)->arena, &path, "/api/v1/groups/%s%s", id, rest) == OK);
    return path.at;
}

static void read_routes(Check *c, TestRequests *t, const Group *first)
{
    Reply r = test_expect(t, "GET", "/api/v1/groups?limit=1&sort=name&order=asc", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"name\":\"Nord\"") && test_holds(&r, "\"total\":2"));
    Str path = {0};
    CHECK(c, str_format(check_ctx(c)->arena, &path, "/api/v1/groups?limit=1&cursor=%.*s",
                        STR_ARG(test_text(&r, "next_cursor"))) == OK);
    r = test_expect(t, "GET", path.at, NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"name\":\"Sud\"") && test_holds(&r, "\"next_cursor\":null"));
    r = test_expect(t, "GET", "/api/v1/groups?limit=1&sort=member_count", NULL, 200, NULL);
    CHECK(c, str_format(check_ctx(c)->arena, &path, "/api/v1/groups?limit=1&sort=member_count&cursor=%.*s",
                        STR_ARG(test_text(&r, "next_cursor"))) == OK);
    test_expect(t, "GET", path.at, NULL, 200, NULL);
    test_expect(t, "GET", "/api/v1/groups?cursor=AAAA", NULL, 400, "http.bad_cursor");
    CHECK(c, str_format(check_ctx(c)->arena, &path, "/api/v1/groups?sort=created&cursor=%.*s",
                        STR_ARG(test_text(&r, "next_cursor"))) == OK);
    test_expect(t, "GET", "/api/v1/groups?limit=200", NULL, 200, NULL);
    test_expect(t, "GET", "/api/v1/groups?limit=201", NULL, 400, "http.out_of_range");
    test_expect(t, "GET", "/api/v1/groups?sort=colour", NULL, 400, "http.out_of_range");
    r = test_expect(t, "GET", path_of(c, first->id.text, ""), NULL, 200, NULL);
    CHECK_STR(c, r.etag, "\"1\"");
    test_expect(t, "GET", path_of(c, id_new(check_ctx(c)).text, ""), NULL, 404, "http.missing");
}

static void edit_routes(Check *c, TestRequests *t, const Group *first)
{
    static const char other[] = "{\"name\":\"sud\"}", good[] = "{\"name\":\"Est\",\"description\":\"matin\"}";
    Reply r = test_expect(t, "POST", "/api/v1/groups", "{\"name\":\"Ouest\"}", 201, NULL);
    CHECK(c, str_starts(r.location, STR("/api/v1/groups/")));
    test_expect(t, "POST", "/api/v1/groups", other, 409, "account.group_taken");
    test_expect(t, "POST", "/api/v1/groups", "{\"name\":\"\"}", 400, "http.out_of_range");
    test_expect(t, "PATCH", path_of(c, first->id.text, ""), good, 428, "http.match_required");
    t->if_match = STR("\"9\"");
    r = test_expect(t, "PATCH", path_of(c, first->id.text, ""), good, 412, "http.stale");
    CHECK(c, test_holds(&r, "\"current_version\":1"));
    t->if_match = STR("\"1\"");
    test_expect(t, "PATCH", path_of(c, first->id.text, ""), other, 409, "account.group_taken");
    t->if_match = STR("\"1\"");
    r = test_expect(t, "PATCH", path_of(c, first->id.text, ""), good, 200, NULL);
    CHECK(c, test_holds(&r, "\"name\":\"Est\",\"description\":\"matin\"") && test_holds(&r, "\"version\":2"));
    test_expect(t, "DELETE", path_of(c, first->id.text, ""), NULL, 204, NULL);
    test_expect(t, "DELETE", path_of(c, first->id.text, ""), NULL, 404, "http.missing");
    r = test_expect(t, "POST", path_of(c, first->id.text, "/restore"), NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"name\":\"Est\""));
    test_expect(t, "POST", path_of(c, first->id.text, "/restore"), NULL, 404, "http.missing");
    test_expect(t, "DELETE", path_of(c, first->id.text, ""), NULL, 204, NULL);
    test_expect(t, "POST", "/api/v1/groups", good, 201, NULL);
    test_expect(t, "POST", path_of(c, first->id.text, "/restore"), NULL, 409, "account.group_taken");
}

static void member_routes(Check *c, TestRequests *t, Db *db, const Group *g)
{
    Id a = person(c, db, 1), b = person(c, db, 2);
    Str body = {0};
    CHECK(c, str_format(check_ctx(c)->arena, &body, "{\"add\":[\"%s\",\"%s\"],\"remove\":[]}", a.text, b.text) == OK);
    Reply r = test_expect(t, "POST", path_of(c, g->id.text, "/members"), body.at, 200, NULL);
    CHECK(c, test_holds(&r, "\"member_count\":2"));
    r = test_expect(t, "GET", path_of(c, g->id.text, "/members?limit=1"), NULL, 200, NULL);
    CHECK(c, test_holds(&r, "p0001@example.com") && test_holds(&r, "\"total\":2"));
    CHECK(c, str_format(check_ctx(c)->arena, &body, "/members?limit=1&cursor=%.*s",
                        STR_ARG(test_text(&r, "next_cursor"))) == OK);
    r = test_expect(t, "GET", path_of(c, g->id.text, body.at), NULL, 200, NULL);
    CHECK(c, test_holds(&r, "p0002@example.com") && test_holds(&r, "\"next_cursor\":null"));
    r = test_expect(t, "GET", path_of(c, g->id.text, "/members?search=P0002"), NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"total\":1"));
    test_expect(t, "GET", path_of(c, g->id.text, "/members?cursor=x"), NULL, 400, "http.bad_cursor");
    test_expect(t, "GET", path_of(c, id_new(check_ctx(c)).text, "/members"), NULL, 404, "http.missing");
    Id unknown = id_new(check_ctx(c));
    CHECK(c, str_format(check_ctx(c)->arena, &body, "{\"add\":[\"%s\"],\"remove\":[]}", unknown.text) == OK);
    r = test_expect(t, "POST", path_of(c, g->id.text, "/members"), body.at, 422, "account.person_unknown");
    CHECK(c, test_holds(&r, "\"field\":\"add[0]\""));
    test_expect(t, "POST", path_of(c, unknown.text, "/members"), "{\"add\":[],\"remove\":[]}", 404, "http.missing");
    test_expect(t, "POST", path_of(c, g->id.text, "/members"), "{\"add\":[\"x\"],\"remove\":[]}", 400, "http.bad_id");
}

static void routes(Check *c, TestDatabase *d)
{
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space);
    TestRequests t;
    test_requests(c, d, &group_surface, &space, RIGHT_BIT(RIGHT_GROUP_READ) | RIGHT_BIT(RIGHT_GROUP_EDIT), &t);
    Group nord = made(c, db, "Nord"), sud = made(c, db, "Sud");
    read_routes(c, &t, &nord);
    edit_routes(c, &t, &nord);
    member_routes(c, &t, db, &sud);
    t.who.rights = RIGHT_BIT(RIGHT_GROUP_READ);
    test_expect(&t, "DELETE", path_of(c, sud.id.text, ""), NULL, 403, "http.denied");
    t.who.rights = 0;
    test_expect(&t, "GET", "/api/v1/groups", NULL, 403, "http.denied");
    test_requests_free(&t);
}

static void a_name_belongs_to_one_live_group(Check *c)
{
    database_each_engine(c, names);
}

static void a_deleted_group_comes_back_for_thirty_days(Check *c)
{
    database_each_engine(c, deletion);
}

static void members_change_all_or_none(Check *c)
{
    database_each_engine(c, members);
}

static void lists_are_sorted_searched_and_paged(Check *c)
{
    database_each_engine(c, lists);
}

static void of_four_who_take_a_name_at_once_one_gets_it(Check *c)
{
    database_each_engine(c, race);
}

static void every_failure_of_the_machine_leaves_nothing_half_done(Check *c)
{
    database_each_engine(c, faults);
}

static void every_route_answers_and_refuses(Check *c)
{
    database_each_engine(c, routes);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a name belongs to one live group", a_name_belongs_to_one_live_group},
        {"a deleted group comes back for thirty days, with its members", a_deleted_group_comes_back_for_thirty_days},
        {"members change all or none", members_change_all_or_none},
        {"lists are sorted, searched and paged", lists_are_sorted_searched_and_paged},
        {"of four who take a name at once one gets it", of_four_who_take_a_name_at_once_one_gets_it},
        {"every failure of the machine leaves nothing half done",
         every_failure_of_the_machine_leaves_nothing_half_done},
        {"every route of groups answers and refuses", every_route_answers_and_refuses},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
