/* HTTP surface of the access log. */
#ifndef DOMAINS_AUDIT_AUDIT_API_H
#define DOMAINS_AUDIT_AUDIT_API_H

#include "kernel/http/route.h"

extern const Surface audit_surface;

#endif
