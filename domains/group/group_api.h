/* HTTP surface of groups. */
#ifndef DOMAINS_GROUP_GROUP_API_H
#define DOMAINS_GROUP_GROUP_API_H

#include "kernel/http/api.h"

extern const Surface group_surface;

#endif
