/* Who asks, how people are called, and what of a request goes to the audit log (ARCHITECTURE §8). */
#include "apps/kair/program.h"

#include "domains/access/access_api.h"
#include "domains/account/account.h"
#include "domains/account/account_api.h"
#include "domains/work/work_api.h"
#include "domains/xapi/xapi_mark.h"
#include "kernel/http/headers.h"

/* A person by cookie, or a worker by token; never both at once. */
Rc program_authenticate(Req *q, Principal *ret)
{
    if (q->in->authorization.n)
        return work_authenticate(q, ret);
    return account_authenticate(q, ret);
}

/* Refusals, and reads of personal data. What is written there is the pattern of the route, never what was searched. */
static void note_look(const Req *q, const Program *p, int status)
{
    bool refused = status == 401 || status == 403;
    bool read = status < 300 && (q->route->flags & ROUTE_PERSONAL);
    if (id_none(&q->who.space) || (!refused && !read))
        return;
    AuditEntry entry = {.action = refused ? AUDIT_REFUSED : AUDIT_READ,
                        .by = access_actor(q),
                        .target_kind = STR("route"),
                        .target_id = str_of(q->route->path),
                        .target_name = str_of(q->route->method)};
    if (q->parts[0].at && read)
        entry.detail = q->parts[0];
    audit_observe(q->cx, p->audits, &q->who.space, &entry);
}

/* An act has appended to a log in its own transaction: that log is sealed within a second. What the background writes,
 * and what concerns another space than that of the request, the sweep seals. */
static void note_act(const Req *q, const Program *p)
{
    bool safe = str_equal(q->in->method, STR("GET")) || str_equal(q->in->method, STR("HEAD"));
    const Id *space = id_none(&q->written) ? &q->who.space : &q->written;
    if (safe || id_none(space))
        return;
    audit_touch(p->audits, space);
    if (q->route->right == RIGHT_DISTRIBUTION_MANAGE) { /* figures follow who plays which version */
        xapi_mark_set(p->distributions, space);
        xapi_mark_set(p->statements, space);
    }
}

void program_observe(Req *q, int status)
{
    const Program *p = q->api->program;
    if (!p)
        return;
    note_look(q, p, status);
    note_act(q, p);
}

Str program_read_only(const Api *api)
{
    const Program *p = api->program;
    return p && p->health.disk_full ? STR("the disk is full") : (Str){0};
}

Rc program_name_person(Req *q, const Id *person, Str *ret)
{
    Person p;
    TRY(account_get(q->cx, q->db, person, &p));
    return str_format(q->cx->arena, ret, "%.*s %.*s", STR_ARG(p.first_name), STR_ARG(p.last_name));
}
