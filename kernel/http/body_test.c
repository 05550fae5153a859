/* What only few routes take or send: bodies in files, JSON as plain text, further headers, methods that change nothing.
 */
#include "kernel/http/api.h"
#include "tests/check.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    int64_t number;
} Note;
static const Member note_members[] = {MEMBER_INT(Note, number, 0, 9, "A number")};
static SHAPE(note_shape, "Note", Note, note_members, "A note");

static Rc take(Req *q, Reply *r)
{
    r->content_type = "text/plain";
    buf_format(&r->raw, "%.*s %lld %zu", STR_ARG(q->in->body_file), (long long)q->in->body_file_size, q->in->body.n);
    return OK;
}

static Rc headed(Req *q, Reply *r)
{
    static const char *const names[] = {"A-1", "A-2", "A-3", "A-4", "A-5", "A-6", "A-7", "A-8", "A-9"};
    const Note *note = q->body;
    for (int64_t i = 0; i < note->number; i++)
        reply_header(r, names[i], STR("x"));
    return note->number == 2 ? fail(q->cx, ERR_STALE, "http.stale", NULL) : OK;
}

static Rc done(Req *q, Reply *r)
{
    (void)q, (void)r;
    return OK;
}

static const Route routes[] = {
    ROUTE("PUT", "/parts/{name}", take, RIGHT_SIGNED_IN, "Put", .flags = ROUTE_FILE_BODY),
    ROUTE("PATCH", "/parts/{name}", take, RIGHT_SIGNED_IN, "Add", .flags = ROUTE_FILE_BODY,
          .body_type = "application/offset+octet-stream"),
    ROUTE("DELETE", "/parts/{name}", done, RIGHT_SIGNED_IN, "Drop"),
    ROUTE("GET", "/parts/{name}", take, RIGHT_SIGNED_IN, "Fetch", .reply_type = "video/mp4"),
    ROUTE("OPTIONS", "/parts", done, RIGHT_SIGNED_IN, "Ask"),
    ROUTE("POST", "/notes", headed, RIGHT_PUBLIC, "Note", .flags = ROUTE_TEXT_PLAIN | ROUTE_NO_CSRF,
          .body = &note_shape),
    {0},
};
static const Surface surface = {"part", routes, NULL, NULL};
static const Surface *const surfaces[] = {&surface, NULL};

static Rc authenticate(Req *q, Principal *ret)
{
    *ret = (Principal){.by_cookie = true, .csrf_token = STR("token")};
    (void)q;
    return id_parse(STR("01890a5d-ac96-774b-bcce-b302099a8057"), &ret->person);
}

static Reply run(Check *c, const HttpInput *in)
{
    static RouteTable *table; /* freed at exit: one for all tests */
    Ctx *cx = check_ctx(c);
    Reply r = {0};
    if (!table && route_table_new(surfaces, &table) != OK)
        abort();
    const Api api = {.routes = table, .authenticate = authenticate};
    fail_clear(cx);
    api_run(cx, &api, NULL, in, &r);
    return r;
}

static HttpInput part(const char *method, const char *type, int64_t size)
{
    return (HttpInput){.method = str_of(method),
                       .path = STR("/parts/one"),
                       .content_type = str_of(type),
                       .csrf_token = STR("token"),
                       .body_file = size ? STR("/tmp/part") : (Str){0},
                       .body_file_size = size};
}

static void expect(Check *c, const HttpInput *in, int status, const char *text)
{
    Reply r = run(c, in);
    bool ok = CHECK_INT(c, r.status, status);
    if (!CHECK(c, memmem(r.body.at, r.body.n, text, strlen(text))) || !ok)
        check_say(c, "%.*s", STR_ARG(buf_str(&r.body)));
}

static void a_file_passes_at_its_ceiling(Check *c)
{
    HttpInput in = part("PUT", "application/octet-stream", HTTP_BODY_FILE);
    expect(c, &in, 200, "/tmp/part 8388608 0");
    in.body_file_size++;
    expect(c, &in, 413, "http.too_large");
    in = part("PUT", "application/octet-stream", 0);
    expect(c, &in, 200, " 0 0");
    in = part("DELETE", "", HTTP_BODY); /* bytes that this route has no use for, within what any route lets pass */
    CHECK_INT(c, run(c, &in).status, 204);
    in.body_file_size++;
    expect(c, &in, 413, "http.too_large");
}

