/* Every route of grains: what it answers and what it refuses. */
#include "domains/grain/grain_api.h"

#include "domains/audit/audit.h"
#include "domains/grain/test_grain.h"
#include "domains/task/test_request.h"

#include <string.h>

typedef struct {
    TestRequests t;
    TestMedia media;
    Db *db;
} Stage;

static bool stage(Check *c, TestDatabase *d, Stage *ret)
{
    Id space = database_space(c, d);
    ret->db = database_open(c, d, &space);
    ret->media = test_media_of_each_kind(c, ret->db);
    test_requests(c, d, &grain_surface, &space, RIGHT_BIT(RIGHT_GRAIN_EDIT), &ret->t);
    return true;
}

static const char *format(Check *c, const char *form, const char *a, const char *b)
{
    Buf text;
    buf_init(&text, check_ctx(c)->arena, 1 << 20);
    for (const char *at = form; *at; at++)
        if (*at == '1' && at[1] == '$')
            buf_put(&text, str_of(a)), at++;
        else if (*at == '2' && at[1] == '$')
            buf_put(&text, str_of(b)), at++;
        else
            buf_byte(&text, *at);
    buf_byte(&text, 0);
    CHECK_INT(c, text.rc, OK);
    return text.at;
}

static const char *document(Check *c, const Stage *s, const char *title)
{
    GrainDocument d;
    Str json;
    test_document(check_ctx(c), &s->media, &d);
    d.title = str_of(title);
    CHECK(c, str_copy(check_ctx(c)->arena, test_json(c, &d), &json) == OK);
    return json.at;
}

static const char *id_of(Check *c, const Reply *r)
{
    Str id = {0};
    CHECK(c, str_copy(check_ctx(c)->arena, test_text(r, "id"), &id) == OK);
    return id.at;
}

static const char *path(Check *c, const char *id, const char *rest)
{
    return format(c, "/api/v1/grains/1$2$", id, rest);
}

static void creating(Check *c, TestDatabase *d)
{
    Stage s;
    stage(c, d, &s);
    Reply r = test_expect(&s.t, "POST", "/api/v1/grains", "{}", 201, NULL);
    CHECK(c, test_holds(&r, "\"title\":\"Grain\"") && !test_holds(&r, "media_id"));
    CHECK(c, str_starts(r.location, STR("/api/v1/grains/")));
    r = test_expect(&s.t, "POST", "/api/v1/grains", format(c, "{\"media_id\":\"1$\"}", s.media.film.text, ""), 201,
                    NULL);
    CHECK(c, test_holds(&r, "\"title\":\"Média\"") && test_holds(&r, "\"film_state\":\"uploading\""));
    CHECK(c, test_holds(&r, "\"playable\":false") && !test_holds(&r, "poster_url"));
    r = test_expect(&s.t, "POST", "/api/v1/grains", "{\"title\":\"Feu\",\"language\":\"en\"}", 201, NULL);
    r = test_expect(&s.t, "GET", path(c, id_of(c, &r), ""), NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"title\":\"Feu\",\"language\":\"en\",\"pass_percent\":0"));
    r = test_expect(&s.t, "POST", "/api/v1/grains", format(c, "{\"document\":1$}", document(c, &s, "Eau"), ""), 201,
                    NULL);
    CHECK(c, test_holds(&r, "\"title\":\"Eau\"") && test_holds(&r, "\"content_count\":3"));
    test_expect(&s.t, "POST", "/api/v1/grains", format(c, "{\"media_id\":\"1$\"}", s.media.image.text, ""), 422,
                "grain.unknown_media");
    test_expect(&s.t, "POST", "/api/v1/grains",
                format(c, "{\"title\":\"Feu\",\"document\":1$}", document(c, &s, "Eau"), ""), 422,
                "grain.document_alone");
    r = test_expect(&s.t, "POST", "/api/v1/grains", "{\"document\":{\"schema\":7,\"scenes\":[]}}", 422,
                    "grain.newer_schema");
    CHECK(c, test_holds(&r, "\"field\":\"document.schema\""));
    test_expect(&s.t, "POST", "/api/v1/grains", "{\"document\":{\"schema\":1,\"scenes\":[]}}", 400, NULL);
    test_expect(&s.t, "POST", "/api/v1/grains", "{\"title\":\"\"}", 400, "http.out_of_range");
    test_requests_free(&s.t);
}

