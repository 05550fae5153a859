/* The log for those who may read it. Names of people are asked of the program (Api.name_person), because the domain
 * that knows them stands above this one; reading is itself logged, by the flag of the route. */
#include "domains/audit/audit_api.h"

#include "domains/audit/audit.h"
#include "kernel/http/api.h"
#include "kernel/http/cursor.h"
#include "kernel/json/member.h"

#include <stddef.h>

enum { LIMIT_STANDARD = 50, LIMIT_MAX = 200 };

static const char *const outcome_names[] = {"done", "refused", NULL};

typedef struct {
    Id id;
    int64_t at_ms;
    Str action;
    bool has_person_id, has_person_name, has_target_kind, has_target_id, has_target_name, has_address, has_detail;
    Id person_id;
    Str person_name, target_kind, target_id, target_name;
    int outcome;
    Str address, detail;
    int64_t times;
} Row;

static const Member row_members[] = {
    MEMBER_ID(Row, id, "Stable identity"),
    MEMBER_TIME(Row, at_ms, "When it happened"),
    MEMBER_TEXT(Row, action, TEXT_TOKEN, 1, 80, "What was done"),
    NULLABLE(Row, person_id, MEMBER_KIND_ID, .doc = "Who; null for the program itself or a stranger"),
    NULLABLE(Row, person_name, MEMBER_KIND_TEXT, .text = TEXT_LINE, .max = 300, .doc = "Their name today"),
    NULLABLE(Row, target_kind, MEMBER_KIND_TEXT, .text = TEXT_LINE, .max = AUDIT_TARGET_MAX,
             .doc = "Kind of what it was done to"),
    NULLABLE(Row, target_id, MEMBER_KIND_TEXT, .text = TEXT_LINE, .max = AUDIT_TARGET_MAX,
             .doc = "Its identity, or a route"),
    NULLABLE(Row, target_name, MEMBER_KIND_TEXT, .text = TEXT_LINE, .max = AUDIT_NAME_MAX,
             .doc = "As it was called then"),
    MEMBER_ENUM(Row, outcome, outcome_names, "Done, or refused"),
    NULLABLE(Row, address, MEMBER_KIND_TEXT, .text = TEXT_LINE, .max = AUDIT_TARGET_MAX, .doc = "IP address"),
    NULLABLE(Row, detail, MEMBER_KIND_TEXT, .text = TEXT_BLOCK, .max = AUDIT_DETAIL_MAX, .doc = "What changed"),
    MEMBER_INT(Row, times, 1, INT64_MAX, "How often, when like entries were counted as one"),
};
static SHAPE(row_shape, "AuditEntry", Row, row_members, "One entry of the access log");

typedef struct {
    ListOf(Row) items;
    bool has_next_cursor;
    Str next_cursor;
    int64_t total;
} List;

static const Member list_members[] = {
    MEMBER_LIST(List, items, row_shape, LIMIT_MAX, "Newest first"),
    NULLABLE(List, next_cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_TEXT_MAX,
             .doc = "For the next page; null on the last one"),
    MEMBER_INT(List, total, 0, INT64_MAX, "Entries that match"),
};
static SHAPE(list_shape, "AuditList", List, list_members, "A page of the access log");

typedef struct {
    bool has_action, has_person_id, has_from_ms, has_to_ms, has_cursor, has_limit;
    int action;
    Id person_id;
    int64_t from_ms, to_ms;
    Str cursor;
    int64_t limit;
} Query;

enum { TIME_MIN = 0 };
#define TIME_MAX INT64_C(253402300799999)

