/* Staged blobs: parts that come again, that were cut, that overlap; restarts; every failure on the way. */
#include "base/fault.h"
#include "kernel/blob/blob.h"
#include "tests/check.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define KEY STR("space/source/film")

typedef struct {
    const char *folder;
    BlobStore *store;
    char part[512], stage[512];
} Fixture;

static Fixture open_store(Check *c)
{
    Fixture f = {.folder = check_folder(c)};
    char root[400];
    snprintf(root, sizeof root, "%s/blobs", f.folder);
    snprintf(f.part, sizeof f.part, "%s/part", f.folder);
    snprintf(f.stage, sizeof f.stage, "%s/.stage/space,source,film", root);
    if (blob_open_folder(check_ctx(c), str_of(root), &f.store) != OK)
        abort();
    return f;
}

static const char *part(const Fixture *f, const char *bytes)
{
    FILE *file = fopen(f->part, "w");
    if (!file || fputs(bytes, file) < 0 || fclose(file) != 0)
        abort();
    return f->part;
}

static Rc append(Ctx *cx, const Fixture *f, int64_t offset, const char *bytes)
{
    return blob_stage_append(cx, f->store, KEY, offset, part(f, bytes), (int64_t)strlen(bytes));
}

static Rc commit(Ctx *cx, const Fixture *f, int64_t size)
{
    return blob_stage_commit(cx, f->store, KEY, size);
}

static void blob_is(Check *c, const Fixture *f, const char *expected)
{
    Str bytes = STR("");
    CHECK_INT(c, blob_read(check_ctx(c), f->store, KEY, 0, 1000, &bytes), OK);
    CHECK_STR(c, bytes, expected);
}

static void parts_become_one(Check *c)
{
    Ctx *cx = check_ctx(c);
    Fixture f = open_store(c);
    int64_t size;
    CHECK_INT(c, append(cx, &f, 0, "once "), OK);
    CHECK_INT(c, append(cx, &f, 5, "upon a "), OK);
    CHECK_INT(c, blob_size(cx, f.store, KEY, &size), ERR_MISSING);
    CHECK_INT(c, append(cx, &f, 12, "time"), OK);
    CHECK_INT(c, commit(cx, &f, 16), OK);
    blob_is(c, &f, "once upon a time");
    CHECK_INT(c, commit(cx, &f, 16), OK);
    CHECK_INT(c, commit(cx, &f, 15), ERR_MISSING);
    CHECK(c, access(f.stage, F_OK) != 0);
    blob_close(f.store);
}

static void lost_answers_are_overwritten(Check *c)
{
    Ctx *cx = check_ctx(c);
    Fixture f = open_store(c);
    CHECK_INT(c, append(cx, &f, 0, "abc"), OK);
    CHECK_INT(c, append(cx, &f, 3, "a part whose answer was lost"), OK);
    CHECK_INT(c, append(cx, &f, 3, "def"), OK); /* the row still says 3 */
    CHECK_INT(c, commit(cx, &f, 6), OK);
    blob_is(c, &f, "abcdef");
    blob_close(f.store);
}

static void a_gap_is_refused(Check *c)
{
    Ctx *cx = check_ctx(c);
    Fixture f = open_store(c);
    CHECK_INT(c, append(cx, &f, 1, "x"), ERR_CONFLICT);
    CHECK_INT(c, commit(cx, &f, 1), ERR_MISSING);
    CHECK_INT(c, append(cx, &f, 0, "abc"), OK);
    CHECK_INT(c, append(cx, &f, 4, "x"), ERR_CONFLICT);
    CHECK_INT(c, append(cx, &f, 3, "d"), OK);
    CHECK_INT(c, commit(cx, &f, 5), ERR_CONFLICT);
    CHECK_INT(c, append(cx, &f, -1, "x"), ERR_INVALID);
    CHECK_INT(c, blob_stage_append(cx, f.store, KEY, INT64_MAX, f.part, 1), ERR_INVALID);
    CHECK_INT(c, blob_stage_append(cx, f.store, STR("../x"), 0, f.part, 1), ERR_INVALID);
    CHECK_INT(c, commit(cx, &f, 4), OK);
    blob_is(c, &f, "abcd");
    blob_close(f.store);
}

static void a_short_part_fails(Check *c)
{
    Ctx *cx = check_ctx(c);
    Fixture f = open_store(c);
    CHECK_INT(c, append(cx, &f, 0, "abc"), OK);
    CHECK_INT(c, blob_stage_append(cx, f.store, KEY, 3, part(&f, "de"), 3), ERR_IO);
    CHECK_INT(c, blob_stage_append(cx, f.store, KEY, 3, "/nowhere/part", 3), ERR_IO);
    CHECK_INT(c, append(cx, &f, 3, "DEF"), OK);
    CHECK_INT(c, commit(cx, &f, 6), OK);
    blob_is(c, &f, "abcDEF");
    blob_close(f.store);
}

