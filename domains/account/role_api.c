/* What each role may do in this space. */
#include "domains/access/access_api.h"
#include "domains/account/request_api.h"
#include "domains/account/role.h"

typedef struct {
    int role;
    ListOf(Str) rights, allowed, required;
} RoleRights;
static const Member role_rights_members[] = {
    MEMBER_ENUM(RoleRights, role, role_names, "The role"),
    MEMBER_LIST_OF(RoleRights, rights, right_item, 0, RIGHT_COUNT, "What it may do here"),
    MEMBER_LIST_OF(RoleRights, allowed, right_item, 0, RIGHT_COUNT, "What the space may switch on"),
    MEMBER_LIST_OF(RoleRights, required, right_item, 0, RIGHT_COUNT, "What may not be switched off"),
};
SHAPE(role_rights_shape, "RoleRights", RoleRights, role_rights_members, "What a role may do");

typedef struct {
    Str name, description;
} RightRow;
static const Member right_row_members[] = {
    MEMBER_TEXT(RightRow, name, TEXT_TOKEN, 1, 40, "Name"),
    MEMBER_TEXT(RightRow, description, TEXT_LINE, 1, 200, "What it allows"),
};
static SHAPE(right_row_shape, "Right", RightRow, right_row_members, "A right");

typedef struct {
    ListOf(RoleRights) items;
    ListOf(RightRow) rights;
} Roles;
static const Member role_list_members[] = {
    MEMBER_LIST(Roles, items, role_rights_shape, ROLE_COUNT, "Roles that this kind of space has"),
    MEMBER_LIST(Roles, rights, right_row_shape, RIGHT_COUNT, "All rights"),
};
SHAPE(role_list_shape, "Roles", Roles, role_list_members, "Roles and rights of the space");

typedef struct {
    ListOf(Str) rights;
} RightsBody;
static const Member rights_members[] = {
    MEMBER_LIST_OF(RightsBody, rights, right_item, 0, RIGHT_COUNT, "All that the role may do from now on"),
};
SHAPE(rights_shape, "RoleRightsChange", RightsBody, rights_members, "New rights of a role");

static Rc names(Ctx *cx, RightSet rights, Str **ret, size_t *ret_n)
{
    Str *at = arena_array(cx->arena, RIGHT_COUNT, sizeof *at);
    if (!at)
        return ERR_NOMEM;
    size_t n = 0;
    for (int right = RIGHT_MODULE_PLAY; right < RIGHT_COUNT; right++)
        if (rights & ((RightSet)1 << right))
            at[n++] = str_of(right_names[right]);
    *ret = at;
    *ret_n = n;
    return OK;
}

static Rc describe(Ctx *cx, int role, RightSet rights, RoleRights *ret)
{
    *ret = (RoleRights){.role = role};
    TRY(names(cx, rights, &ret->rights.at, &ret->rights.n));
    TRY(names(cx, role_table[role].allowed, &ret->allowed.at, &ret->allowed.n));
    return names(cx, role_table[role].required, &ret->required.at, &ret->required.n);
}

static Rc roles_here(Req *q, RoleSet *ret)
{
    Db *platform;
    Space space;
    TRY(request_space(q, &platform, &space));
    *ret = space.kind == SPACE_PUBLISHER ? ROLES_OF_PUBLISHER : ROLES_OF_CLIENT;
    return OK;
}

Rc roles_get(Req *q, Reply *r)
{
    RightSet rights[ROLE_COUNT];
    RoleSet here;
    TRY(roles_here(q, &here));
    TRY(access_role_rights(q->cx, q->db, rights));
    Roles *d = arena_get(q->cx->arena, sizeof *d);
    RoleRights *items = arena_array(q->cx->arena, ROLE_COUNT, sizeof *items);
    RightRow *rows = arena_array(q->cx->arena, RIGHT_COUNT, sizeof *rows);
    if (!d || !items || !rows)
        return ERR_NOMEM;
    d->items.at = items;
    d->rights.at = rows;
    for (int role = 0; role < ROLE_COUNT; role++)
        if (here & ROLE_BIT(role))
            TRY(describe(q->cx, role, rights[role], &items[d->items.n++]));
    for (int right = RIGHT_MODULE_PLAY; right < RIGHT_COUNT; right++)
        rows[d->rights.n++] = (RightRow){str_of(right_names[right]), str_of(right_doc((Right)right))};
    r->object = d;
    return OK;
}

Rc role_put_rights(Req *q, Reply *r)
{
    const RightsBody *body = q->body;
    RoleSet here;
    RightSet rights = 0;
    Actor by = access_actor(q);
    TRY(roles_here(q, &here));
    int role = access_role_named(q->parts[0]);
    if (role < 0 || !(here & ROLE_BIT(role)))
        return fail(q->cx, ERR_MISSING, "http.missing", NULL);
    for (size_t i = 0; i < body->rights.n; i++) {
        int right = access_right_named(body->rights.at[i]);
        if (right < 0)
            return fail(q->cx, ERR_INVALID, "http.out_of_range", "rights");
        rights |= (RightSet)1 << right;
    }
    TRY(role_set_rights(q->cx, q->db, &by, (Role)role, rights));
    RoleRights *d = arena_get(q->cx->arena, sizeof *d);
    if (!d)
        return ERR_NOMEM;
    TRY(describe(q->cx, role, rights, d));
    r->object = d;
    return OK;
}
