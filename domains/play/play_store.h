/* Statements of play.sql. */
#ifndef DOMAINS_PLAY_PLAY_STORE_H
#define DOMAINS_PLAY_PLAY_STORE_H

#include "domains/play/play_document.h"
#include "domains/play/play_progress.h"
#include "kernel/crypt/crypt.h"

typedef struct {
    Id id, registration, person, module_version;
    int64_t attempt, created_ms, expires_ms, claimed_s;
    Sha256 token_hash;
} PlayLaunchRow;

Rc play_store_insert_launch(Ctx *cx, Db *space, const PlayLaunchRow *launch) MUST;
Rc play_store_get_launch(Ctx *cx, Db *space, const Id *id, PlayLaunchRow *ret) MUST;
Rc play_store_renew_launch(Ctx *cx, Db *space, const Id *id, int64_t expires_ms) MUST;
Rc play_store_claim_launch(Ctx *cx, Db *space, const Id *id, int64_t claimed_s) MUST;
/* Up to `room` registrations with launches, in order of identity, behind `after`. */
Rc play_store_list_played(Ctx *cx, Db *space, const Id *after, Id *ret, size_t room, size_t *ret_n) MUST;
/* Up to `room` of this version and those that the registration's launches are of: those without a row of their own. */
Rc play_store_list_unknown_versions(Ctx *cx, Db *space, const Id *registration, const Id *module_version, Id *ret,
                                    size_t room, size_t *ret_n) MUST;

/* A frozen version as far as scores need it: see play_version.h. */
Rc play_store_get_version(Ctx *cx, Db *space, const Id *module_version, int64_t *ret_pass_percent) MUST;
Rc play_store_insert_version(Ctx *cx, Db *space, const Id *module_version, int64_t pass_percent) MUST;
Rc play_store_insert_version_grain(Ctx *cx, Db *space, const Id *module_version, size_t position, const Id *grain,
                                   const Id *film) MUST;
Rc play_store_insert_version_question(Ctx *cx, Db *space, const Id *module_version, const Id *grain,
                                      const GrainQuestion *question, Str hash) MUST;

/* An attempt of a registration, and one grain of it. Times: 0 = not yet. */
typedef struct {
    int64_t attempt;
    Id module_version; /* in which it was completed; until then, last played */
    int64_t first_ms, last_ms, completed_ms;
} PlayAttempt;
typedef struct {
    int64_t attempt;
    Id grain;
    int64_t first_ms, last_ms, completed_ms;
} PlayGrain;
/* ERR_MISSING: nothing was done there yet. */
Rc play_store_get_attempt(Ctx *cx, Db *space, const Id *registration, int64_t attempt, PlayAttempt *ret) MUST;
Rc play_store_put_attempt(Ctx *cx, Db *space, const Id *registration, const PlayAttempt *attempt) MUST;
Rc play_store_get_grain(Ctx *cx, Db *space, const Id *registration, int64_t attempt, const Id *grain,
                        PlayGrain *ret) MUST;
Rc play_store_put_grain(Ctx *cx, Db *space, const Id *registration, const PlayGrain *grain) MUST;

/* The row named by attempt, grain and film of *p. ERR_MISSING: none of it was seen yet. `coverage` is sized by the
 * row's duration. */
Rc play_store_get_film(Ctx *cx, Db *space, const Id *registration, PlayProgress *p) MUST;
Rc play_store_put_film(Ctx *cx, Db *space, const Id *registration, const PlayProgress *p) MUST;
/* How long each film was taken to be: attempt, grain, film and duration of every row. */
Rc play_store_list_durations(Ctx *cx, Db *space, const Id *registration, PlayProgress **ret, size_t *ret_n) MUST;

/* An attempt as it stands in a version, grain by grain in order; at most MODULE_GRAINS_MAX. */
typedef struct {
    Id grain;
    int64_t duration_ms, covered_s, position_ms;
    int64_t first_ms, last_ms, completed_ms;
} PlayStanding;
Rc play_store_list_parts(Ctx *cx, Db *space, const Id *registration, int64_t attempt, const Id *module_version,
                         PlayStanding *ret, size_t *ret_n) MUST;
Rc play_store_sum_watched(Ctx *cx, Db *space, const Id *registration, int64_t attempt, int64_t *ret_s) MUST;

/* Room for one more of `n` rows in the arena: the same rows, or a copy with twice the room. NULL: no memory. */
void *play_store_room(Ctx *cx, void *rows, size_t n, size_t *room, size_t size) MUST;

/* All that is computed from statements: forgets it; a digest of every row of it. */
Rc play_store_forget(Ctx *cx, Db *space, const Id *registration) MUST;
Rc play_store_digest(Ctx *cx, Db *space, const Id *registration, Sha256 *ret) MUST;

#endif
