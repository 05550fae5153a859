/* From decoded pictures to rungs: upright, right in colour, encoded the same each time; and the poster. */
#include "kernel/av/av_decode.h"
#include "kernel/av/av_error.h"
#include "kernel/av/av_poster.h"
#include "kernel/av/av_timeline.h"
#include "kernel/av/av_video_encoder.h"
#include "kernel/av/libav.h"
#include "kernel/av/test_film.h"

#include <math.h>

enum { UNITS = 400, BYTES = 2 << 20 };

static void a_turned_and_mirrored_film_comes_out_upright(Check *c)
{
    for (int way = 0; way < 8; way++) {
        TestFilm film = {.frames = 6, .orientation = {.rotation = way / 2 * 90, .mirror = way % 2}};
        bool standing = film.orientation.rotation % 180 != 0;
        AvScaleSpec spec = {.size = standing ? (AvSize){96, 160} : (AvSize){160, 96}, .orientation = film.orientation};
        int64_t size = 0, at = 0;
        AvInput *in = NULL;
        AvDecoder *d = NULL;
        AvScaler *scaler = NULL;
        AVFrame *picture = NULL, *shown = NULL;
        int fd = test_film(c, &film, &size);
        REQUIRE(c, fd >= 0 && av_input_open(check_ctx(c), fd, size, &in) == OK);
        REQUIRE(c, av_decoder_open(check_ctx(c), in, 0, 0, &d) == OK);
        REQUIRE(c, av_scaler_new(check_ctx(c), &spec, &scaler) == OK);
        for (int i = 0; i < film.frames; i++) {
            REQUIRE(c, av_decoder_next(check_ctx(c), d, &picture, &at) == OK);
            REQUIRE(c, av_scaler_run(check_ctx(c), scaler, picture, &shown) == OK);
            CHECK(c, shown->width == spec.size.width && shown->height == spec.size.height);
            CHECK_INT(c, test_film_number(shown), i);
        }
        av_scaler_free(scaler);
        av_decoder_close(d);
        av_input_close(in);
    }
}

/* One colour through the scaler. */
static void colour_becomes(Check *c, const AvScaleSpec *spec, AVFrame *picture, int y, int u, int v, int slack)
{
    AvScaler *scaler = NULL;
    AVFrame *shown = NULL;
    REQUIRE(c, picture && av_scaler_new(check_ctx(c), spec, &scaler) == OK);
    REQUIRE(c, av_scaler_run(check_ctx(c), scaler, picture, &shown) == OK);
    const int expected[3] = {y, u, v};
    for (int plane = 0; plane < 3; plane++) {
        int got = shown->data[plane][shown->linesize[plane] * 8 + 8];
        if (!CHECK(c, abs(got - expected[plane]) <= slack))
            check_say(c, "plane %d is %d, not %d", plane, got, expected[plane]);
    }
    CHECK(c, shown->colorspace == (spec->jpeg ? AVCOL_SPC_SMPTE170M : AVCOL_SPC_BT709));
    av_scaler_free(scaler);
    av_frame_free(&picture);
}

/* Full range 0–255 of red, green and blue in the weights of a matrix (ITU-T H.273 §8.3). */
static void coded(double r, double g, double b, double kr, double kb, bool full, int ret[3])
{
    double y = kr * r + (1 - kr - kb) * g + kb * b, u = (b - y) / (2 - 2 * kb), v = (r - y) / (2 - 2 * kr);
    ret[0] = (int)lround(full ? y : 16 + y * 219 / 255);
    ret[1] = (int)lround(128 + (full ? u : u * 224 / 255));
    ret[2] = (int)lround(128 + (full ? v : v * 224 / 255));
}

static void colours_of_old_matrices_and_full_range_stay_what_they_are(Check *c)
{
    const AvScaleSpec spec = {.size = {32, 32}};
    static const double colours[][3] = {{200, 60, 40}, {30, 180, 60}, {40, 70, 210}, {250, 250, 250}, {5, 5, 5}};
    for (size_t i = 0; i < sizeof colours / sizeof *colours; i++) {
        const double *rgb = colours[i];
        int from[3], to[3];
        coded(rgb[0], rgb[1], rgb[2], 0.2126, 0.0722, false, to);
        coded(rgb[0], rgb[1], rgb[2], 0.299, 0.114, true, from);
        AVFrame *old = test_picture(64, 64, true, from[0], from[1], from[2]);
        old->colorspace = AVCOL_SPC_SMPTE170M;
        colour_becomes(c, &spec, old, to[0], to[1], to[2], 3);
        AVFrame *unsaid = test_picture(64, 64, true, from[0], from[1], from[2]); /* small: BT.601 */
        colour_becomes(c, &spec, unsaid, to[0], to[1], to[2], 3);
        AVFrame *modern = test_picture(64, 64, false, to[0], to[1], to[2]);
        modern->colorspace = AVCOL_SPC_BT709;
        colour_becomes(c, &spec, modern, to[0], to[1], to[2], 1);
        AVFrame *again = test_picture(64, 64, false, to[0], to[1], to[2]);
        again->colorspace = AVCOL_SPC_BT709;
        colour_becomes(c, &(AvScaleSpec){.size = {32, 32}, .jpeg = true}, again, from[0], from[1], from[2], 3);
    }
}

