/* The path of a request: percent-decoding and what is refused in it. */
#ifndef KERNEL_HTTP_PATH_H
#define KERNEL_HTTP_PATH_H

#include "base/ctx.h"

enum { HTTP_PATH_MAX = 2048, HTTP_PART_MAX = 128 };

/* Decodes the path of a request target (RFC 3986 §3.3; up to '?') into the arena. ERR_INVALID http.malformed: not
 * starting with '/', longer than HTTP_PATH_MAX, a broken escape, an escaped '/' or NUL, control characters, a part "."
 * or ".."; http.bad_utf8. Two slashes in a row stay: no route has an empty part. */
Rc path_decode(Ctx *cx, Str raw, Str *ret) MUST;

#endif
