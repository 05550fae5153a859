/* The learner's list: each registration with how far it is. */
#include "domains/play/play.h"
#include "domains/play/play_store.h"

typedef struct {
    const PlayCourse *course;
    PlayProgress all[MODULE_GRAINS_MAX];
    size_t n;
} Learnt;

static const PlayProgress *progress_of(const Learnt *l, const Id *grain)
{
    for (size_t i = 0; i < l->n; i++)
        if (id_equal(&l->all[i].grain, grain))
            return &l->all[i];
    return NULL;
}

static const PlayPart *part_of(const PlayCourse *course, const Id *grain)
{
    for (size_t i = 0; i < course->n; i++)
        if (id_equal(&course->parts[i].grain, grain))
            return &course->parts[i];
    return NULL;
}

static const PlayPart *first_untouched(const PlayCourse *course, const PlayProgress *all, size_t n)
{
    for (size_t i = 0; i < course->n; i++) {
        bool touched = false;
        for (size_t k = 0; k < n; k++)
            touched = touched || id_equal(&all[k].grain, &course->parts[i].grain);
        if (!touched)
            return &course->parts[i];
    }
    return NULL;
}

const PlayPart *play_go_on(const PlayCourse *course, const PlayProgress *all, size_t n)
{
    const PlayProgress *last = NULL;
    for (size_t i = 0; i < n; i++)
        if (!all[i].completed_ms && (!last || all[i].last_ms > last->last_ms))
            last = &all[i];
    const PlayPart *part = last ? part_of(course, &last->grain) : first_untouched(course, all, n);
    return part ? part : &course->parts[0];
}

/* Sums over the grains: seconds, points, what is over. */
static void fill_sums(const Learnt *l, LearningItem *item)
{
    int64_t seconds = 0, covered_s = 0, points = 0, points_max = 0, pass_percent = 0;
    size_t done = 0;
    for (size_t i = 0; i < l->course->n; i++) {
        const PlayPart *part = &l->course->parts[i];
        const PlayProgress *p = progress_of(l, &part->grain);
        int64_t duration_ms = p && p->duration_ms ? p->duration_ms : part->film.duration_ms;
        seconds += progress_seconds(duration_ms);
        item->duration_ms += duration_ms;
        if (!p)
            continue;
        covered_s += p->covered_s;
        points += p->points;
        points_max += p->points_max;
        pass_percent = p->pass_percent > pass_percent ? p->pass_percent : pass_percent;
        done += p->completed_ms > 0;
        item->last_ms = p->last_ms > item->last_ms ? p->last_ms : item->last_ms;
    }
    item->progress = seconds ? (double)covered_s / (double)seconds : 0;
    item->has_last_ms = l->n > 0;
    item->state = l->n == 0 ? LEARNING_NOT_STARTED : done == l->course->n ? LEARNING_DONE : LEARNING_IN_PROGRESS;
    item->has_score_percent = item->state == LEARNING_DONE && points_max > 0;
    if (item->has_score_percent)
        item->score_percent = points * 100 / points_max;
    item->has_success = item->has_score_percent && pass_percent > 0;
    item->success = item->has_success && points * 100 >= points_max * pass_percent;
}

/* The grain to go on with, and the picture that stands for the whole. */
static Rc fill_resume(Ctx *cx, const PlayPlace *place, const Learnt *l, LearningItem *item)
{
    const PlayPart *part = play_go_on(l->course, l->all, l->n);
    const PlayProgress *p = progress_of(l, &part->grain);
    item->has_resume = item->state == LEARNING_IN_PROGRESS;
    if (item->has_resume)
        item->resume = (LearningResume){part->grain, part->title, p ? p->position_ms : 0};
    if (!part->has_film || !place->key)
        return OK;
    TRY(media_poster_url(cx, place->key, &place->space, &part->film, &item->poster_url));
    item->has_poster_url = item->poster_url.n > 0;
    return OK;
}

/* `scratch` holds the documents of the grains, which may be large and of which only the titles are shown. */
static Rc fill(Ctx *cx, Ctx *scratch, Db *space, const PlayPlace *place, const Registration *registration,
               LearningItem *ret)
{
    PlayCourse *course = arena_get(scratch->arena, sizeof *course);
    Learnt *l = arena_get(scratch->arena, sizeof *l);
    if (!course || !l)
        return ERR_NOMEM;
    TRY(play_course_load(scratch, space, registration, course));
    TRY(play_store_list_state(scratch, space, &registration->id, l->all, &l->n));
    if (course->n == 0)
        return ERR_BUG; /* an empty module is not frozen */
    l->course = course;
    *ret = (LearningItem){
        .registration_id = registration->id, .title = registration->title, .grain_count = (int64_t)course->n};
    fill_sums(l, ret);
    TRY(fill_resume(cx, place, l, ret));
    return str_copy(cx->arena, ret->resume.title, &ret->resume.title);
}

static Rc fill_all(Ctx *cx, Db *space, const PlayPlace *place, const Registration *rows, LearningPage *page)
{
    enum { SCRATCH_BYTES = 16 << 20 };
    AUTO_ARENA arena = arena_new(SCRATCH_BYTES);
    Ctx scratch = *cx;
    if (!arena)
        return ERR_NOMEM;
    scratch.arena = arena;
    for (size_t i = 0; i < page->n; i++) {
        TRY(fill(cx, &scratch, space, place, &rows[i], &page->at[i]));
        arena_clear(arena);
    }
    return OK;
}

Rc play_learning(Ctx *cx, Db *space, const PlayPlace *place, const Id *person, const Id *after, size_t limit,
                 LearningPage *ret)
{
    LearningPage page = {0};
    Registration *rows;
    size_t n;
    TRY(registration_list(cx, space, person, after, limit + 1, &rows, &n, &page.total));
    page.more = n > limit;
    page.n = page.more ? limit : n;
    page.at = arena_array(cx->arena, page.n, sizeof *page.at);
    if (!page.at)
        return ERR_NOMEM;
    TRY(fill_all(cx, space, place, rows, &page));
    *ret = page;
    return OK;
}
