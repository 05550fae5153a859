/* Handlers, shapes and routes of the inbox. A person sees and marks their own entries only; a screen polls them with
 * the ETag. Names are asked of the program (Api.name_person), for the domain that knows people stands above. */
#include "domains/notify/inbox_api.h"

#include "domains/notify/inbox.h"
#include "kernel/http/cursor.h"
#include "kernel/json/member.h"

enum { LIMIT_STANDARD = 20, NAME_MAX = 200 };

static const char *const decision_names[INBOX_DECISION_COUNT] = {"approved", "returned", "refused", NULL};

typedef struct {
    Id id;
    int kind;
    Str title, detail, link;
    bool has_by_name, has_decision, has_due_ms, has_read_ms;
    Str by_name;
    int decision;
    int64_t due_ms, created_ms, read_ms;
} InboxShown;

static const Member entry_members[] = {
    MEMBER_ID(InboxShown, id, "Stable identity"),
    MEMBER_ENUM(InboxShown, kind, inbox_kind_names, "What happened"),
    MEMBER_TEXT(InboxShown, title, TEXT_LINE, 0, INBOX_TITLE_MAX, "Of what: a module's title"),
    MEMBER_TEXT(InboxShown, detail, TEXT_BLOCK, 0, INBOX_DETAIL_MAX, "A person's own words; may be empty"),
    MEMBER_TEXT(InboxShown, link, TEXT_LINE, 0, INBOX_LINK_MAX, "Where to go: a path within the site"),
    OPTIONAL(InboxShown, by_name, MEMBER_KIND_TEXT, .text = TEXT_LINE, .max = NAME_MAX, .doc = "Who did it"),
    OPTIONAL(InboxShown, decision, MEMBER_KIND_ENUM, .names = decision_names, .doc = "With kind decided"),
    OPTIONAL(InboxShown, due_ms, MEMBER_KIND_INT, .max = 253402300799999, .doc = "When it is to be finished"),
    MEMBER_TIME(InboxShown, created_ms, "When it happened"),
    OPTIONAL(InboxShown, read_ms, MEMBER_KIND_INT, .max = 253402300799999, .doc = "When it was read; absent: not yet"),
};
static SHAPE(entry_shape, "InboxEntry", InboxShown, entry_members, "Something a person is told");

typedef struct {
    ListOf(InboxShown) items;
    int64_t unread_count;
    bool has_next_cursor;
    Str next_cursor;
    int64_t total;
} InboxList;

static const Member list_members[] = {
    MEMBER_LIST(InboxList, items, entry_shape, INBOX_LIST_MAX, "Newest first"),
    MEMBER_INT(InboxList, unread_count, 0, INT64_MAX, "Entries that were not read, on any page"),
    NULLABLE(InboxList, next_cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_TEXT_MAX,
             .doc = "For the next page; null on the last one"),
    MEMBER_INT(InboxList, total, 0, INT64_MAX, "Entries of the last 90 days"),
};
static SHAPE(list_shape, "Inbox", InboxList, list_members, "A page of a person's inbox");

typedef struct {
    bool has_cursor, has_limit;
    Str cursor;
    int64_t limit;
} ListQuery;

static const Member list_query_members[] = {
    OPTIONAL(ListQuery, cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_TEXT_MAX,
             .doc = "next_cursor of the page before"),
    OPTIONAL(ListQuery, limit, MEMBER_KIND_INT, .min = 1, .max = INBOX_LIST_MAX, .doc = "Rows of a page"),
};
static SHAPE(list_query_shape, NULL, ListQuery, list_query_members, "Which entries");

typedef struct {
    bool has_ids, has_all, all;
    ListOf(Id) ids;
} ReadRequest;

ITEM_ID(entry_item);
static const Member read_members[] = {
    OPTIONAL(ReadRequest, ids, MEMBER_KIND_LIST, .item = &entry_item, .item_size = sizeof(Id), .min = 1,
             .max = INBOX_READ_MAX, .doc = "These; what is not the person's own changes nothing"),
    OPTIONAL(ReadRequest, all, MEMBER_KIND_BOOL, .doc = "Instead: every entry there is"),
};
static SHAPE(read_shape, "InboxRead", ReadRequest, read_members, "What was read: ids, or all");

