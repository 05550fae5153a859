/* The same state from the statements alone: they are read in the order in which they were stored, with the times of
 * then, each by the version of its launch, through the same rules. */
#include "domains/play/play_apply.h"
#include "domains/play/play_version.h"
#include "domains/xapi/xapi.h"

#include "base/log.h"

enum { PAGE = 100, PAGE_BYTES = 32 << 20, ONE_BYTES = 256 << 20 };

typedef struct {
    const Id *registration;
    PlayFacts *facts;
    bool compared, same;
} Rebuild;

/* `page` is forgotten after each page; what stays is in cx. */
static Rc replay(Ctx *cx, Ctx *page, Db *space, const Rebuild *r, PlayApply *a, const XapiRecord *record)
{
    const JsonValue *statement;
    PlayFact fact;
    TRY(value_parse(page, record->text, &statement));
    Rc rc = play_fact_read(page, space, r->facts, r->registration, statement, &fact);
    if (rc == ERR_INVALID || rc == ERR_MISSING) { /* another client's: any statement may name a registration */
        log_info(cx, "play", "a statement says nothing to the player, ignoring", "statement=%s", record->id.text);
        return OK;
    }
    TRY(rc);
    fact.event.statement = record->id;
    fact.event.timestamp_ms = record->timestamp_ms;
    return play_apply(cx, space, a, &fact, record->stored_ms);
}

static Rc replay_page(Ctx *cx, Db *space, const Rebuild *r, PlayApply *a, int64_t *position, bool *ret_more)
{
    AUTO_ARENA arena = arena_new(PAGE_BYTES);
    Ctx page = *cx;
    size_t n;
    page.arena = arena;
    XapiRecord *records = arena ? arena_array(arena, PAGE, sizeof *records) : NULL;
    if (!records)
        return ERR_NOMEM;
    TRY(xapi_after(&page, space, r->registration, *position, PAGE, records, &n));
    for (size_t i = 0; i < n; i++)
        TRY(replay(cx, &page, space, r, a, &records[i]));
    *position = n ? records[n - 1].position : *position;
    *ret_more = n == PAGE;
    return OK;
}

static Rc rebuild(Ctx *cx, Db *space, void *arg)
{
    const Rebuild *r = arg;
    int64_t position = 0;
    PlayProgress *kept; /* how long the films were taken to be when they were played: one may be gone since */
    PlayApply a;
    play_apply_begin(&a, r->registration);
    TRY(play_store_list_durations(cx, space, r->registration, &kept, &a.kept_count));
    a.kept = kept;
    TRY(play_store_forget(cx, space, r->registration));
    for (bool more = true; more;)
        TRY(replay_page(cx, space, r, &a, &position, &more));
    return play_apply_end(cx, space, &a);
}

static Rc prepare(Ctx *cx, Db *space, const PlayPlace *place, const Id *registration, Rebuild *ret)
{
    Registration row;
    *ret = (Rebuild){.registration = registration};
    TRY(registration_get(cx, space, registration, &row));
    TRY(play_version_know_all(cx, space, registration, &row.module_version));
    return play_facts_new(cx, space, place, &ret->facts);
}

Rc play_rebuild(Ctx *cx, Db *space, const PlayPlace *place, const Id *registration)
{
    Rebuild r;
    TRY(prepare(cx, space, place, registration, &r));
    return xapi_exclusive(cx, space, rebuild, &r);
}

/* What a comparison ends with, so that its transaction is undone. */
static const Rc undone = ERR_REFUSED;

static Rc compare(Ctx *cx, Db *space, void *arg)
{
    Rebuild *r = arg;
    Sha256 before, after;
    TRY(play_store_digest(cx, space, r->registration, &before));
    TRY(rebuild(cx, space, r));
    TRY(play_store_digest(cx, space, r->registration, &after));
    r->compared = true;
    r->same = memcmp(&before, &after, sizeof before) == 0;
    return undone;
}

Rc play_verify(Ctx *cx, Db *space, const PlayPlace *place, const Id *registration, bool *ret_same)
{
    Rebuild r;
    TRY(prepare(cx, space, place, registration, &r));
    Rc rc = xapi_exclusive(cx, space, compare, &r);
    if (rc != undone || !r.compared)
        return rc;
    *ret_same = r.same;
    return OK;
}

/* With an arena of its own: a space may have a hundred thousand. */
static Rc turn_to(Ctx *cx, Db *space, const PlayPlace *place, const Id *registration, PlayRound *round)
{
    AUTO_ARENA arena = arena_new(ONE_BYTES);
    Ctx one = *cx;
    bool same = true;
    if (!arena)
        return ERR_NOMEM;
    one.arena = arena;
    Rc rc = round->verify ? play_verify(&one, space, place, registration, &same)
                          : play_rebuild(&one, space, place, registration);
    if (rc != OK || !same)
        log_fault(cx, "play", "a registration is not what its statements say", "registration=%s outcome=%s",
                  registration->text, rc_name(rc));
    round->differed += !same;
    return rc;
}

Rc play_round(Ctx *cx, Db *space, const PlayPlace *place, PlayRound *round)
{
    Id ids[PLAY_REBUILD_PAGE];
    size_t n;
    TRY(play_store_list_played(cx, space, &round->after, ids, PLAY_REBUILD_PAGE, &n));
    round->differed = 0;
    for (size_t i = 0; i < n; i++)
        TRY(turn_to(cx, space, place, &ids[i], round));
    if (n)
        round->after = ids[n - 1];
    round->n = n;
    return OK;
}
