/* From what the player sends to what is stored: who, for which registration, and the server's own judgement. */
#include "domains/play/play_event.h"

#include "domains/xapi/xapi.h"

/* What the player may say; the rest of a statement is the server's. */
static bool is_players(Str name)
{
    static const char *const names[] = {"id", "timestamp", "verb", "object", "result", "context"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal(name, str_of(names[i])))
            return true;
    return false;
}

static Rc check_members(Ctx *cx, const JsonValue *statement)
{
    ValueMember m = {0};
    const JsonValue *context = value_member(statement, "context");
    while (value_next(statement, &m))
        if (!is_players(m.name))
            return fail(cx, ERR_INVALID, "play.not_yours", NULL);
    if (context && value_member(context, "registration"))
        return fail(cx, ERR_INVALID, "play.not_yours", "context.registration");
    if (context && value_member(context, "revision"))
        return fail(cx, ERR_INVALID, "play.not_yours", "context.revision");
    return OK;
}

static void write_actor(JsonWriter *w, const PlayActor *actor)
{
    json_name(w, STR("actor"));
    json_object_begin(w);
    json_member_text(w, "objectType", STR("Agent"));
    json_name(w, STR("account"));
    json_object_begin(w);
    json_member_text(w, "homePage", actor->origin);
    json_member_text(w, "name", id_str(&actor->person));
    json_object_end(w);
    json_object_end(w);
}

static void write_others(JsonWriter *w, const JsonValue *v, const char *first, const char *second)
{
    ValueMember m = {0};
    while (v && value_next(v, &m)) {
        if (str_equal(m.name, str_of(first)) || str_equal(m.name, str_of(second)))
            continue;
        json_name(w, m.name);
        value_write(w, m.value);
    }
}

/* A score of nothing out of nothing is none (X15: min < max). */
static void write_score(JsonWriter *w, const PlayEvent *e)
{
    if (e->question->points <= 0)
        return;
    json_name(w, STR("score"));
    json_object_begin(w);
    json_name(w, STR("scaled"));
    json_double(w, (double)e->points / (double)e->question->points);
    json_member_int(w, "raw", e->points);
    json_member_int(w, "min", 0);
    json_member_int(w, "max", e->question->points);
    json_object_end(w);
}

static void write_result(JsonWriter *w, const JsonValue *statement, const PlayEvent *e)
{
    const JsonValue *result = value_member(statement, "result");
    if (!result)
        return;
    json_name(w, STR("result"));
    if (value_kind(result) != VALUE_OBJECT) { /* the check of the whole refuses it */
        value_write(w, result);
        return;
    }
    json_object_begin(w);
    write_others(w, result, "score", "success");
    if (e->question) {
        json_name(w, STR("success"));
        json_bool(w, e->correct);
        write_score(w, e);
    }
    json_object_end(w);
}

static void write_context(JsonWriter *w, const JsonValue *statement, const PlayActor *actor, const Id *module_version)
{
    json_name(w, STR("context"));
    json_object_begin(w);
    json_member_text(w, "registration", id_str(&actor->registration));
    json_member_text(w, "revision", id_str(module_version));
    write_others(w, value_member(statement, "context"), "registration", "revision");
    json_object_end(w);
}

Rc play_event_write(Ctx *cx, const PlayActor *actor, const Id *module_version, const JsonValue *statement,
                    const PlayEvent *event, Str *ret)
{
    static const char *const as_said[] = {"id", "timestamp", "verb", "object"};
    Buf b;
    TRY(check_members(cx, statement));
    buf_init(&b, cx->arena, XAPI_STATEMENT_MAX + 1);
    JsonWriter w = JSON_WRITER(&b);
    json_object_begin(&w);
    for (size_t i = 0; i < sizeof as_said / sizeof *as_said; i++) {
        const JsonValue *v = value_member(statement, as_said[i]);
        if (!v)
            continue;
        json_name(&w, str_of(as_said[i]));
        value_write(&w, v);
    }
    write_actor(&w, actor);
    write_result(&w, statement, event);
    write_context(&w, statement, actor, module_version);
    json_object_end(&w);
    if (b.rc == ERR_LIMIT)
        return fail(cx, ERR_LIMIT, "xapi.too_large", NULL);
    *ret = buf_str(&b);
    return b.rc;
}
