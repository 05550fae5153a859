/* Results of steps that a worker should never give: each is refused, changes nothing, and the right one still holds. */
#include "domains/media/library.h"
#include "domains/media/test_worker.h"
#include "kernel/crypt/crypt.h"
#include "kernel/queue/queue.h"

enum { ROOM = 1 << 20 };

/* `from` becomes `to` once; the test fails when it is not there. */
static Str spoiled(Check *c, Str result, const char *from, const char *to)
{
    Buf b;
    const char *at = memmem(result.at, result.n, from, strlen(from));
    buf_init(&b, check_ctx(c)->arena, ROOM);
    if (!check_note(c, at != NULL, __FILE__, __LINE__, from))
        return result;
    buf_put(&b, (Str){result.at, (size_t)(at - result.at)});
    buf_put(&b, str_of(to));
    at += strlen(from);
    buf_put(&b, (Str){at, result.n - (size_t)(at - result.at)});
    return buf_str(&b);
}

typedef struct {
    const char *step, *from, *to;
} Spoil;

#define HEX63 "000000000000000000000000000000000000000000000000000000000000000"
static const Spoil spoils[] = {
    {"probe", "\"duration_ms\":100000", "\"duration_ms\":43200001"},
    {"probe", "\"duration_ms\":100000", "\"duration_ms\":0"},
    {"probe", "\"width\":1280", "\"width\":8193"},
    {"probe", "\"width\":1280", "\"width\":0"},
    {"probe", "\"rotation\":0", "\"rotation\":45"},
    {"probe", "\"hdr\":\"none\"", "\"hdr\":\"new\""},
    {"probe", "\"has_video\":true,", ""},
    {"encode", "\"name\":\"v240\"", "\"name\":\"v480\""},
    {"encode", "\"name\":\"v240\"", "\"name\":\"../x\""},
    {"encode", "\"timescale\":90000", "\"timescale\":0"},
    {"encode", "\"size\":681", "\"size\":682"},
    {"encode", "\"size\":681", "\"size\":67108865"},
    {"encode", "\"size\":681", "\"size\":-1"},
    {"encode", "\"duration\":180000", "\"duration\":180001"},
    {"encode", "\"init_sha256\":\"", "\"init_sha256\":\"" HEX63 "0\",\"was\":\""},
    {"encode", "\"part_size\":", "\"part_size\":1"},
    {"encode", "\"codecs\":\"avc1.64000c\"", "\"codecs\":\"avc1\\\",X=\\\"\""},
    {"encode", "\"tracks\":[{", "\"tracks\":[],\"was\":[{"},
    {"audio", "\"part\":0", "\"part\":1"},
    {"audio", "\"name\":\"a48\"", "\"name\":\"v240\""},
    {"finalise", "\"header_size\":400", "\"header_size\":401"},
    {"finalise", "\"header_size\":400", "\"header_size\":3"},
    {"finalise", "\"name\":\"", "\"name\":\"x"},
    {"image", "\"type\":\"image/webp\"", "\"type\":\"image/svg+xml\""},
    {"image", "\"name\":\"i-800.webp\"", "\"name\":\"i-801.webp\""},
    {"image", "\"name\":\"i-800.webp\"", "\"name\":\"poster.jpg\""},
    {"image", "\"pictures\":[", "\"pictures\":[],\"was\":["},
    {"pages", "\"pages\":[", "\"pages\":[],\"was\":["},
    {"pages", "\"width\":800", "\"width\":0"},
};

