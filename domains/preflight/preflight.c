/* The list of findings of a document. Rules: preflight_errors.c, preflight_advice.c. */
#include "domains/preflight/preflight.h"

#include "domains/preflight/preflight_check.h"

#include <stdlib.h>
#include <string.h>

enum { FIELD_MAX = 200 };

const char *const preflight_code_names[PREFLIGHT_CODE_COUNT + 1] = {
    [PREFLIGHT_EMPTY] = "module.empty",
    [PREFLIGHT_NO_FILM] = "preflight.no_film",
    [PREFLIGHT_FILM_MISSING] = "preflight.film_missing",
    [PREFLIGHT_FILM_NOT_READY] = "preflight.film_not_ready",
    [PREFLIGHT_FILM_FAILED] = "preflight.film_failed",
    [PREFLIGHT_MEDIA_MISSING] = "preflight.media_missing",
    [PREFLIGHT_MEDIA_NOT_READY] = "preflight.media_not_ready",
    [PREFLIGHT_MEDIA_FAILED] = "preflight.media_failed",
    [PREFLIGHT_TARGET_WITHOUT_CONTENT] = "preflight.target_without_content",
    [PREFLIGHT_OUTSIDE_FILM] = "preflight.outside_film",
    [PREFLIGHT_NO_RIGHT_ANSWER] = "preflight.no_right_answer",
    [PREFLIGHT_NO_QUESTION] = "preflight.no_question",
    [PREFLIGHT_NO_TEXT] = "preflight.no_text",
    [PREFLIGHT_NO_ALTERNATIVE] = "preflight.no_alternative",
    [PREFLIGHT_TOO_SHORT] = "preflight.too_short",
    [PREFLIGHT_NO_CAPTIONS] = "preflight.no_captions",
    [PREFLIGHT_TOO_MANY_TARGETS] = "preflight.too_many_targets",
    [PREFLIGHT_NO_QUESTION_FOR_LONG] = "preflight.no_question_for_long",
    [PREFLIGHT_OVERLAPPING_TARGETS] = "preflight.overlapping_targets",
    NULL,
};

PreflightLevel preflight_level(PreflightCode code)
{
    return code < PREFLIGHT_ADVICE ? PREFLIGHT_ERROR : PREFLIGHT_ADVICE_ONLY;
}

bool preflight_blank(Str s)
{
    return str_trim(s).n == 0;
}

const PreflightMedia *preflight_media(const PreflightCheck *k, const Id *id, MediaKind kind)
{
    for (size_t i = 0; i < k->media_count; i++)
        if (id_equal(&k->media[i].id, id) && k->media[i].kind == kind)
            return &k->media[i];
    return NULL;
}

void preflight_find(PreflightCheck *k, PreflightCode code, PreflightPlace place, const char *path, ...)
{
    Buf field;
    va_list args;
    PreflightReport *r = k->report;
    if (preflight_level(code) == PREFLIGHT_ERROR)
        r->errors++;
    else
        r->advice++;
    if (r->n - k->first == PREFLIGHT_FINDINGS_MAX || k->rc != OK)
        return;
    buf_init(&field, k->cx->arena, FIELD_MAX);
    va_start(args, path);
    buf_vformat(&field, path, args);
    va_end(args);
    k->rc = field.rc;
    PreflightFinding *f = &r->at[r->n++];
    *f = (PreflightFinding){.code = code,
                            .grain = *k->grain,
                            .has_at = place.at_ms >= 0,
                            .at_ms = place.at_ms >= 0 ? place.at_ms : 0,
                            .field = buf_str(&field),
                            .grain_title = k->d->title,
                            .label = place.label};
    if (place.element)
        f->element = *place.element;
}

static int by_level_and_time(const void *a, const void *b)
{
    const PreflightFinding *l = a, *r = b;
    int order = (int)preflight_level(l->code) - (int)preflight_level(r->code);
    if (order == 0)
        order = (int)l->has_at - (int)r->has_at;
    if (order == 0 && l->at_ms != r->at_ms)
        order = l->at_ms < r->at_ms ? -1 : 1;
    if (order == 0)
        order = (int)l->code - (int)r->code;
    return order ? order : str_compare(l->field, r->field);
}

/* Room for what one more document may bring. */
static Rc make_room(Ctx *cx, PreflightReport *r)
{
    PreflightFinding *at = arena_array(cx->arena, r->n + PREFLIGHT_FINDINGS_MAX, sizeof *at);
    if (!at)
        return ERR_NOMEM;
    if (r->n)
        memcpy(at, r->at, r->n * sizeof *at);
    r->at = at;
    return OK;
}

Rc preflight_document(Ctx *cx, const Id *grain, const GrainDocument *document, const PreflightMedia *media, size_t n,
                      PreflightReport *ret)
{
    PreflightReport report = *ret;
    PreflightCheck k = {.cx = cx,
                        .grain = grain,
                        .d = document,
                        .media = media,
                        .media_count = n,
                        .report = &report,
                        .first = report.n};
    TRY(make_room(cx, &report));
    if (document->has_media_id)
        k.film = preflight_media(&k, &document->media_id, MEDIA_VIDEO);
    preflight_errors(&k);
    preflight_advice(&k);
    TRY(k.rc);
    qsort(report.at + k.first, report.n - k.first, sizeof *report.at, by_level_and_time);
    *ret = report;
    return OK;
}
