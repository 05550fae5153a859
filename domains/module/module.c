/* Rules of modules: making, changing, deleting and its undoing, lists. Versions: module_version.c. */
#include "domains/module/module.h"

#include "domains/audit/audit.h"
#include "domains/grain/grain.h"
#include "domains/module/module_store.h"
#include "kernel/text/fold.h"

static Rc missing(Ctx *cx)
{
    return fail(cx, ERR_MISSING, "http.missing", NULL);
}

static Rc note(Ctx *cx, Db *space, const Actor *by, AuditAction action, const Module *m)
{
    AuditEntry entry = {.action = action,
                        .by = *by,
                        .target_kind = STR("module"),
                        .target_id = id_str(&m->id),
                        .target_name = m->title};
    return audit_append(cx, space, &entry);
}

Rc module_get(Ctx *cx, Db *space, const Id *module, Module *ret)
{
    Module m;
    Rc rc = module_store_get(cx, space, module, &m);
    if (rc == ERR_MISSING || (rc == OK && m.deleted_ms))
        return missing(cx);
    if (rc == OK)
        *ret = m;
    return rc;
}

static Rc refuse_grain(Ctx *cx, const char *code, size_t i)
{
    Str field;
    TRY(str_format(cx->arena, &field, "grain_ids[%zu]", i));
    return fail(cx, ERR_REFUSED, code, field.at);
}

/* What can be said of a list of grains without looking at them. */
static Rc check_list(Ctx *cx, const Id *grains, size_t n)
{
    if (n > MODULE_GRAINS_MAX)
        return fail(cx, ERR_REFUSED, "module.too_many_grains", "grain_ids");
    for (size_t i = 1; i < n; i++)
        for (size_t k = 0; k < i; k++)
            if (id_equal(&grains[i], &grains[k]))
                return refuse_grain(cx, "module.grain_twice", i);
    return OK;
}

/* Both what the module has and what the grains know of it. */
static Rc put_grains(Ctx *cx, Db *space, const Id *module, const Id *grains, size_t n)
{
    size_t at = 0;
    Rc rc = grain_use(cx, space, module, grains, n, &at);
    if (rc == ERR_MISSING)
        return refuse_grain(cx, "module.unknown_grain", at);
    TRY(rc);
    return module_store_set_grains(cx, space, module, grains, n);
}

typedef struct {
    const Actor *by;
    Module module;
    int64_t version;
    const ModulePatch *patch; /* NULL: the grains are set */
    const Id *grains;
    size_t grain_count;
} Change;

static Rc create(Ctx *cx, Db *space, void *arg)
{
    Change *c = arg;
    Str folded;
    TRY(text_fold(cx, c->module.title, &folded));
    TRY(module_store_insert(cx, space, &c->module, folded));
    TRY(put_grains(cx, space, &c->module.id, c->module.grains, c->module.grain_count));
    return note(cx, space, c->by, AUDIT_MODULE_CREATED, &c->module);
}

Rc module_create(Ctx *cx, Db *space, const Actor *by, const ModuleSpec *spec, Module *ret)
{
    Change c = {.by = by,
                .module = {.id = id_new(cx),
                           .owner = by->person,
                           .title = spec->title,
                           .description = spec->description,
                           .grain_count = spec->grain_count,
                           .version = 1}};
    TRY(check_list(cx, spec->grains, spec->grain_count));
    for (size_t i = 0; i < spec->grain_count; i++)
        c.module.grains[i] = spec->grains[i];
    c.module.created_ms = c.module.edited_ms = now_ms(cx);
    TRY(db_write(cx, space, create, &c));
    *ret = c.module;
    return OK;
}

static Rc apply_patch(Ctx *cx, Db *space, const Change *c, Module *m)
{
    (void)cx, (void)space;
    if (c->patch->has_title)
        m->title = c->patch->title;
    if (c->patch->has_description)
        m->description = c->patch->description;
    return OK;
}

