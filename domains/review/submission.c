/* Handing in, taking back, reading. Deciding: decision.c. */
#include "domains/review/submission.h"

#include "domains/preflight/preflight.h"

bool review_is_reviewer(const Actor *by)
{
    return by->rights & ((RightSet)1 << RIGHT_MODULE_REVIEW);
}

bool review_is_author(const Actor *by, const Submission *s)
{
    return !id_none(&by->person) && (id_equal(&by->person, &s->submitted_by) || id_equal(&by->person, &s->owner));
}

bool review_sees(const Actor *by, const Submission *s)
{
    return review_is_reviewer(by) || review_is_author(by, s);
}

Rc review_get(Ctx *cx, Db *space, const Actor *by, const Id *submission, Submission *ret)
{
    Submission s;
    Str stamp;
    Rc rc = review_store_get(cx, space, submission, &s, &stamp);
    if (rc == ERR_MISSING || (rc == OK && !review_sees(by, &s)))
        return fail(cx, ERR_MISSING, "http.missing", NULL);
    TRY(rc);
    TRY(review_edited(cx, space, &s.module, stamp, &s.edited));
    *ret = s;
    return OK;
}

Rc review_note(Ctx *cx, Db *space, const Actor *by, AuditAction action, const Submission *s)
{
    AuditEntry entry = {.action = action,
                        .by = *by,
                        .target_kind = STR("module"),
                        .target_id = id_str(&s->module),
                        .target_name = s->title};
    TRY(str_format(cx->arena, &entry.detail, "{\"version\":%lld,\"hash\":\"%.*s\"}", (long long)s->version_number,
                   STR_ARG(s->hash)));
    return audit_append(cx, space, &entry);
}

typedef struct {
    const Actor *by;
    const ReviewPlace *place;
    Id submission;
    const Id *module;
    Str message;
    Submission result;
    ReviewMails mails;
} Act;

/* Ends one that waits, as withdrawn. */
static Rc take_back(Ctx *cx, Db *space, const Actor *by, const Id *submission, Submission *ret)
{
    Submission s;
    Str stamp;
    int64_t changed = 0;
    TRY(review_store_get(cx, space, submission, &s, &stamp));
    s.state = SUBMISSION_WITHDRAWN;
    s.decided_by = by->person;
    s.decided_ms = now_ms(cx);
    TRY(review_store_decide(cx, space, &s, &changed));
    if (!changed)
        return ERR_BUSY; /* decided by another transaction since it was read here */
    TRY(review_note(cx, space, by, AUDIT_MODULE_WITHDRAWN, &s));
    *ret = s;
    return OK;
}

/* This very draft was not submitted, or was sent back; one of an older draft that waits is withdrawn. */
static Rc make_way(Ctx *cx, Db *space, const Act *a, Str stamp)
{
    ReviewLast last;
    Submission older;
    Rc rc = review_store_last(cx, space, a->module, &last);
    if (rc == OK && str_equal(last.stamp, stamp)) {
        if (last.state == SUBMISSION_SUBMITTED)
            return fail(cx, ERR_CONFLICT, "review.already_submitted", NULL);
        if (last.state == SUBMISSION_APPROVED)
            return fail(cx, ERR_CONFLICT, "review.already_approved", NULL);
    }
    if (rc == OK && last.state == SUBMISSION_SUBMITTED)
        rc = take_back(cx, space, a->by, &last.id, &older);
    return rc == ERR_MISSING ? OK : rc;
}

static Rc check_draft(Ctx *cx, Db *space, const Act *a, const ReviewDraft *draft)
{
    PreflightReport report = {0};
    if (draft->grain_count == 0)
        return fail(cx, ERR_REFUSED, "module.empty", NULL);
    TRY(preflight_module(cx, space, a->module, &report));
    return report.errors ? fail(cx, ERR_REFUSED, "review.has_errors", NULL) : OK;
}

static Rc insert(Ctx *cx, Db *space, Act *a, Str stamp)
{
    Submission s = {.id = a->submission,
                    .module = *a->module,
                    .message = a->message,
                    .submitted_by = a->by->person,
                    .submitted_ms = now_ms(cx)};
    TRY(module_freeze(cx, space, a->module, &s.module_version));
    TRY(review_store_insert(cx, space, &s, stamp));
    TRY(review_store_get(cx, space, &s.id, &a->result, &stamp));
    return OK;
}

static Rc submit(Ctx *cx, Db *space, void *arg)
{
    Act *a = arg;
    ReviewDraft draft;
    Str stamp;
    a->mails = (ReviewMails){0};
    TRY(review_draft(cx, space, a->module, &draft, &stamp));
    if (!review_is_reviewer(a->by) && !id_equal(&a->by->person, &draft.owner))
        return fail(cx, ERR_DENIED, "review.not_owner", NULL);
    TRY(make_way(cx, space, a, stamp));
    TRY(check_draft(cx, space, a, &draft));
    Rc rc = insert(cx, space, a, stamp);
    if (rc == ERR_CONFLICT)
        return ERR_BUSY; /* another transaction submitted or froze the same: look again */
    TRY(rc);
    TRY(review_note(cx, space, a->by, AUDIT_MODULE_SUBMITTED, &a->result));
    return notice_submitted(cx, space, a->place, &a->result, &a->mails);
}

Rc review_submit(Ctx *cx, Db *space, const Actor *by, const ReviewPlace *place, const Id *module, Str message,
                 Submission *ret, ReviewMails *ret_mails)
{
    Act a = {.by = by, .place = place, .submission = id_new(cx), .module = module, .message = message};
    TRY(db_write(cx, space, submit, &a));
    *ret = a.result;
    *ret_mails = a.mails;
    return OK;
}

static Rc withdraw(Ctx *cx, Db *space, void *arg)
{
    Act *a = arg;
    Submission s;
    TRY(review_get(cx, space, a->by, &a->submission, &s));
    if (!review_is_author(a->by, &s))
        return fail(cx, ERR_DENIED, "review.not_owner", NULL);
    if (s.state != SUBMISSION_SUBMITTED)
        return fail(cx, ERR_CONFLICT, "review.decided", NULL);
    TRY(take_back(cx, space, a->by, &s.id, &s));
    return review_get(cx, space, a->by, &s.id, &a->result);
}

Rc review_withdraw(Ctx *cx, Db *space, const Actor *by, const Id *submission, Submission *ret)
{
    Act a = {.by = by, .submission = *submission};
    TRY(db_write(cx, space, withdraw, &a));
    *ret = a.result;
    return OK;
}

Rc review_list(Ctx *cx, Db *space, const ReviewQuery *query, ReviewPage *ret)
{
    ReviewPage page = {0};
    size_t max = (size_t)query->limit + 1;
    Id person = review_is_reviewer(query->by) ? (Id){0} : query->by->person;
    Str *stamps = arena_array(cx->arena, max, sizeof *stamps);
    page.at = arena_array(cx->arena, max, sizeof *page.at);
    if (!page.at || !stamps)
        return ERR_NOMEM;
    TRY(review_store_list(cx, space, query, &person, max, page.at, stamps, &page.n));
    TRY(review_store_count(cx, space, query, &person, &page.total));
    page.more = page.n == max;
    page.n -= page.more;
    for (size_t i = 0; i < page.n; i++)
        TRY(review_edited(cx, space, &page.at[i].module, stamps[i], &page.at[i].edited));
    *ret = page;
    return OK;
}
