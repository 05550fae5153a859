/* Handlers and shapes of comments, for the route table in review_api.c. */
#ifndef DOMAINS_REVIEW_COMMENT_API_H
#define DOMAINS_REVIEW_COMMENT_API_H

#include "domains/review/review_shape_api.h"

extern const Shape comment_shape, comment_list_shape, comment_list_query_shape, comment_spec_shape, comment_patch_shape;

Rc comments_get(Req *q, Reply *r), comments_post(Req *q, Reply *r);
Rc comment_patch(Req *q, Reply *r), comment_remove(Req *q, Reply *r);

#endif
