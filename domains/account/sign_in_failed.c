/* Noting failed sign-ins. */
#include "domains/account/sign_in_failed.h"

#include "domains/account/directory.h"
#include "domains/account/person_store.h"
#include "domains/audit/audit.h"
#include "domains/notify/notify.h"

enum { MAILS_MAX = 1 + PERSON_ADMINS_MAX };

typedef struct {
    const Candidate *candidate;
    const ThrottleKey *key;
    Str address;
    bool alert;
    Id mails[MAILS_MAX];
    size_t mail_count;
} Note;

static Rc write_mail(Ctx *cx, Db *db, Note *note, NotifyTemplate template, const Person *to)
{
    Notice notice = {.template = template,
                     .person = to->id,
                     .to = to->email,
                     .to_name = to->first_name,
                     .language = to->language,
                     .space_name = note->candidate->space.name};
    return notify_write(cx, db, &notice, &note->mails[note->mail_count++]);
}

static Rc alert_admins(Ctx *cx, Db *db, Note *note)
{
    Id admins[PERSON_ADMINS_MAX];
    size_t n = 0;
    TRY(person_store_admins(cx, db, admins, &n));
    for (size_t i = 0; i < n; i++) {
        Person admin;
        TRY(person_store_get(cx, db, &admins[i], &admin));
        TRY(write_mail(cx, db, note, NOTIFY_SIGN_IN_ALERT, &admin));
    }
    return OK;
}

static Rc write(Ctx *cx, Db *db, void *arg)
{
    Note *note = arg;
    const Candidate *c = note->candidate;
    note->mail_count = 0;
    AuditEntry entry = {.action = AUDIT_SIGN_IN_FAILED, .by = {.address = note->address}};
    if (c->known) {
        entry.target_kind = STR("person");
        entry.target_id = id_str(&c->person.id);
    }
    if (note->key->locked)
        entry.detail = STR("locked");
    TRY(audit_append(cx, db, &entry));
    /* One notice for a series of waits, or whoever tries passwords would also fill a mailbox. */
    if (note->key->locked && note->key->state.locks == 1 && c->known && c->person.state == PERSON_ACTIVE)
        TRY(write_mail(cx, db, note, NOTIFY_LOCKED_OUT, &c->person));
    return note->alert ? alert_admins(cx, db, note) : OK;
}

static Rc note_in(Ctx *cx, StoreThread *stores, Db *platform, Note *note)
{
    const Id *space = &note->candidate->space.id;
    ThrottleKey key = {.kind = THROTTLE_SPACE, .subject = id_str(space)};
    TRY(throttle_take(cx, platform, &key, 1));
    note->alert = key.locked;
    Db *db;
    TRY(store_space(cx, stores, space, &db));
    TRY(db_write(cx, db, write, note));
    for (size_t i = 0; i < note->mail_count; i++)
        directory_dispatch(cx, platform, space, &note->mails[i]);
    return OK;
}

Rc sign_in_failed(Ctx *cx, StoreThread *stores, const FailedSignIn *failed)
{
    Db *platform;
    TRY(store_platform(cx, stores, &platform));
    for (size_t i = 0; i < failed->count; i++) {
        Note note = {.candidate = &failed->candidates[i], .key = &failed->keys[i], .address = failed->address};
        TRY(note_in(cx, stores, platform, &note));
    }
    return fail(cx, ERR_UNKNOWN, "account.credentials", NULL);
}
