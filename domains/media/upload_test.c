/* Uploads: parts, lost answers, crashes at every point, two at once, limits, and what nobody goes on with. */
#include "domains/media/upload.h"

#include "base/fault.h"
#include "domains/media/upload_metadata.h"
#include "kernel/blob/blob.h"
#include "kernel/crypt/crypt.h"
#include "tests/database.h"

#include <unistd.h>

#define FILM "the bytes of a film"
enum { FILM_SIZE = sizeof FILM - 1 };

typedef struct {
    Check *c;
    TestDatabase *d;
    UploadPlace at;
    char part[400];
} Stage;

static const Id alice = {"01890a5d-ac96-774b-bcce-b302099a8057"}, bob = {"01890a5d-ac96-774b-bcce-b302099a8058"};

static Stage open_stage(Check *c, TestDatabase *d)
{
    Stage s = {.c = c, .d = d, .at = {.space = database_space(c, d), .by = {.person = alice}}};
    s.at.platform = database_platform(c, d);
    s.at.db = database_open(c, d, &s.at.space);
    const char *folder = check_folder(c);
    snprintf(s.part, sizeof s.part, "%s/part", folder);
    Str blobs = STR("");
    if (crypt_init() != OK || str_format(check_ctx(c)->arena, &blobs, "%s/blobs", folder) != OK ||
        blob_open_folder(check_ctx(c), blobs, &s.at.blobs) != OK)
        abort();
    return s;
}

static Rc create(Stage *s, const char *name, int64_t total, Upload *ret)
{
    UploadSpec spec = {.file_name = str_of(name), .type = STR(""), .title = STR(""), .total = total};
    fail_clear(check_ctx(s->c));
    return upload_create(check_ctx(s->c), &s->at, &spec, ret);
}

static Upload created(Stage *s)
{
    Upload u = {0};
    CHECK_INT(s->c, create(s, "Visite.mp4", FILM_SIZE, &u), OK);
    return u;
}

/* The bytes of the film from `offset` on. */
static Rc append_with(Ctx *cx, Stage *s, const Id *media, int64_t offset, int64_t n, Upload *ret)
{
    static const char film[] = FILM FILM;
    UploadPart part = {offset, n, s->part};
    FILE *file = fopen(s->part, "w");
    if (!file || fwrite(film + offset, 1, (size_t)n, file) != (size_t)n || fclose(file) != 0)
        abort();
    fail_clear(cx);
    return upload_append(cx, &s->at, media, &part, ret);
}

static Rc append(Stage *s, const Id *media, int64_t offset, int64_t n, Upload *ret)
{
    return append_with(check_ctx(s->c), s, media, offset, n, ret);
}

static void refused(Stage *s, Rc rc, Rc expected, const char *code)
{
    CHECK_INT(s->c, rc, expected);
    CHECK_STR(s->c, str_of(check_ctx(s->c)->problem.code), code);
}

static Str source_key(Stage *s, const Id *media)
{
    Str key = STR("");
    CHECK(s->c, media_source_key(check_ctx(s->c), &s->at.space, media, &key) == OK);
    return key;
}

/* The source is in its place, the media knows its digest and is being prepared. */
static void is_finished(Stage *s, const Id *media)
{
    Ctx *cx = check_ctx(s->c);
    Sha256 digest = sha256(STR(FILM));
    Media m = {0};
    Str bytes = STR(""), hex = STR("");
    CHECK_INT(s->c, blob_read(cx, s->at.blobs, source_key(s, media), 0, 1000, &bytes), OK);
    CHECK_STR(s->c, bytes, FILM);
    CHECK(s->c, sha256_hex(cx, &digest, &hex) == OK);
    CHECK_INT(s->c, media_get(cx, s->at.db, media, &m), OK);
    CHECK(s->c, str_equal(m.sha256, hex));
    CHECK_INT(s->c, m.state, MEDIA_PREPARING);
    CHECK_INT(s->c, m.received_bytes, FILM_SIZE);
}

