/* Rows of the platform database that belong to spaces. Knows no rule. */
#ifndef DOMAINS_SPACE_SPACE_STORE_H
#define DOMAINS_SPACE_SPACE_STORE_H

#include "domains/space/space.h"

/* A change of settings that the space's audit log does not know yet. */
typedef struct {
    Id id, space, person;
    Str address, detail;
} SpaceChange;

Rc space_store_insert(Ctx *cx, Db *platform, const Space *space, Str folded) MUST; /* ERR_CONFLICT: id or slug */
Rc space_store_remove(Ctx *cx, Db *platform, const Id *id) MUST; /* and what points to it; OK when there is none */
Rc space_store_get(Ctx *cx, Db *platform, const Id *id, Space *ret) MUST;
Rc space_store_by_slug(Ctx *cx, Db *platform, Str slug, Space *ret) MUST;
Rc space_store_after(Ctx *cx, Db *platform, const Id *after, size_t max, Space *ret, size_t *ret_n) MUST;
/* At most `max` rows from search->after on. */
Rc space_store_search(Ctx *cx, Db *platform, Str pattern, const SpaceSearch *search, size_t max, Space *ret,
                      size_t *ret_n) MUST;
Rc space_store_search_count(Ctx *cx, Db *platform, Str pattern, int64_t *ret) MUST;
/* ERR_STALE when the row's version is not `space->version`. */
Rc space_store_update(Ctx *cx, Db *platform, const Space *space, Str folded) MUST;
Rc space_store_set_person_count(Ctx *cx, Db *platform, const Id *space, int64_t count) MUST;

Rc space_store_directory_put(Ctx *cx, Db *platform, Str email, const Id *space) MUST;
Rc space_store_directory_remove(Ctx *cx, Db *platform, Str email, const Id *space) MUST;
Rc space_store_directory_find(Ctx *cx, Db *platform, Str email, size_t max, Space *ret, size_t *ret_n) MUST;

Rc space_store_change_put(Ctx *cx, Db *platform, const SpaceChange *change) MUST;
Rc space_store_change_list(Ctx *cx, Db *platform, const Id *space, size_t max, SpaceChange *ret, size_t *ret_n) MUST;
Rc space_store_change_delete(Ctx *cx, Db *platform, const Id *change) MUST;

#endif
