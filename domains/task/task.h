/* task: long work a person started and may follow in the task centre. The row is the truth; progress is written at most
 * twice a second by whoever does the work. */
#ifndef DOMAINS_TASK_TASK_H
#define DOMAINS_TASK_TASK_H

#include "kernel/store/db.h"

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

/* Each inside the caller's transaction, or alone. */
Rc task_create(Ctx *cx, Db *space, const Id *person, Str kind, Str label, Str link, Id *ret) MUST;
/* Answers ERR_CONFLICT task.cancelled when the person cancelled: the work must stop. */
Rc task_progress(Ctx *cx, Db *space, const Id *task, double progress) MUST;
Rc task_finish(Ctx *cx, Db *space, const Id *task, TaskState state, Str result_json, Str error_code) MUST;
Rc task_get(Ctx *cx, Db *space, const Id *task, Task *ret) MUST;

#endif
