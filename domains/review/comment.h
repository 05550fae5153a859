/* Comments on a submission, pinned to a grain, an element, a moment and a place of its frozen version, in threads of
 * one level. Internal to the domain. */
#ifndef DOMAINS_REVIEW_COMMENT_H
#define DOMAINS_REVIEW_COMMENT_H

#include "domains/review/review.h"

/* Characters of a text; comments of one submission, replies too; per cent of the picture in thousandths. */
enum { COMMENT_TEXT_MAX = 2000, COMMENTS_MAX = 500, COMMENT_LIST_MAX = 200, COMMENT_PLACE_MAX = 100000 };

typedef struct {
    Id grain, element;        /* empty = none; an element lies in its grain */
    bool has_at, has_place;   /* a moment lies in a grain, a place in a moment */
    int64_t at_ms;            /* of the film: 0 … GRAIN_FILM_MS_MAX */
    int64_t x_milli, y_milli; /* 0 … COMMENT_PLACE_MAX, from the left and from above */
} CommentPin;

typedef struct {
    Id id, submission, parent, author; /* parent: empty = it begins a thread */
    Str text;
    CommentPin pin;
    int64_t created_ms, edited_ms, resolved_ms; /* 0 = not */
    Id resolved_by;
} Comment;

/* `parent` empty = a new thread; a reply has no pin of its own. ERR_MISSING; ERR_CONFLICT review.withdrawn;
 * ERR_REFUSED review.unknown_comment (parent_id: not a thread of this submission), review.bad_pin,
 * review.unknown_grain, review.unknown_element, review.too_many_comments. */
typedef struct {
    Id submission, parent;
    Str text;
    CommentPin pin;
} CommentSpec;
Rc comment_add(Ctx *cx, Db *space, const Actor *by, const CommentSpec *spec, Comment *ret) MUST;

/* Its author changes the text; whoever sees the submission resolves a thread or opens it again. ERR_MISSING; ERR_DENIED
 * review.not_author; ERR_REFUSED review.not_a_thread. */
typedef struct {
    bool has_text, has_resolved, resolved;
    Str text;
} CommentPatch;
Rc comment_change(Ctx *cx, Db *space, const Actor *by, const Id *submission, const Id *comment,
                  const CommentPatch *patch, Comment *ret) MUST;
/* By its author. ERR_CONFLICT review.has_replies: the words of others stay. */
Rc comment_delete(Ctx *cx, Db *space, const Actor *by, const Id *submission, const Id *comment) MUST;

/* In order of time, behind `after` (empty: from the first). ERR_MISSING: no submission that they may see. */
typedef struct {
    Comment *at;
    size_t n;
    bool more;
    int64_t total;
} CommentPage;
Rc comment_list(Ctx *cx, Db *space, const Actor *by, const Id *submission, const Id *after, int64_t limit,
                CommentPage *ret) MUST;

#endif
