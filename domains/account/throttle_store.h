/* Rows of throttle and reset_request. Knows no limit. */
#ifndef DOMAINS_ACCOUNT_THROTTLE_STORE_H
#define DOMAINS_ACCOUNT_THROTTLE_STORE_H

#include "domains/account/throttle.h"

/* Leaves `ret` as it is when there is no row. */
Rc throttle_store_get(Ctx *cx, Db *platform, ThrottleKind kind, Str subject, ThrottleState *ret) MUST;
Rc throttle_store_put(Ctx *cx, Db *platform, ThrottleKind kind, Str subject, const ThrottleState *state) MUST;
Rc throttle_store_clear(Ctx *cx, Db *platform, ThrottleKind kind, Str subject) MUST;
/* Rows whose window began before `ms`. */
Rc throttle_store_prune(Ctx *cx, Db *platform, int64_t ms) MUST;

/* A forgotten password waiting for its mail; one for each e-mail. */
typedef struct {
    Str email, address;
} ResetRequest;
Rc reset_store_put(Ctx *cx, Db *platform, const ResetRequest *request) MUST;
Rc reset_store_list(Ctx *cx, Db *platform, ResetRequest *ret, size_t room, size_t *ret_n) MUST;
Rc reset_store_drop(Ctx *cx, Db *platform, Str email) MUST;

#endif
