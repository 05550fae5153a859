/* The statements of distribution.sql, one function each. */
#include "domains/distribution/distribution_store.h"

#include "sql_all.h"

static Distribution row_to_distribution(Ctx *cx, Stmt *s)
{
    Distribution d = {.id = stmt_id(s)};
    d.module = stmt_id(s);
    d.module_version = stmt_id(s);
    d.title = stmt_text(cx, s);
    d.created_ms = stmt_int(s);
    d.registration_count = stmt_int(s);
    return d;
}

static Registration row_to_registration(Ctx *cx, Stmt *s)
{
    Registration r = {.id = stmt_id(s)};
    r.distribution = stmt_id(s);
    r.person = stmt_id(s);
    r.module = stmt_id(s);
    r.module_version = stmt_id(s);
    r.title = stmt_text(cx, s);
    r.created_ms = stmt_int(s);
    return r;
}

static Rc one_number(Ctx *cx, Stmt *s, int64_t *ret)
{
    TRY(stmt_row(cx, s));
    int64_t number = stmt_int(s);
    TRY(stmt_read(s));
    *ret = number;
    return OK;
}

Rc distribution_store_insert(Ctx *cx, Db *space, const Distribution *distribution)
{
    AUTO_STMT s = db_stmt(space, SQL_distribution_insert);
    stmt_put_id(s, &distribution->id);
    stmt_put_id(s, &distribution->module);
    stmt_put_id(s, &distribution->module_version);
    stmt_put_int(s, distribution->created_ms);
    return stmt_run(cx, s, NULL);
}

Rc distribution_store_get(Ctx *cx, Db *space, const Id *id, Distribution *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_distribution_get);
    stmt_put_id(s, id);
    TRY(stmt_row(cx, s));
    Distribution d = row_to_distribution(cx, s);
    TRY(stmt_read(s));
    *ret = d;
    return OK;
}

static void put_filter(Stmt *s, const DistributionQuery *query)
{
    for (int i = 0; i < 2; i++)
        stmt_put_text(s, id_str(&query->module));
}

Rc distribution_store_list(Ctx *cx, Db *space, const DistributionQuery *query, size_t max, Distribution *ret,
                           size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_distribution_list);
    put_filter(s, query);
    stmt_put_bool(s, query->from_start);
    stmt_put_int(s, query->after_ms);
    stmt_put_text(s, id_str(&query->after_id));
    stmt_put_int(s, (int64_t)max);
    size_t n = 0;
    Rc rc = OK;
    while (n < max && (rc = stmt_row(cx, s)) == OK) {
        ret[n++] = row_to_distribution(cx, s);
        TRY(stmt_read(s));
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc distribution_store_count(Ctx *cx, Db *space, const DistributionQuery *query, int64_t *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_distribution_count);
    put_filter(s, query);
    return one_number(cx, s, ret);
}

Rc registration_store_insert(Ctx *cx, Db *space, const Registration *registration, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_distribution_registration_insert);
    stmt_put_id(s, &registration->id);
    stmt_put_id(s, &registration->distribution);
    stmt_put_id(s, &registration->person);
    stmt_put_int(s, registration->created_ms);
    return stmt_run(cx, s, ret_changed);
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
    return one_number(cx, s, ret);
}