typedef struct {
    int64_t unread_count;
} ReadReply;

static const Member read_reply_members[] = {
    MEMBER_INT(ReadReply, unread_count, 0, INT64_MAX, "What is left"),
};
static SHAPE(read_reply_shape, "InboxUnread", ReadReply, read_reply_members, "How much a person has not read");

static Rc show(Req *q, const InboxEntry *e, InboxShown *ret)
{
    const InboxSpec *spec = &e->spec;
    InboxShown shown = {.id = e->id,
                        .kind = (int)spec->kind,
                        .title = spec->title,
                        .detail = spec->detail,
                        .link = spec->link,
                        .has_decision = spec->decision != 0,
                        .decision = spec->decision - 1,
                        .has_due_ms = spec->due_ms != 0,
                        .due_ms = spec->due_ms,
                        .created_ms = e->created_ms,
                        .has_read_ms = e->read_ms != 0,
                        .read_ms = e->read_ms};
    if (!id_none(&spec->by) && q->api->name_person) {
        Rc rc = q->api->name_person(q, &spec->by, &shown.by_name);
        if (rc != OK && rc != ERR_MISSING)
            return rc;
        shown.has_by_name = rc == OK;
        fail_clear(q->cx);
    }
    *ret = shown;
    return OK;
}

static Rc list_entries(Req *q, Reply *r)
{
    const ListQuery *in = q->query;
    InboxPage page;
    InboxQuery query = {
        .person = q->who.person, .from_start = !in->has_cursor, .limit = in->has_limit ? in->limit : LIMIT_STANDARD};
    if (in->has_cursor)
        TRY(cursor_read_number(q->cx, in->cursor, &query.after_ms, &query.after_id));
    TRY(inbox_list(q->cx, q->db, &query, &page));
    InboxList *out = arena_get(q->cx->arena, sizeof *out);
    InboxShown *items = arena_array(q->cx->arena, page.n, sizeof *items);
    if (!out || !items)
        return ERR_NOMEM;
    for (size_t i = 0; i < page.n; i++)
        TRY(show(q, &page.at[i], &items[i]));
    out->items.at = items;
    out->items.n = page.n;
    out->unread_count = page.unread;
    out->total = page.total;
    out->has_next_cursor = page.more;
    if (page.more)
        TRY(cursor_write_number(q->cx, page.at[page.n - 1].created_ms, &page.at[page.n - 1].id, &out->next_cursor));
    r->object = out;
    r->etag_of_body = true;
    return OK;
}

static Rc mark_read(Req *q, Reply *r)
{
    const ReadRequest *in = q->body;
    bool all = in->has_all && in->all;
    ReadReply *out = arena_get(q->cx->arena, sizeof *out);
    if (!out)
        return ERR_NOMEM;
    if (all == in->has_ids)
        return fail(q->cx, ERR_REFUSED, "inbox.ids_or_all", "ids");
    TRY(inbox_read(q->cx, q->db, &q->who.person, all ? NULL : in->ids.at, all ? 0 : in->ids.n, &out->unread_count));
    r->object = out;
    return OK;
}

static const char *const list_codes[] = {"http.bad_cursor", NULL};
static const char *const read_codes[] = {"inbox.ids_or_all", NULL};

static const Route routes[] = {
    ROUTE("GET", "/api/v1/inbox", list_entries, RIGHT_SIGNED_IN, "List what one was told, newest first",
          .query = &list_query_shape, .reply = &list_shape, .codes = list_codes),
    ROUTE("POST", "/api/v1/inbox/read", mark_read, RIGHT_SIGNED_IN, "Mark entries as read", .body = &read_shape,
          .reply = &read_reply_shape, .codes = read_codes),
    {0},
};

static const ErrorCode errors[] = {
    {"inbox.ids_or_all", ERR_REFUSED, "Either entries are named, or all are meant"},
    {0},
};

const Surface inbox_surface = {"inbox", routes, errors, NULL};
