/* What the rules of submissions share. Internal to the domain. */
#ifndef DOMAINS_REVIEW_SUBMISSION_H
#define DOMAINS_REVIEW_SUBMISSION_H

#include "domains/audit/audit.h"
#include "domains/review/comment.h"
#include "domains/review/review_store.h"

/* "7 0198…:3 0198…:12": the module's version, then its grains in order, each with its own. */
Rc review_stamp(Ctx *cx, const ReviewDraft *draft, Str *ret) MUST;
/* The draft of a module and its stamp. ERR_MISSING http.missing. */
Rc review_draft(Ctx *cx, Db *space, const Id *module, ReviewDraft *ret, Str *ret_stamp) MUST;
/* Whether the draft is another one than was stamped, or is gone. */
Rc review_edited(Ctx *cx, Db *space, const Id *module, Str stamp, bool *ret) MUST;

bool review_is_reviewer(const Actor *by);
/* Submitted it, or owns its module. */
bool review_is_author(const Actor *by, const Submission *submission);

/* Into the audit log, in the transaction of the act. */
Rc review_note(Ctx *cx, Db *space, const Actor *by, AuditAction action, const Submission *submission) MUST;

/* Notices to people, in the transaction of the act; mails are added to `mails`. */
Rc notice_submitted(Ctx *cx, Db *space, const ReviewPlace *place, const Submission *submission,
                    ReviewMails *mails) MUST;
Rc notice_decided(Ctx *cx, Db *space, const ReviewPlace *place, const Submission *submission, ReviewMails *mails) MUST;
/* To the other side: what a reviewer wrote goes to who submitted it and to the owner; their words go to the reviewers
 * who wrote something, or to all while none has. */
Rc notice_commented(Ctx *cx, Db *space, const Submission *submission, const Comment *comment) MUST;

#endif
