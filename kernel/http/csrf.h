/* Whether an unsafe request comes from our own pages (OPERATIONS §10). Internal to kernel/http. */
#ifndef KERNEL_HTTP_CSRF_H
#define KERNEL_HTTP_CSRF_H

#include "kernel/http/api.h"

/* For an unsafe method. Origin and Sec-Fetch-Site must be ours where the browser sends them, also without a session:
 * nobody else's page signs a visitor in. With a session cookie the token must match besides. ERR_DENIED http.csrf. */
Rc csrf_check(Req *q) MUST;

#endif
