/* Handlers, shapes and routes of distributions. */
#include "domains/distribution/distribution_api.h"

#include "domains/distribution/distribution.h"
#include "kernel/http/cursor.h"
#include "kernel/json/member.h"

/* More identities are taken than the rule allows, so that one too many meets the rule and its own code. */
enum { LIMIT_STANDARD = 50, PEOPLE_TAKEN_MAX = 500 };

typedef struct {
    Id id, module_id, module_version_id;
    Str title;
    int64_t registration_count, created_ms;
} DistributionShown;

static const Member distribution_members[] = {
    MEMBER_ID(DistributionShown, id, "Stable identity"),
    MEMBER_ID(DistributionShown, module_id, "What is distributed"),
    MEMBER_ID(DistributionShown, module_version_id, "Its frozen version"),
    MEMBER_TEXT(DistributionShown, title, TEXT_LINE, 1, MODULE_TITLE_MAX, "The module's, as frozen"),
    MEMBER_INT(DistributionShown, registration_count, 0, INT64_MAX, "People registered"),
    MEMBER_TIME(DistributionShown, created_ms, "Since when"),
};
static SHAPE(distribution_shape, "Distribution", DistributionShown, distribution_members,
             "Who may watch a version of a module");

typedef struct {
    Id module_id;
    ListOf(Id) person_ids;
} DistributionSpec;

ITEM_ID(person_item);
static const Member spec_members[] = {
    MEMBER_ID(DistributionSpec, module_id, "It is frozen as it is now"),
    MEMBER_LIST_OF(DistributionSpec, person_ids, person_item, 0, PEOPLE_TAKEN_MAX,
                   "One to 200 active people; named twice is once"),
};
static SHAPE(spec_shape, "DistributionSpec", DistributionSpec, spec_members, "What to distribute, to whom");

typedef struct {
    ListOf(DistributionShown) items;
    bool has_next_cursor;
    Str next_cursor;
    int64_t total;
} DistributionList;

static const Member list_members[] = {
    MEMBER_LIST(DistributionList, items, distribution_shape, DISTRIBUTION_LIST_MAX, "Newest first"),
    NULLABLE(DistributionList, next_cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_TEXT_MAX,
             .doc = "For the next page; null on the last one"),
    MEMBER_INT(DistributionList, total, 0, INT64_MAX, "Distributions that match"),
};
static SHAPE(list_shape, "DistributionList", DistributionList, list_members, "A page of distributions");

typedef struct {
    bool has_module_id, has_cursor, has_limit;
    Id module_id;
    Str cursor;
    int64_t limit;
} ListQuery;

static const Member list_query_members[] = {
    OPTIONAL(ListQuery, module_id, MEMBER_KIND_ID, .doc = "Of this module"),
    OPTIONAL(ListQuery, cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_TEXT_MAX,
             .doc = "next_cursor of the page before"),
    OPTIONAL(ListQuery, limit, MEMBER_KIND_INT, .min = 1, .max = DISTRIBUTION_LIST_MAX, .doc = "Rows of a page"),
};
static SHAPE(list_query_shape, NULL, ListQuery, list_query_members, "Which distributions");

static DistributionShown shown(const Distribution *d)
{
    return (DistributionShown){d->id, d->module, d->module_version, d->title, d->registration_count, d->created_ms};
}

static Rc give(Req *q, Reply *r, const Distribution *d)
{
    DistributionShown *out = arena_get(q->cx->arena, sizeof *out);
    if (!out)
        return ERR_NOMEM;
    *out = shown(d);
    r->object = out;
    return OK;
}

static Rc list_distributions(Req *q, Reply *r)
{
    const ListQuery *in = q->query;
    DistributionPage page;
    DistributionQuery query = {.from_start = !in->has_cursor, .limit = in->has_limit ? in->limit : LIMIT_STANDARD};
    if (in->has_module_id)
        query.module = in->module_id;
    if (in->has_cursor)
        TRY(cursor_read_number(q->cx, in->cursor, &query.after_ms, &query.after_id));
    TRY(distribution_list(q->cx, q->db, &query, &page));
    DistributionList *out = arena_get(q->cx->arena, sizeof *out);
    DistributionShown *items = arena_array(q->cx->arena, page.n, sizeof *items);
    if (!out || !items)
        return ERR_NOMEM;
    for (size_t i = 0; i < page.n; i++)
        items[i] = shown(&page.at[i]);
    out->items.at = items;
    out->items.n = page.n;
    out->total = page.total;
    out->has_next_cursor = page.more;
    if (page.more)
        TRY(cursor_write_number(q->cx, page.at[page.n - 1].created_ms, &page.at[page.n - 1].id, &out->next_cursor));
    r->object = out;
    return OK;
}

static Rc create(Req *q, Reply *r)
{
    const DistributionSpec *in = q->body;
    Actor by = {.person = q->who.person, .address = q->in->address, .rights = q->who.rights};
    Distribution d;
    TRY(distribution_create(q->cx, q->db, &by, &in->module_id, in->person_ids.at, in->person_ids.n, &d));
    TRY(str_format(q->cx->arena, &r->location, "/api/v1/distributions/%s", d.id.text));
    return give(q, r, &d);
}

static Rc get(Req *q, Reply *r)
{
    Id id;
    Distribution d;
    TRY(req_id(q, 0, &id));
    TRY(distribution_get(q->cx, q->db, &id, &d));
    return give(q, r, &d);
}

static const char *const list_codes[] = {"http.bad_cursor", NULL};
static const char *const create_codes[] = {"distribution.nobody",
                                           "distribution.too_many_people",
                                           "distribution.unknown_module",
                                           "distribution.unknown_person",
                                           "module.empty",
                                           "grain.no_film",
                                           "grain.unknown_media",
                                           NULL};

static const Route routes[] = {
    ROUTE("GET", "/api/v1/distributions", list_distributions, RIGHT_DISTRIBUTION_MANAGE,
          "List distributions, newest first", .query = &list_query_shape, .reply = &list_shape, .codes = list_codes),
    ROUTE("POST", "/api/v1/distributions", create, RIGHT_DISTRIBUTION_MANAGE,
          "Freeze a module and register people for it", .status = 201, .body = &spec_shape,
          .reply = &distribution_shape, .codes = create_codes),
    ROUTE("GET", "/api/v1/distributions/{distribution_id}", get, RIGHT_DISTRIBUTION_MANAGE, "Read a distribution",
          .reply = &distribution_shape),
    {0},
};

static const ErrorCode errors[] = {
    {"distribution.nobody", ERR_REFUSED, "A distribution has one person or more"},
    {"distribution.too_many_people", ERR_REFUSED, "At most 200 people at once"},
    {"distribution.unknown_module", ERR_REFUSED, "No module of this space has this identity"},
    {"distribution.unknown_person", ERR_REFUSED, "No active person of this space has this identity"},
    {0},
};

const Surface distribution_surface = {"distribution", routes, errors, NULL};
