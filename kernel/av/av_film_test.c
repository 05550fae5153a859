/* Opening, probing and decoding, with films that are drawn here. */
#include "base/fault.h"
#include "kernel/av/av_decode.h"
#include "kernel/av/av_error.h"
#include "kernel/av/av_probe.h"
#include "kernel/av/av_timeline.h"
#include "kernel/av/libav.h"
#include "kernel/av/test_film.h"

#include <fcntl.h>
#include <unistd.h>

static AvInput *open_bytes(Check *c, int fd, int64_t size)
{
    AvInput *in = NULL;
    CHECK_INT(c, av_input_open(check_ctx(c), fd, size, &in), OK);
    return in;
}

static AvInput *open_film(Check *c, const TestFilm *film)
{
    int64_t size = 0;
    int fd = test_film(c, film, &size);
    return fd < 0 ? NULL : open_bytes(c, fd, size);
}

static Rc probe(Check *c, const TestFilm *film, AvFilm *ret)
{
    AvInput *in = open_film(c, film);
    if (!in)
        return ERR_BUG;
    Rc rc = av_probe(check_ctx(c), in, NULL, NULL, ret);
    av_input_close(in);
    return rc;
}

static void refused(Check *c, Rc rc, const char *code)
{
    CHECK_INT(c, rc, ERR_REFUSED);
    CHECK_STR(c, str_of(check_ctx(c)->problem.code), code);
    CHECK(c, check_ctx(c)->problem.field.n > 0); /* a sentence for the operator */
}

static void a_film_of_each_container_is_described(Check *c)
{
    static const struct {
        const char *container, *codec, *name, *coded;
    } kinds[] = {{"mp4", "libx264", "mov", "h264"},
                 {"matroska", "libx264", "matroska", "h264"},
                 {"avi", "mpeg4", "avi", "mpeg4"},
                 {"mpegts", "mpeg2video", "mpegts", "mpeg2video"}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        AvFilm film;
        const TestFilm made = {.container = kinds[i].container,
                               .codec = kinds[i].codec,
                               .frames = 75,
                               .sound_ms = 3000,
                               .sound_channels = 2};
        REQUIRE(c, probe(c, &made, &film) == OK);
        CHECK_STR(c, film.container, kinds[i].name);
        CHECK_STR(c, film.video.codec, kinds[i].coded);
        CHECK_STR(c, film.audio.codec, "aac");
        CHECK(c, film.has_video && film.has_audio);
        CHECK(c, film.video.shown.width == 160 && film.video.shown.height == 96);
        CHECK(c, film.video.fps_milli > 24500 && film.video.fps_milli < 25100);
        CHECK_INT(c, film.video.frames, 75);
        CHECK(c, film.duration_ms >= 3000 && film.duration_ms < 3100);
        CHECK(c, film.audio.channels == 2 && film.audio.sample_rate == 48000);
    }
}

static void a_turned_film_has_the_size_that_is_shown(Check *c)
{
    AvFilm film;
    REQUIRE(c, probe(c, &(TestFilm){.frames = 5, .orientation = {.rotation = 90}}, &film) == OK);
    CHECK(c, film.video.shown.width == 96 && film.video.shown.height == 160);
    CHECK(c, film.video.orientation.rotation == 90 && !film.video.orientation.mirror);
    REQUIRE(c, probe(c, &(TestFilm){.frames = 5, .orientation = {.rotation = 180, .mirror = true}}, &film) == OK);
    CHECK(c, film.video.orientation.rotation == 180 && film.video.orientation.mirror);
}

static void the_slow_second_track_is_not_the_film(Check *c)
{
    AvFilm film;
    REQUIRE(c, probe(c, &(TestFilm){.frames = 50, .second_track_frames = 4}, &film) == OK);
    CHECK_INT(c, film.video.stream, 1);
    CHECK_INT(c, film.video.frames, 50);
    REQUIRE(c, probe(c, &(TestFilm){.second_track_frames = 4}, &film) == OK); /* alone it is */
    CHECK_INT(c, film.video.stream, 0);
}

static void sound_alone_is_a_film_without_pictures(Check *c)
{
    AvFilm film;
    REQUIRE(c, probe(c, &(TestFilm){.sound_ms = 1500}, &film) == OK);
    CHECK(c, !film.has_video && film.has_audio);
    CHECK(c, film.duration_ms >= 1500 && film.duration_ms < 1560);
}

