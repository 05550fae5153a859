/* From a batch of the player to the record store. Everything is read and judged before the transaction; inside it only
 * rows are written. */
#include "domains/play/play.h"
#include "domains/play/play_apply.h"
#include "domains/play/play_version.h"
#include "domains/xapi/xapi.h"

typedef struct {
    PlayActor actor;
    Str authority;
    PlayFacts *facts;
    Registration registration;
    int64_t held_from_ms;      /* what was done since then waits until it may be played again */
    XapiStatement *statements; /* those worth storing, and what they say */
    PlayFact *said;
    size_t *places; /* in the batch as it came in */
    size_t n, held;
    bool stored; /* something new */
} Batch;

static Rc write_authority(Ctx *cx, Str origin, Str *ret)
{
    Buf b;
    buf_init(&b, cx->arena, 4096);
    JsonWriter w = JSON_WRITER(&b);
    json_object_begin(&w);
    json_member_text(&w, "objectType", STR("Agent"));
    json_name(&w, STR("account"));
    json_object_begin(&w);
    json_member_text(&w, "homePage", origin);
    json_member_text(&w, "name", STR("player"));
    json_object_end(&w);
    json_object_end(&w);
    *ret = buf_str(&b);
    return b.rc;
}

static int64_t earliest(int64_t a, int64_t b)
{
    return b && b < a ? b : a;
}

/* From when on it may not be played: since it was suspended, closed, archived or withdrawn, whichever came first. */
static int64_t closed_from(const RegistrationTerms *t, int64_t now)
{
    int64_t closed_ms = t->closes_ms && t->closes_ms <= now ? t->closes_ms : 0;
    if (t->state == DISTRIBUTION_SCHEDULED)
        return 0;
    return earliest(earliest(earliest(earliest(INT64_MAX, closed_ms), t->suspended_ms), t->archived_ms),
                    t->withdrawn_ms);
}

static Rc open_batch(Ctx *cx, Db *space, const PlayPlace *place, const Launch *launch, size_t n, Batch **ret)
{
    RegistrationTerms terms;
    Str origin;
    Batch *b = arena_get(cx->arena, sizeof *b);
    if (!b)
        return ERR_NOMEM;
    TRY(xapi_origin(cx, space, place->origin, &origin));
    b->actor = (PlayActor){.origin = origin, .person = launch->person, .registration = launch->registration};
    b->statements = arena_array(cx->arena, n, sizeof *b->statements);
    b->said = arena_array(cx->arena, n, sizeof *b->said);
    b->places = arena_array(cx->arena, n, sizeof *b->places);
    if (!b->statements || !b->said || !b->places)
        return ERR_NOMEM;
    TRY(write_authority(cx, origin, &b->authority));
    TRY(registration_get(cx, space, &launch->registration, &b->registration));
    TRY(registration_terms(cx, space, &launch->registration, &terms));
    b->held_from_ms = closed_from(&terms, now_ms(cx));
    TRY(play_facts_new(cx, space, place, &b->facts));
    TRY(play_version_know_all(cx, space, &launch->registration, &launch->module_version));
    *ret = b;
    return OK;
}

/* Statements kept by the browser from an earlier launch of the same registration are sent under the present one; each
 * is read by the version of its own. */
static Rc judge(Ctx *cx, Db *space, Batch *b, Str json, Id *ret_id)
{
    const JsonValue *statement;
    Str text;
    XapiSource from = {.authority = b->authority, .person = b->actor.person};
    XapiStatement *s = &b->statements[b->n];
    PlayFact *f = &b->said[b->n];
    TRY(value_parse(cx, json, &statement));
    const JsonValue *id = value_member(statement, "id");
    if (!id || !value_member(statement, "timestamp")) /* made by the client, or a repeat would not be one */
        return fail(cx, ERR_INVALID, "xapi.required", id ? "timestamp" : "id");
    if (id_parse(value_text(id), ret_id) != OK)
        return fail(cx, ERR_INVALID, "xapi.bad_uuid", "id");
    TRY(play_fact_read(cx, space, b->facts, &b->actor.registration, statement, f));
    TRY(play_event_write(cx, &b->actor, &f->course->version, statement, &f->event, &text));
    TRY(xapi_statement_read(cx, &from, text, s));
    f->event.statement = s->id;
    f->event.timestamp_ms = s->timestamp_ms;
    return OK;
}

