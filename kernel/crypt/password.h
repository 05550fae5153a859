/* Passwords: Argon2id (RFC 9106) with at most `at_once` computations in the process, and an estimate of strength
 * (zxcvbn). Parameters from the configuration; floor by OPERATIONS §10. */
#ifndef KERNEL_CRYPT_PASSWORD_H
#define KERNEL_CRYPT_PASSWORD_H

#include "base/ctx.h"

typedef struct PasswordGate PasswordGate;

typedef struct {
    int64_t memory_kib, passes;
    int at_once;
    int64_t wait_ms; /* longest wait for a place: then ERR_BUSY */
} PasswordCost;

/* ERR_INVALID: a cost that libsodium does not know. */
Rc password_gate_new(const PasswordCost *cost, PasswordGate **ret) MUST;
void password_gate_free(PasswordGate *g);

/* What the gate does, for metrics. */
typedef struct {
    int64_t computed; /* hashes since the start */
    int running, waiting, peak;
} PasswordLoad;
PasswordLoad password_gate_load(PasswordGate *g);

enum { PASSWORD_MAX = 128, PASSWORD_MIN = 12, PASSWORD_MIN_ADMIN = 16 };

/* Encoded hash ("$argon2id$v=19$…"), in the arena. */
Rc password_hash(Ctx *cx, PasswordGate *g, Str password, Str *ret) MUST;

/* OK when it matches, ERR_UNKNOWN when not. An empty `hash` costs the same and never matches: nobody learns from the
 * time whether an account exists. `*ret_old` (may be NULL): matches, but made with other parameters, so hash it again.
 */
Rc password_verify(Ctx *cx, PasswordGate *g, Str hash, Str password, bool *ret_old) MUST;

typedef enum { PASSWORD_GOOD, PASSWORD_SHORT, PASSWORD_LONG, PASSWORD_WEAK, PASSWORD_PERSONAL } PasswordVerdict;

/* Judges a new password. Lengths in characters. WEAK: fewer than 10^PASSWORD_GUESSES_LOG10 guesses by zxcvbn, which
 * knows common passwords, words, names, dates, keyboard walks, and the French ones of french_words.c. `words` (name,
 * e-mail, space…) and their parts are worth nothing: PERSONAL when the password is good only because of them. Out
 * of memory judges WEAK: refusing is the safe mistake. */
enum { PASSWORD_GUESSES_LOG10 = 10 };
PasswordVerdict password_judge(Ctx *cx, Str password, size_t min, const Str *words, size_t word_count);

#endif
