/* Deciding about a submission: once, about the content that was looked at. */
#include "domains/review/submission.h"

/* Whoever wrote it is one pair of eyes: submitted it, owns the module or one of its grains. */
static bool is_own_work(const Actor *by, const Submission *s, const ReviewDraft *draft)
{
    bool own = review_is_author(by, s);
    for (size_t i = 0; i < draft->grain_count && !own; i++)
        own = id_equal(&by->person, &draft->grain_owners[i]);
    return own;
}

static Rc check_eyes(Ctx *cx, Db *space, const Actor *by, bool four_eyes, const Submission *s)
{
    ReviewDraft draft;
    if (!four_eyes)
        return OK;
    TRY(review_store_draft(cx, space, &s->module, &draft));
    return is_own_work(by, s, &draft) ? fail(cx, ERR_DENIED, "review.four_eyes", NULL) : OK;
}

static Rc check_approval(Ctx *cx, Db *space, const Actor *by, bool four_eyes, const Submission *s)
{
    if (s->state != SUBMISSION_SUBMITTED)
        return fail(cx, ERR_CONFLICT, "review.decided", NULL);
    if (s->edited)
        return fail(cx, ERR_CONFLICT, "review.edited", NULL);
    return check_eyes(cx, space, by, four_eyes, s);
}

Rc review_why_not(Ctx *cx, Db *space, const Actor *by, bool four_eyes, const Submission *submission,
                  const char **ret_code)
{
    Rc rc = review_is_reviewer(by) ? check_approval(cx, space, by, four_eyes, submission)
                                   : fail(cx, ERR_DENIED, "http.denied", NULL);
    if (rc != OK && rc != ERR_CONFLICT && rc != ERR_DENIED)
        return rc;
    *ret_code = rc == OK ? NULL : cx->problem.code;
    fail_clear(cx);
    return OK;
}

typedef struct {
    const Actor *by;
    const ReviewPlace *place;
    const Id *submission;
    const ReviewDecision *decision;
    Submission result;
    ReviewMails mails;
} Act;

/* A submission of an older draft can still be sent back, with what was seen in it. */
static Rc check(Ctx *cx, Db *space, const Act *a, const Submission *s)
{
    const ReviewDecision *d = a->decision;
    if (s->state != SUBMISSION_SUBMITTED)
        return fail(cx, ERR_CONFLICT, "review.decided", NULL);
    if (!str_equal(s->hash, d->hash))
        return fail(cx, ERR_CONFLICT, "review.other_content", "hash");
    if (d->state == SUBMISSION_APPROVED)
        return check_approval(cx, space, a->by, a->place->four_eyes, s);
    return str_trim(d->comment).n == 0 ? fail(cx, ERR_REFUSED, "review.reason_required", "comment") : OK;
}

static Rc decide(Ctx *cx, Db *space, void *arg)
{
    static const AuditAction actions[SUBMISSION_STATE_COUNT] = {
        [SUBMISSION_APPROVED] = AUDIT_MODULE_APPROVED,
        [SUBMISSION_RETURNED] = AUDIT_MODULE_RETURNED,
        [SUBMISSION_REFUSED] = AUDIT_MODULE_REFUSED,
    };
    Act *a = arg;
    Submission s;
    int64_t changed = 0;
    a->mails = (ReviewMails){0};
    TRY(review_get(cx, space, a->by, a->submission, &s));
    TRY(check(cx, space, a, &s));
    s.state = a->decision->state;
    s.decided_by = a->by->person;
    s.decided_ms = now_ms(cx);
    s.decision_comment = a->decision->comment;
    TRY(review_store_decide(cx, space, &s, &changed));
    if (!changed)
        return ERR_BUSY; /* decided by another transaction since it was read here */
    TRY(review_note(cx, space, a->by, actions[s.state], &s));
    TRY(notice_decided(cx, space, a->place, &s, &a->mails));
    return review_get(cx, space, a->by, &s.id, &a->result);
}

Rc review_decide(Ctx *cx, Db *space, const Actor *by, const ReviewPlace *place, const Id *submission,
                 const ReviewDecision *decision, Submission *ret, ReviewMails *ret_mails)
{
    Act a = {.by = by, .place = place, .submission = submission, .decision = decision};
    TRY(db_write(cx, space, decide, &a));
    *ret = a.result;
    *ret_mails = a.mails;
    return OK;
}
