/* The writer: init segments, fragments, parameter sets. */
#include "kernel/cmaf/box.h"
#include "kernel/cmaf/test_track.h"
#include "tests/check.h"

#include <string.h>

enum { ROOM = 4 << 20 };

static Buf room(Check *c)
{
    Buf b;
    buf_init(&b, check_ctx(c)->arena, ROOM);
    return b;
}

static void equal_descriptions_give_equal_init_segments(Check *c)
{
    Buf a = room(c), b = room(c);
    CmafTrack copy = test_video;
    REQUIRE(c, cmaf_init_segment(check_ctx(c), &test_video, &a) == OK);
    REQUIRE(c, cmaf_init_segment(check_ctx(c), &copy, &b) == OK);
    CHECK(c, str_equal(buf_str(&a), buf_str(&b)));
    copy.width++;
    buf_clear(&b);
    REQUIRE(c, cmaf_init_segment(check_ctx(c), &copy, &b) == OK);
    CHECK(c, !str_equal(buf_str(&a), buf_str(&b)));
}

/* All boxes from the outside in, as text: "ftyp moov(mvhd trak(…))". */
static void outline(Bytes b, Buf *out)
{
    static const uint32_t parents[] = {BOX('m', 'o', 'o', 'v'), BOX('t', 'r', 'a', 'k'), BOX('e', 'd', 't', 's'),
                                       BOX('m', 'd', 'i', 'a'), BOX('m', 'i', 'n', 'f'), BOX('d', 'i', 'n', 'f'),
                                       BOX('s', 't', 'b', 'l'), BOX('m', 'v', 'e', 'x'), BOX('m', 'o', 'o', 'f'),
                                       BOX('t', 'r', 'a', 'f')};
    uint32_t type;
    Bytes inside;
    for (bool first = true; get_box(&b, &type, &inside); first = false) {
        buf_format(out, "%s%c%c%c%c", first ? "" : " ", type >> 24, type >> 16 & 255, type >> 8 & 255, type & 255);
        for (size_t i = 0; i < sizeof parents / sizeof *parents; i++)
            if (type == parents[i]) {
                buf_byte(out, '(');
                outline(inside, out);
                buf_byte(out, ')');
            }
    }
    if (b.cut)
        buf_put(out, STR(" cut"));
}

static void an_init_segment_has_the_boxes_of_cmaf(Check *c)
{
    Buf b = room(c), text = room(c);
    REQUIRE(c, cmaf_init_segment(check_ctx(c), &test_video, &b) == OK);
    outline(bytes_of(buf_str(&b)), &text);
    CHECK_STR(
        c, buf_str(&text),
        "ftyp moov(mvhd trak(tkhd mdia(mdhd hdlr minf(vmhd dinf(dref) stbl(stsd stts stsc stsz stco)))) mvex(trex))");
    buf_clear(&b);
    buf_clear(&text);
    REQUIRE(c, cmaf_init_segment(check_ctx(c), &test_audio, &b) == OK);
    outline(bytes_of(buf_str(&b)), &text);
    CHECK_STR(
        c, buf_str(&text),
        "ftyp moov(mvhd trak(tkhd edts(elst) mdia(mdhd hdlr minf(smhd dinf(dref) stbl(stsd stts stsc stsz stco)))) "
        "mvex(trex))");
}

static void descriptions_out_of_range_are_refused(Check *c)
{
    CmafTrack bad[] = {test_video, test_video, test_video, test_audio, test_audio, test_audio};
    bad[0].timescale = 0;
    bad[1].width = 16385;
    bad[2].config.n = 3;
    bad[3].channels = 3;
    bad[4].rate = 65536;
    bad[5].priming = -1;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Buf b = room(c);
        CHECK(c, cmaf_init_segment(check_ctx(c), &bad[i], &b) == ERR_INVALID);
        CHECK_INT(c, (int64_t)b.n, 0);
    }
}