static void refuse_all(TestWorker *w, const TestJob *job, Str result)
{
    Ctx *cx = check_ctx(w->c);
    Str before, after;
    CHECK(w->c, store_digest(cx, test_worker_db(w), &before) == OK);
    for (size_t i = 0; i < sizeof spoils / sizeof *spoils; i++) {
        if (!str_equal(job->step, str_of(spoils[i].step)) || job->part > 0 || job->rungs.n > 1)
            continue;
        Str bad = spoiled(w->c, result, spoils[i].from, spoils[i].to);
        fail_clear(cx);
        if (!CHECK(w->c, work_complete(cx, &w->at, &job->item.hold, bad) == ERR_INVALID) ||
            !CHECK_STR(w->c, str_of(cx->problem.code), "media.bad_result"))
            check_say(w->c, "%s: %s", spoils[i].step, spoils[i].to);
    }
    CHECK(w->c, work_complete(cx, &w->at, &job->item.hold, (Str){0}) == ERR_INVALID);
    CHECK(w->c, work_complete(cx, &w->at, &job->item.hold, STR("[1]")) == ERR_INVALID);
    CHECK(w->c, store_digest(cx, test_worker_db(w), &after) == OK);
    CHECK(w->c, str_equal(before, after));
}

static void bad_results(Check *c, TestDatabase *d)
{
    TestWorker w;
    TestJob job;
    test_worker_open(c, d, &w);
    Id media[3];
    for (int kind = 0; kind < MEDIA_KIND_COUNT; kind++)
        media[kind] = test_worker_media(&w, (MediaKind)kind, NULL);
    while (test_worker_take(&w, &job)) {
        Str result = test_worker_do(&w, &job);
        refuse_all(&w, &job, result);
        CHECK_INT(c, work_complete(check_ctx(c), &w.at, &job.item.hold, result), OK);
    }
    for (int kind = 0; kind < MEDIA_KIND_COUNT; kind++)
        CHECK_INT(c, test_worker_get(&w, &media[kind]).state, MEDIA_READY);
    test_worker_close(&w);
}

/* A second part whose init segment is another one would make a file that no player can play. */
static void other_init(Check *c, TestDatabase *d)
{
    TestWorker w;
    TestJob job;
    test_worker_open(c, d, &w);
    Id film = test_worker_media(&w, MEDIA_VIDEO, NULL);
    int parts = 0;
    while (test_worker_take(&w, &job) && !(str_equal(job.step, STR("encode")) && parts++ == 1))
        CHECK_INT(c, test_worker_finish(&w, &job), OK);
    REQUIRE(c, parts == 2);
    Str result = spoiled(c, test_worker_do(&w, &job), "\"timescale\":90000", "\"timescale\":1000");
    CHECK_INT(c, work_complete(check_ctx(c), &w.at, &job.item.hold, result), ERR_INVALID);
    CHECK_INT(c, test_worker_get(&w, &film).state, MEDIA_PREPARING);
    test_worker_close(&w);
}

static void neither_picture_nor_sound(Check *c, TestDatabase *d)
{
    TestWorker w;
    TestJob job;
    test_worker_open(c, d, &w);
    w.probe =
        "{\"duration_ms\":1000,\"has_video\":false,\"has_audio\":false,\"video\":{\"stream\":0,\"width\":0,\"height\":"
        "0,"
        "\"rotation\":0,\"mirror\":false,\"fps_milli\":0,\"frames_hint\":0,\"hdr\":\"none\",\"codec\":\"\"},\"audio\":{"
        "\"stream\":0,\"channels\":0,\"sample_rate\":0,\"codec\":\"\"},\"format\":\"matroska\"}";
    Id film = test_worker_media(&w, MEDIA_VIDEO, NULL);
    CHECK_INT(c, test_worker_run(&w, 1, NULL), 1);
    CHECK_STR(c, test_worker_get(&w, &film).error_code, "media.no_picture_no_sound");
    CHECK(c, !test_worker_take(&w, &job));
    test_worker_close(&w);
}

#define ON_EACH_ENGINE(name, body)     \
    static void name(Check *c)         \
    {                                  \
        database_each_engine(c, body); \
    }

ON_EACH_ENGINE(a_bad_result_changes_nothing, bad_results)
ON_EACH_ENGINE(a_part_that_does_not_fit, other_init)
ON_EACH_ENGINE(an_empty_container, neither_picture_nor_sound)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a result that is not what the step must give is refused and changes nothing", a_bad_result_changes_nothing},
        {"a part that does not fit the others is refused", a_part_that_does_not_fit},
        {"a film with neither picture nor sound fails with its own code", an_empty_container},
    };
    if (crypt_init() != OK)
        return 1;
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
