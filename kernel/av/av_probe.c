/* The reading of av_probe.h. Containers are not believed about lengths: a file that was cut off says what it once was.
 */
#include "kernel/av/av_probe.h"

#include "kernel/av/av_decode.h"
#include "kernel/av/av_error.h"
#include "kernel/av/av_stream.h"
#include "kernel/av/av_timeline.h"
#include "kernel/av/libav.h"

enum { USUAL_TICKS = AV_TICKS / 25, PACKETS_BETWEEN_WORDS = 500 };

typedef struct {
    int64_t packets, first, last, end; /* ticks; `last` = latest presentation time */
} Extent;

typedef struct {
    AvInput *in;
    AVStream *video, *audio;
    Extent seen_video, seen_audio;
} Scan;

static void stretch(Extent *e, int64_t at, int64_t duration)
{
    e->first = e->packets ? (at < e->first ? at : e->first) : at;
    e->last = e->packets && e->last > at ? e->last : at;
    e->end = at + duration > e->end ? at + duration : e->end;
    e->packets++;
}

static void note(Scan *s, const AVPacket *packet)
{
    const AVStream *stream = av_input_format(s->in)->streams[packet->stream_index];
    int64_t stamp = packet->pts != AV_NOPTS_VALUE ? packet->pts : packet->dts;
    Extent *e = stream == s->video ? &s->seen_video : stream == s->audio ? &s->seen_audio : NULL;
    if (!e || (packet->flags & AV_PKT_FLAG_DISCARD))
        return;
    int64_t lasts = av_rescale_q(packet->duration, stream->time_base, (AVRational){1, AV_TICKS});
    if (lasts <= 0)
        lasts = e == &s->seen_video ? USUAL_TICKS : 0;
    /* A packet without a time follows the one before. */
    int64_t at = stamp != AV_NOPTS_VALUE ? av_input_ticks(s->in, stream, stamp) : e->end;
    stretch(e, at < 0 ? 0 : at, lasts);
}

static int64_t end_ms(const Scan *s)
{
    int64_t end = s->seen_video.end > s->seen_audio.end ? s->seen_video.end : s->seen_audio.end;
    return (end + AV_TICKS_MS - 1) / AV_TICKS_MS;
}

/* An edit list may end within the last packet; it is believed for that much and no more. */
static void cut_end(const Scan *s, const AVStream *stream, Extent *e)
{
    enum { WITHIN = AV_TICKS / 10 };
    if (!stream || stream->duration <= 0 || stream->start_time == AV_NOPTS_VALUE)
        return;
    int64_t said = av_input_ticks(s->in, stream, stream->start_time + stream->duration);
    if (said < e->end && said > e->last && e->end - said < WITHIN)
        e->end = said;
}

static Rc read_through(Ctx *cx, Scan *s, AvProgress progress, void *arg)
{
    AUTO_AVPACKET packet = av_packet_alloc();
    if (!packet)
        return ERR_NOMEM;
    for (int64_t n = 0;; n++) {
        Rc rc = av_input_read(cx, s->in, packet);
        if (rc == ERR_MISSING)
            return OK;
        TRY(rc);
        note(s, packet);
        av_packet_unref(packet);
        if (end_ms(s) > AV_DURATION_MAX_MS)
            return av_refuse(cx, "media.too_long", "more than %lld ms", (long long)AV_DURATION_MAX_MS);
        if (progress && n % PACKETS_BETWEEN_WORDS == 0)
            progress(arg, av_input_share(s->in));
    }
}

static AvHdr hdr_of(enum AVColorTransferCharacteristic transfer)
{
    return transfer == AVCOL_TRC_SMPTE2084 ? AV_HDR_PQ : transfer == AVCOL_TRC_ARIB_STD_B67 ? AV_HDR_HLG : AV_HDR_NONE;
}

/* A name that the decoder of this machine knows is not yet a picture. */
static Rc decode_one(Ctx *cx, AvInput *in, int64_t stream, AvHdr *ret)
{
    AvDecoder *decoder = NULL;
    AVFrame *picture = NULL;
    int64_t at = 0;
    TRY(av_decoder_open(cx, in, stream, 0, &decoder));
    Rc rc = av_decoder_next(cx, decoder, &picture, &at);
    if (rc == OK)
        *ret = hdr_of(picture->color_trc);
    av_decoder_close(decoder);
    if (rc == ERR_MISSING)
        return av_refuse(cx, "media.unsupported_codec", "not one picture of it can be decoded");
    return rc;
}

static Rc describe_video(Ctx *cx, const Scan *s, AvVideoTrack *ret)
{
    enum { MILLI = 1000 };
    const Extent *e = &s->seen_video;
    TRY(av_stream_fits(cx, s->video->codecpar->width, s->video->codecpar->height));
    *ret = (AvVideoTrack){.stream = s->video->index,
                          .shown = av_stream_shown(s->video),
                          .orientation = av_stream_orientation(s->video),
                          .fps_milli = av_stream_fps_milli(s->video),
                          .frames = e->packets};
    if (e->last > e->first)
        ret->fps_milli = av_rescale(e->packets - 1, (int64_t)AV_TICKS * MILLI, e->last - e->first);
    return str_copy(cx->arena, str_of(avcodec_get_name(s->video->codecpar->codec_id)), &ret->codec);
}

static Rc describe_audio(Ctx *cx, const Scan *s, AvAudioTrack *ret)
{
    const AVCodecParameters *is = s->audio->codecpar;
    *ret = (AvAudioTrack){
        .stream = s->audio->index, .channels = is->ch_layout.nb_channels, .sample_rate = is->sample_rate};
    return str_copy(cx->arena, str_of(avcodec_get_name(is->codec_id)), &ret->codec);
}

static Rc choose(Ctx *cx, AvInput *in, Scan *ret)
{
    AvTracks tracks = av_tracks(in);
    /* Half a film would look like a fault of ours. */
    if (tracks.undecodable)
        return av_refuse(cx, "media.unsupported_codec", "it has a track that no decoder can read");
    if (!tracks.video && !tracks.audio)
        return av_refuse(cx, "media.no_picture_no_sound", "it has neither pictures nor sound");
    *ret = (Scan){.in = in, .video = tracks.video, .audio = tracks.audio};
    return OK;
}

Rc av_probe(Ctx *cx, AvInput *in, AvProgress progress, void *arg, AvFilm *ret)
{
    Scan scan;
    AvFilm film = {0};
    TRY(choose(cx, in, &scan));
    TRY(av_input_container(cx, in, &film.container));
    if (scan.video)
        TRY(av_stream_fits(cx, scan.video->codecpar->width, scan.video->codecpar->height));
    TRY(read_through(cx, &scan, progress, arg));
    cut_end(&scan, scan.video, &scan.seen_video);
    cut_end(&scan, scan.audio, &scan.seen_audio);
    film.has_video = scan.seen_video.packets > 0;
    film.has_audio = scan.seen_audio.packets > 0;
    if (!film.has_video && !film.has_audio)
        return av_refuse(cx, "media.truncated", "its tracks have no packets");
    if (film.has_audio)
        TRY(describe_audio(cx, &scan, &film.audio));
    if (film.has_video) {
        TRY(describe_video(cx, &scan, &film.video));
        TRY(av_input_restart(cx, in));
        TRY(decode_one(cx, in, film.video.stream, &film.video.hdr));
    }
    film.duration_ms = end_ms(&scan) > 0 ? end_ms(&scan) : 1;
    *ret = film;
    return OK;
}