static void comes_in_parts(Check *c, TestDatabase *d)
{
    Stage s = open_stage(c, d);
    Upload u = created(&s);
    Media m = {0};
    CHECK_INT(c, append(&s, &u.media, 0, 7, &u), OK);
    CHECK_INT(c, u.offset, 7);
    REQUIRE(c, media_get(check_ctx(c), s.at.db, &u.media, &m) == OK);
    CHECK_INT(c, m.received_bytes, 7);
    CHECK_STR(c, m.title, "Visite");
    CHECK_INT(c, m.kind, MEDIA_VIDEO);
    CHECK_INT(c, append(&s, &u.media, 7, 0, &u), OK);
    CHECK_INT(c, append(&s, &u.media, 7, FILM_SIZE - 7, &u), OK);
    CHECK(c, u.finished);
    is_finished(&s, &u.media);
    CHECK_INT(c, append(&s, &u.media, FILM_SIZE, 0, &u), OK); /* asked again, for its answer was lost */
    refused(&s, append(&s, &u.media, 7, FILM_SIZE - 7, &u), ERR_CONFLICT, "upload.wrong_offset");
    CHECK_INT(c, upload_get(check_ctx(c), &s.at, &u.media, &u), OK);
    CHECK(c, u.finished && u.offset == FILM_SIZE && u.total == FILM_SIZE);
    blob_close(s.at.blobs);
}

static void parts_out_of_place(Check *c, TestDatabase *d)
{
    Stage s = open_stage(c, d);
    Upload u = created(&s);
    refused(&s, append(&s, &u.media, 1, 1, &u), ERR_CONFLICT, "upload.wrong_offset");
    CHECK_INT(c, append(&s, &u.media, 0, 5, &u), OK);
    refused(&s, append(&s, &u.media, 0, 5, &u), ERR_CONFLICT, "upload.wrong_offset");
    refused(&s, append(&s, &u.media, 5, FILM_SIZE - 4, &u), ERR_LIMIT, "upload.beyond_end");
    CHECK_INT(c, append(&s, &u.media, 5, FILM_SIZE - 5, &u), OK);
    is_finished(&s, &u.media);
    blob_close(s.at.blobs);
}

/* The program died when the bytes were there and the row was not written: they come again, shorter this time. */
static void bytes_ahead_of_the_row(Check *c, TestDatabase *d)
{
    Stage s = open_stage(c, d);
    Upload u = created(&s);
    CHECK_INT(c, append(&s, &u.media, 0, 5, &u), OK);
    FILE *file = fopen(s.part, "w");
    REQUIRE(c, file && fputs("what was never acknowledged", file) >= 0 && fclose(file) == 0);
    CHECK_INT(c, blob_stage_append(check_ctx(c), s.at.blobs, source_key(&s, &u.media), 5, s.part, 27), OK);
    CHECK_INT(c, append(&s, &u.media, 5, 3, &u), OK);
    CHECK_INT(c, append(&s, &u.media, 8, FILM_SIZE - 8, &u), OK);
    is_finished(&s, &u.media);
    blob_close(s.at.blobs);
}

static void one_part_at_a_time(Check *c, TestDatabase *d)
{
    Stage s = open_stage(c, d);
    Upload u = created(&s);
    BlobStageLock other = {0};
    REQUIRE(c, blob_stage_lock(check_ctx(c), s.at.blobs, source_key(&s, &u.media), &other) == OK);
    refused(&s, append(&s, &u.media, 0, 5, &u), ERR_CONFLICT, "upload.busy");
    refused(&s, upload_drop(check_ctx(c), &s.at, &u.media), ERR_CONFLICT, "upload.busy");
    blob_stage_unlock(&other);
    CHECK_INT(c, append(&s, &u.media, 0, 5, &u), OK);
    CHECK_INT(c, u.offset, 5);
    blob_close(s.at.blobs);
}

static void lost_bytes_begin_again(Check *c, TestDatabase *d)
{
    Stage s = open_stage(c, d);
    Upload u = created(&s);
    CHECK_INT(c, append(&s, &u.media, 0, 5, &u), OK);
    CHECK_INT(c, blob_stage_drop(check_ctx(c), s.at.blobs, source_key(&s, &u.media)), OK);
    refused(&s, append(&s, &u.media, 5, 3, &u), ERR_CONFLICT, "upload.wrong_offset");
    CHECK_INT(c, upload_get(check_ctx(c), &s.at, &u.media, &u), OK);
    CHECK_INT(c, u.offset, 0);
    CHECK_INT(c, append(&s, &u.media, 0, FILM_SIZE, &u), OK);
    is_finished(&s, &u.media);
    blob_close(s.at.blobs);
}

