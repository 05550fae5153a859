/* The statements of work.sql as functions. Private to this domain. */
#ifndef DOMAINS_WORK_WORK_STORE_H
#define DOMAINS_WORK_WORK_STORE_H

#include "kernel/crypt/crypt.h"
#include "kernel/store/db.h"

Rc work_store_insert(Ctx *cx, Db *platform, const Id *id, Str name, const Sha256 *hash, int64_t now) MUST;
Rc work_store_revoke(Ctx *cx, Db *platform, Str name, int64_t now, int64_t *ret_changed) MUST;
Rc work_store_name(Ctx *cx, Db *platform, const Sha256 *hash, Str *ret) MUST; /* ERR_MISSING */

#endif
