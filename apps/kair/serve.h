/* `kair serve`: one command starts everything, keeps it running, and ends it in order. */
#ifndef APPS_KAIR_SERVE_H
#define APPS_KAIR_SERVE_H

#include "apps/kair/command.h"

enum { SERVE_DEMO, SERVE_FORCE, SERVE_OPTION_COUNT };
extern const CommandOption serve_options[SERVE_OPTION_COUNT + 1];

ExitStatus serve_run(CommandRun *run);

/* Checks that `kair serve --demo` and `kair demo` share: demo passwords are known to everyone. False after a sentence.
 */
bool serve_demo_allowed(CommandRun *run, bool forced);

#endif
