/* What the commands do, by subject; the table in command_table.c says which words call which. The options of each are
 * declared beside it, because the enumeration is the index of the value. */
#ifndef APPS_KAIR_COMMAND_FUNCTIONS_H
#define APPS_KAIR_COMMAND_FUNCTIONS_H

#include "apps/kair/command.h"

/* command_program.c */
ExitStatus command_help_run(CommandRun *run);
ExitStatus command_version(CommandRun *run);
ExitStatus command_openapi(CommandRun *run);
ExitStatus command_config_defaults(CommandRun *run);
ExitStatus command_config_check(CommandRun *run);

/* command_data.c */
extern const CommandOption demo_options[], audit_options[];
ExitStatus command_migrate(CommandRun *run);
ExitStatus command_demo(CommandRun *run);
ExitStatus command_audit_verify(CommandRun *run);

/* command_space.c */
extern const CommandOption space_create_options[], space_state_options[], space_drop_options[];
ExitStatus command_space_create(CommandRun *run);
ExitStatus command_space_list(CommandRun *run);
ExitStatus command_space_suspend(CommandRun *run);
ExitStatus command_space_resume(CommandRun *run);
ExitStatus command_space_drop(CommandRun *run);

/* command_user.c */
extern const CommandOption user_create_options[], user_list_options[], user_password_options[], user_roles_options[];
ExitStatus command_user_create(CommandRun *run);
ExitStatus command_user_list(CommandRun *run);
ExitStatus command_user_set_password(CommandRun *run);
ExitStatus command_user_roles(CommandRun *run);

/* command_play.c */
extern const CommandOption play_options[];
ExitStatus command_play_rebuild(CommandRun *run);
ExitStatus command_play_verify(CommandRun *run);

/* command_measure.c */
extern const CommandOption measure_options[];
ExitStatus command_measure_rebuild(CommandRun *run);
ExitStatus command_measure_verify(CommandRun *run);

/* command_worker.c */
extern const CommandOption worker_token_options[];
ExitStatus command_worker_token_create(CommandRun *run);
ExitStatus command_worker_token_revoke(CommandRun *run);

#endif
