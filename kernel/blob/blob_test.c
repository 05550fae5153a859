/* The folder store: round trips, keys that must not pass, and every failure on the way to a commit. */
#include "base/fault.h"
#include "kernel/blob/blob.h"
#include "tests/check.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    const char *folder;
    BlobStore *store;
} Fixture;

static Fixture open_store(Check *c)
{
    Fixture f = {.folder = check_folder(c)};
    if (blob_open_folder(check_ctx(c), str_of(f.folder), &f.store) != OK)
        abort();
    return f;
}

static int temporary_files(const Fixture *f)
{
    char path[512];
    snprintf(path, sizeof path, "%s/.tmp", f->folder);
    DIR *d = opendir(path);
    int n = 0;
    for (const struct dirent *e = d ? readdir(d) : NULL; e; e = readdir(d))
        n += e->d_name[0] != '.';
    if (d)
        closedir(d);
    return n;
}

static void what_is_put_is_read(Check *c)
{
    Ctx *cx = check_ctx(c);
    Fixture f = open_store(c);
    Sha256 digest, expected = sha256(STR("hello blob"));
    Str bytes = STR("");
    int64_t size = 0;
    REQUIRE(c, blob_put(cx, f.store, STR("space/doc/a.txt"), STR("hello blob"), &digest) == OK);
    CHECK(c, memcmp(&digest, &expected, sizeof digest) == 0);
    CHECK_INT(c, blob_size(cx, f.store, STR("space/doc/a.txt"), &size), OK);
    CHECK_INT(c, size, 10);
    CHECK_INT(c, blob_read(cx, f.store, STR("space/doc/a.txt"), 0, 100, &bytes), OK);
    CHECK_STR(c, bytes, "hello blob");
    CHECK_INT(c, blob_read(cx, f.store, STR("space/doc/a.txt"), 6, 2, &bytes), OK);
    CHECK_STR(c, bytes, "bl");
    CHECK_INT(c, blob_read(cx, f.store, STR("space/doc/a.txt"), 10, 5, &bytes), OK);
    CHECK_STR(c, bytes, "");
    CHECK_INT(c, blob_read(cx, f.store, STR("space/doc/a.txt"), INT64_MAX, 5, &bytes), OK);
    CHECK_INT(c, blob_read(cx, f.store, STR("space/doc/a.txt"), -1, 5, &bytes), ERR_INVALID);
    CHECK_INT(c, blob_read(cx, f.store, STR("space/doc/b.txt"), 0, 5, &bytes), ERR_MISSING);
    CHECK_INT(c, blob_read(cx, f.store, STR("space/doc"), 0, 5, &bytes), ERR_MISSING);
    CHECK_INT(c, blob_size(cx, f.store, STR("space/doc"), &size), ERR_MISSING);
    REQUIRE(c, blob_put(cx, f.store, STR("space/doc/a.txt"), STR("new"), NULL) == OK);
    CHECK_INT(c, blob_read(cx, f.store, STR("space/doc/a.txt"), 0, 100, &bytes), OK);
    CHECK_STR(c, bytes, "new");
    CHECK_INT(c, blob_delete(cx, f.store, STR("space/doc/a.txt")), OK);
    CHECK_INT(c, blob_delete(cx, f.store, STR("space/doc/a.txt")), OK);
    CHECK_INT(c, blob_size(cx, f.store, STR("space/doc/a.txt"), &size), ERR_MISSING);
    blob_close(f.store);
}

static void only_a_commit_shows(Check *c)
{
    Ctx *cx = check_ctx(c);
    Fixture f = open_store(c);
    BlobWriter *w = NULL;
    int64_t size = 0;
    REQUIRE(c, blob_create(cx, f.store, STR("s/k"), &w) == OK);
    REQUIRE(c, blob_write(cx, w, "ab", 2) == OK && blob_write(cx, w, "cd", 2) == OK);
    CHECK_INT(c, blob_size(cx, f.store, STR("s/k"), &size), ERR_MISSING);
    CHECK_INT(c, temporary_files(&f), 1);
    blob_drop(&w);
    CHECK(c, w == NULL);
    CHECK_INT(c, temporary_files(&f), 0);
    REQUIRE(c, blob_create(cx, f.store, STR("s/k"), &w) == OK && blob_write(cx, w, "abcd", 4) == OK);
    CHECK_INT(c, blob_commit(cx, &w, NULL, &size), OK);
    CHECK(c, w == NULL);
    CHECK_INT(c, size, 4);
    CHECK_INT(c, temporary_files(&f), 0);
    blob_close(f.store);
}

