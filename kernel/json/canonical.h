/* The one text of a JSON value (RFC 8785, JCS), to be hashed: what differs only in blanks, order of members, escapes or
 * writing of numbers has the same. Numbers are IEEE doubles written as ECMAScript does: shortest digits that read back
 * the same, "0.333", "1e+30", "-0" as "0". An integer beyond ±(2^53 − 1), which a double may not hold, is refused
 * rather than changed (RFC 7493 §2.2). */
#ifndef KERNEL_JSON_CANONICAL_H
#define KERNEL_JSON_CANONICAL_H

#include "base/ctx.h"

/* Appends the canonical form of the text. ERR_INVALID and ERR_LIMIT as shape_decode (http.malformed, http.too_deep,
 * http.duplicate_member, …), http.out_of_range for an integer above; else the buffer's own outcome. */
Rc json_canonical(Ctx *cx, Str json, Buf *out) MUST;

/* Its writing of one finite number (§3.2.2.3). */
void canonical_number(Buf *out, double v);

#endif
