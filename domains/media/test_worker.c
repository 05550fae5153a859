/* Canned results, on the same grid of segments as real ones. */
#include "domains/media/test_worker.h"

#include "domains/media/media_work.h"
#include "domains/media/step_result.h"
#include "kernel/crypt/crypt.h"
#include "kernel/json/codec.h"
#include "kernel/json/member.h"
#include "kernel/json/writer.h"
#include "kernel/queue/queue.h"

#include <stddef.h>
#include <stdlib.h>

enum {
    RESULT_ROOM = 2 << 20,
    TICKS_A_SECOND = 90000,
    HEADER_BYTES = 400,
    SEGMENT_BYTES = 100,
    LAST_GRID_MS = 4000,
    SOUND_PART_MS = 64000
};

const WorkKind work_kinds[] = {
    {MEDIA_JOB, media_work_payload, media_work_complete, media_work_failed, media_work_input, media_work_output,
     media_work_progress},
    {0},
};

const char *test_probe(Check *c, int64_t duration_ms, int64_t width, int64_t height)
{
    Str text = {0};
    CHECK(c,
          str_format(check_ctx(c)->arena, &text,
                     "{\"files\":[],\"duration_ms\":%lld,\"has_video\":true,\"has_audio\":true,\"video\":{\"stream\":0,"
                     "\"width\":%lld,\"height\":%lld,\"rotation\":0,\"mirror\":false,\"fps_milli\":25000,"
                     "\"frames_hint\":100,\"hdr\":\"none\",\"codec\":\"h264\"},\"audio\":{\"stream\":1,\"channels\":2,"
                     "\"sample_rate\":44100,\"codec\":\"aac\"},\"format\":\"mov,mp4\"}",
                     (long long)duration_ms, (long long)width, (long long)height) == OK);
    return text.at;
}

Db *test_worker_db(TestWorker *w)
{
    return database_open(w->c, w->d, &w->space.id);
}

Db *test_worker_platform(TestWorker *w)
{
    return database_platform(w->c, w->d);
}

void test_worker_open(Check *c, TestDatabase *d, TestWorker *ret)
{
    TestWorker w = {.c = c, .d = d, .probe = test_probe(c, 100000, 1280, 720)};
    Ctx *cx = check_ctx(c);
    if (space_create(cx, d->thread, STR("client"), STR("Client"), STR("fr"), SPACE_CLIENT, &w.space) != OK ||
        blob_open_folder(cx, str_of(check_folder(c)), &w.blobs) != OK)
        abort(); /* nothing after this could make sense */
    w.at = (WorkPlace){.stores = d->thread, .blobs = w.blobs};
    *ret = w;
}

void test_worker_close(TestWorker *w)
{
    blob_close(w->blobs);
}

typedef struct {
    MediaKind kind;
    Id owner, media;
    Str digest;
} NewMedia;

static Rc insert(Ctx *cx, Db *db, void *arg)
{
    NewMedia *n = arg;
    Actor by = {.person = n->owner};
    MediaSpec spec = {.kind = n->kind, .file_name = STR("Visite guidée.mp4"), .size_bytes = 5};
    TRY(media_insert(cx, db, &by, &spec, &n->media));
    return media_received(cx, db, &n->media, n->digest);
}

Id test_worker_media(TestWorker *w, MediaKind kind, const Id *owner)
{
    Ctx *cx = check_ctx(w->c);
    NewMedia n = {.kind = kind};
    Str key;
    Sha256 digest = sha256(STR("bytes"));
    if (owner)
        n.owner = *owner;
    bool ok = sha256_hex(cx, &digest, &n.digest) == OK && db_write(cx, test_worker_db(w), insert, &n) == OK;
    ok = ok && media_source_key(cx, &w->space.id, &n.media, &key) == OK &&
         blob_put(cx, w->blobs, key, STR("bytes"), NULL) == OK &&
         media_wake(cx, test_worker_platform(w), test_worker_db(w), &w->space.id, &n.media) == OK;
    CHECK(w->c, ok);
    return n.media;
}

