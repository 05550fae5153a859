/* Packets to pictures: av_decode.h. */
#include "kernel/av/av_decode.h"

#include "kernel/av/av_error.h"
#include "kernel/av/av_filter.h"
#include "kernel/av/av_stream.h"
#include "kernel/av/av_timeline.h"
#include "kernel/av/libav.h"

/* How much earlier a seek is tried again when it led to a picture behind its aim. */
enum { STEP_BACK = 10 * AV_TICKS, STEP_BACK_GROWS = 4 };

struct AvDecoder {
    AvInput *in;
    AVStream *stream;
    AVCodecContext *codec;
    AVPacket *packet;
    AVFrame *frame, *before; /* the picture given last, and the one given before it */
    AvFilter *deinterlacer;  /* NULL: nothing was interlaced so far */
    int64_t last;            /* time of the last picture, < 0: none */
    int64_t usual;           /* ticks between pictures, for one without a time */
    int64_t damaged;
    bool drained, waiting; /* the file's end was reached; the first picture was fetched and not given out */
};

static int64_t time_of(AvDecoder *d, int64_t stamp)
{
    int64_t at = stamp == AV_NOPTS_VALUE ? d->last + d->usual : av_input_ticks(d->in, d->stream, stamp);
    d->last = at < 0 ? 0 : at;
    return d->last;
}

/* One more packet into the decoder, or word of the end. */
static Rc feed(Ctx *cx, AvDecoder *d)
{
    Rc rc = av_input_read(cx, d->in, d->packet);
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    int bad = avcodec_send_packet(d->codec, rc == OK ? d->packet : NULL);
    av_packet_unref(d->packet);
    if (bad == AVERROR(ENOMEM))
        return ERR_NOMEM;
    d->drained = rc == ERR_MISSING;
    d->damaged += bad < 0 && bad != AVERROR_EOF;
    return OK;
}

static Rc decode(Ctx *cx, AvDecoder *d)
{
    for (;;) {
        int bad = avcodec_receive_frame(d->codec, d->frame);
        if (bad == 0)
            return av_stream_fits(cx, d->frame->width, d->frame->height);
        if (bad == AVERROR(ENOMEM))
            return ERR_NOMEM;
        if (bad == AVERROR_EOF || d->drained)
            return ERR_MISSING;
        d->damaged += bad != AVERROR(EAGAIN);
        TRY(feed(cx, d));
    }
}

/* The deinterlacer needs a picture's neighbours, so it stands between from the first interlaced one on. */
static Rc deinterlace(Ctx *cx, AvDecoder *d)
{
    for (;;) {
        Rc rc = av_filter_pull(cx, d->deinterlacer, d->frame);
        if (rc != ERR_BUSY)
            return rc;
        rc = decode(cx, d);
        if (rc != OK && rc != ERR_MISSING)
            return rc;
        d->frame->pts = d->frame->best_effort_timestamp;
        TRY(av_filter_push(cx, d->deinterlacer, rc == OK ? d->frame : NULL));
    }
}

static Rc fetch(Ctx *cx, AvDecoder *d)
{
    if (d->deinterlacer)
        return deinterlace(cx, d);
    TRY(decode(cx, d));
    d->frame->pts = d->frame->best_effort_timestamp;
    if (!libav_interlaced(d->frame))
        return OK;
    TRY(av_filter_new(cx, "yadif=mode=send_frame:deint=interlaced", d->stream, &d->deinterlacer));
    TRY(av_filter_push(cx, d->deinterlacer, d->frame));
    return deinterlace(cx, d);
}

Rc av_decoder_next(Ctx *cx, AvDecoder *d, AVFrame **ret, int64_t *ret_at)
{
    if (!d->waiting) {
        av_frame_unref(d->before);
        av_frame_move_ref(d->before, d->frame);
        TRY(fetch(cx, d));
    }
    d->waiting = false;
    *ret = d->frame;
    *ret_at = time_of(d, d->frame->pts);
    return OK;
}

AVFrame *av_decoder_before(const AvDecoder *d)
{
    return d->before->buf[0] ? d->before : NULL;
}

AvSize av_decoder_size(const AvDecoder *d)
{
    return av_turned(av_stream_shown(d->stream), av_stream_orientation(d->stream).rotation);
}

int64_t av_decoder_fps_milli(const AvDecoder *d)
{
    enum { USUAL_FPS_MILLI = 25000 };
    int64_t rate = av_stream_fps_milli(d->stream);
    return rate > 0 ? rate : USUAL_FPS_MILLI;
}

int64_t av_decoder_damaged(const AvDecoder *d)
{
    return d->damaged + av_input_damaged(d->in);
}

static void forget(AvDecoder *d)
{
    avcodec_free_context(&d->codec);
    av_filter_free(d->deinterlacer);
    d->deinterlacer = NULL;
    d->last = -1;
    d->drained = d->waiting = false;
}

/* A fresh decoder where reading is now, with its first picture at hand. */
static Rc begin(Ctx *cx, AvDecoder *d, int64_t *ret_at)
{
    forget(d);
    TRY(av_input_keep(cx, d->in, d->stream->index, &d->stream));
    TRY(av_stream_decoder(cx, d->stream, &d->codec));
    TRY(fetch(cx, d));
    d->waiting = true;
    *ret_at = d->frame->pts == AV_NOPTS_VALUE ? 0 : av_input_ticks(d->in, d->stream, d->frame->pts);
    return OK;
}

/* Containers lie about their key pictures, and some have none where they were asked: then from further back, in the end
 * from the beginning. */
static Rc begin_before(Ctx *cx, AvDecoder *d, int64_t from)
{
    int64_t found = 0;
    for (int64_t back = 0; from - back > 0; back = back ? back * STEP_BACK_GROWS : STEP_BACK) {
        Rc rc = av_input_seek(cx, d->in, d->stream, from - back);
        if (rc == ERR_MISSING)
            break;
        TRY(rc);
        rc = begin(cx, d, &found);
        if (rc != OK && rc != ERR_MISSING)
            return rc;
        if (rc == OK && found <= from)
            return OK;
    }
    int64_t stream = d->stream->index;
    if (from > 0) {
        forget(d);
        TRY(av_input_restart(cx, d->in));
        TRY(av_input_keep(cx, d->in, stream, &d->stream));
    }
    Rc rc = begin(cx, d, &found);
    return rc == ERR_MISSING ? OK : rc; /* no picture at all: the first call of next says so */
}

Rc av_decoder_open(Ctx *cx, AvInput *in, int64_t stream, int64_t from, AvDecoder **ret)
{
    enum { MILLI = 1000 };
    AvDecoder *d = arena_get(cx->arena, sizeof *d);
    if (!d)
        return ERR_NOMEM;
    *d = (AvDecoder){.in = in, .packet = av_packet_alloc(), .frame = av_frame_alloc(), .before = av_frame_alloc()};
    Rc rc = d->packet && d->frame && d->before ? av_input_keep(cx, in, stream, &d->stream) : ERR_NOMEM;
    if (rc == OK) {
        d->usual = (int64_t)AV_TICKS * MILLI / av_decoder_fps_milli(d);
        rc = begin_before(cx, d, from);
    }
    if (rc != OK) {
        av_decoder_close(d);
        return rc;
    }
    *ret = d;
    return OK;
}

void av_decoder_close(AvDecoder *d)
{
    if (!d)
        return;
    forget(d);
    av_frame_free(&d->before);
    av_frame_free(&d->frame);
    av_packet_free(&d->packet);
}
