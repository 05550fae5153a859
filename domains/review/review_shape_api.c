/* Shapes of submissions, decisions and the history of a module. */
#include "domains/review/review_shape_api.h"

#include "domains/account/account.h"
#include "kernel/http/cursor.h"
#include "kernel/json/member.h"

enum { NAME_MAX = 2 * PERSON_NAME_MAX + 1, ADDRESS_MAX = 1000, HASH_LENGTH = 64, CODE_MAX = 60 };

/* Of a query: the states of a submission, with the word of the queue for the first. */
static const char *const queue_names[] = {"open", "submitted", "approved", "returned", "refused", "withdrawn", NULL};
static const char *const decision_names[] = {"approve", "return", "refuse", NULL};
static const SubmissionState decision_states[] = {SUBMISSION_APPROVED, SUBMISSION_RETURNED, SUBMISSION_REFUSED};

static const Member person_members[] = {
    MEMBER_ID(ReviewPerson, id, "Stable identity"),
    MEMBER_TEXT(ReviewPerson, name, TEXT_LINE, 0, NAME_MAX, "First and last name; empty when unknown"),
};
SHAPE(review_person_shape, "ReviewPerson", ReviewPerson, person_members, "Who did something");

static const Member grain_members[] = {
    MEMBER_ID(SubmissionGrain, grain_id, "The grain"),
    MEMBER_ID(SubmissionGrain, grain_version_id, "Its frozen version"),
    MEMBER_TEXT(SubmissionGrain, title, TEXT_LINE, 0, GRAIN_TITLE_MAX, "As frozen"),
    MEMBER_INT(SubmissionGrain, duration_ms, 0, INT64_MAX, "Of its film; 0: not known"),
    OPTIONAL(SubmissionGrain, poster_url, MEMBER_KIND_TEXT, .text = TEXT_LINE, .min = 1, .max = ADDRESS_MAX,
             .doc = "Picture of the film; good for an hour"),
};
static SHAPE(grain_row_shape, "SubmissionGrain", SubmissionGrain, grain_members, "A grain of a submission, as frozen");

static const Member may_members[] = {
    MEMBER_BOOL(SubmissionMay, approve, "Approve it"),
    {.name = "return",
     .kind = MEMBER_KIND_BOOL,
     .at = offsetof(SubmissionMay, return_),
     .has_at = MEMBER_NO_HAS,
     .doc = "Ask for corrections"},
    MEMBER_BOOL(SubmissionMay, refuse, "Refuse it"),
    MEMBER_BOOL(SubmissionMay, withdraw, "Take it back"),
    MEMBER_BOOL(SubmissionMay, comment, "Comment on it"),
};
static SHAPE(may_shape, "SubmissionMay", SubmissionMay, may_members, "What the asking person may do now");

#define ROW_MEMBERS                                                                                                 \
    MEMBER_ID(SubmissionShown, id, "Stable identity"), MEMBER_ID(SubmissionShown, module_id, "What was submitted"), \
        MEMBER_ID(SubmissionShown, module_version_id, "Its frozen version"),                                        \
        MEMBER_INT(SubmissionShown, version_number, 1, INT64_MAX, "Number of that version within the module"),      \
        MEMBER_TEXT(SubmissionShown, title, TEXT_LINE, 1, MODULE_TITLE_MAX, "As frozen"),                           \
        MEMBER_TEXT(SubmissionShown, hash, TEXT_TOKEN, HASH_LENGTH, HASH_LENGTH,                                    \
                    "SHA-256 of the frozen content: what a decision is bound to"),                                  \
        MEMBER_ENUM(SubmissionShown, state, submission_state_names, "What became of it"),                           \
        MEMBER_BOOL(SubmissionShown, edited, "The draft changed since, or is gone"),                                \
        MEMBER_TEXT(SubmissionShown, message, TEXT_BLOCK, 0, REVIEW_MESSAGE_MAX, "From who submitted it"),          \
        MEMBER_OBJECT(SubmissionShown, submitted_by, review_person_shape, "Who"),                                   \
        MEMBER_TIME(SubmissionShown, submitted_ms, "When"),                                                         \
        OPTIONAL(SubmissionShown, decided_by, MEMBER_KIND_OBJECT, .of = &review_person_shape,                       \
                 .doc = "Who decided or withdrew it"),                                                              \
        OPTIONAL(SubmissionShown, decided_ms, MEMBER_KIND_INT, .max = INT64_MAX, .doc = "When"),                    \
        MEMBER_TEXT(SubmissionShown, decision_comment, TEXT_BLOCK, 0, REVIEW_MESSAGE_MAX, "From who decided"),      \
        MEMBER_INT(SubmissionShown, comment_count, 0, INT64_MAX, "Comments, replies too"),                          \
        MEMBER_INT(SubmissionShown, open_comment_count, 0, INT64_MAX, "Threads that are not resolved"),             \
        MEMBER_INT(SubmissionShown, version, 1, INT64_MAX, "Rises with its state")

static const Member row_members[] = {ROW_MEMBERS};
SHAPE(submission_row_shape, "SubmissionRow", SubmissionShown, row_members, "A submission in a list");

