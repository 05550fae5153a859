/* distribution: who may watch which frozen version of a module. A registration is one person × one distribution, for
 * ever; what the person did there hangs on it (ARCHITECTURE §6). */
#ifndef DOMAINS_DISTRIBUTION_DISTRIBUTION_H
#define DOMAINS_DISTRIBUTION_DISTRIBUTION_H

#include "domains/module/module.h"

enum { DISTRIBUTION_PEOPLE_MAX = 200, DISTRIBUTION_LIST_MAX = 200 };

typedef struct {
    Id id, module, module_version;
    Str title; /* the module's, as frozen */
    int64_t registration_count, created_ms;
} Distribution;

typedef struct {
    Id id, distribution, person;
    Id module, module_version;
    Str title;
    int64_t created_ms;
} Registration;

/* Freezes the module and registers the people (1 … DISTRIBUTION_PEOPLE_MAX, all active in this space; named twice is
 * once), in one transaction, with its audit row. ERR_REFUSED distribution.nobody, distribution.too_many_people,
 * distribution.unknown_module, module.empty, grain.no_film, grain.unknown_media; distribution.unknown_person on
 * "person_ids[3]". */
Rc distribution_create(Ctx *cx, Db *space, const Actor *by, const Id *module, const Id *persons, size_t n,
                       Distribution *ret) MUST;
Rc distribution_get(Ctx *cx, Db *space, const Id *distribution, Distribution *ret) MUST; /* ERR_MISSING */

/* Newest first. */
typedef struct {
    Id module;       /* empty = any */
    bool from_start; /* else behind: */
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

Rc registration_get(Ctx *cx, Db *space, const Id *registration, Registration *ret) MUST; /* ERR_MISSING */
/* A person's own, newest first, those after `after` (empty: from the newest). */
Rc registration_list(Ctx *cx, Db *space, const Id *person, const Id *after, size_t limit, Registration **ret,
                     size_t *ret_n, int64_t *ret_total) MUST;

#endif
