/* The graph of steps, what workers are told of them, and packed segments. No database. */
#include "domains/media/graph.h"

#include "domains/media/segments.h"
#include "domains/media/step_spec.h"
#include "kernel/crypt/crypt.h"
#include "tests/check.h"

enum { GIB = 1 << 30 };

static ProbeResult film(int64_t duration_ms, int64_t width, int64_t height)
{
    return (ProbeResult){.duration_ms = duration_ms,
                         .has_video = true,
                         .has_audio = true,
                         .video = {.width = width, .height = height, .fps_milli = 25000},
                         .audio = {.stream = 1, .channels = 2}};
}

static MediaPlan plan_of(int64_t duration_ms, int64_t width, int64_t height)
{
    ProbeResult probe = film(duration_ms, width, height);
    return plan_make(MEDIA_VIDEO, STR("abc"), GIB, &probe);
}

static void the_smallest_rung_stays_and_those_above_the_source_go(Check *c)
{
    static const struct {
        int64_t width, height;
        int64_t high;
    } rows[] = {{160, 120, 0},  {426, 240, 0},  {640, 479, 0},  {480, 640, 1},  {853, 480, 1},
                {1278, 719, 1}, {1280, 720, 2}, {720, 1280, 2}, {3840, 2160, 2}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        MediaPlan p = plan_of(10000, rows[i].width, rows[i].height);
        CHECK_INT(c, (int64_t)p.high_rungs, rows[i].high);
        CHECK_INT(c, p.count[MEDIA_STEP_JOIN_B], rows[i].high);
        CHECK_INT(c, p.count[MEDIA_STEP_PASS_B], rows[i].high > 0);
        CHECK_INT(c, p.count[MEDIA_STEP_PASS_A], 1);
    }
}

static void parts_cover_the_film_without_a_crumb_at_its_end(Check *c)
{
    static const struct {
        int64_t duration_ms, low, high;
    } rows[] = {{1, 1, 1},     {16000, 1, 1}, {18000, 1, 1},  {18001, 1, 2},        {64000, 1, 4},
                {66000, 1, 4}, {66001, 2, 5}, {130000, 2, 8}, {43200000, 675, 2700}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        MediaPlan p = plan_of(rows[i].duration_ms, 1280, 720);
        CHECK_INT(c, p.count[MEDIA_STEP_PASS_A], rows[i].low);
        CHECK_INT(c, p.count[MEDIA_STEP_PASS_B], rows[i].high);
        int64_t at = 0;
        for (int64_t part = 0; part < p.count[MEDIA_STEP_PASS_B]; part++) {
            PartWindow w = plan_window(&p, MEDIA_STEP_PASS_B, part);
            CHECK(c, w.start_ms == at && w.end_ms > at && w.end_ms - at <= PASS_B_PART_MS + PART_TAIL_MS);
            at = w.end_ms;
        }
        CHECK_INT(c, at, rows[i].duration_ms);
    }
}

static void what_is_not_in_a_film_takes_no_step(Check *c)
{
    ProbeResult mute = film(10000, 1280, 720), sound = film(10000, 0, 0);
    mute.has_audio = false;
    sound.has_video = false;
    MediaPlan p = plan_make(MEDIA_VIDEO, STR("abc"), 1, &mute);
    CHECK_INT(c, p.count[MEDIA_STEP_AUDIO] + p.count[MEDIA_STEP_JOIN_AUDIO], 0);
    CHECK_INT(c, p.count[MEDIA_STEP_PASS_A] + p.count[MEDIA_STEP_JOIN_A] + p.count[MEDIA_STEP_JOIN_B], 4);
    p = plan_make(MEDIA_VIDEO, STR("abc"), 1, &sound);
    CHECK_INT(c, p.count[MEDIA_STEP_PASS_A] + p.count[MEDIA_STEP_PASS_B] + p.count[MEDIA_STEP_JOIN_A], 0);
    CHECK_INT(c, p.count[MEDIA_STEP_AUDIO] + p.count[MEDIA_STEP_JOIN_AUDIO], 2);
    p = plan_make(MEDIA_VIDEO, STR("abc"), 1, NULL);
    CHECK(c, !plan_whole(&p));
    p = plan_make(MEDIA_IMAGE, STR("abc"), 1, NULL);
    CHECK(c, plan_whole(&p) && p.count[MEDIA_STEP_IMAGE] == 1 && p.count[MEDIA_STEP_PROBE] == 0);
}

static void every_kind_comes_behind_what_it_needs(Check *c)
{
    for (int kind = 0; kind < MEDIA_STEP_KIND_COUNT; kind++) {
        CHECK(c, step_rules[kind].name && step_rules[kind].priority > 0);
        CHECK(c, step_rules[kind].needs >> kind == 0);
    }
}

static Str spec_of(Check *c, const MediaPlan *p, MediaStepKind kind, int64_t part)
{
    Buf out;
    StepInput input = {STR("d"), p->source_bytes};
    Id media = {"00000000-0000-7000-8000-000000000001"};
    buf_init(&out, check_ctx(c)->arena, 4096);
    CHECK(c, step_spec(check_ctx(c), &(StepOf){p, kind, part}, &media, &input, 1, &out) == OK);
    return buf_str(&out);
}

