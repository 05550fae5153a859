/* Shapes of figures with names; what each means is said in measure_learner.h. */
#include "domains/measure/measure_learner.h"

#include "domains/measure/measure_shape.h"
#include "domains/play/play.h"

enum { CURSOR_MAX = 600, PROMPT_MAX = 1000, PERCENT = 100 };
#define FILM_TIME(S, m, sentence) MEMBER_INT(S, m, 0, GRAIN_FILM_MS_MAX, sentence)
#define WHEN(S, m, sentence) OPTIONAL(S, m, MEMBER_KIND_INT, .min = 0, .max = INT64_MAX, .doc = sentence)
#define SCORE(S)                                                                                        \
    OPTIONAL(S, score_percent, MEMBER_KIND_INT, .min = 0, .max = PERCENT, .doc = "Points in per cent"), \
        OPTIONAL(S, success, MEMBER_KIND_BOOL, .doc = "The mark was reached; absent: none is asked for yet")
#define VERSION(S, sentence) MEMBER_INT(S, version_number, 1, INT64_MAX, sentence)

const char *const measure_sort_names[MEASURE_SORT_COUNT + 1] = {"name",     "progress",    "score",  "watched_ms",
                                                                "first_ms", "finished_ms", "last_ms"};

static const Member person_members[] = {
    MEMBER_ID(MeasurePerson, id, "Who"),
    MEMBER_TEXT(MeasurePerson, name, TEXT_LINE, 0, MEASURE_NAME_MAX, "First and last name; empty: erased"),
};
static SHAPE(who_shape, "MeasuredPerson", MeasurePerson, person_members, "A person");

static const Member named_members[] = {
    MEMBER_ID(MeasureNamed, id, "Which"),
    MEMBER_TEXT(MeasureNamed, title, TEXT_LINE, 0, MEASURE_NAME_MAX, "Its title"),
};
static SHAPE(named_shape, "MeasuredDistribution", MeasureNamed, named_members, "A distribution");

static const Member learner_members[] = {
    MEMBER_ID(MeasureLearner, registration_id, "One person in one distribution"),
    MEMBER_OBJECT(MeasureLearner, person, who_shape, "Who"),
    MEMBER_OBJECT(MeasureLearner, distribution, named_shape, "In which distribution"),
    VERSION(MeasureLearner, "Of the present attempt"),
    MEMBER_INT(MeasureLearner, attempt, 1, INT64_MAX, "The present one"),
    MEMBER_INT(MeasureLearner, attempts, 0, INT64_MAX, "Of which something was stored"),
    MEMBER_ENUM(MeasureLearner, state, learning_state_names, "Of the attempt that is furthest"),
    MEMBER_NUMBER(MeasureLearner, progress, 0, 1, "Share of all films watched in the present attempt"),
    SCORE(MeasureLearner),
    MEMBER_INT(MeasureLearner, watched_ms, 0, INT64_MAX, "Film time played in the filter, repeats included"),
    WHEN(MeasureLearner, first_ms, "First statement in the filter"),
    WHEN(MeasureLearner, last_ms, "Last statement in the filter"),
    WHEN(MeasureLearner, finished_ms, "When the first attempt was completed"),
    WHEN(MeasureLearner, due_ms, "Until when it should be"),
    MEMBER_BOOL(MeasureLearner, late, "Not finished when it was due"),
    MEMBER_BOOL(MeasureLearner, withdrawn, "Has no access any more"),
};
static SHAPE(learner_shape, "MeasuredLearner", MeasureLearner, learner_members, "How far one learner is");

static const Member list_members[] = {
    MEMBER_LIST(MeasureLearnerList, items, learner_shape, MEASURE_LEARNERS_MAX, "In the order asked for"),
    NULLABLE(MeasureLearnerList, next_cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_MAX,
             .doc = "For the next page; null on the last one"),
    MEMBER_INT(MeasureLearnerList, total, 0, INT64_MAX, "Learners that match"),
};
SHAPE(measure_learner_list_shape, "MeasuredLearnerList", MeasureLearnerList, list_members, "A page of learners");

static const Member attempt_members[] = {
    MEMBER_INT(MeasureAttempt, attempt, 1, INT64_MAX, "1, 2, …"),
    VERSION(MeasureAttempt, "In which it is scored"),
    MEMBER_ENUM(MeasureAttempt, state, learning_state_names, "How far it is"),
    MEMBER_NUMBER(MeasureAttempt, progress, 0, 1, "Share of all films watched"),
    SCORE(MeasureAttempt),
    WHEN(MeasureAttempt, first_ms, "When it began"),
    WHEN(MeasureAttempt, finished_ms, "When it was completed"),
};
static SHAPE(attempt_shape, NULL, MeasureAttempt, attempt_members, "One attempt");

