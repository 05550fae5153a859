/* The statements of group.sql, one function each. */
#include "domains/group/group_store.h"

#include "sql_all.h"

static Group row_to_group(Ctx *cx, Stmt *s)
{
    Group g = {.id = stmt_id(s)};
    g.name = stmt_text(cx, s);
    g.description = stmt_text(cx, s);
    g.created_ms = stmt_int(s);
    g.deleted_ms = stmt_int(s);
    g.version = stmt_int(s);
    g.member_count = stmt_int(s);
    return g;
}

Rc group_store_insert(Ctx *cx, Db *space, const Group *group, Str folded, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_group_insert);
    stmt_put_id(s, &group->id);
    stmt_put_text(s, group->name);
    stmt_put_text(s, folded);
    stmt_put_text(s, group->description.at ? group->description : STR(""));
    stmt_put_int(s, group->created_ms);
    return stmt_run(cx, s, ret_changed);
}

Rc group_store_get(Ctx *cx, Db *space, const Id *id, Group *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_group_get);
    stmt_put_id(s, id);
    TRY(stmt_row(cx, s));
    Group g = row_to_group(cx, s);
    TRY(stmt_read(s));
    *ret = g;
    return OK;
}

Rc group_store_find(Ctx *cx, Db *space, Str folded, Id *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_group_find_name);
    stmt_put_text(s, folded);
    TRY(stmt_row(cx, s));
    Id id = stmt_id(s);
    TRY(stmt_read(s));
    *ret = id;
    return OK;
}

Rc group_store_update(Ctx *cx, Db *space, const Group *group, Str folded, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_group_update);
    stmt_put_text(s, group->name);
    stmt_put_text(s, folded);
    stmt_put_text(s, group->description);
    stmt_put_id(s, &group->id);
    stmt_put_int(s, group->version);
    return stmt_run(cx, s, ret_changed);
}

Rc group_store_mark_deleted(Ctx *cx, Db *space, const Id *id, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_group_mark_deleted);
    stmt_put_int(s, now_ms(cx));
    stmt_put_id(s, id);
    return stmt_run(cx, s, ret_changed);
}

Rc group_store_mark_live(Ctx *cx, Db *space, const Id *id, int64_t since_ms, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_group_mark_live);
    stmt_put_id(s, id);
    stmt_put_int(s, since_ms);
    return stmt_run(cx, s, ret_changed);
}

Rc group_store_delete_old(Ctx *cx, Db *space, int64_t before_ms, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_group_delete_old);
    stmt_put_int(s, before_ms);
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

Rc group_store_has(Ctx *cx, Db *space, const Id *group, const Id *person, bool *ret)
{
    int64_t count = 0;
    AUTO_STMT s = db_stmt(space, SQL_group_has_member);
    stmt_put_id(s, person);
    stmt_put_id(s, group);
    TRY(one_number(cx, s, &count));
    *ret = count > 0;
    return OK;
}

static const int lists[GROUP_SORT_COUNT][2] = {
    [GROUP_BY_NAME] = {SQL_group_list_name_up, SQL_group_list_name_down},
    [GROUP_BY_CREATED] = {SQL_group_list_created_up, SQL_group_list_created_down},
    [GROUP_BY_MEMBER_COUNT] = {SQL_group_list_members_up, SQL_group_list_members_down},
};

Rc group_store_list(Ctx *cx, Db *space, const GroupQuery *query, Str like, size_t max, Group *ret, Str *ret_folded,
                    size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, lists[query->sort][query->descending]);
    stmt_put_text(s, like);
    stmt_put_bool(s, query->from_start);
    if (query->sort == GROUP_BY_NAME)
        stmt_put_text(s, query->after_text.at ? query->after_text : STR(""));
    else
        stmt_put_int(s, query->after_number);
    stmt_put_text(s, id_str(&query->after_id));
    stmt_put_int(s, (int64_t)max);
    size_t n = 0;
    Rc rc = OK;
    while (n < max && (rc = stmt_row(cx, s)) == OK) {
        ret[n] = row_to_group(cx, s);
        ret_folded[n] = stmt_text(cx, s);
        TRY(stmt_read(s));
        n++;
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc group_store_count(Ctx *cx, Db *space, Str like, int64_t *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_group_count);
    stmt_put_text(s, like);
    return one_number(cx, s, ret);
}
