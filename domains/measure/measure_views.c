/* Seconds and stretches. */
#include "domains/measure/measure_views.h"

enum { SECOND_MS = 1000 };

int64_t views_seconds(int64_t film_ms)
{
    return (film_ms + SECOND_MS - 1) / SECOND_MS;
}

int64_t views_plays(unsigned char second)
{
    return second == VIEWS_SEEN ? 1 : second & VIEWS_MAX;
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t most(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int64_t end_of(int64_t second, int64_t film_ms)
{
    int64_t end = (second + 1) * SECOND_MS;
    return film_ms > 0 ? least(end, film_ms) : end;
}

void views_load(Views *v, Str from)
{
    v->n = from.n < VIEWS_ROOM ? from.n : VIEWS_ROOM;
    memset(v->at, 0, sizeof v->at);
    if (v->n)
        memcpy(v->at, from.at, v->n);
}

static void add_play(Views *v, int64_t second, bool exact)
{
    unsigned char *byte = &v->at[second];
    if (exact)
        *byte = *byte == VIEWS_SEEN ? 1 : *byte < VIEWS_MAX ? (unsigned char)(*byte + 1) : VIEWS_MAX;
    else if (*byte == 0)
        *byte = VIEWS_SEEN;
    if (v->n <= (size_t)second)
        v->n = (size_t)second + 1;
}

/* The seconds of one stretch, whose first one may lie before the span where it goes on from `tail`. */
static ViewsTail add_stretch(Views *v, PlaySpan span, const ViewsClaim *claim, const ViewsTail *tail)
{
    bool goes_on = tail->end_ms > 0 && span.start_ms >= tail->end_ms - 1 && span.start_ms <= tail->end_ms + 1;
    int64_t start = goes_on && tail->end_ms % SECOND_MS ? tail->start_ms : span.start_ms;
    bool counted = goes_on && tail->counted && tail->end_ms % SECOND_MS;
    ViewsTail end = {0};
    for (int64_t second = start / SECOND_MS; second * SECOND_MS < span.end_ms; second++) {
        int64_t from = second * SECOND_MS, to = end_of(second, claim->film_ms);
        int64_t played = least(span.end_ms, to) - most(start, from);
        bool half = played * 2 >= to - from;
        if (half && !counted)
            add_play(v, second, claim->exact);
        end = (ViewsTail){.start_ms = most(start, from), .end_ms = span.end_ms, .counted = half || counted};
        counted = false;
    }
    return end;
}

int64_t views_add(Views *v, ViewsTail *tail, const ViewsClaim *claim, bool *ret_cut)
{
    int64_t film_ms = claim->film_ms > 0 ? least(claim->film_ms, GRAIN_FILM_MS_MAX) : GRAIN_FILM_MS_MAX, taken_ms = 0;
    /* Nobody plays a film more than twice between two statements that come every 15 s: what a stranger sends must not
     * hold up the projector. */
    int64_t room_ms = least(claim->budget_ms, 2 * film_ms + 2 * PLAY_SPANS_MAX * SECOND_MS);
    ViewsTail last = *tail;
    *ret_cut = false;
    for (size_t i = 0; i < claim->span_count && !*ret_cut; i++) {
        PlaySpan span = {claim->spans[i].start_ms, least(claim->spans[i].end_ms, film_ms)};
        if (span.end_ms - span.start_ms > room_ms - taken_ms) {
            span.end_ms = span.start_ms + room_ms - taken_ms;
            *ret_cut = true;
        }
        if (span.start_ms < span.end_ms) {
            last = add_stretch(v, span, claim, &last);
            taken_ms += span.end_ms - span.start_ms;
        }
    }
    if (claim->exact)
        *tail = *ret_cut ? (ViewsTail){0} : last; /* nothing may be joined to what was not counted */
    return taken_ms;
}
