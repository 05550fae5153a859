/* Sound: where each sample lies, how loud it is, and its way into AAC. */
#include "kernel/av/av_sound.h"

#include "kernel/av/av_audio_encoder.h"
#include "kernel/av/av_error.h"
#include "kernel/av/av_loudness.h"
#include "kernel/av/libav.h"
#include "kernel/av/test_film.h"

#include <math.h>

enum { SECOND = AV_SOUND_RATE, SAMPLES = 12 * SECOND };

typedef struct {
    float at[SAMPLES]; /* of the first channel */
    int64_t n;
    int channels;
    AvLoudness loudness;
} Heard;

static void hear(Check *c, const TestFilm *film, int64_t stream, int64_t duration_ms, Heard *ret)
{
    AvInput *in = NULL;
    AvSound *s = NULL;
    AVFrame *frame = NULL;
    AvLoudnessMeter *meter = NULL;
    int64_t size = 0;
    int fd = test_film(c, film, &size);
    ret->n = 0;
    REQUIRE(c, fd >= 0 && av_input_open(check_ctx(c), fd, size, &in) == OK);
    REQUIRE(c, av_sound_open(check_ctx(c), in, stream, duration_ms, &s) == OK);
    REQUIRE(c, av_loudness_new(check_ctx(c), &meter) == OK);
    ret->channels = av_sound_channels(s);
    while (av_sound_next(check_ctx(c), s, &frame) == OK && ret->n + frame->nb_samples <= SAMPLES) {
        CHECK_INT(c, frame->pts, ret->n);
        memcpy(ret->at + ret->n, frame->extended_data[0], (size_t)frame->nb_samples * sizeof(float));
        ret->n += frame->nb_samples;
        CHECK_INT(c, av_loudness_add(check_ctx(c), meter, frame), OK);
    }
    CHECK_INT(c, ret->n, av_sound_total(s));
    CHECK_INT(c, av_loudness_read(check_ctx(c), meter, &ret->loudness), OK);
    av_loudness_free(meter);
    av_sound_close(s);
    av_input_close(in);
}

/* The first or last sample between `from` and `to` that is no silence; -1: all is. */
static int64_t first_loud(const Heard *h, int64_t from, int64_t to)
{
    for (int64_t i = from; i < to && i < h->n; i++)
        if (fabsf(h->at[i]) > 0.05f)
            return i;
    return -1;
}

static int64_t last_loud(const Heard *h, int64_t from, int64_t to)
{
    for (int64_t i = (to < h->n ? to : h->n) - 1; i >= from; i--)
        if (fabsf(h->at[i]) > 0.05f)
            return i;
    return -1;
}

static bool near_ms(int64_t sample, int64_t ms)
{
    return sample >= 0 && llabs(sample - ms * SECOND / 1000) < SECOND / 100; /* 10 ms: the codec smears a little */
}

static void sound_lies_where_its_times_say(Check *c)
{
    static Heard h;
    /* The pictures come first, the sound 1500 ms later, for two seconds of five. */
    const TestFilm film = {.container = "matroska", .frames = 125, .sound_ms = 2000, .sound_from_ms = 1500};
    hear(c, &film, 1, 5000, &h);
    CHECK_INT(c, h.n, (5 * SECOND + AV_SOUND_FRAME - 1) / AV_SOUND_FRAME * AV_SOUND_FRAME);
    CHECK(c, near_ms(first_loud(&h, 0, SAMPLES), 1500));
    CHECK(c, near_ms(last_loud(&h, 0, SAMPLES), 3500));
}

static void a_gap_in_the_file_is_silence(Check *c)
{
    static Heard h;
    const TestFilm film = {.container = "matroska", .sound_ms = 4000, .sound_pause_ms = 1000};
    hear(c, &film, 0, 5000, &h);
    int64_t pause = last_loud(&h, 0, 2500 * SECOND / 1000), on = first_loud(&h, pause + 1000, SAMPLES);
    CHECK(c, pause > 1900 * SECOND / 1000 && pause < 2150 * SECOND / 1000);
    CHECK(c, llabs(on - pause - SECOND) < SECOND / 20);
    CHECK(c, near_ms(last_loud(&h, 0, SAMPLES), 5000) || last_loud(&h, 0, SAMPLES) > 4900 * SECOND / 1000);
}

static void each_rate_and_layout_becomes_48_khz_in_mono_or_stereo(Check *c)
{
    static const struct {
        int rate, channels, expected;
    } kinds[] = {{8000, 1, 1}, {44100, 2, 2}, {48000, 6, 2}, {96000, 2, 2}};
    static Heard h;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const TestFilm film = {.sound_ms = 1000, .sound_rate = kinds[i].rate, .sound_channels = kinds[i].channels};
        int crossings = 0;
        hear(c, &film, 0, 1000, &h);
        CHECK_INT(c, h.channels, kinds[i].expected);
        for (int64_t s = SECOND / 4; s < SECOND * 3 / 4; s++)
            crossings += (h.at[s - 1] < 0) != (h.at[s] < 0);
        CHECK(c, abs(crossings - 997) <= 3); /* half a second of 997 Hz crosses zero 997 times */
    }
}

static void a_film_longer_than_its_sound_ends_in_silence(Check *c)
{
    static Heard h;
    hear(c, &(TestFilm){.sound_ms = 1000}, 0, 3000, &h);
    CHECK(c, near_ms(last_loud(&h, 0, SAMPLES), 1000) || last_loud(&h, 0, SAMPLES) < SECOND * 103 / 100);
    CHECK(c, h.n >= 3 * SECOND);
}