static void limits(Check *c, TestDatabase *d)
{
    Stage s = open_stage(c, d);
    Upload u = {0};
    refused(&s, create(&s, "a.mp4", 0, &u), ERR_REFUSED, "media.empty");
    refused(&s, create(&s, "a.mp4", UPLOAD_SIZE_MAX + 1, &u), ERR_LIMIT, "media.too_large");
    CHECK_INT(c, create(&s, "a.mp4", UPLOAD_SIZE_MAX, &u), OK);
    refused(&s, create(&s, "a.exe", 1, &u), ERR_REFUSED, "media.unsupported_type");
    for (int i = 1; i < UPLOAD_OPEN_MAX; i++)
        CHECK_INT(c, create(&s, "a.pdf", 1, &u), OK);
    refused(&s, create(&s, "a.pdf", 1, &u), ERR_REFUSED, "upload.too_many");
    s.at.by.person = bob;
    CHECK_INT(c, create(&s, "a.pdf", 1, &u), OK);
    s.at.by.person = alice;
    CHECK_INT(c, upload_drop(check_ctx(c), &s.at, &u.media), ERR_MISSING); /* bob's */
    blob_close(s.at.blobs);
}

static void finished_ones_do_not_count(Check *c, TestDatabase *d)
{
    Stage s = open_stage(c, d);
    Upload u = {0};
    for (int i = 0; i < UPLOAD_OPEN_MAX; i++)
        CHECK_INT(c, create(&s, "a.pdf", 1, &u), OK);
    CHECK_INT(c, append(&s, &u.media, 0, 1, &u), OK);
    CHECK_INT(c, create(&s, "a.pdf", 1, &u), OK);
    refused(&s, create(&s, "a.pdf", 1, &u), ERR_REFUSED, "upload.too_many");
    CHECK_INT(c, upload_drop(check_ctx(c), &s.at, &u.media), OK);
    CHECK_INT(c, create(&s, "a.pdf", 1, &u), OK);
    blob_close(s.at.blobs);
}

static void only_its_owner(Check *c, TestDatabase *d)
{
    Stage s = open_stage(c, d);
    Upload u = created(&s), seen;
    s.at.by.person = bob;
    refused(&s, append(&s, &u.media, 0, 5, &seen), ERR_MISSING, "http.missing");
    CHECK_INT(c, upload_get(check_ctx(c), &s.at, &u.media, &seen), ERR_MISSING);
    CHECK_INT(c, upload_drop(check_ctx(c), &s.at, &u.media), ERR_MISSING);
    s.at.by.person = alice;
    CHECK_INT(c, upload_get(check_ctx(c), &s.at, &u.media, &seen), OK);
    CHECK_INT(c, seen.offset, 0);
    blob_close(s.at.blobs);
}

static void given_up(Check *c, TestDatabase *d)
{
    Stage s = open_stage(c, d);
    Upload u = created(&s);
    Media m;
    CHECK_INT(c, append(&s, &u.media, 0, 5, &u), OK);
    CHECK_INT(c, upload_drop(check_ctx(c), &s.at, &u.media), OK);
    CHECK_INT(c, upload_get(check_ctx(c), &s.at, &u.media, &u), ERR_MISSING);
    CHECK_INT(c, media_get(check_ctx(c), s.at.db, &u.media, &m), ERR_MISSING);
    CHECK_INT(c, blob_stage_commit(check_ctx(c), s.at.blobs, source_key(&s, &u.media), 5), ERR_MISSING);
    u = created(&s);
    CHECK_INT(c, append(&s, &u.media, 0, FILM_SIZE, &u), OK);
    refused(&s, upload_drop(check_ctx(c), &s.at, &u.media), ERR_CONFLICT, "upload.finished");
    is_finished(&s, &u.media);
    blob_close(s.at.blobs);
}

