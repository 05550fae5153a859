/* Staged blobs of the folder store: one file each, in a folder of their own, named by its key with ',' for '/' (a sign
 * no key has). Nothing here knows how long a stage should be: the caller's row does. */
#include "kernel/blob/blob_folder.h"

#include "base/fault.h"
#include "base/log.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { COPY_BYTES = 64 << 10 };

typedef struct {
    char text[sizeof STAGE_FOLDER + 1 + BLOB_KEY_MAX]; /* relative to the store's root */
} StagePath;

static void flat(const char *key, char *ret, size_t room)
{
    size_t i = 0;
    for (; key[i] && i + 1 < room; i++)
        ret[i] = key[i] == '/' ? ',' : key[i];
    ret[i] = 0;
}

static Rc stage_path(Str key, BlobKey *ret_key, StagePath *ret)
{
    static const char folder[] = STAGE_FOLDER "/";
    TRY(blob_key(key, ret_key));
    memcpy(ret->text, folder, sizeof folder);
    flat(ret_key->text, ret->text + sizeof folder - 1, sizeof ret->text - sizeof folder + 1);
    return OK;
}

static Rc read_part(Ctx *cx, int from, char *bytes, size_t n, size_t *ret)
{
    ssize_t got;
    do
        got = read(from, bytes, n);
    while (got < 0 && errno == EINTR);
    if (got > 0) {
        *ret = (size_t)got;
        return OK;
    }
    log_fault(cx, "blob", "a part is shorter than was said", "errno=%d", got < 0 ? errno : 0);
    return ERR_IO;
}

static Rc copy(Ctx *cx, int from, int to, int64_t offset, int64_t n)
{
    char bytes[COPY_BYTES];
    while (n > 0) {
        size_t got = 0, done = 0;
        TRY(read_part(cx, from, bytes, n < COPY_BYTES ? (size_t)n : COPY_BYTES, &got));
        while (done < got) {
            ssize_t wrote = blob_disk_full() ? -1 : pwrite(to, bytes + done, got - done, offset + (int64_t)done);
            if (wrote > 0)
                done += (size_t)wrote;
            else if (wrote == 0 || errno != EINTR)
                return blob_io_failed(cx, errno);
        }
        offset += (int64_t)got;
        n -= (int64_t)got;
    }
    return OK;
}

/* The folder is synced with every first part, not only when the file is made: an earlier attempt may have died between
 * the two. */
static Rc append(Ctx *cx, int root, int stage, int part, int64_t offset, int64_t n)
{
    struct stat st;
    if (fstat(stage, &st) != 0)
        return blob_io_failed(cx, errno);
    if (st.st_size < offset)
        return ERR_CONFLICT;
    TRY(copy(cx, part, stage, offset, n));
    if (!blob_synced(stage))
        return blob_io_failed(cx, errno);
    return offset == 0 ? blob_sync_folder(cx, root, STAGE_FOLDER) : OK;
}

Rc blob_stage_append(Ctx *cx, BlobStore *s, Str key, int64_t offset, const char *path, int64_t n)
{
    BlobKey checked;
    StagePath stage;
    TRY(stage_path(key, &checked, &stage));
    if (offset < 0 || n < 0 || offset > INT64_MAX - n)
        return ERR_INVALID;
    int part = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (part < 0)
        return blob_io_failed(cx, errno);
    int flags = O_WRONLY | O_CLOEXEC | O_NOFOLLOW | (offset == 0 ? O_CREAT : 0);
    int fd = openat(s->root, stage.text, flags, BLOB_FILE_MODE);
    Rc rc = fd >= 0           ? append(cx, s->root, fd, part, offset, n)
            : errno == ENOENT ? ERR_CONFLICT
                              : blob_io_failed(cx, errno);
    if (fd >= 0)
        close(fd);
    close(part);
    return rc;
}

/* Bytes behind `size` were never acknowledged: they go, durably, before anybody can see the blob. */
static Rc cut(Ctx *cx, int stage, int64_t size)
{
    struct stat st;
    if (fstat(stage, &st) != 0)
        return blob_io_failed(cx, errno);
    if (st.st_size < size)
        return ERR_CONFLICT;
    if (st.st_size == size)
        return OK;
    return ftruncate(stage, size) == 0 && blob_synced(stage) ? OK : blob_io_failed(cx, errno);
}

static Rc publish(Ctx *cx, BlobStore *s, const BlobKey *key, const StagePath *stage, int64_t size)
{
    int fd = openat(s->root, stage->text, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return errno == ENOENT ? ERR_MISSING : blob_io_failed(cx, errno);
    Rc rc = cut(cx, fd, size);
    close(fd);
    TRY(rc);
    TRY(blob_make_parents(cx, s->root, key));
    if (fault_here(FAULT_RENAME))
        return ERR_IO;
    if (renameat(s->root, stage->text, s->root, key->text) != 0)
        return blob_io_failed(cx, errno);
    return blob_sync_parent(cx, s->root, key->text);
}

Rc blob_stage_commit(Ctx *cx, BlobStore *s, Str key, int64_t size)
{
    BlobKey checked;
    StagePath stage;
    int64_t there;
    TRY(stage_path(key, &checked, &stage));
    Rc rc = publish(cx, s, &checked, &stage, size);
    if (rc != ERR_MISSING && rc != ERR_CONFLICT)
        return rc;
    if (blob_size(cx, s, key, &there) != OK || there != size)
        return rc;
    TRY(blob_stage_drop(cx, s, key));                   /* begun since, for nothing */
    return blob_sync_parent(cx, s->root, checked.text); /* the first commit may have died just before this */
}

Rc blob_stage_drop(Ctx *cx, BlobStore *s, Str key)
{
    BlobKey checked;
    StagePath stage;
    TRY(stage_path(key, &checked, &stage));
    return unlinkat(s->root, stage.text, 0) == 0 || errno == ENOENT ? OK : blob_io_failed(cx, errno);
}

Rc blob_stage_drop_below(Ctx *cx, BlobStore *s, const BlobKey *folder)
{
    char prefix[BLOB_KEY_MAX + 2];
    flat(folder->text, prefix, sizeof prefix - 1);
    prefix[folder->n] = ',';
    prefix[folder->n + 1] = 0;
    int fd = openat(s->root, STAGE_FOLDER, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *stages = fd >= 0 ? fdopendir(fd) : NULL;
    Rc rc = stages ? OK : blob_io_failed(cx, errno);
    if (!stages && fd >= 0)
        close(fd);
    for (const struct dirent *e = stages ? readdir(stages) : NULL; e && rc == OK; e = readdir(stages))
        if (strncmp(e->d_name, prefix, folder->n + 1) == 0 && unlinkat(fd, e->d_name, 0) != 0 && errno != ENOENT)
            rc = blob_io_failed(cx, errno);
    if (stages)
        closedir(stages);
    return rc;
}

Rc blob_stage_lock(Ctx *cx, BlobStore *s, Str key, BlobStageLock *ret)
{
    BlobKey checked;
    StagePath stage;
    TRY(stage_path(key, &checked, &stage));
    int fd = openat(s->root, stage.text, O_RDONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, BLOB_FILE_MODE);
    if (fd < 0)
        return blob_io_failed(cx, errno);
    if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        int cause = errno;
        close(fd);
        return cause == EWOULDBLOCK ? ERR_BUSY : blob_io_failed(cx, cause);
    }
    *ret = (BlobStageLock){.held = true, .fd = fd};
    return OK;
}

void blob_stage_unlock(BlobStageLock *l)
{
    if (l->held)
        close(l->fd);
    l->held = false;
}
