/* Files of a job: what a worker may fetch, how outputs arrive in parts, progress and giving back. */
#include "domains/work/work.h"
#include "domains/work/work_api.h"
#include "kernel/blob/blob.h"
#include "tests/database.h"

#include <fcntl.h>
#include <unistd.h>

#define KEY "space/media/film"

/* What the kind of this test was told, and what it answers. */
static struct {
    double progress;
    Rc progress_rc;
} probe;

static Rc build(Ctx *cx, const WorkPlace *at, const Job *job, Buf *out)
{
    (void)cx, (void)at, (void)job;
    buf_put(out, STR("{}"));
    return OK;
}

static Rc complete(Ctx *cx, const WorkPlace *at, const Job *job, Str result)
{
    (void)cx, (void)at, (void)job, (void)result;
    return OK;
}

static Rc find_input(Ctx *cx, const WorkPlace *at, const Job *job, Str sha256_hex, Str *ret_key)
{
    (void)cx, (void)at, (void)job;
    if (sha256_hex.at[0] != 'a')
        return ERR_MISSING;
    *ret_key = STR(KEY);
    return OK;
}

static Rc find_output(Ctx *cx, const WorkPlace *at, const Job *job, Str name, Str *ret_key)
{
    (void)cx, (void)at, (void)job;
    if (!str_equal(name, STR("film")))
        return ERR_REFUSED;
    *ret_key = STR(KEY);
    return OK;
}

static Rc on_progress(Ctx *cx, const WorkPlace *at, const Job *job, double progress)
{
    (void)cx, (void)at, (void)job;
    probe.progress = progress;
    return probe.progress_rc;
}

const WorkKind work_kinds[] = {
    {"test.film", build, complete, complete, find_input, find_output, on_progress},
    {"test.plain", build, complete, complete, NULL, NULL, NULL},
    {0},
};

typedef struct {
    Check *c;
    WorkPlace at;
    JobHold hold;
    char path[400];
} Stage;

static bool lease(Stage *s, TestDatabase *d, const char *kind)
{
    Ctx *cx = check_ctx(s->c);
    Id id;
    WorkItem items[JOB_BATCH_MAX];
    size_t n = 0;
    Str kinds[] = {str_of(kind)};
    JobSpec spec = {.kind = kinds[0], .key = STR("k"), .payload = STR("{}")};
    CHECK_INT(s->c, queue_put(cx, database_platform(s->c, d), &spec, &id), OK);
    CHECK_INT(s->c, work_lease(cx, &s->at, STR("w"), kinds, 1, 1, items, &n), OK);
    if (n == 1)
        s->hold = items[0].hold;
    return n == 1;
}

static Stage open_stage(Check *c, TestDatabase *d)
{
    BlobStore *blobs = NULL;
    CHECK_INT(c, blob_open_folder(check_ctx(c), str_of(check_folder(c)), &blobs), OK);
    Stage s = {.c = c, .at = {.stores = d->thread, .blobs = blobs}};
    probe.progress_rc = OK;
    snprintf(s.path, sizeof s.path, "%s/part", check_folder(c));
    return s;
}

/* Hands in `bytes` as the part at `offset` of an output that should hash as `whole`. */
static Rc send(Stage *s, const char *name, int64_t offset, const char *bytes, const char *whole)
{
    Sha256 digest = sha256(str_of(whole));
    Str hex;
    int fd = open(s->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0 || write(fd, bytes, strlen(bytes)) != (ssize_t)strlen(bytes) || close(fd) != 0)
        abort();
    CHECK_INT(s->c, sha256_hex(check_ctx(s->c), &digest, &hex), OK);
    WorkOutput part = {.name = str_of(name),
                       .sha256 = hex,
                       .offset = offset,
                       .n = (int64_t)strlen(bytes),
                       .total = (int64_t)strlen(whole),
                       .path = s->path};
    fail_clear(check_ctx(s->c));
    return work_output(check_ctx(s->c), &s->at, &s->hold, &part);
}

static bool code_is(Check *c, const char *code)
{
    const char *got = check_ctx(c)->problem.code;
    return CHECK_STR(c, str_of(got ? got : ""), code);
}

static void expect_blob(Stage *s, const char *bytes)
{
    Str got = {0};
    CHECK_INT(s->c, blob_read(check_ctx(s->c), s->at.blobs, STR(KEY), 0, 100, &got), OK);
    CHECK_STR(s->c, got, bytes);
}

