/* Statements of play.sql. */
#ifndef DOMAINS_PLAY_PLAY_STORE_H
#define DOMAINS_PLAY_PLAY_STORE_H

#include "domains/play/play_document.h"
#include "domains/play/play_progress.h"
#include "kernel/crypt/crypt.h"

typedef struct {
    Id id, registration, person;
    int64_t created_ms, expires_ms, claimed_s;
    Sha256 token_hash;
} PlayLaunchRow;

Rc play_store_insert_launch(Ctx *cx, Db *space, const PlayLaunchRow *launch) MUST;
Rc play_store_get_launch(Ctx *cx, Db *space, const Id *id, PlayLaunchRow *ret) MUST;
Rc play_store_renew_launch(Ctx *cx, Db *space, const Id *id, int64_t expires_ms) MUST;
Rc play_store_claim_launch(Ctx *cx, Db *space, const Id *id, int64_t claimed_s) MUST;

/* ERR_MISSING: nothing was done there yet. `coverage` is sized by the row's duration. */
Rc play_store_get_state(Ctx *cx, Db *space, const Id *registration, const Id *grain, PlayProgress *ret) MUST;
/* All of a registration, at most MODULE_GRAINS_MAX. */
Rc play_store_list_state(Ctx *cx, Db *space, const Id *registration, PlayProgress *ret, size_t *ret_n) MUST;
Rc play_store_put_state(Ctx *cx, Db *space, const Id *registration, const PlayProgress *progress) MUST;

Rc play_store_insert_answer(Ctx *cx, Db *space, const Id *registration, const PlayEvent *event, int64_t now,
                            int64_t *ret_attempt) MUST;
Rc play_store_insert_opened(Ctx *cx, Db *space, const Id *registration, const PlayEvent *event, int64_t now) MUST;
/* First answers, and targets opened, in order of identity. */
Rc play_store_list_answers(Ctx *cx, Db *space, const Id *registration, const Id *grain, PlayAnswer **ret,
                           size_t *ret_n) MUST;
Rc play_store_list_opened(Ctx *cx, Db *space, const Id *registration, const Id *grain, Id **ret, size_t *ret_n) MUST;

/* Forgets all that is computed from statements. */
Rc play_store_forget(Ctx *cx, Db *space, const Id *registration) MUST;

#endif
