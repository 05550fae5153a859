/* Rows of inboxes. Knows no rule. */
#ifndef DOMAINS_NOTIFY_INBOX_STORE_H
#define DOMAINS_NOTIFY_INBOX_STORE_H

#include "domains/notify/inbox.h"

Rc inbox_store_insert(Ctx *cx, Db *space, const InboxEntry *entry) MUST;
Rc inbox_store_list(Ctx *cx, Db *space, const InboxQuery *query, size_t max, InboxEntry *ret, size_t *ret_n) MUST;
Rc inbox_store_count(Ctx *cx, Db *space, const Id *person, int64_t *ret_total, int64_t *ret_unread) MUST;
Rc inbox_store_mark_read(Ctx *cx, Db *space, const Id *person, const Id *entry) MUST;
Rc inbox_store_mark_all_read(Ctx *cx, Db *space, const Id *person) MUST;
Rc inbox_store_delete_old(Ctx *cx, Db *space, int64_t before_ms, int64_t max, int64_t *ret_n) MUST;

#endif
