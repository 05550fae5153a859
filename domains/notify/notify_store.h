/* Rows of mails in a space's database. Knows no rule. */
#ifndef DOMAINS_NOTIFY_NOTIFY_STORE_H
#define DOMAINS_NOTIFY_NOTIFY_STORE_H

#include "domains/notify/letter.h"

typedef struct {
    Id id;
    int64_t created_ms;
    Str to, to_name, language;
    Letter letter;
} MailRow;

typedef enum { MAIL_PENDING, MAIL_SENT, MAIL_FAILED, MAIL_STATE_COUNT } MailState;

Rc notify_store_insert(Ctx *cx, Db *space, const Id *id, const Notice *notice, const Letter *letter) MUST;
Rc notify_store_pending(Ctx *cx, Db *space, const Id *id, MailRow *ret) MUST; /* ERR_MISSING when it has ended */
Rc notify_store_end(Ctx *cx, Db *space, const Id *id, MailState state, Str error, int64_t *ret_changed) MUST;
Rc notify_store_erase(Ctx *cx, Db *space, const Id *id) MUST;

/* Up to `max` pending mails not enqueued since `before_ms`, in `ret`. */
Rc notify_store_due(Ctx *cx, Db *space, int64_t before_ms, size_t max, Id *ret, size_t *ret_n) MUST;
Rc notify_store_mark_queued(Ctx *cx, Db *space, const Id *id) MUST;

/* Up to `max` of those written before `before_ms`. */
Rc notify_store_delete_old(Ctx *cx, Db *space, int64_t before_ms, int64_t max, int64_t *ret_n) MUST;

/* For the development page: the newest first, without bodies, and one whole. */
Rc notify_store_newest(Ctx *cx, Db *space, size_t max, MailRow *ret, size_t *ret_n) MUST;
Rc notify_store_count(Ctx *cx, Db *space, int64_t *ret) MUST;
Rc notify_store_get(Ctx *cx, Db *space, const Id *id, MailRow *ret) MUST;

#endif
