/* Files of a job: which blob a worker may fetch, and where its outputs are put. Outputs come in parts, are staged, and
 * are believed only after their bytes were read back: the worker says what they must hash to. */
#include "domains/work/work_held.h"
#include "kernel/blob/blob.h"

enum { READ_BYTES = 1 << 20 };

static Rc held(Ctx *cx, const WorkPlace *at, const JobHold *hold, Job *ret, const WorkKind **ret_kind)
{
    Db *platform;
    TRY(store_platform(cx, at->stores, &platform));
    return work_held(cx, platform, hold, ret, ret_kind);
}

Rc work_input(Ctx *cx, const WorkPlace *at, const JobHold *hold, Str sha256_hex, Str *ret_key)
{
    Job job;
    const WorkKind *kind;
    TRY(held(cx, at, hold, &job, &kind));
    return kind->find_input ? kind->find_input(cx, at, &job, sha256_hex, ret_key) : ERR_MISSING;
}

/* Whether the blob is there, whole, with this digest. ERR_MISSING when it is not there, or of another size. */
static Rc matches(Ctx *cx, BlobStore *blobs, Str key, const WorkOutput *o, bool *ret)
{
    Sha256 expected;
    Sha256Stream run;
    int64_t size = 0;
    sha256_begin(&run);
    TRY(blob_size(cx, blobs, key, &size));
    if (size != o->total)
        return ERR_MISSING;
    for (int64_t from = 0; from < size;) {
        ArenaMark mark = arena_mark(cx->arena);
        Str bytes = {0};
        TRY(blob_read(cx, blobs, key, from, READ_BYTES, &bytes));
        if (bytes.n == 0)
            return ERR_MISSING;
        sha256_add(&run, bytes.at, bytes.n);
        from += (int64_t)bytes.n;
        arena_rewind(cx->arena, mark);
    }
    Sha256 got = sha256_end(&run);
    *ret = hex_decode(o->sha256, expected.bytes, sizeof expected.bytes) == OK &&
           memcmp(got.bytes, expected.bytes, sizeof got.bytes) == 0;
    return OK;
}

static Rc finish(Ctx *cx, BlobStore *blobs, Str key, const WorkOutput *o)
{
    bool good = false;
    TRY(blob_stage_commit(cx, blobs, key, o->total));
    TRY(matches(cx, blobs, key, o, &good));
    if (good)
        return OK;
    TRY(blob_delete(cx, blobs, key));
    return fail(cx, ERR_INVALID, "work.bad_digest", "sha256");
}

Rc work_output(Ctx *cx, const WorkPlace *at, const JobHold *hold, const WorkOutput *o)
{
    Job job;
    const WorkKind *kind;
    Str key;
    bool same = false;
    TRY(held(cx, at, hold, &job, &kind));
    if (!kind->find_output)
        return ERR_MISSING;
    TRY(kind->find_output(cx, at, &job, o->name, &key));
    bool last = o->offset + o->n == o->total;
    if (o->offset + o->n > o->total || o->n == 0)
        return fail(cx, ERR_INVALID, "http.out_of_range", "offset");
    Rc rc = blob_stage_append(cx, at->blobs, key, o->offset, o->path, o->n);
    if (rc == ERR_CONFLICT && last && matches(cx, at->blobs, key, o, &same) == OK && same) {
        fail_clear(cx); /* the answer to this very part was lost */
        return OK;
    }
    if (rc == ERR_CONFLICT)
        return fail(cx, rc, "work.gap", "offset");
    TRY(rc);
    return last ? finish(cx, at->blobs, key, o) : OK;
}
