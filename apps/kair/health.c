/* Names of the checks, and the disk. */
#include "apps/kair/health.h"

#include <sys/statvfs.h>

const char *const health_check_names[HEALTH_CHECK_COUNT] = {
    [HEALTH_STORE] = "store", [HEALTH_DISK] = "disk",       [HEALTH_MIGRATIONS] = "migrations",
    [HEALTH_QUEUE] = "queue", [HEALTH_SERVING] = "serving",
};

int64_t health_disk_free(Str folder)
{
    struct statvfs disk;
    if (statvfs(folder.at, &disk) != 0)
        return -1;
    return (int64_t)disk.f_bavail * (int64_t)disk.f_frsize;
}
