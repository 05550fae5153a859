/* The learner's list: each registration with how far it is; and beginning again. */
#include "domains/play/play.h"
#include "domains/play/play_summary.h"

static int availability_of(DistributionState state)
{
    static const int availability[DISTRIBUTION_STATE_COUNT] = {[DISTRIBUTION_SCHEDULED] = LEARNING_SCHEDULED,
                                                               [DISTRIBUTION_OPEN] = LEARNING_OPEN,
                                                               [DISTRIBUTION_CLOSED] = LEARNING_CLOSED,
                                                               [DISTRIBUTION_SUSPENDED] = LEARNING_SUSPENDED,
                                                               [DISTRIBUTION_ARCHIVED] = LEARNING_CLOSED};
    return availability[state];
}

static void fill_terms(const Registration *registration, const RegistrationTerms *terms, LearningItem *item)
{
    int64_t left = terms->attempts_max - registration->attempt;
    item->availability = availability_of(terms->state);
    item->has_opens_ms = terms->opens_ms > 0;
    item->opens_ms = terms->opens_ms;
    item->has_closes_ms = terms->closes_ms > 0;
    item->closes_ms = terms->closes_ms;
    item->has_due_ms = terms->due_ms > 0;
    item->due_ms = terms->due_ms;
    item->attempt = registration->attempt;
    item->has_attempts_left = terms->attempts_max > 0;
    item->attempts_left = left > 0 ? left : 0;
}

/* The best attempt that was completed, whichever runs now. */
static Rc fill_score(Ctx *cx, Db *space, const Registration *registration, const RegistrationTerms *terms,
                     LearningItem *item)
{
    PlayScore best;
    Rc rc = play_store_best_score(cx, space, &registration->id, &best);
    if (rc != OK)
        return rc == ERR_MISSING ? OK : rc;
    item->has_score_percent = true;
    item->score_percent = best.points * 100 / best.points_max;
    item->has_success = play_score_marked(&best, terms);
    item->success = item->has_success && play_score_passes(&best, terms);
    return OK;
}

/* The grain to go on with, and the picture that stands for the whole. */
static Rc fill_resume(Ctx *cx, const PlayPlace *place, const PlayCourse *course, const PlaySum *sum, LearningItem *item)
{
    size_t at = play_go_on(sum->parts, sum->n);
    const PlayPart *part = &course->parts[at];
    item->has_resume = item->state == LEARNING_IN_PROGRESS;
    if (item->has_resume) {
        item->resume = (LearningResume){.grain_id = part->grain, .position_ms = sum->parts[at].position_ms};
        TRY(str_copy(cx->arena, part->title, &item->resume.title));
    }
    if (!part->has_film || !place->key)
        return OK;
    TRY(media_poster_url(cx, place->key, &place->space, &part->film, &item->poster_url));
    item->has_poster_url = item->poster_url.n > 0;
    return OK;
}

static void fill_sum(const PlaySum *sum, LearningItem *item)
{
    item->state = play_sum_state(sum);
    item->grain_count = (int64_t)sum->n;
    item->duration_ms = sum->duration_ms;
    item->progress = play_sum_share(sum);
    item->has_last_ms = sum->attempt.last_ms > 0;
    item->last_ms = sum->attempt.last_ms;
}

/* `scratch` holds the documents of the grains, which may be large and of which only the titles are shown. */
static Rc fill(Ctx *cx, Ctx *scratch, Db *space, const PlayPlace *place, const Registration *registration,
               LearningItem *ret)
{
    PlayCourse *course = arena_get(scratch->arena, sizeof *course);
    RegistrationTerms terms;
    PlaySum sum;
    if (!course)
        return ERR_NOMEM;
    TRY(play_sum_load(scratch, space, registration, registration->attempt, &sum));
    TRY(play_course_load(scratch, space, &sum.attempt.module_version, course));
    if (sum.n != course->n)
        return ERR_BUG;
    TRY(registration_terms(scratch, space, &registration->id, &terms));
    *ret = (LearningItem){.registration_id = registration->id, .version_number = course->number};
    TRY(str_copy(cx->arena, course->title, &ret->title));
    fill_sum(&sum, ret);
    fill_terms(registration, &terms, ret);
    TRY(fill_score(cx, space, registration, &terms, ret));
    return fill_resume(cx, place, course, &sum, ret);
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

typedef struct {
    const Id *id;
    Registration row;
} NextAttempt;

static Rc begin_next(Ctx *cx, Db *space, void *arg)
{
    NextAttempt *next = arg;
    PlayAttempt attempt;
    TRY(registration_get(cx, space, next->id, &next->row));
    Rc rc = play_store_get_attempt(cx, space, next->id, next->row.attempt, &attempt);
    if (rc == ERR_MISSING || (rc == OK && !attempt.completed_ms))
        return fail(cx, ERR_CONFLICT, "play.attempt_running", NULL);
    TRY(rc);
    return registration_next_attempt(cx, space, next->id, &next->row);
}

Rc play_next_attempt(Ctx *cx, Db *space, const PlayPlace *place, const Id *registration, const Id *person,
                     LearningItem *ret)
{
    NextAttempt next = {.id = registration};
    TRY(play_registration(cx, space, registration, person, &next.row));
    TRY(db_write(cx, space, begin_next, &next));
    return fill(cx, cx, space, place, &next.row, ret);
}
