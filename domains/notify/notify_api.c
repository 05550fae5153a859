/* In development no mail leaves the machine: these routes show what would have been sent, from every space. They exist
 * only there (RIGHT_DEVELOPMENT), so they ask for no session. */
#include "domains/notify/notify_api.h"

#include "domains/notify/notify_store.h"
#include "domains/space/space.h"
#include "kernel/json/member.h"

enum { SPACES_MAX = 50, MAILS_MAX = 100, SUBJECT_MAX = 400, ADDRESS_MAX = 254 };

typedef struct {
    Id id;
    int64_t at_ms;
    Str to, subject;
} MailEntry;

static const Member entry_members[] = {
    MEMBER_ID(MailEntry, id, "Stable identity"),
    MEMBER_TIME(MailEntry, at_ms, "When it was written"),
    MEMBER_TEXT(MailEntry, to, TEXT_LINE, 1, ADDRESS_MAX, "Address of the person"),
    MEMBER_TEXT(MailEntry, subject, TEXT_LINE, 0, SUBJECT_MAX, "Subject line"),
};
static SHAPE(entry_shape, "MailEntry", MailEntry, entry_members, "A mail in the development list");

typedef struct {
    Id id;
    int64_t at_ms;
    Str to, subject, text, html;
} MailShown;

static const Member shown_members[] = {
    MEMBER_ID(MailShown, id, "Stable identity"),
    MEMBER_TIME(MailShown, at_ms, "When it was written"),
    MEMBER_TEXT(MailShown, to, TEXT_LINE, 1, ADDRESS_MAX, "Address of the person"),
    MEMBER_TEXT(MailShown, subject, TEXT_LINE, 0, SUBJECT_MAX, "Subject line"),
    MEMBER_TEXT(MailShown, text, TEXT_BLOCK, 0, LETTER_MAX, "Plain text"),
    MEMBER_TEXT(MailShown, html, TEXT_BLOCK, 0, LETTER_MAX, "HTML page"),
};
static SHAPE(shown_shape, "Mail", MailShown, shown_members, "A mail, whole");

typedef struct {
    ListOf(MailEntry) items;
    bool has_next_cursor;
    Str next_cursor;
    int64_t total;
} MailList;

static const Member list_members[] = {
    MEMBER_LIST(MailList, items, entry_shape, MAILS_MAX, "Newest first"),
    NULLABLE(MailList, next_cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = SUBJECT_MAX,
             .doc = "Always null: only the newest are shown"),
    MEMBER_INT(MailList, total, 0, INT64_MAX, "Mails of all spaces"),
};
static SHAPE(list_shape, "MailList", MailList, list_members, "The newest mails");

typedef struct {
    bool has_limit;
    int64_t limit;
} MailQuery;

static const Member query_members[] = {
    OPTIONAL(MailQuery, limit, MEMBER_KIND_INT, .min = 1, .max = MAILS_MAX, .doc = "How many"),
};
static SHAPE(query_shape, NULL, MailQuery, query_members, "How many mails");

typedef struct {
    Req *q;
    size_t spaces;
    MailRow *newest; /* of the spaces seen so far */
    size_t n, max;
    int64_t total;
    const Id *wanted; /* or the one that is looked for */
    bool found;
    MailRow mail;
} Search;

/* Two lists, newest first, into one of at most `max`. */
static Rc merge(Ctx *cx, Search *s, const MailRow *more, size_t more_n)
{
    MailRow *both = arena_array(cx->arena, s->max, sizeof *both);
    size_t n = 0, i = 0, j = 0;
    if (!both)
        return ERR_NOMEM;
    while (n < s->max && (i < s->n || j < more_n)) {
        bool old = j == more_n || (i < s->n && s->newest[i].created_ms >= more[j].created_ms);
        both[n++] = old ? s->newest[i++] : more[j++];
    }
    s->newest = both;
    s->n = n;
    return OK;
}

static Rc list_of_space(Ctx *cx, const Space *space, void *arg)
{
    Search *s = arg;
    Db *db;
    int64_t count = 0;
    size_t n = 0;
    if (s->spaces++ >= SPACES_MAX)
        return OK;
    TRY(store_space(cx, s->q->stores, &space->id, &db));
    MailRow *rows = arena_array(cx->arena, s->max, sizeof *rows);
    if (!rows)
        return ERR_NOMEM;
    TRY(notify_store_newest(cx, db, s->max, rows, &n));
    TRY(notify_store_count(cx, db, &count));
    s->total += count;
    return merge(cx, s, rows, n);
}

static Rc list_mails(Req *q, Reply *r)
{
    const MailQuery *in = q->query;
    Search s = {.q = q, .max = in->has_limit ? (size_t)in->limit : MAILS_MAX};
    Db *platform;
    TRY(store_platform(q->cx, q->stores, &platform));
    TRY(space_each(q->cx, platform, list_of_space, &s));
    MailList *out = arena_get(q->cx->arena, sizeof *out);
    MailEntry *items = arena_array(q->cx->arena, s.n, sizeof *items);
    if (!out || !items)
        return ERR_NOMEM;
    for (size_t i = 0; i < s.n; i++)
        items[i] = (MailEntry){s.newest[i].id, s.newest[i].created_ms, s.newest[i].to, s.newest[i].letter.subject};
    out->items.at = items;
    out->items.n = s.n;
    out->total = s.total;
    r->object = out;
    return OK;
}

static Rc find_in_space(Ctx *cx, const Space *space, void *arg)
{
    Search *s = arg;
    Db *db;
    if (s->found || s->spaces++ >= SPACES_MAX)
        return OK;
    TRY(store_space(cx, s->q->stores, &space->id, &db));
    Rc rc = notify_store_get(cx, db, s->wanted, &s->mail);
    s->found = rc == OK;
    return rc == ERR_MISSING ? OK : rc;
}

static Rc get_mail(Req *q, Reply *r)
{
    Id id;
    Db *platform;
    TRY(req_id(q, 0, &id));
    Search s = {.q = q, .wanted = &id};
    TRY(store_platform(q->cx, q->stores, &platform));
    TRY(space_each(q->cx, platform, find_in_space, &s));
    if (!s.found)
        return fail(q->cx, ERR_MISSING, "http.missing", NULL);
    MailShown *out = arena_get(q->cx->arena, sizeof *out);
    if (!out)
        return ERR_NOMEM;
    *out = (MailShown){s.mail.id,          s.mail.created_ms, s.mail.to, s.mail.letter.subject,
                       s.mail.letter.text, s.mail.letter.html};
    r->object = out;
    return OK;
}

static const Route routes[] = {
    ROUTE("GET", "/api/v1/dev/mails", list_mails, RIGHT_DEVELOPMENT, "List the newest mails of all spaces",
          .query = &query_shape, .reply = &list_shape),
    ROUTE("GET", "/api/v1/dev/mails/{mail_id}", get_mail, RIGHT_DEVELOPMENT, "Read one mail", .reply = &shown_shape),
    {0},
};

static const ErrorCode errors[] = {{0}};

const Surface notify_surface = {"notify", routes, errors, NULL};
