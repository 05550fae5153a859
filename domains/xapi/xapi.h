/* xapi: the learning record store of a space (ARCHITECTURE §7, STANDARDS §1). Statements are validated whole, stored
 * once, never changed, and durable before they are acknowledged; everything measured is computed from them. Knows no
 * film, no quiz: what a statement means is for whoever asks. */
#ifndef DOMAINS_XAPI_XAPI_H
#define DOMAINS_XAPI_XAPI_H

#include "domains/xapi/xapi_mark.h"
#include "kernel/crypt/crypt.h"
#include "kernel/store/db.h"

enum { XAPI_STATEMENT_MAX = 16 << 10, XAPI_BATCH_MAX = 400 };

/* What stands behind a statement besides its own text: the credential it came with. */
typedef struct {
    Str authority; /* JSON of an agent: X10 */
    Id person;     /* of this space, who acts in it; empty: a foreign agent */
} XapiSource;

/* A statement that holds to X10–X19, read. */
typedef struct {
    Id id;
    int64_t timestamp_ms;
    Id person, registration; /* empty: none */
    Str verb;                /* IRI */
    Str activity;            /* IRI of its object; empty when that is no activity */
    Str text;                /* whole, compact, but for `stored`, which is a column */
    Sha256 fingerprint;      /* equal for two statements that X21 calls equal */
} XapiStatement;

/* Validates `json` and completes it: id, timestamp, version when absent, authority in any case. ERR_INVALID with a code
 * xapi.… on the member's path, or http.… when it is no JSON; ERR_LIMIT xapi.too_large beyond XAPI_STATEMENT_MAX. No
 * database. */
Rc xapi_statement_read(Ctx *cx, const XapiSource *from, Str json, XapiStatement *ret) MUST;

/* What became of one: stored; there before and equal (X20: harmless); there before and different. */
typedef enum { XAPI_STORED, XAPI_REPEATED, XAPI_DIFFERENT } XapiOutcome;

typedef struct XapiBatch XapiBatch;
struct XapiBatch {
    const XapiStatement *at;
    size_t n; /* ≤ XAPI_BATCH_MAX */
    /* X8: one that is different refuses all, ERR_CONFLICT xapi.conflict; one identity twice is ERR_INVALID
     * xapi.repeated. Otherwise each is judged alone. */
    bool all_or_none;
    /* Called inside the transaction when all are written; may be NULL. Not OK undoes the batch. It may run again, and
     * on another thread, as every body of db_write_group. */
    Rc (*inside)(Ctx *cx, Db *space, const XapiBatch *batch, const XapiOutcome *outcomes, int64_t stored_ms);
    void *arg;
};

/* Writes the batch in one transaction, durable on return; `ret` has room for `n`. Batches of one space follow one
 * another: what `inside` reads and writes nobody else changes meanwhile. */
Rc xapi_ingest_batch(Ctx *cx, Db *space, const XapiBatch *batch, XapiOutcome *ret) MUST;

/* The same turn without statements, for what is computed from them: a rebuild. `body` runs in a write transaction. */
Rc xapi_exclusive(Ctx *cx, Db *space, TxBody body, void *arg) MUST;

/* Stored statements in the order of their positions, which rise strictly in the order of commits: whoever has read up
 * to one has missed none before it. `registration` empty = all. */
typedef struct {
    int64_t position, stored_ms, timestamp_ms;
    Id id, registration, person;
    Str verb, activity, text;
} XapiRecord;
Rc xapi_after(Ctx *cx, Db *space, const Id *registration, int64_t position, size_t limit, XapiRecord *ret,
              size_t *ret_n) MUST;
/* The whole statement as an LRS client reads it: with `stored`. */
Rc xapi_document(Ctx *cx, const XapiRecord *record, Str *ret) MUST;

/* Where this space's activities and accounts live: the installation's origin when it was first asked for, frozen then,
 * so that identities stay what they were when the installation moves. `origin` without a final slash. */
Rc xapi_origin(Ctx *cx, Db *space, Str origin, Str *ret) MUST;

/* Milliseconds of an ISO 8601 duration. ERR_INVALID. */
Rc xapi_duration(Str s, int64_t *ret_ms) MUST;

#endif
