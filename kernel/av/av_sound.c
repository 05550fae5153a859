/* Decoder, resampler, and a queue that keeps the time: av_sound.h. */
#include "kernel/av/av_sound.h"

#include "kernel/av/av_error.h"
#include "kernel/av/av_stream.h"
#include "kernel/av/av_timeline.h"
#include "kernel/av/libav.h"

enum { SECOND_MS = 1000, QUEUE_SAMPLES = 1 << 16 };

struct AvSound {
    AvInput *in;
    AVStream *stream;
    AVCodecContext *codec;
    AVPacket *packet;
    AVFrame *decoded, *out;
    SwrContext *resampler; /* NULL: to be made for the next frame */
    int format, rate;      /* it was made for */
    AVChannelLayout layout;
    AVAudioFifo *queue;
    AVChannelLayout target;
    int64_t queued; /* samples put into the queue since the beginning */
    int64_t given, total;
    int64_t damaged;
    bool begun, ended;
};

int av_sound_channels(const AvSound *s)
{
    return s->target.nb_channels;
}

int64_t av_sound_total(const AvSound *s)
{
    return s->total;
}

int64_t av_sound_damaged(const AvSound *s)
{
    return s->damaged + av_input_damaged(s->in);
}

static int make_out(AvSound *s)
{
    s->out->format = AV_SAMPLE_FMT_FLTP;
    s->out->sample_rate = AV_SOUND_RATE;
    s->out->nb_samples = AV_SOUND_FRAME;
    int bad = av_channel_layout_copy(&s->out->ch_layout, &s->target);
    return bad < 0 ? bad : av_frame_get_buffer(s->out, 0);
}

static Rc prepare(Ctx *cx, AvSound *s, int64_t stream, int64_t duration_ms)
{
    if (!s->packet || !s->decoded || !s->out)
        return ERR_NOMEM;
    TRY(av_input_keep(cx, s->in, stream, &s->stream));
    TRY(av_stream_decoder(cx, s->stream, &s->codec));
    av_channel_layout_default(&s->target, s->stream->codecpar->ch_layout.nb_channels == 1 ? 1 : 2);
    s->queue = av_audio_fifo_alloc(AV_SAMPLE_FMT_FLTP, s->target.nb_channels, QUEUE_SAMPLES);
    if (!s->queue || make_out(s) < 0)
        return ERR_NOMEM;
    int64_t samples = duration_ms * (AV_SOUND_RATE / SECOND_MS);
    s->total = (samples + AV_SOUND_FRAME - 1) / AV_SOUND_FRAME * AV_SOUND_FRAME;
    return OK;
}

Rc av_sound_open(Ctx *cx, AvInput *in, int64_t stream, int64_t duration_ms, AvSound **ret)
{
    AvSound *s = arena_get(cx->arena, sizeof *s);
    if (!s)
        return ERR_NOMEM;
    *s = (AvSound){.in = in, .packet = av_packet_alloc(), .decoded = av_frame_alloc(), .out = av_frame_alloc()};
    Rc rc = prepare(cx, s, stream, duration_ms);
    if (rc != OK) {
        av_sound_close(s);
        return rc;
    }
    *ret = s;
    return OK;
}

void av_sound_close(AvSound *s)
{
    if (!s)
        return;
    avcodec_free_context(&s->codec);
    swr_free(&s->resampler);
    av_audio_fifo_free(s->queue);
    s->queue = NULL;
    av_channel_layout_uninit(&s->layout);
    av_channel_layout_uninit(&s->target);
    av_frame_free(&s->out);
    av_frame_free(&s->decoded);
    av_packet_free(&s->packet);
}

static Rc put_silence(AvSound *s, int64_t samples)
{
    int64_t missing = s->total - s->queued;
    if (samples > missing)
        samples = missing;
    AUTO_AVFRAME silence = av_frame_alloc();
    if (!silence)
        return ERR_NOMEM;
    silence->format = AV_SAMPLE_FMT_FLTP;
    silence->sample_rate = AV_SOUND_RATE;
    silence->nb_samples = AV_SOUND_FRAME;
    if (av_channel_layout_copy(&silence->ch_layout, &s->target) < 0 || av_frame_get_buffer(silence, 0) < 0)
        return ERR_NOMEM;
    av_samples_set_silence(silence->extended_data, 0, AV_SOUND_FRAME, s->target.nb_channels, AV_SAMPLE_FMT_FLTP);
    while (samples > 0) {
        int n = samples < AV_SOUND_FRAME ? (int)samples : AV_SOUND_FRAME;
        if (av_audio_fifo_write(s->queue, (void **)silence->extended_data, n) < n)
            return ERR_NOMEM;
        samples -= n;
        s->queued += n;
    }
    return OK;
}