static int hdr_luma(Check *c, AvHdr hdr, int code)
{
    const AvScaleSpec spec = {.size = {32, 32}, .hdr = hdr};
    AvScaler *scaler = NULL;
    AVFrame *shown = NULL, *picture = test_picture(64, 64, false, code, 128, 128);
    if (!CHECK(c, picture && av_scaler_new(check_ctx(c), &spec, &scaler) == OK))
        return -1;
    picture->colorspace = AVCOL_SPC_BT2020_NCL;
    bool good = CHECK(c, av_scaler_run(check_ctx(c), scaler, picture, &shown) == OK);
    int luma = good ? shown->data[0][shown->linesize[0] * 8 + 8] : -1;
    av_scaler_free(scaler);
    av_frame_free(&picture);
    return luma;
}

static void high_dynamic_range_is_mapped_to_what_screens_show(Check *c)
{
    if (!avfilter_get_by_name("zscale")) {
        check_skip(c, "this libav has no zscale");
        return;
    }
    for (AvHdr hdr = AV_HDR_PQ; hdr < AV_HDR_COUNT; hdr++) {
        int last = -1;
        for (int code = 16; code <= 235; code += 10) {
            int luma = hdr_luma(c, hdr, code);
            CHECK(c, luma >= last && luma >= 15);
            last = luma;
        }
        CHECK(c, hdr_luma(c, hdr, 16) <= 18);
        CHECK(c, last > 200);
    }
    /* Paper white is light but leaves room for what shines; untouched it would be 143. */
    int white = hdr_luma(c, AV_HDR_PQ, 143);
    CHECK(c, white > 165 && white < 200);
}

static void a_film_may_change_its_size_in_its_middle(Check *c)
{
    const AvScaleSpec spec = {.size = {48, 32}};
    AvScaler *scaler = NULL;
    AVFrame *shown = NULL;
    REQUIRE(c, av_scaler_new(check_ctx(c), &spec, &scaler) == OK);
    for (int i = 0; i < 6; i++) {
        AVFrame *picture = test_picture(64 + i % 3 * 30, 64, i % 2, 100, 128, 128);
        REQUIRE(c, picture && av_scaler_run(check_ctx(c), scaler, picture, &shown) == OK);
        CHECK(c, shown->width == 48 && shown->height == 32);
        av_frame_free(&picture);
    }
    av_scaler_free(scaler);
}

typedef struct {
    char bytes[BYTES];
    size_t n, count;
    AvUnit units[UNITS];
    size_t sizes[UNITS];
} Units;

static Rc collect(Ctx *cx, void *arg, const AvUnit *unit)
{
    Units *u = arg;
    (void)cx;
    if (u->count == UNITS || u->n + unit->data.n > BYTES)
        return ERR_LIMIT;
    memcpy(u->bytes + u->n, unit->data.at, unit->data.n);
    u->n += unit->data.n;
    u->sizes[u->count] = unit->data.n;
    u->units[u->count++] = *unit;
    return OK;
}

/* Noise that no encoder can pack. */
static void fill_noise(AVFrame *f, uint32_t *state)
{
    for (int y = 0; y < f->height; y++)
        for (int x = 0; x < f->width; x++) {
            *state = *state * 1664525 + 1013904223;
            f->data[0][y * f->linesize[0] + x] = (uint8_t)(*state >> 24);
        }
}

static const AvVideoSpec small = {.size = {160, 96}, .cap_kbps = 200, .preset = {"veryfast", 8}, .fps_milli = 30000};

