/* The HTTP surface of checks. */
#ifndef DOMAINS_PREFLIGHT_PREFLIGHT_API_H
#define DOMAINS_PREFLIGHT_PREFLIGHT_API_H

#include "kernel/http/api.h"

extern const Surface preflight_surface;

#endif
