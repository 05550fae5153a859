/* Rules on persons: who may be changed how. Knows neither HTTP nor SQL, sends no mail itself. */
#include "domains/account/person.h"

#include "domains/account/link.h"
#include "domains/account/person_store.h"
#include "domains/account/session_store.h"
#include "domains/audit/audit.h"

const char *const person_state_names[PERSON_STATE_COUNT + 1] = {"invited", "active", "deactivated", NULL};
const char *const language_names[3] = {"fr", "en", NULL};
const char *const theme_names[4] = {"system", "light", "dark", NULL};

Rc person_or_missing(Ctx *cx, Rc rc)
{
    return rc == ERR_MISSING ? fail(cx, rc, "http.missing", NULL) : rc;
}

Rc person_audit(Ctx *cx, Db *space, const Actor *by, int action, const Id *person, Str detail)
{
    AuditEntry entry = {.action = (AuditAction)action,
                        .by = *by,
                        .target_kind = STR("person"),
                        .target_id = id_str(person),
                        .detail = detail};
    return audit_append(cx, space, &entry);
}

Rc account_get(Ctx *cx, Db *space, const Id *person, Person *ret)
{
    return person_or_missing(cx, person_store_get(cx, space, person, ret));
}

Rc account_by_email(Ctx *cx, Db *space, Str email, Person *ret)
{
    return person_or_missing(cx, person_store_by_email(cx, space, email, ret));
}

Rc account_roles_fit(Ctx *cx, RoleSet roles, SpaceKind kind)
{
    RoleSet here = kind == SPACE_PUBLISHER ? ROLES_OF_PUBLISHER : ROLES_OF_CLIENT;
    if (roles == 0)
        return fail(cx, ERR_REFUSED, "account.role_required", "roles");
    if (roles & ~here)
        return fail(cx, ERR_REFUSED, "account.role_elsewhere", "roles");
    return OK;
}

static Rc roles_text(Ctx *cx, RoleSet roles, Str *ret)
{
    Buf b;
    buf_init(&b, cx->arena, 256);
    for (int role = 0; role < ROLE_COUNT; role++) {
        if (!(roles & ROLE_BIT(role)))
            continue;
        if (b.n)
            buf_byte(&b, '|');
        buf_put(&b, str_of(role_names[role]));
    }
    *ret = buf_str(&b);
    return b.rc;
}

/* Asked before the write rather than learnt from a broken constraint: that would end an import's transaction. */
static Rc email_free(Ctx *cx, Db *space, Str email)
{
    Person other;
    Rc rc = person_store_by_email(cx, space, email, &other);
    if (rc == OK)
        return fail(cx, ERR_CONFLICT, "account.email_taken", "email");
    return rc == ERR_MISSING ? OK : rc;
}

static Rc keeps_an_admin(Ctx *cx, Db *space, const Person *p)
{
    if (p->state != PERSON_ACTIVE || !(p->roles & ROLE_BIT(ROLE_SPACE_ADMIN)))
        return OK;
    int64_t others = 0;
    TRY(person_store_other_admins(cx, space, &p->id, &others));
    return others > 0 ? OK : fail(cx, ERR_CONFLICT, "account.last_admin", NULL);
}

Rc account_insert(Ctx *cx, Db *space, const Actor *by, const PersonSpec *spec, Id *ret)
{
    TRY(email_free(cx, space, spec->email));
    Person p = {.id = id_new(cx),
                .first_name = spec->first_name,
                .last_name = spec->last_name,
                .email = spec->email,
                .language = spec->language,
                .roles = spec->roles,
                .created_ms = now_ms(cx)};
    Rc rc = person_store_insert(cx, space, &p);
    if (rc == ERR_CONFLICT)
        return fail(cx, rc, "account.email_taken", "email"); /* lost a race */
    TRY(rc);
    Str roles;
    TRY(roles_text(cx, p.roles, &roles));
    TRY(person_audit(cx, space, by, AUDIT_PERSON_CREATED, &p.id, roles));
    *ret = p.id;
    return OK;
}

/* Names of the members that differ, or "" when nothing does. */
static Rc changed_members(Ctx *cx, const Person *a, const Person *b, Str *ret)
{
    const struct {
        const char *name;
        bool differs;
    } members[] = {
        {"first_name", !str_equal(a->first_name, b->first_name)},
        {"last_name", !str_equal(a->last_name, b->last_name)},
        {"email", !str_equal(a->email, b->email)},
        {"language", !str_equal(a->language, b->language)},
        {"theme", a->theme != b->theme},
    };
    Buf out;
    buf_init(&out, cx->arena, 128);
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        if (members[i].differs)
            buf_format(&out, "%s%s", out.n ? "," : "", members[i].name);
    *ret = buf_str(&out);
    return out.rc;
}

