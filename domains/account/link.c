/* Single-use links: making, checking and using them. */
#include "domains/account/link.h"

#include "domains/account/directory.h"
#include "domains/account/password_rule.h"
#include "domains/account/person.h"
#include "domains/account/person_store.h"
#include "domains/audit/audit.h"
#include "domains/notify/notify.h"

const char *const link_purpose_names[LINK_PURPOSE_COUNT + 1] = {"invitation", "reset", NULL};

enum { HOUR_MS = 3600 * 1000 };

static const struct {
    int64_t hours;
    NotifyTemplate template;
} purposes[LINK_PURPOSE_COUNT] = {
    [LINK_INVITATION] = {LINK_INVITATION_H, NOTIFY_INVITATION},
    [LINK_RESET] = {LINK_RESET_H, NOTIFY_RESET},
};

Rc link_send(Ctx *cx, Db *db, const Person *to, LinkPurpose purpose, const AccountPlace *place, Str from_name,
             Id *ret_mail)
{
    Bearer bearer;
    Str text, url;
    LinkRow row = {.id = id_new(cx),
                   .person = to->id,
                   .purpose = purpose,
                   .expires_ms = now_ms(cx) + purposes[purpose].hours * HOUR_MS};
    TRY(bearer_new(cx, &place->space, &bearer, &text));
    TRY(link_store_prune(cx, db));
    TRY(link_store_void(cx, db, &to->id, purpose));
    TRY(link_store_insert(cx, db, &row, &bearer.hash));
    /* In the fragment, which browsers send to no server and write into no Referer. */
    TRY(str_format(cx->arena, &url, "%.*s/access#%.*s", STR_ARG(place->origin), STR_ARG(text)));
    Notice notice = {.template = purposes[purpose].template,
                     .person = to->id,
                     .to = to->email,
                     .to_name = to->first_name,
                     .language = to->language,
                     .space_name = place->space_name,
                     .from_name = from_name,
                     .link = url,
                     .expires_ms = row.expires_ms};
    return notify_write(cx, db, &notice, ret_mail);
}

Rc link_void_all(Ctx *cx, Db *db, const Id *person)
{
    return link_store_void_all(cx, db, person);
}

Rc account_invite(Ctx *cx, Db *space, const Actor *by, const Id *person, const AccountPlace *place, Id *ret_mail)
{
    Person to, from;
    Str from_name = STR("");
    TRY(account_get(cx, space, person, &to));
    if (to.state != PERSON_INVITED)
        return fail(cx, ERR_CONFLICT, "account.not_invited", NULL);
    if (!id_none(&by->person) && person_store_get(cx, space, &by->person, &from) == OK)
        TRY(str_format(cx->arena, &from_name, "%.*s %.*s", STR_ARG(from.first_name), STR_ARG(from.last_name)));
    TRY(link_send(cx, space, &to, LINK_INVITATION, place, from_name, ret_mail));
    TRY(person_store_set_invited(cx, space, person));
    return person_audit(cx, space, by, AUDIT_PERSON_INVITED, person, STR(""));
}

static Rc invalid(Ctx *cx)
{
    return fail(cx, ERR_MISSING, "account.link_invalid", "token");
}

static bool fits(const LinkRow *link, const Person *person)
{
    return person->state == (link->purpose == LINK_INVITATION ? PERSON_INVITED : PERSON_ACTIVE);
}

static Rc view(Ctx *cx, const SignInDoor *door, const Bearer *bearer, LinkView *ret)
{
    Db *platform, *db;
    LinkView v;
    TRY(store_platform(cx, door->stores, &platform));
    TRY(space_get(cx, platform, &bearer->space, &v.space));
    TRY(store_space(cx, door->stores, &bearer->space, &db));
    TRY(link_store_find(cx, db, &bearer->hash, &v.link));
    TRY(person_store_get(cx, db, &v.link.person, &v.person));
    if (v.space.state != SPACE_ACTIVE || !fits(&v.link, &v.person))
        return ERR_MISSING;
    *ret = v;
    return OK;
}

Rc link_check(Ctx *cx, const SignInDoor *door, Str token, LinkView *ret)
{
    Bearer bearer;
    if (bearer_parse(token, &bearer) != OK)
        return invalid(cx);
    Rc rc = view(cx, door, &bearer, ret);
    return rc == ERR_MISSING ? invalid(cx) : rc;
}

typedef struct {
    const SignInDoor *door;
    const SessionClient *client;
    const LinkView *view;
    Str hash;
    SessionRow session;
    Str bearer;
    Person person;
    Id mail;
} Redeem;

static Rc tell_of_change(Ctx *cx, Db *db, Redeem *job)
{
    const Person *p = &job->person;
    job->mail = (Id){0};
    if (job->view->link.purpose == LINK_INVITATION)
        return OK; /* they have just read the mail that asked them to */
    Notice notice = {.template = NOTIFY_PASSWORD_CHANGED,
                     .person = p->id,
                     .to = p->email,
                     .to_name = p->first_name,
                     .language = p->language,
                     .space_name = job->view->space.name};
    return notify_write(cx, db, &notice, &job->mail);
}

static Rc redeem(Ctx *cx, Db *db, void *arg)
{
    Redeem *job = arg;
    const LinkRow *link = &job->view->link;
    Rc rc = link_store_take(cx, db, &link->id);
    if (rc == ERR_MISSING)
        return invalid(cx);
    TRY(rc);
    TRY(account_get(cx, db, &link->person, &job->person));
    if (!fits(link, &job->person))
        return invalid(cx);
    TRY(person_store_set_password(cx, db, &link->person, job->hash));
    TRY(session_store_end_all(cx, db, &link->person));
    TRY(link_store_void_all(cx, db, &link->person));
    TRY(person_store_signed_in(cx, db, &link->person, job->hash));
    TRY(session_begin(cx, db, &job->view->space.id, &job->person, job->client, &job->door->limits, &job->session,
                      &job->bearer));
    Actor by = {.person = link->person, .address = job->session.address};
    TRY(person_audit(cx, db, &by, AUDIT_LINK_REDEEMED, &link->person, str_of(link_purpose_names[link->purpose])));
    return tell_of_change(cx, db, job);
}

Rc link_redeem(Ctx *cx, const SignInDoor *door, Str token, Str password, const SessionClient *client, SignedIn *ret)
{
    LinkView seen;
    Db *platform, *db;
    TRY(link_check(cx, door, token, &seen));
    TRY(password_rule(cx, &seen.person, seen.space.name, password, "password"));
    Redeem job = {.door = door, .client = client, .view = &seen};
    TRY(password_hash(cx, door->passwords, password, &job.hash));
    TRY(store_space(cx, door->stores, &seen.space.id, &db));
    TRY(db_write(cx, db, redeem, &job));
    TRY(store_platform(cx, door->stores, &platform));
    directory_dispatch(cx, platform, &seen.space.id, &job.mail);
    *ret = (SignedIn){.space = seen.space, .person = job.person, .session = job.session, .bearer = job.bearer};
    return OK;
}
