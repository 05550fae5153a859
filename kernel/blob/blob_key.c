/* Keys by an allowed alphabet: whatever a path could mean to a file system or a server is not in it. */
#include "kernel/blob/blob_key.h"

static bool allowed(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '-';
}

static bool part_valid(Str part)
{
    bool good = part.n > 0 && part.at[0] != '.';
    for (size_t i = 0; i < part.n; i++)
        good = good && allowed(part.at[i]);
    return good;
}

Rc blob_key(Str s, BlobKey *ret)
{
    Str rest = s, part;
    int parts = 0;
    if (s.n == 0 || s.n > BLOB_KEY_MAX)
        return ERR_INVALID;
    while (str_cut(&rest, '/', &part))
        if (++parts > BLOB_KEY_PARTS || !part_valid(part))
            return ERR_INVALID;
    memcpy(ret->text, s.at, s.n);
    ret->text[s.n] = 0;
    ret->n = s.n;
    return OK;
}

Rc blob_prefix(Str s, BlobKey *ret)
{
    if (s.n == 0 || s.at[s.n - 1] != '/')
        return ERR_INVALID;
    return blob_key((Str){s.at, s.n - 1}, ret);
}
