/* The shapes of play_document.h: they encode the replies and are their schema. */
#include "domains/play/play_document.h"

#include "domains/account/account.h"
#include "domains/play/play_progress.h"
#include "kernel/json/member.h"

enum { CURSOR_MAX = 600 };

const char *const learning_state_names[LEARNING_STATE_COUNT + 1] = {"not_started", "in_progress", "done", NULL};
const char *const learning_availability_names[LEARNING_AVAILABILITY_COUNT + 1] = {"scheduled", "open", "closed",
                                                                                  "suspended", NULL};

ITEM_ID(id_item);

static const Member answer_members[] = {
    MEMBER_ID(PlayAnswer, question_id, "The question"),
    MEMBER_LIST_OF(PlayAnswer, choice_ids, id_item, 0, GRAIN_CHOICES_MAX, "What was chosen"),
    MEMBER_BOOL(PlayAnswer, correct, "All right choices and no other"),
    MEMBER_INT(PlayAnswer, points, 0, INT64_MAX, "What it earned"),
    MEMBER_INT(PlayAnswer, points_max, 0, INT64_MAX, "What there was to earn"),
    MEMBER_BOOL(
        PlayAnswer, to_review,
        "The question has changed since it was answered: choices, verdict and points are of the question of then"),
};
static SHAPE(answer_shape, "PlayAnswer", PlayAnswer, answer_members,
             "The answer that counts: the first one of the attempt");

static const Member state_members[] = {
    MEMBER_INT(PlayGrainState, position_ms, 0, GRAIN_FILM_MS_MAX, "Where the film was left"),
    MEMBER_NUMBER(PlayGrainState, progress, 0, 1, "Share of the film's seconds really watched"),
    MEMBER_TEXT(PlayGrainState, seen, TEXT_LINE, 0, PROGRESS_SPANS_MAX,
                "Those seconds as the xAPI video profile writes them: 0[.]12[,]30[.]45"),
    MEMBER_BOOL(PlayGrainState, completed, "Watched, and every required question answered"),
    MEMBER_LIST(PlayGrainState, answers, answer_shape, PLAY_ANSWERS_MAX, "One for each question answered"),
    MEMBER_LIST_OF(PlayGrainState, opened_ids, id_item, 0, GRAIN_ELEMENTS_MAX, "Targets opened so far"),
};
SHAPE(play_state_shape, "GrainState", PlayGrainState, state_members, "What the server knows of a learner in one grain");

static const Member outline_members[] = {
    MEMBER_ID(PlayOutlineEntry, grain_id, "The grain"),
    MEMBER_TEXT(PlayOutlineEntry, title, TEXT_LINE, 0, GRAIN_TITLE_MAX, "As frozen"),
    MEMBER_INT(PlayOutlineEntry, duration_ms, 0, GRAIN_FILM_MS_MAX, "Length of its film"),
    OPTIONAL(PlayOutlineEntry, poster_url, MEMBER_KIND_TEXT, .text = TEXT_LINE, .min = 1, .max = PLAY_URL_MAX,
             .doc = "A picture of its film; absent while there is none"),
    MEMBER_NUMBER(PlayOutlineEntry, progress, 0, 1, "Share of the film's seconds really watched"),
    MEMBER_BOOL(PlayOutlineEntry, completed, "Watched, and every required question answered"),
};
static SHAPE(outline_shape, "OutlineEntry", PlayOutlineEntry, outline_members, "One grain of the module");

static const Member launch_members[] = {
    MEMBER_ID(PlayLaunchShown, id, "The launch: session-id of its statements"),
    MEMBER_TEXT(PlayLaunchShown, token, TEXT_TOKEN, 1, PLAY_TOKEN_MAX, "Proves it; goes with every call of the player"),
    MEMBER_ID(PlayLaunchShown, registration_id, "One person and one distribution"),
    MEMBER_INT(PlayLaunchShown, attempt, 1, INT64_MAX, "Which attempt of that person it is"),
};
static SHAPE(launch_shape, "PlayLaunch", PlayLaunchShown, launch_members, "Who plays what");

