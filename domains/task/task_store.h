/* Rows of tasks. Knows no rule. */
#ifndef DOMAINS_TASK_TASK_STORE_H
#define DOMAINS_TASK_TASK_STORE_H

#include "domains/task/task.h"

Rc task_store_insert(Ctx *cx, Db *space, const Task *task) MUST;
Rc task_store_get(Ctx *cx, Db *space, const Id *id, Task *ret) MUST;
Rc task_store_set_progress(Ctx *cx, Db *space, const Id *id, double progress, int64_t *ret_changed) MUST;
Rc task_store_end(Ctx *cx, Db *space, const Id *id, TaskState state, Str result, Str error_code,
                  int64_t *ret_changed) MUST;
Rc task_store_note_result(Ctx *cx, Db *space, const Id *id, Str result) MUST;
Rc task_store_cancel(Ctx *cx, Db *space, const Id *person, const Id *id, int64_t *ret_changed) MUST;
Rc task_store_delete(Ctx *cx, Db *space, const Id *person, const Id *id, int64_t *ret_changed) MUST;
Rc task_store_delete_old(Ctx *cx, Db *space, int64_t before_ms, int64_t *ret_n) MUST;

/* Newest first, those older than `before` (empty = from the newest). */
Rc task_store_list(Ctx *cx, Db *space, const Id *person, const Id *before, size_t max, Task *ret, size_t *ret_n) MUST;
Rc task_store_count(Ctx *cx, Db *space, const Id *person, int64_t *ret) MUST;

#endif
