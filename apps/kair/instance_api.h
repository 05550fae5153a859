/* Routes of the program itself: what this installation is, and how it is. */
#ifndef APPS_KAIR_INSTANCE_API_H
#define APPS_KAIR_INSTANCE_API_H

#include "kernel/http/route.h"

extern const Surface instance_surface;

#endif
