/* Handlers and shapes of groups. */
#include "domains/group/group_api.h"

#include "domains/access/access_api.h"
#include "domains/account/account.h"
#include "domains/group/group.h"
#include "kernel/http/cursor.h"
#include "kernel/json/member.h"

enum { LIMIT_STANDARD = 50, SEARCH_MAX = 120 };

static const char *const sort_names[GROUP_SORT_COUNT + 1] = {"name", "created", "member_count"};
static const char *const order_names[3] = {"asc", "desc"};

typedef struct {
    Id id;
    Str name, description;
    int64_t member_count, created_ms, version;
} GroupShown;

static const Member group_members[] = {
    MEMBER_ID(GroupShown, id, "Stable identity"),
    MEMBER_TEXT(GroupShown, name, TEXT_LINE, 1, GROUP_NAME_MAX, "Unique among live groups, whatever case and accents"),
    MEMBER_TEXT(GroupShown, description, TEXT_BLOCK, 0, GROUP_DESCRIPTION_MAX, "What it is for"),
    MEMBER_INT(GroupShown, member_count, 0, INT64_MAX, "People in it"),
    MEMBER_TIME(GroupShown, created_ms, "When it was made"),
    MEMBER_INT(GroupShown, version, 1, INT64_MAX, "For If-Match"),
};
static SHAPE(group_shape, "Group", GroupShown, group_members, "A named set of people");

typedef struct {
    bool has_description;
    Str name, description;
} GroupSpec;

static const Member spec_members[] = {
    MEMBER_TEXT(GroupSpec, name, TEXT_LINE, 1, GROUP_NAME_MAX, "Unique among live groups, whatever case and accents"),
    OPTIONAL(GroupSpec, description, MEMBER_KIND_TEXT, .text = TEXT_BLOCK, .min = 0, .max = GROUP_DESCRIPTION_MAX,
             .doc = "What it is for"),
};
static SHAPE(spec_shape, "GroupSpec", GroupSpec, spec_members, "A group to make");

static const Member patch_members[] = {
    OPTIONAL(GroupPatch, name, MEMBER_KIND_TEXT, .text = TEXT_LINE, .min = 1, .max = GROUP_NAME_MAX,
             .doc = "Unique among live groups, whatever case and accents"),
    OPTIONAL(GroupPatch, description, MEMBER_KIND_TEXT, .text = TEXT_BLOCK, .min = 0, .max = GROUP_DESCRIPTION_MAX,
             .doc = "What it is for"),
};
static SHAPE(patch_shape, "GroupPatch", GroupPatch, patch_members, "What to change");

typedef struct {
    ListOf(GroupShown) items;
    bool has_next_cursor;
    Str next_cursor;
    int64_t total;
} GroupList;

static const Member list_members[] = {
    MEMBER_LIST(GroupList, items, group_shape, GROUP_LIST_MAX, "In the order asked for"),
    NULLABLE(GroupList, next_cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_TEXT_MAX,
             .doc = "For the next page; null on the last one"),
    MEMBER_INT(GroupList, total, 0, INT64_MAX, "Groups that match"),
};
static SHAPE(list_shape, "GroupList", GroupList, list_members, "A page of groups");

typedef struct {
    bool has_search, has_sort, has_order, has_cursor, has_limit;
    Str search, cursor;
    int sort, order;
    int64_t limit;
} ListQuery;

static const Member list_query_members[] = {
    OPTIONAL(ListQuery, search, MEMBER_KIND_TEXT, .text = TEXT_LINE, .min = 0, .max = SEARCH_MAX,
             .doc = "Part of the name"),
    OPTIONAL(ListQuery, sort, MEMBER_KIND_ENUM, .names = sort_names, .doc = "Sorted by; default name"),
    OPTIONAL(ListQuery, order, MEMBER_KIND_ENUM, .names = order_names, .doc = "Default asc"),
    OPTIONAL(ListQuery, cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_TEXT_MAX,
             .doc = "next_cursor of the page before"),
    OPTIONAL(ListQuery, limit, MEMBER_KIND_INT, .min = 1, .max = GROUP_LIST_MAX, .doc = "Rows of a page"),
};
static SHAPE(list_query_shape, NULL, ListQuery, list_query_members, "Which groups");

typedef struct {
    bool has_search, has_cursor, has_limit;
    Str search, cursor;
    int64_t limit;
} MemberQuery;

