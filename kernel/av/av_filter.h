/* Pictures and sound through filters: one input, one output. The graph is built for the first frame and again whenever
 * a frame is of another size or format, which films may do in their middle. Internal to kernel/av. */
#ifndef KERNEL_AV_AV_FILTER_H
#define KERNEL_AV_AV_FILTER_H

#include "base/ctx.h"

struct AVFrame;
struct AVStream;

typedef struct AvFilter AvFilter;

/* `description` in libavfilter's language, copied. Times of frames are in the stream's time base; NULL: 1/90000 s. */
Rc av_filter_new(Ctx *cx, const char *description, const struct AVStream *stream, AvFilter **ret) MUST;
void av_filter_free(AvFilter *f); /* accepts NULL */
/* From the next frame on. */
Rc av_filter_describe(Ctx *cx, AvFilter *f, const char *description) MUST;

/* Takes a reference of the frame; NULL: nothing more comes. */
Rc av_filter_push(Ctx *cx, AvFilter *f, struct AVFrame *frame) MUST;
/* A finished frame. ERR_BUSY: give it more first. ERR_MISSING: that was the last one. */
Rc av_filter_pull(Ctx *cx, AvFilter *f, struct AVFrame *ret) MUST;

#endif
