/* From a batch of the player to the record store. Everything is read and judged before the transaction; inside it only
 * rows are written. */
#include "domains/play/play.h"
#include "domains/play/play_apply.h"
#include "domains/xapi/xapi.h"

typedef struct {
    PlayActor actor;
    Str base, authority;
    PlayCourse course;
    Id sound_launch;           /* the last session-id that was found to be of this registration */
    XapiStatement *statements; /* those worth storing, and what they say */
    PlayEvent *events;
    size_t *places; /* in the batch as it came in */
    size_t n;
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

static Rc open_batch(Ctx *cx, Db *space, const PlayPlace *place, const Launch *launch, size_t n, Batch **ret)
{
    Registration registration;
    Str origin;
    Batch *b = arena_get(cx->arena, sizeof *b);
    if (!b)
        return ERR_NOMEM;
    TRY(xapi_origin(cx, space, place->origin, &origin));
    b->actor = (PlayActor){.origin = origin, .person = launch->person, .registration = launch->registration};
    b->sound_launch = launch->id;
    b->statements = arena_array(cx->arena, n, sizeof *b->statements);
    b->events = arena_array(cx->arena, n, sizeof *b->events);
    b->places = arena_array(cx->arena, n, sizeof *b->places);
    if (!b->statements || !b->events || !b->places)
        return ERR_NOMEM;
    TRY(play_activity_base(cx, space, place, &b->base));
    TRY(write_authority(cx, origin, &b->authority));
    TRY(registration_get(cx, space, &launch->registration, &registration));
    TRY(play_course_load(cx, space, &registration, &b->course));
    *ret = b;
    return OK;
}

/* Statements kept by the browser from an earlier launch of the same registration are sent under the present one. */
static Rc check_launch(Ctx *cx, Db *space, Batch *b, const Id *id)
{
    PlayLaunchRow row;
    if (id_equal(id, &b->sound_launch))
        return OK;
    Rc rc = play_store_get_launch(cx, space, id, &row);
    if (rc == ERR_MISSING || (rc == OK && !id_equal(&row.registration, &b->actor.registration)))
        return fail(cx, ERR_INVALID, "play.no_session", "context.extensions");
    TRY(rc);
    b->sound_launch = *id;
    return OK;
}

static Rc judge(Ctx *cx, Db *space, Batch *b, Str json, Id *ret_id)
{
    const JsonValue *statement;
    Str text;
    XapiSource from = {.authority = b->authority, .person = b->actor.person};
    XapiStatement *s = &b->statements[b->n];
    PlayEvent *e = &b->events[b->n];
    TRY(value_parse(cx, json, &statement));
    const JsonValue *id = value_member(statement, "id");
    if (!id || !value_member(statement, "timestamp")) /* made by the client, or a repeat would not be one */
        return fail(cx, ERR_INVALID, "xapi.required", id ? "timestamp" : "id");
    if (id_parse(value_text(id), ret_id) != OK)
        return fail(cx, ERR_INVALID, "xapi.bad_uuid", "id");
    TRY(play_event_read(cx, &b->course, b->base, statement, e));
    TRY(check_launch(cx, space, b, &e->launch));
    TRY(play_event_write(cx, &b->actor, statement, e, &text));
    TRY(xapi_statement_read(cx, &from, text, s));
    e->statement = s->id;
    e->timestamp_ms = s->timestamp_ms;
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

static Rc apply(Ctx *cx, Db *space, const XapiBatch *batch, const XapiOutcome *outcomes, int64_t stored_ms)
{
    Batch *b = batch->arg;
    PlayApply *a = arena_get(cx->arena, sizeof *a);
    if (!a)
        return ERR_NOMEM;
    play_apply_begin(a, &b->course);
    for (size_t i = 0; i < batch->n; i++)
        if (outcomes[i] == XAPI_STORED)
            TRY(play_apply(cx, space, a, &b->events[i], stored_ms));
    return play_apply_end(cx, space, a);
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
    XapiBatch batch = {.at = b->statements, .n = b->n, .inside = apply, .arg = b};
    TRY(xapi_ingest_batch(cx, space, &batch, outcomes));
    tell(b, outcomes, out.verdicts);
    for (size_t i = b->n; i > 0 && !out.has_state; i--)
        if (out.verdicts[b->places[i - 1]].accepted) {
            TRY(play_state(cx, space, &launch->registration, &b->events[i - 1].grain, &out.state));
            out.has_state = true;
        }
    *ret = out;
    return OK;
}
