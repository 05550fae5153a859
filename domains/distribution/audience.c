/* Rules of assignments: who may be named, and who is registered or withdrawn because of them. */
#include "domains/distribution/audience.h"

#include "domains/distribution/audience_store.h"
#include "domains/distribution/registration_store.h"
#include "domains/group/group.h"

Rc audience_get(Ctx *cx, Db *space, const Id *distribution, Audience *ret)
{
    int64_t persons, groups;
    TRY(audience_store_named(cx, space, distribution, &persons, &groups));
    Audience a = {.persons = arena_array(cx->arena, (size_t)persons, sizeof *a.persons),
                  .groups = arena_array(cx->arena, (size_t)groups, sizeof *a.groups)};
    if (!a.persons || !a.groups)
        return ERR_NOMEM;
    TRY(audience_store_persons(cx, space, distribution, (size_t)persons, a.persons, &a.person_count));
    TRY(audience_store_groups(cx, space, distribution, (size_t)groups, a.groups, &a.group_count));
    *ret = a;
    return OK;
}

static Rc unknown(Ctx *cx, const char *code, const char *list, size_t i)
{
    Str field;
    TRY(str_format(cx->arena, &field, "%s[%zu]", list, i));
    return fail(cx, ERR_REFUSED, code, field.at);
}

/* One who was only invited is registered too, and told once they have an account. */
static Rc add_person(Ctx *cx, Db *space, const Id *distribution, const DistributionTargets *to, size_t i)
{
    Person person;
    Rc rc = account_get(cx, space, &to->persons[i], &person);
    if (rc == ERR_MISSING || (rc == OK && person.state == PERSON_DEACTIVATED))
        return unknown(cx, "distribution.unknown_person", "person_ids", i);
    TRY(rc);
    return audience_store_add_person(cx, space, distribution, &to->persons[i]);
}

static Rc add_group(Ctx *cx, Db *space, const Id *distribution, const DistributionTargets *to, size_t i)
{
    Group group;
    Rc rc = group_get(cx, space, &to->groups[i], &group);
    if (rc == ERR_MISSING)
        return unknown(cx, "distribution.unknown_group", "group_ids", i);
    TRY(rc);
    return audience_store_add_group(cx, space, distribution, &to->groups[i]);
}

static Rc check_counts(Ctx *cx, const DistributionTargets *to, bool persons, bool groups)
{
    if (persons && to->person_count > DISTRIBUTION_PEOPLE_MAX)
        return fail(cx, ERR_REFUSED, "distribution.too_many_people", "person_ids");
    if (groups && to->group_count > DISTRIBUTION_GROUPS_MAX)
        return fail(cx, ERR_REFUSED, "distribution.too_many_groups", "group_ids");
    return OK;
}

Rc audience_set(Ctx *cx, Db *space, const Id *distribution, const DistributionTargets *to, bool persons, bool groups)
{
    int64_t person_count, group_count;
    TRY(check_counts(cx, to, persons, groups));
    if (persons)
        TRY(audience_store_clear_persons(cx, space, distribution));
    for (size_t i = 0; persons && i < to->person_count; i++)
        TRY(add_person(cx, space, distribution, to, i));
    if (groups)
        TRY(audience_store_clear_groups(cx, space, distribution));
    for (size_t i = 0; groups && i < to->group_count; i++)
        TRY(add_group(cx, space, distribution, to, i));
    TRY(audience_store_named(cx, space, distribution, &person_count, &group_count));
    if (person_count + group_count == 0)
        return fail(cx, ERR_REFUSED, "distribution.nobody", "person_ids");
    return OK;
}

static Rc let_in(Ctx *cx, Db *space, const Id *person, AudienceBatch *batch)
{
    int64_t changed;
    TRY(registration_store_come_back(cx, space, &batch->distribution, person, &changed));
    if (changed == 0) {
        NewRegistration r = {
            .id = id_new(cx), .distribution = batch->distribution, .person = *person, .told = !batch->notify};
        TRY(registration_store_insert(cx, space, &r, &changed));
    }
    batch->registered += changed;
    return OK;
}

Rc audience_settle(Ctx *cx, Db *space, AudienceBatch *batch)
{
    Id *ids = arena_array(cx->arena, DISTRIBUTION_BATCH, sizeof *ids);
    size_t in = 0, out = 0;
    if (!ids)
        return ERR_NOMEM;
    batch->registered = batch->withdrawn = 0;
    TRY(audience_store_unmeant(cx, space, &batch->distribution, DISTRIBUTION_BATCH, ids, &out));
    for (size_t i = 0; i < out; i++) {
        int64_t changed;
        TRY(registration_store_withdraw(cx, space, &ids[i], &changed));
        batch->withdrawn += changed;
    }
    TRY(audience_store_meant(cx, space, &batch->distribution, DISTRIBUTION_BATCH, ids, &in));
    for (size_t i = 0; i < in; i++)
        TRY(let_in(cx, space, &ids[i], batch));
    batch->more = in == DISTRIBUTION_BATCH || out == DISTRIBUTION_BATCH;
    return OK;
}

Rc audience_unsettled(Ctx *cx, Db *space, const Id *distribution, bool *ret)
{
    Id one;
    size_t in = 0, out = 0;
    TRY(audience_store_meant(cx, space, distribution, 1, &one, &in));
    TRY(audience_store_unmeant(cx, space, distribution, 1, &one, &out));
    *ret = in + out > 0;
    return OK;
}

Rc audience_list(Ctx *cx, Db *space, const AudienceQuery *query, AudiencePage *ret)
{
    AudiencePage page = {0};
    size_t max = (size_t)query->limit + 1;
    page.at = arena_array(cx->arena, max, sizeof *page.at);
    if (!page.at)
        return ERR_NOMEM;
    TRY(audience_store_list(cx, space, query, max, page.at, &page.n));
    TRY(audience_store_count(cx, space, &query->distribution, &page.total));
    page.more = page.n == max;
    page.n -= page.more;
    *ret = page;
    return OK;
}
