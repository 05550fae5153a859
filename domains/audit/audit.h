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
    AUDIT_SPACE_CREATED,
    AUDIT_SPACE_CHANGED,
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

/* Appends inside the caller's write transaction. */
Rc audit_append(Ctx *cx, Db *space, const AuditEntry *entry) MUST;

/* Reads and refusals, from any thread, never failing the request: kept in memory ≤ 1 s, refusals limited to 10 a minute
 * for each (person or address, route) and counted beyond. */
typedef struct AuditQueue AuditQueue;
Rc audit_queue_new(AuditQueue **ret) MUST;
void audit_queue_free(AuditQueue *q);
void audit_observe(Ctx *cx, AuditQueue *q, const Id *space, const AuditEntry *entry);
/* Called each second by one thread: writes what is queued, then seals every space written to since. */
Rc audit_flush(Ctx *cx, AuditQueue *q, StoreThread *stores) MUST;

/* Chains rows not yet sealed: h_n = SHA-256(h_{n-1} ‖ canonical entry). */
Rc audit_seal(Ctx *cx, Db *space, int64_t *ret_sealed) MUST;

typedef struct {
    int64_t rows, sealed, first_bad; /* first_bad: number of the first row that does not follow; 0 = none */
    Sha256 head;
} AuditVerdict;
Rc audit_verify(Ctx *cx, Db *space, AuditVerdict *ret) MUST;

#endif
