/* What a failed sign-in leaves behind: a line in the log of each space that was tried, a notice to the person when the
 * account must wait, an alert to the administrators when there are many (R36, R106). */
#ifndef DOMAINS_ACCOUNT_SIGN_IN_FAILED_H
#define DOMAINS_ACCOUNT_SIGN_IN_FAILED_H

#include "domains/account/account.h"
#include "domains/account/throttle.h"

/* One space in which an e-mail and password may be right. */
typedef struct {
    Space space;
    Person person;
    Str hash;
    bool known; /* the space has such a person */
    bool matches;
    bool old; /* hashed with other parameters than today's */
} Candidate;

typedef struct {
    const Candidate *candidates;
    size_t count;
    const ThrottleKey *keys; /* of each candidate, as throttle_take left them */
    Str address;
} FailedSignIn;

/* Always fails: ERR_UNKNOWN account.credentials, or what kept it from being noted. */
Rc sign_in_failed(Ctx *cx, StoreThread *stores, const FailedSignIn *failed) MUST;

#endif
