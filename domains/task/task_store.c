/* The statements of task.sql, one function each. Progress is stored in millionths: the databases share no real numbers
 * that compare alike. */
#include "domains/task/task_store.h"

#include "sql_all.h"

enum { MILLION = 1000000 };

static Task row_to_task(Ctx *cx, Stmt *s)
{
    Task t = {.id = stmt_id(s)};
    t.person = stmt_id(s);
    t.kind = stmt_text(cx, s);
    t.label = stmt_text(cx, s);
    t.state = (TaskState)stmt_enum(s, TASK_STATE_COUNT);
    t.progress = (double)stmt_int(s) / MILLION;
    t.created_ms = stmt_int(s);
    t.started_ms = stmt_int(s);
    t.finished_ms = stmt_int(s);
    t.result = stmt_text(cx, s);
    t.error_code = stmt_text(cx, s);
    t.link = stmt_text(cx, s);
    return t;
}

Rc task_store_insert(Ctx *cx, Db *space, const Task *task)
{
    AUTO_STMT s = db_stmt(space, SQL_task_insert);
    stmt_put_id(s, &task->id);
    stmt_put_id(s, &task->person);
    stmt_put_text(s, task->kind);
    stmt_put_text(s, task->label);
    stmt_put_int(s, task->created_ms);
    stmt_put_text(s, task->link.at ? task->link : STR(""));
    return stmt_run(cx, s, NULL);
}

Rc task_store_get(Ctx *cx, Db *space, const Id *id, Task *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_task_get);
    stmt_put_id(s, id);
    TRY(stmt_row(cx, s));
    Task t = row_to_task(cx, s);
    TRY(stmt_read(s));
    *ret = t;
    return OK;
}

Rc task_store_set_progress(Ctx *cx, Db *space, const Id *id, double progress, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_task_set_progress);
    stmt_put_int(s, (int64_t)(progress * MILLION));
    stmt_put_int(s, now_ms(cx));
    stmt_put_id(s, id);
    return stmt_run(cx, s, ret_changed);
}

Rc task_store_end(Ctx *cx, Db *space, const Id *id, TaskState state, Str result, Str error_code, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_task_end);
    stmt_put_int(s, state);
    stmt_put_int(s, state);
    stmt_put_int(s, now_ms(cx));
    stmt_put_text(s, result.at ? result : STR(""));
    stmt_put_text(s, error_code.at ? error_code : STR(""));
    stmt_put_id(s, id);
    return stmt_run(cx, s, ret_changed);
}

Rc task_store_note_result(Ctx *cx, Db *space, const Id *id, Str result)
{
    AUTO_STMT s = db_stmt(space, SQL_task_note_result);
    stmt_put_text(s, result.at ? result : STR(""));
    stmt_put_id(s, id);
    return stmt_run(cx, s, NULL);
}

Rc task_store_cancel(Ctx *cx, Db *space, const Id *person, const Id *id, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_task_cancel);
    stmt_put_int(s, now_ms(cx));
    stmt_put_id(s, id);
    stmt_put_id(s, person);
    return stmt_run(cx, s, ret_changed);
}

Rc task_store_delete(Ctx *cx, Db *space, const Id *person, const Id *id, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_task_delete);
    stmt_put_id(s, id);
    stmt_put_id(s, person);
    return stmt_run(cx, s, ret_changed);
}

Rc task_store_delete_old(Ctx *cx, Db *space, int64_t before_ms, int64_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_task_delete_old);
    stmt_put_int(s, before_ms);
    return stmt_run(cx, s, ret_n);
}

Rc task_store_list(Ctx *cx, Db *space, const Id *person, const Id *before, size_t max, Task *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, id_none(before) ? SQL_task_list_newest : SQL_task_list_before);
    stmt_put_id(s, person);
    if (!id_none(before))
        stmt_put_id(s, before);
    stmt_put_int(s, (int64_t)max);
    size_t n = 0;
    Rc rc = OK;
    while (n < max && (rc = stmt_row(cx, s)) == OK) {
        Task t = row_to_task(cx, s);
        TRY(stmt_read(s));
        ret[n++] = t;
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc task_store_count(Ctx *cx, Db *space, const Id *person, int64_t *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_task_count);
    stmt_put_id(s, person);
    TRY(stmt_row(cx, s));
    int64_t count = stmt_int(s);
    TRY(stmt_read(s));
    *ret = count;
    return OK;
}
