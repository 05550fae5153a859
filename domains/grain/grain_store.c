/* The statements of grain.sql, one function each. */
#include "domains/grain/grain_store.h"

#include "sql_all.h"

static Grain row_to_grain(Ctx *cx, Stmt *s)
{
    Grain g = {.id = stmt_id(s)};
    g.owner = stmt_id(s);
    g.media = stmt_id(s);
    g.title = stmt_text(cx, s);
    g.target_count = stmt_int(s);
    g.quiz_count = stmt_int(s);
    g.content_count = stmt_int(s);
    g.chapter_count = stmt_int(s);
    g.created_ms = stmt_int(s);
    g.edited_ms = stmt_int(s);
    g.deleted_ms = stmt_int(s);
    g.version = stmt_int(s);
    return g;
}

static void put_content(Stmt *s, const Grain *g, Str folded, Str hash)
{
    stmt_put_id(s, &g->media);
    stmt_put_text(s, g->title);
    stmt_put_text(s, folded);
    stmt_put_text(s, g->document);
    stmt_put_text(s, hash);
    stmt_put_int(s, g->target_count);
    stmt_put_int(s, g->quiz_count);
    stmt_put_int(s, g->content_count);
    stmt_put_int(s, g->chapter_count);
}

Rc grain_store_insert(Ctx *cx, Db *space, const Grain *grain, Str folded, Str hash)
{
    AUTO_STMT s = db_stmt(space, SQL_grain_insert);
    stmt_put_id(s, &grain->id);
    stmt_put_id(s, &grain->owner);
    put_content(s, grain, folded, hash);
    stmt_put_int(s, grain->created_ms);
    stmt_put_int(s, grain->edited_ms);
    return stmt_run(cx, s, NULL);
}

Rc grain_store_get(Ctx *cx, Db *space, const Id *id, Grain *ret, Str *ret_hash)
{
    AUTO_STMT s = db_stmt(space, SQL_grain_get);
    stmt_put_id(s, id);
    TRY(stmt_row(cx, s));
    Grain g = row_to_grain(cx, s);
    g.document = stmt_text(cx, s);
    Str hash = stmt_text(cx, s);
    TRY(stmt_read(s));
    *ret = g;
    *ret_hash = hash;
    return OK;
}

Rc grain_store_update(Ctx *cx, Db *space, const Grain *grain, Str folded, Str hash, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_grain_update);
    put_content(s, grain, folded, hash);
    stmt_put_int(s, grain->edited_ms);
    stmt_put_id(s, &grain->id);
    stmt_put_int(s, grain->version);
    return stmt_run(cx, s, ret_changed);
}

Rc grain_store_mark_deleted(Ctx *cx, Db *space, const Id *id, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_grain_mark_deleted);
    stmt_put_int(s, now_ms(cx));
    stmt_put_id(s, id);
    return stmt_run(cx, s, ret_changed);
}

Rc grain_store_mark_live(Ctx *cx, Db *space, const Id *id, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_grain_mark_live);
    stmt_put_id(s, id);
    return stmt_run(cx, s, ret_changed);
}

static Rc one_number(Ctx *cx, Stmt *s, int64_t *ret)
{
    TRY(stmt_row(cx, s));
    int64_t number = stmt_int(s);
    TRY(stmt_read(s));
    *ret = number;
    return OK;
}

static void put_filter(Stmt *s, const GrainQuery *query, Str like)
{
    stmt_put_text(s, like);
    for (int i = 0; i < 2; i++)
        stmt_put_text(s, id_str(&query->owner));
    for (int i = 0; i < 2; i++)
        stmt_put_text(s, id_str(&query->media));
}

