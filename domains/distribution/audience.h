/* Who is meant by a distribution, and who is in: assignments (people and groups) and the registrations that follow from
 * them. Knows neither modules nor mails. */
#ifndef DOMAINS_DISTRIBUTION_AUDIENCE_H
#define DOMAINS_DISTRIBUTION_AUDIENCE_H

#include "domains/distribution/distribution.h"

typedef struct {
    Id id;
    Str name;
} AudiencePerson;

typedef struct {
    Id id;
    Str name;
    int64_t member_count; /* 0 when the group was deleted */
} AudienceGroup;

typedef struct {
    AudiencePerson *persons;
    AudienceGroup *groups;
    size_t person_count, group_count;
} Audience;
Rc audience_get(Ctx *cx, Db *space, const Id *distribution, Audience *ret) MUST;

/* Inside the caller's write transaction. ERR_REFUSED distribution.nobody, too_many_people, too_many_groups,
 * unknown_person, unknown_group. A list that is NULL stays as it is. */
Rc audience_set(Ctx *cx, Db *space, const Id *distribution, const DistributionTargets *to, bool persons,
                bool groups) MUST;

/* Registers at most DISTRIBUTION_BATCH people who are meant and not in, and withdraws as many who are in and not meant;
 * inside the caller's write transaction. `*ret_more`: there may be more to do. */
typedef struct {
    Id distribution;
    bool notify; /* who is registered is to be told */
    int64_t registered, withdrawn;
    bool more;
} AudienceBatch;
Rc audience_settle(Ctx *cx, Db *space, AudienceBatch *batch) MUST;
/* Whether there is anything to settle: for a sweep that writes only where it must. */
Rc audience_unsettled(Ctx *cx, Db *space, const Id *distribution, bool *ret) MUST;

/* The list of a distribution, by name. */
typedef struct {
    Id registration, person;
    Str name, email, sort_key;
    bool named; /* by itself, not only through a group */
    int64_t version_number, attempt, started_ms, finished_ms, withdrawn_ms;
} AudienceRow;
typedef struct {
    Id distribution;
    bool from_start; /* else behind: */
    Str after_key;
    Id after_id;
    int64_t limit;
} AudienceQuery;
typedef struct {
    AudienceRow *at;
    size_t n;
    bool more;
    int64_t total;
} AudiencePage;
Rc audience_list(Ctx *cx, Db *space, const AudienceQuery *query, AudiencePage *ret) MUST;

#endif
