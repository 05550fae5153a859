/* Rows of role_right. Knows no bounds. */
#ifndef DOMAINS_ACCESS_ACCESS_STORE_H
#define DOMAINS_ACCESS_ACCESS_STORE_H

#include "domains/access/access.h"

/* Overwrites the entries of `rights` for the roles that the space changed. */
Rc access_store_read(Ctx *cx, Db *space, RightSet rights[ROLE_COUNT]) MUST;
Rc access_store_write(Ctx *cx, Db *space, Role role, RightSet rights) MUST;

#endif
