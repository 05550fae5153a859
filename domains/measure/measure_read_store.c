/* Rows that figures are read from. */
#include "domains/measure/measure_read_store.h"

#include "sql_all.h"

Rc measure_read_subject(Ctx *cx, Db *space, const Id *module, MeasureSubject *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_measure_get_subject);
    stmt_put_id(s, module);
    TRY(stmt_row(cx, s));
    MeasureSubject subject = {.owner = stmt_id(s)};
    subject.title = stmt_text(cx, s);
    TRY(stmt_read(s));
    *ret = subject;
    return OK;
}

Rc measure_read_module(Ctx *cx, Db *space, const Id *module, int64_t *ret_stored_ms, int64_t *ret_last_ms)
{
    AUTO_STMT s = db_stmt(space, SQL_measure_get_module);
    stmt_put_id(s, module);
    TRY(stmt_row(cx, s));
    int64_t stored_ms = stmt_int(s), last_ms = stmt_int(s);
    TRY(stmt_read(s));
    *ret_stored_ms = stored_ms;
    *ret_last_ms = last_ms;
    return OK;
}

static Rc one_number(Ctx *cx, Stmt *s, int64_t *ret)
{
    TRY(stmt_row(cx, s));
    int64_t number = stmt_int(s);
    TRY(stmt_read(s));
    *ret = number;
    return OK;
}

Rc measure_read_position(Ctx *cx, Db *space, int64_t *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_measure_get_position);
    return one_number(cx, s, ret);
}

static void put_search(Stmt *s, const MeasureModuleSearch *search)
{
    stmt_put_text(s, search->like);
    for (int i = 0; i < 2; i++)
        stmt_put_text(s, id_str(&search->owner));
}

Rc measure_read_modules(Ctx *cx, Db *space, const MeasureModuleSearch *search, MeasureModuleRow *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_measure_list_modules);
    size_t n = 0;
    Rc rc = OK;
    put_search(s, search);
    for (int i = 0; i < 2; i++)
        stmt_put_text(s, id_str(&search->after));
    stmt_put_int(s, (int64_t)search->limit);
    while (n < search->limit && (rc = stmt_row(cx, s)) == OK) {
        ret[n].id = stmt_id(s);
        ret[n++].title = stmt_text(cx, s);
        TRY(stmt_read(s));
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc measure_read_module_count(Ctx *cx, Db *space, const MeasureModuleSearch *search, int64_t *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_measure_count_modules);
    put_search(s, search);
    return one_number(cx, s, ret);
}

