/* The projector's statements of measure.sql. Internal to domains/measure. */
#ifndef DOMAINS_MEASURE_MEASURE_STORE_H
#define DOMAINS_MEASURE_MEASURE_STORE_H

#include "domains/measure/measure_views.h"

/* Which rows a statement goes to. */
typedef struct {
    Id module, grain, registration, module_version, distribution, person;
    int64_t attempt, day;
} MeasureKey;

typedef struct {
    Id film;
    int64_t watched_ms, first_ms, last_ms;
    Views *views;
} MeasureWatchRow;

typedef struct {
    int64_t exact_ms;                /* film time in its reports */
    int64_t pending_ms, pending_day; /* told by paused since the last one, and in which day's row it is */
    ViewsTail tail;
} MeasureLaunchRow;

typedef struct {
    Id question;
    const Id *choices;
    size_t choice_count;
    bool correct;
    int64_t points, points_max, answered_ms, latency_ms;
} MeasureAnswerRow;

typedef struct {
    Id module, registration, distribution, person;
    int64_t attempt;
    Id asked_version;
    int64_t asked_percent;
} MeasureAttemptKey;

/* Takes the turn for the rest of the transaction. */
Rc measure_store_take_turn(Ctx *cx, Db *space, int64_t *ret_position) MUST;
Rc measure_store_set_position(Ctx *cx, Db *space, int64_t position) MUST;
Rc measure_store_put_module(Ctx *cx, Db *space, const Id *module, int64_t stored_ms, int64_t last_ms) MUST;

Rc measure_store_get_watch(Ctx *cx, Db *space, const MeasureKey *key, MeasureWatchRow *row) MUST; /* ERR_MISSING */
Rc measure_store_put_watch(Ctx *cx, Db *space, const MeasureKey *key, const MeasureWatchRow *row) MUST;
/* Out of the sum of a row that may be gone. */
Rc measure_store_take_watched(Ctx *cx, Db *space, const MeasureKey *key, int64_t watched_ms) MUST;
Rc measure_store_get_launch(Ctx *cx, Db *space, const Id *launch, const Id *grain, MeasureLaunchRow *ret) MUST;
Rc measure_store_launch_claimed(Ctx *cx, Db *space, const Id *launch, int64_t *ret_ms) MUST;
Rc measure_store_put_launch(Ctx *cx, Db *space, const Id *launch, const Id *grain, const MeasureLaunchRow *row) MUST;
Rc measure_store_add_target(Ctx *cx, Db *space, const MeasureKey *key, const PlayEvent *event) MUST;
Rc measure_store_insert_answer(Ctx *cx, Db *space, const MeasureKey *key, const MeasureAnswerRow *row) MUST;
Rc measure_store_put_attempt(Ctx *cx, Db *space, const MeasureAttemptKey *key, const PlaySummary *summary) MUST;

/* An attempt that was asked otherwise; at most `room`. */
typedef struct {
    Id registration;
    int64_t attempt;
} MeasureStale;
Rc measure_store_list_stale(Ctx *cx, Db *space, size_t room, MeasureStale *ret, size_t *ret_n) MUST;

Rc measure_store_clear(Ctx *cx, Db *space) MUST;
/* SHA-256 over all rows, hexadecimal; the position is not in it. */
Rc measure_store_digest(Ctx *cx, Db *space, Str *ret) MUST;

#endif