static void keys_that_must_not_pass(Check *c)
{
    static const char *const refused[] = {
        "",         "/",
        "/a",       "a/",
        "a//b",     "..",
        "../a",     "a/../b",
        "a/..",     ".",
        "a/./b",    ".tmp/x",
        "a/.b",     ".hidden",
        "a b",      "a\\b",
        "a\nb",     "caf\xC3\xA9",
        "a%2fb",    "a:b",
        "a*",       "~root",
        "a;b",      "a\tb",
        "$HOME",    "a?b",
        "a&b",      "%2e%2e",
        "..%2f..",  "a/..%00/b",
        "\\\\host", "C:\\x",
        "a|b",      "a/b/c/d/e/f/g/h/i",
    };
    Ctx *cx = check_ctx(c);
    Fixture f = open_store(c);
    char long_key[BLOB_KEY_MAX + 1];
    Str ret;
    int64_t size;
    memset(long_key, 'k', sizeof long_key);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        Str key = str_of(refused[i]);
        bool all = blob_put(cx, f.store, key, STR("x"), NULL) == ERR_INVALID;
        all = all && blob_read(cx, f.store, key, 0, 1, &ret) == ERR_INVALID;
        all = all && blob_size(cx, f.store, key, &size) == ERR_INVALID;
        all = all && blob_delete(cx, f.store, key) == ERR_INVALID;
        all = all && blob_accel_path(cx, f.store, key, &ret) == ERR_INVALID;
        if (!CHECK(c, all))
            check_say(c, "key \"%s\"", refused[i]);
    }
    CHECK_INT(c, blob_put(cx, f.store, STR("a\0b"), STR("x"), NULL), ERR_INVALID);
    CHECK_INT(c, blob_put(cx, f.store, (Str){long_key, BLOB_KEY_MAX}, STR("x"), NULL), OK);
    CHECK_INT(c, blob_put(cx, f.store, (Str){long_key, BLOB_KEY_MAX + 1}, STR("x"), NULL), ERR_INVALID);
    CHECK_INT(c, blob_put(cx, f.store, STR("a/b/c/d/e/f/g/h"), STR("x"), NULL), OK);
    CHECK_INT(c, blob_put(cx, f.store, STR("A-Z_0.9"), STR("x"), NULL), OK);
    CHECK_INT(c, blob_accel_path(cx, f.store, STR("s/m/a.mp4"), &ret), OK);
    CHECK_STR(c, ret, "/internal/blobs/s/m/a.mp4");
    blob_close(f.store);
}

typedef struct {
    int64_t count, bytes;
    int64_t stop_after;
} Tally;

static Rc tally(Ctx *cx, Str key, int64_t size, void *arg)
{
    Tally *t = arg;
    (void)cx;
    t->count++;
    t->bytes += size;
    return !str_starts(key, STR("one/")) ? ERR_BUG : t->count == t->stop_after ? ERR_LIMIT : OK;
}

static void prefixes_hold_their_own(Check *c)
{
    static const char *const keys[] = {"one/a", "one/b/c", "one/b/d/e", "ones/a", "two/one/a"};
    Ctx *cx = check_ctx(c);
    Fixture f = open_store(c);
    Tally all = {0}, some = {.stop_after = 2}, none = {0};
    char link_path[512];
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        REQUIRE(c, blob_put(cx, f.store, str_of(keys[i]), str_of(keys[i]), NULL) == OK);
    snprintf(link_path, sizeof link_path, "%s/one/loop", f.folder);
    REQUIRE(c, symlink("..", link_path) == 0);
    CHECK_INT(c, blob_each(cx, f.store, STR("one/"), tally, &all), OK);
    CHECK_INT(c, all.count, 3);
    CHECK_INT(c, all.bytes, 5 + 7 + 9);
    CHECK_INT(c, blob_each(cx, f.store, STR("one/"), tally, &some), ERR_LIMIT);
    CHECK_INT(c, blob_each(cx, f.store, STR("absent/"), tally, &none), OK);
    CHECK_INT(c, blob_each(cx, f.store, STR("one"), tally, &none), ERR_INVALID);
    CHECK_INT(c, blob_each(cx, f.store, STR("/"), tally, &none), ERR_INVALID);
    CHECK_INT(c, blob_delete_prefix(cx, f.store, STR("")), ERR_INVALID);
    CHECK_INT(c, blob_delete_prefix(cx, f.store, STR("one/")), OK);
    CHECK_INT(c, blob_each(cx, f.store, STR("one/"), tally, &none), OK);
    CHECK_INT(c, none.count, 0);
    CHECK_INT(c, blob_size(cx, f.store, STR("ones/a"), &all.bytes), OK);
    CHECK_INT(c, blob_size(cx, f.store, STR("two/one/a"), &all.bytes), OK);
    blob_close(f.store);
}

