/* The countdown of this thread's armed fault. */
#include "base/fault.h"

static _Thread_local long remaining = -1;
static _Thread_local unsigned armed_kinds;
static _Thread_local bool reached;

void fault_after(unsigned kinds, long countdown)
{
    armed_kinds = kinds;
    remaining = countdown;
    reached = false;
}

bool fault_disarm(void)
{
    remaining = -1;
    return reached;
}

bool fault_here(FaultKind kind)
{
    if (remaining < 0 || !(armed_kinds & (unsigned)kind))
        return false;
    if (remaining-- > 0)
        return false;
    reached = true;
    return true;
}
