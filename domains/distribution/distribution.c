/* Rules of distributions and registrations. */
#include "domains/distribution/distribution.h"

#include "domains/account/account.h"
#include "domains/audit/audit.h"
#include "domains/distribution/distribution_store.h"

static Rc missing(Ctx *cx)
{
    return fail(cx, ERR_MISSING, "http.missing", NULL);
}

typedef struct {
    const Actor *by;
    const Id *persons;
    size_t n;
    Distribution distribution;
} Creation;

/* How many, not whom: the registrations say it. */
static Rc note(Ctx *cx, Db *space, const Creation *c)
{
    const Distribution *d = &c->distribution;
    AuditEntry entry = {.action = AUDIT_DISTRIBUTION_CREATED,
                        .by = *c->by,
                        .target_kind = STR("distribution"),
                        .target_id = id_str(&d->id),
                        .target_name = d->title};
    TRY(str_format(cx->arena, &entry.detail, "{\"registrations\":%lld}", (long long)d->registration_count));
    return audit_append(cx, space, &entry);
}

static Rc check_person(Ctx *cx, Db *space, const Creation *c, size_t i)
{
    Person person;
    Str field;
    Rc rc = account_get(cx, space, &c->persons[i], &person);
    if (rc == OK && person.state == PERSON_ACTIVE)
        return OK;
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    TRY(str_format(cx->arena, &field, "person_ids[%zu]", i));
    return fail(cx, ERR_REFUSED, "distribution.unknown_person", field.at);
}

static Rc register_people(Ctx *cx, Db *space, const Creation *c)
{
    for (size_t i = 0; i < c->n; i++) {
        Registration r = {.id = id_new(cx),
                          .distribution = c->distribution.id,
                          .person = c->persons[i],
                          .created_ms = c->distribution.created_ms};
        int64_t changed;
        TRY(check_person(cx, space, c, i));
        TRY(registration_store_insert(cx, space, &r, &changed));
    }
    return OK;
}

static Rc create(Ctx *cx, Db *space, void *arg)
{
    Creation *c = arg;
    Distribution *d = &c->distribution;
    Rc rc = module_freeze(cx, space, &d->module, &d->module_version);
    if (rc == ERR_MISSING)
        return fail(cx, ERR_REFUSED, "distribution.unknown_module", "module_id");
    TRY(rc);
    TRY(distribution_store_insert(cx, space, d));
    TRY(register_people(cx, space, c));
    TRY(distribution_store_get(cx, space, &d->id, d));
    return note(cx, space, c);
}

Rc distribution_create(Ctx *cx, Db *space, const Actor *by, const Id *module, const Id *persons, size_t n,
                       Distribution *ret)
{
    Creation c = {.by = by, .persons = persons, .n = n, .distribution = {.id = id_new(cx), .module = *module}};
    if (n == 0)
        return fail(cx, ERR_REFUSED, "distribution.nobody", "person_ids");
    if (n > DISTRIBUTION_PEOPLE_MAX)
        return fail(cx, ERR_REFUSED, "distribution.too_many_people", "person_ids");
    c.distribution.created_ms = now_ms(cx);
    TRY(db_write(cx, space, create, &c));
    *ret = c.distribution;
    return OK;
}

Rc distribution_get(Ctx *cx, Db *space, const Id *distribution, Distribution *ret)
{
    Rc rc = distribution_store_get(cx, space, distribution, ret);
    return rc == ERR_MISSING ? missing(cx) : rc;
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

Rc registration_get(Ctx *cx, Db *space, const Id *registration, Registration *ret)
{
    Rc rc = registration_store_get(cx, space, registration, ret);
    return rc == ERR_MISSING ? missing(cx) : rc;
}

Rc registration_list(Ctx *cx, Db *space, const Id *person, const Id *after, size_t limit, Registration **ret,
                     size_t *ret_n, int64_t *ret_total)
{
    Registration *at = arena_array(cx->arena, limit, sizeof *at);
    if (!at)
        return ERR_NOMEM;
    TRY(registration_store_count(cx, space, person, ret_total));
    TRY(registration_store_list(cx, space, person, after, limit, at, ret_n));
    *ret = at;
    return OK;
}
