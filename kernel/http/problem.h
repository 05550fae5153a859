/* Problem documents (RFC 9457), as JSON or as a small page. Internal to kernel/http, but for the document. */
#ifndef KERNEL_HTTP_PROBLEM_H
#define KERNEL_HTTP_PROBLEM_H

#include "kernel/http/api.h"

extern const Shape problem_shape; /* "Problem" */

/* Makes of the failure `rc` and of the reason in q->cx what goes out; q->route may be NULL. */
void problem_reply(Req *q, Rc rc, Reply *r);

#endif
