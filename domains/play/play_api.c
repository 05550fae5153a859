/* Routes of playing. Those of the player itself have no session: the launch token says who plays, and in which space.
 */
#include "domains/play/play_api.h"

#include "domains/play/play_request_api.h"
#include "kernel/http/cursor.h"
#include "kernel/json/member.h"

static const Member learning_query_members[] = {
    OPTIONAL(LearningQuery, cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_TEXT_MAX,
             .doc = "next_cursor of the page before"),
    OPTIONAL(LearningQuery, limit, MEMBER_KIND_INT, .min = 1, .max = PLAY_LEARNING_MAX, .doc = "Rows of a page"),
};
static SHAPE(learning_query_shape, NULL, LearningQuery, learning_query_members, "Which page");

static const Member token_members[] = {
    OPTIONAL(LaunchQuery, token, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = PLAY_TOKEN_MAX,
             .doc = "The launch's token"),
};
static SHAPE(token_shape, NULL, LaunchQuery, token_members, "Who asks");

static const Member index_members[] = {
    OPTIONAL(LaunchQuery, token, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = PLAY_TOKEN_MAX,
             .doc = "The launch's token"),
    OPTIONAL(LaunchQuery, grain_id, MEMBER_KIND_ID, .doc = "The grain whose film it is"),
};
static SHAPE(index_shape, NULL, LaunchQuery, index_members, "Who asks, for which film");

static const Member page_members[] = {
    OPTIONAL(PageQuery, grain, MEMBER_KIND_ID,
             .doc = "The grain to play; absent: where the learner goes on, or the one of the address"),
};
static SHAPE(page_shape, NULL, PageQuery, page_members, "What to play");

static const Member statement_item = {
    .kind = MEMBER_KIND_JSON, .has_at = MEMBER_NO_HAS, .max = PLAY_STATEMENT_MAX, .doc = "An xAPI statement"};
static const Member batch_members[] = {
    MEMBER_TEXT(StatementBatch, token, TEXT_TOKEN, 1, PLAY_TOKEN_MAX, "The launch's token"),
    MEMBER_LIST_OF(StatementBatch, statements, statement_item, 0, PLAY_STATEMENTS_MAX,
                   "xAPI statements without actor, authority, stored, version and registration"),
};
static SHAPE(batch_shape, "PlayStatements", StatementBatch, batch_members, "What happened, in order");

ITEM_ID(accepted_item);
static const Member refused_members[] = {
    MEMBER_INT(StatementRefused, index, 0, PLAY_STATEMENTS_MAX - 1, "Its place in the batch, from 0"),
    OPTIONAL(StatementRefused, id, MEMBER_KIND_ID, .doc = "Its identity, when it has a sound one"),
    MEMBER_TEXT(StatementRefused, code, TEXT_TOKEN, 1, 80, "Why: sending it again cannot help"),
};
static SHAPE(refused_shape, "StatementRefused", StatementRefused, refused_members, "A statement that was not stored");
static const Member verdict_members[] = {
    MEMBER_LIST_OF(StatementVerdicts, accepted, accepted_item, 0, PLAY_STATEMENTS_MAX,
                   "Stored durably, now or before: forget them. One in neither list is held: send it again later"),
    MEMBER_LIST(StatementVerdicts, refused, refused_shape, PLAY_STATEMENTS_MAX, "Never stored: forget them too"),
    OPTIONAL(StatementVerdicts, state, MEMBER_KIND_OBJECT, .of = &play_state_shape,
             .doc = "The learner's state after it, in the grain of the last accepted statement"),
};
static SHAPE(verdict_shape, "PlayVerdicts", StatementVerdicts, verdict_members, "What became of each statement");

static const char *const cursor_codes[] = {"http.bad_cursor", NULL};
static const char *const preview_codes[] = {"play.no_film", NULL};
static const char *const closed_codes[] = {"distribution.not_open_yet", "distribution.closed", "distribution.suspended",
                                           "distribution.withdrawn", NULL};
