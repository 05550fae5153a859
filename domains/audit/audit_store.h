/* The statements of audit.sql as functions. Private to this domain. */
#ifndef DOMAINS_AUDIT_AUDIT_STORE_H
#define DOMAINS_AUDIT_AUDIT_STORE_H

#include "domains/audit/audit_chain.h"

enum { AUDIT_BATCH = 200 }; /* the LIMIT of audit_unsealed and audit_sealed */

Rc audit_store_insert(Ctx *cx, Db *space, const AuditRecord *record) MUST;
Rc audit_store_unsealed(Ctx *cx, Db *space, AuditRecord ret[AUDIT_BATCH], size_t *ret_n) MUST;
Rc audit_store_sealed(Ctx *cx, Db *space, int64_t after, AuditRecord ret[AUDIT_BATCH], size_t *ret_n) MUST;
Rc audit_store_seal_row(Ctx *cx, Db *space, const AuditRecord *record, int64_t *ret_changed) MUST;
Rc audit_store_head(Ctx *cx, Db *space, int64_t *ret_number, Sha256 *ret_hash) MUST;
Rc audit_store_set_head(Ctx *cx, Db *space, int64_t before, int64_t number, Str hash, int64_t *ret_changed) MUST;
Rc audit_store_count(Ctx *cx, Db *space, int64_t *ret_rows, int64_t *ret_sealed) MUST;
Rc audit_store_list(Ctx *cx, Db *space, const AuditSearch *search, AuditRow *ret, size_t *ret_n) MUST; /* room: limit */
Rc audit_store_total(Ctx *cx, Db *space, const AuditSearch *search, int64_t *ret) MUST;

#endif
