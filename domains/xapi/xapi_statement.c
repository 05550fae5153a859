/* A statement as a whole: its tables, and what is read and completed (X10–X19). */
#include "domains/xapi/xapi.h"
#include "domains/xapi/xapi_fingerprint.h"
#include "domains/xapi/xapi_form.h"
#include "domains/xapi/xapi_judge.h"

enum { VERSION_MAX = 12 };

static Rc verb(Judge *j, const JsonValue *v)
{
    static const JudgePart parts[] = {{"id", judge_iri, true}, {"display", judge_language_map, false}, {0}};
    return judge_parts(j, v, parts);
}

/* Result. */

static bool between(const JsonValue *low, const JsonValue *v, const JsonValue *high)
{
    return (!low || value_number(low) <= value_number(v)) && (!high || value_number(v) <= value_number(high));
}

static Rc score(Judge *j, const JsonValue *v)
{
    static const JudgePart parts[] = {{"scaled", judge_number, false},
                                      {"raw", judge_number, false},
                                      {"min", judge_number, false},
                                      {"max", judge_number, false},
                                      {0}};
    TRY(judge_parts(j, v, parts));
    const JsonValue *scaled = value_member(v, "scaled"), *raw = value_member(v, "raw"), *min = value_member(v, "min"),
                    *max = value_member(v, "max");
    if (scaled && (value_number(scaled) < -1 || value_number(scaled) > 1))
        return judge_refuse_member(j, "scaled", "xapi.bad_score");
    if (raw && !between(min, raw, max))
        return judge_refuse_member(j, "raw", "xapi.bad_score");
    if (min && max && value_number(min) >= value_number(max))
        return judge_refuse_member(j, "max", "xapi.bad_score");
    return OK;
}

static Rc result(Judge *j, const JsonValue *v)
{
    static const JudgePart parts[] = {{"score", score, false},
                                      {"success", judge_bool, false},
                                      {"completion", judge_bool, false},
                                      {"response", judge_text, false},
                                      {"duration", judge_duration, false},
                                      {"extensions", judge_extensions, false},
                                      {0}};
    return judge_parts(j, v, parts);
}

/* Context. */

static Rc reference_type(Judge *j, const JsonValue *v)
{
    static const char *const names[] = {"StatementRef", NULL};
    return judge_one_of(j, v, names);
}

static Rc reference(Judge *j, const JsonValue *v)
{
    static const JudgePart parts[] = {{"objectType", reference_type, true}, {"id", judge_uuid, true}, {0}};
    return judge_parts(j, v, parts);
}

static Rc activities(Judge *j, const JsonValue *v)
{
    return value_kind(v) == VALUE_LIST ? judge_items(j, v, judge_activity) : judge_activity(j, v);
}

static Rc context_activities(Judge *j, const JsonValue *v)
{
    static const JudgePart parts[] = {{"parent", activities, false},
                                      {"grouping", activities, false},
                                      {"category", activities, false},
                                      {"other", activities, false},
                                      {0}};
    return judge_parts(j, v, parts);
}

/* X18: xAPI 2.0. */
static Rc relevant_types(Judge *j, const JsonValue *v)
{
    TRY(judge_items(j, v, judge_iri));
    return value_count(v) ? OK : judge_refuse(j, "xapi.bad_value");
}

static Rc context_agent_type(Judge *j, const JsonValue *v)
{
    static const char *const names[] = {"contextAgent", NULL};
    return judge_one_of(j, v, names);
}

static Rc context_group_type(Judge *j, const JsonValue *v)
{
    static const char *const names[] = {"contextGroup", NULL};
    return judge_one_of(j, v, names);
}

static Rc context_agent(Judge *j, const JsonValue *v)
{
    static const JudgePart parts[] = {{"objectType", context_agent_type, true},
                                      {"agent", judge_agent, true},
                                      {"relevantTypes", relevant_types, false},
                                      {0}};
    return judge_parts(j, v, parts);
}

static Rc context_group(Judge *j, const JsonValue *v)
{
    static const JudgePart parts[] = {{"objectType", context_group_type, true},
                                      {"group", judge_group, true},
                                      {"relevantTypes", relevant_types, false},
                                      {0}};
    return judge_parts(j, v, parts);
}

