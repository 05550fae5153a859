/* Rows of grains. Knows no rule. */
#ifndef DOMAINS_GRAIN_GRAIN_STORE_H
#define DOMAINS_GRAIN_GRAIN_STORE_H

#include "domains/grain/grain.h"
#include "domains/grain/grain_element.h"

/* `hash` is of the document; `folded` of the title. */
Rc grain_store_insert(Ctx *cx, Db *space, const Grain *grain, Str folded, Str hash) MUST;
Rc grain_store_get(Ctx *cx, Db *space, const Id *id, Grain *ret, Str *ret_hash) MUST; /* a deleted one too */
/* Of grain->version: 0 = not that version any more, or deleted. */
Rc grain_store_update(Ctx *cx, Db *space, const Grain *grain, Str folded, Str hash, int64_t *ret_changed) MUST;
Rc grain_store_mark_deleted(Ctx *cx, Db *space, const Id *id, int64_t *ret_changed) MUST; /* 0 = none, or in use */
Rc grain_store_mark_live(Ctx *cx, Db *space, const Id *id, int64_t *ret_changed) MUST;

Rc grain_store_list(Ctx *cx, Db *space, const GrainQuery *query, Str like, size_t max, Grain *ret, size_t *ret_n) MUST;
Rc grain_store_count(Ctx *cx, Db *space, const GrainQuery *query, Str like, int64_t *ret) MUST;

/* Identities ever seen, sorted; at most `max` of them. */
Rc grain_store_count_elements(Ctx *cx, Db *space, const Id *grain, size_t *ret) MUST;
Rc grain_store_elements(Ctx *cx, Db *space, const Id *grain, size_t max, GrainElement *ret, size_t *ret_n) MUST;
Rc grain_store_insert_element(Ctx *cx, Db *space, const Id *grain, const GrainElement *element) MUST;

Rc grain_store_clear_use(Ctx *cx, Db *space, const Id *user) MUST;
Rc grain_store_insert_use(Ctx *cx, Db *space, const Id *user, const Id *grain, int64_t *ret_changed) MUST;

Rc grain_store_find_version(Ctx *cx, Db *space, const Id *grain, Str hash, Id *ret) MUST;
Rc grain_store_insert_version(Ctx *cx, Db *space, const GrainVersion *version) MUST; /* its number is the next one */
Rc grain_store_get_version(Ctx *cx, Db *space, const Id *version, GrainVersion *ret) MUST;

#endif