static const char *const attempt_codes[] = {"play.attempt_running",
                                            "distribution.no_attempt_left",
                                            "distribution.not_open_yet",
                                            "distribution.closed",
                                            "distribution.suspended",
                                            "distribution.withdrawn",
                                            NULL};

static const Route routes[] = {
    ROUTE("GET", "/api/v1/learning", learning_get, RIGHT_MODULE_PLAY, "List what this person has to learn",
          .query = &learning_query_shape, .reply = &learning_list_shape, .codes = cursor_codes),
    ROUTE("POST", "/api/v1/learning/{registration_id}/attempts", attempt_post, RIGHT_MODULE_PLAY,
          "Begin the next attempt, when the last one is done", .status = 201, .reply = &learning_item_shape,
          .codes = attempt_codes),
    ROUTE("GET", "/api/v1/grains/{grain_id}/preview", preview_get, RIGHT_GRAIN_EDIT,
          "Read a draft as a player shows it", .reply = &play_document_shape, .codes = preview_codes),
    ROUTE("GET", "/api/v1/submissions/{submission_id}/grains/{grain_id}", review_grain_get, RIGHT_MODULE_SUBMIT,
          "Read a grain of what was submitted as a player shows it", .reply = &play_document_shape),
    ROUTE("GET", "/api/v1/play/{launch_id}/grains/{grain_id}", play_grain_get, RIGHT_PUBLIC,
          "Read another grain of the module that is being played", .query = &token_shape, .reply = &play_document_shape,
          .codes = closed_codes),
    ROUTE("GET", "/api/v1/play/{launch_id}/index", play_index_get, RIGHT_PUBLIC,
          "Read which parts of the film can be played by now", .query = &index_shape, .reply = &media_play_shape,
          .codes = closed_codes),
    ROUTE("POST", "/api/v1/play/{launch_id}/statements", play_statements_post, RIGHT_PUBLIC,
          "Store what happened in the player", .flags = ROUTE_NO_CSRF | ROUTE_TEXT_PLAIN, .body = &batch_shape,
          .reply = &verdict_shape, .codes = closed_codes),
    ROUTE("GET", "/play/{registration_id}", play_page_get, RIGHT_MODULE_PLAY, "The page that plays a module",
          .flags = ROUTE_HTML, .query = &page_shape),
    ROUTE("GET", "/preview/{grain_id}", preview_page_get, RIGHT_GRAIN_EDIT, "The page that plays a draft",
          .flags = ROUTE_HTML),
    ROUTE("GET", "/preview/submissions/{submission_id}/grains/{grain_id}", review_page_get, RIGHT_MODULE_SUBMIT,
          "The page that plays what was submitted", .flags = ROUTE_HTML, .query = &page_shape),
    {0},
};

static const ErrorCode errors[] = {
    {"play.no_film", ERR_REFUSED, "The grain has no film yet"},
    {"play.unknown_statement", ERR_INVALID, "No statement that a player of this space makes"},
    {"play.unknown_element", ERR_MISSING, "The module has no such grain, or the grain no such element"},
    {"play.no_session", ERR_INVALID, "The statement names no launch of this registration"},
    {"play.not_yours", ERR_INVALID, "The statement says what only the server may say"},
    {"play.bad_time", ERR_INVALID, "A time is no number of seconds within a film"},
    {"play.bad_segments", ERR_INVALID, "The segments played are malformed, or too many"},
    {"play.bad_response", ERR_INVALID, "The response names no choices of the question"},
    {"play.attempt_running", ERR_CONFLICT, "The attempt is not done yet"},
    {0},
};

static const NamedEnum enums[] = {
    {"LearningState", learning_state_names}, {"LearningAvailability", learning_availability_names}, {0}};

const Surface play_surface = {"play", routes, errors, enums};
