/* Rules of uploads: who may go on, where, and what follows the last part. Whoever writes bytes holds the stage's lock
 * from the reading of the row to its writing, so that row, hash and bytes are always of the same parts. */
#include "domains/media/upload.h"

#include "base/log.h"
#include "domains/media/media_store.h"
#include "domains/media/upload_store.h"
#include "kernel/blob/blob.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { READ_BYTES = 64 << 10, SWEEP_ROWS = 50 };

static Rc missing(Ctx *cx)
{
    return fail(cx, ERR_MISSING, "http.missing", NULL);
}

static Rc wrong_offset(Ctx *cx)
{
    return fail(cx, ERR_CONFLICT, "upload.wrong_offset", "Upload-Offset");
}

typedef struct {
    const UploadPlace *at;
    MediaSpec spec;
    UploadRow row;
    int64_t from; /* advance: the offset before */
} Change;

static Rc insert(Ctx *cx, Db *db, void *arg)
{
    Change *c = arg;
    int64_t open = 0;
    TRY(upload_store_count_open(cx, db, &c->at->by.person, &open));
    if (open >= UPLOAD_OPEN_MAX)
        return fail(cx, ERR_REFUSED, "upload.too_many", NULL);
    TRY(media_insert(cx, db, &c->at->by, &c->spec, &c->row.upload.media));
    return upload_store_insert(cx, db, &c->row);
}

Rc upload_create(Ctx *cx, const UploadPlace *at, const UploadSpec *spec, Upload *ret)
{
    Change c = {.at = at, .spec = {.title = spec->title, .file_name = spec->file_name, .size_bytes = spec->total}};
    if (spec->total <= 0)
        return fail(cx, ERR_REFUSED, "media.empty", "Upload-Length");
    if (spec->total > UPLOAD_SIZE_MAX)
        return fail(cx, ERR_LIMIT, "media.too_large", "Upload-Length");
    if (upload_kind(spec->file_name, spec->type, &c.spec.kind) != OK)
        return fail(cx, ERR_REFUSED, "media.unsupported_type", "filename");
    c.row.upload = (Upload){.owner = at->by.person, .total = spec->total};
    sha256_begin(&c.row.hash);
    TRY(db_write(cx, at->db, insert, &c));
    *ret = c.row.upload;
    return OK;
}

/* One's own, of a media that is still there. */
static Rc find(Ctx *cx, const UploadPlace *at, const Id *media, UploadRow *ret)
{
    Media m;
    UploadRow row;
    Rc rc = upload_store_get(cx, at->db, media, &row);
    if (rc == ERR_MISSING || (rc == OK && !id_equal(&row.upload.owner, &at->by.person)))
        return missing(cx);
    TRY(rc);
    TRY(media_get(cx, at->db, media, &m));
    *ret = row;
    return OK;
}

Rc upload_get(Ctx *cx, const UploadPlace *at, const Id *media, Upload *ret)
{
    UploadRow row;
    TRY(find(cx, at, media, &row));
    *ret = row.upload;
    return OK;
}

static Rc check_part(Ctx *cx, const Upload *u, const UploadPart *part)
{
    if (part->offset != u->offset)
        return wrong_offset(cx);
    if (part->n > u->total - u->offset)
        return fail(cx, ERR_LIMIT, "upload.beyond_end", "Upload-Offset");
    return OK;
}

static Rc hold(Ctx *cx, const UploadPlace *at, Str key, BlobStageLock *ret)
{
    Rc rc = blob_stage_lock(cx, at->blobs, key, ret);
    return rc == ERR_BUSY ? fail(cx, ERR_CONFLICT, "upload.busy", NULL) : rc;
}

static Rc advance(Ctx *cx, Db *db, void *arg)
{
    Change *c = arg;
    int64_t changed = 0;
    TRY(upload_store_advance(cx, db, &c->row, c->from, &changed));
    if (!changed) /* deleted with its media, meanwhile */
        return missing(cx);
    return media_set_received(cx, db, &c->row.upload.media, c->row.upload.offset);
}

/* The bytes are not where the row says (a store brought back from an older copy): from the start again. */
static Rc start_again(Ctx *cx, const UploadPlace *at, const UploadRow *row)
{
    Change c = {.at = at, .row = *row, .from = row->upload.offset};
    log_fault(cx, "media", "an upload lost its bytes; it begins again", "media=%s", row->upload.media.text);
    c.row.upload.offset = 0;
    sha256_begin(&c.row.hash);
    TRY(db_write(cx, at->db, advance, &c));
    return wrong_offset(cx);
}

static Rc hash_part(Ctx *cx, const UploadPart *part, Sha256Stream *hash)
{
    char bytes[READ_BYTES];
    int64_t left = part->n;
    int fd = open(part->path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        log_fault(cx, "media", "a part cannot be read", "errno=%d", errno);
        return ERR_IO;
    }
    while (left > 0) {
        ssize_t got = read(fd, bytes, left < READ_BYTES ? (size_t)left : READ_BYTES);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        sha256_add(hash, bytes, (size_t)got);
        left -= got;
    }
    close(fd);
    return left == 0 ? OK : ERR_IO;
}

static Rc store_part(Ctx *cx, const UploadPlace *at, Str key, const UploadPart *part, UploadRow *row)
{
    Change c = {.at = at, .row = *row, .from = row->upload.offset};
    TRY(hash_part(cx, part, &c.row.hash));
    Rc rc = blob_stage_append(cx, at->blobs, key, part->offset, part->path, part->n);
    if (rc == ERR_CONFLICT)
        return start_again(cx, at, row);
    TRY(rc);
    c.row.upload.offset += part->n;
    TRY(db_write(cx, at->db, advance, &c));
    *row = c.row;
    return OK;
}

