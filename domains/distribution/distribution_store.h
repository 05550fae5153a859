/* Rows of distributions. Knows no rule. Titles are read from module's frozen versions, names from persons. */
#ifndef DOMAINS_DISTRIBUTION_DISTRIBUTION_STORE_H
#define DOMAINS_DISTRIBUTION_DISTRIBUTION_STORE_H

#include "domains/distribution/distribution.h"

Rc distribution_store_insert(Ctx *cx, Db *space, const Distribution *distribution) MUST;
Rc distribution_store_get(Ctx *cx, Db *space, const Id *id, Distribution *ret) MUST;
Rc distribution_store_list(Ctx *cx, Db *space, const DistributionQuery *query, size_t max, Distribution *ret,
                           size_t *ret_n) MUST;
Rc distribution_store_count(Ctx *cx, Db *space, const DistributionQuery *query, int64_t *ret) MUST;
/* Not archived, in order of identity, those after `after` (empty: from the start). */
Rc distribution_store_live(Ctx *cx, Db *space, const Id *after, size_t max, Id *ret, size_t *ret_n) MUST;
/* Version, terms and states of the row with this version; 0 changed = there is none any more. */
Rc distribution_store_update(Ctx *cx, Db *space, const Distribution *distribution, int64_t *ret_changed) MUST;

/* Every distribution of a module, one after the other. */
typedef Rc (*DistributionVisit)(const Id *module_version, DistributionState state, void *arg);
Rc distribution_store_of_module(Ctx *cx, Db *space, const Id *module, DistributionVisit visit, void *arg) MUST;

/* What a distribution is at this time. */
typedef struct {
    int64_t opens_ms, closes_ms, suspended_ms, archived_ms;
} DistributionTimes;
DistributionState distribution_state(const DistributionTimes *times, int64_t now);

#endif
