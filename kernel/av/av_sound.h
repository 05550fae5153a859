/* The sound of a film as one unbroken line of samples: 48 kHz, mono or stereo, planar floats, from 0 to the film's end.
 * Where the film has no sound there is silence, where it has too much the surplus goes, so that sample n is heard at
 * n / 48000 s whatever the file's clock did. Internal to kernel/av. */
#ifndef KERNEL_AV_AV_SOUND_H
#define KERNEL_AV_AV_SOUND_H

#include "kernel/av/av_input.h"

struct AVFrame;

enum {
    AV_SOUND_RATE = 48000,
    AV_SOUND_FRAME = 1024, /* samples of an AAC-LC frame (14496-3 §4.5.1.1) */
    AV_SOUND_SLIP = 2304,  /* 48 ms between the file's clock and ours, before we believe the file */
};

typedef struct AvSound AvSound;

/* From the beginning of `in`, which must have read nothing yet. ERR_REFUSED media.unsupported_codec, media.not_a_film.
 */
Rc av_sound_open(Ctx *cx, AvInput *in, int64_t stream, int64_t duration_ms, AvSound **ret) MUST;
void av_sound_close(AvSound *s);          /* accepts NULL */
int av_sound_channels(const AvSound *s);  /* 1 or 2 */
int64_t av_sound_total(const AvSound *s); /* samples until the end of the film, in whole frames */
int64_t av_sound_damaged(const AvSound *s);

/* The next AV_SOUND_FRAME samples, borrowed until the next call; pts counts samples. ERR_MISSING: the film is over. */
Rc av_sound_next(Ctx *cx, AvSound *s, struct AVFrame **ret) MUST;

#endif
