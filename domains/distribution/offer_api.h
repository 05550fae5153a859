/* HTTP surface of the modules that can be distributed. */
#ifndef DOMAINS_DISTRIBUTION_OFFER_API_H
#define DOMAINS_DISTRIBUTION_OFFER_API_H

#include "kernel/http/api.h"

extern const Surface offer_surface;

#endif
