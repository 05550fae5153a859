/* Tracks made by hand, for the tests of this folder, for fuzzing and for the tests of kair-step. */
#ifndef KERNEL_CMAF_TEST_TRACK_H
#define KERNEL_CMAF_TEST_TRACK_H

#include "kernel/cmaf/read.h"

extern const CmafTrack test_video, test_audio;

enum { TEST_TICKS = 3000, TEST_FRAMES = 60 }; /* 30 frames a second, segments of two seconds */

/* Appends the init segment. */
Rc test_init(Ctx *cx, const CmafTrack *t, Buf *out) MUST;
/* Appends `count` segments of part `part`, the first beginning at `start`. */
Rc test_part(Ctx *cx, const CmafTrack *t, size_t part, int64_t start, size_t count, Buf *out) MUST;

CmafSource test_source(const Str *bytes);    /* keeps `bytes` */
Rc test_sink(Ctx *cx, void *buf, Str bytes); /* a CmafSink that appends to a Buf */

#endif
