/* What the play screens read, as structs with their shapes: the document of one grain, a learner's state in it, the
 * list of what there is to learn. The browser's side of it: player/core/document.ts. */
#ifndef DOMAINS_PLAY_PLAY_DOCUMENT_H
#define DOMAINS_PLAY_PLAY_DOCUMENT_H

#include "domains/grain/grain.h"
#include "domains/media/media.h"
#include "domains/module/module.h"

enum {
    PLAY_TOKEN_MAX = 120,
    PLAY_URL_MAX = 2000,
    PLAY_MEDIA_MAX = GRAIN_ELEMENTS_MAX,
    PLAY_ANSWERS_MAX = GRAIN_ELEMENTS_MAX * GRAIN_QUESTIONS_MAX,
    PLAY_STATEMENTS_MAX = 200,
    PLAY_STATEMENT_MAX = 60 << 10, /* of one statement as it comes in; xapi has its own, smaller one */
    PLAY_LEARNING_MAX = 200
};

/* The answer that counts: the first one of the attempt. */
typedef struct {
    Id question_id;
    ListOf(Id) choice_ids;
    bool correct;
    int64_t points, points_max;
    bool to_review; /* the question has changed since: all this is of the question of then */
} PlayAnswer;

typedef struct {
    int64_t position_ms;
    double progress; /* share of the film's seconds really watched */
    Str seen;        /* those seconds: progress_spans */
    bool completed;
    ListOf(PlayAnswer) answers;
    ListOf(Id) opened_ids;
} PlayGrainState;

typedef struct {
    Id grain_id;
    Str title;
    int64_t duration_ms;
    bool has_poster_url;
    Str poster_url;
    double progress;
    bool completed;
} PlayOutlineEntry;

typedef struct {
    Id id;
    Str token;
    Id registration_id;
    int64_t attempt;
} PlayLaunchShown;

typedef struct {
    bool has_launch; /* none in a preview: nothing is sent, nothing is kept */
    PlayLaunchShown launch;
    bool has_submission_id; /* a preview of what was submitted: where its other grains are asked for */
    Id submission_id;
    int language; /* of language_names */
    Str activity_base, home_url, module_title;
    ListOf(PlayOutlineEntry) outline;
    Id grain_id;
    GrainDocument document;
    MediaPlay film;
    ListOf(MediaPlay) media;
    PlayGrainState state;
} PlayDocument;

extern const Shape play_document_shape, play_state_shape;

/* What a learner finds at home. */
typedef enum { LEARNING_NOT_STARTED, LEARNING_IN_PROGRESS, LEARNING_DONE, LEARNING_STATE_COUNT } LearningState;
extern const char *const learning_state_names[LEARNING_STATE_COUNT + 1];

/* Whether it may be played now: DistributionState as far as learners see it. */
typedef enum {
    LEARNING_SCHEDULED,
    LEARNING_OPEN,
    LEARNING_CLOSED,
    LEARNING_SUSPENDED,
    LEARNING_AVAILABILITY_COUNT
} LearningAvailability;
extern const char *const learning_availability_names[LEARNING_AVAILABILITY_COUNT + 1];

typedef struct {
    Id grain_id;
    Str title;
    int64_t position_ms;
} LearningResume;

typedef struct {
    Id registration_id;
    Str title;
    bool has_poster_url, has_score_percent, has_success, has_resume, has_last_ms;
    Str poster_url;
    int64_t grain_count, duration_ms;
    double progress;
    int state; /* LearningState */
    int64_t score_percent;
    bool success;
    LearningResume resume;
    int64_t last_ms;
    bool has_due_ms, has_opens_ms, has_closes_ms, has_attempts_left;
    int64_t due_ms, opens_ms, closes_ms;
    int availability; /* LearningAvailability */
    int64_t attempt, attempts_left, version_number;
} LearningItem;

extern const Shape learning_list_shape, learning_item_shape;
typedef struct {
    ListOf(LearningItem) items;
    bool has_next_cursor;
    Str next_cursor;
    int64_t total;
} LearningList;

#endif
