/* What the process may use: setrlimit(2). The worker sets them before it starts the program; here they are made sure
 * of, because a step that runs without them is a step that can take the machine down. */
#ifndef APPS_STEP_RESOURCE_LIMITS_H
#define APPS_STEP_RESOURCE_LIMITS_H

#include "base/ctx.h"

typedef struct {
    int64_t memory_mb; /* address space */
    int64_t cpu_s;     /* processor time; SIGKILL a little later */
    int64_t output_mb; /* any file written */
} StepLimits;

/* Where a limit of the process is looser than `want` it is tightened, never the other way round. Also: no core file,
 * few descriptors. A write past the file size fails instead of killing. ERR_IO. */
Rc limits_apply(Ctx *cx, const StepLimits *want) MUST;

#endif
