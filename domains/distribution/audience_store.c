/* The statements of audience.sql. */
#include "domains/distribution/audience_store.h"

#include "sql_all.h"

static Rc clear(Ctx *cx, Db *space, int sql, const Id *distribution)
{
    AUTO_STMT s = db_stmt(space, sql);
    stmt_put_id(s, distribution);
    return stmt_run(cx, s, NULL);
}

static Rc add(Ctx *cx, Db *space, int sql, const Id *distribution, const Id *who)
{
    AUTO_STMT s = db_stmt(space, sql);
    stmt_put_id(s, distribution);
    stmt_put_id(s, who);
    return stmt_run(cx, s, NULL);
}

Rc audience_store_clear_persons(Ctx *cx, Db *space, const Id *distribution)
{
    return clear(cx, space, SQL_distribution_person_clear, distribution);
}

Rc audience_store_add_person(Ctx *cx, Db *space, const Id *distribution, const Id *person)
{
    return add(cx, space, SQL_distribution_person_insert, distribution, person);
}

Rc audience_store_clear_groups(Ctx *cx, Db *space, const Id *distribution)
{
    return clear(cx, space, SQL_distribution_group_clear, distribution);
}

Rc audience_store_add_group(Ctx *cx, Db *space, const Id *distribution, const Id *group)
{
    return add(cx, space, SQL_distribution_group_insert, distribution, group);
}

static Rc full_name(Ctx *cx, Str first, Str last, Str *ret)
{
    return str_format(cx->arena, ret, "%.*s %.*s", STR_ARG(first), STR_ARG(last));
}

Rc audience_store_persons(Ctx *cx, Db *space, const Id *distribution, size_t max, AudiencePerson *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_distribution_person_list);
    stmt_put_id(s, distribution);
    size_t n = 0;
    Rc rc = OK;
    while (n < max && (rc = stmt_row(cx, s)) == OK) {
        ret[n].id = stmt_id(s);
        Str first = stmt_text(cx, s), last = stmt_text(cx, s);
        TRY(stmt_read(s));
        TRY(full_name(cx, first, last, &ret[n++].name));
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc audience_store_groups(Ctx *cx, Db *space, const Id *distribution, size_t max, AudienceGroup *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_distribution_group_list);
    stmt_put_id(s, distribution);
    size_t n = 0;
    Rc rc = OK;
    while (n < max && (rc = stmt_row(cx, s)) == OK) {
        ret[n].id = stmt_id(s);
        ret[n].name = stmt_text(cx, s);
        ret[n++].member_count = stmt_int(s);
        TRY(stmt_read(s));
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc audience_store_named(Ctx *cx, Db *space, const Id *distribution, int64_t *ret_persons, int64_t *ret_groups)
{
    AUTO_STMT s = db_stmt(space, SQL_distribution_named_count);
    for (int i = 0; i < 2; i++)
        stmt_put_id(s, distribution);
    TRY(stmt_row(cx, s));
    int64_t persons = stmt_int(s), groups = stmt_int(s);
    TRY(stmt_read(s));
    *ret_persons = persons;
    *ret_groups = groups;
    return OK;
}

static Rc read_ids(Ctx *cx, Stmt *s, size_t max, Id *ret, size_t *ret_n)
{
    size_t n = 0;
    Rc rc = OK;
    while (n < max && (rc = stmt_row(cx, s)) == OK) {
        ret[n++] = stmt_id(s);
        TRY(stmt_read(s));
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc audience_store_meant(Ctx *cx, Db *space, const Id *distribution, size_t max, Id *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_distribution_meant_list);
    for (int i = 0; i < 3; i++)
        stmt_put_id(s, distribution);
    stmt_put_int(s, (int64_t)max);
    return read_ids(cx, s, max, ret, ret_n);
}

Rc audience_store_unmeant(Ctx *cx, Db *space, const Id *distribution, size_t max, Id *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_distribution_unmeant_list);
    stmt_put_id(s, distribution);
    stmt_put_int(s, (int64_t)max);
    return read_ids(cx, s, max, ret, ret_n);
}

static Rc row_to_audience(Ctx *cx, Stmt *s, AudienceRow *ret)
{
    AudienceRow r = {.registration = stmt_id(s)};
    r.person = stmt_id(s);
    Str first = stmt_text(cx, s), last = stmt_text(cx, s);
    r.email = stmt_text(cx, s);
    r.sort_key = stmt_text(cx, s);
    r.named = stmt_bool(s);
    r.version_number = stmt_int(s);
    r.attempt = stmt_int(s);
    r.started_ms = stmt_int(s);
    r.finished_ms = stmt_int(s);
    r.withdrawn_ms = stmt_int(s);
    TRY(stmt_read(s));
    TRY(full_name(cx, first, last, &r.name));
    *ret = r;
    return OK;
}

Rc audience_store_list(Ctx *cx, Db *space, const AudienceQuery *query, size_t max, AudienceRow *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_distribution_audience_list);
    stmt_put_id(s, &query->distribution);
    stmt_put_bool(s, query->from_start);
    stmt_put_text(s, query->after_key.at ? query->after_key : STR(""));
    stmt_put_text(s, id_str(&query->after_id));
    stmt_put_int(s, (int64_t)max);
    size_t n = 0;
    Rc rc = OK;
    while (n < max && (rc = stmt_row(cx, s)) == OK)
        TRY(row_to_audience(cx, s, &ret[n++]));
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc audience_store_count(Ctx *cx, Db *space, const Id *distribution, int64_t *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_distribution_audience_count);
    stmt_put_id(s, distribution);
    TRY(stmt_row(cx, s));
    int64_t count = stmt_int(s);
    TRY(stmt_read(s));
    *ret = count;
    return OK;
}
