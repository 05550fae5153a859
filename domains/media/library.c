/* Rules of the library. */
#include "domains/media/library.h"

#include "domains/audit/audit.h"
#include "domains/media/job.h"
#include "kernel/text/fold.h"

static Rc missing(Ctx *cx)
{
    return fail(cx, ERR_MISSING, "http.missing", NULL);
}

Rc library_list(Ctx *cx, Db *space, const MediaQuery *q, MediaList *ret)
{
    MediaFilter filter = {
        .kind = q->kind, .state = q->state, .from_start = q->from_start, .after_ms = q->after_ms, .after = q->after};
    MediaList list = {0};
    size_t max = (size_t)q->limit + 1;
    list.at = arena_array(cx->arena, max, sizeof *list.at);
    if (!list.at)
        return ERR_NOMEM;
    TRY(text_like(cx, q->search, &filter.like));
    TRY(media_store_list(cx, space, &filter, max, list.at, &list.n));
    TRY(media_store_count(cx, space, &filter, &list.total));
    list.more = list.n == max;
    list.n -= list.more;
    *ret = list;
    return OK;
}

typedef struct {
    Id media;
    int64_t version;
    Str title;
    const Actor *by;
    Media after;
} Change;

static Rc note(Ctx *cx, Db *space, const Actor *by, AuditAction action, const Media *m)
{
    AuditEntry entry = {
        .action = action, .by = *by, .target_kind = STR("media"), .target_id = id_str(&m->id), .target_name = m->title};
    return audit_append(cx, space, &entry);
}

static Rc rename_body(Ctx *cx, Db *space, void *arg)
{
    Change *c = arg;
    Media m;
    Str folded;
    int64_t changed = 0;
    TRY(media_get(cx, space, &c->media, &m));
    if (m.version != c->version) {
        cx->problem.current_version = m.version;
        return fail(cx, ERR_STALE, "http.stale", NULL);
    }
    m.title = c->title;
    TRY(text_fold(cx, m.title, &folded));
    TRY(media_store_set_title(cx, space, &m, folded, &changed));
    if (!changed)
        return ERR_BUSY; /* changed by another transaction since it was read here */
    return media_get(cx, space, &c->media, &c->after);
}

Rc library_rename(Ctx *cx, Db *space, const Id *media, int64_t version, Str title, Media *ret)
{
    Change c = {.media = *media, .version = version, .title = title};
    TRY(db_write(cx, space, rename_body, &c));
    *ret = c.after;
    return OK;
}

static Rc delete_body(Ctx *cx, Db *space, void *arg)
{
    const Change *c = arg;
    Media m;
    int64_t changed = 0;
    TRY(media_get(cx, space, &c->media, &m));
    TRY(media_store_mark_deleted(cx, space, &c->media, &changed));
    return changed ? note(cx, space, c->by, AUDIT_MEDIA_DELETED, &m) : fail(cx, ERR_CONFLICT, "media.in_use", NULL);
}

Rc library_delete(Ctx *cx, const MediaPlace *at, const Id *media)
{
    Change c = {.media = *media, .by = &at->by};
    TRY(db_write(cx, at->space, delete_body, &c));
    return media_stop_jobs(cx, at->platform, at->space, &at->space_id, media);
}

static Rc restore_body(Ctx *cx, Db *space, void *arg)
{
    Change *c = arg;
    int64_t changed = 0;
    TRY(media_store_mark_live(cx, space, &c->media, now_ms(cx) - MEDIA_KEEP_MS, &changed));
    if (!changed)
        return missing(cx);
    TRY(media_get(cx, space, &c->media, &c->after));
    return note(cx, space, c->by, AUDIT_MEDIA_RESTORED, &c->after);
}

Rc library_restore(Ctx *cx, const MediaPlace *at, const Id *media, Media *ret)
{
    Change c = {.media = *media, .by = &at->by};
    TRY(db_write(cx, at->space, restore_body, &c));
    TRY(media_wake(cx, at->platform, at->space, &at->space_id, media));
    *ret = c.after;
    return OK;
}

static Rc retry_body(Ctx *cx, Db *space, void *arg)
{
    Change *c = arg;
    MediaRow row;
    MediaPlan plan;
    Id task;
    int64_t changed = 0;
    TRY(media_get(cx, space, &c->media, &c->after));
    TRY(media_store_get(cx, space, &c->media, &row));
    if (row.media.state != MEDIA_FAILED)
        return fail(cx, ERR_CONFLICT, "media.not_failed", NULL);
    if (!row.media.sha256.n)
        return fail(cx, ERR_CONFLICT, "media.source_missing", NULL);
    TRY(media_task(cx, space, &row.media, &task));
    TRY(media_store_again(cx, space, &c->media, &task, &changed));
    TRY(step_store_again(cx, space, &c->media));
    TRY(media_plan(cx, &row, &plan));
    TRY(media_lay(cx, space, &c->media, &plan, LAY_AGAIN));
    TRY(media_store_get(cx, space, &c->media, &row));
    TRY(media_advance(cx, space, &row));
    return media_get(cx, space, &c->media, &c->after);
}

Rc library_retry(Ctx *cx, const MediaPlace *at, const Id *media, Media *ret)
{
    Change c = {.media = *media};
    TRY(db_write(cx, at->space, retry_body, &c));
    TRY(media_wake(cx, at->platform, at->space, &at->space_id, media));
    *ret = c.after;
    return OK;
}