Media test_worker_get(TestWorker *w, const Id *media)
{
    Media m = {0};
    CHECK(w->c, media_get(check_ctx(w->c), test_worker_db(w), media, &m) == OK);
    return m;
}

typedef struct {
    Str sha256;
    int64_t size;
} Input;

typedef struct {
    TestJob job;
    ListOf(Input) inputs;
} Payload;

static const Member rung_members[] = {MEMBER_TEXT(TestRung, name, TEXT_TOKEN, 1, 20, "Track")};
static SHAPE(rung_shape, NULL, TestRung, rung_members, "A rung");
static const Member input_members[] = {
    MEMBER_TEXT(Input, sha256, TEXT_TOKEN, 64, 64, "Digest"),
    MEMBER_INT(Input, size, 1, INT64_MAX, "Bytes"),
};
static SHAPE(input_shape, NULL, Input, input_members, "A file");
#define JOB_OPTIONAL(m, k, ...)                                                          \
    {                                                                                    \
        .name = #m, .kind = k, .flags = MEMBER_OPTIONAL, .at = offsetof(Payload, job.m), \
        .has_at = offsetof(Payload, job.has_##m), .doc = "Of the payload", __VA_ARGS__   \
    }
static const Member payload_members[] = {
    {.name = "step",
     .kind = MEMBER_KIND_TEXT,
     .at = offsetof(Payload, job.step),
     .has_at = MEMBER_NO_HAS,
     .text = TEXT_TOKEN,
     .min = 1,
     .max = 20,
     .doc = "Which"},
    MEMBER_LIST(Payload, inputs, input_shape, 5000, "Files"),
    JOB_OPTIONAL(track, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = 20),
    JOB_OPTIONAL(part, MEMBER_KIND_INT, .max = 5000),
    JOB_OPTIONAL(start_ms, MEMBER_KIND_INT, .max = INT64_MAX),
    JOB_OPTIONAL(end_ms, MEMBER_KIND_INT, .max = INT64_MAX),
    JOB_OPTIONAL(duration_ms, MEMBER_KIND_INT, .max = INT64_MAX),
    JOB_OPTIONAL(poster, MEMBER_KIND_BOOL, .min = 0),
    JOB_OPTIONAL(rungs, MEMBER_KIND_LIST, .of = &rung_shape, .max = 10, .item_size = sizeof(TestRung)),
};
static SHAPE(payload_shape, NULL, Payload, payload_members, "What a worker gets");

bool test_worker_take(TestWorker *w, TestJob *ret)
{
    Ctx *cx = check_ctx(w->c);
    Payload p = {0};
    WorkItem items[JOB_BATCH_MAX];
    Str kind = STR(MEDIA_JOB);
    size_t n = 0;
    CHECK_INT(w->c, work_lease(cx, &w->at, STR("test"), &kind, 1, 1, items, &n), OK);
    if (!n)
        return false;
    if (!CHECK(w->c, shape_decode(cx, &payload_shape, items[0].payload, DECODE_LENIENT, &p) == OK))
        check_say(w->c, "%.*s: %s %.*s", STR_ARG(items[0].payload), cx->problem.code, STR_ARG(cx->problem.field));
    p.job.item = items[0];
    p.job.input_count = (int64_t)p.inputs.n;
    for (size_t i = 0; i < p.inputs.n; i++)
        p.job.input_bytes += p.inputs.at[i].size;
    *ret = p.job;
    return true;
}

/* Puts a file as the worker would: where the api says. The digest as hexadecimal. */
static Str put_file(TestWorker *w, const TestJob *job, Str name, Str bytes)
{
    Ctx *cx = check_ctx(w->c);
    Job row;
    Str key, hex = STR("");
    Sha256 digest;
    bool ok = queue_get(cx, test_worker_platform(w), &job->item.hold.job, &row) == OK &&
              media_work_output(cx, &w->at, &row, name, &key) == OK &&
              blob_put(cx, w->blobs, key, bytes, &digest) == OK && sha256_hex(cx, &digest, &hex) == OK;
    if (!CHECK(w->c, ok))
        check_say(w->c, "no output %.*s", STR_ARG(name));
    return hex;
}

static Str zeros(TestWorker *w, int64_t n)
{
    char *at = arena_get(check_ctx(w->c)->arena, (size_t)n);
    return at ? (Str){at, (size_t)n} : STR("");
}

static Str named(TestWorker *w, const char *format, Str track, int64_t part)
{
    Str name = {0};
    CHECK(w->c, part < 0 ? str_format(check_ctx(w->c)->arena, &name, "%.*s.%s", STR_ARG(track), format) == OK
                         : str_format(check_ctx(w->c)->arena, &name, "%.*s.%04lld.%s", STR_ARG(track), (long long)part,
                                      format) == OK);
    return name;
}

/* The end of the segment that begins at `ms`: 0, 2, 4, 8, 12 … */
static int64_t next_on_grid(int64_t ms)
{
    return ms < LAST_GRID_MS ? ms / 2000 * 2000 + 2000 : ms / LAST_GRID_MS * LAST_GRID_MS + LAST_GRID_MS;
}

/* One entry of a result: a part of a track from `start_ms` to `end_ms`. */
static void put_part(TestWorker *w, const TestJob *job, JsonWriter *out, Str track, int64_t part, int64_t start_ms,
                     int64_t end_ms)
{
    bool sound = track.at[0] == 'a';
    int64_t size = 0, height = 0;
    CHECK(w->c, sound || str_i64((Str){track.at + 1, track.n - 1}, &height) == OK);
    Str init = named(w, "init.mp4", track, -1);
    json_object_begin(out);
    json_member_text(out, "name", track);
    json_member_text(out, "codecs", sound ? STR("mp4a.40.2") : STR("avc1.64000c"));
    json_member_int(out, "width", height * 16 / 9);
    json_member_int(out, "height", height);
    json_member_int(out, "timescale", TICKS_A_SECOND);
    json_member_int(out, "part", part);
    json_member_text(out, "init_sha256", put_file(w, job, init, init));
    json_name(out, STR("segments"));
    json_array_begin(out);
    for (int64_t at = start_ms; at < end_ms;) {
        int64_t next = next_on_grid(at) < end_ms ? next_on_grid(at) : end_ms;
        int64_t bytes = (SEGMENT_BYTES + height) * (next - at) / 1000 + 1;
        json_object_begin(out);
        json_member_int(out, "size", bytes);
        json_member_int(out, "start", at * (TICKS_A_SECOND / 1000));
        json_member_int(out, "duration", (next - at) * (TICKS_A_SECOND / 1000));
        json_object_end(out);
        size += bytes;
        at = next;
    }
    json_array_end(out);
    json_member_int(out, "part_size", size);
    json_member_text(out, "part_sha256", put_file(w, job, named(w, "m4s", track, part), zeros(w, size)));
    json_object_end(out);
}

static void do_encode(TestWorker *w, const TestJob *job, JsonWriter *out)
{
    json_name(out, STR("tracks"));
    json_array_begin(out);
    for (size_t i = 0; i < job->rungs.n; i++)
        put_part(w, job, out, job->rungs.at[i].name, job->part, job->start_ms, job->end_ms);
    json_array_end(out);
    if (job->poster)
        put_file(w, job, STR("poster.jpg"), STR("jpeg"));
}

static void do_audio(TestWorker *w, const TestJob *job, JsonWriter *out)
{
    json_name(out, STR("tracks"));
    json_array_begin(out);
    for (int64_t at = 0; at < job->duration_ms; at += SOUND_PART_MS) {
        int64_t end = at + SOUND_PART_MS;
        put_part(w, job, out, STR("a48"), at / SOUND_PART_MS, at, end < job->duration_ms ? end : job->duration_ms);
    }
    json_array_end(out);
}

static void do_join(TestWorker *w, const TestJob *job, JsonWriter *out)
{
    Str name = named(w, "mp4", job->track, -1), init = named(w, "init.mp4", job->track, -1);
    int64_t size = HEADER_BYTES + job->input_bytes - (int64_t)init.n;
    json_member_text(out, "name", name);
    json_member_int(out, "size", size);
    json_member_int(out, "header_size", HEADER_BYTES);
    json_member_text(out, "sha256", put_file(w, job, name, zeros(w, size)));
}

static void put_pictures(TestWorker *w, const TestJob *job, JsonWriter *out, const char *stem)
{
    static const int widths[] = {800, 320};
    json_name(out, STR("pictures"));
    json_array_begin(out);
    for (size_t i = 0; i < 4; i++) {
        Str name = {0};
        CHECK(w->c,
              str_format(check_ctx(w->c)->arena, &name, "%s-%d.%s", stem, widths[i / 2], i % 2 ? "jpg" : "webp") == OK);
        put_file(w, job, name, STR("picture"));
        json_object_begin(out);
        json_member_text(out, "name", name);
        json_member_text(out, "type", i % 2 ? STR("image/jpeg") : STR("image/webp"));
        json_member_int(out, "width", widths[i / 2]);
        json_member_int(out, "height", widths[i / 2] / 2);
        json_object_end(out);
    }
    json_array_end(out);
}

static void do_image(TestWorker *w, const TestJob *job, JsonWriter *out)
{
    json_member_int(out, "width", 1000);
    json_member_int(out, "height", 500);
    put_pictures(w, job, out, "i");
}

static void do_pages(TestWorker *w, const TestJob *job, JsonWriter *out)
{
    json_name(out, STR("pages"));
    json_array_begin(out);
    for (int page = 1; page <= 2; page++) {
        char stem[20];
        snprintf(stem, sizeof stem, "p-%03d", page);
        json_object_begin(out);
        put_pictures(w, job, out, stem);
        json_member_text(out, "text", STR("Premiers secours"));
        json_object_end(out);
    }
    json_array_end(out);
}

Str test_worker_do(TestWorker *w, const TestJob *job)
{
    static const struct {
        const char *step;
        void (*run)(TestWorker *w, const TestJob *job, JsonWriter *out);
    } steps[] = {
        {"encode", do_encode}, {"audio", do_audio}, {"finalise", do_join}, {"image", do_image}, {"pages", do_pages},
    };
    Buf text;
    buf_init(&text, check_ctx(w->c)->arena, RESULT_ROOM);
    JsonWriter out = JSON_WRITER(&text);
    if (str_equal(job->step, STR("probe")))
        return str_of(w->probe);
    json_object_begin(&out);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (str_equal(job->step, str_of(steps[i].step)))
            steps[i].run(w, job, &out);
    json_object_end(&out);
    CHECK(w->c, text.rc == OK);
    return buf_str(&text);
}

Rc test_worker_finish(TestWorker *w, const TestJob *job)
{
    return work_complete(check_ctx(w->c), &w->at, &job->item.hold, test_worker_do(w, job));
}

int test_worker_run(TestWorker *w, int most, Buf *log)
{
    TestJob job;
    int done = 0;
    for (; done < most && test_worker_take(w, &job); done++) {
        if (!CHECK(w->c, test_worker_finish(w, &job) == OK)) {
            check_say(w->c, "step %.*s part %lld", STR_ARG(job.step), (long long)job.part);
            break;
        }
        if (log)
            buf_format(log, "%s%.*s.%lld%.*s", log->n ? " " : "", STR_ARG(job.step), (long long)job.part,
                       STR_ARG(job.track));
    }
    return done;
}
