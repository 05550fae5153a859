/* module: one to eight grains in order (R10). A frozen version names the frozen versions of its grains. */
#ifndef DOMAINS_MODULE_MODULE_H
#define DOMAINS_MODULE_MODULE_H

#include "domains/access/access.h"

enum { MODULE_GRAINS_MAX = 8, MODULE_TITLE_MAX = 120, MODULE_DESCRIPTION_MAX = 2000, MODULE_LIST_MAX = 200 };

typedef struct {
    Id id, owner;
    Str title, description;
    Id grains[MODULE_GRAINS_MAX];
    size_t grain_count;
    int64_t created_ms, edited_ms, deleted_ms, version;
} Module;

Rc module_get(Ctx *cx, Db *space, const Id *module, Module *ret) MUST; /* ERR_MISSING: none, or deleted */

/* A draft; it may begin without grains. ERR_REFUSED module.too_many_grains on "grain_ids"; module.grain_twice,
 * module.unknown_grain on "grain_ids[3]". */
typedef struct {
    Str title, description;
    const Id *grains;
    size_t grain_count;
} ModuleSpec;
Rc module_create(Ctx *cx, Db *space, const Actor *by, const ModuleSpec *spec, Module *ret) MUST;

/* `version` is the one that the caller read: ERR_STALE http.stale with the current one. */
typedef struct {
    bool has_title, has_description;
    Str title, description;
} ModulePatch;
Rc module_change(Ctx *cx, Db *space, const Id *module, int64_t version, const ModulePatch *patch, Module *ret) MUST;
/* Besides, ERR_REFUSED module.empty: the last grain stays (R10). */
Rc module_set_grains(Ctx *cx, Db *space, const Id *module, int64_t version, const Id *grains, size_t n,
                     Module *ret) MUST;

/* A deleted module uses its grains no longer, so they can be deleted too: then restoring answers ERR_CONFLICT
 * module.grain_deleted. */
Rc module_delete(Ctx *cx, Db *space, const Actor *by, const Id *module) MUST;
Rc module_restore(Ctx *cx, Db *space, const Actor *by, const Id *module, Module *ret) MUST;

/* Newest edit first. */
typedef struct {
    Str search;      /* part of the title, without case and accents */
    Id owner, grain; /* empty = any; of this grain: "where is it used" */
    bool from_start; /* else behind: */
    int64_t after_ms;
    Id after_id;
    int64_t limit; /* 1 … MODULE_LIST_MAX */
} ModuleQuery;
typedef struct {
    Module *at;
    size_t n;
    bool more;
    int64_t total;
} ModulePage;
Rc module_list(Ctx *cx, Db *space, const ModuleQuery *query, ModulePage *ret) MUST;

typedef struct {
    Id id, module;
    int64_t number;
    Str title, description;
    Id grain_versions[MODULE_GRAINS_MAX];
    size_t grain_count;
    Str hash; /* SHA-256 of the RFC 8785 form of title, description and, in order, grains with their hashes; hexadecimal
               */
    int64_t created_ms;
} ModuleVersion;
/* Freezes the draft and its grains, or finds the version with the same hash. Inside the caller's write transaction.
 * ERR_MISSING; ERR_REFUSED module.empty, grain.no_film, grain.unknown_media. */
Rc module_freeze(Ctx *cx, Db *space, const Id *module, Id *ret_version) MUST;
Rc module_version_get(Ctx *cx, Db *space, const Id *version, ModuleVersion *ret) MUST; /* ERR_MISSING */

#endif
