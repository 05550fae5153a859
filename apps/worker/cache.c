/* The folder: "<sha256>" is a whole file, "<sha256>.<pid>-<thread>.part" one that is coming. */
#include "apps/worker/cache.h"

#include "base/log.h"
#include "kernel/crypt/crypt.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_BYTES = 256 << 10, FILES_MAX = 4096, NAME_BYTES = SHA256_SIZE * 2 };

static Rc path_of(Ctx *cx, Str folder, Str sha256, const char *end, Str *ret)
{
    unsigned char scratch[SHA256_SIZE];
    if (sha256.n != NAME_BYTES || hex_decode(sha256, scratch, sizeof scratch) != OK)
        return ERR_INVALID;
    return str_format(cx->arena, ret, "%.*s/%.*s%s", STR_ARG(folder), STR_ARG(sha256), end);
}

static Rc part_of(Ctx *cx, Str folder, Str sha256, Str *ret)
{
    char end[48];
    snprintf(end, sizeof end, ".%d-%d.part", (int)getpid(), (int)gettid());
    return path_of(cx, folder, sha256, end, ret);
}

Rc cache_open(Ctx *cx, Str folder, Str sha256, int *ret_fd)
{
    Str path;
    TRY(path_of(cx, folder, sha256, "", &path));
    int fd = open(path.at, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT ? ERR_MISSING : ERR_IO;
    futimens(fd, NULL); /* the age of a file is when it was last wanted */
    *ret_fd = fd;
    return OK;
}

Rc cache_begin(Ctx *cx, Str folder, Str sha256, int *ret_fd, int64_t *ret_size)
{
    Str path;
    struct stat found;
    TRY(part_of(cx, folder, sha256, &path));
    int fd = open(path.at, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0 || fstat(fd, &found) != 0) {
        log_fault(cx, "worker", "the cache cannot be written", "file=\"%s\" error=\"%s\"", path.at, strerror(errno));
        if (fd >= 0)
            close(fd);
        return ERR_IO;
    }
    *ret_fd = fd;
    *ret_size = found.st_size;
    return OK;
}

static Rc digest_of(Ctx *cx, int fd, Sha256 *ret)
{
    Sha256Stream run;
    char *bytes = arena_get(cx->arena, READ_BYTES);
    if (!bytes)
        return ERR_NOMEM;
    sha256_begin(&run);
    for (off_t at = 0;;) {
        ssize_t n = pread(fd, bytes, READ_BYTES, at);
        if (n < 0)
            return ERR_IO;
        if (n == 0)
            break;
        sha256_add(&run, bytes, (size_t)n);
        at += n;
    }
    *ret = sha256_end(&run);
    return OK;
}

typedef struct {
    char name[NAME_BYTES + 1];
    int64_t size;
    int64_t used_s;
} Entry;

static int by_age(const void *a, const void *b)
{
    const Entry *x = a, *y = b;
    return x->used_s < y->used_s ? -1 : x->used_s > y->used_s;
}

/* Whole files only: parts belong to their writers. */
static size_t list(DIR *folder, Entry *rows, int64_t *ret_total)
{
    size_t n = 0;
    for (struct dirent *e; n < FILES_MAX && (e = readdir(folder));) {
        struct stat found;
        if (strlen(e->d_name) != NAME_BYTES || fstatat(dirfd(folder), e->d_name, &found, 0) != 0)
            continue;
        memcpy(rows[n].name, e->d_name, NAME_BYTES + 1);
        rows[n].size = found.st_size;
        rows[n].used_s = found.st_mtim.tv_sec;
        *ret_total += rows[n++].size;
    }
    return n;
}

static void forget(Ctx *cx, Str folder, int64_t max_bytes)
{
    int64_t total = 0;
    Entry *rows = arena_array(cx->arena, FILES_MAX, sizeof *rows);
    DIR *open_folder = rows ? opendir(folder.at) : NULL;
    if (!open_folder)
        return;
    size_t n = list(open_folder, rows, &total);
    qsort(rows, n, sizeof *rows, by_age);
    for (size_t i = 0; i + 1 < n && total > max_bytes; i++)
        if (unlinkat(dirfd(open_folder), rows[i].name, 0) == 0)
            total -= rows[i].size;
    closedir(open_folder);
}

Rc cache_commit(Ctx *cx, Str folder, Str sha256, int fd, int64_t max_bytes)
{
    Str part, whole, got;
    Sha256 digest;
    TRY(part_of(cx, folder, sha256, &part));
    TRY(path_of(cx, folder, sha256, "", &whole));
    TRY(digest_of(cx, fd, &digest));
    TRY(sha256_hex(cx, &digest, &got));
    if (!str_equal(got, sha256)) {
        unlink(part.at);
        return ERR_INVALID;
    }
    if (rename(part.at, whole.at) != 0)
        return ERR_IO;
    forget(cx, folder, max_bytes);
    return OK;
}