static void editing(Check *c, TestDatabase *d)
{
    Stage s;
    stage(c, d, &s);
    Reply r = test_expect(&s.t, "POST", "/api/v1/grains", format(c, "{\"document\":1$}", document(c, &s, "Eau"), ""),
                          201, NULL);
    const char *id = id_of(c, &r);
    r = test_expect(&s.t, "GET", path(c, id, ""), NULL, 200, NULL);
    CHECK_STR(c, r.etag, "\"1\"");
    CHECK(c, test_holds(&r, "\"kind\":\"slides\"") && test_holds(&r, "\"content_id\":"));
    test_expect(&s.t, "PUT", path(c, id, ""), document(c, &s, "Air"), 428, "http.match_required");
    s.t.if_match = STR("\"1\"");
    r = test_expect(&s.t, "PUT", path(c, id, ""), document(c, &s, "Air"), 200, NULL);
    CHECK_STR(c, r.etag, "\"2\"");
    CHECK(c, test_holds(&r, "\"title\":\"Air\""));
    s.t.if_match = STR("\"1\"");
    r = test_expect(&s.t, "PUT", path(c, id, ""), document(c, &s, "Terre"), 412, "http.stale");
    CHECK(c, test_holds(&r, "\"current_version\":2"));
    s.t.if_match = STR("\"2\"");
    test_expect(&s.t, "PUT", path(c, id, ""), "{\"schema\":2}", 422, "grain.newer_schema");
    s.t.if_match = STR("\"2\"");
    test_expect(&s.t, "PUT", path(c, id, ""), "{\"schema\":1}", 400, "http.required");
    r = test_expect(&s.t, "POST", path(c, id, "/duplicate"), NULL, 201, NULL);
    CHECK(c, test_holds(&r, "\"title\":\"Air (2)\"") && str_starts(r.location, STR("/api/v1/grains/")));
    test_expect(&s.t, "DELETE", path(c, id, ""), NULL, 204, NULL);
    test_expect(&s.t, "GET", path(c, id, ""), NULL, 404, "http.missing");
    test_expect(&s.t, "DELETE", path(c, id, ""), NULL, 404, "http.missing");
    r = test_expect(&s.t, "POST", path(c, id, "/restore"), NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"title\":\"Air\""));
    test_expect(&s.t, "POST", path(c, id, "/restore"), NULL, 404, "http.missing");
    test_requests_free(&s.t);
}

static void listing(Check *c, TestDatabase *d)
{
    Stage s;
    stage(c, d, &s);
    test_expect(&s.t, "POST", "/api/v1/grains", "{\"title\":\"Un\"}", 201, NULL);
    check_clock_add(c, 1000);
    test_expect(&s.t, "POST", "/api/v1/grains",
                format(c, "{\"title\":\"Deux\",\"media_id\":\"1$\"}", s.media.film.text, ""), 201, NULL);
    Reply r = test_expect(&s.t, "GET", "/api/v1/grains?limit=1&owner=me", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"title\":\"Deux\"") && test_holds(&r, "\"total\":2"));
    Str cursor = {0};
    CHECK(c, str_copy(check_ctx(c)->arena, test_text(&r, "next_cursor"), &cursor) == OK);
    r = test_expect(&s.t, "GET", format(c, "/api/v1/grains?limit=1&owner=me&cursor=1$", cursor.at, ""), NULL, 200,
                    NULL);
    CHECK(c, test_holds(&r, "\"title\":\"Un\"") && test_holds(&r, "\"next_cursor\":null"));
    r = test_expect(&s.t, "GET", format(c, "/api/v1/grains?media_id=1$", s.media.film.text, ""), NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"total\":1") && test_holds(&r, "\"title\":\"Deux\""));
    r = test_expect(&s.t, "GET", "/api/v1/grains?search=DEU&owner=all", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"total\":1"));
    Grain other = test_grain(c, s.db, &s.media, "Trois");
    r = test_expect(&s.t, "GET", "/api/v1/grains?owner=me", NULL, 200, NULL);
    CHECK(c, !test_holds(&r, other.id.text));
    test_expect(&s.t, "GET", "/api/v1/grains?limit=200", NULL, 200, NULL);
    test_expect(&s.t, "GET", "/api/v1/grains?limit=201", NULL, 400, "http.out_of_range");
    test_expect(&s.t, "GET", "/api/v1/grains?cursor=AAAA", NULL, 400, "http.bad_cursor");
    test_expect(&s.t, "GET", "/api/v1/grains?owner=them", NULL, 400, "http.out_of_range");
    test_requests_free(&s.t);
}

