/* HTTP surface of grains. */
#ifndef DOMAINS_GRAIN_GRAIN_API_H
#define DOMAINS_GRAIN_GRAIN_API_H

#include "kernel/http/api.h"

extern const Surface grain_surface;

#endif
