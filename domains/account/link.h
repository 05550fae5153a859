/* Single-use links in mails: invitation (72 h) and new password (2 h). A new link of a purpose makes older ones void.
 * Knows neither HTTP nor SQL. */
#ifndef DOMAINS_ACCOUNT_LINK_H
#define DOMAINS_ACCOUNT_LINK_H

#include "domains/account/link_store.h"
#include "domains/account/sign_in.h"

enum { LINK_INVITATION_H = 72, LINK_RESET_H = 2 };
extern const char *const link_purpose_names[LINK_PURPOSE_COUNT + 1]; /* "invitation", "reset" */

/* Makes a link and writes its mail, inside the caller's transaction. `from_name` may be empty. */
Rc link_send(Ctx *cx, Db *db, const Person *to, LinkPurpose purpose, const AccountPlace *place, Str from_name,
             Id *ret_mail) MUST;
Rc link_void_all(Ctx *cx, Db *db, const Id *person) MUST;

/* What a link is for. ERR_MISSING account.link_invalid: unknown, used, void or too old: nobody is told which. */
typedef struct {
    Space space;
    Person person;
    LinkRow link;
} LinkView;
Rc link_check(Ctx *cx, const SignInDoor *door, Str token, LinkView *ret) MUST;

/* Uses it: the password is set, the person active, every other session and link over, and a new session begun. Besides,
 * ERR_REFUSED with the codes of password_rule. */
Rc link_redeem(Ctx *cx, const SignInDoor *door, Str token, Str password, const SessionClient *client,
               SignedIn *ret) MUST;

#endif