/* Blanks count: the ceiling is on what comes in. */
static void largest(Check *c, TestDatabase *d)
{
    Stage s;
    stage(c, d, &s);
    Reply r = test_expect(&s.t, "POST", "/api/v1/grains", "{\"title\":\"Grand\"}", 201, NULL);
    const char *id = id_of(c, &r), *json = document(c, &s, "Plein");
    size_t n = strlen(json);
    char *at = arena_get(check_ctx(c)->arena, GRAIN_DOCUMENT_MAX + 2);
    REQUIRE(c, at != NULL);
    memset(at, ' ', GRAIN_DOCUMENT_MAX + 1);
    memcpy(at, json, n);
    s.t.if_match = STR("\"1\"");
    test_expect(&s.t, "PUT", path(c, id, ""), at, 413, "grain.document_too_large");
    at[GRAIN_DOCUMENT_MAX] = 0;
    s.t.if_match = STR("\"1\"");
    test_expect(&s.t, "PUT", path(c, id, ""), at, 200, NULL);
    test_requests_free(&s.t);
}

static void log_rows(Check *c, TestDatabase *d)
{
    static const char *const expected[] = {"grain.restored", "grain.deleted", "grain.created"};
    Stage s;
    AuditPage page;
    AuditSearch search = {.after_ms = -1, .to_ms = INT64_MAX, .limit = 10};
    stage(c, d, &s);
    Reply r = test_expect(&s.t, "POST", "/api/v1/grains", "{\"title\":\"Suivi\"}", 201, NULL);
    const char *id = id_of(c, &r);
    s.t.if_match = STR("\"1\"");
    test_expect(&s.t, "PUT", path(c, id, ""), document(c, &s, "Suivi"), 200, NULL);
    check_clock_add(c, 1000);
    test_expect(&s.t, "DELETE", path(c, id, ""), NULL, 204, NULL);
    check_clock_add(c, 1000);
    test_expect(&s.t, "POST", path(c, id, "/restore"), NULL, 200, NULL);
    REQUIRE(c, audit_list(check_ctx(c), s.db, &search, &page) == OK);
    size_t met = 0;
    for (size_t i = 0; i < page.n; i++)
        if (str_equal(page.at[i].target_kind, STR("grain")) && met < 3) {
            CHECK_STR(c, page.at[i].action, expected[met++]);
            CHECK_STR(c, page.at[i].target_name, "Suivi");
        }
    CHECK_INT(c, (int64_t)met, 3); /* and none for the saving */
    test_requests_free(&s.t);
}

#define EACH(name, body)               \
    static void name(Check *c)         \
    {                                  \
        database_each_engine(c, body); \
    }
EACH(creating_each, creating)
EACH(editing_each, editing)
EACH(listing_each, listing)
EACH(largest_each, largest)
EACH(log_each, log_rows)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a grain begins empty, from a film or from a document", creating_each},
        {"a grain is read, saved, copied, deleted and restored", editing_each},
        {"grains are listed by owner, film and title", listing_each},
        {"a body of half a mebibyte is saved and one byte more is refused", largest_each},
        {"creating, deleting and restoring are in the log, saving is not", log_each},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
