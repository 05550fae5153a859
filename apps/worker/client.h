/* The worker's side of /api/v1/work: leases, heartbeats, ends. The only way a worker has to anything of the product. */
#ifndef APPS_WORKER_CLIENT_H
#define APPS_WORKER_CLIENT_H

#include "base/id.h"

typedef struct {
    Str api;    /* "http://localhost" or "https://learn.example.com", without a final slash */
    Str socket; /* path of a unix socket to reach it by; empty = by its address */
    Str token;
    Str name; /* of this worker, in the queue */
} ClientConf;

typedef struct Client Client;

/* One connection, used by one thread at a time. Keeps `conf` and what it points to. */
Rc client_new(const ClientConf *conf, Client **ret) MUST;
void client_free(Client *c);

typedef struct {
    Id id, lease;
    Str kind, payload; /* JSON text */
} LeasedJob;

/* At most one job of these kinds. ERR_MISSING: nothing to do. ERR_BUSY: the api is away or says so. ERR_DENIED: the
 * token is not (or no longer) good. */
Rc client_lease(Ctx *cx, Client *c, const char *const *kinds, LeasedJob *ret) MUST;

/* Each answers ERR_CONFLICT when the lease is somebody else's by now: the work is not ours any more; ERR_BUSY: the api
 * is away, which may be over in a moment. */
Rc client_heartbeat(Ctx *cx, Client *c, const LeasedJob *job, double progress) MUST;
Rc client_complete(Ctx *cx, Client *c, const LeasedJob *job, Str result) MUST; /* {NULL,0}: without a result */
Rc client_fail(Ctx *cx, Client *c, const LeasedJob *job, Str error, bool final) MUST;
Rc client_release(Ctx *cx, Client *c, const LeasedJob *job) MUST; /* back to the queue at once */

/* Appends to `fd`, which holds `from` bytes of it, the rest of the input with this digest. What arrived before a break
 * stays in the file, so that a second call goes on there. ERR_MISSING: the job has no such input. */
Rc client_fetch(Ctx *cx, Client *c, const LeasedJob *job, Str sha256, int fd, int64_t from) MUST;

/* One part of an output: `n` bytes from `at` of `fd` belong at `offset` of the output `name`. ERR_INVALID: the api does
 * not take it. */
enum { CLIENT_PART_MAX = 8 << 20 };
typedef struct {
    Str name, sha256; /* of the whole output */
    int64_t offset, total;
    int fd;
    int64_t at, n;
} OutputPart;
Rc client_send(Ctx *cx, Client *c, const LeasedJob *job, const OutputPart *part) MUST;

#endif
