/* Comments: shapes and handlers. */
#include "domains/review/comment_api.h"

#include "domains/access/access_api.h"
#include "kernel/http/cursor.h"
#include "kernel/json/member.h"

#include <math.h>

enum { LIMIT_STANDARD = 50, PERCENT_MAX = 100, MILLI = 1000 };

typedef struct {
    Id id, parent_id, grain_id, element_id;
    ReviewPerson author, resolved_by;
    Str text;
    int64_t at_ms, created_ms, edited_ms, resolved_ms;
    double x, y;
    bool has_parent_id, has_grain_id, has_element_id, has_at_ms, has_x, has_y, has_edited_ms, has_resolved_ms,
        has_resolved_by;
} CommentShown;

static const Member comment_members[] = {
    MEMBER_ID(CommentShown, id, "Stable identity"),
    OPTIONAL(CommentShown, parent_id, MEMBER_KIND_ID, .doc = "The comment it replies to"),
    MEMBER_OBJECT(CommentShown, author, review_person_shape, "Who wrote it"),
    MEMBER_TEXT(CommentShown, text, TEXT_BLOCK, 1, COMMENT_TEXT_MAX, "Their words"),
    OPTIONAL(CommentShown, grain_id, MEMBER_KIND_ID, .doc = "On this grain"),
    OPTIONAL(CommentShown, element_id, MEMBER_KIND_ID, .doc = "On this element of it"),
    OPTIONAL(CommentShown, at_ms, MEMBER_KIND_INT, .max = GRAIN_FILM_MS_MAX, .doc = "At this moment of its film"),
    OPTIONAL(CommentShown, x, MEMBER_KIND_NUMBER, .max = PERCENT_MAX, .doc = "Per cent of the picture's width"),
    OPTIONAL(CommentShown, y, MEMBER_KIND_NUMBER, .max = PERCENT_MAX, .doc = "Per cent of the picture's height"),
    MEMBER_TIME(CommentShown, created_ms, "When it was written"),
    OPTIONAL(CommentShown, edited_ms, MEMBER_KIND_INT, .max = INT64_MAX, .doc = "When its text last changed"),
    OPTIONAL(CommentShown, resolved_ms, MEMBER_KIND_INT, .max = INT64_MAX, .doc = "Since when its thread is settled"),
    OPTIONAL(CommentShown, resolved_by, MEMBER_KIND_OBJECT, .of = &review_person_shape, .doc = "Who settled it"),
};
SHAPE(comment_shape, "Comment", CommentShown, comment_members, "A remark pinned to a submission");

typedef struct {
    ListOf(CommentShown) items;
    bool has_next_cursor;
    Str next_cursor;
    int64_t total;
} CommentList;

static const Member list_members[] = {
    MEMBER_LIST(CommentList, items, comment_shape, COMMENT_LIST_MAX, "In the order they were written"),
    NULLABLE(CommentList, next_cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_TEXT_MAX,
             .doc = "For the next page; null on the last one"),
    MEMBER_INT(CommentList, total, 0, COMMENTS_MAX, "Comments of the submission"),
};
SHAPE(comment_list_shape, "CommentList", CommentList, list_members, "A page of comments");

typedef struct {
    bool has_cursor, has_limit;
    Str cursor;
    int64_t limit;
} ListQuery;

static const Member list_query_members[] = {
    OPTIONAL(ListQuery, cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_TEXT_MAX,
             .doc = "next_cursor of the page before"),
    OPTIONAL(ListQuery, limit, MEMBER_KIND_INT, .min = 1, .max = COMMENT_LIST_MAX, .doc = "Rows of a page"),
};
SHAPE(comment_list_query_shape, NULL, ListQuery, list_query_members, "Which comments");

typedef struct {
    Str text;
    Id grain_id, element_id, parent_id;
    int64_t at_ms;
    double x, y;
    bool has_grain_id, has_element_id, has_at_ms, has_x, has_y, has_parent_id;
} CommentRequest;

static const Member spec_members[] = {
    MEMBER_TEXT(CommentRequest, text, TEXT_BLOCK, 1, COMMENT_TEXT_MAX, "What there is to say"),
    OPTIONAL(CommentRequest, grain_id, MEMBER_KIND_ID, .doc = "On this grain"),
    OPTIONAL(CommentRequest, element_id, MEMBER_KIND_ID, .doc = "On this element of it"),
    OPTIONAL(CommentRequest, at_ms, MEMBER_KIND_INT, .max = GRAIN_FILM_MS_MAX, .doc = "At this moment of its film"),
    OPTIONAL(CommentRequest, x, MEMBER_KIND_NUMBER, .max = PERCENT_MAX, .doc = "Per cent of the width; with y"),
    OPTIONAL(CommentRequest, y, MEMBER_KIND_NUMBER, .max = PERCENT_MAX, .doc = "Per cent of the height; with x"),
    OPTIONAL(CommentRequest, parent_id, MEMBER_KIND_ID, .doc = "A reply in this thread, without a place of its own"),
};
SHAPE(comment_spec_shape, "CommentSpec", CommentRequest, spec_members, "A comment to write");

