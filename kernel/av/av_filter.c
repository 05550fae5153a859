/* The life of one graph: av_filter.h. */
#include "kernel/av/av_filter.h"

#include "kernel/av/av_error.h"
#include "kernel/av/av_timeline.h"
#include "kernel/av/libav.h"

enum { DESCRIPTION_MAX = 1000 };

struct AvFilter {
    char description[DESCRIPTION_MAX];
    AVRational time_base;
    AVFilterGraph *graph; /* NULL: to be built for the next frame */
    AVFilterContext *source, *sink;
    int format, width, height, rate, channels; /* of the frames it was built for */
    bool ended;
};

Rc av_filter_describe(Ctx *cx, AvFilter *f, const char *description)
{
    if (snprintf(f->description, sizeof f->description, "%s", description) >= DESCRIPTION_MAX)
        return av_failed(cx, AVERROR_BUG, "describing a filter");
    avfilter_graph_free(&f->graph);
    return OK;
}

Rc av_filter_new(Ctx *cx, const char *description, const AVStream *stream, AvFilter **ret)
{
    AvFilter *f = arena_get(cx->arena, sizeof *f);
    if (!f)
        return ERR_NOMEM;
    f->time_base = stream ? stream->time_base : (AVRational){1, AV_TICKS};
    TRY(av_filter_describe(cx, f, description));
    *ret = f;
    return OK;
}

void av_filter_free(AvFilter *f)
{
    if (f)
        avfilter_graph_free(&f->graph);
}

static int make_source(AvFilter *f, const AVFrame *frame)
{
    bool sound = frame->sample_rate > 0;
    AVBufferSrcParameters *is = av_buffersrc_parameters_alloc();
    if (!is)
        return AVERROR(ENOMEM);
    is->format = frame->format;
    is->time_base = f->time_base;
    is->width = frame->width;
    is->height = frame->height;
    is->sample_aspect_ratio = (AVRational){1, 1};
    is->sample_rate = frame->sample_rate;
    libav_source_colours(is, frame);
    int bad = sound ? av_channel_layout_copy(&is->ch_layout, &frame->ch_layout) : 0;
    f->source = avfilter_graph_alloc_filter(f->graph, avfilter_get_by_name(sound ? "abuffer" : "buffer"), "source");
    if (!f->source)
        bad = AVERROR(ENOMEM);
    if (bad >= 0)
        bad = av_buffersrc_parameters_set(f->source, is);
    if (bad >= 0)
        bad = avfilter_init_dict(f->source, NULL);
    av_channel_layout_uninit(&is->ch_layout);
    av_free(is);
    return bad;
}

static int make_graph(AvFilter *f, const AVFrame *frame)
{
    AVFilterInOut *into = NULL, *out_of = NULL;
    f->graph = avfilter_graph_alloc();
    if (!f->graph)
        return AVERROR(ENOMEM);
    f->graph->nb_threads = 1;
    int bad = make_source(f, frame);
    if (bad >= 0)
        bad = avfilter_graph_create_filter(&f->sink,
                                           avfilter_get_by_name(frame->sample_rate > 0 ? "abuffersink" : "buffersink"),
                                           "sink", NULL, NULL, f->graph);
    if (bad < 0)
        return bad;
    bad = avfilter_graph_parse2(f->graph, f->description, &into, &out_of);
    if (bad >= 0)
        bad = into && out_of ? avfilter_link(f->source, 0, into->filter_ctx, (unsigned)into->pad_idx) : AVERROR_BUG;
    if (bad >= 0)
        bad = avfilter_link(out_of->filter_ctx, (unsigned)out_of->pad_idx, f->sink, 0);
    avfilter_inout_free(&into);
    avfilter_inout_free(&out_of);
    return bad < 0 ? bad : avfilter_graph_config(f->graph, NULL);
}

static bool suits(const AvFilter *f, const AVFrame *frame)
{
    return f->graph && f->format == frame->format && f->width == frame->width && f->height == frame->height &&
           f->rate == frame->sample_rate && f->channels == frame->ch_layout.nb_channels;
}

static Rc build(Ctx *cx, AvFilter *f, const AVFrame *frame)
{
    avfilter_graph_free(&f->graph);
    int bad = make_graph(f, frame);
    if (bad < 0) {
        avfilter_graph_free(&f->graph);
        return av_failed(cx, bad, f->description);
    }
    f->format = frame->format;
    f->width = frame->width;
    f->height = frame->height;
    f->rate = frame->sample_rate;
    f->channels = frame->ch_layout.nb_channels;
    return OK;
}

Rc av_filter_push(Ctx *cx, AvFilter *f, AVFrame *frame)
{
    f->ended |= !frame;
    if (frame && !suits(f, frame))
        TRY(build(cx, f, frame));
    if (!f->graph)
        return OK;
    int bad = av_buffersrc_add_frame_flags(f->source, frame, AV_BUFFERSRC_FLAG_KEEP_REF);
    return bad < 0 ? av_failed(cx, bad, f->description) : OK;
}

Rc av_filter_pull(Ctx *cx, AvFilter *f, AVFrame *ret)
{
    av_frame_unref(ret);
    if (!f->graph)
        return f->ended ? ERR_MISSING : ERR_BUSY;
    int bad = av_buffersink_get_frame(f->sink, ret);
    if (bad == AVERROR(EAGAIN))
        return ERR_BUSY;
    if (bad == AVERROR_EOF)
        return ERR_MISSING;
    if (bad < 0)
        return av_failed(cx, bad, f->description);
    if (ret->pts != AV_NOPTS_VALUE)
        ret->pts = av_rescale_q(ret->pts, av_buffersink_get_time_base(f->sink), f->time_base);
    return OK;
}
