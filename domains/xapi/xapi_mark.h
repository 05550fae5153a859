/* "These spaces have new statements": set in memory by whoever stored some, waited for by whoever computes from them. A
 * hint that saves looking into every space; what another process stored is found by looking. Safe between threads. */
#ifndef DOMAINS_XAPI_XAPI_MARK_H
#define DOMAINS_XAPI_XAPI_MARK_H

#include "base/ctx.h"
#include "base/id.h"

enum { XAPI_MARK_MAX = 256 }; /* spaces at once; what is beyond is found by looking */

typedef struct XapiMark XapiMark;

Rc xapi_mark_new(XapiMark **ret) MUST;
void xapi_mark_free(XapiMark *m); /* accepts NULL */

/* After the commit. Accepts NULL: nobody waits. */
void xapi_mark_set(XapiMark *m, const Id *space);

/* Takes up to `room` spaces off, in the order in which they were set; waits for the first up to `timeout_ms`. Answers
 * how many: 0 when none came, or when woken. */
size_t xapi_mark_wait(XapiMark *m, int64_t timeout_ms, Id *ret, size_t room);

/* Whoever waits returns at once, now and from now on: the program is leaving. */
void xapi_mark_close(XapiMark *m);

#endif
