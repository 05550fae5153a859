/* Lists of persons: search, filters, order, places; and who is in which group. Knows neither HTTP nor SQL. */
#include "domains/account/person.h"
#include "domains/account/person_store.h"
#include "kernel/text/fold.h"

static bool by_number(PersonSort sort)
{
    return sort == PERSON_BY_LAST_SIGN_IN || sort == PERSON_BY_CREATED;
}

/* What the list is sorted by, of one person, as text: the place where the next page starts. */
static Rc sort_value(Ctx *cx, PersonSort sort, const Person *p, Str *ret)
{
    switch (sort) {
    case PERSON_BY_EMAIL:
        *ret = p->email;
        return OK;
    case PERSON_BY_LAST_SIGN_IN:
        return str_format(cx->arena, ret, "%lld", (long long)p->last_sign_in_ms);
    case PERSON_BY_CREATED:
        return str_format(cx->arena, ret, "%lld", (long long)p->created_ms);
    default:
        return person_store_name_key(cx, p, ret);
    }
}

Rc account_list(Ctx *cx, Db *space, const PersonQuery *query, PersonList *ret)
{
    PersonPage page = {.query = query,
                       .from_start = id_none(&query->after_id),
                       .after_text = query->after,
                       .after_id = query->after_id};
    if (!page.from_start && by_number(query->sort) && str_i64(query->after, &page.after_number) != OK)
        return fail(cx, ERR_INVALID, "http.bad_cursor", "cursor");
    TRY(text_like(cx, query->search, &page.like));
    PersonList list = {0};
    TRY(person_store_list(cx, space, &page, &list));
    TRY(person_store_count(cx, space, &page, &list.total));
    list.more = list.n > (size_t)query->limit;
    if (list.more) {
        list.n = (size_t)query->limit;
        const Person *last = &list.items[list.n - 1];
        TRY(sort_value(cx, query->sort, last, &list.next));
        list.next_id = last->id;
    }
    *ret = list;
    return OK;
}

Rc account_membership_add(Ctx *cx, Db *space, const Id *group, const Id *person, bool *ret_added)
{
    Person p;
    TRY(account_get(cx, space, person, &p));
    return person_store_join(cx, space, group, person, ret_added);
}

Rc account_membership_remove(Ctx *cx, Db *space, const Id *group, const Id *person, bool *ret_removed)
{
    return person_store_leave(cx, space, group, person, ret_removed);
}
