/* Geometry and colours as one chain of filters: av_scale.h. */
#include "kernel/av/av_scale.h"

#include "kernel/av/av_error.h"
#include "kernel/av/av_filter.h"
#include "kernel/av/libav.h"

const char *const av_hdr_names[AV_HDR_COUNT + 1] = {"none", "pq", "hlg", NULL};

enum { HD_LINES = 720, TURN_MAX = 40, CHAIN_MAX = 800 };

/* The luminance that is 1 before the curve of the tone mapping. At 100 cd/m² paper white (203 cd/m², ITU-R BT.2408)
 * comes out at three quarters of the range, and hybrid log-gamma as plain screens show it. */
static const char *const hdr_source[AV_HDR_COUNT] = {
    [AV_HDR_PQ] = "tin=smpte2084:npl=100",
    [AV_HDR_HLG] = "tin=arib-std-b67:npl=100",
};

struct AvScaler {
    AvScaleSpec spec;
    AvFilter *filter;
    AVFrame *out;
    const char *matrix, *range; /* of the pictures it is set up for */
};

static const char *matrix_of(const AVFrame *f)
{
    switch (f->colorspace) {
    case AVCOL_SPC_BT709:
        return "bt709";
    case AVCOL_SPC_BT2020_NCL:
    case AVCOL_SPC_BT2020_CL:
        return "bt2020";
    case AVCOL_SPC_SMPTE240M:
        return "smpte240m";
    case AVCOL_SPC_FCC:
        return "fcc";
    case AVCOL_SPC_BT470BG:
    case AVCOL_SPC_SMPTE170M:
        return "bt601";
    default: /* said by nobody: what players assume by size */
        return f->width >= f->height && f->height < HD_LINES ? "bt601" : "bt709";
    }
}

static bool named_full(int format)
{
    return format == AV_PIX_FMT_YUVJ420P || format == AV_PIX_FMT_YUVJ422P || format == AV_PIX_FMT_YUVJ444P ||
           format == AV_PIX_FMT_YUVJ440P || format == AV_PIX_FMT_YUVJ411P;
}

static const char *range_of(const AVFrame *f)
{
    const AVPixFmtDescriptor *is = av_pix_fmt_desc_get(f->format);
    bool full = f->color_range == AVCOL_RANGE_JPEG || named_full(f->format) || (is && is->flags & AV_PIX_FMT_FLAG_RGB);
    return full ? "pc" : "tv";
}

static const char *turn_of(int rotation)
{
    switch (rotation) {
    case 90:
        return ",transpose=clock";
    case 180:
        return ",hflip,vflip";
    case 270:
        return ",transpose=cclock";
    default:
        return "";
    }
}

/* Made small first: everything behind it then costs less. */
static Rc describe(Ctx *cx, AvScaler *s)
{
    const AvScaleSpec *is = &s->spec;
    AvSize lying = av_turned(is->size, is->orientation.rotation);
    bool map = is->hdr != AV_HDR_NONE && avfilter_get_by_name("zscale") && avfilter_get_by_name("tonemap");
    char chain[CHAIN_MAX], mapping[CHAIN_MAX] = "";
    const char *out_matrix = map ? "bt2020" : is->jpeg ? "bt601" : "bt709";
    const char *out_range = !map && is->jpeg ? "pc" : "tv", *last = is->jpeg ? "yuvj420p" : "yuv420p";
    if (map)
        snprintf(mapping, sizeof mapping,
                 ",format=yuv420p10le,zscale=%s:min=bt2020nc:pin=bt2020:rin=tv:t=linear:p=bt2020,format=gbrpf32le,"
                 "zscale=p=bt709,"
                 "tonemap=tonemap=hable:desat=0,zscale=t=bt709:p=bt709:m=%s:r=%s",
                 hdr_source[is->hdr], is->jpeg ? "170m" : "709", is->jpeg ? "pc" : "tv");
    snprintf(chain, sizeof chain,
             "scale=w=%lld:h=%lld:flags=bicubic+accurate_rnd+bitexact:in_color_matrix=%s:in_range=%s:"
             "out_color_matrix=%s:out_range=%s%s,format=%s%s%s,setsar=1",
             (long long)lying.width, (long long)lying.height, s->matrix, s->range, out_matrix, out_range, mapping, last,
             is->orientation.mirror ? ",hflip" : "", turn_of(is->orientation.rotation));
    if (s->filter)
        return av_filter_describe(cx, s->filter, chain);
    return av_filter_new(cx, chain, NULL, &s->filter);
}

Rc av_scaler_new(Ctx *cx, const AvScaleSpec *spec, AvScaler **ret)
{
    AvScaler *s = arena_get(cx->arena, sizeof *s);
    if (!s)
        return ERR_NOMEM;
    *s = (AvScaler){.spec = *spec, .out = av_frame_alloc()};
    if (!s->out)
        return ERR_NOMEM;
    *ret = s;
    return OK;
}

void av_scaler_free(AvScaler *s)
{
    if (!s)
        return;
    av_filter_free(s->filter);
    av_frame_free(&s->out);
}

Rc av_scaler_run(Ctx *cx, AvScaler *s, AVFrame *picture, AVFrame **ret)
{
    const char *matrix = s->spec.hdr == AV_HDR_NONE ? matrix_of(picture) : "bt2020", *range = range_of(picture);
    if (matrix != s->matrix || range != s->range) {
        s->matrix = matrix;
        s->range = range;
        TRY(describe(cx, s));
    }
    TRY(av_filter_push(cx, s->filter, picture));
    Rc rc = av_filter_pull(cx, s->filter, s->out);
    if (rc != OK)
        return rc == ERR_BUSY || rc == ERR_MISSING ? av_failed(cx, AVERROR_BUG, "scaling a picture") : rc;
    s->out->colorspace = s->spec.jpeg ? AVCOL_SPC_SMPTE170M : AVCOL_SPC_BT709;
    s->out->color_range = s->spec.jpeg ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
    *ret = s->out;
    return OK;
}
