/* Rows of session. Knows no limit and no cookie. */
#ifndef DOMAINS_ACCOUNT_SESSION_STORE_H
#define DOMAINS_ACCOUNT_SESSION_STORE_H

#include "domains/account/account.h"
#include "kernel/crypt/crypt.h"

typedef struct {
    Id id, person;
    int64_t created_ms, last_seen_ms, expires_ms;
    Str user_agent, address;
    /* of the person, read with it: */
    RoleSet roles;
    PersonState state;
    RightSet rights;
} SessionRow;

/* One statement: the session, its person's state and roles, and their rights in this space. ERR_MISSING. */
Rc session_store_find(Ctx *cx, Db *db, const Sha256 *token_hash, SessionRow *ret) MUST;
Rc session_store_insert(Ctx *cx, Db *db, const SessionRow *row, const Sha256 *token_hash) MUST;
Rc session_store_seen(Ctx *cx, Db *db, const Id *id) MUST;

/* Those of a person that began no longer ago than their limits, newest first; at most `room`. */
Rc session_store_list(Ctx *cx, Db *db, const Id *person, int64_t seen_after_ms, SessionRow *ret, size_t room,
                      size_t *ret_n) MUST;

Rc session_store_end_one(Ctx *cx, Db *db, const Id *person, const Id *session) MUST; /* ERR_MISSING */
Rc session_store_end_others(Ctx *cx, Db *db, const Id *person, const Id *kept) MUST;
Rc session_store_end_all(Ctx *cx, Db *db, const Id *person) MUST;
/* Deletes every session of the space past its absolute end; the second also the person's oldest beyond `newest`. */
Rc session_store_delete_ended(Ctx *cx, Db *db) MUST;
Rc session_store_prune(Ctx *cx, Db *db, const Id *person, int64_t newest) MUST;

#endif
