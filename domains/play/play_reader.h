/* For whoever computes figures from statements (measure): each stored statement of a player read again against the very
 * version it was made in, as play itself reads it, and what play knows of an attempt. */
#ifndef DOMAINS_PLAY_PLAY_READER_H
#define DOMAINS_PLAY_PLAY_READER_H

#include "domains/play/play.h"
#include "domains/play/play_event.h"
#include "domains/xapi/xapi.h"

/* Keeps launches and versions that it met, in the arena of `cx`, which it holds on to: one reader for a few hundred
 * statements, then a new one. */
typedef struct PlayReader PlayReader;
Rc play_reader_new(Ctx *cx, Db *space, const PlayPlace *place, PlayReader **ret) MUST;

/* Documents and questions live as long as the reader, the event's spans as long as the arena of play_read's `cx`. */
typedef struct {
    Id registration, distribution, person, module;
    Id module_version;
    int64_t version_number, attempt;
    int64_t launched_ms; /* when the launch of it began */
    Id grain, grain_version;
    Id film;
    int64_t film_duration_ms; /* 0: not known */
    const GrainDocument *document;
    PlayEvent event;
} PlayReading;
/* ERR_MISSING: it says nothing to a player (another client's, or of a launch that is not of its registration). */
Rc play_read(Ctx *cx, Db *space, PlayReader *reader, const XapiRecord *record, PlayReading *ret) MUST;

/* What changes the meaning of answers to a question when it changes: kind, choices by identity, key, points
 * (REQUIREMENTS §States; there is no tolerance yet). Two versions with the same digest ask the same. Hexadecimal. */
Rc play_question_hash(Ctx *cx, const GrainQuestion *question, Str *ret) MUST;

/* What is known of an attempt (1, 2, …), scored by the version in which it was completed, and until then by the
 * registration's (an earlier attempt: by the last it was played in). Before anything was done: nothing of all there
 * is. */
typedef struct {
    int state; /* LearningState */
    Id module_version;
    int64_t points, points_max; /* an answer to a question that has changed since counts with its points of then */
    bool has_success, success;  /* none before it is completed, and where no mark is asked for */
    int64_t pass_percent;       /* 0 = no mark */
    double progress;            /* share of all films' seconds really watched */
    int64_t first_ms, last_ms, completed_ms, watched_s;
} PlaySummary;
Rc play_summary(Ctx *cx, Db *space, const Registration *registration, int64_t attempt, PlaySummary *ret) MUST;

#endif
