/* The question that the front server asks before it sends a file below /media/. */
#ifndef DOMAINS_MEDIA_DELIVERY_API_H
#define DOMAINS_MEDIA_DELIVERY_API_H

#include "kernel/http/route.h"

extern const Surface delivery_surface;

#endif
