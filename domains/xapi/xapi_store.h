/* Statements of xapi.sql. */
#ifndef DOMAINS_XAPI_XAPI_STORE_H
#define DOMAINS_XAPI_XAPI_STORE_H

#include "domains/xapi/xapi.h"

/* Takes the turn for the rest of the transaction and `count` positions, the last of which is answered. */
Rc xapi_store_take_turn(Ctx *cx, Db *space, size_t count, int64_t *ret_last, int64_t *ret_stored_ms) MUST;
/* `*ret_new` false: its identity is taken. */
Rc xapi_store_insert(Ctx *cx, Db *space, const XapiStatement *s, int64_t position, int64_t stored_ms,
                     bool *ret_new) MUST;
Rc xapi_store_fingerprint(Ctx *cx, Db *space, const Id *id, Str *ret) MUST;
Rc xapi_store_list(Ctx *cx, Db *space, const Id *registration, int64_t position, size_t limit, XapiRecord *ret,
                   size_t *ret_n) MUST;
Rc xapi_store_get_origin(Ctx *cx, Db *space, Str *ret) MUST;   /* empty before the first use */
Rc xapi_store_set_origin(Ctx *cx, Db *space, Str origin) MUST; /* once */

#endif