static const Member document_members[] = {
    OPTIONAL(PlayDocument, launch, MEMBER_KIND_OBJECT, .of = &launch_shape,
             .doc = "Absent in a preview: nothing is sent, nothing is kept"),
    OPTIONAL(PlayDocument, submission_id, MEMBER_KIND_ID,
             .doc = "In a preview of what was submitted: the submission, where its other grains are asked for"),
    MEMBER_ENUM(PlayDocument, language, language_names, "Of the player's own words"),
    MEMBER_TEXT(PlayDocument, activity_base, TEXT_LINE, 1, PLAY_URL_MAX, "Where the activities of this space live"),
    MEMBER_TEXT(PlayDocument, home_url, TEXT_LINE, 1, PLAY_URL_MAX, "Where leaving goes"),
    MEMBER_TEXT(PlayDocument, module_title, TEXT_LINE, 0, MODULE_TITLE_MAX, "As frozen"),
    MEMBER_LIST(PlayDocument, outline, outline_shape, MODULE_GRAINS_MAX, "The grains of the module in order"),
    MEMBER_ID(PlayDocument, grain_id, "The grain to play"),
    MEMBER_OBJECT(PlayDocument, document, grain_document_shape, "What was authored"),
    MEMBER_OBJECT(PlayDocument, film, media_play_shape, "Its film"),
    MEMBER_LIST(PlayDocument, media, media_play_shape, PLAY_MEDIA_MAX, "Every other media that the contents name"),
    MEMBER_OBJECT(PlayDocument, state, play_state_shape, "What the learner did so far"),
};
SHAPE(play_document_shape, "PlayDocument", PlayDocument, document_members, "All that a player needs of one grain");

static const Member resume_members[] = {
    MEMBER_ID(LearningResume, grain_id, "The grain"),
    MEMBER_TEXT(LearningResume, title, TEXT_LINE, 0, GRAIN_TITLE_MAX, "Its title"),
    MEMBER_INT(LearningResume, position_ms, 0, GRAIN_FILM_MS_MAX, "Where its film was left"),
};
static SHAPE(resume_shape, "LearningResume", LearningResume, resume_members, "Where to go on");

static const Member item_members[] = {
    MEMBER_ID(LearningItem, registration_id, "One person and one distribution"),
    MEMBER_TEXT(LearningItem, title, TEXT_LINE, 0, MODULE_TITLE_MAX, "Of the module, as frozen"),
    OPTIONAL(LearningItem, poster_url, MEMBER_KIND_TEXT, .text = TEXT_LINE, .min = 1, .max = PLAY_URL_MAX,
             .doc = "A picture of the film to go on with, or of the first"),
    MEMBER_INT(LearningItem, grain_count, 1, MODULE_GRAINS_MAX, "Grains of the module"),
    MEMBER_INT(LearningItem, duration_ms, 0, MODULE_GRAINS_MAX *(int64_t)GRAIN_FILM_MS_MAX, "Of all films together"),
    MEMBER_NUMBER(LearningItem, progress, 0, 1, "Share of all films' seconds really watched"),
    MEMBER_ENUM(LearningItem, state, learning_state_names, "Of the present attempt; done: every grain is completed"),
    OPTIONAL(LearningItem, score_percent, MEMBER_KIND_INT, .min = 0, .max = 100,
             .doc = "Of the best completed attempt, when there were points to earn"),
    OPTIONAL(LearningItem, success, MEMBER_KIND_BOOL, .doc = "Of that attempt, when a mark is asked for"),
    OPTIONAL(LearningItem, resume, MEMBER_KIND_OBJECT, .of = &resume_shape, .doc = "When in progress"),
    OPTIONAL(LearningItem, last_ms, MEMBER_KIND_INT, .min = 0, .max = INT64_MAX,
             .doc = "When something was last done; absent before"),
    OPTIONAL(LearningItem, due_ms, MEMBER_KIND_INT, .min = 0, .max = INT64_MAX, .doc = "When it should be done"),
    OPTIONAL(LearningItem, opens_ms, MEMBER_KIND_INT, .min = 0, .max = INT64_MAX, .doc = "From when on it is open"),
    OPTIONAL(LearningItem, closes_ms, MEMBER_KIND_INT, .min = 0, .max = INT64_MAX, .doc = "Until when"),
    MEMBER_ENUM(LearningItem, availability, learning_availability_names, "Whether it may be played now"),
    MEMBER_INT(LearningItem, attempt, 1, INT64_MAX, "The present attempt"),
    OPTIONAL(LearningItem, attempts_left, MEMBER_KIND_INT, .min = 0, .max = INT64_MAX,
             .doc = "Attempts after the present one; absent: as many as one likes"),
    MEMBER_INT(LearningItem, version_number, 1, INT64_MAX, "Of the module's versions, the one that is played"),
};
SHAPE(learning_item_shape, "LearningItem", LearningItem, item_members, "A module handed to this person");

static const Member list_members[] = {
    MEMBER_LIST(LearningList, items, learning_item_shape, PLAY_LEARNING_MAX, "Newest first"),
    NULLABLE(LearningList, next_cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_MAX,
             .doc = "For the next page; null on the last one"),
    MEMBER_INT(LearningList, total, 0, INT64_MAX, "Modules handed to this person"),
};
SHAPE(learning_list_shape, "LearningList", LearningList, list_members, "A page of what there is to learn");
