/* Rules of tasks: who may stop one, what a late word of the worker still changes, when an estimate is worth showing. */
#include "domains/task/task.h"

#include "domains/task/task_store.h"

const char *const task_state_names[TASK_STATE_COUNT + 1] = {"queued", "running", "done", "failed", "cancelled"};

enum { SECOND_MS = 1000, ESTIMATE_AFTER_MS = 1000 };
static const double estimate_from = 0.02; /* below it the pace says nothing yet */

Rc task_create(Ctx *cx, Db *space, const Id *person, Str kind, Str label, Str link, Id *ret)
{
    Task t = {.id = id_new(cx), .person = *person, .kind = kind, .label = label, .link = link};
    t.created_ms = now_ms(cx);
    TRY(task_store_insert(cx, space, &t));
    *ret = t.id;
    return OK;
}

Rc task_purge(Ctx *cx, Db *space, int64_t *ret_purged)
{
    return task_store_delete_old(cx, space, now_ms(cx) - TASK_KEEP_MS, ret_purged);
}

Rc task_progress(Ctx *cx, Db *space, const Id *task, double progress)
{
    int64_t changed = 0;
    Task t;
    TRY(task_store_set_progress(cx, space, task, progress < 0 ? 0 : progress > 1 ? 1 : progress, &changed));
    if (changed)
        return OK;
    TRY(task_get(cx, space, task, &t));
    return fail(cx, ERR_CONFLICT, t.state == TASK_CANCELLED ? "task.cancelled" : "task.ended", NULL);
}

Rc task_finish(Ctx *cx, Db *space, const Id *task, TaskState state, Str result_json, Str error_code)
{
    int64_t changed = 0;
    TRY(task_store_end(cx, space, task, state, result_json, error_code, &changed));
    return changed || !result_json.n ? OK : task_store_note_result(cx, space, task, result_json);
}

Rc task_get(Ctx *cx, Db *space, const Id *task, Task *ret)
{
    Rc rc = task_store_get(cx, space, task, ret);
    return rc == ERR_MISSING ? fail(cx, rc, "http.missing", NULL) : rc;
}

static Rc own(Ctx *cx, Db *space, const Id *person, const Id *task, Task *ret)
{
    Task t;
    TRY(task_get(cx, space, task, &t));
    if (!id_equal(&t.person, person))
        return fail(cx, ERR_MISSING, "http.missing", NULL);
    *ret = t;
    return OK;
}

Rc task_cancel(Ctx *cx, Db *space, const Id *person, const Id *task, Task *ret)
{
    int64_t changed = 0;
    Task t;
    TRY(task_store_cancel(cx, space, person, task, &changed));
    TRY(own(cx, space, person, task, &t));
    if (!changed)
        return fail(cx, ERR_CONFLICT, "task.ended", NULL);
    *ret = t;
    return OK;
}

Rc task_dismiss(Ctx *cx, Db *space, const Id *person, const Id *task)
{
    int64_t changed = 0;
    Task t;
    TRY(task_store_delete(cx, space, person, task, &changed));
    if (changed)
        return OK;
    TRY(own(cx, space, person, task, &t));
    return fail(cx, ERR_CONFLICT, "task.running", NULL);
}

Rc task_list(Ctx *cx, Db *space, const Id *person, const Id *before, size_t limit, TaskPage *ret)
{
    TaskPage page = {0};
    size_t max = (limit < TASK_LIST_MAX ? limit : TASK_LIST_MAX) + 1;
    page.at = arena_array(cx->arena, max, sizeof *page.at);
    if (!page.at)
        return ERR_NOMEM;
    TRY(task_store_list(cx, space, person, before, max, page.at, &page.n));
    TRY(task_store_count(cx, space, person, &page.total));
    page.more = page.n == max;
    page.n -= page.more;
    *ret = page;
    return OK;
}

int64_t task_left_ms(const Task *task, int64_t at_ms)
{
    int64_t elapsed = at_ms - task->started_ms;
    if (task->state != TASK_RUNNING || task->progress < estimate_from || elapsed < ESTIMATE_AFTER_MS)
        return -1;
    double left = (double)elapsed * (1 - task->progress) / task->progress;
    return ((int64_t)left + SECOND_MS - 1) / SECOND_MS * SECOND_MS;
}
