/* access: rights, roles, and who acts. One table says which role has which right, which ones a space may add, and which
 * it may not take away (REQUIREMENTS §ACL). */
#ifndef DOMAINS_ACCESS_ACCESS_H
#define DOMAINS_ACCESS_ACCESS_H

#include "kernel/store/db.h"

/* Numbers are those of kernel/http/route.h: business rights start at RIGHT_FIRST (5). Bit n of a set = right n. */
typedef enum {
    RIGHT_MODULE_PLAY = 5,
    RIGHT_GRAIN_EDIT,
    RIGHT_GRAIN_IMPORT,
    RIGHT_MODULE_SUBMIT,
    RIGHT_MODULE_REVIEW,
    RIGHT_DISTRIBUTION_MANAGE,
    RIGHT_MEASURE_READ,
    RIGHT_MEASURE_READ_NAMED,
    RIGHT_PERSON_READ,
    RIGHT_PERSON_EDIT,
    RIGHT_GROUP_READ,
    RIGHT_GROUP_EDIT,
    RIGHT_ROLE_READ,
    RIGHT_ROLE_EDIT,
    RIGHT_LICENCE_READ,
    RIGHT_LICENCE_EDIT,
    RIGHT_INVOICE_READ,
    RIGHT_AUDIT_READ,
    RIGHT_TICKET_OPEN,
    RIGHT_PRIVACY_MANAGE,
    RIGHT_SPACE_READ,
    RIGHT_SPACE_EDIT,
    RIGHT_SPACE_LIST,
    RIGHT_SPACE_CREATE,
    RIGHT_COUNT
} Right;

typedef enum {
    ROLE_LEARNER,
    ROLE_TRAINER,
    ROLE_TRAINING_MANAGER,
    ROLE_SPACE_ADMIN,
    ROLE_AUDITOR,
    ROLE_SUPPORT,  /* publisher's staff only */
    ROLE_OPERATOR, /* publisher's staff only */
    ROLE_COUNT
} Role;

typedef uint64_t RightSet;
typedef unsigned RoleSet; /* bit by Role */
#define ROLE_BIT(role) (1u << (role))
#define ROLES_OF_CLIENT 0x1Fu /* learner … auditor */
#define ROLES_OF_PUBLISHER \
    (ROLE_BIT(ROLE_SUPPORT) | ROLE_BIT(ROLE_OPERATOR) | ROLE_BIT(ROLE_SPACE_ADMIN) | ROLE_BIT(ROLE_AUDITOR))

/* Names as in the API ("person.read", "training_manager"); NULL-terminated, index = number. Rights 0–4 are the
 * kernel's. */
extern const char *const right_names[RIGHT_COUNT + 1];
extern const char *const role_names[ROLE_COUNT + 1];

typedef struct {
    RightSet standard; /* what the role has unless the space says otherwise */
    RightSet allowed;  /* what the space may give it: a superset */
    RightSet required; /* what the space may not take away: a subset of standard */
    const char *doc;
} RoleRow;
extern const RoleRow role_table[ROLE_COUNT];
const char *right_doc(Right r);

/* Who does something, for rules and for the audit log. */
typedef struct {
    Id person;   /* empty: the program itself (demo, command line) */
    Str address; /* IP address, empty when there is none */
    RightSet rights;
} Actor;

/* What a space made of a role, brought back within the table's bounds: a newer table may have moved them. */
RightSet access_bounded(Role role, RightSet rights);

/* The rights of a person with these roles in this space: the table with the space's own changes. */
Rc access_rights(Ctx *cx, Db *space, RoleSet roles, RightSet *ret) MUST;
/* The rights of each role here. */
Rc access_role_rights(Ctx *cx, Db *space, RightSet ret[ROLE_COUNT]) MUST;
/* Sets one role's rights inside the caller's write transaction, who audits it (audit stands above access).
 * ERR_REFUSED access.out_of_bounds outside allowed/required. Holds for live sessions from their next request. */
Rc access_set_role_rights(Ctx *cx, Db *space, Role role, RightSet rights) MUST;

/* Number of a name, or -1. */
int access_role_named(Str name);
int access_right_named(Str name);

#endif
