/* One round over all spaces, in slices. */
#include "apps/kair/sweep.h"

#include "apps/kair/queue_gauges.h"
#include "base/log.h"
#include "domains/account/account.h"
#include "domains/distribution/distribution.h"
#include "domains/enrolment/enrolment.h"
#include "domains/group/group.h"
#include "domains/media/upload.h"
#include "domains/notify/notify.h"
#include "domains/space/space.h"
#include "domains/task/task.h"
#include "kernel/conf/conf.h"
#include "kernel/queue/queue.h"

typedef struct {
    Db *platform, *db;
    const Space *space;
    BlobStore *blobs;
    Str origin; /* public URL, for the links in mails */
} Turn;

static Rc sweep_mails(Ctx *cx, const Turn *t)
{
    int64_t enqueued;
    if (t->space->state != SPACE_ACTIVE)
        return OK;
    return notify_sweep(cx, t->platform, t->db, &t->space->id, &enqueued);
}

static Rc sweep_imports(Ctx *cx, const Turn *t)
{
    ImportSweep done;
    if (t->space->state != SPACE_ACTIVE)
        return enrolment_erase(cx, t->db, &done.erased);
    return enrolment_sweep(cx, t->platform, t->db, &t->space->id, &done);
}

static Rc sweep_uploads(Ctx *cx, const Turn *t)
{
    UploadPlace at = {.platform = t->platform, .db = t->db, .blobs = t->blobs, .space = t->space->id};
    return t->space->state == SPACE_ACTIVE ? upload_sweep(cx, &at) : OK;
}

static Rc sweep_media(Ctx *cx, const Turn *t)
{
    if (t->space->state != SPACE_ACTIVE)
        return OK;
    return media_sweep(cx, t->platform, t->db, &t->space->id, t->blobs);
}

static Rc sweep_groups(Ctx *cx, const Turn *t)
{
    int64_t purged;
    return group_sweep(cx, t->db, &purged);
}

/* Before the mails: what it writes leaves in the same round. */
static Rc sweep_distributions(Ctx *cx, const Turn *t)
{
    AccountPlace place = {.space = t->space->id, .space_name = t->space->name, .origin = t->origin};
    DistributionSync done;
    Id all = {0};
    if (t->space->state != SPACE_ACTIVE)
        return OK;
    return distribution_sync(cx, t->db, &place, &all, &done);
}

static Rc sweep_changes(Ctx *cx, const Turn *t)
{
    return space_audit_changes(cx, t->platform, t->db, &t->space->id);
}

static Rc purge_old(Ctx *cx, const Turn *t)
{
    int64_t mails, entries, finished;
    TRY(notify_purge(cx, t->db, &mails));
    TRY(inbox_purge(cx, t->db, &entries));
    TRY(task_purge(cx, t->db, &finished));
    return account_purge(cx, t->db);
}

static Rc seal_log(Ctx *cx, const Turn *t)
{
    int64_t sealed;
    return audit_seal(cx, t->db, &sealed);
}

static Rc sweep_directory(Ctx *cx, const Turn *t)
{
    return account_directory_rebuild(cx, t->platform, t->db, &t->space->id);
}

static Rc count_people(Ctx *cx, const Turn *t)
{
    PersonQuery all = {.state = -1, .limit = 1};
    PersonList list;
    TRY(account_list(cx, t->db, &all, &list));
    return space_set_person_count(cx, t->platform, &t->space->id, list.total);
}

static const struct {
    const char *name;
    Rc (*run)(Ctx *cx, const Turn *t);
    bool rare;
} tasks[] = {{"distributions", sweep_distributions, false},
             {"mails", sweep_mails, false},
             {"imports", sweep_imports, false},
             {"uploads", sweep_uploads, false},
             {"media", sweep_media, false},
             {"groups", sweep_groups, true},
             {"changes", sweep_changes, false},
             {"directory", sweep_directory, true},
             {"people", count_people, false},
             {"seal", seal_log, false},
             {"purge", purge_old, true}};

static void sweep_space(Ctx *cx, Turn *t, StoreThread *stores, Sweep *sweep)
{
    ArenaMark mark = arena_mark(cx->arena);
    Rc rc = store_space(cx, stores, &t->space->id, &t->db);
    if (rc != OK) {
        sweep->newer_schema |= cx->problem.code && str_equal(str_of(cx->problem.code), STR("http.newer_schema"));
        log_fault(cx, "sweep", "a space cannot be opened", "space=%s outcome=%s", t->space->id.text, rc_name(rc));
    }
    for (size_t i = 0; rc == OK && i < sizeof tasks / sizeof *tasks; i++) {
        if (tasks[i].rare && sweep->rounds % SWEEP_RARE_ROUNDS != 0)
            continue;
        fail_clear(cx);
        Rc outcome = tasks[i].run(cx, t);
        if (outcome != OK)
            log_fault(cx, "sweep", "a task failed; ignoring until the next round", "task=%s space=%s outcome=%s",
                      tasks[i].name, t->space->id.text, rc_name(outcome));
    }
    fail_clear(cx);
    arena_rewind(cx->arena, mark);
}

/* Once a round: what is of no space. */
static Rc sweep_platform(Ctx *cx, Program *p, Db *platform, const Sweep *sweep)
{
    int64_t expired;
    if (sweep->rounds % SWEEP_RARE_ROUNDS == 0)
        TRY(account_purge_platform(cx, platform));
    TRY(queue_sweep(cx, platform, SWEEP_KEEP_JOBS_MS, &expired));
    return queue_gauges_refresh(cx, &p->gauges, platform, expired);
}

static Rc slice(Ctx *cx, Program *p, StoreThread *stores, Sweep *sweep)
{
    Db *platform;
    Space spaces[SWEEP_SPACES];
    size_t n = 0;
    TRY(store_platform(cx, stores, &platform));
    if (id_none(&sweep->after))
        TRY(sweep_platform(cx, p, platform, sweep));
    TRY(space_after(cx, platform, &sweep->after, SWEEP_SPACES, spaces, &n));
    for (size_t i = 0; i < n; i++) {
        Turn turn = {.platform = platform, .space = &spaces[i], .blobs = p->blobs, .origin = conf_origin(p->conf)};
        sweep_space(cx, &turn, stores, sweep);
    }
    sweep->after = n == SWEEP_SPACES ? spaces[n - 1].id : (Id){0};
    if (n < SWEEP_SPACES)
        p->health.newer_schema = sweep->newer_schema;
    return OK;
}

void sweep_slice(Ctx *cx, Program *p, StoreThread *stores, Sweep *sweep)
{
    int64_t now = cx->clock->monotonic_ms(cx->clock);
    if (id_none(&sweep->after)) {
        if (sweep->begun && now - sweep->round_ms < SWEEP_ROUND_MS)
            return;
        *sweep = (Sweep){.begun = true, .round_ms = now, .rounds = sweep->begun ? sweep->rounds + 1 : 0};
    }
    Rc rc = slice(cx, p, stores, sweep);
    if (rc != OK)
        log_fault(cx, "sweep", "a slice failed; ignoring until the next turn", "outcome=%s", rc_name(rc));
}
