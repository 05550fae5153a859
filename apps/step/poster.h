/* Looks for the poster among the pictures of a part while they pass by: no second decoding. */
#ifndef APPS_STEP_POSTER_H
#define APPS_STEP_POSTER_H

#include "apps/step/step.h"
#include "kernel/av/av_poster.h"

typedef struct {
    AvPoster *poster; /* NULL: none is wanted, or one was found */
    AvPoster *found;
    int64_t due, step; /* ticks: when the next picture is looked at, and how much later the one after it */
} PosterSearch;

/* From about a tenth of the part on; the titles are over then. */
Rc poster_search(Ctx *cx, AvSize shown, AvOrientation orientation, AvHdr hdr, int64_t start, int64_t end,
                 PosterSearch *ret) MUST;
void poster_search_free(PosterSearch *p);

/* A decoded picture and its time. */
Rc poster_look(Ctx *cx, PosterSearch *p, struct AVFrame *picture, int64_t at) MUST;
/* Writes `poster.jpg`. `last`: a picture to take when no other was due; may be NULL, then there may be no poster. */
Rc poster_put(Ctx *cx, Step *s, PosterSearch *p, struct AVFrame *last) MUST;

#endif
