/* Init segment: ftyp and moov (ISO/IEC 14496-12 §4.3, §8.2; ISO/IEC 23000-19 §7.3.1). Nothing in it depends on a clock,
 * on chance or on how long the film is, so that all parts of a track have the same one. */
#include "kernel/cmaf/box.h"
#include "kernel/cmaf/cmaf.h"

enum {
    SIZE_MAX_PIXELS = 16384,
    CHANNELS_MAX = 2,
    RATE_MAX = 0xFFFF, /* 16 bits of the sample entry */
    TIMESCALE_MAX = 1 << 24,
    VIDEO_CONFIG_MIN = 7,
    AUDIO_CONFIG_MIN = 2,
    AUDIO_CONFIG_MAX = 64, /* lengths of descriptors fit in one byte */
};

static bool within(int64_t v, int64_t low, int64_t high)
{
    return low <= v && v <= high;
}

static bool sound_description(const CmafTrack *t)
{
    int64_t config = (int64_t)t->config.n;
    if (!within(t->timescale, 1, TIMESCALE_MAX))
        return false;
    if (t->kind == CMAF_VIDEO)
        return within(t->width, 1, SIZE_MAX_PIXELS) && within(t->height, 1, SIZE_MAX_PIXELS) &&
               within(config, VIDEO_CONFIG_MIN, CMAF_CONFIG_MAX) && t->priming == 0;
    return within(t->rate, 1, RATE_MAX) && within(t->channels, 1, CHANNELS_MAX) &&
           within(config, AUDIO_CONFIG_MIN, AUDIO_CONFIG_MAX) && within(t->priming, 0, RATE_MAX);
}

/* §4.3; brands: 23000-19 §7.2. */
static void put_ftyp(Buf *b)
{
    size_t box = box_begin(b, "ftyp");
    buf_put(b, STR("iso6"));
    put_u32(b, 0);
    buf_put(b, STR("iso6cmfcmp41"));
    box_end(b, box);
}

static void put_matrix(Buf *b)
{
    static const uint32_t unity[9] = {0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000};
    for (int i = 0; i < 9; i++)
        put_u32(b, unity[i]);
}

/* §8.2.2 */
static void put_mvhd(Buf *b, const CmafTrack *t)
{
    size_t box = box_begin_full(b, "mvhd", 0, 0);
    put_zeros(b, 8); /* creation, modification */
    put_u32(b, (uint32_t)t->timescale);
    put_u32(b, 0); /* duration: in the fragments */
    put_u32(b, 0x10000);
    put_u16(b, 0x100);
    put_zeros(b, 10);
    put_matrix(b);
    put_zeros(b, 24);
    put_u32(b, 2); /* next track */
    box_end(b, box);
}

/* §8.3.2 */
static void put_tkhd(Buf *b, const CmafTrack *t)
{
    enum { ENABLED = 1, IN_MOVIE = 2 };
    size_t box = box_begin_full(b, "tkhd", 0, ENABLED | IN_MOVIE);
    put_zeros(b, 8);
    put_u32(b, 1); /* track */
    put_zeros(b, 4 + 4 + 8);
    put_zeros(b, 4); /* layer, alternate group */
    put_u16(b, t->kind == CMAF_AUDIO ? 0x100 : 0);
    put_u16(b, 0);
    put_matrix(b);
    put_u32(b, (uint32_t)t->width << 16);
    put_u32(b, (uint32_t)t->height << 16);
    box_end(b, box);
}

/* §8.6.6: from the first sample heard to the end of all fragments (duration 0). */
static void put_edts(Buf *b, const CmafTrack *t)
{
    if (t->priming == 0)
        return;
    size_t edts = box_begin(b, "edts"), elst = box_begin_full(b, "elst", 0, 0);
    put_u32(b, 1);
    put_u32(b, 0);
    put_u32(b, (uint32_t)t->priming);
    put_u32(b, 0x10000);
    box_end(b, elst);
    box_end(b, edts);
}

/* §8.4.2, §8.4.3 */
static void put_mdhd_hdlr(Buf *b, const CmafTrack *t)
{
    enum { LANGUAGE_UND = 0x55C4 };
    size_t box = box_begin_full(b, "mdhd", 0, 0);
    put_zeros(b, 8);
    put_u32(b, (uint32_t)t->timescale);
    put_u32(b, 0);
    put_u16(b, LANGUAGE_UND);
    put_u16(b, 0);
    box_end(b, box);
    box = box_begin_full(b, "hdlr", 0, 0);
    put_u32(b, 0);
    buf_put(b, t->kind == CMAF_VIDEO ? STR("vide") : STR("soun"));
    put_zeros(b, 12);
    buf_put(b, t->kind == CMAF_VIDEO ? STR("video") : STR("audio"));
    put_u8(b, 0);
    box_end(b, box);
}

/* §12.1.2, §12.2.2, §8.7.2 */
static void put_media_header(Buf *b, const CmafTrack *t)
{
    size_t box = t->kind == CMAF_VIDEO ? box_begin_full(b, "vmhd", 0, 1) : box_begin_full(b, "smhd", 0, 0);
    put_zeros(b, t->kind == CMAF_VIDEO ? 8 : 4);
    box_end(b, box);
    size_t dinf = box_begin(b, "dinf"), dref = box_begin_full(b, "dref", 0, 0);
    put_u32(b, 1);
    box_end(b, box_begin_full(b, "url ", 0, 1)); /* in this file */
    box_end(b, dref);
    box_end(b, dinf);
}