Rc measure_read_versions(Ctx *cx, Db *space, const Id *module, MeasureVersion *ret, size_t room, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_measure_list_versions);
    size_t n = 0;
    Rc rc = OK;
    stmt_put_id(s, module);
    stmt_put_int(s, (int64_t)room);
    while (n < room && (rc = stmt_row(cx, s)) == OK) {
        ret[n].module_version_id = stmt_id(s);
        ret[n].number = stmt_int(s);
        ret[n++].created_ms = stmt_int(s);
        TRY(stmt_read(s));
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc measure_read_groups(Ctx *cx, Db *space, const Id *module, MeasureGroup *ret, size_t room, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_measure_list_groups);
    size_t n = 0;
    Rc rc = OK;
    stmt_put_id(s, module);
    stmt_put_int(s, (int64_t)room);
    while (n < room && (rc = stmt_row(cx, s)) == OK) {
        ret[n].id = stmt_id(s);
        ret[n++].name = stmt_text(cx, s);
        TRY(stmt_read(s));
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

static Rc over(Rc rc)
{
    return rc == ERR_MISSING ? OK : rc;
}

Rc measure_read_grains(Ctx *cx, Db *space, const Id *module, MeasureGrainTaker take, void *arg)
{
    AUTO_STMT s = db_stmt(space, SQL_measure_list_grains);
    Rc rc;
    stmt_put_id(s, module);
    while ((rc = stmt_row(cx, s)) == OK) {
        MeasureGrainRow row = {.module_version = stmt_id(s)};
        row.grain_version = stmt_id(s);
        row.grain = stmt_id(s);
        row.media = stmt_id(s);
        row.title = stmt_text(cx, s);
        TRY(stmt_read(s));
        TRY(take(cx, &row, arg));
    }
    return over(rc);
}

/* Module, distribution and group. */
static void put_people(Stmt *s, const MeasureFilter *f)
{
    stmt_put_id(s, &f->module);
    for (int i = 0; i < 2; i++)
        stmt_put_text(s, id_str(&f->distribution));
    for (int i = 0; i < 2; i++)
        stmt_put_text(s, id_str(&f->group));
}

static void put_days(Stmt *s, const MeasureDays *days)
{
    put_people(s, days->filter);
    for (int i = 0; i < 2; i++)
        stmt_put_text(s, id_str(&days->filter->version));
    stmt_put_int(s, days->from_day);
    stmt_put_int(s, days->to_day);
}

static void put_registration(Stmt *s, const Id *registration)
{
    for (int i = 0; i < 2; i++)
        stmt_put_text(s, id_str(registration));
}

static void read_names(Ctx *cx, Stmt *s, MeasureLearnerRow *row)
{
    row->title = stmt_text(cx, s);
    row->first_name = stmt_text(cx, s);
    row->last_name = stmt_text(cx, s);
    row->name_folded = stmt_text(cx, s);
    row->search_folded = stmt_text(cx, s);
}

Rc measure_read_learners(Ctx *cx, Db *space, const MeasureFilter *filter, bool names, MeasureLearnerTaker take,
                         void *arg)
{
    AUTO_STMT s = db_stmt(space, SQL_measure_list_learners);
    Rc rc;
    put_people(s, filter);
    while ((rc = stmt_row(cx, s)) == OK) {
        MeasureLearnerRow row = {.registration = stmt_id(s)};
        row.distribution = stmt_id(s);
        row.person = stmt_id(s);
        row.module_version = stmt_id(s);
        row.attempt = stmt_int(s);
        row.created_ms = stmt_int(s);
        row.withdrawn_ms = stmt_int(s);
        row.due_ms = stmt_int(s);
        row.version_number = stmt_int(s);
        if (names)
            read_names(cx, s, &row);
        TRY(stmt_read(s));
        TRY(take(cx, &row, arg));
    }
    return over(rc);
}

Rc measure_read_attempts(Ctx *cx, Db *space, const MeasureFilter *filter, MeasureAttemptTaker take, void *arg)
{
    AUTO_STMT s = db_stmt(space, SQL_measure_list_attempts);
    Rc rc;
    put_people(s, filter);
    while ((rc = stmt_row(cx, s)) == OK) {
        MeasureAttemptRow row = {.registration = stmt_id(s)};
        row.attempt = stmt_int(s);
        row.module_version = stmt_id(s);
        row.state = stmt_enum(s, LEARNING_STATE_COUNT);
        row.points = stmt_int(s);
        row.points_max = stmt_int(s);
        row.success = (int)stmt_int(s);
        row.progress_ppm = stmt_int(s);
        row.first_ms = stmt_int(s);
        row.completed_ms = stmt_int(s);
        TRY(stmt_read(s));
        TRY(take(cx, &row, arg));
    }
    return over(rc);
}

Rc measure_read_watch_sums(Ctx *cx, Db *space, const MeasureDays *days, MeasureWatchSumTaker take, void *arg)
{
    AUTO_STMT s = db_stmt(space, SQL_measure_sum_watch);
    Rc rc;
    put_days(s, days);
    while ((rc = stmt_row(cx, s)) == OK) {
        MeasureWatchSum row = {.registration = stmt_id(s)};
        row.watched_ms = stmt_int(s);
        row.first_ms = stmt_int(s);
        row.last_ms = stmt_int(s);
        TRY(stmt_read(s));
        TRY(take(cx, &row, arg));
    }
    return over(rc);
}

Rc measure_read_watch(Ctx *cx, Db *space, const MeasureDays *days, const MeasurePart *part, MeasureWatchTaker take,
                      void *arg)
{
    AUTO_STMT s = db_stmt(space, SQL_measure_list_watch);
    Rc rc;
    put_days(s, days);
    stmt_put_id(s, &part->grain);
    put_registration(s, &part->registration);
    while ((rc = stmt_row(cx, s)) == OK) {
        ArenaMark mark = arena_mark(cx->arena);
        MeasureWatchDay row = {.registration = stmt_id(s)};
        row.film = stmt_id(s);
        row.watched_ms = stmt_int(s);
        row.views = stmt_bytes(cx, s);
        TRY(stmt_read(s));
        TRY(take(cx, &row, arg));
        arena_rewind(cx->arena, mark);
    }
    return over(rc);
}

Rc measure_read_answers(Ctx *cx, Db *space, const MeasureDays *days, int64_t nth_max, const Id *registration,
                        MeasureAnswerTaker take, void *arg)
{
    AUTO_STMT s = db_stmt(space, SQL_measure_list_answers);
    Rc rc;
    put_days(s, days);
    stmt_put_int(s, nth_max);
    put_registration(s, registration);
    while ((rc = stmt_row(cx, s)) == OK) {
        MeasureAnswerRead row = {.grain = stmt_id(s)};
        row.question = stmt_id(s);
        row.registration = stmt_id(s);
        row.attempt = stmt_int(s);
        row.nth = stmt_int(s);
        row.module_version = stmt_id(s);
        row.choices = stmt_text(cx, s);
        row.correct = stmt_bool(s);
        row.points = stmt_int(s);
        row.points_max = stmt_int(s);
        row.answered_ms = stmt_int(s);
        row.latency_ms = stmt_int(s);
        TRY(stmt_read(s));
        TRY(take(cx, &row, arg));
    }
    return over(rc);
}

Rc measure_read_targets(Ctx *cx, Db *space, const MeasureDays *days, const MeasurePart *part, MeasureTargetTaker take,
                        void *arg)
{
    AUTO_STMT s = db_stmt(space, SQL_measure_sum_targets);
    Rc rc;
    put_days(s, days);
    stmt_put_id(s, &part->grain);
    put_registration(s, &part->registration);
    while ((rc = stmt_row(cx, s)) == OK) {
        MeasureTargetSum row = {.target = stmt_id(s)};
        row.registration = stmt_id(s);
        row.shown = stmt_int(s);
        row.opened = stmt_int(s);
        row.closed = stmt_int(s);
        row.dwell_ms = stmt_int(s);
        TRY(stmt_read(s));
        TRY(take(cx, &row, arg));
    }
    return over(rc);
}
