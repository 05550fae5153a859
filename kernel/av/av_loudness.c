/* The meter is libavfilter's ebur128, which writes what it knows so far into each frame that leaves it. */
#include "kernel/av/av_loudness.h"

#include "kernel/av/av_error.h"
#include "kernel/av/av_filter.h"
#include "kernel/av/av_sound.h"
#include "kernel/av/libav.h"

#include <math.h>

#define NOTHING_HEARD (-70.0)
#define DECIBELS 20.0

struct AvLoudnessMeter {
    AvFilter *filter;
    AVFrame *out;
    AvLoudness last;
};

double av_loudness_gain(const AvLoudness *l)
{
    if (l->integrated_lufs <= AV_LOUDNESS_SILENCE)
        return 1;
    double wanted = fmin(AV_LOUDNESS_TARGET - l->integrated_lufs, AV_LOUDNESS_GAIN_MAX);
    if (l->true_peak > 0)
        wanted = fmin(wanted, AV_LOUDNESS_PEAK_MAX - DECIBELS * log10(l->true_peak));
    return pow(10, wanted / DECIBELS);
}

Rc av_loudness_new(Ctx *cx, AvLoudnessMeter **ret)
{
    AvLoudnessMeter *m = arena_get(cx->arena, sizeof *m);
    if (!m)
        return ERR_NOMEM;
    *m = (AvLoudnessMeter){.out = av_frame_alloc(), .last = {.integrated_lufs = NOTHING_HEARD}};
    /* One channel is heard from two loudspeakers: as loud as the same sound in stereo. */
    Rc rc = m->out ? av_filter_new(cx, "ebur128=metadata=1:peak=true:dualmono=1:framelog=verbose", NULL, &m->filter)
                   : ERR_NOMEM;
    if (rc != OK) {
        av_loudness_free(m);
        return rc;
    }
    *ret = m;
    return OK;
}

void av_loudness_free(AvLoudnessMeter *m)
{
    if (!m)
        return;
    av_filter_free(m->filter);
    av_frame_free(&m->out);
}

static void read_number(const AVFrame *frame, const char *key, double *ret)
{
    const AVDictionaryEntry *entry = av_dict_get(frame->metadata, key, NULL, 0);
    double value = entry ? strtod(entry->value, NULL) : NAN;
    if (isfinite(value))
        *ret = value;
}

static void note(AvLoudnessMeter *m)
{
    double left = 0, right = 0;
    read_number(m->out, "lavfi.r128.I", &m->last.integrated_lufs);
    read_number(m->out, "lavfi.r128.true_peaks_ch0", &left);
    read_number(m->out, "lavfi.r128.true_peaks_ch1", &right);
    m->last.true_peak = fmax(m->last.true_peak, fmax(left, right));
}

static Rc drain(Ctx *cx, AvLoudnessMeter *m)
{
    for (;;) {
        Rc rc = av_filter_pull(cx, m->filter, m->out);
        if (rc != OK)
            return rc == ERR_BUSY || rc == ERR_MISSING ? OK : rc;
        note(m);
    }
}

Rc av_loudness_add(Ctx *cx, AvLoudnessMeter *m, AVFrame *frame)
{
    TRY(av_filter_push(cx, m->filter, frame));
    return drain(cx, m);
}

Rc av_loudness_read(Ctx *cx, AvLoudnessMeter *m, AvLoudness *ret)
{
    TRY(av_filter_push(cx, m->filter, NULL));
    TRY(drain(cx, m));
    *ret = m->last;
    return OK;
}
