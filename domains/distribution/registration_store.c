/* The statements of registration.sql. */
#include "domains/distribution/registration_store.h"

#include "domains/distribution/distribution_store.h"
#include "sql_all.h"

Rc registration_store_insert(Ctx *cx, Db *space, const NewRegistration *registration, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_distribution_registration_insert);
    stmt_put_id(s, &registration->id);
    stmt_put_id(s, &registration->person);
    stmt_put_int(s, now_ms(cx));
    stmt_put_int(s, registration->told ? now_ms(cx) : 0);
    stmt_put_id(s, &registration->distribution);
    return stmt_run(cx, s, ret_changed);
}

Rc registration_store_come_back(Ctx *cx, Db *space, const Id *distribution, const Id *person, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_distribution_registration_come_back);
    stmt_put_id(s, distribution);
    stmt_put_id(s, person);
    return stmt_run(cx, s, ret_changed);
}

/* An UPDATE that sets one column to now. */
static Rc stamp(Ctx *cx, Db *space, int sql, const Id *id, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, sql);
    stmt_put_int(s, now_ms(cx));
    stmt_put_id(s, id);
    return stmt_run(cx, s, ret_changed);
}

Rc registration_store_withdraw(Ctx *cx, Db *space, const Id *registration, int64_t *ret_changed)
{
    return stamp(cx, space, SQL_distribution_registration_withdraw, registration, ret_changed);
}

Rc registration_store_start(Ctx *cx, Db *space, const Id *id)
{
    return stamp(cx, space, SQL_distribution_registration_start, id, NULL);
}

Rc registration_store_finish(Ctx *cx, Db *space, const Id *id)
{
    return stamp(cx, space, SQL_distribution_registration_finish, id, NULL);
}

Rc registration_store_mark_told(Ctx *cx, Db *space, const Id *id, int64_t *ret_changed)
{
    return stamp(cx, space, SQL_distribution_registration_mark_told, id, ret_changed);
}

Rc registration_store_mark_reminded(Ctx *cx, Db *space, const Id *id, int64_t *ret_changed)
{
    return stamp(cx, space, SQL_distribution_registration_mark_reminded, id, ret_changed);
}

static Registration row_to_registration(Ctx *cx, Stmt *s)
{
    Registration r = {.id = stmt_id(s)};
    r.distribution = stmt_id(s);
    r.person = stmt_id(s);
    r.module = stmt_id(s);
    r.module_version = stmt_id(s);
    r.version_number = stmt_int(s);
    r.title = stmt_text(cx, s);
    r.attempt = stmt_int(s);
    r.created_ms = stmt_int(s);
    r.started_ms = stmt_int(s);
    r.finished_ms = stmt_int(s);
    r.withdrawn_ms = stmt_int(s);
    return r;
}

Rc registration_store_get(Ctx *cx, Db *space, const Id *id, Registration *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_distribution_registration_get);
    stmt_put_id(s, id);
    TRY(stmt_row(cx, s));
    Registration r = row_to_registration(cx, s);
    TRY(stmt_read(s));
    *ret = r;
    return OK;
}

Rc registration_store_list(Ctx *cx, Db *space, const Id *person, const Id *after, size_t max, Registration *ret,
                           size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_distribution_registration_list);
    stmt_put_id(s, person);
    for (int i = 0; i < 2; i++)
        stmt_put_text(s, id_str(after));
    stmt_put_int(s, (int64_t)max);
    size_t n = 0;
    Rc rc = OK;
    while (n < max && (rc = stmt_row(cx, s)) == OK) {
        ret[n++] = row_to_registration(cx, s);
        TRY(stmt_read(s));
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc registration_store_count(Ctx *cx, Db *space, const Id *person, int64_t *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_distribution_registration_count);
    stmt_put_id(s, person);
    TRY(stmt_row(cx, s));
    int64_t count = stmt_int(s);
    TRY(stmt_read(s));
    *ret = count;
    return OK;
}

