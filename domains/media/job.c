/* Steps and their jobs. Two databases: the row is written first, the job follows, and the sweep does what a crash left
 * undone in between. */
#include "domains/media/job.h"

#include "base/log.h"
#include "kernel/json/codec.h"
#include "kernel/json/member.h"

#include <stddef.h>

enum { STEP_NAME_MAX = 40, PAYLOAD_ROOM = 400 };

static const Member job_members[] = {
    MEMBER_ID(StepJob, space, "Whose"),
    MEMBER_ID(StepJob, media, "Which media"),
    MEMBER_TEXT(StepJob, step, TEXT_TOKEN, 1, STEP_NAME_MAX, "Which step"),
};
static SHAPE(job_shape, NULL, StepJob, job_members, "Payload of the job of a step");

static Rc job_key(Ctx *cx, const StepJob *job, Str *ret)
{
    return str_format(cx->arena, ret, "%s.%s.%.*s", job->space.text, job->media.text, STR_ARG(job->step));
}

Rc step_job_spec(Ctx *cx, const StepJob *job, JobSpec *ret)
{
    JobSpec spec = {.kind = STR(MEDIA_JOB), .space = job->space};
    Buf payload;
    buf_init(&payload, cx->arena, PAYLOAD_ROOM);
    TRY(job_key(cx, job, &spec.key));
    TRY(shape_encode(cx, &job_shape, job, &payload));
    spec.payload = buf_str(&payload);
    *ret = spec;
    return OK;
}

Rc step_job_read(Ctx *cx, const Job *job, StepJob *ret)
{
    StepJob read = {0};
    TRY(shape_decode(cx, &job_shape, job->payload, DECODE_STRICT, &read));
    *ret = read;
    return OK;
}

Rc media_file_key(Ctx *cx, const Id *space_id, const Id *media, Str name, Str *ret)
{
    return str_format(cx->arena, ret, "%s/media/%s/%.*s", space_id->text, media->text, STR_ARG(name));
}

/* One round over the steps of a media, in both databases by turns. */
typedef struct {
    const Id *space_id, *media;
    StepRow steps[MEDIA_JOBS_AT_ONCE];
    Id jobs[MEDIA_JOBS_AT_ONCE];
    size_t n;
} Round;

static Rc put_jobs(Ctx *cx, Db *platform, void *arg)
{
    Round *r = arg;
    for (size_t i = 0; i < r->n; i++) {
        StepJob job = {*r->space_id, *r->media, r->steps[i].name};
        JobSpec spec;
        TRY(step_job_spec(cx, &job, &spec));
        spec.priority = step_rules[r->steps[i].kind].priority;
        spec.not_before_ms = now_ms(cx) - MEDIA_JOBS_AT_ONCE + (int64_t)i; /* parts in the order of the film */
        TRY(queue_put(cx, platform, &spec, &r->jobs[i]));
    }
    return OK;
}

static Rc note_jobs(Ctx *cx, Db *space, void *arg)
{
    const Round *r = arg;
    for (size_t i = 0; i < r->n; i++)
        if (!id_equal(&r->steps[i].job, &r->jobs[i]))
            TRY(step_store_set_job(cx, space, r->media, r->steps[i].name, &r->jobs[i]));
    return OK;
}

/* Whether its last job ended because no machine ever came back from it: nobody says so, so it is looked up. */
static Rc was_lost(Ctx *cx, Db *platform, const Id *job, bool *ret)
{
    Job old;
    if (id_none(job))
        return OK;
    Rc rc = queue_get(cx, platform, job, &old);
    if (rc == OK)
        *ret = old.state == JOB_FAILED && old.lost_leases >= JOB_LOST_LEASES_MAX;
    return rc == ERR_MISSING ? OK : rc;
}

typedef struct {
    const Id *media;
    Str step;
} Lost;

static Rc give_up(Ctx *cx, Db *space, void *arg)
{
    const Lost *l = arg;
    int64_t changed;
    TRY(step_store_end(cx, space, l->media, l->step, STEP_FAILED, &changed));
    return media_fail(cx, space, l->media, "media.step_failed");
}

