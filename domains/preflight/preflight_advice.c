/* What could be better, and keeps nobody from submitting. */
#include "domains/preflight/preflight_check.h"

#include <stdlib.h>

static PreflightPlace place_of(const GrainTarget *t, int64_t at_ms)
{
    return (PreflightPlace){&t->id, t->label, at_ms};
}

static void advise_length(PreflightCheck *k)
{
    for (size_t i = 0; i < k->d->targets.n; i++) {
        const GrainTarget *t = &k->d->targets.at[i];
        if (t->end_ms - t->start_ms < PREFLIGHT_SHORT_MS)
            preflight_find(k, PREFLIGHT_TOO_SHORT, place_of(t, t->start_ms), "targets[%zu].end_ms", i);
    }
}

static void advise_captions(PreflightCheck *k)
{
    if (k->film && !k->film->captioned)
        preflight_find(k, PREFLIGHT_NO_CAPTIONS, (PreflightPlace){NULL, STR(""), -1}, "media_id");
}

typedef struct {
    int64_t at_ms;
    size_t i; /* in the document */
} Moment;

static int by_time(const void *a, const void *b)
{
    const Moment *l = a, *r = b;
    if (l->at_ms != r->at_ms)
        return l->at_ms < r->at_ms ? -1 : 1;
    return (l->i > r->i) - (l->i < r->i);
}

/* One finding where a crowd begins; the next crowd begins behind it. */
static void advise_crowds(PreflightCheck *k)
{
    size_t n = k->d->targets.n, i = 0;
    Moment *at = arena_array(k->cx->arena, n, sizeof *at);
    if (!at) {
        k->rc = ERR_NOMEM;
        return;
    }
    for (size_t m = 0; m < n; m++)
        at[m] = (Moment){k->d->targets.at[m].start_ms, m};
    qsort(at, n, sizeof *at, by_time);
    while (i + PREFLIGHT_TARGETS_MAX < n) {
        if (at[i + PREFLIGHT_TARGETS_MAX].at_ms - at[i].at_ms >= PREFLIGHT_MINUTE_MS) {
            i++;
            continue;
        }
        preflight_find(k, PREFLIGHT_TOO_MANY_TARGETS, place_of(&k->d->targets.at[at[i].i], at[i].at_ms),
                       "targets[%zu].start_ms", at[i].i);
        int64_t end = at[i].at_ms + PREFLIGHT_MINUTE_MS;
        while (i < n && at[i].at_ms < end)
            i++;
    }
}

static void find_quiet(PreflightCheck *k, int64_t from_ms, int64_t to_ms)
{
    if (to_ms - from_ms > PREFLIGHT_QUIET_MS)
        preflight_find(k, PREFLIGHT_NO_QUESTION_FOR_LONG, (PreflightPlace){NULL, STR(""), from_ms}, "quizzes");
}

/* From the beginning of the film to its end. */
static void advise_questions(PreflightCheck *k)
{
    size_t n = k->d->quizzes.n;
    int64_t last = 0;
    if (!k->film || k->film->duration_ms == 0)
        return;
    Moment *at = arena_array(k->cx->arena, n, sizeof *at);
    if (!at) {
        k->rc = ERR_NOMEM;
        return;
    }
    for (size_t i = 0; i < n; i++)
        at[i] = (Moment){k->d->quizzes.at[i].at_ms, i};
    qsort(at, n, sizeof *at, by_time);
    for (size_t i = 0; i < n; i++) {
        find_quiet(k, last, at[i].at_ms);
        last = at[i].at_ms;
    }
    find_quiet(k, last, k->film->duration_ms);
}

/* Each target is told once, however many it lies on. */
static void advise_overlaps(PreflightCheck *k)
{
    for (size_t i = 1; i < k->d->targets.n; i++) {
        const GrainTarget *t = &k->d->targets.at[i];
        int64_t at_ms = 0;
        size_t m = 0;
        while (m < i && !preflight_overlap(&k->d->targets.at[m], t, &at_ms))
            m++;
        if (m < i)
            preflight_find(k, PREFLIGHT_OVERLAPPING_TARGETS, place_of(t, at_ms), "targets[%zu].keyframes", i);
    }
}

void preflight_advice(PreflightCheck *k)
{
    advise_length(k);
    advise_captions(k);
    advise_crowds(k);
    advise_questions(k);
    advise_overlaps(k);
}
