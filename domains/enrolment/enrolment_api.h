/* HTTP surface of enrolment: preview, faults, run. */
#ifndef DOMAINS_ENROLMENT_ENROLMENT_API_H
#define DOMAINS_ENROLMENT_ENROLMENT_API_H

#include "kernel/http/api.h"

extern const Surface enrolment_surface;

#endif