static void opening_cleans_up(Check *c)
{
    Ctx *cx = check_ctx(c);
    Fixture f = open_store(c);
    BlobWriter *living = NULL;
    BlobStore *other = NULL;
    char path[512];
    snprintf(path, sizeof path, "%s/.tmp/left-over", f.folder);
    int fd = open(path, O_CREAT | O_WRONLY, 0600);
    REQUIRE(c, fd >= 0 && close(fd) == 0);
    REQUIRE(c, blob_create(cx, f.store, STR("s/k"), &living) == OK && blob_write(cx, living, "x", 1) == OK);
    CHECK_INT(c, temporary_files(&f), 2);
    REQUIRE(c, blob_open_folder(cx, str_of(f.folder), &other) == OK);
    CHECK_INT(c, temporary_files(&f), 1);
    CHECK_INT(c, blob_commit(cx, &living, NULL, NULL), OK);
    blob_close(other);
    blob_close(f.store);
}

static void folder_is_made(Check *c)
{
    BlobStore *s = NULL;
    Str path, file;
    const char *folder = check_folder(c);
    REQUIRE(c, str_format(check_ctx(c)->arena, &path, "%s/deep/er/blobs", folder) == OK);
    CHECK_INT(c, blob_open_folder(check_ctx(c), path, &s), OK);
    blob_close(s);
    s = NULL;
    REQUIRE(c, str_format(check_ctx(c)->arena, &file, "%s/file", folder) == OK);
    int fd = open(file.at, O_CREAT | O_WRONLY, 0600);
    REQUIRE(c, fd >= 0 && close(fd) == 0);
    CHECK_INT(c, blob_open_folder(check_ctx(c), file, &s), ERR_IO);
    CHECK_INT(c, blob_open_folder(check_ctx(c), STR(""), &s), ERR_INVALID);
    CHECK(c, s == NULL);
}

/* One replacement of "old" by "new" whose nth operation fails: afterwards one of the two is there, whole. */
static void faults(Check *c)
{
    Fixture f = open_store(c);
    Rc rc = ERR_NOMEM;
    long n = 0;
    int full = 0;
    for (; rc != OK && n < 100; n++) {
        AUTO_ARENA arena = arena_new(1 << 20);
        Ctx cx = *check_ctx(c);
        Str bytes = STR("");
        REQUIRE(c, arena);
        cx.arena = arena;
        REQUIRE(c, blob_put(&cx, f.store, STR("s/k"), STR("old"), NULL) == OK);
        REQUIRE(c, blob_delete_prefix(&cx, f.store, STR("t/")) == OK);
        fault_after(FAULT_WRITE | FAULT_RENAME | FAULT_MEMORY, n);
        rc = blob_put(&cx, f.store, STR("s/k"), STR("new"), NULL);
        if (rc == OK)
            rc = blob_put(&cx, f.store, STR("t/u/k"), STR("new"), NULL);
        fault_disarm();
        CHECK(c, rc == OK || rc == ERR_NOMEM || rc == ERR_IO);
        full += cx.problem.code && strcmp(cx.problem.code, "blob.full") == 0;
        CHECK_INT(c, temporary_files(&f), 0);
        REQUIRE(c, blob_read(&cx, f.store, STR("s/k"), 0, 10, &bytes) == OK);
        CHECK(c, str_equal(bytes, STR("new")) || (rc != OK && str_equal(bytes, STR("old"))));
        if (blob_read(&cx, f.store, STR("t/u/k"), 0, 10, &bytes) == OK)
            CHECK_STR(c, bytes, "new");
    }
    CHECK(c, rc == OK && n > 10);
    CHECK_INT(c, full, 2); /* one write for each of the two blobs */
    blob_close(f.store);
}

static void failed_write_sticks(Check *c)
{
    Ctx *cx = check_ctx(c);
    Fixture f = open_store(c);
    BlobWriter *w = NULL;
    int64_t size;
    REQUIRE(c, blob_create(cx, f.store, STR("s/k"), &w) == OK);
    fault_after(FAULT_WRITE, 0);
    CHECK_INT(c, blob_write(cx, w, "x", 1), ERR_IO);
    fault_disarm();
    CHECK_INT(c, blob_write(cx, w, "y", 1), ERR_IO);
    fail_clear(cx);
    CHECK_INT(c, blob_commit(cx, &w, NULL, NULL), ERR_IO);
    CHECK_STR(c, str_of(cx->problem.code), "blob.full");
    CHECK_INT(c, blob_size(cx, f.store, STR("s/k"), &size), ERR_MISSING);
    CHECK_INT(c, temporary_files(&f), 0);
    blob_close(f.store);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"what is put is read back, in parts too, until it is deleted", what_is_put_is_read},
        {"nothing shows before the commit and a dropped writer leaves nothing", only_a_commit_shows},
        {"keys that could leave the folder or mean something else are refused", keys_that_must_not_pass},
        {"a prefix lists and deletes its own keys only", prefixes_hold_their_own},
        {"opening removes left-over files and spares those of a living writer", opening_cleans_up},
        {"the folder is made with its parents", folder_is_made},
        {"whichever write, sync, rename or allocation fails, the old blob or the new one is there whole", faults},
        {"after a failed write the commit fails and says that the disk is full", failed_write_sticks},
    };
    if (crypt_init() != OK)
        return 1;
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
