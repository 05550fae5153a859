/* Hashes and tokens (libsodium). Stored secrets are never compared byte by byte with early exit. */
#ifndef KERNEL_CRYPT_CRYPT_H
#define KERNEL_CRYPT_CRYPT_H

#include "base/ctx.h"

enum { SHA256_SIZE = 32, TOKEN_BYTES = 32, TOKEN_TEXT = 43 };

typedef struct {
    unsigned char bytes[SHA256_SIZE];
} Sha256;

/* Once at start of the program. ERR_BUG when libsodium cannot start. */
Rc crypt_init(void) MUST;

Sha256 sha256(Str s);
typedef struct Sha256Stream {
    _Alignas(16) unsigned char state[128]; /* libsodium's own, opaque here */
} Sha256Stream;
void sha256_begin(Sha256Stream *s);
void sha256_add(Sha256Stream *s, const void *at, size_t n);
Sha256 sha256_end(Sha256Stream *s);
Rc sha256_hex(Ctx *cx, const Sha256 *h, Str *ret) MUST;

Sha256 hmac_sha256(Str key, Str message);
bool secret_equal(const void *a, const void *b, size_t n);

/* 32 random bytes as base64url: session tokens, links, CSRF. Only sha256(token) is ever stored. */
Rc token_new(Ctx *cx, Str *ret) MUST;

#endif