static const Member span_members[] = {
    FILM_TIME(MeasureSpan, start_ms, "From, in the film"),
    FILM_TIME(MeasureSpan, end_ms, "Up to, in the film"),
};
static SHAPE(span_shape, NULL, MeasureSpan, span_members, "A stretch of film");

ITEM_ID(choice_item);
ITEM_TEXT(text_item, TEXT_LINE, 0, MEASURE_NAME_MAX * 2);
static const Member answer_members[] = {
    MEMBER_ID(MeasureAnswer, question_id, "Within the grain"),
    MEMBER_TEXT(MeasureAnswer, quiz_title, TEXT_LINE, 0, MEASURE_NAME_MAX, "Of the quiz it is in"),
    MEMBER_TEXT(MeasureAnswer, prompt, TEXT_BLOCK, 0, PROMPT_MAX, "What was asked, in that version"),
    FILM_TIME(MeasureAnswer, at_ms, "When in the film, in that version"),
    MEMBER_LIST_OF(MeasureAnswer, choice_ids, choice_item, 0, GRAIN_CHOICES_MAX, "What was chosen"),
    MEMBER_LIST_OF(MeasureAnswer, choices, text_item, 0, GRAIN_CHOICES_MAX, "Their texts, in that version"),
    MEMBER_BOOL(MeasureAnswer, correct, "By the key of that version"),
    MEMBER_INT(MeasureAnswer, points, 0, INT64_MAX, "Earned"),
    MEMBER_INT(MeasureAnswer, points_max, 0, INT64_MAX, "That could be earned"),
    MEMBER_TIME(MeasureAnswer, answered_ms, "When"),
    MEMBER_TIME(MeasureAnswer, latency_ms, "From shown to answered"),
    VERSION(MeasureAnswer, "In which it was given"),
    MEMBER_INT(MeasureAnswer, attempt, 1, INT64_MAX, "In which attempt"),
    MEMBER_INT(MeasureAnswer, nth, 1, INT64_MAX, "1: the one that counts for the attempt"),
};
static SHAPE(answer_shape, "MeasuredAnswer", MeasureAnswer, answer_members, "One answer that was given");

static const Member target_members[] = {
    MEMBER_ID(MeasureTargetUse, target_id, "Within the grain"),
    MEMBER_TEXT(MeasureTargetUse, label, TEXT_LINE, 0, MEASURE_NAME_MAX, "In the newest version that has it"),
    MEMBER_INT(MeasureTargetUse, shown, 0, INT64_MAX, "How often"),
    MEMBER_INT(MeasureTargetUse, opened, 0, INT64_MAX, "How often"),
    MEMBER_INT(MeasureTargetUse, dwell_ms, 0, INT64_MAX, "How long it stayed open in all"),
};
static SHAPE(target_shape, NULL, MeasureTargetUse, target_members, "What a learner did with a target");

static const Member view_item = {.kind = MEMBER_KIND_INT, .has_at = MEMBER_NO_HAS, .min = 0, .max = INT64_MAX};
static const Member grain_members[] = {
    MEMBER_ID(MeasureLearnerGrain, grain_id, "The grain"),
    MEMBER_TEXT(MeasureLearnerGrain, title, TEXT_LINE, 0, MEASURE_NAME_MAX, "In the newest version that has it"),
    FILM_TIME(MeasureLearnerGrain, duration_ms, "Of its film; 0: not known"),
    MEMBER_INT(MeasureLearnerGrain, watched_ms, 0, INT64_MAX, "Film time played, repeats included"),
    MEMBER_LIST(MeasureLearnerGrain, spans, span_shape, MEASURE_SECONDS_MAX, "Watched at least once"),
    MEMBER_LIST_OF(MeasureLearnerGrain, views, view_item, 0, MEASURE_SECONDS_MAX, "Of each second: how often played"),
    MEMBER_LIST(MeasureLearnerGrain, answers, answer_shape, MEASURE_ANSWERS_MAX, "In order of time"),
    MEMBER_LIST(MeasureLearnerGrain, targets, target_shape, GRAIN_ELEMENTS_MAX, "Those that were shown or opened"),
};
static SHAPE(learner_grain_shape, NULL, MeasureLearnerGrain, grain_members, "A learner in one grain");

static const Member detail_members[] = {
    MEMBER_OBJECT(MeasureLearnerDetail, learner, learner_shape, "As in the list"),
    MEMBER_LIST(MeasureLearnerDetail, attempts, attempt_shape, MEASURE_ATTEMPTS_MAX, "In order"),
    MEMBER_LIST(MeasureLearnerDetail, grains, learner_grain_shape, MEASURE_GRAINS_MAX, "In order; removed ones last"),
};
SHAPE(measure_learner_detail_shape, "MeasuredLearnerDetail", MeasureLearnerDetail, detail_members,
      "All that is known of one learner in a module");