static const Member query_members[] = {
    OPTIONAL(Query, action, MEMBER_KIND_ENUM, .names = audit_action_names, .doc = "Only this action"),
    OPTIONAL(Query, person_id, MEMBER_KIND_ID, .doc = "Only what this person did"),
    OPTIONAL(Query, from_ms, MEMBER_KIND_INT, .min = TIME_MIN, .max = TIME_MAX, .doc = "From this instant on"),
    OPTIONAL(Query, to_ms, MEMBER_KIND_INT, .min = TIME_MIN, .max = TIME_MAX, .doc = "Before this instant"),
    OPTIONAL(Query, cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_TEXT_MAX,
             .doc = "next_cursor of the page before"),
    OPTIONAL(Query, limit, MEMBER_KIND_INT, .min = 1, .max = LIMIT_MAX, .doc = "Entries of a page"),
};
static SHAPE(query_shape, NULL, Query, query_members, "Which entries");

static Row to_row(const AuditRow *from)
{
    return (Row){.id = from->id,
                 .at_ms = from->at_ms,
                 .action = from->action,
                 .has_person_id = !id_none(&from->person),
                 .person_id = from->person,
                 .has_target_kind = from->target_kind.at != NULL,
                 .target_kind = from->target_kind,
                 .has_target_id = from->target_id.at != NULL,
                 .target_id = from->target_id,
                 .has_target_name = from->target_name.at != NULL,
                 .target_name = from->target_name,
                 .outcome = audit_refused(from->action) ? 1 : 0,
                 .has_address = from->address.at != NULL,
                 .address = from->address,
                 .has_detail = from->detail.at != NULL,
                 .detail = from->detail,
                 .times = from->times};
}

/* Today's name of the row's person; a page shows few people many times, so rows before are asked first. */
static Rc name_person(Req *q, const List *list, Row *row)
{
    if (!row->has_person_id || !q->api->name_person)
        return OK;
    for (const Row *before = list->items.at; before < row; before++)
        if (before->has_person_id && id_equal(&before->person_id, &row->person_id)) {
            row->has_person_name = before->has_person_name;
            row->person_name = before->person_name;
            return OK;
        }
    Rc rc = q->api->name_person(q, &row->person_id, &row->person_name);
    row->has_person_name = rc == OK;
    return rc == ERR_MISSING ? OK : rc; /* removed since */
}

static Rc fill(Req *q, const AuditPage *page, List *list)
{
    list->items.at = arena_array(q->cx->arena, page->n, sizeof *list->items.at);
    if (!list->items.at)
        return ERR_NOMEM;
    for (size_t i = 0; i < page->n; i++) {
        list->items.at[i] = to_row(&page->at[i]);
        TRY(name_person(q, list, &list->items.at[i]));
        list->items.n++;
    }
    list->total = page->total;
    list->has_next_cursor = page->more;
    if (!page->more)
        return OK;
    const AuditRow *last = &page->at[page->n - 1];
    return cursor_write_number(q->cx, last->at_ms, &last->id, &list->next_cursor);
}

static Rc list_entries(Req *q, Reply *r)
{
    const Query *in = q->query;
    AuditSearch search = {.from_ms = in->has_from_ms ? in->from_ms : TIME_MIN,
                          .to_ms = in->has_to_ms ? in->to_ms : TIME_MAX,
                          .limit = in->has_limit ? in->limit : LIMIT_STANDARD,
                          .after_ms = -1};
    AuditPage page;
    if (in->has_action)
        search.action = str_of(audit_action_names[in->action]);
    if (in->has_person_id)
        search.person = in->person_id;
    if (in->has_cursor)
        TRY(cursor_read_number(q->cx, in->cursor, &search.after_ms, &search.after));
    List *list = arena_get(q->cx->arena, sizeof *list);
    if (!list)
        return ERR_NOMEM;
    TRY(audit_list(q->cx, q->db, &search, &page));
    TRY(fill(q, &page, list));
    r->object = list;
    return OK;
}

static const Route routes[] = {
    ROUTE("GET", "/api/v1/audit", list_entries, RIGHT_AUDIT_READ, "Read the access log", .flags = ROUTE_PERSONAL,
          .query = &query_shape, .reply = &list_shape),
    {0},
};

static const ErrorCode errors[] = {{0}};

const Surface audit_surface = {.name = "audit", .routes = routes, .errors = errors};
