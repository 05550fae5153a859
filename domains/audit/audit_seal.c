/* Sealing and verifying the chain. */
#include "domains/audit/audit_store.h"

#include <stdlib.h>

typedef struct {
    int64_t sealed;
    bool more;
} Seal;

/* One batch after the head. Two sealers meet at the head row: the second one's transaction clashes and runs again, or
 * finds that its head has moved on and leaves the rest to the next time. */
static Rc seal_batch(Ctx *cx, Db *space, void *arg)
{
    Seal *seal = arg;
    AuditRecord *rows = arena_array(cx->arena, AUDIT_BATCH, sizeof *rows);
    int64_t before = 0, changed = 0;
    Sha256 hash;
    size_t n = 0;
    if (!rows)
        return ERR_NOMEM;
    *seal = (Seal){0};
    TRY(audit_store_head(cx, space, &before, &hash));
    TRY(audit_store_unsealed(cx, space, rows, &n));
    for (size_t i = 0; i < n; i++) {
        Str entry = STR("");
        rows[i].number = before + (int64_t)i + 1;
        TRY(audit_canonical(cx, &rows[i], &entry));
        hash = audit_chain(&hash, entry);
        TRY(sha256_hex(cx, &hash, &rows[i].hash));
        TRY(audit_store_seal_row(cx, space, &rows[i], &changed));
        if (changed != 1)
            return ERR_BUSY;
    }
    if (n == 0)
        return OK;
    TRY(audit_store_set_head(cx, space, before, before + (int64_t)n, rows[n - 1].hash, &changed));
    *seal = (Seal){.sealed = (int64_t)n, .more = n == AUDIT_BATCH};
    return changed == 1 ? OK : ERR_BUSY;
}

Rc audit_seal(Ctx *cx, Db *space, int64_t *ret_sealed)
{
    int64_t sealed = 0;
    Seal seal = {.more = true};
    while (seal.more) {
        ArenaMark mark = arena_mark(cx->arena);
        TRY(db_write(cx, space, seal_batch, &seal));
        arena_rewind(cx->arena, mark);
        sealed += seal.sealed;
    }
    *ret_sealed = sealed;
    return OK;
}

typedef struct {
    AuditVerdict verdict;
    MerkleTree tree;
} Verification;

/* Whether the record says what its hash says, after `before`; then `ret` is its own hash and the tree has grown. */
static Rc follows(Ctx *cx, const AuditRecord *record, Verification *v, bool *ret)
{
    Str entry = STR(""), personal = STR(""), hash = STR("");
    *ret = false;
    if (record->salt.at) {
        TRY(audit_personal_hash(cx, record, &personal));
        if (!str_equal(personal, record->personal_hash))
            return OK;
    } else if (record->row.address.at || record->row.target_name.at || record->row.detail.at) {
        return OK; /* erased, yet something is there */
    }
    TRY(audit_canonical(cx, record, &entry));
    Sha256 next = audit_chain(&v->verdict.head, entry);
    TRY(sha256_hex(cx, &next, &hash));
    if (!str_equal(hash, record->hash))
        return OK;
    v->verdict.head = next;
    merkle_add(&v->tree, entry);
    *ret = true;
    return OK;
}

/* One batch of rows after `*at`; `*at` moves on, and first_bad is set at the first row that does not follow. */
static Rc verify_batch(Ctx *cx, Db *space, Verification *v, int64_t *at, size_t *ret_n)
{
    AuditRecord *rows = arena_array(cx->arena, AUDIT_BATCH, sizeof *rows);
    if (!rows)
        return ERR_NOMEM;
    TRY(audit_store_sealed(cx, space, *at, rows, ret_n));
    for (size_t i = 0; i < *ret_n && v->verdict.first_bad == 0; i++) {
        bool good = rows[i].number == *at + 1;
        if (good)
            TRY(follows(cx, &rows[i], v, &good));
        if (!good)
            v->verdict.first_bad = *at + 1;
        else
            (*at)++;
    }
    return OK;
}

static Rc verify(Ctx *cx, Db *space, void *arg)
{
    Verification *v = arg;
    int64_t at = 0, head_number = 0;
    size_t n = AUDIT_BATCH;
    Sha256 head;
    *v = (Verification){0};
    TRY(audit_store_count(cx, space, &v->verdict.rows, &v->verdict.sealed));
    while (n == AUDIT_BATCH && v->verdict.first_bad == 0) {
        ArenaMark mark = arena_mark(cx->arena);
        TRY(verify_batch(cx, space, v, &at, &n));
        arena_rewind(cx->arena, mark);
    }
    TRY(audit_store_head(cx, space, &head_number, &head));
    v->verdict.root = merkle_root(&v->tree);
    if (v->verdict.first_bad)
        return OK;
    if (at < head_number) /* the tail is missing */
        v->verdict.first_bad = at + 1;
    else if (at > head_number) /* rows that no seal has made */
        v->verdict.first_bad = head_number + 1;
    else if (!secret_equal(head.bytes, v->verdict.head.bytes, SHA256_SIZE))
        v->verdict.first_bad = at > 0 ? at : 1;
    return OK;
}

Rc audit_verify(Ctx *cx, Db *space, AuditVerdict *ret)
{
    Verification v;
    TRY(db_read(cx, space, verify, &v));
    *ret = v.verdict;
    return OK;
}
