/* audit: the space's access log. Acts append a row in the transaction of the act; refusals and reads come through the
 * observer within a second; one sealer per space chains new rows by hash (R105; OPERATIONS §10). */
#ifndef DOMAINS_AUDIT_AUDIT_H
#define DOMAINS_AUDIT_AUDIT_H

#include "domains/access/access.h"
#include "kernel/crypt/crypt.h"
#include "kernel/store/store.h"

typedef enum {
    AUDIT_SIGNED_IN,
    AUDIT_SIGN_IN_FAILED,
    AUDIT_SIGNED_OUT,
    AUDIT_SESSION_REVOKED,
    AUDIT_PASSWORD_CHANGED,
    AUDIT_RESET_ASKED,
    AUDIT_LINK_REDEEMED,
    AUDIT_PERSON_CREATED,
    AUDIT_PERSON_CHANGED,
    AUDIT_PERSON_INVITED,
    AUDIT_PERSON_DEACTIVATED,
    AUDIT_PERSON_REACTIVATED,
    AUDIT_ROLES_CHANGED,
    AUDIT_ROLE_RIGHTS_CHANGED,
    AUDIT_GROUP_CREATED,
    AUDIT_GROUP_CHANGED,
    AUDIT_GROUP_DELETED,
    AUDIT_GROUP_RESTORED,
    AUDIT_GROUP_MEMBERS_CHANGED,
    AUDIT_IMPORT_PREVIEWED,
    AUDIT_IMPORT_RUN,
    AUDIT_MEDIA_DELETED,
    AUDIT_MEDIA_RESTORED,
    AUDIT_GRAIN_CREATED,
    AUDIT_GRAIN_DELETED,
    AUDIT_GRAIN_RESTORED,
    AUDIT_MODULE_CREATED,
    AUDIT_MODULE_DELETED,
    AUDIT_MODULE_RESTORED,
    AUDIT_MODULE_SUBMITTED,
    AUDIT_MODULE_APPROVED,
    AUDIT_MODULE_RETURNED,
    AUDIT_MODULE_REFUSED,
    AUDIT_MODULE_WITHDRAWN,
    AUDIT_DISTRIBUTION_CREATED,
    AUDIT_DISTRIBUTION_CHANGED,
    AUDIT_DISTRIBUTION_SUSPENDED,
    AUDIT_DISTRIBUTION_RESUMED,
    AUDIT_DISTRIBUTION_ARCHIVED,
    AUDIT_DISTRIBUTION_VERSION_CHANGED,
    AUDIT_SPACE_CREATED,
    AUDIT_SPACE_CHANGED,
    AUDIT_SPACE_DROPPED,
    AUDIT_READ,    /* personal data shown: target = route */
    AUDIT_REFUSED, /* 401 or 403: target = route */
    AUDIT_ACTION_COUNT
} AuditAction;

extern const char *const audit_action_names[AUDIT_ACTION_COUNT + 1]; /* "account.signed_in" … as in the API */

typedef struct {
    AuditAction action;
    Actor by;
    Str target_kind; /* "person", "group", "space", "session", "route"; empty if none */
    Str target_id;
    Str target_name; /* as it was called then; personal data stays out where the id is enough */
    Str detail;      /* short JSON or text: what changed */
} AuditEntry;

/* Of target_kind and target_id, target_name, detail; in bytes. What is longer is cut: the act must not fail by it. */
enum { AUDIT_TARGET_MAX = 200, AUDIT_NAME_MAX = 300, AUDIT_DETAIL_MAX = 2000 };

/* Appends inside the caller's write transaction. */
Rc audit_append(Ctx *cx, Db *space, const AuditEntry *entry) MUST;

/* Reads and refusals, from any thread, never failing the request: kept in memory ≤ 1 s, like ones counted as one;
 * refusals beyond 10 rows a minute for each (person or address, route) become one row with their number when the minute
 * has passed. */
typedef struct AuditQueue AuditQueue;
enum { AUDIT_REFUSALS_A_MINUTE = 10, AUDIT_PENDING_MAX = 10000 };
Rc audit_queue_new(AuditQueue **ret) MUST;
void audit_queue_free(AuditQueue *q);
void audit_observe(Ctx *cx, AuditQueue *q, const Id *space, const AuditEntry *entry);
/* A transaction of this space may have appended: seal it at the next flush. */
void audit_touch(AuditQueue *q, const Id *space);
/* Called each second by one thread: writes what is queued, then seals every space written to since. A space whose
 * database is away keeps its entries for the next time; the first such outcome is answered after the others are done.
 */
Rc audit_flush(Ctx *cx, AuditQueue *q, StoreThread *stores) MUST;

typedef struct {
    int64_t pending, dropped; /* dropped: since the start, for want of memory or beyond AUDIT_PENDING_MAX */
} AuditLoad;
AuditLoad audit_queue_load(AuditQueue *q);

/* Chains rows not yet sealed: h_n = SHA-256(h_{n-1} ‖ canonical entry), h_0 = 32 zero bytes. Safe against another
 * process that does the same. */
Rc audit_seal(Ctx *cx, Db *space, int64_t *ret_sealed) MUST;

typedef struct {
    int64_t rows, sealed, first_bad; /* first_bad: number of the first row that does not follow; 0 = none */
    Sha256 head, root;               /* up to the row before the first bad one; root: Merkle tree of the entries */
} AuditVerdict;
Rc audit_verify(Ctx *cx, Db *space, AuditVerdict *ret) MUST;

/* The log, newest first. */
typedef struct {
    Str action;             /* {NULL,0} = all */
    Id person;              /* empty = all */
    int64_t from_ms, to_ms; /* [from, to) */
    int64_t after_ms;       /* the last row of the page before; -1 = none */
    Id after;
    int64_t limit;
} AuditSearch;

typedef struct {
    Id id;
    int64_t at_ms, times;
    Str action;
    Id person;
    Str target_kind, target_id, target_name, address, detail;
} AuditRow;

typedef struct {
    AuditRow *at;
    size_t n;
    bool more;
    int64_t total;
} AuditPage;
Rc audit_list(Ctx *cx, Db *space, const AuditSearch *search, AuditPage *ret) MUST;
bool audit_refused(Str action); /* the outcome of an action: done, or refused */

#endif
