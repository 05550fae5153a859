/* Captions of a film over HTTP. */
#ifndef DOMAINS_MEDIA_CAPTION_API_H
#define DOMAINS_MEDIA_CAPTION_API_H

#include "kernel/http/route.h"

extern const Surface caption_surface;

#endif
