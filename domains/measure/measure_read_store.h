/* The statements of measure_read.sql. Rows that may be many are handed to a function one by one: what is in them that
 * is not a number may be overwritten when it returns (views); other texts live in the arena. Internal to
 * domains/measure. */
#ifndef DOMAINS_MEASURE_MEASURE_READ_STORE_H
#define DOMAINS_MEASURE_MEASURE_READ_STORE_H

#include "domains/measure/measure.h"

typedef struct {
    Id owner;
    Str title;
} MeasureSubject;
Rc measure_read_subject(Ctx *cx, Db *space, const Id *module, MeasureSubject *ret) MUST; /* ERR_MISSING */
Rc measure_read_module(Ctx *cx, Db *space, const Id *module, int64_t *ret_stored_ms, int64_t *ret_last_ms) MUST;
Rc measure_read_position(Ctx *cx, Db *space, int64_t *ret) MUST;

/* `owner` and `after` empty: any, from the start. */
typedef struct {
    Str like;
    Id owner, after;
    size_t limit;
} MeasureModuleSearch;
typedef struct {
    Id id;
    Str title;
} MeasureModuleRow;
Rc measure_read_modules(Ctx *cx, Db *space, const MeasureModuleSearch *search, MeasureModuleRow *ret,
                        size_t *ret_n) MUST;
Rc measure_read_module_count(Ctx *cx, Db *space, const MeasureModuleSearch *search, int64_t *ret) MUST;

Rc measure_read_versions(Ctx *cx, Db *space, const Id *module, MeasureVersion *ret, size_t room, size_t *ret_n) MUST;
Rc measure_read_groups(Ctx *cx, Db *space, const Id *module, MeasureGroup *ret, size_t room, size_t *ret_n) MUST;

/* The grains of all versions of a module, newest version first, in order. */
typedef struct {
    Id module_version, grain_version, grain, media;
    Str title;
} MeasureGrainRow;
typedef Rc (*MeasureGrainTaker)(Ctx *cx, const MeasureGrainRow *row, void *arg);
Rc measure_read_grains(Ctx *cx, Db *space, const Id *module, MeasureGrainTaker take, void *arg) MUST;

/* A filter with its days. */
typedef struct {
    const MeasureFilter *filter;
    int64_t from_day, to_day;
} MeasureDays;

/* Registrations in order of identity; version and days do not narrow them. Texts only with `names`. */
typedef struct {
    Id registration, distribution, person, module_version;
    int64_t attempt, created_ms, withdrawn_ms, due_ms, version_number;
    Str title, first_name, last_name, name_folded, search_folded; /* {NULL,0}: erased */
} MeasureLearnerRow;
typedef Rc (*MeasureLearnerTaker)(Ctx *cx, const MeasureLearnerRow *row, void *arg);
Rc measure_read_learners(Ctx *cx, Db *space, const MeasureFilter *filter, bool names, MeasureLearnerTaker take,
                         void *arg) MUST;

/* In order of registration and attempt; version and days do not narrow them. */
typedef struct {
    Id registration, module_version;
    int64_t attempt, points, points_max, progress_ppm, first_ms, completed_ms;
    int state, success;
} MeasureAttemptRow;
typedef Rc (*MeasureAttemptTaker)(Ctx *cx, const MeasureAttemptRow *row, void *arg);
Rc measure_read_attempts(Ctx *cx, Db *space, const MeasureFilter *filter, MeasureAttemptTaker take, void *arg) MUST;

/* In order of registration. */
typedef struct {
    Id registration;
    int64_t watched_ms, first_ms, last_ms;
} MeasureWatchSum;
typedef Rc (*MeasureWatchSumTaker)(Ctx *cx, const MeasureWatchSum *row, void *arg);
Rc measure_read_watch_sums(Ctx *cx, Db *space, const MeasureDays *days, MeasureWatchSumTaker take, void *arg) MUST;

/* Days of one grain, in order of registration; of one registration when it is not empty. */
typedef struct {
    Id registration, film;
    int64_t watched_ms;
    Str views;
} MeasureWatchDay;
typedef Rc (*MeasureWatchTaker)(Ctx *cx, const MeasureWatchDay *row, void *arg);
typedef struct {
    Id grain, registration;
} MeasurePart;
Rc measure_read_watch(Ctx *cx, Db *space, const MeasureDays *days, const MeasurePart *part, MeasureWatchTaker take,
                      void *arg) MUST;

/* In order of grain, question, registration, attempt and nth; at most the `nth_max` first ones of each attempt. */
typedef struct {
    Id grain, question, registration, module_version;
    int64_t attempt, nth, points, points_max, answered_ms, latency_ms;
    bool correct;
    Str choices; /* identities, a blank between two */
} MeasureAnswerRead;
typedef Rc (*MeasureAnswerTaker)(Ctx *cx, const MeasureAnswerRead *row, void *arg);
Rc measure_read_answers(Ctx *cx, Db *space, const MeasureDays *days, int64_t nth_max, const Id *registration,
                        MeasureAnswerTaker take, void *arg) MUST;

/* In order of target and registration. */
typedef struct {
    Id target, registration;
    int64_t shown, opened, closed, dwell_ms;
} MeasureTargetSum;
typedef Rc (*MeasureTargetTaker)(Ctx *cx, const MeasureTargetSum *row, void *arg);
Rc measure_read_targets(Ctx *cx, Db *space, const MeasureDays *days, const MeasurePart *part, MeasureTargetTaker take,
                        void *arg) MUST;

#endif
