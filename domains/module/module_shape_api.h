/* How modules look in the API. */
#ifndef DOMAINS_MODULE_MODULE_SHAPE_API_H
#define DOMAINS_MODULE_MODULE_SHAPE_API_H

#include "domains/grain/grain.h"
#include "domains/module/module.h"

/* What lists show, and what changes answer. */
typedef struct {
    Id id, owner_id;
    Str owner_name, title, description, poster_url;
    bool has_poster_url;
    ListOf(Id) grain_ids;
    int64_t duration_ms, created_ms, edited_ms, version;
} ModuleShown;
extern const Shape module_shape;

typedef struct {
    ModuleShown module;
    ListOf(GrainShown) grains;
} ModuleDraft;
extern const Shape module_draft_shape;

typedef struct {
    ListOf(ModuleShown) items;
    bool has_next_cursor;
    Str next_cursor;
    int64_t total;
} ModuleList;
extern const Shape module_list_shape;

typedef enum { MODULE_OWNER_ALL, MODULE_OWNER_ME, MODULE_OWNER_COUNT } ModuleOwner;
typedef struct {
    bool has_search, has_owner, has_grain_id, has_cursor, has_limit;
    Str search, cursor;
    int owner; /* ModuleOwner */
    Id grain_id;
    int64_t limit;
} ModuleListQuery;
extern const Shape module_list_query_shape;

typedef struct {
    bool has_description, has_grain_ids;
    Str title, description;
    ListOf(Id) grain_ids;
} ModuleRequest;
extern const Shape module_request_shape;
extern const Shape module_patch_shape; /* ModulePatch */

typedef struct {
    ListOf(Id) grain_ids;
} ModuleGrains;
extern const Shape module_grains_shape;

/* Fills in what other domains know. `key` NULL: no poster. `ret_grains` may be NULL; it has room for
 * MODULE_GRAINS_MAX. */
Rc module_shown(Ctx *cx, Db *space, const MediaKey *key, const Id *space_id, const Module *module, ModuleShown *ret,
                GrainShown *ret_grains) MUST;

#endif
