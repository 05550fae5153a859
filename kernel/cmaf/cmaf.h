/* CMAF tracks (ISO/IEC 23000-19) in the ISO base media file format (ISO/IEC 14496-12): one track for each file, written
 * as an init segment and fragments that can be made in parts by different processes and joined without change. Knows
 * neither codecs' insides nor libav; does not encode.
 *
 * Time. All times are ticks of the track's timescale, counted from the beginning of the film. A segment is one fragment
 * (moof and mdat), begins with a sync sample and is closed: all of it can be decoded without another one. So decode
 * times need not come from an encoder: the samples, in decode order, get the presentation times of the segment in
 * rising order (signed composition offsets, 14496-12 §8.8.8), which makes a segment's decode time equal to its earliest
 * presentation time and leaves no edit list for video. For audio one edit list skips the encoder's priming: what is
 * heard lies `priming` ticks before the times written. */
#ifndef KERNEL_CMAF_CMAF_H
#define KERNEL_CMAF_CMAF_H

#include "base/ctx.h"

typedef enum { CMAF_VIDEO, CMAF_AUDIO } CmafKind;

enum {
    CMAF_CONFIG_MAX = 4096,      /* bytes of a decoder configuration */
    CMAF_INIT_MAX = 16 << 10,    /* bytes of an init segment */
    CMAF_SAMPLES_MAX = 2000,     /* in a segment */
    CMAF_SEGMENT_MAX = 64 << 20, /* bytes of a segment */
    CMAF_SEGMENTS_MAX = 65535,   /* in a track: 16 bits of sidx (14496-12 §8.16.3) */
    CMAF_PART_SEQUENCES = 1000,  /* sequence numbers a part may use */
    CMAF_PARTS_MAX = 4096,
};

/* Segment `i` (from 0) of part `part` (from 0) carries this sequence number; part 0 begins with 1. */
#define CMAF_SEQUENCE(part, i) ((uint32_t)((part)*CMAF_PART_SEQUENCES + 1 + (i)))

/* Plain data; equal descriptions give byte-identical init segments. */
typedef struct {
    CmafKind kind;
    Str config;             /* video: AVCDecoderConfigurationRecord (14496-15 §5.3.3), as libx264's extradata through
                               cmaf_avcc; audio: AudioSpecificConfig (14496-3 §1.6.2.1) */
    int64_t timescale;      /* ticks per second: 90000 for video, the sample rate for audio */
    int64_t width, height;  /* video: of the coded picture, square pixels */
    int64_t rate, channels; /* audio */
    int64_t priming;        /* audio: samples an encoder put before the first one heard */
    int64_t bandwidth;      /* audio: average bits per second said in esds; 0 = unknown */
} CmafTrack;

/* The parameter sets of an Annex B header (SPS and PPS with start codes) as AVCDecoderConfigurationRecord, in the
 * arena. ERR_INVALID: not there, too many, too long. */
Rc cmaf_avcc(Ctx *cx, Str annex_b, Str *ret) MUST;
/* "avc1.64000c", "mp4a.40.2" (RFC 6381 §3.3), in the arena. ERR_INVALID: a configuration that is too short. */
Rc cmaf_codecs(Ctx *cx, const CmafTrack *t, Str *ret) MUST;
/* ftyp and moov with mvex, appended. ERR_INVALID: a description out of range. */
Rc cmaf_init_segment(Ctx *cx, const CmafTrack *t, Buf *out) MUST;

typedef struct {
    Str data; /* video: NAL units with 4-byte lengths (see cmaf_nal_lengths), no parameter sets needed; audio: one raw
                 frame */
    int64_t pts;
    bool sync; /* video: IDR. Audio: always */
} CmafSample;

/* What an index needs of a segment. */
typedef struct {
    int64_t start;    /* tfdt: also its earliest presentation time, priming not taken away */
    int64_t duration; /* up to the next segment */
    int64_t size;     /* bytes of moof and mdat */
} CmafSegment;

/* Rewrites an Annex B access unit as NAL units with 4-byte lengths, dropping access unit delimiters and parameter sets
 * (they are in the init segment: avc1, 14496-15 §5.3.5.2). Appended to `out`. ERR_INVALID: no start code. */
Rc cmaf_nal_lengths(Str annex_b, Buf *out) MUST;

typedef Rc (*CmafSink)(Ctx *cx, void *arg, Str bytes);

/* Collects the samples of one segment at a time; its memory is its own and reused. Keeps `track`. */
typedef struct CmafWriter CmafWriter;
Rc cmaf_writer_new(const CmafTrack *track, uint32_t first_sequence, CmafWriter **ret) MUST;
void cmaf_writer_free(CmafWriter *w); /* accepts NULL */
/* In decode order; copies the data. ERR_LIMIT: past CMAF_SAMPLES_MAX or CMAF_SEGMENT_MAX. ERR_INVALID: the first of a
 * segment is no sync sample, or a time is negative. */
Rc cmaf_writer_add(CmafWriter *w, const CmafSample *s) MUST;
size_t cmaf_writer_count(const CmafWriter *w); /* samples waiting */
/* Ends the segment at the tick `end`, where the next one begins, and gives its bytes (moof, mdat) to `sink`. Each
 * sample lasts until the next presentation time, the last until `end`. Nothing waiting: ERR_INVALID. ERR_INVALID too
 * when `end` is not behind the last sample, when two samples share a time, or when one is shown before the first. */
Rc cmaf_writer_cut(Ctx *cx, CmafWriter *w, int64_t end, CmafSink sink, void *arg, CmafSegment *ret) MUST;

#endif
