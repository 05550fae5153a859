/* distribution: who may watch which approved version of a module, when and how often. Assignments name people and
 * groups; a registration (registration.h) is made for each person they mean. Who joins a group later is registered by
 * distribution_sync; who is meant by no assignment any more is withdrawn: the history stays, the access ends. */
#ifndef DOMAINS_DISTRIBUTION_DISTRIBUTION_H
#define DOMAINS_DISTRIBUTION_DISTRIBUTION_H

#include "domains/account/account.h"
#include "domains/distribution/registration.h"
#include "domains/module/module.h"

enum { DISTRIBUTION_PEOPLE_MAX = 200, DISTRIBUTION_GROUPS_MAX = 50, DISTRIBUTION_LIST_MAX = 200 };
enum { DISTRIBUTION_MESSAGE_MAX = 1000, DISTRIBUTION_REASON_MAX = 500, DISTRIBUTION_ATTEMPTS_MAX = 100 };
enum { DISTRIBUTION_STATES_MAX = 50 };

typedef struct {
    int64_t opens_ms, closes_ms, due_ms; /* 0 = none */
    int64_t attempts_max;                /* 0 = unlimited */
    int64_t pass_percent;                /* 1 … 100; 0 = as in the grains */
    Str message;                         /* to the learners */
} DistributionTerms;

typedef struct {
    Id id, module, module_version;
    int64_t version_number;
    Str title; /* the module's, as frozen */
    DistributionState state;
    DistributionTerms terms;
    bool notify;                                            /* learners are told by mail and on the screen */
    int64_t registration_count, started_count;              /* without the withdrawn; of them, who has begun */
    Id created_by;                                          /* empty: the program */
    Str created_by_name;                                    /* empty: gone */
    int64_t created_ms, suspended_ms, archived_ms, version; /* times: 0 = not */
    Str suspend_reason;
} Distribution;

/* People and groups that are named, at most DISTRIBUTION_PEOPLE_MAX and DISTRIBUTION_GROUPS_MAX; twice is once. */
typedef struct {
    const Id *persons, *groups;
    size_t person_count, group_count;
} DistributionTargets;

/* Distributes the approved version of the draft as it stands. All or nothing, with its audit row; people beyond the
 * first DISTRIBUTION_BATCH follow in transactions of their own, at the latest by distribution_sync. ERR_CONFLICT
 * review.not_approved; ERR_REFUSED distribution.nobody, too_many_people, too_many_groups, unknown_module, bad_window on
 * "closes_ms" or "due_ms"; unknown_person on "person_ids[3]" (none who may sign in), unknown_group on "group_ids[3]".
 */
enum { DISTRIBUTION_BATCH = 500 };
typedef struct {
    Id module;
    DistributionTargets to;
    DistributionTerms terms;
    bool notify;
} DistributionSpec;
Rc distribution_create(Ctx *cx, Db *space, const Actor *by, const DistributionSpec *spec, Distribution *ret) MUST;
Rc distribution_get(Ctx *cx, Db *space, const Id *distribution, Distribution *ret) MUST; /* ERR_MISSING */

/* The same, and ERR_MISSING for one that `by` may not manage: who may not approve modules manages their own only
 * (REQUIREMENTS §ACL, "S"). The acts below check it too. */
Rc distribution_managed(Ctx *cx, Db *space, const Actor *by, const Id *distribution, Distribution *ret) MUST;

/* `version` is the one that the caller read: ERR_STALE http.stale. Besides, ERR_CONFLICT distribution.archived and what
 * distribution_create refuses. Lists replace whole lists. */
typedef struct {
    bool has_opens_ms, has_closes_ms, has_due_ms, has_attempts_max, has_pass_percent, has_message, has_persons,
        has_groups;
    DistributionTerms terms;
    DistributionTargets to;
} DistributionPatch;
typedef struct {
    Id distribution;
    int64_t version;
    const Actor *by;
    const DistributionPatch *patch;
} DistributionEdit;
Rc distribution_change(Ctx *cx, Db *space, const DistributionEdit *edit, Distribution *ret) MUST;

/* Hold at once, whatever time it is. Done twice is done once. ERR_CONFLICT distribution.archived: an archived one only
 * stays archived. */
Rc distribution_suspend(Ctx *cx, Db *space, const Actor *by, const Id *distribution, Str reason,
                        Distribution *ret) MUST;
Rc distribution_resume(Ctx *cx, Db *space, const Actor *by, const Id *distribution, Distribution *ret) MUST;
Rc distribution_archive(Ctx *cx, Db *space, const Actor *by, const Id *distribution, Distribution *ret) MUST;

/* Goes over to the newest version that was approved. Who has not begun gets it always; who is in the middle keeps
 * theirs, or with `all` goes over too; who has finished keeps theirs until a next attempt. ERR_CONFLICT
 * distribution.no_newer_version, distribution.archived. */
Rc distribution_go_over(Ctx *cx, Db *space, const Actor *by, const Id *distribution, bool all, Distribution *ret) MUST;
/* That version, when it is newer than the distribution's; else empty. */
Rc distribution_newer(Ctx *cx, Db *space, const Distribution *distribution, Id *ret_version, int64_t *ret_number) MUST;

/* Newest first. */
typedef struct {
    Id module, created_by; /* empty = any */
    int state;             /* DistributionState; -1 = any */
    bool from_start;       /* else behind: */
    int64_t after_ms;
    Id after_id;
    int64_t limit; /* 1 … DISTRIBUTION_LIST_MAX */
} DistributionQuery;
typedef struct {
    Distribution *at;
    size_t n;
    bool more;
    int64_t total;
} DistributionPage;
Rc distribution_list(Ctx *cx, Db *space, const DistributionQuery *query, DistributionPage *ret) MUST;
/* Those that `by` may manage. */
Rc distribution_list_managed(Ctx *cx, Db *space, const Actor *by, const DistributionQuery *query,
                             DistributionPage *ret) MUST;

/* For each space, every round: registers who is meant and is not in, withdraws who is in and not meant; then tells
 * those who were not told yet, and reminds once, 3 days before the due date, who has not finished. In batches, each in
 * a transaction of its own; at most DISTRIBUTION_NOTICES_MAX notices at a call. `only` empty = every distribution. */
enum { DISTRIBUTION_NOTICES_MAX = 500 };
#define DISTRIBUTION_REMIND_MS (INT64_C(3) * 24 * 3600 * 1000)
typedef struct {
    int64_t registered, withdrawn, told, reminded;
} DistributionSync;
Rc distribution_sync(Ctx *cx, Db *space, const AccountPlace *place, const Id *only, DistributionSync *ret) MUST;

#endif
