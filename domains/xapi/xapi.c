/* Storing statements: turn, identity, equality. */
#include "domains/xapi/xapi.h"

#include "domains/xapi/xapi_store.h"

typedef struct {
    const XapiBatch *batch;
    XapiOutcome *outcomes;
} Ingest;

/* X20: its identity is taken. By an equal one, or not. */
static Rc compare(Ctx *cx, Db *space, const XapiStatement *s, XapiOutcome *ret)
{
    Str stored;
    TRY(xapi_store_fingerprint(cx, space, &s->id, &stored));
    bool equal = str_equal(stored, (Str){(const char *)s->fingerprint.bytes, sizeof s->fingerprint.bytes});
    *ret = equal ? XAPI_REPEATED : XAPI_DIFFERENT;
    return OK;
}

static Rc ingest(Ctx *cx, Db *space, void *arg)
{
    const Ingest *in = arg;
    const XapiBatch *batch = in->batch;
    int64_t last, stored_ms;
    TRY(xapi_store_take_turn(cx, space, batch->n, &last, &stored_ms));
    int64_t first = last - (int64_t)batch->n + 1;
    for (size_t i = 0; i < batch->n; i++) {
        bool new = false;
        TRY(xapi_store_insert(cx, space, &batch->at[i], first + (int64_t)i, stored_ms, &new));
        in->outcomes[i] = XAPI_STORED;
        if (!new)
            TRY(compare(cx, space, &batch->at[i], &in->outcomes[i]));
        if (batch->all_or_none && in->outcomes[i] == XAPI_DIFFERENT)
            return fail(cx, ERR_CONFLICT, "xapi.conflict", NULL);
    }
    return batch->inside ? batch->inside(cx, space, batch, in->outcomes, stored_ms) : OK;
}

static int by_id(const void *a, const void *b)
{
    return memcmp(*(const Id *const *)a, *(const Id *const *)b, sizeof(Id));
}

/* X20: one identity twice in a batch that stands or falls as one. */
static Rc check_identities(Ctx *cx, const XapiBatch *batch)
{
    const Id **ids = arena_array(cx->arena, batch->n, sizeof *ids);
    if (!ids)
        return ERR_NOMEM;
    for (size_t i = 0; i < batch->n; i++)
        ids[i] = &batch->at[i].id;
    qsort(ids, batch->n, sizeof *ids, by_id);
    for (size_t i = 1; i < batch->n; i++)
        if (id_equal(ids[i], ids[i - 1]))
            return fail(cx, ERR_INVALID, "xapi.repeated", "id");
    return OK;
}

Rc xapi_ingest_batch(Ctx *cx, Db *space, const XapiBatch *batch, XapiOutcome *ret)
{
    Ingest in = {batch, ret};
    if (batch->n == 0)
        return OK;
    if (batch->n > XAPI_BATCH_MAX)
        return fail(cx, ERR_LIMIT, "xapi.too_large", NULL);
    if (batch->all_or_none)
        TRY(check_identities(cx, batch));
    return db_write_group(cx, space, ingest, &in);
}

typedef struct {
    TxBody body;
    void *arg;
} Turn;

static Rc take_turn(Ctx *cx, Db *space, void *arg)
{
    const Turn *t = arg;
    int64_t last, stored_ms;
    TRY(xapi_store_take_turn(cx, space, 0, &last, &stored_ms));
    return t->body(cx, space, t->arg);
}

Rc xapi_exclusive(Ctx *cx, Db *space, TxBody body, void *arg)
{
    return db_write_rows(cx, space, take_turn, &(Turn){body, arg});
}

Rc xapi_after(Ctx *cx, Db *space, const Id *registration, int64_t position, size_t limit, XapiRecord *ret,
              size_t *ret_n)
{
    return xapi_store_list(cx, space, registration, position, limit, ret, ret_n);
}

/* The stored text is one compact object that is not empty. */
Rc xapi_document(Ctx *cx, const XapiRecord *record, Str *ret)
{
    char stored[CLOCK_TEXT];
    clock_text(record->stored_ms, stored);
    if (record->text.n < 2)
        return ERR_BUG;
    return str_format(cx->arena, ret, "%.*s,\"stored\":\"%s\"}", (int)record->text.n - 1, record->text.at, stored);
}

Rc xapi_origin(Ctx *cx, Db *space, Str origin, Str *ret)
{
    Str frozen;
    TRY(xapi_store_get_origin(cx, space, &frozen));
    if (frozen.n == 0) {
        TRY(xapi_store_set_origin(cx, space, origin));
        TRY(xapi_store_get_origin(cx, space, &frozen)); /* another may have been first */
    }
    *ret = frozen;
    return OK;
}
