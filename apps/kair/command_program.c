/* Commands about the program itself: no database. */
#include "apps/kair/command_functions.h"
#include "apps/kair/surfaces.h"
#include "domains/access/access.h"

enum { OPENAPI_MAX = 8 << 20, DEFAULTS_MAX = 256 << 10 };

ExitStatus command_help_run(CommandRun *run)
{
    command_help_all(run->output);
    return EXIT_DONE;
}

ExitStatus command_version(CommandRun *run)
{
    command_say(run, "kair %s\n", KAIR_VERSION);
    return EXIT_DONE;
}

ExitStatus command_openapi(CommandRun *run)
{
    RouteTable *table;
    Buf document;
    buf_init(&document, run->cx->arena, OPENAPI_MAX);
    Rc rc = route_table_new(app_surfaces, &table);
    if (rc == OK) {
        rc = route_openapi(run->cx, table, right_names, STR(KAIR_VERSION), &document);
        route_table_free(table);
    }
    if (rc == OK)
        run->output->put(run->output->arg, false, buf_str(&document));
    return command_end(run, rc);
}

ExitStatus command_config_defaults(CommandRun *run)
{
    Buf text;
    buf_init(&text, run->cx->arena, DEFAULTS_MAX);
    conf_write_defaults(&text);
    if (text.rc == OK)
        run->output->put(run->output->arg, false, buf_str(&text));
    return command_end(run, text.rc);
}

/* Whoever called has loaded it; loading is the check. */
ExitStatus command_config_check(CommandRun *run)
{
    command_say(run, "The configuration is good. Public address: %s\n", conf_origin(run->conf).at);
    return EXIT_DONE;
}
