/* Documents for the player: of a learner's grain, of a draft, of a frozen version that is reviewed. */
#include "domains/play/play.h"
#include "domains/play/play_summary.h"
#include "domains/play/play_version.h"

#include "domains/account/account.h"
#include "domains/xapi/xapi.h"

enum { HOME_LEARNER, HOME_STUDIO };
static const char *const homes[] = {[HOME_LEARNER] = "/", [HOME_STUDIO] = "/library"};

Rc play_activity_base(Ctx *cx, Db *space, const PlayPlace *place, Str *ret)
{
    Str origin;
    TRY(xapi_origin(cx, space, place->origin, &origin));
    return str_format(cx->arena, ret, "%.*s/x/%s/", STR_ARG(origin), place->space.text);
}

static Rc fill_language(Ctx *cx, Db *space, const Id *person, int *ret)
{
    Person p;
    TRY(account_get(cx, space, person, &p));
    *ret = str_equal(p.language, str_of(language_names[1])) ? 1 : 0;
    return OK;
}

/* One that is gone shows as having nothing to play. */
static Rc fill_media(Ctx *cx, Db *space, const PlayPlace *place, const Id *media, MediaPlay *ret, bool *ret_there)
{
    Rc rc = media_play(cx, space, place->key, &place->space, media, ret);
    *ret_there = rc == OK;
    if (rc != ERR_MISSING)
        return rc;
    fail_clear(cx);
    *ret = (MediaPlay){.id = *media, .kind = MEDIA_VIDEO, .complete = true};
    return OK;
}

static const Id *media_of(const GrainContent *content)
{
    return content->kind == GRAIN_IMAGE    ? &content->image.media
           : content->kind == GRAIN_SLIDES ? &content->slides.media
                                           : NULL;
}

static bool is_listed(const PlayDocument *d, const Id *media)
{
    for (size_t i = 0; i < d->media.n; i++)
        if (id_equal(&d->media.at[i].id, media))
            return true;
    return false;
}

static Rc fill_contents(Ctx *cx, Db *space, const PlayPlace *place, PlayDocument *d)
{
    d->media.at = arena_array(cx->arena, d->document.contents.n, sizeof *d->media.at);
    if (!d->media.at)
        return ERR_NOMEM;
    for (size_t i = 0; i < d->document.contents.n; i++) {
        const Id *media = media_of(&d->document.contents.at[i]);
        bool there = false;
        if (!media || is_listed(d, media))
            continue;
        TRY(fill_media(cx, space, place, media, &d->media.at[d->media.n], &there));
        d->media.n += there;
    }
    return OK;
}

/* `standing` NULL: nobody learns here. */
static Rc fill_entry(Ctx *cx, const PlayPlace *place, const PlayPart *part, const PlayStanding *standing,
                     PlayOutlineEntry *ret)
{
    int64_t seconds = standing ? progress_seconds(standing->duration_ms) : 0;
    *ret = (PlayOutlineEntry){.grain_id = part->grain,
                              .title = part->title,
                              .duration_ms = part->film.duration_ms,
                              .progress = seconds ? (double)standing->covered_s / (double)seconds : 0,
                              .completed = standing && standing->completed_ms};
    if (!part->has_film || !place->key)
        return OK;
    TRY(media_poster_url(cx, place->key, &place->space, &part->film, &ret->poster_url));
    ret->has_poster_url = ret->poster_url.n > 0;
    return OK;
}

/* `standings` NULL, or one for each part in the same order. */
static Rc fill_outline(Ctx *cx, const PlayPlace *place, const PlayCourse *course, const PlayStanding *standings,
                       PlayDocument *d)
{
    d->outline.at = arena_array(cx->arena, course->n, sizeof *d->outline.at);
    if (!d->outline.at)
        return ERR_NOMEM;
    for (size_t i = 0; i < course->n; i++)
        TRY(fill_entry(cx, place, &course->parts[i], standings ? &standings[i] : NULL, &d->outline.at[d->outline.n++]));
    return OK;
}

/* What a frozen grain is, whoever looks at it. */
static Rc fill_part(Ctx *cx, Db *space, const PlayPlace *place, const Id *person, PlayCourse *course, PlayPart **ret,
                    PlayDocument *d)
{
    PlayPart *part;
    bool there;
    TRY(play_course_part(cx, course, &d->grain_id, &part));
    d->module_title = course->title;
    d->document = *part->document;
    TRY(fill_language(cx, space, person, &d->language));
    TRY(play_activity_base(cx, space, place, &d->activity_base));
    TRY(fill_media(cx, space, place, &part->film.id, &d->film, &there));
    TRY(fill_contents(cx, space, place, d));
    *ret = part;
    return OK;
}

static bool has_target(const GrainDocument *document, const Id *target)
{
    for (size_t i = 0; i < document->targets.n; i++)
        if (id_equal(&document->targets.at[i].id, target))
            return true;
    return false;
}

/* What this version has of what was opened. */
static Rc fill_opened(Ctx *cx, Db *space, const PlayScene *scene, const PlayPart *part, PlayGrainState *state)
{
    Id *opened;
    size_t n;
    TRY(play_store_list_targets(cx, space, scene, &part->grain, &opened, &n));
    state->opened_ids.at = opened;
    for (size_t i = 0; i < n && state->opened_ids.n < GRAIN_ELEMENTS_MAX; i++)
        if (has_target(part->document, &opened[i]))
            opened[state->opened_ids.n++] = opened[i];
    return OK;
}

