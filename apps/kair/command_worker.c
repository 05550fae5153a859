/* Commands about worker machines. */
#include "apps/kair/command_functions.h"
#include "domains/work/work.h"

enum { TOKEN_NAME };
const CommandOption worker_token_options[] = {
    [TOKEN_NAME] = {"--name", "NAME", true, "name of the worker machine"},
    {0},
};

static Rc open_platform(CommandRun *run, Db **ret)
{
    Str name = run->values[TOKEN_NAME];
    if (utf8_length(name) > WORK_NAME_MAX)
        return fail(run->cx, ERR_INVALID, "http.out_of_range", "--name");
    return store_platform(run->cx, run->stores, ret);
}

ExitStatus command_worker_token_create(CommandRun *run)
{
    Db *platform;
    Str token;
    Rc rc = open_platform(run, &platform);
    if (rc == OK)
        rc = work_token_create(run->cx, platform, run->values[TOKEN_NAME], &token);
    if (rc == OK)
        command_say(run, "%.*s\n", STR_ARG(token));
    return command_end(run, rc);
}

ExitStatus command_worker_token_revoke(CommandRun *run)
{
    Db *platform;
    Rc rc = open_platform(run, &platform);
    if (rc == OK)
        rc = work_token_revoke(run->cx, platform, run->values[TOKEN_NAME]);
    if (rc == OK)
        command_say(run, "The token is revoked.\n");
    return command_end(run, rc);
}
