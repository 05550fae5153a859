/* Hashing entries. */
#include "domains/audit/audit_chain.h"

#include "kernel/json/writer.h"

enum { ENTRY_MAX = 16 << 10 };

static void member(JsonWriter *w, const char *name, Str value)
{
    if (value.at)
        json_member_text(w, name, value);
}

Rc audit_canonical(Ctx *cx, const AuditRecord *record, Str *ret)
{
    const AuditRow *row = &record->row;
    char at[CLOCK_TEXT];
    Buf b;
    buf_init(&b, cx->arena, ENTRY_MAX);
    JsonWriter w = JSON_WRITER(&b);
    clock_text(row->at_ms, at);
    json_object_begin(&w);
    json_member_text(&w, "a", row->action);
    json_member_int(&w, "id", record->number);
    member(&w, "k", row->target_kind);
    if (!id_none(&row->person))
        json_member_text(&w, "p", id_str(&row->person));
    member(&w, "r", row->target_id);
    json_member_text(&w, "s", record->personal_hash);
    json_member_text(&w, "t", str_of(at));
    json_member_text(&w, "u", id_str(&row->id));
    json_member_int(&w, "x", row->times);
    json_object_end(&w);
    TRY(b.rc);
    *ret = buf_str(&b);
    return OK;
}

Rc audit_personal_hash(Ctx *cx, const AuditRecord *record, Str *ret)
{
    Buf b;
    buf_init(&b, cx->arena, ENTRY_MAX);
    JsonWriter w = JSON_WRITER(&b);
    buf_put(&b, record->salt);
    json_object_begin(&w);
    member(&w, "d", record->row.detail);
    member(&w, "ip", record->row.address);
    member(&w, "n", record->row.target_name);
    json_object_end(&w);
    TRY(b.rc);
    Sha256 h = sha256(buf_str(&b));
    return sha256_hex(cx, &h, ret);
}

Sha256 audit_chain(const Sha256 *before, Str entry)
{
    Sha256Stream s;
    sha256_begin(&s);
    sha256_add(&s, before->bytes, SHA256_SIZE);
    sha256_add(&s, entry.at, entry.n);
    return sha256_end(&s);
}

static Sha256 node(const Sha256 *left, const Sha256 *right)
{
    Sha256Stream s;
    sha256_begin(&s);
    sha256_add(&s, "\1", 1);
    sha256_add(&s, left->bytes, SHA256_SIZE);
    sha256_add(&s, right->bytes, SHA256_SIZE);
    return sha256_end(&s);
}

/* peaks[i] is the root of a complete subtree of 2^i leaves when bit i of n is set: adding a leaf is a carry. */
void merkle_add(MerkleTree *t, Str entry)
{
    Sha256Stream s;
    sha256_begin(&s);
    sha256_add(&s, "\0", 1);
    sha256_add(&s, entry.at, entry.n);
    Sha256 carry = sha256_end(&s);
    int i = 0;
    for (; t->n >> i & 1; i++)
        carry = node(&t->peaks[i], &carry);
    t->peaks[i] = carry;
    t->n++;
}

Sha256 merkle_root(const MerkleTree *t)
{
    Sha256 root = sha256(STR(""));
    bool any = false;
    for (int i = 0; i < 64; i++) {
        if (!(t->n >> i & 1))
            continue;
        root = any ? node(&t->peaks[i], &root) : t->peaks[i];
        any = true;
    }
    return root;
}
