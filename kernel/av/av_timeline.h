/* When each picture of a part is shown, and which ones are key pictures. Times are ticks of 1/90000 s counted from the
 * beginning of the film. Numbers only: knows nothing of libav.
 *
 * Parts of a film are encoded by different processes, perhaps at different times, and must join without gap or overlap.
 * They cannot agree on what each decoder will see: a seek may lose a damaged picture that reading on would have shown.
 * So what must be equal on both sides of a seam depends on nothing but the clock:
 *
 *   - A part covers exactly [start, end). Segments begin at 0, 2, 4, 8, 12, 16 s and so on of the film, and where a
 * part begins, whatever pictures there are.
 *   - A picture belongs to the part that holds its time. The first of a segment is shown from the segment's beginning:
 *     at most AV_SNAP early, less than is noticed as lost lip synchronism (ITU-R BT.1359: 45 ms). When the next picture
 *     is further away than that, the one on the screen at that moment is encoded again there, which costs some bytes
 * and changes nothing that is seen. So each segment begins with a key picture at its exact time.
 *   - In between, pictures keep their own times: uneven rates stay uneven. One at or behind each multiple of 2 s is a
 *     key picture.
 *   - A picture lasts until the next one, the last of a part until the part's end. The first picture of the film is
 *     shown from 0; the last until the end of the film, so that sound may go on.
 *
 * Decode times are then the presentation times in rising order (kernel/cmaf): they begin at `start`, and the durations
 * add up to `end` - `start`, without a word of the encoder's own. */
#ifndef KERNEL_AV_AV_TIMELINE_H
#define KERNEL_AV_AV_TIMELINE_H

#include <stdbool.h>
#include <stdint.h>

enum {
    AV_TICKS = 90000,         /* in a second */
    AV_TICKS_MS = 90,         /* in a millisecond */
    AV_SNAP = 45 * 90,        /* ticks */
    AV_KEY_GRID = 2 * 90000,  /* ticks */
    AV_LONG_GRID = 4 * 90000, /* ticks between segments from 4 s on */
};
#define AV_TIMELINE_END INT64_MAX

typedef struct {
    int64_t at; /* when it is shown */
    bool key;
    bool segment; /* a segment begins with it; then it is a key picture too */
    bool again;   /* the picture that was given before, not the one at hand */
} AvSlot;

typedef struct {
    int64_t start, end;        /* of the part */
    int64_t seen;              /* time of the last picture given; < 0: none */
    int64_t segment, next_key; /* where the next ones are due */
} AvTimeline;

AvTimeline av_timeline(int64_t start_ms, int64_t end_ms);

/* Asked again and again for one decoded picture of time `p` until it answers false: what to encode before and at it.
 * AV_TIMELINE_END after the last picture of the film. Pictures before `start` are given too, so that there is something
 * to show again. One that is not later than its predecessor is ignored. */
bool av_timeline_next(AvTimeline *t, int64_t p, AvSlot *ret);

/* Where the segment after one that begins at `at` begins (a part's end may come earlier). */
int64_t av_segment_after(int64_t at);

/* A segment begins at `at`, given that a picture is shown then: on the grid, or where the part begins. */
bool av_segment_begins(int64_t at, int64_t part_start);

/* Keeps a rung at its rate: pictures come at least `least` ticks after one another, key pictures always. Dropping by
 * time halves 50 and 60 alike and keeps the key pictures of all rungs together. */
typedef struct {
    int64_t least, last;
} AvPace;
/* `rate`: pictures per second. A quarter above it passes, so that an unsteady camera is not halved. */
AvPace av_pace(int64_t rate);
bool av_pace_keeps(AvPace *p, const AvSlot *slot);

#endif
