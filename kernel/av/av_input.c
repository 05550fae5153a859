/* Opening, reading and seeking: av_input.h. */
#include "kernel/av/av_input.h"

#include "kernel/av/av_allowed.h"
#include "kernel/av/av_error.h"
#include "kernel/av/av_timeline.h"
#include "kernel/av/libav.h"

#include <errno.h>
#include <unistd.h>

enum {
    READ_BYTES = 256 << 10,
    GUESS_BYTES = 1 << 20,    /* of the beginning: to name the container */
    HEADER_BYTES = 8 << 20,   /* and to learn what its tracks are */
    HEADER_US = 10 * 1000000, /* likewise, of film */
    DAMAGE_MAX = 200,         /* packets that cannot be read, one after the other: then the film ends there */
    JUMP_US = 10 * 1000000,   /* a difference between neighbours that no film has */
};

struct AvInput {
    int fd;
    int64_t size, at;
    bool io_failed;
    AVIOContext *io;
    AVFormatContext *format;
    int64_t keep; /* stream, or -1 */
    bool jumps;   /* times may jump within the file: it is read through, never searched */
    int64_t shift_us, last_us;
    int64_t origin; /* ticks */
    int64_t damaged;
};

static int read_some(void *opaque, uint8_t *to, int room)
{
    AvInput *in = opaque;
    ssize_t n;
    if (in->at >= in->size)
        return AVERROR_EOF;
    if (room > in->size - in->at)
        room = (int)(in->size - in->at);
    do
        n = pread(in->fd, to, (size_t)room, in->at);
    while (n < 0 && errno == EINTR);
    if (n < 0) {
        in->io_failed = true;
        return AVERROR(EIO);
    }
    in->at += n;
    return n ? (int)n : AVERROR_EOF;
}

static int64_t move(void *opaque, int64_t offset, int whence)
{
    AvInput *in = opaque;
    switch (whence & ~AVSEEK_FORCE) {
    case AVSEEK_SIZE:
        return in->size;
    case SEEK_CUR:
        offset += in->at;
        break;
    case SEEK_END:
        offset += in->size;
        break;
    default:
        break;
    }
    if (offset < 0)
        return AVERROR(EINVAL);
    return in->at = offset;
}

/* What a container refers to outside itself is not there. */
static int open_nothing(AVFormatContext *format, AVIOContext **io, const char *url, int flags, AVDictionary **options)
{
    (void)format, (void)io, (void)url, (void)flags, (void)options;
    return AVERROR(EPERM);
}

static Rc open_io(Ctx *cx, AvInput *in)
{
    uint8_t *room = av_malloc(READ_BYTES);
    if (!room)
        return ERR_NOMEM;
    in->io = avio_alloc_context(room, READ_BYTES, 0, in, read_some, NULL, move);
    if (!in->io) {
        av_free(room);
        return fail(cx, ERR_NOMEM, NULL, NULL);
    }
    return OK;
}

static void close_io(AvInput *in)
{
    if (in->io)
        av_freep(&in->io->buffer);
    avio_context_free(&in->io);
}

static Rc refuse_or_io(Ctx *cx, const AvInput *in, int error, const char *code, const char *what)
{
    char cause[AV_ERROR_MAX_STRING_SIZE] = "";
    if (in->io_failed || error == AVERROR(ENOMEM))
        return av_failed(cx, in->io_failed ? AVERROR(EIO) : error, "reading the film");
    av_strerror(error, cause, sizeof cause);
    return av_refuse(cx, code, "%s: %s", what, cause);
}

static Rc guess_container(Ctx *cx, AvInput *in, const AVInputFormat **ret)
{
    const AVInputFormat *found = NULL;
    int score = av_probe_input_buffer2(in->io, &found, "", NULL, 0, GUESS_BYTES);
    if (score < 0)
        return refuse_or_io(cx, in, score, "media.not_a_film", "no container was recognised");
    if (!found || score <= AVPROBE_SCORE_RETRY / 2)
        return av_refuse(cx, "media.not_a_film", "no container was recognised");
    if (!av_match_list(found->name, AV_ALLOWED_CONTAINERS, ','))
        return av_refuse(cx, "media.not_a_film", "it is of the kind \"%s\", which is not allowed", found->name);
    *ret = found;
    return OK;
}

