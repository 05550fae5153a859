/* Rows of submissions. Knows no rule. */
#ifndef DOMAINS_REVIEW_REVIEW_STORE_H
#define DOMAINS_REVIEW_REVIEW_STORE_H

#include "domains/review/review.h"

/* The draft of a module: what its stamp is made of, and whose it is. */
typedef struct {
    int64_t version;
    Id owner;
    Id grains[MODULE_GRAINS_MAX], grain_owners[MODULE_GRAINS_MAX];
    int64_t grain_versions[MODULE_GRAINS_MAX];
    size_t grain_count;
} ReviewDraft;
Rc review_store_draft(Ctx *cx, Db *space, const Id *module, ReviewDraft *ret) MUST; /* ERR_MISSING: or deleted */

typedef struct {
    Id id, module_version;
    SubmissionState state;
    Str stamp;
} ReviewLast;
Rc review_store_last(Ctx *cx, Db *space, const Id *module, ReviewLast *ret) MUST; /* ERR_MISSING: never submitted */
/* The one that waits: only id and stamp. */
Rc review_store_open(Ctx *cx, Db *space, const Id *module, ReviewLast *ret) MUST;

typedef struct {
    Id module_version;
    int64_t number, approved_ms;
} ReviewApproval;
/* The last approval before this submission; with an empty identity the last of all. ERR_MISSING: none. */
Rc review_store_approved(Ctx *cx, Db *space, const Id *module, const Id *before, ReviewApproval *ret) MUST;

/* Of `submission`: identities, message, who and when. */
Rc review_store_insert(Ctx *cx, Db *space, const Submission *submission, Str stamp) MUST;
/* Its state, who decided, when and why; 0 changed: it waits no longer. */
Rc review_store_decide(Ctx *cx, Db *space, const Submission *submission, int64_t *ret_changed) MUST;

/* Without `edited`, which the stamp tells. */
Rc review_store_get(Ctx *cx, Db *space, const Id *id, Submission *ret, Str *ret_stamp) MUST;
/* Of `person` only, unless that is empty; `ret_stamps` as long as `ret`. */
Rc review_store_list(Ctx *cx, Db *space, const ReviewQuery *query, const Id *person, size_t max, Submission *ret,
                     Str *ret_stamps, size_t *ret_n) MUST;
Rc review_store_count(Ctx *cx, Db *space, const ReviewQuery *query, const Id *person, int64_t *ret) MUST;

/* A version, and its last submission (empty: never submitted). */
typedef struct {
    Id version, submission, submitted_by, decided_by;
    int64_t number, created_ms, decided_ms;
    Str hash, decision_comment;
    SubmissionState state;
} ReviewVersionRow;
Rc review_store_versions(Ctx *cx, Db *space, const Id *module, size_t max, ReviewVersionRow *ret, size_t *ret_n) MUST;

/* A frozen grain without its document. */
typedef struct {
    Id version, grain, media;
    Str title, hash;
} ReviewFrozen;
typedef struct {
    ReviewFrozen at[MODULE_GRAINS_MAX];
    size_t n;
} ReviewFrozenList;
Rc review_store_frozen(Ctx *cx, Db *space, const Id *module_version, ReviewFrozenList *ret) MUST;

#endif
