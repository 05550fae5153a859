/* HTTP surface of distributions. */
#ifndef DOMAINS_DISTRIBUTION_DISTRIBUTION_API_H
#define DOMAINS_DISTRIBUTION_DISTRIBUTION_API_H

#include "kernel/http/api.h"

extern const Surface distribution_surface;

#endif