static Rc announce(Ctx *cx, Db *db, void *arg)
{
    Change *c = arg;
    Sha256Stream hash = c->row.hash; /* ending it spoils it, and this body may run twice */
    Sha256 digest = sha256_end(&hash);
    int64_t changed = 0;
    Str hex;
    TRY(sha256_hex(cx, &digest, &hex));
    TRY(upload_store_finish(cx, db, &c->row.upload.media, &changed));
    return changed ? media_received(cx, db, &c->row.upload.media, hex) : OK;
}

/* Puts the source in its place and the media to work. Each step is harmless when it was done before. */
static Rc finish(Ctx *cx, const UploadPlace *at, Str key, UploadRow *row)
{
    Change c = {.at = at, .row = *row};
    const Id *media = &row->upload.media;
    Rc rc = blob_stage_commit(cx, at->blobs, key, row->upload.total);
    if (rc == ERR_CONFLICT || rc == ERR_MISSING)
        return start_again(cx, at, row);
    TRY(rc);
    TRY(db_write(cx, at->db, announce, &c));
    row->upload.finished = true;
    if (media_wake(cx, at->platform, at->db, &at->space, media) == OK)
        return OK;
    log_fault(cx, "media", "the steps of a new media were not asked for; ignoring, the sweep will", "media=%s",
              media->text);
    fail_clear(cx);
    return OK;
}

Rc upload_append(Ctx *cx, const UploadPlace *at, const Id *media, const UploadPart *part, Upload *ret)
{
    UploadRow row;
    Str key;
    TRY(find(cx, at, media, &row));
    TRY(check_part(cx, &row.upload, part));
    if (!row.upload.finished) {
        AUTO_BLOB_STAGE_LOCK lock = {0};
        TRY(media_source_key(cx, &at->space, media, &key));
        TRY(hold(cx, at, key, &lock));
        TRY(find(cx, at, media, &row)); /* now nobody else changes it */
        TRY(check_part(cx, &row.upload, part));
        if (part->n > 0)
            TRY(store_part(cx, at, key, part, &row));
        if (row.upload.offset == row.upload.total && !row.upload.finished)
            TRY(finish(cx, at, key, &row));
    }
    *ret = row.upload;
    return OK;
}

static Rc forget(Ctx *cx, Db *db, void *arg)
{
    const Id *media = arg;
    return media_store_delete(cx, db, media); /* the upload's row goes with it */
}

/* Bytes first: a row without bytes is dropped the next time, bytes without a row never. */
static Rc drop(Ctx *cx, const UploadPlace *at, const Id *media)
{
    AUTO_BLOB_STAGE_LOCK lock = {0};
    UploadRow row;
    Str key;
    Id copy = *media;
    TRY(media_source_key(cx, &at->space, media, &key));
    TRY(hold(cx, at, key, &lock));
    TRY(upload_store_get(cx, at->db, media, &row));
    if (row.upload.finished)
        return fail(cx, ERR_CONFLICT, "upload.finished", NULL);
    TRY(blob_stage_drop(cx, at->blobs, key));
    return db_write(cx, at->db, forget, &copy);
}

Rc upload_drop(Ctx *cx, const UploadPlace *at, const Id *media)
{
    UploadRow row;
    TRY(find(cx, at, media, &row));
    if (row.upload.finished)
        return fail(cx, ERR_CONFLICT, "upload.finished", NULL);
    return drop(cx, at, media);
}

static Rc forget_row(Ctx *cx, Db *db, void *arg)
{
    const Id *media = arg;
    return upload_store_delete(cx, db, media);
}

static Rc sweep_one(Ctx *cx, const UploadPlace *at, UploadRow *row)
{
    AUTO_BLOB_STAGE_LOCK lock = {0};
    Str key;
    if (row->upload.finished)
        return db_write(cx, at->db, forget_row, &row->upload.media);
    if (row->upload.offset < row->upload.total)
        return drop(cx, at, &row->upload.media);
    TRY(media_source_key(cx, &at->space, &row->upload.media, &key));
    TRY(hold(cx, at, key, &lock));
    return finish(cx, at, key, row);
}

Rc upload_sweep(Ctx *cx, const UploadPlace *at)
{
    UploadRow *rows = arena_array(cx->arena, SWEEP_ROWS, sizeof *rows);
    Id after = {0};
    size_t n = SWEEP_ROWS;
    if (!rows)
        return ERR_NOMEM;
    while (n == SWEEP_ROWS) {
        TRY(upload_store_due(cx, at->db, &after, now_ms(cx) - UPLOAD_KEEP_MS, SWEEP_ROWS, rows, &n));
        for (size_t i = 0; i < n; i++) {
            ArenaMark mark = arena_mark(cx->arena);
            Rc rc = sweep_one(cx, at, &rows[i]);
            if (rc != OK && rc != ERR_CONFLICT) /* a conflict: somebody is at it this very moment */
                log_fault(cx, "media", "an upload cannot be swept; ignoring until the next round",
                          "media=%s outcome=%s", rows[i].upload.media.text, rc_name(rc));
            after = rows[i].upload.media;
            fail_clear(cx);
            arena_rewind(cx->arena, mark);
        }
    }
    return OK;
}
