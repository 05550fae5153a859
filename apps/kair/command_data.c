/* Commands about databases as wholes. */
#include "apps/kair/command_functions.h"
#include "apps/kair/demo.h"
#include "apps/kair/serve.h"
#include "domains/audit/audit.h"
#include "domains/space/space.h"

#include <inttypes.h>

enum { DEMO_FORCE, DEMO_SAMPLE_TOO };
const CommandOption demo_options[] = {
    [DEMO_FORCE] = {"--force", NULL, false, "allow it on an address that others can reach"},
    [DEMO_SAMPLE_TOO] = {"--sample", NULL, false, "the space of sample data too, with its staff and groups"},
    {0},
};

enum { AUDIT_SPACE };
const CommandOption audit_options[] = {
    [AUDIT_SPACE] = {"--space", "SLUG", false, "this space only"},
    {0},
};

static Rc migrate_one(Ctx *cx, const Space *space, void *arg)
{
    CommandRun *run = arg;
    Rc rc = store_migrate_space(cx, run->stores, &space->id);
    command_say(run, "%-40.*s %s\n", STR_ARG(space->slug), rc == OK ? "up to date" : rc_name(rc));
    return rc;
}

ExitStatus command_migrate(CommandRun *run)
{
    Db *platform;
    Rc rc = store_migrate_platform(run->cx, run->stores);
    if (rc == OK)
        rc = store_platform(run->cx, run->stores, &platform);
    if (rc == OK) {
        command_say(run, "%-40s up to date\n", "(platform)");
        rc = space_each(run->cx, platform, migrate_one, run);
    }
    return command_end(run, rc);
}

static bool loopback(Str address)
{
    return str_equal(address, STR("localhost")) || str_equal(address, STR("::1")) || str_starts(address, STR("127."));
}

bool serve_demo_allowed(CommandRun *run, bool forced)
{
    Str address = conf_text(run->conf, CONF_ADDRESS);
    if (loopback(address) || forced)
        return true;
    command_complain(
        run,
        "The passwords of the demonstration are public and %.*s can be reached by others. Use an address of "
        "this machine only, such as 127.0.0.1, or add --force.\n",
        STR_ARG(address));
    return false;
}

ExitStatus command_demo(CommandRun *run)
{
    if (!serve_demo_allowed(run, run->values[DEMO_FORCE].at != NULL))
        return EXIT_FAILED;
    for (size_t i = 0; i < DEMO_SPACE_COUNT; i++) {
        const DemoSpace *demo = &demo_spaces[i];
        bool made = false;
        if (demo->sample && !run->values[DEMO_SAMPLE_TOO].at)
            continue;
        Rc rc = demo_make(run->cx, run->stores, run->passwords, demo, conf_origin(run->conf), &made);
        if (rc != OK)
            return command_end(run, rc);
        command_say(run, "The space %s %s.\n", demo->slug, made ? "is made" : "was there already");
        demo_tell(run, demo);
    }
    return EXIT_DONE;
}

typedef struct {
    CommandRun *run;
    bool broken;
} Verification;

static Rc verify_one(Ctx *cx, const Space *space, void *arg)
{
    Verification *v = arg;
    Db *db;
    AuditVerdict verdict;
    Buf head, root;
    ArenaMark mark = arena_mark(cx->arena);
    TRY(store_space(cx, v->run->stores, &space->id, &db));
    TRY(audit_verify(cx, db, &verdict));
    buf_init(&head, cx->arena, 2 * SHA256_SIZE + 1);
    buf_hex(&head, verdict.head.bytes, sizeof verdict.head.bytes);
    buf_init(&root, cx->arena, 2 * SHA256_SIZE + 1);
    buf_hex(&root, verdict.root.bytes, sizeof verdict.root.bytes);
    TRY(head.rc);
    TRY(root.rc);
    if (verdict.first_bad) {
        v->broken = true;
        command_complain(v->run, "%-24.*s BROKEN at row %" PRId64 " of %" PRId64 "\n", STR_ARG(space->slug),
                         verdict.first_bad, verdict.rows);
    } else {
        command_say(v->run, "%-24.*s %" PRId64 " rows, %" PRId64 " sealed, head %.*s root %.*s\n", STR_ARG(space->slug),
                    verdict.rows, verdict.sealed, STR_ARG(buf_str(&head)), STR_ARG(buf_str(&root)));
    }
    arena_rewind(cx->arena, mark);
    return OK;
}

ExitStatus command_audit_verify(CommandRun *run)
{
    Verification v = {.run = run};
    Db *platform;
    Space space;
    Rc rc = store_platform(run->cx, run->stores, &platform);
    if (rc == OK && run->values[AUDIT_SPACE].at) {
        rc = space_by_slug(run->cx, platform, run->values[AUDIT_SPACE], &space);
        if (rc == OK)
            rc = verify_one(run->cx, &space, &v);
    } else if (rc == OK) {
        rc = space_each(run->cx, platform, verify_one, &v);
    }
    ExitStatus status = command_end(run, rc);
    return status == EXIT_DONE && v.broken ? EXIT_FAILED : status;
}
