/* Commands about what learners did. */
#include "apps/kair/command_functions.h"
#include "domains/play/play.h"
#include "domains/space/space.h"

enum { PLAY_SPACE };
const CommandOption play_options[] = {
    [PLAY_SPACE] = {"--space", "SLUG", false, "this space only"},
    {0},
};

typedef struct {
    CommandRun *run;
    bool verify;
    size_t differed;
} Rounds;

/* A line for each round: a caller of the admin socket that hears nothing gives up. */
static Rc each_space(Ctx *cx, const Space *space, void *arg)
{
    Rounds *r = arg;
    PlayPlace place = {.space = space->id, .origin = conf_origin(r->run->conf)};
    PlayRound round = {.verify = r->verify};
    size_t all = 0, differed = 0;
    Db *db;
    TRY(store_space(cx, r->run->stores, &space->id, &db));
    do {
        ArenaMark mark = arena_mark(cx->arena);
        TRY(play_round(cx, db, &place, &round));
        arena_rewind(cx->arena, mark);
        all += round.n;
        differed += round.differed;
        command_say(r->run, "%-24.*s %zu registrations %s, %zu differ%s\n", STR_ARG(space->slug), all,
                    r->verify ? "compared" : "rebuilt", differed, round.n < PLAY_REBUILD_PAGE ? "" : " …");
    } while (round.n == PLAY_REBUILD_PAGE);
    r->differed += differed;
    return OK;
}

static ExitStatus each_round(CommandRun *run, bool verify)
{
    Rounds rounds = {.run = run, .verify = verify};
    Db *platform;
    Space space;
    Rc rc = store_platform(run->cx, run->stores, &platform);
    if (rc == OK && run->values[PLAY_SPACE].at) {
        rc = space_by_slug(run->cx, platform, run->values[PLAY_SPACE], &space);
        if (rc == OK)
            rc = each_space(run->cx, &space, &rounds);
    } else if (rc == OK) {
        rc = space_each(run->cx, platform, each_space, &rounds);
    }
    ExitStatus status = command_end(run, rc);
    return status == EXIT_DONE && rounds.differed ? EXIT_FAILED : status;
}

ExitStatus command_play_rebuild(CommandRun *run)
{
    return each_round(run, false);
}

ExitStatus command_play_verify(CommandRun *run)
{
    return each_round(run, true);
}