static const Member member_query_members[] = {
    OPTIONAL(MemberQuery, search, MEMBER_KIND_TEXT, .text = TEXT_LINE, .min = 0, .max = SEARCH_MAX,
             .doc = "Part of a name or e-mail"),
    OPTIONAL(MemberQuery, cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_TEXT_MAX,
             .doc = "next_cursor of the page before"),
    OPTIONAL(MemberQuery, limit, MEMBER_KIND_INT, .min = 1, .max = GROUP_LIST_MAX, .doc = "Rows of a page"),
};
static SHAPE(member_query_shape, NULL, MemberQuery, member_query_members, "Which members");

typedef struct {
    ListOf(Id) add, remove;
} MemberChange;

ITEM_ID(person_item);
static const Member change_members[] = {
    MEMBER_LIST_OF(MemberChange, add, person_item, 0, GROUP_CHANGE_MAX, "People who join"),
    MEMBER_LIST_OF(MemberChange, remove, person_item, 0, GROUP_CHANGE_MAX, "People who leave"),
};
static SHAPE(change_shape, "GroupMembersChange", MemberChange, change_members, "Who joins and leaves");

static GroupShown shown(const Group *g)
{
    return (GroupShown){g->id, g->name, g->description, g->member_count, g->created_ms, g->version};
}

static Rc give(Req *q, Reply *r, const Group *g)
{
    GroupShown *out = arena_get(q->cx->arena, sizeof *out);
    if (!out)
        return ERR_NOMEM;
    *out = shown(g);
    r->object = out;
    r->version = g->version;
    return OK;
}

static Rc read_cursor(Req *q, Str text, GroupQuery *query)
{
    query->from_start = false;
    if (query->sort != GROUP_BY_NAME)
        return cursor_read_number(q->cx, text, &query->after_number, &query->after_id);
    Cursor c;
    TRY(cursor_read(q->cx, text, &c));
    query->after_text = c.value;
    query->after_id = c.id;
    return OK;
}

static Rc write_cursor(Req *q, const GroupQuery *query, const GroupPage *page, Str *ret)
{
    const Id *last = &page->at[page->n - 1].id;
    if (query->sort != GROUP_BY_NAME)
        return cursor_write_number(q->cx, page->last_number, last, ret);
    return cursor_write(q->cx, &(Cursor){page->last_text, *last}, ret);
}

static Rc list_groups(Req *q, Reply *r)
{
    const ListQuery *in = q->query;
    GroupPage page;
    GroupQuery query = {.search = in->has_search ? in->search : STR(""),
                        .sort = in->has_sort ? (GroupSort)in->sort : GROUP_BY_NAME,
                        .descending = in->has_order && in->order == 1,
                        .from_start = true,
                        .limit = in->has_limit ? in->limit : LIMIT_STANDARD};
    if (in->has_cursor)
        TRY(read_cursor(q, in->cursor, &query));
    TRY(group_list(q->cx, q->db, &query, &page));
    GroupList *out = arena_get(q->cx->arena, sizeof *out);
    GroupShown *items = arena_array(q->cx->arena, page.n, sizeof *items);
    if (!out || !items)
        return ERR_NOMEM;
    for (size_t i = 0; i < page.n; i++)
        items[i] = shown(&page.at[i]);
    out->items.at = items;
    out->items.n = page.n;
    out->total = page.total;
    out->has_next_cursor = page.more;
    if (page.more)
        TRY(write_cursor(q, &query, &page, &out->next_cursor));
    r->object = out;
    return OK;
}

static Rc create(Req *q, Reply *r)
{
    const GroupSpec *in = q->body;
    Actor by = access_actor(q);
    Group g;
    TRY(group_create(q->cx, q->db, &by, in->name, in->has_description ? in->description : STR(""), &g));
    TRY(str_format(q->cx->arena, &r->location, "/api/v1/groups/%s", g.id.text));
    return give(q, r, &g);
}

static Rc get(Req *q, Reply *r)
{
    Id id;
    Group g;
    TRY(req_id(q, 0, &id));
    TRY(group_get(q->cx, q->db, &id, &g));
    return give(q, r, &g);
}

