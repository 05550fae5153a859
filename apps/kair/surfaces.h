/* The composition of the product: which domains' routes and error codes it has. Used by the api, the API document and
 * the generated tests alike. */
#ifndef APPS_KAIR_SURFACES_H
#define APPS_KAIR_SURFACES_H

#include "kernel/http/route.h"

extern const Surface *const app_surfaces[]; /* ends with NULL */

#endif
