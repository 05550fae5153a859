/* The HTTP surface of people: sessions, links, persons, roles and rights. */
#ifndef DOMAINS_ACCOUNT_ACCOUNT_API_H
#define DOMAINS_ACCOUNT_ACCOUNT_API_H

#include "kernel/http/api.h"

extern const Surface account_surface;

/* For Api.authenticate: the person of the session cookie, with the rights they have at this moment. One statement, and
 * one write at most once a minute. ERR_UNKNOWN: nobody. */
Rc account_authenticate(Req *q, Principal *ret);

#endif