static void a_worker_is_told_all_it_needs(Check *c)
{
    MediaPlan p = plan_of(70000, 404, 228);
    p.probe.video.rotation = 90;
    CHECK_STR(
        c, spec_of(c, &p, MEDIA_STEP_PASS_A, 1),
        "{\"step\":\"encode\",\"media_id\":\"00000000-0000-7000-8000-000000000001\",\"inputs\":[{\"sha256\":\"d\","
        "\"size\":1073741824}],\"video_stream\":0,\"rotation\":90,\"mirror\":false,\"hdr\":\"none\","
        "\"start_ms\":64000,\"end_ms\":70000,\"duration_ms\":70000,\"part\":1,\"rungs\":[{\"name\":\"v240\","
        "\"height\":228,\"cap_kbps\":220,\"preset\":\"medium\"}],\"poster\":false,\"limits\":{\"memory_mb\":1029,"
        "\"cpu_s\":447,\"output_mb\":4}}");
    CHECK_STR(c, spec_of(c, &p, MEDIA_STEP_AUDIO, 0),
              "{\"step\":\"audio\",\"media_id\":\"00000000-0000-7000-8000-000000000001\",\"inputs\":[{\"sha256\":\"d\","
              "\"size\":1073741824}],\"audio_stream\":1,\"duration_ms\":70000,\"name\":\"a48\",\"kbps\":48,\"limits\":{"
              "\"memory_mb\":1024,\"cpu_s\":442,\"output_mb\":4}}");
    CHECK_STR(
        c, spec_of(c, &p, MEDIA_STEP_JOIN_A, 0),
        "{\"step\":\"finalise\",\"media_id\":\"00000000-0000-7000-8000-000000000001\",\"inputs\":[{\"sha256\":\"d\","
        "\"size\":1073741824}],\"track\":\"v240\",\"limits\":{\"memory_mb\":1024,\"cpu_s\":1144,"
        "\"output_mb\":1026}}");
}

static void keys_are_equal_when_bytes_would_be(Check *c)
{
    MediaPlan p = plan_of(70000, 1280, 720), other = p, longer = plan_of(200000, 1280, 720);
    Sha256 a, b;
    Ctx *cx = check_ctx(c);
    other.source_sha256 = STR("def");
    CHECK(c, step_key(cx, &(StepOf){&p, MEDIA_STEP_PASS_B, 0}, &a) == OK);
    CHECK(c, step_key(cx, &(StepOf){&p, MEDIA_STEP_PASS_B, 0}, &b) == OK && !memcmp(&a, &b, sizeof a));
    CHECK(c, step_key(cx, &(StepOf){&p, MEDIA_STEP_PASS_B, 1}, &b) == OK && memcmp(&a, &b, sizeof a));
    CHECK(c, step_key(cx, &(StepOf){&p, MEDIA_STEP_PASS_A, 0}, &b) == OK && memcmp(&a, &b, sizeof a));
    CHECK(c, step_key(cx, &(StepOf){&other, MEDIA_STEP_PASS_B, 0}, &b) == OK && memcmp(&a, &b, sizeof a));
    CHECK(c, step_key(cx, &(StepOf){&longer, MEDIA_STEP_PASS_B, 0}, &b) == OK && memcmp(&a, &b, sizeof a));
}

static void limits_grow_with_the_picture_and_stay_bounded(Check *c)
{
    MediaPlan small = plan_of(64000, 426, 240), large = plan_of(64000, 8192, 8192);
    large.probe.video.hdr = 1;
    large.probe.video.fps_milli = 1000000000;
    StepLimits a = step_limits(&(StepOf){&small, MEDIA_STEP_PASS_A, 0}, NULL, 0);
    StepLimits b = step_limits(&(StepOf){&large, MEDIA_STEP_PASS_A, 0}, NULL, 0);
    CHECK(c, a.memory_mb < b.memory_mb && a.cpu_s < b.cpu_s && a.output_mb == b.output_mb);
    CHECK_INT(c, b.memory_mb, 8192);
    CHECK(c, b.cpu_s < 7 * 24 * 3600); /* what a worker takes at most */
    for (int kind = 0; kind < MEDIA_STEP_KIND_COUNT; kind++) {
        StepLimits l = step_limits(&(StepOf){&large, (MediaStepKind)kind, 0}, NULL, 0);
        CHECK(c, l.memory_mb >= 64 && l.cpu_s >= 60 && l.output_mb >= 1);
    }
}

