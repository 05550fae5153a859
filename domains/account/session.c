/* The life of a session. */
#include "domains/account/session.h"

#include "base/log.h"
#include "domains/account/person.h"
#include "domains/audit/audit.h"

bool session_of_admin(RoleSet roles)
{
    return roles & (ROLE_BIT(ROLE_SPACE_ADMIN) | ROLE_BIT(ROLE_SUPPORT) | ROLE_BIT(ROLE_OPERATOR));
}

static int64_t idle_limit(const SessionLimits *limits, RoleSet roles)
{
    return session_of_admin(roles) ? limits->admin_idle_ms : limits->idle_ms;
}

/* A header may hold any byte; a list shows plain text. */
static Rc plain(Ctx *cx, Str s, size_t max, Str *ret)
{
    Buf b;
    buf_init(&b, cx->arena, max);
    for (size_t i = 0; i < s.n && i < max; i++)
        buf_byte(&b, s.at[i] >= ' ' && s.at[i] <= '~' ? s.at[i] : '?');
    *ret = b.n ? buf_str(&b) : STR("");
    return b.rc;
}

Rc session_begin(Ctx *cx, Db *db, const Id *space, const Person *person, const SessionClient *client,
                 const SessionLimits *limits, SessionRow *ret, Str *ret_text)
{
    Bearer bearer;
    Str text;
    SessionRow row = {.id = id_new(cx),
                      .person = person->id,
                      .roles = person->roles,
                      .state = person->state,
                      .created_ms = now_ms(cx),
                      .last_seen_ms = now_ms(cx),
                      .expires_ms = now_ms(cx) + limits->life_ms};
    TRY(plain(cx, client->user_agent, SESSION_AGENT_MAX, &row.user_agent));
    TRY(plain(cx, client->address, SESSION_ADDRESS_MAX, &row.address));
    TRY(bearer_new(cx, space, &bearer, &text));
    TRY(session_store_prune(cx, db, &person->id, SESSION_PER_PERSON - 1));
    TRY(session_store_insert(cx, db, &row, &bearer.hash));
    *ret = row;
    *ret_text = text;
    return OK;
}

int64_t session_idle_expires(const SessionLimits *limits, const SessionRow *row)
{
    return row->last_seen_ms + idle_limit(limits, row->roles);
}

Rc session_find(Ctx *cx, Db *db, const Bearer *bearer, const SessionLimits *limits, SessionRow *ret)
{
    SessionRow row;
    Rc rc = session_store_find(cx, db, &bearer->hash, &row);
    if (rc == ERR_MISSING)
        return ERR_UNKNOWN;
    TRY(rc);
    if (row.state != PERSON_ACTIVE || now_ms(cx) >= row.expires_ms || now_ms(cx) >= session_idle_expires(limits, &row))
        return ERR_UNKNOWN;
    *ret = row;
    return OK;
}

bool session_seen_due(Ctx *cx, const SessionRow *row)
{
    return now_ms(cx) - row->last_seen_ms >= SESSION_SEEN_EVERY_MS;
}

void session_seen(Ctx *cx, Db *db, const SessionRow *row)
{
    if (!session_seen_due(cx, row))
        return;
    Rc rc = session_store_seen(cx, db, &row->id);
    if (rc != OK)
        log_info(cx, "account", "ignoring: a session's last use was not noted", "reason=%s", rc_name(rc));
}

Rc session_list(Ctx *cx, Db *db, const Id *person, const SessionLimits *limits, SessionList *ret)
{
    Person p;
    SessionList list = {.items = arena_array(cx->arena, SESSION_PER_PERSON, sizeof(SessionRow))};
    if (!list.items)
        return ERR_NOMEM;
    TRY(account_get(cx, db, person, &p));
    int64_t seen_after = now_ms(cx) - idle_limit(limits, p.roles);
    TRY(session_store_list(cx, db, person, seen_after, list.items, SESSION_PER_PERSON, &list.n));
    *ret = list;
    return OK;
}

typedef struct {
    const Actor *by;
    const Id *person, *session;
    AuditAction action;
} End;

static Rc append(Ctx *cx, Db *db, const End *end, Str kind, const Id *target)
{
    AuditEntry entry = {.action = end->action, .by = *end->by, .target_kind = kind, .target_id = id_str(target)};
    return audit_append(cx, db, &entry);
}

static Rc end_one(Ctx *cx, Db *db, void *arg)
{
    const End *end = arg;
    TRY(person_or_missing(cx, session_store_end_one(cx, db, end->person, end->session)));
    return append(cx, db, end, STR("session"), end->session);
}

Rc session_end(Ctx *cx, Db *db, const Actor *by, const Id *person, const Id *session)
{
    End end = {.by = by, .person = person, .session = session, .action = AUDIT_SESSION_REVOKED};
    return db_write(cx, db, end_one, &end);
}

Rc session_sign_out(Ctx *cx, Db *db, const Actor *by, const Id *session)
{
    End end = {.by = by, .person = &by->person, .session = session, .action = AUDIT_SIGNED_OUT};
    return db_write(cx, db, end_one, &end);
}

static Rc end_all(Ctx *cx, Db *db, void *arg)
{
    const End *end = arg;
    Person p;
    TRY(account_get(cx, db, end->person, &p));
    if (id_none(end->session))
        TRY(session_store_end_all(cx, db, end->person));
    else
        TRY(session_store_end_others(cx, db, end->person, end->session));
    return append(cx, db, end, STR("person"), end->person);
}

Rc session_end_all(Ctx *cx, Db *db, const Actor *by, const Id *person, const Id *kept)
{
    End end = {.by = by, .person = person, .session = kept, .action = AUDIT_SESSION_REVOKED};
    return db_write(cx, db, end_all, &end);
}
