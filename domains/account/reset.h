/* Forgotten passwords. Asking writes one row on the platform, the same whoever is named; account_work_resets does the
 * rest within a second, so nobody learns from an answer or its time whether an e-mail has an account. */
#ifndef DOMAINS_ACCOUNT_RESET_H
#define DOMAINS_ACCOUNT_RESET_H

#include "domains/account/account.h"

/* ERR_OFTEN account.throttled: this address asked too often. Too often for one e-mail is dropped in silence. */
Rc reset_ask(Ctx *cx, StoreThread *stores, Str email, Str address) MUST;

#endif
