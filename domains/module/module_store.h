/* Rows of modules. Knows no rule. */
#ifndef DOMAINS_MODULE_MODULE_STORE_H
#define DOMAINS_MODULE_MODULE_STORE_H

#include "domains/module/module.h"

/* Without its grains. */
Rc module_store_insert(Ctx *cx, Db *space, const Module *module, Str folded) MUST;
/* With its grains; a deleted one too. */
Rc module_store_get(Ctx *cx, Db *space, const Id *id, Module *ret) MUST;
/* Title, description and time of module->version: 0 = not that version any more, or deleted. */
Rc module_store_update(Ctx *cx, Db *space, const Module *module, Str folded, int64_t *ret_changed) MUST;
Rc module_store_mark_deleted(Ctx *cx, Db *space, const Id *id, int64_t *ret_changed) MUST;
Rc module_store_mark_live(Ctx *cx, Db *space, const Id *id, int64_t *ret_changed) MUST;
Rc module_store_set_grains(Ctx *cx, Db *space, const Id *module, const Id *grains, size_t n) MUST;

/* Up to `max` rows, with their grains. */
Rc module_store_list(Ctx *cx, Db *space, const ModuleQuery *query, Str like, size_t max, Module *ret,
                     size_t *ret_n) MUST;
Rc module_store_count(Ctx *cx, Db *space, const ModuleQuery *query, Str like, int64_t *ret) MUST;

Rc module_store_find_version(Ctx *cx, Db *space, const Id *module, Str hash, Id *ret) MUST;
Rc module_store_insert_version(Ctx *cx, Db *space, const ModuleVersion *version) MUST; /* its number is the next one */
Rc module_store_get_version(Ctx *cx, Db *space, const Id *version, ModuleVersion *ret) MUST;

#endif
