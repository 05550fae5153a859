/* Rows of the platform database that belong to spaces. Knows no rule. */
#include "domains/space/space_store.h"

#include "sql_all.h"

static Space row_to_space(Ctx *cx, Stmt *s)
{
    Space space = {.id = stmt_id(s)};
    space.slug = stmt_text(cx, s);
    space.name = stmt_text(cx, s);
    space.default_language = stmt_text(cx, s);
    space.kind = (SpaceKind)stmt_enum(s, SPACE_KIND_COUNT);
    space.state = (SpaceState)stmt_enum(s, SPACE_STATE_COUNT);
    space.four_eyes = stmt_bool(s);
    space.person_count = stmt_int(s);
    space.created_ms = stmt_int(s);
    space.version = stmt_int(s);
    return space;
}

static Rc one_space(Ctx *cx, Stmt *s, Space *ret)
{
    TRY(stmt_row(cx, s));
    Space space = row_to_space(cx, s);
    TRY(stmt_read(s));
    *ret = space;
    return OK;
}

static Rc many_spaces(Ctx *cx, Stmt *s, size_t max, Space *ret, size_t *ret_n)
{
    size_t n = 0;
    Rc rc = OK;
    while (n < max && (rc = stmt_row(cx, s)) == OK) {
        ret[n++] = row_to_space(cx, s);
        TRY(stmt_read(s));
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc space_store_insert(Ctx *cx, Db *platform, const Space *space, Str folded)
{
    AUTO_STMT s = db_stmt(platform, SQL_space_insert);
    stmt_put_id(s, &space->id);
    stmt_put_text(s, space->slug);
    stmt_put_text(s, space->name);
    stmt_put_text(s, folded);
    stmt_put_text(s, space->default_language);
    stmt_put_int(s, space->kind);
    stmt_put_int(s, space->state);
    stmt_put_bool(s, space->four_eyes);
    stmt_put_int(s, space->created_ms);
    return stmt_run(cx, s, NULL);
}

Rc space_store_remove(Ctx *cx, Db *platform, const Id *id)
{
    AUTO_STMT s = db_stmt(platform, SQL_space_delete);
    stmt_put_id(s, id);
    return stmt_run(cx, s, NULL);
}

Rc space_store_get(Ctx *cx, Db *platform, const Id *id, Space *ret)
{
    AUTO_STMT s = db_stmt(platform, SQL_space_get);
    stmt_put_id(s, id);
    return one_space(cx, s, ret);
}

Rc space_store_by_slug(Ctx *cx, Db *platform, Str slug, Space *ret)
{
    AUTO_STMT s = db_stmt(platform, SQL_space_get_by_slug);
    stmt_put_text(s, slug);
    return one_space(cx, s, ret);
}

Rc space_store_after(Ctx *cx, Db *platform, const Id *after, size_t max, Space *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(platform, SQL_space_list_after);
    stmt_put_text(s, id_str(after)); /* the empty text, not NULL, stands before every identity */
    stmt_put_int(s, (int64_t)max);
    return many_spaces(cx, s, max, ret, ret_n);
}

Rc space_store_search(Ctx *cx, Db *platform, Str pattern, const SpaceSearch *search, size_t max, Space *ret,
                      size_t *ret_n)
{
    AUTO_STMT s = db_stmt(platform, SQL_space_search);
    stmt_put_text(s, pattern);
    stmt_put_text(s, pattern);
    stmt_put_text(s, search->after_name.at ? search->after_name : STR(""));
    stmt_put_text(s, id_str(&search->after));
    stmt_put_int(s, (int64_t)max);
    return many_spaces(cx, s, max, ret, ret_n);
}

Rc space_store_search_count(Ctx *cx, Db *platform, Str pattern, int64_t *ret)
{
    AUTO_STMT s = db_stmt(platform, SQL_space_search_count);
    stmt_put_text(s, pattern);
    stmt_put_text(s, pattern);
    TRY(stmt_row(cx, s));
    int64_t count = stmt_int(s);
    TRY(stmt_read(s));
    *ret = count;
    return OK;
}

Rc space_store_update(Ctx *cx, Db *platform, const Space *space, Str folded)
{
    AUTO_STMT s = db_stmt(platform, SQL_space_update);
    stmt_put_text(s, space->name);
    stmt_put_text(s, folded);
    stmt_put_text(s, space->default_language);
    stmt_put_bool(s, space->four_eyes);
    stmt_put_int(s, space->state);
    stmt_put_id(s, &space->id);
    stmt_put_int(s, space->version);
    int64_t changed = 0;
    TRY(stmt_run(cx, s, &changed));
    return changed == 1 ? OK : ERR_STALE;
}

Rc space_store_set_person_count(Ctx *cx, Db *platform, const Id *space, int64_t count)
{
    AUTO_STMT s = db_stmt(platform, SQL_space_set_person_count);
    stmt_put_int(s, count);
    stmt_put_id(s, space);
    stmt_put_int(s, count);
    return stmt_run(cx, s, NULL);
}

Rc space_store_directory_put(Ctx *cx, Db *platform, Str email, const Id *space)
{
    AUTO_STMT s = db_stmt(platform, SQL_space_directory_put);
    stmt_put_text(s, email);
    stmt_put_id(s, space);
    return stmt_run(cx, s, NULL);
}

Rc space_store_directory_remove(Ctx *cx, Db *platform, Str email, const Id *space)
{
    AUTO_STMT s = db_stmt(platform, SQL_space_directory_remove);
    stmt_put_text(s, email);
    stmt_put_id(s, space);
    return stmt_run(cx, s, NULL);
}

Rc space_store_directory_find(Ctx *cx, Db *platform, Str email, size_t max, Space *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(platform, SQL_space_directory_find);
    stmt_put_text(s, email);
    stmt_put_int(s, (int64_t)max);
    return many_spaces(cx, s, max, ret, ret_n);
}

Rc space_store_change_put(Ctx *cx, Db *platform, const SpaceChange *change)
{
    AUTO_STMT s = db_stmt(platform, SQL_space_change_insert);
    stmt_put_id(s, &change->id);
    stmt_put_id(s, &change->space);
    stmt_put_id(s, &change->person);
    stmt_put_text(s, change->address);
    stmt_put_text(s, change->detail);
    return stmt_run(cx, s, NULL);
}

Rc space_store_change_list(Ctx *cx, Db *platform, const Id *space, size_t max, SpaceChange *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(platform, SQL_space_change_list);
    stmt_put_id(s, space);
    stmt_put_int(s, (int64_t)max);
    size_t n = 0;
    Rc rc = OK;
    while (n < max && (rc = stmt_row(cx, s)) == OK) {
        SpaceChange *change = &ret[n++];
        *change = (SpaceChange){.id = stmt_id(s), .space = *space};
        change->person = stmt_id(s);
        change->address = stmt_text(cx, s);
        change->detail = stmt_text(cx, s);
        TRY(stmt_read(s));
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc space_store_change_delete(Ctx *cx, Db *platform, const Id *change)
{
    AUTO_STMT s = db_stmt(platform, SQL_space_change_delete);
    stmt_put_id(s, change);
    return stmt_run(cx, s, NULL);
}