Rc registration_store_terms(Ctx *cx, Db *space, const Id *id, RegistrationTerms *ret, int64_t *ret_attempt)
{
    AUTO_STMT s = db_stmt(space, SQL_distribution_registration_terms);
    stmt_put_id(s, id);
    TRY(stmt_row(cx, s));
    RegistrationTerms t = {.opens_ms = stmt_int(s)};
    t.closes_ms = stmt_int(s);
    t.due_ms = stmt_int(s);
    t.suspended_ms = stmt_int(s);
    t.archived_ms = stmt_int(s);
    t.withdrawn_ms = stmt_int(s);
    t.attempts_max = stmt_int(s);
    int64_t percent = stmt_int(s), attempt = stmt_int(s);
    TRY(stmt_read(s));
    t.pass_percent = percent ? percent : -1;
    DistributionTimes times = {t.opens_ms, t.closes_ms, t.suspended_ms, t.archived_ms};
    t.state = distribution_state(&times, now_ms(cx));
    *ret = t;
    *ret_attempt = attempt;
    return OK;
}

Rc registration_store_next_attempt(Ctx *cx, Db *space, const Id *id, int64_t attempt, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_distribution_registration_next_attempt);
    stmt_put_id(s, id);
    stmt_put_int(s, attempt);
    return stmt_run(cx, s, ret_changed);
}

Rc registration_store_go_over(Ctx *cx, Db *space, const Distribution *to, bool all, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_distribution_registration_go_over);
    stmt_put_id(s, &to->module_version);
    stmt_put_id(s, &to->id);
    stmt_put_bool(s, all);
    return stmt_run(cx, s, ret_changed);
}

static Rc row_to_told(Ctx *cx, Stmt *s, Told *ret)
{
    Told t = {.registration = stmt_id(s)};
    t.person = stmt_id(s);
    t.first_name = stmt_text(cx, s);
    t.email = stmt_text(cx, s);
    t.language = stmt_enum(s, 2);
    t.title = stmt_text(cx, s);
    t.opens_ms = stmt_int(s);
    t.closes_ms = stmt_int(s);
    t.due_ms = stmt_int(s);
    t.message = stmt_text(cx, s);
    t.created_by = stmt_id(s);
    Str first = stmt_text(cx, s), last = stmt_text(cx, s);
    TRY(stmt_read(s));
    t.created_by_name = STR("");
    if (first.at)
        TRY(str_format(cx->arena, &t.created_by_name, "%.*s %.*s", STR_ARG(first), STR_ARG(last)));
    *ret = t;
    return OK;
}

static Rc read_told(Ctx *cx, Stmt *s, size_t max, Told *ret, size_t *ret_n)
{
    size_t n = 0;
    Rc rc = OK;
    while (n < max && (rc = stmt_row(cx, s)) == OK)
        TRY(row_to_told(cx, s, &ret[n++]));
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc registration_store_untold(Ctx *cx, Db *space, const Id *only, size_t max, Told *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_distribution_registration_untold_list);
    for (int i = 0; i < 2; i++)
        stmt_put_text(s, id_str(only));
    stmt_put_int(s, now_ms(cx));
    stmt_put_int(s, (int64_t)max);
    return read_told(cx, s, max, ret, ret_n);
}

Rc registration_store_unreminded(Ctx *cx, Db *space, const Id *only, size_t max, Told *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_distribution_registration_unreminded_list);
    stmt_put_int(s, now_ms(cx));
    stmt_put_int(s, now_ms(cx) + DISTRIBUTION_REMIND_MS);
    for (int i = 0; i < 2; i++)
        stmt_put_text(s, id_str(only));
    stmt_put_int(s, now_ms(cx));
    stmt_put_int(s, DISTRIBUTION_REMIND_MS);
    stmt_put_int(s, (int64_t)max);
    return read_told(cx, s, max, ret, ret_n);
}