static Rc context_agents(Judge *j, const JsonValue *v)
{
    return judge_items(j, v, context_agent);
}

static Rc context_groups(Judge *j, const JsonValue *v)
{
    return judge_items(j, v, context_group);
}

static Rc context(Judge *j, const JsonValue *v)
{
    static const JudgePart parts[] = {{"registration", judge_uuid, false},
                                      {"instructor", judge_actor, false},
                                      {"team", judge_group, false},
                                      {"contextActivities", context_activities, false},
                                      {"revision", judge_text, false},
                                      {"platform", judge_text, false},
                                      {"language", judge_language, false},
                                      {"statement", reference, false},
                                      {"extensions", judge_extensions, false},
                                      {"contextAgents", context_agents, false},
                                      {"contextGroups", context_groups, false},
                                      {0}};
    return judge_parts(j, v, parts);
}

/* Attachments: each must say where its bytes are; none comes along with a statement yet (X31, X32). */

static Rc sha2(Judge *j, const JsonValue *v)
{
    TRY(judge_text(j, v));
    return form_is_sha2(value_text(v)) ? OK : judge_refuse(j, "xapi.bad_digest");
}

static Rc attachment(Judge *j, const JsonValue *v)
{
    static const JudgePart parts[] = {{"usageType", judge_iri, true},
                                      {"display", judge_language_map, true},
                                      {"contentType", judge_text, true},
                                      {"length", judge_size, true},
                                      {"sha2", sha2, true},
                                      {"description", judge_language_map, false},
                                      {"fileUrl", judge_iri, true},
                                      {0}};
    return judge_parts(j, v, parts);
}

static Rc attachments(Judge *j, const JsonValue *v)
{
    return judge_items(j, v, attachment);
}

/* Objects. */

static Rc sub_statement(Judge *j, const JsonValue *v);

static bool is_activity(const JsonValue *object)
{
    return !value_member(object, "objectType") || judge_is_type(object, "Activity");
}

