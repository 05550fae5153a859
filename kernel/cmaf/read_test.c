/* The reader and the joined file. */
#include "kernel/cmaf/box.h"
#include "kernel/cmaf/test_track.h"
#include "tests/check.h"

#include <string.h>

enum { ROOM = 8 << 20, LAST = TEST_FRAMES * TEST_TICKS };

/* A film of an init segment and parts that were made one by one. */
typedef struct {
    Buf bytes;
    int64_t sizes[8];
    size_t count;
} Film;

static void add_init(Check *c, Film *f, const CmafTrack *t)
{
    *f = (Film){0};
    buf_init(&f->bytes, check_ctx(c)->arena, ROOM);
    CHECK(c, test_init(check_ctx(c), t, &f->bytes) == OK);
    f->sizes[f->count++] = (int64_t)f->bytes.n;
}

static void add_part(Check *c, Film *f, size_t part, int64_t first_segment, size_t count)
{
    size_t before = f->bytes.n;
    CHECK(c, test_part(check_ctx(c), &test_video, part, first_segment * LAST, count, &f->bytes) == OK);
    f->sizes[f->count++] = (int64_t)(f->bytes.n - before);
}

/* Three parts of 2, 2 and 1 segments. */
static Film sound_film(Check *c)
{
    Film f;
    add_init(c, &f, &test_video);
    add_part(c, &f, 0, 0, 2);
    add_part(c, &f, 1, 2, 2);
    add_part(c, &f, 2, 4, 1);
    return f;
}

static Rc read_film(Check *c, const Film *f, CmafIndex *index, CmafFinding *finding)
{
    Str bytes = buf_str(&f->bytes);
    CmafSource source = test_source(&bytes);
    return cmaf_read(check_ctx(c), &source, f->sizes, f->count, index, finding);
}

static void check_refused(Check *c, const Film *f, CmafVerdict verdict, size_t segment)
{
    CmafIndex index = {.timescale = -1};
    CmafFinding finding = {0};
    CHECK(c, read_film(c, f, &index, &finding) == ERR_INVALID);
    CHECK_STR(c, str_of(cmaf_verdict_names[finding.verdict]), cmaf_verdict_names[verdict]);
    CHECK_INT(c, (int64_t)finding.segment, (int64_t)segment);
    CHECK_INT(c, index.timescale, -1);
}

static void parts_made_apart_read_as_one_track(Check *c)
{
    Film f = sound_film(c);
    CmafIndex index;
    CmafFinding finding;
    REQUIRE(c, read_film(c, &f, &index, &finding) == OK);
    CHECK(c, finding.verdict == CMAF_SOUND);
    CHECK(c, index.kind == CMAF_VIDEO);
    CHECK_INT(c, index.timescale, 90000);
    CHECK_INT(c, index.init_size, f.sizes[0]);
    REQUIRE(c, index.segment_count == 5);
    int64_t total = index.init_size;
    for (size_t i = 0; i < 5; i++) {
        CHECK_INT(c, index.segments[i].start, (int64_t)i * LAST);
        CHECK_INT(c, index.segments[i].duration, LAST);
        total += index.segments[i].size;
    }
    CHECK_INT(c, total, (int64_t)f.bytes.n);
}

static void a_missing_part_is_a_wrong_sequence(Check *c)
{
    Film f;
    add_init(c, &f, &test_video);
    add_part(c, &f, 0, 0, 2);
    add_part(c, &f, 2, 4, 1);
    check_refused(c, &f, CMAF_BAD_SEQUENCE, 2);
}

static void swapped_parts_are_a_wrong_sequence(Check *c)
{
    Film f;
    add_init(c, &f, &test_video);
    add_part(c, &f, 1, 2, 2);
    add_part(c, &f, 0, 0, 2);
    check_refused(c, &f, CMAF_BAD_SEQUENCE, 0);
}

static void a_gap_of_one_tick_is_refused(Check *c)
{
    Film f;
    add_init(c, &f, &test_video);
    add_part(c, &f, 0, 0, 1);
    size_t before = f.bytes.n;
    REQUIRE(c, test_part(check_ctx(c), &test_video, 1, LAST + 1, 1, &f.bytes) == OK);
    f.sizes[f.count++] = (int64_t)(f.bytes.n - before);
    check_refused(c, &f, CMAF_GAP, 1);
}

static void an_overlap_of_one_tick_is_refused(Check *c)
{
    Film f;
    add_init(c, &f, &test_video);
    add_part(c, &f, 0, 0, 1);
    size_t before = f.bytes.n;
    REQUIRE(c, test_part(check_ctx(c), &test_video, 1, LAST - 1, 1, &f.bytes) == OK);
    f.sizes[f.count++] = (int64_t)(f.bytes.n - before);
    check_refused(c, &f, CMAF_OVERLAP, 1);
}

