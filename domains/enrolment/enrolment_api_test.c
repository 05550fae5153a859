/* The routes of imports: preview, faults by page, run, and every refusal; on both databases. */
#include "domains/enrolment/enrolment_api.h"
#include "domains/enrolment/test_import.h"
#include "domains/task/test_request.h"

static const char imports[] = "/api/v1/person-imports";

/* {"file_name":"f.csv","<member>":"<text>"}; the text needs no escape but for line ends. */
static const char *body_of(Check *c, const char *member, Str text)
{
    Buf b;
    buf_init(&b, check_ctx(c)->arena, 4 << 20);
    buf_format(&b, "{\"file_name\":\"f.csv\",\"%s\":\"", member);
    for (size_t i = 0; i < text.n; i++)
        if (text.at[i] == '\n')
            buf_put(&b, STR("\\n"));
        else
            buf_byte(&b, text.at[i]);
    buf_put(&b, STR("\"}"));
    CHECK(c, b.rc == OK);
    return buf_str(&b).at;
}

static const char *csv_body(Check *c, const char *csv)
{
    return body_of(c, "csv", str_of(csv));
}

static const char *path_of(Check *c, Str id, const char *rest)
{
    Str path = {0};
    CHECK(c, str_format(check_ctx(c)->arena, &path, "%s/%.*s%s", imports, STR_ARG(id), rest) == OK);
    return path.at;
}

static void previews(Check *c, TestRequests *t)
{
    Reply r = test_expect(t, "POST", imports,
                          csv_body(c, HEADER "Ana;Diaz;ana@example.com;trainer;Nord|Sud;\n;;x;;;\n"), 201, NULL);
    CHECK(c, test_holds(&r, "\"state\":\"previewed\",\"file_name\":\"f.csv\",\"encoding\":\"utf-8\""));
    CHECK(c, test_holds(&r, "\"lines\":2,\"valid\":1,\"invalid\":1,\"creates\":1,\"updates\":0,\"unchanged\":0"));
    CHECK(c, test_holds(&r, "\"columns\":[\"first_name\",\"last_name\",\"email\",\"roles\",\"groups\",\"language\"]"));
    CHECK(c, test_holds(&r, "\"sample\":[{\"line\":2,\"first_name\":\"Ana\",\"last_name\":\"Diaz\",\"email\":"
                            "\"ana@example.com\",\"roles\":[\"trainer\"],\"groups\":[\"Nord\",\"Sud\"],\"action\":"
                            "\"create\"}]"));
    CHECK(c, test_holds(&r, "{\"line\":3,\"field\":\"email\",\"code\":\"enrolment.bad_email\",\"value\":\"x\"}"));
    CHECK(c, test_holds(&r, "\"error_total\":3") && test_holds(&r, "\"new_groups\":2"));
    Str id = test_text(&r, "id");
    CHECK_STR(c, r.location, path_of(c, id, ""));
    Reply again = test_expect(t, "GET", path_of(c, id, ""), NULL, 200, NULL);
    CHECK(c, str_equal(buf_str(&again.body), buf_str(&r.body)));
    test_expect(t, "GET", path_of(c, id_str(&t->who.person), ""), NULL, 404, "http.missing");
}

/* The bytes 50 72 E9 6E 6F 6D… are "Prénom;Nom;Email\nRené;Roy;r@x.fr" in Windows-1252. */
static void bytes_in_base64(Check *c, TestRequests *t)
{
    Buf b;
    Str bytes = STR("Pr\xE9nom;Nom;Email\nRen\xE9;Roy;r@x.fr");
    buf_init(&b, check_ctx(c)->arena, 400);
    buf_base64url(&b, bytes.at, bytes.n);
    Reply r = test_expect(t, "POST", imports, body_of(c, "csv_base64url", buf_str(&b)), 201, NULL);
    CHECK(c, test_holds(&r, "\"encoding\":\"windows-1252\"") && test_holds(&r, "\"first_name\":\"René\""));
    test_expect(t, "POST", imports, body_of(c, "csv_base64url", STR("A")), 400, "http.bad_text");
    test_expect(t, "POST", imports, "{\"file_name\":\"f.csv\"}", 400, "http.required");
    test_expect(t, "POST", imports, "{\"file_name\":\"f.csv\",\"csv\":\"a\",\"csv_base64url\":\"YQ\"}", 400,
                "http.unknown_member");
}

