/* HTTP surface for worker machines, and how they are recognised. */
#ifndef DOMAINS_WORK_WORK_API_H
#define DOMAINS_WORK_WORK_API_H

#include "kernel/http/api.h"

extern const Surface work_surface;

/* For Api.authenticate: a machine by "Authorization: Bearer <token>". ERR_UNKNOWN: nobody. */
Rc work_authenticate(Req *q, Principal *ret) MUST;

#endif
