/* The drawing, encoding and multiplexing behind test_film.h. */
#include "kernel/av/test_film.h"

#include "kernel/av/av_timeline.h"
#include "kernel/av/libav.h"

#include <math.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    MARKS = 10,
    ROOM = 1 << 16,
    DARK = 40,
    LIGHT = 200,
    MIDDLE = 110,
    TONE_HZ = 997,
    SOUND_KBPS = 128,
    SOUND_BLOCK = 1024
};

int64_t test_ticks_ntsc(int i)
{
    return (int64_t)i * 3003;
}

int64_t test_ticks_double(int i)
{
    return (int64_t)i * AV_TICKS / 60;
}

int64_t test_ticks_uneven(int i)
{
    return (int64_t)(i / 4) * 5 * AV_TICKS + (int64_t)(i % 4) * 4 * AV_TICKS / 100;
}

static int64_t ticks_25(int i)
{
    return (int64_t)i * AV_TICKS / 25;
}

#if LIBAVFORMAT_VERSION_MAJOR >= 61
typedef const uint8_t Written;
#else
typedef uint8_t Written;
#endif

static int write_some(void *opaque, Written *at, int n)
{
    return (int)write(*(int *)opaque, at, (size_t)n);
}

static int64_t move(void *opaque, int64_t offset, int whence)
{
    struct stat is;
    if (whence & AVSEEK_SIZE)
        return fstat(*(int *)opaque, &is) == 0 ? is.st_size : -1;
    return lseek(*(int *)opaque, offset, whence);
}

/* Where a pixel of the coded picture is shown. */
static void shown_at(const TestFilm *film, const AVFrame *f, int x, int y, int *ret_x, int *ret_y)
{
    int mx = film->orientation.mirror ? f->width - 1 - x : x;
    switch (film->orientation.rotation) {
    case 90:
        *ret_x = f->height - 1 - y;
        *ret_y = mx;
        break;
    case 180:
        *ret_x = f->width - 1 - mx;
        *ret_y = f->height - 1 - y;
        break;
    case 270:
        *ret_x = y;
        *ret_y = f->width - 1 - mx;
        break;
    default:
        *ret_x = mx;
        *ret_y = y;
        break;
    }
}

/* Marks along the upper edge, the lowest bit at the left; the rest is a gradient that moves. */
static void draw(const TestFilm *film, AVFrame *f, int number)
{
    AvSize shown = av_turned((AvSize){f->width, f->height}, film->orientation.rotation);
    int side = (int)shown.width / MARKS, high = side < shown.height / 2 ? side : (int)shown.height / 2, sx = 0, sy = 0;
    for (int y = 0; y < f->height; y++)
        for (int x = 0; x < f->width; x++) {
            shown_at(film, f, x, y, &sx, &sy);
            int mark = sx / side, light = mark < MARKS && (number >> mark) & 1;
            int luma = sy < high ? (light ? LIGHT : DARK) : MIDDLE + (sx + sy + number) % 64;
            f->data[0][y * f->linesize[0] + x] = (uint8_t)(film->black ? 16 : luma);
        }
    for (int plane = 1; plane < 3; plane++)
        for (int y = 0; y < (f->height + 1) / 2; y++)
            memset(f->data[plane] + (ptrdiff_t)y * f->linesize[plane], 128, (size_t)(f->width + 1) / 2);
}

AVFrame *test_picture(int width, int height, bool full_range, int y, int u, int v)
{
    AVFrame *f = av_frame_alloc();
    if (!f)
        return NULL;
    f->format = full_range ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_YUV420P;
    f->width = width;
    f->height = height;
    if (av_frame_get_buffer(f, 0) < 0) {
        av_frame_free(&f);
        return NULL;
    }
    const int colour[3] = {y, u, v};
    for (int plane = 0; plane < 3; plane++)
        for (int line = 0; line < (plane ? (height + 1) / 2 : height); line++)
            memset(f->data[plane] + (ptrdiff_t)line * f->linesize[plane], colour[plane],
                   (size_t)(plane ? (width + 1) / 2 : width));
    return f;
}

int test_film_number(const AVFrame *f)
{
    int side = f->width / MARKS, number = 0;
    int high = side < f->height / 2 ? side : f->height / 2;
    for (int mark = 0; mark < MARKS; mark++)
        if (f->data[0][high / 2 * f->linesize[0] + mark * side + side / 2] > (DARK + LIGHT) / 2)
            number |= 1 << mark;
    return number;
}

typedef struct {
    const TestFilm *film;
    AVFormatContext *to;
    int fd;
    bool good;
} Making;

