/* What players are given: the index while parts come and afterwards, its largest size, playlists. */
#include "domains/media/media_play.h"

#include "domains/media/lay.h"
#include "domains/media/library.h"
#include "domains/media/media_hls.h"
#include "domains/media/media_work.h"
#include "domains/media/segments.h"
#include "domains/media/step_spec.h"
#include "domains/media/test_worker.h"
#include "domains/media/token.h"
#include "domains/media/track_store.h"
#include "kernel/crypt/crypt.h"
#include "kernel/http/api.h"
#include "kernel/json/codec.h"
#include "kernel/queue/queue.h"

enum { MANY = 100000 };

static MediaKey *key_of(Check *c)
{
    MediaKey *key = NULL;
    Str path = {0};
    CHECK(c, str_format(check_ctx(c)->arena, &path, "%s/media.key", check_folder(c)) == OK &&
                 media_key_open(check_ctx(c), path, &key) == OK);
    return key;
}

static MediaPlay play_of(TestWorker *w, const MediaKey *key, const Id *media)
{
    MediaPlay play = {0}, again = {0};
    Buf json;
    Ctx *cx = check_ctx(w->c);
    CHECK(w->c, media_play(cx, test_worker_db(w), key, &w->space.id, media, &play) == OK);
    buf_init(&json, cx->arena, HTTP_REPLY_MAX);
    CHECK(w->c, shape_encode(cx, &media_play_shape, &play, &json) == OK);
    Rc rc = shape_decode(cx, &media_play_shape, buf_str(&json), DECODE_STRICT, &again);
    if (!CHECK(w->c,
               rc == OK || (rc == ERR_LIMIT &&
                            play.duration_ms ==
                                MEDIA_DURATION_MS_MAX))) /* we never read what only browsers do, so it may be larger */
        check_say(w->c, "%s %.*s", cx->problem.code, STR_ARG(cx->problem.field));
    return play;
}

static const MediaTrack *track_of(const MediaPlay *play, const char *name)
{
    for (size_t i = 0; i < play->tracks.n; i++)
        if (str_equal(play->tracks.at[i].name, str_of(name)))
            return &play->tracks.at[i];
    return NULL;
}

static bool ends(Str s, const char *end)
{
    size_t n = strlen(end);
    return s.n >= n && memcmp(s.at + s.n - n, end, n) == 0;
}

/* Works until the step `name` is about to be done, and leaves it. */
static void run_before(TestWorker *w, const char *step, int64_t part, size_t rungs)
{
    TestJob job;
    while (test_worker_take(w, &job)) {
        if (str_equal(job.step, str_of(step)) && job.part == part && job.rungs.n == rungs)
            return;
        CHECK(w->c, test_worker_finish(w, &job) == OK);
    }
    check_note(w->c, false, __FILE__, __LINE__, "the step comes");
}