static void a_film_that_does_not_begin_at_zero_is_refused(Check *c)
{
    Film f;
    add_init(c, &f, &test_video);
    add_part(c, &f, 0, 1, 1);
    check_refused(c, &f, CMAF_GAP, 0);
}

static void a_truncated_part_is_refused(Check *c)
{
    Film f = sound_film(c);
    f.bytes.n--;
    f.sizes[3]--;
    check_refused(c, &f, CMAF_CUT_SHORT, 4);
    f.sizes[3]++; /* and one that is shorter than the spec says */
    check_refused(c, &f, CMAF_CUT_SHORT, 0);
}

static void every_truncation_is_refused(Check *c)
{
    Film f;
    add_init(c, &f, &test_video);
    add_part(c, &f, 0, 0, 1);
    const int64_t whole = (int64_t)f.bytes.n, init = f.sizes[0];
    const ArenaMark mark = arena_mark(check_ctx(c)->arena);
    for (int64_t n = 0; n < whole; n++) {
        CmafIndex index;
        CmafFinding finding;
        f.bytes.n = (size_t)n;
        f.sizes[0] = init < n ? init : n;
        f.sizes[1] = n - f.sizes[0];
        if (!CHECK(c, read_film(c, &f, &index, &finding) == ERR_INVALID && finding.verdict != CMAF_SOUND))
            return;
        arena_rewind(check_ctx(c)->arena, mark);
    }
}

/* No single wrong byte in the boxes may pass unseen, but for those that nothing is computed from. */
static void a_wrong_byte_in_a_moof_is_refused_or_harmless(Check *c)
{
    Film f;
    add_init(c, &f, &test_video);
    add_part(c, &f, 0, 0, 1);
    CmafIndex good, index;
    CmafFinding finding;
    REQUIRE(c, read_film(c, &f, &good, &finding) == OK);
    size_t refused = 0, head = 8 + 16 + 8 + 24 + 20; /* up to the trun: nothing in it is free */
    for (size_t i = 0; i < head; i++) {
        char *at = f.bytes.at + f.sizes[0] + i;
        *at = (char)(*at ^ 1);
        refused += read_film(c, &f, &index, &finding) == ERR_INVALID;
        *at = (char)(*at ^ 1);
    }
    /* Free: version and flags of mfhd, the default duration and flags of samples that say their own. */
    CHECK(c, refused >= head - 4 - 8);
    CHECK(c, read_film(c, &f, &index, &finding) == OK);
}

static void another_box_between_segments_is_refused(Check *c)
{
    Film f = sound_film(c);
    memcpy(f.bytes.at + f.sizes[0] + 4, "free", 4);
    check_refused(c, &f, CMAF_BAD_BOX, 0);
}

static void a_part_for_another_track_is_refused(Check *c)
{
    Film f = sound_film(c);
    static const char track[] = "tfhd";
    char *tfhd = memmem(f.bytes.at, f.bytes.n, track, 4);
    REQUIRE(c, tfhd != NULL);
    tfhd[11] = 2;
    check_refused(c, &f, CMAF_BAD_BOX, 0);
}

static void a_segment_that_needs_another_is_refused(Check *c)
{
    Film f = sound_film(c);
    char *trun = memmem(f.bytes.at, f.bytes.n, "trun", 4);
    REQUIRE(c, trun != NULL);
    memcpy(trun + 16, "\x01\x01\0\0", 4); /* first_sample_flags */
    check_refused(c, &f, CMAF_NO_SYNC, 0);
}

static void sizes_that_do_not_fill_the_mdat_are_refused(Check *c)
{
    Film f = sound_film(c);
    char *trun = memmem(f.bytes.at, f.bytes.n, "trun", 4);
    REQUIRE(c, trun != NULL);
    trun[23]++; /* size of the first sample */
    check_refused(c, &f, CMAF_BAD_SIZE, 0);
}

/* Reads the index as a player would, independent of what made it, and follows it through the file. */
static void check_sidx(Check *c, Str file, const CmafIndex *index, int64_t header_size)
{
    Bytes b = bytes_of(file), inside;
    uint32_t type;
    REQUIRE(c, get_box(&b, &type, &inside) && get_box(&b, &type, &inside));
    CHECK(c, type == BOX('m', 'o', 'o', 'v'));
    REQUIRE(c, get_box(&b, &type, &inside));
    CHECK(c, type == BOX('s', 'i', 'd', 'x'));
    CHECK_INT(c, (int64_t)(file.n - b.n), header_size);
    CHECK_INT(c, get_u32(&inside), 1 << 24);
    CHECK_INT(c, get_u32(&inside), 1);
    CHECK_INT(c, get_u32(&inside), index->timescale);
    CHECK_INT(c, (int64_t)get_u64(&inside), 0);
    CHECK_INT(c, (int64_t)get_u64(&inside), 0);
    CHECK_INT(c, get_u32(&inside), (int64_t)index->segment_count);
    int64_t at = header_size;
    for (size_t i = 0; i < index->segment_count; i++) {
        CHECK(c, (size_t)at + 8 < file.n && memcmp(file.at + at + 4, "moof", 4) == 0);
        at += get_u32(&inside);
        CHECK_INT(c, get_u32(&inside), index->segments[i].duration);
        CHECK_INT(c, get_u32(&inside), 0x90000000);
    }
    CHECK(c, !inside.cut && inside.n == 0);
    CHECK_INT(c, at, (int64_t)file.n);
}

