/* What the handlers of this domain share. */
#include "domains/account/request_api.h"

#include "kernel/conf/conf.h"

enum { MINUTE_MS = 60 * 1000, HOUR_MS = 60 * MINUTE_MS };

const Member role_item = {.kind = MEMBER_KIND_ENUM, .has_at = MEMBER_NO_HAS, .names = role_names};
const Member right_item = {.kind = MEMBER_KIND_TEXT, .has_at = MEMBER_NO_HAS, .text = TEXT_TOKEN, .min = 1, .max = 40};

SessionClient request_client(const Req *q)
{
    return (SessionClient){.user_agent = q->in->user_agent, .address = q->in->address};
}

SignInDoor request_door(const Req *q)
{
    const Conf *conf = q->api->conf;
    return (SignInDoor){
        .stores = q->stores,
        .passwords = q->api->passwords,
        .limits = {.idle_ms = conf_int(conf, CONF_SESSION_IDLE_MINUTES) * MINUTE_MS,
                   .admin_idle_ms = conf_int(conf, CONF_ADMIN_IDLE_MINUTES) * MINUTE_MS,
                   .life_ms = conf_int(conf, CONF_SESSION_HOURS) * HOUR_MS},
    };
}

Rc request_space(Req *q, Db **ret_platform, Space *ret)
{
    TRY(store_platform(q->cx, q->stores, ret_platform));
    return space_get(q->cx, *ret_platform, &q->who.space, ret);
}

Rc request_place(Req *q, AccountPlace *ret, Db **ret_platform)
{
    Space space;
    TRY(request_space(q, ret_platform, &space));
    *ret = (AccountPlace){.space = space.id, .space_name = space.name, .origin = conf_origin(q->api->conf)};
    return OK;
}

RoleSet roles_of_list(const RoleList *list)
{
    RoleSet roles = 0;
    for (size_t i = 0; i < list->n; i++)
        roles |= ROLE_BIT(list->at[i]);
    return roles;
}

Rc roles_to_list(Ctx *cx, RoleSet roles, RoleList *ret)
{
    RoleList list = {.at = arena_array(cx->arena, ROLE_COUNT, sizeof(int))};
    if (!list.at)
        return ERR_NOMEM;
    for (int role = 0; role < ROLE_COUNT; role++)
        if (roles & ROLE_BIT(role))
            list.at[list.n++] = role;
    *ret = list;
    return OK;
}

int language_index(Str language)
{
    return str_equal(language, str_of(language_names[1])) ? 1 : 0;
}
