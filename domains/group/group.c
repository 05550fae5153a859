/* Rules of groups: names, versions, deletion and its undoing, lists. Members: group_members.c. */
#include "domains/group/group.h"

#include "domains/account/account.h"
#include "domains/audit/audit.h"
#include "domains/group/group_store.h"
#include "kernel/text/fold.h"

static Rc missing(Ctx *cx)
{
    return fail(cx, ERR_MISSING, "http.missing", NULL);
}

static Rc taken(Ctx *cx)
{
    return fail(cx, ERR_CONFLICT, "account.group_taken", "name");
}

static Rc note(Ctx *cx, Db *space, const Actor *by, AuditAction action, const Group *g)
{
    AuditEntry entry = {
        .action = action, .by = *by, .target_kind = STR("group"), .target_id = id_str(&g->id), .target_name = g->name};
    return audit_append(cx, space, &entry);
}

Rc group_get(Ctx *cx, Db *space, const Id *group, Group *ret)
{
    Group g;
    Rc rc = group_store_get(cx, space, group, &g);
    if (rc == ERR_MISSING || (rc == OK && g.deleted_ms))
        return missing(cx);
    if (rc == OK)
        *ret = g;
    return rc;
}

static Rc insert(Ctx *cx, Db *space, const Actor *by, const Group *g)
{
    Str folded;
    int64_t changed = 0;
    TRY(text_fold(cx, g->name, &folded));
    TRY(group_store_insert(cx, space, g, folded, &changed));
    return changed ? note(cx, space, by, AUDIT_GROUP_CREATED, g) : taken(cx);
}

typedef struct {
    const Actor *by;
    Group group;
    int64_t version;
    const GroupPatch *patch;
} Change;

static Rc create(Ctx *cx, Db *space, void *arg)
{
    const Change *c = arg;
    return insert(cx, space, c->by, &c->group);
}

Rc group_create(Ctx *cx, Db *space, const Actor *by, Str name, Str description, Group *ret)
{
    Change c = {.by = by, .group = {.id = id_new(cx), .name = name, .description = description, .version = 1}};
    c.group.created_ms = now_ms(cx);
    TRY(db_write(cx, space, create, &c));
    *ret = c.group;
    return OK;
}

/* Nobody else's live group has this name. The index would say so too, but a broken constraint ends the transaction. */
static Rc name_is_free(Ctx *cx, Db *space, Str folded, const Id *mine)
{
    Id other;
    Rc rc = group_store_find(cx, space, folded, &other);
    if (rc == ERR_MISSING)
        return OK;
    TRY(rc);
    return id_equal(&other, mine) ? OK : taken(cx);
}

static Rc change(Ctx *cx, Db *space, void *arg)
{
    Change *c = arg;
    Group g;
    Str folded;
    int64_t changed = 0;
    TRY(group_get(cx, space, &c->group.id, &g));
    if (g.version != c->version) {
        cx->problem.current_version = g.version;
        return fail(cx, ERR_STALE, "http.stale", NULL);
    }
    if (c->patch->has_name)
        g.name = c->patch->name;
    if (c->patch->has_description)
        g.description = c->patch->description;
    TRY(text_fold(cx, g.name, &folded));
    TRY(name_is_free(cx, space, folded, &g.id));
    TRY(group_store_update(cx, space, &g, folded, &changed));
    if (!changed)
        return ERR_BUSY; /* changed by another transaction since it was read here */
    TRY(note(cx, space, c->by, AUDIT_GROUP_CHANGED, &g));
    return group_get(cx, space, &g.id, &c->group);
}

Rc group_change(Ctx *cx, Db *space, const Actor *by, const Id *group, int64_t version, const GroupPatch *patch,
                Group *ret)
{
    Change c = {.by = by, .group = {.id = *group}, .version = version, .patch = patch};
    TRY(db_write(cx, space, change, &c));
    *ret = c.group;
    return OK;
}

static Rc delete (Ctx *cx, Db *space, void *arg)
{
    const Change *c = arg;
    Group g;
    int64_t changed = 0;
    TRY(group_get(cx, space, &c->group.id, &g));
    TRY(group_store_mark_deleted(cx, space, &g.id, &changed));
    return changed ? note(cx, space, c->by, AUDIT_GROUP_DELETED, &g) : missing(cx);
}

Rc group_delete(Ctx *cx, Db *space, const Actor *by, const Id *group)
{
    Change c = {.by = by, .group = {.id = *group}};
    return db_write(cx, space, delete, &c);
}

static Rc restore(Ctx *cx, Db *space, void *arg)
{
    Change *c = arg;
    Id id = c->group.id;
    Group g;
    Str folded;
    int64_t changed = 0;
    Rc rc = group_store_get(cx, space, &id, &g);
    if (rc == ERR_MISSING || (rc == OK && !g.deleted_ms))
        return missing(cx);
    TRY(rc);
    TRY(text_fold(cx, g.name, &folded));
    TRY(name_is_free(cx, space, folded, &id));
    TRY(group_store_mark_live(cx, space, &id, now_ms(cx) - GROUP_KEEP_MS, &changed));
    if (!changed)
        return missing(cx);
    TRY(note(cx, space, c->by, AUDIT_GROUP_RESTORED, &g));
    return group_get(cx, space, &id, &c->group);
}

Rc group_restore(Ctx *cx, Db *space, const Actor *by, const Id *group, Group *ret)
{
    Change c = {.by = by, .group = {.id = *group}};
    TRY(db_write(cx, space, restore, &c));
    *ret = c.group;
    return OK;
}

Rc group_list(Ctx *cx, Db *space, const GroupQuery *query, GroupPage *ret)
{
    GroupPage page = {0};
    Str like;
    size_t max = (size_t)query->limit + 1;
    Str *folded = arena_array(cx->arena, max, sizeof *folded);
    page.at = arena_array(cx->arena, max, sizeof *page.at);
    if (!page.at || !folded)
        return ERR_NOMEM;
    TRY(text_like(cx, query->search, &like));
    TRY(group_store_list(cx, space, query, like, max, page.at, folded, &page.n));
    TRY(group_store_count(cx, space, like, &page.total));
    page.more = page.n == max;
    page.n -= page.more;
    if (page.more) {
        const Group *last = &page.at[page.n - 1];
        page.last_text = folded[page.n - 1];
        page.last_number = query->sort == GROUP_BY_CREATED ? last->created_ms : last->member_count;
    }
    *ret = page;
    return OK;
}

Rc group_find(Ctx *cx, Db *space, Str name, Id *ret)
{
    Str folded;
    TRY(text_fold(cx, name, &folded));
    return group_store_find(cx, space, folded, ret);
}

Rc group_ensure(Ctx *cx, Db *space, const Actor *by, Str name, Id *ret)
{
    Rc rc = group_find(cx, space, name, ret);
    if (rc != ERR_MISSING)
        return rc;
    Group g = {.id = id_new(cx), .name = name, .created_ms = now_ms(cx), .version = 1};
    TRY(insert(cx, space, by, &g));
    *ret = g.id;
    return OK;
}

Rc group_sweep(Ctx *cx, Db *space, int64_t *ret_purged)
{
    return group_store_delete_old(cx, space, now_ms(cx) - GROUP_KEEP_MS, ret_purged);
}
