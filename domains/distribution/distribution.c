/* Rules of distributions: what may be distributed, to whom, when; and the acts that end or change one. */
#include "domains/distribution/distribution.h"

#include "domains/audit/audit.h"
#include "domains/distribution/audience.h"
#include "domains/distribution/distribution_store.h"
#include "domains/distribution/registration_store.h"
#include "domains/review/review.h"

static Rc missing(Ctx *cx)
{
    return fail(cx, ERR_MISSING, "http.missing", NULL);
}

static Rc note(Ctx *cx, Db *space, AuditAction action, const Actor *by, const Distribution *d, Str detail)
{
    AuditEntry entry = {.action = action,
                        .by = *by,
                        .target_kind = STR("distribution"),
                        .target_id = id_str(&d->id),
                        .target_name = d->title,
                        .detail = detail};
    return audit_append(cx, space, &entry);
}

static Rc check_window(Ctx *cx, const DistributionTerms *t)
{
    if (t->closes_ms && t->closes_ms <= t->opens_ms)
        return fail(cx, ERR_REFUSED, "distribution.bad_window", "closes_ms");
    if (t->due_ms && (t->due_ms <= t->opens_ms || (t->closes_ms && t->due_ms > t->closes_ms)))
        return fail(cx, ERR_REFUSED, "distribution.bad_window", "due_ms");
    return OK;
}

/* What is new is not over already. */
static Rc check_ahead(Ctx *cx, const DistributionTerms *t)
{
    if (t->closes_ms && t->closes_ms <= now_ms(cx))
        return fail(cx, ERR_REFUSED, "distribution.bad_window", "closes_ms");
    if (t->due_ms && t->due_ms <= now_ms(cx))
        return fail(cx, ERR_REFUSED, "distribution.bad_window", "due_ms");
    return OK;
}

typedef struct {
    const Actor *by;
    const DistributionSpec *spec;
    Distribution made;
} Creation;

/* How many, not whom: the registrations say it. */
static Rc note_creation(Ctx *cx, Db *space, const Creation *c)
{
    Str detail;
    TRY(str_format(cx->arena, &detail, "{\"registrations\":%lld,\"version\":%lld}",
                   (long long)c->made.registration_count, (long long)c->made.version_number));
    return note(cx, space, AUDIT_DISTRIBUTION_CREATED, c->by, &c->made, detail);
}

static Rc create(Ctx *cx, Db *space, void *arg)
{
    Creation *c = arg;
    Distribution *d = &c->made;
    Rc rc = review_approved(cx, space, &d->module, &d->module_version);
    if (rc == ERR_MISSING)
        return fail(cx, ERR_REFUSED, "distribution.unknown_module", "module_id");
    TRY(rc);
    TRY(distribution_store_insert(cx, space, d));
    TRY(audience_set(cx, space, &d->id, &c->spec->to, true, true));
    AudienceBatch batch = {.distribution = d->id, .notify = d->notify};
    TRY(audience_settle(cx, space, &batch));
    TRY(distribution_store_get(cx, space, &d->id, d));
    return note_creation(cx, space, c);
}

Rc distribution_create(Ctx *cx, Db *space, const Actor *by, const DistributionSpec *spec, Distribution *ret)
{
    Creation c = {.by = by, .spec = spec};
    if (spec->to.person_count + spec->to.group_count == 0)
        return fail(cx, ERR_REFUSED, "distribution.nobody", "person_ids");
    TRY(check_window(cx, &spec->terms));
    TRY(check_ahead(cx, &spec->terms));
    c.made = (Distribution){.id = id_new(cx),
                            .module = spec->module,
                            .terms = spec->terms,
                            .notify = spec->notify,
                            .created_by = by->person,
                            .created_ms = now_ms(cx)};
    TRY(db_write(cx, space, create, &c));
    *ret = c.made;
    return OK;
}

Rc distribution_get(Ctx *cx, Db *space, const Id *distribution, Distribution *ret)
{
    Rc rc = distribution_store_get(cx, space, distribution, ret);
    return rc == ERR_MISSING ? missing(cx) : rc;
}

/* Who approves modules looks after every distribution, others after their own. */
static bool manages_all(const Actor *by)
{
    return id_none(&by->person) || (by->rights & (RightSet)1 << RIGHT_MODULE_REVIEW);
}

