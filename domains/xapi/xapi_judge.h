/* How the parts of a statement are held to the standard: tables of members, each with a rule, walked over the JSON
 * value. The first fault ends it, named by its path ("result.score.scaled"). Internal to domains/xapi. */
#ifndef DOMAINS_XAPI_XAPI_JUDGE_H
#define DOMAINS_XAPI_XAPI_JUDGE_H

#include "kernel/json/codec.h"
#include "kernel/json/value.h"

typedef struct {
    Ctx *cx;
    Str path[JSON_DEPTH_MAX];
    size_t depth;
    bool in_sub_statement;
} Judge;

typedef Rc (*JudgeRule)(Judge *j, const JsonValue *v);

typedef struct {
    const char *name;
    JudgeRule rule;
    bool required;
} JudgePart;

/* ERR_INVALID with `code` and the path to where the judge stands. */
Rc judge_refuse(Judge *j, const char *code) MUST;
/* The same one member further down. */
Rc judge_refuse_member(Judge *j, const char *name, const char *code) MUST;

/* An object with these members and no other; `parts` ends with an empty row. A null is refused (X11). */
Rc judge_parts(Judge *j, const JsonValue *v, const JudgePart *parts) MUST;
/* A list whose items obey the rule. */
Rc judge_items(Judge *j, const JsonValue *v, JudgeRule rule) MUST;

/* Rules of scalars. */
Rc judge_text(Judge *j, const JsonValue *v) MUST;
Rc judge_bool(Judge *j, const JsonValue *v) MUST;
Rc judge_number(Judge *j, const JsonValue *v) MUST;
Rc judge_size(Judge *j, const JsonValue *v) MUST; /* a whole number from 0 */
Rc judge_iri(Judge *j, const JsonValue *v) MUST;
Rc judge_uuid(Judge *j, const JsonValue *v) MUST;
Rc judge_time(Judge *j, const JsonValue *v) MUST;
Rc judge_duration(Judge *j, const JsonValue *v) MUST;
Rc judge_language(Judge *j, const JsonValue *v) MUST;
Rc judge_language_map(Judge *j, const JsonValue *v) MUST;
Rc judge_extensions(Judge *j, const JsonValue *v) MUST; /* names are IRIs, values are anything */

/* A text among these. NULL-terminated. */
Rc judge_one_of(Judge *j, const JsonValue *v, const char *const *names) MUST;

/* What statements are made of (X13, X17). */
Rc judge_actor(Judge *j, const JsonValue *v) MUST; /* an agent, or a group: what objectType says, an agent by default */
Rc judge_agent(Judge *j, const JsonValue *v) MUST;
Rc judge_group(Judge *j, const JsonValue *v) MUST;
Rc judge_authority(Judge *j, const JsonValue *v) MUST;
Rc judge_activity(Judge *j, const JsonValue *v) MUST;

/* Whether member objectType of `v` is `name`; an absent one is not. */
bool judge_is_type(const JsonValue *v, const char *name);

#endif
