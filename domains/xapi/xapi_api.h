/* Error codes of statements. */
#ifndef DOMAINS_XAPI_XAPI_API_H
#define DOMAINS_XAPI_XAPI_API_H

#include "kernel/http/route.h"

extern const Surface xapi_surface;

#endif