static void a_fragment_says_times_sizes_and_offsets(Check *c)
{
    static const unsigned char expected[] =
        {0, 0,    0, 132, 'm', 'o',  'o', 'f', 0,    0,    0,    16,   'm', 'f', 'h', 'd', 0,   0,
         0, 0,    0, 0,   7,   0xD1, /* 2001 */
         0, 0,    0, 108, 't', 'r',  'a', 'f', 0,    0,    0,    20,   't', 'f', 'h', 'd', 0,   2,
         0, 0x20, 0, 0,   0,   1,    1,   1,   0,    0,    0,    0,    0,   20,  't', 'f', 'd', 't',
         1, 0,    0, 0,   0,   0,    0,   1,   0,    0,    0,    0, /* 2^32 */
         0, 0,    0, 60,  't', 'r',  'u', 'n', 1,    0,    0x0B, 5,    0,   0,   0,   3,   0,   0,
         0, 140,  2, 0,   0,   0,    0,   0,   0,    100,  0,    0,    0,   2,   0,   0,   0,   0, /* shown first */
         0, 0,    0, 100, 0,   0,    0,   1,   0,    0,    0,    100,  /* decoded at 100, shown at 200 */
         0, 0,    0, 50,  0,   0,    0,   1,   0xFF, 0xFF, 0xFF, 0x9C, /* decoded at 200, shown at 100 */
         0, 0,    0, 12,  'm', 'd',  'a', 't', 'i',  'i',  'p',  'b'};
    const int64_t start = INT64_C(1) << 32;
    Buf b = room(c);
    CmafWriter *w;
    CmafSegment s;
    REQUIRE(c, cmaf_writer_new(&test_video, CMAF_SEQUENCE(2, 0), &w) == OK);
    CHECK(c, cmaf_writer_add(w, &(CmafSample){.data = STR("ii"), .pts = start, .sync = true}) == OK);
    CHECK(c, cmaf_writer_add(w, &(CmafSample){.data = STR("p"), .pts = start + 200}) == OK);
    CHECK(c, cmaf_writer_add(w, &(CmafSample){.data = STR("b"), .pts = start + 100}) == OK);
    CHECK_INT(c, (int64_t)cmaf_writer_count(w), 3);
    CHECK(c, cmaf_writer_cut(check_ctx(c), w, start + 250, test_sink, &b, &s) == OK);
    CHECK_INT(c, (int64_t)cmaf_writer_count(w), 0);
    CHECK_INT(c, s.start, start);
    CHECK_INT(c, s.duration, 250);
    CHECK_INT(c, s.size, (int64_t)b.n);
    CHECK(c, b.n == sizeof expected && memcmp(b.at, expected, sizeof expected) == 0);
    cmaf_writer_free(w);
}

static void what_all_samples_share_is_said_once(Check *c)
{
    Buf b = room(c);
    REQUIRE(c, test_part(check_ctx(c), &test_audio, 0, 0, 1, &b) == OK);
    /* moof 8, mfhd 16, traf 8, tfhd 24 with the common duration, tfdt 20, trun 20 and a size for each */
    CHECK_INT(c, (unsigned char)b.at[2] << 8 | (unsigned char)b.at[3], 8 + 16 + 8 + 24 + 20 + 20 + 4 * TEST_FRAMES);
}

static void a_segment_must_begin_with_a_sync_sample_and_stay_in_order(Check *c)
{
    Buf b = room(c);
    CmafWriter *w;
    CmafSegment s = {.size = -1};
    CmafSample first = {.data = STR("i"), .pts = 100, .sync = true}, other = {.data = STR("p"), .pts = 200};
    REQUIRE(c, cmaf_writer_new(&test_video, 1, &w) == OK);
    CHECK(c, cmaf_writer_add(w, &other) == ERR_INVALID);
    CHECK(c, cmaf_writer_cut(check_ctx(c), w, 100, test_sink, &b, &s) == ERR_INVALID);
    CHECK(c, cmaf_writer_add(w, &first) == OK);
    CHECK(c, cmaf_writer_add(w, &other) == OK);
    CHECK(c, cmaf_writer_cut(check_ctx(c), w, 200, test_sink, &b, &s) == ERR_INVALID); /* the last would last nothing */
    CHECK(c, cmaf_writer_add(w, &other) == OK);
    CHECK(c, cmaf_writer_cut(check_ctx(c), w, 300, test_sink, &b, &s) == ERR_INVALID); /* twice at 200 */
    CHECK_INT(c, s.size, -1);
    CHECK_INT(c, (int64_t)b.n, 0);
    cmaf_writer_free(w);
    REQUIRE(c, cmaf_writer_new(&test_video, 1, &w) == OK);
    other.pts = 50;
    CHECK(c, cmaf_writer_add(w, &first) == OK);
    CHECK(c, cmaf_writer_add(w, &other) == OK);
    CHECK(c, cmaf_writer_cut(check_ctx(c), w, 300, test_sink, &b, &s) == ERR_INVALID); /* shown before the first */
    cmaf_writer_free(w);
}

