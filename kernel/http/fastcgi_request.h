/* One FastCGI request: parameters and body in, reply out. Internal to kernel/http. */
#ifndef KERNEL_HTTP_FASTCGI_REQUEST_H
#define KERNEL_HTTP_FASTCGI_REQUEST_H

#include "kernel/http/api.h"

#include <fcgiapp.h>

/* Fills `ret` and cx->id from the request; what is wrong with it is in ret->refused. Texts are borrowed from the
 * request but for path and body, which are in the arena. Answers whether the stream was read to its end: if not, the
 * connection cannot be kept. */
bool fastcgi_read(Ctx *cx, FCGX_Request *f, HttpInput *ret);

/* Writes status, headers and body. A header value that could break the header block is left out, and logged. */
void fastcgi_write(Ctx *cx, FCGX_Request *f, const HttpInput *in, const Reply *r);

#endif
