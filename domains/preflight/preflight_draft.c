/* Drafts and their media as they stand, for the rules. */
#include "domains/grain/grain.h"
#include "domains/media/media.h"
#include "domains/preflight/preflight.h"

/* A document is half a megabyte of JSON at most, and its structs a few times that: they live no longer than the look at
 * them, for a module has eight. */
enum { DOCUMENT_ARENA = 16 << 20 };

typedef struct {
    PreflightMedia *at;
    size_t n;
} Found;

static Rc look_at(Ctx *cx, Db *space, const Id *id, Found *found)
{
    Media m;
    Rc rc = media_get(cx, space, id, &m);
    if (rc == ERR_MISSING) {
        fail_clear(cx);
        return OK;
    }
    TRY(rc);
    PreflightMedia *to = &found->at[found->n++];
    *to = (PreflightMedia){
        .id = *id, .kind = m.kind, .state = m.state, .playable = m.playable, .duration_ms = m.duration_ms};
    return m.kind == MEDIA_VIDEO ? media_captioned(cx, space, id, &to->captioned) : OK;
}

static Rc look_at_all(Ctx *cx, Db *space, const GrainDocument *d, Found *ret)
{
    ret->n = 0;
    ret->at = arena_array(cx->arena, d->contents.n + 1, sizeof *ret->at);
    if (!ret->at)
        return ERR_NOMEM;
    if (d->has_media_id)
        TRY(look_at(cx, space, &d->media_id, ret));
    for (size_t i = 0; i < d->contents.n; i++) {
        const GrainContent *c = &d->contents.at[i];
        if (c->kind == GRAIN_IMAGE)
            TRY(look_at(cx, space, &c->image.media, ret));
        else if (c->kind == GRAIN_SLIDES)
            TRY(look_at(cx, space, &c->slides.media, ret));
    }
    return OK;
}

/* Findings borrow from the document, which goes. */
static Rc keep(Ctx *cx, PreflightFinding *at, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        TRY(str_copy(cx->arena, at[i].field, &at[i].field));
        TRY(str_copy(cx->arena, at[i].label, &at[i].label));
        TRY(str_copy(cx->arena, at[i].grain_title, &at[i].grain_title));
    }
    return OK;
}

Rc preflight_grain(Ctx *cx, Db *space, const Id *grain, PreflightReport *ret)
{
    AUTO_ARENA arena = arena_new(DOCUMENT_ARENA);
    Ctx inner = *cx;
    Grain g;
    GrainDocument d;
    Found media;
    PreflightReport added = {0};
    inner.arena = arena;
    if (!arena)
        return ERR_NOMEM;
    Rc rc = grain_get(&inner, space, grain, &g);
    if (rc == ERR_MISSING)
        return fail(cx, rc, "http.missing", NULL);
    TRY(rc);
    TRY(grain_document_read(&inner, g.document, &d));
    TRY(look_at_all(&inner, space, &d, &media));
    TRY(preflight_document(&inner, grain, &d, media.at, media.n, &added));
    PreflightFinding *at = arena_array(cx->arena, ret->n + added.n, sizeof *at);
    if (!at)
        return ERR_NOMEM;
    for (size_t i = 0; i < ret->n; i++)
        at[i] = ret->at[i];
    for (size_t i = 0; i < added.n; i++)
        at[ret->n + i] = added.at[i];
    TRY(keep(cx, at + ret->n, added.n));
    *ret = (PreflightReport){at, ret->n + added.n, ret->errors + added.errors, ret->advice + added.advice};
    return OK;
}

Rc preflight_module(Ctx *cx, Db *space, const Id *module, PreflightReport *ret)
{
    Module m;
    PreflightReport report = {0};
    TRY(module_get(cx, space, module, &m));
    for (size_t i = 0; i < m.grain_count; i++)
        TRY(preflight_grain(cx, space, &m.grains[i], &report));
    if (m.grain_count == 0) {
        report = (PreflightReport){arena_get(cx->arena, sizeof *report.at), 1, 1, 0};
        if (!report.at)
            return ERR_NOMEM;
        report.at[0] = (PreflightFinding){
            .code = PREFLIGHT_EMPTY, .field = STR("grain_ids"), .grain_title = STR(""), .label = STR("")};
    }
    *ret = report;
    return OK;
}
