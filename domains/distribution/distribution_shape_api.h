/* Shapes of distributions, and their documents. */
#ifndef DOMAINS_DISTRIBUTION_DISTRIBUTION_SHAPE_API_H
#define DOMAINS_DISTRIBUTION_DISTRIBUTION_SHAPE_API_H

#include "domains/distribution/audience.h"
#include "kernel/http/api.h"
#include "kernel/http/cursor.h"
#include "kernel/json/member.h"

typedef struct {
    Id id;
    Str name;
} NamedShown;

typedef struct {
    Id id;
    Str name;
    int64_t member_count;
} GroupShown;

typedef struct {
    Id module_version_id;
    int64_t number;
} VersionShown;

typedef struct {
    Id id, module_id, module_version_id;
    int64_t version_number;
    Str title;
    int state;
    bool has_opens_ms, has_closes_ms, has_due_ms, has_attempts_max, has_pass_percent;
    int64_t opens_ms, closes_ms, due_ms, attempts_max, pass_percent;
    Str message;
    bool notify;
    ListOf(Id) person_ids, group_ids;
    bool has_people, has_groups; /* read alone, not in a list */
    ListOf(NamedShown) people;
    ListOf(GroupShown) groups;
    int64_t registration_count, started_count;
    bool has_created_by;
    NamedShown created_by;
    int64_t created_ms;
    bool has_suspended_ms, has_suspend_reason, has_archived_ms;
    int64_t suspended_ms, archived_ms;
    Str suspend_reason;
    int64_t version;
    bool has_newer_version;
    VersionShown newer_version;
} DistributionShown;

typedef struct {
    ListOf(DistributionShown) items;
    bool has_next_cursor;
    Str next_cursor;
    int64_t total;
} DistributionList;

typedef struct {
    bool has_module_id, has_state, has_cursor, has_limit;
    Id module_id;
    int state;
    Str cursor;
    int64_t limit;
} DistributionListQuery;

typedef struct {
    Id module_id;
    bool has_person_ids, has_group_ids, has_opens_ms, has_closes_ms, has_due_ms, has_attempts_max, has_pass_percent,
        has_message, has_notify;
    ListOf(Id) person_ids, group_ids;
    int64_t opens_ms, closes_ms, due_ms, attempts_max, pass_percent;
    Str message;
    bool notify;
} DistributionRequest; /* of a change too: without module_id and notify */

typedef struct {
    bool has_reason;
    Str reason;
} SuspendRequest;

typedef struct {
    int learners;
} VersionRequest;
enum { LEARNERS_NEW, LEARNERS_ALL };

typedef struct {
    Id id;
    Str name, email;
} RegisteredPerson;

typedef struct {
    Id registration_id;
    RegisteredPerson person;
    int via;
    int64_t version_number, attempt;
    bool has_started_ms, has_finished_ms, has_withdrawn_ms;
    int64_t started_ms, finished_ms, withdrawn_ms;
} RegistrationShown;

typedef struct {
    ListOf(RegistrationShown) items;
    bool has_next_cursor;
    Str next_cursor;
    int64_t total;
} RegistrationPageShown;

typedef struct {
    bool has_cursor, has_limit;
    Str cursor;
    int64_t limit;
} PageQuery;

extern const Shape distribution_shape, distribution_list_shape, distribution_list_query_shape;
extern const Shape distribution_request_shape, distribution_patch_shape, suspend_request_shape, version_request_shape;
extern const Shape registration_list_shape, registration_query_shape;

/* With the names of people and groups when it is shown `alone`. */
Rc distribution_shown(Req *q, const Distribution *d, bool alone, DistributionShown *ret) MUST;

#endif
