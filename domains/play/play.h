/* play: launches of the player, what learners did in each grain, and the pages they do it on. All it knows of a learner
 * is computed from statements (xapi) in the transaction that stores them, and can be computed again. */
#ifndef DOMAINS_PLAY_PLAY_H
#define DOMAINS_PLAY_PLAY_H

#include "domains/distribution/distribution.h"
#include "domains/play/play_document.h"
#include "domains/xapi/xapi.h"

enum { PLAY_LAUNCH_MS = 12 * 3600 * 1000 }; /* a launch lives so long after it was last used */

/* One opening of a play page by one person: of one version and one attempt for ever, whatever the registration goes
 * over to. Its token ("<space>.<43 characters>") is the player's only credential: it says which space, and only its
 * hash is stored. */
typedef struct {
    Id id, registration, person;
    Id module_version;
    int64_t attempt, created_ms, expires_ms;
} Launch;
/* As registration_check_open: ERR_DENIED distribution.… when it may not be played now. */
Rc launch_create(Ctx *cx, Db *space, const Id *space_id, const Registration *registration, Launch *ret,
                 Str *ret_token) MUST;
/* The space a token speaks of. ERR_MISSING: not of this form. */
Rc launch_space(Str token, Id *ret) MUST;
/* ERR_MISSING http.missing, whatever is wrong: unknown, another's token, over, or its person is not active. Renews it.
 */
Rc launch_find(Ctx *cx, Db *space, const Id *launch, Str token, Launch *ret) MUST;

/* Where a document is made for: what its addresses need. */
typedef struct {
    const MediaKey *key;
    Id space;
    Str origin;     /* of the installation, without a final slash */
    XapiMark *mark; /* told when statements were stored; NULL: nobody waits */
} PlayPlace;
/* "<frozen origin>/x/<space>/": below it live the activities. */
Rc play_activity_base(Ctx *cx, Db *space, const PlayPlace *place, Str *ret) MUST;

/* The person's own registration. ERR_MISSING http.missing for any other. */
Rc play_registration(Ctx *cx, Db *space, const Id *registration, const Id *person, Registration *ret) MUST;

/* All that a player needs. `grain` empty: where the learner goes on. `launch` and `token` go into it. ERR_MISSING
 * http.missing: no such grain in the launch's version. */
typedef struct {
    const Launch *launch;
    Str token;
    Id grain;
} PlayRequest;
Rc play_document(Ctx *cx, Db *space, const PlayPlace *place, const PlayRequest *request, PlayDocument *ret) MUST;
/* A draft, for `person`. ERR_REFUSED play.no_film. */
Rc play_preview(Ctx *cx, Db *space, const PlayPlace *place, const Id *person, const Id *grain, PlayDocument *ret) MUST;
/* A grain of what was submitted, for `person`, who reviews it: nothing is sent, nothing is kept. ERR_MISSING
 * http.missing: no such grain in it. */
typedef struct {
    Id submission, module_version, grain;
} PlayReview;
Rc play_review(Ctx *cx, Db *space, const PlayPlace *place, const Id *person, const PlayReview *review,
               PlayDocument *ret) MUST;
/* The film of a grain as far as it is there. */
Rc play_index(Ctx *cx, Db *space, const PlayPlace *place, const Launch *launch, const Id *grain, MediaPlay *ret) MUST;

/* Stores what the player sends, each statement judged alone, against the version of the launch that it names; durable
 * on return. Identities of the accepted ones and codes of the others, by their place in the batch; `state` of the grain
 * of the last accepted one. When the registration may not be played now, what was done before counts and the rest is
 * held: neither accepted nor refused, to be sent again. ERR_DENIED distribution.… when all that was sent is held. */
typedef struct {
    bool accepted;
    Id id;            /* empty: it has none that is sound */
    const char *code; /* why not; NULL and not accepted: held */
} PlayVerdict;
typedef struct {
    PlayVerdict *verdicts; /* one for each statement */
    bool has_state;
    PlayGrainState state;
} PlayOutcome;
Rc play_ingest(Ctx *cx, Db *space, const PlayPlace *place, const Launch *launch, const Str *statements, size_t n,
               PlayOutcome *ret) MUST;

/* Computes what is known of a registration again from its statements alone. */
Rc play_rebuild(Ctx *cx, Db *space, const PlayPlace *place, const Id *registration) MUST;
/* Whether that would change anything; changes nothing. */
Rc play_verify(Ctx *cx, Db *space, const PlayPlace *place, const Id *registration, bool *ret_same) MUST;
/* One of the two for each of the next PLAY_REBUILD_PAGE that were ever played, behind round->after, which goes on. */
enum { PLAY_REBUILD_PAGE = 20 };
typedef struct {
    bool verify;     /* else rebuild */
    Id after;        /* empty: from the first */
    size_t n;        /* how many: fewer than PLAY_REBUILD_PAGE = these were the last */
    size_t differed; /* of them, with `verify` */
} PlayRound;
Rc play_round(Ctx *cx, Db *space, const PlayPlace *place, PlayRound *round) MUST;

/* What is known of a grain in the launch's attempt, held against the launch's version: answers to questions that it
 * does not have are left out, those to questions that have changed since are kept as they were, to review. ERR_MISSING:
 * no such grain in that version. */
Rc play_state(Ctx *cx, Db *space, const Launch *launch, const Id *grain, PlayGrainState *ret) MUST;

/* Begins the next attempt of the person's own registration, when the last one is done. ERR_CONFLICT
 * play.attempt_running; ERR_DENIED distribution.no_attempt_left and what launch_create answers; ERR_MISSING. */
Rc play_next_attempt(Ctx *cx, Db *space, const PlayPlace *place, const Id *registration, const Id *person,
                     LearningItem *ret) MUST;

/* What a person has to learn, newest first, behind `after` (empty: from the newest). */
typedef struct {
    LearningItem *at;
    size_t n;
    bool more;
    int64_t total;
} LearningPage;
Rc play_learning(Ctx *cx, Db *space, const PlayPlace *place, const Id *person, const Id *after, size_t limit,
                 LearningPage *ret) MUST;

#endif
