/* Rows of access_link. Knows no URL. */
#ifndef DOMAINS_ACCOUNT_LINK_STORE_H
#define DOMAINS_ACCOUNT_LINK_STORE_H

#include "domains/account/account.h"
#include "kernel/crypt/crypt.h"

typedef enum { LINK_INVITATION, LINK_RESET, LINK_PURPOSE_COUNT } LinkPurpose;

typedef struct {
    Id id, person;
    LinkPurpose purpose;
    int64_t expires_ms;
} LinkRow;

Rc link_store_insert(Ctx *cx, Db *db, const LinkRow *row, const Sha256 *token_hash) MUST;
Rc link_store_find(Ctx *cx, Db *db, const Sha256 *token_hash, LinkRow *ret) MUST; /* ERR_MISSING: none that holds */
/* Uses it up: of two at once, the second gets ERR_MISSING. */
Rc link_store_take(Ctx *cx, Db *db, const Id *id) MUST;
Rc link_store_void(Ctx *cx, Db *db, const Id *person, LinkPurpose purpose) MUST;
Rc link_store_void_all(Ctx *cx, Db *db, const Id *person) MUST;
Rc link_store_prune(Ctx *cx, Db *db) MUST;

#endif
