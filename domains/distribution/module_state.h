/* One word for where a module stands (REQUIREMENTS, States of a module version): that of the review while its draft is
 * not approved, and that of the approved version's distributions afterwards. */
#ifndef DOMAINS_DISTRIBUTION_MODULE_STATE_H
#define DOMAINS_DISTRIBUTION_MODULE_STATE_H

#include "domains/distribution/distribution.h"

typedef enum {
    MODULE_DRAFT,
    MODULE_SUBMITTED,
    MODULE_RETURNED,
    MODULE_REFUSED,
    MODULE_APPROVED,
    MODULE_SCHEDULED,
    MODULE_DISTRIBUTED,
    MODULE_SUSPENDED,
    MODULE_ARCHIVED, /* every distribution of the version is */
    MODULE_STATE_COUNT
} ModuleWord;
extern const char *const module_state_names[MODULE_STATE_COUNT + 1];

typedef struct {
    Id module;
    ModuleWord word;
    bool edited;
    Id submission;              /* the last one; empty = none */
    int64_t distribution_count; /* of any version, without the archived */
} ModuleState;

/* In the order of `modules`; a module that is not there, or deleted, is left out. `ret` has room for n. */
Rc module_states(Ctx *cx, Db *space, const Id *modules, size_t n, ModuleState *ret, size_t *ret_n) MUST;

#endif
