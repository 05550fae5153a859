/* The HTTP surface of reviews. */
#ifndef DOMAINS_REVIEW_REVIEW_API_H
#define DOMAINS_REVIEW_REVIEW_API_H

#include "kernel/http/api.h"

extern const Surface review_surface;

#endif
