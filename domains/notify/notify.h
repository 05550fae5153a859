/* notify: mails to people. A mail row in the space's database, written in the transaction of the act, is the truth; a
 * job "mail.send" for the worker is its echo, re-created by a sweep. */
#ifndef DOMAINS_NOTIFY_NOTIFY_H
#define DOMAINS_NOTIFY_NOTIFY_H

#include "kernel/store/store.h"

typedef enum {
    NOTIFY_INVITATION,
    NOTIFY_RESET,
    NOTIFY_PASSWORD_CHANGED,
    NOTIFY_LOCKED_OUT,
    NOTIFY_TEMPLATE_COUNT
} NotifyTemplate;

typedef struct {
    NotifyTemplate template;
    Id person;
    Str to, to_name, language; /* "fr" or "en" */
    Str space_name;
    Str link;           /* whole URL; token in its fragment */
    int64_t expires_ms; /* of the link */
} Notice;

/* Writes the mail inside the caller's write transaction on the space's database. After the commit the caller calls
 * notify_dispatch; a crash in between is mended by notify_sweep. */
Rc notify_write(Ctx *cx, Db *space, const Notice *notice, Id *ret_mail) MUST;
Rc notify_dispatch(Ctx *cx, Db *platform, const Id *space, const Id *mail) MUST;
/* Enqueues every pending mail of the space that has no job (bounded), e.g. the 10 000 of an import. */
Rc notify_sweep(Ctx *cx, Db *platform, Db *space_db, const Id *space, int64_t *ret_enqueued) MUST;

/* For the worker's lease: the whole message as JSON {id,to,to_name,subject,text,html,language}; and its end. The body
 * is erased once sent: it held a secret link. */
Rc notify_payload(Ctx *cx, Db *space, const Id *mail, Buf *out) MUST;
Rc notify_sent(Ctx *cx, Db *space, const Id *mail, bool delivered, Str error) MUST;

#endif