/* ERR_REFUSED when the media was given up. */
static Rc check_lost(Ctx *cx, Db *platform, Db *space, const Round *r)
{
    for (size_t i = 0; i < r->n; i++) {
        Lost l = {r->media, r->steps[i].name};
        bool lost = false;
        TRY(was_lost(cx, platform, &r->steps[i].job, &lost));
        if (!lost)
            continue;
        log_fault(cx, "media", "no machine ever came back from a step; its media is given up", "media=%s step=%.*s",
                  r->media->text, STR_ARG(l.step));
        TRY(db_write(cx, space, give_up, &l));
        return ERR_REFUSED;
    }
    return OK;
}

static Rc put_round(Ctx *cx, Db *platform, Db *space, Round *r)
{
    bool same = true;
    if (!r->n)
        return OK;
    TRY(db_write_rows(cx, platform, put_jobs, r));
    for (size_t i = 0; i < r->n; i++)
        same = same && id_equal(&r->steps[i].job, &r->jobs[i]);
    return same ? OK : db_write_rows(cx, space, note_jobs, r);
}

static Rc begin_round(Ctx *cx, Db *space, const Id *space_id, const Id *media, Round **ret)
{
    Media m;
    Round *r = arena_get(cx->arena, sizeof *r);
    if (!r)
        return ERR_NOMEM;
    *r = (Round){.space_id = space_id, .media = media};
    TRY(media_get(cx, space, media, &m));
    if (m.state == MEDIA_PREPARING)
        TRY(step_store_list_due(cx, space, media, MEDIA_JOBS_AT_ONCE, r->steps, &r->n));
    *ret = r;
    return OK;
}

Rc media_wake(Ctx *cx, Db *platform, Db *space, const Id *space_id, const Id *media)
{
    Round *r;
    Rc rc = begin_round(cx, space, space_id, media, &r);
    if (rc != OK)
        return rc;
    size_t kept = 0;
    for (size_t i = 0; i < r->n; i++)
        if (id_none(&r->steps[i].job))
            r->steps[kept++] = r->steps[i];
    r->n = kept;
    return put_round(cx, platform, space, r);
}

Rc media_wake_again(Ctx *cx, Db *platform, Db *space, const Id *space_id, const Id *media)
{
    Round *r;
    TRY(begin_round(cx, space, space_id, media, &r));
    Rc rc = check_lost(cx, platform, space, r);
    if (rc == ERR_REFUSED)
        return media_stop_jobs(cx, platform, space, space_id, media);
    TRY(rc);
    return put_round(cx, platform, space, r);
}

static Rc cancel_jobs(Ctx *cx, Db *platform, void *arg)
{
    const Round *r = arg;
    for (size_t i = 0; i < r->n; i++) {
        StepJob job = {*r->space_id, *r->media, r->steps[i].name};
        Str key;
        TRY(job_key(cx, &job, &key));
        Rc rc = queue_cancel(cx, platform, STR(MEDIA_JOB), key);
        if (rc != OK && rc != ERR_MISSING)
            return rc;
    }
    return OK;
}

static Rc forget_jobs(Ctx *cx, Db *space, void *arg)
{
    const Round *r = arg;
    for (size_t i = 0; i < r->n; i++)
        TRY(step_store_set_job(cx, space, r->media, r->steps[i].name, &(Id){0}));
    return OK;
}

Rc media_stop_jobs(Ctx *cx, Db *platform, Db *space, const Id *space_id, const Id *media)
{
    Round *r = arena_get(cx->arena, sizeof *r);
    if (!r)
        return ERR_NOMEM;
    do {
        *r = (Round){.space_id = space_id, .media = media};
        TRY(step_store_list_stopped(cx, space, media, MEDIA_JOBS_AT_ONCE, r->steps, &r->n));
        if (r->n) {
            TRY(db_write_rows(cx, platform, cancel_jobs, r));
            TRY(db_write_rows(cx, space, forget_jobs, r));
        }
        fail_clear(cx);
    } while (r->n == MEDIA_JOBS_AT_ONCE);
    return OK;
}
