/* The signing key and the addresses it signs: made once, good for its hour and the next, for one media of one space. */
#include "domains/media/token.h"

#include "base/fault.h"
#include "kernel/crypt/crypt.h"
#include "tests/check.h"

#include <sys/stat.h>
#include <unistd.h>

static const Id space = {"01890a5d-ac96-774b-bcce-b302099a8057"}, media = {"01890a5d-ac96-774b-bcce-b302099a8058"};

static Str key_path(Check *c)
{
    Str path = STR("");
    CHECK(c, str_format(check_ctx(c)->arena, &path, "%s/media.key", check_folder(c)) == OK);
    return path;
}

static MediaKey *open_at(Check *c, Str path)
{
    MediaKey *k = NULL;
    if (media_key_open(check_ctx(c), path, &k) != OK)
        abort();
    return k;
}

static MediaKey *open_key(Check *c)
{
    return open_at(c, key_path(c));
}

/* The token of an address. */
static Str token_of(Check *c, const MediaKey *k)
{
    Str address = STR(""), token;
    CHECK(c, media_address(check_ctx(c), k, &space, &media, STR("v240.mp4"), &address) == OK);
    address = (Str){address.at + 7, address.n - 7};
    str_cut(&address, '/', &token);
    return token;
}

static Rc judge(Check *c, const MediaKey *k, Str token, const Id *of)
{
    Id found;
    Rc rc = media_key_check(check_ctx(c), k, token, of, &found);
    CHECK(c, rc != OK || id_equal(&found, &space));
    return rc;
}

static void key_is_made_once(Check *c)
{
    struct stat st;
    Str path = key_path(c);
    MediaKey *first = open_at(c, path), *second = open_at(c, path);
    Str token = token_of(c, first);
    CHECK_INT(c, judge(c, second, token, &media), OK);
    REQUIRE(c, stat(path.at, &st) == 0);
    CHECK_INT(c, st.st_size, MEDIA_KEY_SIZE);
    CHECK_INT(c, st.st_mode & 0777, 0600);
    media_key_free(second);
    REQUIRE(c, unlink(path.at) == 0);
    second = open_at(c, path);
    CHECK_INT(c, judge(c, second, token, &media), ERR_MISSING);
    media_key_free(first);
    media_key_free(second);
}

static void what_is_no_key_is_refused(Check *c)
{
    static const size_t sizes[] = {0, MEDIA_KEY_SIZE - 1, MEDIA_KEY_SIZE + 1};
    Str path = key_path(c);
    MediaKey *k = NULL;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        FILE *file = fopen(path.at, "w");
        for (size_t n = 0; file && n < sizes[i]; n++)
            fputc('k', file);
        REQUIRE(c, file && fclose(file) == 0);
        CHECK_INT(c, media_key_open(check_ctx(c), path, &k), ERR_INVALID);
    }
    CHECK_INT(c, media_key_open(check_ctx(c), STR("/nowhere/at/all/key"), &k), ERR_IO);
    CHECK_INT(c, media_key_open(check_ctx(c), STR(""), &k), ERR_INVALID);
}

static void a_failed_start_leaves_nothing(Check *c)
{
    Rc rc = ERR_IO;
    Str path = key_path(c);
    MediaKey *k = NULL;
    long n = 0;
    for (; rc != OK && n < 20; n++) {
        unlink(path.at);
        fault_after(FAULT_ALL, n);
        rc = media_key_open(check_ctx(c), path, &k);
        fault_disarm();
        CHECK(c, rc == OK || rc == ERR_IO || rc == ERR_NOMEM);
        CHECK(c, rc == OK || access(path.at, F_OK) != 0);
    }
    CHECK(c, rc == OK && n == 4);
    media_key_free(k);
}

static void address_lives_two_hours(Check *c)
{
    MediaKey *k = open_key(c);
    check_clock(c, CHECK_NOW_S * INT64_C(1000)); /* the first millisecond of an hour */
    Str token = token_of(c, k), last;
    check_clock_add(c, MEDIA_HOUR_MS - 1);
    last = token_of(c, k);
    CHECK(c, str_equal(last, token));
    check_clock_add(c, MEDIA_HOUR_MS);
    CHECK_INT(c, judge(c, k, token, &media), OK);
    check_clock_add(c, 1);
    CHECK_INT(c, judge(c, k, token, &media), ERR_MISSING);
    Str next = token_of(c, k);
    CHECK_INT(c, judge(c, k, next, &media), OK);
    check_clock_add(c, -60000); /* a machine whose clock is behind by no more than a minute */
    CHECK_INT(c, judge(c, k, next, &media), OK);
    check_clock_add(c, -1);
    CHECK_INT(c, judge(c, k, next, &media), ERR_MISSING);
    media_key_free(k);
}

static void only_as_signed(Check *c)
{
    static const char *const odd[] = {"", ".", "...", "a.b.c.d", "01890a5d-ac96-774b-bcce-b302099a8057.1.x."};
    MediaKey *k = open_key(c);
    Str token = token_of(c, k), spoiled;
    char text[MEDIA_TOKEN_MAX + 2] = {0};
    REQUIRE(c, token.n < sizeof text - 2);
    CHECK_INT(c, judge(c, k, token, &space), ERR_MISSING); /* another media */
    for (size_t i = 0; i < token.n; i++) {
        memcpy(text, token.at, token.n);
        text[i] = text[i] == 'a' ? 'b' : 'a';
        spoiled = (Str){text, token.n};
        /* the last sign holds two bits that are no part of the signature */
        if (!CHECK(c, i + 1 == token.n || judge(c, k, spoiled, &media) == ERR_MISSING))
            check_say(c, "sign %zu of %s", i, text);
    }
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        CHECK_INT(c, judge(c, k, str_of(odd[i]), &media), ERR_MISSING);
    memcpy(text, token.at, token.n);
    text[token.n] = '.';
    CHECK_INT(c, judge(c, k, (Str){text, token.n + 1}, &media), ERR_MISSING);
    CHECK_INT(c, judge(c, k, (Str){token.at, token.n - 1}, &media), ERR_MISSING);
    memset(text, 'a', sizeof text);
    CHECK_INT(c, judge(c, k, (Str){text, MEDIA_TOKEN_MAX + 1}, &media), ERR_MISSING);
    media_key_free(k);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"the key is made once, for its owner alone", key_is_made_once},
        {"a file that is no key is refused", what_is_no_key_is_refused},
        {"a start that fails leaves no key behind", a_failed_start_leaves_nothing},
        {"an address is the same for an hour and good for one more", address_lives_two_hours},
        {"a token opens what was signed and nothing else", only_as_signed},
    };
    if (crypt_init() != OK)
        return 1;
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