static void old_ones_are_swept(Check *c, TestDatabase *d)
{
    Stage s = open_stage(c, d);
    Ctx *cx = check_ctx(c);
    Upload old = created(&s), done = created(&s), recent, seen;
    CHECK_INT(c, append(&s, &old.media, 0, 5, &old), OK);
    CHECK_INT(c, append(&s, &done.media, 0, FILM_SIZE, &done), OK);
    check_clock_add(c, UPLOAD_KEEP_MS);
    recent = created(&s);
    CHECK_INT(c, upload_sweep(cx, &s.at), OK);
    CHECK_INT(c, upload_get(cx, &s.at, &old.media, &seen), OK); /* a week to the millisecond */
    check_clock_add(c, 1);
    CHECK_INT(c, upload_sweep(cx, &s.at), OK);
    CHECK_INT(c, upload_get(cx, &s.at, &old.media, &seen), ERR_MISSING);
    CHECK_INT(c, blob_stage_commit(cx, s.at.blobs, source_key(&s, &old.media), 5), ERR_MISSING);
    CHECK_INT(c, upload_get(cx, &s.at, &done.media, &seen), ERR_MISSING); /* the row only */
    is_finished(&s, &done.media);
    CHECK_INT(c, upload_get(cx, &s.at, &recent.media, &seen), OK);
    blob_close(s.at.blobs);
}

/* One upload in three parts, going on after each failure where the row says, as a client does. */
static Rc send_all(Ctx *cx, Stage *s, const Id *media)
{
    Upload u;
    TRY(upload_get(cx, &s->at, media, &u));
    while (u.offset < u.total) {
        int64_t n = u.total - u.offset;
        TRY(append_with(cx, s, media, u.offset, n > 8 ? 8 : n, &u));
    }
    return OK;
}

/* Whichever write, rename, statement or allocation fails: what was acknowledged stays, the rest comes again, and what
 * was whole is finished by the sweep if nobody asks. */
static void faults(Check *c, TestDatabase *d)
{
    Stage s = open_stage(c, d);
    Rc rc = ERR_IO;
    long n = 0;
    int full = 0;
    for (; rc != OK && n < 400; n++) {
        AUTO_ARENA arena = arena_new(8 << 20);
        Ctx cx = *check_ctx(c);
        Upload u = created(&s);
        cx.arena = arena;
        fault_after(FAULT_ALL, n);
        rc = send_all(&cx, &s, &u.media);
        fault_disarm();
        CHECK(c, rc == OK || rc == ERR_NOMEM || rc == ERR_IO || rc == ERR_BUSY);
        full += cx.problem.code && strcmp(cx.problem.code, "blob.full") == 0;
        for (int tries = 0; rc != OK && tries < 2 && send_all(&cx, &s, &u.media) != OK; tries++)
            continue;
        CHECK_INT(c, upload_sweep(&cx, &s.at), OK);
        is_finished(&s, &u.media);
    }
    CHECK(c, rc == OK && n > 30);
    CHECK(c, full >= 3); /* one write for each part */
    blob_close(s.at.blobs);
}

static void kinds(Check *c)
{
    static const struct {
        const char *name, *type;
        int kind; /* -1: refused */
    } cases[] = {
        {"a.mp4", "", MEDIA_VIDEO},
        {"a.b.MKV", "application/octet-stream", MEDIA_VIDEO},
        {"a.mts", "", MEDIA_VIDEO},
        {"photo.JPEG", "", MEDIA_IMAGE},
        {"a.webp", "", MEDIA_IMAGE},
        {"a.pdf", "", MEDIA_DOCUMENT},
        {"recording", "video/webm", MEDIA_VIDEO},
        {"a.", "image/png", MEDIA_IMAGE},
        {"a.gif", "image/gif", -1},
        {"a.svg", "image/svg+xml", -1},
        {"mp4", "", -1},
        {"", "", -1},
        {"a.mp4.exe", "", -1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        MediaKind kind = MEDIA_KIND_COUNT;
        Rc rc = upload_kind(str_of(cases[i].name), str_of(cases[i].type), &kind);
        bool right = cases[i].kind < 0 ? rc == ERR_MISSING : rc == OK && (int)kind == cases[i].kind;
        if (!CHECK(c, right))
            check_say(c, "%s %s", cases[i].name, cases[i].type);
    }
}

static void metadata(Check *c)
{
    static const struct {
        const char *header, *name, *title; /* name NULL: refused */
    } cases[] = {
        {"filename VmlzaXRlLm1wNA==", "Visite.mp4", NULL},
        {"title w6k=,filename YS5tcDQ=", "a.mp4", "é"},
        {"filename QzpcYS9iLm1wNA==", "b.mp4", NULL}, /* C:\a/b.mp4 */
        {"other ???,filename YQ==", "a", NULL},
        {"", "", NULL},
        {"filename", NULL, NULL},
        {"filename YQ==,filename YQ==", NULL, NULL},
        {"filename YQ", NULL, NULL},
        {"filename Y_-_", NULL, NULL},
        {"filename YQpi", NULL, NULL}, /* a line break */
        {"filename /////w==", NULL, NULL},
    };
    Ctx *cx = check_ctx(c);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        UploadMetadata m = {0};
        Rc rc = upload_metadata(cx, str_of(cases[i].header), &m);
        if (!CHECK_INT(c, rc, cases[i].name || i == 5 ? OK : ERR_INVALID))
            check_say(c, "%s", cases[i].header);
        if (rc == OK && cases[i].name)
            CHECK_STR(c, m.file_name, cases[i].name);
        if (rc == OK && cases[i].title)
            CHECK_STR(c, m.title, cases[i].title);
    }
}

