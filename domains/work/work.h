/* work: worker machines. They have no access to any database: they ask for jobs over HTTP, get each one's whole
 * payload, and say how it ended. Knows no kind of job by name: the program's table says what to do for each. */
#ifndef DOMAINS_WORK_WORK_H
#define DOMAINS_WORK_WORK_H

#include "kernel/queue/queue.h"
#include "kernel/store/store.h"

enum { WORK_LEASE_MS = 60000, WORK_NAME_MAX = 80, WORK_PAYLOAD_MAX = 2 << 20 };

/* Where a call of a machine is served. */
typedef struct {
    StoreThread *stores;
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
} WorkKind;

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

#endif
