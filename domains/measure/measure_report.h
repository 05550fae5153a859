/* The figures as structs with their shapes, each defined here once. A "learner" is a registration (one person × one
 * distribution); all of one's attempts and days count together: presence is the union of them, plays are their sum.
 * `hidden`, and the absent numbers with it: computed from one to four people, and the viewer may not see names. */
#ifndef DOMAINS_MEASURE_MEASURE_REPORT_H
#define DOMAINS_MEASURE_MEASURE_REPORT_H

#include "domains/measure/measure_item.h"

enum { MEASURE_PEOPLE_MIN = 5, MEASURE_LIST_MAX = 200 };

/* enrolled: learners with access, or who played before they lost it. started: those of whom a statement is in the
 * filter. finished: those whose first completion of an attempt is in it. success_percent: of the finished whose version
 * asks for a mark, those whose best attempt reaches it. */
typedef struct {
    bool has_enrolled, has_started, has_finished, has_success_percent, hidden;
    int64_t enrolled, started, finished, success_percent;
} MeasureCounts;

typedef struct {
    Id module_id;
    Str title, poster_url;
    bool has_poster_url, has_last_ms;
    int64_t grain_count; /* of the newest distributed version */
    MeasureCounts counts;
    int64_t last_ms; /* of the last statement */
} MeasureModule;
typedef struct {
    ListOf(MeasureModule) items;
    bool has_next_cursor;
    Str next_cursor;
    int64_t total;
} MeasureModuleList;

typedef struct {
    Id module_version_id;
    int64_t number, created_ms;
} MeasureVersion;

typedef struct {
    Id id;
    Str title;
    int64_t created_ms, version_number;
    int state; /* DistributionState */
} MeasureDistribution;

typedef struct {
    Id id;
    Str name;
} MeasureGroup;

/* started: learners with a statement of this grain; finished: those who watched 95 per cent of its seconds.
 * attention_percent: mean, over the started, of the share of its seconds that each watched at least once. `current`: it
 * is in the newest version of the filter; its title and film are those of the newest version that has it. */
typedef struct {
    Id grain_id;
    Str title, poster_url;
    bool has_poster_url, current, hidden, has_started, has_finished, has_attention_percent;
    int64_t duration_ms, started, finished, attention_percent;
} MeasureGrain;

/* median_time_ms: over the finished, of the film time that each played in the filter, repeats included (time of the
 * film, not of the wall). average_score_percent: mean, over the finished with questions, of the best attempt's points
 * in per cent of what there was. as_of_ms: when the last statement of this module that is counted was stored; lag_ms:
 * how long the oldest stored statement that is not counted yet has waited. */
typedef struct {
    Id module_id;
    Str title;
    ListOf(MeasureVersion) versions;           /* newest first */
    ListOf(MeasureDistribution) distributions; /* newest first */
    ListOf(MeasureGroup) groups;               /* that have members among the learners */
    MeasureCounts counts;
    bool has_median_time_ms, has_average_score_percent, has_as_of_ms;
    int64_t median_time_ms, average_score_percent;
    ListOf(MeasureGrain) grains;
    int64_t as_of_ms, lag_ms;
} MeasureOverview;

extern const Shape measure_module_list_shape, measure_overview_shape;

#endif
