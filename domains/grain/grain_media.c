/* The media that a document names: there, of the right kind, and by which bytes. */
#include "domains/grain/grain_draft.h"
#include "domains/media/media.h"

typedef struct {
    Ctx *cx;
    Db *space;
    GrainMedia *at;
    size_t n;
} Gathering;

/* Notes the fault, or the media; fails only when something broke. `path` is taken with `i`. */
static Rc gather(Gathering *g, const Id *id, MediaKind kind, const char *list, size_t i)
{
    Media media;
    Str path = STR("media_id");
    Rc rc = media_get(g->cx, g->space, id, &media);
    if (rc == OK && media.kind == kind) {
        g->at[g->n++] = (GrainMedia){media.id, media.sha256};
        return OK;
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    if (list)
        TRY(str_format(g->cx->arena, &path, "%s[%zu].media_id", list, i));
    fail_item(g->cx, "grain.unknown_media", path);
    return OK;
}

static int by_id(const void *a, const void *b)
{
    return memcmp(((const GrainMedia *)a)->id.text, ((const GrainMedia *)b)->id.text, ID_TEXT);
}

static size_t without_repeats(GrainMedia *at, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || !id_equal(&at[kept - 1].id, &at[i].id))
            at[kept++] = at[i];
    return kept;
}

Rc grain_media(Ctx *cx, Db *space, const GrainDocument *d, GrainMedia **ret, size_t *ret_n)
{
    Gathering g = {cx, space, arena_array(cx->arena, d->contents.n + 1, sizeof *g.at), 0};
    if (!g.at)
        return ERR_NOMEM;
    fail_clear(cx);
    if (d->has_media_id)
        TRY(gather(&g, &d->media_id, MEDIA_VIDEO, NULL, 0));
    for (size_t i = 0; i < d->contents.n; i++) {
        const GrainContent *c = &d->contents.at[i];
        if (c->kind == GRAIN_IMAGE)
            TRY(gather(&g, &c->image.media, MEDIA_IMAGE, "contents", i));
        else if (c->kind == GRAIN_SLIDES)
            TRY(gather(&g, &c->slides.media, MEDIA_DOCUMENT, "contents", i));
    }
    if (cx->problem.item_count) /* media_get left its own reason over the one that was noted */
        return fail(cx, ERR_REFUSED, "grain.unknown_media", cx->problem.items[0].field.at);
    qsort(g.at, g.n, sizeof *g.at, by_id);
    *ret = g.at;
    *ret_n = without_repeats(g.at, g.n);
    return OK;
}

Rc grain_hold(Ctx *cx, Db *space, const Id *user, const GrainMedia *media, size_t n)
{
    Id *ids = arena_array(cx->arena, n, sizeof *ids);
    if (n && !ids)
        return ERR_NOMEM;
    for (size_t i = 0; i < n; i++)
        ids[i] = media[i].id;
    return media_use(cx, space, user, ids, n);
}