static void index_grows(Check *c, TestDatabase *d)
{
    TestWorker w;
    Buf text;
    test_worker_open(c, d, &w);
    MediaKey *key = key_of(c);
    Id film = test_worker_media(&w, MEDIA_VIDEO, NULL);
    MediaPlay play = play_of(&w, key, &film);
    CHECK(c, play.tracks.n == 0 && !play.complete && !play.has_poster_url);
    run_before(&w, "encode", 3, 2); /* pass B: 480 and 720 */
    play = play_of(&w, key, &film);
    REQUIRE(c, play.tracks.n == 4 && track_of(&play, "v240") && track_of(&play, "v720") && track_of(&play, "a48"));
    CHECK_INT(c, play.duration_ms, 100000);
    CHECK(c, ends(play.poster_url, "/poster.jpg"));
    const MediaTrack *low = track_of(&play, "v240"), *high = track_of(&play, "v720");
    CHECK(c, low->complete && low->runs.n == 1 && ends(low->runs.at[0].url, "/v240.mp4"));
    CHECK_INT(c, low->runs.at[0].offset, 400);
    CHECK_INT(c, low->runs.at[0].start, 0);
    CHECK_INT(c, (int64_t)low->runs.at[0].sizes.n, 26); /* 0, 2, 4, 8 … 96 s */
    CHECK_INT(c, low->runs.at[0].durations.at[0], 2 * 90000);
    CHECK_INT(c, low->runs.at[0].durations.at[25], 4 * 90000);
    CHECK_INT(c, low->bandwidth, 681 * 8 / 2);
    CHECK_STR(c, low->init, "djI0MC5pbml0Lm1wNA=="); /* base64 of what the test's worker puts there */
    CHECK(c, !high->complete && high->runs.n >= 1 && high->runs.n < 7);
    for (size_t i = 0; i < high->runs.n; i++) {
        const MediaRun *r = &high->runs.at[i];
        CHECK_INT(c, r->offset, 0);
        CHECK_INT(c, r->start % (16 * 90000), 0);
        CHECK(c, !i || r->start > r[-1].start);
    }
    CHECK(c, ends(high->runs.at[0].url, ".m4s"));
    buf_init(&text, check_ctx(c)->arena, HLS_MAX);
    CHECK_INT(c, hls_media(check_ctx(c), &play, STR("v720"), &text), ERR_MISSING);
    CHECK_INT(c, hls_master(check_ctx(c), &play, &text), OK);
    CHECK(c, memmem(text.at, text.n, "v240.m3u8", 9) && !memmem(text.at, text.n, "v720.m3u8", 9));
    media_key_free(key);
    test_worker_close(&w);
}

static void pictures(Check *c, TestDatabase *d)
{
    TestWorker w;
    test_worker_open(c, d, &w);
    MediaKey *key = key_of(c);
    Id image = test_worker_media(&w, MEDIA_IMAGE, NULL), pages = test_worker_media(&w, MEDIA_DOCUMENT, NULL);
    CHECK_INT(c, test_worker_run(&w, MANY, NULL), 2);
    MediaPlay play = play_of(&w, key, &image);
    REQUIRE(c, play.pages.n == 1 && play.pages.at[0].pictures.n == 4);
    const MediaPicture *p = play.pages.at[0].pictures.at;
    CHECK(c, p[0].width == 320 && p[1].width == 320 && p[2].width == 800 && p[3].width == 800);
    CHECK(c, ends(p[0].url, "/i-320.webp") && ends(p[1].url, "/i-320.jpg") && ends(play.poster_url, "/i-320.jpg"));
    CHECK(c, play.complete && play.width == 1000 && play.height == 500);
    play = play_of(&w, key, &pages);
    REQUIRE(c, play.pages.n == 2);
    CHECK(c, ends(play.pages.at[1].pictures.at[0].url, "/p-002-320.webp"));
    CHECK_STR(c, play.pages.at[1].text, "Premiers secours");
    MediaPlace at = {test_worker_platform(&w), test_worker_db(&w), w.space.id};
    CHECK_INT(c, library_delete(check_ctx(c), &at, &pages), OK);
    CHECK_INT(c, media_play(check_ctx(c), test_worker_db(&w), key, &w.space.id, &pages, &play), ERR_MISSING);
    media_key_free(key);
    test_worker_close(&w);
}

typedef struct {
    TestWorker *w;
    const Id *media;
} Long;

static Rc put_parts(Ctx *cx, Db *db, const Id *media, const char *name, int64_t parts, int segments)
{
    StepSegment run[20];
    char digest[65];
    TrackRow track = {.name = str_of(name),
                      .codecs = STR("avc1.64001f"),
                      .timescale = 90000,
                      .init = STR("init"),
                      .init_sha256 = STR("i")};
    for (int i = 0; i < segments; i++)
        run[i] = (StepSegment){999999, 360000, 0};
    TRY(track_store_insert(cx, db, media, &track));
    for (int64_t part = 0; part < parts; part++) {
        snprintf(digest, sizeof digest, "%064lld", (long long)part);
        RunRow row = {.track = track.name,
                      .part = part,
                      .start = part * segments * 360000,
                      .sha256 = str_of(digest),
                      .size_bytes = 9};
        TRY(segments_pack(cx, run, (size_t)segments, &row.segments));
        TRY(track_store_put_run(cx, db, media, &row));
    }
    return OK;
}