static void refusals(Check *c, TestRequests *t, Stage *s)
{
    static const struct {
        const char *csv;
        int status;
        const char *code;
    } rows[] = {
        {"\n", 422, "enrolment.empty"},
        {"prenom;nom;email\n", 422, "enrolment.no_lines"},
        {"prenom;nom\nA;B\n", 422, "enrolment.missing_column"},
        {"prenom;nom;email;email\nA;B;c@example.com;\n", 422, "enrolment.duplicate_column"},
        {"prenom;nom;email;age\nA;B;c@example.com;3\n", 422, "enrolment.unknown_column"},
        {"a;a;a;a;a;a;a;a;a;a;a;a;a;a;a;a;a;a;a;a;a\n", 422, "enrolment.too_many_columns"},
        {"prenom;nom;email\nA;x\\\"y;c@example.com\n", 422, "enrolment.bad_quotes"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        test_expect(t, "POST", imports, csv_body(c, rows[i].csv), rows[i].status, rows[i].code);
    test_expect(t, "POST", imports, body_of(c, "csv_base64url", STR("UEsDBAAA")), 422, "enrolment.not_text");
    test_expect(t, "POST", imports, body_of(c, "csv", stage_file(s, SHEET_LINES_MAX + 1, true)), 413,
                "enrolment.too_many_lines");
    Reply r = test_expect(t, "POST", imports, csv_body(c, "prenom;nom;age\nA;B;3\n"), 422, "enrolment.unknown_column");
    CHECK(c, test_holds(&r, "{\"field\":\"email\",\"code\":\"enrolment.missing_column\"}"));
}

/* Exactly 2 MiB is read; one byte more is refused, as text and as bytes. */
static void largest_file(Check *c, TestRequests *t)
{
    char *text = arena_get(check_ctx(c)->arena, SHEET_BYTES_MAX + 1);
    static const char start[] = "prenom;nom;email\\nA;B;c@example.com";
    enum { WRITTEN = sizeof start - 1, READ = WRITTEN - 1 }; /* the escaped line end is one byte of the file */
    REQUIRE(c, text);
    memset(text, ' ', SHEET_BYTES_MAX + 1);
    memcpy(text, start, WRITTEN);
    size_t n = SHEET_BYTES_MAX + WRITTEN - READ;
    test_expect(t, "POST", imports, body_of(c, "csv", (Str){text, n}), 201, NULL);
    memset(text + WRITTEN, ' ', SHEET_BYTES_MAX + 1 - WRITTEN);
    Buf b;
    buf_init(&b, check_ctx(c)->arena, 3 << 20);
    buf_base64url(&b, text, SHEET_BYTES_MAX + 1);
    Reply r = test_call(t, "POST", imports, body_of(c, "csv_base64url", buf_str(&b)));
    CHECK_INT(c, r.status, 413);
    CHECK(c, test_holds(&r, "enrolment.file_too_large"));
}

static void pages_of_errors(Check *c, TestRequests *t, Stage *s)
{
    Reply r = test_expect(t, "POST", imports, body_of(c, "csv", stage_file(s, 500, true)), 201, NULL);
    CHECK(c, test_holds(&r, "\"error_total\":750"));
    Str id = test_text(&r, "id"), path = STR("");
    const char *at = path_of(c, id, "/errors?limit=200");
    int64_t seen = 0, pages = 0;
    for (bool more = true; more && pages < 10; pages++) {
        r = test_expect(t, "GET", at, NULL, 200, NULL);
        Str body = buf_str(&r.body);
        for (size_t i = 0; i + 7 < body.n; i++)
            seen += memcmp(body.at + i, "\"line\":", 7) == 0;
        more = !test_holds(&r, "\"next_cursor\":null");
        CHECK(c, test_holds(&r, "\"total\":750"));
        CHECK(c, str_format(check_ctx(c)->arena, &path, "%s/%.*s/errors?limit=200&cursor=%.*s", imports, STR_ARG(id),
                            STR_ARG(test_text(&r, "next_cursor"))) == OK);
        at = path.at;
    }
    CHECK_INT(c, seen, 750);
    CHECK_INT(c, pages, 4);
    test_expect(t, "GET", path_of(c, id, "/errors?limit=201"), NULL, 400, "http.out_of_range");
    test_expect(t, "GET", path_of(c, id, "/errors?cursor=AAAA"), NULL, 400, "http.bad_cursor");
    test_expect(t, "GET", path_of(c, id_str(&t->who.person), "/errors"), NULL, 404, "http.missing");
}

static void runs(Check *c, TestRequests *t)
{
    static const char strict[] = "{\"skip_invalid\":false,\"invite\":true}",
                      skip[] = "{\"skip_invalid\":true,\"invite\":true}";
    Reply r = test_expect(t, "POST", imports, csv_body(c, HEADER "Ana;Diaz;ana@example.com;;;\n;;x;;;\n"), 201, NULL);
    Str id = test_text(&r, "id");
    test_expect(t, "POST", path_of(c, id, "/run"), strict, 409, "enrolment.has_errors");
    test_expect(t, "POST", path_of(c, id, "/run"), "{\"invite\":true}", 400, "http.required");
    r = test_expect(t, "POST", path_of(c, id, "/run"), skip, 202, NULL);
    CHECK(c, test_holds(&r, "\"kind\":\"person_import\",\"label\":\"f.csv\",\"state\":\"queued\""));
    test_expect(t, "POST", path_of(c, id, "/run"), skip, 409, "enrolment.already_run");
    r = test_expect(t, "GET", path_of(c, id, ""), NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"state\":\"queued\""));
    test_expect(t, "POST", path_of(c, id_str(&t->who.person), "/run"), skip, 404, "http.missing");
}

static void every_route(Check *c, TestDatabase *d)
{
    Stage s;
    TestRequests t;
    stage(c, d, &s);
    test_requests(c, d, &enrolment_surface, &s.space, RIGHT_BIT(RIGHT_PERSON_EDIT), &t);
    previews(c, &t);
    bytes_in_base64(c, &t);
    refusals(c, &t, &s);
    runs(c, &t);
    t.who.rights = RIGHT_BIT(RIGHT_PERSON_READ);
    test_expect(&t, "POST", imports, csv_body(c, "a"), 403, "http.denied");
    test_requests_free(&t);
}

static void sizes(Check *c, TestDatabase *d)
{
    Stage s;
    TestRequests t;
    stage(c, d, &s);
    test_requests(c, d, &enrolment_surface, &s.space, RIGHT_BIT(RIGHT_PERSON_EDIT), &t);
    largest_file(c, &t);
    pages_of_errors(c, &t, &s);
    test_requests_free(&t);
}

static void every_route_answers_and_refuses(Check *c)
{
    database_each_engine(c, every_route);
}

static void the_largest_file_passes_and_faults_come_in_pages(Check *c)
{
    database_each_engine(c, sizes);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"every route of imports answers and refuses", every_route_answers_and_refuses},
        {"the largest file passes, and faults come in pages", the_largest_file_passes_and_faults_come_in_pages},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
