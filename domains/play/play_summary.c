/* An attempt summed up: what is done, how much was seen, what was earned, and by which version that counts. */
#include "domains/play/play_summary.h"

#include "domains/play/play_answer_store.h"
#include "domains/play/play_version.h"

/* The version in which it was completed. Until then that of the registration, to which answers are carried by the
 * identity of their questions; an earlier attempt stays with what it was last played in. */
static Rc find_version(Ctx *cx, Db *space, const Registration *registration, PlayAttempt *attempt)
{
    int64_t number = attempt->attempt;
    Rc rc = play_store_get_attempt(cx, space, &registration->id, number, attempt);
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    bool current = !attempt->completed_ms && number == registration->attempt;
    if (current || rc == ERR_MISSING)
        attempt->module_version = registration->module_version;
    return OK;
}

Rc play_sum_load(Ctx *cx, Db *space, const Registration *registration, int64_t attempt, PlaySum *ret)
{
    PlaySum sum = {.attempt = {.attempt = attempt}};
    TRY(find_version(cx, space, registration, &sum.attempt));
    TRY(play_version_know_all(cx, space, &registration->id, &sum.attempt.module_version));
    TRY(play_store_list_parts(cx, space, &registration->id, attempt, &sum.attempt.module_version, sum.parts, &sum.n));
    for (size_t i = 0; i < sum.n; i++) {
        sum.seconds += progress_seconds(sum.parts[i].duration_ms);
        sum.covered_s += sum.parts[i].covered_s;
        sum.duration_ms += sum.parts[i].duration_ms;
    }
    *ret = sum;
    return OK;
}

int play_sum_state(const PlaySum *sum)
{
    const PlayAttempt *a = &sum->attempt;
    return a->completed_ms ? LEARNING_DONE : a->first_ms ? LEARNING_IN_PROGRESS : LEARNING_NOT_STARTED;
}

double play_sum_share(const PlaySum *sum)
{
    return sum->seconds ? (double)sum->covered_s / (double)sum->seconds : 0;
}

size_t play_go_on(const PlayStanding *parts, size_t n)
{
    size_t last = n, untouched = n;
    for (size_t i = 0; i < n; i++) {
        bool begun = parts[i].last_ms > 0;
        if (begun && !parts[i].completed_ms && (last == n || parts[i].last_ms > parts[last].last_ms))
            last = i;
        if (!begun && untouched == n)
            untouched = i;
    }
    return last < n ? last : untouched < n ? untouched : 0;
}

static int64_t mark_of(const RegistrationTerms *terms, int64_t pass_percent)
{
    return terms->pass_percent >= 0 ? terms->pass_percent : pass_percent;
}

bool play_score_marked(const PlayScore *score, const RegistrationTerms *terms)
{
    return score->points_max > 0 && mark_of(terms, score->pass_percent) > 0;
}

bool play_score_passes(const PlayScore *score, const RegistrationTerms *terms)
{
    return score->points * 100 >= score->points_max * mark_of(terms, score->pass_percent);
}

Rc play_summary(Ctx *cx, Db *space, const Registration *registration, int64_t attempt, PlaySummary *ret)
{
    PlaySum sum;
    PlayScore score;
    RegistrationTerms terms;
    PlaySummary s = {0};
    TRY(play_sum_load(cx, space, registration, attempt, &sum));
    const PlayScene scene = {registration->id, attempt, sum.attempt.module_version};
    TRY(play_store_sum_points(cx, space, &scene, &score));
    TRY(play_store_get_version(cx, space, &scene.module_version, &score.pass_percent));
    TRY(registration_terms(cx, space, &registration->id, &terms));
    TRY(play_store_sum_watched(cx, space, &registration->id, attempt, &s.watched_s));
    s.state = play_sum_state(&sum);
    s.module_version = scene.module_version;
    s.points = score.points;
    s.points_max = score.points_max;
    s.has_success = sum.attempt.completed_ms && play_score_marked(&score, &terms);
    s.success = s.has_success && play_score_passes(&score, &terms);
    s.pass_percent = mark_of(&terms, score.pass_percent);
    s.progress = play_sum_share(&sum);
    s.first_ms = sum.attempt.first_ms;
    s.last_ms = sum.attempt.last_ms;
    s.completed_ms = sum.attempt.completed_ms;
    *ret = s;
    return OK;
}
