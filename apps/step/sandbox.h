/* Shuts the process in: from here on it can use the descriptors it has, memory and threads, and nothing else of the
 * machine (docs/adr/0009). Three layers, each of which holds alone: no new privileges; Landlock (no file can be opened,
 * or in the profile `doc` only fonts and poppler's data be read); seccomp (an allow-list of system calls). */
#ifndef APPS_STEP_SANDBOX_H
#define APPS_STEP_SANDBOX_H

#include "apps/step/step.h"

/* A build with sanitizers has no sandbox: their run-time opens files and attaches to itself. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANDBOX_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define SANDBOX_SANITIZED 1
#else
#define SANDBOX_SANITIZED 0
#endif
#else
#define SANDBOX_SANITIZED 0
#endif

/* What the kernel granted. */
typedef struct {
    bool no_new_privileges, landlock, seccomp;
} SandboxState;

/* For this thread and all it makes; cannot be undone. A layer that the kernel or the container does not offer is logged
 * and left out: the limits of the process (resource_limits.h) hold in any case. ERR_NOMEM, ERR_BUG: a filter of ours is
 * wrong. */
Rc sandbox_enter(Ctx *cx, StepProfile profile, SandboxState *ret) MUST;

/* Closes every descriptor above those of the contract: nothing inherited by mistake stays within reach. */
void sandbox_close_descriptors(void);

#endif
