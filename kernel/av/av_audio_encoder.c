/* libavcodec's own AAC encoder: av_audio_encoder.h. */
#include "kernel/av/av_audio_encoder.h"

#include "kernel/av/av_error.h"
#include "kernel/av/av_sound.h"
#include "kernel/av/libav.h"

#include <math.h>

struct AvAudioEncoder {
    AVCodecContext *codec;
    AVPacket *packet;
    double gain;
};

static Rc open_aac(Ctx *cx, AVCodecContext *to, const AVCodec *codec, const AvAudioSpec *spec)
{
    enum { BITS = 1000 };
    to->sample_fmt = AV_SAMPLE_FMT_FLTP;
    to->sample_rate = AV_SOUND_RATE;
    to->time_base = (AVRational){1, AV_SOUND_RATE};
    to->bit_rate = spec->kbps * BITS;
    to->thread_count = 1;
    to->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT; /* no name of the library in the sound */
    av_channel_layout_default(&to->ch_layout, spec->channels);
    int bad = avcodec_open2(to, codec, NULL);
    if (bad >= 0 && to->frame_size != AV_SOUND_FRAME)
        bad = AVERROR_BUG;
    return bad < 0 ? av_failed(cx, bad, "opening the AAC encoder") : OK;
}

Rc av_audio_encoder_new(Ctx *cx, const AvAudioSpec *spec, AvAudioEncoder **ret)
{
    if (spec->channels < 1 || spec->channels > 2 || spec->kbps < AV_AUDIO_KBPS_MIN || spec->kbps > AV_AUDIO_KBPS_MAX ||
        !isfinite(spec->gain))
        return fail(cx, ERR_INVALID, NULL, "kbps");
    const AVCodec *codec = avcodec_find_encoder_by_name("aac");
    if (!codec)
        return av_failed(cx, AVERROR_ENCODER_NOT_FOUND, "looking for the AAC encoder");
    AvAudioEncoder *e = arena_get(cx->arena, sizeof *e);
    if (!e)
        return ERR_NOMEM;
    *e = (AvAudioEncoder){.codec = avcodec_alloc_context3(codec), .packet = av_packet_alloc(), .gain = spec->gain};
    Rc rc = e->codec && e->packet ? open_aac(cx, e->codec, codec, spec) : ERR_NOMEM;
    if (rc != OK) {
        av_audio_encoder_free(e);
        return rc;
    }
    *ret = e;
    return OK;
}

void av_audio_encoder_free(AvAudioEncoder *e)
{
    if (!e)
        return;
    avcodec_free_context(&e->codec);
    av_packet_free(&e->packet);
}

Str av_audio_encoder_config(const AvAudioEncoder *e)
{
    return (Str){(const char *)e->codec->extradata, (size_t)e->codec->extradata_size};
}

int64_t av_audio_encoder_priming(const AvAudioEncoder *e)
{
    return e->codec->initial_padding;
}

static void amplify(AVFrame *frame, double gain)
{
    for (int c = 0; c < frame->ch_layout.nb_channels; c++) {
        float *at = (float *)(void *)frame->extended_data[c];
        for (int i = 0; i < frame->nb_samples; i++)
            at[i] = (float)(at[i] * gain);
    }
}

Rc av_audio_encoder_push(Ctx *cx, AvAudioEncoder *e, AVFrame *frame, AvAudioSink sink, void *arg)
{
    if (frame)
        amplify(frame, e->gain);
    int bad = avcodec_send_frame(e->codec, frame);
    while (bad >= 0) {
        bad = avcodec_receive_packet(e->codec, e->packet);
        if (bad < 0)
            break;
        AvAudioUnit unit = {.data = {(const char *)e->packet->data, (size_t)e->packet->size},
                            .at = e->packet->pts + e->codec->initial_padding};
        Rc rc = sink(cx, arg, &unit);
        av_packet_unref(e->packet);
        TRY(rc);
    }
    return bad == AVERROR(EAGAIN) || bad == AVERROR_EOF ? OK : av_failed(cx, bad, "encoding sound");
}
