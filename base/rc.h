/* Outcomes: what every function that can fail returns. Knows nothing of HTTP; kernel/http maps each to a status. */
#ifndef BASE_RC_H
#define BASE_RC_H

typedef enum {
    OK = 0,
    ERR_INVALID,  /* what came in is malformed */
    ERR_REFUSED,  /* well formed, but a rule says no */
    ERR_UNKNOWN,  /* nobody is signed in, or the credentials are wrong */
    ERR_DENIED,   /* known, without the right */
    ERR_MISSING,  /* no such thing, or none the caller may know of */
    ERR_CONFLICT, /* clashes with what is stored */
    ERR_STALE,    /* the caller edited an older version */
    ERR_LIMIT,    /* larger than allowed */
    ERR_OFTEN,    /* too many attempts; wait */
    ERR_BUSY,     /* try again: contention, draining, a database away */
    ERR_NOMEM,    /* this request or this machine ran out of memory */
    ERR_IO,       /* disk, network or database failed */
    ERR_BUG,      /* our own mistake, met outside an assertion */
    RC_COUNT
} Rc;

/* The word for an outcome in logs, for example "conflict". */
const char *rc_name(Rc rc);

#define MUST __attribute__((warn_unused_result))

/* The only macro of the project that changes control flow. */
#define TRY(call)        \
    do {                 \
        Rc rc_ = (call); \
        if (rc_ != OK)   \
            return rc_;  \
    } while (0)

#endif
