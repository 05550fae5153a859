/* From a statement to what it says: its launch names the version it was made in and the attempt, and so how it is read,
 * for ever. The same way at ingest, at a rebuild and for those who measure. Internal to domains/play. */
#ifndef DOMAINS_PLAY_PLAY_FACT_H
#define DOMAINS_PLAY_PLAY_FACT_H

#include "domains/play/play.h"
#include "domains/play/play_event.h"

typedef struct {
    PlayCourse *course; /* the launch's version */
    int64_t attempt, launched_ms;
    PlayEvent event;
} PlayFact;

/* Keeps the versions and launches that it met, in the arena of `cx`. */
typedef struct PlayFacts PlayFacts;
Rc play_facts_new(Ctx *cx, Db *space, const PlayPlace *place, PlayFacts **ret) MUST;

/* As play_head_read and play_event_read; play.no_session also when the launch is of another registration. Time and
 * identity of the event are left to the caller. */
Rc play_fact_read(Ctx *cx, Db *space, PlayFacts *facts, const Id *registration, const JsonValue *statement,
                  PlayFact *ret) MUST;

#endif
