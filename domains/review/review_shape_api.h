/* How submissions and reviews look in the API. */
#ifndef DOMAINS_REVIEW_REVIEW_SHAPE_API_H
#define DOMAINS_REVIEW_REVIEW_SHAPE_API_H

#include "domains/grain/grain.h"
#include "domains/review/comment.h"
#include "domains/review/difference.h"
#include "kernel/http/api.h"

typedef struct {
    Id id;
    Str name; /* first and last; empty when unknown */
} ReviewPerson;
extern const Shape review_person_shape;
Rc review_person(Ctx *cx, Db *space, const Id *person, ReviewPerson *ret) MUST;

typedef struct {
    Id grain_id, grain_version_id;
    Str title, poster_url;
    bool has_poster_url;
    int64_t duration_ms;
} SubmissionGrain;

typedef struct {
    bool approve, return_, refuse, withdraw, comment;
} SubmissionMay;

/* A row of a list leaves out what stands behind `version`. */
typedef struct {
    Id id, module_id, module_version_id;
    int64_t version_number;
    Str title, hash, message, decision_comment;
    int state; /* SubmissionState */
    bool edited, has_decided_by, has_decided_ms;
    ReviewPerson submitted_by, decided_by;
    int64_t submitted_ms, decided_ms, comment_count, open_comment_count, version;
    ListOf(SubmissionGrain) grains;
    SubmissionMay may;
    bool has_why_not;
    Str why_not;
} SubmissionShown;
extern const Shape submission_row_shape, submission_shape;
Rc submission_row(Ctx *cx, Db *space, const Submission *submission, SubmissionShown *ret) MUST;
/* The whole: with the grains of the frozen version, and what q's principal may do. */
Rc submission_shown(Req *q, const Submission *submission, SubmissionShown *ret) MUST;

typedef struct {
    ListOf(SubmissionShown) items;
    bool has_next_cursor;
    Str next_cursor;
    int64_t total;
} SubmissionList;
extern const Shape submission_list_shape;

/* `open` is what waits for a decision. */
typedef struct {
    bool has_state, has_module_id, has_cursor, has_limit;
    int state;
    Id module_id;
    Str cursor;
    int64_t limit;
} SubmissionListQuery;
extern const Shape submission_list_query_shape;
int submission_query_state(const SubmissionListQuery *query); /* SubmissionState, −1 = any */

typedef struct {
    bool has_message;
    Str message;
} SubmissionRequest;
extern const Shape submission_request_shape;

typedef struct {
    int decision; /* approve, return, refuse */
    Str hash, comment;
    bool has_comment;
} DecisionRequest;
extern const Shape decision_shape;
SubmissionState decision_state(const DecisionRequest *decision);

typedef struct {
    Id module_version_id;
    int64_t number, created_ms, decided_ms;
    Str hash, decision_comment;
    bool has_submission_id, has_state, has_submitted_by, has_decided_by, has_decided_ms;
    Id submission_id;
    int state; /* of its last submission */
    ReviewPerson submitted_by, decided_by;
} ReviewVersion;

typedef struct {
    int state; /* ReviewState */
    bool edited, four_eyes, has_submission;
    SubmissionShown submission; /* the last one, as a row */
    ListOf(ReviewVersion) versions;
} ReviewShown;
extern const Shape review_shape;
/* All but four_eyes. ERR_MISSING: no such module, or deleted. */
Rc review_shown(Ctx *cx, Db *space, const Id *module, ReviewShown *ret) MUST;

typedef struct {
    Id module_version_id;
    int64_t number, approved_ms;
} DifferenceAgainst;
typedef struct {
    Id grain_id;
    Str title;
    int change; /* ChangeKind */
    ListOf(ElementChange) elements;
    int64_t omitted;
} GrainDifference;
typedef struct {
    bool has_against;
    DifferenceAgainst against;
    ListOf(GrainDifference) grains;
} DifferenceShown;
extern const Shape difference_shape;

#endif
