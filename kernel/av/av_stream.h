/* The two tracks of a film that are used: its pictures and its sound. Which they are follows from the bytes alone, so
 * each process that opens the film chooses alike. Internal to kernel/av. */
#ifndef KERNEL_AV_AV_STREAM_H
#define KERNEL_AV_AV_STREAM_H

#include "kernel/av/av_geometry.h"
#include "kernel/av/av_input.h"

struct AVStream;
struct AVCodecContext;

typedef struct {
    struct AVStream *video, *audio; /* NULL: none */
    bool undecodable;               /* there is one that no decoder of the list can read */
} AvTracks;

/* Pictures: not a cover, not the slow second track that phones write beside the film. The first one counts, one marked
 * as default before others. */
AvTracks av_tracks(AvInput *in);

/* Upright size in square pixels, as a player shows it. */
AvSize av_stream_shown(const struct AVStream *video);
AvOrientation av_stream_orientation(const struct AVStream *video);
/* Pictures per 1000 seconds; 0 = not known. */
int64_t av_stream_fps_milli(const struct AVStream *video);

/* An open decoder of the track; freed with avcodec_free_context. ERR_REFUSED media.unsupported_codec,
 * media.too_large_picture; ERR_NOMEM. */
Rc av_stream_decoder(Ctx *cx, const struct AVStream *stream, struct AVCodecContext **ret) MUST;
/* ERR_REFUSED media.too_large_picture. */
Rc av_stream_fits(Ctx *cx, int64_t width, int64_t height) MUST;

#endif