static void a_segment_holds_so_many_samples_and_no_more(Check *c)
{
    CmafWriter *w;
    REQUIRE(c, cmaf_writer_new(&test_audio, 1, &w) == OK);
    Rc rc = OK;
    for (int i = 0; i < CMAF_SAMPLES_MAX && rc == OK; i++)
        rc = cmaf_writer_add(w, &(CmafSample){.data = STR("x"), .pts = i, .sync = true});
    CHECK(c, rc == OK);
    CHECK(c, cmaf_writer_add(w, &(CmafSample){.data = STR("x"), .pts = CMAF_SAMPLES_MAX, .sync = true}) == ERR_LIMIT);
    Buf b = room(c);
    CmafSegment s;
    CHECK(c, cmaf_writer_cut(check_ctx(c), w, CMAF_SAMPLES_MAX, test_sink, &b, &s) == OK);
    cmaf_writer_free(w);
}

static void parameter_sets_become_a_decoder_configuration(Check *c)
{
    static const char annex_b[] = "\0\0\0\1\x67\x64\x00\x0c\xac\0\0\0\1\x68\xee\x3c\x80\0\0\1\x06\x05\x01";
    Str avcc, codecs;
    REQUIRE(c, cmaf_avcc(check_ctx(c), (Str){annex_b, sizeof annex_b - 1}, &avcc) == OK);
    static const char expected[] =
        "\x01\x64\x00\x0c\xff\xe1\0\x05\x67\x64\x00\x0c\xac\x01\0\x04\x68\xee\x3c\x80\xfd\xf8\xf8\0";
    CHECK(c, str_equal(avcc, (Str){expected, sizeof expected - 1}));
    CmafTrack t = test_video;
    t.config = avcc;
    REQUIRE(c, cmaf_codecs(check_ctx(c), &t, &codecs) == OK);
    CHECK_STR(c, codecs, "avc1.64000c");
    REQUIRE(c, cmaf_codecs(check_ctx(c), &test_audio, &codecs) == OK);
    CHECK_STR(c, codecs, "mp4a.40.2");
    CHECK(c, cmaf_avcc(check_ctx(c), STR("no start code"), &avcc) == ERR_INVALID);
    CHECK(c, cmaf_avcc(check_ctx(c), (Str){"\0\0\1\x67\x64\0\x0c", 7}, &avcc) == ERR_INVALID); /* no picture set */
}

static void nal_units_get_lengths_and_lose_parameter_sets(Check *c)
{
    static const char annex_b[] =
        "\0\0\0\1\x09\xf0\0\0\0\1\x67\x64\x00\x0c\0\0\1\x68\xee\0\0\1\x06\x05\x80\0\0\0\1\x65\x88\x84\x01";
    Buf b = room(c);
    REQUIRE(c, cmaf_nal_lengths((Str){annex_b, sizeof annex_b - 1}, &b) == OK);
    static const char expected[] = "\0\0\0\x03\x06\x05\x80\0\0\0\x04\x65\x88\x84\x01";
    CHECK(c, str_equal(buf_str(&b), (Str){expected, sizeof expected - 1}));
    CHECK(c, cmaf_nal_lengths(STR("abc"), &b) == ERR_INVALID);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"equal descriptions give byte-identical init segments", equal_descriptions_give_equal_init_segments},
        {"an init segment has the boxes of CMAF", an_init_segment_has_the_boxes_of_cmaf},
        {"descriptions out of range are refused and write nothing", descriptions_out_of_range_are_refused},
        {"a fragment says times, sizes and signed offsets", a_fragment_says_times_sizes_and_offsets},
        {"what all samples share is said once", what_all_samples_share_is_said_once},
        {"a segment must begin with a sync sample and stay in order",
         a_segment_must_begin_with_a_sync_sample_and_stay_in_order},
        {"a segment holds so many samples and no more", a_segment_holds_so_many_samples_and_no_more},
        {"parameter sets become a decoder configuration", parameter_sets_become_a_decoder_configuration},
        {"NAL units get lengths and lose parameter sets", nal_units_get_lengths_and_lose_parameter_sets},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
