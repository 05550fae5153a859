/* Agents, groups and activities (X13, X17). */
#include "domains/xapi/xapi_form.h"
#include "domains/xapi/xapi_judge.h"

/* Agents and groups. */

static Rc mailbox(Judge *j, const JsonValue *v)
{
    TRY(judge_text(j, v));
    return form_is_mailbox(value_text(v)) ? OK : judge_refuse(j, "xapi.bad_mailbox");
}

static Rc mailbox_digest(Judge *j, const JsonValue *v)
{
    TRY(judge_text(j, v));
    return form_is_sha1(value_text(v)) ? OK : judge_refuse(j, "xapi.bad_digest");
}

static Rc account_name(Judge *j, const JsonValue *v)
{
    TRY(judge_text(j, v));
    return value_text(v).n ? OK : judge_refuse(j, "xapi.bad_value");
}

static Rc account(Judge *j, const JsonValue *v)
{
    static const JudgePart parts[] = {{"homePage", judge_iri, true}, {"name", account_name, true}, {0}};
    return judge_parts(j, v, parts);
}

static Rc agent_type(Judge *j, const JsonValue *v)
{
    static const char *const names[] = {"Agent", NULL};
    return judge_one_of(j, v, names);
}

static Rc group_type(Judge *j, const JsonValue *v)
{
    static const char *const names[] = {"Group", NULL};
    return judge_one_of(j, v, names);
}

static Rc members(Judge *j, const JsonValue *v)
{
    return judge_items(j, v, judge_agent);
}

static int identifiers(const JsonValue *v)
{
    static const char *const names[] = {"mbox", "mbox_sha1sum", "openid", "account"};
    int count = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        count += value_member(v, names[i]) != NULL;
    return count;
}

Rc judge_agent(Judge *j, const JsonValue *v)
{
    static const JudgePart parts[] = {{"objectType", agent_type, false},
                                      {"name", judge_text, false},
                                      {"mbox", mailbox, false},
                                      {"mbox_sha1sum", mailbox_digest, false},
                                      {"openid", judge_iri, false},
                                      {"account", account, false},
                                      {0}};
    TRY(judge_parts(j, v, parts));
    return identifiers(v) == 1 ? OK : judge_refuse(j, "xapi.bad_agent");
}

Rc judge_group(Judge *j, const JsonValue *v)
{
    static const JudgePart parts[] = {{"objectType", group_type, true}, {"name", judge_text, false},
                                      {"mbox", mailbox, false},         {"mbox_sha1sum", mailbox_digest, false},
                                      {"openid", judge_iri, false},     {"account", account, false},
                                      {"member", members, false},       {0}};
    TRY(judge_parts(j, v, parts));
    int known_by = identifiers(v);
    if (known_by > 1)
        return judge_refuse(j, "xapi.bad_agent");
    return known_by == 0 && !value_member(v, "member") ? judge_refuse_member(j, "member", "xapi.required") : OK;
}

Rc judge_actor(Judge *j, const JsonValue *v)
{
    return judge_is_type(v, "Group") ? judge_group(j, v) : judge_agent(j, v);
}

/* A group only in the form of OAuth with three parties: two members, no identifier of its own. */
Rc judge_authority(Judge *j, const JsonValue *v)
{
    TRY(judge_actor(j, v));
    if (!judge_is_type(v, "Group"))
        return OK;
    const JsonValue *member = value_member(v, "member");
    bool sound = identifiers(v) == 0 && member && value_count(member) == 2;
    return sound ? OK : judge_refuse(j, "xapi.bad_agent");
}

/* Activities. */

static Rc activity_type(Judge *j, const JsonValue *v)
{
    static const char *const names[] = {"Activity", NULL};
    return judge_one_of(j, v, names);
}

static Rc interaction_type(Judge *j, const JsonValue *v)
{
    static const char *const names[] = {"true-false", "choice", "fill-in", "long-fill-in", "matching", "performance",
                                        "sequencing", "likert", "numeric", "other",        NULL};
    return judge_one_of(j, v, names);
}

static Rc patterns(Judge *j, const JsonValue *v)
{
    return judge_items(j, v, judge_text);
}

static Rc component(Judge *j, const JsonValue *v)
{
    static const JudgePart parts[] = {{"id", judge_text, true}, {"description", judge_language_map, false}, {0}};
    return judge_parts(j, v, parts);
}

enum { COMPONENTS_MAX = 200 }; /* each is compared with each */

static Rc components(Judge *j, const JsonValue *v)
{
    if (value_count(v) > COMPONENTS_MAX)
        return judge_refuse(j, "xapi.too_large");
    TRY(judge_items(j, v, component));
    for (size_t i = 0; i < value_count(v); i++)
        for (size_t k = 0; k < i; k++)
            if (str_equal(value_text(value_member(value_item(v, i), "id")),
                          value_text(value_member(value_item(v, k), "id"))))
                return judge_refuse(j, "xapi.duplicate");
    return OK;
}

/* Component lists and the interactions they belong to. */
static const struct {
    const char *list, *types[2];
} component_lists[] = {
    {"choices", {"choice", "sequencing"}},
    {"scale", {"likert"}},
    {"source", {"matching"}},
    {"target", {"matching"}},
    {"steps", {"performance"}},
};

static Rc fitting_components(Judge *j, const JsonValue *definition)
{
    const JsonValue *type = value_member(definition, "interactionType");
    if (!type && value_member(definition, "correctResponsesPattern"))
        return judge_refuse_member(j, "interactionType", "xapi.required");
    for (size_t i = 0; i < sizeof component_lists / sizeof *component_lists; i++) {
        bool fits = false;
        if (!value_member(definition, component_lists[i].list))
            continue;
        if (!type)
            return judge_refuse_member(j, "interactionType", "xapi.required");
        for (size_t k = 0; k < 2 && component_lists[i].types[k]; k++)
            fits = fits || str_equal(value_text(type), str_of(component_lists[i].types[k]));
        if (!fits)
            return judge_refuse_member(j, component_lists[i].list, "xapi.not_here");
    }
    return OK;
}

static Rc definition(Judge *j, const JsonValue *v)
{
    static const JudgePart parts[] = {{"name", judge_language_map, false},
                                      {"description", judge_language_map, false},
                                      {"type", judge_iri, false},
                                      {"moreInfo", judge_iri, false},
                                      {"extensions", judge_extensions, false},
                                      {"interactionType", interaction_type, false},
                                      {"correctResponsesPattern", patterns, false},
                                      {"choices", components, false},
                                      {"scale", components, false},
                                      {"source", components, false},
                                      {"target", components, false},
                                      {"steps", components, false},
                                      {0}};
    TRY(judge_parts(j, v, parts));
    return fitting_components(j, v);
}

Rc judge_activity(Judge *j, const JsonValue *v)
{
    static const JudgePart parts[] = {
        {"objectType", activity_type, false}, {"id", judge_iri, true}, {"definition", definition, false}, {0}};
    return judge_parts(j, v, parts);
}
