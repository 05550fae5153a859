/* The statements of enrolment.sql, one function each. */
#include "domains/enrolment/enrolment_store.h"

#include "domains/enrolment/sheet.h"
#include "sql_all.h"

Rc enrolment_store_insert(Ctx *cx, Db *space, const Import *import)
{
    AUTO_STMT s = db_stmt(space, SQL_enrolment_import_insert);
    stmt_put_id(s, &import->id);
    stmt_put_text(s, id_str(&import->by.person));
    stmt_put_text(s, import->by.address.at ? import->by.address : STR(""));
    stmt_put_text(s, import->file_name);
    stmt_put_int(s, import->encoding);
    stmt_put_int(s, import->columns);
    stmt_put_int(s, import->lines);
    stmt_put_int(s, import->creates);
    stmt_put_int(s, import->updates);
    stmt_put_int(s, import->unchanged);
    stmt_put_int(s, import->invalid);
    stmt_put_int(s, import->new_groups);
    stmt_put_int(s, import->created_ms);
    return stmt_run(cx, s, NULL);
}

Rc enrolment_store_get(Ctx *cx, Db *space, const Id *id, Import *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_enrolment_import_get);
    stmt_put_id(s, id);
    TRY(stmt_row(cx, s));
    Import i = {.id = stmt_id(s)};
    i.by.person = stmt_id(s);
    i.by.address = stmt_text(cx, s);
    i.file_name = stmt_text(cx, s);
    i.encoding = stmt_enum(s, SHEET_ENCODING_COUNT);
    i.state = (ImportState)stmt_enum(s, IMPORT_STATE_COUNT);
    i.columns = (unsigned)stmt_int(s);
    i.lines = stmt_int(s);
    i.creates = stmt_int(s);
    i.updates = stmt_int(s);
    i.unchanged = stmt_int(s);
    i.invalid = stmt_int(s);
    i.new_groups = stmt_int(s);
    i.invite = stmt_bool(s);
    i.task = stmt_id(s);
    i.created = stmt_int(s);
    i.updated = stmt_int(s);
    i.failed = stmt_int(s);
    i.created_ms = stmt_int(s);
    i.ended_ms = stmt_int(s);
    i.error_total = stmt_int(s);
    TRY(stmt_read(s));
    *ret = i;
    return OK;
}

Rc enrolment_store_queue(Ctx *cx, Db *space, const Id *id, bool invite, const Id *task, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_enrolment_import_queue);
    stmt_put_bool(s, invite);
    stmt_put_id(s, task);
    stmt_put_id(s, id);
    return stmt_run(cx, s, ret_changed);
}

Rc enrolment_store_start(Ctx *cx, Db *space, const Id *id)
{
    AUTO_STMT s = db_stmt(space, SQL_enrolment_import_start);
    stmt_put_id(s, id);
    return stmt_run(cx, s, NULL);
}

Rc enrolment_store_advance(Ctx *cx, Db *space, const Id *id, int64_t created, int64_t updated, int64_t failed)
{
    AUTO_STMT s = db_stmt(space, SQL_enrolment_import_advance);
    stmt_put_int(s, created);
    stmt_put_int(s, updated);
    stmt_put_int(s, failed);
    stmt_put_id(s, id);
    return stmt_run(cx, s, NULL);
}

Rc enrolment_store_end(Ctx *cx, Db *space, const Id *id, ImportState state)
{
    AUTO_STMT s = db_stmt(space, SQL_enrolment_import_end);
    stmt_put_int(s, state);
    stmt_put_int(s, now_ms(cx));
    stmt_put_id(s, id);
    return stmt_run(cx, s, NULL);
}

static Rc many_ids(Ctx *cx, Stmt *s, size_t max, Id *ret, size_t *ret_n)
{
    size_t n = 0;
    Rc rc = OK;
    while (n < max && (rc = stmt_row(cx, s)) == OK) {
        ret[n++] = stmt_id(s);
        TRY(stmt_read(s));
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc enrolment_store_open(Ctx *cx, Db *space, size_t max, Id *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_enrolment_import_list_open);
    stmt_put_int(s, (int64_t)max);
    return many_ids(cx, s, max, ret, ret_n);
}

Rc enrolment_store_old(Ctx *cx, Db *space, int64_t before_ms, size_t max, Id *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_enrolment_import_list_old);
    stmt_put_int(s, before_ms);
    stmt_put_int(s, before_ms);
    stmt_put_int(s, (int64_t)max);
    return many_ids(cx, s, max, ret, ret_n);
}

