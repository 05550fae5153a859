/* Commands about spaces. */
#include "apps/kair/command_functions.h"
#include "apps/kair/demo.h"
#include "domains/onboarding/onboarding.h"

#include <inttypes.h>

static const Actor program = {0};

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

static Rc find_space(CommandRun *run, Str slug, Db **ret_platform, Space *ret)
{
    TRY(store_platform(run->cx, run->stores, ret_platform));
    Rc rc = space_by_slug(run->cx, *ret_platform, slug, ret);
    return rc == ERR_MISSING ? fail(run->cx, ERR_MISSING, "http.missing", "--slug") : rc;
}

static Rc edit_state(CommandRun *run, Db *platform, SpaceState state, Space *space)
{
    SpacePatch patch = {.has_state = true, .state = state};
    SpaceEdit edit = {.space = space->id, .version = space->version, .by = &program, .patch = &patch};
    return space_edit(run->cx, platform, &edit, space);
}

static ExitStatus set_state(CommandRun *run, SpaceState state)
{
    Db *platform;
    Space space;
    Rc rc = find_space(run, run->values[STATE_SLUG], &platform, &space);
    if (rc == OK && space.kind == SPACE_PUBLISHER) {
        command_complain(run, "The staff's own space cannot be suspended.\n");
        return EXIT_FAILED;
    }
    if (rc == OK)
        rc = edit_state(run, platform, state, &space);
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

enum { DROP_SLUG, DROP_CONFIRM };
const CommandOption space_drop_options[] = {
    [DROP_SLUG] = {"--slug", "SLUG", true, "the space: suspended, or the one of sample data"},
    [DROP_CONFIRM] = {"--confirm", "SLUG", true, "the same once more: nothing of it can be brought back"},
    {0},
};

static Rc drop(CommandRun *run, Db *platform, Space *space)
{
    Str folder;
    BlobStore *blobs;
    if (str_equal(space->slug, STR(DEMO_SAMPLE_SLUG)))
        TRY(edit_state(run, platform, SPACE_SUSPENDED, space));
    TRY(str_format(run->cx->arena, &folder, "%s/blobs", conf_text(run->conf, CONF_DATA_DIR).at));
    TRY(blob_open_folder(run->cx, folder, &blobs));
    Rc rc = onboarding_close(run->cx, run->stores, blobs, &program, space);
    blob_close(blobs);
    return rc;
}

ExitStatus command_space_drop(CommandRun *run)
{
    Db *platform;
    Space space;
    if (!str_equal(run->values[DROP_SLUG], run->values[DROP_CONFIRM])) {
        command_complain(run, "--confirm names another space than --slug: nothing was done.\n");
        return EXIT_USAGE;
    }
    Rc rc = find_space(run, run->values[DROP_SLUG], &platform, &space);
    if (rc == OK)
        rc = drop(run, platform, &space);
    if (rc == OK)
        command_say(run, "The space %.*s is destroyed, with its database and its files.\n", STR_ARG(space.slug));
    return command_end(run, rc);
}
