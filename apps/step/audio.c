/* Two passes: the first measures, the second encodes. Decoding twice costs a hundredth of what the pictures cost. */
#include "apps/step/audio.h"

#include "apps/step/film.h"
#include "apps/step/track.h"
#include "base/log.h"
#include "kernel/av/av_audio_encoder.h"
#include "kernel/av/av_loudness.h"
#include "kernel/av/av_sound.h"
#include "kernel/av/av_timeline.h"
#include "kernel/json/codec.h"

#include <inttypes.h>
#include <stddef.h>

enum { USUAL_KBPS = 48, PART_TICKS = 64 * AV_TICKS, PARTS_MAX = 700, BITS = 1000 };
/* Of the step, for progress: the measuring pass. */
#define MEASURING_SHARE 0.3

typedef struct {
    int64_t audio_stream, duration_ms, kbps;
    Str name;
    bool has_kbps, has_name;
} AudioSpec;

static const Member spec_members[] = {
    MEMBER_INT(AudioSpec, audio_stream, 0, AV_STREAMS_MAX, "As the probe said"),
    MEMBER_INT(AudioSpec, duration_ms, 1, AV_DURATION_MAX_MS, "Of the film: as long as the sound is made"),
    OPTIONAL(AudioSpec, kbps, MEMBER_KIND_INT, .min = AV_AUDIO_KBPS_MIN, .max = AV_AUDIO_KBPS_MAX,
             .doc = "Rate; 48 when absent"),
    OPTIONAL(AudioSpec, name, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = TRACK_NAME_MAX,
             .doc = "Track; a48 when absent"),
};
static SHAPE(spec_shape, NULL, AudioSpec, spec_members, "Which sound of which film");

typedef struct {
    ListOf(StepFile) files;
    ListOf(TrackPart) tracks;
} AudioResult;

static const Member result_members[] = {
    STEP_FILES(AudioResult),
    MEMBER_LIST(AudioResult, tracks, track_part_shape, PARTS_MAX, "One entry for each part"),
};
static SHAPE(result_shape, NULL, AudioResult, result_members, "Parts of one track");

typedef struct {
    Step *step;
    AudioSpec spec;
    Track *track;
    int64_t priming;
    int64_t segment; /* ticks of film: where the next one is due */
    TrackPart *parts;
    size_t part_count;
} Audio;

typedef Rc (*EachFrame)(Ctx *cx, void *arg, struct AVFrame *frame);

/* All frames of the sound, from the beginning. */
static Rc each_frame(Ctx *cx, Audio *a, double from, double share, EachFrame each, void *arg, int *ret_channels)
{
    AvInput *in = NULL;
    AvSound *sound = NULL;
    struct AVFrame *frame = NULL;
    int64_t done = 0;
    Rc rc = film_open(cx, a->step, &in);
    if (rc == OK)
        rc = av_sound_open(cx, in, a->spec.audio_stream, a->spec.duration_ms, &sound);
    if (rc == OK)
        *ret_channels = av_sound_channels(sound);
    while (rc == OK && (rc = av_sound_next(cx, sound, &frame)) == OK) {
        rc = each(cx, arg, frame);
        done += AV_SOUND_FRAME;
        step_progress(a->step, from + share * (double)done / (double)av_sound_total(sound));
    }
    if (rc == ERR_MISSING && av_sound_damaged(sound))
        log_mistake(cx, "step", "damaged sound was passed over", "count=%" PRId64, av_sound_damaged(sound));
    av_sound_close(sound);
    av_input_close(in);
    return rc == ERR_MISSING ? OK : rc;
}

static Rc measure_frame(Ctx *cx, void *arg, struct AVFrame *frame)
{
    return av_loudness_add(cx, arg, frame);
}

static Rc measure(Ctx *cx, Audio *a, AvLoudness *ret, int *ret_channels)
{
    AvLoudnessMeter *meter = NULL;
    TRY(av_loudness_new(cx, &meter));
    Rc rc = each_frame(cx, a, 0, MEASURING_SHARE, measure_frame, meter, ret_channels);
    if (rc == OK)
        rc = av_loudness_read(cx, meter, ret);
    av_loudness_free(meter);
    return rc;
}

