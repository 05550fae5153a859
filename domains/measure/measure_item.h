/* Figures of one grain, as structs with their shapes: attention by the second, answers, targets. What holds for all of
 * them is said in measure_report.h. */
#ifndef DOMAINS_MEASURE_MEASURE_ITEM_H
#define DOMAINS_MEASURE_MEASURE_ITEM_H

#include "domains/measure/measure_learner.h"

enum { MEASURE_DISCRIMINATION_MIN = 10 }; /* answers below which r says nothing */

typedef enum { MARKER_TARGET, MARKER_QUIZ, MARKER_CHAPTER, MARKER_KIND_COUNT } MarkerKind;
typedef struct {
    Id element_id;
    int kind; /* MarkerKind */
    Str label;
    int64_t start_ms, end_ms; /* alike for what has no length */
    bool has_content_kind;
    int content_kind;       /* of what a target opens: GrainContentKind */
    int64_t version_number; /* the newest that has it */
} MeasureMarker;

/* Second s is [s, s+1) of the film; the last one may be shorter. It was played when half of it or more was.
 * presence: learners who played it at least once. rewatch: plays of it beyond each learner's first, summed. Only plays
 * of versions with the same film count. */
typedef struct {
    ListOf(int64_t) presence, rewatch; /* JSON_NO_NUMBER: hidden */
} MeasureSeconds;
typedef struct {
    Id grain_id, film_media_id;
    int64_t duration_s, duration_ms;
    bool has_viewers, hidden;
    int64_t viewers; /* learners who played some second */
    MeasureSeconds seconds;
    ListOf(MeasureMarker) markers;
} MeasureAttention;

typedef struct {
    Id choice_id;
    Str text;
    bool right, has_count, has_share;
    int64_t count; /* learners whose first answer holds it */
    double share;  /* of the answered */
} MeasureChoice;
typedef struct {
    ListOf(Id) choice_ids; /* in the order of the question */
    bool right, has_count;
    int64_t count;
} MeasureCombination;
typedef struct {
    int64_t version_number;
    bool has_answered, has_right;
    int64_t answered, right; /* of first answers given in that version */
} MeasureQuestionVersion;
typedef enum { QUESTION_TOO_EASY, QUESTION_WEAK, QUESTION_FLAG_COUNT } MeasureQuestionFlag;

/* Each learner's first answer of the first attempt in the filter counts, among versions that ask the same
 * (play_question_hash); `versions` has them all. difficulty: share of right ones, p. discrimination: point-biserial r
 * of right here against the points of the same learners' other first answers in the module; none below
 * MEASURE_DISCRIMINATION_MIN answers or when either does not vary. too_easy: p > 0.95; weak: r < 0.1. */
typedef struct {
    Id question_id;
    Str quiz_title, prompt;
    bool multiple, hidden, has_answered, has_right, has_difficulty, has_discrimination, has_median_latency_ms;
    int64_t at_ms, points, answered, right, median_latency_ms, version_number;
    double difficulty, discrimination;
    ListOf(int) flags;
    ListOf(MeasureChoice) choices;
    ListOf(MeasureCombination) combinations; /* of multiple ones, most frequent first */
    ListOf(MeasureQuestionVersion) versions; /* newest first */
} MeasureQuestion;
typedef struct {
    ListOf(MeasureQuestion) items;
} MeasureQuestionList;

/* shown, opened: learners to whom it was at least once; ignored: shown and never opened. median_dwell_ms: over the
 * learners who closed it, of the mean time that it stayed open. */
typedef struct {
    Id target_id;
    Str label;
    int content_kind; /* as in MeasureMarker */
    bool hidden, has_shown, has_opened, has_ignored, has_median_dwell_ms;
    int64_t start_ms, end_ms, shown, opened, ignored, median_dwell_ms, version_number;
} MeasureTarget;
typedef struct {
    ListOf(MeasureTarget) items;
} MeasureTargetList;

extern const Shape measure_attention_shape, measure_question_list_shape, measure_target_list_shape;
extern const char *const measure_content_names[GRAIN_CONTENT_KIND_COUNT + 1];

#endif
