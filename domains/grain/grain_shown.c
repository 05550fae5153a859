/* A grain as lists show it: its own row, and what other domains know of its owner and film. */
#include "domains/account/account.h"
#include "domains/grain/grain.h"
#include "domains/media/media.h"
#include "kernel/json/member.h"

enum { OWNER_NAME_MAX = 2 * PERSON_NAME_MAX + 1, ADDRESS_MAX = 1000 };

static const Member grain_members[] = {
    MEMBER_ID(GrainShown, id, "Stable identity"),
    MEMBER_ID(GrainShown, owner_id, "Who made it"),
    MEMBER_TEXT(GrainShown, owner_name, TEXT_LINE, 0, OWNER_NAME_MAX, "First and last name; empty when unknown"),
    MEMBER_TEXT(GrainShown, title, TEXT_LINE, 1, GRAIN_TITLE_MAX, "Of the document"),
    OPTIONAL(GrainShown, media_id, MEMBER_KIND_ID, .doc = "The film; absent: none yet"),
    OPTIONAL(GrainShown, film_state, MEMBER_KIND_ENUM, .names = media_state_names,
             .doc = "How far the film is; absent: none, or deleted"),
    MEMBER_BOOL(GrainShown, playable, "Something of the film can be shown"),
    OPTIONAL(GrainShown, poster_url, MEMBER_KIND_TEXT, .text = TEXT_LINE, .min = 1, .max = ADDRESS_MAX,
             .doc = "Picture of the film; good for an hour"),
    MEMBER_INT(GrainShown, duration_ms, 0, INT64_MAX, "Of the film; 0: not known"),
    MEMBER_INT(GrainShown, target_count, 0, GRAIN_ELEMENTS_MAX, "Targets"),
    MEMBER_INT(GrainShown, quiz_count, 0, GRAIN_ELEMENTS_MAX, "Quizzes"),
    MEMBER_INT(GrainShown, content_count, 0, GRAIN_ELEMENTS_MAX, "Contents"),
    MEMBER_INT(GrainShown, chapter_count, 0, GRAIN_ELEMENTS_MAX, "Chapters"),
    MEMBER_TIME(GrainShown, created_ms, "When it was made"),
    MEMBER_TIME(GrainShown, edited_ms, "When its document last changed"),
    MEMBER_INT(GrainShown, version, 1, INT64_MAX, "For If-Match"),
};
SHAPE(grain_shape, "Grain", GrainShown, grain_members, "A film and what lies on it, without the document");

static Rc fill_owner(Ctx *cx, Db *space, GrainShown *g)
{
    Person owner;
    Rc rc = account_get(cx, space, &g->owner_id, &owner);
    if (rc == ERR_MISSING) /* erased: the grain stays */
        return OK;
    TRY(rc);
    return str_format(cx->arena, &g->owner_name, "%.*s %.*s", STR_ARG(owner.first_name), STR_ARG(owner.last_name));
}

static Rc fill_film(Ctx *cx, Db *space, const MediaKey *key, const Id *space_id, GrainShown *g)
{
    Media film;
    Rc rc = media_get(cx, space, &g->media_id, &film);
    if (rc == ERR_MISSING) /* deleted since: the document still names it */
        return OK;
    TRY(rc);
    g->has_film_state = true;
    g->film_state = (int)film.state;
    g->playable = film.playable;
    g->duration_ms = film.duration_ms;
    g->has_poster_url = film.playable && key;
    return g->has_poster_url ? media_address(cx, key, space_id, &film.id, STR("poster.jpg"), &g->poster_url) : OK;
}

Rc grain_shown(Ctx *cx, Db *space, const MediaKey *key, const Id *space_id, const Grain *grain, GrainShown *ret)
{
    GrainShown g = {.id = grain->id,
                    .owner_id = grain->owner,
                    .media_id = grain->media,
                    .has_media_id = !id_none(&grain->media),
                    .title = grain->title,
                    .target_count = grain->target_count,
                    .quiz_count = grain->quiz_count,
                    .content_count = grain->content_count,
                    .chapter_count = grain->chapter_count,
                    .created_ms = grain->created_ms,
                    .edited_ms = grain->edited_ms,
                    .version = grain->version};
    if (!id_none(&g.owner_id))
        TRY(fill_owner(cx, space, &g));
    if (g.has_media_id)
        TRY(fill_film(cx, space, key, space_id, &g));
    *ret = g;
    return OK;
}
