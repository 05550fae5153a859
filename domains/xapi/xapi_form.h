/* The forms that texts in statements must have: IRI, language tag, UUID, time, duration, mailbox, digest (X11, X19).
 * Pure functions; what they accept they also read. Knows no statement. */
#ifndef DOMAINS_XAPI_XAPI_FORM_H
#define DOMAINS_XAPI_XAPI_FORM_H

#include "base/id.h"

enum { XAPI_IRI_MAX = 2000, XAPI_LANGUAGE_MAX = 60, XAPI_DURATION_MAX = 60 };

/* A scheme, a colon, and something behind without blanks and the characters that RFC 3987 leaves out. */
bool form_is_iri(Str s);
/* Well formed by RFC 5646 §2.1 (grandfathered tags: only those that it lists and that fit no other rule). */
bool form_is_language(Str s);
bool form_is_mailbox(Str s); /* "mailto:" and an address */
bool form_is_sha1(Str s);    /* 40 hexadecimal digits */
bool form_is_sha2(Str s);    /* of 224, 256, 384 or 512 bits */

/* A UUID in any case, as the Id of its small letters. ERR_INVALID. */
Rc form_uuid(Str s, Id *ret) MUST;

/* RFC 3339 with a zone (offsets also as +hh and +hhmm, ISO 8601); -00, -0000 and -00:00 are refused. Milliseconds UTC,
 * what is finer is cut off; a leap second is the end of its minute. ERR_INVALID. */
Rc form_time(Str s, int64_t *ret_ms) MUST;

/* ISO 8601: PnW or PnYnMnDTnHnMnS, the last number may have a fraction. `ret_ms` counts a year as 365 days and a month
 * as 30; what is finer than a millisecond is cut off. ERR_INVALID, also beyond a thousand years. */
Rc form_duration(Str s, int64_t *ret_ms) MUST;

#endif
