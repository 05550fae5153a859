/* Handlers and routes of submissions, decisions and the history of a module. */
#include "domains/review/review_api.h"

#include "domains/access/access_api.h"
#include "base/log.h"
#include "domains/notify/notify.h"
#include "domains/review/comment_api.h"
#include "domains/review/review_shape_api.h"
#include "domains/space/space.h"
#include "kernel/conf/conf.h"
#include "kernel/http/cursor.h"

enum { LIMIT_STANDARD = 50 };

static Rc place_of(Req *q, Db **ret_platform, ReviewPlace *ret)
{
    Space space;
    TRY(store_platform(q->cx, q->stores, ret_platform));
    TRY(space_get(q->cx, *ret_platform, &q->who.space, &space));
    *ret = (ReviewPlace){.origin = conf_origin(q->api->conf), .space_name = space.name, .four_eyes = space.four_eyes};
    return OK;
}

/* The act is done: a mail that is not handed over now is found by the sweep of mails. */
static void dispatch(Req *q, Db *platform, const ReviewMails *mails)
{
    for (size_t i = 0; i < mails->n; i++) {
        Rc rc = notify_dispatch(q->cx, platform, &q->who.space, &mails->at[i]);
        if (rc == OK)
            continue;
        log_info(q->cx, "review", "ignoring: a sweep will do it", "what=mail_dispatch reason=%s", rc_name(rc));
        fail_clear(q->cx);
    }
}

static Rc give(Req *q, Reply *r, const Submission *s)
{
    SubmissionShown *out = arena_get(q->cx->arena, sizeof *out);
    if (!out)
        return ERR_NOMEM;
    TRY(submission_shown(q, s, out));
    r->object = out;
    r->etag_of_body = strcmp(q->route->method, "GET") == 0;
    return OK;
}

static Rc submit(Req *q, Reply *r)
{
    const SubmissionRequest *in = q->body;
    Actor by = access_actor(q);
    ReviewPlace place;
    ReviewMails mails = {0};
    Submission s;
    Db *platform;
    Id module;
    TRY(req_id(q, 0, &module));
    TRY(place_of(q, &platform, &place));
    TRY(review_submit(q->cx, q->db, &by, &place, &module, in->has_message ? in->message : STR(""), &s, &mails));
    dispatch(q, platform, &mails);
    TRY(str_format(q->cx->arena, &r->location, "/api/v1/submissions/%s", s.id.text));
    return give(q, r, &s);
}

static Rc list_submissions(Req *q, Reply *r)
{
    const SubmissionListQuery *in = q->query;
    Actor by = access_actor(q);
    ReviewPage page;
    ReviewQuery query = {.by = &by,
                         .state = submission_query_state(in),
                         .module = in->module_id,
                         .from_start = !in->has_cursor,
                         .limit = in->has_limit ? in->limit : LIMIT_STANDARD};
    if (in->has_cursor)
        TRY(cursor_read_number(q->cx, in->cursor, &query.after_ms, &query.after_id));
    TRY(review_list(q->cx, q->db, &query, &page));
    SubmissionList *out = arena_get(q->cx->arena, sizeof *out);
    SubmissionShown *items = arena_array(q->cx->arena, page.n, sizeof *items);
    if (!out || !items)
        return ERR_NOMEM;
    for (size_t i = 0; i < page.n; i++)
        TRY(submission_row(q->cx, q->db, &page.at[i], &items[i]));
    out->items.at = items;
    out->items.n = page.n;
    out->total = page.total;
    out->has_next_cursor = page.more;
    if (page.more)
        TRY(cursor_write_number(q->cx, page.at[page.n - 1].submitted_ms, &page.at[page.n - 1].id, &out->next_cursor));
    r->object = out;
    r->etag_of_body = true;
    return OK;
}

static Rc read_one(Req *q, Submission *ret)
{
    Actor by = access_actor(q);
    Id id;
    TRY(req_id(q, 0, &id));
    return review_get(q->cx, q->db, &by, &id, ret);
}