static bool same_name(const Person *a, const Person *b)
{
    return str_equal(a->first_name, b->first_name) && str_equal(a->last_name, b->last_name);
}

/* Everything about a change of an existing person but the version. `after` = what to write. */
static Rc change(Ctx *cx, Db *space, const Actor *by, const Person *before, const Person *after, Str reason)
{
    bool new_email = !str_equal(before->email, after->email), new_roles = before->roles != after->roles;
    if (new_email && !same_name(before, after) && reason.n == 0)
        return fail(cx, ERR_REFUSED, "account.identity_change", "reason");
    if (new_email)
        TRY(email_free(cx, space, after->email));
    if (new_roles && !(after->roles & ROLE_BIT(ROLE_SPACE_ADMIN)))
        TRY(keeps_an_admin(cx, space, before));
    Str members, detail;
    TRY(changed_members(cx, before, after, &members));
    if (members.n == 0 && !new_roles)
        return OK;
    Rc rc = person_store_update(cx, space, after);
    if (rc == ERR_CONFLICT)
        return fail(cx, rc, "account.email_taken", "email");
    TRY(rc);
    if (new_email)
        TRY(link_void_all(cx, space, &after->id)); /* they went to the old address */
    if (members.n) {
        TRY(str_format(cx->arena, &detail, "%.*s%s%.*s", STR_ARG(members), reason.n ? ": " : "", STR_ARG(reason)));
        TRY(person_audit(cx, space, by, AUDIT_PERSON_CHANGED, &after->id, detail));
    }
    if (!new_roles)
        return OK;
    TRY(roles_text(cx, after->roles, &detail));
    return person_audit(cx, space, by, AUDIT_ROLES_CHANGED, &after->id, detail);
}

Rc account_update(Ctx *cx, Db *space, const Actor *by, const Id *person, const PersonSpec *spec)
{
    Person before;
    TRY(account_get(cx, space, person, &before));
    Person after = before;
    after.first_name = spec->first_name;
    after.last_name = spec->last_name;
    after.email = spec->email;
    after.language = spec->language;
    after.roles = spec->roles;
    return change(cx, space, by, &before, &after, STR(""));
}

/* One job's arguments; each body below fills `person` from the database, so that it may run twice. */
typedef struct {
    const Actor *by;
    const Id *id;
    int64_t version;
    const PersonPatch *patch;
    const PersonNew *new;
    const AccountPlace *place;
    RoleSet roles;
    Person before, person;
    Id mail;
} Act;

static Rc begin(Ctx *cx, Db *space, Act *act)
{
    TRY(account_get(cx, space, act->id, &act->before));
    if (act->version < 0 || act->version == act->before.version)
        return OK;
    cx->problem.current_version = act->before.version;
    return fail(cx, ERR_STALE, "http.stale", NULL);
}

static Rc create(Ctx *cx, Db *space, void *arg)
{
    Act *act = arg;
    Id id;
    bool joined;
    TRY(account_insert(cx, space, act->by, &act->new->spec, &id));
    for (size_t i = 0; i < act->new->group_count; i++) {
        Rc rc = person_store_group_live(cx, space, &act->new->groups[i]);
        if (rc == ERR_MISSING)
            return fail(cx, ERR_REFUSED, "account.group_unknown", "group_ids");
        TRY(rc);
        TRY(person_store_join(cx, space, &act->new->groups[i], &id, &joined));
    }
    act->mail = (Id){0};
    if (act->new->invite)
        TRY(account_invite(cx, space, act->by, &id, act->new->place, &act->mail));
    return account_get(cx, space, &id, &act->person);
}

Rc person_create(Ctx *cx, Db *space, const Actor *by, const PersonNew *new, Person *ret, Id *ret_mail)
{
    Act act = {.by = by, .new = new};
    TRY(db_write(cx, space, create, &act));
    *ret = act.person;
    *ret_mail = act.mail;
    return OK;
}