/* §12.1.3; avcC: 14496-15 §5.4.2.1; colr: §12.1.5, the BT.709 of every film we write (ITU-T H.273). */
static void put_avc1(Buf *b, const CmafTrack *t)
{
    size_t avc1 = box_begin(b, "avc1");
    put_zeros(b, 6);
    put_u16(b, 1);
    put_zeros(b, 16);
    put_u16(b, (unsigned)t->width);
    put_u16(b, (unsigned)t->height);
    put_u32(b, 72 << 16);
    put_u32(b, 72 << 16);
    put_u32(b, 0);
    put_u16(b, 1);
    put_zeros(b, 32); /* compressor name */
    put_u16(b, 24);
    put_u16(b, 0xFFFF);
    size_t box = box_begin(b, "avcC");
    buf_put(b, t->config);
    box_end(b, box);
    box = box_begin(b, "colr");
    buf_put(b, STR("nclx"));
    put_u16(b, 1);
    put_u16(b, 1);
    put_u16(b, 1);
    put_u8(b, 0);
    box_end(b, box);
    box = box_begin(b, "pasp");
    put_u32(b, 1);
    put_u32(b, 1);
    box_end(b, box);
    box_end(b, avc1);
}

/* 14496-14 §6.7, with the descriptors of 14496-1 §7.2.6: each length fits in one byte, the configuration being short.
 */
static void put_esds(Buf *b, const CmafTrack *t)
{
    enum { ES = 3, DECODER = 4, SPECIFIC = 5, SYNC_LAYER = 6, AUDIO_14496_3 = 0x40, AUDIO_STREAM = 5 << 2 | 1 };
    unsigned specific = (unsigned)t->config.n, decoder = 13 + 2 + specific, es = 3 + 2 + decoder + 3;
    size_t box = box_begin_full(b, "esds", 0, 0);
    put_u8(b, ES);
    put_u8(b, es);
    put_u16(b, 0);
    put_u8(b, 0);
    put_u8(b, DECODER);
    put_u8(b, decoder);
    put_u8(b, AUDIO_14496_3);
    put_u8(b, AUDIO_STREAM);
    put_u24(b, 0);
    put_u32(b, (uint32_t)t->bandwidth);
    put_u32(b, (uint32_t)t->bandwidth);
    put_u8(b, SPECIFIC);
    put_u8(b, specific);
    buf_put(b, t->config);
    put_u8(b, SYNC_LAYER);
    put_u8(b, 1);
    put_u8(b, 2);
    box_end(b, box);
}

/* §12.2.3 */
static void put_mp4a(Buf *b, const CmafTrack *t)
{
    size_t mp4a = box_begin(b, "mp4a");
    put_zeros(b, 6);
    put_u16(b, 1);
    put_zeros(b, 8);
    put_u16(b, (unsigned)t->channels);
    put_u16(b, 16);
    put_u32(b, 0);
    put_u32(b, (uint32_t)t->rate << 16);
    put_esds(b, t);
    box_end(b, mp4a);
}

/* §8.5: a description and four empty tables. */
static void put_stbl(Buf *b, const CmafTrack *t)
{
    static const char *const empty[] = {"stts", "stsc", "stsz", "stco"};
    size_t stbl = box_begin(b, "stbl"), stsd = box_begin_full(b, "stsd", 0, 0);
    put_u32(b, 1);
    if (t->kind == CMAF_VIDEO)
        put_avc1(b, t);
    else
        put_mp4a(b, t);
    box_end(b, stsd);
    for (int i = 0; i < 4; i++) {
        size_t box = box_begin_full(b, empty[i], 0, 0);
        put_zeros(b, i == 2 ? 8 : 4); /* stsz has a common size before its count */
        box_end(b, box);
    }
    box_end(b, stbl);
}

static void put_trak(Buf *b, const CmafTrack *t)
{
    size_t trak = box_begin(b, "trak");
    put_tkhd(b, t);
    put_edts(b, t);
    size_t mdia = box_begin(b, "mdia");
    put_mdhd_hdlr(b, t);
    size_t minf = box_begin(b, "minf");
    put_media_header(b, t);
    put_stbl(b, t);
    box_end(b, minf);
    box_end(b, mdia);
    box_end(b, trak);
}

/* §8.8.3: every default is said again in each fragment, where it can be seen. */
static void put_mvex(Buf *b)
{
    size_t mvex = box_begin(b, "mvex"), trex = box_begin_full(b, "trex", 0, 0);
    put_u32(b, 1);
    put_u32(b, 1);
    put_zeros(b, 12);
    box_end(b, trex);
    box_end(b, mvex);
}

Rc cmaf_init_segment(Ctx *cx, const CmafTrack *t, Buf *out)
{
    (void)cx;
    if (!sound_description(t))
        return ERR_INVALID;
    put_ftyp(out);
    size_t moov = box_begin(out, "moov");
    put_mvhd(out, t);
    put_trak(out, t);
    put_mvex(out);
    box_end(out, moov);
    return out->rc;
}
