/* Figures with names, as structs with their shapes: for viewers who hold measure.read_named, and audited. */
#ifndef DOMAINS_MEASURE_MEASURE_LEARNER_H
#define DOMAINS_MEASURE_MEASURE_LEARNER_H

#include "domains/grain/grain.h"

enum {
    MEASURE_NAME_MAX = 300,
    MEASURE_GRAINS_MAX = 100, /* grains of all versions together */
    MEASURE_VERSIONS_MAX = 200,
    MEASURE_SECONDS_MAX = GRAIN_FILM_MS_MAX / 1000,
    MEASURE_LEARNERS_MAX = 200,
    MEASURE_ATTEMPTS_MAX = 1000,
    MEASURE_ANSWERS_MAX = 20000
};

typedef enum {
    MEASURE_BY_NAME,
    MEASURE_BY_PROGRESS,
    MEASURE_BY_SCORE,
    MEASURE_BY_WATCHED,
    MEASURE_BY_FIRST,
    MEASURE_BY_FINISHED,
    MEASURE_BY_LAST,
    MEASURE_SORT_COUNT
} MeasureSort;

typedef struct {
    Id id;
    Str name; /* empty: erased */
} MeasurePerson;
typedef struct {
    Id id;
    Str title;
} MeasureNamed;

/* Of the whole registration: state, score and success are those of the best attempt, finished_ms of the first one that
 * was completed; progress is that of the present attempt. What the filter narrows: watched_ms (film time played, as the
 * stretches tell it and not the seconds, repeats included), first_ms and last_ms (of the first and last statement).
 * late: not finished at due_ms. */
typedef struct {
    Id registration_id;
    MeasurePerson person;
    MeasureNamed distribution;
    int64_t version_number, attempt, attempts;
    int state; /* LearningState */
    double progress;
    bool has_score_percent, has_success, success, has_first_ms, has_finished_ms, has_last_ms, has_due_ms, late,
        withdrawn;
    int64_t score_percent, watched_ms, first_ms, finished_ms, last_ms, due_ms;
} MeasureLearner;
typedef struct {
    ListOf(MeasureLearner) items;
    bool has_next_cursor;
    Str next_cursor;
    int64_t total;
} MeasureLearnerList;

/* One attempt as play scores it. */
typedef struct {
    int64_t attempt, version_number;
    int state; /* LearningState */
    double progress;
    bool has_score_percent, has_success, success, has_first_ms, has_finished_ms;
    int64_t score_percent, first_ms, finished_ms;
} MeasureAttempt;

/* [start_ms, end_ms) of the film, whole seconds but for the last. */
typedef struct {
    int64_t start_ms, end_ms;
} MeasureSpan;

/* Every answer that was given, in its version. `nth`: 1 = the one that counts for the attempt. */
typedef struct {
    Id question_id;
    Str quiz_title, prompt;
    ListOf(Id) choice_ids;
    ListOf(Str) choices; /* their texts */
    bool correct;
    int64_t points, points_max, at_ms, answered_ms, latency_ms, version_number, attempt, nth;
} MeasureAnswer;

typedef struct {
    Id target_id;
    Str label;
    int64_t shown, opened, dwell_ms; /* times; all dwelling together */
} MeasureTargetUse;

typedef struct {
    Id grain_id;
    Str title;
    int64_t duration_ms, watched_ms;
    ListOf(MeasureSpan) spans;     /* watched at least once */
    ListOf(int64_t) views;         /* of each second: how often it was played */
    ListOf(MeasureAnswer) answers; /* in order of time */
    ListOf(MeasureTargetUse) targets;
} MeasureLearnerGrain;

typedef struct {
    MeasureLearner learner;
    ListOf(MeasureAttempt) attempts;
    ListOf(MeasureLearnerGrain) grains;
} MeasureLearnerDetail;

extern const Shape measure_learner_list_shape, measure_learner_detail_shape;
extern const char *const measure_sort_names[];

#endif
