/* Addresses below /media/ that a browser may fetch for an hour or two without a session: signed, and the same for
 * everybody in the same hour, so that caches can share what is behind them (ARCHITECTURE §5).
 *
 *     /media/<space>.<hour>.<key id>.<signature>/<media>/<name>
 *
 * Knows nothing of rows: who may see a media asks for its address; what is quarantined is moved away. */
#ifndef DOMAINS_MEDIA_TOKEN_H
#define DOMAINS_MEDIA_TOKEN_H

#include "base/id.h"

enum { MEDIA_KEY_SIZE = 32, MEDIA_TOKEN_MAX = 128 };
#define MEDIA_HOUR_MS INT64_C(3600000)

/* The signing key of one installation; every api process has the same file. */
typedef struct MediaKey MediaKey;

/* Reads the key at `path`; when there is none, makes 32 random bytes there, mode 600, durably. ERR_IO, logged;
 * ERR_INVALID, logged: the file is not a key. */
Rc media_key_open(Ctx *cx, Str path, MediaKey **ret) MUST;
void media_key_free(MediaKey *k); /* accepts NULL */

/* The address of the file `name` of a media now. An empty name gives the folder, which ends in '/'. */
Rc media_address(Ctx *cx, const MediaKey *key, const Id *space, const Id *media, Str name, Str *ret) MUST;

/* Whether `token` opens this media now: in its hour and the next one. ERR_MISSING when not, whatever is wrong. */
Rc media_key_check(Ctx *cx, const MediaKey *key, Str token, const Id *media, Id *ret_space) MUST;

#endif