Rc distribution_managed(Ctx *cx, Db *space, const Actor *by, const Id *distribution, Distribution *ret)
{
    Distribution d;
    TRY(distribution_get(cx, space, distribution, &d));
    if (!manages_all(by) && !id_equal(&d.created_by, &by->person))
        return missing(cx);
    *ret = d;
    return OK;
}

Rc distribution_list(Ctx *cx, Db *space, const DistributionQuery *query, DistributionPage *ret)
{
    DistributionPage page = {0};
    size_t max = (size_t)query->limit + 1;
    page.at = arena_array(cx->arena, max, sizeof *page.at);
    if (!page.at)
        return ERR_NOMEM;
    TRY(distribution_store_list(cx, space, query, max, page.at, &page.n));
    TRY(distribution_store_count(cx, space, query, &page.total));
    page.more = page.n == max;
    page.n -= page.more;
    *ret = page;
    return OK;
}

Rc distribution_list_managed(Ctx *cx, Db *space, const Actor *by, const DistributionQuery *query, DistributionPage *ret)
{
    DistributionQuery narrowed = *query;
    if (!manages_all(by))
        narrowed.created_by = by->person;
    return distribution_list(cx, space, &narrowed, ret);
}

/* Within the transaction of an act: the row as it is, when `by` may act on it. */
static Rc open_row(Ctx *cx, Db *space, const Actor *by, const Id *distribution, Distribution *ret)
{
    Distribution d;
    TRY(distribution_managed(cx, space, by, distribution, &d));
    if (d.archived_ms)
        return fail(cx, ERR_CONFLICT, "distribution.archived", NULL);
    *ret = d;
    return OK;
}

/* Serialisable transactions let nobody write in between; the version says so once more. */
static Rc close_row(Ctx *cx, Db *space, Distribution *d)
{
    int64_t changed;
    TRY(distribution_store_update(cx, space, d, &changed));
    if (changed == 0)
        return ERR_BUSY;
    return distribution_get(cx, space, &d->id, d);
}

static void apply_terms(const DistributionPatch *p, DistributionTerms *t)
{
    if (p->has_opens_ms)
        t->opens_ms = p->terms.opens_ms;
    if (p->has_closes_ms)
        t->closes_ms = p->terms.closes_ms;
    if (p->has_due_ms)
        t->due_ms = p->terms.due_ms;
    if (p->has_attempts_max)
        t->attempts_max = p->terms.attempts_max;
    if (p->has_pass_percent)
        t->pass_percent = p->terms.pass_percent;
    if (p->has_message)
        t->message = p->terms.message;
}

typedef struct {
    const DistributionEdit *edit;
    Distribution row;
} Change;

static Rc apply_targets(Ctx *cx, Db *space, const Change *c, AudienceBatch *ret)
{
    const DistributionPatch *p = c->edit->patch;
    *ret = (AudienceBatch){.distribution = c->row.id, .notify = c->row.notify};
    if (!p->has_persons && !p->has_groups)
        return OK;
    TRY(audience_set(cx, space, &c->row.id, &p->to, p->has_persons, p->has_groups));
    return audience_settle(cx, space, ret);
}

static Rc change(Ctx *cx, Db *space, void *arg)
{
    Change *c = arg;
    AudienceBatch batch;
    Str detail;
    TRY(open_row(cx, space, c->edit->by, &c->edit->distribution, &c->row));
    if (c->row.version != c->edit->version) {
        cx->problem.current_version = c->row.version;
        return fail(cx, ERR_STALE, "http.stale", NULL);
    }
    apply_terms(c->edit->patch, &c->row.terms);
    TRY(check_window(cx, &c->row.terms));
    TRY(apply_targets(cx, space, c, &batch));
    TRY(close_row(cx, space, &c->row));
    TRY(str_format(cx->arena, &detail, "{\"registered\":%lld,\"withdrawn\":%lld}", (long long)batch.registered,
                   (long long)batch.withdrawn));
    return note(cx, space, AUDIT_DISTRIBUTION_CHANGED, c->edit->by, &c->row, detail);
}

