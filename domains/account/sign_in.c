/* Signing in. The attempt is counted first, then the password is checked against every candidate space, then one
 * session begins. An unknown e-mail walks the same road with nothing to compare against: it costs one computation, as
 * an e-mail that one space knows does. */
#include "domains/account/sign_in.h"

#include "domains/account/person_store.h"
#include "domains/account/sign_in_failed.h"
#include "domains/account/throttle.h"
#include "domains/audit/audit.h"

typedef struct {
    const SignInDoor *door;
    const SignInAsk *ask;
    Candidate candidates[SIGN_IN_SPACES];
    size_t count;
    ThrottleKey keys[SIGN_IN_SPACES + 1]; /* one for each candidate (or one for none), then the address */
    size_t key_count, account_keys;
} Attempt;

static Rc add_candidate(Ctx *cx, Attempt *a, const Space *space)
{
    if (space->state != SPACE_ACTIVE || a->count == SIGN_IN_SPACES)
        return OK;
    Candidate *c = &a->candidates[a->count];
    *c = (Candidate){.space = *space};
    Db *db;
    TRY(store_space(cx, a->door->stores, &space->id, &db));
    Rc rc = person_store_by_email(cx, db, a->ask->email, &c->person);
    if (rc == OK)
        rc = person_store_secret(cx, db, &c->person.id, &c->hash);
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    c->known = rc == OK;
    if (c->known && c->person.state != PERSON_ACTIVE)
        c->hash = (Str){0}; /* costs the same and never matches */
    a->count++;
    return OK;
}

static Rc find_candidates(Ctx *cx, Attempt *a, Db *platform)
{
    Space one, *spaces = &one;
    size_t n = 1;
    Rc rc = OK;
    if (a->ask->slug.n)
        rc = space_by_slug(cx, platform, a->ask->slug, &one);
    else
        rc = space_directory_find(cx, platform, a->ask->email, &spaces, &n);
    if (rc == ERR_MISSING)
        return OK;
    TRY(rc);
    for (size_t i = 0; i < n; i++)
        TRY(add_candidate(cx, a, &spaces[i]));
    return OK;
}

static Rc count_attempt(Ctx *cx, Attempt *a, Db *platform)
{
    static const Id nowhere = {0};
    a->account_keys = a->count ? a->count : 1;
    for (size_t i = 0; i < a->account_keys; i++)
        TRY(throttle_account_key(cx, a->count ? &a->candidates[i].space.id : &nowhere, a->ask->email, &a->keys[i]));
    a->key_count = a->account_keys;
    if (a->ask->client.address.n)
        a->keys[a->key_count++] = (ThrottleKey){.kind = THROTTLE_ADDRESS, .subject = a->ask->client.address};
    return throttle_take(cx, platform, a->keys, a->key_count);
}

/* Which candidates accept the password. */
static Rc compare(Ctx *cx, Attempt *a, size_t *ret_matches)
{
    size_t matches = 0;
    for (size_t i = 0; i < a->account_keys; i++) {
        Candidate *c = &a->candidates[i];
        Str hash = i < a->count ? c->hash : (Str){0};
        Rc rc = password_verify(cx, a->door->passwords, hash, a->ask->password, &c->old);
        if (rc != OK && rc != ERR_UNKNOWN)
            return rc;
        c->matches = rc == OK;
        matches += c->matches;
    }
    *ret_matches = matches;
    return OK;
}

/* Forgets what was counted against the accounts that accepted, and one attempt of the address. */
static Rc forgive(Ctx *cx, const Attempt *a, bool all)
{
    ThrottleKey keys[SIGN_IN_SPACES + 1];
    size_t n = 0;
    Db *platform;
    for (size_t i = 0; i < a->key_count; i++)
        if (all || i >= a->account_keys || a->candidates[i].matches)
            keys[n++] = a->keys[i];
    TRY(store_platform(cx, a->door->stores, &platform));
    return throttle_give_back(cx, platform, keys, n);
}

typedef struct {
    const Attempt *attempt;
    const Candidate *candidate;
    Str new_hash; /* with today's parameters; empty = the old one has them */
    SignedIn done;
} Begin;

static Rc begin(Ctx *cx, Db *db, void *arg)
{
    Begin *job = arg;
    const Candidate *c = job->candidate;
    const SignInDoor *door = job->attempt->door;
    Rc rc = person_store_signed_in(cx, db, &c->person.id, c->hash);
    if (rc == ERR_MISSING)
        return fail(cx, ERR_UNKNOWN, "account.credentials", NULL); /* deactivated while we computed */
    TRY(rc);
    if (job->new_hash.n)
        TRY(person_store_rehash(cx, db, &c->person.id, c->hash, job->new_hash));
    job->done = (SignedIn){.space = c->space, .person = c->person};
    TRY(session_begin(cx, db, &c->space.id, &c->person, &job->attempt->ask->client, &door->limits, &job->done.session,
                      &job->done.bearer));
    AuditEntry entry = {.action = AUDIT_SIGNED_IN,
                        .by = {.person = c->person.id, .address = job->done.session.address},
                        .target_kind = STR("session"),
                        .target_id = id_str(&job->done.session.id)};
    return audit_append(cx, db, &entry);
}

static Rc succeed(Ctx *cx, Attempt *a, SignedIn *ret)
{
    Begin job = {.attempt = a};
    for (size_t i = 0; i < a->count; i++)
        if (a->candidates[i].matches)
            job.candidate = &a->candidates[i];
    if (job.candidate->old)
        TRY(password_hash(cx, a->door->passwords, a->ask->password, &job.new_hash));
    Db *db;
    TRY(store_space(cx, a->door->stores, &job.candidate->space.id, &db));
    TRY(db_write(cx, db, begin, &job));
    *ret = job.done;
    return OK;
}

static void offer(const Attempt *a, SignedIn *ret)
{
    SignedIn choice = {0};
    for (size_t i = 0; i < a->count; i++)
        if (a->candidates[i].matches)
            choice.choices[choice.choice_count++] = a->candidates[i].space;
    *ret = choice;
}

Rc sign_in(Ctx *cx, const SignInDoor *door, const SignInAsk *ask, SignedIn *ret)
{
    Db *platform;
    size_t matches = 0;
    Attempt *a = arena_get(cx->arena, sizeof *a);
    if (!a)
        return ERR_NOMEM;
    a->door = door;
    a->ask = ask;
    TRY(store_platform(cx, door->stores, &platform));
    TRY(find_candidates(cx, a, platform));
    TRY(count_attempt(cx, a, platform));
    Rc rc = compare(cx, a, &matches);
    if (rc != OK) { /* nothing was learnt, so nothing is counted */
        (void)forgive(cx, a, true);
        return rc;
    }
    if (matches == 0)
        return sign_in_failed(
            cx, door->stores,
            &(FailedSignIn){
                .candidates = a->candidates, .count = a->count, .keys = a->keys, .address = ask->client.address});
    TRY(forgive(cx, a, false));
    if (matches == 1)
        return succeed(cx, a, ret);
    offer(a, ret);
    return OK;
}