static Rc get(Req *q, Reply *r)
{
    Submission s;
    TRY(read_one(q, &s));
    return give(q, r, &s);
}

static Rc decide(Req *q, Reply *r)
{
    const DecisionRequest *in = q->body;
    Actor by = access_actor(q);
    ReviewDecision decision = {
        .state = decision_state(in), .hash = in->hash, .comment = in->has_comment ? in->comment : STR("")};
    ReviewPlace place;
    ReviewMails mails = {0};
    Submission s;
    Db *platform;
    Id id;
    TRY(req_id(q, 0, &id));
    TRY(place_of(q, &platform, &place));
    TRY(review_decide(q->cx, q->db, &by, &place, &id, &decision, &s, &mails));
    dispatch(q, platform, &mails);
    return give(q, r, &s);
}

static Rc withdraw(Req *q, Reply *r)
{
    Actor by = access_actor(q);
    Submission s;
    Id id;
    TRY(req_id(q, 0, &id));
    TRY(review_withdraw(q->cx, q->db, &by, &id, &s));
    return give(q, r, &s);
}

static Rc difference(Req *q, Reply *r)
{
    Submission s;
    Difference d;
    DifferenceShown *out = arena_get(q->cx->arena, sizeof *out);
    TRY(read_one(q, &s));
    TRY(difference_of(q->cx, q->db, &s, &d));
    GrainDifference *grains = arena_array(q->cx->arena, d.n, sizeof *grains);
    if (!out || !grains)
        return ERR_NOMEM;
    for (size_t i = 0; i < d.n; i++) {
        const GrainChange *g = &d.at[i];
        grains[i] = (GrainDifference){
            .grain_id = g->grain, .title = g->title, .change = (int)g->change, .omitted = g->elements.omitted};
        grains[i].elements.at = g->elements.at;
        grains[i].elements.n = g->elements.n;
    }
    *out = (DifferenceShown){
        .has_against = d.has_against, .against = {d.module_version, d.number, d.approved_ms}, .grains = {grains, d.n}};
    r->object = out;
    r->etag_of_body = true;
    return OK;
}

static Rc history(Req *q, Reply *r)
{
    ReviewPlace place;
    Db *platform;
    Id module;
    ReviewShown *out = arena_get(q->cx->arena, sizeof *out);
    if (!out)
        return ERR_NOMEM;
    TRY(req_id(q, 0, &module));
    TRY(place_of(q, &platform, &place));
    TRY(review_shown(q->cx, q->db, &module, out));
    out->four_eyes = place.four_eyes;
    r->object = out;
    r->etag_of_body = true;
    return OK;
}

static const char *const submit_codes[] = {"review.not_owner",
                                           "review.already_submitted",
                                           "review.already_approved",
                                           "review.has_errors",
                                           "module.empty",
                                           NULL};
static const char *const list_codes[] = {"http.bad_cursor", NULL};
static const char *const decide_codes[] = {"review.decided",         "review.edited",    "review.other_content",
                                           "review.reason_required", "review.four_eyes", NULL};
static const char *const withdraw_codes[] = {"review.decided", "review.not_owner", NULL};
static const char *const comment_codes[] = {"review.withdrawn",
                                            "review.unknown_comment",
                                            "review.bad_pin",
                                            "review.unknown_grain",
                                            "review.unknown_element",
                                            "review.too_many_comments",
                                            NULL};
static const char *const patch_codes[] = {"review.not_author", "review.not_a_thread", NULL};
static const char *const delete_codes[] = {"review.not_author", "review.has_replies", NULL};

