/* What an event changes. */
#include "domains/play/play_apply.h"

#include "domains/play/play_answer_store.h"

#include "base/log.h"

typedef struct FilmInHand {
    struct FilmInHand *next;
    PlayProgress row;
} FilmInHand;

typedef struct GrainInHand {
    struct GrainInHand *next;
    PlayGrain row;
} GrainInHand;

typedef struct AttemptInHand {
    struct AttemptInHand *next;
    PlayAttempt row;
} AttemptInHand;

typedef struct LaunchInHand {
    struct LaunchInHand *next;
    PlayLaunchRow row;
    bool known; /* false: nothing can be held against its beginning */
} LaunchInHand;

void play_apply_begin(PlayApply *a, const Id *registration)
{
    *a = (PlayApply){.registration = *registration};
}

/* 0: as long as the film says itself. */
static int64_t kept_ms(const PlayApply *a, const PlayProgress *p)
{
    for (size_t i = 0; i < a->kept_count; i++) {
        const PlayProgress *kept = &a->kept[i];
        if (kept->attempt == p->attempt && id_equal(&kept->grain, &p->grain) && id_equal(&kept->film, &p->film))
            return kept->duration_ms;
    }
    return 0;
}

/* A film that was not probed yet when play began gets its length now. */
static Rc measure_film(Ctx *cx, const PlayApply *a, const PlayPart *part, PlayProgress *p)
{
    int64_t kept = kept_ms(a, p), film = kept ? kept : part->film.duration_ms;
    if (p->duration_ms)
        return OK;
    p->duration_ms = film > GRAIN_FILM_MS_MAX ? GRAIN_FILM_MS_MAX : film;
    p->coverage = arena_get(cx->arena, progress_bytes(p->duration_ms));
    return p->coverage ? OK : ERR_NOMEM;
}

static Rc open_film(Ctx *cx, Db *space, PlayApply *a, const PlayFact *fact, const PlayPart *part, PlayProgress **ret)
{
    FilmInHand *f = a->films;
    while (f && (f->row.attempt != fact->attempt || !id_equal(&f->row.grain, &part->grain) ||
                 !id_equal(&f->row.film, &part->film.id)))
        f = f->next;
    if (!f) {
        f = arena_get(cx->arena, sizeof *f);
        if (!f)
            return ERR_NOMEM;
        f->row = (PlayProgress){.attempt = fact->attempt, .grain = part->grain, .film = part->film.id};
        Rc rc = play_store_get_film(cx, space, &a->registration, &f->row);
        if (rc != OK && rc != ERR_MISSING)
            return rc;
        TRY(measure_film(cx, a, part, &f->row));
        f->next = a->films;
        a->films = f;
    }
    *ret = &f->row;
    return OK;
}

/* `*ret` NULL when nothing was done there and it is not `begun` now. */
static Rc open_grain(Ctx *cx, Db *space, PlayApply *a, int64_t attempt, const Id *grain, bool begun, PlayGrain **ret)
{
    GrainInHand *g = a->grains;
    PlayGrain row = {.attempt = attempt, .grain = *grain};
    while (g && (g->row.attempt != attempt || !id_equal(&g->row.grain, grain)))
        g = g->next;
    if (!g) {
        Rc rc = play_store_get_grain(cx, space, &a->registration, attempt, grain, &row);
        if (rc != OK && rc != ERR_MISSING)
            return rc;
        if (rc == OK || begun) {
            g = arena_get(cx->arena, sizeof *g);
            if (!g)
                return ERR_NOMEM;
            *g = (GrainInHand){a->grains, row};
            a->grains = g;
        }
    }
    *ret = g ? &g->row : NULL;
    return OK;
}

static Rc open_attempt(Ctx *cx, Db *space, PlayApply *a, int64_t attempt, PlayAttempt **ret)
{
    AttemptInHand *t = a->attempts;
    while (t && t->row.attempt != attempt)
        t = t->next;
    if (!t) {
        t = arena_get(cx->arena, sizeof *t);
        if (!t)
            return ERR_NOMEM;
        t->row.attempt = attempt;
        Rc rc = play_store_get_attempt(cx, space, &a->registration, attempt, &t->row);
        if (rc != OK && rc != ERR_MISSING)
            return rc;
        t->next = a->attempts;
        a->attempts = t;
    }
    *ret = &t->row;
    return OK;
}

static Rc open_launch(Ctx *cx, Db *space, PlayApply *a, const Id *id, LaunchInHand **ret)
{
    LaunchInHand *l = a->launches;
    while (l && !id_equal(&l->row.id, id))
        l = l->next;
    if (!l) {
        l = arena_get(cx->arena, sizeof *l);
        if (!l)
            return ERR_NOMEM;
        Rc rc = play_store_get_launch(cx, space, id, &l->row);
        if (rc != OK && rc != ERR_MISSING)
            return rc;
        l->known = rc == OK;
        l->row.id = *id;
        l->next = a->launches;
        a->launches = l;
    }
    *ret = l;
    return OK;
}

