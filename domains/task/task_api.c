/* Handlers and shapes of the task centre. The screen polls the list, so its reply carries an ETag of its bytes. */
#include "domains/task/task_api.h"

#include "domains/task/task.h"
#include "kernel/http/cursor.h"
#include "kernel/json/codec.h"
#include "kernel/json/member.h"

enum { TEXT_MAX = 400, LIMIT_STANDARD = 50 };

typedef struct {
    int64_t created, updated, skipped;
} TaskResult;

typedef struct {
    Id id;
    Str kind, label;
    int state;
    double progress;
    bool has_left_ms, has_finished_ms, has_result, has_error_code, has_link;
    int64_t left_ms, created_ms, finished_ms;
    TaskResult result;
    Str error_code, link;
} TaskShown;

static const Member result_members[] = {
    MEMBER_INT(TaskResult, created, 0, INT64_MAX, "Made new"),
    MEMBER_INT(TaskResult, updated, 0, INT64_MAX, "Changed"),
    MEMBER_INT(TaskResult, skipped, 0, INT64_MAX, "Left as they were: unchanged or faulty"),
};
static SHAPE(result_shape, "TaskResult", TaskResult, result_members, "What the work did");

static const Member task_members[] = {
    MEMBER_ID(TaskShown, id, "Stable identity"),
    MEMBER_TEXT(TaskShown, kind, TEXT_TOKEN, 1, 80, "What it does: person_import"),
    MEMBER_TEXT(TaskShown, label, TEXT_LINE, 0, TEXT_MAX, "File name or title"),
    MEMBER_ENUM(TaskShown, state, task_state_names, "How far it is"),
    MEMBER_NUMBER(TaskShown, progress, 0, 1, "Part done"),
    NULLABLE(TaskShown, left_ms, MEMBER_KIND_INT, .min = 0, .max = INT64_MAX, .doc = "Estimated time left"),
    MEMBER_TIME(TaskShown, created_ms, "When it was asked for"),
    NULLABLE(TaskShown, finished_ms, MEMBER_KIND_INT, .min = 0, .max = INT64_MAX, .doc = "When it ended"),
    NULLABLE(TaskShown, result, MEMBER_KIND_OBJECT, .of = &result_shape, .doc = "What the work did"),
    NULLABLE(TaskShown, error_code, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = 80, .doc = "Why it failed"),
    NULLABLE(TaskShown, link, MEMBER_KIND_TEXT, .text = TEXT_LINE, .min = 1, .max = TEXT_MAX,
             .doc = "Page of the application that shows the outcome"),
};
SHAPE(task_shape, "Task", TaskShown, task_members, "Long work that a person started");

typedef struct {
    ListOf(TaskShown) items;
    bool has_next_cursor;
    Str next_cursor;
    int64_t total;
} TaskList;

static const Member list_members[] = {
    MEMBER_LIST(TaskList, items, task_shape, TASK_LIST_MAX, "Newest first"),
    NULLABLE(TaskList, next_cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_TEXT_MAX,
             .doc = "For the next page; null on the last one"),
    MEMBER_INT(TaskList, total, 0, INT64_MAX, "Tasks of this person"),
};
static SHAPE(list_shape, "TaskList", TaskList, list_members, "A page of tasks");

typedef struct {
    bool has_cursor, has_limit;
    Str cursor;
    int64_t limit;
} TaskQuery;

static const Member query_members[] = {
    OPTIONAL(TaskQuery, cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_TEXT_MAX,
             .doc = "next_cursor of the page before"),
    OPTIONAL(TaskQuery, limit, MEMBER_KIND_INT, .min = 1, .max = TASK_LIST_MAX, .doc = "Rows of a page"),
};
static SHAPE(query_shape, NULL, TaskQuery, query_members, "Which tasks");

static TaskShown shown(Ctx *cx, const Task *task)
{
    int64_t left_ms = task_left_ms(task, now_ms(cx));
    TaskShown t = {.id = task->id,
                   .kind = task->kind,
                   .label = task->label,
                   .state = (int)task->state,
                   .progress = task->progress,
                   .has_left_ms = left_ms >= 0,
                   .left_ms = left_ms,
                   .created_ms = task->created_ms,
                   .has_finished_ms = task->finished_ms > 0,
                   .finished_ms = task->finished_ms,
                   .has_error_code = task->error_code.n > 0,
                   .error_code = task->error_code,
                   .has_link = task->link.n > 0,
                   .link = task->link};
    if (task->result.n)
        t.has_result = shape_decode(cx, &result_shape, task->result, DECODE_LENIENT, &t.result) == OK;
    return t;
}

Rc task_document(Ctx *cx, const Task *task, const void **ret)
{
    TaskShown *out = arena_get(cx->arena, sizeof *out);
    if (!out)
        return ERR_NOMEM;
    *out = shown(cx, task);
    *ret = out;
    return OK;
}

static Rc list_tasks(Req *q, Reply *r)
{
    const TaskQuery *in = q->query;
    Cursor after = {0};
    TaskPage page;
    if (in->has_cursor)
        TRY(cursor_read(q->cx, in->cursor, &after));
    size_t limit = in->has_limit ? (size_t)in->limit : LIMIT_STANDARD;
    TRY(task_list(q->cx, q->db, &q->who.person, &after.id, limit, &page));
    TaskList *out = arena_get(q->cx->arena, sizeof *out);
    TaskShown *items = arena_array(q->cx->arena, page.n, sizeof *items);
    if (!out || !items)
        return ERR_NOMEM;
    for (size_t i = 0; i < page.n; i++)
        items[i] = shown(q->cx, &page.at[i]);
    out->items.at = items;
    out->items.n = page.n;
    out->total = page.total;
    out->has_next_cursor = page.more;
    if (page.more)
        TRY(cursor_write(q->cx, &(Cursor){STR(""), page.at[page.n - 1].id}, &out->next_cursor));
    r->object = out;
    r->etag_of_body = true;
    return OK;
}

static Rc cancel_task(Req *q, Reply *r)
{
    Id id;
    Task task;
    TRY(req_id(q, 0, &id));
    TRY(task_cancel(q->cx, q->db, &q->who.person, &id, &task));
    return task_document(q->cx, &task, &r->object);
}

static Rc dismiss_task(Req *q, Reply *r)
{
    Id id;
    (void)r;
    TRY(req_id(q, 0, &id));
    return task_dismiss(q->cx, q->db, &q->who.person, &id);
}

static const char *const list_codes[] = {"http.bad_cursor", NULL};
static const char *const cancel_codes[] = {"task.ended", NULL};
static const char *const dismiss_codes[] = {"task.running", NULL};

static const Route routes[] = {
    ROUTE("GET", "/api/v1/tasks", list_tasks, RIGHT_SIGNED_IN, "List one's own tasks, newest first",
          .query = &query_shape, .reply = &list_shape, .codes = list_codes),
    ROUTE("POST", "/api/v1/tasks/{task_id}/cancel", cancel_task, RIGHT_SIGNED_IN, "Stop one's own task",
          .reply = &task_shape, .codes = cancel_codes),
    ROUTE("DELETE", "/api/v1/tasks/{task_id}", dismiss_task, RIGHT_SIGNED_IN, "Forget a finished task",
          .codes = dismiss_codes),
    {0},
};

static const ErrorCode errors[] = {
    {"task.cancelled", ERR_CONFLICT, "The person stopped this work"},
    {"task.ended", ERR_CONFLICT, "This work has already ended"},
    {"task.running", ERR_CONFLICT, "This work has not ended yet; cancel it first"},
    {0},
};

const Surface task_surface = {"task", routes, errors, NULL};
