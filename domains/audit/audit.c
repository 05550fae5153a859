/* What is written to the log, and reading it. */
#include "domains/audit/audit.h"
#include "domains/audit/audit_record.h"
#include "domains/audit/audit_store.h"

enum { SALT_BYTES = 16 };

const char *const audit_action_names[AUDIT_ACTION_COUNT + 1] = {
    [AUDIT_SIGNED_IN] = "account.signed_in",
    [AUDIT_SIGN_IN_FAILED] = "account.sign_in_failed",
    [AUDIT_SIGNED_OUT] = "account.signed_out",
    [AUDIT_SESSION_REVOKED] = "account.session_revoked",
    [AUDIT_PASSWORD_CHANGED] = "account.password_changed",
    [AUDIT_RESET_ASKED] = "account.reset_asked",
    [AUDIT_LINK_REDEEMED] = "account.link_redeemed",
    [AUDIT_PERSON_CREATED] = "person.created",
    [AUDIT_PERSON_CHANGED] = "person.changed",
    [AUDIT_PERSON_INVITED] = "person.invited",
    [AUDIT_PERSON_DEACTIVATED] = "person.deactivated",
    [AUDIT_PERSON_REACTIVATED] = "person.reactivated",
    [AUDIT_ROLES_CHANGED] = "person.roles_changed",
    [AUDIT_ROLE_RIGHTS_CHANGED] = "role.rights_changed",
    [AUDIT_GROUP_CREATED] = "group.created",
    [AUDIT_GROUP_CHANGED] = "group.changed",
    [AUDIT_GROUP_DELETED] = "group.deleted",
    [AUDIT_GROUP_RESTORED] = "group.restored",
    [AUDIT_GROUP_MEMBERS_CHANGED] = "group.members_changed",
    [AUDIT_IMPORT_PREVIEWED] = "import.previewed",
    [AUDIT_IMPORT_RUN] = "import.run",
    [AUDIT_MEDIA_DELETED] = "media.deleted",
    [AUDIT_MEDIA_RESTORED] = "media.restored",
    [AUDIT_GRAIN_CREATED] = "grain.created",
    [AUDIT_GRAIN_DELETED] = "grain.deleted",
    [AUDIT_GRAIN_RESTORED] = "grain.restored",
    [AUDIT_MODULE_CREATED] = "module.created",
    [AUDIT_MODULE_DELETED] = "module.deleted",
    [AUDIT_MODULE_RESTORED] = "module.restored",
    [AUDIT_MODULE_SUBMITTED] = "module.submitted",
    [AUDIT_MODULE_APPROVED] = "module.approved",
    [AUDIT_MODULE_RETURNED] = "module.returned",
    [AUDIT_MODULE_REFUSED] = "module.refused",
    [AUDIT_MODULE_WITHDRAWN] = "module.withdrawn",
    [AUDIT_DISTRIBUTION_CREATED] = "distribution.created",
    [AUDIT_DISTRIBUTION_CHANGED] = "distribution.changed",
    [AUDIT_DISTRIBUTION_SUSPENDED] = "distribution.suspended",
    [AUDIT_DISTRIBUTION_RESUMED] = "distribution.resumed",
    [AUDIT_DISTRIBUTION_ARCHIVED] = "distribution.archived",
    [AUDIT_DISTRIBUTION_VERSION_CHANGED] = "distribution.version_changed",
    [AUDIT_SPACE_CREATED] = "space.created",
    [AUDIT_SPACE_CHANGED] = "space.changed",
    [AUDIT_SPACE_DROPPED] = "space.dropped",
    [AUDIT_READ] = "audit.read",
    [AUDIT_REFUSED] = "audit.refused",
    NULL,
};

bool audit_refused(Str action)
{
    return str_equal(action, str_of(audit_action_names[AUDIT_REFUSED])) ||
           str_equal(action, str_of(audit_action_names[AUDIT_SIGN_IN_FAILED]));
}

/* At most `max` bytes, cut between characters; nothing stays nothing. */
static Str cut(Str s, size_t max)
{
    if (s.n == 0)
        return (Str){0};
    if (s.n <= max)
        return s;
    while (max && ((unsigned char)s.at[max] & 0xC0) == 0x80)
        max--;
    return (Str){s.at, max};
}

Rc audit_record(Ctx *cx, const AuditEntry *entry, int64_t at_ms, int64_t times, AuditRecord *ret)
{
    unsigned char salt[SALT_BYTES];
    Buf hex;
    AuditRecord r = {.row = {.id = id_new(cx), .at_ms = at_ms, .times = times, .person = entry->by.person}};
    r.row.action = str_of(audit_action_names[entry->action]);
    r.row.target_kind = cut(entry->target_kind, AUDIT_TARGET_MAX);
    r.row.target_id = cut(entry->target_id, AUDIT_TARGET_MAX);
    r.row.target_name = cut(entry->target_name, AUDIT_NAME_MAX);
    r.row.address = cut(entry->by.address, AUDIT_TARGET_MAX);
    r.row.detail = cut(entry->detail, AUDIT_DETAIL_MAX);
    cx->random->fill(cx->random, salt, sizeof salt);
    buf_init(&hex, cx->arena, 2 * SALT_BYTES);
    buf_hex(&hex, salt, sizeof salt);
    TRY(hex.rc);
    r.salt = buf_str(&hex);
    TRY(audit_personal_hash(cx, &r, &r.personal_hash));
    *ret = r;
    return OK;
}

Rc audit_append(Ctx *cx, Db *space, const AuditEntry *entry)
{
    AuditRecord record;
    TRY(audit_record(cx, entry, now_ms(cx), 1, &record));
    return audit_store_insert(cx, space, &record);
}

typedef struct {
    AuditSearch search;
    AuditPage page;
} Listing;

static Rc list_body(Ctx *cx, Db *space, void *arg)
{
    Listing *l = arg;
    AuditSearch one_more = l->search;
    one_more.limit++;
    l->page.at = arena_array(cx->arena, (size_t)one_more.limit, sizeof *l->page.at);
    if (!l->page.at)
        return ERR_NOMEM;
    TRY(audit_store_list(cx, space, &one_more, l->page.at, &l->page.n));
    l->page.more = l->page.n > (size_t)l->search.limit;
    l->page.n -= l->page.more;
    return audit_store_total(cx, space, &l->search, &l->page.total);
}

Rc audit_list(Ctx *cx, Db *space, const AuditSearch *search, AuditPage *ret)
{
    Listing l = {.search = *search};
    TRY(db_read(cx, space, list_body, &l));
    *ret = l.page;
    return OK;
}