static Rc put_long(Ctx *cx, Db *db, void *arg)
{
    const Long *l = arg;
    StepRow join = {.name = STR("finalise.v720"), .kind = MEDIA_STEP_JOIN_B, .part = 1};
    MediaRow row;
    MediaPlan plan;
    TRY(put_parts(cx, db, l->media, "v240", 675, 16));
    TRY(put_parts(cx, db, l->media, "v480", 2700, 4));
    TRY(put_parts(cx, db, l->media, "v720", 2700, 4));
    TRY(media_store_get(cx, db, l->media, &row));
    TRY(media_plan(cx, &row, &plan));
    TRY(step_key(cx, &(StepOf){&plan, join.kind, join.part}, &join.key));
    return step_store_lay(cx, db, l->media, &join, 1);
}

/* Every part of twelve hours there and nothing joined: the largest index there can be. */
static void twelve_hours(Check *c, TestDatabase *d)
{
    TestWorker w;
    Ctx *cx = check_ctx(c);
    test_worker_open(c, d, &w);
    MediaKey *key = key_of(c);
    w.probe = test_probe(c, MEDIA_DURATION_MS_MAX, 1280, 720);
    Id film = test_worker_media(&w, MEDIA_VIDEO, NULL);
    CHECK_INT(c, test_worker_run(&w, 1, NULL), 1);
    Long l = {&w, &film};
    CHECK_INT(c, db_write(cx, test_worker_db(&w), put_long, &l), OK);
    MediaPlay play = play_of(&w, key, &film);
    REQUIRE(c, track_of(&play, "v720"));
    CHECK_INT(c, (int64_t)track_of(&play, "v720")->runs.n, 2700);
    Buf payload;
    Job job = {0};
    buf_init(&payload, cx->arena, WORK_PAYLOAD_MAX);
    CHECK(c, str_format(cx->arena, &job.payload, "{\"space\":\"%s\",\"media\":\"%s\",\"step\":\"finalise.v720\"}",
                        w.space.id.text, film.text) == OK);
    CHECK_INT(c, media_work_payload(cx, &w.at, &job, &payload), OK);
    CHECK(c, payload.n < WORK_PAYLOAD_MAX / 4);
    media_key_free(key);
    test_worker_close(&w);
}

static Str file_text(Check *c, const char *path)
{
    char *text = arena_get(check_ctx(c)->arena, 1 << 16);
    FILE *f = fopen(path, "rb");
    if (!CHECK(c, f && text))
        return STR("");
    size_t n = fread(text, 1, 1 << 16, f);
    fclose(f);
    return (Str){text, n};
}

/* KAIR_GOLDEN_WRITE=1 writes the files instead: then look at the difference before keeping them. */
static void against_golden(Check *c, const char *name, Str got)
{
    Str path = {0};
    REQUIRE(c, str_format(check_ctx(c)->arena, &path, "%s/hls_%s", GOLDEN_FOLDER, name) == OK);
    if (getenv("KAIR_GOLDEN_WRITE")) {
        FILE *f = fopen(path.at, "wb");
        REQUIRE(c, f && fwrite(got.at, 1, got.n, f) == got.n);
        fclose(f);
    }
    if (!CHECK(c, str_equal(file_text(c, path.at), got)))
        check_say(c, "differs from %s:\n%.*s", path.at, STR_ARG(got));
}

