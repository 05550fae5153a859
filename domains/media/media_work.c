/* The callbacks of jobs of steps. A job is only an echo: each looks at the row first. */
#include "domains/media/media_work.h"

#include "base/log.h"
#include "domains/media/failure.h"
#include "domains/media/job.h"
#include "domains/media/step_end.h"
#include "domains/space/space.h"

enum { PROGRESS_EVERY_MS = 2000, MILLION = 1000000, INPUTS_MAX = 4097, QUOTED = 220 };

/* The step of a job, in any state. ERR_MISSING: gone, or its media is deleted. */
static Rc open_step(Ctx *cx, const WorkPlace *at, const Job *job, StepCall *ret)
{
    StepJob named;
    StepCall c = {.blobs = at->blobs};
    TRY(step_job_read(cx, job, &named));
    c.space = named.space;
    TRY(store_space(cx, at->stores, &c.space, &c.db));
    TRY(media_store_get(cx, c.db, &named.media, &c.row));
    if (c.row.media.deleted_ms)
        return ERR_MISSING;
    TRY(step_store_get(cx, c.db, &named.media, named.step, &c.step));
    TRY(media_plan(cx, &c.row, &c.plan));
    if (c.step.part >= c.plan.count[c.step.kind])
        return ERR_MISSING;
    *ret = c;
    return OK;
}

/* The same, and the step is still to be done. */
static Rc open_ready(Ctx *cx, const WorkPlace *at, const Job *job, StepCall *ret)
{
    StepCall c;
    TRY(open_step(cx, at, job, &c));
    if (c.step.state != STEP_READY || c.row.media.state != MEDIA_PREPARING)
        return ERR_MISSING;
    *ret = c;
    return OK;
}

/* Files of a step: the source, or the init segment and the parts of a track. */
static Rc inputs_of(Ctx *cx, const StepCall *c, StepInput **ret, size_t *ret_n)
{
    StepInput *in = arena_array(cx->arena, INPUTS_MAX, sizeof *in);
    TrackRow track;
    size_t n = 0, count = 0;
    if (!in)
        return ERR_NOMEM;
    *ret = in;
    if (!plan_joins(c->step.kind)) {
        in[0] = (StepInput){c->row.media.sha256, c->row.media.size_bytes};
        *ret_n = 1;
        return OK;
    }
    Str name = str_of(plan_joined_track(c->step.kind, c->step.part));
    RunRow *runs = arena_array(cx->arena, INPUTS_MAX - 1, sizeof *runs);
    if (!runs)
        return ERR_NOMEM;
    TRY(track_store_get(cx, c->db, &c->row.media.id, name, &track));
    TRY(track_store_list_runs(cx, c->db, &c->row.media.id, name, INPUTS_MAX - 1, runs, &n));
    in[count++] = (StepInput){track.init_sha256, (int64_t)track.init.n};
    for (size_t i = 0; i < n; i++)
        if (runs[i].size_bytes)
            in[count++] = (StepInput){runs[i].sha256, runs[i].size_bytes};
    *ret_n = count;
    return OK;
}

static Rc lay_again(Ctx *cx, Db *db, void *arg)
{
    const StepCall *c = arg;
    return media_lay(cx, db, &c->row.media.id, &c->plan, LAY_AGAIN);
}

/* A step that was laid by another version of the program, whose parameters were others: the whole graph is laid anew.
 */
static Rc renew(Ctx *cx, const WorkPlace *at, const Job *job, StepCall *c)
{
    Sha256 key;
    TRY(step_key(cx, &(StepOf){&c->plan, c->step.kind, c->step.part}, &key));
    if (memcmp(key.bytes, c->step.key.bytes, sizeof key.bytes) == 0)
        return OK;
    TRY(db_write(cx, c->db, lay_again, c));
    return open_ready(cx, at, job, c);
}

Rc media_work_payload(Ctx *cx, const WorkPlace *at, const Job *job, Buf *out)
{
    StepCall c;
    Db *platform;
    StepInput *inputs;
    size_t n;
    TRY(store_platform(cx, at->stores, &platform));
    TRY(open_ready(cx, at, job, &c));
    TRY(space_check_active(cx, platform, &c.space)); /* the row waits; the sweep makes the job again */
    TRY(renew(cx, at, job, &c));
    TRY(inputs_of(cx, &c, &inputs, &n));
    return step_spec(cx, &(StepOf){&c.plan, c.step.kind, c.step.part}, &c.row.media.id, inputs, n, out);
}

/* What has ended makes room for what follows it. The job is an echo: when this fails, the sweep will do it. */
static void wake(Ctx *cx, const WorkPlace *at, const StepCall *c)
{
    Db *platform;
    Rc rc = store_platform(cx, at->stores, &platform);
    if (rc == OK)
        rc = media_wake(cx, platform, c->db, &c->space, &c->row.media.id);
    if (rc != OK && rc != ERR_MISSING)
        log_fault(cx, "media", "jobs wait for the sweep", "media=%s outcome=%s", c->row.media.id.text, rc_name(rc));
    fail_clear(cx);
}

