/* The platform's directory e-mail → spaces follows the persons of a space. It is written after the commit there and can
 * be written again from the rows, so a failure here never undoes the act: it is logged and mended by the sweep. */
#ifndef DOMAINS_ACCOUNT_DIRECTORY_H
#define DOMAINS_ACCOUNT_DIRECTORY_H

#include "domains/account/account.h"

/* Deactivated persons are not in it. */
void directory_follow(Ctx *cx, Db *platform, const Id *space, const Person *person);
/* An e-mail that nobody in the space has any more. */
void directory_forget(Ctx *cx, Db *platform, const Id *space, Str email);
/* Enqueues a mail after its commit; nothing for an empty id. */
void directory_dispatch(Ctx *cx, Db *platform, const Id *space, const Id *mail);

#endif
