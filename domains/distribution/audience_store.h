/* Rows of assignments and what follows from them. Knows no rule. */
#ifndef DOMAINS_DISTRIBUTION_AUDIENCE_STORE_H
#define DOMAINS_DISTRIBUTION_AUDIENCE_STORE_H

#include "domains/distribution/audience.h"

Rc audience_store_clear_persons(Ctx *cx, Db *space, const Id *distribution) MUST;
Rc audience_store_add_person(Ctx *cx, Db *space, const Id *distribution, const Id *person) MUST;
Rc audience_store_persons(Ctx *cx, Db *space, const Id *distribution, size_t max, AudiencePerson *ret,
                          size_t *ret_n) MUST;
Rc audience_store_clear_groups(Ctx *cx, Db *space, const Id *distribution) MUST;
Rc audience_store_add_group(Ctx *cx, Db *space, const Id *distribution, const Id *group) MUST;
Rc audience_store_groups(Ctx *cx, Db *space, const Id *distribution, size_t max, AudienceGroup *ret,
                         size_t *ret_n) MUST;
Rc audience_store_named(Ctx *cx, Db *space, const Id *distribution, int64_t *ret_persons, int64_t *ret_groups) MUST;

/* Persons that are meant and not in; registrations that are in and not meant. */
Rc audience_store_meant(Ctx *cx, Db *space, const Id *distribution, size_t max, Id *ret, size_t *ret_n) MUST;
Rc audience_store_unmeant(Ctx *cx, Db *space, const Id *distribution, size_t max, Id *ret, size_t *ret_n) MUST;

Rc audience_store_list(Ctx *cx, Db *space, const AudienceQuery *query, size_t max, AudienceRow *ret,
                       size_t *ret_n) MUST;
Rc audience_store_count(Ctx *cx, Db *space, const Id *distribution, int64_t *ret) MUST;

#endif