static void orient(const TestFilm *film, AVStream *stream)
{
    double angle = film->orientation.rotation * M_PI / 180, one = 65536;
    int32_t a = (int32_t)lround(cos(angle) * one), b = (int32_t)lround(sin(angle) * one);
    int32_t sign = film->orientation.mirror ? -1 : 1;
    const int32_t matrix[9] = {sign * a, sign * b, 0, -b, a, 0, 0, 0, 1 << 30};
    if (!film->orientation.rotation && !film->orientation.mirror)
        return;
#if LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(60, 31, 102)
    AVPacketSideData *side =
        av_packet_side_data_new(&stream->codecpar->coded_side_data, &stream->codecpar->nb_coded_side_data,
                                AV_PKT_DATA_DISPLAYMATRIX, sizeof matrix, 0);
    if (side)
        memcpy(side->data, matrix, sizeof matrix);
#else
    uint8_t *side = av_stream_new_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, sizeof matrix);
    if (side)
        memcpy(side, matrix, sizeof matrix);
#endif
}

static void colour(const TestFilm *film, AVCodecContext *to)
{
    to->pix_fmt = film->full_range ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_YUV420P;
    to->color_trc = film->pq ? AVCOL_TRC_SMPTE2084 : AVCOL_TRC_BT709;
    to->color_primaries = film->pq ? AVCOL_PRI_BT2020 : AVCOL_PRI_BT709;
    to->colorspace = film->pq ? AVCOL_SPC_BT2020_NCL : AVCOL_SPC_BT709;
}

static AVCodecContext *open_video(Making *m, bool second)
{
    const TestFilm *film = m->film;
    const AVCodec *codec = avcodec_find_encoder_by_name(film->codec ? film->codec : "libx264");
    AVCodecContext *to = avcodec_alloc_context3(codec);
    AVStream *stream = avformat_new_stream(m->to, NULL);
    AUTO_AVDICT options = NULL;
    to->width = film->width ? film->width : 160;
    to->height = film->height ? film->height : 96;
    to->time_base = film->ticks ? (AVRational){1, AV_TICKS} : (AVRational){1, 25};
    to->framerate = second ? (AVRational){2, 1} : (AVRational){25, 1};
    to->gop_size = film->group ? film->group : 12;
    to->thread_count = 1;
    colour(film, to);
    if (film->interlaced)
        to->flags |= AV_CODEC_FLAG_INTERLACED_DCT | AV_CODEC_FLAG_INTERLACED_ME;
    if (m->to->oformat->flags & AVFMT_GLOBALHEADER)
        to->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    av_dict_set(&options, "preset", "veryfast", 0);
    av_dict_set(&options, "crf", "10", 0);
    if (film->codec)
        to->qmin = to->qmax = 2; /* good enough for the marks, whatever the rate */
    m->good = m->good && avcodec_open2(to, codec, &options) == 0 &&
              avcodec_parameters_from_context(stream->codecpar, to) >= 0;
    stream->time_base = to->time_base;
    stream->avg_frame_rate = second ? (AVRational){2, 1} : (AVRational){0, 1};
    orient(film, stream);
    return to;
}

static AVCodecContext *open_audio(Making *m)
{
    const TestFilm *film = m->film;
    const AVCodec *codec = avcodec_find_encoder_by_name("aac");
    AVCodecContext *to = avcodec_alloc_context3(codec);
    AVStream *stream = avformat_new_stream(m->to, NULL);
    to->sample_fmt = AV_SAMPLE_FMT_FLTP;
    to->sample_rate = film->sound_rate ? film->sound_rate : 48000;
    to->bit_rate = SOUND_KBPS * 1000;
    av_channel_layout_default(&to->ch_layout, film->sound_channels ? film->sound_channels : 1);
    if (m->to->oformat->flags & AVFMT_GLOBALHEADER)
        to->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    m->good =
        m->good && avcodec_open2(to, codec, NULL) == 0 && avcodec_parameters_from_context(stream->codecpar, to) >= 0;
    to->time_base = stream->time_base = (AVRational){1, to->sample_rate};
    return to;
}

static void put(Making *m, AVCodecContext *codec, int stream, AVFrame *frame)
{
    AUTO_AVPACKET packet = av_packet_alloc();
    m->good = m->good && avcodec_send_frame(codec, frame) == 0;
    while (m->good && avcodec_receive_packet(codec, packet) == 0) {
        packet->stream_index = stream;
        if (!packet->duration && codec->codec_type == AVMEDIA_TYPE_VIDEO)
            packet->duration = av_rescale_q(1, av_inv_q(codec->framerate), codec->time_base);
        av_packet_rescale_ts(packet, codec->time_base, m->to->streams[stream]->time_base);
        m->good = av_interleaved_write_frame(m->to, packet) == 0;
    }
}

