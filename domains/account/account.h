/* account: persons of a space, their credentials, sessions, roles, and the links that invite them or reset a password.
 */
#ifndef DOMAINS_ACCOUNT_ACCOUNT_H
#define DOMAINS_ACCOUNT_ACCOUNT_H

#include "domains/access/access.h"

typedef enum { PERSON_INVITED, PERSON_ACTIVE, PERSON_DEACTIVATED, PERSON_STATE_COUNT } PersonState;
extern const char *const person_state_names[PERSON_STATE_COUNT + 1];
extern const char *const language_names[3]; /* "fr", "en", NULL */

typedef struct {
    Id id;
    Str first_name, last_name, email, language;
    RoleSet roles;
    PersonState state;
    int64_t group_count;
    int64_t created_ms, invited_ms, last_sign_in_ms; /* 0 = never */
    int64_t version;
} Person;

typedef struct {
    Str first_name, last_name, email, language; /* checked by shape; e-mail lower-cased */
    RoleSet roles;
} PersonSpec;

Rc account_get(Ctx *cx, Db *space, const Id *person, Person *ret) MUST;
Rc account_by_email(Ctx *cx, Db *space, Str email, Person *ret) MUST;

/* Inside the caller's write transaction (imports create thousands in one): no mail, no directory. ERR_CONFLICT
 * account.email_taken. Audited. */
Rc account_insert(Ctx *cx, Db *space, const Actor *by, const PersonSpec *spec, Id *ret) MUST;
Rc account_update(Ctx *cx, Db *space, const Actor *by, const Id *person, const PersonSpec *spec) MUST;
/* Also inside the caller's transaction: makes the invitation link and writes its mail. `origin` = public URL. */
Rc account_invite(Ctx *cx, Db *space, const Actor *by, const Id *person, Str origin, Str space_name, Id *ret_mail) MUST;

/* For the command line and the demo: sets a password at once and makes the person active. `hash` by kernel/crypt. */
Rc account_set_password(Ctx *cx, Db *space, const Id *person, Str hash) MUST;

/* Folded text for search and sort: lower case without accents (utf8proc), in the arena. */
Rc account_fold(Ctx *cx, Str text, Str *ret) MUST;

#endif
