/* One program that the supervisor keeps running: start, notice its end, start again with back-off. Knows nothing of
 * what the program does. */
#ifndef APPS_KAIR_CHILD_H
#define APPS_KAIR_CHILD_H

#include "base/ctx.h"

#include <sys/types.h>

enum {
    CHILD_DEATHS_MAX = 10, /* ends in a row without ever having answered: then starting again is pointless */
    CHILD_HOPELESS = 78,   /* exit status (EX_CONFIG of sysexits.h): what is wrong will not change by starting again */
};

typedef struct {
    const char *name;
    const char *const *argv; /* ends with NULL; [0] is the path of the program */
    pid_t pid;               /* 0 = not running */
    bool answered;           /* since it was last started */
    int deaths;              /* in a row without having answered */
    int64_t again_ms;        /* monotonic: not before */
    bool hopeless;
} Child;

/* Starts it in a process group of its own; it gets SIGTERM when this process dies, however that happens. ERR_IO. */
Rc child_start(Ctx *cx, Child *child) MUST;

/* Notes that process `pid` ended with wait status `status`, when it is this child; what it left running goes too.
 * Says in the log why it ended unless `expected`. */
bool child_ended(Ctx *cx, Child *child, pid_t pid, int status, bool expected);

/* Sends a signal to it, or with `whole` to its process group. Harmless when it does not run. */
void child_signal(const Child *child, int number, bool whole);

#endif
