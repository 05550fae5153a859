/* What a film is, before anything is made of it: read through once, its first picture decoded. */
#ifndef KERNEL_AV_AV_PROBE_H
#define KERNEL_AV_AV_PROBE_H

#include "kernel/av/av_input.h"
#include "kernel/av/av_scale.h"

typedef struct {
    int64_t stream;
    AvSize shown; /* upright, square pixels */
    AvOrientation orientation;
    int64_t fps_milli; /* pictures in 1000 s, counted */
    int64_t frames;    /* packets of pictures: about as many pictures */
    AvHdr hdr;
    Str codec;
} AvVideoTrack;

typedef struct {
    int64_t stream, channels, sample_rate;
    Str codec;
} AvAudioTrack;

typedef struct {
    Str container;
    int64_t duration_ms; /* what is played: from the first picture or sound to the end of the last, by the packets that
                            are there, edit lists followed */
    bool has_video, has_audio;
    AvVideoTrack video;
    AvAudioTrack audio;
} AvFilm;

/* Told how far it is, 0–1. */
typedef void (*AvProgress)(void *arg, double share);

/* `in` has read nothing yet. ERR_REFUSED: media.no_picture_no_sound, media.unsupported_codec, media.too_long,
 * media.too_large_picture, media.truncated (tracks without a single packet); ERR_IO, ERR_NOMEM. */
Rc av_probe(Ctx *cx, AvInput *in, AvProgress progress, void *arg, AvFilm *ret) MUST;

#endif