/* `seconds` of noise at 30 pictures a second from the tick `from`, key pictures every two seconds. */
static void encode_noise(Check *c, const AvVideoSpec *spec, int seconds, int64_t from, Units *to, Str *ret_header)
{
    AvVideoEncoder *e = NULL;
    uint32_t state = 5;
    to->n = to->count = 0;
    REQUIRE(c, av_video_encoder_new(check_ctx(c), spec, &e) == OK);
    REQUIRE(c, str_copy(check_ctx(c)->arena, av_video_encoder_header(e), ret_header) == OK);
    for (int i = 0; i < seconds * 30; i++) {
        AVFrame *picture = test_picture((int)spec->size.width, (int)spec->size.height, false, 0, 128, 128);
        REQUIRE(c, picture);
        fill_noise(picture, &state);
        int64_t pts = from + (int64_t)i * AV_TICKS / 30;
        CHECK_INT(c, av_video_encoder_push(check_ctx(c), e, picture, pts, i % 60 == 0, collect, to), OK);
        av_frame_free(&picture);
    }
    CHECK_INT(c, av_video_encoder_push(check_ctx(c), e, NULL, 0, false, collect, to), OK);
    av_video_encoder_free(e);
}

static void the_same_pictures_are_the_same_bytes_and_headers(Check *c)
{
    static Units one, two;
    Str header, other;
    encode_noise(c, &small, 3, 0, &one, &header);
    encode_noise(c, &small, 3, 0, &two, &other);
    CHECK(c, one.n == two.n && memcmp(one.bytes, two.bytes, one.n) == 0);
    CHECK(c, str_equal(header, other));
    /* A later part: other times, the same parameter sets. */
    encode_noise(c, &small, 3, 64 * AV_TICKS, &two, &other);
    CHECK(c, str_equal(header, other));
}

static void key_pictures_are_where_they_were_asked_and_begin_closed_groups(Check *c)
{
    static Units u;
    Str header;
    int64_t key = -1;
    encode_noise(c, &small, 6, AV_TICKS, &u, &header);
    REQUIRE(c, u.count == 180);
    for (size_t i = 0; i < u.count; i++) {
        CHECK(c, u.units[i].key == ((u.units[i].pts - AV_TICKS) % (2 * AV_TICKS) == 0));
        if (u.units[i].key)
            key = u.units[i].pts;
        CHECK(c, u.units[i].pts >= key); /* in decode order: nothing is shown before its key picture */
    }
}

static void the_signature_of_the_encoder_is_left_out(Check *c)
{
    static Units u;
    Str header;
    encode_noise(c, &small, 1, 0, &u, &header);
    CHECK(c, !memmem(u.bytes, u.n, "x264", 4));
}

static void noise_stays_below_the_cap(Check *c)
{
    static Units u;
    Str header;
    encode_noise(c, &small, 6, 0, &u, &header);
    for (int64_t second = 0; second < 5; second++) {
        double bits = 0;
        for (size_t i = 0; i < u.count; i++)
            if (u.units[i].pts >= second * AV_TICKS && u.units[i].pts < (second + 2) * AV_TICKS)
                bits += (double)u.sizes[i] * 8;
        /* Two seconds, and what the buffer lends. */
        CHECK(c, bits <= 200e3 * (second ? 3 : 2.5) * 1.05);
    }
}

