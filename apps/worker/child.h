/* One kair-step: a process with six open files, limits, and nothing else. It dies with this program, and when nobody
 * wants its work any more. */
#ifndef APPS_WORKER_CHILD_H
#define APPS_WORKER_CHILD_H

#include "apps/worker/pulse.h"
#include "base/ctx.h"

typedef struct {
    const char *program, *profile; /* "av" or "doc" */
    int spec_fd, result_fd, input_fd, output_fd;
    int64_t memory_mb, cpu_s, output_mb;
} StepRun;

/* Until it ends. Its progress goes into the pulse. OK: exit status 0. ERR_REFUSED: 2, the result says why.
 * ERR_CONFLICT: stopped by the pulse. Else ERR_IO, and *ret_why says how it ended. */
Rc child_run(Ctx *cx, const StepRun *run, Pulse *pulse, Str *ret_why) MUST;

#endif