static void stages_outlive_a_restart(Check *c)
{
    Ctx *cx = check_ctx(c);
    Fixture f = open_store(c);
    char root[400];
    snprintf(root, sizeof root, "%s/blobs", f.folder);
    CHECK_INT(c, append(cx, &f, 0, "abc"), OK);
    blob_close(f.store);
    REQUIRE(c, blob_open_folder(cx, str_of(root), &f.store) == OK);
    CHECK_INT(c, append(cx, &f, 3, "def"), OK);
    CHECK_INT(c, commit(cx, &f, 6), OK);
    blob_is(c, &f, "abcdef");
    blob_close(f.store);
}

static void a_drop_forgets(Check *c)
{
    Ctx *cx = check_ctx(c);
    Fixture f = open_store(c);
    CHECK_INT(c, append(cx, &f, 0, "abc"), OK);
    CHECK_INT(c, blob_stage_drop(cx, f.store, KEY), OK);
    CHECK_INT(c, blob_stage_drop(cx, f.store, KEY), OK);
    CHECK_INT(c, append(cx, &f, 3, "d"), ERR_CONFLICT);
    CHECK_INT(c, append(cx, &f, 0, "abc"), OK);
    CHECK_INT(c, blob_stage_append(cx, f.store, STR("spaces/source/film"), 0, f.part, 3), OK);
    CHECK_INT(c, blob_delete_prefix(cx, f.store, STR("space/")), OK);
    CHECK_INT(c, commit(cx, &f, 3), ERR_MISSING);
    CHECK_INT(c, blob_stage_commit(cx, f.store, STR("spaces/source/film"), 3), OK);
    blob_close(f.store);
}

static void one_holder(Check *c)
{
    Ctx *cx = check_ctx(c);
    Fixture f = open_store(c);
    {
        AUTO_BLOB_STAGE_LOCK first = {0};
        AUTO_BLOB_STAGE_LOCK second = {0};
        CHECK_INT(c, blob_stage_lock(cx, f.store, KEY, &first), OK);
        CHECK_INT(c, blob_stage_lock(cx, f.store, KEY, &second), ERR_BUSY);
        CHECK_INT(c, blob_stage_lock(cx, f.store, STR("space/source/other"), &second), OK);
        CHECK_INT(c, append(cx, &f, 0, "abc"), OK);
    }
    BlobStageLock again = {0};
    CHECK_INT(c, blob_stage_lock(cx, f.store, KEY, &again), OK);
    CHECK_INT(c, commit(cx, &f, 3), OK);
    blob_stage_unlock(&again);
    CHECK_INT(c, blob_stage_lock(cx, f.store, KEY, &again), OK); /* makes an empty stage beside the blob */
    CHECK_INT(c, commit(cx, &f, 3), OK);
    blob_stage_unlock(&again);
    CHECK(c, access(f.stage, F_OK) != 0);
    blob_is(c, &f, "abc");
    blob_close(f.store);
}

static Rc story(Ctx *cx, const Fixture *f)
{
    TRY(append(cx, f, 0, "once "));
    TRY(append(cx, f, 5, "more and a tail"));
    TRY(append(cx, f, 5, "more"));
    return commit(cx, f, 9);
}

/* Whatever fails, what was acknowledged is not lost: the story goes on to its end from where the failure left it. */
static void faults(Check *c)
{
    Fixture f = open_store(c);
    Rc rc = ERR_NOMEM;
    long n = 0;
    int full = 0;
    for (; rc != OK && n < 100; n++) {
        AUTO_ARENA arena = arena_new(1 << 20);
        Ctx cx = *check_ctx(c);
        int64_t size;
        REQUIRE(c, arena);
        cx.arena = arena;
        REQUIRE(c, blob_delete_prefix(&cx, f.store, STR("space/")) == OK);
        fault_after(FAULT_WRITE | FAULT_RENAME | FAULT_MEMORY, n);
        rc = story(&cx, &f);
        fault_disarm();
        CHECK(c, rc == OK || rc == ERR_NOMEM || rc == ERR_IO);
        full += cx.problem.code && strcmp(cx.problem.code, "blob.full") == 0;
        if (blob_size(&cx, f.store, KEY, &size) == OK)
            CHECK_INT(c, size, 9);
        else
            CHECK_INT(c, story(&cx, &f), OK);
        CHECK_INT(c, commit(&cx, &f, 9), OK);
        blob_is(c, &f, "once more");
    }
    CHECK(c, rc == OK && n > 8);
    CHECK_INT(c, full, 3); /* one write for each part */
    blob_close(f.store);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"parts become one blob, seen by nobody before the commit", parts_become_one},
        {"bytes whose answer was lost are overwritten, their tail cut off", lost_answers_are_overwritten},
        {"a part that would leave a gap is refused", a_gap_is_refused},
        {"a part shorter than was said fails and can come again", a_short_part_fails},
        {"a stage outlives the program", stages_outlive_a_restart},
        {"a dropped stage is forgotten, and with a prefix all below it", a_drop_forgets},
        {"a stage is held by one caller at a time", one_holder},
        {"whichever write, sync or rename fails, the parts come through in the end", faults},
    };
    if (crypt_init() != OK)
        return 1;
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
