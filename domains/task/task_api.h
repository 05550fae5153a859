/* HTTP surface of tasks: the task centre of the person who is signed in. */
#ifndef DOMAINS_TASK_TASK_API_H
#define DOMAINS_TASK_TASK_API_H

#include "kernel/http/api.h"

extern const Surface task_surface;

#endif
