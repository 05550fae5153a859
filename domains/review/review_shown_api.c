/* Rows of the database as the API shows them: with names, posters and what the asking person may do. */
#include "domains/account/account.h"
#include "domains/media/media.h"
#include "domains/review/review_shape_api.h"
#include "domains/review/review_store.h"
#include "domains/review/submission.h"

Rc review_person(Ctx *cx, Db *space, const Id *person, ReviewPerson *ret)
{
    Person p;
    ReviewPerson shown = {.id = *person, .name = STR("")};
    Rc rc = id_none(person) ? ERR_MISSING : account_get(cx, space, person, &p);
    if (rc == OK)
        rc = str_format(cx->arena, &shown.name, "%.*s %.*s", STR_ARG(p.first_name), STR_ARG(p.last_name));
    if (rc != OK && rc != ERR_MISSING) /* erased: what they did stays */
        return rc;
    *ret = shown;
    return OK;
}

Rc submission_row(Ctx *cx, Db *space, const Submission *s, SubmissionShown *ret)
{
    SubmissionShown shown = {.id = s->id,
                             .module_id = s->module,
                             .module_version_id = s->module_version,
                             .version_number = s->version_number,
                             .title = s->title,
                             .hash = s->hash,
                             .state = (int)s->state,
                             .edited = s->edited,
                             .message = s->message,
                             .submitted_ms = s->submitted_ms,
                             .has_decided_by = s->decided_ms != 0,
                             .has_decided_ms = s->decided_ms != 0,
                             .decided_ms = s->decided_ms,
                             .decision_comment = s->decision_comment,
                             .comment_count = s->comment_count,
                             .open_comment_count = s->open_comment_count,
                             .version = s->version};
    TRY(review_person(cx, space, &s->submitted_by, &shown.submitted_by));
    if (shown.has_decided_by)
        TRY(review_person(cx, space, &s->decided_by, &shown.decided_by));
    *ret = shown;
    return OK;
}

static Rc show_frozen(Req *q, const ReviewFrozen *f, SubmissionGrain *ret)
{
    Media film;
    *ret = (SubmissionGrain){.grain_id = f->grain, .grain_version_id = f->version, .title = f->title};
    Rc rc = media_get(q->cx, q->db, &f->media, &film);
    if (rc == ERR_MISSING)
        return OK;
    TRY(rc);
    ret->duration_ms = film.duration_ms;
    if (q->api->media_key && film.playable)
        TRY(media_poster_url(q->cx, q->api->media_key, &q->who.space, &film, &ret->poster_url));
    ret->has_poster_url = ret->poster_url.n > 0;
    return OK;
}

static Rc fill_grains(Req *q, const Submission *s, SubmissionShown *shown)
{
    ReviewFrozenList list;
    TRY(review_store_frozen(q->cx, q->db, &s->module_version, &list));
    shown->grains.at = arena_array(q->cx->arena, list.n, sizeof *shown->grains.at);
    if (!shown->grains.at)
        return ERR_NOMEM;
    for (size_t i = 0; i < list.n; i++)
        TRY(show_frozen(q, &list.at[i], &shown->grains.at[i]));
    shown->grains.n = list.n;
    return OK;
}

static Rc fill_may(Req *q, const Submission *s, SubmissionShown *shown)
{
    Actor by = {.person = q->who.person, .rights = q->who.rights};
    bool open = s->state == SUBMISSION_SUBMITTED, reviews = review_is_reviewer(&by);
    const char *code;
    Db *platform;
    Space space;
    TRY(store_platform(q->cx, q->stores, &platform));
    TRY(space_get(q->cx, platform, &q->who.space, &space));
    TRY(review_why_not(q->cx, q->db, &by, space.four_eyes, s, &code));
    shown->may = (SubmissionMay){.approve = !code,
                                 .return_ = open && reviews,
                                 .refuse = open && reviews,
                                 .withdraw = open && review_is_author(&by, s),
                                 .comment = s->state != SUBMISSION_WITHDRAWN};
    shown->has_why_not = code;
    shown->why_not = str_of(code);
    return OK;
}

Rc submission_shown(Req *q, const Submission *s, SubmissionShown *ret)
{
    TRY(submission_row(q->cx, q->db, s, ret));
    TRY(fill_grains(q, s, ret));
    return fill_may(q, s, ret);
}

static Rc version_shown(Ctx *cx, Db *space, const ReviewVersionRow *v, ReviewVersion *ret)
{
    bool submitted = !id_none(&v->submission), decided = v->decided_ms != 0;
    *ret = (ReviewVersion){.module_version_id = v->version,
                           .number = v->number,
                           .hash = v->hash,
                           .created_ms = v->created_ms,
                           .has_submission_id = submitted,
                           .submission_id = v->submission,
                           .has_state = submitted,
                           .state = (int)v->state,
                           .has_submitted_by = submitted,
                           .has_decided_by = decided,
                           .has_decided_ms = decided,
                           .decided_ms = v->decided_ms,
                           .decision_comment = v->decision_comment.at ? v->decision_comment : STR("")};
    if (submitted)
        TRY(review_person(cx, space, &v->submitted_by, &ret->submitted_by));
    return decided ? review_person(cx, space, &v->decided_by, &ret->decided_by) : OK;
}

static Rc fill_versions(Ctx *cx, Db *space, const Id *module, ReviewShown *shown)
{
    ReviewVersionRow *rows = arena_array(cx->arena, REVIEW_LIST_MAX, sizeof *rows);
    size_t n = 0;
    if (!rows)
        return ERR_NOMEM;
    TRY(review_store_versions(cx, space, module, REVIEW_LIST_MAX, rows, &n));
    shown->versions.at = arena_array(cx->arena, n, sizeof *shown->versions.at);
    if (!shown->versions.at)
        return ERR_NOMEM;
    for (size_t i = 0; i < n; i++)
        TRY(version_shown(cx, space, &rows[i], &shown->versions.at[i]));
    shown->versions.n = n;
    return OK;
}

Rc review_shown(Ctx *cx, Db *space, const Id *module, ReviewShown *ret)
{
    ReviewStanding standing;
    Submission last;
    Str stamp;
    TRY(review_state(cx, space, module, &standing));
    *ret = (ReviewShown){.state = (int)standing.state, .edited = standing.edited};
    ret->has_submission = !id_none(&standing.submission);
    if (ret->has_submission) {
        TRY(review_store_get(cx, space, &standing.submission, &last, &stamp));
        last.edited = standing.edited;
        TRY(submission_row(cx, space, &last, &ret->submission));
    }
    return fill_versions(cx, space, module, ret);
}
