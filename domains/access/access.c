/* What a role may do in one space: the table of roles with the space's own changes. Knows no person and no request. */
#include "domains/access/access.h"

#include "domains/access/access_store.h"

RightSet access_bounded(Role role, RightSet rights)
{
    const RoleRow *row = &role_table[role];
    return (rights & row->allowed) | row->required;
}

Rc access_role_rights(Ctx *cx, Db *space, RightSet ret[ROLE_COUNT])
{
    RightSet rights[ROLE_COUNT];
    for (int role = 0; role < ROLE_COUNT; role++)
        rights[role] = role_table[role].standard;
    TRY(access_store_read(cx, space, rights));
    for (int role = 0; role < ROLE_COUNT; role++)
        ret[role] = access_bounded((Role)role, rights[role]);
    return OK;
}

Rc access_rights(Ctx *cx, Db *space, RoleSet roles, RightSet *ret)
{
    RightSet each[ROLE_COUNT], sum = 0;
    TRY(access_role_rights(cx, space, each));
    for (int role = 0; role < ROLE_COUNT; role++)
        if (roles & ROLE_BIT(role))
            sum |= each[role];
    *ret = sum;
    return OK;
}

Rc access_set_role_rights(Ctx *cx, Db *space, Role role, RightSet rights)
{
    if (access_bounded(role, rights) != rights)
        return fail(cx, ERR_REFUSED, "access.out_of_bounds", "rights");
    return access_store_write(cx, space, role, rights);
}

static int named(const char *const *names, int from, Str name)
{
    for (int i = from; names[i]; i++)
        if (str_equal(name, str_of(names[i])))
            return i;
    return -1;
}

int access_role_named(Str name)
{
    return named(role_names, 0, name);
}

int access_right_named(Str name)
{
    return named(right_names, RIGHT_MODULE_PLAY, name); /* the kernel's own five are nobody's to give */
}
