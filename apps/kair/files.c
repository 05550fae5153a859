/* Small files of the running program. */
#include "apps/kair/files.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_ROOM = 4096 };

void fd_close(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

Rc folder_make(const char *path)
{
    char part[PATH_ROOM];
    size_t n = strlen(path);
    if (n == 0 || n >= sizeof part)
        return ERR_IO;
    memcpy(part, path, n + 1);
    for (size_t i = 1; i <= n; i++) {
        if (path[i] != '/' && path[i] != 0)
            continue;
        part[i] = 0;
        if (mkdir(part, 0700) != 0 && errno != EEXIST)
            return ERR_IO;
        part[i] = path[i];
    }
    struct stat found;
    if (stat(path, &found) != 0)
        return ERR_IO;
    if (!S_ISDIR(found.st_mode)) {
        errno = ENOTDIR;
        return ERR_IO;
    }
    return OK;
}

static bool write_all(int fd, Str bytes)
{
    while (bytes.n) {
        ssize_t put = write(fd, bytes.at, bytes.n);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        bytes = (Str){bytes.at + put, bytes.n - (size_t)put};
    }
    return true;
}

Rc file_write(Ctx *cx, const char *path, Str bytes)
{
    Str temporary;
    TRY(str_format(cx->arena, &temporary, "%s.new", path));
    AUTO_FD fd = open(temporary.at, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return ERR_IO;
    if (write_all(fd, bytes) && fsync(fd) == 0 && rename(temporary.at, path) == 0)
        return OK;
    int why = errno;
    unlink(temporary.at);
    errno = why;
    return ERR_IO;
}

Rc file_read(Ctx *cx, const char *path, size_t max, Str *ret)
{
    AUTO_FD fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT || errno == ENOTDIR ? ERR_MISSING : ERR_IO;
    char *at = arena_get(cx->arena, max + 2);
    if (!at)
        return ERR_NOMEM;
    size_t n = 0;
    while (n <= max) {
        ssize_t got = read(fd, at + n, max + 1 - n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return ERR_IO;
        if (got == 0)
            break;
        n += (size_t)got;
    }
    if (n > max)
        return ERR_LIMIT;
    at[n] = 0;
    *ret = (Str){at, n};
    return OK;
}
