/* Reads the CMAF tracks that this folder writes, trusting nothing: parts made by several processes are checked box by
 * box and joined into one track file, without ever holding more than one moof in memory. What a stranger's file looks
 * like is libav's business, not ours: anything but our own form is refused. */
#ifndef KERNEL_CMAF_READ_H
#define KERNEL_CMAF_READ_H

#include "kernel/cmaf/cmaf.h"

/* Random access to the bytes. `read` fills exactly `n` bytes from `offset`, within `size`. */
typedef struct {
    Rc (*read)(void *arg, int64_t offset, void *to, size_t n);
    void *arg;
    int64_t size;
} CmafSource;
/* A seekable descriptor; keeps `fd`. */
CmafSource cmaf_source_fd(const int *fd, int64_t size);

typedef enum {
    CMAF_SOUND,
    CMAF_BAD_BOX,      /* not the boxes expected, or inside them something impossible */
    CMAF_CUT_SHORT,    /* a box reaches past the end of its part */
    CMAF_BAD_SIZE,     /* the sizes of the samples do not fill the mdat */
    CMAF_BAD_SEQUENCE, /* a part is missing, twice there or at another one's place */
    CMAF_GAP,          /* a segment begins after the end of the one before */
    CMAF_OVERLAP,      /* or before it */
    CMAF_NO_SYNC,      /* a segment begins with a picture that needs others */
    CMAF_TOO_MANY,     /* segments or parts */
    CMAF_VERDICT_COUNT
} CmafVerdict;
extern const char *const cmaf_verdict_names[CMAF_VERDICT_COUNT + 1]; /* "sound", "bad_box", … */

typedef struct {
    CmafVerdict verdict;
    int64_t offset; /* in the source: of the segment or box that is wrong */
    size_t segment; /* how many were sound before it */
} CmafFinding;

typedef struct {
    CmafKind kind;
    int64_t timescale;
    int64_t init_size;
    CmafSegment *segments; /* in the arena */
    size_t segment_count;
} CmafIndex;

/* The source is the init segment followed by parts, whole and in order; `sizes` are theirs, the init segment's first.
 * Checks structure, sequence numbers (CMAF_SEQUENCE), that decode times follow each other to the tick, that each
 * segment begins with a sync sample and that sizes add up. ERR_INVALID: *finding says what is wrong; otherwise it is
 * CMAF_SOUND. ERR_NOMEM, ERR_IO. */
Rc cmaf_read(Ctx *cx, const CmafSource *source, const int64_t *sizes, size_t count, CmafIndex *ret,
             CmafFinding *finding) MUST;

/* ftyp moov sidx (moof mdat)*, given to `sink` piece by piece. `index` as cmaf_read made it of the same source.
 * *ret_header_size: bytes before the first moof. */
Rc cmaf_join(Ctx *cx, const CmafSource *source, const CmafIndex *index, CmafSink sink, void *arg,
             int64_t *ret_header_size) MUST;

#endif
