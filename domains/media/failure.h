/* Why a media cannot be prepared: the codes that a step may end with. */
#ifndef DOMAINS_MEDIA_FAILURE_H
#define DOMAINS_MEDIA_FAILURE_H

#include "base/text.h"

extern const char *const media_failures[]; /* NULL-terminated */

/* The code that `error` begins with, when it is one of these; media.step_failed otherwise. */
const char *media_failure_code(Str error);

#endif
