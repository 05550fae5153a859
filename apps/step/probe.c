/* Reads the film through and answers with what the graph of steps needs to know of it. */
#include "apps/step/probe.h"

#include "apps/step/film.h"
#include "kernel/av/av_probe.h"
#include "kernel/json/codec.h"

#include <stddef.h>

enum { CODEC_NAME_MAX = 40 };

typedef struct {
    int64_t stream, width, height, rotation, fps_milli, frames_hint;
    bool mirror;
    int hdr;
    Str codec;
} ProbeVideo;

static const Member video_members[] = {
    MEMBER_INT(ProbeVideo, stream, 0, AV_STREAMS_MAX, "Track of the file"),
    MEMBER_INT(ProbeVideo, width, 0, INT32_MAX, "As shown: rotated, square pixels"),
    MEMBER_INT(ProbeVideo, height, 0, INT32_MAX, "As shown"),
    MEMBER_INT(ProbeVideo, rotation, 0, 270, "Clockwise, to be applied after the mirror"),
    MEMBER_BOOL(ProbeVideo, mirror, "Left and right are exchanged"),
    MEMBER_INT(ProbeVideo, fps_milli, 0, INT32_MAX, "Pictures in 1000 s, on average"),
    MEMBER_INT(ProbeVideo, frames_hint, 0, INT64_MAX, "About as many pictures"),
    MEMBER_ENUM(ProbeVideo, hdr, av_hdr_names, "Transfer function, when it is of high dynamic range"),
    MEMBER_TEXT(ProbeVideo, codec, TEXT_LINE, 0, CODEC_NAME_MAX, "As libav calls it"),
};
static SHAPE(video_shape, NULL, ProbeVideo, video_members, "Its pictures; zero when it has none");

typedef struct {
    int64_t stream, channels, sample_rate;
    Str codec;
} ProbeAudio;

static const Member audio_members[] = {
    MEMBER_INT(ProbeAudio, stream, 0, AV_STREAMS_MAX, "Track of the file"),
    MEMBER_INT(ProbeAudio, channels, 0, INT32_MAX, "As recorded"),
    MEMBER_INT(ProbeAudio, sample_rate, 0, INT32_MAX, "Hertz"),
    MEMBER_TEXT(ProbeAudio, codec, TEXT_LINE, 0, CODEC_NAME_MAX, "As libav calls it"),
};
static SHAPE(audio_shape, NULL, ProbeAudio, audio_members, "Its sound; zero when it has none");

typedef struct {
    ListOf(StepFile) files;
    int64_t duration_ms;
    bool has_video, has_audio;
    ProbeVideo video;
    ProbeAudio audio;
    Str format;
} ProbeResult;

static const Member result_members[] = {
    STEP_FILES(ProbeResult),
    MEMBER_INT(ProbeResult, duration_ms, 1, AV_DURATION_MAX_MS, "Of what is played"),
    MEMBER_BOOL(ProbeResult, has_video, "It has pictures"),
    MEMBER_BOOL(ProbeResult, has_audio, "It has sound"),
    MEMBER_OBJECT(ProbeResult, video, video_shape, "Its pictures"),
    MEMBER_OBJECT(ProbeResult, audio, audio_shape, "Its sound"),
    MEMBER_TEXT(ProbeResult, format, TEXT_LINE, 0, CODEC_NAME_MAX, "Container, as libav calls it"),
};
static SHAPE(result_shape, NULL, ProbeResult, result_members, "What a film is");

static void report(void *arg, double share)
{
    step_progress(arg, share);
}

static Rc answer(Ctx *cx, Step *s, const AvFilm *film)
{
    const AvVideoTrack *v = &film->video;
    const AvAudioTrack *a = &film->audio;
    ProbeResult result = {
        .duration_ms = film->duration_ms,
        .has_video = film->has_video,
        .has_audio = film->has_audio,
        .video = {.stream = v->stream,
                  .width = v->shown.width,
                  .height = v->shown.height,
                  .rotation = v->orientation.rotation,
                  .mirror = v->orientation.mirror,
                  .fps_milli = v->fps_milli,
                  .frames_hint = v->frames,
                  .hdr = (int)v->hdr,
                  .codec = v->codec},
        .audio = {.stream = a->stream, .channels = a->channels, .sample_rate = a->sample_rate, .codec = a->codec},
        .format = film->container,
    };
    return step_answer(cx, s, &result_shape, &result);
}

Rc probe_run(Ctx *cx, Step *s)
{
    AvInput *in = NULL;
    AvFilm film;
    Rc rc = film_open(cx, s, &in);
    if (rc == OK)
        rc = av_probe(cx, in, report, s, &film);
    if (rc == OK)
        rc = answer(cx, s, &film);
    av_input_close(in);
    return film_end(cx, s, rc);
}
