/* HTTP surface of spaces. Handlers are thin: shapes in, rule, shape out. */
#include "domains/space/space_api.h"

#include "domains/access/access_api.h"
#include "domains/space/space.h"
#include "kernel/http/api.h"
#include "kernel/http/cursor.h"
#include "kernel/json/member.h"
#include "kernel/text/fold.h"

#include <stddef.h>

enum { LIMIT_STANDARD = 50 };

static const char *const languages[] = {"fr", "en", NULL};

static int language_index(Str language)
{
    return str_equal(language, STR("en")) ? 1 : 0;
}

/* What anyone may know: enough for the sign-in page of one space. */
typedef struct {
    Str name;
    int default_language;
} SpacePublic;

static const Member public_members[] = {
    MEMBER_TEXT(SpacePublic, name, TEXT_LINE, 1, SPACE_NAME_MAX, "Name of the company"),
    MEMBER_ENUM(SpacePublic, default_language, languages, "Language of its pages before sign-in"),
};
static SHAPE(public_shape, "SpacePublic", SpacePublic, public_members, "What anyone may know of a space");

typedef struct {
    Id id;
    Str slug, name;
    int kind, default_language;
    bool four_eyes;
    int64_t created_ms, version;
} SpaceSettings;

static const Member settings_members[] = {
    MEMBER_ID(SpaceSettings, id, "Stable identity"),
    MEMBER_TEXT(SpaceSettings, slug, TEXT_SLUG, SPACE_SLUG_MIN, SPACE_SLUG_MAX, "Name in addresses; never changes"),
    MEMBER_TEXT(SpaceSettings, name, TEXT_LINE, 1, SPACE_NAME_MAX, "Name of the company"),
    MEMBER_ENUM(SpaceSettings, kind, space_kind_names, "A client, or the publisher's own staff"),
    MEMBER_ENUM(SpaceSettings, default_language, languages, "Language of new people and of mails"),
    MEMBER_BOOL(SpaceSettings, four_eyes, "A training manager may not approve what they wrote"),
    MEMBER_TIME(SpaceSettings, created_ms, "When it was made"),
    MEMBER_INT(SpaceSettings, version, 1, INT64_MAX, "For If-Match"),
};
static SHAPE(settings_shape, "Space", SpaceSettings, settings_members, "One's own space and its settings");

typedef struct {
    bool has_name, has_default_language, has_four_eyes;
    Str name;
    int default_language;
    bool four_eyes;
} SettingsPatch;

static const Member patch_members[] = {
    OPTIONAL(SettingsPatch, name, MEMBER_KIND_TEXT, .text = TEXT_LINE, .min = 1, .max = SPACE_NAME_MAX,
             .doc = "Name of the company"),
    OPTIONAL(SettingsPatch, default_language, MEMBER_KIND_ENUM, .names = languages,
             .doc = "Language of new people and of mails"),
    OPTIONAL(SettingsPatch, four_eyes, MEMBER_KIND_BOOL, .doc = "A training manager may not approve what they wrote"),
};
static SHAPE(patch_shape, "SpacePatch", SettingsPatch, patch_members, "Settings to change");

typedef struct {
    Id id;
    Str slug, name;
    int state;
    int64_t person_count, created_ms;
} SpaceRow;

static const Member row_members[] = {
    MEMBER_ID(SpaceRow, id, "Stable identity"),
    MEMBER_TEXT(SpaceRow, slug, TEXT_SLUG, SPACE_SLUG_MIN, SPACE_SLUG_MAX, "Name in addresses"),
    MEMBER_TEXT(SpaceRow, name, TEXT_LINE, 1, SPACE_NAME_MAX, "Name of the company"),
    MEMBER_ENUM(SpaceRow, state, space_state_names, "Whether its people can sign in"),
    MEMBER_INT(SpaceRow, person_count, 0, INT64_MAX, "People in it, as last counted: minutes ago at most"),
    MEMBER_TIME(SpaceRow, created_ms, "When it was made"),
};
SHAPE(space_row_shape, "SpaceEntry", SpaceRow, row_members, "A client space in the publisher's list");

typedef struct {
    ListOf(SpaceRow) items;
    bool has_next_cursor;
    Str next_cursor;
    int64_t total;
} SpaceList;

static const Member list_members[] = {
    MEMBER_LIST(SpaceList, items, space_row_shape, SPACE_LIST_MAX, "In order of name"),
    NULLABLE(SpaceList, next_cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_TEXT_MAX,
             .doc = "For the next page; null on the last one"),
    MEMBER_INT(SpaceList, total, 0, INT64_MAX, "Rows that match"),
};
static SHAPE(list_shape, "SpaceList", SpaceList, list_members, "A page of client spaces");

typedef struct {
    bool has_search, has_cursor, has_limit;
    Str search, cursor;
    int64_t limit;
} SpaceQuery;

static const Member query_members[] = {
    OPTIONAL(SpaceQuery, search, MEMBER_KIND_TEXT, .text = TEXT_LINE, .min = 0, .max = SPACE_SEARCH_MAX,
             .doc = "Part of the name or of the slug"),
    OPTIONAL(SpaceQuery, cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_TEXT_MAX,
             .doc = "next_cursor of the page before"),
    OPTIONAL(SpaceQuery, limit, MEMBER_KIND_INT, .min = 1, .max = SPACE_LIST_MAX, .doc = "Rows of a page"),
};
static SHAPE(query_shape, NULL, SpaceQuery, query_members, "Which client spaces");