static void stop(Ctx *cx, const WorkPlace *at, const StepCall *c)
{
    Db *platform;
    Rc rc = store_platform(cx, at->stores, &platform);
    if (rc == OK)
        rc = media_stop_jobs(cx, platform, c->db, &c->space, &c->row.media.id);
    if (rc != OK)
        log_fault(cx, "media", "ignoring jobs that are of no use any more", "media=%s outcome=%s", c->row.media.id.text,
                  rc_name(rc));
    fail_clear(cx);
}

Rc media_work_complete(Ctx *cx, const WorkPlace *at, const Job *job, Str result)
{
    StepCall c;
    StepOutcome outcome;
    TRY(open_step(cx, at, job, &c));
    if (c.step.state == STEP_READY) {
        TRY(step_check(cx, &c, result, &outcome));
        TRY(step_end(cx, &c, &outcome));
    }
    wake(cx, at, &c); /* also when it had ended: perhaps only the echo was missing */
    return OK;
}

typedef struct {
    const StepCall *call;
    const char *code;
    int64_t changed; /* 0: the step had ended before */
} Failure;

static Rc give_up(Ctx *cx, Db *db, void *arg)
{
    Failure *f = arg;
    const Id *media = &f->call->row.media.id;
    TRY(step_store_end(cx, db, media, f->call->step.name, STEP_FAILED, &f->changed));
    return f->changed ? media_fail(cx, db, media, f->code) : OK;
}

Rc media_work_failed(Ctx *cx, const WorkPlace *at, const Job *job, Str error)
{
    StepCall c;
    char room[QUOTED];
    TRY(open_step(cx, at, job, &c));
    Failure f = {.call = &c, .code = media_failure_code(error)};
    log_mistake(cx, "media", "a step failed for good", "media=%s step=%.*s code=%s error=%s", c.row.media.id.text,
                STR_ARG(c.step.name), f.code, log_quote(error, room, sizeof room));
    TRY(db_write(cx, c.db, give_up, &f));
    if (f.changed)
        stop(cx, at, &c);
    return OK;
}

Rc media_work_input(Ctx *cx, const WorkPlace *at, const Job *job, Str digest, Str *ret_key)
{
    StepCall c;
    RunRow run;
    TrackRow track;
    Str name;
    TRY(open_step(cx, at, job, &c));
    const Id *id = &c.row.media.id;
    if (!plan_joins(c.step.kind))
        return str_equal(digest, c.row.media.sha256) ? media_source_key(cx, &c.space, id, ret_key) : ERR_MISSING;
    Str joined = str_of(plan_joined_track(c.step.kind, c.step.part));
    TRY(track_store_get(cx, c.db, id, joined, &track));
    if (str_equal(digest, track.init_sha256)) {
        TRY(str_format(cx->arena, &name, "%.*s.init.mp4", STR_ARG(joined)));
        return media_file_key(cx, &c.space, id, name, ret_key);
    }
    TRY(track_store_find_run(cx, c.db, id, joined, digest, &run));
    TRY(str_format(cx->arena, &name, "%.*s.%04lld.m4s", STR_ARG(joined), (long long)run.part));
    return media_file_key(cx, &c.space, id, name, ret_key);
}

Rc media_work_output(Ctx *cx, const WorkPlace *at, const Job *job, Str name, Str *ret_key)
{
    StepCall c;
    TRY(open_ready(cx, at, job, &c));
    if (!step_output_allowed(&(StepOf){&c.plan, c.step.kind, c.step.part}, name))
        return fail(cx, ERR_REFUSED, "media.bad_output", "name");
    return media_file_key(cx, &c.space, &c.row.media.id, name, ret_key);
}

typedef struct {
    const StepCall *call;
    int64_t ppm;
    bool stopped;
} Progress;

static Rc note_progress(Ctx *cx, Db *db, void *arg)
{
    Progress *p = arg;
    const StepCall *c = p->call;
    int64_t changed = 0;
    p->stopped = false;
    TRY(step_store_set_progress(cx, db, &c->row.media.id, c->step.name, p->ppm, &changed));
    if (!changed)
        return OK;
    Rc rc = media_set_progress(cx, db, &c->row, &c->plan);
    p->stopped = rc == ERR_CONFLICT;
    return p->stopped ? OK : rc;
}

Rc media_work_progress(Ctx *cx, const WorkPlace *at, const Job *job, double progress)
{
    StepCall c;
    TRY(open_ready(cx, at, job, &c));
    if (now_ms(cx) - c.row.progress_ms < PROGRESS_EVERY_MS)
        return OK;
    double share = progress < 0 ? 0 : progress > 1 ? 1 : progress;
    Progress p = {.call = &c, .ppm = (int64_t)(share * (MILLION - 1)) + 1};
    TRY(db_write(cx, c.db, note_progress, &p));
    if (!p.stopped)
        return OK;
    stop(cx, at, &c);
    return ERR_CONFLICT;
}
