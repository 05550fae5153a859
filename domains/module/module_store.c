/* The statements of module.sql. */
#include "domains/module/module_store.h"

#include "sql_all.h"

static Module row_to_module(Ctx *cx, Stmt *s)
{
    Module m = {.id = stmt_id(s)};
    m.owner = stmt_id(s);
    m.title = stmt_text(cx, s);
    m.description = stmt_text(cx, s);
    m.created_ms = stmt_int(s);
    m.edited_ms = stmt_int(s);
    m.deleted_ms = stmt_int(s);
    m.version = stmt_int(s);
    return m;
}

/* The identities in the rows of `s`, at most MODULE_GRAINS_MAX. */
static Rc read_ids(Ctx *cx, Stmt *s, Id *ret, size_t *ret_n)
{
    size_t n = 0;
    Rc rc = OK;
    while (n < MODULE_GRAINS_MAX && (rc = stmt_row(cx, s)) == OK) {
        ret[n++] = stmt_id(s);
        TRY(stmt_read(s));
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

static Rc read_grains(Ctx *cx, Db *space, Module *m)
{
    AUTO_STMT s = db_stmt(space, SQL_module_grain_list);
    stmt_put_id(s, &m->id);
    return read_ids(cx, s, m->grains, &m->grain_count);
}

Rc module_store_insert(Ctx *cx, Db *space, const Module *module, Str folded)
{
    AUTO_STMT s = db_stmt(space, SQL_module_insert);
    stmt_put_id(s, &module->id);
    stmt_put_id(s, &module->owner);
    stmt_put_text(s, module->title);
    stmt_put_text(s, folded);
    stmt_put_text(s, module->description.at ? module->description : STR(""));
    stmt_put_int(s, module->created_ms);
    stmt_put_int(s, module->edited_ms);
    return stmt_run(cx, s, NULL);
}

static Rc get_row(Ctx *cx, Db *space, const Id *id, Module *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_module_get);
    stmt_put_id(s, id);
    TRY(stmt_row(cx, s));
    Module m = row_to_module(cx, s);
    TRY(stmt_read(s));
    *ret = m;
    return OK;
}

Rc module_store_get(Ctx *cx, Db *space, const Id *id, Module *ret)
{
    Module m;
    TRY(get_row(cx, space, id, &m));
    TRY(read_grains(cx, space, &m));
    *ret = m;
    return OK;
}

Rc module_store_update(Ctx *cx, Db *space, const Module *module, Str folded, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_module_update);
    stmt_put_text(s, module->title);
    stmt_put_text(s, folded);
    stmt_put_text(s, module->description.at ? module->description : STR(""));
    stmt_put_int(s, module->edited_ms);
    stmt_put_id(s, &module->id);
    stmt_put_int(s, module->version);
    return stmt_run(cx, s, ret_changed);
}

Rc module_store_mark_deleted(Ctx *cx, Db *space, const Id *id, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_module_mark_deleted);
    stmt_put_int(s, now_ms(cx));
    stmt_put_id(s, id);
    return stmt_run(cx, s, ret_changed);
}

Rc module_store_mark_live(Ctx *cx, Db *space, const Id *id, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_module_mark_live);
    stmt_put_id(s, id);
    return stmt_run(cx, s, ret_changed);
}

static Rc insert_grain(Ctx *cx, Db *space, const Id *module, size_t position, const Id *grain)
{
    AUTO_STMT s = db_stmt(space, SQL_module_grain_insert);
    stmt_put_id(s, module);
    stmt_put_int(s, (int64_t)position);
    stmt_put_id(s, grain);
    return stmt_run(cx, s, NULL);
}

Rc module_store_set_grains(Ctx *cx, Db *space, const Id *module, const Id *grains, size_t n)
{
    AUTO_STMT s = db_stmt(space, SQL_module_grain_clear);
    stmt_put_id(s, module);
    TRY(stmt_run(cx, s, NULL));
    for (size_t i = 0; i < n; i++)
        TRY(insert_grain(cx, space, module, i, &grains[i]));
    return OK;
}

