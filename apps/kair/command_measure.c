/* Commands about figures: they are computed from statements, so they can be dropped, computed again and checked. */
#include "apps/kair/command_functions.h"
#include "domains/measure/measure.h"
#include "domains/space/space.h"

#include <inttypes.h>

enum { MEASURE_SPACE };
const CommandOption measure_options[] = {
    [MEASURE_SPACE] = {"--space", "SLUG", false, "this space only"},
    {0},
};

enum { LINE_EVERY = 50 }; /* steps: a caller of the admin socket that hears nothing gives up */

typedef struct {
    CommandRun *run;
    bool differs;
} Verification;

static Rc rebuild_space(Ctx *cx, const Space *space, void *arg)
{
    CommandRun *run = arg;
    PlayPlace place = {.space = space->id, .origin = conf_origin(run->conf)};
    MeasureStep step = {.more = true};
    int64_t read = 0;
    Db *db;
    TRY(store_space(cx, run->stores, &space->id, &db));
    TRY(measure_forget(cx, db));
    for (int steps = 1; step.more; steps++) {
        ArenaMark mark = arena_mark(cx->arena);
        TRY(measure_project(cx, db, &place, &step));
        arena_rewind(cx->arena, mark);
        read += step.read;
        if (step.more && steps % LINE_EVERY == 0)
            command_say(run, "%-24.*s %" PRId64 " statements …\n", STR_ARG(space->slug), read);
    }
    command_say(run, "%-24.*s %" PRId64 " statements counted\n", STR_ARG(space->slug), read);
    return OK;
}

static Rc verify_space(Ctx *cx, const Space *space, void *arg)
{
    Verification *v = arg;
    PlayPlace place = {.space = space->id, .origin = conf_origin(v->run->conf)};
    MeasureVerdict verdict;
    ArenaMark mark = arena_mark(cx->arena);
    Db *db;
    TRY(store_space(cx, v->run->stores, &space->id, &db));
    TRY(measure_verify(cx, db, &place, &verdict));
    if (str_equal(verdict.kept, verdict.rebuilt)) {
        command_say(v->run, "%-24.*s %" PRId64 " statements, equal, %.*s\n", STR_ARG(space->slug), verdict.statements,
                    STR_ARG(verdict.kept));
    } else {
        v->differs = true;
        command_complain(v->run, "%-24.*s %" PRId64 " statements, DIFFERENT: kept %.*s rebuilt %.*s\n",
                         STR_ARG(space->slug), verdict.statements, STR_ARG(verdict.kept), STR_ARG(verdict.rebuilt));
    }
    arena_rewind(cx->arena, mark);
    return OK;
}

static Rc run_each(CommandRun *run, Rc (*each)(Ctx *cx, const Space *space, void *arg), void *arg)
{
    Db *platform;
    Space space;
    TRY(store_platform(run->cx, run->stores, &platform));
    if (!run->values[MEASURE_SPACE].at)
        return space_each(run->cx, platform, each, arg);
    TRY(space_by_slug(run->cx, platform, run->values[MEASURE_SPACE], &space));
    return each(run->cx, &space, arg);
}

ExitStatus command_measure_rebuild(CommandRun *run)
{
    return command_end(run, run_each(run, rebuild_space, run));
}

ExitStatus command_measure_verify(CommandRun *run)
{
    Verification v = {.run = run};
    ExitStatus status = command_end(run, run_each(run, verify_space, &v));
    return status == EXIT_DONE && v.differs ? EXIT_FAILED : status;
}