Rc grain_store_list(Ctx *cx, Db *space, const GrainQuery *query, Str like, size_t max, Grain *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_grain_list);
    put_filter(s, query, like);
    stmt_put_bool(s, query->from_start);
    stmt_put_int(s, query->after_ms);
    stmt_put_text(s, id_str(&query->after_id));
    stmt_put_int(s, (int64_t)max);
    size_t n = 0;
    Rc rc = OK;
    while (n < max && (rc = stmt_row(cx, s)) == OK) {
        ret[n] = row_to_grain(cx, s);
        TRY(stmt_read(s));
        n++;
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc grain_store_count(Ctx *cx, Db *space, const GrainQuery *query, Str like, int64_t *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_grain_count);
    put_filter(s, query, like);
    return one_number(cx, s, ret);
}

Rc grain_store_count_elements(Ctx *cx, Db *space, const Id *grain, size_t *ret)
{
    int64_t count = 0;
    AUTO_STMT s = db_stmt(space, SQL_grain_element_count);
    stmt_put_id(s, grain);
    TRY(one_number(cx, s, &count));
    *ret = (size_t)count;
    return OK;
}

Rc grain_store_elements(Ctx *cx, Db *space, const Id *grain, size_t max, GrainElement *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_grain_element_list);
    stmt_put_id(s, grain);
    size_t n = 0;
    Rc rc = OK;
    while (n < max && (rc = stmt_row(cx, s)) == OK) {
        ret[n] = (GrainElement){.id = stmt_id(s)};
        ret[n].kind = (GrainElementKind)stmt_enum(s, GRAIN_ELEMENT_KIND_COUNT);
        TRY(stmt_read(s));
        n++;
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc grain_store_insert_element(Ctx *cx, Db *space, const Id *grain, const GrainElement *element)
{
    AUTO_STMT s = db_stmt(space, SQL_grain_element_insert);
    stmt_put_id(s, grain);
    stmt_put_id(s, &element->id);
    stmt_put_int(s, (int64_t)element->kind);
    return stmt_run(cx, s, NULL);
}

Rc grain_store_clear_use(Ctx *cx, Db *space, const Id *user)
{
    AUTO_STMT s = db_stmt(space, SQL_grain_use_clear);
    stmt_put_id(s, user);
    return stmt_run(cx, s, NULL);
}

Rc grain_store_insert_use(Ctx *cx, Db *space, const Id *user, const Id *grain, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_grain_use_insert);
    stmt_put_id(s, user);
    stmt_put_id(s, grain);
    return stmt_run(cx, s, ret_changed);
}

Rc grain_store_find_version(Ctx *cx, Db *space, const Id *grain, Str hash, Id *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_grain_version_find);
    stmt_put_id(s, grain);
    stmt_put_text(s, hash);
    TRY(stmt_row(cx, s));
    Id id = stmt_id(s);
    TRY(stmt_read(s));
    *ret = id;
    return OK;
}

Rc grain_store_insert_version(Ctx *cx, Db *space, const GrainVersion *version)
{
    AUTO_STMT s = db_stmt(space, SQL_grain_version_insert);
    stmt_put_id(s, &version->id);
    stmt_put_id(s, &version->grain);
    stmt_put_id(s, &version->grain);
    stmt_put_id(s, &version->media);
    stmt_put_text(s, version->title);
    stmt_put_text(s, version->document);
    stmt_put_text(s, version->hash);
    stmt_put_int(s, version->created_ms);
    return stmt_run(cx, s, NULL);
}

Rc grain_store_get_version(Ctx *cx, Db *space, const Id *version, GrainVersion *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_grain_version_get);
    stmt_put_id(s, version);
    TRY(stmt_row(cx, s));
    GrainVersion v = {.id = stmt_id(s)};
    v.grain = stmt_id(s);
    v.media = stmt_id(s);
    v.number = stmt_int(s);
    v.title = stmt_text(cx, s);
    v.document = stmt_text(cx, s);
    v.hash = stmt_text(cx, s);
    v.created_ms = stmt_int(s);
    TRY(stmt_read(s));
    *ret = v;
    return OK;
}
