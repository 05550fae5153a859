/* work: worker machines. They have no access to any database: they ask for jobs over HTTP, get each one's whole
 * payload, and say how it ended. Knows no kind of job by name: the program's table says what to do for each. */
#ifndef DOMAINS_WORK_WORK_H
#define DOMAINS_WORK_WORK_H

#include "kernel/queue/queue.h"
#include "kernel/store/store.h"

enum { WORK_LEASE_MS = 60000, WORK_NAME_MAX = 80, WORK_PAYLOAD_MAX = 2 << 20 };

typedef struct BlobStore BlobStore;

/* Where a call of a machine is served. */
typedef struct {
    StoreThread *stores;
    BlobStore *blobs;
    bool development; /* a development installation keeps what production erases */
    void *program;    /* the program's own */
} WorkPlace;

/* What one kind of job needs at its beginning and its end. The row that the job serves is in a space's database and is
 * the truth, so each is called before the job row changes, and may be called again for the same job. */
typedef struct {
    const char *kind;
    /* One JSON value. ERR_MISSING: nothing is left to do, the job ends as done. */
    Rc (*build_payload)(Ctx *cx, const WorkPlace *at, const Job *job, Buf *out);
    /* `result`: JSON, or {NULL,0}. */
    Rc (*on_complete)(Ctx *cx, const WorkPlace *at, const Job *job, Str result);
    /* Called when the job ends as failed, not at each attempt. */
    Rc (*on_failed)(Ctx *cx, const WorkPlace *at, const Job *job, Str error);
    /* The three below may be NULL: a kind without files. */
    /* Key of the blob with this SHA-256 (hexadecimal) that the job needs. ERR_MISSING. */
    Rc (*find_input)(Ctx *cx, const WorkPlace *at, const Job *job, Str sha256, Str *ret_key);
    /* Key under which the output `name` is kept; asked for each part of it. ERR_REFUSED: no such output. */
    Rc (*find_output)(Ctx *cx, const WorkPlace *at, const Job *job, Str name, Str *ret_key);
    /* The worker said how far it is (0–1), at a heartbeat. ERR_CONFLICT: cancelled, the work must stop. */
    Rc (*on_progress)(Ctx *cx, const WorkPlace *at, const Job *job, double progress);
} WorkKind;

/* Files of a job in hand; the holder speaks, ERR_CONFLICT queue.lease_lost else. Input: the blob's key, to be sent.
 * Output: the `n` bytes of file `path` belong at `offset` of `name`; `total` = its whole size: when offset + n reaches
 * it the blob is committed, and its SHA-256 must be `sha256` (ERR_INVALID work.bad_digest). Repeats are harmless. */
typedef struct {
    Str name, sha256;
    int64_t offset, n, total;
    const char *path;
} WorkOutput;
Rc work_input(Ctx *cx, const WorkPlace *at, const JobHold *hold, Str sha256, Str *ret_key) MUST;
Rc work_output(Ctx *cx, const WorkPlace *at, const JobHold *hold, const WorkOutput *output) MUST;

/* The program's table, defined where the program is composed; ends with an empty row, at most JOB_KINDS_MAX before. */
extern const WorkKind work_kinds[];

/* A new machine's token, shown once; stored is its hash. ERR_INVALID work.bad_name, ERR_CONFLICT work.name_taken. */
Rc work_token_create(Ctx *cx, Db *platform, Str name, Str *ret_token) MUST;
Rc work_token_revoke(Ctx *cx, Db *platform, Str name) MUST; /* ERR_MISSING */
/* The name behind a token. ERR_UNKNOWN: wrong or revoked. */
Rc work_token_name(Ctx *cx, Db *platform, Str token, Str *ret) MUST;

typedef struct {
    JobHold hold;
    Str kind, payload;
} WorkItem;

/* Claims jobs of the `kinds` the table knows, up to `max` or WORK_PAYLOAD_MAX bytes; a job whose payload cannot be had
 * waits for another attempt. `ret` has room for JOB_BATCH_MAX. */
Rc work_lease(Ctx *cx, const WorkPlace *at, Str worker, const Str *kinds, size_t kind_count, size_t max, WorkItem *ret,
              size_t *ret_n) MUST;

/* The holder speaks; ERR_CONFLICT queue.lease_lost when it is not his any more. */
Rc work_heartbeat(Ctx *cx, const WorkPlace *at, const JobHold *hold, double progress) MUST;
Rc work_complete(Ctx *cx, const WorkPlace *at, const JobHold *hold, Str result) MUST;
Rc work_fail(Ctx *cx, const WorkPlace *at, const JobHold *hold, Str error, bool final) MUST;
/* The worker is leaving: another one goes on at once. */
Rc work_release(Ctx *cx, const WorkPlace *at, const JobHold *hold) MUST;

#endif