static Rc object(Judge *j, const JsonValue *v)
{
    static const struct {
        const char *type;
        JudgeRule rule;
    } kinds[] = {
        {"Agent", judge_agent}, {"Group", judge_group}, {"StatementRef", reference}, {"SubStatement", sub_statement}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (judge_is_type(v, kinds[i].type))
            return kinds[i].rule(j, v);
    return judge_activity(j, v);
}

/* X16: said of activities only. */
static Rc fitting_context(Judge *j, const JsonValue *statement)
{
    static const char *const names[] = {"revision", "platform"};
    const JsonValue *said = value_member(statement, "context");
    for (size_t i = 0; said && i < sizeof names / sizeof *names; i++)
        if (value_member(said, names[i]) && !is_activity(value_member(statement, "object")))
            return judge_refuse_member(j, "context", "xapi.not_here");
    return OK;
}

static Rc sub_type(Judge *j, const JsonValue *v)
{
    static const char *const names[] = {"SubStatement", NULL};
    return judge_one_of(j, v, names);
}

static Rc sub_statement(Judge *j, const JsonValue *v)
{
    static const JudgePart parts[] = {
        {"objectType", sub_type, true},   {"actor", judge_actor, true},        {"verb", verb, true},
        {"object", object, true},         {"result", result, false},           {"context", context, false},
        {"timestamp", judge_time, false}, {"attachments", attachments, false}, {0}};
    if (j->in_sub_statement)
        return judge_refuse(j, "xapi.not_here");
    j->in_sub_statement = true;
    TRY(judge_parts(j, v, parts));
    j->in_sub_statement = false;
    return fitting_context(j, v);
}

/* "1.0", "1.0.3", "2.0.0". */
static Rc version(Judge *j, const JsonValue *v)
{
    TRY(judge_text(j, v));
    Str s = value_text(v);
    bool sound = (str_starts(s, STR("1.0")) || str_starts(s, STR("2.0."))) && s.n <= VERSION_MAX;
    for (size_t i = 3; sound && i < s.n; i++)
        sound = i == 3 ? s.at[i] == '.' && s.n > 4 : s.at[i] >= '0' && s.at[i] <= '9';
    return sound ? OK : judge_refuse(j, "xapi.bad_value");
}

static const JudgePart statement_parts[] = {
    {"id", judge_uuid, false},        {"actor", judge_actor, true},        {"verb", verb, true},
    {"object", object, true},         {"result", result, false},           {"context", context, false},
    {"timestamp", judge_time, false}, {"stored", judge_time, false},       {"authority", judge_authority, false},
    {"version", version, false},      {"attachments", attachments, false}, {0}};

/* X22: a voiding statement voids a statement, so it names one. */
static Rc fitting_void(Judge *j, const JsonValue *statement)
{
    Str id = value_text(value_member(value_member(statement, "verb"), "id"));
    bool voids = str_equal(id, STR("http://adlnet.gov/expapi/verbs/voided"));
    if (!voids || judge_is_type(value_member(statement, "object"), "StatementRef"))
        return OK;
    return judge_refuse_member(j, "object", "xapi.bad_value");
}

static Rc judge_statement(Ctx *cx, const JsonValue *v)
{
    Judge j = {.cx = cx};
    TRY(judge_parts(&j, v, statement_parts));
    TRY(fitting_context(&j, v));
    return fitting_void(&j, v);
}

static Rc take_registration(const JsonValue *v, Id *ret)
{
    const JsonValue *said = value_member(v, "context");
    const JsonValue *registration = said ? value_member(said, "registration") : NULL;
    return registration ? form_uuid(value_text(registration), ret) : OK;
}

/* Members of the judged value, and what the store adds (X10). */
static Rc write_text(Ctx *cx, const XapiSource *from, const JsonValue *v, XapiStatement *s)
{
    enum { ADDED_MAX = 4096 };
    char time[CLOCK_TEXT];
    Buf b;
    ValueMember m = {0};
    buf_init(&b, cx->arena, XAPI_STATEMENT_MAX + ADDED_MAX);
    JsonWriter w = JSON_WRITER(&b);
    json_object_begin(&w);
    json_member_text(&w, "id", id_str(&s->id));
    while (value_next(v, &m)) {
        if (str_equal(m.name, STR("id")) || str_equal(m.name, STR("stored")) || str_equal(m.name, STR("authority")))
            continue;
        json_name(&w, m.name);
        value_write(&w, m.value);
    }
    if (!value_member(v, "timestamp")) {
        clock_text(s->timestamp_ms, time);
        json_member_text(&w, "timestamp", str_of(time));
    }
    if (!value_member(v, "version"))
        json_member_text(&w, "version", STR("1.0.0"));
    json_name(&w, STR("authority"));
    json_raw(&w, from->authority);
    json_object_end(&w);
    s->text = buf_str(&b);
    return b.rc;
}

Rc xapi_statement_read(Ctx *cx, const XapiSource *from, Str json, XapiStatement *ret)
{
    const JsonValue *v;
    if (json.n > XAPI_STATEMENT_MAX)
        return fail(cx, ERR_LIMIT, "xapi.too_large", NULL);
    TRY(value_parse(cx, json, &v));
    TRY(judge_statement(cx, v));
    XapiStatement s = {.id = id_new(cx), .timestamp_ms = now_ms(cx), .person = from->person};
    const JsonValue *id = value_member(v, "id"), *time = value_member(v, "timestamp"), *of = value_member(v, "object");
    if (id)
        TRY(form_uuid(value_text(id), &s.id));
    if (time)
        TRY(form_time(value_text(time), &s.timestamp_ms));
    TRY(take_registration(v, &s.registration));
    s.verb = value_text(value_member(value_member(v, "verb"), "id"));
    s.activity = is_activity(of) ? value_text(value_member(of, "id")) : (Str){0};
    TRY(xapi_fingerprint(cx, v, &s.fingerprint));
    TRY(write_text(cx, from, v, &s));
    *ret = s;
    return OK;
}

Rc xapi_duration(Str s, int64_t *ret_ms)
{
    return form_duration(s, ret_ms);
}
