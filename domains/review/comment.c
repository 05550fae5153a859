/* Rules of comments: where one may be pinned, and whose it is. */
#include "domains/review/comment.h"

#include "domains/grain/grain.h"
#include "domains/review/comment_store.h"
#include "domains/review/submission.h"

/* A frozen document is half a megabyte of JSON at most, and its structs a few times that. */
enum { DOCUMENT_ARENA = 16 << 20 };

typedef struct {
    const Actor *by;
    const CommentSpec *spec;
    const Id *submission, *comment;
    const CommentPatch *patch;
    Comment result;
} Act;

static bool has_element(const GrainDocument *d, const Id *id)
{
    for (size_t i = 0; i < d->chapters.n; i++)
        if (id_equal(&d->chapters.at[i].id, id))
            return true;
    for (size_t i = 0; i < d->targets.n; i++)
        if (id_equal(&d->targets.at[i].id, id))
            return true;
    for (size_t i = 0; i < d->quizzes.n; i++)
        if (id_equal(&d->quizzes.at[i].id, id))
            return true;
    for (size_t i = 0; i < d->contents.n; i++)
        if (id_equal(&d->contents.at[i].id, id))
            return true;
    return grain_question(d, id) != NULL;
}

static Rc check_element(Ctx *cx, Db *space, const Id *version, const Id *element)
{
    AUTO_ARENA arena = arena_new(DOCUMENT_ARENA);
    Ctx inner = *cx;
    GrainVersion v;
    GrainDocument d;
    inner.arena = arena;
    if (!arena)
        return ERR_NOMEM;
    TRY(grain_version_get(&inner, space, version, &v));
    TRY(grain_document_read(&inner, v.document, &d));
    return has_element(&d, element) ? OK : fail(cx, ERR_REFUSED, "review.unknown_element", "element_id");
}

/* Finds the frozen version of `grain` in the submission. */
static Rc find_grain(Ctx *cx, Db *space, const Submission *s, const Id *grain, Id *ret)
{
    ReviewFrozenList list;
    TRY(review_store_frozen(cx, space, &s->module_version, &list));
    for (size_t i = 0; i < list.n; i++)
        if (id_equal(&list.at[i].grain, grain)) {
            *ret = list.at[i].version;
            return OK;
        }
    return fail(cx, ERR_REFUSED, "review.unknown_grain", "grain_id");
}

static Rc check_pin(Ctx *cx, Db *space, const Submission *s, const CommentSpec *spec)
{
    const CommentPin *p = &spec->pin;
    Id version;
    bool bare = id_none(&p->grain);
    if (bare && (!id_none(&p->element) || p->has_at))
        return fail(cx, ERR_REFUSED, "review.bad_pin", "grain_id");
    if (p->has_place && !p->has_at)
        return fail(cx, ERR_REFUSED, "review.bad_pin", "at_ms");
    if (bare)
        return OK;
    if (!id_none(&spec->parent))
        return fail(cx, ERR_REFUSED, "review.bad_pin", "parent_id");
    TRY(find_grain(cx, space, s, &p->grain, &version));
    return id_none(&p->element) ? OK : check_element(cx, space, &version, &p->element);
}

static Rc check_parent(Ctx *cx, Db *space, const CommentSpec *spec)
{
    Comment parent;
    if (id_none(&spec->parent))
        return OK;
    Rc rc = comment_store_get(cx, space, &spec->submission, &spec->parent, &parent);
    if (rc == ERR_MISSING || (rc == OK && !id_none(&parent.parent)))
        return fail(cx, ERR_REFUSED, "review.unknown_comment", "parent_id");
    return rc;
}

static Rc check_room(Ctx *cx, Db *space, const Id *submission)
{
    int64_t count = 0;
    TRY(comment_store_count(cx, space, submission, &count));
    return count >= COMMENTS_MAX ? fail(cx, ERR_REFUSED, "review.too_many_comments", NULL) : OK;
}

static Rc add(Ctx *cx, Db *space, void *arg)
{
    Act *a = arg;
    Submission s;
    TRY(review_get(cx, space, a->by, &a->spec->submission, &s));
    if (s.state == SUBMISSION_WITHDRAWN)
        return fail(cx, ERR_CONFLICT, "review.withdrawn", NULL);
    TRY(check_parent(cx, space, a->spec));
    TRY(check_pin(cx, space, &s, a->spec));
    TRY(check_room(cx, space, &s.id));
    TRY(comment_store_insert(cx, space, &a->result));
    return notice_commented(cx, space, &s, &a->result);
}

