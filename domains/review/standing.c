/* What the draft of a module is worth: its stamp, and what was decided about exactly this draft. */
#include "domains/review/submission.h"

const char *const submission_state_names[SUBMISSION_STATE_COUNT + 1] = {"submitted", "approved",  "returned",
                                                                        "refused",   "withdrawn", NULL};
const char *const review_state_names[REVIEW_STATE_COUNT + 1] = {"draft",   "submitted", "returned",
                                                                "refused", "approved",  NULL};

/* Of the draft while it is as it was submitted. */
static const ReviewState states[SUBMISSION_STATE_COUNT] = {
    [SUBMISSION_SUBMITTED] = REVIEW_SUBMITTED, [SUBMISSION_APPROVED] = REVIEW_APPROVED,
    [SUBMISSION_RETURNED] = REVIEW_RETURNED,   [SUBMISSION_REFUSED] = REVIEW_REFUSED,
    [SUBMISSION_WITHDRAWN] = REVIEW_DRAFT,
};

enum { STAMP_MAX = 30 + MODULE_GRAINS_MAX * (ID_TEXT + 30) };

Rc review_stamp(Ctx *cx, const ReviewDraft *draft, Str *ret)
{
    Buf b;
    buf_init(&b, cx->arena, STAMP_MAX);
    buf_format(&b, "%lld", (long long)draft->version);
    for (size_t i = 0; i < draft->grain_count; i++)
        buf_format(&b, " %s:%lld", draft->grains[i].text, (long long)draft->grain_versions[i]);
    TRY(b.rc);
    *ret = buf_str(&b);
    return OK;
}

Rc review_draft(Ctx *cx, Db *space, const Id *module, ReviewDraft *ret, Str *ret_stamp)
{
    Rc rc = review_store_draft(cx, space, module, ret);
    if (rc == ERR_MISSING)
        return fail(cx, rc, "http.missing", NULL);
    TRY(rc);
    return review_stamp(cx, ret, ret_stamp);
}

Rc review_edited(Ctx *cx, Db *space, const Id *module, Str stamp, bool *ret)
{
    ReviewDraft draft;
    Str now = {0};
    Rc rc = review_store_draft(cx, space, module, &draft);
    if (rc == OK)
        rc = review_stamp(cx, &draft, &now);
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret = rc == ERR_MISSING || !str_equal(now, stamp);
    return OK;
}

Rc review_state(Ctx *cx, Db *space, const Id *module, ReviewStanding *ret)
{
    ReviewDraft draft;
    ReviewLast last;
    Str stamp;
    TRY(review_draft(cx, space, module, &draft, &stamp));
    Rc rc = review_store_last(cx, space, module, &last);
    if (rc == ERR_MISSING) {
        *ret = (ReviewStanding){.state = REVIEW_DRAFT};
        return OK;
    }
    TRY(rc);
    bool edited = !str_equal(stamp, last.stamp);
    *ret = (ReviewStanding){.state = edited ? REVIEW_DRAFT : states[last.state],
                            .edited = edited,
                            .submission = last.id,
                            .module_version = last.module_version,
                            .decided = last.state};
    return OK;
}

Rc review_approved(Ctx *cx, Db *space, const Id *module, Id *ret_version)
{
    ReviewStanding standing;
    TRY(review_state(cx, space, module, &standing));
    if (standing.state != REVIEW_APPROVED)
        return fail(cx, ERR_CONFLICT, "review.not_approved", NULL);
    *ret_version = standing.module_version;
    return OK;
}

Rc review_newest_approved(Ctx *cx, Db *space, const Id *module, Id *ret_version, int64_t *ret_number)
{
    ReviewApproval approval;
    TRY(review_store_approved(cx, space, module, &(Id){0}, &approval));
    *ret_version = approval.module_version;
    *ret_number = approval.number;
    return OK;
}