static void playlists(Check *c, TestDatabase *d)
{
    static const struct {
        const char *track, *file;
    } rows[] = {{"v240", "v240.m3u8"}, {"v720", "v720.m3u8"}, {"a48", "a48.m3u8"}};
    TestWorker w;
    Buf text;
    test_worker_open(c, d, &w);
    w.probe = test_probe(c, 23456, 1280, 720);
    MediaKey *key = key_of(c);
    Id film = test_worker_media(&w, MEDIA_VIDEO, NULL);
    CHECK(c, test_worker_run(&w, MANY, NULL) > 5);
    MediaPlay play = play_of(&w, key, &film);
    buf_init(&text, check_ctx(c)->arena, HLS_MAX);
    CHECK_INT(c, hls_master(check_ctx(c), &play, &text), OK);
    against_golden(c, "master.m3u8", buf_str(&text));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        buf_clear(&text);
        CHECK_INT(c, hls_media(check_ctx(c), &play, str_of(rows[i].track), &text), OK);
        against_golden(c, rows[i].file, buf_str(&text));
    }
    CHECK_INT(c, hls_media(check_ctx(c), &play, STR("v1080"), &text), ERR_MISSING);
    play.tracks.n--; /* without its sound the film is not whole yet */
    CHECK_INT(c, hls_master(check_ctx(c), &play, &text), ERR_MISSING);
    media_key_free(key);
    test_worker_close(&w);
}

static void sound_only(Check *c, TestDatabase *d)
{
    TestWorker w;
    Buf text;
    test_worker_open(c, d, &w);
    MediaKey *key = key_of(c);
    w.probe =
        "{\"duration_ms\":23456,\"has_video\":false,\"has_audio\":true,\"video\":{\"stream\":0,\"width\":0,\"height\":"
        "0,"
        "\"rotation\":0,\"mirror\":false,\"fps_milli\":0,\"frames_hint\":0,\"hdr\":\"none\",\"codec\":\"\"},\"audio\":{"
        "\"stream\":0,\"channels\":1,\"sample_rate\":16000,\"codec\":\"mp3\"},\"format\":\"mp3\"}";
    Id film = test_worker_media(&w, MEDIA_VIDEO, NULL);
    CHECK_INT(c, test_worker_run(&w, 2, NULL), 2);
    CHECK(c, test_worker_get(&w, &film).playable);
    MediaPlay play = play_of(&w, key, &film);
    buf_init(&text, check_ctx(c)->arena, HLS_MAX);
    CHECK_INT(c, hls_master(check_ctx(c), &play, &text), ERR_MISSING); /* not a whole file yet */
    CHECK_INT(c, test_worker_run(&w, MANY, NULL), 1);
    play = play_of(&w, key, &film);
    CHECK(c, play.complete && play.tracks.n == 1 && play.tracks.at[0].complete);
    buf_clear(&text);
    CHECK_INT(c, hls_master(check_ctx(c), &play, &text), OK);
    against_golden(c, "sound_master.m3u8", buf_str(&text));
    media_key_free(key);
    test_worker_close(&w);
}

#define ON_EACH_ENGINE(name, body)     \
    static void name(Check *c)         \
    {                                  \
        database_each_engine(c, body); \
    }

ON_EACH_ENGINE(the_index_grows, index_grows)
ON_EACH_ENGINE(pictures_by_width, pictures)
ON_EACH_ENGINE(the_largest_index, twelve_hours)
ON_EACH_ENGINE(playlists_are_golden, playlists)
ON_EACH_ENGINE(sound_without_picture, sound_only)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"the index has a run for each part, then one for the whole file", the_index_grows},
        {"pictures come by width, with their addresses; a deleted media shows nothing", pictures_by_width},
        {"the index of twelve hours and the payload of its last step stay within their limits", the_largest_index},
        {"playlists are what they were", playlists_are_golden},
        {"sound without picture is playable, and has a playlist once it is one file", sound_without_picture},
    };
    if (crypt_init() != OK)
        return 1;
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