static Rc end_part(Ctx *cx, Audio *a)
{
    if (a->part_count == PARTS_MAX)
        return ERR_LIMIT;
    return track_end_part(cx, a->track, &a->parts[a->part_count++]);
}

/* A segment begins with the frame whose sound is heard nearest to where the pictures' segment begins. */
static Rc take_unit(Ctx *cx, void *arg, const AvAudioUnit *unit)
{
    Audio *a = arg;
    int64_t due = a->segment * AV_SOUND_RATE / AV_TICKS + a->priming;
    if (unit->at + AV_SOUND_FRAME / 2 >= due) {
        TRY(track_cut(cx, a->track, unit->at));
        if (a->segment && a->segment % PART_TICKS == 0)
            TRY(end_part(cx, a));
        a->segment = av_segment_after(a->segment);
    }
    CmafSample sample = {.data = unit->data, .pts = unit->at, .sync = true};
    return track_add(a->track, &sample);
}

typedef struct {
    Audio *audio;
    AvAudioEncoder *encoder;
} Encoding;

static Rc encode_frame(Ctx *cx, void *arg, struct AVFrame *frame)
{
    Encoding *e = arg;
    return av_audio_encoder_push(cx, e->encoder, frame, take_unit, e->audio);
}

static Rc encode_with(Ctx *cx, Audio *a, AvAudioEncoder *encoder, int channels)
{
    int64_t frames = (a->spec.duration_ms * (AV_SOUND_RATE / 1000) + AV_SOUND_FRAME - 1) / AV_SOUND_FRAME;
    CmafTrack track = {.kind = CMAF_AUDIO,
                       .config = av_audio_encoder_config(encoder),
                       .timescale = AV_SOUND_RATE,
                       .rate = AV_SOUND_RATE,
                       .channels = channels,
                       .priming = av_audio_encoder_priming(encoder),
                       .bandwidth = a->spec.kbps * BITS};
    Encoding e = {.audio = a, .encoder = encoder};
    a->priming = track.priming;
    a->segment = av_segment_after(0);
    TRY(track_new(cx, a->step, a->spec.name, &track, 0, &a->track));
    TRY(each_frame(cx, a, MEASURING_SHARE, 1 - MEASURING_SHARE, encode_frame, &e, &channels));
    TRY(av_audio_encoder_push(cx, encoder, NULL, take_unit, a));
    TRY(track_cut(cx, a->track, frames * AV_SOUND_FRAME + track.priming));
    return end_part(cx, a);
}

static Rc encode(Ctx *cx, Audio *a)
{
    AvLoudness loudness;
    AvAudioEncoder *encoder = NULL;
    int channels = 0;
    TRY(measure(cx, a, &loudness, &channels));
    AvAudioSpec spec = {.channels = channels, .kbps = a->spec.kbps, .gain = av_loudness_gain(&loudness)};
    log_info(cx, "step", "loudness measured", "lufs=%.1f peak=%.3f gain=%.3f", loudness.integrated_lufs,
             loudness.true_peak, spec.gain);
    TRY(av_audio_encoder_new(cx, &spec, &encoder));
    Rc rc = encode_with(cx, a, encoder, channels);
    av_audio_encoder_free(encoder);
    return rc;
}

static Rc run(Ctx *cx, Audio *a)
{
    TRY(shape_decode(cx, &spec_shape, a->step->spec, DECODE_LENIENT, &a->spec));
    if (!a->spec.has_kbps)
        a->spec.kbps = USUAL_KBPS;
    if (!a->spec.has_name)
        a->spec.name = STR("a48");
    a->parts = arena_array(cx->arena, PARTS_MAX, sizeof *a->parts);
    if (!a->parts)
        return ERR_NOMEM;
    TRY(encode(cx, a));
    AudioResult result = {.tracks = {a->parts, a->part_count}};
    return step_answer(cx, a->step, &result_shape, &result);
}

Rc audio_run(Ctx *cx, Step *s)
{
    Audio a = {.step = s};
    Rc rc = run(cx, &a);
    track_free(a.track);
    return film_end(cx, s, rc);
}
