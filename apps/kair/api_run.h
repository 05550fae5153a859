/* `kair api`: the FastCGI server itself, until SIGTERM. */
#ifndef APPS_KAIR_API_RUN_H
#define APPS_KAIR_API_RUN_H

#include "apps/kair/command.h"

enum { API_DEMO, API_OPTION_COUNT };
extern const CommandOption api_options[API_OPTION_COUNT + 1];

ExitStatus api_command(CommandRun *run);

#endif
