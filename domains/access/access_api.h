/* Who asks, as rules and the access log want it: for the handlers of every domain. */
#ifndef DOMAINS_ACCESS_ACCESS_API_H
#define DOMAINS_ACCESS_ACCESS_API_H

#include "domains/access/access.h"
#include "kernel/http/api.h"

/* Holds as long as the request. */
static inline Actor access_actor(const Req *q)
{
    return (Actor){.person = q->who.person, .address = q->in->address, .rights = q->who.rights};
}

#endif
