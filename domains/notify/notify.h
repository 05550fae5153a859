/* notify: mails to people, and what they are told on the screen (inbox.h). A mail row in the space's database, written
 * in the transaction of the act, is the truth; a job "mail.send" for the worker is its echo, re-created by a sweep. */
#ifndef DOMAINS_NOTIFY_NOTIFY_H
#define DOMAINS_NOTIFY_NOTIFY_H

#include "domains/notify/inbox.h"

#define NOTIFY_JOB "mail.send" /* kind of the job; its payload: {"space":id,"mail":id} */

typedef enum {
    NOTIFY_INVITATION,
    NOTIFY_RESET,
    NOTIFY_PASSWORD_CHANGED,
    NOTIFY_LOCKED_OUT,
    NOTIFY_SIGN_IN_ALERT, /* to the space's administrators: many failed sign-ins (R106) */
    NOTIFY_SUBMITTED,     /* to who may approve: a module waits for them */
    NOTIFY_DECIDED,       /* to who submitted it: approved, returned or refused */
    NOTIFY_DISTRIBUTED,   /* to a learner: a module was handed to them */
    NOTIFY_DUE_SOON,      /* to a learner who has not finished, once */
    NOTIFY_TEMPLATE_COUNT
} NotifyTemplate;

typedef enum {
    NOTIFY_NO_DECISION,
    NOTIFY_APPROVED,
    NOTIFY_RETURNED,
    NOTIFY_REFUSED,
    NOTIFY_DECISION_COUNT
} NotifyDecision;

typedef struct {
    NotifyTemplate template;
    Id person;
    Str to, to_name, language; /* "fr" or "en" */
    Str space_name;
    Str from_name;      /* who invites, submits, decides, distributes; empty: the mail does not say */
    Str link;           /* whole URL; token in its fragment */
    int64_t expires_ms; /* of the link; 0 = the mail names no end */
    /* Of submissions and distributions: */
    Str title;  /* the module's */
    Str detail; /* a person's own words to the reader; empty = none. Its lines become one. */
    NotifyDecision decision;
    int64_t opens_ms, closes_ms, due_ms; /* 0 = the mail names none */
} Notice;

/* Writes the mail inside the caller's write transaction on the space's database. After the commit the caller calls
 * notify_dispatch; a crash in between is mended by notify_sweep. */
Rc notify_write(Ctx *cx, Db *space, const Notice *notice, Id *ret_mail) MUST;
Rc notify_dispatch(Ctx *cx, Db *platform, const Id *space, const Id *mail) MUST;
/* Enqueues pending mails of the space that were not enqueued yet, oldest first, at most NOTIFY_SWEEP_MAX, e.g. those
 * of an import; and again those that have waited for NOTIFY_AGAIN_MS, whose job may be lost. */
enum { NOTIFY_SWEEP_MAX = 1000, NOTIFY_AGAIN_MS = 10 * 60 * 1000 };
Rc notify_sweep(Ctx *cx, Db *platform, Db *space_db, const Id *space, int64_t *ret_enqueued) MUST;

/* Forgets mails written NOTIFY_KEEP_MS ago, with the addresses they went to: their links have long been void, and so
 * has what is pending still. Called once in a while for each space. */
#define NOTIFY_KEEP_MS (INT64_C(90) * 24 * 3600 * 1000)
Rc notify_purge(Ctx *cx, Db *space, int64_t *ret_purged) MUST;

/* For the worker's lease: the whole message as JSON {id,to,to_name,subject,text,html,language}. ERR_MISSING when the
 * mail has ended or never was: the job has nothing left to do. */
Rc notify_payload(Ctx *cx, Db *space, const Id *mail, Buf *out) MUST;

/* Its end, once; a second time changes nothing. The body is erased, for it held a secret link, unless `keep_body`: a
 * development installation shows its mails on a page. */
Rc notify_sent(Ctx *cx, Db *space, const Id *mail, bool delivered, Str error, bool keep_body) MUST;

#endif
