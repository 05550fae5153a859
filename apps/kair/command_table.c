/* Every command, in the order of the help. */
#include "apps/kair/api_run.h"
#include "apps/kair/command_functions.h"
#include "apps/kair/serve.h"

const CommandOption serve_options[SERVE_OPTION_COUNT + 1] = {
    [SERVE_DEMO] = {"--demo", NULL, false, "with the demonstration space; its passwords are public"},
    [SERVE_FORCE] = {"--force", NULL, false, "allow --demo on an address that others can reach"},
};

const CommandOption api_options[API_OPTION_COUNT + 1] = {
    [API_DEMO] = {"--demo", NULL, false, "make the demonstration space when it is not there"},
};

const Command commands[] = {
    {"serve", serve_run, 0, serve_options, "Start everything: front server, api and one worker, and keep it running"},
    {"api", api_command, 0, api_options, "Serve FastCGI on a unix socket, for a front server of your own"},
    {"migrate", command_migrate, COMMAND_STORE, NULL, "Bring every database to the newest schema"},
    {"demo", command_demo, COMMAND_STORE, demo_options, "Make the demonstration space; harmless when it is there"},
    {"space create", command_space_create, COMMAND_STORE, space_create_options,
     "Open a client space and invite its administrator"},
    {"space list", command_space_list, COMMAND_STORE, NULL, "List the spaces"},
    {"space suspend", command_space_suspend, COMMAND_STORE, space_state_options,
     "Close a client space: nobody signs in, sessions end within a minute, data stay"},
    {"space resume", command_space_resume, COMMAND_STORE, space_state_options, "Open a suspended space again"},
    {"space drop", command_space_drop, COMMAND_STORE, space_drop_options,
     "Destroy a suspended client space: its database, its files, its row"},
    {"user create", command_user_create, COMMAND_STORE, user_create_options, "Invite a person into a space"},
    {"user list", command_user_list, COMMAND_STORE, user_list_options, "List the people of a space"},
    {"user set-password", command_user_set_password, COMMAND_STORE | COMMAND_SECRET, user_password_options,
     "Set a person's password; their sessions end"},
    {"user roles", command_user_roles, COMMAND_STORE, user_roles_options, "Set a person's roles"},
    {"worker token create", command_worker_token_create, COMMAND_STORE, worker_token_options,
     "Print a new token for a worker; it is shown this once"},
    {"worker token revoke", command_worker_token_revoke, COMMAND_STORE, worker_token_options,
     "End the tokens of a worker"},
    {"play rebuild", command_play_rebuild, COMMAND_STORE, play_options,
     "Compute what learners did again from their statements"},
    {"play verify", command_play_verify, COMMAND_STORE, play_options,
     "Compare what is known of learners with what their statements say"},
    {"measure rebuild", command_measure_rebuild, COMMAND_STORE, measure_options,
     "Compute the figures again from the statements"},
    {"measure verify", command_measure_verify, COMMAND_STORE, measure_options,
     "Check that the figures equal those computed from the statements alone"},
    {"audit verify", command_audit_verify, COMMAND_STORE, audit_options, "Check the chain of the audit logs"},
    {"config defaults", command_config_defaults, 0, NULL, "Print every setting with its default"},
    {"config check", command_config_check, 0, NULL, "Check the configuration and say what is wrong"},
    {"openapi", command_openapi, 0, NULL, "Print the API document (OpenAPI 3.1)"},
    {"version", command_version, 0, NULL, "Print the version"},
    {"help", command_help_run, 0, NULL, "Print this, or with a command its options"},
    {0},
};
