/* Rows that have done their service. Requests prune too, but only where somebody comes by. */
#include "domains/account/account.h"
#include "domains/account/link_store.h"
#include "domains/account/session_store.h"
#include "domains/account/throttle_store.h"

Rc account_purge(Ctx *cx, Db *space)
{
    TRY(session_store_delete_ended(cx, space));
    return link_store_prune(cx, space);
}

Rc account_purge_platform(Ctx *cx, Db *platform)
{
    return throttle_store_prune(cx, platform, now_ms(cx) - THROTTLE_WINDOW_MS);
}
