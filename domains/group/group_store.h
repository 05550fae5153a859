/* Rows of groups. Knows no rule. */
#ifndef DOMAINS_GROUP_GROUP_STORE_H
#define DOMAINS_GROUP_GROUP_STORE_H

#include "domains/group/group.h"

Rc group_store_insert(Ctx *cx, Db *space, const Group *group, Str folded, int64_t *ret_changed) MUST; /* 0 = taken */
Rc group_store_get(Ctx *cx, Db *space, const Id *id, Group *ret) MUST; /* a deleted one too */
Rc group_store_find(Ctx *cx, Db *space, Str folded, Id *ret) MUST;
Rc group_store_update(Ctx *cx, Db *space, const Group *group, Str folded, int64_t *ret_changed) MUST;
Rc group_store_mark_deleted(Ctx *cx, Db *space, const Id *id, int64_t *ret_changed) MUST;
Rc group_store_mark_live(Ctx *cx, Db *space, const Id *id, int64_t since_ms, int64_t *ret_changed) MUST;
Rc group_store_delete_old(Ctx *cx, Db *space, int64_t before_ms, int64_t *ret_changed) MUST;
Rc group_store_has(Ctx *cx, Db *space, const Id *group, const Id *person, bool *ret) MUST;

/* Up to `max` rows, with the folded name of each. */
Rc group_store_list(Ctx *cx, Db *space, const GroupQuery *query, Str like, size_t max, Group *ret, Str *ret_folded,
                    size_t *ret_n) MUST;
Rc group_store_count(Ctx *cx, Db *space, Str like, int64_t *ret) MUST;

#endif
