/* Tokens of machines; jobs on their way out and back. The end of a job is first written where the truth is, then in its
 * row: a crash in between leaves a job that ends a second time, which changes nothing. */
#include "domains/work/work.h"

#include "domains/work/work_held.h"
#include "domains/work/work_store.h"

static bool name_good(Str name)
{
    bool good = name.n >= 1 && name.n <= WORK_NAME_MAX;
    for (size_t i = 0; good && i < name.n; i++) {
        char c = name.at[i];
        good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
               c == '.';
    }
    return good;
}

Rc work_token_create(Ctx *cx, Db *platform, Str name, Str *ret_token)
{
    Str token;
    if (!name_good(name))
        return fail(cx, ERR_INVALID, "work.bad_name", "name");
    TRY(token_new(cx, &token));
    Sha256 hash = sha256(token);
    Id id = id_new(cx);
    Rc rc = work_store_insert(cx, platform, &id, name, &hash, now_ms(cx));
    if (rc == ERR_CONFLICT)
        return fail(cx, rc, "work.name_taken", "name");
    TRY(rc);
    *ret_token = token;
    return OK;
}

Rc work_token_revoke(Ctx *cx, Db *platform, Str name)
{
    int64_t changed = 0;
    TRY(work_store_revoke(cx, platform, name, now_ms(cx), &changed));
    return changed ? OK : ERR_MISSING;
}

Rc work_token_name(Ctx *cx, Db *platform, Str token, Str *ret)
{
    Sha256 hash = sha256(token);
    if (token.n != TOKEN_TEXT)
        return ERR_UNKNOWN;
    Rc rc = work_store_name(cx, platform, &hash, ret);
    return rc == ERR_MISSING ? ERR_UNKNOWN : rc;
}

static const WorkKind *kind_named(Str name)
{
    for (const WorkKind *k = work_kinds; k->kind; k++)
        if (str_equal(name, str_of(k->kind)))
            return k;
    return NULL;
}

/* Each known kind once, whatever was asked for. */
static size_t known(const Str *kinds, size_t n, Str ret[JOB_KINDS_MAX])
{
    size_t found = 0;
    for (const WorkKind *k = work_kinds; k->kind && found < JOB_KINDS_MAX; k++)
        for (size_t i = 0; i < n; i++)
            if (str_equal(kinds[i], str_of(k->kind))) {
                ret[found++] = kinds[i];
                break;
            }
    return found;
}

/* The payload into `ret`, or ERR_MISSING after the job was ended, put off or given back. */
static Rc prepare(Ctx *cx, const WorkPlace *at, Db *platform, const Job *job, size_t room, WorkItem *ret)
{
    const WorkKind *kind = kind_named(job->kind);
    JobHold hold = {job->id, job->lease};
    JobState state;
    size_t lost;
    Buf payload;
    if (!kind)
        return ERR_BUG;
    buf_init(&payload, cx->arena, room);
    Rc rc = kind->build_payload(cx, at, job, &payload);
    if (rc == OK)
        rc = payload.rc;
    if (rc == OK) {
        *ret = (WorkItem){.hold = hold, .kind = job->kind, .payload = buf_str(&payload)};
        return OK;
    }
    if (rc == ERR_MISSING)
        TRY(queue_complete(cx, platform, &hold, 1, &lost));
    else if (rc == ERR_LIMIT && room < WORK_PAYLOAD_MAX) /* only because others came before it */
        TRY(queue_give_back(cx, platform, &hold));
    else
        TRY(queue_fail(cx, platform, &hold, str_of(rc_name(rc)), false, &state));
    fail_clear(cx);
    return ERR_MISSING;
}

Rc work_lease(Ctx *cx, const WorkPlace *at, Str worker, const Str *kinds, size_t kind_count, size_t max, WorkItem *ret,
              size_t *ret_n)
{
    Str wanted[JOB_KINDS_MAX];
    Db *platform;
    Job *jobs = NULL;
    size_t n = 0, kept = 0, room = WORK_PAYLOAD_MAX;
    TRY(store_platform(cx, at->stores, &platform));
    TRY(queue_claim(cx, platform, worker, wanted, known(kinds, kind_count, wanted), max, WORK_LEASE_MS, &jobs, &n));
    for (size_t i = 0; i < n; i++) {
        Rc rc = prepare(cx, at, platform, &jobs[i], room, &ret[kept]);
        if (rc == OK)
            room -= ret[kept++].payload.n;
        else if (rc != ERR_MISSING)
            return rc;
    }
    *ret_n = kept;
    return OK;
}

Rc work_held(Ctx *cx, Db *platform, const JobHold *hold, Job *ret, const WorkKind **ret_kind)
{
    Rc rc = queue_get(cx, platform, &hold->job, ret);
    if (rc == ERR_MISSING || (rc == OK && (ret->state != JOB_LEASED || !id_equal(&ret->lease, &hold->lease))))
        return fail(cx, ERR_CONFLICT, "queue.lease_lost", NULL);
    TRY(rc);
    *ret_kind = kind_named(ret->kind);
    return *ret_kind ? OK : fail(cx, ERR_CONFLICT, "queue.lease_lost", NULL); /* a kind the worker cannot have had */
}

Rc work_heartbeat(Ctx *cx, const WorkPlace *at, const JobHold *hold, double progress)
{
    Db *platform;
    Job job;
    const WorkKind *kind;
    TRY(store_platform(cx, at->stores, &platform));
    TRY(work_held(cx, platform, hold, &job, &kind));
    if (kind->on_progress) {
        Rc rc = kind->on_progress(cx, at, &job, progress);
        if (rc == ERR_MISSING || rc == ERR_CONFLICT) /* nobody wants it any more */
            return fail(cx, ERR_CONFLICT, "queue.lease_lost", NULL);
        TRY(rc);
    }
    return queue_heartbeat(cx, platform, hold, progress, WORK_LEASE_MS);
}

Rc work_release(Ctx *cx, const WorkPlace *at, const JobHold *hold)
{
    Db *platform;
    TRY(store_platform(cx, at->stores, &platform));
    return queue_give_back(cx, platform, hold);
}

Rc work_complete(Ctx *cx, const WorkPlace *at, const JobHold *hold, Str result)
{
    Db *platform;
    Job job;
    const WorkKind *kind;
    size_t lost = 0;
    TRY(store_platform(cx, at->stores, &platform));
    TRY(work_held(cx, platform, hold, &job, &kind));
    Rc rc = kind->on_complete(cx, at, &job, result);
    if (rc != OK && rc != ERR_MISSING) /* what the job served is gone: it has ended all the same */
        return rc;
    fail_clear(cx);
    TRY(queue_complete(cx, platform, hold, 1, &lost));
    return lost ? fail(cx, ERR_CONFLICT, "queue.lease_lost", NULL) : OK;
}

Rc work_fail(Ctx *cx, const WorkPlace *at, const JobHold *hold, Str error, bool final)
{
    Db *platform;
    Job job;
    const WorkKind *kind;
    JobState state;
    TRY(store_platform(cx, at->stores, &platform));
    TRY(work_held(cx, platform, hold, &job, &kind));
    if (final || job.attempts + 1 >= JOB_ATTEMPTS_MAX) {
        Rc rc = kind->on_failed(cx, at, &job, error);
        if (rc != OK && rc != ERR_MISSING)
            return rc;
        fail_clear(cx);
    }
    return queue_fail(cx, platform, hold, error, final, &state);
}
