/* Landlock rules (Linux 5.13 and later; Documentation/userspace-api/landlock.rst). */
#include "apps/step/landlock.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Rights by version of the interface; the header of an old Debian names only the first. A ruleset that handles a right
 * refuses it everywhere but below its rules. */
static const uint64_t files_v1 = (1U << 13) - 1; /* execute, write, read, list, remove, make */
enum { REFER_V2 = 1 << 13, TRUNCATE_V3 = 1 << 14, DEVICE_V5 = 1 << 15, TCP_V4 = 3, SCOPES_V6 = 3 };

/* The structure as of version 6; an older kernel takes its beginning. */
typedef struct {
    uint64_t files, network, scopes;
} Ruleset;

static int version(void)
{
    return (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

static int make_ruleset(int abi)
{
    Ruleset r = {.files = files_v1};
    r.files |= (abi >= 2 ? REFER_V2 : 0U) | (abi >= 3 ? TRUNCATE_V3 : 0U) | (abi >= 5 ? DEVICE_V5 : 0U);
    r.network = abi >= 4 ? TCP_V4 : 0;
    r.scopes = abi >= 6 ? SCOPES_V6 : 0;
    size_t size = abi >= 6 ? sizeof r : abi >= 4 ? 2 * sizeof(uint64_t) : sizeof(uint64_t);
    return (int)syscall(SYS_landlock_create_ruleset, &r, size, 0);
}

static Rc allow_reading(int ruleset, const char *folder)
{
    int fd = open(folder, O_PATH | O_CLOEXEC);
    if (fd < 0)
        return OK; /* not on this machine */
    struct landlock_path_beneath_attr rule = {
        .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR, .parent_fd = fd};
    long failed = syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    close(fd);
    return failed ? ERR_IO : OK;
}

Rc landlock_enter(const char *const *folders)
{
    int abi = version();
    if (abi < 1)
        return ERR_MISSING;
    int ruleset = make_ruleset(abi);
    if (ruleset < 0)
        return ERR_MISSING;
    Rc rc = OK;
    for (; *folders && rc == OK; folders++)
        rc = allow_reading(ruleset, *folders);
    if (rc == OK && syscall(SYS_landlock_restrict_self, ruleset, 0) != 0)
        rc = ERR_MISSING;
    close(ruleset);
    return rc;
}
