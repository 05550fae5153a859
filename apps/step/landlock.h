/* Landlock, by its three system calls: no library wraps them in the Debians we build on. Internal to apps/step. */
#ifndef APPS_STEP_LANDLOCK_H
#define APPS_STEP_LANDLOCK_H

#include "base/ctx.h"

/* From here on this thread can open files only below `folders` (NULL-terminated; those that are not there are passed
 * over), for reading; and connects to no port where the kernel knows that rule. ERR_MISSING: no Landlock here.
 * Needs no_new_privs. */
Rc landlock_enter(const char *const *folders) MUST;

#endif
