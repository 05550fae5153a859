/* HTTP surface of spaces: public facts, settings of one's own space, the publisher's list. */
#ifndef DOMAINS_SPACE_SPACE_API_H
#define DOMAINS_SPACE_SPACE_API_H

#include "kernel/http/route.h"

extern const Surface space_surface;

#endif