static const Member patch_members[] = {
    OPTIONAL(CommentPatch, text, MEMBER_KIND_TEXT, .text = TEXT_BLOCK, .min = 1, .max = COMMENT_TEXT_MAX,
             .doc = "By its author"),
    OPTIONAL(CommentPatch, resolved, MEMBER_KIND_BOOL, .doc = "Whether its thread is settled"),
};
SHAPE(comment_patch_shape, "CommentPatch", CommentPatch, patch_members, "What to change of a comment");

static Rc show(Req *q, const Comment *c, CommentShown *ret)
{
    CommentShown s = {.id = c->id,
                      .has_parent_id = !id_none(&c->parent),
                      .parent_id = c->parent,
                      .text = c->text,
                      .has_grain_id = !id_none(&c->pin.grain),
                      .grain_id = c->pin.grain,
                      .has_element_id = !id_none(&c->pin.element),
                      .element_id = c->pin.element,
                      .has_at_ms = c->pin.has_at,
                      .at_ms = c->pin.at_ms,
                      .has_x = c->pin.has_place,
                      .has_y = c->pin.has_place,
                      .x = (double)c->pin.x_milli / MILLI,
                      .y = (double)c->pin.y_milli / MILLI,
                      .created_ms = c->created_ms,
                      .has_edited_ms = c->edited_ms != 0,
                      .edited_ms = c->edited_ms,
                      .has_resolved_ms = c->resolved_ms != 0,
                      .resolved_ms = c->resolved_ms,
                      .has_resolved_by = c->resolved_ms != 0};
    TRY(review_person(q->cx, q->db, &c->author, &s.author));
    if (s.has_resolved_by)
        TRY(review_person(q->cx, q->db, &c->resolved_by, &s.resolved_by));
    *ret = s;
    return OK;
}

static Rc give(Req *q, Reply *r, const Comment *c)
{
    CommentShown *out = arena_get(q->cx->arena, sizeof *out);
    if (!out)
        return ERR_NOMEM;
    TRY(show(q, c, out));
    r->object = out;
    return OK;
}

Rc comments_get(Req *q, Reply *r)
{
    const ListQuery *in = q->query;
    Actor by = access_actor(q);
    Id submission;
    Cursor after = {0};
    CommentPage page;
    CommentList *out = arena_get(q->cx->arena, sizeof *out);
    TRY(req_id(q, 0, &submission));
    if (in->has_cursor)
        TRY(cursor_read(q->cx, in->cursor, &after));
    TRY(comment_list(q->cx, q->db, &by, &submission, &after.id, in->has_limit ? in->limit : LIMIT_STANDARD, &page));
    CommentShown *items = arena_array(q->cx->arena, page.n, sizeof *items);
    if (!out || !items)
        return ERR_NOMEM;
    for (size_t i = 0; i < page.n; i++)
        TRY(show(q, &page.at[i], &items[i]));
    out->items.at = items;
    out->items.n = page.n;
    out->total = page.total;
    out->has_next_cursor = page.more;
    if (page.more)
        TRY(cursor_write(q->cx, &(Cursor){STR(""), page.at[page.n - 1].id}, &out->next_cursor));
    r->object = out;
    r->etag_of_body = true;
    return OK;
}

/* Half a place is none: the rule is told of it as a place without a moment. */
static Rc pin_of(Req *q, const CommentRequest *in, CommentPin *ret)
{
    if (in->has_x != in->has_y)
        return fail(q->cx, ERR_REFUSED, "review.bad_pin", in->has_x ? "y" : "x");
    *ret = (CommentPin){.grain = in->grain_id,
                        .element = in->element_id,
                        .has_at = in->has_at_ms,
                        .at_ms = in->at_ms,
                        .has_place = in->has_x,
                        .x_milli = llround(in->x * MILLI),
                        .y_milli = llround(in->y * MILLI)};
    return OK;
}

Rc comments_post(Req *q, Reply *r)
{
    const CommentRequest *in = q->body;
    Actor by = access_actor(q);
    CommentSpec spec = {.text = in->text, .parent = in->parent_id};
    Comment c;
    TRY(req_id(q, 0, &spec.submission));
    TRY(pin_of(q, in, &spec.pin));
    TRY(comment_add(q->cx, q->db, &by, &spec, &c));
    TRY(str_format(q->cx->arena, &r->location, "/api/v1/submissions/%s/comments/%s", spec.submission.text, c.id.text));
    return give(q, r, &c);
}

Rc comment_patch(Req *q, Reply *r)
{
    Actor by = access_actor(q);
    Id submission, comment;
    Comment c;
    TRY(req_id(q, 0, &submission));
    TRY(req_id(q, 1, &comment));
    TRY(comment_change(q->cx, q->db, &by, &submission, &comment, q->body, &c));
    return give(q, r, &c);
}

Rc comment_remove(Req *q, Reply *r)
{
    Actor by = access_actor(q);
    Id submission, comment;
    (void)r;
    TRY(req_id(q, 0, &submission));
    TRY(req_id(q, 1, &comment));
    return comment_delete(q->cx, q->db, &by, &submission, &comment);
}
