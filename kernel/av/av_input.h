/* A film behind a descriptor: what may be opened, and how far. No name is ever opened: bytes come from the one
 * descriptor, only demultiplexers and decoders of a list are used, so a playlist or a script that calls itself a film
 * reaches nothing. Knows no step.
 *
 * Time. A film begins with the first packet of its pictures or its sound, whichever comes first; all times given out
 * are ticks of 1/90000 s from there, the same for each process that opens the same bytes. */
#ifndef KERNEL_AV_AV_INPUT_H
#define KERNEL_AV_AV_INPUT_H

#include "base/ctx.h"

typedef struct AvInput AvInput;
struct AVFormatContext;
struct AVStream;
struct AVPacket;

enum { AV_STREAMS_MAX = 32 };
#define AV_DURATION_MAX_MS (12 * INT64_C(3600000))

/* Over the `size` bytes of `fd`, which stays the caller's; read with pread, so its own position does not matter.
 * ERR_REFUSED: media.empty, media.not_a_film (no container of the list, or too many tracks), media.truncated (such a
 * container, without what is needed to read it). ERR_IO, ERR_NOMEM. */
Rc av_input_open(Ctx *cx, int fd, int64_t size, AvInput **ret) MUST;
void av_input_close(AvInput *in); /* accepts NULL */

struct AVFormatContext *av_input_format(AvInput *in);
/* "mov", "matroska", … in the arena of cx. */
Rc av_input_container(Ctx *cx, AvInput *in, Str *ret) MUST;

/* The track and, from now on, packets of no other; -1 for `stream` keeps pictures and sound of all. ERR_REFUSED
 * media.not_a_film: no such track. */
Rc av_input_keep(Ctx *cx, AvInput *in, int64_t stream, struct AVStream **ret) MUST;

/* The next packet. ERR_MISSING: the end, also that of a file that is cut off or damaged beyond reading. ERR_IO: the
 * descriptor failed. */
Rc av_input_read(Ctx *cx, AvInput *in, struct AVPacket *ret) MUST;
/* Bytes that were damaged so that a packet could not be read. */
int64_t av_input_damaged(const AvInput *in);
/* How far reading is, 0–1 of the bytes. */
double av_input_share(const AvInput *in);

/* Goes to a key picture at or before the tick `at` of the film, as far as the container knows; a container whose times
 * may jump is read from its beginning. ERR_MISSING: not possible; call av_input_restart. */
Rc av_input_seek(Ctx *cx, AvInput *in, const struct AVStream *stream, int64_t at) MUST;
/* Back to the beginning, tracks kept as they were. */
Rc av_input_restart(Ctx *cx, AvInput *in) MUST;

/* A time of the stream as ticks of the film. */
int64_t av_input_ticks(const AvInput *in, const struct AVStream *stream, int64_t time);

#endif