Rc distribution_change(Ctx *cx, Db *space, const DistributionEdit *edit, Distribution *ret)
{
    Change c = {.edit = edit};
    TRY(db_write(cx, space, change, &c));
    *ret = c.row;
    return OK;
}

typedef struct {
    const Actor *by;
    const Id *distribution;
    Str reason;
    bool all;
    Distribution row;
} Act;

static Rc suspend(Ctx *cx, Db *space, void *arg)
{
    Act *a = arg;
    TRY(open_row(cx, space, a->by, a->distribution, &a->row));
    if (a->row.suspended_ms)
        return OK;
    a->row.suspended_ms = now_ms(cx);
    a->row.suspend_reason = a->reason;
    TRY(close_row(cx, space, &a->row));
    return note(cx, space, AUDIT_DISTRIBUTION_SUSPENDED, a->by, &a->row, a->reason);
}

static Rc resume(Ctx *cx, Db *space, void *arg)
{
    Act *a = arg;
    TRY(open_row(cx, space, a->by, a->distribution, &a->row));
    if (!a->row.suspended_ms)
        return OK;
    a->row.suspended_ms = 0;
    a->row.suspend_reason = STR("");
    TRY(close_row(cx, space, &a->row));
    return note(cx, space, AUDIT_DISTRIBUTION_RESUMED, a->by, &a->row, STR(""));
}

static Rc archive(Ctx *cx, Db *space, void *arg)
{
    Act *a = arg;
    TRY(distribution_managed(cx, space, a->by, a->distribution, &a->row));
    if (a->row.archived_ms)
        return OK;
    a->row.archived_ms = now_ms(cx);
    TRY(close_row(cx, space, &a->row));
    return note(cx, space, AUDIT_DISTRIBUTION_ARCHIVED, a->by, &a->row, STR(""));
}

Rc distribution_newer(Ctx *cx, Db *space, const Distribution *distribution, Id *ret_version, int64_t *ret_number)
{
    Id version = {0};
    int64_t number = 0;
    Rc rc = review_newest_approved(cx, space, &distribution->module, &version, &number);
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    bool newer = rc == OK && number > distribution->version_number && !distribution->archived_ms;
    *ret_version = newer ? version : (Id){0};
    *ret_number = newer ? number : 0;
    return OK;
}

static Rc go_over(Ctx *cx, Db *space, void *arg)
{
    Act *a = arg;
    int64_t number, changed, before;
    Id version;
    Str detail;
    TRY(open_row(cx, space, a->by, a->distribution, &a->row));
    TRY(distribution_newer(cx, space, &a->row, &version, &number));
    if (id_none(&version))
        return fail(cx, ERR_CONFLICT, "distribution.no_newer_version", NULL);
    before = a->row.version_number;
    a->row.module_version = version;
    TRY(close_row(cx, space, &a->row));
    TRY(registration_store_go_over(cx, space, &a->row, a->all, &changed));
    TRY(str_format(cx->arena, &detail, "{\"from\":%lld,\"to\":%lld,\"learners\":%lld}", (long long)before,
                   (long long)number, (long long)changed));
    return note(cx, space, AUDIT_DISTRIBUTION_VERSION_CHANGED, a->by, &a->row, detail);
}

static Rc act(Ctx *cx, Db *space, TxBody body, Act *a, Distribution *ret)
{
    TRY(db_write(cx, space, body, a));
    *ret = a->row;
    return OK;
}

Rc distribution_suspend(Ctx *cx, Db *space, const Actor *by, const Id *distribution, Str reason, Distribution *ret)
{
    return act(cx, space, suspend, &(Act){.by = by, .distribution = distribution, .reason = reason}, ret);
}

Rc distribution_resume(Ctx *cx, Db *space, const Actor *by, const Id *distribution, Distribution *ret)
{
    return act(cx, space, resume, &(Act){.by = by, .distribution = distribution}, ret);
}

Rc distribution_archive(Ctx *cx, Db *space, const Actor *by, const Id *distribution, Distribution *ret)
{
    return act(cx, space, archive, &(Act){.by = by, .distribution = distribution}, ret);
}

Rc distribution_go_over(Ctx *cx, Db *space, const Actor *by, const Id *distribution, bool all, Distribution *ret)
{
    return act(cx, space, go_over, &(Act){.by = by, .distribution = distribution, .all = all}, ret);
}
