/* Reading the few request headers the program uses. All results are slices of what was given. */
#ifndef KERNEL_HTTP_HEADERS_H
#define KERNEL_HTTP_HEADERS_H

#include "base/text.h"

/* The value of a cookie in a Cookie header (RFC 6265 §4.2.1); {NULL,0} when it is not there, or there twice: of two we
 * cannot tell which one is ours. */
Str header_cookie(Str cookies, Str name);

/* Whether a Content-Type is `type`, whatever its parameters (RFC 9110 §8.3.1). */
bool header_is_type(Str content_type, Str type);

/* The version in If-Match: "12" in quotes. W/ is taken too: nginx weakens our tags when it compresses. ERR_INVALID. */
Rc header_version(Str if_match, int64_t *ret) MUST;

/* Whether If-None-Match names `etag` (weak comparison, RFC 9110 §13.1.2), or is "*". */
bool header_none_match(Str if_none_match, Str etag);

/* The token of "Bearer <token>"; {NULL,0} otherwise. */
Str header_bearer(Str authorization);

#endif