Rc comment_add(Ctx *cx, Db *space, const Actor *by, const CommentSpec *spec, Comment *ret)
{
    Act a = {.by = by,
             .spec = spec,
             .result = {.id = id_new(cx),
                        .submission = spec->submission,
                        .parent = spec->parent,
                        .author = by->person,
                        .text = spec->text,
                        .pin = spec->pin,
                        .created_ms = now_ms(cx)}};
    TRY(db_write(cx, space, add, &a));
    *ret = a.result;
    return OK;
}

/* A comment on a submission that they may see. */
static Rc find(Ctx *cx, Db *space, const Act *a, Comment *ret)
{
    Submission s;
    TRY(review_get(cx, space, a->by, a->submission, &s));
    Rc rc = comment_store_get(cx, space, a->submission, a->comment, ret);
    return rc == ERR_MISSING ? fail(cx, rc, "http.missing", NULL) : rc;
}

static Rc check_author(Ctx *cx, const Actor *by, const Comment *c)
{
    return id_equal(&by->person, &c->author) ? OK : fail(cx, ERR_DENIED, "review.not_author", NULL);
}

static Rc apply_resolved(Ctx *cx, const Act *a, Comment *c)
{
    if (!id_none(&c->parent))
        return fail(cx, ERR_REFUSED, "review.not_a_thread", "resolved");
    if (a->patch->resolved == (c->resolved_ms != 0))
        return OK; /* who settled it first stays named */
    c->resolved_ms = a->patch->resolved ? now_ms(cx) : 0;
    c->resolved_by = a->patch->resolved ? a->by->person : (Id){0};
    return OK;
}

static Rc change(Ctx *cx, Db *space, void *arg)
{
    Act *a = arg;
    Comment c;
    TRY(find(cx, space, a, &c));
    if (a->patch->has_text) {
        TRY(check_author(cx, a->by, &c));
        c.edited_ms = str_equal(c.text, a->patch->text) ? c.edited_ms : now_ms(cx);
        c.text = a->patch->text;
    }
    if (a->patch->has_resolved)
        TRY(apply_resolved(cx, a, &c));
    TRY(comment_store_update(cx, space, &c));
    a->result = c;
    return OK;
}

Rc comment_change(Ctx *cx, Db *space, const Actor *by, const Id *submission, const Id *comment,
                  const CommentPatch *patch, Comment *ret)
{
    Act a = {.by = by, .submission = submission, .comment = comment, .patch = patch};
    TRY(db_write(cx, space, change, &a));
    *ret = a.result;
    return OK;
}

static Rc delete (Ctx *cx, Db *space, void *arg)
{
    const Act *a = arg;
    Comment c;
    int64_t replies = 0;
    TRY(find(cx, space, a, &c));
    TRY(check_author(cx, a->by, &c));
    TRY(comment_store_count_replies(cx, space, &c.id, &replies));
    if (replies)
        return fail(cx, ERR_CONFLICT, "review.has_replies", NULL);
    return comment_store_delete(cx, space, &c.id);
}

Rc comment_delete(Ctx *cx, Db *space, const Actor *by, const Id *submission, const Id *comment)
{
    Act a = {.by = by, .submission = submission, .comment = comment};
    return db_write(cx, space, delete, &a);
}

Rc comment_list(Ctx *cx, Db *space, const Actor *by, const Id *submission, const Id *after, int64_t limit,
                CommentPage *ret)
{
    CommentPage page = {0};
    Submission s;
    size_t max = (size_t)limit + 1;
    TRY(review_get(cx, space, by, submission, &s));
    page.at = arena_array(cx->arena, max, sizeof *page.at);
    if (!page.at)
        return ERR_NOMEM;
    TRY(comment_store_list(cx, space, submission, after, max, page.at, &page.n));
    TRY(comment_store_count(cx, space, submission, &page.total));
    page.more = page.n == max;
    page.n -= page.more;
    *ret = page;
    return OK;
}