static Rc change(Req *q, Reply *r)
{
    Actor by = access_actor(q);
    Id id;
    Group g;
    TRY(req_id(q, 0, &id));
    TRY(group_change(q->cx, q->db, &by, &id, q->if_match, q->body, &g));
    return give(q, r, &g);
}

static Rc delete (Req *q, Reply *r)
{
    Actor by = access_actor(q);
    Id id;
    (void)r;
    TRY(req_id(q, 0, &id));
    return group_delete(q->cx, q->db, &by, &id);
}

static Rc restore(Req *q, Reply *r)
{
    Actor by = access_actor(q);
    Id id;
    Group g;
    TRY(req_id(q, 0, &id));
    TRY(group_restore(q->cx, q->db, &by, &id, &g));
    return give(q, r, &g);
}

static Rc list_members_of(Req *q, Reply *r)
{
    const MemberQuery *in = q->query;
    Cursor after = {0};
    Group g;
    PersonList list;
    PersonQuery query = {.search = in->has_search ? in->search : STR(""),
                         .state = -1,
                         .sort = PERSON_BY_NAME,
                         .limit = in->has_limit ? in->limit : LIMIT_STANDARD};
    TRY(req_id(q, 0, &query.group));
    if (in->has_cursor)
        TRY(cursor_read(q->cx, in->cursor, &after));
    query.after = after.value;
    query.after_id = after.id;
    TRY(group_get(q->cx, q->db, &query.group, &g));
    TRY(account_list(q->cx, q->db, &query, &list));
    return account_list_document(q->cx, &list, &r->object);
}

static Rc change_members_of(Req *q, Reply *r)
{
    const MemberChange *in = q->body;
    Actor by = access_actor(q);
    GroupMembers members = {
        .add = in->add.at, .add_count = in->add.n, .remove = in->remove.at, .remove_count = in->remove.n};
    Id id;
    Group g;
    TRY(req_id(q, 0, &id));
    TRY(group_change_members(q->cx, q->db, &by, &id, &members, &g));
    return give(q, r, &g);
}

static const char *const cursor_codes[] = {"http.bad_cursor", NULL};
static const char *const taken_codes[] = {"account.group_taken", NULL};
static const char *const change_codes[] = {"account.group_taken", "http.stale", NULL};
static const char *const member_codes[] = {"account.person_unknown", NULL};

static const Route routes[] = {
    ROUTE("GET", "/api/v1/groups", list_groups, RIGHT_GROUP_READ, "List groups", .query = &list_query_shape,
          .reply = &list_shape, .codes = cursor_codes),
    ROUTE("POST", "/api/v1/groups", create, RIGHT_GROUP_EDIT, "Create a group", .status = 201, .body = &spec_shape,
          .reply = &group_shape, .codes = taken_codes),
    ROUTE("GET", "/api/v1/groups/{group_id}", get, RIGHT_GROUP_READ, "Read a group", .reply = &group_shape),
    ROUTE("PATCH", "/api/v1/groups/{group_id}", change, RIGHT_GROUP_EDIT, "Change a group's name or description",
          .flags = ROUTE_NEEDS_MATCH, .body = &patch_shape, .reply = &group_shape, .codes = change_codes),
    ROUTE("DELETE", "/api/v1/groups/{group_id}", delete, RIGHT_GROUP_EDIT,
          "Delete a group; it can be restored for 30 days"),
    ROUTE("POST", "/api/v1/groups/{group_id}/restore", restore, RIGHT_GROUP_EDIT, "Restore a deleted group",
          .reply = &group_shape, .codes = taken_codes),
    ROUTE("GET", "/api/v1/groups/{group_id}/members", list_members_of, RIGHT_GROUP_READ, "List the members of a group",
          .flags = ROUTE_PERSONAL, .query = &member_query_shape, .reply = &person_list_shape, .codes = cursor_codes),
    ROUTE("POST", "/api/v1/groups/{group_id}/members", change_members_of, RIGHT_GROUP_EDIT,
          "Add people to a group and remove others, all or none", .flags = ROUTE_LARGE_BODY, .body = &change_shape,
          .reply = &group_shape, .codes = member_codes),
    {0},
};

static const ErrorCode errors[] = {
    {"account.group_taken", ERR_CONFLICT, "Another group has this name"},
    {"account.person_unknown", ERR_REFUSED, "There is no such person"},
    {0},
};

const Surface group_surface = {"group", routes, errors, NULL};
