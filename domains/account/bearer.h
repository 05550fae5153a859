/* What a stranger carries to be recognised: "<space id>.<token>", in a session's cookie and in the links of mails. The
 * space says which database to ask; only the hash of the token is stored there. */
#ifndef DOMAINS_ACCOUNT_BEARER_H
#define DOMAINS_ACCOUNT_BEARER_H

#include "base/id.h"
#include "kernel/crypt/crypt.h"

enum { BEARER_TEXT = ID_TEXT + 1 + TOKEN_TEXT };

typedef struct {
    Id space;
    Str token;
    Sha256 hash;
} Bearer;

/* ERR_UNKNOWN: not of this form. `ret` borrows `text`. */
Rc bearer_parse(Str text, Bearer *ret) MUST;
/* A new one for this space; ret_text is what to hand out. */
Rc bearer_new(Ctx *cx, const Id *space, Bearer *ret, Str *ret_text) MUST;

/* The token that unsafe requests of this session must carry. Derived from the session's own token, so it needs no
 * column and says nothing to who reads the database. */
Rc bearer_csrf(Ctx *cx, Str token, Str *ret) MUST;

#endif
