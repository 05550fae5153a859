/* HTTP surface of coming aboard: the publisher opens a client's space. */
#ifndef DOMAINS_ONBOARDING_ONBOARDING_API_H
#define DOMAINS_ONBOARDING_ONBOARDING_API_H

#include "kernel/http/route.h"

extern const Surface onboarding_surface;

#endif
