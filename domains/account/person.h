/* Rules on persons, each a whole transaction: what account_api asks for. Knows neither HTTP nor SQL. */
#ifndef DOMAINS_ACCOUNT_PERSON_H
#define DOMAINS_ACCOUNT_PERSON_H

#include "domains/account/account.h"

extern const char *const theme_names[4]; /* "system", "light", "dark", NULL */
enum { PERSON_REASON_MAX = 400, PERSON_GROUP_IDS_MAX = 50 };

typedef struct {
    PersonSpec spec;
    const Id *groups; /* ERR_REFUSED account.group_unknown */
    size_t group_count;
    bool invite;
    const AccountPlace *place;
} PersonNew;
/* `*ret_mail` stays empty without an invitation. */
Rc person_create(Ctx *cx, Db *space, const Actor *by, const PersonNew *new, Person *ret, Id *ret_mail) MUST;

/* What to change: a text without bytes stays as it is; theme -1 too. */
typedef struct {
    Str first_name, last_name, email, language, reason;
    int theme;
} PersonPatch;
/* `version` = the one the caller saw, or -1. ERR_STALE http.stale. ERR_REFUSED account.identity_change: a name and the
 * e-mail together without a reason (R41). A new e-mail makes open links void. */
Rc person_edit(Ctx *cx, Db *space, const Actor *by, const Id *id, int64_t version, const PersonPatch *patch,
               Person *ret_before, Person *ret) MUST;
/* ERR_CONFLICT account.last_admin: a space keeps one active administrator. */
Rc person_set_roles(Ctx *cx, Db *space, const Actor *by, const Id *id, int64_t version, RoleSet roles,
                    Person *ret) MUST;
/* Sessions and links end at once. ERR_CONFLICT account.self, account.last_admin. Twice is once. */
Rc person_deactivate(Ctx *cx, Db *space, const Actor *by, const Id *id, Person *ret) MUST;
/* Back to active, or to invited when there is no password yet. */
Rc person_reactivate(Ctx *cx, Db *space, const Actor *by, const Id *id, Person *ret) MUST;
Rc person_invite_again(Ctx *cx, Db *space, const Actor *by, const Id *id, const AccountPlace *place, Id *ret_mail) MUST;

/* ERR_MISSING http.missing when `rc` says that there is no row. */
Rc person_or_missing(Ctx *cx, Rc rc) MUST;
/* An act on a person into the audit log, in the transaction of the act. */
Rc person_audit(Ctx *cx, Db *space, const Actor *by, int action, const Id *person, Str detail) MUST;

#endif
