/* Shapes of the figures; what each means is said in measure_report.h. */
#include "domains/measure/measure_shape.h"

#include "domains/distribution/distribution.h"
#include "domains/measure/measure_report.h"

enum { ADDRESS_MAX = 1000, CURSOR_MAX = 600, PEOPLE = INT32_MAX, PROMPT_MAX = 1000 };
#define TITLE(S, sentence) MEMBER_TEXT(S, title, TEXT_LINE, 0, MEASURE_NAME_MAX, sentence)
#define LABEL(S, sentence) MEMBER_TEXT(S, label, TEXT_LINE, 0, MEASURE_NAME_MAX, sentence)
#define POSTER(S)                                                                              \
    OPTIONAL(S, poster_url, MEMBER_KIND_TEXT, .text = TEXT_LINE, .min = 1, .max = ADDRESS_MAX, \
             .doc = "Picture of the film; good for an hour")
#define FILM_TIME(S, m, sentence) MEMBER_INT(S, m, 0, GRAIN_FILM_MS_MAX, sentence)

/* MeasureCounts lies in its struct, its members beside the others in the JSON. */
#define COUNT(S, m, high, sentence)                                                                 \
    {                                                                                               \
        .name = #m, .kind = MEMBER_KIND_INT, .flags = MEMBER_NULLABLE, .at = offsetof(S, counts.m), \
        .has_at = offsetof(S, counts.has_##m), .min = 0, .max = high, .doc = sentence               \
    }
#define COUNTS(S)                                                                                              \
    COUNT(S, enrolled, PEOPLE, "Learners with access, or who played before they lost it"),                     \
        COUNT(S, started, PEOPLE, "Of whom something was stored"),                                             \
        COUNT(S, finished, PEOPLE, "Who completed an attempt"),                                                \
        COUNT(S, success_percent, 100, "Of the finished who are marked, those who passed; null: none is"),     \
    {                                                                                                          \
        .name = "hidden", .kind = MEMBER_KIND_BOOL, .at = offsetof(S, counts.hidden), .has_at = MEMBER_NO_HAS, \
        .doc = HIDDEN_DOC                                                                                      \
    }

static const char *const marker_names[MARKER_KIND_COUNT + 1] = {"target", "quiz", "chapter"};
static const char *const flag_names[QUESTION_FLAG_COUNT + 1] = {"too_easy", "weak"};
const char *const measure_content_names[GRAIN_CONTENT_KIND_COUNT + 1] = {"image", "slides", "text"};

static const Member module_members[] = {
    MEMBER_ID(MeasureModule, module_id, "The module"),
    TITLE(MeasureModule, "Its title"),
    POSTER(MeasureModule),
    MEMBER_INT(MeasureModule, grain_count, 0, MEASURE_GRAINS_MAX, "Of its newest distributed version"),
    COUNTS(MeasureModule),
    OPTIONAL(MeasureModule, last_ms, MEMBER_KIND_INT, .min = 0, .max = INT64_MAX, .doc = "Of the last statement"),
};
static SHAPE(measured_module_shape, "MeasuredModule", MeasureModule, module_members, "A module that was distributed");

static const Member module_list_members[] = {
    MEMBER_LIST(MeasureModuleList, items, measured_module_shape, MEASURE_LIST_MAX, "Newest first"),
    NULLABLE(MeasureModuleList, next_cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_MAX,
             .doc = "For the next page; null on the last one"),
    MEMBER_INT(MeasureModuleList, total, 0, INT64_MAX, "Modules that match"),
};
SHAPE(measure_module_list_shape, "MeasuredModuleList", MeasureModuleList, module_list_members,
      "A page of modules with figures");

static const Member version_members[] = {
    MEMBER_ID(MeasureVersion, module_version_id, "For the parameter version"),
    MEMBER_INT(MeasureVersion, number, 1, INT64_MAX, "1, 2, … within the module"),
    MEMBER_TIME(MeasureVersion, created_ms, "When it was frozen"),
};
static SHAPE(version_shape, NULL, MeasureVersion, version_members, "A version that was distributed or played");

static const Member distribution_members[] = {
    MEMBER_ID(MeasureDistribution, id, "For the parameter distribution_id"),
    TITLE(MeasureDistribution, "Of its version"),
    MEMBER_TIME(MeasureDistribution, created_ms, "When it was made"),
    MEMBER_ENUM(MeasureDistribution, state, distribution_state_names, "Now"),
    MEMBER_INT(MeasureDistribution, version_number, 1, INT64_MAX, "Which version it distributes now"),
};
static SHAPE(measured_distribution_shape, NULL, MeasureDistribution, distribution_members,
             "A distribution of the module");

static const Member group_members[] = {
    MEMBER_ID(MeasureGroup, id, "For the parameter group_id"),
    MEMBER_TEXT(MeasureGroup, name, TEXT_LINE, 0, MEASURE_NAME_MAX, "Its name"),
};
static SHAPE(measured_group_shape, NULL, MeasureGroup, group_members, "A group that has members among the learners");

static const Member grain_members[] = {
    MEMBER_ID(MeasureGrain, grain_id, "The grain"),
    TITLE(MeasureGrain, "In the newest version that has it"),
    FILM_TIME(MeasureGrain, duration_ms, "Of its film; 0: not known"),
    POSTER(MeasureGrain),
    MEMBER_BOOL(MeasureGrain, current, "In the newest version of the filter; else it was removed since"),
    FIGURE(MeasureGrain, started, PEOPLE, "Learners with a statement of it"),
    FIGURE(MeasureGrain, finished, PEOPLE, "Who watched 95 per cent of its seconds"),
    FIGURE(MeasureGrain, attention_percent, 100, "Mean share of its seconds that the started watched"),
    HIDDEN(MeasureGrain),
};
static SHAPE(measured_grain_shape, "MeasuredGrain", MeasureGrain, grain_members, "One grain of the module");

static const Member overview_members[] = {
    MEMBER_ID(MeasureOverview, module_id, "The module"),
    TITLE(MeasureOverview, "Its title"),
    MEMBER_LIST(MeasureOverview, versions, version_shape, MEASURE_VERSIONS_MAX, "Newest first"),
    MEMBER_LIST(MeasureOverview, distributions, measured_distribution_shape, MEASURE_LIST_MAX, "Newest first"),
    MEMBER_LIST(MeasureOverview, groups, measured_group_shape, MEASURE_LIST_MAX, "By name"),
    COUNTS(MeasureOverview),
    FIGURE_TIME(MeasureOverview, median_time_ms, "Film time played by the finished, repeats included: the median"),
    FIGURE(MeasureOverview, average_score_percent, 100, "Of the best attempts of the finished who had questions"),
    MEMBER_LIST(MeasureOverview, grains, measured_grain_shape, MEASURE_GRAINS_MAX, "In order; removed ones last"),
    FIGURE_TIME(MeasureOverview, as_of_ms, "When the last statement that is counted here was stored; null: none was"),
    MEMBER_TIME(MeasureOverview, lag_ms, "How long the oldest statement that is not counted yet has waited"),
};
SHAPE(measure_overview_shape, "MeasureOverview", MeasureOverview, overview_members, "The figures of one module");

static const Member marker_members[] = {
    MEMBER_ID(MeasureMarker, element_id, "Within the grain"),
    MEMBER_ENUM(MeasureMarker, kind, marker_names, "What it is"),
    LABEL(MeasureMarker, "Label or title"),
    FILM_TIME(MeasureMarker, start_ms, "Of the film"),
    FILM_TIME(MeasureMarker, end_ms, "Alike for what has no length"),
    OPTIONAL(MeasureMarker, content_kind, MEMBER_KIND_ENUM, .names = measure_content_names,
             .doc = "What a target opens"),
    MEMBER_INT(MeasureMarker, version_number, 1, INT64_MAX, "The newest version that has it"),
};
static SHAPE(marker_shape, "MeasureMarker", MeasureMarker, marker_members, "What lies on the film");

static const Member second_item = {
    .kind = MEMBER_KIND_INT, .flags = MEMBER_NULLABLE, .has_at = MEMBER_NO_HAS, .min = 0, .max = INT64_MAX};
static const Member seconds_members[] = {
    MEMBER_LIST_OF(MeasureSeconds, presence, second_item, 0, MEASURE_SECONDS_MAX,
                   "Of each second: learners who played it at least once; null: hidden"),
    MEMBER_LIST_OF(MeasureSeconds, rewatch, second_item, 0, MEASURE_SECONDS_MAX,
                   "Of each second: plays beyond each learner's first; null: hidden"),
};
static SHAPE(seconds_shape, "MeasureSeconds", MeasureSeconds, seconds_members,
             "Two lists, one number for each second of film");

static const Member attention_members[] = {
    MEMBER_ID(MeasureAttention, grain_id, "The grain"),
    MEMBER_ID(MeasureAttention, film_media_id, "Its film; see …/film for what a player needs"),
    FILM_TIME(MeasureAttention, duration_ms, "Of the film; 0: not known"),
    MEMBER_INT(MeasureAttention, duration_s, 0, MEASURE_SECONDS_MAX, "Seconds, the last one perhaps shorter"),
    FIGURE(MeasureAttention, viewers, PEOPLE, "Learners who played some second"),
    MEMBER_OBJECT(MeasureAttention, seconds, seconds_shape, "Figures by the second"),
    MEMBER_LIST(MeasureAttention, markers, marker_shape, GRAIN_ELEMENTS_MAX, "In order of time"),
    HIDDEN(MeasureAttention),
};
SHAPE(measure_attention_shape, "MeasureAttention", MeasureAttention, attention_members,
      "Attention to a film by the second");

static const Member choice_members[] = {
    MEMBER_ID(MeasureChoice, choice_id, "Within the question"),
    MEMBER_TEXT(MeasureChoice, text, TEXT_LINE, 0, MEASURE_NAME_MAX * 2, "What may be chosen"),
    MEMBER_BOOL(MeasureChoice, right, "In the key"),
    FIGURE(MeasureChoice, count, PEOPLE, "Learners whose first answer holds it"),
    NULLABLE(MeasureChoice, share, MEMBER_KIND_NUMBER, .min = 0, .max = 1, .doc = "Of the answered"),
};
static SHAPE(choice_shape, NULL, MeasureChoice, choice_members, "A choice");

ITEM_ID(choice_item);
static const Member combination_members[] = {
    MEMBER_LIST_OF(MeasureCombination, choice_ids, choice_item, 0, GRAIN_CHOICES_MAX, "In the order of the question"),
    MEMBER_BOOL(MeasureCombination, right, "All of the key and no other"),
    FIGURE(MeasureCombination, count, PEOPLE, "Learners who answered so"),
};
static SHAPE(combination_shape, NULL, MeasureCombination, combination_members, "Choices that were made together");

static const Member question_version_members[] = {
    MEMBER_INT(MeasureQuestionVersion, version_number, 1, INT64_MAX, "Of the module"),
    FIGURE(MeasureQuestionVersion, answered, PEOPLE, "Learners who answered it first in that version"),
    FIGURE(MeasureQuestionVersion, right, PEOPLE, "And were right by its key"),
};
static SHAPE(question_version_shape, NULL, MeasureQuestionVersion, question_version_members,
             "The question in one version");

ITEM_ENUM(flag_item, flag_names);
static const Member question_members[] = {
    MEMBER_ID(MeasureQuestion, question_id, "Within the grain"),
    MEMBER_TEXT(MeasureQuestion, quiz_title, TEXT_LINE, 0, MEASURE_NAME_MAX, "Of the quiz it is in"),
    MEMBER_TEXT(MeasureQuestion, prompt, TEXT_BLOCK, 0, PROMPT_MAX, "What is asked"),
    FILM_TIME(MeasureQuestion, at_ms, "When, in the film"),
    MEMBER_BOOL(MeasureQuestion, multiple, "Several choices may be right"),
    MEMBER_INT(MeasureQuestion, points, 0, INT64_MAX, "For the right answer"),
    MEMBER_INT(MeasureQuestion, version_number, 1, INT64_MAX, "The newest version that asks it; the figures are of it"),
    FIGURE(MeasureQuestion, answered, PEOPLE, "Learners; the first answer of each counts"),
    FIGURE(MeasureQuestion, right, PEOPLE, "Of them, right"),
    NULLABLE(MeasureQuestion, difficulty, MEMBER_KIND_NUMBER, .min = 0, .max = 1, .doc = "p: share of right answers"),
    NULLABLE(MeasureQuestion, discrimination, MEMBER_KIND_NUMBER, .min = -1, .max = 1,
             .doc = "Point-biserial r against the other answers in the module; null below ten answers"),
    FIGURE_TIME(MeasureQuestion, median_latency_ms, "From shown to answered: the median"),
    MEMBER_LIST_OF(MeasureQuestion, flags, flag_item, 0, QUESTION_FLAG_COUNT, "too_easy: p > 0.95; weak: r < 0.1"),
    MEMBER_LIST(MeasureQuestion, choices, choice_shape, GRAIN_CHOICES_MAX, "In order"),
    MEMBER_LIST(MeasureQuestion, combinations, combination_shape, 1 << GRAIN_CHOICES_MAX,
                "Of a question with several right choices, most frequent first"),
    MEMBER_LIST(MeasureQuestion, versions, question_version_shape, MEASURE_VERSIONS_MAX, "Newest first"),
    HIDDEN(MeasureQuestion),
};
static SHAPE(question_shape, "MeasuredQuestion", MeasureQuestion, question_members, "The answers to one question");

static const Member question_list_members[] = {
    MEMBER_LIST(MeasureQuestionList, items, question_shape, GRAIN_ELEMENTS_MAX *GRAIN_QUESTIONS_MAX,
                "In order of time"),
};
SHAPE(measure_question_list_shape, "MeasuredQuestionList", MeasureQuestionList, question_list_members,
      "The questions of a grain");

static const Member target_members[] = {
    MEMBER_ID(MeasureTarget, target_id, "Within the grain"),
    LABEL(MeasureTarget, "Shown beside it"),
    MEMBER_ENUM(MeasureTarget, content_kind, measure_content_names, "What it opens"),
    FILM_TIME(MeasureTarget, start_ms, "Of the film"),
    FILM_TIME(MeasureTarget, end_ms, "Of the film"),
    MEMBER_INT(MeasureTarget, version_number, 1, INT64_MAX, "The newest version that has it"),
    FIGURE(MeasureTarget, shown, PEOPLE, "Learners to whom it was shown"),
    FIGURE(MeasureTarget, opened, PEOPLE, "Learners who opened it"),
    FIGURE(MeasureTarget, ignored, PEOPLE, "Learners to whom it was shown and who never opened it"),
    FIGURE_TIME(MeasureTarget, median_dwell_ms, "Over learners, of the mean time it stayed open: the median"),
    HIDDEN(MeasureTarget),
};
static SHAPE(target_shape, "MeasuredTarget", MeasureTarget, target_members, "What became of one target");

static const Member target_list_members[] = {
    MEMBER_LIST(MeasureTargetList, items, target_shape, GRAIN_ELEMENTS_MAX, "In order of time"),
};
SHAPE(measure_target_list_shape, "MeasuredTargetList", MeasureTargetList, target_list_members,
      "The targets of a grain");
