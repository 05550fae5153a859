/* Rules of the inbox: what is cut, what a reading marks, what is forgotten. */
#include "domains/notify/inbox.h"

#include "domains/notify/inbox_store.h"

enum { PURGE_AT_ONCE = 500 };

const char *const inbox_kind_names[INBOX_KIND_COUNT + 1] = {"distributed", "due_soon",  "submitted",
                                                            "decided",     "commented", NULL};

Rc inbox_write(Ctx *cx, Db *space, const InboxSpec *spec)
{
    InboxEntry entry = {.id = id_new(cx), .spec = *spec, .created_ms = now_ms(cx)};
    entry.spec.title = utf8_first(spec->title, INBOX_TITLE_MAX);
    entry.spec.detail = utf8_first(spec->detail, INBOX_DETAIL_MAX);
    if (spec->link.n > INBOX_LINK_MAX)
        return ERR_BUG; /* half an address leads nowhere */
    return inbox_store_insert(cx, space, &entry);
}

Rc inbox_list(Ctx *cx, Db *space, const InboxQuery *query, InboxPage *ret)
{
    InboxPage page = {0};
    size_t max = (size_t)query->limit + 1;
    page.at = arena_array(cx->arena, max, sizeof *page.at);
    if (!page.at)
        return ERR_NOMEM;
    TRY(inbox_store_list(cx, space, query, max, page.at, &page.n));
    TRY(inbox_store_count(cx, space, &query->person, &page.total, &page.unread));
    page.more = page.n == max;
    page.n -= page.more;
    *ret = page;
    return OK;
}

typedef struct {
    const Id *person, *ids;
    size_t n;
    int64_t unread;
} Reading;

static Rc mark(Ctx *cx, Db *space, void *arg)
{
    Reading *r = arg;
    int64_t total;
    if (!r->ids)
        TRY(inbox_store_mark_all_read(cx, space, r->person));
    for (size_t i = 0; r->ids && i < r->n; i++)
        TRY(inbox_store_mark_read(cx, space, r->person, &r->ids[i]));
    return inbox_store_count(cx, space, r->person, &total, &r->unread);
}

Rc inbox_read(Ctx *cx, Db *space, const Id *person, const Id *ids, size_t n, int64_t *ret_unread)
{
    Reading r = {.person = person, .ids = ids, .n = n};
    if (n > INBOX_READ_MAX)
        return ERR_LIMIT;
    TRY(db_write_rows(cx, space, mark, &r));
    *ret_unread = r.unread;
    return OK;
}

Rc inbox_purge(Ctx *cx, Db *space, int64_t *ret_purged)
{
    int64_t purged = 0, n = PURGE_AT_ONCE;
    while (n == PURGE_AT_ONCE) { /* short transactions: requests write in between */
        TRY(inbox_store_delete_old(cx, space, now_ms(cx) - INBOX_KEEP_MS, PURGE_AT_ONCE, &n));
        purged += n;
    }
    *ret_purged = purged;
    return OK;
}
