/* What a new password must be (OPERATIONS §10): length by role, strength, nothing personal. */
#ifndef DOMAINS_ACCOUNT_PASSWORD_RULE_H
#define DOMAINS_ACCOUNT_PASSWORD_RULE_H

#include "domains/account/account.h"

size_t password_rule_min(RoleSet roles);
/* ERR_REFUSED account.password_short, account.password_long, account.password_weak, account.password_personal. */
Rc password_rule(Ctx *cx, const Person *person, Str space_name, Str password, const char *field) MUST;

/* Changes one's own: the present one is checked first, throttled like a sign-in. ERR_REFUSED
 * account.current_password. Other sessions and all links end; a mail says so. */
typedef struct {
    Id space, person, session;
    Str space_name, address, current, new;
} PasswordChange;
typedef struct StoreThread StoreThread;
typedef struct PasswordGate PasswordGate;
Rc password_change(Ctx *cx, StoreThread *stores, PasswordGate *gate, const PasswordChange *change, Id *ret_mail) MUST;

#endif
