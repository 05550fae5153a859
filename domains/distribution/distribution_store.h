/* Rows of distributions and registrations. Knows no rule. Titles are read from module's frozen versions. */
#ifndef DOMAINS_DISTRIBUTION_DISTRIBUTION_STORE_H
#define DOMAINS_DISTRIBUTION_DISTRIBUTION_STORE_H

#include "domains/distribution/distribution.h"

Rc distribution_store_insert(Ctx *cx, Db *space, const Distribution *distribution) MUST;
Rc distribution_store_get(Ctx *cx, Db *space, const Id *id, Distribution *ret) MUST;
Rc distribution_store_list(Ctx *cx, Db *space, const DistributionQuery *query, size_t max, Distribution *ret,
                           size_t *ret_n) MUST;
Rc distribution_store_count(Ctx *cx, Db *space, const DistributionQuery *query, int64_t *ret) MUST;

/* 0 = the person is in already. */
Rc registration_store_insert(Ctx *cx, Db *space, const Registration *registration, int64_t *ret_changed) MUST;
Rc registration_store_get(Ctx *cx, Db *space, const Id *id, Registration *ret) MUST;
Rc registration_store_list(Ctx *cx, Db *space, const Id *person, const Id *after, size_t max, Registration *ret,
                           size_t *ret_n) MUST;
Rc registration_store_count(Ctx *cx, Db *space, const Id *person, int64_t *ret) MUST;

#endif
