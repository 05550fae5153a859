/* Paths, cookies, media types, entity tags: every way a stranger can write them. */
#include "kernel/http/headers.h"
#include "kernel/http/path.h"
#include "tests/check.h"

#include <string.h>

static void a_path_is_decoded_once(Check *c)
{
    static const struct {
        const char *raw, *decoded; /* NULL: refused */
    } cases[] = {
        {"/", "/"},           {"/a/b-c", "/a/b-c"}, {"/%61%C3%A9?x=%2F", "/aé"},
        {"/a%2520", "/a%20"}, {"/a//b", "/a//b"},   {"/a/...", "/a/..."},
        {"", NULL},           {"a", NULL},          {"?a", NULL},
        {"/a/../b", NULL},    {"/a/%2E%2e", NULL},  {"/./a", NULL},
        {"/..", NULL},        {"/a%2Fb", NULL},     {"/a%2fb", NULL},
        {"/a%00", NULL},      {"/a%", NULL},        {"/a%4", NULL},
        {"/a%4g", NULL},      {"/a%0A", NULL},      {"/a\x7F", NULL},
        {"/%C0%AF", NULL},    {"/%ED%A0%80", NULL}, {"/\xFF", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Str path;
        Rc rc = path_decode(check_ctx(c), str_of(cases[i].raw), &path);
        if (!CHECK_INT(c, rc, cases[i].decoded ? OK : ERR_INVALID))
            check_say(c, "path: %s", cases[i].raw);
        else if (cases[i].decoded)
            CHECK_STR(c, path, cases[i].decoded);
    }
}

static void a_path_of_2048_bytes_passes_and_one_more_does_not(Check *c)
{
    static char raw[HTTP_PATH_MAX + 1];
    Str path;
    memset(raw, 'a', sizeof raw);
    raw[0] = '/';
    CHECK_INT(c, path_decode(check_ctx(c), (Str){raw, HTTP_PATH_MAX}, &path), OK);
    CHECK_INT(c, path_decode(check_ctx(c), (Str){raw, HTTP_PATH_MAX + 1}, &path), ERR_INVALID);
}

static void a_cookie_is_found_by_its_whole_name(Check *c)
{
    static const struct {
        const char *cookies, *value;
    } cases[] = {
        {"sid=a", "a"},    {"x=1; sid=a; y=2", "a"}, {"  sid=a ;", "a"}, {"sid=", ""},  {"sid=a=b", "a=b"},
        {"xsid=a", NULL},  {"sid2=a", NULL},         {"SID=a", NULL},    {"sid", NULL}, {"", NULL},
        {"a=sid=b", NULL}, {"sid=a; sid=b", NULL},   {"; ;=;sid", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Str value = header_cookie(str_of(cases[i].cookies), STR("sid"));
        if (!cases[i].value ? !CHECK(c, !value.at) : !CHECK_STR(c, value, cases[i].value))
            check_say(c, "cookies: %s", cases[i].cookies);
    }
}

static void only_json_is_json(Check *c)
{
    CHECK(c, header_is_type(STR("application/json"), STR("application/json")));
    CHECK(c, header_is_type(STR("Application/JSON ; charset=utf-8"), STR("application/json")));
    CHECK(c, !header_is_type(STR("application/json-patch+json"), STR("application/json")));
    CHECK(c, !header_is_type(STR("text/plain"), STR("application/json")));
    CHECK(c, !header_is_type(STR(""), STR("application/json")));
    CHECK(c, !header_is_type((Str){0}, STR("application/json")));
}

static void a_bearer_token_comes_behind_its_scheme(Check *c)
{
    CHECK_STR(c, header_bearer(STR("Bearer abc")), "abc");
    CHECK_STR(c, header_bearer(STR("bearer  abc ")), "abc");
    CHECK(c, !header_bearer(STR("Basic abc")).at);
    CHECK(c, !header_bearer(STR("Bearer")).at);
    CHECK(c, !header_bearer((Str){0}).at);
}

static void a_tag_matches_in_a_list_weak_or_strong(Check *c)
{
    CHECK(c, header_none_match(STR("\"a\", W/\"b\""), STR("\"b\"")));
    CHECK(c, header_none_match(STR("*"), STR("\"b\"")));
    CHECK(c, !header_none_match(STR("\"a\""), STR("\"b\"")));
    CHECK(c, !header_none_match(STR("b"), STR("\"b\"")));
    CHECK(c, !header_none_match(STR("*"), (Str){0}));
    CHECK(c, !header_none_match((Str){0}, STR("\"b\"")));
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a path is decoded once", a_path_is_decoded_once},
        {"a path of 2048 bytes passes and one more does not", a_path_of_2048_bytes_passes_and_one_more_does_not},
        {"a cookie is found by its whole name", a_cookie_is_found_by_its_whole_name},
        {"only JSON is JSON", only_json_is_json},
        {"a bearer token comes behind its scheme", a_bearer_token_comes_behind_its_scheme},
        {"a tag matches in a list, weak or strong", a_tag_matches_in_a_list_weak_or_strong},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