static void put_pictures(Making *m, AVCodecContext *codec, int stream, int count, int64_t (*ticks)(int))
{
    AUTO_AVFRAME frame = av_frame_alloc();
    frame->format = codec->pix_fmt;
    frame->width = codec->width;
    frame->height = codec->height;
    m->good = m->good && av_frame_get_buffer(frame, 0) == 0;
    for (int i = 0; i < count && m->good; i++) {
        m->good = av_frame_make_writable(frame) == 0;
        draw(m->film, frame, i);
        frame->pts = av_rescale_q(ticks(i), (AVRational){1, AV_TICKS}, codec->time_base);
        put(m, codec, stream, frame);
    }
    put(m, codec, stream, NULL);
}

static void put_sound(Making *m, AVCodecContext *codec, int stream)
{
    const TestFilm *film = m->film;
    double level = film->sound_level > 0 ? film->sound_level : 0.25;
    int64_t from = film->sound_from_ms * codec->sample_rate / 1000, total = film->sound_ms * codec->sample_rate / 1000;
    AUTO_AVFRAME frame = av_frame_alloc();
    frame->format = codec->sample_fmt;
    frame->sample_rate = codec->sample_rate;
    frame->nb_samples = SOUND_BLOCK;
    m->good = m->good && av_channel_layout_copy(&frame->ch_layout, &codec->ch_layout) == 0 &&
              av_frame_get_buffer(frame, 0) == 0;
    for (int64_t at = 0; at < total && m->good; at += SOUND_BLOCK) {
        m->good = av_frame_make_writable(frame) == 0;
        for (int c = 0; c < codec->ch_layout.nb_channels; c++)
            for (int i = 0; i < SOUND_BLOCK; i++)
                ((float *)(void *)frame->extended_data[c])[i] =
                    (float)(level * sin(2 * M_PI * TONE_HZ * (double)(at + i) / codec->sample_rate));
        frame->pts = from + at + (at > total / 2 ? film->sound_pause_ms * codec->sample_rate / 1000 : 0);
        put(m, codec, stream, frame);
    }
    put(m, codec, stream, NULL);
}

static void add_empty_track(Making *m)
{
    AVStream *stream = avformat_new_stream(m->to, NULL);
    m->good = m->good && stream;
    if (!stream)
        return;
    stream->codecpar->codec_type = AVMEDIA_TYPE_AUDIO;
    stream->codecpar->codec_id = AV_CODEC_ID_PCM_S16LE;
    stream->codecpar->sample_rate = 48000;
    stream->codecpar->bits_per_coded_sample = 16;
    av_channel_layout_default(&stream->codecpar->ch_layout, 1);
}

static int64_t ticks_2(int i)
{
    return (int64_t)i * AV_TICKS / 2;
}

static void make(Making *m)
{
    const TestFilm *film = m->film;
    AVCodecContext *second = film->second_track_frames ? open_video(m, true) : NULL;
    AVCodecContext *video = film->frames ? open_video(m, false) : NULL;
    AVCodecContext *audio = film->sound_ms ? open_audio(m) : NULL;
    int stream = 0;
    for (int i = 0; i < film->empty_tracks; i++)
        add_empty_track(m);
    m->good = m->good && avformat_write_header(m->to, NULL) >= 0;
    if (m->good && second)
        put_pictures(m, second, stream++, film->second_track_frames, ticks_2);
    if (m->good && video)
        put_pictures(m, video, stream++, film->frames, film->ticks ? film->ticks : ticks_25);
    if (m->good && audio)
        put_sound(m, audio, stream);
    m->good = m->good && av_write_trailer(m->to) == 0;
    avcodec_free_context(&second);
    avcodec_free_context(&video);
    avcodec_free_context(&audio);
}

int test_film(Check *c, const TestFilm *film, int64_t *ret_size)
{
    struct stat is;
    Making m = {.film = film, .fd = memfd_create("film", MFD_CLOEXEC), .good = true};
    uint8_t *room = av_malloc(ROOM);
    av_log_set_level(AV_LOG_ERROR);
    m.good = m.fd >= 0 && room &&
             avformat_alloc_output_context2(&m.to, NULL, film->container ? film->container : "mp4", NULL) >= 0;
    if (m.good) {
        m.to->pb = avio_alloc_context(room, ROOM, 1, &m.fd, NULL, write_some, move);
        make(&m);
        avio_flush(m.to->pb);
        av_freep(&m.to->pb->buffer);
        avio_context_free(&m.to->pb);
    }
    avformat_free_context(m.to);
    m.good = m.good && fstat(m.fd, &is) == 0;
    CHECK(c, m.good);
    *ret_size = m.good ? is.st_size : 0;
    return m.good ? m.fd : -1;
}

int test_bytes(Check *c, const void *at, size_t n)
{
    int fd = memfd_create("bytes", MFD_CLOEXEC);
    CHECK(c, fd >= 0 && write(fd, at, n) == (ssize_t)n);
    return fd;
}
