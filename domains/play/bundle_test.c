/* The built player and the pages around it. */
#include "domains/play/test_bundle.h"

#include <unistd.h>

static bool holds(const Buf *page, const char *part)
{
    return memmem(page->at, page->n, part, strlen(part)) != NULL;
}

static Rc open_one(Check *c, const char *folder)
{
    PlayerBundle *b = NULL;
    Rc rc = player_bundle_open(check_ctx(c), str_of(folder), &b);
    player_bundle_free(b);
    return rc;
}

static void a_page_carries_player_and_document(Check *c)
{
    PlayerBundle *b = test_bundle(c, check_folder(c));
    Buf page;
    REQUIRE(c, b != NULL);
    buf_init(&page, check_ctx(c)->arena, PLAYER_PAGE_MAX);
    PlayerPage shown = {.language = STR("fr"),
                        .title = STR("Feu & <b>eau</b>"),
                        .document = STR("{\"a\":\"</script><script>alert(1)</script><!--\"}")};
    CHECK(c, player_page_write(b, &shown, &page) == OK);
    CHECK(c, holds(&page, "<!doctype html>\n<html lang=\"fr\">"));
    CHECK(c, holds(&page, "<title>Feu &amp; &lt;b&gt;eau&lt;/b&gt; · Kair</title>"));
    CHECK(c, holds(&page, "<style>#player{margin:0}</style>"));
    CHECK(c, holds(&page, "<script>play();</script>\n<script>engine();</script>"));
    CHECK(c, holds(&page, "<script type=\"application/json\" id=\"play\">{\"a\":\"\\u003c/script>"));
    CHECK(c, !holds(&page, "alert(1)</script") && !holds(&page, "<!--"));
    CHECK(c, holds(&page, "<noscript>"));
    player_bundle_free(b);
}

static void the_policy_names_what_is_inline_and_nothing_else(Check *c)
{
    PlayerBundle *b = test_bundle(c, check_folder(c));
    REQUIRE(c, b != NULL);
    Str policy = player_bundle_policy(b);
    static const char *const parts[] = {
        "default-src 'none'",        "script-src 'self' 'sha256-", "=' 'sha256-", /* both scripts */
        "style-src 'self' 'sha256-", "media-src 'self' blob:",     "img-src 'self' data:",
        "connect-src 'self'",        "frame-ancestors 'self'",     "base-uri 'none'",
        "form-action 'none'",        "object-src 'none'",          "require-trusted-types-for 'script'"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        CHECK(c, memmem(policy.at, policy.n, parts[i], strlen(parts[i])) != NULL);
    CHECK(c, memmem(policy.at, policy.n, "unsafe", 6) == NULL);
    player_bundle_free(b);
}

static void a_bundle_that_is_not_whole_is_refused(Check *c)
{
    const char *folder = check_folder(c);
    static const char *const names[] = {"inline.js", "engine.js", "inline.css"};
    CHECK_INT(c, open_one(c, folder), ERR_MISSING);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        Str path = STR("");
        test_bundle_write(c, folder, "a", "b");
        CHECK_INT(c, open_one(c, folder), OK);
        CHECK(c, str_format(check_ctx(c)->arena, &path, "%s/player/%s", folder, names[i]) == OK);
        FILE *file = fopen(path.at, "w"); /* another text under the same digest */
        REQUIRE(c, file != NULL);
        fputs("c", file);
        fclose(file);
        CHECK_INT(c, open_one(c, folder), ERR_INVALID);
        CHECK(c, unlink(path.at) == 0);
        CHECK_INT(c, open_one(c, folder), ERR_INVALID);
    }
}

static void a_text_that_would_end_its_element_is_refused(Check *c)
{
    const char *folder = check_folder(c);
    static const char *const bad[] = {"'</script>'", "'</SCRIPT '", "'<!--'"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        test_bundle_write(c, folder, bad[i], "b");
        CHECK_INT(c, open_one(c, folder), ERR_INVALID);
    }
    test_bundle_write(c, folder, "a", "</style");
    CHECK_INT(c, open_one(c, folder), ERR_INVALID);
    test_bundle_write(c, folder, "'</b>'", "b");
    CHECK_INT(c, open_one(c, folder), OK);
}

static void a_file_has_at_most_256_kilobytes(Check *c)
{
    const char *folder = check_folder(c);
    char *text = arena_get(check_ctx(c)->arena, PLAYER_FILE_MAX + 2);
    REQUIRE(c, text != NULL);
    memset(text, 'x', PLAYER_FILE_MAX + 1);
    test_bundle_write(c, folder, text, "b");
    CHECK_INT(c, open_one(c, folder), ERR_LIMIT);
    text[PLAYER_FILE_MAX] = 0;
    test_bundle_write(c, folder, text, "b");
    CHECK_INT(c, open_one(c, folder), OK);
}

static void a_notice_speaks_both_languages(Check *c)
{
    Buf page;
    Str policy;
    buf_init(&page, check_ctx(c)->arena, PLAYER_PAGE_MAX);
    PlayerNotice notice = {"Rien", "Nothing"};
    CHECK(c, player_notice_write(&notice, &page) == OK);
    CHECK(c, holds(&page, "<h1>Rien</h1>") && holds(&page, "<p lang=\"en\">Nothing</p>"));
    CHECK(c, player_notice_policy(check_ctx(c), &policy) == OK);
    static const char part[] = "style-src 'self' 'sha256-";
    CHECK(c, memmem(policy.at, policy.n, part, sizeof part - 1) != NULL);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a page carries player and document", a_page_carries_player_and_document},
        {"the policy names what is inline and nothing else", the_policy_names_what_is_inline_and_nothing_else},
        {"a bundle that is not whole is refused", a_bundle_that_is_not_whole_is_refused},
        {"a text that would end its element is refused", a_text_that_would_end_its_element_is_refused},
        {"a file has at most 256 kilobytes", a_file_has_at_most_256_kilobytes},
        {"a notice speaks both languages", a_notice_speaks_both_languages},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
