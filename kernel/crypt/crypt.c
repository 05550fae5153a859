/* Hashes, tokens and comparison: thin over libsodium, whose types stay behind this file. */
#include "kernel/crypt/crypt.h"

#include <sodium.h>

_Static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(Sha256Stream), "the opaque state has room");
_Static_assert(_Alignof(crypto_hash_sha256_state) <= _Alignof(Sha256Stream), "the opaque state is aligned");
_Static_assert(crypto_hash_sha256_BYTES == SHA256_SIZE && crypto_auth_hmacsha256_BYTES == SHA256_SIZE, "SHA-256");

Rc crypt_init(void)
{
    return sodium_init() < 0 ? ERR_BUG : OK; /* 1 = was ready */
}

static crypto_hash_sha256_state *state(Sha256Stream *s)
{
    return (crypto_hash_sha256_state *)(void *)s->state;
}

void sha256_begin(Sha256Stream *s)
{
    crypto_hash_sha256_init(state(s));
}

void sha256_add(Sha256Stream *s, const void *at, size_t n)
{
    crypto_hash_sha256_update(state(s), at, n);
}

Sha256 sha256_end(Sha256Stream *s)
{
    Sha256 h;
    crypto_hash_sha256_final(state(s), h.bytes);
    return h;
}

Sha256 sha256(Str s)
{
    Sha256 h;
    crypto_hash_sha256(h.bytes, (const unsigned char *)s.at, s.n);
    return h;
}

Rc sha256_hex(Ctx *cx, const Sha256 *h, Str *ret)
{
    Buf b;
    buf_init(&b, cx->arena, 2 * SHA256_SIZE);
    buf_hex(&b, h->bytes, SHA256_SIZE);
    TRY(b.rc);
    *ret = buf_str(&b);
    return OK;
}

/* The streaming form, because the one-shot form takes keys of 32 bytes only. */
Sha256 hmac_sha256(Str key, Str message)
{
    Sha256 h;
    crypto_auth_hmacsha256_state st;
    crypto_auth_hmacsha256_init(&st, (const unsigned char *)key.at, key.n);
    crypto_auth_hmacsha256_update(&st, (const unsigned char *)message.at, message.n);
    crypto_auth_hmacsha256_final(&st, h.bytes);
    sodium_memzero(&st, sizeof st);
    return h;
}

bool secret_equal(const void *a, const void *b, size_t n)
{
    return sodium_memcmp(a, b, n) == 0;
}

Rc token_new(Ctx *cx, Str *ret)
{
    unsigned char bytes[TOKEN_BYTES];
    Buf b;
    cx->random->fill(cx->random, bytes, sizeof bytes);
    buf_init(&b, cx->arena, TOKEN_TEXT);
    buf_base64url(&b, bytes, sizeof bytes);
    sodium_memzero(bytes, sizeof bytes);
    TRY(b.rc);
    *ret = buf_str(&b);
    return OK;
}