static Rc apply_grains(Ctx *cx, Db *space, const Change *c, Module *m)
{
    if (c->grain_count == 0)
        return fail(cx, ERR_REFUSED, "module.empty", "grain_ids");
    TRY(check_list(cx, c->grains, c->grain_count));
    TRY(put_grains(cx, space, &m->id, c->grains, c->grain_count));
    m->grain_count = c->grain_count;
    for (size_t i = 0; i < c->grain_count; i++)
        m->grains[i] = c->grains[i];
    return OK;
}

static Rc change(Ctx *cx, Db *space, void *arg)
{
    Change *c = arg;
    Module m;
    Str folded;
    int64_t changed = 0;
    TRY(module_get(cx, space, &c->module.id, &m));
    if (m.version != c->version) {
        cx->problem.current_version = m.version;
        return fail(cx, ERR_STALE, "http.stale", NULL);
    }
    TRY(c->patch ? apply_patch(cx, space, c, &m) : apply_grains(cx, space, c, &m));
    TRY(text_fold(cx, m.title, &folded));
    m.edited_ms = now_ms(cx);
    TRY(module_store_update(cx, space, &m, folded, &changed));
    if (!changed)
        return ERR_BUSY; /* changed by another transaction since it was read here */
    m.version++;
    c->module = m;
    return OK;
}

static Rc run(Ctx *cx, Db *space, TxBody body, Change *c, Module *ret)
{
    TRY(db_write(cx, space, body, c));
    *ret = c->module;
    return OK;
}

Rc module_change(Ctx *cx, Db *space, const Id *module, int64_t version, const ModulePatch *patch, Module *ret)
{
    Change c = {.module = {.id = *module}, .version = version, .patch = patch};
    return run(cx, space, change, &c, ret);
}

Rc module_set_grains(Ctx *cx, Db *space, const Id *module, int64_t version, const Id *grains, size_t n, Module *ret)
{
    Change c = {.module = {.id = *module}, .version = version, .grains = grains, .grain_count = n};
    return run(cx, space, change, &c, ret);
}

/* Its list stays for who restores it; the grains are let go. */
static Rc delete (Ctx *cx, Db *space, void *arg)
{
    const Change *c = arg;
    Module m;
    size_t at;
    int64_t changed = 0;
    TRY(module_get(cx, space, &c->module.id, &m));
    TRY(module_store_mark_deleted(cx, space, &m.id, &changed));
    if (!changed)
        return ERR_BUSY;
    TRY(grain_use(cx, space, &m.id, NULL, 0, &at));
    return note(cx, space, c->by, AUDIT_MODULE_DELETED, &m);
}

Rc module_delete(Ctx *cx, Db *space, const Actor *by, const Id *module)
{
    Change c = {.by = by, .module = {.id = *module}};
    return db_write(cx, space, delete, &c);
}

static Rc restore(Ctx *cx, Db *space, void *arg)
{
    Change *c = arg;
    Module m;
    size_t at;
    int64_t changed = 0;
    Id id = c->module.id;
    TRY(module_store_mark_live(cx, space, &id, &changed));
    if (!changed)
        return missing(cx);
    TRY(module_get(cx, space, &id, &m));
    Rc rc = grain_use(cx, space, &m.id, m.grains, m.grain_count, &at);
    if (rc == ERR_MISSING)
        return fail(cx, ERR_CONFLICT, "module.grain_deleted", NULL);
    TRY(rc);
    TRY(note(cx, space, c->by, AUDIT_MODULE_RESTORED, &m));
    c->module = m;
    return OK;
}

Rc module_restore(Ctx *cx, Db *space, const Actor *by, const Id *module, Module *ret)
{
    Change c = {.by = by, .module = {.id = *module}};
    return run(cx, space, restore, &c, ret);
}

Rc module_list(Ctx *cx, Db *space, const ModuleQuery *query, ModulePage *ret)
{
    ModulePage page = {0};
    Str like;
    size_t max = (size_t)query->limit + 1;
    page.at = arena_array(cx->arena, max, sizeof *page.at);
    if (!page.at)
        return ERR_NOMEM;
    TRY(text_like(cx, query->search, &like));
    TRY(module_store_list(cx, space, query, like, max, page.at, &page.n));
    TRY(module_store_count(cx, space, query, like, &page.total));
    page.more = page.n == max;
    page.n -= page.more;
    *ret = page;
    return OK;
}
