/* What the api does for each kind of job that a worker may have. The import of people is no such kind: it needs the
 * database, so the api does it itself (imports.c). */
#include "domains/media/media.h"
#include "domains/media/media_work.h"
#include "domains/notify/notify.h"
#include "domains/space/space.h"
#include "domains/work/work.h"
#include "kernel/json/codec.h"
#include "kernel/json/member.h"

#include <stddef.h>

typedef struct {
    Id space, mail;
} MailJob;

static const Member mail_members[] = {
    MEMBER_ID(MailJob, space, "Whose mail"),
    MEMBER_ID(MailJob, mail, "Which mail"),
};
static SHAPE(mail_shape, NULL, MailJob, mail_members, "Payload of a mail job");

static Rc open_mail(Ctx *cx, const WorkPlace *at, const Job *job, MailJob *ret, Db **ret_db)
{
    MailJob mail = {0};
    TRY(shape_decode(cx, &mail_shape, job->payload, DECODE_STRICT, &mail));
    TRY(store_space(cx, at->stores, &mail.space, ret_db));
    *ret = mail;
    return OK;
}

static Rc mail_payload(Ctx *cx, const WorkPlace *at, const Job *job, Buf *out)
{
    MailJob mail;
    Db *db, *platform;
    TRY(open_mail(cx, at, job, &mail, &db));
    TRY(store_platform(cx, at->stores, &platform));
    TRY(space_check_active(cx, platform, &mail.space)); /* the row waits; the sweep makes the job again */
    return notify_payload(cx, db, &mail.mail, out);
}

static Rc mail_complete(Ctx *cx, const WorkPlace *at, const Job *job, Str result)
{
    MailJob mail;
    Db *db;
    (void)result;
    TRY(open_mail(cx, at, job, &mail, &db));
    return notify_sent(cx, db, &mail.mail, true, STR(""), at->development);
}

static Rc mail_failed(Ctx *cx, const WorkPlace *at, const Job *job, Str error)
{
    MailJob mail;
    Db *db;
    TRY(open_mail(cx, at, job, &mail, &db));
    return notify_sent(cx, db, &mail.mail, false, error, at->development);
}

const WorkKind work_kinds[] = {
    {NOTIFY_JOB, mail_payload, mail_complete, mail_failed},
    {MEDIA_JOB, media_work_payload, media_work_complete, media_work_failed, media_work_input, media_work_output,
     media_work_progress},
    {0},
};