static void a_step_hands_in_its_own_files_only(Check *c)
{
    static const struct {
        MediaStepKind kind;
        int64_t part;
        const char *name;
        bool allowed;
    } rows[] = {
        {MEDIA_STEP_PROBE, 0, "v240.init.mp4", false},
        {MEDIA_STEP_PASS_A, 0, "v240.init.mp4", true},
        {MEDIA_STEP_PASS_A, 0, "v240.0000.m4s", true},
        {MEDIA_STEP_PASS_A, 0, "v240.0001.m4s", false},
        {MEDIA_STEP_PASS_A, 1, "v240.0001.m4s", true},
        {MEDIA_STEP_PASS_A, 0, "poster.jpg", true},
        {MEDIA_STEP_PASS_A, 1, "poster.jpg", false},
        {MEDIA_STEP_PASS_A, 0, "v480.0000.m4s", false},
        {MEDIA_STEP_PASS_A, 0, "v240.mp4", false},
        {MEDIA_STEP_PASS_B, 2, "v720.0002.m4s", true},
        {MEDIA_STEP_PASS_B, 2, "v480.init.mp4", true},
        {MEDIA_STEP_PASS_B, 2, "v240.0002.m4s", false},
        {MEDIA_STEP_AUDIO, 0, "a48.0012.m4s", true},
        {MEDIA_STEP_AUDIO, 0, "a48..m4s", false},
        {MEDIA_STEP_AUDIO, 0, "a48.0012.m4s.x", false},
        {MEDIA_STEP_JOIN_A, 0, "v240.mp4", true},
        {MEDIA_STEP_JOIN_B, 0, "v480.mp4", true},
        {MEDIA_STEP_JOIN_B, 1, "v720.mp4", true},
        {MEDIA_STEP_JOIN_B, 1, "v480.mp4", false},
        {MEDIA_STEP_JOIN_AUDIO, 0, "a48.mp4", true},
        {MEDIA_STEP_IMAGE, 0, "i-320.webp", true},
        {MEDIA_STEP_IMAGE, 0, "i-320.png", false},
        {MEDIA_STEP_IMAGE, 0, "i-123456.jpg", false},
        {MEDIA_STEP_PAGES, 0, "p-001-800.jpg", true},
        {MEDIA_STEP_PAGES, 0, "p-001-800", false},
        {MEDIA_STEP_PAGES, 0, "../p-001-800.jpg", false},
        {MEDIA_STEP_PAGES, 0, "", false},
    };
    MediaPlan p = plan_of(200000, 1280, 720);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (!CHECK(c, step_output_allowed(&(StepOf){&p, rows[i].kind, rows[i].part}, str_of(rows[i].name)) ==
                          rows[i].allowed))
            check_say(c, "%s", rows[i].name);
}

static Str packed(Check *c, const StepSegment *at, size_t n)
{
    Str p = {0};
    CHECK(c, segments_pack(check_ctx(c), at, n, &p) == OK);
    return p;
}

static void the_peak_is_of_a_stretch_that_lasts(Check *c)
{
    StepSegment film[] = {{1000, 2000, 0}, {3000, 2000, 0}, {4000, 4000, 0}, {5000, 10, 0}};
    Str p = packed(c, film, 4);
    CHECK_INT(c, segments_peak(p, 1000), 9000 * 8 * 1000 / 4010); /* a crumb counts with what comes before */
    CHECK_INT(c, segments_peak(packed(c, film, 3), 1000), 3000 * 8 / 2);
    CHECK_INT(c, segments_average(p, 1000), 13000 * 8 * 1000 / 8010);
    film[2].duration = 1000;
    p = packed(c, film, 3);
    CHECK_INT(c, segments_peak(p, 1000), 7000 * 8 / 3);
    p = packed(c, film + 3, 1);
    CHECK_INT(c, segments_peak(p, 1000), 5000 * 8 * 100);
    CHECK_INT(c, segments_peak(STR(""), 1000), 0);
}

static void packed_segments_hold_large_numbers(Check *c)
{
    StepSegment one = {STEP_SEGMENT_BYTES_MAX, UINT32_MAX, 0};
    Str p = packed(c, &one, 1);
    int64_t size = 0, duration = 0;
    segments_at(p, 0, &size, &duration);
    CHECK_INT(c, size, STEP_SEGMENT_BYTES_MAX);
    CHECK_INT(c, duration, UINT32_MAX);
    CHECK_INT(c, segments_sum(p).bytes, STEP_SEGMENT_BYTES_MAX);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"the smallest rung stays and those above the source go",
         the_smallest_rung_stays_and_those_above_the_source_go},
        {"parts cover the film without a crumb at its end", parts_cover_the_film_without_a_crumb_at_its_end},
        {"what is not in a film takes no step", what_is_not_in_a_film_takes_no_step},
        {"every kind of step comes behind those it needs", every_kind_comes_behind_what_it_needs},
        {"a worker is told all it needs", a_worker_is_told_all_it_needs},
        {"keys of steps are equal when their bytes would be", keys_are_equal_when_bytes_would_be},
        {"limits grow with the picture and stay bounded", limits_grow_with_the_picture_and_stay_bounded},
        {"a step hands in its own files only", a_step_hands_in_its_own_files_only},
        {"the peak is of a stretch that lasts", the_peak_is_of_a_stretch_that_lasts},
        {"packed segments hold large numbers", packed_segments_hold_large_numbers},
    };
    if (crypt_init() != OK)
        return 1;
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
