/* WebVTT (W3C Candidate Recommendation, "WebVTT: The Web Video Text Tracks Format"): read strictly, so that whoever
 * writes captions hears what is wrong with them, and written in one form. Kept are times, words and who speaks; styles,
 * regions, positions, comments and other tags are left out. Knows no media. */
#ifndef DOMAINS_MEDIA_VTT_H
#define DOMAINS_MEDIA_VTT_H

#include "base/ctx.h"

enum { VTT_MAX = 512 << 10 /* bytes */, VTT_CUES_MAX = 5000, VTT_CUE_MAX = 500 /* characters */, VTT_SPEAKER_MAX = 60 };

typedef struct {
    int64_t start_ms, end_ms;
    Str speaker; /* empty = not said */
    Str text;    /* without tags and entities; lines end in '\n' but for the last */
} VttCue;

typedef struct {
    VttCue *at; /* each begins no earlier than the one before */
    size_t n;
} Vtt;

/* ERR_LIMIT caption.too_large, too_many_cues, cue_too_long; ERR_REFUSED caption.not_webvtt, bad_timing, out_of_order,
 * bad_text, empty. The field is "vtt:12": the line, from 1. Cues without words are left out. */
Rc vtt_read(Ctx *cx, Str bytes, Vtt *ret) MUST;

/* What vtt_read takes again, the same cues. */
void vtt_write(const Vtt *vtt, Buf *out);

#endif