static Rc watch(Ctx *cx, Db *space, PlayApply *a, PlayProgress *p, const PlayEvent *event, int64_t stored_ms)
{
    LaunchInHand *launch;
    bool cut = false;
    if (event->span_count == 0)
        return OK;
    TRY(open_launch(cx, space, a, &event->launch, &launch));
    int64_t budget_s = launch->known ? progress_budget(launch->row.created_ms, stored_ms, launch->row.claimed_s) : 0;
    launch->row.claimed_s += progress_cover(p, event->spans, event->span_count, budget_s, &cut);
    if (cut)
        log_mistake(cx, "play", "more film was claimed than there was time for; the rest does not count",
                    "launch=%s statement=%s budget_s=%lld", event->launch.text, event->statement.text,
                    (long long)budget_s);
    return OK;
}

static Rc write_rows(Ctx *cx, Db *space, const PlayApply *a, const PlayFact *fact, int64_t stored_ms)
{
    const PlayEvent *e = &fact->event;
    PlayScene scene = {a->registration, fact->attempt, fact->course->version};
    if (e->kind == PLAY_ANSWERED)
        return play_store_insert_response(cx, space, &scene, e, stored_ms);
    if (e->kind == PLAY_OPENED && !id_none(&e->target))
        return play_store_insert_target(cx, space, &scene, e, stored_ms);
    return OK;
}

/* Enough watched, and every question answered that this version requires; to one that has changed since, too. */
static Rc is_complete(Ctx *cx, Db *space, const PlayApply *a, const PlayFact *fact, const PlayPart *part,
                      const PlayProgress *p, bool *ret)
{
    PlayScene scene = {a->registration, fact->attempt, fact->course->version};
    PlayAnswer *answers;
    size_t n;
    *ret = false;
    if (!progress_watched(p))
        return OK;
    TRY(play_store_list_answers(cx, space, &scene, &part->grain, &answers, &n));
    Id *answered = arena_array(cx->arena, n, sizeof *answered);
    if (!answered)
        return ERR_NOMEM;
    for (size_t i = 0; i < n; i++)
        answered[i] = answers[i].question_id;
    *ret = play_required_answered(part->document, answered, n);
    return OK;
}

/* Every grain of the version that is played. */
static Rc finish_attempt(Ctx *cx, Db *space, PlayApply *a, const PlayFact *fact, PlayAttempt *attempt,
                         int64_t stored_ms)
{
    for (size_t i = 0; i < fact->course->n; i++) {
        PlayGrain *grain;
        TRY(open_grain(cx, space, a, fact->attempt, &fact->course->parts[i].grain, false, &grain));
        if (!grain || !grain->completed_ms)
            return OK;
    }
    attempt->completed_ms = stored_ms;
    a->finished_attempt = fact->attempt;
    return OK;
}

/* What can complete: film that was watched, an answer, and beginning again, for another version may ask for less. */
static Rc complete(Ctx *cx, Db *space, PlayApply *a, const PlayFact *fact, const PlayPart *part, const PlayProgress *p,
                   int64_t stored_ms)
{
    const PlayEvent *e = &fact->event;
    PlayGrain *grain;
    PlayAttempt *attempt;
    bool began = e->kind == PLAY_INITIALIZED, now = false;
    TRY(open_grain(cx, space, a, fact->attempt, &part->grain, true, &grain));
    TRY(open_attempt(cx, space, a, fact->attempt, &attempt));
    a->started = a->started || !attempt->first_ms;
    if (!grain->completed_ms && (e->kind == PLAY_ANSWERED || e->span_count || began))
        TRY(is_complete(cx, space, a, fact, part, p, &now));
    if (now)
        grain->completed_ms = stored_ms;
    grain->first_ms = grain->first_ms ? grain->first_ms : stored_ms;
    grain->last_ms = stored_ms;
    attempt->first_ms = attempt->first_ms ? attempt->first_ms : stored_ms;
    attempt->last_ms = stored_ms;
    if (attempt->completed_ms)
        return OK;
    attempt->module_version = fact->course->version;
    return now || (began && grain->completed_ms) ? finish_attempt(cx, space, a, fact, attempt, stored_ms) : OK;
}

Rc play_apply(Ctx *cx, Db *space, PlayApply *a, const PlayFact *fact, int64_t stored_ms)
{
    PlayPart *part;
    PlayProgress *p;
    TRY(play_course_part(cx, fact->course, &fact->event.grain, &part));
    TRY(open_film(cx, space, a, fact, part, &p));
    progress_move(p, &fact->event);
    TRY(watch(cx, space, a, p, &fact->event, stored_ms));
    TRY(write_rows(cx, space, a, fact, stored_ms));
    return complete(cx, space, a, fact, part, p, stored_ms);
}

Rc play_apply_end(Ctx *cx, Db *space, const PlayApply *a)
{
    for (const FilmInHand *f = a->films; f; f = f->next)
        TRY(play_store_put_film(cx, space, &a->registration, &f->row));
    for (const GrainInHand *g = a->grains; g; g = g->next)
        TRY(play_store_put_grain(cx, space, &a->registration, &g->row));
    for (const AttemptInHand *t = a->attempts; t; t = t->next)
        TRY(play_store_put_attempt(cx, space, &a->registration, &t->row));
    for (const LaunchInHand *l = a->launches; l; l = l->next)
        if (l->known)
            TRY(play_store_claim_launch(cx, space, &l->row.id, l->row.claimed_s));
    return OK;
}
