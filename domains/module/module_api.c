/* Handlers and routes of modules. */
#include "domains/module/module_api.h"

#include "domains/access/access_api.h"
#include "domains/module/module_shape_api.h"
#include "kernel/http/cursor.h"

enum { LIMIT_STANDARD = 50 };

static Rc show(Req *q, const Module *m, ModuleShown *ret, GrainShown *ret_grains)
{
    return module_shown(q->cx, q->db, q->api->media_key, &q->who.space, m, ret, ret_grains);
}

static Rc give(Req *q, Reply *r, const Module *m)
{
    ModuleShown *out = arena_get(q->cx->arena, sizeof *out);
    if (!out)
        return ERR_NOMEM;
    TRY(show(q, m, out, NULL));
    r->object = out;
    r->version = m->version;
    return OK;
}

static Rc list_modules(Req *q, Reply *r)
{
    const ModuleListQuery *in = q->query;
    ModulePage page;
    ModuleQuery query = {.search = in->has_search ? in->search : STR(""),
                         .from_start = !in->has_cursor,
                         .limit = in->has_limit ? in->limit : LIMIT_STANDARD};
    if (in->has_owner && in->owner == MODULE_OWNER_ME)
        query.owner = q->who.person;
    if (in->has_grain_id)
        query.grain = in->grain_id;
    if (in->has_cursor)
        TRY(cursor_read_number(q->cx, in->cursor, &query.after_ms, &query.after_id));
    TRY(module_list(q->cx, q->db, &query, &page));
    ModuleList *out = arena_get(q->cx->arena, sizeof *out);
    ModuleShown *items = arena_array(q->cx->arena, page.n, sizeof *items);
    if (!out || !items)
        return ERR_NOMEM;
    for (size_t i = 0; i < page.n; i++)
        TRY(show(q, &page.at[i], &items[i], NULL));
    out->items.at = items;
    out->items.n = page.n;
    out->total = page.total;
    out->has_next_cursor = page.more;
    if (page.more)
        TRY(cursor_write_number(q->cx, page.at[page.n - 1].edited_ms, &page.at[page.n - 1].id, &out->next_cursor));
    r->object = out;
    return OK;
}

static Rc create(Req *q, Reply *r)
{
    const ModuleRequest *in = q->body;
    Actor by = access_actor(q);
    ModuleSpec spec = {.title = in->title,
                       .description = in->has_description ? in->description : STR(""),
                       .grains = in->grain_ids.at,
                       .grain_count = in->grain_ids.n};
    Module m;
    TRY(module_create(q->cx, q->db, &by, &spec, &m));
    TRY(str_format(q->cx->arena, &r->location, "/api/v1/modules/%s", m.id.text));
    return give(q, r, &m);
}

static Rc get(Req *q, Reply *r)
{
    Id id;
    Module m;
    ModuleDraft *out = arena_get(q->cx->arena, sizeof *out);
    GrainShown *grains = arena_array(q->cx->arena, MODULE_GRAINS_MAX, sizeof *grains);
    if (!out || !grains)
        return ERR_NOMEM;
    TRY(req_id(q, 0, &id));
    TRY(module_get(q->cx, q->db, &id, &m));
    TRY(show(q, &m, &out->module, grains));
    out->grains.at = grains;
    out->grains.n = m.grain_count;
    r->object = out;
    r->version = m.version;
    return OK;
}

static Rc change(Req *q, Reply *r)
{
    Id id;
    Module m;
    TRY(req_id(q, 0, &id));
    TRY(module_change(q->cx, q->db, &id, q->if_match, q->body, &m));
    return give(q, r, &m);
}

static Rc set_grains(Req *q, Reply *r)
{
    const ModuleGrains *in = q->body;
    Id id;
    Module m;
    TRY(req_id(q, 0, &id));
    TRY(module_set_grains(q->cx, q->db, &id, q->if_match, in->grain_ids.at, in->grain_ids.n, &m));
    return give(q, r, &m);
}

static Rc delete (Req *q, Reply *r)
{
    Actor by = access_actor(q);
    Id id;
    (void)r;
    TRY(req_id(q, 0, &id));
    return module_delete(q->cx, q->db, &by, &id);
}

static Rc restore(Req *q, Reply *r)
{
    Actor by = access_actor(q);
    Id id;
    Module m;
    TRY(req_id(q, 0, &id));
    TRY(module_restore(q->cx, q->db, &by, &id, &m));
    return give(q, r, &m);
}

#define GRAINS_CODES "module.too_many_grains", "module.grain_twice", "module.unknown_grain"
static const char *const list_codes[] = {"http.bad_cursor", NULL};
static const char *const create_codes[] = {GRAINS_CODES, NULL};
static const char *const change_codes[] = {"http.stale", NULL};
static const char *const grains_codes[] = {"http.stale", "module.empty", GRAINS_CODES, NULL};
static const char *const restore_codes[] = {"module.grain_deleted", NULL};

static const Route routes[] = {
    ROUTE("GET", "/api/v1/modules", list_modules, RIGHT_GRAIN_EDIT, "List modules, last edited first",
          .query = &module_list_query_shape, .reply = &module_list_shape, .codes = list_codes),
    ROUTE("POST", "/api/v1/modules", create, RIGHT_GRAIN_EDIT, "Create a module", .status = 201,
          .body = &module_request_shape, .reply = &module_shape, .codes = create_codes),
    ROUTE("GET", "/api/v1/modules/{module_id}", get, RIGHT_GRAIN_EDIT, "Read a module with its grains",
          .reply = &module_draft_shape),
    ROUTE("PATCH", "/api/v1/modules/{module_id}", change, RIGHT_GRAIN_EDIT, "Change a module's title or description",
          .flags = ROUTE_NEEDS_MATCH, .body = &module_patch_shape, .reply = &module_shape, .codes = change_codes),
    ROUTE("DELETE", "/api/v1/modules/{module_id}", delete, RIGHT_GRAIN_EDIT, "Delete a module; it can be restored"),
    ROUTE("POST", "/api/v1/modules/{module_id}/restore", restore, RIGHT_GRAIN_EDIT, "Restore a deleted module",
          .reply = &module_shape, .codes = restore_codes),
    ROUTE("PUT", "/api/v1/modules/{module_id}/grains", set_grains, RIGHT_GRAIN_EDIT,
          "Set which grains a module has, in order", .flags = ROUTE_NEEDS_MATCH, .body = &module_grains_shape,
          .reply = &module_shape, .codes = grains_codes),
    {0},
};

static const ErrorCode errors[] = {
    {"module.empty", ERR_REFUSED, "A module has one grain or more"},
    {"module.too_many_grains", ERR_REFUSED, "A module has eight grains at most"},
    {"module.grain_twice", ERR_REFUSED, "The module has this grain already"},
    {"module.unknown_grain", ERR_REFUSED, "No grain of this space has this identity"},
    {"module.grain_deleted", ERR_CONFLICT, "A grain of the module was deleted; restore it first"},
    {0},
};

const Surface module_surface = {"module", routes, errors, NULL};
