/* Who is told of a submission, a decision or a comment, by mail and on the screen. */
#include "domains/account/account.h"
#include "domains/notify/inbox.h"
#include "domains/notify/notify.h"
#include "domains/review/comment_store.h"
#include "domains/review/submission.h"

/* Of those who may review, this many are told; a company has a handful. */
enum { REVIEWERS_MAX = 200 };

/* Roles that may review in this space. */
static Rc reviewing_roles(Ctx *cx, Db *space, RoleSet *ret)
{
    RightSet rights[ROLE_COUNT];
    RoleSet roles = 0;
    TRY(access_role_rights(cx, space, rights));
    for (int role = 0; role < ROLE_COUNT; role++)
        if (rights[role] & ((RightSet)1 << RIGHT_MODULE_REVIEW))
            roles |= ROLE_BIT(role);
    *ret = roles;
    return OK;
}

static Rc reviewers(Ctx *cx, Db *space, PersonList *ret)
{
    PersonQuery query = {.state = (int)PERSON_ACTIVE, .sort = PERSON_BY_NAME, .limit = REVIEWERS_MAX};
    *ret = (PersonList){0};
    TRY(reviewing_roles(cx, space, &query.roles));
    return query.roles ? account_list(cx, space, &query, ret) : OK;
}

/* One who is no longer there, or may not sign in, is told nothing. */
static Rc active_person(Ctx *cx, Db *space, const Id *id, Person *ret, bool *ret_there)
{
    Rc rc = id_none(id) ? ERR_MISSING : account_get(cx, space, id, ret);
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_there = rc == OK && ret->state == PERSON_ACTIVE;
    return OK;
}

static Rc full_name(Ctx *cx, Db *space, const Id *id, Str *ret)
{
    Person person;
    Rc rc = id_none(id) ? ERR_MISSING : account_get(cx, space, id, &person);
    if (rc == OK)
        return str_format(cx->arena, ret, "%.*s %.*s", STR_ARG(person.first_name), STR_ARG(person.last_name));
    *ret = STR("");
    return rc == ERR_MISSING ? OK : rc;
}

static Rc path_of(Ctx *cx, const Submission *s, Str *ret)
{
    return str_format(cx->arena, ret, "/reviews/%s", s->id.text);
}

/* The same to one person twice: a mail and an entry of the inbox. `notice` and `entry` are whole but for the person. */
static Rc tell(Ctx *cx, Db *space, const Person *to, Notice notice, InboxSpec entry, Id *ret_mail)
{
    notice.person = entry.person = to->id;
    notice.to = to->email;
    notice.language = to->language;
    TRY(str_format(cx->arena, &notice.to_name, "%.*s %.*s", STR_ARG(to->first_name), STR_ARG(to->last_name)));
    TRY(notify_write(cx, space, &notice, ret_mail));
    return inbox_write(cx, space, &entry);
}

Rc notice_submitted(Ctx *cx, Db *space, const ReviewPlace *place, const Submission *s, ReviewMails *mails)
{
    PersonList to;
    Notice notice = {
        .template = NOTIFY_SUBMITTED, .space_name = place->space_name, .title = s->title, .detail = s->message};
    InboxSpec entry = {.kind = INBOX_SUBMITTED, .title = s->title, .detail = s->message, .by = s->submitted_by};
    TRY(reviewers(cx, space, &to));
    TRY(full_name(cx, space, &s->submitted_by, &notice.from_name));
    TRY(path_of(cx, s, &entry.link));
    TRY(str_format(cx->arena, &notice.link, "%.*s%.*s", STR_ARG(place->origin), STR_ARG(entry.link)));
    mails->at = arena_array(cx->arena, to.n, sizeof *mails->at);
    if (!mails->at)
        return ERR_NOMEM;
    for (size_t i = 0; i < to.n; i++) {
        if (id_equal(&to.items[i].id, &s->submitted_by))
            continue;
        TRY(tell(cx, space, &to.items[i], notice, entry, &mails->at[mails->n]));
        mails->n++;
    }
    return OK;
}

Rc notice_decided(Ctx *cx, Db *space, const ReviewPlace *place, const Submission *s, ReviewMails *mails)
{
    static const struct {
        NotifyDecision mail;
        InboxDecision inbox;
    } words[SUBMISSION_STATE_COUNT] = {
        [SUBMISSION_APPROVED] = {NOTIFY_APPROVED, INBOX_APPROVED},
        [SUBMISSION_RETURNED] = {NOTIFY_RETURNED, INBOX_RETURNED},
        [SUBMISSION_REFUSED] = {NOTIFY_REFUSED, INBOX_REFUSED},
    };
    Person to;
    bool there;
    Notice notice = {.template = NOTIFY_DECIDED,
                     .space_name = place->space_name,
                     .title = s->title,
                     .detail = s->decision_comment,
                     .decision = words[s->state].mail};
    InboxSpec entry = {.kind = INBOX_DECIDED,
                       .title = s->title,
                       .detail = s->decision_comment,
                       .by = s->decided_by,
                       .decision = (int)words[s->state].inbox};
    TRY(active_person(cx, space, &s->submitted_by, &to, &there));
    if (!there || id_equal(&s->submitted_by, &s->decided_by))
        return OK;
    TRY(full_name(cx, space, &s->decided_by, &notice.from_name));
    TRY(path_of(cx, s, &entry.link));
    TRY(str_format(cx->arena, &notice.link, "%.*s%.*s", STR_ARG(place->origin), STR_ARG(entry.link)));
    mails->at = arena_get(cx->arena, sizeof *mails->at);
    if (!mails->at)
        return ERR_NOMEM;
    TRY(tell(cx, space, &to, notice, entry, mails->at));
    mails->n = 1;
    return OK;
}

static Rc enter(Ctx *cx, Db *space, const Submission *s, const Comment *c, const Id *to)
{
    Person person;
    bool there;
    InboxSpec entry = {.kind = INBOX_COMMENTED, .title = s->title, .detail = c->text, .by = c->author, .person = *to};
    TRY(active_person(cx, space, to, &person, &there));
    if (!there || id_equal(to, &c->author))
        return OK;
    TRY(path_of(cx, s, &entry.link));
    return inbox_write(cx, space, &entry);
}

static Rc tell_reviewers(Ctx *cx, Db *space, const Submission *s, const Comment *c)
{
    Id some[REVIEWERS_MAX];
    PersonList all;
    size_t n = 0;
    TRY(comment_store_authors(cx, space, &s->id, &s->submitted_by, &s->owner, REVIEWERS_MAX, some, &n));
    for (size_t i = 0; i < n; i++)
        TRY(enter(cx, space, s, c, &some[i]));
    if (n)
        return OK;
    TRY(reviewers(cx, space, &all));
    for (size_t i = 0; i < all.n; i++)
        if (!id_equal(&all.items[i].id, &s->submitted_by) && !id_equal(&all.items[i].id, &s->owner))
            TRY(enter(cx, space, s, c, &all.items[i].id));
    return OK;
}

Rc notice_commented(Ctx *cx, Db *space, const Submission *s, const Comment *c)
{
    if (id_equal(&c->author, &s->submitted_by) || id_equal(&c->author, &s->owner))
        return tell_reviewers(cx, space, s, c);
    TRY(enter(cx, space, s, c, &s->submitted_by));
    return id_equal(&s->owner, &s->submitted_by) ? OK : enter(cx, space, s, c, &s->owner);
}
