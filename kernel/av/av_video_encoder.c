/* libx264 through libav: av_video_encoder.h. */
#include "kernel/av/av_video_encoder.h"

#include "kernel/av/av_error.h"
#include "kernel/av/av_timeline.h"
#include "kernel/av/libav.h"

struct AvVideoEncoder {
    AVCodecContext *codec;
    AVPacket *packet;
    bool begun;
};

static const char *const presets[] = {"ultrafast", "superfast", "veryfast", "faster",  "fast",
                                      "medium",    "slow",      "slower",   "veryslow"};

/* Key pictures where the timeline wants them and nowhere else; parameter sets and bytes that depend on nothing but the
 * pictures; the rate's buffer half full, since the part before has left one in any state. */
#define X264_RULES                                                                                        \
    "scenecut=0:keyint=infinite:open-gop=0:stitchable=1:cpu-independent=1:threads=1:lookahead-threads=1:" \
    "sliced-threads=0:force-cfr=0:vbv-init=0.5"

static const char *find_preset(Str wanted)
{
    for (size_t i = 0; i < sizeof presets / sizeof *presets; i++)
        if (str_equal(wanted, str_of(presets[i])))
            return presets[i];
    return NULL;
}

static void describe(AVCodecContext *to, const AvVideoSpec *spec)
{
    enum { BITS = 1000, MILLI = 1000 };
    to->width = (int)spec->size.width;
    to->height = (int)spec->size.height;
    to->pix_fmt = AV_PIX_FMT_YUV420P;
    to->time_base = (AVRational){1, AV_TICKS};
    to->framerate = (AVRational){(int)spec->fps_milli, MILLI};
    to->sample_aspect_ratio = (AVRational){1, 1};
    to->color_primaries = AVCOL_PRI_BT709;
    to->color_trc = AVCOL_TRC_BT709;
    to->colorspace = AVCOL_SPC_BT709;
    to->color_range = AVCOL_RANGE_MPEG;
    to->rc_max_rate = spec->cap_kbps * BITS;
    to->rc_buffer_size = (int)(spec->cap_kbps * BITS);
    to->thread_count = 1;
    to->flags |= AV_CODEC_FLAG_GLOBAL_HEADER; /* closed groups: X264_RULES */
}

static Rc open_x264(Ctx *cx, AVCodecContext *to, const AVCodec *codec, const char *preset)
{
    AUTO_AVDICT options = NULL;
    int bad = av_dict_set(&options, "preset", preset, 0);
    bad |= av_dict_set(&options, "profile", "high", 0);
    bad |= av_dict_set_int(&options, "crf", AV_QUALITY_CRF, 0);
    bad |= av_dict_set_int(&options, "forced-idr", 1, 0);
    bad |= av_dict_set_int(&options, "a53cc", 0, 0);
    bad |= av_dict_set(&options, "x264-params", X264_RULES, 0);
    if (bad < 0)
        return ERR_NOMEM;
    bad = avcodec_open2(to, codec, &options);
    return bad < 0 ? av_failed(cx, bad, "opening the H.264 encoder") : OK;
}

static Rc check(Ctx *cx, const AvVideoSpec *spec, const char **ret_preset)
{
    enum { FPS_MILLI_MAX = 240000 };
    const AvSize *size = &spec->size;
    *ret_preset = find_preset(spec->preset);
    bool good = size->width >= AV_RUNG_SIDE_MIN && size->width <= AV_RUNG_SIDE_MAX &&
                size->height >= AV_RUNG_SIDE_MIN && size->height <= AV_RUNG_SIDE_MAX && size->width % 2 == 0 &&
                size->height % 2 == 0 && spec->cap_kbps >= AV_CAP_KBPS_MIN && spec->cap_kbps <= AV_CAP_KBPS_MAX &&
                spec->fps_milli > 0 && spec->fps_milli <= FPS_MILLI_MAX && *ret_preset;
    return good ? OK : fail(cx, ERR_INVALID, NULL, "rungs");
}

Rc av_video_encoder_new(Ctx *cx, const AvVideoSpec *spec, AvVideoEncoder **ret)
{
    const char *preset = NULL;
    TRY(check(cx, spec, &preset));
    const AVCodec *codec = avcodec_find_encoder_by_name("libx264");
    if (!codec)
        return av_failed(cx, AVERROR_ENCODER_NOT_FOUND, "looking for libx264");
    AvVideoEncoder *e = arena_get(cx->arena, sizeof *e);
    if (!e)
        return ERR_NOMEM;
    *e = (AvVideoEncoder){.codec = avcodec_alloc_context3(codec), .packet = av_packet_alloc()};
    Rc rc = e->codec && e->packet ? OK : ERR_NOMEM;
    if (rc == OK) {
        describe(e->codec, spec);
        rc = open_x264(cx, e->codec, codec, preset);
    }
    if (rc != OK) {
        av_video_encoder_free(e);
        return rc;
    }
    *ret = e;
    return OK;
}

void av_video_encoder_free(AvVideoEncoder *e)
{
    if (!e)
        return;
    avcodec_free_context(&e->codec);
    av_packet_free(&e->packet);
}

Str av_video_encoder_header(const AvVideoEncoder *e)
{
    return (Str){(const char *)e->codec->extradata, (size_t)e->codec->extradata_size};
}

/* x264 puts its name and settings (700 bytes of SEI) before the first picture of each part: a second of sound on a thin
 * line. The picture begins at the first start code with another type behind it. */
static Str without_signature(Str unit)
{
    enum { START_CODE = 3, NAL_TYPE = 0x1f, NAL_SEI = 6 };
    for (size_t i = 0; i + START_CODE < unit.n; i++) {
        bool start = unit.at[i] == 0 && unit.at[i + 1] == 0 && unit.at[i + 2] == 1;
        if (start && (unit.at[i + START_CODE] & NAL_TYPE) != NAL_SEI)
            return (Str){unit.at + i, unit.n - i};
    }
    return unit;
}

static Rc drain(Ctx *cx, AvVideoEncoder *e, AvUnitSink sink, void *arg)
{
    for (;;) {
        int bad = avcodec_receive_packet(e->codec, e->packet);
        if (bad == AVERROR(EAGAIN) || bad == AVERROR_EOF)
            return OK;
        if (bad < 0)
            return av_failed(cx, bad, "encoding a picture");
        AvUnit unit = {.data = {(const char *)e->packet->data, (size_t)e->packet->size},
                       .pts = e->packet->pts,
                       .key = (e->packet->flags & AV_PKT_FLAG_KEY) != 0};
        if (!e->begun)
            unit.data = without_signature(unit.data);
        e->begun = true;
        Rc rc = sink(cx, arg, &unit);
        av_packet_unref(e->packet);
        TRY(rc);
    }
}

static int send(AvVideoEncoder *e, AVFrame *picture, int64_t pts, bool key)
{
    if (!picture)
        return avcodec_send_frame(e->codec, NULL);
    AUTO_AVFRAME mine = av_frame_clone(picture);
    if (!mine)
        return AVERROR(ENOMEM);
    mine->pts = pts;
    mine->pict_type = key ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE;
    return avcodec_send_frame(e->codec, mine);
}

Rc av_video_encoder_push(Ctx *cx, AvVideoEncoder *e, AVFrame *picture, int64_t pts, bool key, AvUnitSink sink,
                         void *arg)
{
    int bad = send(e, picture, pts, key);
    if (bad < 0)
        return av_failed(cx, bad, "encoding a picture");
    return drain(cx, e, sink, arg);
}
