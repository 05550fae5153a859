/* Films for the tests of this folder, drawn and encoded on the spot: each picture carries its number, so that a test
 * can tell which ones came through, when, and which way up. */
#ifndef KERNEL_AV_TEST_FILM_H
#define KERNEL_AV_TEST_FILM_H

#include "kernel/av/av_geometry.h"
#include "tests/check.h"

struct AVFrame;

typedef struct {
    const char *container;     /* libavformat's name; NULL: "mp4" */
    const char *codec;         /* libavcodec's name of the encoder; NULL: "libx264" */
    int width, height;         /* 0: 160 x 96 */
    int frames;                /* 0: no pictures */
    int64_t (*ticks)(int i);   /* when picture i is shown; NULL: 25 each second */
    int group;                 /* pictures from one key picture to the next; 0: 12 */
    AvOrientation orientation; /* the pictures are drawn so that it makes them upright */
    int empty_tracks;          /* of sound, besides */
    int second_track_frames;   /* a slow track, written before the real one */
    bool pq, interlaced, full_range, black;
    int64_t sound_ms; /* 0: no sound */
    int64_t sound_from_ms;
    int64_t sound_pause_ms; /* in its middle: nothing is in the file */
    int sound_channels;     /* 0: 1 */
    int sound_rate;         /* 0: 48000 */
    double sound_level;     /* amplitude of a 997 Hz sine; 0: 0.25 */
} TestFilm;

/* A descriptor of the film in memory, closed when the process ends; < 0 after a noted failure. */
int test_film(Check *c, const TestFilm *film, int64_t *ret_size);
/* The same in a file of `n` bytes. */
int test_bytes(Check *c, const void *at, size_t n);

/* A blank picture for tests that need no film: 4:2:0, full range or limited, of one colour. NULL: no memory. */
struct AVFrame *test_picture(int width, int height, bool full_range, int y, int u, int v);

/* The number that picture carries, in whatever size; the marks lie upright along its upper edge. */
int test_film_number(const struct AVFrame *picture);

int64_t test_ticks_ntsc(int i);   /* 30000/1001 */
int64_t test_ticks_double(int i); /* 60 */
int64_t test_ticks_uneven(int i); /* 4 quick ones, then a pause of 5 s, and again */

#endif
