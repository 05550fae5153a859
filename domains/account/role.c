/* Changing what a role may do. */
#include "domains/account/role.h"

#include "domains/audit/audit.h"

typedef struct {
    const Actor *by;
    Role role;
    RightSet rights;
} Job;

enum { DETAIL_MAX = 1024 };

static void put_rights(Buf *b, char sign, RightSet rights)
{
    for (int right = 0; right < RIGHT_COUNT; right++)
        if (rights & ((RightSet)1 << right))
            buf_format(b, "%s%c%s", b->n ? " " : "", sign, right_names[right]);
}

static Rc set_rights(Ctx *cx, Db *space, void *arg)
{
    const Job *job = arg;
    RightSet before[ROLE_COUNT];
    TRY(access_role_rights(cx, space, before));
    TRY(access_set_role_rights(cx, space, job->role, job->rights));
    Buf detail;
    buf_init(&detail, cx->arena, DETAIL_MAX);
    put_rights(&detail, '+', job->rights & ~before[job->role]);
    put_rights(&detail, '-', before[job->role] & ~job->rights);
    TRY(detail.rc);
    AuditEntry entry = {.action = AUDIT_ROLE_RIGHTS_CHANGED,
                        .by = *job->by,
                        .target_kind = STR("role"),
                        .target_id = str_of(role_names[job->role]),
                        .detail = buf_str(&detail)};
    return audit_append(cx, space, &entry);
}

Rc role_set_rights(Ctx *cx, Db *space, const Actor *by, Role role, RightSet rights)
{
    Job job = {.by = by, .role = role, .rights = rights};
    return db_write(cx, space, set_rights, &job);
}