static int set_options(AVDictionary **options)
{
    int bad = av_dict_set(options, "format_whitelist", AV_ALLOWED_CONTAINERS, 0);
    bad |= av_dict_set(options, "codec_whitelist", AV_ALLOWED_DECODERS, 0);
    bad |= av_dict_set(options, "protocol_whitelist", "none", 0);
    bad |= av_dict_set_int(options, "probesize", HEADER_BYTES, 0);
    bad |= av_dict_set_int(options, "analyzeduration", HEADER_US, 0);
    return bad;
}

static bool is_picture_or_sound(const AVStream *stream)
{
    enum AVMediaType type = stream->codecpar->codec_type;
    return type == AVMEDIA_TYPE_AUDIO ||
           (type == AVMEDIA_TYPE_VIDEO && !(stream->disposition & AV_DISPOSITION_ATTACHED_PIC));
}

/* Where times may jump, all tracks are read, so that each reader sees the same jumps in the same places. */
static void keep_only(AvInput *in)
{
    for (unsigned i = 0; i < in->format->nb_streams; i++) {
        AVStream *stream = in->format->streams[i];
        bool kept = in->keep >= 0 && !in->jumps ? i == in->keep : is_picture_or_sound(stream);
        stream->discard = kept ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    }
}

static int64_t first_tick(const AVFormatContext *format)
{
    int64_t first = INT64_MAX;
    for (unsigned i = 0; i < format->nb_streams; i++) {
        const AVStream *stream = format->streams[i];
        if (!is_picture_or_sound(stream) || stream->start_time == AV_NOPTS_VALUE)
            continue;
        int64_t at = av_rescale_q(stream->start_time, stream->time_base, (AVRational){1, AV_TICKS});
        first = at < first ? at : first;
    }
    return first == INT64_MAX ? 0 : first;
}

static Rc not_too_many_streams(Ctx *cx, const AvInput *in)
{
    if (in->format->nb_streams <= AV_STREAMS_MAX)
        return OK;
    return av_refuse(cx, "media.not_a_film", "%u tracks, %d are allowed", in->format->nb_streams, AV_STREAMS_MAX);
}

static Rc open_container(Ctx *cx, AvInput *in)
{
    const AVInputFormat *kind = NULL;
    AUTO_AVDICT options = NULL;
    TRY(guess_container(cx, in, &kind));
    in->format = avformat_alloc_context();
    if (!in->format || set_options(&options) < 0)
        return ERR_NOMEM;
    in->format->pb = in->io;
    in->format->flags |= AVFMT_FLAG_CUSTOM_IO;
    in->format->io_open = open_nothing;
    int bad = avformat_open_input(&in->format, "", kind, &options);
    if (bad < 0)
        return refuse_or_io(cx, in, bad, "media.truncated", "its container cannot be read");
    TRY(not_too_many_streams(cx, in));
    bad = avformat_find_stream_info(in->format, NULL);
    if (bad < 0)
        return refuse_or_io(cx, in, bad, "media.truncated", "its tracks cannot be read");
    TRY(not_too_many_streams(cx, in)); /* some containers show them only now */
    in->jumps = (kind->flags & AVFMT_TS_DISCONT) != 0;
    in->origin = first_tick(in->format);
    in->shift_us = 0;
    in->last_us = AV_NOPTS_VALUE;
    keep_only(in);
    return OK;
}

static Rc open_all(Ctx *cx, AvInput *in)
{
    if (in->size <= 0)
        return av_refuse(cx, "media.empty", "the file has no bytes");
    TRY(open_io(cx, in));
    return open_container(cx, in);
}

static void close_all(AvInput *in)
{
    avformat_close_input(&in->format);
    close_io(in);
}

