/* HTTP surface of the states of modules. */
#ifndef DOMAINS_DISTRIBUTION_MODULE_STATE_API_H
#define DOMAINS_DISTRIBUTION_MODULE_STATE_API_H

#include "kernel/http/api.h"

extern const Surface module_state_surface;

#endif
