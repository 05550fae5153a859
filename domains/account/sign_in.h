/* Signing in with e-mail and password, in whichever space accepts them. Knows neither HTTP nor SQL. */
#ifndef DOMAINS_ACCOUNT_SIGN_IN_H
#define DOMAINS_ACCOUNT_SIGN_IN_H

#include "domains/account/session.h"
#include "kernel/crypt/password.h"

/* What signing in needs beside the request. */
typedef struct {
    StoreThread *stores;
    PasswordGate *passwords;
    SessionLimits limits;
} SignInDoor;

enum { SIGN_IN_SPACES = 4 }; /* candidates tried for one e-mail */

typedef struct {
    Str email, password; /* e-mail lower-cased */
    Str slug;            /* empty = any space */
    SessionClient client;
} SignInAsk;

typedef struct {
    Space space;
    Person person;
    SessionRow session;
    Str bearer; /* for the cookie */
    /* Several spaces accept: then nothing was begun, and these are they. */
    Space choices[SIGN_IN_SPACES];
    size_t choice_count;
} SignedIn;

/* ERR_UNKNOWN account.credentials. ERR_OFTEN account.throttled with retry_after_s, before any hashing. ERR_BUSY: too
 * many computations wait. */
Rc sign_in(Ctx *cx, const SignInDoor *door, const SignInAsk *ask, SignedIn *ret) MUST;

#endif
