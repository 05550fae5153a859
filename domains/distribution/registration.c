/* Rules of registrations: who may play now, and which attempt. */
#include "domains/distribution/registration_store.h"

static Rc missing(Ctx *cx, Rc rc)
{
    return rc == ERR_MISSING ? fail(cx, ERR_MISSING, "http.missing", NULL) : rc;
}

Rc registration_get(Ctx *cx, Db *space, const Id *registration, Registration *ret)
{
    return missing(cx, registration_store_get(cx, space, registration, ret));
}

Rc registration_list(Ctx *cx, Db *space, const Id *person, const Id *after, size_t limit, Registration **ret,
                     size_t *ret_n, int64_t *ret_total)
{
    Registration *at = arena_array(cx->arena, limit, sizeof *at);
    if (!at)
        return ERR_NOMEM;
    TRY(registration_store_count(cx, space, person, ret_total));
    TRY(registration_store_list(cx, space, person, after, limit, at, ret_n));
    *ret = at;
    return OK;
}

Rc registration_terms(Ctx *cx, Db *space, const Id *registration, RegistrationTerms *ret)
{
    int64_t attempt;
    return missing(cx, registration_store_terms(cx, space, registration, ret, &attempt));
}

static Rc check_open(Ctx *cx, const RegistrationTerms *terms)
{
    if (terms->withdrawn_ms)
        return fail(cx, ERR_DENIED, "distribution.withdrawn", NULL);
    switch (terms->state) {
    case DISTRIBUTION_OPEN:
        return OK;
    case DISTRIBUTION_SCHEDULED:
        return fail(cx, ERR_DENIED, "distribution.not_open_yet", NULL);
    case DISTRIBUTION_SUSPENDED:
        return fail(cx, ERR_DENIED, "distribution.suspended", NULL);
    case DISTRIBUTION_CLOSED:
    case DISTRIBUTION_ARCHIVED: /* to a learner these two are one */
    case DISTRIBUTION_STATE_COUNT:
        break;
    }
    return fail(cx, ERR_DENIED, "distribution.closed", NULL);
}

Rc registration_check_open(Ctx *cx, Db *space, const Id *registration)
{
    RegistrationTerms terms;
    TRY(registration_terms(cx, space, registration, &terms));
    return check_open(cx, &terms);
}

Rc registration_start(Ctx *cx, Db *space, const Id *registration)
{
    return registration_store_start(cx, space, registration);
}

Rc registration_finish(Ctx *cx, Db *space, const Id *registration)
{
    return registration_store_finish(cx, space, registration);
}

Rc registration_next_attempt(Ctx *cx, Db *space, const Id *registration, Registration *ret)
{
    RegistrationTerms terms;
    int64_t attempt, changed;
    TRY(missing(cx, registration_store_terms(cx, space, registration, &terms, &attempt)));
    TRY(check_open(cx, &terms));
    if (terms.attempts_max && attempt >= terms.attempts_max)
        return fail(cx, ERR_DENIED, "distribution.no_attempt_left", NULL);
    TRY(registration_store_next_attempt(cx, space, registration, attempt, &changed));
    return registration_get(cx, space, registration, ret);
}