static void put_filter(Stmt *s, const ModuleQuery *query, Str like)
{
    stmt_put_text(s, like);
    for (int i = 0; i < 2; i++)
        stmt_put_text(s, id_str(&query->owner));
    for (int i = 0; i < 2; i++)
        stmt_put_text(s, id_str(&query->grain));
}

static Rc list_rows(Ctx *cx, Db *space, const ModuleQuery *query, Str like, size_t max, Module *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_module_list);
    put_filter(s, query, like);
    stmt_put_bool(s, query->from_start);
    stmt_put_int(s, query->after_ms);
    stmt_put_text(s, id_str(&query->after_id));
    stmt_put_int(s, (int64_t)max);
    size_t n = 0;
    Rc rc = OK;
    while (n < max && (rc = stmt_row(cx, s)) == OK) {
        ret[n++] = row_to_module(cx, s);
        TRY(stmt_read(s));
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc module_store_list(Ctx *cx, Db *space, const ModuleQuery *query, Str like, size_t max, Module *ret, size_t *ret_n)
{
    size_t n = 0;
    TRY(list_rows(cx, space, query, like, max, ret, &n));
    for (size_t i = 0; i < n; i++)
        TRY(read_grains(cx, space, &ret[i]));
    *ret_n = n;
    return OK;
}

Rc module_store_count(Ctx *cx, Db *space, const ModuleQuery *query, Str like, int64_t *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_module_count);
    put_filter(s, query, like);
    TRY(stmt_row(cx, s));
    int64_t count = stmt_int(s);
    TRY(stmt_read(s));
    *ret = count;
    return OK;
}

Rc module_store_find_version(Ctx *cx, Db *space, const Id *module, Str hash, Id *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_module_version_find);
    stmt_put_id(s, module);
    stmt_put_text(s, hash);
    TRY(stmt_row(cx, s));
    Id id = stmt_id(s);
    TRY(stmt_read(s));
    *ret = id;
    return OK;
}

static Rc insert_version_grain(Ctx *cx, Db *space, const ModuleVersion *version, size_t position)
{
    AUTO_STMT s = db_stmt(space, SQL_module_version_grain_insert);
    stmt_put_id(s, &version->id);
    stmt_put_int(s, (int64_t)position);
    stmt_put_id(s, &version->grain_versions[position]);
    return stmt_run(cx, s, NULL);
}

Rc module_store_insert_version(Ctx *cx, Db *space, const ModuleVersion *version)
{
    AUTO_STMT s = db_stmt(space, SQL_module_version_insert);
    stmt_put_id(s, &version->id);
    stmt_put_id(s, &version->module);
    stmt_put_id(s, &version->module);
    stmt_put_text(s, version->title);
    stmt_put_text(s, version->description);
    stmt_put_text(s, version->hash);
    stmt_put_int(s, version->created_ms);
    TRY(stmt_run(cx, s, NULL));
    for (size_t i = 0; i < version->grain_count; i++)
        TRY(insert_version_grain(cx, space, version, i));
    return OK;
}

static Rc get_version_row(Ctx *cx, Db *space, const Id *id, ModuleVersion *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_module_version_get);
    stmt_put_id(s, id);
    TRY(stmt_row(cx, s));
    ModuleVersion v = {.id = stmt_id(s)};
    v.module = stmt_id(s);
    v.number = stmt_int(s);
    v.title = stmt_text(cx, s);
    v.description = stmt_text(cx, s);
    v.hash = stmt_text(cx, s);
    v.created_ms = stmt_int(s);
    TRY(stmt_read(s));
    *ret = v;
    return OK;
}

Rc module_store_get_version(Ctx *cx, Db *space, const Id *version, ModuleVersion *ret)
{
    ModuleVersion v;
    TRY(get_version_row(cx, space, version, &v));
    AUTO_STMT s = db_stmt(space, SQL_module_version_grain_list);
    stmt_put_id(s, &v.id);
    TRY(read_ids(cx, s, v.grain_versions, &v.grain_count));
    *ret = v;
    return OK;
}