Rc enrolment_store_delete(Ctx *cx, Db *space, const Id *id)
{
    AUTO_STMT s = db_stmt(space, SQL_enrolment_import_delete);
    stmt_put_id(s, id);
    return stmt_run(cx, s, NULL);
}

Rc enrolment_store_insert_line(Ctx *cx, Db *space, const Id *import, const ImportLine *line)
{
    AUTO_STMT s = db_stmt(space, SQL_enrolment_line_insert);
    stmt_put_id(s, import);
    stmt_put_int(s, line->line);
    stmt_put_int(s, line->action);
    stmt_put_bool(s, line->action == IMPORT_UNCHANGED);
    stmt_put_id(s, &line->person);
    stmt_put_text(s, line->first_name);
    stmt_put_text(s, line->last_name);
    stmt_put_text(s, line->email);
    stmt_put_int(s, line->roles);
    stmt_put_text(s, line->language);
    stmt_put_text(s, line->groups);
    return stmt_run(cx, s, NULL);
}

static Rc many_lines(Ctx *cx, Stmt *s, size_t max, ImportLine *ret, size_t *ret_n)
{
    size_t n = 0;
    Rc rc = OK;
    while (n < max && (rc = stmt_row(cx, s)) == OK) {
        ImportLine l = {.line = stmt_int(s)};
        l.action = (ImportAction)stmt_enum(s, IMPORT_ACTION_COUNT);
        l.person = stmt_id(s);
        l.first_name = stmt_text(cx, s);
        l.last_name = stmt_text(cx, s);
        l.email = stmt_text(cx, s);
        l.roles = (RoleSet)stmt_int(s);
        l.language = stmt_text(cx, s);
        l.groups = stmt_text(cx, s);
        TRY(stmt_read(s));
        ret[n++] = l;
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc enrolment_store_due(Ctx *cx, Db *space, const Id *import, size_t max, ImportLine *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_enrolment_line_list_due);
    stmt_put_id(s, import);
    stmt_put_int(s, (int64_t)max);
    return many_lines(cx, s, max, ret, ret_n);
}

Rc enrolment_store_sample(Ctx *cx, Db *space, const Id *import, size_t max, ImportLine *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_enrolment_line_list_sample);
    stmt_put_id(s, import);
    stmt_put_int(s, (int64_t)max);
    return many_lines(cx, s, max, ret, ret_n);
}

Rc enrolment_store_mark_done(Ctx *cx, Db *space, const Id *import, int64_t line)
{
    AUTO_STMT s = db_stmt(space, SQL_enrolment_line_mark_done);
    stmt_put_id(s, import);
    stmt_put_int(s, line);
    return stmt_run(cx, s, NULL);
}

Rc enrolment_store_insert_error(Ctx *cx, Db *space, const Id *import, const ImportError *error)
{
    AUTO_STMT s = db_stmt(space, SQL_enrolment_error_insert);
    stmt_put_id(s, import);
    stmt_put_int(s, error->line);
    stmt_put_int(s, error->position);
    stmt_put_text(s, error->field);
    stmt_put_text(s, error->code);
    stmt_put_text(s, error->value);
    return stmt_run(cx, s, NULL);
}

Rc enrolment_store_errors(Ctx *cx, Db *space, const Id *import, int64_t line, int64_t position, size_t max,
                          ImportError *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_enrolment_error_list);
    stmt_put_id(s, import);
    stmt_put_int(s, line);
    stmt_put_int(s, position);
    stmt_put_int(s, (int64_t)max);
    size_t n = 0;
    Rc rc = OK;
    while (n < max && (rc = stmt_row(cx, s)) == OK) {
        ImportError e = {.line = stmt_int(s)};
        e.position = stmt_int(s);
        e.field = stmt_text(cx, s);
        e.code = stmt_text(cx, s);
        e.value = stmt_text(cx, s);
        TRY(stmt_read(s));
        ret[n++] = e;
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}
