/* See test_review.h. */
#include "domains/review/test_review.h"

#include "domains/review/submission.h"

const Actor test_reviewer = {.person = {"00000000-0000-7000-8000-0000000000bb"},
                             .rights = ((RightSet)1 << RIGHT_MODULE_REVIEW) | ((RightSet)1 << RIGHT_MODULE_SUBMIT)};

Rc test_submit(Ctx *cx, Db *space, const Id *module, Id *ret_submission, Id *ret_version)
{
    ReviewDraft draft;
    Str stamp;
    TRY(review_draft(cx, space, module, &draft, &stamp));
    Submission s = {.id = id_new(cx),
                    .module = *module,
                    .message = STR(""),
                    .submitted_by = draft.owner,
                    .submitted_ms = now_ms(cx)};
    TRY(module_freeze(cx, space, module, &s.module_version));
    TRY(review_store_insert(cx, space, &s, stamp));
    *ret_submission = s.id;
    *ret_version = s.module_version;
    return OK;
}

typedef struct {
    const Id *module;
    Id version;
} Approval;

static Rc approve(Ctx *cx, Db *space, void *arg)
{
    Approval *a = arg;
    Submission s = {.state = SUBMISSION_APPROVED,
                    .decided_by = test_reviewer.person,
                    .decided_ms = now_ms(cx),
                    .decision_comment = STR("")};
    int64_t changed = 0;
    TRY(test_submit(cx, space, a->module, &s.id, &a->version));
    return review_store_decide(cx, space, &s, &changed);
}

Rc test_approve(Ctx *cx, Db *space, const Id *module, Id *ret_version)
{
    Approval a = {.module = module};
    TRY(db_write(cx, space, approve, &a));
    *ret_version = a.version;
    return OK;
}
