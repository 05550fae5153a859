/* Choice and reading of tracks: av_stream.h. */
#include "kernel/av/av_stream.h"

#include "kernel/av/av_allowed.h"
#include "kernel/av/av_error.h"
#include "kernel/av/libav.h"

enum {
    SLOW_FPS_MILLI = 5000, /* below: beside another track it is no film */
    DECODER_THREADS = 2,   /* an encoder beside it has one: together what a small machine offers */
};

static const AVCodec *allowed_decoder(const AVStream *stream)
{
    const AVCodec *codec = NULL;
    void *place = NULL;
    while ((codec = av_codec_iterate(&place)))
        if (codec->id == stream->codecpar->codec_id && av_codec_is_decoder(codec) &&
            av_match_list(codec->name, AV_ALLOWED_DECODERS, ','))
            return codec;
    return NULL;
}

/* 0: cannot be the one. */
static int rank(const AVStream *stream, enum AVMediaType type)
{
    enum { BASE = 1, DEFAULT = 2, STEADY = 4, DECODABLE = 8 };
    const AVCodecParameters *is = stream->codecpar;
    if (is->codec_type != type)
        return 0;
    int value = BASE + (stream->disposition & AV_DISPOSITION_DEFAULT ? DEFAULT : 0);
    value += allowed_decoder(stream) ? DECODABLE : 0;
    if (type != AVMEDIA_TYPE_VIDEO)
        return is->sample_rate > 0 || is->codec_id != AV_CODEC_ID_NONE ? value : 0;
    if (stream->disposition & (AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS))
        return 0;
    return value + (av_stream_fps_milli(stream) >= SLOW_FPS_MILLI ? STEADY : 0);
}

static AVStream *best(AVFormatContext *format, enum AVMediaType type, bool *ret_undecodable)
{
    AVStream *found = NULL;
    int highest = 0;
    for (unsigned i = 0; i < format->nb_streams; i++) {
        int value = rank(format->streams[i], type);
        if (value > highest) {
            highest = value;
            found = format->streams[i];
        }
    }
    if (!found || allowed_decoder(found))
        return found;
    *ret_undecodable = true;
    return NULL;
}

AvTracks av_tracks(AvInput *in)
{
    AvTracks tracks = {0};
    tracks.video = best(av_input_format(in), AVMEDIA_TYPE_VIDEO, &tracks.undecodable);
    tracks.audio = best(av_input_format(in), AVMEDIA_TYPE_AUDIO, &tracks.undecodable);
    return tracks;
}

AvOrientation av_stream_orientation(const AVStream *video)
{
    return av_orientation(libav_display_matrix(video));
}

AvSize av_stream_shown(const AVStream *video)
{
    const AVCodecParameters *is = video->codecpar;
    AVRational ratio = video->sample_aspect_ratio.num ? video->sample_aspect_ratio : is->sample_aspect_ratio;
    AvSize square = av_square((AvSize){is->width, is->height}, ratio.num, ratio.den);
    return av_turned(square, av_stream_orientation(video).rotation);
}

int64_t av_stream_fps_milli(const AVStream *video)
{
    enum { MILLI = 1000 };
    AVRational rate =
        video->avg_frame_rate.num > 0 && video->avg_frame_rate.den > 0 ? video->avg_frame_rate : video->r_frame_rate;
    return rate.num > 0 && rate.den > 0 ? av_rescale(rate.num, MILLI, rate.den) : 0;
}

Rc av_stream_fits(Ctx *cx, int64_t width, int64_t height)
{
    if (width > AV_SIDE_MAX || height > AV_SIDE_MAX || width * height > AV_PIXELS_MAX)
        return av_refuse(cx, "media.too_large_picture", "pictures of %lld x %lld", (long long)width, (long long)height);
    return OK;
}

static Rc open_decoder(Ctx *cx, const AVStream *stream, const AVCodec *codec, AVCodecContext *to)
{
    if (avcodec_parameters_to_context(to, stream->codecpar) < 0)
        return ERR_NOMEM;
    to->pkt_timebase = stream->time_base;
    to->thread_count = DECODER_THREADS;
    /* A sequence header may say another size than the container: libav refuses those pictures then. */
    to->max_pixels = AV_PIXELS_MAX;
    int bad = avcodec_open2(to, codec, NULL);
    if (bad == AVERROR(ENOMEM))
        return ERR_NOMEM;
    if (bad < 0)
        return av_refuse(cx, "media.unsupported_codec", "its %s track cannot be decoded", codec->name);
    return OK;
}

Rc av_stream_decoder(Ctx *cx, const AVStream *stream, AVCodecContext **ret)
{
    const AVCodec *codec = allowed_decoder(stream);
    if (!codec)
        return av_refuse(cx, "media.unsupported_codec", "no decoder for \"%s\"",
                         avcodec_get_name(stream->codecpar->codec_id));
    if (stream->codecpar->codec_type == AVMEDIA_TYPE_VIDEO)
        TRY(av_stream_fits(cx, stream->codecpar->width, stream->codecpar->height));
    AVCodecContext *decoder = avcodec_alloc_context3(codec);
    if (!decoder)
        return ERR_NOMEM;
    Rc rc = open_decoder(cx, stream, codec, decoder);
    if (rc != OK) {
        avcodec_free_context(&decoder);
        return rc;
    }
    *ret = decoder;
    return OK;
}