#define ON_EACH_ENGINE(name)                   \
    static void name(Check *c)                 \
    {                                          \
        database_each_engine(c, name##_there); \
    }

static void parts_there(Check *c, TestDatabase *d)
{
    Stage s = open_stage(c, d);
    int64_t size;
    REQUIRE(c, lease(&s, d, "test.film"));
    CHECK_INT(c, send(&s, "film", 4, "5678", "12345678"), ERR_CONFLICT);
    code_is(c, "work.gap");
    CHECK_INT(c, send(&s, "film", 0, "1234", "12345678"), OK);
    CHECK_INT(c, send(&s, "film", 0, "1234", "12345678"), OK); /* its answer was lost */
    CHECK_INT(c, blob_size(check_ctx(c), s.at.blobs, STR(KEY), &size), ERR_MISSING);
    CHECK_INT(c, send(&s, "film", 4, "5678", "12345678"), OK);
    expect_blob(&s, "12345678");
    CHECK_INT(c, send(&s, "film", 4, "5678", "12345678"), OK);
    expect_blob(&s, "12345678");
    CHECK_INT(c, send(&s, "film", 0, "abcdefgh", "12345678"), ERR_INVALID);
    code_is(c, "work.bad_digest");
    CHECK_INT(c, blob_size(check_ctx(c), s.at.blobs, STR(KEY), &size), ERR_MISSING);
    CHECK_INT(c, send(&s, "film", 5, "5678", "12345678"), ERR_INVALID); /* beyond its own end */
    CHECK_INT(c, send(&s, "other", 0, "1", "1"), ERR_REFUSED);
    blob_close(s.at.blobs);
}
ON_EACH_ENGINE(parts)

static void inputs_there(Check *c, TestDatabase *d)
{
    Stage s = open_stage(c, d);
    Str key = {0};
    REQUIRE(c, lease(&s, d, "test.film"));
    CHECK_INT(c, work_input(check_ctx(c), &s.at, &s.hold, STR("abc"), &key), OK);
    CHECK_STR(c, key, KEY);
    CHECK_INT(c, work_input(check_ctx(c), &s.at, &s.hold, STR("bcd"), &key), ERR_MISSING);
    JobHold stranger = {s.hold.job, id_new(check_ctx(c))};
    CHECK_INT(c, work_input(check_ctx(c), &s.at, &stranger, STR("abc"), &key), ERR_CONFLICT);
    code_is(c, "queue.lease_lost");
    s.hold = stranger;
    CHECK_INT(c, send(&s, "film", 0, "1", "1"), ERR_CONFLICT);
    REQUIRE(c, lease(&s, d, "test.plain"));
    CHECK_INT(c, work_input(check_ctx(c), &s.at, &s.hold, STR("abc"), &key), ERR_MISSING);
    CHECK_INT(c, send(&s, "film", 0, "1", "1"), ERR_MISSING);
    blob_close(s.at.blobs);
}
ON_EACH_ENGINE(inputs)

static void progress_there(Check *c, TestDatabase *d)
{
    Stage s = open_stage(c, d);
    REQUIRE(c, lease(&s, d, "test.film"));
    CHECK_INT(c, work_heartbeat(check_ctx(c), &s.at, &s.hold, 0.25), OK);
    CHECK(c, probe.progress == 0.25);
    probe.progress_rc = ERR_MISSING; /* what it serves was deleted */
    CHECK_INT(c, work_heartbeat(check_ctx(c), &s.at, &s.hold, 0.5), ERR_CONFLICT);
    code_is(c, "queue.lease_lost");
    probe.progress_rc = OK;
    CHECK_INT(c, work_release(check_ctx(c), &s.at, &s.hold), OK);
    CHECK_INT(c, work_heartbeat(check_ctx(c), &s.at, &s.hold, 0.5), ERR_CONFLICT);
    JobHold before = s.hold;
    REQUIRE(c, lease(&s, d, "test.film")); /* at once, by another */
    CHECK(c, id_equal(&s.hold.job, &before.job) && !id_equal(&s.hold.lease, &before.lease));
    blob_close(s.at.blobs);
}
ON_EACH_ENGINE(progress)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"an output arrives in parts, repeats are harmless, and its digest decides", parts},
        {"only the holder of a job fetches its inputs and hands in its outputs", inputs},
        {"progress is told, a job that nobody wants stops, one given back goes on at once", progress},
    };
    if (crypt_init() != OK)
        return 1;
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
