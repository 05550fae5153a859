/* Rules of spaces: how one comes to be, how its settings change, and the directory. Knows neither HTTP nor SQL. */
#include "domains/space/space.h"

#include "domains/audit/audit.h"
#include "domains/space/space_store.h"
#include "kernel/text/fold.h"

enum { PAGE = 100, CHANGES_AT_ONCE = 50 };

const char *const space_kind_names[SPACE_KIND_COUNT + 1] = {"client", "publisher"};
const char *const space_state_names[SPACE_STATE_COUNT + 1] = {"active", "suspended"};

static bool slug_well_formed(Str slug)
{
    if (slug.n < SPACE_SLUG_MIN || slug.n > SPACE_SLUG_MAX || slug.at[0] == '-' || slug.at[slug.n - 1] == '-')
        return false;
    for (size_t i = 0; i < slug.n; i++) {
        char c = slug.at[i];
        if (c == '-' ? slug.at[i + 1] == '-' : !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')))
            return false;
    }
    return true;
}

static bool language_known(Str language)
{
    return str_equal(language, STR("fr")) || str_equal(language, STR("en"));
}

static bool name_well_formed(Str name)
{
    if (!utf8_valid(name) || utf8_length(name) < 1 || utf8_length(name) > SPACE_NAME_MAX)
        return false;
    for (size_t i = 0; i < name.n; i++)
        if ((unsigned char)name.at[i] < 0x20 || name.at[i] == 0x7F)
            return false;
    return true;
}

Rc space_get(Ctx *cx, Db *platform, const Id *id, Space *ret)
{
    return space_store_get(cx, platform, id, ret);
}

Rc space_by_slug(Ctx *cx, Db *platform, Str slug, Space *ret)
{
    return space_store_by_slug(cx, platform, slug, ret);
}

Rc space_check_active(Ctx *cx, Db *platform, const Id *id)
{
    Space space;
    TRY(space_store_get(cx, platform, id, &space));
    return space.state == SPACE_ACTIVE ? OK : ERR_MISSING;
}

static Rc check_spec(Ctx *cx, const SpaceSpec *spec)
{
    if (!slug_well_formed(spec->slug))
        return fail(cx, ERR_INVALID, "space.bad_slug", "slug");
    if (!name_well_formed(spec->name))
        return fail(cx, ERR_INVALID, "space.bad_name", "name");
    if (!language_known(spec->language))
        return fail(cx, ERR_INVALID, "space.bad_language", "default_language");
    /* The staff's space is made once, by the program itself. */
    if (spec->kind != SPACE_PUBLISHER && str_equal(spec->slug, STR(SPACE_PUBLISHER_SLUG)))
        return fail(cx, ERR_CONFLICT, "space.slug_taken", "slug");
    return OK;
}

Rc space_prepare(Ctx *cx, StoreThread *stores, const SpaceSpec *spec, Space *ret)
{
    TRY(check_spec(cx, spec));
    Db *platform;
    TRY(store_platform(cx, stores, &platform));
    Space taken;
    Rc rc = space_store_by_slug(cx, platform, spec->slug, &taken);
    if (rc == OK)
        return fail(cx, ERR_CONFLICT, "space.slug_taken", "slug");
    if (rc != ERR_MISSING)
        return rc;
    Space space = {.id = id_new(cx),
                   .slug = spec->slug,
                   .name = spec->name,
                   .default_language = spec->language,
                   .kind = spec->kind,
                   .state = SPACE_ACTIVE,
                   .four_eyes = spec->kind == SPACE_CLIENT, /* until the client decides otherwise */
                   .created_ms = now_ms(cx),
                   .version = 1};
    TRY(store_space_create(cx, stores, &space.id));
    *ret = space;
    return OK;
}

Rc space_publish(Ctx *cx, StoreThread *stores, const Space *space)
{
    Db *platform;
    Str folded;
    TRY(store_platform(cx, stores, &platform));
    TRY(text_fold(cx, space->name, &folded));
    Rc rc = space_store_insert(cx, platform, space, folded);
    if (rc != ERR_CONFLICT)
        return rc; /* an unclear outcome keeps the database: the row may be there */
    TRY(store_space_drop(cx, stores, &space->id));
    return fail(cx, ERR_CONFLICT, "space.slug_taken", "slug");
}

Rc space_create(Ctx *cx, StoreThread *stores, Str slug, Str name, Str language, SpaceKind kind, Space *ret)
{
    SpaceSpec spec = {.slug = slug, .name = name, .language = language, .kind = kind};
    Space space;
    TRY(space_prepare(cx, stores, &spec, &space));
    TRY(space_publish(cx, stores, &space));
    *ret = space;
    return OK;
}

Rc space_remove(Ctx *cx, Db *platform, const Id *id)
{
    return space_store_remove(cx, platform, id);
}

Rc space_after(Ctx *cx, Db *platform, const Id *after, size_t max, Space *ret, size_t *ret_n)
{
    return space_store_after(cx, platform, after, max, ret, ret_n);
}

Rc space_each(Ctx *cx, Db *platform, SpaceVisit visit, void *arg)
{
    Space *page = arena_array(cx->arena, PAGE, sizeof *page);
    if (!page)
        return ERR_NOMEM;
    Id after = {0};
    for (;;) {
        size_t n = 0;
        TRY(space_store_after(cx, platform, &after, PAGE, page, &n));
        for (size_t i = 0; i < n; i++)
            TRY(visit(cx, &page[i], arg));
        if (n < PAGE)
            return OK;
        after = page[n - 1].id;
    }
}

Rc space_search(Ctx *cx, Db *platform, const SpaceSearch *search, SpacePage *ret)
{
    if (search->limit < 1 || search->limit > SPACE_LIST_MAX)
        return ERR_BUG;
    size_t limit = (size_t)search->limit;
    Str pattern;
    TRY(text_like(cx, search->search, &pattern));
    SpacePage page = {.at = arena_array(cx->arena, limit + 1, sizeof *page.at)};
    if (!page.at)
        return ERR_NOMEM;
    TRY(space_store_search(cx, platform, pattern, search, limit + 1, page.at, &page.n));
    TRY(space_store_search_count(cx, platform, pattern, &page.total));
    page.more = page.n > limit;
    if (page.more)
        page.n = limit;
    *ret = page;
    return OK;
}

/* Applies the patch and says which settings it touches; "" = none is different. */
static Rc apply(Ctx *cx, const SpacePatch *patch, Space *space, Str *ret_detail)
{
    Buf changed;
    buf_init(&changed, cx->arena, 100);
    if (patch->has_name && !str_equal(patch->name, space->name)) {
        space->name = patch->name;
        buf_put(&changed, STR(" name"));
    }
    if (patch->has_default_language && !str_equal(patch->default_language, space->default_language)) {
        space->default_language = patch->default_language;
        buf_put(&changed, STR(" default_language"));
    }
    if (patch->has_four_eyes && patch->four_eyes != space->four_eyes) {
        space->four_eyes = patch->four_eyes;
        buf_put(&changed, space->four_eyes ? STR(" four_eyes=on") : STR(" four_eyes=off"));
    }
    if (patch->has_state && patch->state != space->state) {
        if (space->kind == SPACE_PUBLISHER)
            return fail(cx, ERR_REFUSED, "http.refused", "state");
        space->state = patch->state;
        buf_put(&changed, STR(" state="));
        buf_put(&changed, str_of(space_state_names[space->state]));
    }
    TRY(changed.rc);
    *ret_detail = str_trim(buf_str(&changed));
    return OK;
}

static Rc stale(Ctx *cx, int64_t current)
{
    (void)fail(cx, ERR_STALE, "http.stale", NULL);
    cx->problem.current_version = current;
    return ERR_STALE;
}

typedef struct {
    const SpaceEdit *edit;
    Space space;
} EditTx;

static Rc edit_in_tx(Ctx *cx, Db *platform, void *arg)
{
    EditTx *tx = arg;
    const SpaceEdit *edit = tx->edit;
    Str detail, folded;
    TRY(space_store_get(cx, platform, &edit->space, &tx->space));
    if (tx->space.version != edit->version)
        return stale(cx, tx->space.version);
    TRY(apply(cx, edit->patch, &tx->space, &detail));
    if (detail.n == 0)
        return OK;
    TRY(text_fold(cx, tx->space.name, &folded));
    TRY(space_store_update(cx, platform, &tx->space, folded));
    tx->space.version++;
    SpaceChange change = {.id = id_new(cx),
                          .space = edit->space,
                          .person = edit->by->person,
                          .address = edit->by->address,
                          .detail = detail};
    return space_store_change_put(cx, platform, &change);
}

Rc space_edit(Ctx *cx, Db *platform, const SpaceEdit *edit, Space *ret)
{
    const SpacePatch *patch = edit->patch;
    if (patch->has_name && !name_well_formed(patch->name))
        return fail(cx, ERR_INVALID, "space.bad_name", "name");
    if (patch->has_default_language && !language_known(patch->default_language))
        return fail(cx, ERR_INVALID, "space.bad_language", "default_language");
    EditTx tx = {.edit = edit};
    TRY(db_write(cx, platform, edit_in_tx, &tx));
    *ret = tx.space;
    return OK;
}

typedef struct {
    const SpaceChange *changes;
    size_t n;
} AuditTx;

static Rc append_changes(Ctx *cx, Db *space_db, void *arg)
{
    const AuditTx *tx = arg;
    for (size_t i = 0; i < tx->n; i++) {
        const SpaceChange *change = &tx->changes[i];
        AuditEntry entry = {.action = AUDIT_SPACE_CHANGED,
                            .by = {.person = change->person, .address = change->address},
                            .target_kind = STR("space"),
                            .target_id = id_str(&change->space),
                            .detail = change->detail};
        TRY(audit_append(cx, space_db, &entry));
    }
    return OK;
}

/* At least once: a crash between the two databases writes the same change to the log again, and never loses it. */
Rc space_audit_changes(Ctx *cx, Db *platform, Db *space_db, const Id *space)
{
    SpaceChange *changes = arena_array(cx->arena, CHANGES_AT_ONCE, sizeof *changes);
    if (!changes)
        return ERR_NOMEM;
    AuditTx tx = {.changes = changes};
    TRY(space_store_change_list(cx, platform, space, CHANGES_AT_ONCE, changes, &tx.n));
    if (tx.n == 0)
        return OK;
    TRY(db_write(cx, space_db, append_changes, &tx));
    for (size_t i = 0; i < tx.n; i++)
        TRY(space_store_change_delete(cx, platform, &changes[i].id));
    return OK;
}

Rc space_set_person_count(Ctx *cx, Db *platform, const Id *space, int64_t count)
{
    return space_store_set_person_count(cx, platform, space, count);
}

Rc space_directory_put(Ctx *cx, Db *platform, Str email, const Id *space)
{
    return space_store_directory_put(cx, platform, email, space);
}

Rc space_directory_remove(Ctx *cx, Db *platform, Str email, const Id *space)
{
    return space_store_directory_remove(cx, platform, email, space);
}

Rc space_directory_find(Ctx *cx, Db *platform, Str email, Space **ret, size_t *ret_n)
{
    Space *rows = arena_array(cx->arena, SPACE_DIRECTORY_MAX, sizeof *rows);
    if (!rows)
        return ERR_NOMEM;
    TRY(space_store_directory_find(cx, platform, email, SPACE_DIRECTORY_MAX, rows, ret_n));
    *ret = rows;
    return OK;
}