/* Resampled samples of `from` (NULL: what the resampler still holds) into the queue, without the first `drop`. */
static Rc put(Ctx *cx, AvSound *s, const AVFrame *from, int64_t drop)
{
    if (!s->resampler)
        return OK;
    int room = swr_get_out_samples(s->resampler, from ? from->nb_samples : 0);
    if (room <= 0)
        return room < 0 ? av_failed(cx, room, "resampling") : OK;
    AUTO_AVFRAME to = av_frame_alloc();
    if (!to)
        return ERR_NOMEM;
    to->format = AV_SAMPLE_FMT_FLTP;
    to->sample_rate = AV_SOUND_RATE;
    to->nb_samples = room;
    if (av_channel_layout_copy(&to->ch_layout, &s->target) < 0 || av_frame_get_buffer(to, 0) < 0)
        return ERR_NOMEM;
    const uint8_t **planes = from ? (const uint8_t **)(uintptr_t)from->extended_data : NULL;
    int n = swr_convert(s->resampler, to->extended_data, room, planes, from ? from->nb_samples : 0);
    if (n < 0)
        return av_failed(cx, n, "resampling");
    if (drop >= n)
        return OK;
    void *kept[2] = {to->extended_data[0] + drop * (int64_t)sizeof(float), NULL};
    if (s->target.nb_channels > 1)
        kept[1] = to->extended_data[1] + drop * (int64_t)sizeof(float);
    if (av_audio_fifo_write(s->queue, kept, n - (int)drop) < n - (int)drop)
        return ERR_NOMEM;
    s->queued += n - drop;
    return OK;
}

/* What the resampler still holds goes first; afterwards it is made anew, since it takes nothing more. */
static Rc empty_resampler(Ctx *cx, AvSound *s)
{
    TRY(put(cx, s, NULL, 0));
    swr_free(&s->resampler);
    return OK;
}

/* A film may change the form of its sound in its middle. */
static Rc suit_resampler(Ctx *cx, AvSound *s, AVFrame *frame)
{
    if (frame->ch_layout.order == AV_CHANNEL_ORDER_UNSPEC)
        av_channel_layout_default(&frame->ch_layout, frame->ch_layout.nb_channels);
    if (s->resampler && s->format == frame->format && s->rate == frame->sample_rate &&
        av_channel_layout_compare(&s->layout, &frame->ch_layout) == 0)
        return OK;
    TRY(empty_resampler(cx, s));
    int bad = swr_alloc_set_opts2(&s->resampler, &s->target, AV_SAMPLE_FMT_FLTP, AV_SOUND_RATE, &frame->ch_layout,
                                  frame->format, frame->sample_rate, 0, NULL);
    if (bad >= 0)
        bad = swr_init(s->resampler);
    if (bad >= 0)
        bad = av_channel_layout_copy(&s->layout, &frame->ch_layout);
    if (bad == AVERROR(ENOMEM))
        return ERR_NOMEM;
    if (bad < 0) { /* a layout that cannot be mixed down: these samples are lost, not the film */
        swr_free(&s->resampler);
        s->damaged++;
        return OK;
    }
    s->format = frame->format;
    s->rate = frame->sample_rate;
    return OK;
}

/* Puts one decoded frame where its time says. */
static Rc place(Ctx *cx, AvSound *s, AVFrame *frame)
{
    TRY(suit_resampler(cx, s, frame));
    if (!s->resampler)
        return OK;
    int64_t expected = s->queued + swr_get_delay(s->resampler, AV_SOUND_RATE), at = expected;
    if (frame->best_effort_timestamp != AV_NOPTS_VALUE) {
        int64_t ticks = av_input_ticks(s->in, s->stream, frame->best_effort_timestamp);
        at = av_rescale(ticks, AV_SOUND_RATE, AV_TICKS);
    }
    int64_t late = at - expected;
    if (s->begun && llabs(late) <= AV_SOUND_SLIP)
        late = 0;
    s->begun = true;
    if (late > 0) {
        TRY(empty_resampler(cx, s));
        TRY(put_silence(s, at - s->queued));
        TRY(suit_resampler(cx, s, frame));
    }
    return put(cx, s, frame, late < 0 ? -late : 0);
}

static Rc feed(Ctx *cx, AvSound *s)
{
    Rc rc = av_input_read(cx, s->in, s->packet);
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    int bad = avcodec_send_packet(s->codec, rc == OK ? s->packet : NULL);
    av_packet_unref(s->packet);
    if (bad == AVERROR(ENOMEM))
        return ERR_NOMEM;
    s->ended |= rc == ERR_MISSING;
    s->damaged += bad < 0 && bad != AVERROR_EOF;
    return OK;
}

/* One more decoded frame into the queue. ERR_MISSING: there is none. */
static Rc more(Ctx *cx, AvSound *s)
{
    for (;;) {
        int bad = avcodec_receive_frame(s->codec, s->decoded);
        if (bad == 0)
            return place(cx, s, s->decoded);
        if (bad == AVERROR(ENOMEM))
            return ERR_NOMEM;
        if (bad == AVERROR_EOF || s->ended)
            return ERR_MISSING;
        s->damaged += bad != AVERROR(EAGAIN);
        TRY(feed(cx, s));
    }
}

Rc av_sound_next(Ctx *cx, AvSound *s, AVFrame **ret)
{
    if (s->given >= s->total)
        return ERR_MISSING;
    while (av_audio_fifo_size(s->queue) < AV_SOUND_FRAME) {
        Rc rc = more(cx, s);
        if (rc == ERR_MISSING) {
            TRY(empty_resampler(cx, s));
            TRY(put_silence(s, AV_SOUND_FRAME));
        } else {
            TRY(rc);
        }
    }
    if (av_frame_make_writable(s->out) < 0)
        return ERR_NOMEM;
    av_audio_fifo_read(s->queue, (void **)s->out->extended_data, AV_SOUND_FRAME);
    s->out->pts = s->given;
    s->given += AV_SOUND_FRAME;
    *ret = s->out;
    return OK;
}