#define ONE "/api/v1/submissions/{submission_id}"
static const Route routes[] = {
    ROUTE("POST", "/api/v1/modules/{module_id}/submissions", submit, RIGHT_MODULE_SUBMIT,
          "Check, freeze and submit a module", .status = 201, .body = &submission_request_shape,
          .reply = &submission_shape, .codes = submit_codes),
    ROUTE("GET", "/api/v1/modules/{module_id}/review", history, RIGHT_GRAIN_EDIT,
          "How far the approval of a module is, and its versions", .reply = &review_shape),
    ROUTE("GET", "/api/v1/submissions", list_submissions, RIGHT_MODULE_SUBMIT,
          "List submissions, newest first; one's own without the right to review",
          .query = &submission_list_query_shape, .reply = &submission_list_shape, .codes = list_codes),
    ROUTE("GET", ONE, get, RIGHT_MODULE_SUBMIT, "Read a submission with its grains", .reply = &submission_shape),
    ROUTE("POST", ONE "/decision", decide, RIGHT_MODULE_REVIEW, "Approve a submission, return it or refuse it",
          .body = &decision_shape, .reply = &submission_shape, .codes = decide_codes),
    ROUTE("POST", ONE "/withdraw", withdraw, RIGHT_MODULE_SUBMIT, "Take one's submission back",
          .reply = &submission_shape, .codes = withdraw_codes),
    ROUTE("GET", ONE "/difference", difference, RIGHT_MODULE_SUBMIT,
          "What changed since the version that was approved before", .reply = &difference_shape),
    ROUTE("GET", ONE "/comments", comments_get, RIGHT_MODULE_SUBMIT, "List the comments on a submission",
          .query = &comment_list_query_shape, .reply = &comment_list_shape, .codes = list_codes),
    ROUTE("POST", ONE "/comments", comments_post, RIGHT_MODULE_SUBMIT, "Comment on a submission", .status = 201,
          .body = &comment_spec_shape, .reply = &comment_shape, .codes = comment_codes),
    ROUTE("PATCH", ONE "/comments/{comment_id}", comment_patch, RIGHT_MODULE_SUBMIT,
          "Change one's comment, or settle a thread", .body = &comment_patch_shape, .reply = &comment_shape,
          .codes = patch_codes),
    ROUTE("DELETE", ONE "/comments/{comment_id}", comment_remove, RIGHT_MODULE_SUBMIT, "Delete one's comment",
          .codes = delete_codes),
    {0},
};

static const ErrorCode errors[] = {
    {"review.not_owner", ERR_DENIED, "Only for one's own module or submission"},
    {"review.already_submitted", ERR_CONFLICT, "This very draft waits for a decision"},
    {"review.already_approved", ERR_CONFLICT, "This very draft is approved"},
    {"review.not_approved", ERR_CONFLICT, "The draft as it stands is not approved"},
    {"review.has_errors", ERR_REFUSED, "The checks found errors; correct them first"},
    {"review.decided", ERR_CONFLICT, "The submission no longer waits for a decision"},
    {"review.edited", ERR_CONFLICT, "The draft changed since it was submitted"},
    {"review.other_content", ERR_CONFLICT, "What was looked at is not what was submitted"},
    {"review.reason_required", ERR_REFUSED, "Returning and refusing need a reason"},
    {"review.four_eyes", ERR_DENIED, "Who submitted or owns it may not approve it in this space"},
    {"review.withdrawn", ERR_CONFLICT, "The submission was withdrawn"},
    {"review.unknown_comment", ERR_REFUSED, "No thread of this submission has this identity"},
    {"review.bad_pin", ERR_REFUSED, "An element or a moment needs its grain, a place its moment and both sides"},
    {"review.unknown_grain", ERR_REFUSED, "The submission has no such grain"},
    {"review.unknown_element", ERR_REFUSED, "The grain has no such element"},
    {"review.too_many_comments", ERR_REFUSED, "At most 500 comments on a submission"},
    {"review.not_author", ERR_DENIED, "Only its author may do this"},
    {"review.not_a_thread", ERR_REFUSED, "A thread is settled by its first comment"},
    {"review.has_replies", ERR_CONFLICT, "A comment with replies stays"},
    {0},
};

const Surface review_surface = {"review", routes, errors, NULL};
