/* The statements of distribution.sql. */
#include "domains/distribution/distribution_store.h"

#include "sql_all.h"

const char *const distribution_state_names[DISTRIBUTION_STATE_COUNT + 1] = {"scheduled", "open",     "closed",
                                                                            "suspended", "archived", NULL};

/* The same rule stands in distribution.sql, where lists are filtered by it. */
DistributionState distribution_state(const DistributionTimes *times, int64_t now)
{
    if (times->archived_ms)
        return DISTRIBUTION_ARCHIVED;
    if (times->suspended_ms)
        return DISTRIBUTION_SUSPENDED;
    if (times->closes_ms && times->closes_ms <= now)
        return DISTRIBUTION_CLOSED;
    return times->opens_ms > now ? DISTRIBUTION_SCHEDULED : DISTRIBUTION_OPEN;
}

static Str text_or_empty(Str s)
{
    return s.at ? s : STR("");
}

static Rc row_to_distribution(Ctx *cx, Stmt *s, Distribution *ret)
{
    Distribution d = {.id = stmt_id(s)};
    d.module = stmt_id(s);
    d.module_version = stmt_id(s);
    d.version_number = stmt_int(s);
    d.title = stmt_text(cx, s);
    d.terms.opens_ms = stmt_int(s);
    d.terms.closes_ms = stmt_int(s);
    d.terms.due_ms = stmt_int(s);
    d.terms.attempts_max = stmt_int(s);
    d.terms.pass_percent = stmt_int(s);
    d.terms.message = stmt_text(cx, s);
    d.notify = stmt_bool(s);
    d.created_by = stmt_id(s);
    Str first = stmt_text(cx, s), last = stmt_text(cx, s);
    d.created_ms = stmt_int(s);
    d.suspended_ms = stmt_int(s);
    d.suspend_reason = stmt_text(cx, s);
    d.archived_ms = stmt_int(s);
    d.version = stmt_int(s);
    d.registration_count = stmt_int(s);
    d.started_count = stmt_int(s);
    TRY(stmt_read(s));
    if (first.at)
        TRY(str_format(cx->arena, &d.created_by_name, "%.*s %.*s", STR_ARG(first), STR_ARG(last)));
    DistributionTimes times = {d.terms.opens_ms, d.terms.closes_ms, d.suspended_ms, d.archived_ms};
    d.state = distribution_state(&times, now_ms(cx));
    *ret = d;
    return OK;
}

Rc distribution_store_insert(Ctx *cx, Db *space, const Distribution *distribution)
{
    const DistributionTerms *t = &distribution->terms;
    AUTO_STMT s = db_stmt(space, SQL_distribution_insert);
    stmt_put_id(s, &distribution->id);
    stmt_put_id(s, &distribution->module);
    stmt_put_id(s, &distribution->module_version);
    stmt_put_int(s, t->opens_ms);
    stmt_put_int(s, t->closes_ms);
    stmt_put_int(s, t->due_ms);
    stmt_put_int(s, t->attempts_max);
    stmt_put_int(s, t->pass_percent);
    stmt_put_text(s, text_or_empty(t->message));
    stmt_put_bool(s, distribution->notify);
    stmt_put_id(s, &distribution->created_by);
    stmt_put_int(s, distribution->created_ms);
    return stmt_run(cx, s, NULL);
}

Rc distribution_store_get(Ctx *cx, Db *space, const Id *id, Distribution *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_distribution_get);
    stmt_put_id(s, id);
    TRY(stmt_row(cx, s));
    return row_to_distribution(cx, s, ret);
}

static void put_filter(Ctx *cx, Stmt *s, const DistributionQuery *query)
{
    for (int i = 0; i < 2; i++)
        stmt_put_int(s, now_ms(cx));
    for (int i = 0; i < 2; i++)
        stmt_put_text(s, id_str(&query->module));
    for (int i = 0; i < 2; i++)
        stmt_put_text(s, id_str(&query->created_by));
    for (int i = 0; i < 2; i++)
        stmt_put_int(s, query->state);
}

Rc distribution_store_list(Ctx *cx, Db *space, const DistributionQuery *query, size_t max, Distribution *ret,
                           size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_distribution_list);
    put_filter(cx, s, query);
    stmt_put_bool(s, query->from_start);
    stmt_put_int(s, query->after_ms);
    stmt_put_text(s, id_str(&query->after_id));
    stmt_put_int(s, (int64_t)max);
    size_t n = 0;
    Rc rc = OK;
    while (n < max && (rc = stmt_row(cx, s)) == OK)
        TRY(row_to_distribution(cx, s, &ret[n++]));
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc distribution_store_count(Ctx *cx, Db *space, const DistributionQuery *query, int64_t *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_distribution_count);
    put_filter(cx, s, query);
    TRY(stmt_row(cx, s));
    int64_t count = stmt_int(s);
    TRY(stmt_read(s));
    *ret = count;
    return OK;
}

Rc distribution_store_live(Ctx *cx, Db *space, const Id *after, size_t max, Id *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_distribution_list_live);
    for (int i = 0; i < 2; i++)
        stmt_put_text(s, id_str(after));
    stmt_put_int(s, (int64_t)max);
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

Rc distribution_store_update(Ctx *cx, Db *space, const Distribution *distribution, int64_t *ret_changed)
{
    const DistributionTerms *t = &distribution->terms;
    AUTO_STMT s = db_stmt(space, SQL_distribution_update);
    stmt_put_id(s, &distribution->module_version);
    stmt_put_int(s, t->opens_ms);
    stmt_put_int(s, t->closes_ms);
    stmt_put_int(s, t->due_ms);
    stmt_put_int(s, t->attempts_max);
    stmt_put_int(s, t->pass_percent);
    stmt_put_text(s, text_or_empty(t->message));
    stmt_put_int(s, distribution->suspended_ms);
    stmt_put_text(s, text_or_empty(distribution->suspend_reason));
    stmt_put_int(s, distribution->archived_ms);
    stmt_put_id(s, &distribution->id);
    stmt_put_int(s, distribution->version);
    return stmt_run(cx, s, ret_changed);
}

Rc distribution_store_of_module(Ctx *cx, Db *space, const Id *module, DistributionVisit visit, void *arg)
{
    AUTO_STMT s = db_stmt(space, SQL_distribution_list_of_module);
    stmt_put_id(s, module);
    Rc rc;
    while ((rc = stmt_row(cx, s)) == OK) {
        Id version = stmt_id(s);
        DistributionTimes times = {.opens_ms = stmt_int(s)};
        times.closes_ms = stmt_int(s);
        times.suspended_ms = stmt_int(s);
        times.archived_ms = stmt_int(s);
        TRY(stmt_read(s));
        TRY(visit(&version, distribution_state(&times, now_ms(cx)), arg));
    }
    return rc == ERR_MISSING ? OK : rc;
}