static void pictures_alone_are_a_film_without_sound(Check *c)
{
    AvFilm film;
    REQUIRE(c, probe(c, &(TestFilm){.frames = 25}, &film) == OK);
    CHECK(c, film.has_video && !film.has_audio);
    CHECK_INT(c, film.duration_ms, 1000);
}

static void high_dynamic_range_is_recognised(Check *c)
{
    AvFilm film;
    REQUIRE(c, probe(c, &(TestFilm){.frames = 3, .pq = true}, &film) == OK);
    CHECK_INT(c, film.video.hdr, AV_HDR_PQ);
    REQUIRE(c, probe(c, &(TestFilm){.frames = 3}, &film) == OK);
    CHECK_INT(c, film.video.hdr, AV_HDR_NONE);
}

static void what_is_no_film_is_refused_by_name(Check *c)
{
    const struct {
        Str bytes;
        const char *code;
    } cases[] = {
        {STR(""), "media.empty"},
        {STR("a few words"), "media.not_a_film"},
        {STR("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"),
         "media.not_a_film"},
        {STR("ffconcat version 1.0\nfile '/etc/passwd'\n"), "media.not_a_film"},
        {STR("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\2\0\0\0"), "media.not_a_film"},
        {STR("\0\0\0\x20"
             "ftypisom\0\0\2\0isomiso2avc1mp41\0\0\0\x08"
             "free"),
         "media.truncated"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        AvInput *in = NULL;
        int fd = test_bytes(c, cases[i].bytes.at, cases[i].bytes.n);
        refused(c, av_input_open(check_ctx(c), fd, (int64_t)cases[i].bytes.n, &in), cases[i].code);
        CHECK(c, !in);
        close(fd);
    }
}

static void thirty_two_tracks_are_read_and_one_more_is_not(Check *c)
{
    int64_t size = 0;
    AvInput *in = NULL;
    TestFilm film = {.container = "matroska", .frames = 2, .empty_tracks = AV_STREAMS_MAX - 1};
    int fd = test_film(c, &film, &size);
    CHECK_INT(c, av_input_open(check_ctx(c), fd, size, &in), OK);
    av_input_close(in);
    film.empty_tracks++;
    fd = test_film(c, &film, &size);
    refused(c, av_input_open(check_ctx(c), fd, size, &in), "media.not_a_film");
}

static void a_film_cut_off_before_its_first_picture_is_truncated(Check *c)
{
    enum { BYTES = 1 << 16 };
    static uint8_t bytes[BYTES];
    static const uint8_t cluster[4] = {0x1f, 0x43, 0xb6, 0x75}; /* the element of Matroska that holds packets */
    int64_t size = 0;
    AvFilm film;
    int fd = test_film(c, &(TestFilm){.container = "matroska", .frames = 5}, &size);
    REQUIRE(c, size > 0 && size < BYTES && pread(fd, bytes, (size_t)size, 0) == size);
    const uint8_t *found = memmem(bytes, (size_t)size, cluster, sizeof cluster);
    REQUIRE(c, found);
    AvInput *in = NULL;
    Rc rc = av_input_open(check_ctx(c), fd, found - bytes, &in);
    refused(c, rc == OK ? av_probe(check_ctx(c), in, NULL, NULL, &film) : rc, "media.truncated");
    av_input_close(in);
}

static void a_picture_of_8192_is_taken_and_a_wider_one_is_not(Check *c)
{
    AvFilm film;
    TestFilm made = {.container = "matroska", .codec = "ffv1", .width = AV_SIDE_MAX, .height = 16, .frames = 1};
    CHECK_INT(c, probe(c, &made, &film), OK);
    made.width += 16;
    refused(c, probe(c, &made, &film), "media.too_large_picture");
}

static int64_t ticks_half_day(int i)
{
    return i * 12 * INT64_C(3600) * AV_TICKS - i * AV_TICKS / 25;
}

static int64_t ticks_longer(int i)
{
    return i * 12 * INT64_C(3600) * AV_TICKS;
}

static void twelve_hours_are_taken_and_more_are_not(Check *c)
{
    AvFilm film;
    TestFilm made = {.container = "matroska", .frames = 2, .ticks = ticks_half_day};
    REQUIRE(c, probe(c, &made, &film) == OK);
    CHECK_INT(c, film.duration_ms, AV_DURATION_MAX_MS);
    made.ticks = ticks_longer;
    refused(c, probe(c, &made, &film), "media.too_long");
}

static void a_film_cut_off_ends_where_its_bytes_end(Check *c)
{
    int64_t size = 0;
    AvFilm film;
    int fd = test_film(c, &(TestFilm){.container = "matroska", .frames = 100}, &size);
    AvInput *in = open_bytes(c, fd, size * 6 / 10);
    REQUIRE(c, in);
    CHECK_INT(c, av_probe(check_ctx(c), in, NULL, NULL, &film), OK);
    CHECK(c, film.duration_ms > 1600 && film.duration_ms < 3200); /* of 4000 */
    av_input_close(in);
}

static void a_descriptor_that_cannot_be_read_is_no_fault_of_the_film(Check *c)
{
    AvInput *in = NULL;
    int fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
    CHECK_INT(c, av_input_open(check_ctx(c), fd, 1000, &in), ERR_IO);
    close(fd);
}

/* Decodes from `from_ms` on: the numbers must rise by one, at the times of `ticks`. Returns the first number. */
static int decode_from(Check *c, const TestFilm *film, int64_t from_ms, int64_t (*ticks)(int), int64_t slack)
{
    AvDecoder *d = NULL;
    AVFrame *picture = NULL;
    int64_t at = 0;
    int first = -1, next = -1;
    AvInput *in = open_film(c, film);
    if (!in || !CHECK(c, av_decoder_open(check_ctx(c), in, 0, from_ms * AV_TICKS_MS, &d) == OK))
        return -1;
    while (av_decoder_next(check_ctx(c), d, &picture, &at) == OK) {
        int number = test_film_number(picture);
        first = first < 0 ? number : first;
        CHECK(c, next < 0 || number == next);
        CHECK(c, llabs(at - ticks(number)) <= slack);
        next = number + 1;
    }
    CHECK_INT(c, next, film->frames);
    av_decoder_close(d);
    av_input_close(in);
    return first;
}

static int64_t ticks_25(int i)
{
    return (int64_t)i * AV_TICKS / 25;
}

static void decoding_from_anywhere_knows_what_is_on_the_screen(Check *c)
{
    static const char *const containers[] = {"mp4", "matroska", "mpegts"};
    static const int64_t moments[] = {0, 20, 470, 480, 500, 2000, 2390, 3990, 9000};
    for (size_t k = 0; k < sizeof containers / sizeof *containers; k++)
        for (size_t i = 0; i < sizeof moments / sizeof *moments; i++) {
            const TestFilm film = {.container = containers[k], .frames = 100};
            int first = decode_from(c, &film, moments[i], ticks_25, AV_TICKS_MS);
            CHECK(c, first >= 0 && ticks_25(first) <= moments[i] * AV_TICKS_MS);
            /* It went to a key picture, unless the container's times may jump. */
            CHECK(c, k == 2 || moments[i] < 2000 || first > 0);
        }
}

/* Gives the entry for the picture at `from_ms` of a Matroska index the time `to_ms`. */
static bool lie_about_a_cue(uint8_t *bytes, int64_t size, int from_ms, int to_ms)
{
    static const uint8_t cues[4] = {0x1c, 0x53, 0xbb, 0x6b};
    const uint8_t told[4] = {0xb3, 0x82, (uint8_t)(from_ms >> 8), (uint8_t)from_ms};
    uint8_t *index = NULL, *at = NULL;
    for (uint8_t *next = bytes; (next = memmem(next, (size_t)(bytes + size - next), cues, sizeof cues)); next++)
        index = next; /* the last one: before it there is a list of what is where */
    at = index ? memmem(index, (size_t)(bytes + size - index), told, sizeof told) : NULL;
    if (!at)
        return false;
    at[2] = (uint8_t)(to_ms >> 8);
    at[3] = (uint8_t)to_ms;
    return true;
}

static void an_index_that_lies_is_found_out(Check *c)
{
    enum { BYTES = 8 << 20, FROM_MS = 1200 };
    static uint8_t bytes[BYTES];
    /* Large pictures: a cluster for each key picture. */
    const TestFilm film = {.container = "matroska", .width = 640, .height = 360, .frames = 75};
    int64_t size = 0, at = 0;
    AvDecoder *d = NULL;
    AVFrame *picture = NULL;
    int fd = test_film(c, &film, &size);
    REQUIRE(c, size > 0 && size < BYTES && pread(fd, bytes, (size_t)size, 0) == size);
    REQUIRE(c, lie_about_a_cue(bytes, size, 1920, 970));
    AvInput *in = open_bytes(c, test_bytes(c, bytes, (size_t)size), size);
    REQUIRE(c, in && av_decoder_open(check_ctx(c), in, 0, FROM_MS * AV_TICKS_MS, &d) == OK);
    REQUIRE(c, av_decoder_next(check_ctx(c), d, &picture, &at) == OK);
    CHECK(c, at <= FROM_MS * AV_TICKS_MS);
    CHECK_INT(c, at, ticks_25(test_film_number(picture)));
    av_decoder_close(d);
    av_input_close(in);
}

static void uneven_times_are_kept(Check *c)
{
    decode_from(c, &(TestFilm){.frames = 16, .ticks = test_ticks_uneven}, 0, test_ticks_uneven, 0);
    decode_from(c, &(TestFilm){.frames = 16, .ticks = test_ticks_uneven}, 12000, test_ticks_uneven, 0);
}

static int64_t ticks_later(int i)
{
    return ticks_25(i) + AV_TICKS;
}

static void a_film_begins_with_its_first_picture_or_sound(Check *c)
{
    /* Pictures a second behind the sound stay there; alone they are the beginning. */
    const TestFilm both = {.container = "matroska", .frames = 20, .ticks = ticks_later, .sound_ms = 2000};
    decode_from(c, &both, 0, ticks_later, 30 * AV_TICKS_MS); /* the sound's priming counts */
    decode_from(c, &(TestFilm){.container = "matroska", .frames = 20, .ticks = ticks_later}, 0, ticks_25, 0);
}

static void damage_costs_pictures_and_not_the_film(Check *c)
{
    enum { BYTES = 1 << 20, HEAD = 4000 };
    static uint8_t bytes[BYTES];
    int64_t size = 0, at = 0;
    int fd = test_film(c, &(TestFilm){.container = "matroska", .frames = 200}, &size), seen = 0;
    REQUIRE(c, size > 2 * HEAD && size < BYTES && pread(fd, bytes, (size_t)size, 0) == size);
    for (int64_t i = HEAD; i < size; i += 900)
        bytes[i] ^= 0x5a;
    fd = test_bytes(c, bytes, (size_t)size);
    AvInput *in = open_bytes(c, fd, size);
    AvDecoder *d = NULL;
    AVFrame *picture = NULL;
    REQUIRE(c, in && av_decoder_open(check_ctx(c), in, 0, 0, &d) == OK);
    while (av_decoder_next(check_ctx(c), d, &picture, &at) == OK)
        seen++;
    CHECK(c, seen > 50 && seen <= 200);
    av_decoder_close(d);
    av_input_close(in);
}

static void interlaced_pictures_are_made_whole(Check *c)
{
    const TestFilm film = {.container = "mpegts", .codec = "mpeg2video", .frames = 50, .interlaced = true};
    AvInput *in = open_film(c, &film);
    AvDecoder *d = NULL;
    AVFrame *picture = NULL;
    int64_t at = 0, last = -1;
    int seen = 0;
    REQUIRE(c, in && av_decoder_open(check_ctx(c), in, 0, 0, &d) == OK);
    while (av_decoder_next(check_ctx(c), d, &picture, &at) == OK) {
        CHECK(c, !libav_interlaced(picture));
        CHECK(c, at > last);
        last = at;
        seen++;
    }
    CHECK_INT(c, seen, 50);
    CHECK_INT(c, last, ticks_25(49));
    av_decoder_close(d);
    av_input_close(in);
}

static void recordings_joined_byte_by_byte_are_one_film(Check *c)
{
    enum { BYTES = 2 << 20, SECONDS = 20, PICTURES = SECONDS * 25 };
    static uint8_t bytes[2 * BYTES];
    const TestFilm made = {
        .container = "mpegts", .codec = "mpeg2video", .frames = PICTURES, .sound_ms = SECONDS * 1000};
    int64_t size = 0, at = 0;
    int seen = 0;
    AvFilm film;
    AvDecoder *d = NULL;
    AVFrame *picture = NULL;
    int fd = test_film(c, &made, &size);
    REQUIRE(c, size > 0 && size < BYTES && pread(fd, bytes, (size_t)size, 0) == size);
    memcpy(bytes + size, bytes, (size_t)size);
    AvInput *in = open_bytes(c, test_bytes(c, bytes, 2 * (size_t)size), 2 * size);
    REQUIRE(c, in);
    CHECK_INT(c, av_probe(check_ctx(c), in, NULL, NULL, &film), OK);
    CHECK(c, film.duration_ms > 2 * SECONDS * 1000 - 200 && film.duration_ms < 2 * SECONDS * 1000 + 200);
    REQUIRE(c, av_input_restart(check_ctx(c), in) == OK);
    REQUIRE(c, av_decoder_open(check_ctx(c), in, 0, 30 * (int64_t)AV_TICKS, &d) == OK);
    for (; av_decoder_next(check_ctx(c), d, &picture, &at) == OK; seen++)
        CHECK(c, llabs(at - ticks_25(seen)) < AV_TICKS / 5 && test_film_number(picture) == seen % PICTURES);
    CHECK_INT(c, seen, 2 * PICTURES);
    av_decoder_close(d);
    av_input_close(in);
}

static Rc use_film(Check *c, int fd, int64_t size)
{
    AvInput *in = NULL;
    AvDecoder *d = NULL;
    AvFilm film;
    AVFrame *picture = NULL;
    int64_t at = 0;
    Rc rc = av_input_open(check_ctx(c), fd, size, &in);
    if (rc == OK)
        rc = av_probe(check_ctx(c), in, NULL, NULL, &film);
    if (rc == OK)
        rc = av_decoder_open(check_ctx(c), in, 0, AV_TICKS, &d);
    if (rc == OK)
        rc = av_decoder_next(check_ctx(c), d, &picture, &at);
    av_decoder_close(d);
    av_input_close(in);
    return rc;
}

static void memory_that_runs_out_is_said_and_leaves_nothing(Check *c)
{
    int64_t size = 0;
    int fd = test_film(c, &(TestFilm){.frames = 30, .sound_ms = 500}, &size);
    bool reached = true;
    REQUIRE(c, fd >= 0 && check_ctx(c));
    for (long n = 0; reached && n < 200; n++) {
        fault_after(FAULT_MEMORY, n);
        Rc rc = use_film(c, fd, size);
        reached = fault_disarm();
        CHECK_INT(c, rc, reached ? ERR_NOMEM : OK);
    }
    CHECK(c, !reached);
}

int main(int argc, char **argv)
{
    av_quiet();
    static const CheckTest tests[] = {
        {"a film of each container is described", a_film_of_each_container_is_described},
        {"a turned film has the size that is shown", a_turned_film_has_the_size_that_is_shown},
        {"the slow second track that phones write is not the film", the_slow_second_track_is_not_the_film},
        {"sound alone is a film without pictures", sound_alone_is_a_film_without_pictures},
        {"pictures alone are a film without sound", pictures_alone_are_a_film_without_sound},
        {"high dynamic range is recognised", high_dynamic_range_is_recognised},
        {"what is no film is refused by name", what_is_no_film_is_refused_by_name},
        {"thirty-two tracks are read and one more is not", thirty_two_tracks_are_read_and_one_more_is_not},
        {"a film cut off before its first picture is said to be truncated",
         a_film_cut_off_before_its_first_picture_is_truncated},
        {"a picture of 8192 is taken and a wider one is not", a_picture_of_8192_is_taken_and_a_wider_one_is_not},
        {"twelve hours are taken and more are not", twelve_hours_are_taken_and_more_are_not},
        {"a film cut off ends where its bytes end", a_film_cut_off_ends_where_its_bytes_end},
        {"a descriptor that cannot be read is no fault of the film",
         a_descriptor_that_cannot_be_read_is_no_fault_of_the_film},
        {"decoding from anywhere knows what is on the screen", decoding_from_anywhere_knows_what_is_on_the_screen},
        {"an index that lies is found out", an_index_that_lies_is_found_out},
        {"uneven times are kept", uneven_times_are_kept},
        {"a film begins with its first picture or sound", a_film_begins_with_its_first_picture_or_sound},
        {"damage costs pictures and not the film", damage_costs_pictures_and_not_the_film},
        {"interlaced pictures are made whole", interlaced_pictures_are_made_whole},
        {"recordings joined byte by byte are one film", recordings_joined_byte_by_byte_are_one_film},
        {"memory that runs out is said and leaves nothing", memory_that_runs_out_is_said_and_leaves_nothing},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
