/* Limits of the process. */
#include "apps/step/resource_limits.h"

#include "apps/step/sandbox.h"
#include "base/log.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>

enum { DESCRIPTORS = 64, CPU_GRACE_S = 5 };

static Rc tighten(Ctx *cx, __rlimit_resource_t resource, const char *name, rlim_t soft, rlim_t hard)
{
    struct rlimit now;
    if (getrlimit(resource, &now) != 0)
        return ERR_IO;
    if (now.rlim_cur <= soft && now.rlim_max <= hard)
        return OK;
    if (now.rlim_max < hard)
        hard = now.rlim_max;
    if (now.rlim_cur < soft)
        soft = now.rlim_cur;
    now = (struct rlimit){.rlim_cur = soft < hard ? soft : hard, .rlim_max = hard};
    if (setrlimit(resource, &now) == 0)
        return OK;
    log_fault(cx, "step", "a limit cannot be set", "limit=%s errno=%d", name, errno);
    return ERR_IO;
}

Rc limits_apply(Ctx *cx, const StepLimits *want)
{
    rlim_t memory = (rlim_t)want->memory_mb << 20, output = (rlim_t)want->output_mb << 20, cpu = (rlim_t)want->cpu_s;
    signal(SIGXFSZ, SIG_IGN); /* write(2) answers EFBIG: the step ends with a reason */
    TRY(tighten(cx, RLIMIT_CORE, "core", 0, 0));
    TRY(tighten(cx, RLIMIT_NOFILE, "descriptors", DESCRIPTORS, DESCRIPTORS));
    TRY(tighten(cx, RLIMIT_CPU, "cpu", cpu, cpu + CPU_GRACE_S));
    TRY(tighten(cx, RLIMIT_FSIZE, "output", output, output));
    if (SANDBOX_SANITIZED) /* a sanitizer's shadow is larger than any sensible limit */
        return OK;
    return tighten(cx, RLIMIT_AS, "memory", memory, memory);
}
