/* Appends to one descriptor and digests each slice as it passes. */
#include "apps/step/bundle.h"

#include "base/mem.h"
#include "kernel/json/codec.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { DIGEST_TEXT = 2 * SHA256_SIZE };

struct Bundle {
    int fd;
    bool open; /* a slice is begun */
    int64_t end;
    Sha256Stream digest;
    StepFile *files;
    size_t count;
    char (*names)[BUNDLE_NAME_MAX + 1];
    char (*digests)[DIGEST_TEXT];
};

static const Member file_members[] = {
    MEMBER_TEXT(StepFile, name, TEXT_TOKEN, 1, BUNDLE_NAME_MAX, "Name below the media"),
    MEMBER_INT(StepFile, offset, 0, INT64_MAX, "Where it begins in the output file"),
    MEMBER_INT(StepFile, size, 0, INT64_MAX, "Bytes"),
    MEMBER_TEXT(StepFile, sha256, TEXT_TOKEN, DIGEST_TEXT, DIGEST_TEXT, "Digest, hexadecimal"),
};
SHAPE(step_file_shape, "StepFile", StepFile, file_members, "A slice of a step's output");

Rc bundle_new(int fd, Bundle **ret)
{
    Bundle *b = mem_get(sizeof *b);
    if (!b)
        return ERR_NOMEM;
    b->fd = fd;
    b->files = mem_array(BUNDLE_FILES_MAX, sizeof *b->files);
    b->names = mem_array(BUNDLE_FILES_MAX, sizeof *b->names);
    b->digests = mem_array(BUNDLE_FILES_MAX, sizeof *b->digests);
    if (!b->files || !b->names || !b->digests) {
        bundle_free(b);
        return ERR_NOMEM;
    }
    *ret = b;
    return OK;
}

void bundle_free(Bundle *b)
{
    if (!b)
        return;
    mem_free(b->files);
    mem_free(b->names);
    mem_free(b->digests);
    mem_free(b);
}

static bool name_holds(Str name)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
    for (size_t i = 0; i < name.n; i++)
        if (!name.at[i] || !strchr(allowed, name.at[i]))
            return false;
    return name.n > 0 && name.n <= BUNDLE_NAME_MAX && name.at[0] != '.';
}

Rc bundle_begin(Bundle *b, Str name)
{
    if (b->open)
        return ERR_BUG;
    if (!name_holds(name))
        return ERR_INVALID;
    if (b->count == BUNDLE_FILES_MAX)
        return ERR_LIMIT;
    memcpy(b->names[b->count], name.at, name.n);
    b->files[b->count] = (StepFile){.name = {b->names[b->count], name.n}, .offset = b->end};
    sha256_begin(&b->digest);
    b->open = true;
    return OK;
}

Rc bundle_append(Bundle *b, Str bytes)
{
    if (!b->open)
        return ERR_BUG;
    sha256_add(&b->digest, bytes.at, bytes.n);
    while (bytes.n) {
        ssize_t n = write(b->fd, bytes.at, bytes.n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return ERR_IO;
        bytes = (Str){bytes.at + n, bytes.n - (size_t)n};
        b->end += n;
    }
    return OK;
}

Rc bundle_end(Ctx *cx, Bundle *b, StepFile *ret)
{
    Buf hex;
    if (!b->open)
        return ERR_BUG;
    StepFile *file = b->files + b->count;
    Sha256 digest = sha256_end(&b->digest);
    buf_init(&hex, cx->arena, DIGEST_TEXT);
    buf_hex(&hex, digest.bytes, sizeof digest.bytes);
    TRY(hex.rc);
    memcpy(b->digests[b->count], hex.at, DIGEST_TEXT);
    file->sha256 = (Str){b->digests[b->count], DIGEST_TEXT};
    file->size = b->end - file->offset;
    b->count++;
    b->open = false;
    if (ret)
        *ret = *file;
    return OK;
}

Rc bundle_put(Ctx *cx, Bundle *b, Str name, Str bytes, StepFile *ret)
{
    TRY(bundle_begin(b, name));
    TRY(bundle_append(b, bytes));
    return bundle_end(cx, b, ret);
}

const StepFile *bundle_files(const Bundle *b, size_t *ret_count)
{
    *ret_count = b->count;
    return b->files;
}
