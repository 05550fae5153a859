/* Shapes of what routes of modules take and give, and rows of the database to them. */
#include "domains/module/module_shape_api.h"

#include "domains/account/account.h"
#include "kernel/http/cursor.h"
#include "kernel/json/member.h"

/* Lists of grains are longer here than the rule allows, so that a ninth grain meets the rule and its own code. */
enum { SEARCH_MAX = 120, OWNER_NAME_MAX = 2 * PERSON_NAME_MAX + 1, ADDRESS_MAX = 1000, GRAINS_TAKEN_MAX = 100 };

static const char *const owner_names[MODULE_OWNER_COUNT + 1] = {"all", "me"};
ITEM_ID(grain_item);

static const Member module_members[] = {
    MEMBER_ID(ModuleShown, id, "Stable identity"),
    MEMBER_ID(ModuleShown, owner_id, "Who made it"),
    MEMBER_TEXT(ModuleShown, owner_name, TEXT_LINE, 0, OWNER_NAME_MAX, "First and last name; empty when unknown"),
    MEMBER_TEXT(ModuleShown, title, TEXT_LINE, 1, MODULE_TITLE_MAX, "Shown to learners"),
    MEMBER_TEXT(ModuleShown, description, TEXT_BLOCK, 0, MODULE_DESCRIPTION_MAX, "What it teaches"),
    MEMBER_LIST_OF(ModuleShown, grain_ids, grain_item, 0, MODULE_GRAINS_MAX, "Its grains in order"),
    OPTIONAL(ModuleShown, poster_url, MEMBER_KIND_TEXT, .text = TEXT_LINE, .min = 1, .max = ADDRESS_MAX,
             .doc = "Picture of the first film that has one; good for an hour"),
    MEMBER_INT(ModuleShown, duration_ms, 0, INT64_MAX, "Of its films together, as far as known"),
    MEMBER_TIME(ModuleShown, created_ms, "When it was made"),
    MEMBER_TIME(ModuleShown, edited_ms, "When it last changed; a change inside of a grain does not count"),
    MEMBER_INT(ModuleShown, version, 1, INT64_MAX, "For If-Match"),
};
SHAPE(module_shape, "Module", ModuleShown, module_members, "One to eight grains in order");

static const Member draft_members[] = {
    MEMBER_OBJECT(ModuleDraft, module, module_shape, "The module itself"),
    MEMBER_LIST(ModuleDraft, grains, grain_shape, MODULE_GRAINS_MAX, "Its grains in order"),
};
SHAPE(module_draft_shape, "ModuleDraft", ModuleDraft, draft_members, "A module to edit, with its grains");

static const Member list_members[] = {
    MEMBER_LIST(ModuleList, items, module_shape, MODULE_LIST_MAX, "Last edited first"),
    NULLABLE(ModuleList, next_cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_TEXT_MAX,
             .doc = "For the next page; null on the last one"),
    MEMBER_INT(ModuleList, total, 0, INT64_MAX, "Modules that match"),
};
SHAPE(module_list_shape, "ModuleList", ModuleList, list_members, "A page of modules");

static const Member list_query_members[] = {
    OPTIONAL(ModuleListQuery, search, MEMBER_KIND_TEXT, .text = TEXT_LINE, .min = 0, .max = SEARCH_MAX,
             .doc = "Part of the title"),
    OPTIONAL(ModuleListQuery, owner, MEMBER_KIND_ENUM, .names = owner_names, .doc = "Whose; default all"),
    OPTIONAL(ModuleListQuery, grain_id, MEMBER_KIND_ID, .doc = "That use this grain"),
    OPTIONAL(ModuleListQuery, cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_TEXT_MAX,
             .doc = "next_cursor of the page before"),
    OPTIONAL(ModuleListQuery, limit, MEMBER_KIND_INT, .min = 1, .max = MODULE_LIST_MAX, .doc = "Rows of a page"),
};
SHAPE(module_list_query_shape, NULL, ModuleListQuery, list_query_members, "Which modules");

static const Member request_members[] = {
    MEMBER_TEXT(ModuleRequest, title, TEXT_LINE, 1, MODULE_TITLE_MAX, "Shown to learners"),
    OPTIONAL(ModuleRequest, description, MEMBER_KIND_TEXT, .text = TEXT_BLOCK, .max = MODULE_DESCRIPTION_MAX,
             .doc = "What it teaches"),
    OPTIONAL(ModuleRequest, grain_ids, MEMBER_KIND_LIST, .item = &grain_item, .max = GRAINS_TAKEN_MAX,
             .item_size = sizeof(Id), .doc = "Up to eight grains in order; absent: they are added later"),
};
SHAPE(module_request_shape, "ModuleSpec", ModuleRequest, request_members, "A module to make");

static const Member patch_members[] = {
    OPTIONAL(ModulePatch, title, MEMBER_KIND_TEXT, .text = TEXT_LINE, .min = 1, .max = MODULE_TITLE_MAX,
             .doc = "Shown to learners"),
    OPTIONAL(ModulePatch, description, MEMBER_KIND_TEXT, .text = TEXT_BLOCK, .max = MODULE_DESCRIPTION_MAX,
             .doc = "What it teaches"),
};
SHAPE(module_patch_shape, "ModulePatch", ModulePatch, patch_members, "What to change");

static const Member grains_members[] = {
    MEMBER_LIST_OF(ModuleGrains, grain_ids, grain_item, 0, GRAINS_TAKEN_MAX, "One to eight grains in order"),
};
SHAPE(module_grains_shape, "ModuleGrains", ModuleGrains, grains_members, "The grains of a module");

static Rc fill_owner(Ctx *cx, Db *space, ModuleShown *m)
{
    Person owner;
    Rc rc = account_get(cx, space, &m->owner_id, &owner);
    if (rc == ERR_MISSING) /* erased: the module stays */
        return OK;
    TRY(rc);
    return str_format(cx->arena, &m->owner_name, "%.*s %.*s", STR_ARG(owner.first_name), STR_ARG(owner.last_name));
}

Rc module_shown(Ctx *cx, Db *space, const MediaKey *key, const Id *space_id, const Module *module, ModuleShown *ret,
                GrainShown *ret_grains)
{
    ModuleShown m = {.id = module->id,
                     .owner_id = module->owner,
                     .title = module->title,
                     .description = module->description,
                     .created_ms = module->created_ms,
                     .edited_ms = module->edited_ms,
                     .version = module->version};
    m.grain_ids.at = arena_array(cx->arena, module->grain_count, sizeof *m.grain_ids.at);
    if (!m.grain_ids.at)
        return ERR_NOMEM;
    if (!id_none(&m.owner_id))
        TRY(fill_owner(cx, space, &m));
    for (size_t i = 0; i < module->grain_count; i++) {
        Grain grain;
        GrainShown shown;
        TRY(grain_get(cx, space, &module->grains[i], &grain));
        TRY(grain_shown(cx, space, key, space_id, &grain, &shown));
        m.grain_ids.at[m.grain_ids.n++] = shown.id;
        m.duration_ms += shown.duration_ms;
        if (shown.has_poster_url && !m.has_poster_url) {
            m.has_poster_url = true;
            m.poster_url = shown.poster_url;
        }
        if (ret_grains)
            ret_grains[i] = shown;
    }
    *ret = m;
    return OK;
}
