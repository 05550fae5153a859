/* H.264 for one rung. Two encoders of the same specification give the same parameter sets, so their parts need one init
 * segment only; the same pictures give the same bytes on each processor. */
#ifndef KERNEL_AV_AV_VIDEO_ENCODER_H
#define KERNEL_AV_AV_VIDEO_ENCODER_H

#include "base/ctx.h"
#include "kernel/av/av_geometry.h"

struct AVFrame;

enum { AV_CAP_KBPS_MIN = 16, AV_CAP_KBPS_MAX = 50000, AV_QUALITY_CRF = 23 };

typedef struct {
    AvSize size;
    int64_t cap_kbps;  /* of the rate, over one second of film */
    Str preset;        /* x264's: "medium", "veryfast"… */
    int64_t fps_milli; /* expected pictures in 1000 s: chooses the level; the real times may differ */
} AvVideoSpec;

/* An access unit, in decode order. */
typedef struct {
    Str data; /* Annex B, borrowed for the call */
    int64_t pts;
    bool key; /* IDR: nothing behind it needs what came before */
} AvUnit;
typedef Rc (*AvUnitSink)(Ctx *cx, void *arg, const AvUnit *unit);

typedef struct AvVideoEncoder AvVideoEncoder;
/* ERR_INVALID: a specification out of range. */
Rc av_video_encoder_new(Ctx *cx, const AvVideoSpec *spec, AvVideoEncoder **ret) MUST;
void av_video_encoder_free(AvVideoEncoder *e); /* accepts NULL */
/* Parameter sets, Annex B. The encoder's. */
Str av_video_encoder_header(const AvVideoEncoder *e);

/* A picture of the specified size as av_scale makes it, shown at `pts` (rising, ticks). NULL: none comes any more, and
 * what is still waiting is given to the sink. Keeps no picture of the caller's. */
Rc av_video_encoder_push(Ctx *cx, AvVideoEncoder *e, struct AVFrame *picture, int64_t pts, bool key, AvUnitSink sink,
                         void *arg) MUST;

#endif
