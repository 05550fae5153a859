/* HMAC-SHA256 over space, media, hour and key id. */
#include "domains/media/token.h"

#include "base/fault.h"
#include "base/log.h"
#include "base/mem.h"
#include "kernel/crypt/crypt.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sys/stat.h>
#include <unistd.h>

enum { KEY_ID_BYTES = 4, PATH_ROOM = 4096, CLOCKS_APART_MS = 60000 /* of machines that share the key */ };

struct MediaKey {
    unsigned char bytes[MEDIA_KEY_SIZE];
    char id[2 * KEY_ID_BYTES + 1]; /* the beginning of the key's digest: tells keys apart, and nothing of the key */
};

static Rc key_failed(const Ctx *cx, Rc rc, const char *path, const char *what)
{
    log_fault(cx, "media", what, "file=\"%s\" errno=%d", path, errno);
    return rc;
}

static bool written(int fd, const unsigned char *bytes)
{
    if (fault_here(FAULT_WRITE)) {
        errno = ENOSPC;
        return false;
    }
    return write(fd, bytes, MEDIA_KEY_SIZE) == MEDIA_KEY_SIZE && fsync(fd) == 0;
}

static bool folder_synced(char *path)
{
    char *slash = strrchr(path, '/');
    int fd = -1;
    if (slash)
        *slash = 0;
    fd = open(slash ? slash == path ? "/" : path : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (slash)
        *slash = '/';
    bool good = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0)
        close(fd);
    return good;
}

/* Whole or not at all; of two processes that start at the same time the first one's key stays. */
static Rc make_key(Ctx *cx, char *path)
{
    unsigned char bytes[MEDIA_KEY_SIZE];
    char temporary[PATH_ROOM + ID_TEXT + 2];
    Id id = id_new(cx);
    snprintf(temporary, sizeof temporary, "%s.%s", path, id.text);
    int fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (fd < 0)
        return key_failed(cx, ERR_IO, path, "the media key cannot be made");
    cx->random->fill(cx->random, bytes, sizeof bytes);
    bool good = written(fd, bytes);
    close(fd);
    good = good && !fault_here(FAULT_RENAME) && (link(temporary, path) == 0 || errno == EEXIST) && folder_synced(path);
    if (!good)
        (void)key_failed(cx, ERR_IO, path, "the media key cannot be made");
    unlink(temporary);
    return good ? OK : ERR_IO;
}

static Rc read_key(Ctx *cx, const char *path, MediaKey *ret)
{
    unsigned char bytes[MEDIA_KEY_SIZE + 1];
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT ? ERR_MISSING : key_failed(cx, ERR_IO, path, "the media key cannot be read");
    ssize_t n = read(fd, bytes, sizeof bytes);
    close(fd);
    if (n != MEDIA_KEY_SIZE)
        return key_failed(cx, ERR_INVALID, path, "the media key is not 32 bytes");
    memcpy(ret->bytes, bytes, sizeof ret->bytes);
    Sha256 digest = sha256((Str){(const char *)ret->bytes, sizeof ret->bytes});
    for (int i = 0; i < KEY_ID_BYTES; i++)
        snprintf(ret->id + 2 * i, 3, "%02x", digest.bytes[i]);
    return OK;
}

Rc media_key_open(Ctx *cx, Str path, MediaKey **ret)
{
    char copy[PATH_ROOM];
    if (path.n == 0 || path.n >= sizeof copy)
        return ERR_INVALID;
    memcpy(copy, path.at, path.n);
    copy[path.n] = 0;
    MediaKey *k = mem_get(sizeof *k);
    if (!k)
        return ERR_NOMEM;
    Rc rc = read_key(cx, copy, k);
    if (rc == ERR_MISSING) {
        rc = make_key(cx, copy);
        if (rc == OK)
            rc = read_key(cx, copy, k);
    }
    if (rc == OK)
        *ret = k;
    else
        media_key_free(k);
    return rc;
}

void media_key_free(MediaKey *k)
{
    if (k)
        explicit_bzero(k, sizeof *k);
    mem_free(k);
}

static Rc sign(Ctx *cx, const MediaKey *key, const Id *space, const Id *media, int64_t hour, Sha256 *ret)
{
    Str message;
    TRY(str_format(cx->arena, &message, "%s %s %" PRId64 " %s", space->text, media->text, hour, key->id));
    *ret = hmac_sha256((Str){(const char *)key->bytes, sizeof key->bytes}, message);
    return OK;
}

Rc media_address(Ctx *cx, const MediaKey *key, const Id *space, const Id *media, Str name, Str *ret)
{
    int64_t hour = now_ms(cx) / MEDIA_HOUR_MS;
    Sha256 signature;
    Buf b;
    TRY(sign(cx, key, space, media, hour, &signature));
    buf_init(&b, cx->arena, 512);
    buf_format(&b, "/media/%s.%" PRId64 ".%s.", space->text, hour, key->id);
    buf_base64url(&b, signature.bytes, sizeof signature.bytes);
    buf_format(&b, "/%s/%.*s", media->text, STR_ARG(name));
    TRY(b.rc);
    *ret = buf_str(&b);
    return OK;
}

typedef struct {
    Id space;
    int64_t hour;
    Str key_id;
    Sha256 signature;
} Token;

static bool parse(Str text, Token *ret)
{
    Str rest = text, space = {0}, hour = {0}, signature = {0};
    size_t n = 0;
    return text.n <= MEDIA_TOKEN_MAX && str_cut(&rest, '.', &space) && id_parse(space, &ret->space) == OK &&
           str_cut(&rest, '.', &hour) && str_i64(hour, &ret->hour) == OK && str_cut(&rest, '.', &ret->key_id) &&
           str_cut(&rest, '.', &signature) && !rest.at &&
           base64url_decode(signature, ret->signature.bytes, sizeof ret->signature.bytes, &n) == OK &&
           n == sizeof ret->signature.bytes;
}

static bool in_time(const Ctx *cx, int64_t hour)
{
    int64_t now = now_ms(cx);
    return hour >= now / MEDIA_HOUR_MS - 1 && hour <= (now + CLOCKS_APART_MS) / MEDIA_HOUR_MS;
}

Rc media_key_check(Ctx *cx, const MediaKey *key, Str token, const Id *media, Id *ret_space)
{
    Token t;
    Sha256 expected;
    if (!parse(token, &t) || !in_time(cx, t.hour) || !str_equal(t.key_id, str_of(key->id)))
        return ERR_MISSING;
    TRY(sign(cx, key, &t.space, media, t.hour, &expected));
    if (!secret_equal(expected.bytes, t.signature.bytes, sizeof expected.bytes))
        return ERR_MISSING;
    *ret_space = t.space;
    return OK;
}
