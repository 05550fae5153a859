/* What stands in the way of serving, told before anything starts: one clear sentence each. */
#ifndef APPS_KAIR_SERVE_CHECK_H
#define APPS_KAIR_SERVE_CHECK_H

#include "apps/kair/command.h"

/* Front server installed, data folder writable, port free, browser side built. False after the sentences; a missing
 * browser side is said and does not stop anything: the API serves without it. */
bool serve_check(CommandRun *run);

/* Someone listens on this unix socket. */
bool socket_answers(const char *path);

/* Status of GET `target` over HTTP/1.0 on this unix socket; 0 when no answer came within two seconds. */
int status_over_socket(const char *path, const char *target);

#endif
