/* space: one client company, and the reserved space "publisher" of the staff. The platform row says that it exists and
 * how it is called; its data live in its own database. Also the directory e-mail → spaces, rebuilt from the spaces. */
#ifndef DOMAINS_SPACE_SPACE_H
#define DOMAINS_SPACE_SPACE_H

#include "domains/access/access.h"
#include "kernel/store/store.h"

typedef enum { SPACE_CLIENT, SPACE_PUBLISHER, SPACE_KIND_COUNT } SpaceKind;
/* Suspended: nobody signs in, live sessions are refused within a minute, nothing is sent or imported. Nothing is lost.
 */
typedef enum { SPACE_ACTIVE, SPACE_SUSPENDED, SPACE_STATE_COUNT } SpaceState;
extern const char *const space_kind_names[SPACE_KIND_COUNT + 1];
extern const char *const space_state_names[SPACE_STATE_COUNT + 1];

typedef struct {
    Id id;
    Str slug, name, default_language; /* language: "fr" or "en" */
    SpaceKind kind;
    SpaceState state;
    bool four_eyes;       /* a manager may not approve what they wrote */
    int64_t person_count; /* for the publisher's list: as the last sweep counted; no rule may rest on it */
    int64_t created_ms, version;
} Space;

/* One row of the publisher's list as a reply, in the arena; also the answer to making a space. */
typedef struct Shape Shape;
extern const Shape space_row_shape;
Rc space_row_document(Ctx *cx, const Space *space, const void **ret) MUST;

#define SPACE_PUBLISHER_SLUG "publisher"
enum { SPACE_NAME_MAX = 80, SPACE_SLUG_MIN = 2, SPACE_SLUG_MAX = 40, SPACE_SEARCH_MAX = 80, SPACE_LIST_MAX = 200 };

Rc space_get(Ctx *cx, Db *platform, const Id *id, Space *ret) MUST; /* ERR_MISSING */
Rc space_by_slug(Ctx *cx, Db *platform, Str slug, Space *ret) MUST;
Rc space_check_active(Ctx *cx, Db *platform, const Id *id) MUST; /* ERR_MISSING: suspended, or none */

/* A space comes to be in two steps, so that it is never seen half made: `prepare` chooses its identity and makes its
 * empty database, the caller fills it (first administrator…), `publish` writes the platform row. ERR_CONFLICT
 * space.slug_taken from either; a failed publish destroys the database again. A crash in between leaves a database that
 * nothing refers to. */
typedef struct {
    Str slug, name, language; /* checked here: they come from the command line too. ERR_INVALID space.bad_slug, … */
    SpaceKind kind;
} SpaceSpec;
Rc space_prepare(Ctx *cx, StoreThread *stores, const SpaceSpec *spec, Space *ret) MUST;
Rc space_publish(Ctx *cx, StoreThread *stores, const Space *space) MUST;
/* Both steps, for a space without content. */
Rc space_create(Ctx *cx, StoreThread *stores, Str slug, Str name, Str language, SpaceKind kind, Space *ret) MUST;

/* The row and its directory; the caller has destroyed what belongs to it. OK when there is none. */
Rc space_remove(Ctx *cx, Db *platform, const Id *id) MUST;

/* Every space in order of identity. The visitor keeps what it needs; what it allocates stays in the arena. */
typedef Rc (*SpaceVisit)(Ctx *cx, const Space *space, void *arg);
Rc space_each(Ctx *cx, Db *platform, SpaceVisit visit, void *arg) MUST;
/* The next `max` of them behind the identity `after` (empty = from the start), for sweeps that go on later. */
Rc space_after(Ctx *cx, Db *platform, const Id *after, size_t max, Space *ret, size_t *ret_n) MUST;

/* Client spaces by name. `search` matches part of the name (without case and accents) or of the slug. */
typedef struct {
    Str search;
    Str after_name; /* folded name (text_fold) and identity of the last row seen; empty = from the start */
    Id after;
    int64_t limit; /* 1 … SPACE_LIST_MAX */
} SpaceSearch;
typedef struct {
    Space *at;
    size_t n;
    bool more; /* rows follow the last one */
    int64_t total;
} SpacePage;
Rc space_search(Ctx *cx, Db *platform, const SpaceSearch *search, SpacePage *ret) MUST;

/* Settings. `version` is the one the caller read: ERR_STALE otherwise. The change waits on the platform for
 * space_audit_changes to write it into the space's audit log: called right after, and by a sweep. */
typedef struct {
    bool has_name, has_default_language, has_four_eyes, has_state;
    Str name, default_language;
    bool four_eyes;
    SpaceState state; /* ERR_REFUSED http.refused: the staff's space is never suspended */
} SpacePatch;
typedef struct {
    Id space;
    int64_t version;
    const Actor *by;
    const SpacePatch *patch;
} SpaceEdit;
Rc space_edit(Ctx *cx, Db *platform, const SpaceEdit *edit, Space *ret) MUST;
Rc space_audit_changes(Ctx *cx, Db *platform, Db *space_db, const Id *space) MUST;

Rc space_set_person_count(Ctx *cx, Db *platform, const Id *space, int64_t count) MUST;

/* The directory: which active spaces know this e-mail (at most SPACE_DIRECTORY_MAX). Set from the space's side after
 * each commit; rebuilt by sweep. */
enum { SPACE_DIRECTORY_MAX = 50 };
Rc space_directory_put(Ctx *cx, Db *platform, Str email, const Id *space) MUST;
Rc space_directory_remove(Ctx *cx, Db *platform, Str email, const Id *space) MUST;
Rc space_directory_find(Ctx *cx, Db *platform, Str email, Space **ret, size_t *ret_n) MUST;

#endif
