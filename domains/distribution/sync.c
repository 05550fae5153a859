/* What follows from distributions without anybody asking: registrations of who joined a group, notices, reminders. Each
 * batch is one short transaction; each notice is written once, guarded by the row it is about. */
#include "domains/distribution/audience.h"
#include "domains/distribution/distribution_store.h"
#include "domains/distribution/registration_store.h"
#include "domains/notify/notify.h"

enum { PAGE = 100 };

static Rc settle(Ctx *cx, Db *space, void *arg)
{
    return audience_settle(cx, space, arg);
}

static Rc settle_one(Ctx *cx, Db *space, const Id *distribution, DistributionSync *done)
{
    Distribution d;
    bool unsettled;
    TRY(audience_unsettled(cx, space, distribution, &unsettled));
    if (!unsettled)
        return OK;
    TRY(distribution_get(cx, space, distribution, &d));
    AudienceBatch batch = {.distribution = *distribution, .notify = d.notify, .more = true};
    while (batch.more) {
        ArenaMark mark = arena_mark(cx->arena);
        TRY(db_write(cx, space, settle, &batch));
        arena_rewind(cx->arena, mark);
        done->registered += batch.registered;
        done->withdrawn += batch.withdrawn;
    }
    return OK;
}

static Rc settle_all(Ctx *cx, Db *space, DistributionSync *done)
{
    Id at[PAGE], after = {0};
    size_t n = PAGE;
    while (n == PAGE) {
        TRY(distribution_store_live(cx, space, &after, PAGE, at, &n));
        for (size_t i = 0; i < n; i++) {
            ArenaMark mark = arena_mark(cx->arena);
            TRY(settle_one(cx, space, &at[i], done));
            arena_rewind(cx->arena, mark);
        }
        if (n)
            after = at[n - 1];
    }
    return OK;
}

/* The two notices differ in their words and in the column that remembers them. */
typedef struct {
    NotifyTemplate template;
    InboxKind kind;
    Rc (*list)(Ctx *cx, Db *space, const Id *only, size_t max, Told *ret, size_t *ret_n);
    Rc (*mark)(Ctx *cx, Db *space, const Id *registration, int64_t *ret_changed);
    bool first; /* says who distributed it, their message, and when it opens */
} NoticeKind;

static const NoticeKind telling = {NOTIFY_DISTRIBUTED, INBOX_DISTRIBUTED, registration_store_untold,
                                   registration_store_mark_told, true};
static const NoticeKind reminding = {NOTIFY_DUE_SOON, INBOX_DUE_SOON, registration_store_unreminded,
                                     registration_store_mark_reminded, false};

typedef struct {
    const NoticeKind *kind;
    const AccountPlace *place;
    const Told *at;
    size_t n;
    int64_t written;
} Round;

static Rc write_notice(Ctx *cx, Db *space, const Round *round, const Told *t)
{
    const NoticeKind *kind = round->kind;
    Id mail;
    Str path, url;
    TRY(str_format(cx->arena, &path, "/play/%s", t->registration.text));
    TRY(str_format(cx->arena, &url, "%.*s%.*s", STR_ARG(round->place->origin), STR_ARG(path)));
    Notice notice = {.template = kind->template,
                     .person = t->person,
                     .to = t->email,
                     .to_name = t->first_name,
                     .language = str_of(language_names[t->language]),
                     .space_name = round->place->space_name,
                     .link = url,
                     .title = t->title,
                     .closes_ms = t->closes_ms,
                     .due_ms = t->due_ms};
    InboxSpec entry = {.person = t->person, .kind = kind->kind, .title = t->title, .link = path, .due_ms = t->due_ms};
    if (kind->first) {
        notice.from_name = t->created_by_name;
        notice.detail = entry.detail = t->message;
        notice.opens_ms = t->opens_ms > now_ms(cx) ? t->opens_ms : 0;
        entry.by = t->created_by;
    }
    TRY(notify_write(cx, space, &notice, &mail));
    return inbox_write(cx, space, &entry);
}

static Rc write_page(Ctx *cx, Db *space, void *arg)
{
    Round *round = arg;
    round->written = 0;
    for (size_t i = 0; i < round->n; i++) {
        ArenaMark mark = arena_mark(cx->arena);
        int64_t changed;
        TRY(round->kind->mark(cx, space, &round->at[i].registration, &changed));
        if (changed)
            TRY(write_notice(cx, space, round, &round->at[i]));
        arena_rewind(cx->arena, mark);
        round->written += changed;
    }
    return OK;
}

static Rc write_all(Ctx *cx, Db *space, const NoticeKind *kind, const AccountPlace *place, const Id *only,
                    int64_t *written)
{
    size_t n = PAGE;
    for (int64_t seen = 0; n == PAGE && seen < DISTRIBUTION_NOTICES_MAX; seen += (int64_t)n) {
        ArenaMark mark = arena_mark(cx->arena);
        Told *at = arena_array(cx->arena, PAGE, sizeof *at);
        if (!at)
            return ERR_NOMEM;
        TRY(kind->list(cx, space, only, PAGE, at, &n));
        Round round = {.kind = kind, .place = place, .at = at, .n = n};
        if (n)
            TRY(db_write(cx, space, write_page, &round));
        *written += round.written;
        arena_rewind(cx->arena, mark);
    }
    return OK;
}

Rc distribution_sync(Ctx *cx, Db *space, const AccountPlace *place, const Id *only, DistributionSync *ret)
{
    DistributionSync done = {0};
    if (id_none(only))
        TRY(settle_all(cx, space, &done));
    else
        TRY(settle_one(cx, space, only, &done));
    TRY(write_all(cx, space, &telling, place, only, &done.told));
    TRY(write_all(cx, space, &reminding, place, only, &done.reminded));
    *ret = done;
    return OK;
}
