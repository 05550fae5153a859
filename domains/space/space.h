/* space: one client company, and the reserved space "publisher" of the staff. The platform row says that it exists and
 * how it is called; its data live in its own database. Also the directory e-mail → spaces, rebuilt from the spaces. */
#ifndef DOMAINS_SPACE_SPACE_H
#define DOMAINS_SPACE_SPACE_H

#include "domains/access/access.h"
#include "kernel/store/store.h"

typedef enum { SPACE_CLIENT, SPACE_PUBLISHER, SPACE_KIND_COUNT } SpaceKind;
typedef enum { SPACE_ACTIVE, SPACE_SUSPENDED, SPACE_STATE_COUNT } SpaceState;

typedef struct {
    Id id;
    Str slug, name, default_language;
    SpaceKind kind;
    SpaceState state;
    bool four_eyes; /* a manager may not approve what they wrote */
    int64_t created_ms, version;
} Space;

#define SPACE_PUBLISHER_SLUG "publisher"

Rc space_get(Ctx *cx, Db *platform, const Id *id, Space *ret) MUST; /* ERR_MISSING */
Rc space_by_slug(Ctx *cx, Db *platform, Str slug, Space *ret) MUST;
/* Row and database. ERR_CONFLICT space.slug_taken. A crash in between leaves a row whose database is made on first
 * open. */
Rc space_create(Ctx *cx, StoreThread *stores, Str slug, Str name, Str language, SpaceKind kind, Space *ret) MUST;
typedef Rc (*SpaceVisit)(Ctx *cx, const Space *space, void *arg);
Rc space_each(Ctx *cx, Db *platform, SpaceVisit visit, void *arg) MUST;

/* The directory: which spaces know this e-mail (at most 50). Set from the space's side after each commit; rebuilt by
 * sweep. */
Rc space_directory_put(Ctx *cx, Db *platform, Str email, const Id *space) MUST;
Rc space_directory_remove(Ctx *cx, Db *platform, Str email, const Id *space) MUST;
Rc space_directory_find(Ctx *cx, Db *platform, Str email, Space **ret, size_t *ret_n) MUST;

#endif