static void loudness_is_what_bs_1770_says_of_a_sine(Check *c)
{
    static Heard h;
    /* 997 Hz at -20 dBFS in both channels is -20 LUFS; in one channel it is heard from two loudspeakers. */
    for (int channels = 1; channels <= 2; channels++) {
        const TestFilm film = {.sound_ms = 5000, .sound_level = 0.1, .sound_channels = channels};
        hear(c, &film, 0, 5000, &h);
        CHECK(c, fabs(h.loudness.integrated_lufs + 20) < 0.5);
        CHECK(c, fabs(h.loudness.true_peak - 0.1) < 0.02);
    }
}

static bool gain_is(double lufs, double peak, double decibels)
{
    return fabs(20 * log10(av_loudness_gain(&(AvLoudness){lufs, peak})) - decibels) < 0.001;
}

static void one_gain_brings_films_to_the_same_loudness(Check *c)
{
    CHECK(c, gain_is(-23, 0.1, 5));
    CHECK(c, gain_is(-12, 0.9, -6));
    CHECK(c, gain_is(-23, 1, -1.5));                         /* the peak forbids more */
    CHECK(c, gain_is(-60, 0.001, 24));                       /* it is noise from there */
    CHECK(c, gain_is(-70, 0, 0) && gain_is(-69, 0.0001, 0)); /* silence stays */
}

typedef struct {
    int64_t count, last;
    size_t bytes;
} Tally;

static Rc tally(Ctx *cx, void *arg, const AvAudioUnit *unit)
{
    Tally *t = arg;
    (void)cx;
    if (unit->at != t->last + AV_SOUND_FRAME)
        return ERR_BUG;
    t->last = unit->at;
    t->count++;
    t->bytes += unit->data.n;
    return OK;
}

static void frames_of_aac_follow_one_another_without_gap(Check *c)
{
    const AvAudioSpec spec = {.channels = 1, .kbps = 48, .gain = 1};
    const int64_t seconds = 4;
    AvAudioEncoder *e = NULL;
    AvInput *in = NULL;
    AvSound *s = NULL;
    AVFrame *frame = NULL;
    Tally t = {.last = -AV_SOUND_FRAME};
    int64_t size = 0;
    int fd = test_film(c, &(TestFilm){.sound_ms = seconds * 1000}, &size);
    REQUIRE(c, fd >= 0 && av_input_open(check_ctx(c), fd, size, &in) == OK);
    REQUIRE(c, av_sound_open(check_ctx(c), in, 0, seconds * 1000, &s) == OK);
    REQUIRE(c, av_audio_encoder_new(check_ctx(c), &spec, &e) == OK);
    while (av_sound_next(check_ctx(c), s, &frame) == OK)
        CHECK_INT(c, av_audio_encoder_push(check_ctx(c), e, frame, tally, &t), OK);
    CHECK_INT(c, av_audio_encoder_push(check_ctx(c), e, NULL, tally, &t), OK);
    CHECK_INT(c, av_audio_encoder_priming(e), AV_SOUND_FRAME);
    CHECK_INT(c, t.count, av_sound_total(s) / AV_SOUND_FRAME + 1);
    /* AudioSpecificConfig of AAC-LC, 48 kHz, mono: 00010 0011 0001 000. */
    Str config = av_audio_encoder_config(e);
    CHECK(c, config.n >= 2 && (uint8_t)config.at[0] == 0x11 && (uint8_t)config.at[1] == 0x88);
    CHECK(c, (double)t.bytes * 8 / (double)seconds < 48000 * 1.1);
    av_audio_encoder_free(e);
    av_sound_close(s);
    av_input_close(in);
}

static void rates_and_channels_out_of_range_are_refused(Check *c)
{
    static const struct {
        AvAudioSpec spec;
        bool good;
    } cases[] = {
        {{1, AV_AUDIO_KBPS_MIN, 1}, true},
        {{2, AV_AUDIO_KBPS_MAX, 1}, true},
        {{1, AV_AUDIO_KBPS_MIN - 1, 1}, false},
        {{2, AV_AUDIO_KBPS_MAX + 1, 1}, false},
        {{0, 48, 1}, false},
        {{3, 48, 1}, false},
        {{2, 48, NAN}, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        AvAudioEncoder *e = NULL;
        CHECK_INT(c, av_audio_encoder_new(check_ctx(c), &cases[i].spec, &e), cases[i].good ? OK : ERR_INVALID);
        av_audio_encoder_free(e);
    }
}

int main(int argc, char **argv)
{
    av_quiet();
    static const CheckTest tests[] = {
        {"sound lies where its times say", sound_lies_where_its_times_say},
        {"a gap in the file is silence", a_gap_in_the_file_is_silence},
        {"each rate and layout becomes 48 kHz in mono or stereo",
         each_rate_and_layout_becomes_48_khz_in_mono_or_stereo},
        {"a film longer than its sound ends in silence", a_film_longer_than_its_sound_ends_in_silence},
        {"loudness is what BS.1770 says of a sine", loudness_is_what_bs_1770_says_of_a_sine},
        {"one gain brings films to the same loudness", one_gain_brings_films_to_the_same_loudness},
        {"frames of AAC follow one another without gap", frames_of_aac_follow_one_another_without_gap},
        {"rates and channels out of range are refused", rates_and_channels_out_of_range_are_refused},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
