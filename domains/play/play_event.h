/* What a statement of the player says, read and held against the grain it is about. A parser of outside bytes: knows no
 * database. Others meet events through play_reader.h. */
#ifndef DOMAINS_PLAY_PLAY_EVENT_H
#define DOMAINS_PLAY_PLAY_EVENT_H

#include "domains/play/play_course.h"
#include "kernel/json/value.h"

enum { PLAY_SPANS_MAX = 1000 };

/* The verbs of the xAPI video profile and of what lies on a film (STANDARDS §1); one table in play_event.c. */
typedef enum {
    PLAY_INITIALIZED,
    PLAY_PLAYED,
    PLAY_PAUSED,
    PLAY_SEEKED,
    PLAY_PROGRESSED,
    PLAY_SHOWN,
    PLAY_OPENED,
    PLAY_CLOSED,
    PLAY_ANSWERED,
    PLAY_COMPLETED,
    PLAY_TERMINATED,
    PLAY_EVENT_KIND_COUNT
} PlayEventKind;

typedef struct {
    int64_t start_ms, end_ms;
} PlaySpan;

typedef struct {
    PlayEventKind kind;
    Id statement; /* its identity */
    int64_t timestamp_ms;
    Id launch; /* session-id */
    Id grain;
    bool has_position;
    int64_t position_ms; /* where the film is now */
    /* Played since the last statement that had some. What `progressed` tells is an exact partition; what the others
     * tell may overlap with it, so it is good for coverage and not for counting. */
    PlaySpan *spans;
    size_t span_count;
    Id target;                     /* shown, opened or closed; empty: the event is of no target */
    Id content;                    /* the same of a content */
    int64_t dwell_ms;              /* closed: how long it was open; 0 = not said */
    const GrainQuestion *question; /* answered; NULL: none */
    Id choices[GRAIN_CHOICES_MAX];
    size_t choice_count;
    int64_t latency_ms, points;
    bool correct;
} PlayEvent;

/* Where a statement points to, before it is known which version of a module it was made in. ERR_INVALID
 * play.unknown_statement: no statement of a player, or not of this base; play.no_session. */
typedef struct {
    Id launch, grain, element;
    unsigned object; /* what the element is: known to play_event.c, as is the verb's row */
    const struct PlayVerb *verb;
} PlayHead;
Rc play_head_read(Ctx *cx, Str activity_base, const JsonValue *statement, PlayHead *ret) MUST;

/* The rest of it, held against that version. ERR_INVALID play.bad_time, play.bad_segments, play.bad_response.
 * ERR_MISSING play.unknown_element: the module has no such grain, or the grain no such element. */
Rc play_event_read(Ctx *cx, PlayCourse *course, const PlayHead *head, const JsonValue *statement, PlayEvent *ret) MUST;

/* "0.000[.]4.250[,]9.000[.]12.000" in seconds. ERR_INVALID, also when there are more than `room`. */
Rc play_spans_read(Str s, PlaySpan *ret, size_t room, size_t *ret_n) MUST;

/* The whole statement as it is stored: with actor, registration and the version it is about (context.revision), and for
 * an answer the server's own success and score instead of the client's. ERR_INVALID play.not_yours: it says itself what
 * the server says. */
typedef struct {
    Str origin; /* of accounts */
    Id person, registration;
} PlayActor;
Rc play_event_write(Ctx *cx, const PlayActor *actor, const Id *module_version, const JsonValue *statement,
                    const PlayEvent *event, Str *ret) MUST;

#endif
