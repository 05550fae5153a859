/* review: a module is submitted, looked at, and approved or sent back (ARCHITECTURE §6; REQUIREMENTS, States of a
 * module version). A submission freezes the module and remembers the *stamp* of its draft: the versions of the module
 * and of each of its grains, in order. Any edit makes the stamp differ; then the draft is a draft again, whatever was
 * decided. That is derived whenever it is read, and checked in the transaction of every act that rests on an approval:
 * no way of editing can forget it. Knows nothing of who will watch. */
#ifndef DOMAINS_REVIEW_REVIEW_H
#define DOMAINS_REVIEW_REVIEW_H

#include "domains/module/module.h"

/* Numbers are stored (submission.state): none changes. */
typedef enum {
    SUBMISSION_SUBMITTED,
    SUBMISSION_APPROVED,
    SUBMISSION_RETURNED,
    SUBMISSION_REFUSED,
    SUBMISSION_WITHDRAWN,
    SUBMISSION_STATE_COUNT
} SubmissionState;
extern const char *const submission_state_names[SUBMISSION_STATE_COUNT + 1];

/* Characters. */
enum { REVIEW_MESSAGE_MAX = 2000, REVIEW_LIST_MAX = 200 };

/* The draft of a module as it stands. */
typedef enum {
    REVIEW_DRAFT, /* never submitted, withdrawn, or edited since */
    REVIEW_SUBMITTED,
    REVIEW_RETURNED,
    REVIEW_REFUSED,
    REVIEW_APPROVED,
    REVIEW_STATE_COUNT
} ReviewState;
extern const char *const review_state_names[REVIEW_STATE_COUNT + 1];
typedef struct {
    ReviewState state;
    bool edited;                   /* it changed since its last submission */
    Id submission, module_version; /* of the last submission; empty = never submitted */
    SubmissionState decided;       /* what became of that submission, whatever was edited since */
} ReviewStanding;

/* ERR_MISSING: no such module, or deleted. */
Rc review_state(Ctx *cx, Db *space, const Id *module, ReviewStanding *ret) MUST;
/* The frozen version that the draft is, when that is approved. Inside the caller's write transaction, so that an edit
 * at the same moment comes before or after. ERR_CONFLICT review.not_approved; ERR_MISSING. */
Rc review_approved(Ctx *cx, Db *space, const Id *module, Id *ret_version) MUST;
/* The newest version of the module that was ever approved. ERR_MISSING without a code: none was. */
Rc review_newest_approved(Ctx *cx, Db *space, const Id *module, Id *ret_version, int64_t *ret_number) MUST;

typedef struct {
    Id id, module, module_version;
    int64_t version_number;
    Str title, hash; /* of the frozen version */
    SubmissionState state;
    bool edited; /* the draft changed since, or is gone */
    Str message;
    Id owner, submitted_by, decided_by; /* owner: of the module */
    int64_t submitted_ms, decided_ms;   /* 0 = not decided */
    Str decision_comment;
    int64_t comment_count, open_comment_count; /* open: threads that are not resolved */
    int64_t version;
} Submission;

/* Where a mail leads, and what the space decided for itself. `origin` = public URL without a final slash. */
typedef struct {
    Str origin, space_name;
    bool four_eyes; /* who submitted or owns it may not approve it */
} ReviewPlace;
/* Mails that were written, to be handed to notify_dispatch after the commit. */
typedef struct {
    Id *at;
    size_t n;
} ReviewMails;

/* Whether `by` may see this submission: who reviews sees all; others what they submitted and what is of their own
 * modules. */
bool review_sees(const Actor *by, const Submission *submission);
/* ERR_MISSING http.missing: none, or none that they may see. */
Rc review_get(Ctx *cx, Db *space, const Actor *by, const Id *submission, Submission *ret) MUST;

/* Checks, freezes and submits the draft. An undecided submission of an older draft is withdrawn by it. ERR_MISSING;
 * ERR_DENIED review.not_owner (somebody else's module, without module.review); ERR_CONFLICT review.already_submitted,
 * review.already_approved (this very draft); ERR_REFUSED module.empty, review.has_errors. */
Rc review_submit(Ctx *cx, Db *space, const Actor *by, const ReviewPlace *place, const Id *module, Str message,
                 Submission *ret, ReviewMails *ret_mails) MUST;

typedef struct {
    SubmissionState state; /* approved, returned or refused */
    Str hash;              /* of the content that was looked at */
    Str comment;
} ReviewDecision;
/* The code that an approval by them would be refused with now; NULL: it would not. */
Rc review_why_not(Ctx *cx, Db *space, const Actor *by, bool four_eyes, const Submission *submission,
                  const char **ret_code) MUST;
/* Once: of two at the same moment one wins. ERR_MISSING; ERR_CONFLICT review.decided, review.other_content (the hash),
 * review.edited (an approval of a draft that is no more); ERR_REFUSED review.reason_required (returned and refused);
 * ERR_DENIED review.four_eyes (approval). */
Rc review_decide(Ctx *cx, Db *space, const Actor *by, const ReviewPlace *place, const Id *submission,
                 const ReviewDecision *decision, Submission *ret, ReviewMails *ret_mails) MUST;
/* By who submitted it or owns the module. ERR_MISSING; ERR_DENIED review.not_owner; ERR_CONFLICT review.decided. */
Rc review_withdraw(Ctx *cx, Db *space, const Actor *by, const Id *submission, Submission *ret) MUST;

/* Newest first. */
typedef struct {
    const Actor *by;
    int state;       /* −1 = any */
    Id module;       /* empty = any */
    bool from_start; /* else behind: */
    int64_t after_ms;
    Id after_id;
    int64_t limit; /* 1 … REVIEW_LIST_MAX */
} ReviewQuery;
typedef struct {
    Submission *at;
    size_t n;
    bool more;
    int64_t total;
} ReviewPage;
Rc review_list(Ctx *cx, Db *space, const ReviewQuery *query, ReviewPage *ret) MUST;

#endif
