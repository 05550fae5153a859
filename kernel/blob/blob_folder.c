/* The store in a folder. All paths are keys relative to one descriptor of it; temporary files lie in ".tmp", a name no
 * key can have, and are locked by their writer, so that another process knows which ones are left over. */
#include "kernel/blob/blob_folder.h"

#include "base/fault.h"
#include "base/id.h"
#include "base/log.h"
#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEMPORARY_FOLDER ".tmp"
enum { FOLDER_MODE = 0750, TEMPORARY_PATH = sizeof TEMPORARY_FOLDER + 1 + ID_TEXT };

struct BlobWriter {
    BlobStore *store;
    int fd;
    Rc rc; /* of the first failed write */
    int cause;
    BlobKey key;
    char temporary[TEMPORARY_PATH];
    Sha256Stream hash;
    int64_t size;
};

Rc blob_io_failed(Ctx *cx, int cause)
{
    if (cause == ENOSPC || cause == EDQUOT)
        return fail(cx, ERR_IO, "blob.full", NULL);
    return ERR_IO;
}

bool blob_synced(int fd)
{
    if (fault_here(FAULT_WRITE)) {
        errno = EIO;
        return false;
    }
    return fsync(fd) == 0; /* never tried twice: the second could claim what the first has lost */
}

Rc blob_sync_folder(Ctx *cx, int root, const char *folder)
{
    int fd = openat(root, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = fd >= 0 && blob_synced(fd);
    int cause = errno;
    if (fd >= 0)
        close(fd);
    return good ? OK : blob_io_failed(cx, cause);
}

Rc blob_sync_parent(Ctx *cx, int root, const char *path)
{
    char parent[BLOB_KEY_MAX + 1] = ".";
    const char *slash = strrchr(path, '/');
    if (slash)
        snprintf(parent, sizeof parent, "%.*s", (int)(slash - path), path);
    return blob_sync_folder(cx, root, parent);
}

Rc blob_make_folder(Ctx *cx, int root, const char *path)
{
    if (mkdirat(root, path, FOLDER_MODE) != 0)
        return errno == EEXIST ? OK : blob_io_failed(cx, errno);
    return blob_sync_parent(cx, root, path);
}

Rc blob_make_parents(Ctx *cx, int root, const BlobKey *key)
{
    char path[BLOB_KEY_MAX + 1];
    for (size_t i = 0; i < key->n; i++) {
        if (key->text[i] == '/') {
            path[i] = 0;
            TRY(blob_make_folder(cx, root, path));
        }
        path[i] = key->text[i];
    }
    return OK;
}

static Rc make_root(Ctx *cx, Str folder)
{
    char path[4096];
    if (folder.n == 0 || folder.n >= sizeof path)
        return ERR_INVALID;
    for (size_t i = 0; i <= folder.n; i++) {
        path[i] = i < folder.n ? folder.at[i] : 0;
        if (i == 0 || (path[i] != '/' && path[i] != 0))
            continue;
        path[i] = 0;
        if (mkdir(path, FOLDER_MODE) != 0 && errno != EEXIST)
            return blob_io_failed(cx, errno);
        path[i] = i < folder.n ? '/' : 0;
    }
    return OK;
}

/* Unlinks a temporary file unless a living writer has it locked. */
static void remove_left_over(int temporary, const char *name)
{
    int fd = openat(temporary, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0)
        return;
    if (flock(fd, LOCK_EX | LOCK_NB) == 0)
        unlinkat(temporary, name, 0);
    close(fd);
}

static Rc clean_temporary(Ctx *cx, int root)
{
    int fd = openat(root, TEMPORARY_FOLDER, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *folder = fd >= 0 ? fdopendir(fd) : NULL;
    if (!folder) {
        int cause = errno;
        if (fd >= 0)
            close(fd);
        return blob_io_failed(cx, cause);
    }
    for (const struct dirent *e = readdir(folder); e; e = readdir(folder))
        if (e->d_name[0] != '.')
            remove_left_over(fd, e->d_name);
    closedir(folder);
    return OK;
}

Rc blob_open_folder(Ctx *cx, Str folder, BlobStore **ret)
{
    Str path = STR("");
    TRY(str_copy(cx->arena, folder, &path));
    TRY(make_root(cx, path));
    BlobStore *s = mem_get(sizeof *s);
    if (!s)
        return ERR_NOMEM;
    s->root = open(path.at, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    Rc rc = s->root < 0 ? blob_io_failed(cx, errno) : blob_make_folder(cx, s->root, TEMPORARY_FOLDER);
    if (rc == OK)
        rc = clean_temporary(cx, s->root);
    if (rc == OK)
        rc = blob_make_folder(cx, s->root, STAGE_FOLDER);
    if (rc != OK) {
        blob_close(s);
        return rc;
    }
    *ret = s;
    return OK;
}

void blob_close(BlobStore *s)
{
    if (!s)
        return;
    if (s->root >= 0)
        close(s->root);
    mem_free(s);
}

void blob_drop(BlobWriter **w)
{
    if (!*w)
        return;
    if ((*w)->fd >= 0) {
        unlinkat((*w)->store->root, (*w)->temporary, 0);
        close((*w)->fd);
    }
    mem_free(*w);
    *w = NULL;
}

/* A locked temporary file. Between its making and its lock another process may take it for left over: then again. */
static Rc open_temporary(Ctx *cx, BlobWriter *w)
{
    struct stat st = {0};
    for (int tries = 0; tries < 3; tries++) {
        Id id = id_new(cx);
        snprintf(w->temporary, sizeof w->temporary, TEMPORARY_FOLDER "/%s", id.text);
        int fd = openat(w->store->root, w->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, BLOB_FILE_MODE);
        if (fd < 0)
            return blob_io_failed(cx, errno);
        if (flock(fd, LOCK_EX | LOCK_NB) == 0 && fstat(fd, &st) == 0 && st.st_nlink == 1) {
            w->fd = fd;
            return OK;
        }
        close(fd);
    }
    return ERR_IO;
}

Rc blob_create(Ctx *cx, BlobStore *s, Str key, BlobWriter **ret)
{
    BlobKey checked;
    TRY(blob_key(key, &checked));
    AUTO_BLOB w = mem_get(sizeof *w);
    if (!w)
        return ERR_NOMEM;
    w->store = s;
    w->fd = -1;
    w->key = checked;
    sha256_begin(&w->hash);
    TRY(open_temporary(cx, w));
    *ret = w;
    w = NULL;
    return OK;
}

bool blob_disk_full(void)
{
    if (!fault_here(FAULT_WRITE))
        return false;
    errno = ENOSPC;
    return true;
}

Rc blob_write(Ctx *cx, BlobWriter *w, const void *at, size_t n)
{
    size_t done = 0;
    while (w->rc == OK && done < n) {
        ssize_t wrote = blob_disk_full() ? -1 : write(w->fd, (const char *)at + done, n - done);
        if (wrote > 0)
            done += (size_t)wrote;
        else if (wrote == 0 || errno != EINTR) {
            w->cause = errno;
            w->rc = ERR_IO;
        }
    }
    if (w->rc != OK)
        return blob_io_failed(cx, w->cause);
    sha256_add(&w->hash, at, n);
    w->size += (int64_t)n;
    return OK;
}

static Rc publish(Ctx *cx, BlobWriter *w)
{
    if (w->rc != OK)
        return blob_io_failed(cx, w->cause);
    if (!blob_synced(w->fd))
        return blob_io_failed(cx, errno);
    TRY(blob_make_parents(cx, w->store->root, &w->key));
    if (fault_here(FAULT_RENAME))
        return ERR_IO;
    if (renameat(w->store->root, w->temporary, w->store->root, w->key.text) != 0)
        return blob_io_failed(cx, errno);
    close(w->fd); /* nothing is left for blob_drop to remove */
    w->fd = -1;
    return blob_sync_parent(cx, w->store->root, w->key.text);
}

Rc blob_commit(Ctx *cx, BlobWriter **w, Sha256 *ret_digest, int64_t *ret_size)
{
    Rc rc = publish(cx, *w);
    if (rc == OK && ret_digest)
        *ret_digest = sha256_end(&(*w)->hash);
    if (rc == OK && ret_size)
        *ret_size = (*w)->size;
    blob_drop(w);
    return rc;
}

Rc blob_put(Ctx *cx, BlobStore *s, Str key, Str bytes, Sha256 *ret_digest)
{
    AUTO_BLOB w = NULL;
    TRY(blob_create(cx, s, key, &w));
    TRY(blob_write(cx, w, bytes.at, bytes.n));
    return blob_commit(cx, &w, ret_digest, NULL);
}

static Rc absent(Ctx *cx, int cause)
{
    bool missing = cause == ENOENT || cause == ENOTDIR || cause == EISDIR || cause == ELOOP;
    return missing ? ERR_MISSING : blob_io_failed(cx, cause);
}

static Rc read_at(Ctx *cx, int fd, int64_t from, size_t max, Str *ret)
{
    struct stat st;
    if (fstat(fd, &st) != 0)
        return blob_io_failed(cx, errno);
    if (!S_ISREG(st.st_mode))
        return ERR_MISSING;
    int64_t left = from < st.st_size ? st.st_size - from : 0;
    size_t want = (uint64_t)left < max ? (size_t)left : max, n = 0;
    char *at = arena_get(cx->arena, want + 1);
    if (!at)
        return ERR_NOMEM;
    while (n < want) {
        ssize_t got = pread(fd, at + n, want - n, from + (int64_t)n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return blob_io_failed(cx, errno);
        if (got == 0)
            break;
        n += (size_t)got;
    }
    *ret = (Str){at, n};
    return OK;
}

Rc blob_read(Ctx *cx, BlobStore *s, Str key, int64_t from, size_t max, Str *ret)
{
    BlobKey checked;
    TRY(blob_key(key, &checked));
    if (from < 0)
        return ERR_INVALID;
    int fd = openat(s->root, checked.text, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0)
        return absent(cx, errno);
    Rc rc = read_at(cx, fd, from, max, ret);
    close(fd);
    return rc;
}

Rc blob_size(Ctx *cx, BlobStore *s, Str key, int64_t *ret)
{
    BlobKey checked;
    struct stat st;
    TRY(blob_key(key, &checked));
    if (fstatat(s->root, checked.text, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return absent(cx, errno);
    if (!S_ISREG(st.st_mode))
        return ERR_MISSING;
    *ret = st.st_size;
    return OK;
}

Rc blob_delete(Ctx *cx, BlobStore *s, Str key)
{
    BlobKey checked;
    TRY(blob_key(key, &checked));
    if (unlinkat(s->root, checked.text, 0) == 0)
        return OK;
    Rc rc = absent(cx, errno);
    return rc == ERR_MISSING ? OK : rc;
}

Rc blob_accel_path(Ctx *cx, BlobStore *s, Str key, Str *ret)
{
    (void)s; /* another store will sign an address here */
    BlobKey checked;
    TRY(blob_key(key, &checked));
    return str_format(cx->arena, ret, BLOB_ACCEL_LOCATION "%s", checked.text);
}

typedef struct {
    Ctx *cx;
    BlobVisit visit; /* NULL: delete instead */
    void *arg;
    int root;
} Walk;

static Rc walk(Walk *k, const BlobKey *folder, int depth);

static Rc walk_entry(Walk *k, const BlobKey *folder, const char *name, int depth)
{
    char path[BLOB_KEY_MAX + 256 + 2];
    struct stat st;
    BlobKey key;
    snprintf(path, sizeof path, "%s/%s", folder->text, name);
    if (blob_key(str_of(path), &key) != OK) /* not of ours: never touched */
        return OK;
    if (fstatat(k->root, key.text, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT ? OK : blob_io_failed(k->cx, errno);
    if (S_ISDIR(st.st_mode))
        return walk(k, &key, depth + 1);
    if (!S_ISREG(st.st_mode))
        return OK;
    if (k->visit)
        return k->visit(k->cx, (Str){key.text, key.n}, st.st_size, k->arg);
    return unlinkat(k->root, key.text, 0) == 0 || errno == ENOENT ? OK : blob_io_failed(k->cx, errno);
}

static Rc walk(Walk *k, const BlobKey *folder, int depth)
{
    if (depth > BLOB_KEY_PARTS)
        return OK;
    int fd = openat(k->root, folder->text, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    DIR *entries = fd >= 0 ? fdopendir(fd) : NULL;
    if (!entries) {
        Rc rc = absent(k->cx, errno);
        if (fd >= 0)
            close(fd);
        return rc == ERR_MISSING ? OK : rc;
    }
    Rc rc = OK;
    for (const struct dirent *e = readdir(entries); e && rc == OK; e = readdir(entries))
        rc = walk_entry(k, folder, e->d_name, depth);
    closedir(entries);
    if (rc == OK && !k->visit)
        unlinkat(k->root, folder->text, AT_REMOVEDIR); /* stays when a writer has just put something in */
    return rc;
}

Rc blob_each(Ctx *cx, BlobStore *s, Str prefix, BlobVisit visit, void *arg)
{
    BlobKey folder;
    TRY(blob_prefix(prefix, &folder));
    return walk(&(Walk){cx, visit, arg, s->root}, &folder, 1);
}

Rc blob_delete_prefix(Ctx *cx, BlobStore *s, Str prefix)
{
    BlobKey folder;
    TRY(blob_prefix(prefix, &folder));
    TRY(walk(&(Walk){cx, NULL, NULL, s->root}, &folder, 1));
    return blob_stage_drop_below(cx, s, &folder);
}
