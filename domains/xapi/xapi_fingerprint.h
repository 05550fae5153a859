/* One digest for all statements that count as equal (X21). Internal to domains/xapi. */
#ifndef DOMAINS_XAPI_XAPI_FINGERPRINT_H
#define DOMAINS_XAPI_XAPI_FINGERPRINT_H

#include "kernel/crypt/crypt.h"
#include "kernel/json/value.h"

/* Of a statement that was judged sound. Left out: id, stored, authority, version, definitions of activities, display of
 * verbs, the types that are taken when none is said. Made equal: time zones, the case of UUIDs, digests and language
 * tags, the order of group members, one activity and a list of one, durations to hundredths. */
Rc xapi_fingerprint(Ctx *cx, const JsonValue *statement, Sha256 *ret) MUST;

#endif
