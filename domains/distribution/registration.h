/* Registrations, for those who play and measure: one person in one distribution, for ever; version and attempt are data
 * on it (ARCHITECTURE §6). All calls may stand inside the caller's transaction. Other domains include distribution.h.
 */
#ifndef DOMAINS_DISTRIBUTION_REGISTRATION_H
#define DOMAINS_DISTRIBUTION_REGISTRATION_H

#include "domains/access/access.h"

/* Of a distribution, computed from its row and the time now. */
typedef enum {
    DISTRIBUTION_SCHEDULED, /* opens later */
    DISTRIBUTION_OPEN,
    DISTRIBUTION_CLOSED, /* closed by its date */
    DISTRIBUTION_SUSPENDED,
    DISTRIBUTION_ARCHIVED,
    DISTRIBUTION_STATE_COUNT
} DistributionState;
extern const char *const distribution_state_names[DISTRIBUTION_STATE_COUNT + 1];

typedef struct {
    Id id, distribution, person;
    Id module, module_version; /* the version this person plays now */
    int64_t version_number;
    Str title;       /* of that version */
    int64_t attempt; /* 1 … */
    int64_t created_ms;
    int64_t started_ms, finished_ms; /* first statement of all; end of this attempt. 0 = not yet */
    int64_t withdrawn_ms;            /* 0 = has access */
} Registration;

Rc registration_get(Ctx *cx, Db *space, const Id *registration, Registration *ret) MUST; /* ERR_MISSING */

/* A person's own, newest first, those after `after` (empty: from the newest): neither withdrawn nor of an archived
 * distribution. */
Rc registration_list(Ctx *cx, Db *space, const Id *person, const Id *after, size_t limit, Registration **ret,
                     size_t *ret_n, int64_t *ret_total) MUST;

/* What holds for it now. Times: 0 = none. */
typedef struct {
    DistributionState state;
    int64_t opens_ms, closes_ms, due_ms;
    int64_t suspended_ms, archived_ms, withdrawn_ms; /* since when; what was done before counts */
    int64_t attempts_max;                            /* 0 = unlimited */
    int64_t pass_percent;                            /* -1 = as in the grains */
} RegistrationTerms;
Rc registration_terms(Ctx *cx, Db *space, const Id *registration, RegistrationTerms *ret) MUST; /* ERR_MISSING */

/* Whether the person may play now. ERR_DENIED (403) distribution.not_open_yet, distribution.closed (an archived one
 * too), distribution.suspended, distribution.withdrawn; ERR_MISSING. */
Rc registration_check_open(Ctx *cx, Db *space, const Id *registration) MUST;

/* These two set a time once; a second call changes nothing. Finished: every grain of this attempt is done; then no
 * reminder is sent. */
Rc registration_start(Ctx *cx, Db *space, const Id *registration) MUST;
Rc registration_finish(Ctx *cx, Db *space, const Id *registration) MUST;

/* Begins the next attempt, on the distribution's version of today; inside the caller's write transaction. Two at once
 * make one. ERR_DENIED distribution.no_attempt_left and what registration_check_open answers. That the running attempt
 * is over is the caller's rule. */
Rc registration_next_attempt(Ctx *cx, Db *space, const Id *registration, Registration *ret) MUST;

#endif