static Rc fill_state(Ctx *cx, Db *space, const Launch *launch, const PlayPart *part, PlayGrainState *ret)
{
    PlayScene scene = {launch->registration, launch->attempt, launch->module_version};
    PlayProgress p = {.attempt = launch->attempt, .grain = part->grain, .film = part->film.id};
    PlayGrain grain = {0};
    PlayGrainState state = {0};
    Rc rc = play_store_get_film(cx, space, &launch->registration, &p);
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    rc = play_store_get_grain(cx, space, &launch->registration, launch->attempt, &part->grain, &grain);
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    state.position_ms = p.position_ms;
    state.progress = progress_share(&p);
    TRY(progress_spans(cx, &p, &state.seen));
    state.completed = grain.completed_ms > 0;
    TRY(play_store_list_answers(cx, space, &scene, &part->grain, &state.answers.at, &state.answers.n));
    TRY(fill_opened(cx, space, &scene, part, &state));
    *ret = state;
    return OK;
}

Rc play_document(Ctx *cx, Db *space, const PlayPlace *place, const PlayRequest *request, PlayDocument *ret)
{
    const Launch *launch = request->launch;
    PlayCourse *course = arena_get(cx->arena, sizeof *course);
    PlayStanding standings[MODULE_GRAINS_MAX];
    PlayPart *part;
    PlayDocument d = {.has_launch = true, .home_url = str_of(homes[HOME_LEARNER])};
    size_t n;
    if (!course)
        return ERR_NOMEM;
    TRY(play_version_know_all(cx, space, &launch->registration, &launch->module_version));
    TRY(play_course_load(cx, space, &launch->module_version, course));
    TRY(play_store_list_parts(cx, space, &launch->registration, launch->attempt, &course->version, standings, &n));
    if (n != course->n)
        return ERR_BUG;
    d.grain_id = id_none(&request->grain) ? course->parts[play_go_on(standings, n)].grain : request->grain;
    d.launch = (PlayLaunchShown){launch->id, request->token, launch->registration, launch->attempt};
    TRY(fill_part(cx, space, place, &launch->person, course, &part, &d));
    TRY(fill_outline(cx, place, course, standings, &d));
    TRY(fill_state(cx, space, launch, part, &d.state));
    *ret = d;
    return OK;
}

Rc play_review(Ctx *cx, Db *space, const PlayPlace *place, const Id *person, const PlayReview *review,
               PlayDocument *ret)
{
    PlayCourse *course = arena_get(cx->arena, sizeof *course);
    PlayPart *part;
    PlayDocument d = {.has_submission_id = true, .submission_id = review->submission, .grain_id = review->grain};
    if (!course)
        return ERR_NOMEM;
    TRY(str_format(cx->arena, &d.home_url, "/reviews/%s", review->submission.text));
    TRY(play_course_load(cx, space, &review->module_version, course));
    TRY(fill_part(cx, space, place, person, course, &part, &d));
    TRY(fill_outline(cx, place, course, NULL, &d));
    *ret = d;
    return OK;
}

Rc play_preview(Ctx *cx, Db *space, const PlayPlace *place, const Id *person, const Id *grain, PlayDocument *ret)
{
    Grain draft;
    PlayDocument d = {.home_url = str_of(homes[HOME_STUDIO]), .grain_id = *grain};
    bool there;
    TRY(grain_get(cx, space, grain, &draft));
    if (id_none(&draft.media))
        return fail(cx, ERR_REFUSED, "play.no_film", NULL);
    TRY(grain_document_read(cx, draft.document, &d.document));
    TRY(fill_language(cx, space, person, &d.language));
    TRY(play_activity_base(cx, space, place, &d.activity_base));
    TRY(fill_media(cx, space, place, &draft.media, &d.film, &there));
    TRY(fill_contents(cx, space, place, &d));
    d.module_title = draft.title;
    d.outline.at = arena_get(cx->arena, sizeof *d.outline.at);
    if (!d.outline.at)
        return ERR_NOMEM;
    *d.outline.at = (PlayOutlineEntry){.grain_id = *grain,
                                       .title = draft.title,
                                       .duration_ms = d.film.duration_ms,
                                       .has_poster_url = d.film.has_poster_url,
                                       .poster_url = d.film.poster_url};
    d.outline.n = 1;
    *ret = d;
    return OK;
}

Rc play_index(Ctx *cx, Db *space, const PlayPlace *place, const Launch *launch, const Id *grain, MediaPlay *ret)
{
    PlayCourse *course = arena_get(cx->arena, sizeof *course);
    PlayPart *part;
    bool there;
    if (!course)
        return ERR_NOMEM;
    TRY(play_course_load(cx, space, &launch->module_version, course));
    TRY(play_course_part(cx, course, grain, &part));
    return fill_media(cx, space, place, &part->film.id, ret, &there);
}

Rc play_state(Ctx *cx, Db *space, const Launch *launch, const Id *grain, PlayGrainState *ret)
{
    PlayCourse *course = arena_get(cx->arena, sizeof *course);
    PlayPart *part;
    if (!course)
        return ERR_NOMEM;
    TRY(play_course_load(cx, space, &launch->module_version, course));
    TRY(play_course_part(cx, course, grain, &part));
    return fill_state(cx, space, launch, part, ret);
}
