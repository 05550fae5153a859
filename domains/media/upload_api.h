/* Uploads over HTTP: tus 1.0 with the extensions creation and termination. */
#ifndef DOMAINS_MEDIA_UPLOAD_API_H
#define DOMAINS_MEDIA_UPLOAD_API_H

#include "kernel/http/route.h"

extern const Surface upload_surface;

#endif
