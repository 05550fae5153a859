/* What a statement of the player says, read and held against the grain it is about. A parser of outside bytes: knows no
 * database. Internal to domains/play. */
#ifndef DOMAINS_PLAY_PLAY_EVENT_H
#define DOMAINS_PLAY_PLAY_EVENT_H

#include "domains/play/play_course.h"
#include "kernel/json/value.h"

enum { PLAY_SPANS_MAX = 1000 };

typedef struct {
    int64_t start_ms, end_ms;
} PlaySpan;

typedef struct {
    Id statement; /* its identity */
    int64_t timestamp_ms;
    Id launch; /* session-id */
    Id grain;
    bool has_position;
    int64_t position_ms; /* where the film is now */
    PlaySpan *spans;     /* played since the last statement that had some */
    size_t span_count;
    Id opened;                     /* a target; empty: none */
    const GrainQuestion *question; /* answered; NULL: none */
    Id choices[GRAIN_CHOICES_MAX];
    size_t choice_count;
    int64_t latency_ms, points;
    bool correct;
} PlayEvent;

/* Reads it. ERR_INVALID play.unknown_statement: no statement of a player, or not of this base; play.bad_time,
 * play.bad_segments, play.bad_response, play.no_session. ERR_MISSING play.unknown_element: the module has no such
 * grain, or the grain no such element. `activity_base` as in PlayDocument. */
Rc play_event_read(Ctx *cx, PlayCourse *course, Str activity_base, const JsonValue *statement, PlayEvent *ret) MUST;

/* "0.000[.]4.250[,]9.000[.]12.000" in seconds. ERR_INVALID, also when there are more than `room`. */
Rc play_spans_read(Str s, PlaySpan *ret, size_t room, size_t *ret_n) MUST;

/* The whole statement as it is stored: with actor and registration, and for an answer the server's own success and
 * score instead of the client's. ERR_INVALID play.not_yours: it says itself what the server says. */
typedef struct {
    Str origin; /* of accounts */
    Id person, registration;
} PlayActor;
Rc play_event_write(Ctx *cx, const PlayActor *actor, const JsonValue *statement, const PlayEvent *event, Str *ret) MUST;

#endif
