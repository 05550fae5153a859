/* Who joins and leaves a group. Each change says in the audit log whom it touched. */
#include "domains/group/group.h"

#include "domains/account/account.h"
#include "domains/audit/audit.h"
#include "domains/group/group_store.h"

enum { IDS_OF_AN_ENTRY = 25, DETAIL_MAX = IDS_OF_AN_ENTRY * (ID_TEXT + 2) };

/* People changed so far and not yet in the log: "+identity" for one who came, "-identity" for one who left. */
typedef struct {
    const Actor *by;
    const Group *group;
    size_t n;
    Buf detail;
} Trace;

static Rc flush(Ctx *cx, Db *space, Trace *t)
{
    if (t->n == 0)
        return OK;
    TRY(t->detail.rc);
    AuditEntry entry = {.action = AUDIT_GROUP_MEMBERS_CHANGED,
                        .by = *t->by,
                        .target_kind = STR("group"),
                        .target_id = id_str(&t->group->id),
                        .target_name = t->group->name,
                        .detail = buf_str(&t->detail)};
    TRY(audit_append(cx, space, &entry));
    buf_clear(&t->detail);
    t->n = 0;
    return OK;
}

static Rc trace(Ctx *cx, Db *space, Trace *t, char sign, const Id *person)
{
    if (t->n == IDS_OF_AN_ENTRY)
        TRY(flush(cx, space, t));
    if (t->n++)
        buf_byte(&t->detail, ' ');
    buf_byte(&t->detail, sign);
    buf_put(&t->detail, id_str(person));
    return OK;
}

static void trace_begin(Ctx *cx, Trace *t, const Actor *by, const Group *group)
{
    *t = (Trace){.by = by, .group = group};
    buf_init(&t->detail, cx->arena, DETAIL_MAX);
}

static Rc person_unknown(Ctx *cx, const char *list, size_t i)
{
    Str field;
    TRY(str_format(cx->arena, &field, "%s[%zu]", list, i));
    return fail(cx, ERR_REFUSED, "account.person_unknown", field.at);
}

typedef struct {
    const Actor *by;
    Id id;
    const GroupMembers *members;
    Group group;
} Change;

static Rc add_all(Ctx *cx, Db *space, const Change *c, Trace *t)
{
    for (size_t i = 0; i < c->members->add_count; i++) {
        bool added = false;
        Rc rc = account_membership_add(cx, space, &c->id, &c->members->add[i], &added);
        if (rc == ERR_MISSING)
            return person_unknown(cx, "add", i);
        TRY(rc);
        if (added)
            TRY(trace(cx, space, t, '+', &c->members->add[i]));
    }
    return OK;
}

static Rc remove_all(Ctx *cx, Db *space, const Change *c, Trace *t)
{
    for (size_t i = 0; i < c->members->remove_count; i++) {
        bool removed = false;
        TRY(account_membership_remove(cx, space, &c->id, &c->members->remove[i], &removed));
        if (removed)
            TRY(trace(cx, space, t, '-', &c->members->remove[i]));
    }
    return OK;
}

static Rc change(Ctx *cx, Db *space, void *arg)
{
    Change *c = arg;
    Group g;
    Trace t;
    TRY(group_get(cx, space, &c->id, &g));
    trace_begin(cx, &t, c->by, &g);
    TRY(add_all(cx, space, c, &t));
    TRY(remove_all(cx, space, c, &t));
    TRY(flush(cx, space, &t));
    return group_get(cx, space, &c->id, &c->group);
}

Rc group_change_members(Ctx *cx, Db *space, const Actor *by, const Id *group, const GroupMembers *members, Group *ret)
{
    if (members->add_count > GROUP_CHANGE_MAX || members->remove_count > GROUP_CHANGE_MAX)
        return ERR_LIMIT;
    Change c = {.by = by, .id = *group, .members = members};
    TRY(db_write(cx, space, change, &c));
    *ret = c.group;
    return OK;
}

Rc group_has(Ctx *cx, Db *space, const Id *group, const Id *person, bool *ret)
{
    return group_store_has(cx, space, group, person, ret);
}

Rc group_join(Ctx *cx, Db *space, const Actor *by, const Id *group, const Id *person)
{
    bool added = false;
    Group g;
    Trace t;
    TRY(account_membership_add(cx, space, group, person, &added));
    if (!added)
        return OK;
    TRY(group_get(cx, space, group, &g));
    trace_begin(cx, &t, by, &g);
    TRY(trace(cx, space, &t, '+', person));
    return flush(cx, space, &t);
}
