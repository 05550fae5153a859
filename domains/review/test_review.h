/* For tests of what rests on an approval: submissions and approvals without checks, people and notices. */
#ifndef DOMAINS_REVIEW_TEST_REVIEW_H
#define DOMAINS_REVIEW_TEST_REVIEW_H

#include "domains/review/review.h"

/* Who approves: another one than test_author. */
extern const Actor test_reviewer;

/* Freezes and submits the draft as it stands, by its owner. Inside the caller's write transaction. */
Rc test_submit(Ctx *cx, Db *space, const Id *module, Id *ret_submission, Id *ret_version) MUST;
/* The same and approved by test_reviewer, in a transaction of its own. */
Rc test_approve(Ctx *cx, Db *space, const Id *module, Id *ret_version) MUST;

#endif
