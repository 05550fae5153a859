/* GET /api/v1/audit by request objects. */
#include "domains/audit/audit.h"
#include "domains/audit/audit_api.h"
#include "kernel/http/api.h"
#include "tests/database.h"

#include <inttypes.h>

typedef struct {
    Check *c;
    TestDatabase *d;
    RouteTable *routes;
    Id space, person;
    Rights rights;
    int observed; /* status that the program was told of */
    unsigned flags;
} Stage;

static Rc authenticate(Req *q, Principal *ret)
{
    const Stage *s = q->api->program;
    *ret = (Principal){.person = s->person, .space = s->space, .rights = s->rights};
    return OK;
}

static Rc name_person(Req *q, const Id *person, Str *ret)
{
    const Stage *s = q->api->program;
    if (!id_equal(person, &s->person))
        return ERR_MISSING;
    *ret = STR("Zoé Martin");
    return OK;
}

static void observe(Req *q, int status)
{
    Stage *s = q->api->program;
    s->observed = status;
    s->flags = q->route->flags;
}

static Reply get(Stage *s, const char *query)
{
    Api api = {.routes = s->routes, .store = s->d->store, .authenticate = authenticate, .observe = observe};
    api.name_person = name_person;
    api.program = s;
    HttpInput in = {.method = STR("GET"), .path = STR("/api/v1/audit"), .query = str_of(query)};
    Reply r = {0};
    fail_clear(check_ctx(s->c));
    api_run(check_ctx(s->c), &api, s->d->thread, &in, &r);
    return r;
}

static bool holds(const Reply *r, const char *part)
{
    Str body = buf_str(&r->body);
    return body.n && memmem(body.at, body.n, part, strlen(part)) != NULL;
}

static void answers(Stage *s, const char *query, int status, const char *part)
{
    Reply r = get(s, query);
    if (!CHECK_INT(s->c, r.status, status) || !CHECK(s->c, holds(&r, part)))
        check_say(s->c, "?%s: %.*s", query, STR_ARG(buf_str(&r.body)));
}

static Rc append_one(Ctx *cx, Db *db, void *arg)
{
    return audit_append(cx, db, arg);
}

static void append(Stage *s, AuditEntry entry)
{
    Db *db = database_open(s->c, s->d, &s->space);
    if (db_write(check_ctx(s->c), db, append_one, &entry) != OK)
        abort();
    check_clock_add(s->c, 1000);
}

static Stage open_stage(Check *c, TestDatabase *d)
{
    static const Surface *const surfaces[] = {&audit_surface, NULL};
    Stage s = {.c = c, .d = d, .space = database_space(c, d), .person = id_new(check_ctx(c))};
    s.rights = RIGHT_BIT(RIGHT_AUDIT_READ);
    if (route_table_new(surfaces, &s.routes) != OK)
        abort();
    return s;
}

static void list_there(Check *c, TestDatabase *d)
{
    Stage s = open_stage(c, d);
    Actor zoe = {.person = s.person, .address = STR("192.0.2.1")}, gone = {.person = id_new(check_ctx(c))};
    int64_t begun_ms = now_ms(check_ctx(c));
    append(&s, (AuditEntry){.action = AUDIT_SPACE_CHANGED});
    append(&s, (AuditEntry){.action = AUDIT_GROUP_CREATED,
                            .by = zoe,
                            .target_kind = STR("group"),
                            .target_id = STR("g"),
                            .target_name = STR("Équipe \"A\"")});
    append(&s, (AuditEntry){.action = AUDIT_REFUSED, .by = gone, .target_kind = STR("route")});
    answers(&s, "", 200, "\"total\":3");
    CHECK_INT(c, s.observed, 200);
    CHECK(c, s.flags & ROUTE_PERSONAL); /* reading the log is logged by the program */
    answers(&s, "", 200,
            "\"person_name\":\"Zoé Martin\",\"target_kind\":\"group\",\"target_id\":\"g\","
            "\"target_name\":\"Équipe \\\"A\\\"\",\"outcome\":\"done\",\"address\":\"192.0.2.1\"");
    answers(&s, "action=audit.refused", 200,
            "\"person_name\":null,\"target_kind\":\"route\",\"target_id\":null,"
            "\"target_name\":null,\"outcome\":\"refused\",\"address\":null");
    answers(&s, "action=audit.refused", 200, "\"total\":1");
    answers(&s, "action=space.changed", 200, "\"person_id\":null,\"person_name\":null");
    answers(&s, "action=space.created", 200, "\"items\":[],\"next_cursor\":null,\"total\":0");
    char query[120];
    snprintf(query, sizeof query, "person_id=%s", s.person.text);
    answers(&s, query, 200, "\"total\":1");
    snprintf(query, sizeof query, "person_id=%s&action=group.created", s.person.text);
    answers(&s, query, 200, "\"total\":1");
    snprintf(query, sizeof query, "person_id=%s&action=space.changed", s.person.text);
    answers(&s, query, 200, "\"total\":0");
    /* [from, to): the second entry alone */
    snprintf(query, sizeof query, "from_ms=%" PRId64 "&to_ms=%" PRId64, begun_ms + 1000, begun_ms + 2000);
    answers(&s, query, 200, "\"action\":\"group.created\"");
    answers(&s, query, 200, "\"total\":1");
    route_table_free(s.routes);
}

