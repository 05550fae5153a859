/* Who asks, and what of it goes to the audit log (ARCHITECTURE §8). */
#include "apps/kair/program.h"

#include "domains/account/account_api.h"
#include "domains/work/work_api.h"
#include "kernel/http/headers.h"

/* A person by cookie, or a worker by token; never both at once. */
Rc program_authenticate(Req *q, Principal *ret)
{
    if (q->in->authorization.n)
        return work_authenticate(q, ret);
    return account_authenticate(q, ret);
}

/* Refusals, and reads of personal data. What is written there is the pattern of the route, never what was searched. */
void program_observe(Req *q, int status)
{
    const Program *p = q->api->program;
    bool refused = status == 401 || status == 403;
    bool read = status < 300 && (q->route->flags & ROUTE_PERSONAL);
    if (!p || id_none(&q->who.space) || (!refused && !read))
        return;
    AuditEntry entry = {.action = refused ? AUDIT_REFUSED : AUDIT_READ,
                        .by = {.person = q->who.person, .address = q->in->address, .rights = q->who.rights},
                        .target_kind = STR("route"),
                        .target_id = str_of(q->route->path),
                        .target_name = str_of(q->route->method)};
    if (q->parts[0].at && read)
        entry.detail = q->parts[0];
    audit_observe(q->cx, p->audits, &q->who.space, &entry);
}

Str program_read_only(const Api *api)
{
    const Program *p = api->program;
    return p && p->health.disk_full ? STR("the disk is full") : (Str){0};
}
