/* Rows of steps laid along the graph, and what follows for the media when one ends. All inside the caller's write
 * transaction of the space. Private to this domain. */
#ifndef DOMAINS_MEDIA_LAY_H
#define DOMAINS_MEDIA_LAY_H

#include "domains/media/graph.h"
#include "domains/media/media_store.h"
#include "domains/media/step_store.h"

/* The plan of a row, its probe read. */
Rc media_plan(Ctx *cx, const MediaRow *row, MediaPlan *ret) MUST;

/* Writes the rows of all kinds whose needs are done. LAY_AGAIN also looks at kinds that are laid: a step whose key
 * moved is ready again, and what needed it goes until it is done. */
typedef enum { LAY_NEW, LAY_AGAIN } LayMode;
Rc media_lay(Ctx *cx, Db *space, const Id *media, const MediaPlan *plan, LayMode mode) MUST;

/* After a step ended well: lays what can begin, says what is playable, how far it is, and when all is done. */
Rc media_advance(Ctx *cx, Db *space, const MediaRow *row) MUST;

/* Share done, written to the media and to its owner's task. ERR_CONFLICT: the owner stopped it; then it has failed with
 * media.cancelled, and the caller's transaction is to be committed all the same. */
Rc media_set_progress(Ctx *cx, Db *space, const MediaRow *row, const MediaPlan *plan) MUST;

/* The owner's task in the task centre; empty when there is no owner. */
Rc media_task(Ctx *cx, Db *space, const Media *media, Id *ret) MUST;

#endif