/* What the sender did wrong is a verdict; what we could not do ends the call. */
static bool is_verdict(Rc rc)
{
    return rc == ERR_INVALID || rc == ERR_MISSING || rc == ERR_LIMIT;
}

static Rc judge_all(Ctx *cx, Db *space, Batch *b, const Str *statements, size_t n, PlayVerdict *verdicts)
{
    for (size_t i = 0; i < n; i++) {
        Rc rc = judge(cx, space, b, statements[i], &verdicts[i].id);
        if (rc == OK && b->statements[b->n].timestamp_ms >= b->held_from_ms) {
            b->held++;
            continue;
        }
        if (rc == OK) {
            b->places[b->n++] = i;
            continue;
        }
        if (!is_verdict(rc))
            return rc;
        verdicts[i].code = cx->problem.code;
        fail_clear(cx);
    }
    return OK;
}

/* What the distribution knows of it: begun, and done. */
static Rc note(Ctx *cx, Db *space, const Batch *b, const PlayApply *a)
{
    if (a->started && !b->registration.started_ms)
        TRY(registration_start(cx, space, &b->registration.id));
    if (a->finished_attempt == b->registration.attempt)
        TRY(registration_finish(cx, space, &b->registration.id));
    return OK;
}

static Rc apply(Ctx *cx, Db *space, const XapiBatch *batch, const XapiOutcome *outcomes, int64_t stored_ms)
{
    Batch *b = batch->arg;
    PlayApply a;
    b->stored = false;
    play_apply_begin(&a, &b->actor.registration);
    for (size_t i = 0; i < batch->n; i++)
        if (outcomes[i] == XAPI_STORED) {
            b->stored = true;
            TRY(play_apply(cx, space, &a, &b->said[i], stored_ms));
        }
    TRY(play_apply_end(cx, space, &a));
    return note(cx, space, b, &a);
}

static void tell(const Batch *b, const XapiOutcome *outcomes, PlayVerdict *verdicts)
{
    for (size_t i = 0; i < b->n; i++) {
        PlayVerdict *v = &verdicts[b->places[i]];
        v->accepted = outcomes[i] != XAPI_DIFFERENT;
        if (!v->accepted)
            v->code = "xapi.conflict";
    }
}

/* Of the grain of the last accepted one, by the version that whoever asks plays; none when that has no such grain. */
static Rc fill_state(Ctx *cx, Db *space, const Launch *launch, const Batch *b, PlayOutcome *out)
{
    for (size_t i = b->n; i > 0 && !out->has_state; i--) {
        if (!out->verdicts[b->places[i - 1]].accepted)
            continue;
        Rc rc = play_state(cx, space, launch, &b->said[i - 1].event.grain, &out->state);
        out->has_state = rc == OK;
        if (rc != ERR_MISSING)
            return rc;
        fail_clear(cx);
    }
    return OK;
}

Rc play_ingest(Ctx *cx, Db *space, const PlayPlace *place, const Launch *launch, const Str *statements, size_t n,
               PlayOutcome *ret)
{
    Batch *b;
    PlayOutcome out = {.verdicts = arena_array(cx->arena, n, sizeof *out.verdicts)};
    XapiOutcome *outcomes = arena_array(cx->arena, n, sizeof *outcomes);
    if (!out.verdicts || !outcomes)
        return ERR_NOMEM;
    TRY(open_batch(cx, space, place, launch, n, &b));
    TRY(judge_all(cx, space, b, statements, n, out.verdicts));
    if (b->held && b->n == 0)
        TRY(registration_check_open(cx, space, &launch->registration));
    XapiBatch batch = {.at = b->statements, .n = b->n, .inside = apply, .arg = b};
    TRY(xapi_ingest_batch(cx, space, &batch, outcomes));
    if (b->stored)
        xapi_mark_set(place->mark, &place->space);
    tell(b, outcomes, out.verdicts);
    TRY(fill_state(cx, space, launch, b, &out));
    *ret = out;
    return OK;
}
