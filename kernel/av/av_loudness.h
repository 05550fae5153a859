/* How loud a film is, and the one gain that brings it to where all films are (EBU R 128, ITU-R BS.1770-4). */
#ifndef KERNEL_AV_AV_LOUDNESS_H
#define KERNEL_AV_AV_LOUDNESS_H

#include "base/ctx.h"

struct AVFrame;

typedef struct {
    double integrated_lufs; /* -70 and below: nothing but silence */
    double true_peak;       /* linear; 1 = full scale */
} AvLoudness;

#define AV_LOUDNESS_TARGET (-18.0)  /* LUFS: speech on phones and laptops */
#define AV_LOUDNESS_PEAK_MAX (-1.5) /* dBTP: room for the encoder's overshoot */
#define AV_LOUDNESS_GAIN_MAX 24.0   /* dB: beyond it, it is noise that is made loud */
#define AV_LOUDNESS_SILENCE (-69.0) /* LUFS */

/* Factor for each sample: to the target, but never so that the peak passes its bound. Silence stays as it is. */
double av_loudness_gain(const AvLoudness *l);

typedef struct AvLoudnessMeter AvLoudnessMeter;
Rc av_loudness_new(Ctx *cx, AvLoudnessMeter **ret) MUST;
void av_loudness_free(AvLoudnessMeter *m); /* accepts NULL */
/* Frames as av_sound gives them. */
Rc av_loudness_add(Ctx *cx, AvLoudnessMeter *m, struct AVFrame *frame) MUST;
/* After the last. */
Rc av_loudness_read(Ctx *cx, AvLoudnessMeter *m, AvLoudness *ret) MUST;

#endif
