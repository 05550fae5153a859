/* account: persons of a space, their credentials, sessions, roles and group memberships, and the links that invite them
 * or reset a password. The HTTP surface is account_api.h. */
#ifndef DOMAINS_ACCOUNT_ACCOUNT_H
#define DOMAINS_ACCOUNT_ACCOUNT_H

#include "domains/access/access.h"
#include "domains/space/space.h"

typedef struct Shape Shape;

typedef enum { PERSON_INVITED, PERSON_ACTIVE, PERSON_DEACTIVATED, PERSON_STATE_COUNT } PersonState;
extern const char *const person_state_names[PERSON_STATE_COUNT + 1];
extern const char *const language_names[3]; /* "fr", "en", NULL */

enum { PERSON_NAME_MAX = 80, PERSON_EMAIL_MAX = 254, PERSON_ROLES_MAX = ROLE_COUNT };

typedef struct {
    Id id;
    Str first_name, last_name, email, language;
    RoleSet roles;
    PersonState state;
    int theme;                                       /* system, light, dark */
    int64_t group_count;                             /* groups that are not deleted */
    int64_t created_ms, invited_ms, last_sign_in_ms; /* 0 = never */
    int64_t version;
} Person;

typedef struct {
    Str first_name, last_name, email, language; /* checked by shape; e-mail lower-cased */
    RoleSet roles;
} PersonSpec;

/* ERR_MISSING http.missing. */
Rc account_get(Ctx *cx, Db *space, const Id *person, Person *ret) MUST;
Rc account_by_email(Ctx *cx, Db *space, Str email, Person *ret) MUST;

/* Client roles only in a client's space, staff roles only in the publisher's. ERR_REFUSED account.role_elsewhere;
 * account.role_required without any. */
Rc account_roles_fit(Ctx *cx, RoleSet roles, SpaceKind kind) MUST;

/* Inside the caller's write transaction (imports create thousands in one): no mail, no directory. ERR_CONFLICT
 * account.email_taken, account.last_admin; ERR_REFUSED account.identity_change (R41: names and e-mail together).
 * Audited. */
Rc account_insert(Ctx *cx, Db *space, const Actor *by, const PersonSpec *spec, Id *ret) MUST;
Rc account_update(Ctx *cx, Db *space, const Actor *by, const Id *person, const PersonSpec *spec) MUST;

/* What a link must say of where it leads. `origin` = public URL without a final slash. */
typedef struct {
    Id space;
    Str space_name, origin;
} AccountPlace;
/* Also inside the caller's transaction: makes the invitation link (72 h, once; older ones are void) and writes its
 * mail. ERR_CONFLICT account.not_invited unless the person's state is "invited". */
Rc account_invite(Ctx *cx, Db *space, const Actor *by, const Id *person, const AccountPlace *place, Id *ret_mail) MUST;

/* For the command line and the demo: sets a password at once and makes the person active; their sessions and links end.
 * Inside the caller's transaction. `hash` by kernel/crypt. */
Rc account_set_password(Ctx *cx, Db *space, const Id *person, Str hash) MUST;

/* Lists: filters combine. A page starts behind the place (`after`, `after_id`) where the one before ended, with the
 * same sort; both empty = from the start. ERR_INVALID http.bad_cursor: not a place of this sort. */
typedef enum {
    PERSON_BY_NAME,
    PERSON_BY_EMAIL,
    PERSON_BY_LAST_SIGN_IN,
    PERSON_BY_CREATED,
    PERSON_SORT_COUNT
} PersonSort;
typedef struct {
    Str search;    /* part of a name or e-mail, without case and accents */
    RoleSet roles; /* any of these; 0 = all */
    int state;     /* -1 = any */
    Id group;      /* empty = all */
    PersonSort sort;
    bool descending;
    Str after;
    Id after_id;
    int64_t limit; /* 1–200 */
} PersonQuery;
typedef struct {
    Person *items;
    size_t n;
    bool more; /* then the next page starts behind: */
    Str next;
    Id next_id;
    int64_t total;
} PersonList;
Rc account_list(Ctx *cx, Db *space, const PersonQuery *query, PersonList *ret) MUST;

/* The same as a reply of shape person_list_shape, in the arena. */
extern const Shape person_shape, person_list_shape;
Rc account_list_document(Ctx *cx, const PersonList *list, const void **ret) MUST;

/* Membership, inside the caller's write transaction; the caller audits. Idempotent. ERR_MISSING http.missing: no such
 * person. The group itself is a row that domain group writes. */
Rc account_membership_add(Ctx *cx, Db *space, const Id *group, const Id *person, bool *ret_added) MUST;
Rc account_membership_remove(Ctx *cx, Db *space, const Id *group, const Id *person, bool *ret_removed) MUST;

/* Writes the directory's rows of every person of this space again. Harmless at any time. */
Rc account_directory_rebuild(Ctx *cx, Db *platform, Db *space_db, const Id *space) MUST;

/* Forgets what is over: sessions and links at their own end, counts of attempts a window after the last one. Called
 * once in a while. */
Rc account_purge(Ctx *cx, Db *space) MUST;
Rc account_purge_platform(Ctx *cx, Db *platform) MUST;

/* What people asked with "forgotten password" since the last call: links and mails, up to 16 requests. Called each
 * second by the program, so that the request itself costs the same whether or not the e-mail is known. */
Rc account_work_resets(Ctx *cx, StoreThread *stores, Str origin, int64_t *ret_done) MUST;

#endif
