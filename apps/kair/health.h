/* How the running api is: what its background thread saw, read by /readyz and by whatever refuses writes. Atomics only:
 * every request thread reads, one thread writes. */
#ifndef APPS_KAIR_HEALTH_H
#define APPS_KAIR_HEALTH_H

#include "base/text.h"

#include <stdatomic.h>

/* Below this the disk is treated as full: writes are refused while there is still room for the databases' own
 * bookkeeping, and reads go on. */
#define HEALTH_DISK_FLOOR ((int64_t)16 << 20)
enum { HEALTH_SWEEP_MAX_MS = 30000 };

typedef struct {
    atomic_bool draining;
    atomic_bool broken; /* the process must end and start again */
    atomic_bool disk_full;
    atomic_bool newer_schema;   /* a space has been migrated by a newer program */
    _Atomic int64_t swept_ms;   /* monotonic instant of the last whole turn of the background thread */
    _Atomic int64_t written_ms; /* of the last write check: a stranger's /readyz costs at most one write a second */
    atomic_bool written;        /* how it ended */
} Health;
enum { HEALTH_WRITE_MS = 1000 };

typedef enum {
    HEALTH_STORE,
    HEALTH_DISK,
    HEALTH_MIGRATIONS,
    HEALTH_QUEUE,
    HEALTH_SERVING,
    HEALTH_CHECK_COUNT
} HealthCheck;
extern const char *const health_check_names[HEALTH_CHECK_COUNT];

/* Free bytes for this process on the disk of `folder`; -1 when that cannot be told. */
int64_t health_disk_free(Str folder);

#endif
