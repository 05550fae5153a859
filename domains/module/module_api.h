/* HTTP surface of modules. */
#ifndef DOMAINS_MODULE_MODULE_API_H
#define DOMAINS_MODULE_MODULE_API_H

#include "kernel/http/api.h"

extern const Surface module_surface;

#endif
