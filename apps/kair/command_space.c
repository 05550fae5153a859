/* Commands about spaces. */
#include "apps/kair/command_functions.h"
#include "domains/onboarding/onboarding.h"

#include <inttypes.h>

enum { CREATE_SLUG, CREATE_NAME, CREATE_FIRST, CREATE_LAST, CREATE_EMAIL, CREATE_LANGUAGE };
const CommandOption space_create_options[] = {
    [CREATE_SLUG] = {"--slug", "SLUG", true, "name in addresses: a-z, 0-9, dashes; never changes"},
    [CREATE_NAME] = {"--name", "NAME", true, "name of the company"},
    [CREATE_FIRST] = {"--first-name", "NAME", true, "of the administrator"},
    [CREATE_LAST] = {"--last-name", "NAME", true, "of the administrator"},
    [CREATE_EMAIL] = {"--email", "ADDRESS", true, "of the administrator: the invitation goes there"},
    [CREATE_LANGUAGE] = {"--language", "fr|en", false, "of the space and its administrator; fr unless given"},
    {0},
};

ExitStatus command_space_create(CommandRun *run)
{
    static const Actor program = {0};
    OnboardingSpec spec = {.slug = run->values[CREATE_SLUG],
                           .name = run->values[CREATE_NAME],
                           .language = run->values[CREATE_LANGUAGE].at ? run->values[CREATE_LANGUAGE] : STR("fr"),
                           .first_name = run->values[CREATE_FIRST],
                           .last_name = run->values[CREATE_LAST],
                           .email = run->values[CREATE_EMAIL]};
    Space space;
    Rc rc = onboarding_check(run->cx, &spec.first_name, &spec.last_name, &spec.email);
    if (rc == OK)
        rc = onboarding_open(run->cx, run->stores, &program, &spec, conf_origin(run->conf), &space);
    if (rc == OK)
        command_say(run, "The space %.*s is open; %.*s is invited.\n", STR_ARG(space.slug), STR_ARG(spec.email));
    return command_end(run, rc);
}

static Rc print_space(Ctx *cx, const Space *space, void *arg)
{
    (void)cx;
    CommandRun *run = arg;
    command_say(run, "%-40.*s %-9s %-9s %6" PRId64 "  %.*s\n", STR_ARG(space->slug), space_kind_names[space->kind],
                space_state_names[space->state], space->person_count, STR_ARG(space->name));
    return OK;
}

ExitStatus command_space_list(CommandRun *run)
{
    Db *platform;
    Rc rc = store_platform(run->cx, run->stores, &platform);
    if (rc == OK)
        rc = space_each(run->cx, platform, print_space, run);
    return command_end(run, rc);
}

enum { STATE_SLUG };
const CommandOption space_state_options[] = {
    [STATE_SLUG] = {"--slug", "SLUG", true, "the space"},
    {0},
};

static ExitStatus set_state(CommandRun *run, SpaceState state)
{
    static const Actor program = {0};
    SpacePatch patch = {.has_state = true, .state = state};
    Db *platform;
    Space space;
    Rc rc = store_platform(run->cx, run->stores, &platform);
    if (rc == OK)
        rc = space_by_slug(run->cx, platform, run->values[STATE_SLUG], &space);
    SpaceEdit edit = {.by = &program, .patch = &patch};
    if (rc == OK && space.kind == SPACE_PUBLISHER) {
        command_complain(run, "The staff's own space cannot be suspended.\n");
        return EXIT_FAILED;
    }
    if (rc == OK) {
        edit.space = space.id;
        edit.version = space.version;
        rc = space_edit(run->cx, platform, &edit, &space);
    }
    if (rc == OK)
        command_say(run, "The space %.*s is %s.\n", STR_ARG(space.slug), space_state_names[space.state]);
    return command_end(run, rc);
}

ExitStatus command_space_suspend(CommandRun *run)
{
    return set_state(run, SPACE_SUSPENDED);
}

ExitStatus command_space_resume(CommandRun *run)
{
    return set_state(run, SPACE_ACTIVE);
}