static SpaceRow to_row(const Space *space)
{
    return (SpaceRow){.id = space->id,
                      .slug = space->slug,
                      .name = space->name,
                      .state = (int)space->state,
                      .person_count = space->person_count,
                      .created_ms = space->created_ms};
}

Rc space_row_document(Ctx *cx, const Space *space, const void **ret)
{
    SpaceRow *row = arena_get(cx->arena, sizeof *row);
    if (!row)
        return ERR_NOMEM;
    *row = to_row(space);
    *ret = row;
    return OK;
}

static Rc give_settings(Req *q, Reply *r, const Space *space)
{
    SpaceSettings *out = arena_get(q->cx->arena, sizeof *out);
    if (!out)
        return ERR_NOMEM;
    *out = (SpaceSettings){.id = space->id,
                           .slug = space->slug,
                           .name = space->name,
                           .kind = (int)space->kind,
                           .default_language = language_index(space->default_language),
                           .four_eyes = space->four_eyes,
                           .created_ms = space->created_ms,
                           .version = space->version};
    r->object = out;
    r->version = out->version;
    return OK;
}

static Rc get_public(Req *q, Reply *r)
{
    Db *platform;
    Space space;
    TRY(store_platform(q->cx, q->stores, &platform));
    TRY(space_by_slug(q->cx, platform, q->parts[0], &space));
    if (space.state != SPACE_ACTIVE)
        return ERR_MISSING;
    SpacePublic *out = arena_get(q->cx->arena, sizeof *out);
    if (!out)
        return ERR_NOMEM;
    *out = (SpacePublic){space.name, language_index(space.default_language)};
    r->object = out;
    return OK;
}

static Rc get_settings(Req *q, Reply *r)
{
    Db *platform;
    Space space;
    TRY(store_platform(q->cx, q->stores, &platform));
    TRY(space_get(q->cx, platform, &q->who.space, &space));
    return give_settings(q, r, &space);
}

static Rc patch_settings(Req *q, Reply *r)
{
    const SettingsPatch *in = q->body;
    SpacePatch patch = {.has_name = in->has_name,
                        .has_default_language = in->has_default_language,
                        .has_four_eyes = in->has_four_eyes,
                        .name = in->name,
                        .default_language = str_of(languages[in->default_language]),
                        .four_eyes = in->four_eyes};
    Actor by = access_actor(q);
    SpaceEdit edit = {.space = q->who.space, .version = q->if_match, .by = &by, .patch = &patch};
    Db *platform;
    Space space;
    TRY(store_platform(q->cx, q->stores, &platform));
    TRY(space_edit(q->cx, platform, &edit, &space));
    TRY(space_audit_changes(q->cx, platform, q->db, &space.id));
    return give_settings(q, r, &space);
}

static Rc list_spaces(Req *q, Reply *r)
{
    const SpaceQuery *in = q->query;
    SpaceSearch search = {.search = in->has_search ? in->search : STR(""),
                          .limit = in->has_limit ? in->limit : LIMIT_STANDARD};
    if (in->has_cursor) {
        Cursor cursor;
        TRY(cursor_read(q->cx, in->cursor, &cursor));
        search.after_name = cursor.value;
        search.after = cursor.id;
    }
    Db *platform;
    SpacePage page;
    SpaceList *out = arena_get(q->cx->arena, sizeof *out);
    if (!out)
        return ERR_NOMEM;
    TRY(store_platform(q->cx, q->stores, &platform));
    TRY(space_search(q->cx, platform, &search, &page));
    out->items.at = arena_array(q->cx->arena, page.n, sizeof *out->items.at);
    if (!out->items.at)
        return ERR_NOMEM;
    for (out->items.n = 0; out->items.n < page.n; out->items.n++)
        out->items.at[out->items.n] = to_row(&page.at[out->items.n]);
    out->total = page.total;
    out->has_next_cursor = page.more;
    if (page.more) {
        Cursor last = {.id = page.at[page.n - 1].id};
        TRY(text_fold(q->cx, page.at[page.n - 1].name, &last.value));
        TRY(cursor_write(q->cx, &last, &out->next_cursor));
    }
    r->object = out;
    return OK;
}

static const char *const patch_codes[] = {"http.stale", "space.bad_name", NULL};

static const Route routes[] = {
    ROUTE("GET", "/api/v1/spaces/{slug}/public", get_public, RIGHT_PUBLIC, "What anyone may know of a space",
          .reply = &public_shape),
    ROUTE("GET", "/api/v1/space", get_settings, RIGHT_SPACE_READ, "Read the settings of one's own space",
          .reply = &settings_shape),
    ROUTE("PATCH", "/api/v1/space", patch_settings, RIGHT_SPACE_EDIT, "Change the settings of one's own space",
          .flags = ROUTE_NEEDS_MATCH, .body = &patch_shape, .reply = &settings_shape, .codes = patch_codes),
    ROUTE("GET", "/api/v1/spaces", list_spaces, RIGHT_SPACE_LIST, "List the client spaces", .query = &query_shape,
          .reply = &list_shape),
    {0},
};

static const ErrorCode errors[] = {
    {"space.slug_taken", ERR_CONFLICT, "Another space has this slug"},
    {"space.bad_slug", ERR_INVALID, "A slug is 2 to 40 of a-z, 0-9 and single dashes between them"},
    {"space.bad_name", ERR_INVALID, "A name is one line of 1 to 80 characters"},
    {"space.bad_language", ERR_INVALID, "The language is fr or en"},
    {0},
};

const Surface space_surface = {.name = "space", .routes = routes, .errors = errors};
