/* Documents for the player: of a registration's grain, and of a draft. */
#include "domains/play/play.h"
#include "domains/play/play_store.h"

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

static const PlayProgress *progress_of(const PlayProgress *all, size_t n, const Id *grain)
{
    for (size_t i = 0; i < n; i++)
        if (id_equal(&all[i].grain, grain))
            return &all[i];
    return NULL;
}

static Rc fill_entry(Ctx *cx, const PlayPlace *place, const PlayPart *part, const PlayProgress *progress,
                     PlayOutlineEntry *ret)
{
    *ret = (PlayOutlineEntry){.grain_id = part->grain,
                              .title = part->title,
                              .duration_ms = part->film.duration_ms,
                              .progress = progress ? progress_share(progress) : 0,
                              .completed = progress && progress->completed_ms};
    if (!part->has_film || !place->key)
        return OK;
    TRY(media_poster_url(cx, place->key, &place->space, &part->film, &ret->poster_url));
    ret->has_poster_url = ret->poster_url.n > 0;
    return OK;
}

static Rc fill_outline(Ctx *cx, const PlayPlace *place, const PlayCourse *course, const PlayProgress *all, size_t n,
                       PlayDocument *d)
{
    d->outline.at = arena_array(cx->arena, course->n, sizeof *d->outline.at);
    if (!d->outline.at)
        return ERR_NOMEM;
    for (size_t i = 0; i < course->n; i++)
        TRY(fill_entry(cx, place, &course->parts[i], progress_of(all, n, &course->parts[i].grain),
                       &d->outline.at[d->outline.n++]));
    return OK;
}

Rc play_document(Ctx *cx, Db *space, const PlayPlace *place, const PlayRequest *request, PlayDocument *ret)
{
    PlayCourse *course = arena_get(cx->arena, sizeof *course);
    PlayProgress all[MODULE_GRAINS_MAX];
    PlayPart *part;
    PlayDocument d = {.has_launch = request->launch != NULL, .home_url = str_of(homes[HOME_LEARNER])};
    size_t n;
    bool there;
    if (!course)
        return ERR_NOMEM;
    TRY(play_course_load(cx, space, request->registration, course));
    if (course->n == 0)
        return ERR_BUG; /* an empty module is not frozen */
    TRY(play_store_list_state(cx, space, &request->registration->id, all, &n));
    d.grain_id = id_none(&request->grain) ? play_go_on(course, all, n)->grain : request->grain;
    TRY(play_course_part(cx, course, &d.grain_id, &part));
    if (request->launch)
        d.launch = (PlayLaunchShown){request->launch->id, request->token, request->registration->id};
    d.module_title = request->registration->title;
    d.document = *part->document;
    TRY(fill_language(cx, space, &request->registration->person, &d.language));
    TRY(play_activity_base(cx, space, place, &d.activity_base));
    TRY(fill_outline(cx, place, course, all, n, &d));
    TRY(fill_media(cx, space, place, &part->film.id, &d.film, &there));
    TRY(fill_contents(cx, space, place, &d));
    TRY(play_state(cx, space, &request->registration->id, &d.grain_id, &d.state));
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

Rc play_index(Ctx *cx, Db *space, const PlayPlace *place, const Registration *registration, const Id *grain,
              MediaPlay *ret)
{
    PlayCourse *course = arena_get(cx->arena, sizeof *course);
    PlayPart *part;
    bool there;
    if (!course)
        return ERR_NOMEM;
    TRY(play_course_load(cx, space, registration, course));
    TRY(play_course_part(cx, course, grain, &part));
    return fill_media(cx, space, place, &part->film.id, ret, &there);
}

Rc play_state(Ctx *cx, Db *space, const Id *registration, const Id *grain, PlayGrainState *ret)
{
    PlayProgress p = {0};
    PlayGrainState state = {0};
    Rc rc = play_store_get_state(cx, space, registration, grain, &p);
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    fail_clear(cx);
    state.position_ms = p.position_ms;
    state.progress = progress_share(&p);
    TRY(progress_spans(cx, &p, &state.seen));
    state.completed = p.completed_ms > 0;
    TRY(play_store_list_answers(cx, space, registration, grain, &state.answers.at, &state.answers.n));
    TRY(play_store_list_opened(cx, space, registration, grain, &state.opened_ids.at, &state.opened_ids.n));
    *ret = state;
    return OK;
}
