/* HTTP surface of measures. */
#ifndef DOMAINS_MEASURE_MEASURE_API_H
#define DOMAINS_MEASURE_MEASURE_API_H

#include "kernel/http/api.h"

extern const Surface measure_surface;

#endif
