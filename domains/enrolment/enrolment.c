/* Imports before and after their run: looking one up, asking for it, giving it up, erasing it. */
#include "domains/enrolment/enrolment.h"

#include "domains/audit/audit.h"
#include "domains/enrolment/enrolment_store.h"
#include "domains/enrolment/result.h"
#include "domains/task/task.h"
#include "kernel/json/codec.h"
#include "kernel/json/member.h"
#include "kernel/queue/queue.h"

const char *const import_state_names[IMPORT_STATE_COUNT + 1] = {"previewed", "queued", "running", "done", "failed"};
const char *const import_action_names[IMPORT_ACTION_COUNT + 1] = {"create", "update", "unchanged"};

enum { SWEEP_MAX = 50, PAYLOAD_MAX = 256 };

typedef struct {
    Id space, import;
} JobPayload;

static const Member payload_members[] = {
    MEMBER_ID(JobPayload, space, "Space of the import"),
    MEMBER_ID(JobPayload, import, "The import's row"),
};
static SHAPE(payload_shape, NULL, JobPayload, payload_members, "Payload of a job person.import");

Rc enrolment_get(Ctx *cx, Db *space, const Id *import, Import *ret)
{
    Rc rc = enrolment_store_get(cx, space, import, ret);
    return rc == ERR_MISSING ? fail(cx, rc, "http.missing", NULL) : rc;
}

Rc enrolment_sample(Ctx *cx, Db *space, const Id *import, size_t max, ImportLine *ret, size_t *ret_n)
{
    return enrolment_store_sample(cx, space, import, max, ret, ret_n);
}

Rc enrolment_errors(Ctx *cx, Db *space, const Id *import, int64_t line, int64_t position, size_t max, ImportError *ret,
                    size_t *ret_n)
{
    return enrolment_store_errors(cx, space, import, line, position, max, ret, ret_n);
}

static Rc put_job(Ctx *cx, Db *platform, const Id *space, const Id *import)
{
    Buf payload;
    Id job;
    buf_init(&payload, cx->arena, PAYLOAD_MAX);
    TRY(shape_encode(cx, &payload_shape, &(JobPayload){*space, *import}, &payload));
    JobSpec spec = {.kind = STR(ENROLMENT_JOB), .key = id_str(import), .payload = buf_str(&payload), .space = *space};
    return queue_put(cx, platform, &spec, &job);
}

typedef struct {
    const ImportOrder *order;
    Id task;
} Start;

static Rc start(Ctx *cx, Db *space, void *arg)
{
    Start *s = arg;
    const ImportOrder *o = s->order;
    Import import;
    Str link;
    int64_t changed = 0;
    TRY(enrolment_get(cx, space, &o->import, &import));
    if (import.state != IMPORT_PREVIEWED)
        return fail(cx, ERR_CONFLICT, "enrolment.already_run", NULL);
    if (import.invalid && !o->skip_invalid)
        return fail(cx, ERR_CONFLICT, "enrolment.has_errors", "skip_invalid");
    TRY(str_format(cx->arena, &link, "/people/import?id=%s", import.id.text));
    TRY(task_create(cx, space, &o->by.person, STR(ENROLMENT_TASK), import.file_name, link, &s->task));
    TRY(enrolment_store_queue(cx, space, &import.id, o->invite, &s->task, &changed));
    if (!changed)
        return fail(cx, ERR_CONFLICT, "enrolment.already_run", NULL);
    AuditEntry entry = {.action = AUDIT_IMPORT_RUN,
                        .by = o->by,
                        .target_kind = STR("import"),
                        .target_id = id_str(&import.id),
                        .target_name = import.file_name,
                        .detail = o->invite ? STR("with invitations") : STR("without invitations")};
    return audit_append(cx, space, &entry);
}

Rc enrolment_start(Ctx *cx, Db *platform, Db *space, const ImportOrder *order, Id *ret_task)
{
    Start s = {.order = order};
    TRY(db_write(cx, space, start, &s));
    TRY(put_job(cx, platform, &order->space, &order->import)); /* a crash before it is mended by the sweep */
    *ret_task = s.task;
    return OK;
}

typedef struct {
    const Id *import;
    Str code;
} GivingUp;

static Rc give_up(Ctx *cx, Db *space, void *arg)
{
    const GivingUp *g = arg;
    Import import;
    Str result;
    TRY(enrolment_get(cx, space, g->import, &import));
    TRY(import_result(cx, &import, &result));
    TRY(enrolment_store_end(cx, space, &import.id, IMPORT_FAILED));
    return id_none(&import.task) ? OK : task_finish(cx, space, &import.task, TASK_FAILED, result, g->code);
}

Rc enrolment_give_up(Ctx *cx, Db *space, const Id *import, Str code)
{
    return db_write(cx, space, give_up, &(GivingUp){import, code});
}

static Rc erase(Ctx *cx, Db *space, void *arg)
{
    int64_t *erased = arg;
    Id old[SWEEP_MAX];
    size_t n = 0;
    TRY(enrolment_store_old(cx, space, now_ms(cx) - ENROLMENT_KEEP_MS, SWEEP_MAX, old, &n));
    for (size_t i = 0; i < n; i++)
        TRY(enrolment_store_delete(cx, space, &old[i]));
    *erased = (int64_t)n;
    return OK;
}

Rc enrolment_erase(Ctx *cx, Db *space_db, int64_t *ret_erased)
{
    return db_write(cx, space_db, erase, ret_erased);
}

Rc enrolment_sweep(Ctx *cx, Db *platform, Db *space_db, const Id *space, ImportSweep *ret)
{
    ImportSweep swept = {0};
    Id open[SWEEP_MAX];
    size_t n = 0;
    TRY(enrolment_store_open(cx, space_db, SWEEP_MAX, open, &n));
    for (size_t i = 0; i < n; i++)
        TRY(put_job(cx, platform, space, &open[i]));
    swept.enqueued = (int64_t)n;
    TRY(enrolment_erase(cx, space_db, &swept.erased));
    *ret = swept;
    return OK;
}