static const Member submission_members[] = {
    ROW_MEMBERS,
    MEMBER_LIST(SubmissionShown, grains, grain_row_shape, MODULE_GRAINS_MAX, "Grains of the frozen version in order"),
    MEMBER_OBJECT(SubmissionShown, may, may_shape, "What the asking person may do now"),
    OPTIONAL(SubmissionShown, why_not, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CODE_MAX,
             .doc = "Code of what an approval would be refused with"),
};
SHAPE(submission_shape, "Submission", SubmissionShown, submission_members, "A module handed in to be approved");

static const Member list_members[] = {
    MEMBER_LIST(SubmissionList, items, submission_row_shape, REVIEW_LIST_MAX, "Newest first"),
    NULLABLE(SubmissionList, next_cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_TEXT_MAX,
             .doc = "For the next page; null on the last one"),
    MEMBER_INT(SubmissionList, total, 0, INT64_MAX, "Submissions that match"),
};
SHAPE(submission_list_shape, "SubmissionList", SubmissionList, list_members, "A page of submissions");

static const Member list_query_members[] = {
    OPTIONAL(SubmissionListQuery, state, MEMBER_KIND_ENUM, .names = queue_names, .doc = "Only these; open: submitted"),
    OPTIONAL(SubmissionListQuery, module_id, MEMBER_KIND_ID, .doc = "Of this module"),
    OPTIONAL(SubmissionListQuery, cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_TEXT_MAX,
             .doc = "next_cursor of the page before"),
    OPTIONAL(SubmissionListQuery, limit, MEMBER_KIND_INT, .min = 1, .max = REVIEW_LIST_MAX, .doc = "Rows of a page"),
};
SHAPE(submission_list_query_shape, NULL, SubmissionListQuery, list_query_members, "Which submissions");

int submission_query_state(const SubmissionListQuery *query)
{
    if (!query->has_state)
        return -1;
    return query->state == 0 ? (int)SUBMISSION_SUBMITTED : query->state - 1;
}

static const Member request_members[] = {
    OPTIONAL(SubmissionRequest, message, MEMBER_KIND_TEXT, .text = TEXT_BLOCK, .max = REVIEW_MESSAGE_MAX,
             .doc = "To who looks at it"),
};
SHAPE(submission_request_shape, "SubmissionSpec", SubmissionRequest, request_members, "A module to hand in");

static const Member decision_members[] = {
    MEMBER_ENUM(DecisionRequest, decision, decision_names, "Approve it, ask for corrections, or refuse it"),
    MEMBER_TEXT(DecisionRequest, hash, TEXT_TOKEN, HASH_LENGTH, HASH_LENGTH, "Of the content that was looked at"),
    OPTIONAL(DecisionRequest, comment, MEMBER_KIND_TEXT, .text = TEXT_BLOCK, .max = REVIEW_MESSAGE_MAX,
             .doc = "The reason; required unless it is approved"),
};
SHAPE(decision_shape, "ReviewDecision", DecisionRequest, decision_members, "What becomes of a submission");

SubmissionState decision_state(const DecisionRequest *decision)
{
    return decision_states[decision->decision];
}

static const Member version_members[] = {
    MEMBER_ID(ReviewVersion, module_version_id, "Stable identity"),
    MEMBER_INT(ReviewVersion, number, 1, INT64_MAX, "Within the module"),
    MEMBER_TEXT(ReviewVersion, hash, TEXT_TOKEN, HASH_LENGTH, HASH_LENGTH, "SHA-256 of its content"),
    MEMBER_TIME(ReviewVersion, created_ms, "When it was frozen"),
    OPTIONAL(ReviewVersion, submission_id, MEMBER_KIND_ID, .doc = "Its last submission; absent: never submitted"),
    OPTIONAL(ReviewVersion, state, MEMBER_KIND_ENUM, .names = submission_state_names, .doc = "What became of that"),
    OPTIONAL(ReviewVersion, submitted_by, MEMBER_KIND_OBJECT, .of = &review_person_shape, .doc = "Who submitted it"),
    OPTIONAL(ReviewVersion, decided_by, MEMBER_KIND_OBJECT, .of = &review_person_shape, .doc = "Who decided"),
    OPTIONAL(ReviewVersion, decided_ms, MEMBER_KIND_INT, .max = INT64_MAX, .doc = "When"),
    MEMBER_TEXT(ReviewVersion, decision_comment, TEXT_BLOCK, 0, REVIEW_MESSAGE_MAX, "From who decided"),
};
static SHAPE(version_shape, "ReviewVersion", ReviewVersion, version_members, "A frozen version in a module's history");

static const Member review_members[] = {
    MEMBER_ENUM(ReviewShown, state, review_state_names, "Of the draft as it stands"),
    MEMBER_BOOL(ReviewShown, edited, "It changed since its last submission"),
    OPTIONAL(ReviewShown, submission, MEMBER_KIND_OBJECT, .of = &submission_row_shape, .doc = "The last one"),
    MEMBER_LIST(ReviewShown, versions, version_shape, REVIEW_LIST_MAX, "Newest first; the newest 200 of them"),
    MEMBER_BOOL(ReviewShown, four_eyes, "Who submitted or owns it may not approve it"),
};
SHAPE(review_shape, "Review", ReviewShown, review_members, "How far the approval of a module is");