static void bytes_have_their_type(Check *c)
{
    HttpInput in = part("PUT", "application/json", 1);
    expect(c, &in, 415, "http.media_type");
    in = part("PATCH", "application/octet-stream", 1);
    expect(c, &in, 415, "http.media_type");
    in = part("PATCH", "Application/Offset+Octet-Stream; x=1", 1);
    CHECK_INT(c, run(c, &in).status, 200);
}

static void bytes_need_the_token(Check *c)
{
    HttpInput in = part("PUT", "application/octet-stream", 1);
    in.csrf_token = (Str){0};
    expect(c, &in, 403, "http.csrf");
}

static void options_change_nothing(Check *c)
{
    HttpInput in = {.method = STR("OPTIONS"), .path = STR("/parts"), .origin = STR("http://elsewhere.example")};
    CHECK_INT(c, run(c, &in).status, 204);
}

static void json_comes_as_text(Check *c)
{
    HttpInput in = {.method = STR("POST"), .path = STR("/notes"), .body = STR("{\"number\":1}")};
    in.content_type = STR("text/plain;charset=UTF-8");
    CHECK_INT(c, run(c, &in).status, 204);
    in.content_type = STR("application/json");
    CHECK_INT(c, run(c, &in).status, 204);
    in.content_type = STR("text/html");
    expect(c, &in, 415, "http.media_type");
}

static void headers_survive_a_failure(Check *c)
{
    HttpInput in = {.method = STR("POST"), .path = STR("/notes"), .content_type = STR("application/json")};
    in.body = STR("{\"number\":2}");
    Reply r = run(c, &in);
    CHECK_INT(c, r.status, 412);
    CHECK_INT(c, (int64_t)r.header_count, 2);
    CHECK_STR(c, str_of(r.headers[1].name), "A-2");
    in.body = STR("{\"number\":9}");
    r = run(c, &in);
    CHECK_INT(c, r.status, 204);
    CHECK_INT(c, (int64_t)r.header_count, REPLY_HEADERS_MAX);
}

static void a_path_takes_bytes_or_json(Check *c)
{
    static const Route both[] = {ROUTE("PUT", "/a/{x}", done, RIGHT_PUBLIC, "A", .flags = ROUTE_FILE_BODY),
                                 ROUTE("POST", "/a/{y}", done, RIGHT_PUBLIC, "B", .body = &note_shape),
                                 {0}};
    static const Route one[] = {
        ROUTE("PUT", "/a", done, RIGHT_PUBLIC, "A", .flags = ROUTE_FILE_BODY, .body = &note_shape), {0}};
    static const Route *const bad[] = {both, one};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const Surface odd = {"x", bad[i], NULL, NULL};
        const Surface *const all[] = {&odd, NULL};
        RouteTable *t = NULL;
        CHECK_INT(c, route_table_new(all, &t), ERR_BUG);
    }
}

static void the_document_tells_types(Check *c)
{
    static const char *const names[] = {"", "public", "signed_in", "worker", "development", NULL};
    RouteTable *t = NULL;
    Buf b;
    REQUIRE(c, route_table_new(surfaces, &t) == OK);
    buf_init(&b, check_ctx(c)->arena, 1 << 20);
    REQUIRE(c, route_openapi(check_ctx(c), t, names, STR("1"), &b) == OK);
    CHECK(c, memmem(b.at, b.n, "\"application/octet-stream\": {}", 30) != NULL);
    CHECK(c, memmem(b.at, b.n, "\"application/offset+octet-stream\": {}", 37) != NULL);
    CHECK(c, memmem(b.at, b.n, "\"video/mp4\": {}", 15) != NULL);
    const char *options = memmem(b.at, b.n, "\"options\": {", 12);
    REQUIRE(c, options != NULL);
    const char *end = memmem(options, (size_t)(b.at + b.n - options), "\"responses\"", 11);
    CHECK(c, end && !memmem(options, (size_t)(end - options), "\"csrf\"", 6));
    route_table_free(t);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a body in a file passes at its ceiling and not above", a_file_passes_at_its_ceiling},
        {"bytes are taken under the media type of their route only", bytes_have_their_type},
        {"bytes need the CSRF token like any other body", bytes_need_the_token},
        {"OPTIONS changes nothing and is asked from anywhere", options_change_nothing},
        {"JSON comes as plain text where the route says so", json_comes_as_text},
        {"further headers go out with a problem too, and a ninth is left out", headers_survive_a_failure},
        {"a path that takes both bytes and JSON stops the start", a_path_takes_bytes_or_json},
        {"the document tells the media types of bytes", the_document_tells_types},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
