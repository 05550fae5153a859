/* One import at a time: claim, run, complete. Killed in the middle, its lease ends and another turn goes on. */
#include "apps/kair/imports.h"

#include "base/log.h"
#include "domains/enrolment/enrolment.h"
#include "domains/notify/notify.h"
#include "domains/space/space.h"
#include "kernel/json/codec.h"
#include "kernel/json/member.h"
#include "kernel/queue/queue.h"

#include <stddef.h>

enum { LEASE_MS = 60000 };

typedef struct {
    Id space, import;
} Payload;

static const Member payload_members[] = {
    MEMBER_ID(Payload, space, "Where"),
    MEMBER_ID(Payload, import, "Which"),
};
static SHAPE(payload_shape, NULL, Payload, payload_members, "What an import's job holds");

/* `between` of a run: keeps the lease, notices shutdown. It asks for the platform alone, which never moves the space's
 * connection that the run holds. */
typedef struct {
    StoreThread *stores;
    const atomic_bool *leaving;
    JobHold hold;
} Between;

static Rc between(Ctx *cx, double progress, void *arg)
{
    const Between *b = arg;
    Db *platform;
    if (*b->leaving)
        return ERR_BUSY;
    TRY(store_platform(cx, b->stores, &platform));
    return queue_heartbeat(cx, platform, &b->hold, progress, LEASE_MS);
}

static Rc run_import(Ctx *cx, Program *p, StoreThread *stores, const Job *job, Between *b)
{
    Payload payload = {0};
    Db *platform, *db;
    TRY(shape_decode(cx, &payload_shape, job->payload, DECODE_LENIENT, &payload));
    TRY(store_platform(cx, stores, &platform));
    Rc rc = space_check_active(cx, platform, &payload.space);
    if (rc != OK) /* suspended: the job has nothing to do, and the sweep makes it again when the space is taken up */
        return rc == ERR_MISSING ? OK : rc;
    ImportRun run = {
        .space = payload.space, .import = payload.import, .origin = conf_origin(p->conf), .between = between, .arg = b};
    int64_t enqueued;
    TRY(enrolment_run(cx, stores, &run));
    TRY(store_platform(cx, stores, &platform));
    TRY(store_space(cx, stores, &payload.space, &db));
    return notify_sweep(cx, platform, db, &payload.space, &enqueued); /* invitations leave now, not at the next round */
}

/* The job failed for good: whoever started it is told so. */
static Rc give_up(Ctx *cx, StoreThread *stores, const Job *job)
{
    Payload payload = {0};
    Db *db;
    TRY(shape_decode(cx, &payload_shape, job->payload, DECODE_LENIENT, &payload));
    TRY(store_space(cx, stores, &payload.space, &db));
    return enrolment_give_up(cx, db, &payload.import, STR("http.fault"));
}

static Rc finish(Ctx *cx, StoreThread *stores, const Job *job, const Between *b, Rc outcome)
{
    Db *platform;
    size_t lost;
    TRY(store_platform(cx, stores, &platform));
    if (outcome == OK)
        return queue_complete(cx, platform, &b->hold, 1, &lost);
    if (*b->leaving)
        return queue_give_back(cx, platform, &b->hold);
    JobState state = JOB_WAITING;
    log_fault(cx, "import", "an import failed", "job=%s outcome=%s", job->id.text, rc_name(outcome));
    fail_clear(cx);
    TRY(queue_fail(cx, platform, &b->hold, str_of(rc_name(outcome)), false, &state));
    return state == JOB_FAILED ? give_up(cx, stores, job) : OK;
}

static Rc turn(Ctx *cx, Program *p, StoreThread *stores, const atomic_bool *leaving)
{
    Db *platform;
    Job *jobs;
    size_t n = 0;
    Str kind = STR(ENROLMENT_JOB);
    TRY(store_platform(cx, stores, &platform));
    TRY(queue_claim(cx, platform, STR("api"), &kind, 1, 1, LEASE_MS, &jobs, &n));
    if (n == 0)
        return OK;
    Between b = {.stores = stores, .leaving = leaving, .hold = {.job = jobs[0].id, .lease = jobs[0].lease}};
    Rc outcome = run_import(cx, p, stores, &jobs[0], &b);
    return finish(cx, stores, &jobs[0], &b, outcome);
}

void imports_turn(Ctx *cx, Program *p, StoreThread *stores, const atomic_bool *leaving)
{
    Rc rc = turn(cx, p, stores, leaving);
    if (rc != OK)
        log_fault(cx, "import", "a turn failed; ignoring until the next", "outcome=%s", rc_name(rc));
}