static void a_joined_file_has_an_exact_index(Check *c)
{
    Film f = sound_film(c);
    CmafIndex index;
    CmafFinding finding;
    Buf out;
    int64_t header_size;
    REQUIRE(c, read_film(c, &f, &index, &finding) == OK);
    Str bytes = buf_str(&f.bytes);
    CmafSource source = test_source(&bytes);
    buf_init(&out, check_ctx(c)->arena, ROOM);
    REQUIRE(c, cmaf_join(check_ctx(c), &source, &index, test_sink, &out, &header_size) == OK);
    check_sidx(c, buf_str(&out), &index, header_size);
    /* the segments themselves are the same bytes */
    Str joined = {out.at + header_size, out.n - (size_t)header_size},
        parts = {bytes.at + f.sizes[0], bytes.n - (size_t)f.sizes[0]};
    CHECK(c, str_equal(joined, parts));
}

static void a_full_disk_ends_the_join(Check *c)
{
    Film f = sound_film(c);
    CmafIndex index;
    CmafFinding finding;
    Buf out;
    int64_t header_size = -1;
    REQUIRE(c, read_film(c, &f, &index, &finding) == OK);
    Str bytes = buf_str(&f.bytes);
    CmafSource source = test_source(&bytes);
    buf_init(&out, check_ctx(c)->arena, 1000);
    CHECK(c, cmaf_join(check_ctx(c), &source, &index, test_sink, &out, &header_size) == ERR_LIMIT);
    CHECK_INT(c, header_size, -1);
}

static void audio_parts_read_too(Check *c)
{
    Film f;
    CmafIndex index;
    CmafFinding finding;
    add_init(c, &f, &test_audio);
    size_t before = f.bytes.n;
    REQUIRE(c, test_part(check_ctx(c), &test_audio, 0, 0, 3, &f.bytes) == OK);
    f.sizes[f.count++] = (int64_t)(f.bytes.n - before);
    REQUIRE(c, read_film(c, &f, &index, &finding) == OK);
    CHECK(c, index.kind == CMAF_AUDIO);
    CHECK_INT(c, index.timescale, 48000);
    CHECK_INT(c, (int64_t)index.segment_count, 3);
}

static void bytes_behind_the_moov_are_refused(Check *c)
{
    Film f;
    add_init(c, &f, &test_video);
    buf_put(&f.bytes, STR("\0\0\0\x08"
                          "free"));
    f.sizes[0] = (int64_t)f.bytes.n;
    add_part(c, &f, 0, 0, 1);
    CmafIndex index;
    CmafFinding finding;
    CHECK(c, read_film(c, &f, &index, &finding) == ERR_INVALID);
    CHECK(c, finding.verdict == CMAF_BAD_BOX);
}

static void an_init_segment_alone_is_no_track(Check *c)
{
    Film f;
    add_init(c, &f, &test_video);
    check_refused(c, &f, CMAF_CUT_SHORT, 0);
    f.sizes[f.count++] = 0; /* and with an empty part */
    check_refused(c, &f, CMAF_CUT_SHORT, 0);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"parts made apart read as one track", parts_made_apart_read_as_one_track},
        {"audio parts read too", audio_parts_read_too},
        {"a missing part is a wrong sequence", a_missing_part_is_a_wrong_sequence},
        {"swapped parts are a wrong sequence", swapped_parts_are_a_wrong_sequence},
        {"a gap of one tick is refused", a_gap_of_one_tick_is_refused},
        {"an overlap of one tick is refused", an_overlap_of_one_tick_is_refused},
        {"a film that does not begin at zero is refused", a_film_that_does_not_begin_at_zero_is_refused},
        {"a truncated part is refused", a_truncated_part_is_refused},
        {"every truncation is refused", every_truncation_is_refused},
        {"a wrong byte in a moof is refused or harmless", a_wrong_byte_in_a_moof_is_refused_or_harmless},
        {"another box between segments is refused", another_box_between_segments_is_refused},
        {"a part for another track is refused", a_part_for_another_track_is_refused},
        {"a segment that needs another is refused", a_segment_that_needs_another_is_refused},
        {"sizes that do not fill the mdat are refused", sizes_that_do_not_fill_the_mdat_are_refused},
        {"a joined file has an exact index", a_joined_file_has_an_exact_index},
        {"a full disk ends the join", a_full_disk_ends_the_join},
        {"bytes behind the moov of an init segment are refused", bytes_behind_the_moov_are_refused},
        {"an init segment alone is no track", an_init_segment_alone_is_no_track},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
