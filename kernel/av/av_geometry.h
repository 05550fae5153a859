/* Which way a picture is shown and how large a rung is. Numbers only: knows nothing of libav. */
#ifndef KERNEL_AV_AV_GEOMETRY_H
#define KERNEL_AV_AV_GEOMETRY_H

#include <stdbool.h>
#include <stdint.h>

enum {
    AV_SIDE_MAX = 8192,          /* accepted of a film, each side */
    AV_PIXELS_MAX = 8192 * 4608, /* and both together: 8K. A reference picture costs its decoder 1.5 bytes for each */
    AV_RUNG_SIDE_MIN = 16,       /* one macroblock: what hardware decoders still take */
    AV_RUNG_SIDE_MAX = 4096,     /* and the longest they take */
};

/* First the mirror (left becomes right), then the rotation, clockwise. */
typedef struct {
    int rotation; /* 0, 90, 180, 270 */
    bool mirror;
} AvOrientation;

typedef struct {
    int64_t width, height;
} AvSize;

/* From the display matrix of a track (14496-12 §6.2.2: a b u c d v x y w in 16.16); NULL = upright. Angles between are
 * taken to the nearest quarter: cameras write no others, and a tilted frame would need corners. */
AvOrientation av_orientation(const int32_t *matrix);

/* The other way round, width for height, when the rotation says so. */
AvSize av_turned(AvSize size, int rotation);

/* Size in square pixels of coded pictures whose pixels are `num`:`den` wide; at least 1 × 1. 0:0 counts as 1:1. */
AvSize av_square(AvSize coded, int64_t num, int64_t den);

/* The rung with `short_side` of a film that is `shown` large: same aspect, even sides, never enlarged but to
 * AV_RUNG_SIDE_MIN; a film longer than AV_RUNG_SIDE_MAX is made smaller. */
AvSize av_rung_size(AvSize shown, int64_t short_side);

#endif
