/* The statements of inbox.sql, one function each. */
#include "domains/notify/inbox_store.h"

#include "sql_all.h"

static Str text_or_empty(Str s)
{
    return s.at ? s : STR("");
}

Rc inbox_store_insert(Ctx *cx, Db *space, const InboxEntry *entry)
{
    const InboxSpec *spec = &entry->spec;
    AUTO_STMT s = db_stmt(space, SQL_notify_inbox_insert);
    stmt_put_id(s, &entry->id);
    stmt_put_id(s, &spec->person);
    stmt_put_int(s, spec->kind);
    stmt_put_text(s, text_or_empty(spec->title));
    stmt_put_text(s, text_or_empty(spec->detail));
    stmt_put_text(s, text_or_empty(spec->link));
    stmt_put_id(s, &spec->by);
    stmt_put_int(s, spec->decision);
    stmt_put_int(s, spec->due_ms);
    stmt_put_int(s, entry->created_ms);
    return stmt_run(cx, s, NULL);
}

static InboxEntry row_to_entry(Ctx *cx, Stmt *s)
{
    InboxEntry e = {.id = stmt_id(s)};
    e.spec.kind = (InboxKind)stmt_enum(s, INBOX_KIND_COUNT);
    e.spec.title = stmt_text(cx, s);
    e.spec.detail = stmt_text(cx, s);
    e.spec.link = stmt_text(cx, s);
    e.spec.by = stmt_id(s);
    e.spec.decision = stmt_enum(s, INBOX_DECISION_COUNT);
    e.spec.due_ms = stmt_int(s);
    e.created_ms = stmt_int(s);
    e.read_ms = stmt_int(s);
    return e;
}

Rc inbox_store_list(Ctx *cx, Db *space, const InboxQuery *query, size_t max, InboxEntry *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_notify_inbox_list);
    stmt_put_id(s, &query->person);
    stmt_put_bool(s, query->from_start);
    stmt_put_int(s, query->after_ms);
    stmt_put_text(s, id_str(&query->after_id));
    stmt_put_int(s, (int64_t)max);
    size_t n = 0;
    Rc rc = OK;
    while (n < max && (rc = stmt_row(cx, s)) == OK) {
        ret[n] = row_to_entry(cx, s);
        ret[n++].spec.person = query->person;
        TRY(stmt_read(s));
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc inbox_store_count(Ctx *cx, Db *space, const Id *person, int64_t *ret_total, int64_t *ret_unread)
{
    AUTO_STMT s = db_stmt(space, SQL_notify_inbox_count);
    stmt_put_id(s, person);
    TRY(stmt_row(cx, s));
    int64_t total = stmt_int(s), unread = stmt_int(s);
    TRY(stmt_read(s));
    *ret_total = total;
    *ret_unread = unread;
    return OK;
}

Rc inbox_store_mark_read(Ctx *cx, Db *space, const Id *person, const Id *entry)
{
    AUTO_STMT s = db_stmt(space, SQL_notify_inbox_mark_read);
    stmt_put_int(s, now_ms(cx));
    stmt_put_id(s, entry);
    stmt_put_id(s, person);
    return stmt_run(cx, s, NULL);
}

Rc inbox_store_mark_all_read(Ctx *cx, Db *space, const Id *person)
{
    AUTO_STMT s = db_stmt(space, SQL_notify_inbox_mark_all_read);
    stmt_put_int(s, now_ms(cx));
    stmt_put_id(s, person);
    return stmt_run(cx, s, NULL);
}

Rc inbox_store_delete_old(Ctx *cx, Db *space, int64_t before_ms, int64_t max, int64_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_notify_inbox_delete_old);
    stmt_put_int(s, before_ms);
    stmt_put_int(s, max);
    return stmt_run(cx, s, ret_n);
}
