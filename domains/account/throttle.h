/* How often something may be tried. Counts lie in the platform's database, so a restart forgets none. An attempt is
 * counted before it is made and given back when it succeeds: however many come at once, no more than the limit pass. */
#ifndef DOMAINS_ACCOUNT_THROTTLE_H
#define DOMAINS_ACCOUNT_THROTTLE_H

#include "kernel/store/db.h"

typedef enum {
    THROTTLE_ACCOUNT,       /* one e-mail in one space */
    THROTTLE_ADDRESS,       /* one client address */
    THROTTLE_SPACE,         /* failed sign-ins in one space: never waits, raises an alert (R106) */
    THROTTLE_RESET_ADDRESS, /* new passwords asked from one address */
    THROTTLE_RESET_EMAIL,   /* … for one e-mail */
    THROTTLE_KIND_COUNT
} ThrottleKind;

enum { THROTTLE_WINDOW_MS = 15 * 60 * 1000, THROTTLE_FIRST_WAIT_MS = 60 * 1000 };

typedef struct {
    int64_t failures, window_ms, locked_until_ms, locks; /* window_ms: its start, or the end of the last wait */
} ThrottleState;

/* Attempts within a window before one must wait; each further one doubles the wait, up to a window. */
int64_t throttle_limit(ThrottleKind kind);

/* One more attempt at `now`. `*ret_locked`: it reached the limit. */
ThrottleState throttle_count(ThrottleKind kind, ThrottleState before, int64_t now, bool *ret_locked);
/* Milliseconds to wait before another attempt. */
int64_t throttle_wait(ThrottleKind kind, ThrottleState state, int64_t now);

typedef struct {
    ThrottleKind kind;
    Str subject; /* hashed before it is stored */
    /* After throttle_take: */
    ThrottleState state;
    bool locked; /* this very attempt reached the limit */
} ThrottleKey;

/* The key of an e-mail in a space; `space` may be empty: an e-mail that no space knows is counted all the same. */
Rc throttle_account_key(Ctx *cx, const Id *space, Str email, ThrottleKey *ret) MUST;

/* Counts one attempt for each key, in one transaction; none when one of them must wait: ERR_OFTEN account.throttled
 * with retry_after_s. */
Rc throttle_take(Ctx *cx, Db *platform, ThrottleKey *keys, size_t n) MUST;
/* The attempt succeeded: forgets all of an account's, gives back one of the others. */
Rc throttle_give_back(Ctx *cx, Db *platform, const ThrottleKey *keys, size_t n) MUST;

#endif
