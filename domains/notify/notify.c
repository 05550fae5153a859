/* The life of a mail: written with the act, enqueued, handed to the worker, ended. Knows neither HTTP nor SQL. */
#include "domains/notify/notify.h"

#include "domains/notify/notify_store.h"
#include "kernel/json/codec.h"
#include "kernel/json/member.h"
#include "kernel/mail/mail.h"
#include "kernel/queue/queue.h"

enum { PAGE = 100, PURGE_AT_ONCE = 500, PAYLOAD_MAX = 256, ERROR_MAX = 200 };

typedef struct {
    Id space, mail;
} JobPayload;

static const Member payload_members[] = {
    MEMBER_ID(JobPayload, space, "Space of the mail"),
    MEMBER_ID(JobPayload, mail, "The mail's row"),
};
static SHAPE(payload_shape, NULL, JobPayload, payload_members, "Payload of a job mail.send");

static const Member mail_members[] = {
    MEMBER_ID(Mail, id, "Becomes the Message-ID"),
    MEMBER_TEXT(Mail, to, TEXT_LINE, 0, 400, "One address"),
    MEMBER_TEXT(Mail, to_name, TEXT_LINE, 0, 400, "Whom it is for"),
    MEMBER_TEXT(Mail, subject, TEXT_LINE, 0, 400, "Subject line"),
    MEMBER_TEXT(Mail, text, TEXT_BLOCK, 0, LETTER_MAX, "Plain text"),
    MEMBER_TEXT(Mail, html, TEXT_BLOCK, 0, LETTER_MAX, "HTML page"),
    MEMBER_TEXT(Mail, language, TEXT_TOKEN, 2, 2, "fr or en"),
};
static SHAPE(mail_shape, NULL, Mail, mail_members, "A mail as the worker sends it");

Rc notify_write(Ctx *cx, Db *space, const Notice *notice, Id *ret_mail)
{
    Letter letter;
    TRY(letter_render(cx, notice, &letter));
    Id id = id_new(cx);
    TRY(notify_store_insert(cx, space, &id, notice, &letter));
    *ret_mail = id;
    return OK;
}

Rc notify_dispatch(Ctx *cx, Db *platform, const Id *space, const Id *mail)
{
    Buf payload;
    Str key;
    Id job;
    buf_init(&payload, cx->arena, PAYLOAD_MAX);
    TRY(shape_encode(cx, &payload_shape, &(JobPayload){*space, *mail}, &payload));
    TRY(str_format(cx->arena, &key, "%s:%s", space->text, mail->text));
    JobSpec spec = {.kind = STR(NOTIFY_JOB), .key = key, .payload = buf_str(&payload), .space = *space};
    return queue_put(cx, platform, &spec, &job);
}

typedef struct {
    const Id *space;
    const Id *mails;
    size_t n;
} Page;

static Rc put_page(Ctx *cx, Db *platform, void *arg)
{
    const Page *p = arg;
    for (size_t i = 0; i < p->n; i++) {
        ArenaMark mark = arena_mark(cx->arena);
        TRY(notify_dispatch(cx, platform, p->space, &p->mails[i]));
        arena_rewind(cx->arena, mark);
    }
    return OK;
}

static Rc mark_page(Ctx *cx, Db *space, void *arg)
{
    const Page *p = arg;
    for (size_t i = 0; i < p->n; i++)
        TRY(notify_store_mark_queued(cx, space, &p->mails[i]));
    return OK;
}

/* Jobs first, marks after: a crash in between only asks the queue again for a job that it has. */
static Rc sweep_page(Ctx *cx, Db *platform, Db *space_db, const Id *space, size_t *ret_n)
{
    Id mails[PAGE];
    Page page = {.space = space, .mails = mails};
    TRY(notify_store_due(cx, space_db, now_ms(cx) - NOTIFY_AGAIN_MS, PAGE, mails, &page.n));
    if (page.n) {
        TRY(db_write(cx, platform, put_page, &page));
        TRY(db_write(cx, space_db, mark_page, &page));
    }
    *ret_n = page.n;
    return OK;
}

Rc notify_sweep(Ctx *cx, Db *platform, Db *space_db, const Id *space, int64_t *ret_enqueued)
{
    int64_t enqueued = 0;
    size_t n = PAGE;
    while (n == PAGE && enqueued < NOTIFY_SWEEP_MAX) {
        TRY(sweep_page(cx, platform, space_db, space, &n));
        enqueued += (int64_t)n;
    }
    *ret_enqueued = enqueued;
    return OK;
}

Rc notify_purge(Ctx *cx, Db *space, int64_t *ret_purged)
{
    int64_t purged = 0, n = PURGE_AT_ONCE;
    while (n == PURGE_AT_ONCE) { /* short transactions: requests write in between */
        TRY(notify_store_delete_old(cx, space, now_ms(cx) - NOTIFY_KEEP_MS, PURGE_AT_ONCE, &n));
        purged += n;
    }
    *ret_purged = purged;
    return OK;
}

Rc notify_payload(Ctx *cx, Db *space, const Id *mail, Buf *out)
{
    MailRow row;
    TRY(notify_store_pending(cx, space, mail, &row));
    Mail message = {.id = row.id,
                    .to = row.to,
                    .to_name = row.to_name,
                    .subject = row.letter.subject,
                    .text = row.letter.text,
                    .html = row.letter.html,
                    .language = row.language};
    return shape_encode(cx, &mail_shape, &message, out);
}

typedef struct {
    const Id *mail;
    MailState state;
    Str error;
    bool keep_body;
} Ending;

static Rc end_mail(Ctx *cx, Db *space, void *arg)
{
    const Ending *e = arg;
    int64_t changed = 0;
    TRY(notify_store_end(cx, space, e->mail, e->state, e->error, &changed));
    return changed && !e->keep_body ? notify_store_erase(cx, space, e->mail) : OK;
}

Rc notify_sent(Ctx *cx, Db *space, const Id *mail, bool delivered, Str error, bool keep_body)
{
    Ending e = {mail, delivered ? MAIL_SENT : MAIL_FAILED, delivered ? STR("") : utf8_first(error, ERROR_MAX),
                keep_body};
    return db_write(cx, space, end_mail, &e);
}