static void encoders_refuse_what_is_out_of_range(Check *c)
{
    static const struct {
        AvVideoSpec spec;
        bool good;
    } cases[] = {
        {{{16, 16}, AV_CAP_KBPS_MIN, {"medium", 6}, 30000}, true},
        {{{14, 16}, 200, {"medium", 6}, 30000}, false},
        {{{161, 96}, 200, {"medium", 6}, 30000}, false},
        {{{160, AV_RUNG_SIDE_MAX + 2}, 200, {"medium", 6}, 30000}, false},
        {{{160, 96}, AV_CAP_KBPS_MIN - 1, {"medium", 6}, 30000}, false},
        {{{160, 96}, AV_CAP_KBPS_MAX, {"veryslow", 8}, 30000}, true},
        {{{160, 96}, AV_CAP_KBPS_MAX + 1, {"medium", 6}, 30000}, false},
        {{{160, 96}, 200, {"placebo", 7}, 30000}, false},
        {{{160, 96}, 200, {"medium", 6}, 0}, false},
        {{{160, 96}, 200, {"medium", 6}, 240000}, true},
        {{{160, 96}, 200, {"medium", 6}, 240001}, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        AvVideoEncoder *e = NULL;
        CHECK_INT(c, av_video_encoder_new(check_ctx(c), &cases[i].spec, &e), cases[i].good ? OK : ERR_INVALID);
        av_video_encoder_free(e);
    }
}

static void the_poster_passes_over_black_and_empty_pictures(Check *c)
{
    AvPoster *p = NULL;
    bool good = true;
    Buf jpeg;
    uint32_t state = 9;
    const AvOrientation upright = {0};
    AVFrame *black = test_picture(640, 360, false, 16, 128, 128), *white = test_picture(640, 360, false, 235, 128, 128);
    AVFrame *grey = test_picture(640, 360, false, 120, 128, 128), *film = test_picture(640, 360, false, 120, 128, 128);
    REQUIRE(c, black && white && grey && film);
    fill_noise(film, &state);
    REQUIRE(c, av_poster_new(check_ctx(c), (AvSize){640, 360}, upright, AV_HDR_NONE, &p) == OK);
    buf_init(&jpeg, check_ctx(c)->arena, AV_POSTER_BYTES_MAX);
    CHECK_INT(c, av_poster_jpeg(check_ctx(c), p, &jpeg), ERR_MISSING);
    CHECK(c, av_poster_offer(check_ctx(c), p, black, &good) == OK && !good);
    CHECK(c, av_poster_offer(check_ctx(c), p, white, &good) == OK && !good);
    CHECK(c, av_poster_offer(check_ctx(c), p, grey, &good) == OK && !good);
    CHECK_INT(c, av_poster_jpeg(check_ctx(c), p, &jpeg), OK); /* better than none */
    CHECK(c, av_poster_offer(check_ctx(c), p, film, &good) == OK && good);
    av_poster_free(p);
    av_frame_free(&black);
    av_frame_free(&white);
    av_frame_free(&grey);
    av_frame_free(&film);
}

/* Width and height from the frame header of a JPEG (ITU-T T.81 §B.2.2). */
static AvSize jpeg_size(const Buf *jpeg)
{
    const uint8_t *at = (const uint8_t *)jpeg->at;
    for (size_t i = 2; i + 9 < jpeg->n && at[i] == 0xff; i += 2 + (size_t)(at[i + 2] << 8 | at[i + 3]))
        if (at[i + 1] == 0xc0)
            return (AvSize){at[i + 7] << 8 | at[i + 8], at[i + 5] << 8 | at[i + 6]};
    return (AvSize){0};
}

static void the_poster_of_the_busiest_picture_is_small(Check *c)
{
    static const AvSize films[] = {{1920, 1080}, {1080, 1920}, {320, 240}};
    for (size_t i = 0; i < sizeof films / sizeof *films; i++) {
        AvPoster *p = NULL;
        bool good = false;
        Buf jpeg;
        uint32_t state = 3;
        const AvOrientation upright = {0};
        AVFrame *noise = test_picture((int)films[i].width, (int)films[i].height, false, 0, 128, 128);
        REQUIRE(c, noise);
        fill_noise(noise, &state);
        REQUIRE(c, av_poster_new(check_ctx(c), films[i], upright, AV_HDR_NONE, &p) == OK);
        CHECK_INT(c, av_poster_offer(check_ctx(c), p, noise, &good), OK);
        buf_init(&jpeg, check_ctx(c)->arena, AV_POSTER_BYTES_MAX);
        CHECK_INT(c, av_poster_jpeg(check_ctx(c), p, &jpeg), OK);
        AvSize size = jpeg_size(&jpeg);
        CHECK(c, jpeg.n > 1000 && jpeg.n <= AV_POSTER_BYTES_MAX);
        CHECK(c, size.width > 60 && size.width <= AV_POSTER_WIDTH_MAX && size.height > 60);
        CHECK(c, llabs(size.width * films[i].height - size.height * films[i].width) < 8 * films[i].height);
        av_poster_free(p);
        av_frame_free(&noise);
    }
}

int main(int argc, char **argv)
{
    av_quiet();
    static const CheckTest tests[] = {
        {"a turned and mirrored film comes out upright, all eight ways", a_turned_and_mirrored_film_comes_out_upright},
        {"colours of old matrices and of full range stay what they are",
         colours_of_old_matrices_and_full_range_stay_what_they_are},
        {"high dynamic range is mapped to what screens show", high_dynamic_range_is_mapped_to_what_screens_show},
        {"a film may change its size in its middle", a_film_may_change_its_size_in_its_middle},
        {"the same pictures are the same bytes and headers", the_same_pictures_are_the_same_bytes_and_headers},
        {"key pictures are where they were asked and begin closed groups",
         key_pictures_are_where_they_were_asked_and_begin_closed_groups},
        {"the signature of the encoder is left out", the_signature_of_the_encoder_is_left_out},
        {"noise stays below the cap", noise_stays_below_the_cap},
        {"encoders refuse what is out of range", encoders_refuse_what_is_out_of_range},
        {"the poster passes over black and empty pictures", the_poster_passes_over_black_and_empty_pictures},
        {"the poster of the busiest picture is small", the_poster_of_the_busiest_picture_is_small},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
