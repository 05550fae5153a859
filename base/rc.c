/* Names of outcomes. */
#include "base/rc.h"

const char *rc_name(Rc rc)
{
    static const char *const names[] = {
        [OK] = "ok",
        [ERR_INVALID] = "invalid",
        [ERR_REFUSED] = "refused",
        [ERR_UNKNOWN] = "unknown",
        [ERR_DENIED] = "denied",
        [ERR_MISSING] = "missing",
        [ERR_CONFLICT] = "conflict",
        [ERR_STALE] = "stale",
        [ERR_LIMIT] = "limit",
        [ERR_OFTEN] = "often",
        [ERR_BUSY] = "busy",
        [ERR_NOMEM] = "nomem",
        [ERR_IO] = "io",
        [ERR_BUG] = "bug",
    };
    _Static_assert(sizeof names / sizeof *names == RC_COUNT, "one name for each outcome");
    return (unsigned)rc < RC_COUNT ? names[rc] : "?";
}
