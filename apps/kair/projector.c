/* One turn: the spaces that were named, then a slice of all. */
#include "apps/kair/projector.h"

#include "base/log.h"
#include "domains/measure/measure.h"
#include "domains/space/space.h"
#include "domains/xapi/xapi_mark.h"

/* `all`: also what changed without a statement. */
static Rc count_space(Ctx *cx, Program *p, StoreThread *stores, const Id *space, bool all)
{
    PlayPlace place = {.space = *space, .origin = conf_origin(p->conf)};
    MeasureStep step = {.more = true};
    int64_t refreshed;
    Db *db;
    TRY(store_space(cx, stores, space, &db));
    for (int i = 0; i < PROJECTOR_STEPS && step.more; i++) {
        ArenaMark mark = arena_mark(cx->arena);
        TRY(measure_project(cx, db, &place, &step));
        arena_rewind(cx->arena, mark);
    }
    if (step.more)
        xapi_mark_set(p->statements, space);
    return all ? measure_refresh(cx, db, &refreshed) : OK;
}

static void count(Ctx *cx, Program *p, StoreThread *stores, const Id *space, bool all)
{
    Rc rc = count_space(cx, p, stores, space, all);
    if (rc != OK)
        log_fault(cx, "projector", "a space could not be counted; ignoring until the next round", "space=%s outcome=%s",
                  space->text, rc_name(rc));
    fail_clear(cx);
}

static Rc slice(Ctx *cx, Program *p, StoreThread *stores, Projector *projector)
{
    Db *platform;
    Space spaces[PROJECTOR_SPACES];
    size_t n = 0;
    TRY(store_platform(cx, stores, &platform));
    TRY(space_after(cx, platform, &projector->after, PROJECTOR_SPACES, spaces, &n));
    for (size_t i = 0; i < n; i++) {
        ArenaMark mark = arena_mark(cx->arena);
        if (spaces[i].state == SPACE_ACTIVE)
            count(cx, p, stores, &spaces[i].id, true);
        arena_rewind(cx->arena, mark);
    }
    projector->after = n == PROJECTOR_SPACES ? spaces[n - 1].id : (Id){0};
    return OK;
}

static void look_around(Ctx *cx, Program *p, StoreThread *stores, Projector *projector)
{
    int64_t now = cx->clock->monotonic_ms(cx->clock);
    if (id_none(&projector->after)) {
        if (projector->begun && now - projector->round_ms < PROJECTOR_ROUND_MS)
            return;
        *projector = (Projector){.begun = true, .round_ms = now};
    }
    if (slice(cx, p, stores, projector) != OK)
        log_fault(cx, "projector", "a look into all spaces failed; ignoring until the next turn", NULL);
    fail_clear(cx);
}

void projector_turn(Ctx *cx, Program *p, StoreThread *stores, Projector *projector)
{
    Id spaces[XAPI_MARK_MAX];
    size_t n = xapi_mark_wait(p->statements, PROJECTOR_WAIT_MS, spaces, XAPI_MARK_MAX);
    if (p->health.disk_full)
        return; /* statements are kept; the next look finds them */
    for (size_t i = 0; i < n; i++)
        count(cx, p, stores, &spaces[i], false);
    n = xapi_mark_wait(p->distributions, 0, spaces, XAPI_MARK_MAX);
    for (size_t i = 0; i < n; i++)
        count(cx, p, stores, &spaces[i], true);
    look_around(cx, p, stores, projector);
}
