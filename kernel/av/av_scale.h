/* A decoded picture as a rung shows it: upright, in the rung's size, standard dynamic range, BT.709 in limited range,
 * 4:2:0. A rung may be made from the picture of the one above it. */
#ifndef KERNEL_AV_AV_SCALE_H
#define KERNEL_AV_AV_SCALE_H

#include "base/ctx.h"
#include "kernel/av/av_geometry.h"

struct AVFrame;

/* ITU-R BT.2100: pictures in perceptual quantisation or hybrid log-gamma are tone-mapped by zscale and tonemap. A libav
 * built without zscale shows them pale, as if they were none: still a film. */
typedef enum { AV_HDR_NONE, AV_HDR_PQ, AV_HDR_HLG, AV_HDR_COUNT } AvHdr;
extern const char *const av_hdr_names[AV_HDR_COUNT + 1];

typedef struct {
    AvSize size; /* as shown: after the rotation */
    AvOrientation orientation;
    AvHdr hdr;
    bool jpeg; /* full range and the BT.601 matrix instead: what JFIF means */
} AvScaleSpec;

typedef struct AvScaler AvScaler;
Rc av_scaler_new(Ctx *cx, const AvScaleSpec *spec, AvScaler **ret) MUST;
void av_scaler_free(AvScaler *s); /* accepts NULL */

/* `*ret` is borrowed until the next call. */
Rc av_scaler_run(Ctx *cx, AvScaler *s, struct AVFrame *picture, struct AVFrame **ret) MUST;

#endif