/* `count` times the base64 of "aaa". */
static Str named(Check *c, int count, const char *end)
{
    Buf b;
    buf_init(&b, check_ctx(c)->arena, 16 << 10);
    buf_put(&b, STR("filename "));
    for (int i = 0; i < count; i++)
        buf_put(&b, STR("YWFh"));
    buf_put(&b, str_of(end));
    return buf_str(&b);
}

static void metadata_limits(Check *c)
{
    Ctx *cx = check_ctx(c);
    UploadMetadata m = {0};
    CHECK_INT(c, upload_metadata(cx, named(c, 66, "YWE="), &m), OK);
    CHECK_INT(c, (int64_t)m.file_name.n, UPLOAD_NAME_MAX);
    CHECK_INT(c, upload_metadata(cx, named(c, 67, ""), &m), ERR_INVALID);
    CHECK_STR(c, cx->problem.field, "filename");
    Str most = named(c, 1, ",x ");
    char *header = arena_get(cx->arena, UPLOAD_METADATA_MAX + 1);
    REQUIRE(c, header != NULL);
    memset(header, 'y', UPLOAD_METADATA_MAX + 1);
    memcpy(header, most.at, most.n);
    CHECK_INT(c, upload_metadata(cx, (Str){header, UPLOAD_METADATA_MAX}, &m), OK);
    CHECK_INT(c, upload_metadata(cx, (Str){header, UPLOAD_METADATA_MAX + 1}, &m), ERR_INVALID);
}

#define EACH(test)                     \
    static void each_##test(Check *c)  \
    {                                  \
        database_each_engine(c, test); \
    }
EACH(comes_in_parts)
EACH(parts_out_of_place)
EACH(bytes_ahead_of_the_row)
EACH(one_part_at_a_time)
EACH(lost_bytes_begin_again)
EACH(limits)
EACH(finished_ones_do_not_count)
EACH(only_its_owner)
EACH(given_up)
EACH(old_ones_are_swept)
EACH(faults)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a file that comes in parts becomes the source of a media", each_comes_in_parts},
        {"a part out of its place is refused and told where to go on", each_parts_out_of_place},
        {"bytes that a crash left ahead of the row are written over", each_bytes_ahead_of_the_row},
        {"of two parts at the same time one is refused", each_one_part_at_a_time},
        {"an upload whose bytes were lost begins again", each_lost_bytes_begin_again},
        {"size, type and number of uploads have their limits", each_limits},
        {"finished and dropped uploads do not count", each_finished_ones_do_not_count},
        {"only its owner sees and continues an upload", each_only_its_owner},
        {"an unfinished upload is given up with its bytes, a finished one is not", each_given_up},
        {"what nobody touched for a week is swept", each_old_ones_are_swept},
        {"whatever fails, the upload goes on to its end", each_faults},
        {"kinds are told by ending, else by type", kinds},
        {"metadata are pairs of a key and base64", metadata},
        {"a file name of 200 characters passes and one more does not", metadata_limits},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
