/* The learner's list, and documents for whoever is signed in. */
#include "domains/play/play.h"
#include "domains/access/access_api.h"
#include "domains/play/play_request_api.h"
#include "domains/review/review.h"
#include "kernel/conf/conf.h"
#include "kernel/http/cursor.h"

enum { LIMIT_STANDARD = 50 };

PlayPlace play_request_place(const Req *q, const Id *space)
{
    return (PlayPlace){
        .key = q->api->media_key, .space = *space, .origin = conf_origin(q->api->conf), .mark = q->api->statements};
}

Rc learning_get(Req *q, Reply *r)
{
    const LearningQuery *in = q->query;
    PlayPlace place = play_request_place(q, &q->who.space);
    LearningPage page;
    Cursor after = {0};
    LearningList *out = arena_get(q->cx->arena, sizeof *out);
    if (!out)
        return ERR_NOMEM;
    if (in->has_cursor)
        TRY(cursor_read(q->cx, in->cursor, &after));
    TRY(play_learning(q->cx, q->db, &place, &q->who.person, &after.id,
                      (size_t)(in->has_limit ? in->limit : LIMIT_STANDARD), &page));
    out->items.at = page.at;
    out->items.n = page.n;
    out->total = page.total;
    out->has_next_cursor = page.more;
    if (page.more)
        TRY(cursor_write(q->cx, &(Cursor){.value = STR(""), .id = page.at[page.n - 1].registration_id},
                         &out->next_cursor));
    r->object = out;
    return OK;
}

Rc preview_get(Req *q, Reply *r)
{
    PlayPlace place = play_request_place(q, &q->who.space);
    PlayDocument *out = arena_get(q->cx->arena, sizeof *out);
    Id grain;
    if (!out)
        return ERR_NOMEM;
    TRY(req_id(q, 0, &grain));
    TRY(play_preview(q->cx, q->db, &place, &q->who.person, &grain, out));
    r->object = out;
    return OK;
}

Rc attempt_post(Req *q, Reply *r)
{
    PlayPlace place = play_request_place(q, &q->who.space);
    LearningItem *out = arena_get(q->cx->arena, sizeof *out);
    Id registration;
    if (!out)
        return ERR_NOMEM;
    TRY(req_id(q, 0, &registration));
    TRY(play_next_attempt(q->cx, q->db, &place, &registration, &q->who.person, out));
    r->object = out;
    return OK;
}

Rc review_document(Req *q, const Id *grain, PlayDocument *ret)
{
    PlayPlace place = play_request_place(q, &q->who.space);
    Actor by = access_actor(q);
    Submission submission;
    PlayReview review = {0};
    TRY(req_id(q, 0, &review.submission));
    TRY(req_id(q, 1, &review.grain));
    if (grain)
        review.grain = *grain;
    TRY(review_get(q->cx, q->db, &by, &review.submission, &submission));
    review.module_version = submission.module_version;
    return play_review(q->cx, q->db, &place, &q->who.person, &review, ret);
}

Rc review_grain_get(Req *q, Reply *r)
{
    PlayDocument *out = arena_get(q->cx->arena, sizeof *out);
    if (!out)
        return ERR_NOMEM;
    TRY(review_document(q, NULL, out));
    r->object = out;
    return OK;
}
