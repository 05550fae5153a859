/* Rows of comments. Knows no rule. */
#ifndef DOMAINS_REVIEW_COMMENT_STORE_H
#define DOMAINS_REVIEW_COMMENT_STORE_H

#include "domains/review/comment.h"

Rc comment_store_insert(Ctx *cx, Db *space, const Comment *comment) MUST;
Rc comment_store_get(Ctx *cx, Db *space, const Id *submission, const Id *id, Comment *ret) MUST; /* ERR_MISSING */
Rc comment_store_list(Ctx *cx, Db *space, const Id *submission, const Id *after, size_t max, Comment *ret,
                      size_t *ret_n) MUST;
Rc comment_store_count(Ctx *cx, Db *space, const Id *submission, int64_t *ret) MUST;
Rc comment_store_count_replies(Ctx *cx, Db *space, const Id *comment, int64_t *ret) MUST;
/* Text, when it was edited, resolved and by whom. */
Rc comment_store_update(Ctx *cx, Db *space, const Comment *comment) MUST;
Rc comment_store_delete(Ctx *cx, Db *space, const Id *id) MUST;
/* Who has commented, but for these two; at most `max`. */
Rc comment_store_authors(Ctx *cx, Db *space, const Id *submission, const Id *but, const Id *nor, size_t max, Id *ret,
                         size_t *ret_n) MUST;

#endif
