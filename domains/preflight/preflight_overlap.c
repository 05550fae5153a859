/* Rectangles that move in straight lines: between two keyframes of either, the distance of their centres is linear in
 * time, so the moments at which they lie on each other are an interval that can be written down. */
#include "domains/preflight/preflight_check.h"

#include <math.h>

typedef struct {
    double x, y;
} Point;

/* A target at a moment that only goes forward. */
typedef struct {
    const GrainTarget *t;
    size_t next; /* its first keyframe behind the moment */
} Track;

static void go_to(Track *k, int64_t at_ms)
{
    while (k->next < k->t->keyframes.n && k->t->keyframes.at[k->next].at_ms <= at_ms)
        k->next++;
}

/* Not behind the next keyframe. At rest before the first one and after the last (grain_document.h). */
static Point position(const Track *k, int64_t at_ms)
{
    size_t n = k->t->keyframes.n;
    if (n == 0)
        return (Point){0, 0};
    const GrainKeyframe *before = &k->t->keyframes.at[k->next ? k->next - 1 : 0];
    const GrainKeyframe *after = &k->t->keyframes.at[k->next < n ? k->next : n - 1];
    if (after->at_ms == before->at_ms)
        return (Point){before->x, before->y};
    double share = (double)(at_ms - before->at_ms) / (double)(after->at_ms - before->at_ms);
    return (Point){before->x + share * (after->x - before->x), before->y + share * (after->y - before->y)};
}

static int64_t next_keyframe(const Track *k, int64_t end_ms)
{
    if (k->next == k->t->keyframes.n || k->t->keyframes.at[k->next].at_ms > end_ms)
        return end_ms;
    return k->t->keyframes.at[k->next].at_ms;
}

/* The part of [0, 1] in which |d0 + u·(d1 − d0)| < reach; narrows [*from, *to]. */
static void narrow(double d0, double d1, double reach, double *from, double *to)
{
    double slope = d1 - d0;
    if (fabs(slope) < 1e-9) {
        if (fabs(d0) >= reach)
            *to = -1;
        return;
    }
    double a = (-reach - d0) / slope, b = (reach - d0) / slope;
    *from = fmax(*from, fmin(a, b));
    *to = fmin(*to, fmax(a, b));
}

bool preflight_overlap(const GrainTarget *a, const GrainTarget *b, int64_t *ret_at_ms)
{
    int64_t start = a->start_ms > b->start_ms ? a->start_ms : b->start_ms;
    int64_t end = a->end_ms < b->end_ms ? a->end_ms : b->end_ms;
    double wide = (a->width + b->width) / 2, high = (a->height + b->height) / 2;
    Track ka = {.t = a}, kb = {.t = b};
    while (start < end) {
        go_to(&ka, start);
        go_to(&kb, start);
        int64_t until = next_keyframe(&kb, next_keyframe(&ka, end));
        Point a0 = position(&ka, start), a1 = position(&ka, until);
        Point b0 = position(&kb, start), b1 = position(&kb, until);
        double from = 0, to = 1;
        narrow(a0.x - b0.x, a1.x - b1.x, wide, &from, &to);
        narrow(a0.y - b0.y, a1.y - b1.y, high, &from, &to);
        if (from < to) {
            *ret_at_ms = start + llround(from * (double)(until - start));
            return true;
        }
        start = until;
    }
    return false;
}
