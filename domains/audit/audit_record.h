/* From what a domain says to the row that is kept. Private to this domain. */
#ifndef DOMAINS_AUDIT_AUDIT_RECORD_H
#define DOMAINS_AUDIT_AUDIT_RECORD_H

#include "domains/audit/audit_chain.h"

/* New id and salt, lengths cut, personal hash; number and hash come with the seal. Borrows the texts of `entry`. */
Rc audit_record(Ctx *cx, const AuditEntry *entry, int64_t at_ms, int64_t times, AuditRecord *ret) MUST;

#endif
