/* AAC-LC in one piece: never in parts, since each beginning of an encoder adds its priming. */
#ifndef KERNEL_AV_AV_AUDIO_ENCODER_H
#define KERNEL_AV_AV_AUDIO_ENCODER_H

#include "base/ctx.h"

struct AVFrame;

enum { AV_AUDIO_KBPS_MIN = 16, AV_AUDIO_KBPS_MAX = 320 };

typedef struct {
    int channels; /* 1 or 2, at 48 kHz */
    int64_t kbps;
    double gain; /* factor for each sample */
} AvAudioSpec;

/* One frame of 1024 samples. `at` counts samples from the first encoded one: what is heard lies `priming` before it. */
typedef struct {
    Str data; /* raw_data_block (14496-3 §4.4.2.1), borrowed for the call */
    int64_t at;
} AvAudioUnit;
typedef Rc (*AvAudioSink)(Ctx *cx, void *arg, const AvAudioUnit *unit);

typedef struct AvAudioEncoder AvAudioEncoder;
/* ERR_INVALID: a specification out of range. */
Rc av_audio_encoder_new(Ctx *cx, const AvAudioSpec *spec, AvAudioEncoder **ret) MUST;
void av_audio_encoder_free(AvAudioEncoder *e);             /* accepts NULL */
Str av_audio_encoder_config(const AvAudioEncoder *e);      /* AudioSpecificConfig; the encoder's */
int64_t av_audio_encoder_priming(const AvAudioEncoder *e); /* samples */
/* Frames as av_sound gives them; the gain is applied to the frame itself. NULL: the end, the rest comes. */
Rc av_audio_encoder_push(Ctx *cx, AvAudioEncoder *e, struct AVFrame *frame, AvAudioSink sink, void *arg) MUST;

#endif
