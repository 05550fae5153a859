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

/* Listens (replacing a stale socket file) and starts the threads; requests are served on return. ERR_IO, ERR_NOMEM. */
Rc fastcgi_start(Ctx *cx, const FastcgiConf *conf, const Api *api, FastcgiPool **ret) MUST;

/* Stops accepting, lets requests in hand end, joins the threads. nginx must have closed its kept connections, or be
 * told to; after `grace_ms` threads still waiting on an idle connection are let go. */
void fastcgi_drain(FastcgiPool *p, int64_t grace_ms);
void fastcgi_free(FastcgiPool *p);

#endif
