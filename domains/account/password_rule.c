/* New passwords: what they must be, and changing one's own. */
#include "domains/account/password_rule.h"

#include "domains/account/link.h"
#include "domains/account/person.h"
#include "domains/account/person_store.h"
#include "domains/account/session.h"
#include "domains/account/throttle.h"
#include "domains/audit/audit.h"
#include "domains/notify/notify.h"
#include "kernel/crypt/password.h"

size_t password_rule_min(RoleSet roles)
{
    return session_of_admin(roles) ? PASSWORD_MIN_ADMIN : PASSWORD_MIN;
}

Rc password_rule(Ctx *cx, const Person *person, Str space_name, Str password, const char *field)
{
    const Str words[] = {person->first_name, person->last_name, person->email, space_name};
    switch (password_judge(cx, password, password_rule_min(person->roles), words, sizeof words / sizeof *words)) {
    case PASSWORD_GOOD:
        return OK;
    case PASSWORD_SHORT:
        return fail(cx, ERR_REFUSED, "account.password_short", field);
    case PASSWORD_LONG:
        return fail(cx, ERR_REFUSED, "account.password_long", field);
    case PASSWORD_PERSONAL:
        return fail(cx, ERR_REFUSED, "account.password_personal", field);
    default:
        return fail(cx, ERR_REFUSED, "account.password_weak", field);
    }
}

typedef struct {
    const PasswordChange *change;
    Str old_hash, new_hash;
    Id mail;
} Job;

static Rc write(Ctx *cx, Db *space, void *arg)
{
    Job *job = arg;
    const PasswordChange *c = job->change;
    Person p;
    Str hash;
    TRY(account_get(cx, space, &c->person, &p));
    TRY(person_store_secret(cx, space, &c->person, &hash));
    if (p.state != PERSON_ACTIVE || !str_equal(hash, job->old_hash)) /* changed elsewhere while we computed */
        return fail(cx, ERR_REFUSED, "account.current_password", "current_password");
    TRY(person_store_set_password(cx, space, &p.id, job->new_hash));
    TRY(session_store_end_others(cx, space, &p.id, &c->session));
    TRY(link_void_all(cx, space, &p.id));
    Actor by = {.person = p.id, .address = c->address};
    TRY(person_audit(cx, space, &by, AUDIT_PASSWORD_CHANGED, &p.id, STR("")));
    Notice notice = {.template = NOTIFY_PASSWORD_CHANGED,
                     .person = p.id,
                     .to = p.email,
                     .to_name = p.first_name,
                     .language = p.language,
                     .space_name = c->space_name};
    return notify_write(cx, space, &notice, &job->mail);
}

Rc password_change(Ctx *cx, StoreThread *stores, PasswordGate *gate, const PasswordChange *change, Id *ret_mail)
{
    Db *platform, *space;
    Person p;
    Job job = {.change = change};
    TRY(store_platform(cx, stores, &platform));
    TRY(store_space(cx, stores, &change->space, &space));
    TRY(account_get(cx, space, &change->person, &p));
    TRY(person_store_secret(cx, space, &change->person, &job.old_hash));
    ThrottleKey key;
    TRY(throttle_account_key(cx, &change->space, p.email, &key));
    TRY(throttle_take(cx, platform, &key, 1));
    Rc rc = password_verify(cx, gate, job.old_hash, change->current, NULL);
    if (rc == ERR_UNKNOWN)
        return fail(cx, ERR_REFUSED, "account.current_password", "current_password");
    TRY(rc);
    TRY(throttle_give_back(cx, platform, &key, 1));
    TRY(password_rule(cx, &p, change->space_name, change->new, "new_password"));
    TRY(password_hash(cx, gate, change->new, &job.new_hash));
    TRY(store_space(cx, stores, &change->space, &space));
    TRY(db_write(cx, space, write, &job));
    *ret_mail = job.mail;
    return OK;
}
