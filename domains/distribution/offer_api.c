/* The list one chooses from when something is distributed, with what helps to recognise a module. */
#include "domains/distribution/offer_api.h"

#include "domains/distribution/offer.h"
#include "domains/grain/grain.h"
#include "kernel/http/cursor.h"
#include "kernel/json/member.h"

enum { LIMIT_STANDARD = 20, ADDRESS_MAX = 2000 };

typedef struct {
    Id module_id, module_version_id;
    Str title, poster_url;
    bool has_poster_url;
    int64_t version_number, approved_ms, grain_count, duration_ms;
} OfferShown;

static const Member offer_members[] = {
    MEMBER_ID(OfferShown, module_id, "Which module"),
    MEMBER_ID(OfferShown, module_version_id, "Its approved version"),
    MEMBER_INT(OfferShown, version_number, 1, INT64_MAX, "Number of that version"),
    MEMBER_TEXT(OfferShown, title, TEXT_LINE, 1, MODULE_TITLE_MAX, "As approved"),
    MEMBER_TIME(OfferShown, approved_ms, "When it was approved"),
    MEMBER_INT(OfferShown, grain_count, 1, MODULE_GRAINS_MAX, "Grains of the module"),
    MEMBER_INT(OfferShown, duration_ms, 0, INT64_MAX, "Of all films together"),
    OPTIONAL(OfferShown, poster_url, MEMBER_KIND_TEXT, .text = TEXT_LINE, .min = 1, .max = ADDRESS_MAX,
             .doc = "A picture of its first film"),
};
static SHAPE(offer_shape, "DistributableModule", OfferShown, offer_members, "An approved module");

typedef struct {
    ListOf(OfferShown) items;
    bool has_next_cursor;
    Str next_cursor;
} OfferList;

static const Member list_members[] = {
    MEMBER_LIST(OfferList, items, offer_shape, OFFER_LIST_MAX,
                "The approval of last first; a page may hold fewer than asked for, or none, with more behind it"),
    NULLABLE(OfferList, next_cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_TEXT_MAX,
             .doc = "For the next page; null on the last one"),
};
static SHAPE(list_shape, "DistributableModuleList", OfferList, list_members, "A page of approved modules");

typedef struct {
    bool has_search, has_module_id, has_cursor, has_limit;
    Str search, cursor;
    Id module_id;
    int64_t limit;
} OfferListQuery;

static const Member query_members[] = {
    OPTIONAL(OfferListQuery, search, MEMBER_KIND_TEXT, .text = TEXT_LINE, .max = MODULE_TITLE_MAX,
             .doc = "Part of the title, without case and accents"),
    OPTIONAL(OfferListQuery, module_id, MEMBER_KIND_ID, .doc = "This one, if it can be distributed"),
    OPTIONAL(OfferListQuery, cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_TEXT_MAX,
             .doc = "next_cursor of the page before"),
    OPTIONAL(OfferListQuery, limit, MEMBER_KIND_INT, .min = 1, .max = OFFER_LIST_MAX, .doc = "Rows of a page"),
};
static SHAPE(query_shape, NULL, OfferListQuery, query_members, "Which modules");

/* The draft is as it was approved, so its grains are those of the version. */
static Rc show(Req *q, const Offer *offer, OfferShown *ret)
{
    Module module;
    OfferShown shown = {.module_id = offer->module,
                        .module_version_id = offer->module_version,
                        .title = offer->title,
                        .version_number = offer->version_number,
                        .approved_ms = offer->approved_ms};
    TRY(module_get(q->cx, q->db, &offer->module, &module));
    for (size_t i = 0; i < module.grain_count; i++) {
        Grain grain;
        GrainShown of;
        TRY(grain_get(q->cx, q->db, &module.grains[i], &grain));
        TRY(grain_shown(q->cx, q->db, q->api->media_key, &q->who.space, &grain, &of));
        shown.duration_ms += of.duration_ms;
        if (of.has_poster_url && !shown.has_poster_url) {
            shown.has_poster_url = true;
            shown.poster_url = of.poster_url;
        }
    }
    shown.grain_count = (int64_t)module.grain_count;
    *ret = shown;
    return OK;
}

static Rc list_offers(Req *q, Reply *r)
{
    const OfferListQuery *in = q->query;
    OfferPage page;
    OfferQuery query = {.search = in->has_search ? in->search : STR(""),
                        .from_start = !in->has_cursor,
                        .limit = in->has_limit ? in->limit : LIMIT_STANDARD};
    if (in->has_module_id)
        query.module = in->module_id;
    if (in->has_cursor)
        TRY(cursor_read_number(q->cx, in->cursor, &query.after_ms, &query.after_id));
    TRY(offer_list(q->cx, q->db, &query, &page));
    OfferList *out = arena_get(q->cx->arena, sizeof *out);
    OfferShown *items = arena_array(q->cx->arena, page.n, sizeof *items);
    if (!out || !items)
        return ERR_NOMEM;
    *out = (OfferList){.has_next_cursor = page.more};
    out->items.at = items;
    for (size_t i = 0; i < page.n; i++) {
        Rc rc = show(q, &page.at[i], &items[out->items.n]);
        if (rc != OK && rc != ERR_MISSING) /* deleted at this moment */
            return rc;
        out->items.n += rc == OK;
        fail_clear(q->cx);
    }
    if (page.more)
        TRY(cursor_write_number(q->cx, page.last_ms, &page.last_id, &out->next_cursor));
    r->object = out;
    return OK;
}

static const char *const codes[] = {"http.bad_cursor", NULL};
static const Route routes[] = {
    ROUTE("GET", "/api/v1/distributable-modules", list_offers, RIGHT_DISTRIBUTION_MANAGE,
          "List the modules that can be distributed: approved, and not edited since", .query = &query_shape,
          .reply = &list_shape, .codes = codes),
    {0},
};

static const ErrorCode errors[] = {{0}};

const Surface offer_surface = {"offer", routes, errors, NULL};