static Rc edit(Ctx *cx, Db *space, void *arg)
{
    Act *act = arg;
    TRY(begin(cx, space, act));
    const PersonPatch *patch = act->patch;
    Person after = act->before;
    after.first_name = patch->first_name.n ? patch->first_name : after.first_name;
    after.last_name = patch->last_name.n ? patch->last_name : after.last_name;
    after.email = patch->email.n ? patch->email : after.email;
    after.language = patch->language.n ? patch->language : after.language;
    after.theme = patch->theme >= 0 ? patch->theme : after.theme;
    TRY(change(cx, space, act->by, &act->before, &after, patch->reason));
    return account_get(cx, space, act->id, &act->person);
}

Rc person_edit(Ctx *cx, Db *space, const Actor *by, const Id *id, int64_t version, const PersonPatch *patch,
               Person *ret_before, Person *ret)
{
    Act act = {.by = by, .id = id, .version = version, .patch = patch};
    TRY(db_write(cx, space, edit, &act));
    *ret_before = act.before;
    *ret = act.person;
    return OK;
}

static Rc set_roles(Ctx *cx, Db *space, void *arg)
{
    Act *act = arg;
    TRY(begin(cx, space, act));
    Person after = act->before;
    after.roles = act->roles;
    TRY(change(cx, space, act->by, &act->before, &after, STR("")));
    return account_get(cx, space, act->id, &act->person);
}

Rc person_set_roles(Ctx *cx, Db *space, const Actor *by, const Id *id, int64_t version, RoleSet roles, Person *ret)
{
    Act act = {.by = by, .id = id, .version = version, .roles = roles};
    TRY(db_write(cx, space, set_roles, &act));
    *ret = act.person;
    return OK;
}

static Rc deactivate(Ctx *cx, Db *space, void *arg)
{
    Act *act = arg;
    TRY(begin(cx, space, act));
    act->person = act->before;
    if (act->before.state == PERSON_DEACTIVATED)
        return OK;
    if (id_equal(act->id, &act->by->person))
        return fail(cx, ERR_CONFLICT, "account.self", NULL);
    TRY(keeps_an_admin(cx, space, &act->before));
    TRY(person_store_set_state(cx, space, act->id, PERSON_DEACTIVATED));
    TRY(session_store_end_all(cx, space, act->id));
    TRY(link_void_all(cx, space, act->id));
    TRY(person_audit(cx, space, act->by, AUDIT_PERSON_DEACTIVATED, act->id, STR("")));
    return account_get(cx, space, act->id, &act->person);
}

Rc person_deactivate(Ctx *cx, Db *space, const Actor *by, const Id *id, Person *ret)
{
    Act act = {.by = by, .id = id, .version = -1};
    TRY(db_write(cx, space, deactivate, &act));
    *ret = act.person;
    return OK;
}

static Rc reactivate(Ctx *cx, Db *space, void *arg)
{
    Act *act = arg;
    Str hash;
    TRY(begin(cx, space, act));
    act->person = act->before;
    if (act->before.state != PERSON_DEACTIVATED)
        return OK;
    TRY(person_store_secret(cx, space, act->id, &hash));
    TRY(person_store_set_state(cx, space, act->id, hash.n ? PERSON_ACTIVE : PERSON_INVITED));
    TRY(person_audit(cx, space, act->by, AUDIT_PERSON_REACTIVATED, act->id, STR("")));
    return account_get(cx, space, act->id, &act->person);
}

Rc person_reactivate(Ctx *cx, Db *space, const Actor *by, const Id *id, Person *ret)
{
    Act act = {.by = by, .id = id, .version = -1};
    TRY(db_write(cx, space, reactivate, &act));
    *ret = act.person;
    return OK;
}

static Rc invite_again(Ctx *cx, Db *space, void *arg)
{
    Act *act = arg;
    return account_invite(cx, space, act->by, act->id, act->place, &act->mail);
}

Rc person_invite_again(Ctx *cx, Db *space, const Actor *by, const Id *id, const AccountPlace *place, Id *ret_mail)
{
    Act act = {.by = by, .id = id, .place = place};
    TRY(db_write(cx, space, invite_again, &act));
    *ret_mail = act.mail;
    return OK;
}

Rc account_set_password(Ctx *cx, Db *space, const Id *person, Str hash)
{
    Person p;
    TRY(account_get(cx, space, person, &p));
    TRY(person_store_set_password(cx, space, person, hash));
    TRY(session_store_end_all(cx, space, person));
    TRY(link_void_all(cx, space, person));
    return person_audit(cx, space, &(Actor){0}, AUDIT_PASSWORD_CHANGED, person, STR(""));
}
