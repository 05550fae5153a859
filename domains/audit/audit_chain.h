/* The arithmetic of the log: canonical entry, hash chain, Merkle tree (OPERATIONS §10; the tree is that of RFC 6962
 * §2.1). Knows no database. Private to this domain. */
#ifndef DOMAINS_AUDIT_AUDIT_CHAIN_H
#define DOMAINS_AUDIT_AUDIT_CHAIN_H

#include "domains/audit/audit.h"

typedef struct {
    AuditRow row;
    Str salt;          /* {NULL,0}: the personal part was erased */
    Str personal_hash; /* hexadecimal, 64 */
    int64_t number;
    Str hash; /* hexadecimal, 64 */
} AuditRecord;

/* Members sorted by name, no blanks, absent ones left out (RFC 8785): a action, id number, k target kind, p person,
 * r target id, s personal hash, t time, u row, x times. */
Rc audit_canonical(Ctx *cx, const AuditRecord *record, Str *ret) MUST;

/* SHA-256(salt ‖ {"d":detail,"ip":address,"n":target name}), hexadecimal. */
Rc audit_personal_hash(Ctx *cx, const AuditRecord *record, Str *ret) MUST;

/* h_n from h_{n-1}; h_0 is all zero. */
Sha256 audit_chain(const Sha256 *before, Str entry);

/* A tree that grows leaf by leaf and keeps only its complete subtrees: leaf SHA-256(0x00 ‖ e), node
 * SHA-256(0x01 ‖ left ‖ right), split at the largest power of two below n. Start from {0}. */
typedef struct {
    Sha256 peaks[64];
    uint64_t n;
} MerkleTree;
void merkle_add(MerkleTree *t, Str entry);
Sha256 merkle_root(const MerkleTree *t);

#endif
