/* The still picture that stands for a film: the first one that shows something, as a small JPEG. */
#ifndef KERNEL_AV_AV_POSTER_H
#define KERNEL_AV_AV_POSTER_H

#include "kernel/av/av_scale.h"

struct AVFrame;

enum { AV_POSTER_WIDTH_MAX = 480, AV_POSTER_BYTES_MAX = 12000 };

typedef struct AvPoster AvPoster;
/* `shown`: size of the film, upright. */
Rc av_poster_new(Ctx *cx, AvSize shown, AvOrientation orientation, AvHdr hdr, AvPoster **ret) MUST;
void av_poster_free(AvPoster *p); /* accepts NULL */

/* Looks at a decoded picture and keeps the better one. `*ret_good`: it is neither black, nor white, nor empty; there is
 * no need to look on. */
Rc av_poster_offer(Ctx *cx, AvPoster *p, struct AVFrame *picture, bool *ret_good) MUST;

/* At most AV_POSTER_BYTES_MAX bytes: quality first, then size. ERR_MISSING: nothing was offered. */
Rc av_poster_jpeg(Ctx *cx, AvPoster *p, Buf *out) MUST;

#endif
