/* What each role may do here: changed and audited in one transaction. (Domain access cannot: the log stands above it.)
 */
#ifndef DOMAINS_ACCOUNT_ROLE_H
#define DOMAINS_ACCOUNT_ROLE_H

#include "domains/access/access.h"

/* ERR_REFUSED access.out_of_bounds. */
Rc role_set_rights(Ctx *cx, Db *space, const Actor *by, Role role, RightSet rights) MUST;

#endif
