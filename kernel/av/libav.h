/* libav as this folder sees it: its headers, owners that let go by themselves, and what differs between the versions of
 * Debian 12 (FFmpeg 5.1) and Debian 13 (7.1). Internal to kernel/av: its public headers name libav's types at most. */
#ifndef KERNEL_AV_LIBAV_H
#define KERNEL_AV_LIBAV_H

#include "base/ctx.h"

#include <libavcodec/avcodec.h>
#include <libavfilter/avfilter.h>
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
#include <libavformat/avformat.h>
#include <libavutil/audio_fifo.h>
#include <libavutil/avstring.h>
#include <libavutil/channel_layout.h>
#include <libavutil/display.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libswresample/swresample.h>

#define AUTO_AVFRAME __attribute__((cleanup(av_frame_free))) AVFrame *
#define AUTO_AVPACKET __attribute__((cleanup(av_packet_free))) AVPacket *
#define AUTO_AVDICT __attribute__((cleanup(av_dict_free))) AVDictionary *

/* The display matrix of a track (nine numbers of 14496-12 §6.2.2), or NULL. */
static inline const int32_t *libav_display_matrix(const AVStream *stream)
{
#if LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(60, 31, 102)
    const AVPacketSideData *side = av_packet_side_data_get(
        stream->codecpar->coded_side_data, stream->codecpar->nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX);
    return side && side->size >= 9 * sizeof(int32_t) ? (const int32_t *)(const void *)side->data : NULL;
#else
    size_t size = 0;
    const uint8_t *side = av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
    return side && size >= 9 * sizeof(int32_t) ? (const int32_t *)(const void *)side : NULL;
#endif
}

static inline bool libav_interlaced(const AVFrame *frame)
{
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(58, 7, 100)
    return (frame->flags & AV_FRAME_FLAG_INTERLACED) != 0;
#else
    return frame->interlaced_frame != 0;
#endif
}

/* What the filters must know of the pictures' colours before the first one comes. */
static inline void libav_source_colours(AVBufferSrcParameters *to, const AVFrame *frame)
{
#if LIBAVFILTER_VERSION_INT >= AV_VERSION_INT(9, 16, 100)
    to->color_space = frame->colorspace;
    to->color_range = frame->color_range;
#else
    (void)to;
    (void)frame;
#endif
}

#endif
