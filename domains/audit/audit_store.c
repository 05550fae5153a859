/* Parameters in, rows out. */
#include "domains/audit/audit_store.h"

#include "kernel/store/sql_all.h"

Rc audit_store_insert(Ctx *cx, Db *space, const AuditRecord *record)
{
    const AuditRow *row = &record->row;
    AUTO_STMT s = db_stmt(space, SQL_audit_insert);
    stmt_put_id(s, &row->id);
    stmt_put_int(s, row->at_ms);
    stmt_put_text(s, row->action);
    stmt_put_int(s, row->times);
    stmt_put_id(s, &row->person);
    stmt_put_text(s, row->target_kind);
    stmt_put_text(s, row->target_id);
    stmt_put_text(s, row->address);
    stmt_put_text(s, row->target_name);
    stmt_put_text(s, row->detail);
    stmt_put_text(s, record->salt);
    stmt_put_text(s, record->personal_hash);
    return stmt_run(cx, s, NULL);
}

static AuditRow read_row(Ctx *cx, Stmt *s)
{
    AuditRow row = {.id = stmt_id(s), .at_ms = stmt_int(s), .times = stmt_int(s)};
    row.action = stmt_text(cx, s);
    row.person = stmt_id(s);
    row.target_kind = stmt_text(cx, s);
    row.target_id = stmt_text(cx, s);
    row.target_name = stmt_text(cx, s);
    row.address = stmt_text(cx, s);
    row.detail = stmt_text(cx, s);
    return row;
}

static Rc read_records(Ctx *cx, Stmt *s, AuditRecord ret[AUDIT_BATCH], size_t *ret_n)
{
    size_t n = 0;
    Rc rc = stmt_row(cx, s);
    for (; rc == OK && n < AUDIT_BATCH; rc = stmt_row(cx, s)) {
        AuditRecord *r = &ret[n++];
        r->row = read_row(cx, s);
        r->salt = stmt_text(cx, s);
        r->personal_hash = stmt_text(cx, s);
        r->number = stmt_int(s);
        r->hash = stmt_text(cx, s);
        TRY(stmt_read(s));
    }
    if (rc != ERR_MISSING)
        return rc == OK ? ERR_BUG : rc;
    *ret_n = n;
    return OK;
}

Rc audit_store_unsealed(Ctx *cx, Db *space, AuditRecord ret[AUDIT_BATCH], size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_audit_unsealed);
    return read_records(cx, s, ret, ret_n);
}

Rc audit_store_sealed(Ctx *cx, Db *space, int64_t after, AuditRecord ret[AUDIT_BATCH], size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_audit_sealed);
    stmt_put_int(s, after);
    return read_records(cx, s, ret, ret_n);
}

Rc audit_store_seal_row(Ctx *cx, Db *space, const AuditRecord *record, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_audit_seal_row);
    stmt_put_int(s, record->number);
    stmt_put_text(s, record->hash);
    stmt_put_id(s, &record->row.id);
    return stmt_run(cx, s, ret_changed);
}

Rc audit_store_head(Ctx *cx, Db *space, int64_t *ret_number, Sha256 *ret_hash)
{
    AUTO_STMT s = db_stmt(space, SQL_audit_head);
    Sha256 hash = {0};
    TRY(stmt_row(cx, s));
    int64_t number = stmt_int(s);
    Str text = stmt_text(cx, s);
    TRY(stmt_read(s));
    if (hex_decode(text, hash.bytes, SHA256_SIZE) != OK)
        hash = (Sha256){0}; /* someone wrote there: it will not match the chain, and verifying says so */
    *ret_number = number;
    *ret_hash = hash;
    return OK;
}

Rc audit_store_set_head(Ctx *cx, Db *space, int64_t before, int64_t number, Str hash, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_audit_set_head);
    stmt_put_int(s, number);
    stmt_put_text(s, hash);
    stmt_put_int(s, before);
    return stmt_run(cx, s, ret_changed);
}

Rc audit_store_count(Ctx *cx, Db *space, int64_t *ret_rows, int64_t *ret_sealed)
{
    AUTO_STMT s = db_stmt(space, SQL_audit_count);
    TRY(stmt_row(cx, s));
    int64_t rows = stmt_int(s), sealed = stmt_int(s);
    TRY(stmt_read(s));
    *ret_rows = rows;
    *ret_sealed = sealed;
    return OK;
}

/* The way along the index that narrows most, its own parameters bound. */
static Stmt *walk(Db *space, const AuditSearch *search, int by_person, int by_action, int all)
{
    bool person = !id_none(&search->person), action = search->action.at != NULL;
    Stmt *s = db_stmt(space, person ? by_person : action ? by_action : all);
    if (person)
        stmt_put_id(s, &search->person);
    if (person || action)
        stmt_put_text(s, search->action);
    if (person)
        stmt_put_text(s, search->action);
    stmt_put_int(s, search->from_ms);
    return s;
}

Rc audit_store_list(Ctx *cx, Db *space, const AuditSearch *search, AuditRow *ret, size_t *ret_n)
{
    AUTO_STMT s = walk(space, search, SQL_audit_list_by_person, SQL_audit_list_by_action, SQL_audit_list);
    bool first = search->after_ms < 0 || search->after_ms >= search->to_ms;
    size_t n = 0;
    stmt_put_int(s, first ? search->to_ms : search->after_ms);
    stmt_put_text(s, first ? STR("") : id_str(&search->after));
    stmt_put_int(s, search->limit);
    Rc rc = stmt_row(cx, s);
    for (; rc == OK && n < (size_t)search->limit; rc = stmt_row(cx, s)) {
        ret[n++] = read_row(cx, s);
        TRY(stmt_read(s));
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc audit_store_total(Ctx *cx, Db *space, const AuditSearch *search, int64_t *ret)
{
    AUTO_STMT s =
        walk(space, search, SQL_audit_list_by_person_total, SQL_audit_list_by_action_total, SQL_audit_list_total);
    stmt_put_int(s, search->to_ms);
    TRY(stmt_row(cx, s));
    int64_t total = stmt_int(s);
    TRY(stmt_read(s));
    *ret = total;
    return OK;
}
