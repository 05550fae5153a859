/* Pictures of a film one after the other, from a moment on. Damage costs the pictures it hits and nothing else. */
#ifndef KERNEL_AV_AV_DECODE_H
#define KERNEL_AV_AV_DECODE_H

#include "kernel/av/av_geometry.h"
#include "kernel/av/av_input.h"

struct AVFrame;

typedef struct AvDecoder AvDecoder;

/* Pictures of the track `stream`, the first one not later than the tick `from` where the film has such a one, so that
 * what is on the screen at `from` is known. Keeps `in`, which reads nothing else meanwhile. ERR_REFUSED
 * media.unsupported_codec, media.too_large_picture, media.not_a_film (no such track); ERR_IO, ERR_NOMEM. */
Rc av_decoder_open(Ctx *cx, AvInput *in, int64_t stream, int64_t from, AvDecoder **ret) MUST;
void av_decoder_close(AvDecoder *d); /* accepts NULL */

/* The next picture, borrowed until the next call, deinterlaced where it is marked as interlaced, and its time (≥ 0).
 * ERR_MISSING: the film ends here. */
Rc av_decoder_next(Ctx *cx, AvDecoder *d, struct AVFrame **ret, int64_t *ret_at) MUST;

/* The picture that the last call but one of next gave; NULL: there was none. Borrowed likewise. */
struct AVFrame *av_decoder_before(const AvDecoder *d);

/* Of the coded pictures in square pixels, as they lie in the file: not turned. */
AvSize av_decoder_size(const AvDecoder *d);
/* As the container says, > 0. */
int64_t av_decoder_fps_milli(const AvDecoder *d);

/* Packets that could not be decoded. */
int64_t av_decoder_damaged(const AvDecoder *d);

#endif
