/* The FastCGI side: a pool of threads that accept from one unix socket (libfcgi) and call api_run. */
#ifndef KERNEL_HTTP_FASTCGI_H
#define KERNEL_HTTP_FASTCGI_H

#include "kernel/http/api.h"

typedef struct FastcgiPool FastcgiPool;

typedef struct {
    const char *socket_path;
    int threads;        /* ≥ 2 × (nginx workers × kept connections), or idle connections starve the pool */
    size_t arena_bytes; /* ceiling of one request */
} FastcgiConf;

/* Listens (replacing a stale socket file) and starts the threads; requests are served on return. The socket's
 * permissions are those of the process's umask. `api` is kept. ERR_IO, ERR_NOMEM. */
Rc fastcgi_start(Ctx *cx, const FastcgiConf *conf, const Api *api, FastcgiPool **ret) MUST;

/* Stops accepting, lets requests in hand end, drops idle kept connections and joins the threads. A thread whose request
 * has not ended after `grace_ms` is left behind, and fastcgi_free then keeps what it uses: the process is ending. */
void fastcgi_drain(FastcgiPool *p, int64_t grace_ms);

/* After fastcgi_drain. Accepts NULL. */
void fastcgi_free(FastcgiPool *p);

/* What the front server must pass (apps/kair/fastcgi.conf.in does): REQUEST_METHOD; REQUEST_URI as the client wrote it;
 * QUERY_STRING, CONTENT_TYPE, CONTENT_LENGTH, REMOTE_ADDR; HTTPS "on" or nothing; REQUEST_ID of 16 to 64 hexadecimal
 * digits; METRICS_LISTENER "1" on the listener of metrics only; and the request's headers as HTTP_*. Bodies come whole,
 * buffered by the front server, and are read up to HTTP_BODY_LARGE; those of routes with ROUTE_FILE_BODY stay in a file
 * of the front server, whose path comes as BODY_FILE (empty: no body), and are not sent. */

#endif
