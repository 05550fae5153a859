/* task: long work a person started and may follow in the task centre. The row is the truth; progress is written at most
 * twice a second by whoever does the work. */
#ifndef DOMAINS_TASK_TASK_H
#define DOMAINS_TASK_TASK_H

#include "kernel/store/db.h"

typedef struct Shape Shape;

typedef enum { TASK_QUEUED, TASK_RUNNING, TASK_DONE, TASK_FAILED, TASK_CANCELLED, TASK_STATE_COUNT } TaskState;
extern const char *const task_state_names[TASK_STATE_COUNT + 1];

typedef struct {
    Id id, person;
    Str kind;  /* "person_import" */
    Str label; /* file name or title, shown */
    TaskState state;
    double progress; /* 0–1 */
    int64_t created_ms, started_ms, finished_ms;
    Str result;     /* JSON object, empty = none */
    Str error_code; /* empty = none */
    Str link;       /* path in the application, empty = none */
} Task;

/* The four below: each inside the caller's transaction, or alone. */

/* A new task, queued. */
Rc task_create(Ctx *cx, Db *space, const Id *person, Str kind, Str label, Str link, Id *ret) MUST;

/* ERR_CONFLICT task.cancelled when the person cancelled, or task.ended: the work must stop. */
Rc task_progress(Ctx *cx, Db *space, const Id *task, double progress) MUST;

/* The end; a second one changes nothing. A task that the person cancelled stays so, with its result. */
Rc task_finish(Ctx *cx, Db *space, const Id *task, TaskState state, Str result_json, Str error_code) MUST;
Rc task_get(Ctx *cx, Db *space, const Id *task, Task *ret) MUST; /* ERR_MISSING */

/* Forgets tasks that ended TASK_KEEP_MS ago. Called once in a while for each space. */
#define TASK_KEEP_MS (INT64_C(30) * 24 * 3600 * 1000)
Rc task_purge(Ctx *cx, Db *space, int64_t *ret_purged) MUST;

/* The person's own hand; another person's task is ERR_MISSING. Cancel: ERR_CONFLICT task.ended. Dismiss (forget a
 * finished one): ERR_CONFLICT task.running. */
Rc task_cancel(Ctx *cx, Db *space, const Id *person, const Id *task, Task *ret) MUST;
Rc task_dismiss(Ctx *cx, Db *space, const Id *person, const Id *task) MUST;

/* Newest first, at most TASK_LIST_MAX, those older than `before` (empty: from the newest). */
enum { TASK_LIST_MAX = 200 };
typedef struct {
    Task *at;
    size_t n;
    bool more; /* older ones follow */
    int64_t total;
} TaskPage;
Rc task_list(Ctx *cx, Db *space, const Id *person, const Id *before, size_t limit, TaskPage *ret) MUST;

/* How long a running task still takes at its pace so far, in whole seconds of milliseconds; -1 = too early to say. */
int64_t task_left_ms(const Task *task, int64_t at_ms);

/* The task as a reply of shape task_shape, in the arena: for routes that start one. */
extern const Shape task_shape;
Rc task_document(Ctx *cx, const Task *task, const void **ret) MUST;

#endif