static void list(Check *c)
{
    database_each_engine(c, list_there);
}

static Str text_of(const Reply *r, const char *name)
{
    Str body = buf_str(&r->body), rest, value = {0};
    const char *found = body.n ? memmem(body.at, body.n, name, strlen(name)) : NULL;
    if (!found)
        return value;
    rest = (Str){found + strlen(name), body.n - (size_t)(found - body.at) - strlen(name)};
    return str_cut(&rest, '"', &value) ? value : (Str){0};
}

static void pages_there(Check *c, TestDatabase *d)
{
    Stage s = open_stage(c, d);
    char query[400] = "limit=2";
    int64_t seen = 0;
    for (int i = 0; i < 5; i++) {
        append(&s, (AuditEntry){.action = AUDIT_GROUP_CREATED});
        check_clock_add(c, i < 2 ? -1000 : 0); /* several at the same instant */
    }
    for (int page = 0; page < 3; page++) {
        Reply r = get(&s, query);
        Str body = buf_str(&r.body), cursor = text_of(&r, "\"next_cursor\":\"");
        REQUIRE(c, r.status == 200);
        for (size_t i = 0; i + 8 < body.n; i++)
            seen += memcmp(body.at + i, "\"at_ms\":", 8) == 0;
        CHECK(c, holds(&r, "\"total\":5"));
        CHECK(c, (cursor.n == 0) == (page == 2));
        snprintf(query, sizeof query, "limit=2&cursor=%.*s", STR_ARG(cursor));
    }
    CHECK_INT(c, seen, 5);
    route_table_free(s.routes);
}

static void pages(Check *c)
{
    database_each_engine(c, pages_there);
}

static void refusals_there(Check *c, TestDatabase *d)
{
    Stage s = open_stage(c, d);
    answers(&s, "limit=200", 200, "\"total\":0");
    answers(&s, "limit=201", 400, "http.out_of_range");
    answers(&s, "limit=0", 400, "http.out_of_range");
    answers(&s, "action=nonsense", 400, "\"field\":\"action\"");
    answers(&s, "person_id=1", 400, "http.bad_id");
    answers(&s, "from_ms=-1", 400, "http.out_of_range");
    answers(&s, "cursor=x", 400, "http.bad_cursor");
    answers(&s, "offset=1", 400, "http.unknown_member");
    s.rights = RIGHT_BIT(RIGHT_PERSON_READ);
    answers(&s, "", 403, "http.denied");
    CHECK_INT(c, s.observed, 403);
    route_table_free(s.routes);
}

static void refusals(Check *c)
{
    database_each_engine(c, refusals_there);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"the log is listed newest first, named, and filtered by action, person and time", list},
        {"pages follow each other without a hole, also within one instant", pages},
        {"parameters at their limit are taken, beyond refused, and the right is needed", refusals},
    };
    if (crypt_init() != OK)
        return 1;
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