Rc av_input_open(Ctx *cx, int fd, int64_t size, AvInput **ret)
{
    AvInput *in = arena_get(cx->arena, sizeof *in);
    if (!in)
        return ERR_NOMEM;
    *in = (AvInput){.fd = fd, .size = size, .keep = -1};
    Rc rc = open_all(cx, in);
    if (rc != OK) {
        close_all(in);
        return rc;
    }
    *ret = in;
    return OK;
}

void av_input_close(AvInput *in)
{
    if (in)
        close_all(in);
}

Rc av_input_restart(Ctx *cx, AvInput *in)
{
    close_all(in);
    in->at = 0;
    return open_all(cx, in);
}

AVFormatContext *av_input_format(AvInput *in)
{
    return in->format;
}

Rc av_input_container(Ctx *cx, AvInput *in, Str *ret)
{
    Str names = str_of(in->format->iformat->name), first;
    str_cut(&names, ',', &first);
    return str_copy(cx->arena, first, ret);
}

Rc av_input_keep(Ctx *cx, AvInput *in, int64_t stream, AVStream **ret)
{
    if (stream >= (int64_t)in->format->nb_streams || stream < -1)
        return av_refuse(cx, "media.not_a_film", "there is no track %lld", (long long)stream);
    in->keep = stream;
    keep_only(in);
    if (ret && stream >= 0)
        *ret = in->format->streams[stream];
    return OK;
}

/* Where times jump (recordings joined byte by byte, clocks that wrapped), the film goes on where it was. */
static void level(AvInput *in, AVPacket *packet)
{
    const AVStream *stream = in->format->streams[packet->stream_index];
    const AVRational us = {1, AV_TIME_BASE};
    if (packet->dts == AV_NOPTS_VALUE)
        return;
    int64_t at = av_rescale_q(packet->dts, stream->time_base, us) + in->shift_us;
    if (in->last_us != AV_NOPTS_VALUE && llabs(at - in->last_us) > JUMP_US) {
        in->shift_us += in->last_us - at;
        at = in->last_us;
    }
    in->last_us = at;
    int64_t shift = av_rescale_q(in->shift_us, us, stream->time_base);
    packet->dts += shift;
    if (packet->pts != AV_NOPTS_VALUE)
        packet->pts += shift;
}

Rc av_input_read(Ctx *cx, AvInput *in, AVPacket *ret)
{
    for (int failures = 0; failures < DAMAGE_MAX; failures++) {
        int bad = av_read_frame(in->format, ret);
        if (in->io_failed)
            return av_failed(cx, AVERROR(EIO), "reading the film");
        if (bad == AVERROR(ENOMEM))
            return ERR_NOMEM;
        if (bad == AVERROR_EOF)
            return ERR_MISSING;
        if (bad < 0) {
            in->damaged++;
            continue;
        }
        if (in->jumps)
            level(in, ret);
        if (in->keep < 0 || ret->stream_index == in->keep)
            return OK;
        av_packet_unref(ret);
        failures = -1;
    }
    return ERR_MISSING;
}

int64_t av_input_damaged(const AvInput *in)
{
    return in->damaged;
}

double av_input_share(const AvInput *in)
{
    return in->at >= in->size ? 1 : (double)in->at / (double)in->size;
}

Rc av_input_seek(Ctx *cx, AvInput *in, const AVStream *stream, int64_t at)
{
    (void)cx;
    if (in->jumps)
        return ERR_MISSING;
    int64_t time = av_rescale_q_rnd(at + in->origin, (AVRational){1, AV_TICKS}, stream->time_base, AV_ROUND_DOWN);
    return av_seek_frame(in->format, stream->index, time, AVSEEK_FLAG_BACKWARD) < 0 ? ERR_MISSING : OK;
}

int64_t av_input_ticks(const AvInput *in, const AVStream *stream, int64_t time)
{
    return av_rescale_q(time, stream->time_base, (AVRational){1, AV_TICKS}) - in->origin;
}
