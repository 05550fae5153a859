/* Judges pictures by their luma, and packs the chosen one: av_poster.h. */
#include "kernel/av/av_poster.h"

#include "kernel/av/av_error.h"
#include "kernel/av/libav.h"

#include <math.h>

enum {
    DARK = 24, /* mean luma, full range */
    BRIGHT = 236,
    FLAT = 10, /* standard deviation: a title on black has more */
    QUALITY_BEST = 3,
    QUALITY_WORST = 31,
    SMALLER = 3, /* quarters of the side, when the worst quality is too large */
    QUARTERS = 4,
    SIDE_MIN = 64,
};

struct AvPoster {
    AvScaler *scaler;
    AVFrame *best;
    double score;
};

Rc av_poster_new(Ctx *cx, AvSize shown, AvOrientation orientation, AvHdr hdr, AvPoster **ret)
{
    int64_t longer = shown.width > shown.height ? shown.width : shown.height;
    int64_t shorter = shown.width + shown.height - longer;
    int64_t side = shown.width > AV_POSTER_WIDTH_MAX || shown.height > AV_POSTER_WIDTH_MAX
                       ? shorter * AV_POSTER_WIDTH_MAX / longer
                       : shorter;
    AvScaleSpec spec = {
        .size = av_rung_size(shown, side < 1 ? 1 : side), .orientation = orientation, .hdr = hdr, .jpeg = true};
    AvPoster *p = arena_get(cx->arena, sizeof *p);
    if (!p)
        return ERR_NOMEM;
    *p = (AvPoster){.best = av_frame_alloc(), .score = -1};
    Rc rc = p->best ? av_scaler_new(cx, &spec, &p->scaler) : ERR_NOMEM;
    if (rc != OK) {
        av_poster_free(p);
        return rc;
    }
    *ret = p;
    return OK;
}

void av_poster_free(AvPoster *p)
{
    if (!p)
        return;
    av_scaler_free(p->scaler);
    av_frame_free(&p->best);
}

/* Standard deviation of luma; 0 for what is too dark or too bright to show anything. */
static double judge(const AVFrame *f, bool *ret_good)
{
    double sum = 0, squares = 0, count = (double)f->width * f->height;
    for (int y = 0; y < f->height; y++) {
        const uint8_t *line = f->data[0] + (ptrdiff_t)y * f->linesize[0];
        for (int x = 0; x < f->width; x++) {
            sum += line[x];
            squares += (double)line[x] * line[x];
        }
    }
    double mean = sum / count, deviation = sqrt(fmax(0, squares / count - mean * mean));
    *ret_good = mean > DARK && mean < BRIGHT && deviation > FLAT;
    return deviation;
}

Rc av_poster_offer(Ctx *cx, AvPoster *p, AVFrame *picture, bool *ret_good)
{
    AVFrame *small = NULL;
    bool good = false;
    TRY(av_scaler_run(cx, p->scaler, picture, &small));
    double score = judge(small, &good);
    if (good || score > p->score) {
        p->score = score;
        av_frame_unref(p->best);
        if (av_frame_ref(p->best, small) < 0)
            return ERR_NOMEM;
    }
    *ret_good = good;
    return OK;
}

static int encode(AVCodecContext *to, AVFrame *picture, int quality, AVPacket *ret)
{
    to->width = picture->width;
    to->height = picture->height;
    to->pix_fmt = AV_PIX_FMT_YUVJ420P;
    to->color_range = AVCOL_RANGE_JPEG;
    to->time_base = (AVRational){1, 1};
    to->thread_count = 1;
    to->flags |= AV_CODEC_FLAG_QSCALE | AV_CODEC_FLAG_BITEXACT;
    to->global_quality = quality * FF_QP2LAMBDA;
    int bad = avcodec_open2(to, to->codec, NULL);
    picture->quality = to->global_quality;
    picture->pts = 0;
    picture->pict_type = AV_PICTURE_TYPE_NONE;
    if (bad >= 0)
        bad = avcodec_send_frame(to, picture);
    if (bad >= 0)
        bad = avcodec_send_frame(to, NULL);
    return bad < 0 ? bad : avcodec_receive_packet(to, ret);
}

/* One try. `*ret_fits` tells whether it was small enough and put into `out`. */
static Rc attempt(Ctx *cx, AVFrame *picture, int quality, Buf *out, bool *ret_fits)
{
    const AVCodec *codec = avcodec_find_encoder(AV_CODEC_ID_MJPEG);
    AVCodecContext *to = codec ? avcodec_alloc_context3(codec) : NULL;
    AUTO_AVPACKET packet = av_packet_alloc();
    int bad = !codec           ? AVERROR_ENCODER_NOT_FOUND
              : !to || !packet ? AVERROR(ENOMEM)
                               : encode(to, picture, quality, packet);
    avcodec_free_context(&to);
    if (bad < 0)
        return av_failed(cx, bad, "encoding the poster");
    *ret_fits = packet->size <= AV_POSTER_BYTES_MAX;
    if (*ret_fits)
        buf_put(out, (Str){(const char *)packet->data, (size_t)packet->size});
    return out->rc;
}

/* Bytes fall as the number of the quality rises: the smallest number that fits. */
static Rc at_this_size(Ctx *cx, AVFrame *picture, Buf *out, bool *ret_fits)
{
    Buf tried;
    int low = QUALITY_BEST, high = QUALITY_WORST;
    *ret_fits = false;
    while (low <= high) {
        bool fits = false;
        int middle = (low + high) / 2;
        buf_init(&tried, cx->arena, AV_POSTER_BYTES_MAX);
        TRY(attempt(cx, picture, middle, &tried, &fits));
        if (fits) {
            buf_clear(out);
            buf_put(out, buf_str(&tried));
            *ret_fits = true;
            high = middle - 1;
        } else {
            low = middle + 1;
        }
    }
    return out->rc;
}

static Rc shrink(Ctx *cx, AVFrame *picture, AVFrame *ret)
{
    AvScaler *scaler = NULL;
    AVFrame *smaller = NULL;
    AvSize size = {picture->width, picture->height};
    int64_t side = (size.width < size.height ? size.width : size.height) * SMALLER / QUARTERS;
    AvScaleSpec spec = {.size = av_rung_size(size, side), .jpeg = true};
    TRY(av_scaler_new(cx, &spec, &scaler));
    Rc rc = av_scaler_run(cx, scaler, picture, &smaller);
    if (rc == OK) {
        av_frame_unref(ret);
        rc = av_frame_ref(ret, smaller) < 0 ? ERR_NOMEM : OK;
    }
    av_scaler_free(scaler);
    return rc;
}

Rc av_poster_jpeg(Ctx *cx, AvPoster *p, Buf *out)
{
    if (p->score < 0)
        return ERR_MISSING;
    AUTO_AVFRAME picture = av_frame_clone(p->best);
    bool fits = false;
    if (!picture)
        return ERR_NOMEM;
    for (;;) {
        TRY(at_this_size(cx, picture, out, &fits));
        if (fits || picture->width < SIDE_MIN)
            return fits ? OK : av_failed(cx, AVERROR_BUG, "making the poster small enough");
        AUTO_AVFRAME smaller = av_frame_alloc();
        if (!smaller)
            return ERR_NOMEM;
        TRY(shrink(cx, picture, smaller));
        av_frame_unref(picture);
        av_frame_move_ref(picture, smaller);
    }
}
