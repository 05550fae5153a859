/* Orientation and sizes: av_geometry.h. */
#include "kernel/av/av_geometry.h"

#include <math.h>
#include <stddef.h>

enum { FULL_TURN = 360, QUARTER_TURN = 90 };

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

AvOrientation av_orientation(const int32_t *matrix)
{
    if (!matrix)
        return (AvOrientation){0};
    double a = matrix[0], b = matrix[1], c = matrix[3], d = matrix[4];
    bool mirror = a * d - b * c < 0;
    if (a == 0 && b == 0)
        return (AvOrientation){0};
    /* Where the picture's rightward edge points on the screen, whose y goes down; a mirror turned it round first. */
    double angle = (mirror ? atan2(-b, -a) : atan2(b, a)) * (FULL_TURN / 2) / M_PI;
    int quarters = (int)lround(angle / QUARTER_TURN);
    return (AvOrientation){.rotation = (quarters * QUARTER_TURN + FULL_TURN) % FULL_TURN, .mirror = mirror};
}

AvSize av_turned(AvSize size, int rotation)
{
    return rotation % (2 * QUARTER_TURN) ? (AvSize){size.height, size.width} : size;
}

AvSize av_square(AvSize coded, int64_t num, int64_t den)
{
    enum { RATIO_MAX = 16 };
    /* A ratio no camera writes is a mistake of the file. */
    if (num <= 0 || den <= 0 || num > den * RATIO_MAX || den > num * RATIO_MAX || num == den)
        return coded;
    /* Enlarging the narrow side loses no line. */
    if (num > den)
        return (AvSize){(coded.width * num + den / 2) / den, coded.height};
    return (AvSize){coded.width, (coded.height * den + num / 2) / num};
}

static int64_t even(double side)
{
    int64_t rounded = 2 * llround(side / 2);
    return rounded < AV_RUNG_SIDE_MIN ? AV_RUNG_SIDE_MIN : least(rounded, AV_RUNG_SIDE_MAX);
}

AvSize av_rung_size(AvSize shown, int64_t short_side)
{
    int64_t shorter = least(shown.width, shown.height), longer = shown.width + shown.height - shorter;
    double scale = (double)least(shorter, short_side) / (double)shorter;
    if ((double)longer * scale > AV_RUNG_SIDE_MAX)
        scale = (double)AV_RUNG_SIDE_MAX / (double)longer;
    return (AvSize){even((double)shown.width * scale), even((double)shown.height * scale)};
}
